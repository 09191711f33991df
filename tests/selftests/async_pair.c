// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCASYNCCRYPT and CIOCASYNCFETCH: a fetched request is the one submitted,
 * with the result of CIOCCRYPT, and a fetch that fails loses nothing.
 */
#include "../kselftest_harness.h"
#include <stdlib.h>
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/process.h"
#include "lib/sysctl.h"

#define LONGEST		200000
#define MANY		40

static const uint32_t lens[] = { 16, 1008, 4096, 65536, LONGEST };

FIXTURE(async_pair) {
	int fd;
	long max;		/* dev.crypto.max_in_flight */
	uint8_t key[32], iv[16];
	uint32_t cbc, sha;
	uint8_t *in, *out, *want;
};

FIXTURE_SETUP(async_pair)
{
	self->max = sysctl_get("max_in_flight");
	ASSERT_LT(0, self->max);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	self->in = pages(LONGEST);
	self->out = pages(LONGEST);
	self->want = pages(LONGEST);
	fill(self->in, LONGEST, 3);
}

FIXTURE_TEARDOWN(async_pair)
{
	close(self->fd);
	EXPECT_TRUE(sysctl_set("max_in_flight", self->max));
}

static struct crypt_op cbc_op(FIXTURE_DATA(async_pair) *self, uint32_t len,
			      uint8_t *dst)
{
	struct crypt_op op;

	memset(&op, 0, sizeof(op));
	op.ses = self->cbc;
	op.len = len;
	op.src = self->in;
	op.dst = dst;
	op.iv = self->iv;
	return op;
}

static struct crypt_op sha_op(FIXTURE_DATA(async_pair) *self, uint16_t flags,
			      const void *src, uint32_t len, uint8_t *digest)
{
	struct crypt_op op;

	memset(&op, 0, sizeof(op));
	op.ses = self->sha;
	op.flags = flags;
	op.len = len;
	op.src = (void *)src;
	op.mac = digest;
	return op;
}

/* NIST SP 800-38A, F.2.1. */
TEST_F(async_pair, known_answer)
{
	static const uint8_t key[] =
		"\x2b\x7e\x15\x16\x28\xae\xd2\xa6\xab\xf7\x15\x88\x09\xcf\x4f\x3c";
	static const uint8_t text[] =
		"\x6b\xc1\xbe\xe2\x2e\x40\x9f\x96\xe9\x3d\x7e\x11\x73\x93\x17\x2a";
	static const uint8_t secret[] =
		"\x76\x49\xab\xac\x81\x19\xb2\x46\xce\xe9\x8e\x9b\x12\xe9\x19\x7d";
	struct crypt_op op = cbc_op(self, 16, self->out);
	int i;

	for (i = 0; i < 16; i++)
		self->iv[i] = i;
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&op.ses));
	op.src = (void *)text;
	ASSERT_EQ(0, dc_async_crypt(self->fd, &op));
	EXPECT_TRUE(same(self->out, secret, 16));
}

/*
 * Several kinds of sessions, with messages of all lengths in both directions.
 */
TEST_F(async_pair, results_equal_synchronous_results)
{
	static const struct {
		uint32_t cipher, keylen, mac, mackeylen;
	} kinds[] = {
		{ CRYPTO_AES_CBC, 32, 0, 0 }, { CRYPTO_AES_CTR, 16, 0, 0 },
		{ CRYPTO_AES_XTS, 32, 0, 0 }, { CRYPTO_AES_ECB, 24, 0, 0 },
		{ 0, 0, CRYPTO_SHA2_256, 0 }, { 0, 0, CRYPTO_SHA1_HMAC, 20 },
		{ CRYPTO_AES_CBC, 16, CRYPTO_SHA2_256, 0 },
		{ CRYPTO_AES_CTR, 16, CRYPTO_SHA2_512_HMAC, 9 },
	};
	uint8_t digest[64], wanted[64];
	size_t i, j, k;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		struct crypt_op op, was;

		ASSERT_EQ(0, dc_session(self->fd, kinds[i].cipher, self->key,
					kinds[i].keylen, kinds[i].mac,
					self->key, kinds[i].mackeylen,
					&was.ses));
		for (j = 0; j < 2 * ARRAY_SIZE(lens); j++) {
			k = was.ses;
			was = cbc_op(self, lens[j / 2], self->want);
			was.ses = k;
			was.op = kinds[i].cipher ? j % 2 : 0;
			was.mac = wanted;
			memset(wanted, 0xa5, 64);
			memset(digest, 0xa5, 64);
			memset(self->want, 0xa5, LONGEST);
			memset(self->out, 0xa5, LONGEST);
			ASSERT_EQ(0, dc_ioctl(self->fd, CIOCCRYPT, &was));
			was.dst = self->out;
			was.mac = digest;
			op = was;
			ASSERT_EQ(0, dc_async_crypt(self->fd, &op));
			ASSERT_EQ(0, memcmp(&op, &was, sizeof(op)));
			EXPECT_TRUE(same(self->out, self->want, LONGEST) &&
				    same(digest, wanted, 64)) {
				TH_LOG("kind %zu, %u bytes, op %u", i,
				       was.len, was.op);
			}
		}
	}
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &(struct crypt_op){ 0 }));
}

