// SPDX-License-Identifier: GPL-2.0
/*
 * Poly1305 (RFC 8439, section 2.5) with a key of its own. The kernel's transform,
 * which newer kernels lack, takes the key as the message's first 32 bytes.
 */
#include <crypto/internal/hash.h>
#include <crypto/poly1305.h>
#include <linux/module.h>
#include <linux/string.h>

#include "crypto/lib_hash/lib_hash.h"

static int poly1305_lib_setkey(struct crypto_shash *tfm, const u8 *key,
			       unsigned int len)
{
	if (len != POLY1305_KEY_SIZE)
		return -EINVAL;
	memcpy(crypto_shash_ctx(tfm), key, len);
	return 0;
}

static int poly1305_lib_init(struct shash_desc *desc)
{
	poly1305_init(shash_desc_ctx(desc), crypto_shash_ctx(desc->tfm));
	return 0;
}

static int poly1305_lib_update(struct shash_desc *desc, const u8 *data,
			       unsigned int len)
{
	poly1305_update(shash_desc_ctx(desc), data, len);
	return 0;
}

static int poly1305_lib_final(struct shash_desc *desc, u8 *digest)
{
	poly1305_final(shash_desc_ctx(desc), digest);
	return 0;
}

struct shash_alg cryptodev_poly1305_alg = {
	.setkey = poly1305_lib_setkey,
	.init = poly1305_lib_init,
	.update = poly1305_lib_update,
	.final = poly1305_lib_final,
	.digestsize = POLY1305_DIGEST_SIZE,
	.descsize = sizeof(struct poly1305_desc_ctx),
	.base = {
		.cra_name = "poly1305",
		.cra_driver_name = "poly1305-cryptodev",
		.cra_priority = CRYPTODEV_LIB_HASH_PRIORITY,
		.cra_flags = CRYPTO_ALG_INTERNAL,
		.cra_blocksize = POLY1305_BLOCK_SIZE,
		.cra_ctxsize = POLY1305_KEY_SIZE,
		.cra_module = THIS_MODULE,
	},
};
