// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The table of MACs, and of the digests and ciphers that they take. */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "digest.h"
#include "mac.h"
#include "offer.h"
#include "param.h"

#define HMAC(_digest, _number, _size, _block)				\
	{ .number = _number, .digest = _digest, .size = _size, .block = _block }

static const struct mac_variant hmacs[] = {
	HMAC(DIGEST_MD5, CRYPTO_MD5_HMAC, 16, 64),
	HMAC(DIGEST_SHA1, CRYPTO_SHA1_HMAC, 20, 64),
	HMAC(DIGEST_SHA2_224, CRYPTO_SHA2_224_HMAC, 28, 64),
	HMAC(DIGEST_SHA2_256, CRYPTO_SHA2_256_HMAC, 32, 64),
	HMAC(DIGEST_SHA2_384, CRYPTO_SHA2_384_HMAC, 48, 128),
	HMAC(DIGEST_SHA2_512, CRYPTO_SHA2_512_HMAC, 64, 128),
	HMAC(DIGEST_RIPEMD_160, CRYPTO_RIPEMD160_HMAC, 20, 64),
};

#define AES_MAC(_number, _keylen, _names)				\
	{ .number = _number, .keylen = _keylen, .names = _names,	\
	  .size = 16, .block = 16 }

static const struct mac_variant cmacs[] = {
	AES_MAC(CRYPTO_AES_CMAC, 16, "AES-128-CBC:AES128:2.16.840.1.101.3.4.1.2"),
	AES_MAC(CRYPTO_AES_CMAC, 24, "AES-192-CBC:AES192:2.16.840.1.101.3.4.1.22"),
	AES_MAC(CRYPTO_AES_CMAC, 32, "AES-256-CBC:AES256:2.16.840.1.101.3.4.1.42"),
};

static const struct mac_variant gmacs[] = {
	AES_MAC(CRYPTO_AES_NIST_GMAC, 16,
		"AES-128-GCM:id-aes128-GCM:2.16.840.1.101.3.4.1.6"),
	AES_MAC(CRYPTO_AES_NIST_GMAC, 24,
		"AES-192-GCM:id-aes192-GCM:2.16.840.1.101.3.4.1.26"),
	AES_MAC(CRYPTO_AES_NIST_GMAC, 32,
		"AES-256-GCM:id-aes256-GCM:2.16.840.1.101.3.4.1.46"),
};

static const struct mac_variant poly1305 = {
	.number = CRYPTO_POLY1305, .keylen = 32, .size = 16,
};

static bool has_name(const char *names, const char *name)
{
	size_t len = strlen(name);

	for (;;) {
		if (!strncasecmp(names, name, len) &&
		    (!names[len] || names[len] == ':'))
			return true;
		names = strchr(names, ':');
		if (!names)
			return false;
		names++;
	}
}

static bool hmac_is_served(struct provider *prov, const struct mac_variant *hmac)
{
	static const unsigned char key[32] = { 1 };
	struct cryptodev_create op = {
		.mac = hmac->number,
		.mackey = (uintptr_t)key,
		.mackeylen = sizeof(key),
	};

	return offer_accepts(prov, &op);
}

static const struct mac_variant *hmac_find(struct provider *prov, const char *sub)
{
	const struct mac_variant *hmac;

	for (hmac = hmacs; hmac < hmacs + ARRAY_SIZE(hmacs); hmac++)
		if (has_name(digest_algs[hmac->digest].names, sub))
			return hmac_is_served(prov, hmac) ? hmac : NULL;
	return NULL;
}

/* The device serves HMAC if it serves it with any digest. */
static bool hmac_served(struct provider *prov, const struct offer *offer)
{
	size_t i;

	(void)offer;
	for (i = 0; i < ARRAY_SIZE(hmacs); i++)
		if (hmac_is_served(prov, &hmacs[i]))
			return true;
	return false;
}

static const struct mac_variant *find_cipher(const struct mac_variant *variants,
					     size_t nr, const char *sub)
{
	size_t i;

	for (i = 0; i < nr; i++)
		if (has_name(variants[i].names, sub))
			return &variants[i];
	return NULL;
}

static const struct mac_variant *cmac_find(struct provider *prov, const char *sub)
{
	(void)prov;
	return find_cipher(cmacs, ARRAY_SIZE(cmacs), sub);
}

static const struct mac_variant *gmac_find(struct provider *prov, const char *sub)
{
	(void)prov;
	return find_cipher(gmacs, ARRAY_SIZE(gmacs), sub);
}

static const struct mac_variant *poly1305_find(struct provider *prov,
					       const char *sub)
{
	(void)prov;
	(void)sub;
	return &poly1305;
}

const struct mac_alg mac_algs[MACS] = {
	[MAC_HMAC] = {
		.name = "HMAC", .find = hmac_find,
		.sub_param = OSSL_MAC_PARAM_DIGEST,
	},
	[MAC_CMAC] = {
		.name = "CMAC", .find = cmac_find,
		.sub_param = OSSL_MAC_PARAM_CIPHER,
	},
	[MAC_GMAC] = {
		.name = "GMAC", .find = gmac_find,
		.sub_param = OSSL_MAC_PARAM_CIPHER,
		.size = 16, .whole = true, .takes_iv = true,
	},
	[MAC_POLY1305] = {
		.name = "POLY1305", .find = poly1305_find,
		.size = 16, .one_message = true,
	},
};

