// SPDX-License-Identifier: GPL-2.0
/*
 * COP_FLAG_VERIFY: the call compares the caller's digest and never writes it,
 * and a running hash that does not verify continues.
 */
#include "../kselftest_harness.h"

#include "lib/buffers.h"
#include "lib/devcrypto.h"

#define MSG_LEN	(150 * 1024)

FIXTURE(verify)
{
	int fd;
	uint32_t ses;
	uint8_t *msg;	/* MSG_LEN bytes before an inaccessible page */
	uint8_t *mac;	/* the digest before an inaccessible page */
	uint8_t iv[16];
};

/**
 * @mac: the hash or mac
 * @len: bytes of its digest
 * @keylen: bytes of its key
 * @whole: it cannot be updated: one call takes the whole message
 */
FIXTURE_VARIANT(verify)
{
	uint32_t mac;
	uint32_t len;
	uint32_t keylen;
	bool whole;
};

#define VARIANT(name, number, digest, key)				\
	FIXTURE_VARIANT_ADD(verify, name) {				\
		.mac = number, .len = digest, .keylen = key,		\
		.whole = number == CRYPTO_AES_NIST_GMAC,		\
	}

VARIANT(md5, CRYPTO_MD5, 16, 0);
VARIANT(sha1, CRYPTO_SHA1, 20, 0);
VARIANT(ripemd160, CRYPTO_RIPEMD160, 20, 0);
VARIANT(sha224, CRYPTO_SHA2_224, 28, 0);
VARIANT(sha256, CRYPTO_SHA2_256, 32, 0);
VARIANT(sha384, CRYPTO_SHA2_384, 48, 0);
VARIANT(sha512, CRYPTO_SHA2_512, 64, 0);
VARIANT(hmac_md5, CRYPTO_MD5_HMAC, 16, 30);
VARIANT(hmac_sha1, CRYPTO_SHA1_HMAC, 20, 30);
VARIANT(hmac_ripemd160, CRYPTO_RIPEMD160_HMAC, 20, 30);
VARIANT(hmac_sha224, CRYPTO_SHA2_224_HMAC, 28, 30);
VARIANT(hmac_sha256, CRYPTO_SHA2_256_HMAC, 32, 30);
VARIANT(hmac_sha384, CRYPTO_SHA2_384_HMAC, 48, 30);
VARIANT(hmac_sha512, CRYPTO_SHA2_512_HMAC, 64, 30);
VARIANT(aes_cmac, CRYPTO_AES_CMAC, 16, 24);
VARIANT(aes_xcbc, CRYPTO_AES_XCBC_MAC, 16, 16);
VARIANT(aes_xcbc_96, CRYPTO_AES_XCBC_MAC_96, 12, 16);
VARIANT(aes_gmac, CRYPTO_AES_NIST_GMAC, 16, 32);

FIXTURE_SETUP(verify)
{
	uint8_t key[32];

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(key, sizeof(key), 1);
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, variant->mac, key,
				variant->keylen, &self->ses));
	self->msg = guarded(MSG_LEN);
	self->mac = guarded(variant->len);
	ASSERT_TRUE(self->msg && self->mac);
	fill(self->msg, MSG_LEN, 2);
	fill(self->iv, sizeof(self->iv), 3);
}

FIXTURE_TEARDOWN(verify)
{
	guarded_free(self->msg, MSG_LEN);
	guarded_free(self->mac, variant->len);
	close(self->fd);
}

/* Runs any call of the session under test. */
#define MAC(flags, src, len, mac)					\
	dc_crypt(self->fd, self->ses, 0, flags, src, len, NULL, mac, self->iv)

