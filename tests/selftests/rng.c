// SPDX-License-Identifier: GPL-2.0
/*
 * Random number generators: sessions, lengths, the ways to submit a request,
 * errors, threads and killed callers. With test entropy a DRBG is deterministic,
 * so that results can be compared. kat_rng.c has the known answers.
 */
#include "../kselftest_harness.h"
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/process.h"
#include "lib/rng.h"
#include "lib/sysctl.h"
#include "lib/usage.h"

#define PIECE	CRYPTODEV_RNG_PIECE
#define MOST	(3 * PIECE)
#define FILL	0xa5
#define ENTROPY	"entropy of more than 32 bytes, and not random."
#define NONCE	"a nonce of 16 b."

FIXTURE(rng) {
	int fd;
	long soft;	/* dev.crypto.cryptodevallowsoft */
	uint8_t *out, *other;
};

FIXTURE_SETUP(rng)
{
	DRBG_SETUP();
	self->soft = sysctl_get("cryptodevallowsoft");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->out = pages(MOST + 64);
	self->other = pages(MOST + 64);
}

/* In the parent: a test that fails must not leave the policy changed. */
FIXTURE_TEARDOWN_PARENT(rng)
{
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
}

static int create(FIXTURE_DATA(rng) *self, uint32_t number, uint32_t *ses)
{
	return dc_create(self->fd, 0, number, 0, NULL, 0, ses);
}

/* A session whose output depends on @pers alone. */
static int create_test(FIXTURE_DATA(rng) *self, const char *pers, uint32_t *ses)
{
	return rng_test_session(self->fd, RNG_DRBG, ENTROPY, strlen(ENTROPY),
				NONCE, strlen(NONCE), pers, strlen(pers), ses);
}

/* The whole table, and the kernel's names of the drivers. */
static const struct {
	uint32_t number;
	const char *driver;
} numbers[] = {
	{ CRYPTODEV_JITTERENTROPY, "jitterentropy_rng" },
	{ CRYPTODEV_DRBG_CTR_AES128, "ctr_aes128" },
	{ CRYPTODEV_DRBG_CTR_AES192, "ctr_aes192" },
	{ CRYPTODEV_DRBG_CTR_AES256, "ctr_aes256" },
	{ CRYPTODEV_DRBG_HASH_SHA1, "sha1" },
	{ CRYPTODEV_DRBG_HASH_SHA256, "sha256" },
	{ CRYPTODEV_DRBG_HASH_SHA384, "sha384" },
	{ CRYPTODEV_DRBG_HASH_SHA512, "sha512" },
	{ CRYPTODEV_DRBG_HMAC_SHA1, "hmac_sha1" },
	{ CRYPTODEV_DRBG_HMAC_SHA256, "hmac_sha256" },
	{ CRYPTODEV_DRBG_HMAC_SHA384, "hmac_sha384" },
	{ CRYPTODEV_DRBG_HMAC_SHA512, "hmac_sha512" },
};

#define NUMBERS	(sizeof(numbers) / sizeof(numbers[0]))

/* Returns true if the session's two results of 64 bytes are of its own. */
static bool generates(FIXTURE_DATA(rng) *self, uint32_t ses)
{
	memset(self->out, FILL, 64);
	memset(self->other, FILL, 64);
	return !rng_get(self->fd, ses, self->out, 64) &&
	       !rng_get(self->fd, ses, self->other, 64) &&
	       !same(self->out, self->other, 64) &&
	       !all_are(self->out + 32, 32, FILL) &&
	       !all_are(self->other + 32, 32, FILL);
}

TEST_F(rng, number_selects_driver)
{
	char driver[CRYPTODEV_MAX_ALG_NAME], want[CRYPTODEV_MAX_ALG_NAME];
	uint32_t ses, i, nr = 0;
	int pr, err;

	for (i = 0; i < 2 * NUMBERS; i++) {
		pr = i >= NUMBERS;
		if ((pr && i % NUMBERS == 0) || skip_if_brief())
			continue;
		err = create(self, numbers[i % NUMBERS].number +
			     (pr ? CRYPTODEV_DRBG_PR : 0), &ses);
		if (err == -ENOENT)
			continue;
		ASSERT_EQ(0, err);
		snprintf(want, sizeof(want), "%s%s",
			 i ? pr ? "drbg_pr_" : "drbg_nopr_" : "",
			 numbers[i % NUMBERS].driver);
		ASSERT_TRUE(session_driver(self->fd, ses, false, driver));
		EXPECT_STREQ(want, driver);
		EXPECT_FALSE(session_is_offloaded(self->fd, ses));
		EXPECT_TRUE(generates(self, ses)) {
			TH_LOG("%s", driver);
		}
		EXPECT_EQ(0, dc_free(self->fd, ses));
		nr++;
	}
	EXPECT_LT(0, nr);
	TH_LOG("%u generators", nr);
}

