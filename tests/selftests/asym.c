// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of public-key algorithms: invalid keys, requests and signatures, and
 * that they change nothing. agree_asym checks that results are right.
 */
#include "../kselftest_harness.h"
#include "lib/asym.h"
#include "lib/sysctl.h"
#include "lib/test_keys.h"

/* RFC 7748, section 6.1: Alice's and Bob's keys, and their shared secret. */
static const uint8_t alice[] =
	"\x77\x07\x6d\x0a\x73\x18\xa5\x7d\x3c\x16\xc1\x72\x51\xb2\x66\x45"
	"\xdf\x4c\x2f\x87\xeb\xc0\x99\x2a\xb1\x77\xfb\xa5\x1d\xb9\x2c\x2a";
static const uint8_t alice_public[] =
	"\x85\x20\xf0\x09\x89\x30\xa7\x54\x74\x8b\x7d\xdc\xb4\x3e\xf7\x5a"
	"\x0d\xbf\x3a\x0d\x26\x38\x1a\xf4\xeb\xa4\xa9\x8e\xaa\x9b\x4e\x6a";
static const uint8_t bob_public[] =
	"\xde\x9e\xdb\x7d\x7b\x7d\xc1\xb4\xd3\x5b\x61\xc2\xec\xe4\x35\x37"
	"\x3f\x83\x43\xc8\x5b\x78\x67\x4d\xad\xfc\x7e\x14\x6f\x88\x2b\x4f";
static const uint8_t their_key[] =
	"\x4a\x5d\x9d\x5b\xa4\xce\x2d\xe1\x72\x8e\x3b\xf4\x80\x35\x0f\x25"
	"\xe0\x7e\x21\xc9\x47\xd1\x9e\x33\x76\xf0\x9b\x3c\x1e\x16\x17\x42";

FIXTURE(asym)
{
	int fd;
	long allowed;
	uint32_t rsa, pkcs1, verify, ecdsa, ecdh, ffdhe;
	struct asym_out out;
};

FIXTURE_SETUP(asym)
{
	self->allowed = sysctl_get("userasymcrypto");
	KEY_SETUP();
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA, 0, rsa_public,
				 RSA_KEY_BYTES, &self->rsa));
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA_PKCS1, 0, rsa_public,
				 RSA_KEY_BYTES, &self->pkcs1));
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA_PKCS1,
				 CRYPTO_SHA2_256, rsa_public,
				 RSA_KEY_BYTES, &self->verify));
	ASSERT_EQ(0,
		  asym_create_optional(self->fd, CRYPTODEV_ECDSA_P256,
				       base_point, POINT_BYTES, &self->ecdsa));
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_ECDH_P256, 0, NULL, 0,
				 &self->ecdh));
	ASSERT_EQ(0, asym_create_optional(self->fd, CRYPTODEV_FFDHE2048, NULL,
					  0, &self->ffdhe));
}

/* In the parent: a test that fails must not leave the policy changed. */
FIXTURE_TEARDOWN_PARENT(asym)
{
	EXPECT_TRUE(sysctl_set("userasymcrypto", self->allowed));
}

/* Returns the error of a session that cannot be created. */
static int refused(int fd, uint32_t flags, uint32_t number, uint32_t hash,
		   const void *key, uint32_t keylen)
{
	uint32_t ses = 77;
	int err = asym_create(fd, flags, number, hash, key, keylen, &ses);

	return ses == 77 ? err : 1;
}

TEST_F(asym, unknown_algorithms_are_rejected)
{
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, 0xff, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, 0x102, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, 0x135, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, 0xffffffff, 0, NULL, 0));
	/* no other call knows the numbers */
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTODEV_RSA, rsa_public,
				      RSA_KEY_BYTES, 0, NULL, 0,
				      &self->rsa));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTODEV_ECDH_P256, NULL, 0, 0,
				      NULL, 0, &self->rsa));
}

