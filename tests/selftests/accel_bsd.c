// SPDX-License-Identifier: GPL-2.0
/*
 * Algorithms of the BSDs' lists on a device, tests/accel: ChaCha20, AES in counter
 * mode of RFC 3686 and BLAKE2b. The device completes requests early, late, out of
 * order or with an error. ChaCha20 takes two transform requests if the lower half
 * of its counter overflows.
 */
#include "../kselftest_harness.h"
#include <signal.h>

#include "lib/accel.h"
#include "lib/answers.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/native.h"
#include "lib/reference.h"

#define BATCH		32	/* requests in one CRYPTODEV_SUBMIT */
#define FILLER		0xa5
#define BLOCK		64	/* bytes of ChaCha20's key stream that a counter gives */
#define CARRY_MAX	70000	/* more than one piece */

/**
 * struct kind - a session that the device serves
 * @cipher: its cipher, or 0
 * @mac: its MAC, or 0
 * @driver: its driver
 * @answer: a known answer
 */
static const struct kind {
	uint32_t cipher, mac;
	const char *driver;
	const struct answer *answer;
} kinds[] = {
	{ CRYPTO_CHACHA20, 0, "chacha20-accel", &answer_chacha20 },
	{ CRYPTO_AES_CTR_RFC3686, 0, "rfc3686(ctr-aes-accel)",
	  &answer_rfc3686 },
	{ 0, CRYPTO_BLAKE2B, "blake2b-512-accel", &answer_blake2b },
	{ 0, CRYPTO_BLAKE2B, "blake2b-512-accel", &answer_blake2b_keyed },
};

#define KINDS	((int)ARRAY_SIZE(kinds))

/* From Linux 6.19 on, the module serves BLAKE2b itself. */
static int served = KINDS;
#define CHACHA	0	/* of @kinds */

/* Ways to have a request processed: a call that waits, or a queue. */
#define CALLS	2

static int open_session(int fd, const struct kind *kind, uint32_t *ses)
{
	const struct answer *a = kind->answer;

	return kind->cipher ?
		dc_session(fd, kind->cipher, a->key, a->keylen, 0, NULL, 0,
			   ses) :
		dc_session(fd, 0, NULL, 0, kind->mac, a->key, a->keylen, ses);
}

FIXTURE(accel_bsd) {
	int fd;
	struct accel_before before;
	uint32_t ses[KINDS];
	uint8_t out[BATCH][ANSWER_MAX];
};

