// SPDX-License-Identifier: GPL-2.0
/*
 * The BSDs' NULL_HMAC: a digest of zeros, whatever the key and the message. The
 * kernel's "digest_null" has a digest of no bytes.
 */
#include <crypto/internal/hash.h>
#include <linux/module.h>
#include <linux/string.h>

#include "crypto/lib_hash/lib_hash.h"

#define NULL_DIGEST	16	/* bytes */

static int null_setkey(struct crypto_shash *tfm, const u8 *key,
		       unsigned int len)
{
	return 0;
}

static int null_init(struct shash_desc *desc)
{
	return 0;
}

static int null_update(struct shash_desc *desc, const u8 *data,
		       unsigned int len)
{
	return 0;
}

static int null_final(struct shash_desc *desc, u8 *digest)
{
	memset(digest, 0, NULL_DIGEST);
	return 0;
}

struct shash_alg cryptodev_null_alg = {
	.setkey = null_setkey,
	.init = null_init,
	.update = null_update,
	.final = null_final,
	.digestsize = NULL_DIGEST,
	.base = {
		.cra_name = "null",
		.cra_driver_name = "null-cryptodev",
		.cra_priority = CRYPTODEV_LIB_HASH_PRIORITY,
		.cra_flags = CRYPTO_ALG_INTERNAL | CRYPTO_ALG_OPTIONAL_KEY,
		.cra_blocksize = 1,
		.cra_module = THIS_MODULE,
	},
};