TEST_F(asym, create_flags_are_checked)
{
	const void *key = rsa_public;
	const uint32_t len = RSA_KEY_BYTES;

	EXPECT_EQ(-EINVAL, refused(self->fd, CRYPTODEV_CREATE_ETM,
				   CRYPTODEV_RSA, 0, key, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, CRYPTODEV_CREATE_MACKEY_SERIAL,
				   CRYPTODEV_RSA, 0, key, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0x40, CRYPTODEV_RSA, 0, key, len));
	/* only RSA has variants */
	EXPECT_EQ(-EINVAL, refused(self->fd, CRYPTODEV_CREATE_PRIVATE,
				   CRYPTODEV_ECDSA_P256, 0, base_point,
				   POINT_BYTES));
	EXPECT_EQ(-EINVAL, refused(self->fd, CRYPTODEV_CREATE_PRIVATE,
				   CRYPTODEV_ECDH_P256, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(self->fd, CRYPTODEV_CREATE_PRIVATE,
				   CRYPTO_AES_CBC, 0, key, 16));
}

/* Only an HMAC's hash may have a key. */
TEST_F(asym, hash_key_needs_hmac)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .cipher = CRYPTODEV_RSA_PKCS1,
		.mac = CRYPTO_SHA2_256, .key = native_pointer(rsa_public),
		.keylen = RSA_KEY_BYTES, .mackey = native_pointer(rsa_public),
		.mackeylen = 1,
	};

	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
	create.mackeylen = 0;
	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
}

TEST_F(asym, hash_is_checked)
{
	const void *key = rsa_public;
	const uint32_t len = RSA_KEY_BYTES;

	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA, CRYPTO_SHA2_256,
				   key, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_ECDSA_P256,
				   CRYPTO_SHA2_256, base_point, POINT_BYTES));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA_PKCS1,
				   CRYPTO_SHA2_256_HMAC, key, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA_PKCS1,
				   CRYPTO_AES_CBC, key, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA_PKCS1, 9999, key,
				   len));
}

TEST_F(asym, malformed_keys_are_rejected)
{
	uint8_t der[RSA_KEY_BYTES], point[POINT_BYTES], zeros[256] = {};
	const uint32_t len = RSA_KEY_BYTES;
	uint32_t i;
	int none;

	for (i = 0; i < len; i++)
		EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA, 0,
					   rsa_public, i));
	/* a public key is not a private key */
	EXPECT_EQ(-EINVAL, refused(self->fd, CRYPTODEV_CREATE_PRIVATE,
				   CRYPTODEV_RSA, 0, rsa_public, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA, 0, zeros, 256));
	/* of 448 bits */
	memcpy(der, rsa_public, len);
	memset(der + 5, 0, 8);
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA, 0, der, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA_PKCS1,
				   CRYPTO_SHA1, der, len));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_RSA, 0, der, 4097));
	EXPECT_EQ(-EFAULT, refused(self->fd, 0, CRYPTODEV_RSA, 0, (void *)8,
				   len));
	/* not on the curve; compressed; short */
	none = self->ecdsa ? -EINVAL : -ENOENT;
	memcpy(point, base_point, POINT_BYTES);
	point[POINT_BYTES - 1] ^= 1;
	EXPECT_EQ(none, refused(self->fd, 0, CRYPTODEV_ECDSA_P256, 0, point,
				   POINT_BYTES));
	memcpy(point, base_point, POINT_BYTES);
	point[0] = 3;
	EXPECT_EQ(none, refused(self->fd, 0, CRYPTODEV_ECDSA_P256, 0, point,
				   33));
	EXPECT_EQ(none, refused(self->fd, 0, CRYPTODEV_ECDSA_P256, 0, point,
				   POINT_BYTES));
	EXPECT_EQ(none, refused(self->fd, 0, CRYPTODEV_ECDSA_P256, 0,
				   base_point, 0));
	/* private keys of a wrong length, and an invalid one */
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_ECDH_P256, 0,
				   base_point, 31));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_ECDH_P256, 0,
				   base_point, 33));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_ECDH_P256, 0, zeros,
				   32));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0, CRYPTODEV_FFDHE2048, 0, zeros,
				   257));
}

