// SPDX-License-Identifier: GPL-2.0
/* The module's operations, computed by libcrypto. */
#include "reference.h"

#include <string.h>
#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <openssl/provider.h>

/*
 * Loading providers takes longer than most tests. A program does it when it starts,
 * before the harness creates a process for each test.
 */
__attribute__((constructor)) void ref_init(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	REF_MUST(!!OSSL_PROVIDER_load(NULL, "default"));
	REF_MUST(!!OSSL_PROVIDER_load(NULL, "legacy"));
}

/* The last two blocks are always exchanged (RFC 3962). */
static void choose_cts(EVP_CIPHER_CTX *ctx)
{
	char mode[] = OSSL_CIPHER_CTS_MODE_CS3;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_CIPHER_PARAM_CTS_MODE,
						 mode, 0),
		OSSL_PARAM_construct_end()
	};

	REF_MUST(EVP_CIPHER_CTX_set_params(ctx, params));
}

void ref_key_init(struct ref_key *k)
{
	unsigned int bits = 8 * k->len;
	EVP_CIPHER *cipher;
	char name[32];
	int op;

	if (k->cipher->number == CRYPTO_NULL)
		return;
	if (k->cipher->mode == MODE_XTS)
		bits /= 2;	/* two keys, and the name has the bits of one */
	snprintf(name, sizeof(name), k->cipher->name, bits);
	cipher = EVP_CIPHER_fetch(NULL, name, NULL);
	REF_MUST(!!cipher);
	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		k->ctx[op] = EVP_CIPHER_CTX_new();
		REF_MUST(EVP_CipherInit_ex(k->ctx[op], cipher, NULL, NULL, NULL,
					   op == COP_ENCRYPT));
		REF_MUST(EVP_CIPHER_CTX_set_key_length(k->ctx[op], k->len));
		REF_MUST(EVP_CipherInit_ex(k->ctx[op], NULL, NULL, k->key, NULL,
					   op == COP_ENCRYPT));
		EVP_CIPHER_CTX_set_padding(k->ctx[op], 0);
		if (k->cipher->mode == MODE_CTS)
			choose_cts(k->ctx[op]);
	}
	EVP_CIPHER_free(cipher);
}

void ref_key_free(struct ref_key *k)
{
	EVP_CIPHER_CTX_free(k->ctx[COP_ENCRYPT]);
	EVP_CIPHER_CTX_free(k->ctx[COP_DECRYPT]);
}

bool ref_next_iv(const struct ref_cipher *c, int op, uint8_t *iv,
		 const uint8_t *in, const uint8_t *out, uint32_t len)
{
	const uint8_t *ct = op == COP_ENCRYPT ? out : in;
	uint32_t i, blocks;
	uint64_t counter;

	switch (c->mode) {
	case MODE_ECB:
	case MODE_XTS:
	case MODE_CTS:
		break;
	case MODE_CBC:
	case MODE_CFB:
		if (len % c->iv_len)
			return false;
		if (len)
			memcpy(iv, ct + len - c->iv_len, c->iv_len);
		break;
	case MODE_OFB:
		if (len % c->iv_len)
			return false;
		for (i = 0; len && i < c->iv_len; i++)
			iv[i] = in[len - c->iv_len + i] ^
				out[len - c->iv_len + i];
		break;
	case MODE_CTR:
		blocks = (len + c->iv_len - 1) / c->iv_len;
		while (blocks--)
			for (i = c->iv_len; i > 0 && !++iv[i - 1]; i--)
				;
		break;
	case MODE_CHACHA:
		for (i = 0, counter = 0; i < 8; i++)
			counter |= (uint64_t)iv[i] << (8 * i);
		counter += (len + 63) / 64;
		for (i = 0; i < 8; i++)
			iv[i] = counter >> (8 * i);
		break;
	}
	return true;
}

void ref_crypt(struct ref_key *k, int op, const uint8_t *iv, const uint8_t *in,
	       uint32_t len, uint8_t *out)
{
	EVP_CIPHER_CTX *ctx = k->ctx[op];
	int n = 0;

	if (!len)
		return;
	if (!ctx) {
		memcpy(out, in, len);
		return;
	}
	REF_MUST(EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1));
	REF_MUST(EVP_CipherUpdate(ctx, out, &n, in, len));
	REF_MUST(n == (int)len);
}

void ref_seal(struct ref_key *k, const uint8_t *iv, uint32_t iv_len,
	      const uint8_t *aad, uint32_t aad_len, const uint8_t *in,
	      uint32_t len, uint8_t *out, uint32_t tag_len)
{
	EVP_CIPHER_CTX *ctx = k->ctx[COP_ENCRYPT];
	bool ccm = k->cipher->number == CRYPTO_AES_CCM;
	int n = 0;

	REF_MUST(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, iv_len,
				     NULL));
	if (ccm)
		REF_MUST(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG,
					     tag_len, NULL));
	REF_MUST(EVP_EncryptInit_ex(ctx, NULL, NULL, ccm ? k->key : NULL, iv));
	if (ccm)
		REF_MUST(EVP_EncryptUpdate(ctx, NULL, &n, NULL, len));
	if (aad_len)
		REF_MUST(EVP_EncryptUpdate(ctx, NULL, &n, aad, aad_len));
	REF_MUST(EVP_EncryptUpdate(ctx, out, &n, in, len));
	REF_MUST(EVP_EncryptFinal_ex(ctx, out + n, &n));
	REF_MUST(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, tag_len,
				     out + len));
}

