// SPDX-License-Identifier: GPL-2.0
/*
 * A request with keys of its own gives the result of a session that has these keys,
 * and leaves the keys of its session as they are.
 */
#include <linux/keyctl.h>
#include <stdlib.h>
#include <sys/syscall.h>

#include "../kselftest_harness.h"

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/native.h"
#include "lib/seal.h"
#include "lib/sysctl.h"

#define LEN	4096
#define NR	8

static const uint8_t iv[16] = "an IV of 16 byte";
static const uint8_t aad[16] = "associated data";
static uint8_t keys[2][96];

static const struct kind {
	const char *name;
	uint32_t flags;		/* of CRYPTODEV_CREATE */
	uint32_t cipher, keylen;
	uint32_t mac, mackeylen;
} kinds[] = {
	{ "cbc", 0, CRYPTO_AES_CBC, 16, 0, 0 },
	{ "xts", 0, CRYPTO_AES_XTS, 64, 0, 0 },
	{ "gcm", 0, CRYPTO_AES_GCM, 32, 0, 0 },
	{ "hmac", 0, 0, 0, CRYPTO_SHA2_256_HMAC, 32 },
	{ "cbc and hmac", 0, CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20 },
	{ "etm", CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, 16,
	  CRYPTO_SHA2_256_HMAC, 32 },
};

FIXTURE(key)
{
	int fd;
	long was, soft;
	uint8_t *in;
	uint8_t out[NR][LEN + 64], mac[NR][64];
	uint8_t want[2][LEN + 64], want_mac[2][64];
	struct cryptodev_req r[NR];
};

FIXTURE_VARIANT(key)
{
	uint32_t submit_flags;
	uint32_t req_flags;
};

FIXTURE_VARIANT_ADD(key, waited) { .submit_flags = CRYPTODEV_SUBMIT_WAIT };
FIXTURE_VARIANT_ADD(key, reaped) {};
FIXTURE_VARIANT_ADD(key, worker) { .req_flags = CRYPTODEV_REQ_WORKER };

FIXTURE_SETUP(key)
{
	WORKER_SETUP(variant->req_flags);
	self->was = sysctl_get("max_user_sessions");
	self->soft = sysctl_get("cryptodevallowsoft");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->in = pages(LEN);
	ASSERT_NE(NULL, self->in);
	fill(self->in, LEN, 1);
	fill(keys[0], sizeof(keys[0]), 2);
	fill(keys[1], sizeof(keys[1]), 3);
}

FIXTURE_TEARDOWN_PARENT(key)
{
	if (self->was > 0)
		EXPECT_TRUE(sysctl_set("max_user_sessions", self->was));
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
}

static int open_kind(FIXTURE_DATA(key) *self, const struct kind *k,
		     uint32_t flags, const uint8_t *key, uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = k->flags | flags,
		.cipher = k->cipher, .keylen = k->keylen,
		.mac = k->mac, .mackeylen = k->mackeylen,
		.key = native_pointer(key), .mackey = native_pointer(key + 64),
	};
	int err = dc_ioctl(self->fd, CRYPTODEV_CREATE, &create);

	*ses = create.ses;
	return err;
}

static struct cryptodev_req request(FIXTURE_DATA(key) *self, uint32_t ses,
				    void *out, void *mac)
{
	return (struct cryptodev_req) {
		.ses = ses, .len = LEN, .src = native_pointer(self->in),
		.dst = native_pointer(out), .mac = native_pointer(mac),
		.iv = native_pointer(iv), .aad = native_pointer(aad),
		.aad_len = 16,
	};
}

static void add_keys(struct cryptodev_req *r, const struct kind *k,
		     const uint8_t *key)
{
	if (k->cipher) {
		r->flags |= CRYPTODEV_REQ_KEY;
		r->key = native_pointer(key);
		r->keylen = k->keylen;
	}
	if (k->mac) {
		r->flags |= CRYPTODEV_REQ_MACKEY;
		r->mackey = native_pointer(key + 64);
		r->mackeylen = k->mackeylen;
	}
}

/* Submits the requests. Returns 0, or the error of the first that fails. */
static int run(FIXTURE_DATA(key) *self, const FIXTURE_VARIANT(key) *v,
	       unsigned int nr)
{
	struct cryptodev_result results[NR];
	unsigned int i;
	int n;

	for (i = 0; i < nr; i++)
		self->r[i].flags |= v->req_flags;
	n = dc_submit(self->fd, v->submit_flags, self->r, nr);
	if (n != (int)nr)
		return n < 0 ? n : -EIO;
	if (!v->submit_flags) {
		n = dc_reap(self->fd, results, nr, nr, deadline_in_ms(60000));
		if (n != (int)nr)
			return n < 0 ? n : -EIO;
	}
	for (i = 0; i < nr; i++) {
		int err = v->submit_flags ? self->r[i].result :
					    results[i].result;

		if (err)
			return err;
	}
	return 0;
}