/* Expects this error and no output, if the session can be created. */
#define EXPECT_NOTHING(err, r) do {					\
	struct cryptodev_req __r = (r);					\
									\
	if (!__r.ses)							\
		break;							\
	EXPECT_EQ(err, asym_run(self->fd, ASYM_WAITED, &__r, &self->out)); \
} while (0)

TEST_F(asym, other_key_does_not_verify)
{
	uint8_t in[RSA_BYTES] = { 0, 2 };

	EXPECT_NOTHING(-EOPNOTSUPP, asym_req(self->rsa, CRYPTODEV_REQ_DECRYPT,
					     in, RSA_BYTES));
	EXPECT_NOTHING(-EOPNOTSUPP, asym_req(self->pkcs1, CRYPTODEV_REQ_DECRYPT,
					     in, RSA_BYTES));
	EXPECT_NOTHING(-EOPNOTSUPP, asym_req(self->verify, 0, in, 32));
	EXPECT_NOTHING(-EOPNOTSUPP, asym_req(self->ecdsa, 0, in, 32));
}

TEST_F(asym, request_flags_are_checked)
{
	uint8_t in[RSA_BYTES] = { 0, 2 };
	uint32_t aes;

	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, CRYPTODEV_REQ_VERIFY, in,
					 RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, CRYPTODEV_REQ_PUBLIC, in,
					 RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, CRYPTODEV_REQ_UPDATE, in,
					 RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, CRYPTODEV_REQ_WRITE_IV, in,
					 RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_req(self->verify, CRYPTODEV_REQ_DECRYPT, in,
					 32));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, CRYPTODEV_REQ_DECRYPT,
					 base_point, POINT_BYTES));
	EXPECT_NOTHING(-EOPNOTSUPP, asym_req(self->ecdh, CRYPTODEV_REQ_TLS,
					     base_point, POINT_BYTES));
	EXPECT_NOTHING(-EOPNOTSUPP, asym_req(self->rsa, CRYPTODEV_REQ_SRC_IOVEC,
					     in, RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0x1000000, in, RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0x80000000, in, RSA_BYTES));
	/* and no other session has a public key */
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_ECB, in, 16, 0, NULL, 0,
				&aes));
	EXPECT_NOTHING(-EINVAL, asym_req(aes, CRYPTODEV_REQ_PUBLIC, in, 16));
}

TEST_F(asym, input_lengths_are_checked)
{
	uint8_t in[RSA_BYTES + 1] = { 0, 2 };

	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0, in, 0));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0, in, RSA_BYTES + 1));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0, in, UINT32_MAX));
	EXPECT_NOTHING(-EINVAL, asym_req(self->pkcs1, 0, in, 0));
	EXPECT_NOTHING(-E2BIG, asym_req(self->pkcs1, 0, in, RSA_BYTES - 10));
	EXPECT_NOTHING(-E2BIG, asym_req(self->pkcs1, 0, in, UINT32_MAX));
	EXPECT_NOTHING(-EINVAL, asym_signed(self->verify, in, 31, in,
					    RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_signed(self->verify, in, 33, in,
					    RSA_BYTES));
	EXPECT_NOTHING(-EINVAL, asym_signed(self->ecdsa, in, 0, in, 32));
	EXPECT_NOTHING(-EINVAL, asym_signed(self->ecdsa, in, 65, in, 32));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, 0, base_point, 64));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, 0, base_point, 66));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, CRYPTODEV_REQ_PUBLIC,
					 base_point, 1));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, base_point, 0));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, self->out.data, 257));
}

