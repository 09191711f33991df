// SPDX-License-Identifier: GPL-2.0
/*
 * Runs one operation with libcrypto: encryption, a digest or a mac.
 */
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <stdio.h>
#include <string.h>

#include "evp.h"

/* Blowfish and other old algorithms are in a provider that must be loaded. */
static void load_providers(void)
{
	static bool loaded;

	if (!loaded && OSSL_PROVIDER_load(NULL, "default"))
		OSSL_PROVIDER_load(NULL, "legacy");
	loaded = true;
}

static const char *evp_name(const struct alg *alg, size_t key_len)
{
	static char name[32];
	unsigned int bits = key_len * 8;

	if (alg->flags & ALG_TWO_KEYS)
		bits /= 2;
	snprintf(name, sizeof(name), alg->evp, bits);
	return name;
}

/* The last two blocks are always exchanged (RFC 3962). */
static bool choose_cts(EVP_CIPHER_CTX *ctx)
{
	char mode[] = OSSL_CIPHER_CTS_MODE_CS3;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_CIPHER_PARAM_CTS_MODE,
						 mode, 0),
		OSSL_PARAM_END
	};

	return EVP_CIPHER_CTX_set_params(ctx, params) > 0;
}

static bool begin_cipher(struct evp_op *op, const unsigned char *key,
			 size_t len)
{
	EVP_CIPHER *cipher;
	bool good;

	cipher = EVP_CIPHER_fetch(NULL, evp_name(op->alg, len), NULL);
	if (!cipher)
		return false;
	op->cipher = EVP_CIPHER_CTX_new();
	good = EVP_EncryptInit_ex(op->cipher, cipher, NULL, NULL, NULL) > 0;
	EVP_CIPHER_free(cipher);
	if (good && op->alg->number == CRYPTO_AES_CCM)
		good = EVP_CIPHER_CTX_ctrl(op->cipher, EVP_CTRL_AEAD_SET_IVLEN,
					   op->alg->iv_len, NULL) > 0 &&
		       EVP_CIPHER_CTX_ctrl(op->cipher, EVP_CTRL_AEAD_SET_TAG,
					   op->alg->out_len, NULL) > 0;
	if (good && op->alg->number == CRYPTODEV_AES_CBC_CTS)
		good = choose_cts(op->cipher);
	EVP_CIPHER_CTX_set_padding(op->cipher, 0);
	return good && EVP_CIPHER_CTX_set_key_length(op->cipher, len) > 0 &&
	       EVP_EncryptInit_ex(op->cipher, NULL, NULL, key, op->iv) > 0;
}

static bool begin_hash(struct evp_op *op)
{
	op->hash = EVP_MD_fetch(NULL, op->alg->evp, NULL);
	op->md = EVP_MD_CTX_new();
	return op->hash && op->md;
}

/* What libcrypto calls the mac; its hash or cipher is a parameter. */
static const char *mac_name(const struct alg *alg)
{
	switch (alg->number) {
	case CRYPTO_AES_CMAC:
		return "CMAC";
	case CRYPTO_POLY1305:
	case CRYPTO_BLAKE2B:
	case CRYPTO_BLAKE2S:
		return alg->evp;
	}
	return "HMAC";
}

static bool begin_mac(struct evp_op *op, const unsigned char *key, size_t len)
{
	bool is_cmac = op->alg->number == CRYPTO_AES_CMAC;
	EVP_MAC *mac = EVP_MAC_fetch(NULL, mac_name(op->alg), NULL);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(is_cmac ?
						 OSSL_MAC_PARAM_CIPHER :
						 OSSL_MAC_PARAM_DIGEST,
						 (char *)evp_name(op->alg, len),
						 0),
		OSSL_PARAM_END
	};

	op->mac = mac ? EVP_MAC_CTX_new(mac) : NULL;
	EVP_MAC_free(mac);
	if (op->alg->number == CRYPTO_POLY1305) {
		op->once = key;
		op->once_len = len;
	}
	return op->mac && EVP_MAC_init(op->mac, key, len, params) > 0;
}

/**
 * evp_begin() - prepare an operation
 * @op: out: the operation, with an IV of zeros
 * @alg: the algorithm
 * @key: the key
 * @len: bytes of the key
 *
 * The key must last until evp_end().
 *
 * Return: does libcrypto have the algorithm? Call evp_end() in either case.
 */
bool evp_begin(struct evp_op *op, const struct alg *alg,
	       const unsigned char *key, size_t len)
{
	memset(op, 0, sizeof(*op));
	op->alg = alg;
	if (!alg->evp)
		return false;
	load_providers();
	if (alg->kind == ALG_HASH)
		return begin_hash(op);
	if (alg->kind == ALG_MAC)
		return begin_mac(op, key, len);
	return begin_cipher(op, key, len);
}

static bool crypt_cipher(struct evp_op *op, const unsigned char *src,
			 size_t len, unsigned char *dst)
{
	EVP_CIPHER_CTX *ctx = op->cipher;
	int done, rest;

	if (EVP_EncryptInit_ex(ctx, NULL, NULL, NULL, op->iv) <= 0)
		return false;
	/* CCM needs the length first. */
	if (op->alg->number == CRYPTO_AES_CCM &&
	    EVP_EncryptUpdate(ctx, NULL, &done, NULL, len) <= 0)
		return false;
	if (EVP_EncryptUpdate(ctx, dst, &done, src, len) <= 0 ||
	    EVP_EncryptFinal_ex(ctx, dst + done, &rest) <= 0)
		return false;
	return op->alg->kind != ALG_AEAD ||
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, op->alg->out_len,
				   dst + len) > 0;
}

/**
 * evp_crypt() - encrypt, hash or authenticate
 * @op: from evp_begin()
 * @src: the input
 * @len: bytes of the input
 * @dst: out: the ciphertext, with an AEAD's tag, or the digest
 *
 * Return: true on success.
 */
bool evp_crypt(struct evp_op *op, const unsigned char *src, size_t len,
	       unsigned char *dst)
{
	if (op->cipher)
		return crypt_cipher(op, src, len, dst);
	if (op->md)
		return EVP_DigestInit_ex2(op->md, op->hash, NULL) > 0 &&
		       EVP_DigestUpdate(op->md, src, len) > 0 &&
		       EVP_DigestFinal_ex(op->md, dst, NULL) > 0;
	return EVP_MAC_init(op->mac, op->once, op->once_len, NULL) > 0 &&
	       EVP_MAC_update(op->mac, src, len) > 0 &&
	       EVP_MAC_final(op->mac, dst, NULL, op->alg->out_len) > 0;
}

/**
 * evp_end() - free an operation
 * @op: the operation
 */
void evp_end(struct evp_op *op)
{
	EVP_CIPHER_CTX_free(op->cipher);
	EVP_MD_CTX_free(op->md);
	EVP_MD_free(op->hash);
	EVP_MAC_CTX_free(op->mac);
}
