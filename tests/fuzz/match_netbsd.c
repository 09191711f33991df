// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of NetBSD's dialect whose fields fit together.
 */
#include <netbsd/crypto/cryptodev.h>

#include "mutate.h"

static const struct session_choice sessions[] = {
	{ .cipher = CRYPTO_AES_CBC, .keylen = 16 },
	{ .cipher = CRYPTO_AES_CTR, .keylen = 20 },
	{ .cipher = CRYPTO_BLF_CBC, .keylen = 16 },
	{ .cipher = CRYPTO_CAMELLIA_CBC, .keylen = 32 },
	{ .cipher = CRYPTO_ARC4, .keylen = 16 },
	{ .cipher = CRYPTO_NULL_CBC },
	{ .cipher = CRYPTO_AES_GCM_16, .keylen = 20,
	  .mac = CRYPTO_AES_128_GMAC, .mackeylen = 20 },
	{ .cipher = CRYPTO_AES_GCM_16, .keylen = 36,
	  .mac = CRYPTO_AES_256_GMAC, .mackeylen = 36 },
	{ .cipher = CRYPTO_AES_GMAC, .keylen = 28,
	  .mac = CRYPTO_AES_192_GMAC, .mackeylen = 28 },
	{ .cipher = CRYPTO_AES_CBC, .keylen = 32,
	  .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20 },
	{ .cipher = CRYPTO_AES_CTR, .keylen = 36,
	  .mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 32 },
	{ .cipher = CRYPTO_AES_CBC, .keylen = 24, .mac = CRYPTO_MD5 },
	{ .mac = CRYPTO_SHA1 },
	{ .mac = CRYPTO_MD5_HMAC_96, .mackeylen = 16 },
	{ .mac = CRYPTO_RIPEMD160_HMAC_96, .mackeylen = 20 },
	{ .mac = CRYPTO_SHA2_384_HMAC, .mackeylen = 48 },
	{ .mac = CRYPTO_SHA2_512_HMAC, .mackeylen = 64 },
	{ .mac = CRYPTO_AES_XCBC_MAC_96, .mackeylen = 16 },
	{ .mac = CRYPTO_NULL_HMAC },
	{ .comp_alg = CRYPTO_DEFLATE_COMP }, { .comp_alg = CRYPTO_GZIP_COMP },
	{ .comp_alg = CRYPTO_GZIP_COMP },
};

/**
 * netbsd_session() - choose a session of NetBSD's dialect
 * @r: the source of random numbers
 */
const struct session_choice *netbsd_session(struct random *r)
{
	return &CHOOSE(r, sessions);
}
