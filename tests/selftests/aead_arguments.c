// SPDX-License-Identifier: GPL-2.0
/*
 * AEADs with wrong arguments: the exact error, with nothing changed (errors
 * tests those of GCM and CCM). And a message that consists only of its tag.
 */
#include "../kselftest_harness.h"

#include "lib/buffers.h"
#include "lib/native.h"
#include "lib/request.h"
#include "lib/sysctl.h"

#define BUF	256
#define LIMIT	8000	/* bytes of a request; set for a while */

FIXTURE(arguments) {
	int fd;
	uint32_t ses;
	long limit, aad_limit;
	uint8_t src[BUF], dst[BUF], aad[BUF], iv[64];
	uint8_t src_was[BUF], dst_was[BUF];
};

/**
 * @cipher: the AEAD or, with a mac, the cipher
 * @mac: the mac of Encrypt-then-Authenticate
 * @keylen: bytes of the key
 * @iv_len: bytes of the only nonce
 * @aad_len: bytes of associated data that it accepts
 * @tag: bytes of the full tag
 * @tag_lens: bit n: a tag of n bytes is valid
 */
FIXTURE_VARIANT(arguments) {
	uint32_t cipher;
	uint32_t mac;
	uint32_t keylen;
	uint32_t iv_len;
	uint32_t aad_len;
	uint32_t tag;
	uint64_t tag_lens;
};

FIXTURE_VARIANT_ADD(arguments, chacha20_poly1305) {
	.cipher = CRYPTO_CHACHA20_POLY1305, .keylen = 32, .iv_len = 12,
	.aad_len = 13, .tag = 16, .tag_lens = 0x10001,
};

FIXTURE_VARIANT_ADD(arguments, rfc4106) {
	.cipher = CRYPTO_AES_GCM_16, .keylen = 36, .iv_len = 8,
	.aad_len = 12, .tag = 16, .tag_lens = 0x11101,
};

FIXTURE_VARIANT_ADD(arguments, rfc4543) {
	.cipher = CRYPTO_AES_GMAC, .keylen = 28, .iv_len = 8,
	.aad_len = 8, .tag = 16, .tag_lens = 0x10001,
};

FIXTURE_VARIANT_ADD(arguments, etm) {
	.cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256_HMAC, .keylen = 32,
	.iv_len = 16, .aad_len = 40, .tag = 32, .tag_lens = 0x1fffffff1,
};

FIXTURE_SETUP(arguments)
{
	uint8_t key[64];

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->limit = sysctl_get("max_request_bytes");
	self->aad_limit = sysctl_get("max_aad_bytes");
	fill(key, sizeof(key), 1);
	if (variant->mac) {
		ASSERT_EQ(0, dc_etm_session(self->fd, variant->cipher, key,
					    variant->keylen, variant->mac, key,
					    20, &self->ses));
	} else {
		ASSERT_EQ(0, dc_session(self->fd, variant->cipher, key,
					variant->keylen, 0, NULL, 0,
					&self->ses));
	}
	fill(self->src, BUF, 2);
	fill(self->dst, BUF, 3);
	fill(self->aad, BUF, 4);
	fill(self->iv, sizeof(self->iv), 5);
	memcpy(self->src_was, self->src, BUF);
	memcpy(self->dst_was, self->dst, BUF);
}

FIXTURE_TEARDOWN(arguments)
{
	if (self->limit > 0)
		sysctl_set("max_request_bytes", self->limit);
	if (self->aad_limit > 0)
		sysctl_set("max_aad_bytes", self->aad_limit);
	close(self->fd);
}

/* Returns a valid call. */
static struct crypt_auth_op right(FIXTURE_DATA(arguments) *self,
				  const FIXTURE_VARIANT(arguments) *variant)
{
	struct crypt_auth_op op;

	memset(&op, 0, sizeof(op));
	op.ses = self->ses;
	op.len = 64;
	op.src = self->src;
	op.dst = self->dst;
	op.auth_src = self->aad;
	op.auth_len = variant->aad_len;
	op.iv = self->iv;
	return op;
}

/* Encrypts and decrypts: the rejected calls have broken nothing. */
static void check_works(struct __test_metadata *_metadata,
			FIXTURE_DATA(arguments) *self,
			const FIXTURE_VARIANT(arguments) *variant)
{
	struct crypt_auth_op op = right(self, variant);
	uint8_t sealed[BUF];

	op.dst = sealed;
	ASSERT_EQ(0, dc_aead(self->fd, &op));
	ASSERT_EQ(64 + variant->tag, op.len);
	op.op = COP_DECRYPT;
	op.src = sealed;
	op.tag_len = 0;
	ASSERT_EQ(0, dc_aead(self->fd, &op));
	ASSERT_TRUE(same(sealed, self->src, 64));
}