/* A request that the submission rejects has no result to fetch. */
TEST_F(async_pair, rejected_request_has_no_result)
{
	struct crypt_op op = cbc_op(self, 16, self->out), bad;
	uint32_t gcm;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, self->key, 16, 0,
				NULL, 0, &gcm));
	memset(self->out, 0xa5, 64);
	bad = op;
	bad.ses = gcm;
	EXPECT_EQ(-EOPNOTSUPP, dc_async(self->fd, &bad));
	bad.ses = gcm + 1000;
	EXPECT_EQ(-EINVAL, dc_async(self->fd, &bad));
	bad = op;
	bad.flags = COP_FLAG_AEAD_TLS_TYPE;
	EXPECT_EQ(-EINVAL, dc_async(self->fd, &bad));
	bad.flags = 0x4000;
	EXPECT_EQ(-EINVAL, dc_async(self->fd, &bad));
	bad.flags = COP_FLAG_VERIFY;
	EXPECT_EQ(-EOPNOTSUPP, dc_async(self->fd, &bad));
	bad = op;
	bad.op = 2;
	EXPECT_EQ(-EINVAL, dc_async(self->fd, &bad));
	EXPECT_EQ(-EFAULT, dc_async(self->fd, (void *)page_size()));
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 0));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &bad));
	EXPECT_TRUE(all_are(self->out, 64, 0xa5));
}

/* An operation's own error is its result, and changes nothing. */
TEST_F(async_pair, errors_are_results)
{
	uint8_t *nowhere = guarded(4096) + 4096, digest[32] = { 0 };
	const struct {
		int err;
		struct crypt_op op;
	} cases[] = {
		{ -EINVAL, cbc_op(self, 17, self->out) },
		{ -EFAULT, { .ses = self->cbc, .len = 16, .src = nowhere,
			     .dst = self->out, .iv = self->iv } },
		{ -EFAULT, { .ses = self->cbc, .len = 4096, .src = nowhere,
			     .dst = self->out, .iv = self->iv } },
		{ -EFAULT, cbc_op(self, 16, nowhere) },
		{ -EFAULT, cbc_op(self, 4096, nowhere - 2048) },
		{ -EFAULT, cbc_op(self, LONGEST, nowhere - 4096) },
		{ -EFAULT, { .ses = self->cbc, .len = 16, .src = self->in,
			     .dst = self->out, .iv = nowhere } },
		{ -EFAULT, sha_op(self, 0, nowhere, 5000, digest) },
		{ -EFAULT, sha_op(self, 0, self->in, 64, nowhere) },
		{ -EBADMSG, sha_op(self, COP_FLAG_VERIFY, self->in, 64, digest) },
	};
	struct crypt_op op;
	size_t i;

	memset(self->out, 0xa5, LONGEST);
	memset(nowhere - 4096, 0xa5, 4096);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		op = cases[i].op;
		EXPECT_EQ(cases[i].err, dc_async_crypt(self->fd, &op)) {
			TH_LOG("case %zu", i);
		}
		EXPECT_EQ(0, memcmp(&op, &cases[i].op, sizeof(op)));
	}
	EXPECT_TRUE(all_are(self->out, LONGEST, 0xa5));
	EXPECT_TRUE(all_are(nowhere - 4096, 4096, 0xa5));
	EXPECT_TRUE(all_are(digest, sizeof(digest), 0));
}

/* Each result arrives once; from an ordered session, in order. */
TEST_F(async_pair, ordered_session_keeps_order)
{
	struct crypt_op op;
	uint8_t seen[MANY];
	int ordered, i, n;

	ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, self->in,
			      4096, self->want, NULL, self->iv));
	for (ordered = 0; ordered < 2; ordered++) {
		memset(seen, 0, sizeof(seen));
		memset(self->out, 0xa5, LONGEST);
		if (ordered) {
			ASSERT_EQ(0, dc_create(self->fd,
					       CRYPTODEV_CREATE_ORDERED,
					       CRYPTO_AES_CBC, 0, self->key, 16,
					       &self->cbc));
		}
		for (i = 0; i < MANY; i++) {
			op = cbc_op(self, i % 3 ? 4096 : 512,
				    self->out + 4096 * i);
			ASSERT_EQ(0, dc_async(self->fd, &op));
		}
		for (i = 0; i < MANY; i++) {
			ASSERT_EQ(0, dc_fetch_wait(self->fd, &op));
			n = (op.dst - self->out) / 4096;
			ASSERT_GT(MANY, n);
			EXPECT_EQ(0, seen[n]++);
			EXPECT_EQ(n % 3 ? 4096 : 512, op.len);
			EXPECT_TRUE(same(op.dst, self->want, op.len));
			if (ordered) {
				EXPECT_EQ(i, n);
			}
		}
	}
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &op));
}