const struct ref_hash ref_hashes[] = {
	{ CRYPTO_MD5, "MD5", false, 16 },
	{ CRYPTO_SHA1, "SHA1", false, 20 },
	{ CRYPTO_RIPEMD160, "RIPEMD160", false, 20 },
	{ CRYPTO_SHA2_224, "SHA224", false, 28 },
	{ CRYPTO_SHA2_256, "SHA256", false, 32 },
	{ CRYPTO_SHA2_384, "SHA384", false, 48 },
	{ CRYPTO_SHA2_512, "SHA512", false, 64 },
	{ CRYPTO_MD5_HMAC, "MD5", true, 16 },
	{ CRYPTO_SHA1_HMAC, "SHA1", true, 20 },
	{ CRYPTO_RIPEMD160_HMAC, "RIPEMD160", true, 20 },
	{ CRYPTO_SHA2_224_HMAC, "SHA224", true, 28 },
	{ CRYPTO_SHA2_256_HMAC, "SHA256", true, 32 },
	{ CRYPTO_SHA2_384_HMAC, "SHA384", true, 48 },
	{ CRYPTO_SHA2_512_HMAC, "SHA512", true, 64 },
	{ CRYPTODEV_SHA3_224, "SHA3-224", false, 28 },
	{ CRYPTODEV_SHA3_256, "SHA3-256", false, 32 },
	{ CRYPTODEV_SHA3_384, "SHA3-384", false, 48 },
	{ CRYPTODEV_SHA3_512, "SHA3-512", false, 64 },
	{ CRYPTODEV_SHA3_224_HMAC, "SHA3-224", true, 28 },
	{ CRYPTODEV_SHA3_256_HMAC, "SHA3-256", true, 32 },
	{ CRYPTODEV_SHA3_384_HMAC, "SHA3-384", true, 48 },
	{ CRYPTODEV_SHA3_512_HMAC, "SHA3-512", true, 64 },
	{ CRYPTODEV_SM3, "SM3", false, 32 },
	{ CRYPTODEV_SM3_HMAC, "SM3", true, 32 },
};

const struct ref_hash ref_aes_macs[] = {
	{ CRYPTO_AES_CMAC, NULL, false, 16 },
	{ CRYPTO_AES_XCBC_MAC, NULL, false, 16 },
	{ CRYPTO_AES_XCBC_MAC_96, NULL, false, 12 },
};

static void ref_cmac(const uint8_t *key, uint32_t keylen, const uint8_t *in,
		     uint32_t len, uint8_t *mac)
{
	char cipher[24];
	OSSL_PARAM params[2];
	EVP_MAC *cmac = EVP_MAC_fetch(NULL, "CMAC", NULL);
	EVP_MAC_CTX *ctx = EVP_MAC_CTX_new(cmac);
	size_t n = 0;

	snprintf(cipher, sizeof(cipher), "AES-%u-CBC", 8 * keylen);
	params[0] = OSSL_PARAM_construct_utf8_string("cipher", cipher, 0);
	params[1] = OSSL_PARAM_construct_end();
	REF_MUST(EVP_MAC_init(ctx, key, keylen, params));
	REF_MUST(EVP_MAC_update(ctx, in, len));
	REF_MUST(EVP_MAC_final(ctx, mac, &n, 16));
	EVP_MAC_CTX_free(ctx);
	EVP_MAC_free(cmac);
}

/* Encrypts one block with AES-128. */
static void ref_block(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint8_t *out)
{
	int n = 0;

	REF_MUST(EVP_EncryptUpdate(ctx, out, &n, in, 16));
}

static EVP_CIPHER_CTX *ref_block_init(const uint8_t *key)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();

	REF_MUST(EVP_EncryptInit_ex(ctx, EVP_aes_128_ecb(), NULL, key, NULL));
	return ctx;
}

/* RFC 3566, section 4: a CBC-MAC; a key masks the last block. */
static void ref_xcbc(const uint8_t *key, const uint8_t *in, uint32_t len,
		     uint8_t mac[16])
{
	EVP_CIPHER_CTX *ctx = ref_block_init(key);
	uint8_t keys[3][16], block[16] = { 0 };
	uint32_t i, done;

	for (i = 0; i < 3; i++) {
		memset(mac, i + 1, 16);
		ref_block(ctx, mac, keys[i]);
	}
	EVP_CIPHER_CTX_free(ctx);
	ctx = ref_block_init(keys[0]);
	for (done = 0; len - done > 16; done += 16) {
		for (i = 0; i < 16; i++)
			block[i] ^= in[done + i];
		ref_block(ctx, block, block);
	}
	for (i = 0; i < len - done; i++)
		block[i] ^= in[done + i];
	if (i < 16)
		block[i] ^= 0x80;
	len = i;
	for (i = 0; i < 16; i++)
		block[i] ^= keys[len == 16 ? 1 : 2][i];
	ref_block(ctx, block, mac);
	EVP_CIPHER_CTX_free(ctx);
}

static void ref_aes_mac(const struct ref_hash *h, const uint8_t *key,
			uint32_t keylen, const uint8_t *in, uint32_t len,
			uint8_t *md)
{
	uint8_t mac[16];

	if (h->number == CRYPTO_AES_CMAC)
		ref_cmac(key, keylen, in, len, mac);
	else
		ref_xcbc(key, in, len, mac);
	memcpy(md, mac, h->len);
}

void ref_digest(const struct ref_hash *h, const uint8_t *key, uint32_t keylen,
		const uint8_t *in, uint32_t len, uint8_t *md)
{
	unsigned int n = 0;
	const EVP_MD *hash;

	if (!h->name) {
		ref_aes_mac(h, key, keylen, in, len, md);
		return;
	}
	hash = EVP_get_digestbyname(h->name);
	REF_MUST(!!hash);
	if (h->hmac)
		REF_MUST(!!HMAC(hash, key, keylen, in, len, md, &n));
	else
		REF_MUST(EVP_Digest(in, len, md, &n, hash, NULL));
	REF_MUST(n == h->len);
}
