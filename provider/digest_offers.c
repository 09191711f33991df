// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The table of digests. OpenSSL passes no algorithm to the functions that create a
 * context or return parameters, so each row has its own.
 */
#include "digest.h"
#include "offer.h"

/* Index, OpenSSL's name and other names, number, size, block, flag */
#define DIGEST_ROWS(X)							\
	X(MD5, "MD5", "SSL3-MD5:1.2.840.113549.2.5",			\
	  CRYPTO_MD5, 16, 64, false)			\
	X(SHA1, "SHA1", "SHA-1:SSL3-SHA1:1.3.14.3.2.26",		\
	  CRYPTO_SHA1, 20, 64, true)			\
	X(SHA2_224, "SHA2-224",						\
	  "SHA-224:SHA224:2.16.840.1.101.3.4.2.4",			\
	  CRYPTO_SHA2_224, 28, 64, true)		\
	X(SHA2_256, "SHA2-256",						\
	  "SHA-256:SHA256:2.16.840.1.101.3.4.2.1",			\
	  CRYPTO_SHA2_256, 32, 64, true)		\
	X(SHA2_384, "SHA2-384",						\
	  "SHA-384:SHA384:2.16.840.1.101.3.4.2.2",			\
	  CRYPTO_SHA2_384, 48, 128, true)		\
	X(SHA2_512, "SHA2-512",						\
	  "SHA-512:SHA512:2.16.840.1.101.3.4.2.3",			\
	  CRYPTO_SHA2_512, 64, 128, true)		\
	X(RIPEMD_160, "RIPEMD-160",					\
	  "RIPEMD160:RIPEMD:RMD160:1.3.36.3.2.1",			\
	  CRYPTO_RIPEMD160, 20, 64, false)	\
	X(BLAKE2B_512, "BLAKE2B-512",					\
	  "BLAKE2b512:1.3.6.1.4.1.1722.12.2.1.16",			\
	  CRYPTO_BLAKE2B, 64, 128, false)				\
	X(BLAKE2S_256, "BLAKE2S-256",					\
	  "BLAKE2s256:1.3.6.1.4.1.1722.12.2.2.8",			\
	  CRYPTO_BLAKE2S, 32, 64, false)

#define DIGEST_ALG(_row, _name, _others, _number, _size, _block, _absent) \
	[DIGEST_##_row] = {						\
		.name = _name,						\
		.names = _name ":" _others,				\
		.number = _number,					\
		.size = _size,						\
		.block = _block,					\
		.algid_absent = _absent,				\
	},

const struct digest_alg digest_algs[DIGESTS] = {
	DIGEST_ROWS(DIGEST_ALG)
};

#define DIGEST_FUNCTIONS(_row, ...)					\
static void *digest_new_##_row(void *prov)				\
{									\
	return digest_new(prov, DIGEST_##_row);				\
}									\
									\
static int digest_get_params_##_row(OSSL_PARAM params[])		\
{									\
	return digest_get_params(DIGEST_##_row, params);		\
}									\
									\
static int digest_oneshot_##_row(void *prov, const unsigned char *in,	\
				 size_t inl, unsigned char *out,	\
				 size_t *outl, size_t outsz)		\
{									\
	return digest_oneshot(prov, DIGEST_##_row, in, inl, out, outl,	\
			      outsz);					\
}									\
									\
static const OSSL_DISPATCH digest_functions_##_row[] = {		\
	{ OSSL_FUNC_DIGEST_NEWCTX,					\
	  (void (*)(void))digest_new_##_row },				\
	{ OSSL_FUNC_DIGEST_GET_PARAMS,					\
	  (void (*)(void))digest_get_params_##_row },			\
	{ OSSL_FUNC_DIGEST_DIGEST,					\
	  (void (*)(void))digest_oneshot_##_row },			\
	{ OSSL_FUNC_DIGEST_FREECTX, (void (*)(void))digest_free },	\
	{ OSSL_FUNC_DIGEST_DUPCTX, (void (*)(void))digest_dup },	\
	{ OSSL_FUNC_DIGEST_INIT, (void (*)(void))digest_init },		\
	{ OSSL_FUNC_DIGEST_UPDATE, (void (*)(void))digest_update },	\
	{ OSSL_FUNC_DIGEST_FINAL, (void (*)(void))digest_final },	\
	{ OSSL_FUNC_DIGEST_GETTABLE_PARAMS,				\
	  (void (*)(void))digest_gettable_params },			\
	{ 0, NULL }							\
};

DIGEST_ROWS(DIGEST_FUNCTIONS)

#define DIGEST_OFFER(_row, _name, _others, _number, ...)		\
	{ .names = _name ":" _others,					\
	  .description = _name " by /dev/crypto",			\
	  .functions = digest_functions_##_row,				\
	  .mac = _number },

static const struct offer offers[] = {
	DIGEST_ROWS(DIGEST_OFFER)
};

const struct offer_list digest_offers = {
	.operation = OSSL_OP_DIGEST,
	.offers = offers,
	.nr = ARRAY_SIZE(offers),
};