static const OSSL_PARAM settable_hmac[] = {
	PARAM_TEXT(OSSL_MAC_PARAM_DIGEST),
	PARAM_TEXT(OSSL_MAC_PARAM_PROPERTIES),
	PARAM_BYTES(OSSL_MAC_PARAM_KEY),
	PARAM_INT(OSSL_MAC_PARAM_DIGEST_NOINIT),
	PARAM_INT(OSSL_MAC_PARAM_DIGEST_ONESHOT),
	PARAM_SIZE(OSSL_MAC_PARAM_TLS_DATA_SIZE),
	PARAM_END
};

static const OSSL_PARAM settable_cmac[] = {
	PARAM_TEXT(OSSL_MAC_PARAM_CIPHER),
	PARAM_TEXT(OSSL_MAC_PARAM_PROPERTIES),
	PARAM_BYTES(OSSL_MAC_PARAM_KEY),
	PARAM_END
};

static const OSSL_PARAM settable_gmac[] = {
	PARAM_TEXT(OSSL_MAC_PARAM_CIPHER),
	PARAM_TEXT(OSSL_MAC_PARAM_PROPERTIES),
	PARAM_BYTES(OSSL_MAC_PARAM_KEY),
	PARAM_BYTES(OSSL_MAC_PARAM_IV),
	PARAM_END
};

static const OSSL_PARAM settable_poly1305[] = {
	PARAM_BYTES(OSSL_MAC_PARAM_KEY),
	PARAM_END
};

#define VARIABLE_SIZE							\
	{ OSSL_FUNC_MAC_GETTABLE_CTX_PARAMS,				\
	  (void (*)(void))mac_gettable_ctx_params }
#define FIXED_SIZE							\
	{ OSSL_FUNC_MAC_GET_PARAMS,					\
	  (void (*)(void))mac_get_fixed_params },			\
	{ OSSL_FUNC_MAC_GETTABLE_PARAMS,				\
	  (void (*)(void))mac_gettable_fixed_params }

#define MAC_FUNCTIONS(_name, _index, ...)				\
static void *_name##_new(void *prov)					\
{									\
	return mac_new(prov, _index);					\
}									\
									\
static const OSSL_PARAM *_name##_settable(void *ctx, void *prov)	\
{									\
	(void)ctx;							\
	(void)prov;							\
	return settable_##_name;					\
}									\
									\
static const OSSL_DISPATCH _name##_functions[] = {			\
	{ OSSL_FUNC_MAC_NEWCTX, (void (*)(void))_name##_new },		\
	{ OSSL_FUNC_MAC_FREECTX, (void (*)(void))mac_free },		\
	{ OSSL_FUNC_MAC_DUPCTX, (void (*)(void))mac_dup },		\
	{ OSSL_FUNC_MAC_INIT, (void (*)(void))mac_init },		\
	{ OSSL_FUNC_MAC_UPDATE, (void (*)(void))mac_update },		\
	{ OSSL_FUNC_MAC_FINAL, (void (*)(void))mac_final },		\
	{ OSSL_FUNC_MAC_GET_CTX_PARAMS,					\
	  (void (*)(void))mac_get_ctx_params },				\
	{ OSSL_FUNC_MAC_SET_CTX_PARAMS,					\
	  (void (*)(void))mac_set_ctx_params },				\
	{ OSSL_FUNC_MAC_SETTABLE_CTX_PARAMS,				\
	  (void (*)(void))_name##_settable },				\
	__VA_ARGS__,							\
	{ 0, NULL }							\
};

MAC_FUNCTIONS(hmac, MAC_HMAC, VARIABLE_SIZE)
MAC_FUNCTIONS(cmac, MAC_CMAC, VARIABLE_SIZE)
MAC_FUNCTIONS(gmac, MAC_GMAC, FIXED_SIZE)
MAC_FUNCTIONS(poly1305, MAC_POLY1305, FIXED_SIZE)

static const struct offer offers[] = {
	{ .names = "HMAC", .description = "HMAC by /dev/crypto",
	  .functions = hmac_functions, .served = hmac_served },
	{ .names = "CMAC", .description = "AES-CMAC by /dev/crypto",
	  .functions = cmac_functions, .mac = CRYPTO_AES_CMAC, .mackeylen = 16 },
	{ .names = "GMAC:1.0.9797.3.4", .description = "AES-GMAC by /dev/crypto",
	  .functions = gmac_functions, .mac = CRYPTO_AES_NIST_GMAC,
	  .mackeylen = 16 },
	{ .names = "POLY1305", .description = "Poly1305 by /dev/crypto",
	  .functions = poly1305_functions, .mac = CRYPTO_POLY1305,
	  .mackeylen = 32 },
};

const struct offer_list mac_offers = {
	.operation = OSSL_OP_MAC,
	.offers = offers,
	.nr = ARRAY_SIZE(offers),
};
