// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of FreeBSD's dialect whose fields fit together.
 */
#include <freebsd/crypto/cryptodev.h>

#include "mutate.h"

static const struct session_choice sessions[] = {
	{ .cipher = CRYPTO_AES_CBC, .keylen = 16 },
	{ .cipher = CRYPTO_AES_XTS, .keylen = 64 },
	{ .cipher = CRYPTO_AES_ICM, .keylen = 32 },
	{ .cipher = CRYPTO_3DES_CBC, .keylen = 24 },
	{ .cipher = CRYPTO_CHACHA20, .keylen = 32 },
	{ .cipher = CRYPTO_NULL_CBC }, { .cipher = CRYPTO_NULL_CBC, .keylen = 99 },
	{ .cipher = CRYPTO_DEFLATE_COMP },
	{ .cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 32 },
	{ .cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16,
	  .mac = CRYPTO_AES_128_NIST_GMAC, .mackeylen = 16 },
	{ .cipher = CRYPTO_AES_CCM_16, .keylen = 16 },
	{ .cipher = CRYPTO_AES_CCM_16, .keylen = 32,
	  .mac = CRYPTO_AES_CCM_CBC_MAC, .mackeylen = 32 },
	{ .cipher = CRYPTO_CHACHA20_POLY1305, .keylen = 32 },
	{ .cipher = CRYPTO_AES_CBC, .keylen = 32,
	  .mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 32 },
	{ .cipher = CRYPTO_AES_ICM, .keylen = 16,
	  .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20 },
	{ .cipher = CRYPTO_AES_CBC, .keylen = 16, .mac = CRYPTO_SHA2_512 },
	{ .cipher = CRYPTO_NULL_CBC, .mac = CRYPTO_NULL_HMAC },
	{ .mac = CRYPTO_SHA1 }, { .mac = CRYPTO_RIPEMD160 },
	{ .mac = CRYPTO_MD5_HMAC, .mackeylen = 64 },
	{ .mac = CRYPTO_SHA2_224_HMAC, .mackeylen = 1 },
	{ .mac = CRYPTO_BLAKE2B, .mackeylen = 64 }, { .mac = CRYPTO_BLAKE2S },
	{ .mac = CRYPTO_POLY1305, .mackeylen = 32 },
	{ .mac = CRYPTO_AES_256_NIST_GMAC, .mackeylen = 32 },
	{ .mac = CRYPTO_AES_NIST_GMAC, .mackeylen = 24 },
	{ .mac = CRYPTO_AES_CCM_CBC_MAC, .mackeylen = 24 },
	{ .mac = CRYPTO_NULL_HMAC },
};

/**
 * freebsd_session() - choose a session of FreeBSD's dialect
 * @r: the source of random numbers
 */
const struct session_choice *freebsd_session(struct random *r)
{
	return &CHOOSE(r, sessions);
}
