// SPDX-License-Identifier: GPL-2.0
/*
 * Encrypt-then-Authenticate sessions, of each HMAC with several ciphers, agree
 * with libcrypto's cipher followed by its HMAC.
 */
#include "../kselftest_harness.h"
#include "lib/aead_case.h"

static const struct ref_cipher ciphers[] = {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, .block = 16, .iv_len = 16,
	  .keylens = { 16, 24, 32 } },
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, .block = 1, .iv_len = 16,
	  .keylens = { 16, 24, 32 } },
	{ CRYPTO_CAMELLIA_CBC, "CAMELLIA-%u-CBC", MODE_CBC, .block = 16,
	  .iv_len = 16, .keylens = { 16, 24, 32 } },
	{ CRYPTO_3DES_CBC, "DES-EDE3-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 24, 24, 24 } },
	{ CRYPTO_NULL, "null", MODE_ECB, .block = 1 },
};

FIXTURE(etm)
{
	struct aead_memory mem;
	struct aead aead;
};

FIXTURE_VARIANT(etm)
{
	unsigned int i;		/* index into ciphers */
};

FIXTURE_VARIANT_ADD(etm, aes_cbc) { 0 };
FIXTURE_VARIANT_ADD(etm, aes_ctr) { 1 };
FIXTURE_VARIANT_ADD(etm, camellia) { 2 };
FIXTURE_VARIANT_ADD(etm, triple_des) { 3 };
FIXTURE_VARIANT_ADD(etm, null) { 4 };

FIXTURE_SETUP(etm)
{
	int fd;

	AGREE_SETUP(fd);
	ASSERT_EQ(0, aead_memory_init(&self->mem, fd));
}

FIXTURE_TEARDOWN(etm)
{
	aead_memory_free(&self->mem);
}

/* Creates sessions of a cipher and a mac; returns 0 or a negative errno. */
static int etm_sessions(FIXTURE_DATA(etm) *self, const struct ref_cipher *c,
			const struct ref_hash *mac)
{
	self->aead = (struct aead) {
		.c = *c, .kind = AEAD_ETM, .nonce = c->iv_len,
		.tag = mac->len, .tag_lens = ~0xeULL, /* 4 or more; 0: full */
		.iv_lens = 1 | 1U << c->iv_len, .mac = mac,
	};
	return aead_sessions_init(&self->mem, &self->aead);
}

/*
 * For each HMAC: creates sessions, runs the statement, and frees them. If the test is
 * brief, for one HMAC: another one for each cipher.
 */
#define FOR_EACH_HMAC(statement) do {					\
	unsigned int __i;						\
									\
	for (__i = 0; __i < REF_OLD_HASHES; __i++) {			\
		if (!ref_hashes[__i].hmac)				\
			continue;					\
		if (brief(2, 1) < 2 && __i % 5 != variant->i)		\
			continue;					\
		ASSERT_EQ(0, etm_sessions(self, &ciphers[variant->i],	\
					  &ref_hashes[__i]));		\
		statement;						\
		ASSERT_EQ(0, aead_sessions_free(&self->mem));		\
	}								\
} while (0)

static const char *messages(struct aead_memory *b)
{
	static const uint32_t lens[] = {
		0, 1, 8, 16, 17, 48, 64, 100, 511, 1000, 4096, 9000, 70000,
	};
	const char *wrong = NULL;
	struct aead_case c;
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(lens) && !wrong; i++) {
		c = aead_case_random(b, lens[i / 2]);
		c.op = i % 2;
		if (!random_below(4))
			aead_case_join(&c);
		wrong = aead_case_run(b, &c, 0);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, lengths, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(messages(&self->mem)));
}

static const char *long_aad(struct aead_memory *b)
{
	static const uint32_t aad_lens[] = { 1, 4096, 20000 };
	static const uint32_t lens[] = { 0, 64, 20000 };
	const char *wrong = NULL;
	struct aead_case c;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(aad_lens) * ARRAY_SIZE(lens) && !wrong; i++) {
		c = aead_case_random(b, lens[i / ARRAY_SIZE(aad_lens)]);
		c.aad_len = aad_lens[i % ARRAY_SIZE(aad_lens)];
		wrong = aead_case_run(b, &c, 0);
		c.op = !c.op;
		c.src += c.aad_len;
		aead_case_join(&c);
		c.dst = c.src;
		wrong = wrong ?: aead_case_run(b, &c, 0);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, aad_lengths, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(long_aad(&self->mem)));
}

