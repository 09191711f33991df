// SPDX-License-Identifier: GPL-2.0
/*
 * Each allocation and each copy for public-key sessions and their requests
 * fails in turn.
 */
#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/asym.h"
#include "lib/faults.h"
#include "lib/sysctl.h"
#include "lib/test_keys.h"

/**
 * struct what - a session and a request
 * @name: for messages
 * @number: its algorithm
 * @hash: the hash of its signatures
 * @key: its key
 * @keylen: bytes
 * @flags: CRYPTODEV_REQ_* of the request
 * @in: the request's input
 * @len: bytes
 * @want: the result without a fault
 */
struct what {
	const char *name;
	uint32_t number;
	uint32_t hash;
	const void *key;
	uint32_t keylen;
	uint32_t flags;
	const void *in;
	uint32_t len;
	int want;
};

static const uint8_t number[RSA_BYTES] = { 0, 2 };
static const uint8_t secret[32] = { 1, 2, 3 };

static const struct what whats[] = {
	{ "rsa", CRYPTODEV_RSA, 0, rsa_public, RSA_KEY_BYTES, 0, number,
	  RSA_BYTES, 0 },
	{ "pkcs1", CRYPTODEV_RSA_PKCS1, 0, rsa_public, RSA_KEY_BYTES, 0, number,
	  16, 0 },
	{ "verify", CRYPTODEV_RSA_PKCS1, CRYPTO_SHA2_256, rsa_public,
	  RSA_KEY_BYTES, CRYPTODEV_REQ_VERIFY, number, 32, -EBADMSG },
	{ "private rsa", CRYPTODEV_RSA, 0, rsa_private, RSA_PRIVATE_BYTES,
	  CRYPTODEV_REQ_DECRYPT, number, RSA_BYTES, 0 },
	{ "private pkcs1", CRYPTODEV_RSA_PKCS1, 0, rsa_private,
	  RSA_PRIVATE_BYTES, CRYPTODEV_REQ_DECRYPT, number, RSA_BYTES,
	  -EBADMSG },
	{ "sign", CRYPTODEV_RSA_PKCS1, CRYPTO_SHA2_256, rsa_private,
	  RSA_PRIVATE_BYTES, 0, number, 32, 0 },
	{ "ecdsa", CRYPTODEV_ECDSA_P256, 0, base_point, POINT_BYTES,
	  CRYPTODEV_REQ_VERIFY, number, 32, -EBADMSG },
	{ "ecdh", CRYPTODEV_ECDH_P256, 0, secret, 32, 0, base_point,
	  POINT_BYTES, 0 },
	{ "public key", CRYPTODEV_ECDH_P256, 0, secret, 32,
	  CRYPTODEV_REQ_PUBLIC, NULL, 0, 0 },
	{ "ffdhe", CRYPTODEV_FFDHE2048, 0, secret, 32, 0, secret, 32, 0 },
};

#define WHATS	(int)(sizeof(whats) / sizeof(whats[0]))

/**
 * struct trial - one case
 * @what: the session and the request
 * @path: the path of the request
 * @fd: an open file, or -1
 * @ses: a session of it
 * @failing: the driver fails each request
 * @out: output of the request
 */
struct trial {
	const struct what *what;
	enum asym_path path;
	int fd;
	uint32_t ses;
	bool failing;
	struct asym_out out;
};

FIXTURE(faults)
{
	struct trial t;
	long was[ACCEL_SETTINGS];	/* before the test, if it changes them */
};

FIXTURE_SETUP(faults)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	KEY_SETUP();
	ASSERT_TRUE(faults_enable_all());
	self->t.fd = -1;
}

/* In the parent: a test that fails must not leave the driver failing. */
FIXTURE_TEARDOWN_PARENT(faults)
{
	if (self->t.failing)
		EXPECT_TRUE(accel_restore(self->was));
}

static int make(struct trial *t)
{
	const struct what *w = t->what;
	bool private = w->key == rsa_private;

	return asym_create(t->fd, private ? CRYPTODEV_CREATE_PRIVATE : 0,
			   w->number, w->hash, w->key, w->keylen, &t->ses);
}

static const char *fresh_file(void *data)
{
	struct trial *t = data;

	close(t->fd);
	t->fd = dc_open();
	return t->fd < 0 ? "no device" : NULL;
}

static const char *fresh_session(void *data)
{
	const char *wrong = fresh_file(data);

	return wrong ? wrong : make(data) ? "no session" : NULL;
}

static int run_create(void *data)
{
	return make(data);
}

/* Some transforms report EINVAL if they cannot store a key. */
static const char *fault_of_create(void *data, int err)
{
	struct trial *t = data;

	if (!err)
		return dc_free(t->fd, t->ses) ? "is no session" : NULL;
	return err == -ENOMEM || err == -EFAULT || err == -ENOENT ||
	       err == -EINVAL ? NULL : "no such error";
}

TEST_F(faults, creating_sessions)
{
	struct fault_case c = {
		.fresh = fresh_file, .rewind = fault_no_rewind, .run = run_create,
		.fault = fault_of_create, .data = &self->t,
	};
	int i, nr = 0;

	for (i = 0; i < WHATS; i++) {
		self->t.what = &whats[i];
		EXPECT_FAULTS_HANDLED(&c, whats[i].name);
	}
	TH_LOG("%d faults", nr);
}

/* A request whose right result is EBADMSG has succeeded with it. */
static int run_request(void *data)
{
	struct trial *t = data;
	const struct what *w = t->what;
	struct cryptodev_req r = asym_req(t->ses, w->flags, w->in, w->len);
	int err;

	r.mac = native_pointer(number);
	r.tag_len = RSA_BYTES;
	err = asym_run(t->fd, t->path, &r, &t->out);
	if (w->want)
		return err == w->want ? 0 : err ? err : -EPROTO;
	return err;
}

/* A request that fails has written nothing: asym_run() checks that. */
static const char *fault_of_request(void *data, int err)
{
	const struct trial *t = data;

	if (t->failing && err == -EIO)
		return NULL;
	return !err || err == -ENOMEM || err == -EFAULT || err == -EINVAL ||
	       err == -EBADMSG ? NULL : "no such error";
}

static void check_requests(struct __test_metadata *_metadata, struct trial *t)
{
	struct fault_case c = {
		.fresh = fresh_session, .rewind = fault_no_rewind, .run = run_request,
		.fault = fault_of_request, .data = t,
	};
	int i, nr = 0;

	for (i = 0; i < WHATS; i++) {
		t->what = &whats[i];
		EXPECT_FAULTS_HANDLED(&c, whats[i].name);
	}
	TH_LOG("%d faults", nr);
}

TEST_F(faults, requests)
{
	self->t.path = ASYM_WAITED;
	check_requests(_metadata, &self->t);
}

TEST_F(faults, asynchronous_requests)
{
	self->t.path = ASYM_REAPED;
	check_requests(_metadata, &self->t);
}

/* The CPU processes each request of the device again, or instead of it. */
TEST_F(faults, requests_that_fail_over)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	self->t.failing = true;
	ASSERT_TRUE(accel_fail_all(self->was));
	self->t.path = ASYM_WAITED;
	check_requests(_metadata, &self->t);
	self->t.path = ASYM_REAPED;
	check_requests(_metadata, &self->t);
}

TEST_HARNESS_MAIN
