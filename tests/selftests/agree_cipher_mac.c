// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of a cipher and a mac agree with libcrypto: one call encrypts or
 * decrypts and computes the digest of the plaintext, in place too.
 */
#include "../kselftest_harness.h"
#include "lib/crypt_case.h"

static const struct ref_cipher ciphers[] = {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, .block = 16, .iv_len = 16,
	  .keylens = { 16, 32 } },
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, .block = 1, .iv_len = 16,
	  .keylens = { 16, 24 } },
	{ CRYPTO_3DES_CBC, "DES-EDE3-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 24, 24 } },
	{ CRYPTO_AES_XTS, "AES-%u-XTS", MODE_XTS, .block = 1, .min = 16,
	  .iv_len = 16, .keylens = { 32, 64 } },
	{ CRYPTO_AES_ECB, "AES-%u-ECB", MODE_ECB, .block = 16,
	  .keylens = { 16, 32 } },
	{ CRYPTO_NULL, "null", MODE_ECB, .block = 1, .keylens = { 0, 0 } },
};

FIXTURE(both)
{
	struct crypt_memory mem;
	struct crypt_session l;
};

FIXTURE_SETUP(both)
{
	AGREE_SETUP(self->mem.fd);
	ASSERT_TRUE(crypt_memory_init(&self->mem));
}

FIXTURE_TEARDOWN(both)
{
	crypt_memory_free(&self->mem);
}

/* Each cipher above with each hash and HMAC. */
#define SESSIONS (ARRAY_SIZE(ciphers) * REF_OLD_HASHES)

static int random_session(FIXTURE_DATA(both) *self, unsigned int i)
{
	const struct ref_cipher *c = &ciphers[i % ARRAY_SIZE(ciphers)];

	return crypt_session_init(&self->l, self->mem.fd, c,
				  c->keylens[random_below(2)],
				  &ref_hashes[i / ARRAY_SIZE(ciphers)],
				  random_below(CRYPTO_HMAC_MAX_KEY_LEN + 1));
}

static uint32_t random_len(const struct ref_cipher *c, unsigned int below)
{
	uint32_t len = random_below(below);

	return len < c->min ? c->min : len - len % c->block;
}

TEST_F_TIMEOUT(both, digest_covers_plaintext, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i, j;
	uint8_t *src;

	for (i = 0; i < SESSIONS; i++) {
		ASSERT_EQ(0, random_session(self, i));
		for (j = 0; j < 16; j++) {
			src = checked_at(&mem->a, random_below(AGREE_ALIGN));
			c = crypt_case_random(
				src, checked_at(&mem->b, random_below(18)),
				random_len(self->l.k.cipher,
					   j < 12 ? 400 : 20000));
			c.op = j % 2;
			if (j % 4 < 2)
				c.dst = c.src;
			AGREE_SAMPLE(crypt_case_run(mem, &self->l, &c, 0));
		}
		ASSERT_EQ(0, dc_free(mem->fd, self->l.ses));
		ref_key_free(&self->l.k);
	}
}

/* The empty message has a digest too. */
TEST_F_TIMEOUT(both, empty_message_has_digest, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i;

	for (i = 0; i < SESSIONS; i++) {
		ASSERT_EQ(0, random_session(self, i));
		c = crypt_case_random(mem->a.base, mem->b.base, 0);
		AGREE(crypt_case_run(mem, &self->l, &c, 0));
		ASSERT_EQ(0, dc_free(mem->fd, self->l.ses));
		ref_key_free(&self->l.k);
	}
}

/* Output that overlaps the input, and buffers next to inaccessible pages. */
TEST_F_TIMEOUT(both, overlapping_buffers, AGREE_TIMEOUT)
{
	struct crypt_memory *mem = &self->mem;
	struct crypt_case c;
	unsigned int i;
	uint32_t len;
	int shift;

	for (i = 0; i < SESSIONS; i++) {
		ASSERT_EQ(0, random_session(self, i));
		for (shift = -17; shift <= 17; shift += 1 + random_below(8)) {
			len = random_len(self->l.k.cipher, 9000);
			c = crypt_case_random(checked_at(&mem->a, 32), NULL,
					      len);
			c.dst = c.src + shift;
			AGREE_SAMPLE(crypt_case_run(mem, &self->l, &c, 0));
			c.src = checked_place(&mem->a, AT_END, len);
			c.dst = checked_place(&mem->b, AT_END, len);
			AGREE_SAMPLE(crypt_case_run(mem, &self->l, &c, 0));
		}
		ASSERT_EQ(0, dc_free(mem->fd, self->l.ses));
		ref_key_free(&self->l.k);
	}
}

/*
 * The running hash of a session with a cipher: the pieces continue with the IV,
 * and one digest covers the whole plaintext.
 */
TEST_F_TIMEOUT(both, running_hash_covers_plaintext, AGREE_TIMEOUT)
{
	enum { LEN = 4800 };
	static uint8_t plain[LEN], secret[LEN], out[LEN];
	uint8_t iv[EALG_MAX_BLOCK_LEN], mac[HASH_MAX_LEN], want[HASH_MAX_LEN];
	int fd = self->mem.fd, flags, op;
	struct crypt_session *l = &self->l;
	uint32_t done, len;
	unsigned int i;

	for (i = 0; i < SESSIONS; i++) {
		if (ciphers[i % ARRAY_SIZE(ciphers)].mode == MODE_XTS)
			continue;	/* its messages cannot be divided */
		ASSERT_EQ(0, random_session(self, i));
		random_fill(plain, LEN);
		random_fill(iv, sizeof(iv));
		ref_crypt(&l->k, COP_ENCRYPT, iv, plain, LEN, secret);
		memset(want, 0x77, sizeof(want));
		ref_digest(l->hash, l->mackey, l->mackeylen, plain, LEN, want);
		for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
			memset(mac, 0x77, sizeof(mac));
			for (done = 0; done < LEN; done += len) {
				len = 48 * (1 + random_below(40));
				if (len >= LEN - done)
					len = LEN - done;
				flags = done + len < LEN ? COP_FLAG_UPDATE :
							   COP_FLAG_FINAL;
				ASSERT_EQ(0, dc_crypt(fd, l->ses, op, flags,
						      (op ? secret : plain) +
						      done, len, out + done,
						      mac, done ? NULL : iv));
				if (flags == COP_FLAG_UPDATE)
					EXPECT_TRUE(all_are(mac, sizeof(mac),
							    0x77));
			}
			EXPECT_TRUE(same(out, op ? plain : secret, LEN));
			EXPECT_TRUE(same(mac, want, sizeof(mac)));
		}
		ASSERT_EQ(0, dc_free(fd, l->ses));
		ref_key_free(&l->k);
	}
}

TEST_HARNESS_MAIN