TEST_F(rng, best_generator_exists)
{
	uint32_t ses;

	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	EXPECT_TRUE(generates(self, ses));
	ASSERT_EQ(0, create(self, RNG_DRBG, &ses));
	EXPECT_TRUE(generates(self, ses));
}

TEST_F(rng, output_has_any_length)
{
	static const uint32_t lens[] = {
		0, 1, 31, 32, 33, 128, 129, 1024, PIECE - 1, PIECE, PIECE + 1,
		2 * PIECE, MOST - 1, MOST,
	};
	uint32_t i, at, len, whole, pieces;
	struct cryptodev_req r;

	ASSERT_EQ(0, create_test(self, "same", &whole));
	ASSERT_EQ(0, create_test(self, "same", &pieces));
	for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
		memset(self->out, FILL, MOST + 64);
		r = rng_req(whole, 0, self->out, lens[i]);
		EXPECT_EQ(0, rng_submit(self->fd, &r));
		EXPECT_EQ(lens[i], r.out_len);
		EXPECT_TRUE(all_are(self->out + lens[i], 64, FILL));
		for (at = 0; at < lens[i]; at += len) {
			len = lens[i] - at < PIECE ? lens[i] - at : PIECE;
			EXPECT_EQ(0, rng_get(self->fd, pieces, self->other + at,
					     len));
		}
		EXPECT_TRUE(same(self->out, self->other, lens[i])) {
			TH_LOG("%u bytes", lens[i]);
		}
	}
}

TEST_F(rng, jitter_has_any_length)
{
	static const uint32_t lens[] = { 0, 1, 31, 32, 33, 100 };
	uint32_t i, ses;

	if (create(self, CRYPTODEV_JITTERENTROPY, &ses) == -ENOENT)
		SKIP(return, "this machine has no jitter generator");
	for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
		memset(self->out, FILL, 200);
		EXPECT_EQ(0, rng_get(self->fd, ses, self->out, lens[i]));
		EXPECT_TRUE(all_are(self->out + lens[i], 100, FILL));
		if (lens[i] >= 31)
			EXPECT_FALSE(all_are(self->out + lens[i] - 16, 16,
					     FILL));
	}
}

/* Each input changes the output, and the same inputs give the same output. */
TEST_F(rng, output_depends_on_inputs)
{
	struct cryptodev_req r;
	uint32_t ses[4];
	uint8_t out[6][32];
	uint32_t i, j;

	ASSERT_EQ(0, create_test(self, "one", &ses[0]));
	ASSERT_EQ(0, create_test(self, "one", &ses[1]));
	ASSERT_EQ(0, create_test(self, "two", &ses[2]));
	ASSERT_EQ(0, create_test(self, "", &ses[3]));
	for (i = 0; i < 4; i++)
		ASSERT_EQ(0, rng_get(self->fd, ses[i], out[i], 32));
	EXPECT_TRUE(same(out[0], out[1], 32));
	r = rng_req(ses[0], 0, out[1], 32);
	r.aad = native_pointer(ENTROPY);
	r.aad_len = 7;
	ASSERT_EQ(0, rng_submit(self->fd, &r));
	r = rng_req(ses[0], CRYPTODEV_REQ_RESET, out[4], 32);
	ASSERT_EQ(0, rng_submit(self->fd, &r));
	ASSERT_EQ(0, rng_get(self->fd, ses[1], out[5], 32));
	for (i = 0; i < 6; i++)
		for (j = 0; j < i; j++)
			EXPECT_FALSE(same(out[i], out[j], 32)) {
				TH_LOG("%u and %u", i, j);
			}
}

TEST_F(rng, reset_without_output)
{
	struct cryptodev_req r;
	uint32_t ses;

	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	r = rng_req(ses, CRYPTODEV_REQ_RESET, NULL, 0);
	EXPECT_EQ(0, rng_submit(self->fd, &r));
	EXPECT_EQ(0, r.out_len);
	EXPECT_TRUE(generates(self, ses));
}

