// SPDX-License-Identifier: GPL-2.0
/*
 * BLAKE2b (RFC 7693) with a digest of 64 bytes, with a key or without. Since 6.19
 * the kernel has library functions, and may be configured without the transform.
 */
#include <crypto/blake2b.h>
#include <crypto/internal/hash.h>
#include <linux/module.h>
#include <linux/string.h>

#include "crypto/lib_hash/lib_hash.h"

/**
 * struct blake2b_secret - a transform's key
 * @len: bytes at @key; 0: there is none
 * @key: the key
 */
struct blake2b_secret {
	unsigned int len;
	u8 key[BLAKE2B_KEY_SIZE];
};

static int blake2b_lib_setkey(struct crypto_shash *tfm, const u8 *key,
			      unsigned int len)
{
	struct blake2b_secret *secret = crypto_shash_ctx(tfm);

	if (!len || len > sizeof(secret->key))
		return -EINVAL;
	memcpy(secret->key, key, len);
	secret->len = len;
	return 0;
}

static int blake2b_lib_init(struct shash_desc *desc)
{
	const struct blake2b_secret *secret = crypto_shash_ctx(desc->tfm);

	if (secret->len)
		blake2b_init_key(shash_desc_ctx(desc), BLAKE2B_HASH_SIZE,
				 secret->key, secret->len);
	else
		blake2b_init(shash_desc_ctx(desc), BLAKE2B_HASH_SIZE);
	return 0;
}

static int blake2b_lib_update(struct shash_desc *desc, const u8 *data,
			      unsigned int len)
{
	blake2b_update(shash_desc_ctx(desc), data, len);
	return 0;
}

static int blake2b_lib_final(struct shash_desc *desc, u8 *digest)
{
	blake2b_final(shash_desc_ctx(desc), digest);
	return 0;
}

struct shash_alg cryptodev_blake2b_alg = {
	.setkey = blake2b_lib_setkey,
	.init = blake2b_lib_init,
	.update = blake2b_lib_update,
	.final = blake2b_lib_final,
	.digestsize = BLAKE2B_HASH_SIZE,
	.descsize = sizeof(struct blake2b_ctx),
	.base = {
		.cra_name = "blake2b-512",
		.cra_driver_name = "blake2b-512-cryptodev",
		.cra_priority = CRYPTODEV_LIB_HASH_PRIORITY,
		.cra_flags = CRYPTO_ALG_INTERNAL | CRYPTO_ALG_OPTIONAL_KEY,
		.cra_blocksize = BLAKE2B_BLOCK_SIZE,
		.cra_ctxsize = sizeof(struct blake2b_secret),
		.cra_module = THIS_MODULE,
	},
};