/* Expects an error, with no change to the buffers and to the argument. */
#define EXPECT_REFUSED(error, op) do {					\
	struct crypt_auth_op __was, __now;				\
									\
	/* the gaps between the fields too */				\
	memcpy(&__was, &(op), sizeof(__was));				\
	memcpy(&__now, &(op), sizeof(__now));				\
	EXPECT_EQ(error, dc_aead(self->fd, &__now));			\
	EXPECT_TRUE(same(&__now, &__was, sizeof(__was)));		\
	EXPECT_TRUE(same(self->src, self->src_was, BUF));		\
	EXPECT_TRUE(same(self->dst, self->dst_was, BUF));		\
} while (0)

TEST_F(arguments, invalid_op_or_flags_are_rejected)
{
	static const int flags[] = {
		0x80, 0x100, 0x4000, COP_FLAG_VERIFY, COP_FLAG_UPDATE,
		COP_FLAG_FINAL, COP_FLAG_RESET,
	};
	struct crypt_auth_op op = right(self, variant);
	unsigned int i;

	for (op.op = 2; op.op < 0x7000; op.op *= 3)
		EXPECT_REFUSED(-EINVAL, op);
	for (op.op = COP_ENCRYPT; op.op <= COP_DECRYPT; op.op++) {
		for (i = 0; i < ARRAY_SIZE(flags); i++) {
			op.flags = flags[i];
			EXPECT_REFUSED(-EINVAL, op);
		}
		op.flags = COP_FLAG_AEAD_TLS_TYPE;
		EXPECT_REFUSED(-EOPNOTSUPP, op);
		op.flags = COP_FLAG_AEAD_SRTP_TYPE;
		EXPECT_REFUSED(-EOPNOTSUPP, op);
		EXPECT_EQ(-EOPNOTSUPP,
			  dc_crypt(self->fd, self->ses, op.op, 0, self->src, 64,
				   self->dst, NULL, self->iv));
	}
	EXPECT_TRUE(same(self->dst, self->dst_was, BUF));
	check_works(_metadata, self, variant);
}

TEST_F(arguments, invalid_tag_lengths_are_rejected)
{
	struct crypt_auth_op op = right(self, variant);

	for (op.op = COP_ENCRYPT; op.op <= COP_DECRYPT; op.op++) {
		for (op.tag_len = 1; op.tag_len < 64; op.tag_len++)
			if (!(variant->tag_lens >> op.tag_len & 1))
				EXPECT_REFUSED(-EINVAL, op);
		op.tag_len = 0x80000000 + variant->tag;
		EXPECT_REFUSED(-EINVAL, op);
		op.tag_len = 0xffffffff;
		EXPECT_REFUSED(-EINVAL, op);
	}
	/* shorter than its tag, with tag_len set or not */
	op.op = COP_DECRYPT;
	for (op.len = 0; op.len < variant->tag; op.len++) {
		op.tag_len = 0;
		EXPECT_REFUSED(-EINVAL, op);
		op.tag_len = variant->tag;
		EXPECT_REFUSED(-EINVAL, op);
	}
	check_works(_metadata, self, variant);
}

TEST_F(arguments, invalid_nonce_lengths_are_rejected)
{
	struct crypt_auth_op op = right(self, variant);

	for (op.op = COP_ENCRYPT; op.op <= COP_DECRYPT; op.op++) {
		for (op.iv_len = 1; op.iv_len <= 64; op.iv_len++)
			if (op.iv_len != variant->iv_len)
				EXPECT_REFUSED(-EINVAL, op);
		op.iv_len = 0x80000000 + variant->iv_len;
		EXPECT_REFUSED(-EINVAL, op);
		op.iv_len = variant->iv_len;
		op.iv = NULL;
		EXPECT_REFUSED(-EFAULT, op);
		op.iv_len = 0;
		EXPECT_REFUSED(-EFAULT, op);
		op.iv = self->iv;
	}
	check_works(_metadata, self, variant);
}

/* RFC 4106, RFC 4543: a packet's header, with or without 32 more bits. */
TEST_F(arguments, esp_header_lengths)
{
	struct crypt_auth_op op = right(self, variant);
	bool esp = variant->iv_len == 8;

	for (op.op = COP_ENCRYPT; esp && op.op <= COP_DECRYPT; op.op++) {
		for (op.auth_len = 0; op.auth_len <= 40; op.auth_len++)
			if (op.auth_len != 8 && op.auth_len != 12)
				EXPECT_REFUSED(-EINVAL, op);
		op.auth_len = 0x80000008;
		EXPECT_REFUSED(-EINVAL, op);
	}
	op.op = COP_ENCRYPT;
	op.auth_len = variant->aad_len;
	op.auth_src = NULL;
	EXPECT_REFUSED(-EFAULT, op);
	check_works(_metadata, self, variant);
}