/* Requests of one batch, in each way: the results are those of single ones. */
TEST_F(rng, batch_and_queue)
{
	const uint32_t flags[] = { 0, CRYPTODEV_REQ_NO_ZC, worker_flag() };
	struct cryptodev_req r[8];
	struct cryptodev_result results[8];
	uint32_t ses, i, j, f, wait;

	for (f = 0; f < 3; f++)
		for (wait = 0; wait < 2; wait++) {
			ASSERT_EQ(0, create_test(self, "x", &ses));
			for (i = 0; i < 8; i++)
				ASSERT_EQ(0, rng_get(self->fd, ses,
						     self->other + 64 * i, 64));
			ASSERT_EQ(0, create_test(self, "x", &ses));
			for (i = 0; i < 8; i++) {
				r[i] = rng_req(ses, flags[f],
					       self->out + 64 * i, 64);
				r[i].user_data = i;
			}
			ASSERT_EQ(8, dc_submit(self->fd, wait ?
					       CRYPTODEV_SUBMIT_WAIT : 0, r, 8));
			if (!wait)
				ASSERT_EQ(8, dc_reap(self->fd, results, 8, 8,
						     deadline_in_ms(60000)));
			for (i = 0; i < 8; i++) {
				EXPECT_EQ(0, wait ? r[i].result :
						    results[i].result);
				EXPECT_EQ(64, wait ? r[i].out_len :
						     results[i].out_len);
			}
			/* Workers may process them in any order. */
			for (i = 0; i < 8; i++) {
				for (j = 0; j < 8; j++)
					if (same(self->out + 64 * i,
						 self->other + 64 * j, 64))
						break;
				EXPECT_GT(8, j);
			}
		}
}

TEST_F(rng, requests_that_cannot_be)
{
	static const struct {
		uint32_t flags;
		int err;
	} bad[] = {
		{ CRYPTODEV_REQ_DECRYPT, -EINVAL },
		{ CRYPTODEV_REQ_UPDATE, -EINVAL },
		{ CRYPTODEV_REQ_FINAL, -EINVAL },
		{ CRYPTODEV_REQ_FINAL | CRYPTODEV_REQ_RESET, -EINVAL },
		{ CRYPTODEV_REQ_WRITE_IV, -EINVAL },
		{ CRYPTODEV_REQ_VERIFY, -EOPNOTSUPP },
		{ CRYPTODEV_REQ_TLS, -EOPNOTSUPP },
		{ CRYPTODEV_REQ_SRTP, -EOPNOTSUPP },
		{ CRYPTODEV_REQ_PUBLIC, -EINVAL },
		{ 0x80000000, -EINVAL },
	};
	struct cryptodev_req r;
	struct crypt_auth_op caop = {};
	uint32_t ses, i;

	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	memset(self->out, FILL, MOST);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		r = rng_req(ses, bad[i].flags, self->out, 16);
		EXPECT_EQ(bad[i].err, rng_submit(self->fd, &r)) {
			TH_LOG("flags %#x", bad[i].flags);
		}
		EXPECT_EQ(0, r.out_len);
	}
	r = rng_req(ses, 0, self->out, 0x80000000);
	EXPECT_EQ(-E2BIG, rng_submit(self->fd, &r));
	r = rng_req(ses, 0, self->out, 16);
	r.aad = native_pointer(self->other);
	r.aad_len = sysctl_get("max_aad_bytes") + 1;
	EXPECT_EQ(-E2BIG, rng_submit(self->fd, &r));
	EXPECT_EQ(-EOPNOTSUPP, dc_crypt(self->fd, ses, COP_ENCRYPT, 0,
					self->other, 16, self->out, NULL, NULL));
	caop.ses = ses;
	EXPECT_EQ(-EOPNOTSUPP, dc_aead(self->fd, &caop));
	EXPECT_TRUE(all_are(self->out, MOST, FILL));
	if (!create(self, CRYPTODEV_JITTERENTROPY, &ses)) {
		r = rng_req(ses, 0, self->out, 16);
		r.aad = native_pointer(self->other);
		r.aad_len = 1;
		EXPECT_EQ(-EINVAL, rng_submit(self->fd, &r));
		EXPECT_TRUE(all_are(self->out, MOST, FILL));
	}
}

