// SPDX-License-Identifier: GPL-2.0
/*
 * The AEADs agree with libcrypto: any length of message, associated data and
 * tag, anywhere in memory. A message that was changed does not decrypt.
 */
#include "../kselftest_harness.h"
#include "lib/aead_case.h"
#include "lib/sysctl.h"

FIXTURE(aead)
{
	struct aead_memory mem;
	long aad_limit;		/* dev.crypto.max_aad_bytes, before the test */
};

FIXTURE_VARIANT(aead)
{
	struct aead aead;
};

FIXTURE_VARIANT_ADD(aead, aes_gcm) {
	{ .c = { CRYPTO_AES_GCM, "AES-%u-GCM", .keylens = { 16, 24, 32 } },
	  .nonce = 12, .tag = 16, .tag_lens = 0x1f111, .iv_lens = 0x01001 },
};

FIXTURE_VARIANT_ADD(aead, aes_ccm) {
	{ .c = { CRYPTO_AES_CCM, "AES-%u-CCM", .keylens = { 16, 24, 32 } },
	  .tag = 16, .tag_lens = 0x15551, .iv_lens = 0x13f81 },
};

FIXTURE_VARIANT_ADD(aead, chacha20_poly1305) {
	{ .c = { CRYPTO_CHACHA20_POLY1305, "ChaCha20-Poly1305",
		 .keylens = { 32, 32, 32 } },
	  .nonce = 12, .tag = 16, .tag_lens = 0x10001, .iv_lens = 0x01001 },
};

FIXTURE_VARIANT_ADD(aead, aria_gcm) {
	{ .c = { CRYPTODEV_ARIA_GCM, "ARIA-%u-GCM", .optional = true,
		 .keylens = { 16, 24, 32 } },
	  .nonce = 12, .tag = 16, .tag_lens = 0x1f111, .iv_lens = 0x01001 },
};

/* the keys with their salt */
FIXTURE_VARIANT_ADD(aead, rfc4106) {
	{ .c = { CRYPTO_AES_GCM_16, "AES-%u-GCM", .keylens = { 20, 28, 36 } },
	  .kind = AEAD_ESP_GCM,
	  .nonce = 8, .tag = 16, .tag_lens = 0x11101, .iv_lens = 0x00101 },
};

FIXTURE_VARIANT_ADD(aead, rfc4543) {
	{ .c = { CRYPTO_AES_GMAC, "AES-%u-GCM", .keylens = { 20, 28, 36 } },
	  .kind = AEAD_ESP_GMAC,
	  .nonce = 8, .tag = 16, .tag_lens = 0x10001, .iv_lens = 0x00101 },
};

FIXTURE_SETUP(aead)
{
	int fd, err;

	AGREE_SETUP(fd);
	self->aad_limit = sysctl_get("max_aad_bytes");
	ASSERT_TRUE(sysctl_set("max_aad_bytes", 4 << 20));
	ASSERT_EQ(0, aead_memory_init(&self->mem, fd));
	err = aead_sessions_init(&self->mem, &variant->aead);
	if (err == -ENOENT && variant->aead.c.optional) {
		sysctl_set("max_aad_bytes", self->aad_limit);
		SKIP(return, "this kernel lacks the algorithm");
	}
	ASSERT_EQ(0, err);
}

FIXTURE_TEARDOWN(aead)
{
	EXPECT_EQ(0, aead_sessions_free(&self->mem));
	aead_memory_free(&self->mem);
	EXPECT_TRUE(sysctl_set("max_aad_bytes", self->aad_limit));
}

TEST_F_TIMEOUT(aead, short_lengths, AGREE_TIMEOUT)
{
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	uint32_t len;

	for (len = 0; len <= AGREE_SHORT; len++) {
		c = aead_case_random(b, len);
		AGREE_SAMPLE(aead_case_run(b, &c, 0));
		c.op = !c.op;
		AGREE_SAMPLE(aead_case_run(b, &c, 0));
	}
}

