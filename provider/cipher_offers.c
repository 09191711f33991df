// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The ciphers without authentication that the provider implements. */
#include <openssl/evp.h>

#include "cipher.h"
#include "offer.h"

#define FUNCTION(f)	((void (*)(void))(f))

/*
 * The library hands no context to newctx and get_params but the provider's: so
 * each cipher needs two functions and a table of its own.
 */
#define CIPHER(id, kind_, update, ...)					\
static const struct cipher_info id##_info = {				\
	.kind = kind_, __VA_ARGS__					\
};									\
static void *id##_new(void *provctx)					\
{									\
	return cipher_new(provctx, &id##_info);				\
}									\
static int id##_get_params(OSSL_PARAM params[])				\
{									\
	return cipher_get_params(params, &id##_info);			\
}									\
static const OSSL_DISPATCH id##_functions[] = {				\
	{ OSSL_FUNC_CIPHER_NEWCTX, FUNCTION(id##_new) },		\
	{ OSSL_FUNC_CIPHER_FREECTX, FUNCTION(cipher_free) },		\
	{ OSSL_FUNC_CIPHER_DUPCTX, FUNCTION(cipher_dup) },		\
	{ OSSL_FUNC_CIPHER_ENCRYPT_INIT, FUNCTION(cipher_encrypt_init) }, \
	{ OSSL_FUNC_CIPHER_DECRYPT_INIT, FUNCTION(cipher_decrypt_init) }, \
	{ OSSL_FUNC_CIPHER_UPDATE, FUNCTION(update##_update) },		\
	{ OSSL_FUNC_CIPHER_FINAL, FUNCTION(update##_final) },		\
	{ OSSL_FUNC_CIPHER_CIPHER, FUNCTION(cipher_once) },		\
	{ OSSL_FUNC_CIPHER_GET_PARAMS, FUNCTION(id##_get_params) },	\
	{ OSSL_FUNC_CIPHER_GETTABLE_PARAMS,				\
	  FUNCTION(cipher_gettable_params) },				\
	{ OSSL_FUNC_CIPHER_GET_CTX_PARAMS, FUNCTION(cipher_get_ctx_params) }, \
	{ OSSL_FUNC_CIPHER_GETTABLE_CTX_PARAMS,				\
	  FUNCTION(cipher_gettable_ctx_params) },			\
	{ OSSL_FUNC_CIPHER_SET_CTX_PARAMS, FUNCTION(cipher_set_ctx_params) }, \
	{ OSSL_FUNC_CIPHER_SETTABLE_CTX_PARAMS,				\
	  FUNCTION(cipher_settable_ctx_params) },			\
	{ 0, NULL }							\
};

#define BLOCK(id, name_, number_, mode_, key, iv, block_)		\
	CIPHER(id, CIPHER_BLOCK, cipher_block, .name = name_,		\
	       .number = number_, .mode = mode_, .keylen = key,		\
	       .ivlen = iv, .block = block_)
#define STREAM(id, name_, number_, mode_, key, iv, block_)		\
	CIPHER(id, CIPHER_STREAM, cipher_stream, .name = name_,		\
	       .number = number_, .mode = mode_, .keylen = key,		\
	       .ivlen = iv, .block = block_)

/* Bytes of key, IV and block. */
BLOCK(aes128_ecb, "AES-128-ECB", CRYPTO_AES_ECB, EVP_CIPH_ECB_MODE, 16, 0, 16)
BLOCK(aes192_ecb, "AES-192-ECB", CRYPTO_AES_ECB, EVP_CIPH_ECB_MODE, 24, 0, 16)
BLOCK(aes256_ecb, "AES-256-ECB", CRYPTO_AES_ECB, EVP_CIPH_ECB_MODE, 32, 0, 16)
BLOCK(aes128_cbc, "AES-128-CBC", CRYPTO_AES_CBC, EVP_CIPH_CBC_MODE, 16, 16, 16)
BLOCK(aes192_cbc, "AES-192-CBC", CRYPTO_AES_CBC, EVP_CIPH_CBC_MODE, 24, 16, 16)
BLOCK(aes256_cbc, "AES-256-CBC", CRYPTO_AES_CBC, EVP_CIPH_CBC_MODE, 32, 16, 16)
BLOCK(camellia128_cbc, "CAMELLIA-128-CBC", CRYPTO_CAMELLIA_CBC,
      EVP_CIPH_CBC_MODE, 16, 16, 16)
BLOCK(camellia192_cbc, "CAMELLIA-192-CBC", CRYPTO_CAMELLIA_CBC,
      EVP_CIPH_CBC_MODE, 24, 16, 16)
BLOCK(camellia256_cbc, "CAMELLIA-256-CBC", CRYPTO_CAMELLIA_CBC,
      EVP_CIPH_CBC_MODE, 32, 16, 16)
BLOCK(des3_cbc, "DES-EDE3-CBC", CRYPTO_3DES_CBC, EVP_CIPH_CBC_MODE, 24, 8, 8)
STREAM(aes128_ctr, "AES-128-CTR", CRYPTO_AES_CTR, EVP_CIPH_CTR_MODE, 16, 16, 16)
STREAM(aes192_ctr, "AES-192-CTR", CRYPTO_AES_CTR, EVP_CIPH_CTR_MODE, 24, 16, 16)
STREAM(aes256_ctr, "AES-256-CTR", CRYPTO_AES_CTR, EVP_CIPH_CTR_MODE, 32, 16, 16)
STREAM(aes128_cfb, "AES-128-CFB", CRYPTO_AES_CFB, EVP_CIPH_CFB_MODE, 16, 16, 16)
STREAM(aes192_cfb, "AES-192-CFB", CRYPTO_AES_CFB, EVP_CIPH_CFB_MODE, 24, 16, 16)
STREAM(aes256_cfb, "AES-256-CFB", CRYPTO_AES_CFB, EVP_CIPH_CFB_MODE, 32, 16, 16)
STREAM(aes128_ofb, "AES-128-OFB", CRYPTO_AES_OFB, EVP_CIPH_OFB_MODE, 16, 16, 16)
STREAM(aes192_ofb, "AES-192-OFB", CRYPTO_AES_OFB, EVP_CIPH_OFB_MODE, 24, 16, 16)
STREAM(aes256_ofb, "AES-256-OFB", CRYPTO_AES_OFB, EVP_CIPH_OFB_MODE, 32, 16, 16)
STREAM(chacha20, "ChaCha20", CRYPTO_CHACHA20, EVP_CIPH_STREAM_CIPHER, 32, 16, 64)
STREAM(null, "NULL", CRYPTO_NULL, EVP_CIPH_STREAM_CIPHER, 0, 0, 1)
CIPHER(aes128_xts, CIPHER_UNIT, cipher_stream, .name = "AES-128-XTS",
       .number = CRYPTO_AES_XTS, .mode = EVP_CIPH_XTS_MODE, .keylen = 32,
       .ivlen = 16, .block = 1)
CIPHER(aes256_xts, CIPHER_UNIT, cipher_stream, .name = "AES-256-XTS",
       .number = CRYPTO_AES_XTS, .mode = EVP_CIPH_XTS_MODE, .keylen = 64,
       .ivlen = 16, .block = 1)

#define OFFER(id, names_, description_, number, key)			\
	{ .names = names_, .description = description_,			\
	  .functions = id##_functions, .cipher = number, .keylen = key }
#define AES(id, names, mode, key)					\
	OFFER(id, names, "AES " #mode " by /dev/crypto", CRYPTO_AES_##mode, key)
#define CAMELLIA(id, names, key)					\
	OFFER(id, names, "Camellia CBC by /dev/crypto", CRYPTO_CAMELLIA_CBC, key)

/* The names are those of the default provider. */
static const struct offer offers[] = {
	AES(aes128_ecb, "AES-128-ECB:2.16.840.1.101.3.4.1.1", ECB, 16),
	AES(aes192_ecb, "AES-192-ECB:2.16.840.1.101.3.4.1.21", ECB, 24),
	AES(aes256_ecb, "AES-256-ECB:2.16.840.1.101.3.4.1.41", ECB, 32),
	AES(aes128_cbc, "AES-128-CBC:AES128:2.16.840.1.101.3.4.1.2", CBC, 16),
	AES(aes192_cbc, "AES-192-CBC:AES192:2.16.840.1.101.3.4.1.22", CBC, 24),
	AES(aes256_cbc, "AES-256-CBC:AES256:2.16.840.1.101.3.4.1.42", CBC, 32),
	AES(aes128_ctr, "AES-128-CTR", CTR, 16),
	AES(aes192_ctr, "AES-192-CTR", CTR, 24),
	AES(aes256_ctr, "AES-256-CTR", CTR, 32),
	AES(aes128_cfb, "AES-128-CFB:2.16.840.1.101.3.4.1.4", CFB, 16),
	AES(aes192_cfb, "AES-192-CFB:2.16.840.1.101.3.4.1.24", CFB, 24),
	AES(aes256_cfb, "AES-256-CFB:2.16.840.1.101.3.4.1.44", CFB, 32),
	AES(aes128_ofb, "AES-128-OFB:2.16.840.1.101.3.4.1.3", OFB, 16),
	AES(aes192_ofb, "AES-192-OFB:2.16.840.1.101.3.4.1.23", OFB, 24),
	AES(aes256_ofb, "AES-256-OFB:2.16.840.1.101.3.4.1.43", OFB, 32),
	AES(aes128_xts, "AES-128-XTS:1.3.111.2.1619.0.1.1", XTS, 32),
	AES(aes256_xts, "AES-256-XTS:1.3.111.2.1619.0.1.2", XTS, 64),
	CAMELLIA(camellia128_cbc,
		 "CAMELLIA-128-CBC:CAMELLIA128:1.2.392.200011.61.1.1.1.2", 16),
	CAMELLIA(camellia192_cbc,
		 "CAMELLIA-192-CBC:CAMELLIA192:1.2.392.200011.61.1.1.1.3", 24),
	CAMELLIA(camellia256_cbc,
		 "CAMELLIA-256-CBC:CAMELLIA256:1.2.392.200011.61.1.1.1.4", 32),
	OFFER(des3_cbc, "DES-EDE3-CBC:DES3:1.2.840.113549.3.7",
	      "Triple DES CBC by /dev/crypto", CRYPTO_3DES_CBC, 24),
	OFFER(chacha20, "ChaCha20", "ChaCha20 by /dev/crypto", CRYPTO_CHACHA20,
	      32),
	OFFER(null, "NULL", "No encryption, by /dev/crypto", CRYPTO_NULL, 0),
};

const struct offer_list cipher_offers = {
	OSSL_OP_CIPHER, offers, ARRAY_SIZE(offers)
};