/* A number equal to the modulus, or larger. */
TEST_F(asym, number_above_modulus_is_rejected)
{
	uint8_t in[RSA_BYTES];

	memset(in, 0xff, sizeof(in));
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0, in, RSA_BYTES));
	memcpy(in, rsa_public + 5, RSA_BYTES);
	EXPECT_NOTHING(-EINVAL, asym_req(self->rsa, 0, in, RSA_BYTES));
	in[RSA_BYTES - 1] -= 2;
	EXPECT_NOTHING(0, asym_req(self->rsa, 0, in, RSA_BYTES));
	EXPECT_EQ(RSA_BYTES, self->out.len);
}

/* A signature of a wrong length does not verify, nor does any of these. */
TEST_F(asym, invalid_signatures_do_not_verify)
{
	static const uint8_t zeros[] = "\x30\x06\x02\x01\x00\x02\x01\x00";
	static const uint8_t ones[] = "\x30\x06\x02\x01\x01\x02\x01\x01";
	uint8_t in[256] = { 1 };

	EXPECT_NOTHING(-EBADMSG, asym_signed(self->verify, in, 32, in, 0));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->verify, in, 32, in,
					     RSA_BYTES - 1));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->verify, in, 32, in,
					     RSA_BYTES + 1));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->verify, in, 32, in,
					     UINT32_MAX));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->verify, in, 32, in,
					     RSA_BYTES));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->ecdsa, in, 32, in, 0));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->ecdsa, in, 32, in, 161));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->ecdsa, in, 32, in, 72));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->ecdsa, in, 32, zeros, 8));
	EXPECT_NOTHING(-EBADMSG, asym_signed(self->ecdsa, in, 32, ones, 8));
}

/* With these keys, the secret would not depend on the private key. */
TEST_F(asym, weak_public_keys_are_rejected)
{
	uint8_t point[POINT_BYTES], share[256] = {};
	uint32_t x25519;

	memcpy(point, base_point, POINT_BYTES);
	point[40] ^= 0x10;
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, 0, point, POINT_BYTES));
	memset(point + 1, 0, POINT_BYTES - 1);
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, 0, point, POINT_BYTES));
	memcpy(point, base_point, POINT_BYTES);
	point[0] = 0;
	EXPECT_NOTHING(-EINVAL, asym_req(self->ecdh, 0, point, POINT_BYTES));

	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, share, 256));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, share, 1));
	share[255] = 1;
	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, share, 256));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, share + 255, 1));
	share[255] = 2;
	EXPECT_NOTHING(0, asym_req(self->ffdhe, 0, share, 256));
	memset(share, 0xff, sizeof(share));
	EXPECT_NOTHING(-EINVAL, asym_req(self->ffdhe, 0, share, 256));

	ASSERT_EQ(0, asym_create_optional(self->fd, CRYPTODEV_X25519, alice, 32,
					  &x25519));
	memset(share, 0, 32);
	EXPECT_NOTHING(-EINVAL, asym_req(x25519, 0, share, 32));
	share[0] = 1;
	EXPECT_NOTHING(-EINVAL, asym_req(x25519, 0, share, 32));
}

TEST_F(asym, x25519_known_answer)
{
	struct cryptodev_req r;
	uint32_t ses;

	ASSERT_EQ(0, asym_create_optional(self->fd, CRYPTODEV_X25519, alice, 32,
					  &ses));
	if (!ses)
		SKIP(return, "this kernel has no X25519");
	r = asym_req(ses, CRYPTODEV_REQ_PUBLIC, NULL, 0);
	ASSERT_EQ(0, asym_run(self->fd, ASYM_WAITED, &r, &self->out));
	ASSERT_EQ(32, self->out.len);
	EXPECT_TRUE(same(self->out.data, alice_public, 32));
	r = asym_req(ses, 0, bob_public, 32);
	ASSERT_EQ(0, asym_run(self->fd, ASYM_WAITED, &r, &self->out));
	ASSERT_EQ(32, self->out.len);
	EXPECT_TRUE(same(self->out.data, their_key, 32));
}