FIXTURE_SETUP(accel_bsd)
{
	int i;

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ref_init();
	ASSERT_TRUE(accel_begin(&self->before));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	if (kernel_has_driver("blake2b-512-cryptodev"))
		served = 2;
	for (i = 0; i < served; i++)
		ASSERT_EQ(0, open_session(self->fd, &kinds[i], &self->ses[i]));
	memset(self->out, FILLER, sizeof(self->out));
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(accel_bsd)
{
	EXPECT_TRUE(accel_end(&self->before));
}

/* The known answer of a session as a request of the native dialect. */
static struct cryptodev_req answer_req(FIXTURE_DATA(accel_bsd) *self, int i,
				       uint8_t *out)
{
	const struct answer *a = kinds[i].answer;

	return (struct cryptodev_req) {
		.ses = self->ses[i], .len = a->len,
		.src = native_pointer(a->in), .iv = native_pointer(a->iv),
		.dst = kinds[i].cipher ? native_pointer(out) : 0,
		.mac = kinds[i].mac ? native_pointer(out) : 0,
	};
}

/* Returns true if @out is @len bytes of the answer, and nothing else. */
static bool output_is(int i, const uint8_t *out, uint32_t len)
{
	return same(out, kinds[i].answer->out, len) &&
	       all_are(out + len, ANSWER_MAX - len, FILLER);
}

/* Runs the known answer of a session, by a call or by a queue. */
static int run(FIXTURE_DATA(accel_bsd) *self, int i, int how)
{
	const struct answer *a = kinds[i].answer;
	uint8_t *out = self->out[0];
	struct cryptodev_req r = answer_req(self, i, out);

	memset(out, FILLER, ANSWER_MAX);
	if (how)
		return dc_submit_and_reap(self->fd, &r);
	return dc_crypt(self->fd, self->ses[i], COP_ENCRYPT, 0, a->in, a->len,
			kinds[i].cipher ? out : NULL,
			kinds[i].mac ? out : NULL, a->iv);
}

TEST_F(accel_bsd, driver_serves_sessions)
{
	struct session_info_op info;
	int i;

	for (i = 0; i < served; i++) {
		memset(&info, 0, sizeof(info));
		info.ses = self->ses[i];
		ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
		EXPECT_STREQ(kinds[i].driver, kinds[i].cipher ?
			     info.cipher_info.cra_driver_name :
			     info.hash_info.cra_driver_name);
	}
}

TEST_F(accel_bsd, each_way_has_the_known_answer)
{
	long requests = accel_count("requests");
	const char *name;
	int way, i, how;

	for (way = 0; way < ACCEL_WAYS; way++) {
		name = accel_set_way(way);
		ASSERT_NE(NULL, name);
		for (i = 0; i < served * CALLS; i++) {
			how = i / served;
			EXPECT_EQ(0, run(self, i % served, how));
			EXPECT_TRUE(output_is(i % served, self->out[0],
					      kinds[i % served].answer->out_len)) {
				TH_LOG("%s, %s, call %d",
				       kinds[i % served].driver, name, how);
			}
			EXPECT_EQ(++requests, accel_count("requests"));
		}
	}
}

TEST_F(accel_bsd, driver_error_changes_nothing)
{
	long errors = accel_count("errors");
	int way, i, how;

	for (way = 0; way < ACCEL_WAYS; way++) {
		ASSERT_NE(NULL, accel_set_way(way));
		for (i = 0; i < served * CALLS; i++) {
			how = i / served;
			ASSERT_TRUE(accel_set("error_percent", 100));
			EXPECT_EQ(-EIO, run(self, i % served, how));
			EXPECT_TRUE(output_is(i % served, self->out[0], 0));
			EXPECT_EQ(++errors, accel_count("errors"));
			ASSERT_TRUE(accel_set("error_percent", 0));
			EXPECT_EQ(0, run(self, i % served, how));
			EXPECT_TRUE(output_is(i % served, self->out[0],
					      kinds[i % served].answer->out_len));
		}
	}
}

/* Submits requests of all sessions at once, and checks each result. */
static void run_batch(struct __test_metadata *_metadata,
		      FIXTURE_DATA(accel_bsd) *self)
{
	struct cryptodev_result results[BATCH];
	struct cryptodev_req reqs[BATCH];
	uint32_t seen = 0;
	int i, n;

	memset(self->out, FILLER, sizeof(self->out));
	for (i = 0; i < BATCH; i++) {
		reqs[i] = answer_req(self, i % served, self->out[i]);
		reqs[i].user_data = i;
	}
	ASSERT_EQ(BATCH, dc_submit(self->fd, 0, reqs, BATCH));
	n = dc_reap(self->fd, results, BATCH, BATCH,
		    deadline_in_ms(WAIT_LIMIT_MS));
	ASSERT_EQ(BATCH, n);
	for (i = 0; i < BATCH; i++) {
		EXPECT_EQ(0, results[i].result);
		ASSERT_GT(BATCH, results[i].user_data);
		seen |= 1u << results[i].user_data;
		EXPECT_TRUE(output_is(i % served, self->out[i],
				      kinds[i % served].answer->out_len));
	}
	EXPECT_EQ(UINT32_MAX, seen);
}

TEST_F(accel_bsd, completions_out_of_order)
{
	long overtaken = accel_count("overtaken");
	double end = seconds() + WAIT_LIMIT;

	ASSERT_TRUE(accel_set("latency_us", 1000));
	ASSERT_TRUE(accel_set("out_of_order", 50));
	do {
		run_batch(_metadata, self);
	} while (accel_count("overtaken") == overtaken && seconds() < end);
	EXPECT_LT(overtaken, accel_count("overtaken"));
}

/* Each request is submitted before the device completes the first. */
TEST_F(accel_bsd, results_wait_for_driver)
{
	uint8_t out[KINDS][ANSWER_MAX];
	struct cryptodev_result results[KINDS];
	struct cryptodev_req reqs[KINDS];
	int i;

	memset(out, FILLER, sizeof(out));
	for (i = 0; i < served; i++)
		reqs[i] = answer_req(self, i, out[i]);
	ASSERT_TRUE(accel_set("stall", 1));
	ASSERT_EQ(served, dc_submit(self->fd, 0, reqs, served));
	EXPECT_TRUE(accel_pending_becomes(served));
	EXPECT_EQ(0, dc_reap(self->fd, results, 0, served, 1));
	for (i = 0; i < served; i++)
		EXPECT_TRUE(output_is(i, out[i], 0));
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_EQ(served, dc_reap(self->fd, results, served, served,
				 deadline_in_ms(WAIT_LIMIT_MS)));
	for (i = 0; i < served; i++) {
		EXPECT_EQ(0, results[i].result);
		EXPECT_TRUE(output_is(i, out[i], kinds[i].answer->out_len));
	}
}

/**
 * struct carry - a message during which the lower half of the counter overflows
 * @iv: the first counter, then the nonce
 * @next: the IV that follows it
 * @len: bytes
 * @in: input
 * @want: libcrypto's output
 * @out: room for the output
 */
struct carry {
	uint8_t iv[16], next[16];
	uint32_t len;
	uint8_t *in, *want, *out;
};

/* @blocks come before the overflow. */
static void carry_init(struct carry *c, uint32_t blocks, uint32_t len)
{
	static const struct ref_cipher chacha20 = {
		CRYPTO_CHACHA20, "ChaCha20", MODE_CHACHA, .block = 1,
		.iv_len = 16,
	};
	struct ref_key k = { .cipher = &chacha20, .len = 32 };
	uint32_t counter = -blocks;

	memcpy(c->iv, &counter, sizeof(counter));
	fill(c->iv + sizeof(counter), 16 - sizeof(counter), len);
	memcpy(c->next, c->iv, 16);
	c->len = len;
	c->in = pages(len);
	c->want = pages(len);
	c->out = pages(len);
	fill(c->in, len, blocks);
	memcpy(k.key, kinds[CHACHA].answer->key, 32);
	ref_key_init(&k);
	ref_crypt(&k, COP_ENCRYPT, c->iv, c->in, len, c->want);
	ref_next_iv(&chacha20, COP_ENCRYPT, c->next, c->in, c->want, len);
	ref_key_free(&k);
}

static void carry_free(struct carry *c)
{
	munmap(c->in, c->len);
	munmap(c->want, c->len);
	munmap(c->out, c->len);
}

/* Runs the message; @iv is the IV, and the IV that follows it. */
static int carry_run(FIXTURE_DATA(accel_bsd) *self, const struct carry *c,
		     int how, uint8_t *iv)
{
	struct cryptodev_req r = {
		.ses = self->ses[CHACHA], .flags = CRYPTODEV_REQ_WRITE_IV,
		.len = c->len, .src = native_pointer(c->in),
		.dst = native_pointer(c->out), .iv = native_pointer(iv),
	};

	memset(c->out, FILLER, c->len);
	memcpy(iv, c->iv, 16);
	return how ? dc_submit_and_reap(self->fd, &r) :
		     dc_crypt(self->fd, self->ses[CHACHA], COP_ENCRYPT,
			      COP_FLAG_WRITE_IV, c->in, c->len, c->out, NULL,
			      iv);
}

TEST_F(accel_bsd, carry_takes_two_requests)
{
	static const struct {
		uint32_t blocks, len;
		int requests;
	} cases[] = {
		{ 1, BLOCK, 1 }, { 1, BLOCK + 1, 2 }, { 3, 1000, 2 },
		/* pinned, then in two pieces, the second of which overflows */
		{ 5, 5000, 2 }, { 1025, CARRY_MAX, 3 },
	};
	long requests = accel_count("requests");
	struct carry c;
	uint8_t iv[16];
	size_t i;
	int way, how;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		carry_init(&c, cases[i].blocks, cases[i].len);
		for (way = 0; way < ACCEL_WAYS * CALLS; way++) {
			how = way / ACCEL_WAYS;
			ASSERT_NE(NULL, accel_set_way(way % ACCEL_WAYS));
			EXPECT_EQ(0, carry_run(self, &c, how, iv));
			EXPECT_TRUE(same(c.out, c.want, c.len));
			EXPECT_TRUE(same(iv, c.next, 16));
			requests += cases[i].requests;
			EXPECT_EQ(requests, accel_count("requests"));
		}
		carry_free(&c);
	}
}