TEST_F(async_pair, full_queue_is_ebusy)
{
	struct crypt_op op = cbc_op(self, 16, self->out), got;
	int i;

	ASSERT_TRUE(sysctl_set("max_in_flight", 3));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &got));
	EXPECT_EQ(POLLOUT, dc_poll(self->fd, POLLIN | POLLOUT, 0));
	for (i = 0; i < 3; i++)
		ASSERT_EQ(0, dc_async(self->fd, &op));
	EXPECT_EQ(-EBUSY, dc_async(self->fd, &op));
	EXPECT_EQ(0, dc_poll(self->fd, POLLOUT, 0));
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN | POLLOUT, WAIT_LIMIT_MS));
	EXPECT_EQ(0, dc_fetch(self->fd, &got));
	EXPECT_EQ(POLLOUT, dc_poll(self->fd, POLLOUT, 0));
	EXPECT_EQ(0, dc_async(self->fd, &op));
	EXPECT_EQ(-EBUSY, dc_async(self->fd, &op));
	/* the limit may change meanwhile */
	ASSERT_TRUE(sysctl_set("max_in_flight", 4));
	EXPECT_EQ(POLLOUT, dc_poll(self->fd, POLLOUT, 0));
	EXPECT_EQ(0, dc_async(self->fd, &op));
	ASSERT_TRUE(sysctl_set("max_in_flight", 1));
	for (i = 0; i < 4; i++) {
		EXPECT_EQ(0, dc_poll(self->fd, POLLOUT, 0));
		EXPECT_EQ(0, dc_fetch_wait(self->fd, &got));
	}
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &got));
	EXPECT_EQ(POLLOUT, dc_poll(self->fd, POLLIN | POLLOUT, 0));
	EXPECT_EQ(0, dc_async_crypt(self->fd, &op));
}

TEST_F(async_pair, failed_fetch_loses_nothing)
{
	struct crypt_op op = cbc_op(self, 16, self->out), was = op;
	uint8_t *room = pages(4096);

	ASSERT_EQ(0, mprotect(room, 4096, PROT_READ));
	ASSERT_EQ(0, dc_async(self->fd, &op));
	ASSERT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	EXPECT_EQ(-EFAULT, dc_fetch(self->fd, (void *)room));
	EXPECT_EQ(-EFAULT, dc_fetch(self->fd, NULL));
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, 0));
	memset(&op, 0, sizeof(op));
	EXPECT_EQ(0, dc_fetch(self->fd, &op));
	EXPECT_EQ(0, memcmp(&op, &was, sizeof(op)));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &op));
}

/* IVs are written, and the session continues with the last one. */
TEST_F(async_pair, iv_is_written_and_kept)
{
	struct crypt_op op;
	uint8_t iv[16];
	int i;

	ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, self->in,
			      3 * 65536, self->want, NULL, self->iv));
	for (i = 0; i < 3; i++) {
		op = cbc_op(self, 65536, self->out + i * 65536);
		op.src += i * 65536;
		op.iv = i ? NULL : self->iv;
		ASSERT_EQ(0, dc_async_crypt(self->fd, &op));
	}
	EXPECT_TRUE(same(self->out, self->want, 3 * 65536));
	for (i = 0; i < 2; i++) {
		op = cbc_op(self, i ? 512 : 65536, self->out);
		memcpy(iv, self->iv, 16);
		op.iv = iv;
		op.flags = COP_FLAG_WRITE_IV;
		ASSERT_EQ(0, dc_async_crypt(self->fd, &op));
		EXPECT_TRUE(same(iv, self->want + op.len - 16, 16));
		EXPECT_TRUE(same(self->out, self->want, op.len));
	}
	/* a request that fails leaves no IV */
	op.len = 17;
	memcpy(iv, self->iv, 16);
	EXPECT_EQ(-EINVAL, dc_async_crypt(self->fd, &op));
	EXPECT_TRUE(same(iv, self->iv, 16));
}

TEST_F(async_pair, running_hash_keeps_order)
{
	uint8_t want[32], digest[32] = { 0 };
	struct crypt_op op;
	int i;

	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, self->in, 160000, want));
	for (i = 0; i < 3; i++) {
		op = sha_op(self, COP_FLAG_UPDATE | (i ? 0 : COP_FLAG_RESET),
			    self->in + (i ? 100 + (i - 1) * 70000 : 0),
			    i ? 70000 : 100, NULL);
		ASSERT_EQ(0, dc_async_crypt(self->fd, &op));
	}
	op = sha_op(self, COP_FLAG_UPDATE | COP_FLAG_FINAL,
		    self->in + 140100, 19900, digest);
	ASSERT_EQ(0, dc_async_crypt(self->fd, &op));
	EXPECT_TRUE(same(digest, want, 32));
}

TEST_HARNESS_MAIN
