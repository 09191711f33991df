// SPDX-License-Identifier: GPL-2.0
/*
 * Messages that do not verify: a bit changed anywhere, a tag cut off, a key of
 * someone else's. EBADMSG, and no byte of the plaintext in the output, whether
 * the message was short or long, in place or not.
 */
#include "../kselftest_harness.h"
#include "request.h"

#define AAD_LEN	44

FIXTURE(forged) {
	int fd;
	uint32_t ses, other;	/* the same algorithm, another key */
	size_t len;
	uint8_t *plain, *sealed, *src, *dst, *dst_was;
	uint8_t iv[16], aad[AAD_LEN];
};

FIXTURE_VARIANT(forged) {
	uint32_t cipher;
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

static struct request opening(FIXTURE_DATA(forged) *self,
			      const FIXTURE_VARIANT(forged) *variant)
{
	struct request r = {
		.aead = true, .ses = self->ses, .op = COP_DECRYPT,
		.flags = variant->flags, .len = self->len + variant->tag_len,
		.tag_len = variant->tag_len, .src = self->src,
		.dst = variant->in_place ? self->src : self->dst,
		.iv = self->iv, .aad = self->aad, .aad_len = AAD_LEN,
	};

	return r;
}

/* Puts the sealed message into src, and forgets what dst held. */
static void rewind_buffers(FIXTURE_DATA(forged) *self,
			   const FIXTURE_VARIANT(forged) *variant)
{
	memcpy(self->src, self->sealed, self->len + variant->tag_len);
	memset(self->dst, 0xa5, self->len);
}

FIXTURE_SETUP(forged)
{
	uint8_t key[32];
	struct request r;

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->len = variant->len;
	fill(key, sizeof(key), 1);
	ASSERT_EQ(0, dc_session(self->fd, variant->cipher, key, 32, 0, NULL, 0,
				&self->ses));
	ASSERT_EQ(0, dc_session(self->fd, variant->cipher, key, 16, 0, NULL, 0,
				&self->other));
	self->plain = guarded(self->len);
	self->sealed = guarded(self->len + variant->tag_len);
	self->src = guarded(self->len + variant->tag_len);
	self->dst = guarded(self->len);
	self->dst_was = guarded(self->len + variant->tag_len);
	fill(self->plain, self->len, 2);
	fill(self->aad, AAD_LEN, 3);
	if (variant->cipher == CRYPTO_AES_GCM) {
		fill(self->iv, 12, 4);
	} else {
		self->iv[0] = 3;
		fill(self->iv + 1, 11, 4);
	}
	r = opening(self, variant);
	r.op = COP_ENCRYPT;
	r.len = self->len;
	r.src = self->plain;
	r.dst = self->sealed;
	ASSERT_EQ(0, request_run(self->fd, &r));
	ASSERT_FALSE(same(self->plain, self->sealed, self->len));
}

FIXTURE_TEARDOWN(forged)
{
	close(self->fd);
}

/* The message as it stands opens, to the right plaintext. */
static void check_genuine(struct __test_metadata *_metadata,
			  FIXTURE_DATA(forged) *self,
			  const FIXTURE_VARIANT(forged) *variant)
{
	struct request r = opening(self, variant);

	rewind_buffers(self, variant);
	ASSERT_EQ(0, request_run(self->fd, &r));
	ASSERT_TRUE(same(r.dst, self->plain, self->len));
	/* the tag, behind the plaintext, is not part of the output */
	ASSERT_TRUE(same(self->src + self->len, self->sealed + self->len,
			 variant->tag_len));
}

/* r, of which something is wrong, is refused and gives nothing away. */
static void check_forged(struct __test_metadata *_metadata,
			 FIXTURE_DATA(forged) *self, struct request *r,
			 const char *what, size_t where)
{
	const uint8_t *out = r->dst;
	size_t i, leaked = 0;

	memcpy(self->dst_was, r->src, r->len);
	EXPECT_EQ(-EBADMSG, request_run(self->fd, r)) {
		TH_LOG("%s, bit %zu", what, where);
	}
	if (r->dst == r->src) {
		/* what stays is the ciphertext; what does not is zero */
		for (i = 0; i < r->len - r->tag_len; i++)
			leaked += out[i] != self->dst_was[i] && out[i];
		EXPECT_TRUE(same(out + i, self->dst_was + i, r->tag_len));
	} else {
		EXPECT_TRUE(same(r->src, self->dst_was, r->len));
		for (i = 0; i < self->len; i++)
			leaked += out[i] != 0xa5 && out[i];
	}
	EXPECT_EQ(0U, leaked) {
		TH_LOG("%s, bit %zu", what, where);
	}
}

/* One bit of len bytes in each of count places, the first and last included. */
static void check_bits(struct __test_metadata *_metadata,
		       FIXTURE_DATA(forged) *self,
		       const FIXTURE_VARIANT(forged) *variant, uint8_t *bytes,
		       size_t len, size_t count, const char *what)
{
	size_t i, bit;

	for (i = 0; i < count; i++) {
		struct request r = opening(self, variant);

		bit = (len * 8 - 1) * i / (count - 1);
		rewind_buffers(self, variant);
		bytes[bit / 8] ^= 1 << bit % 8;
		check_forged(_metadata, self, &r, what, bit);
		bytes[bit / 8] ^= 1 << bit % 8;
	}
	check_genuine(_metadata, self, variant);
}

TEST_F(forged, tag)
{
	check_genuine(_metadata, self, variant);
	check_bits(_metadata, self, variant, self->src + self->len,
		   variant->tag_len, variant->tag_len * 8, "tag");
}

TEST_F(forged, ciphertext)
{
	check_bits(_metadata, self, variant, self->src, self->len, 32,
		   "ciphertext");
}

TEST_F(forged, aad)
{
	struct request r;

	check_bits(_metadata, self, variant, self->aad, AAD_LEN, 32, "aad");
	rewind_buffers(self, variant);
	r = opening(self, variant);
	r.aad_len--;
	check_forged(_metadata, self, &r, "aad cut", 0);
	rewind_buffers(self, variant);
	r.aad_len = 0;
	r.aad = NULL;
	check_forged(_metadata, self, &r, "aad gone", 0);
}

TEST_F(forged, iv)
{
	/* CCM's first byte and the end of its block are no nonce */
	bool ccm = variant->cipher == CRYPTO_AES_CCM;

	check_bits(_metadata, self, variant, self->iv + ccm, 12 - ccm, 22,
		   "iv");
}

TEST_F(forged, truncated)
{
	uint32_t full = self->len + variant->tag_len, cut;
	struct request r;

	for (cut = 1; cut <= self->len; cut += cut < 20 ? 1 : self->len / 7) {
		rewind_buffers(self, variant);
		r = opening(self, variant);
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

TEST_F(forged, another_key)
{
	struct request r = opening(self, variant);

	rewind_buffers(self, variant);
	r.ses = self->other;
	check_forged(_metadata, self, &r, "key", 0);
	check_genuine(_metadata, self, variant);
}

/* No message, with and without associated data. */
FIXTURE(empty) {
	int fd;
	uint32_t ses;
	uint8_t iv[16], aad[20], *sealed, *dst;
};

FIXTURE_VARIANT(empty) {
	uint32_t cipher;
	size_t aad_len;
};

FIXTURE_VARIANT_ADD(empty, gcm) { .cipher = CRYPTO_AES_GCM };
FIXTURE_VARIANT_ADD(empty, ccm) { .cipher = CRYPTO_AES_CCM };
FIXTURE_VARIANT_ADD(empty, gcm_aad) {
	.cipher = CRYPTO_AES_GCM, .aad_len = 20,
};

FIXTURE_VARIANT_ADD(empty, ccm_aad) {
	.cipher = CRYPTO_AES_CCM, .aad_len = 20,
};

FIXTURE_SETUP(empty)
{
	uint8_t key[16] = { 0 };

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, variant->cipher, key, 16, 0, NULL, 0,
				&self->ses));
	if (variant->cipher == CRYPTO_AES_CCM)
		self->iv[0] = 3;
	fill(self->aad, sizeof(self->aad), 5);
	self->sealed = guarded(TAG_LEN);
	self->dst = guarded(TAG_LEN);
	memset(self->sealed, 0xa5, TAG_LEN);
	memset(self->dst, 0xa5, TAG_LEN);
}

FIXTURE_TEARDOWN(empty)
{
	close(self->fd);
}

TEST_F(empty, message)
{
	static const uint8_t gcm_tag[16] =
		"\x58\xe2\xfc\xce\xfa\x7e\x30\x61\x36\x7f\x1d\x57\xa4\xe7\x45\x5a";
	struct request r = {
		.aead = true, .ses = self->ses, .iv = self->iv,
		.aad = variant->aad_len ? self->aad : NULL,
		.aad_len = variant->aad_len, .dst = self->sealed,
	};
	size_t bit;

	ASSERT_EQ(0, request_run(self->fd, &r));
	EXPECT_FALSE(all_are(self->sealed, TAG_LEN, 0xa5));
	if (variant->cipher == CRYPTO_AES_GCM && !variant->aad_len) {
		EXPECT_TRUE(same(self->sealed, gcm_tag, TAG_LEN));
	}
	r.dst = NULL;
	EXPECT_EQ(-EFAULT, request_run(self->fd, &r));

	r.op = COP_DECRYPT;
	r.len = TAG_LEN;
	r.src = self->sealed;
	r.dst = self->dst;
	EXPECT_EQ(0, request_run(self->fd, &r));
	/* a page that ends there is room enough for nothing */
	r.dst = self->dst + TAG_LEN;
	EXPECT_EQ(0, request_run(self->fd, &r));
	r.dst = self->dst;
	for (bit = 0; bit < TAG_LEN * 8; bit += 3) {
		self->sealed[bit / 8] ^= 1 << bit % 8;
		EXPECT_EQ(-EBADMSG, request_run(self->fd, &r)) {
			TH_LOG("bit %zu", bit);
		}
		self->sealed[bit / 8] ^= 1 << bit % 8;
	}
	self->iv[5] ^= 1;
	EXPECT_EQ(-EBADMSG, request_run(self->fd, &r));
	self->iv[5] ^= 1;
	r.aad = self->aad;
	r.aad_len = variant->aad_len ? 19 : 1;
	EXPECT_EQ(-EBADMSG, request_run(self->fd, &r));
	r.src = NULL;
	EXPECT_EQ(-EFAULT, request_run(self->fd, &r));
	EXPECT_TRUE(all_are(self->dst, TAG_LEN, 0xa5));
}

TEST_HARNESS_MAIN