TEST_F_TIMEOUT(aead, long_lengths, AGREE_TIMEOUT)
{
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	unsigned int i;

	for (i = 0; i < AGREE_LONG; i++) {
		c = aead_case_random(b, agree_long[i]);
		AGREE(aead_case_run(b, &c, 0));
	}
}

TEST_F_TIMEOUT(aead, aad_lengths, AGREE_TIMEOUT)
{
	static const uint32_t aad_lens[] = {
		0, 1, 7, 8, 9, 11, 12, 13, 14, 15, 16, 20, 31, 4095, 4096, 5000,
		20000, 65279, 65280, 70000,
	};
	static const uint32_t lens[] = { 0, 1, 64, 1000, 4096, 5000, 70000 };
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	unsigned int i, j;
	int err;

	for (i = 0; i < ARRAY_SIZE(aad_lens); i++) {
		err = aad_len_legal(&variant->aead, aad_lens[i]) ? 0 : -EINVAL;
		for (j = 0; j < ARRAY_SIZE(lens); j++) {
			c = aead_case_random(b, lens[j]);
			c.aad_len = aad_lens[i];
			AGREE_SAMPLE(aead_case_run(b, &c, err));
			c.op = !c.op;
			c.dst = c.src;
			AGREE_SAMPLE(aead_case_run(b, &c, err));
			/* as one buffer, in place and not */
			c.src += c.aad_len;
			aead_case_join(&c);
			c.dst = c.src;
			AGREE_SAMPLE(aead_case_run(b, &c, err));
			c.op = !c.op;
			c.dst = checked_at(&b->b, random_below(AGREE_ALIGN));
			AGREE_SAMPLE(aead_case_run(b, &c, err));
		}
	}
}

TEST_F_TIMEOUT(aead, tag_lengths, AGREE_TIMEOUT)
{
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	uint32_t i, tag_len;
	bool legal;

	for (tag_len = 0; tag_len <= 20; tag_len++) {
		for (i = 0; i < 6; i++) {
			c = aead_case_random(b, i < 2 ? 0 : 50 * i);
			c.op = i % 2;
			c.tag_len = tag_len;
			legal = any_bit(variant->aead.tag_lens, tag_len);
			AGREE(aead_case_run(b, &c, legal ? 0 : -EINVAL));
		}
	}
}

TEST_F_TIMEOUT(aead, iv_lengths, AGREE_TIMEOUT)
{
	struct aead_memory *b = &self->mem;
	bool ccm = variant->aead.c.number == CRYPTO_AES_CCM;
	struct aead_case c;
	uint32_t iv_len;
	bool legal;

	for (iv_len = 0; iv_len <= IV_MAX; iv_len++) {
		c = aead_case_random(b, 100);
		c.iv_len = iv_len;
		if (ccm && iv_len >= 7 && iv_len <= 13)
			c.nonce = iv_len;
		else if (ccm)
			c.nonce = 11;
		legal = any_bit(variant->aead.iv_lens, iv_len);
		AGREE(aead_case_run(b, &c, legal ? 0 : -EINVAL));
	}
}

TEST_F_TIMEOUT(aead, alignments, AGREE_TIMEOUT)
{
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	uint32_t src, dst;

	for (src = 0; src < AGREE_ALIGN; src++) {
		for (dst = 0; dst < AGREE_ALIGN; dst++) {
			c = aead_case_random(b, random_below(16) ?
					     random_below(200) :
					     4000 + random_below(5000));
			c.src = checked_at(&b->a, src);
			c.dst = checked_at(&b->b, dst);
			if (random_bool())
				aead_case_join(&c);
			AGREE_SAMPLE(aead_case_run(b, &c, 0));
		}
	}
}

