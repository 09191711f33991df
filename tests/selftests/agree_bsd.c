// SPDX-License-Identifier: GPL-2.0
/*
 * The macs and the cipher of the BSDs' lists agree with libcrypto, whatever the
 * message's length and however it is divided.
 */
#include "../kselftest_harness.h"
#include "lib/agree.h"

#define KEYS	5	/* sessions of an algorithm, with as many keys */

/* Lengths of a message where a block or the copied range ends. */
static const uint32_t lens[] = {
	0, 1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257,
	1023, 1024, 1025, 4095, 4096, 4097, 20000, 32768 - 1, 32768,
};

/**
 * struct bsd_mac - a mac as both sides know it
 * @number: ours
 * @name: libcrypto's; NULL: the tag of AES-CCM
 * @hash: libcrypto's name of it without a key, or NULL
 * @len: bytes of the mac
 * @keylens: bytes of the keys
 */
struct bsd_mac {
	uint32_t number;
	const char *name;
	const char *hash;
	uint32_t len;
	uint32_t keylens[KEYS];
};

static const struct bsd_mac poly1305 = {
	CRYPTO_POLY1305, "POLY1305", NULL, 16, { 32, 32, 32, 32, 32 },
};

static const struct bsd_mac blake2b = {
	CRYPTO_BLAKE2B, "BLAKE2BMAC", "BLAKE2b512", 64, { 0, 1, 32, 63, 64 },
};

static const struct bsd_mac blake2s = {
	CRYPTO_BLAKE2S, "BLAKE2SMAC", "BLAKE2s256", 32, { 0, 1, 16, 31, 32 },
};

static const struct bsd_mac ccm_cbc_mac = {
	CRYPTO_AES_CCM_CBC_MAC, NULL, NULL, 16, { 16, 24, 32, 16, 32 },
};

/**
 * struct bsd_key - a session and its key
 * @ses: the session
 * @len: bytes at @key
 * @key: the key
 */
struct bsd_key {
	uint32_t ses;
	uint32_t len;
	uint8_t key[64];
};

FIXTURE(bsd)
{
	int fd;
	struct bsd_key keys[KEYS];
	uint8_t *msg;
};

FIXTURE_VARIANT(bsd)
{
	const struct bsd_mac *mac;
};

FIXTURE_VARIANT_ADD(bsd, poly1305) { &poly1305 };
FIXTURE_VARIANT_ADD(bsd, blake2b) { &blake2b };
FIXTURE_VARIANT_ADD(bsd, blake2s) { &blake2s };
FIXTURE_VARIANT_ADD(bsd, ccm_cbc_mac) { &ccm_cbc_mac };

FIXTURE_SETUP(bsd)
{
	unsigned int i;
	int err;

	AGREE_SETUP(self->fd);
	self->msg = pages(AGREE_MAX);
	ASSERT_TRUE(!!self->msg);
	for (i = 0; i < KEYS; i++) {
		struct bsd_key *k = &self->keys[i];

		k->len = variant->mac->keylens[i];
		random_fill(k->key, k->len);
		err = dc_session(self->fd, 0, NULL, 0, variant->mac->number,
				 k->key, k->len, &k->ses);
		if (err == -ENOENT)
			SKIP(return, "this kernel does not have it");
		ASSERT_EQ(0, err);
	}
}

FIXTURE_TEARDOWN(bsd)
{
	close(self->fd);
}

/* CCM's tag of a message that is all associated data, with a nonce of 12. */
static void ref_ccm(const struct bsd_key *k, const uint8_t *iv,
		    const uint8_t *msg, uint32_t len, uint8_t *mac)
{
	static const uint8_t none[1];
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	const EVP_CIPHER *cipher = k->len == 16 ? EVP_aes_128_ccm() :
				   k->len == 24 ? EVP_aes_192_ccm() :
						  EVP_aes_256_ccm();
	uint8_t text[1];
	int n = 0;

	REF_MUST(EVP_EncryptInit_ex(ctx, cipher, NULL, NULL, NULL));
	REF_MUST(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, 12, NULL));
	REF_MUST(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, 16, NULL));
	REF_MUST(EVP_EncryptInit_ex(ctx, NULL, NULL, k->key, iv));
	REF_MUST(EVP_EncryptUpdate(ctx, NULL, &n, NULL, 0) >= 0);
	if (len)
		REF_MUST(EVP_EncryptUpdate(ctx, NULL, &n, msg, len));
	REF_MUST(EVP_EncryptUpdate(ctx, text, &n, none, 0) >= 0);
	REF_MUST(EVP_EncryptFinal_ex(ctx, text, &n));
	REF_MUST(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, mac));
	EVP_CIPHER_CTX_free(ctx);
}

static void ref_mac(const struct bsd_mac *m, const struct bsd_key *k,
		    const uint8_t *msg, uint32_t len, uint8_t *mac)
{
	EVP_MAC *type = EVP_MAC_fetch(NULL, m->name, NULL);
	EVP_MAC_CTX *ctx;
	size_t n = 0;

	REF_MUST(!!type);
	ctx = EVP_MAC_CTX_new(type);
	REF_MUST(EVP_MAC_init(ctx, k->key, k->len, NULL));
	REF_MUST(EVP_MAC_update(ctx, msg, len));
	REF_MUST(EVP_MAC_final(ctx, mac, &n, m->len));
	REF_MUST(n == m->len);
	EVP_MAC_CTX_free(ctx);
	EVP_MAC_free(type);
}

