// SPDX-License-Identifier: GPL-2.0
/*
 * A device that computes RSA results wrongly. From a private result of which one
 * half is wrong, and its input, anybody can compute a prime of the key. Other
 * results lack their end. tests/accel returns such results on request. The call
 * returns EIO and writes nothing.
 */
#include "../kselftest_harness.h"

#include <openssl/rsa.h>

#include "lib/accel.h"
#include "lib/asym.h"
#include "lib/rsa.h"
#include "lib/uring.h"
#include "lib/usage.h"

#define BITS	1024
#define BYTES	(BITS / 8)
#define DIGEST	32

enum rsa_path { WAITED, REAPED, WORKER, URING };

/* The operations with the private key, and the one with the public key. */
enum kind { BARE, PADDED, SIGNING, PRIVATE_KINDS, ENCRYPTION = PRIVATE_KINDS, KINDS };

FIXTURE(accel_rsa)
{
	int fd;
	long was[ACCEL_SETTINGS];	/* before the test */
	long users;		/* of the device, before the test */
	struct io_uring ring;
	struct cryptodev_req reqs[KINDS];
	uint8_t in[KINDS][BYTES];
	struct asym_out out, want;
};

FIXTURE_VARIANT(accel_rsa)
{
	enum rsa_path path;
};

FIXTURE_VARIANT_ADD(accel_rsa, waited) { WAITED };
FIXTURE_VARIANT_ADD(accel_rsa, reaped) { REAPED };
FIXTURE_VARIANT_ADD(accel_rsa, worker) { WORKER };
FIXTURE_VARIANT_ADD(accel_rsa, uring) { URING };

static int make_public_session(int fd, EVP_PKEY *key, uint32_t *ses)
{
	uint8_t *der = NULL;
	int err, len = i2d_PublicKey(key, &der);

	REF_MUST(len > 0);
	err = asym_create(fd, 0, CRYPTODEV_RSA, 0, der, len, ses);
	OPENSSL_free(der);
	return err;
}

/* Chooses a text below the modulus whose encryption begins with a zero. */
static void choose_text(EVP_PKEY *key, uint8_t *text)
{
	uint8_t encrypted[BYTES];

	do {
		random_fill(text, BYTES);
		text[0] = 0;
		rsa_encrypt(key, RSA_NO_PADDING, encrypted, BYTES, text, BYTES);
	} while (encrypted[0]);
}

static int make_session(int fd, EVP_PKEY *key, uint32_t number, uint32_t hash,
			uint32_t *ses)
{
	uint8_t *der = NULL;
	int err, len = i2d_PrivateKey(key, &der);

	REF_MUST(len > 0);
	err = asym_create(fd, CRYPTODEV_CREATE_PRIVATE, number, hash, der, len,
			  ses);
	OPENSSL_free(der);
	return err;
}

FIXTURE_SETUP(accel_rsa)
{
	uint8_t text[BYTES] = { 0, 7 };
	uint32_t ses[KINDS];
	EVP_PKEY *key;

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	if (variant->path == URING && !uring_has_commands())
		SKIP(return, "io_uring has no commands");
	WORKER_SETUP(variant->path == WORKER ? CRYPTODEV_REQ_WORKER : 0);
	ref_init();
	random_init();
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->users = accel_users_at_rest();
	ASSERT_EQ(0, uring_open(&self->ring, 4, true));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	key = EVP_RSA_gen(BITS);
	REF_MUST(!!key);
	ASSERT_EQ(0, make_session(self->fd, key, CRYPTODEV_RSA, 0, &ses[BARE]));
	ASSERT_EQ(0, make_session(self->fd, key, CRYPTODEV_RSA_PKCS1, 0,
				  &ses[PADDED]));
	ASSERT_EQ(0, make_session(self->fd, key, CRYPTODEV_RSA_PKCS1,
				  CRYPTO_SHA2_256, &ses[SIGNING]));
	ASSERT_EQ(0, make_public_session(self->fd, key, &ses[ENCRYPTION]));
	choose_text(key, self->in[ENCRYPTION]);
	self->reqs[ENCRYPTION] = asym_req(ses[ENCRYPTION], 0,
					  self->in[ENCRYPTION], BYTES);
	rsa_encrypt(key, RSA_NO_PADDING, self->in[BARE], BYTES, text, BYTES);
	rsa_encrypt(key, RSA_PKCS1_PADDING, self->in[PADDED], BYTES, text, 20);
	random_fill(self->in[SIGNING], DIGEST);
	self->reqs[BARE] = asym_req(ses[BARE], CRYPTODEV_REQ_DECRYPT,
				    self->in[BARE], BYTES);
	self->reqs[PADDED] = asym_req(ses[PADDED], CRYPTODEV_REQ_DECRYPT,
				      self->in[PADDED], BYTES);
	self->reqs[SIGNING] = asym_req(ses[SIGNING], 0, self->in[SIGNING],
				       DIGEST);
	EVP_PKEY_free(key);
}

