// SPDX-License-Identifier: GPL-2.0
/*
 * BLAKE2s (RFC 7693) with a digest of 32 bytes, with a key or without. The kernel
 * has had no such transform since 5.17.
 */
#include <crypto/internal/hash.h>
#include <linux/module.h>
#include <linux/string.h>

#include "compat/lib.h"
#include "crypto/lib_hash/lib_hash.h"

/**
 * struct blake2s_secret - a transform's key
 * @len: bytes at @key; 0: there is none
 * @key: the key
 */
struct blake2s_secret {
	unsigned int len;
	u8 key[BLAKE2S_KEY_SIZE];
};

static int blake2s_lib_setkey(struct crypto_shash *tfm, const u8 *key,
			      unsigned int len)
{
	struct blake2s_secret *secret = crypto_shash_ctx(tfm);

	if (!len || len > sizeof(secret->key))
		return -EINVAL;
	memcpy(secret->key, key, len);
	secret->len = len;
	return 0;
}

static int blake2s_lib_init(struct shash_desc *desc)
{
	const struct blake2s_secret *secret = crypto_shash_ctx(desc->tfm);

	if (secret->len)
		blake2s_init_key(shash_desc_ctx(desc), BLAKE2S_HASH_SIZE,
				 secret->key, secret->len);
	else
		blake2s_init(shash_desc_ctx(desc), BLAKE2S_HASH_SIZE);
	return 0;
}

static int blake2s_lib_update(struct shash_desc *desc, const u8 *data,
			      unsigned int len)
{
	blake2s_update(shash_desc_ctx(desc), data, len);
	return 0;
}

static int blake2s_lib_final(struct shash_desc *desc, u8 *digest)
{
	blake2s_final(shash_desc_ctx(desc), digest);
	return 0;
}

struct shash_alg cryptodev_blake2s_alg = {
	.setkey = blake2s_lib_setkey,
	.init = blake2s_lib_init,
	.update = blake2s_lib_update,
	.final = blake2s_lib_final,
	.digestsize = BLAKE2S_HASH_SIZE,
	.descsize = sizeof(struct blake2s_ctx),
	.base = {
		.cra_name = "blake2s-256",
		.cra_driver_name = "blake2s-256-cryptodev",
		.cra_priority = CRYPTODEV_LIB_HASH_PRIORITY,
		.cra_flags = CRYPTO_ALG_INTERNAL | CRYPTO_ALG_OPTIONAL_KEY,
		.cra_blocksize = BLAKE2S_BLOCK_SIZE,
		.cra_ctxsize = sizeof(struct blake2s_secret),
		.cra_module = THIS_MODULE,
	},
};