TEST_F(rng, memory_that_cannot_be_used)
{
	static const uint32_t lens[] = { 1, 16, 200, PIECE, PIECE + 1, MOST };
	struct cryptodev_req r;
	uint32_t ses, i;

	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
		uint8_t *buf = guarded(lens[i]);

		EXPECT_EQ(0, rng_get(self->fd, ses, buf, lens[i]));
		memset(buf, FILL, lens[i]);
		EXPECT_EQ(-EFAULT, rng_get(self->fd, ses, buf + 1, lens[i]));
		EXPECT_EQ(-EFAULT, rng_get(self->fd, ses, buf + lens[i],
					   lens[i]));
		EXPECT_EQ(-EFAULT, rng_get(self->fd, ses, NULL, lens[i]));
		EXPECT_EQ(-EFAULT, rng_get(self->fd, ses, (void *)-1l, 4096));
		r = rng_req(ses, 0, buf, lens[i]);
		r.aad = native_pointer(buf + 1);
		r.aad_len = lens[i];
		EXPECT_EQ(-EFAULT, rng_submit(self->fd, &r));
		EXPECT_TRUE(all_are(buf, lens[i], FILL)) {
			TH_LOG("%u bytes", lens[i]);
		}
		guarded_free(buf, lens[i]);
	}
	EXPECT_EQ(0, rng_get(self->fd, ses, NULL, 0));
}

TEST_F(rng, sessions_that_cannot_be)
{
	static const uint32_t unused[] = {
		0x202, 0x203, 0x20f, 0x210, 0x211, 0x212, 0x213, 0x21f, 0x220,
	};
	static const uint8_t key[CRYPTODEV_RNG_SEED_MAX + 1];
	uint32_t ses = 0, i;

	for (i = 0; i < sizeof(unused) / sizeof(unused[0]); i++)
		EXPECT_EQ(-EINVAL, create(self, unused[i], &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, CRYPTODEV_RNG,
				     CRYPTO_SHA2_256, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, 0, CRYPTODEV_RNG, NULL, 0,
				     &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, CRYPTODEV_CREATE_ETM,
				     CRYPTODEV_RNG, 0, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, CRYPTODEV_CREATE_PRIVATE,
				     CRYPTODEV_RNG, 0, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, CRYPTODEV_JITTERENTROPY, 0,
				     key, 1, &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, RNG_DRBG, 0, key,
				     CRYPTODEV_RNG_SEED_MAX + 1, &ses));
	EXPECT_EQ(-EFAULT, dc_create(self->fd, 0, RNG_DRBG, 0, NULL, 1, &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTODEV_RNG, NULL, 0, 0, NULL,
				      0, &ses));
	EXPECT_EQ(0, ses);
	EXPECT_EQ(0, dc_create(self->fd, 0, RNG_DRBG, 0, key,
			       CRYPTODEV_RNG_SEED_MAX, &ses));
}

/* The structure without entropy is that of an earlier version. */
TEST_F(rng, earlier_structure_creates)
{
	struct cryptodev_create create = {
		.size = offsetof(struct cryptodev_create, nonce),
		.cipher = CRYPTODEV_RNG, .nonce = 1, .noncelen = 2,
		.entropylen = 3, .entropy = 4,
	};

	EXPECT_EQ(184, create.size);
	EXPECT_EQ(208, sizeof(create));
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
	EXPECT_TRUE(generates(self, create.ses));
}

static int entropy_session(int fd, uint32_t number, uint32_t len,
			   uint32_t noncelen)
{
	static const uint8_t entropy[2048];
	uint32_t ses;

	return rng_test_session(fd, number, entropy, len, entropy, noncelen,
				NULL, 0, &ses);
}

TEST_F(rng, entropy_is_checked)
{
	uint32_t ses = 0;

	EXPECT_EQ(0, entropy_session(self->fd, RNG_DRBG, 1024, 0));
	EXPECT_EQ(0, entropy_session(self->fd, RNG_DRBG, 1, 1023));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, RNG_DRBG, 1025, 0));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, RNG_DRBG, 1, 1024));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, RNG_DRBG, 0, 16));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, RNG_DRBG, 2, 0xffffffff));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, CRYPTODEV_RNG, 32, 0));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, CRYPTODEV_JITTERENTROPY,
					   32, 0));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, CRYPTO_AES_CBC, 32, 0));
	EXPECT_EQ(-EINVAL, entropy_session(self->fd, CRYPTODEV_RSA, 32, 0));
	EXPECT_EQ(-EFAULT, rng_test_session(self->fd, RNG_DRBG, NULL, 32, NULL,
					    0, NULL, 0, &ses));
	EXPECT_EQ(-EFAULT, rng_test_session(self->fd, RNG_DRBG, ENTROPY, 32,
					    NULL, 8, NULL, 0, &ses));
	EXPECT_EQ(0, ses);
}

