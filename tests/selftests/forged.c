// SPDX-License-Identifier: GPL-2.0
/*
 * Messages that do not verify: one bit changed, a tag cut off, or another key.
 * The result is EBADMSG, with no byte of the plaintext in the output, for short
 * and long messages, in place and not.
 */
#include "../kselftest_harness.h"
#include "lib/cases.h"
#include "lib/native.h"
#include "lib/request.h"

#define AAD_LEN	44
#define ESP_LEN	12	/* bytes of a packet's header */
#define COPIED	4096	/* dev.crypto.copy_bytes: such messages are copied */

FIXTURE(forged) {
	int fd;
	uint32_t ses, other;	/* the same algorithm with another key */
	size_t len;
	uint8_t *plain, *sealed, *src, *dst, *dst_was;
	uint8_t iv[16], aad[AAD_LEN], key[40];
};

FIXTURE_VARIANT(forged) {
	uint32_t cipher;
	uint32_t mac;		/* Encrypt-then-Authenticate */
	uint32_t block;		/* bytes of the cipher's key, if it has one */
	size_t len;
	uint32_t tag_len;
	bool in_place;
	int flags;
};

#define VARIANT(name, ...) \
	FIXTURE_VARIANT_ADD(forged, name) { __VA_ARGS__ }

VARIANT(gcm_short, .cipher = CRYPTO_AES_GCM, .len = 100, .tag_len = 16);
VARIANT(gcm_short_in_place, .cipher = CRYPTO_AES_GCM, .len = 100,
	.tag_len = 16, .in_place = true);
VARIANT(gcm_block, .cipher = CRYPTO_AES_GCM, .len = 16, .tag_len = 4);
VARIANT(gcm_page, .cipher = CRYPTO_AES_GCM, .len = 4096, .tag_len = 12);
VARIANT(gcm_page_in_place, .cipher = CRYPTO_AES_GCM, .len = 4096,
	.tag_len = 16, .in_place = true);
VARIANT(gcm_long, .cipher = CRYPTO_AES_GCM, .len = 65536, .tag_len = 16);
VARIANT(gcm_long_copied, .cipher = CRYPTO_AES_GCM, .len = 65536, .tag_len = 16,
	.flags = COP_FLAG_NO_ZC);
VARIANT(gcm_long_in_place, .cipher = CRYPTO_AES_GCM, .len = 65536,
	.tag_len = 16, .in_place = true);
VARIANT(gcm_odd, .cipher = CRYPTO_AES_GCM, .len = 70001, .tag_len = 13);
VARIANT(ccm_short, .cipher = CRYPTO_AES_CCM, .len = 100, .tag_len = 16);
VARIANT(ccm_short_in_place, .cipher = CRYPTO_AES_CCM, .len = 100,
	.tag_len = 8, .in_place = true);
VARIANT(ccm_long, .cipher = CRYPTO_AES_CCM, .len = 65535, .tag_len = 16);
VARIANT(ccm_long_in_place, .cipher = CRYPTO_AES_CCM, .len = 65535,
	.tag_len = 10, .in_place = true);
VARIANT(chacha_short, .cipher = CRYPTO_CHACHA20_POLY1305, .len = 100,
	.tag_len = 16);
VARIANT(chacha_long, .cipher = CRYPTO_CHACHA20_POLY1305, .len = 70001,
	.tag_len = 16);
VARIANT(chacha_long_in_place, .cipher = CRYPTO_CHACHA20_POLY1305, .len = 65536,
	.tag_len = 16, .in_place = true);
VARIANT(rfc4106_short, .cipher = CRYPTO_AES_GCM_16, .len = 100, .tag_len = 16);
VARIANT(rfc4106_long_in_place, .cipher = CRYPTO_AES_GCM_16, .len = 9000,
	.tag_len = 8, .in_place = true);
VARIANT(rfc4106_long, .cipher = CRYPTO_AES_GCM_16, .len = 65536,
	.tag_len = 12);
VARIANT(rfc4543_short, .cipher = CRYPTO_AES_GMAC, .len = 100, .tag_len = 16);
VARIANT(rfc4543_long, .cipher = CRYPTO_AES_GMAC, .len = 9000, .tag_len = 16);
VARIANT(rfc4543_long_copied, .cipher = CRYPTO_AES_GMAC, .len = 9000,
	.tag_len = 16, .flags = COP_FLAG_NO_ZC);
VARIANT(rfc4543_long_in_place, .cipher = CRYPTO_AES_GMAC, .len = 9000,
	.tag_len = 16, .in_place = true);
VARIANT(etm_short, .cipher = CRYPTO_AES_CTR, .mac = CRYPTO_SHA2_256_HMAC,
	.len = 100, .tag_len = 32);
