// SPDX-License-Identifier: GPL-2.0
/*
 * The ciphers agree with libcrypto for any length and place of the message: at
 * any offset, next to inaccessible pages, in place, with overlapping buffers,
 * or in pieces.
 */
#include "../kselftest_harness.h"
#include "lib/crypt_case.h"

FIXTURE(cipher)
{
	struct crypt_memory mem;
	struct crypt_session sessions[REF_KEYLENS];
	unsigned int nr;
};

FIXTURE_VARIANT(cipher)
{
	struct ref_cipher c;
};

FIXTURE_VARIANT_ADD(cipher, des_cbc) {
	{ CRYPTO_DES_CBC, "DES-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 8 } },
};

FIXTURE_VARIANT_ADD(cipher, des3_cbc) {
	{ CRYPTO_3DES_CBC, "DES-EDE3-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 24 } },
};

FIXTURE_VARIANT_ADD(cipher, blowfish_cbc) {
	{ CRYPTO_BLF_CBC, "BF-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 4, 16, 33, 56 } },
};

FIXTURE_VARIANT_ADD(cipher, cast5_cbc) {
	{ CRYPTO_CAST_CBC, "CAST5-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 5, 10, 11, 16 } },
};

FIXTURE_VARIANT_ADD(cipher, camellia_cbc) {
	{ CRYPTO_CAMELLIA_CBC, "CAMELLIA-%u-CBC", MODE_CBC, .block = 16,
	  .iv_len = 16, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_cbc) {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, .block = 16, .iv_len = 16,
	  .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_ecb) {
	{ CRYPTO_AES_ECB, "AES-%u-ECB", MODE_ECB, .block = 16,
	  .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_ctr) {
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, .block = 1, .iv_len = 16,
	  .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_xts) {
	{ CRYPTO_AES_XTS, "AES-%u-XTS", MODE_XTS, .block = 1, .min = 16,
	  .iv_len = 16, .keylens = { 32, 64 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_cfb) {
	{ CRYPTO_AES_CFB, "AES-%u-CFB", MODE_CFB, .block = 1, .iv_len = 16,
	  .optional = true, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_ofb) {
	{ CRYPTO_AES_OFB, "AES-%u-OFB", MODE_OFB, .block = 1, .iv_len = 16,
	  .optional = true, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, chacha20) {
	{ CRYPTO_CHACHA20, "ChaCha20", MODE_CHACHA, .block = 1, .iv_len = 16,
	  .keylens = { 32 } },
};

FIXTURE_VARIANT_ADD(cipher, des_ecb) {
	{ CRYPTODEV_DES_ECB, "DES-ECB", MODE_ECB, .block = 8,
	  .keylens = { 8 } },
};

FIXTURE_VARIANT_ADD(cipher, des3_ecb) {
	{ CRYPTODEV_3DES_ECB, "DES-EDE3-ECB", MODE_ECB, .block = 8,
	  .keylens = { 24 } },
};

FIXTURE_VARIANT_ADD(cipher, aes_cbc_cts) {
	{ CRYPTODEV_AES_CBC_CTS, "AES-%u-CBC-CTS", MODE_CTS, .block = 1,
	  .min = 16, .iv_len = 16, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, sm4_ecb) {
	{ CRYPTODEV_SM4_ECB, "SM4-ECB", MODE_ECB, .block = 16,
	  .optional = true, .keylens = { 16 } },
};

FIXTURE_VARIANT_ADD(cipher, sm4_cbc) {
	{ CRYPTODEV_SM4_CBC, "SM4-CBC", MODE_CBC, .block = 16, .iv_len = 16,
	  .optional = true, .keylens = { 16 } },
};

FIXTURE_VARIANT_ADD(cipher, sm4_ctr) {
	{ CRYPTODEV_SM4_CTR, "SM4-CTR", MODE_CTR, .block = 1, .iv_len = 16,
	  .optional = true, .keylens = { 16 } },
};

FIXTURE_VARIANT_ADD(cipher, aria_ecb) {
	{ CRYPTODEV_ARIA_ECB, "ARIA-%u-ECB", MODE_ECB, .block = 16,
	  .optional = true, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aria_cbc) {
	{ CRYPTODEV_ARIA_CBC, "ARIA-%u-CBC", MODE_CBC, .block = 16,
	  .iv_len = 16, .optional = true, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, aria_ctr) {
	{ CRYPTODEV_ARIA_CTR, "ARIA-%u-CTR", MODE_CTR, .block = 1,
	  .iv_len = 16, .optional = true, .keylens = { 16, 24, 32 } },
};

FIXTURE_VARIANT_ADD(cipher, null) {
	{ CRYPTO_NULL, "null", MODE_ECB, .block = 1, .keylens = { 0 } },
};

FIXTURE_SETUP(cipher)
{
	unsigned int i;
	int err;

	AGREE_SETUP(self->mem.fd);
	ASSERT_TRUE(crypt_memory_init(&self->mem));
	for (i = 0; i < REF_KEYLENS; i++) {
		if (i && !variant->c.keylens[i])
			break;
		err = crypt_session_init(&self->sessions[self->nr++],
					 self->mem.fd, &variant->c,
					 variant->c.keylens[i], NULL, 0);
		if (err == -ENOENT && variant->c.optional)
			SKIP(return, "this kernel lacks the algorithm");
		ASSERT_EQ(0, err);
	}
}

FIXTURE_TEARDOWN(cipher)
{
	unsigned int i;

	for (i = 0; i < self->nr; i++)
		ref_key_free(&self->sessions[i].k);
	crypt_memory_free(&self->mem);
}

static struct crypt_session *random_session(FIXTURE_DATA(cipher) *self)
{
	return &self->sessions[random_below(self->nr)];
}

/* Somewhere in the memory, or in place. */
static uint8_t *random_dst(const struct crypt_memory *mem, uint8_t *src)
{
	if (!random_below(3))
		return src;
	return checked_at(&mem->b, random_below(AGREE_ALIGN));
}

/* Returns 0, or the error that a message of this length must give. */
static int length_error(const struct ref_cipher *c, uint32_t len)
{
	return len % c->block || (len && len < c->min) ? -EINVAL : 0;
}

static uint32_t whole_blocks(const struct ref_cipher *c, uint32_t len)
{
	return len < c->min ? c->min : len - len % c->block;
}

TEST_F_TIMEOUT(cipher, short_lengths, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	uint32_t len;
	uint8_t *src;
	int op;

	for (len = 0; len <= AGREE_SHORT; len++) {
		for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
			src = checked_at(&mem->a, random_below(AGREE_ALIGN));
			c = crypt_case_random(src, random_dst(mem, src), len);
			c.op = op;
			AGREE_SAMPLE(
				crypt_case_run(mem, random_session(self), &c,
					       length_error(&variant->c, len)));
		}
	}
}

TEST_F_TIMEOUT(cipher, long_lengths, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	uint8_t *src;
	unsigned int i;

	for (i = 0; i < AGREE_LONG; i++) {
		src = checked_at(&mem->a, random_below(AGREE_ALIGN));
		c = crypt_case_random(src, random_dst(mem, src), agree_long[i]);
		if (!skip_if_brief())
			AGREE(crypt_case_run(mem, random_session(self), &c,
					     length_error(&variant->c,
							  agree_long[i])));
	}
}

TEST_F_TIMEOUT(cipher, alignments, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	uint32_t src, dst, len;

	for (src = 0; src < AGREE_ALIGN; src++) {
		for (dst = 0; dst < AGREE_ALIGN; dst++) {
			len = random_below(16) ? 16 + random_below(200) :
						 4000 + random_below(5000);
			c = crypt_case_random(checked_at(&mem->a, src),
					      checked_at(&mem->b, dst),
					      whole_blocks(&variant->c, len));
			AGREE_SAMPLE(crypt_case_run(mem, random_session(self),
						    &c, 0));
		}
	}
}

/* Buffers that begin or end where the memory does. */
TEST_F_TIMEOUT(cipher, page_edges, AGREE_TIMEOUT)
{
	static const uint32_t lens[] = {
		1, 15, 16, 24, 40, 255, 4080, 4095, 4096, 4097, 8192, 12345,
	};
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i, place;
	uint32_t len;
	uint8_t *src, *dst;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		len = whole_blocks(&variant->c, lens[i]);
		for (place = 0; place < PLACES * PLACES; place++) {
			src = checked_place(&mem->a, place % PLACES, len);
			dst = checked_place(&mem->b, place / PLACES, len);
			c = crypt_case_random(src, dst, len);
			AGREE_SAMPLE(crypt_case_run(mem, random_session(self),
						    &c, 0));
			c.flags ^= COP_FLAG_NO_ZC;
			AGREE_SAMPLE(crypt_case_run(mem, random_session(self),
						    &c, 0));
			c.dst = c.src;
			AGREE_SAMPLE(crypt_case_run(mem, random_session(self),
						    &c, 0));
		}
	}
}

/*
 * The output begins inside the input or the input inside the output: the
 * transform reads the original input.
 */
TEST_F_TIMEOUT(cipher, overlapping_buffers, AGREE_TIMEOUT)
{
	static const uint32_t lens[] = {
		16, 32, 48, 120, 256, 304, 4096, 4112, 8208, 70000,
	};
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i;
	uint32_t len;
	uint8_t *src;
	int shift;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		len = whole_blocks(&variant->c, lens[i]);
		for (shift = -17; shift <= 17; shift++) {
			src = checked_at(&mem->a, random_below(AGREE_ALIGN));
			if (len > 512 && shift % 8 && abs(shift) % 16 != 1)
				continue;
			c = crypt_case_random(src, src + shift, len);
			AGREE_SAMPLE(crypt_case_run(mem, random_session(self),
						    &c, 0));
		}
		for (shift = -3; shift <= 3; shift++) {
			src = checked_at(&mem->a, len + random_below(64));
			c = crypt_case_random(src, src + shift * (long)len / 3,
					      len);
			AGREE_SAMPLE(crypt_case_run(mem, random_session(self),
						    &c, 0));
		}
	}
	src = checked_at(&mem->a, 4096);
	for (shift = -4096; shift <= 4096; shift += 4080) {
		c = crypt_case_random(src, src + shift,
				      whole_blocks(&variant->c, 300000));
		AGREE_SAMPLE(crypt_case_run(mem, random_session(self), &c, 0));
	}
}

/*
 * A message in random pieces. Each piece continues with the IV that the
 * previous one left in the session or wrote with WRITE_IV. The message is right
 * if each IV is, and crypt_case_run() compares each.
 */
TEST_F_TIMEOUT(cipher, iv_chains_across_pieces, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i, j, gone_on = 0;
	struct crypt_session *l;
	uint32_t len;
	uint8_t *src;

	for (i = 0; i < 60; i++) {
		if (skip_case())
			continue;
		l = random_session(self);
		for (j = 0; j < 6; j++) {
			len = random_below(20) ? random_below(400) :
						 random_below(100000);
			len = whole_blocks(&variant->c, len);
			src = checked_at(&mem->a, random_below(AGREE_ALIGN));
			c = crypt_case_random(src, random_dst(mem, src), len);
			c.go_on = j && l->iv_known;
			if (c.go_on)
				c.flags &= ~COP_FLAG_WRITE_IV;
			gone_on += c.go_on;
			AGREE(crypt_case_run(mem, l, &c, 0));
		}
	}
	EXPECT_LT(0, gone_on);
}

/* A new session starts with an IV of zeros. */
TEST_F_TIMEOUT(cipher, new_session_starts_with_zero_iv, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i;

	for (i = 0; i < self->nr; i++) {
		c = crypt_case_random(checked_at(&mem->a, 3),
				      checked_at(&mem->b, 5), 320);
		c.flags &= ~COP_FLAG_WRITE_IV;
		c.go_on = true;
		AGREE(crypt_case_run(mem, &self->sessions[i], &c, 0));
		AGREE(crypt_case_run(mem, &self->sessions[i], &c, 0));
	}
}

/* The modes without an IV do not read the IV pointer. */
TEST_F(cipher, modes_without_iv_ignore_pointer)
{
	uint8_t buf[32] = { 0 };
	int flags;

	for (flags = 0; flags <= COP_FLAG_WRITE_IV; flags += COP_FLAG_WRITE_IV)
		EXPECT_EQ(variant->c.iv_len ? -EFAULT : 0,
			  dc_crypt(self->mem.fd, self->sessions[0].ses,
				   COP_ENCRYPT, flags, buf, sizeof(buf), buf,
				   NULL, (void *)16));
}

TEST_HARNESS_MAIN