/* In the parent: a test that fails must not leave the setting changed. */
FIXTURE_TEARDOWN_PARENT(accel_rsa)
{
	EXPECT_TRUE(accel_restore(self->was));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(accel_users_become(self->users));
}

/* The same as asym_run(), through the ring. */
static int run_uring(FIXTURE_DATA(accel_rsa) *self, struct cryptodev_req *r)
{
	uint32_t len;
	int res;

	memset(self->out.data, ASYM_FILL, sizeof(self->out.data));
	r->dst = native_pointer(self->out.data);
	res = uring_run(&self->ring, self->fd, r);
	len = res < 0 ? 0 : res;
	if (!all_are(self->out.data + len, sizeof(self->out.data) - len,
		     ASYM_FILL))
		return ASYM_GUARD_CHANGED;
	self->out.len = len;
	return res < 0 ? res : 0;
}

static int run(FIXTURE_DATA(accel_rsa) *self, enum rsa_path path,
	       enum kind kind)
{
	static const enum asym_path paths[] = {
		[WAITED] = ASYM_WAITED, [REAPED] = ASYM_REAPED,
		[WORKER] = ASYM_WORKER,
	};
	struct cryptodev_req r = self->reqs[kind];

	return path == URING ? run_uring(self, &r) :
			      asym_run(self->fd, paths[path], &r, &self->out);
}

TEST_F(accel_rsa, wrong_half_is_not_returned)
{
	struct usage was, now;
	enum kind kind;
	int i;

	for (kind = 0; kind < PRIVATE_KINDS; kind++) {
		ASSERT_EQ(0, run(self, variant->path, kind));
		self->want = self->out;
		was = usage_file(self->fd);
		ASSERT_TRUE(accel_set("rsa_fault_percent", 100));
		for (i = 0; i < 3; i++)
			EXPECT_EQ(-EIO, run(self, variant->path, kind)) {
				TH_LOG("kind %d", kind);
			}
		now = usage_file(self->fd);
		EXPECT_EQ(3, now.requests - was.requests);
		EXPECT_EQ(3, now.errors - was.errors);
		ASSERT_TRUE(accel_set("rsa_fault_percent", 0));
		EXPECT_EQ(0, run(self, variant->path, kind));
		EXPECT_EQ(self->want.len, self->out.len);
		EXPECT_TRUE(same(self->want.data, self->out.data,
				 sizeof(self->out.data)));
	}
}

/* Its first byte is the zero of which the device has counted off one byte. */
TEST_F(accel_rsa, cut_number_is_not_returned)
{
	static const enum kind kinds[] = { BARE, ENCRYPTION };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		ASSERT_EQ(0, run(self, variant->path, kinds[i]));
		self->want = self->out;
		EXPECT_EQ(BYTES, self->want.len);
		EXPECT_EQ(0, self->want.data[0]);
		ASSERT_TRUE(accel_set("rsa_cut", 1));
		EXPECT_EQ(-EIO, run(self, variant->path, kinds[i]));
		ASSERT_TRUE(sysctl_set("failover", 1));
		EXPECT_EQ(0, run(self, variant->path, kinds[i]));
		EXPECT_EQ(BYTES, self->out.len);
		EXPECT_TRUE(same(self->want.data, self->out.data,
				 sizeof(self->out.data)));
		ASSERT_TRUE(sysctl_set("failover", 0));
		ASSERT_TRUE(accel_set("rsa_cut", 0));
	}
}

/* CRK_MOD_EXP_CRT with keys of each exponent in use. */
TEST_F(accel_rsa, wrong_half_of_ciockey_is_not_returned)
{
	static const unsigned long exponents[] = { 3, 17, 257, 65537 };
	long requests = accel_count("requests");
	BN_CTX *ctx = BN_CTX_new();
	struct key_op op;
	BIGNUM *number;
	struct rsa rsa;
	size_t i;

	if (variant->path != WAITED)
		SKIP(return, "CIOCKEY has only one path");
	for (i = 0; i < ARRAY_SIZE(exponents); i++) {
		rsa_make(&rsa, BITS / 2, BITS / 2, exponents[i], ctx);
		number = random_number(BITS - 2, false);
		rsa_set_crt(&op, &rsa, number);
		ASSERT_TRUE(accel_set("rsa_fault_percent", 100));
		EXPECT_EQ(-EIO, key_run(self->fd, &op));
		ASSERT_TRUE(accel_set("rsa_fault_percent", 0));
		EXPECT_EQ(0, key_run(self->fd, &op));
		BN_free(number);
		rsa_free(&rsa);
	}
	EXPECT_EQ(requests + 2 * (long)ARRAY_SIZE(exponents),
		  accel_count("requests"));
	BN_CTX_free(ctx);
}

TEST_HARNESS_MAIN