TEST_F(key, requests_with_and_without_keys)
{
	unsigned int i, j, a;
	uint32_t ses[2];

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		const struct kind *k = &kinds[i];

		for (a = 0; a < 2; a++) {
			ASSERT_EQ(0, open_kind(self, k, 0, keys[a], &ses[a]));
			memset(self->want[a], 0, sizeof(self->want[a]));
			memset(self->want_mac[a], 0, sizeof(self->want_mac[a]));
			self->r[0] = request(self, ses[a], self->want[a],
					     self->want_mac[a]);
			ASSERT_EQ(0, run(self, variant, 1));
		}
		ASSERT_EQ(0, dc_free(self->fd, ses[1]));
		memset(self->out, 0, sizeof(self->out));
		memset(self->mac, 0, sizeof(self->mac));
		/* Every other request, and two in a row, have the other key. */
		for (j = 0; j < NR; j++) {
			self->r[j] = request(self, ses[0], self->out[j],
					     self->mac[j]);
			if (j % 3)
				add_keys(&self->r[j], k, keys[1]);
		}
		ASSERT_EQ(0, run(self, variant, NR)) TH_LOG("%s", k->name);
		for (j = 0; j < NR; j++) {
			a = !!(j % 3);
			EXPECT_TRUE(same(self->out[j], self->want[a],
					 sizeof(self->out[j])));
			EXPECT_TRUE(same(self->mac[j], self->want_mac[a],
					 sizeof(self->mac[j])));
		}
		ASSERT_EQ(0, dc_free(self->fd, ses[0]));
	}
}

/* No session has the id 0, also after a request that has left its session. */
TEST_F(key, session_of_a_key_has_no_id)
{
	struct cryptodev_result result = { .result = -EIO };
	unsigned int i;
	uint32_t ses;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		const struct kind *k = &kinds[i];

		ASSERT_EQ(0, open_kind(self, k, 0, keys[0], &ses));
		memset(self->out, 0, sizeof(self->out));
		memset(self->mac, 0, sizeof(self->mac));
		self->r[0] = request(self, ses, self->out[0], self->mac[0]);
		self->r[0].flags = variant->req_flags;
		add_keys(&self->r[0], k, keys[1]);
		self->r[1] = request(self, 0, self->out[1], self->mac[1]);
		if (variant->submit_flags) {
			ASSERT_EQ(2, dc_submit(self->fd, variant->submit_flags,
					       self->r, 2));
			EXPECT_EQ(-EINVAL, self->r[1].result) {
				TH_LOG("%s", k->name);
			}
			result.result = self->r[0].result;
		} else {
			ASSERT_EQ(1, dc_submit(self->fd, 0, self->r, 2));
			ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 2,
					     deadline_in_ms(60000)));
		}
		EXPECT_EQ(0, result.result);
		EXPECT_TRUE(all_are(self->out[1], sizeof(self->out[1]), 0));
		EXPECT_TRUE(all_are(self->mac[1], sizeof(self->mac[1]), 0));
		ASSERT_EQ(0, dc_free(self->fd, ses));
	}
}

/* The error of one request: of the call, or its result. */
#define EXPECT_ERROR(error) do {					\
	EXPECT_EQ(error, run(self, variant, 1));			\
	EXPECT_TRUE(all_are(self->out[0], sizeof(self->out[0]), 0));	\
	EXPECT_TRUE(all_are(self->mac[0], sizeof(self->mac[0]), 0));	\
} while (0)

#define PREPARE(kind, ses) do {						\
	self->r[0] = request(self, ses, self->out[0], self->mac[0]);	\
	add_keys(&self->r[0], kind, keys[1]);				\
} while (0)

TEST_F(key, keys_are_checked)
{
	const struct kind *cbc = &kinds[0], *both = &kinds[4];
	struct cryptodev_req *r = self->r;
	uint32_t ses, pair, sha, ordered;

	ASSERT_EQ(0, open_kind(self, cbc, 0, keys[0], &ses));
	ASSERT_EQ(0, open_kind(self, both, 0, keys[0], &pair));
	ASSERT_EQ(0, open_kind(self, cbc, CRYPTODEV_CREATE_ORDERED, keys[0],
			       &ordered));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&sha));
	PREPARE(cbc, ses);
	r->keylen = 15;
	EXPECT_ERROR(-EINVAL);
	PREPARE(cbc, ses);
	r->keylen = 65;
	EXPECT_ERROR(-EINVAL);
	PREPARE(cbc, ses);
	r->key = 8;
	EXPECT_ERROR(-EFAULT);
	PREPARE(cbc, ses);
	r->flags |= CRYPTODEV_REQ_KEY_SERIAL;
	EXPECT_ERROR(-EINVAL);
	PREPARE(cbc, ses);
	r->flags |= CRYPTODEV_REQ_MACKEY;
	EXPECT_ERROR(-EINVAL);
	PREPARE(cbc, ses);
	r->reserved = 1;
	EXPECT_ERROR(-EINVAL);
	PREPARE(both, pair);
	r->flags &= ~CRYPTODEV_REQ_MACKEY;
	EXPECT_ERROR(-EINVAL);
	PREPARE(both, pair);
	r->flags |= CRYPTODEV_REQ_UPDATE;
	EXPECT_ERROR(-EINVAL);
	PREPARE(cbc, ordered);
	EXPECT_ERROR(-EOPNOTSUPP);
	PREPARE(cbc, sha);
	EXPECT_ERROR(-EOPNOTSUPP);
	/* serial numbers: of no key, negative, and with a length */
	PREPARE(cbc, ses);
	r->flags ^= CRYPTODEV_REQ_KEY | CRYPTODEV_REQ_KEY_SERIAL;
	EXPECT_ERROR(-EINVAL);
	r->keylen = 0;
	r->key = -1;
	EXPECT_ERROR(-EINVAL);
	PREPARE(cbc, ses);
	EXPECT_EQ(0, run(self, variant, 1));
}