/* The right digest verifies; with any byte changed it does not. */
static void check(struct __test_metadata *_metadata, FIXTURE_DATA(verify) *self,
		  const FIXTURE_VARIANT(verify) *variant, uint32_t len,
		  int flags)
{
	uint8_t was[HASH_MAX_LEN];
	uint32_t i;

	flags |= COP_FLAG_VERIFY;
	ASSERT_EQ(0, MAC(0, self->msg, len, self->mac));
	memcpy(was, self->mac, variant->len);
	EXPECT_EQ(0, MAC(flags, self->msg, len, self->mac));
	for (i = 0; i < variant->len; i++) {
		self->mac[i] ^= 1 << i % 8;
		was[i] ^= 1 << i % 8;
		EXPECT_EQ(-EBADMSG, MAC(flags, self->msg, len, self->mac)) {
			TH_LOG("byte %u, message of %u", i, len);
		}
		EXPECT_TRUE(same(self->mac, was, variant->len));
		self->mac[i] ^= 1 << i % 8;
		was[i] ^= 1 << i % 8;
	}
	EXPECT_EQ(0, MAC(flags, self->msg, len, self->mac));
	EXPECT_TRUE(same(self->mac, was, variant->len));
}

TEST_F(verify, digest_is_verified)
{
	static const uint32_t lens[] = { 0, 1, 16, 100, 1024, 4096, 5000 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++)
		check(_metadata, self, variant, lens[i], 0);
	/* GMAC's message is associated data, which has a limit */
	check(_metadata, self, variant, variant->whole ? 32000 : 70000, 0);
	check(_metadata, self, variant, 5000, COP_FLAG_NO_ZC);
	/* the message is another one */
	ASSERT_EQ(0, MAC(0, self->msg, 100, self->mac));
	EXPECT_EQ(-EBADMSG, MAC(COP_FLAG_VERIFY, self->msg, 99, self->mac));
	self->msg[50] ^= 2;
	EXPECT_EQ(-EBADMSG, MAC(COP_FLAG_VERIFY, self->msg, 100, self->mac));
	self->msg[50] ^= 2;
	EXPECT_EQ(0, MAC(COP_FLAG_VERIFY, self->msg, 100, self->mac));
}

/* The digest must be readable to its end, but need not be writable. */
TEST_F(verify, digest_needs_only_reading)
{
	uint8_t *page = self->mac + variant->len - page_size(), *across;
	struct seam seam;
	unsigned int i;

	ASSERT_EQ(0, MAC(0, self->msg, 300, self->mac));
	ASSERT_EQ(0, mprotect(page, page_size(), PROT_READ));
	EXPECT_EQ(0, MAC(COP_FLAG_VERIFY, self->msg, 300, self->mac));
	EXPECT_EQ(-EBADMSG, MAC(COP_FLAG_VERIFY, self->msg, 301, self->mac));
	EXPECT_EQ(-EFAULT, MAC(0, self->msg, 300, self->mac));
	for (i = 1; i <= variant->len; i++)
		EXPECT_EQ(-EFAULT, MAC(COP_FLAG_VERIFY, self->msg, 300,
				       self->mac + i));
	EXPECT_EQ(-EFAULT, MAC(COP_FLAG_VERIFY, self->msg, 300, NULL));
	EXPECT_EQ(-EFAULT, MAC(COP_FLAG_VERIFY, self->msg + MSG_LEN - 9, 10,
			       self->mac));

	/* in two pages, one of which is unmapped */
	ASSERT_TRUE(seam_init(&seam, variant->len));
	across = seam.edge - variant->len / 2;
	memcpy(across, self->mac, variant->len);
	EXPECT_EQ(0, MAC(COP_FLAG_VERIFY, self->msg, 300, across));
	ASSERT_TRUE(seam_unmap(&seam, HIGH));
	EXPECT_EQ(-EFAULT, MAC(COP_FLAG_VERIFY, self->msg, 300, across));
	ASSERT_TRUE(seam_mend(&seam) && seam_unmap(&seam, LOW));
	EXPECT_EQ(-EFAULT, MAC(COP_FLAG_VERIFY, self->msg, 300, across));
	ASSERT_TRUE(seam_mend(&seam));
	EXPECT_EQ(0, MAC(COP_FLAG_VERIFY, self->msg, 300, across));
	seam_free(&seam);
}

/*
 * A wrong digest, an unreadable one, then the right one: the hash has lost no
 * byte.
 */