/* Runs in a child: a user must not know what others take for random. */
static int try_as_user(int fd)
{
	uint8_t out[32];
	uint32_t ses;

	if (setresuid(1, 1, 1))
		return 1;
	if (entropy_session(fd, RNG_DRBG, 32, 16) != -EPERM)
		return 2;
	if (entropy_session(fd, CRYPTODEV_RNG, 32, 16) != -EINVAL)
		return 3;
	if (dc_create(fd, 0, RNG_DRBG, 0, "seed", 4, &ses))
		return 4;
	return rng_get(fd, ses, out, 32) ? 5 : 0;
}

TEST_F(rng, entropy_needs_capability)
{
	pid_t pid = fork();

	ASSERT_LE(0, pid);
	if (!pid)
		_exit(try_as_user(self->fd));
	EXPECT_TRUE(exits_well(pid));
}

/* A seed does not replace the kernel's entropy. */
TEST_F(rng, seed_alone_does_not_decide)
{
	uint32_t a, b;

	ASSERT_EQ(0, dc_create(self->fd, 0, RNG_DRBG, 0, "seed", 4, &a));
	ASSERT_EQ(0, dc_create(self->fd, 0, RNG_DRBG, 0, "seed", 4, &b));
	ASSERT_EQ(0, rng_get(self->fd, a, self->out, 32));
	ASSERT_EQ(0, rng_get(self->fd, b, self->other, 32));
	EXPECT_FALSE(same(self->out, self->other, 32));
}

TEST_F(rng, requests_entropy_is_bounded)
{
	struct cryptodev_req r;
	uint32_t ses;

	ASSERT_EQ(0, create_test(self, "", &ses));
	r = rng_req(ses, 0, self->out, 16);
	r.mac = native_pointer(self->other);
	r.tag_len = 1025;
	EXPECT_EQ(-EINVAL, rng_submit(self->fd, &r));
	r.mac = 0;
	r.tag_len = 16;
	EXPECT_EQ(-EFAULT, rng_submit(self->fd, &r));
	/* Without test entropy, the fields have no meaning. */
	ASSERT_EQ(0, create(self, RNG_DRBG, &ses));
	r.ses = ses;
	EXPECT_EQ(0, rng_submit(self->fd, &r));
}

TEST_F(rng, policy_restricts_drivers)
{
	uint32_t ses;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	EXPECT_FALSE(session_is_offloaded(self->fd, ses));
	EXPECT_EQ(0, create(self, RNG_DRBG, &ses));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	EXPECT_EQ(-ENOENT, create(self, RNG_DRBG, &ses));
	EXPECT_EQ(-ENOENT, create(self, CRYPTODEV_JITTERENTROPY, &ses));
	if (!create(self, CRYPTODEV_RNG, &ses))
		EXPECT_TRUE(session_is_offloaded(self->fd, ses));
}

static int create_named(FIXTURE_DATA(rng) *self, uint32_t number,
			const char *driver)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .cipher = number,
	};

	strncpy(create.driver, driver, sizeof(create.driver) - 1);
	return dc_ioctl(self->fd, CRYPTODEV_CREATE, &create);
}

TEST_F(rng, program_names_driver)
{
	char driver[CRYPTODEV_MAX_ALG_NAME];
	uint32_t ses;

	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, false, driver));
	EXPECT_EQ(0, create_named(self, CRYPTODEV_RNG, driver));
	EXPECT_EQ(0, create_named(self, CRYPTODEV_RNG, "cryptosoft0"));
	EXPECT_EQ(0, create_named(self, CRYPTODEV_RNG,
				  "drbg_nopr_hmac_sha512"));
	EXPECT_EQ(0, create_named(self, RNG_DRBG, "drbg_nopr_hmac_sha512"));
	EXPECT_EQ(0, create_named(self, RNG_DRBG, "cryptosoft0"));
	EXPECT_EQ(-ENOENT, create_named(self, RNG_DRBG, "drbg_nopr_hmac_sha51"));
	EXPECT_EQ(-ENOENT, create_named(self, RNG_DRBG, "stdrng"));
	EXPECT_EQ(-ENOENT, create_named(self, CRYPTODEV_RNG, "aes-generic"));
	EXPECT_EQ(-ENOENT, create_named(self, CRYPTODEV_RNG, "stdrng"));
}