TEST_F(arguments, request_limit_is_e2big)
{
	uint8_t *text = pages(LIMIT), *out = pages(LIMIT + 64);
	struct crypt_auth_op op = right(self, variant);
	bool esp = variant->iv_len == 8;

	op.len = 0xfffffff0;
	EXPECT_REFUSED(-E2BIG, op);
	if (!sysctl_set("max_request_bytes", LIMIT) ||
	    !sysctl_set("max_aad_bytes", 2 * LIMIT))
		SKIP(return, "the limit cannot be changed");
	op.len = LIMIT + 16;
	EXPECT_REFUSED(-E2BIG, op);
	op.op = COP_DECRYPT;
	op.len += variant->tag;
	EXPECT_REFUSED(-E2BIG, op);
	op.op = COP_ENCRYPT;
	op.len = 64;
	op.auth_len = 2 * LIMIT + 1;
	EXPECT_REFUSED(esp ? -EINVAL : -E2BIG, op);
	/* the tag does not count */
	op.auth_len = variant->aad_len;
	op.src = text;
	op.dst = out;
	op.len = LIMIT;
	ASSERT_EQ(0, dc_aead(self->fd, &op));
	op.op = COP_DECRYPT;
	op.src = out;
	op.dst = text;
	op.tag_len = 0;
	EXPECT_EQ(0, dc_aead(self->fd, &op));
	EXPECT_TRUE(all_are(text, LIMIT, 0));
	check_works(_metadata, self, variant);
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
FIXTURE_VARIANT_ADD(empty, chacha) { .cipher = CRYPTO_CHACHA20_POLY1305 };
FIXTURE_VARIANT_ADD(empty, chacha_aad) {
	.cipher = CRYPTO_CHACHA20_POLY1305, .aad_len = 20,
};

FIXTURE_VARIANT_ADD(empty, gcm_aad) {
	.cipher = CRYPTO_AES_GCM, .aad_len = 20,
};

FIXTURE_VARIANT_ADD(empty, ccm_aad) {
	.cipher = CRYPTO_AES_CCM, .aad_len = 20,
};

FIXTURE_SETUP(empty)
{
	bool chacha = variant->cipher == CRYPTO_CHACHA20_POLY1305;
	uint8_t key[32] = { 0 };

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, variant->cipher, key,
				chacha ? 32 : 16, 0, NULL, 0, &self->ses));
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

TEST_F(empty, empty_message_gives_tag)
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
	/* a page that ends there has no room */
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

/*
 * CCM's block gives the length of its nonce in the first byte, which may be 1
 * to 7. An invalid one must be rejected before any output, even if the message
 * is not copied.
 */
TEST(ccm_block_without_nonce_is_rejected)
{
	static const uint8_t firsts[] = { 0, 8, 0x80, 0xff };
	uint8_t key[16], block[16], *src = pages(8192), *dst = pages(8192);
	int fd = dc_open();
	unsigned int i;
	uint32_t ses;

	ASSERT_LE(0, fd);
	fill(key, sizeof(key), 1);
	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CCM, key, 16, 0, NULL, 0, &ses));
	fill(src, 8192, 2);
	fill(block, sizeof(block), 3);
	memset(dst, 0xa5, 8192);
	for (i = 0; i < 2 * sizeof(firsts); i++) {
		struct crypt_auth_op caop = {
			.ses = ses, .op = i & 1, .len = 4096, .src = src,
			.dst = dst, .iv = block,
		};

		block[0] = firsts[i / 2];
		EXPECT_EQ(-EINVAL, dc_aead(fd, &caop));
		EXPECT_TRUE(all_are(dst, 8192, 0xa5));
	}
	for (i = 1; i <= 7; i++) {
		struct crypt_auth_op caop = {
			.ses = ses, .op = COP_ENCRYPT, .len = 64, .src = src,
			.dst = dst, .iv = block,
		};

		memset(block + 15 - i, 0, i + 1);
		block[0] = i;
		EXPECT_EQ(0, dc_aead(fd, &caop));
	}
	close(fd);
}

/*
 * A nonce of 13 bytes leaves 2 for the length of the text (RFC 3610, section
 * 2.1): a text of 65536 bytes is rejected before any of it is processed.
 */
TEST(ccm_text_too_long_for_nonce_is_rejected)
{
	uint8_t key[16], nonce[13] = { 0 }, *p = pages(70000);
	struct crypt_auth_op op, was;
	int fd = dc_open(), i;

	ASSERT_LE(0, fd);
	fill(key, sizeof(key), 1);
	memset(&op, 0, sizeof(op));
	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CCM, key, 16, 0, NULL, 0,
				&op.ses));
	op.src = p;
	op.dst = p;
	op.iv = nonce;
	op.iv_len = sizeof(nonce);
	was = op;
	memset(p, 0xa5, 70000);
	for (i = 0; i < 2; i++) {
		op.op = i;
		op.len = 65536 + i * TAG_LEN;
		EXPECT_EQ(-E2BIG, dc_aead(fd, &op));
		EXPECT_TRUE(all_are(p, 70000, 0xa5));
	}
	op = was;
	op.len = 65535;
	EXPECT_EQ(0, dc_aead(fd, &op));
	EXPECT_FALSE(all_are(p, 70000, 0xa5));
	op = was;
	op.op = COP_DECRYPT;
	op.len = 65535 + TAG_LEN;
	EXPECT_EQ(0, dc_aead(fd, &op));
	EXPECT_TRUE(all_are(p, 65535, 0xa5));
	close(fd);
}

TEST_HARNESS_MAIN