/* Each tag from four bytes to the whole digest; others are rejected. */
static const char *tags(struct aead_memory *b)
{
	const char *wrong = NULL;
	struct aead_case c;
	uint32_t tag_len;

	for (tag_len = 0; tag_len <= b->aead->tag + 4 && !wrong; tag_len++) {
		c = aead_case_random(b, 48);
		c.tag_len = tag_len;
		wrong = aead_case_run(b, &c,
				      !tag_len || (tag_len >= 4 &&
						   tag_len <= b->aead->tag) ?
					      0 :
					      -EINVAL);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, tag_lengths, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(tags(&self->mem)));
}

static const char *ivs(struct aead_memory *b)
{
	const char *wrong = NULL;
	struct aead_case c;
	uint32_t iv_len;

	for (iv_len = 0; iv_len < IV_MAX && !wrong; iv_len++) {
		c = aead_case_random(b, 48);
		c.iv_len = iv_len;
		wrong = aead_case_run(b, &c, any_bit(b->aead->iv_lens, iv_len) ?
				      0 : -EINVAL);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, iv_lengths, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(ivs(&self->mem)));
}

/* The text must be whole blocks, in either direction. */
static const char *parts_of_blocks(struct aead_memory *b)
{
	uint32_t block = b->aead->c.block, len;
	const char *wrong = NULL;
	struct aead_case c;

	for (len = 1; len < 3 * block && !wrong; len++) {
		if (!(len % block))
			continue;
		c = aead_case_random(b, 0);
		c.len = len;
		wrong = aead_case_run(b, &c, -EINVAL);
		c.op = !c.op;
		wrong = wrong ?: aead_case_run(b, &c, -EINVAL);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, partial_blocks_are_rejected, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(parts_of_blocks(&self->mem)));
}

static const char *places(struct aead_memory *b)
{
	const char *wrong = NULL;
	struct aead_case c;
	uint32_t at;
	int shift;

	for (at = 0; at < AGREE_ALIGN && !wrong; at += 1 + random_below(4)) {
		c = aead_case_random(b, random_below(at % 4 ? 300 : 9000));
		c.src = checked_at(&b->a, at);
		wrong = aead_case_run(b, &c, 0);
		c.src = checked_place(&b->a, AT_START, 0);
		c.dst = checked_at(&b->b, at);
		wrong = wrong ?: aead_case_run(b, &c, 0);
	}
	for (shift = -17; shift <= 17 && !wrong; shift += 1 + random_below(8)) {
		c = aead_case_random(b, random_below(9000));
		c.dst = c.src + shift;
		wrong = aead_case_run(b, &c, 0);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, buffers_at_page_edges, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(places(&self->mem)));
}

/* The IV is not authenticated, unless it is part of the associated data. */
static const char *forgeries(struct aead_memory *b)
{
	static const enum forgery what[] = {
		FORGED_TEXT, FORGED_TAG, FORGED_AAD,
	};
	const char *wrong = NULL;
	struct aead_case c;
	unsigned int i;

	for (i = 0; i < 15 && !wrong; i++) {
		c = aead_case_random(b, 16 + random_below(i % 5 ? 300 : 20000));
		c.op = COP_DECRYPT;
		/* a random tag of one or two bytes is right too often */
		c.tag_len = b->aead->tag - random_below(8);
		c.aad_len = c.aad_len ?: 1;
		wrong = aead_case_run(b, &c, 0);
		c.forgery = what[i % ARRAY_SIZE(what)];
		wrong = wrong ?: aead_case_run(b, &c, -EBADMSG);
	}
	return wrong;
}

TEST_F_TIMEOUT(etm, forged_messages_are_rejected, AGREE_TIMEOUT)
{
	FOR_EACH_HMAC(AGREE(forgeries(&self->mem)));
}

TEST_HARNESS_MAIN