VARIANT(etm_long, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA1_HMAC,
	.block = 16, .len = 65536, .tag_len = 12);
VARIANT(etm_long_in_place, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_512_HMAC,
	.block = 16, .len = 65536, .tag_len = 64, .in_place = true);

static bool is_esp(const FIXTURE_VARIANT(forged) *variant)
{
	return variant->cipher == CRYPTO_AES_GCM_16 ||
	       variant->cipher == CRYPTO_AES_GMAC;
}

/* Creates a session; ETM uses the key for its mac. */
static int a_session(int fd, const FIXTURE_VARIANT(forged) *variant,
		     const uint8_t *key, uint32_t *ses)
{
	static const uint8_t cipher_key[32] = "The cipher's, which is no matter";
	uint32_t keylen = is_esp(variant) ? 36 : 32;

	if (variant->mac)
		return dc_etm_session(fd, variant->cipher, cipher_key, 32,
				      variant->mac, key, 32, ses);
	return dc_session(fd, variant->cipher, key, keylen, 0, NULL, 0, ses);
}

static struct request decryption(FIXTURE_DATA(forged) *self,
				 const FIXTURE_VARIANT(forged) *variant)
{
	struct request r = {
		.aead = true, .ses = self->ses, .op = COP_DECRYPT,
		.flags = variant->flags, .len = self->len + variant->tag_len,
		.tag_len = variant->tag_len, .src = self->src,
		.dst = variant->in_place ? self->src : self->dst,
		.iv = self->iv, .aad = self->aad,
		.aad_len = is_esp(variant) ? ESP_LEN : AAD_LEN,
	};

	return r;
}

/* Copies the encrypted message to src, and fills dst with a pattern. */
static void rewind_buffers(FIXTURE_DATA(forged) *self,
			   const FIXTURE_VARIANT(forged) *variant)
{
	memcpy(self->src, self->sealed, self->len + variant->tag_len);
	memset(self->dst, 0xa5, self->len);
}

FIXTURE_SETUP(forged)
{
	struct request r;

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->len = variant->len;
	fill(self->key, sizeof(self->key), 9);
	ASSERT_EQ(0, a_session(self->fd, variant, self->key, &self->other));
	fill(self->key, sizeof(self->key), 1);
	ASSERT_EQ(0, a_session(self->fd, variant, self->key, &self->ses));
	self->plain = guarded(self->len);
	self->sealed = guarded(self->len + variant->tag_len);
	self->src = guarded(self->len + variant->tag_len);
	self->dst = guarded(self->len);
	self->dst_was = guarded(self->len + variant->tag_len);
	fill(self->plain, self->len, 2);
	fill(self->aad, AAD_LEN, 3);
	if (variant->cipher == CRYPTO_AES_CCM) {
		self->iv[0] = 3;
		fill(self->iv + 1, 11, 4);
	} else {
		fill(self->iv, 12, 4);
	}
	r = decryption(self, variant);
	r.op = COP_ENCRYPT;
	r.len = self->len;
	r.src = self->plain;
	r.dst = self->sealed;
	ASSERT_EQ(0, request_run(self->fd, &r));
	/* RFC 4543 authenticates the text and does not encrypt it */
	ASSERT_EQ(variant->cipher == CRYPTO_AES_GMAC,
		  same(self->plain, self->sealed, self->len));
}

FIXTURE_TEARDOWN(forged)
{
	close(self->fd);
}

/* Expects the message to decrypt to the right plaintext. */
static void check_genuine(struct __test_metadata *_metadata,
			  FIXTURE_DATA(forged) *self,
			  const FIXTURE_VARIANT(forged) *variant)
{
	struct request r = decryption(self, variant);

	rewind_buffers(self, variant);
	ASSERT_EQ(0, request_run(self->fd, &r));
	ASSERT_TRUE(same(r.dst, self->plain, self->len));
	/* the tag, behind the plaintext, is not part of the output */
	ASSERT_TRUE(same(self->src + self->len, self->sealed + self->len,
			 variant->tag_len));
}

/*
 * Returns true if the output is as it was. If it was not copied, it may be
 * wiped instead, as a whole.
 */
static bool reveals_nothing(const struct request *r, const uint8_t *was)
{
	uint32_t len = r->len - r->tag_len;
	bool copied = r->flags & COP_FLAG_NO_ZC ||
		      r->len + r->aad_len <= COPIED;

	return same(r->dst, was, len) || (!copied && all_are(r->dst, len, 0));
}