TEST_F(key, key_of_a_keyring)
{
	const struct kind *cbc = &kinds[0];
	uint32_t ses, other;
	long serial;

	serial = syscall(SYS_add_key, "user", "request_key", keys[1], 16,
			 KEY_SPEC_PROCESS_KEYRING);
	if (serial < 0)
		SKIP(return, "no keyrings");
	ASSERT_EQ(0, open_kind(self, cbc, 0, keys[0], &ses));
	ASSERT_EQ(0, open_kind(self, cbc, 0, keys[1], &other));
	self->r[0] = request(self, other, self->want[1], self->mac[1]);
	ASSERT_EQ(0, run(self, variant, 1));
	PREPARE(cbc, ses);
	self->r[0].flags ^= CRYPTODEV_REQ_KEY | CRYPTODEV_REQ_KEY_SERIAL;
	self->r[0].key = serial;
	self->r[0].keylen = 0;
	EXPECT_EQ(0, run(self, variant, 1));
	EXPECT_TRUE(same(self->out[0], self->want[1], LEN));
}

/* A request in flight counts as a session, and no longer. */
TEST_F(key, limit_on_sessions_holds)
{
	const struct kind *cbc = &kinds[0];
	uint32_t ses;
	int i;

	ASSERT_EQ(0, open_kind(self, cbc, 0, keys[0], &ses));
	ASSERT_TRUE(sysctl_set("max_user_sessions", 1));
	PREPARE(cbc, ses);
	EXPECT_ERROR(-EMFILE);
	ASSERT_TRUE(sysctl_set("max_user_sessions", 2));
	for (i = 0; i < 20; i++) {
		PREPARE(cbc, ses);
		EXPECT_EQ(0, run(self, variant, 1));
	}
}

/* A new key is as that of a new session. The session continues to work. */
TEST_F(key, policy_of_drivers_holds)
{
	const struct kind *cbc = &kinds[0];
	uint32_t ses;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	ASSERT_EQ(0, open_kind(self, cbc, 0, keys[0], &ses));
	PREPARE(cbc, ses);
	EXPECT_EQ(0, run(self, variant, 1));
	memset(self->out[0], 0, sizeof(self->out[0]));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	PREPARE(cbc, ses);
	EXPECT_ERROR(-ENOENT);
	self->r[0] = request(self, ses, self->out[0], self->mac[0]);
	EXPECT_EQ(0, run(self, variant, 1));
}

TEST_F(key, sealed_file_refuses_keys)
{
	const struct kind *cbc = &kinds[0];
	uint32_t ses;

	ASSERT_EQ(0, open_kind(self, cbc, 0, keys[0], &ses));
	ASSERT_EQ(0, seal_file(self->fd));
	PREPARE(cbc, ses);
	EXPECT_ERROR(-EPERM);
	self->r[0].flags ^= CRYPTODEV_REQ_KEY | CRYPTODEV_REQ_KEY_SERIAL;
	EXPECT_ERROR(-EPERM);
	self->r[0] = request(self, ses, self->out[0], self->mac[0]);
	EXPECT_EQ(0, run(self, variant, 1));
}

/* Each request with the same key would begin to count again. */
TEST_F(key, request_with_a_key_does_not_count_ivs)
{
	const struct kind *gcm = &kinds[2];
	uint8_t counted[12] = { 1 };
	uint32_t ses;

	ASSERT_EQ(0, open_kind(self, gcm, 0, keys[0], &ses));
	PREPARE(gcm, ses);
	self->r[0].flags |= CRYPTODEV_REQ_IV_COUNTER;
	self->r[0].iv = native_pointer(counted);
	EXPECT_ERROR(-EINVAL);
	EXPECT_EQ(1, counted[0]);
	EXPECT_TRUE(all_are(counted + 1, 11, 0));
}

TEST_HARNESS_MAIN