/*
 * The first transform request succeeds, and the second one fails: how often at
 * random is not important.
 */
TEST_F(accel_bsd, error_after_the_carry_changes_nothing)
{
	long requests, errors;
	struct carry c;
	uint8_t iv[16];
	int how, err, tries;

	carry_init(&c, 3, 1000);
	for (how = 0; how < CALLS; how++) {
		ASSERT_TRUE(accel_set("error_percent", 50));
		for (tries = 0; tries < 1000; tries++) {
			requests = accel_count("requests");
			errors = accel_count("errors");
			err = carry_run(self, &c, how, iv);
			requests = accel_count("requests") - requests;
			errors = accel_count("errors") - errors;
			ASSERT_EQ(errors ? -EIO : 0, err);
			ASSERT_EQ(err ? 1 : 0, errors);
			if (err && requests == 2)
				break;
		}
		EXPECT_GT(1000, tries);
		EXPECT_TRUE(all_are(c.out, c.len, FILLER));
		EXPECT_TRUE(same(iv, c.iv, 16));
		ASSERT_TRUE(accel_set("error_percent", 0));
		EXPECT_EQ(0, carry_run(self, &c, how, iv));
		EXPECT_TRUE(same(c.out, c.want, c.len));
	}
	carry_free(&c);
}