/*
 * Keys that the kernel generates: both share one secret, and all keys differ.
 */
static bool agree(int fd, uint32_t number, uint32_t one)
{
	struct asym_out public[2], shared[2];
	uint32_t ses[2] = { one };
	struct cryptodev_req r;
	int i;

	if (asym_create(fd, 0, number, 0, NULL, 0, &ses[1]))
		return false;
	for (i = 0; i < 2; i++) {
		r = asym_req(ses[i], CRYPTODEV_REQ_PUBLIC, NULL, 0);
		if (asym_run(fd, ASYM_WAITED, &r, &public[i]))
			return false;
	}
	for (i = 0; i < 2; i++) {
		r = asym_req(ses[i], 0, public[!i].data, public[!i].len);
		if (asym_run(fd, ASYM_WAITED, &r, &shared[i]))
			return false;
	}
	return dc_free(fd, ses[1]) == 0 && public[0].len == public[1].len &&
	       memcmp(public[0].data, public[1].data, public[0].len) &&
	       shared[0].len == shared[1].len &&
	       !memcmp(shared[0].data, shared[1].data, shared[0].len);
}

TEST_F(asym, generated_keys_agree_and_differ)
{
	EXPECT_TRUE(agree(self->fd, CRYPTODEV_ECDH_P256, self->ecdh));
	EXPECT_TRUE(!self->ffdhe ||
		    agree(self->fd, CRYPTODEV_FFDHE2048, self->ffdhe));
}

TEST_F(asym, bad_memory_is_efault)
{
	uint8_t *p = pages(2 * page_size()), *in = p + page_size() - RSA_BYTES;
	struct cryptodev_req r;
	uint8_t number[RSA_BYTES] = { 0, 2 };

	ASSERT_EQ(0, mprotect(p + page_size(), page_size(), PROT_NONE));
	memcpy(in, number, RSA_BYTES);
	EXPECT_NOTHING(0, asym_req(self->rsa, 0, in, RSA_BYTES));
	EXPECT_NOTHING(-EFAULT, asym_req(self->rsa, 0, in + 1, RSA_BYTES));
	EXPECT_NOTHING(-EFAULT, asym_req(self->rsa, 0, NULL, RSA_BYTES));
	EXPECT_NOTHING(-EFAULT, asym_signed(self->verify, number, 32, in + 1,
					    RSA_BYTES));
	EXPECT_NOTHING(-EFAULT, asym_signed(self->verify, in + RSA_BYTES - 31,
					    32, in, RSA_BYTES));

	/* a result that does not fit is not written at all */
	memset(in, ASYM_FILL, RSA_BYTES);
	r = asym_req(self->rsa, 0, number, RSA_BYTES);
	r.dst = native_pointer(in + 1);
	EXPECT_EQ(-EFAULT, asym_result(self->fd, ASYM_WAITED, &r));
	EXPECT_EQ(-EFAULT, asym_result(self->fd, ASYM_REAPED, &r));
	EXPECT_TRUE(all_are(in, RSA_BYTES, ASYM_FILL));
	r.flags = 0;
	r.dst = native_pointer(in);
	EXPECT_EQ(0, asym_result(self->fd, ASYM_REAPED, &r));
	EXPECT_FALSE(all_are(in, RSA_BYTES, ASYM_FILL));
	/* across two writable pages */
	ASSERT_EQ(0, mprotect(p + page_size(), page_size(),
			      PROT_READ | PROT_WRITE));
	r.dst = native_pointer(p + page_size() - 10);
	memcpy(number, in, RSA_BYTES);
	r.src = native_pointer(number);
	EXPECT_NOTHING(0, r);
	EXPECT_EQ(0, asym_result(self->fd, ASYM_WAITED, &r));
	EXPECT_TRUE(same(p + page_size() - 10, self->out.data, RSA_BYTES));
}