static void ref_any(const struct bsd_mac *m, const struct bsd_key *k,
		    const uint8_t *iv, const uint8_t *msg, uint32_t len,
		    uint8_t *mac)
{
	struct ref_hash hash = { m->number, m->hash, false, m->len };

	if (!m->name)
		ref_ccm(k, iv, msg, len, mac);
	else if (!k->len)
		ref_digest(&hash, NULL, 0, msg, len, mac);
	else
		ref_mac(m, k, msg, len, mac);
}

/* A running hash of three pieces, any of which may be empty. */
static int divided(int fd, uint32_t ses, const uint8_t *msg, uint32_t len,
		   uint8_t *mac)
{
	uint32_t first = random_below(len + 1);
	uint32_t second = random_below(len - first + 1);
	int err = 0;

	if (first)
		err = dc_hash(fd, ses, COP_FLAG_UPDATE, msg, first, NULL);
	if (!err && second)
		err = dc_hash(fd, ses, COP_FLAG_UPDATE, msg + first, second,
			      NULL);
	return err ?: dc_hash(fd, ses, COP_FLAG_FINAL, msg + first + second,
			      len - first - second, mac);
}

static const char *bsd_run(FIXTURE_DATA(bsd) *self, const struct bsd_mac *m,
			   uint32_t len)
{
	const struct bsd_key *k = &self->keys[random_below(KEYS)];
	uint8_t iv[16], mac[HASH_MAX_LEN + 1], wanted[HASH_MAX_LEN];
	bool in_pieces = m->name && random_bool();
	uint8_t *msg = self->msg + random_below(64);
	int err;

	random_fill(iv, sizeof(iv));
	random_fill(msg, len);
	memset(mac, 0x5a, sizeof(mac));
	ref_any(m, k, iv, msg, len, wanted);
	err = in_pieces ? divided(self->fd, k->ses, msg, len, mac) :
			  dc_crypt(self->fd, k->ses, 0, 0, msg, len, NULL, mac,
				   m->name ? NULL : iv);
	if (err)
		return failure("error %d: key of %u bytes, len %u, %s", err,
			   k->len, len, in_pieces ? "divided" : "at once");
	if (memcmp(mac, wanted, m->len) || mac[m->len] != 0x5a)
		return failure("digest: key of %u bytes, len %u, %s", k->len, len,
			   in_pieces ? "divided" : "at once");
	return NULL;
}

TEST_F_TIMEOUT(bsd, digests, AGREE_TIMEOUT)
{
	unsigned int i, j;
	uint32_t len;

	for (len = 0; len <= AGREE_SHORT; len++)
		AGREE_SAMPLE(bsd_run(self, variant->mac, len));
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		for (j = 0; j < 4; j++)
			AGREE_SAMPLE(bsd_run(self, variant->mac, lens[i]));
}

TEST_F_TIMEOUT(bsd, long_messages, AGREE_TIMEOUT)
{
	uint32_t len;

	for (len = 65535; len <= AGREE_MAX / 4; len = 2 * len + 1)
		AGREE(bsd_run(self, variant->mac, len));
}

FIXTURE(rfc3686)
{
	int fd;
};

FIXTURE_SETUP(rfc3686)
{
	AGREE_SETUP(self->fd);
}

FIXTURE_TEARDOWN(rfc3686)
{
	close(self->fd);
}

/* Counter mode, whose first block is nonce, IV and 1. */
TEST_F_TIMEOUT(rfc3686, agrees_with_ctr, AGREE_TIMEOUT)
{
	static const struct ref_cipher ctr = {
		CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, .block = 1,
		.iv_len = 16,
	};
	uint8_t block[16] = { [15] = 1 }, nonce[4], key[36];
	uint8_t *src = pages(32768), *dst = pages(32768), *out = pages(32768);
	uint32_t i, ses, keylen;

	ASSERT_TRUE(src && dst && out);
	for (i = 0; i < 3 * ARRAY_SIZE(lens); i++) {
		struct ref_key k = { .cipher = &ctr };
		uint32_t len = lens[i / 3];
		int op = random_bool() ? COP_ENCRYPT : COP_DECRYPT;

		keylen = 16 + 8 * (i % 3);
		random_fill(key, keylen);
		random_fill(nonce, sizeof(nonce));
		random_fill(block + 4, 8);
		random_fill(src, len);
		memcpy(block, nonce, 4);
		memcpy(k.key, key, keylen);
		k.len = keylen;
		ref_key_init(&k);
		ref_crypt(&k, op, block, src, len, out);
		ref_key_free(&k);
		memcpy(key + keylen, nonce, 4);
		ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CTR_RFC3686, key,
					keylen + 4, 0, NULL, 0, &ses));
		ASSERT_EQ(0, dc_crypt(self->fd, ses, op, 0, src, len, dst,
				      NULL, block + 4));
		EXPECT_TRUE(same(dst, out, len))
			TH_LOG("key of %u bytes, len %u", keylen, len);
		ASSERT_EQ(0, dc_free(self->fd, ses));
	}
}

TEST_HARNESS_MAIN