/* Expects EBADMSG for the forged request r, and no plaintext in the output. */
static void check_forged(struct __test_metadata *_metadata,
			 FIXTURE_DATA(forged) *self, struct request *r,
			 const char *what, size_t where)
{
	uint32_t len = r->len - r->tag_len;
	uint8_t *was = self->dst_was;

	memcpy(was, r->src, r->len);
	EXPECT_EQ(-EBADMSG, request_run(self->fd, r)) {
		TH_LOG("%s, bit %zu", what, where);
	}
	if (r->dst == r->src) {
		EXPECT_TRUE(same(r->dst + len, was + len, r->tag_len));
	} else {
		EXPECT_TRUE(same(r->src, was, r->len));
		memset(was, 0xa5, len);
		EXPECT_TRUE(all_are(r->dst + len, self->len - len, 0xa5));
	}
	EXPECT_TRUE(reveals_nothing(r, was)) {
		TH_LOG("%s, bit %zu", what, where);
	}
}

/*
 * Flips one bit of len bytes, in each of count places, first and last included.
 */
static void check_bits(struct __test_metadata *_metadata,
		       FIXTURE_DATA(forged) *self,
		       const FIXTURE_VARIANT(forged) *variant, uint8_t *bytes,
		       size_t len, size_t count, const char *what)
{
	size_t i, bit;

	for (i = 0; i < count; i++) {
		struct request r = decryption(self, variant);

		/* the first and the last place are never skipped */
		if (i + 1 < count && skip_if_brief())
			continue;
		bit = (len * 8 - 1) * i / (count - 1);
		rewind_buffers(self, variant);
		bytes[bit / 8] ^= 1 << bit % 8;
		check_forged(_metadata, self, &r, what, bit);
		bytes[bit / 8] ^= 1 << bit % 8;
	}
	check_genuine(_metadata, self, variant);
}

TEST_F(forged, changed_tag_is_rejected)
{
	check_genuine(_metadata, self, variant);
	check_bits(_metadata, self, variant, self->src + self->len,
		   variant->tag_len, variant->tag_len * 8, "tag");
}

TEST_F(forged, changed_ciphertext_is_rejected)
{
	check_bits(_metadata, self, variant, self->src, self->len, 32,
		   "ciphertext");
}

TEST_F(forged, changed_aad_is_rejected)
{
	struct request r = decryption(self, variant);

	check_bits(_metadata, self, variant, self->aad, r.aad_len, 32, "aad");
	rewind_buffers(self, variant);
	/* a truncated header is a valid shorter header */
	r.aad_len -= is_esp(variant) ? 4 : 1;
	check_forged(_metadata, self, &r, "aad cut", 0);
	if (is_esp(variant))
		return;
	rewind_buffers(self, variant);
	r.aad_len = 0;
	r.aad = NULL;
	check_forged(_metadata, self, &r, "aad gone", 0);
}

TEST_F(forged, changed_iv_is_rejected)
{
	/*
	 * CCM's first byte and the end of its block are not part of the nonce
	 */
	bool ccm = variant->cipher == CRYPTO_AES_CCM;

	/* a separate mac does not cover the cipher's key */
	if (variant->mac)
		return;
	check_bits(_metadata, self, variant, self->iv + ccm,
		   is_esp(variant) ? 8 : 12 - ccm, 22, "iv");
}

TEST_F(forged, truncated_message_is_rejected)
{
	uint32_t full = self->len + variant->tag_len, cut;
	uint32_t one = variant->block ?: 1, some = self->len / 7;
	struct request r;

	for (cut = one; cut <= self->len;
	     cut += cut < 20 * one ? one : some - some % one) {
		rewind_buffers(self, variant);
		r = decryption(self, variant);
		r.len = full - cut;
		check_forged(_metadata, self, &r, "cut at its end", cut * 8);
		if (variant->in_place)
			continue;
		rewind_buffers(self, variant);
		r.src += cut;
		check_forged(_metadata, self, &r, "cut at its start", cut * 8);
	}
	check_genuine(_metadata, self, variant);
}

TEST_F(forged, other_session_rejects_message)
{
	struct request r = decryption(self, variant);

	rewind_buffers(self, variant);
	r.ses = self->other;
	check_forged(_metadata, self, &r, "key", 0);
	check_genuine(_metadata, self, variant);
}

/* Flips one bit of the key; the last one may be in the salt. */
TEST_F(forged, changed_key_rejects_message)
{
	size_t bits = is_esp(variant) ? 36 * 8 : 32 * 8, bit;
	struct request r;

	for (bit = 0; bit < bits; bit += (bits - 1) / 5) {
		self->key[bit / 8] ^= 1 << bit % 8;
		rewind_buffers(self, variant);
		r = decryption(self, variant);
		ASSERT_EQ(0, a_session(self->fd, variant, self->key, &r.ses));
		check_forged(_metadata, self, &r, "key", bit);
		self->key[bit / 8] ^= 1 << bit % 8;
	}
}

TEST_HARNESS_MAIN