/* A child in a call whose second transform request the device has. */
static pid_t wait_after_the_carry(FIXTURE_DATA(accel_bsd) *self,
				  const struct carry *c)
{
	uint8_t iv[16];
	pid_t pid = fork();

	if (pid)
		return pid;
	carry_run(self, c, 0, iv);
	_exit(2);
}

TEST_F(accel_bsd, killed_after_the_carry)
{
	long requests = 0;
	int status, tries;
	struct carry c;
	pid_t pid;
	double end;

	/* pinned: the lists of the second request are not those of the first */
	carry_init(&c, 5, 5000);
	ASSERT_TRUE(accel_set("latency_us", 500000));
	for (tries = 0; tries < 10; tries++) {
		requests = accel_count("requests");
		pid = wait_after_the_carry(self, &c);
		ASSERT_LE(0, pid);
		end = seconds() + WAIT_LIMIT;
		while (accel_count("requests") != requests + 2 &&
		       seconds() < end)
			usleep(1000);
		ASSERT_TRUE(accel_set("stall", 1));
		if (accel_pending())
			break;
		ASSERT_TRUE(accel_set("stall", 0));
		ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	}
	ASSERT_EQ(1, accel_pending());
	EXPECT_EQ(requests + 2, accel_count("requests"));
	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(1, accel_pending());
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_EQ(requests + 2, accel_count("requests"));
	carry_free(&c);
}

TEST_HARNESS_MAIN