/* Buffers that begin or end where the memory does. */
TEST_F_TIMEOUT(aead, page_edges, AGREE_TIMEOUT)
{
	static const uint32_t lens[] = { 0, 1, 16, 40, 4080, 4096, 8200 };
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	unsigned int i, at;
	bool seal;

	for (i = 0; i < 2 * ARRAY_SIZE(lens); i++) {
		for (at = 0; at < PLACES * PLACES * PLACES; at++) {
			c = aead_case_random(b, lens[i / 2]);
			c.op = i % 2;
			c.tag_len = 16;
			seal = c.op == COP_ENCRYPT;
			c.src = checked_place(&b->a, at % PLACES,
					      c.len + (seal ? 0 : 16));
			c.dst = checked_place(&b->b, at / PLACES % PLACES,
					      c.len + (seal ? 16 : 0));
			c.aad = checked_place(&b->aad, at / PLACES / PLACES,
					      c.aad_len);
			AGREE_SAMPLE(aead_case_run(b, &c, 0));
			if (!seal && at / PLACES % PLACES == AT_START) {
				c.dst = c.src;
				AGREE_SAMPLE(aead_case_run(b, &c, 0));
			}
		}
	}
}

/* The transform reads the original input, wherever the output goes. */
TEST_F_TIMEOUT(aead, overlaps, AGREE_TIMEOUT)
{
	static const uint32_t lens[] = { 1, 16, 40, 300, 4096, 9000, 70000 };
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	unsigned int i;
	int shift;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (shift = -17; shift <= 17; shift++) {
			if (lens[i] > 512 && shift % 8 && abs(shift) % 16 != 1)
				continue;
			c = aead_case_random(b, lens[i]);
			c.dst = c.src + shift;
			AGREE_SAMPLE(aead_case_run(b, &c, 0));
		}
	}
}

TEST_F_TIMEOUT(aead, forged_messages_are_rejected, AGREE_TIMEOUT)
{
	struct aead_memory *b = &self->mem;
	struct aead_case c;
	unsigned int i;

	for (i = 0; i < 400 / slowdown(); i++) {
		c = aead_case_random(b, 1 + random_below(i % 20 ? 300 :
							 20000));
		c.op = COP_DECRYPT;
		c.aad_len = c.aad_len ?: 1;
		AGREE(aead_case_run(b, &c, 0));
		c.forgery = 1 + i % (FORGERIES - 1);
		AGREE(aead_case_run(b, &c, -EBADMSG));
	}
}

/* An empty message: no source, and no associated data if that is allowed. */
TEST_F(aead, empty_message)
{
	struct aead_memory *b = &self->mem;
	uint8_t iv[13] = { 1, 2, 3 }, aad[8] = { 9 }, tag[48], want[48];
	uint32_t aad_len = is_esp(&variant->aead) ? sizeof(aad) : 0;
	struct aead_message m = {
		.nonce = iv, .nonce_len = variant->aead.nonce ?: 12,
		.aad = aad, .aad_len = aad_len, .plain = iv,
	};
	struct crypt_auth_op op = {
		.ses = b->sessions[0].ses, .op = COP_ENCRYPT, .dst = tag,
		.auth_src = aad_len ? aad : NULL, .auth_len = aad_len,
		.iv = iv, .iv_len = m.nonce_len,
	};

	memset(tag, 0x3c, sizeof(tag));
	memset(want, 0x3c, sizeof(want));
	ref_aead_seal(&b->sessions[0], &m, want, 16);
	ASSERT_EQ(0, dc_aead(b->fd, &op));
	EXPECT_EQ(16, op.len);
	EXPECT_EQ(16, op.tag_len);
	EXPECT_TRUE(op.tag == tag);
	EXPECT_TRUE(same(tag, want, sizeof(tag)));

	op.op = COP_DECRYPT;
	op.src = tag;
	op.dst = tag + 16;
	op.tag = NULL;
	op.tag_len = 0;
	ASSERT_EQ(0, dc_aead(b->fd, &op));
	EXPECT_EQ(0, op.len);
	EXPECT_EQ(16, op.tag_len);
	EXPECT_TRUE(same(tag, want, sizeof(tag)));

	tag[15] ^= 1;
	want[15] ^= 1;
	op.len = 16;
	EXPECT_EQ(-EBADMSG, dc_aead(b->fd, &op));
	EXPECT_TRUE(same(tag, want, sizeof(tag)));
}

TEST_HARNESS_MAIN