TEST_F(verify, failed_verification_keeps_running_hash)
{
	uint8_t wrong[HASH_MAX_LEN], empty[HASH_MAX_LEN], now[HASH_MAX_LEN];
	const int final = COP_FLAG_FINAL | COP_FLAG_VERIFY;

	if (variant->whole) {
		EXPECT_EQ(-EOPNOTSUPP, MAC(COP_FLAG_UPDATE | COP_FLAG_VERIFY,
					   self->msg, 10, self->mac));
		EXPECT_EQ(-EOPNOTSUPP, MAC(final, self->msg, 10, self->mac));
		return;
	}
	ASSERT_EQ(0, MAC(0, self->msg, 70000, self->mac));
	ASSERT_EQ(0, MAC(0, NULL, 0, empty));
	memcpy(wrong, self->mac, variant->len);
	wrong[variant->len - 1] ^= 0x80;

	/* an update alone has no digest to compare, and reports none */
	EXPECT_EQ(-EINVAL, MAC(COP_FLAG_UPDATE | COP_FLAG_VERIFY, self->msg,
			       65000, self->mac));
	ASSERT_EQ(0, MAC(COP_FLAG_UPDATE, self->msg, 65000, NULL));
	EXPECT_EQ(-EBADMSG, MAC(final, self->msg + 65000, 5000, wrong));
	EXPECT_EQ(-EFAULT, MAC(final, self->msg + 65000, 5000, NULL));
	EXPECT_EQ(-EBADMSG, MAC(final, self->msg + 65000, 4999, self->mac));
	EXPECT_EQ(-EBADMSG, MAC(final | COP_FLAG_RESET, self->msg, 5, wrong));
	EXPECT_EQ(0, MAC(final, self->msg + 65000, 5000, self->mac));
	/* that ends the running hash */
	EXPECT_EQ(0, MAC(final, NULL, 0, empty));

	ASSERT_EQ(0, MAC(COP_FLAG_UPDATE, self->msg, 70000, NULL));
	EXPECT_EQ(-EBADMSG, MAC(final, NULL, 0, wrong));
	EXPECT_EQ(-EBADMSG, MAC(COP_FLAG_UPDATE | COP_FLAG_VERIFY, NULL, 0,
				wrong));
	ASSERT_EQ(0, MAC(COP_FLAG_FINAL, NULL, 0, now));
	EXPECT_TRUE(same(now, self->mac, variant->len));

	/* the digest so far; the hash continues, or begins again */
	ASSERT_EQ(0, MAC(COP_FLAG_UPDATE, self->msg, 70000, NULL));
	EXPECT_EQ(0, MAC(final | COP_FLAG_RESET, NULL, 0, empty));
	ASSERT_EQ(0, MAC(COP_FLAG_UPDATE, self->msg, 69999, NULL));
	EXPECT_EQ(0, MAC(final, self->msg + 69999, 1, self->mac));
}

/*
 * With a cipher, or a cipher alone: a digest of forgeable text is not verified.
 */
TEST_F(verify, session_with_cipher_cannot_verify)
{
	uint8_t key[16] = { 7 }, out[64], mac[HASH_MAX_LEN], was[64];
	uint32_t both, alone;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&alone));
	fill(out, 64, 8);
	memcpy(was, out, 64);
	fill(mac, sizeof(mac), 9);
	EXPECT_EQ(-EOPNOTSUPP, dc_crypt(self->fd, alone, COP_DECRYPT,
					COP_FLAG_VERIFY, self->msg, 64, out,
					mac, self->iv));
	if (variant->whole) {
		EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTO_AES_CBC, key, 16,
					      variant->mac, key, 16, &both));
		EXPECT_TRUE(same(out, was, 64));
		return;
	}
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, variant->mac,
				self->msg, variant->keylen, &both));
	EXPECT_EQ(-EOPNOTSUPP, dc_crypt(self->fd, both, COP_DECRYPT,
					COP_FLAG_VERIFY, self->msg, 64, out,
					mac, self->iv));
	EXPECT_EQ(-EOPNOTSUPP, dc_crypt(self->fd, both, COP_ENCRYPT,
					COP_FLAG_VERIFY | COP_FLAG_FINAL,
					self->msg, 64, out, mac, self->iv));
	EXPECT_TRUE(same(out, was, 64));
}

TEST_HARNESS_MAIN