TEST_F(rng, requests_are_counted)
{
	char driver[CRYPTODEV_MAX_ALG_NAME];
	struct usage was, driver_was;
	struct cryptodev_req r;
	uint32_t ses;

	ASSERT_EQ(0, create(self, CRYPTODEV_RNG, &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, false, driver));
	was = usage_file(self->fd);
	driver_was = usage_driver(driver);
	ASSERT_EQ(0, rng_get(self->fd, ses, self->out, 1000));
	r = rng_req(ses, CRYPTODEV_REQ_DECRYPT, self->out, 24);
	ASSERT_EQ(-EINVAL, rng_submit(self->fd, &r));
	EXPECT_USAGE_GREW(usage_file(self->fd), was, 0, 2, 1024, 1);
	EXPECT_USAGE_GREW(usage_driver(driver), driver_was, 0, 2, 1024, 1);
}

#define ROUNDS	50

/**
 * struct taker - a thread that takes random numbers
 * @fd: the device
 * @ses: a session that it shares
 * @err: the first error
 * @out: its numbers
 */
struct taker {
	int fd;
	uint32_t ses;
	int err;
	uint8_t out[ROUNDS][16];
};

static void *take(void *data)
{
	struct taker *t = data;
	int i;

	for (i = 0; i < ROUNDS && !t->err; i++)
		t->err = rng_get(t->fd, t->ses, t->out[i], 16);
	return NULL;
}

/* Two threads get the numbers that one would get, each number once. */
TEST_F(rng, threads_share_a_session)
{
	struct taker takers[2] = {};
	pthread_t threads[2];
	uint32_t ses;
	int i, j, at[2] = {};

	ASSERT_EQ(0, create_test(self, "shared", &ses));
	for (i = 0; i < 2; i++) {
		takers[i].fd = self->fd;
		takers[i].ses = ses;
		ASSERT_EQ(0, pthread_create(&threads[i], NULL, take,
					    &takers[i]));
	}
	for (i = 0; i < 2; i++) {
		ASSERT_EQ(0, pthread_join(threads[i], NULL));
		ASSERT_EQ(0, takers[i].err);
	}
	ASSERT_EQ(0, create_test(self, "shared", &ses));
	for (i = 0; i < 2 * ROUNDS; i++) {
		ASSERT_EQ(0, rng_get(self->fd, ses, self->out, 16));
		for (j = 0; j < 2; j++)
			if (at[j] < ROUNDS &&
			    same(takers[j].out[at[j]], self->out, 16))
				break;
		ASSERT_GT(2, j) {
			TH_LOG("number %d", i);
		}
		at[j]++;
	}
}

/* A request that would take for minutes ends when its caller is killed. */
TEST_F(rng, caller_can_be_killed)
{
	static const uint32_t kinds[] = {
		RNG_DRBG, CRYPTODEV_JITTERENTROPY,
		RNG_DRBG + CRYPTODEV_DRBG_PR,
	};
	size_t len = 64 << 20;
	uint32_t ses, i;
	uint8_t *big;
	int status;
	pid_t pid;

	big = mmap(NULL, len, PROT_READ | PROT_WRITE,
		   MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	ASSERT_NE(MAP_FAILED, big);
	/* User Mode Linux may need ten seconds for a call of the jitter generator. */
	for (i = 0; i < brief(ARRAY_SIZE(kinds), 1); i++) {
		if (create(self, kinds[i], &ses))
			continue;
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid) {
			for (;;)
				rng_get(self->fd, ses, big, len);
		}
		usleep(100000);
		ASSERT_EQ(0, kill(pid, SIGKILL));
		EXPECT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
		EXPECT_TRUE(WIFSIGNALED(status));
		EXPECT_TRUE(generates(self, ses));
	}
	munmap(big, len);
}

TEST_HARNESS_MAIN
