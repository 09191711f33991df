// SPDX-License-Identifier: GPL-2.0
/*
 * The table: algorithm number to kernel transform. A transform's name comes
 * from here and never from user space.
 *
 * Key sizes bound what is passed on; which of the sizes between are legal is
 * the transform's to say.
 */
#include <linux/array_size.h>
#include <linux/nospec.h>
#include <crypto/cryptodev.h>

#include "crypto/algs.h"

/* CBC over a block of 64 bits, and of 128. */
#define CBC64(_name, _min, _max)					\
	{ .name = "cbc(" _name ")", .kind = CRYPTODEV_CIPHER,		\
	  .chains = true, .block = 8, .iv_len = 8,			\
	  .min_key = (_min), .max_key = (_max) }
#define CBC128(_name, _min, _max)					\
	{ .name = "cbc(" _name ")", .kind = CRYPTODEV_CIPHER,		\
	  .chains = true, .block = 16, .iv_len = 16,			\
	  .min_key = (_min), .max_key = (_max) }

/* AES in a mode that chains and takes any length. */
#define AES_STREAM(_mode)						\
	{ .name = _mode "(aes)", .kind = CRYPTODEV_CIPHER,		\
	  .chains = true, .block = 1, .iv_len = 16,			\
	  .min_key = 16, .max_key = 32 }

#define AES_AEAD(_mode, _iv_len)					\
	{ .name = _mode "(aes)", .kind = CRYPTODEV_AEAD,		\
	  .iv_len = (_iv_len), .tag_len = 16,				\
	  .min_key = 16, .max_key = 32 }

#define HASH(_name)							\
	{ .name = _name, .kind = CRYPTODEV_HASH }

#define HMAC(_name)							\
	{ .name = "hmac(" _name ")", .kind = CRYPTODEV_HMAC,		\
	  .max_key = CRYPTO_HMAC_MAX_KEY_LEN }

static const struct cryptodev_alg algs[] = {
	[CRYPTO_DES_CBC] = CBC64("des", 8, 8),
	[CRYPTO_3DES_CBC] = CBC64("des3_ede", 24, 24),
	[CRYPTO_BLF_CBC] = CBC64("blowfish", 4, 56),
	[CRYPTO_CAST_CBC] = CBC64("cast5", 5, 16),
	[CRYPTO_AES_CBC] = CBC128("aes", 16, 32),
	[CRYPTO_CAMELLIA_CBC] = CBC128("camellia", 16, 32),

	[CRYPTO_AES_CTR] = AES_STREAM("ctr"),
	[CRYPTO_AES_CFB] = AES_STREAM("cfb"),
	[CRYPTO_AES_OFB] = AES_STREAM("ofb"),
	[CRYPTO_AES_ECB] = {
		.name = "ecb(aes)", .kind = CRYPTODEV_CIPHER, .chains = true,
		.block = 16, .min_key = 16, .max_key = 32,
	},
	/* IEEE 1619: any length from a block up, by ciphertext stealing. */
	[CRYPTO_AES_XTS] = {
		.name = "xts(aes)", .kind = CRYPTODEV_CIPHER,
		.block = 1, .iv_len = 16, .min_key = 32, .max_key = 64,
	},
	[CRYPTO_NULL] = {
		.name = "ecb(cipher_null)", .kind = CRYPTODEV_CIPHER,
		.chains = true, .block = 1,
	},

	[CRYPTO_AES_GCM] = AES_AEAD("gcm", 12),
	[CRYPTO_AES_CCM] = AES_AEAD("ccm", 16),

	[CRYPTO_MD5] = HASH("md5"),
	[CRYPTO_SHA1] = HASH("sha1"),
	[CRYPTO_RIPEMD160] = HASH("rmd160"),
	[CRYPTO_SHA2_224] = HASH("sha224"),
	[CRYPTO_SHA2_256] = HASH("sha256"),
	[CRYPTO_SHA2_384] = HASH("sha384"),
	[CRYPTO_SHA2_512] = HASH("sha512"),

	[CRYPTO_MD5_HMAC] = HMAC("md5"),
	[CRYPTO_SHA1_HMAC] = HMAC("sha1"),
	[CRYPTO_RIPEMD160_HMAC] = HMAC("rmd160"),
	[CRYPTO_SHA2_224_HMAC] = HMAC("sha224"),
	[CRYPTO_SHA2_256_HMAC] = HMAC("sha256"),
	[CRYPTO_SHA2_384_HMAC] = HMAC("sha384"),
	[CRYPTO_SHA2_512_HMAC] = HMAC("sha512"),
};

/**
 * cryptodev_alg_find() - look an algorithm up
 * @number: from enum cryptodev_crypto_op_t, or anything else
 *
 * Return: its row, or NULL if the table has none.
 */
const struct cryptodev_alg *cryptodev_alg_find(u32 number)
{
	const struct cryptodev_alg *alg;

	if (number >= ARRAY_SIZE(algs))
		return NULL;
	alg = &algs[array_index_nospec(number, ARRAY_SIZE(algs))];
	return alg->kind == CRYPTODEV_NO_ALG ? NULL : alg;
}

/**
 * cryptodev_alg_keyed() - does a hash take a key?
 * @number: from enum cryptodev_crypto_op_t, or anything else
 */
bool cryptodev_alg_keyed(u32 number)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(number);

	return alg && alg->kind == CRYPTODEV_HMAC;
}