/* No other call accepts such a session. */
TEST_F(asym, other_calls_reject_session)
{
	uint8_t in[RSA_BYTES] = { 0, 2 }, out[RSA_BYTES] = {}, zeros[RSA_BYTES];
	struct crypt_auth_op auth = {
		.ses = self->rsa, .len = RSA_BYTES, .src = in, .dst = out,
	};
	struct crypt_op crypt = {
		.ses = self->rsa, .len = RSA_BYTES, .src = in, .dst = out,
	};
	struct cphash_op copy = {
		.src_ses = self->rsa, .dst_ses = self->verify,
	};

	memset(zeros, 0, sizeof(zeros));
	EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCRYPT, &crypt));
	EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCASYNCCRYPT, &crypt));
	EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCAUTHCRYPT, &auth));
	EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	EXPECT_TRUE(same(out, zeros, sizeof(out)));
}

TEST_F(asym, session_names_driver)
{
	struct session_info_op info = { .ses = self->verify };

	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_TRUE(!!strstr(info.cipher_info.cra_name, "rsa"));
	EXPECT_TRUE(!!strstr(info.cipher_info.cra_name, "sha256"));
	EXPECT_STREQ("", info.hash_info.cra_name);
	info = (struct session_info_op) { .ses = self->ecdh };
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_STREQ("ecdh-nist-p256", info.cipher_info.cra_name);
}

/* Existing sessions work on; new ones are rejected. */
TEST_F(asym, disabled_algorithms_are_rejected)
{
	uint8_t in[RSA_BYTES] = { 0, 2 };

	ASSERT_TRUE(sysctl_set("userasymcrypto", 0));
	EXPECT_EQ(-EPERM, refused(self->fd, 0, CRYPTODEV_RSA, 0, rsa_public,
				  RSA_KEY_BYTES));
	EXPECT_EQ(-EPERM, refused(self->fd, 0, CRYPTODEV_ECDH_P256, 0, NULL, 0));
	EXPECT_NOTHING(0, asym_req(self->rsa, 0, in, RSA_BYTES));
	ASSERT_TRUE(sysctl_set("userasymcrypto", 1));
	EXPECT_EQ(1, refused(self->fd, 0, CRYPTODEV_ECDH_P256, 0, NULL, 0));
}

TEST_F(asym, policy_applies_to_public_keys)
{
	const void *key = rsa_public;
	const uint32_t len = RSA_KEY_BYTES;
	long legacy = sysctl_get("allow_legacy");
	long user = sysctl_get("usercrypto");
	long soft = sysctl_get("cryptodevallowsoft");
	int md5, sha, none, device, software;

	ASSERT_TRUE(sysctl_set("allow_legacy", 0));
	md5 = refused(self->fd, 0, CRYPTODEV_RSA_PKCS1, CRYPTO_MD5, key, len);
	sha = refused(self->fd, 0, CRYPTODEV_RSA_PKCS1, CRYPTO_SHA1, key, len);
	ASSERT_TRUE(sysctl_set("allow_legacy", legacy));
	ASSERT_TRUE(sysctl_set("usercrypto", 0));
	none = refused(self->fd, 0, CRYPTODEV_RSA, 0, key, len);
	ASSERT_TRUE(sysctl_set("usercrypto", user));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	device = refused(self->fd, 0, CRYPTODEV_ECDH_P256, 0, NULL, 0);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	software = refused(self->fd, 0, CRYPTODEV_RSA, 0, key, len);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", soft));
	EXPECT_EQ(-EPERM, md5);
	EXPECT_EQ(1, sha);
	EXPECT_EQ(-EPERM, none);
	EXPECT_EQ(-ENOENT, device);
	EXPECT_EQ(1, software);
}

TEST_HARNESS_MAIN
