// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The AEADs that the provider implements. */
#include "aead.h"
#include "cipher.h"
#include "offer.h"

#define FUNCTION(f)	((void (*)(void))(f))

/* As in cipher_offers.c: each needs two functions and a table of its own. */
#define AEAD(id, name_, number_, mode_, key, iv, tag)			\
static const struct aead_info id##_info = {				\
	.name = name_, .number = number_, .mode = mode_,		\
	.keylen = key, .ivlen = iv, .taglen = tag,			\
};									\
static void *id##_new(void *provctx)					\
{									\
	return aead_new(provctx, &id##_info);				\
}									\
static int id##_get_params(OSSL_PARAM params[])				\
{									\
	return aead_get_params(params, &id##_info);			\
}									\
static const OSSL_DISPATCH id##_functions[] = {				\
	{ OSSL_FUNC_CIPHER_NEWCTX, FUNCTION(id##_new) },		\
	{ OSSL_FUNC_CIPHER_FREECTX, FUNCTION(aead_free) },		\
	{ OSSL_FUNC_CIPHER_DUPCTX, FUNCTION(aead_dup) },		\
	{ OSSL_FUNC_CIPHER_ENCRYPT_INIT, FUNCTION(aead_encrypt_init) },	\
	{ OSSL_FUNC_CIPHER_DECRYPT_INIT, FUNCTION(aead_decrypt_init) },	\
	{ OSSL_FUNC_CIPHER_UPDATE, FUNCTION(aead_update) },		\
	{ OSSL_FUNC_CIPHER_FINAL, FUNCTION(aead_final) },		\
	{ OSSL_FUNC_CIPHER_CIPHER, FUNCTION(aead_once) },		\
	{ OSSL_FUNC_CIPHER_GET_PARAMS, FUNCTION(id##_get_params) },	\
	{ OSSL_FUNC_CIPHER_GETTABLE_PARAMS,				\
	  FUNCTION(cipher_gettable_params) },				\
	{ OSSL_FUNC_CIPHER_GET_CTX_PARAMS, FUNCTION(aead_get_ctx_params) }, \
	{ OSSL_FUNC_CIPHER_GETTABLE_CTX_PARAMS,				\
	  FUNCTION(aead_gettable_ctx_params) },				\
	{ OSSL_FUNC_CIPHER_SET_CTX_PARAMS, FUNCTION(aead_set_ctx_params) }, \
	{ OSSL_FUNC_CIPHER_SETTABLE_CTX_PARAMS,				\
	  FUNCTION(aead_settable_ctx_params) },				\
	{ 0, NULL }							\
};

/* Bytes of key, IV and tag, the last two as the default provider has them. */
AEAD(aes128_gcm, "AES-128-GCM", CRYPTO_AES_GCM, EVP_CIPH_GCM_MODE, 16, 12, 16)
AEAD(aes192_gcm, "AES-192-GCM", CRYPTO_AES_GCM, EVP_CIPH_GCM_MODE, 24, 12, 16)
AEAD(aes256_gcm, "AES-256-GCM", CRYPTO_AES_GCM, EVP_CIPH_GCM_MODE, 32, 12, 16)
AEAD(aes128_ccm, "AES-128-CCM", CRYPTO_AES_CCM, EVP_CIPH_CCM_MODE, 16, 7, 12)
AEAD(aes192_ccm, "AES-192-CCM", CRYPTO_AES_CCM, EVP_CIPH_CCM_MODE, 24, 7, 12)
AEAD(aes256_ccm, "AES-256-CCM", CRYPTO_AES_CCM, EVP_CIPH_CCM_MODE, 32, 7, 12)
AEAD(chacha20_poly1305, "ChaCha20-Poly1305", CRYPTO_CHACHA20_POLY1305,
     EVP_CIPH_STREAM_CIPHER, 32, 12, 16)

#define OFFER(id, names_, description_, number, key)			\
	{ .names = names_, .description = description_,			\
	  .functions = id##_functions, .cipher = number, .keylen = key }
#define AES(id, names, mode, key)					\
	OFFER(id, names, "AES-" #mode " by /dev/crypto", CRYPTO_AES_##mode, key)

static const struct offer offers[] = {
	AES(aes128_gcm, "AES-128-GCM:id-aes128-GCM:2.16.840.1.101.3.4.1.6", GCM,
	    16),
	AES(aes192_gcm, "AES-192-GCM:id-aes192-GCM:2.16.840.1.101.3.4.1.26", GCM,
	    24),
	AES(aes256_gcm, "AES-256-GCM:id-aes256-GCM:2.16.840.1.101.3.4.1.46", GCM,
	    32),
	AES(aes128_ccm, "AES-128-CCM:id-aes128-CCM:2.16.840.1.101.3.4.1.7", CCM,
	    16),
	AES(aes192_ccm, "AES-192-CCM:id-aes192-CCM:2.16.840.1.101.3.4.1.27", CCM,
	    24),
	AES(aes256_ccm, "AES-256-CCM:id-aes256-CCM:2.16.840.1.101.3.4.1.47", CCM,
	    32),
	OFFER(chacha20_poly1305, "ChaCha20-Poly1305",
	      "ChaCha20-Poly1305 by /dev/crypto", CRYPTO_CHACHA20_POLY1305, 32),
};

const struct offer_list aead_offers = {
	OSSL_OP_CIPHER, offers, ARRAY_SIZE(offers)
};
