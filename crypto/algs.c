// SPDX-License-Identifier: GPL-2.0
/*
 * The table of algorithms: for each algorithm number, the kernel's name of the
 * transform and its properties. The name of a transform comes from this table,
 * never from user space. algs_native.c has the rows of the larger numbers.
 *
 * The key lengths are bounds only. The transform checks which lengths between
 * the bounds are valid.
 */
#include <linux/kernel.h>
#include <linux/nospec.h>
#include <linux/sizes.h>
#include <crypto/cryptodev.h>

#include "compat/kernel.h"
#include "crypto/algs.h"
#include "crypto/lib_hash/lib_hash.h"

/*
 * CBC with blocks of 64 bits, which are too short to be safe, and of 128 bits.
 */
#define CBC64(_name, _min, _max)					\
	{ .name = "cbc(" _name ")", .kind = CRYPTODEV_CIPHER,		\
	  .chains = true, .legacy = true, .block = 8, .iv_len = 8,	\
	  .min_key = (_min), .max_key = (_max) }
#define CBC128(_name, _min, _max)					\
	{ .name = "cbc(" _name ")", .kind = CRYPTODEV_CIPHER,		\
	  .chains = true, .block = 16, .iv_len = 16,			\
	  .min_key = (_min), .max_key = (_max) }

/* For each key, GHASH has a table of 4 KiB, and Blowfish has four of 1 KiB. */
#define BIG_CONTEXT	SZ_8K

/* AES in a mode that chains and accepts any length. */
#define AES_STREAM(_mode)						\
	{ .name = _mode "(aes)", .kind = CRYPTODEV_CIPHER,		\
	  .chains = true, .block = 1, .iv_len = 16,			\
	  .min_key = 16, .max_key = 32 }

/* AES-GCM for IPsec: the last four bytes of the key are part of the nonce. */
#define ESP_GCM(_name, _text_is_aad)					\
	{ .name = _name "(gcm(aes))", .kind = CRYPTODEV_AEAD,		\
	  .esp = true, .text_is_aad = (_text_is_aad),			\
	  .iv_len = 8, .tag_len = 16,					\
	  .min_key = 20, .max_key = 36, .context = BIG_CONTEXT }

#define HASH(_name, _digest_len)					\
	{ .name = _name, .kind = CRYPTODEV_HASH,			\
	  .digest_len = (_digest_len) }
#define LEGACY_HASH(_name, _digest_len)					\
	{ .name = _name, .kind = CRYPTODEV_HASH, .legacy = true,	\
	  .digest_len = (_digest_len) }

#define HMAC(_name, _hash, _digest_len)				\
	{ .name = "hmac(" _name ")", .kind = CRYPTODEV_MAC,		\
	  .hash = (_hash), .digest_len = (_digest_len),			\
	  .max_key = CRYPTO_HMAC_MAX_KEY_LEN }

/* A MAC that is built from a cipher (NIST SP 800-38B, RFC 3566). */
#define AES_MAC(_mode, _digest_len, _max)				\
	{ .name = _mode "(aes)", .kind = CRYPTODEV_MAC,			\
	  .digest_len = (_digest_len),					\
	  .min_key = 16, .max_key = (_max) }

static const struct cryptodev_alg algs[] = {
	[CRYPTO_DES_CBC] = CBC64("des", 8, 8),
	[CRYPTO_3DES_CBC] = CBC64("des3_ede", 24, 24),
	[CRYPTO_BLF_CBC] = {
		.name = "cbc(blowfish)", .kind = CRYPTODEV_CIPHER,
		.chains = true, .legacy = true, .block = 8, .iv_len = 8,
		.min_key = 4, .max_key = 56, .context = BIG_CONTEXT,
	},
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
	/* IEEE 1619: any length of at least a block, by ciphertext stealing. */
	[CRYPTO_AES_XTS] = {
		.name = "xts(aes)", .kind = CRYPTODEV_CIPHER,
		.block = 1, .iv_len = 16, .min_key = 32, .max_key = 64,
		.context = SZ_2K,
	},
	/* RFC 3686: the key's last four bytes are a nonce, the counter begins at 1. */
	[CRYPTO_AES_CTR_RFC3686] = {
		.name = "rfc3686(ctr(aes))", .kind = CRYPTODEV_CIPHER,
		.block = 1, .iv_len = 8, .min_key = 20, .max_key = 36,
	},
	[CRYPTO_CHACHA20] = {
		.name = "chacha20", .kind = CRYPTODEV_CIPHER,
		.chains = true, .counter64 = true,
		.block = 1, .iv_len = 16, .min_key = 32, .max_key = 32,
	},
	/* Each message starts the key stream anew. */
	[CRYPTO_ARC4] = {
		.name = CRYPTODEV_ARC4_NAME, .kind = CRYPTODEV_CIPHER,
		.legacy = true, .block = 1, .min_key = 1, .max_key = 32,
		.context = SZ_2K,
	},
	[CRYPTO_NULL] = {
		.name = "ecb(cipher_null)", .kind = CRYPTODEV_CIPHER,
		.chains = true, .block = 1,
	},

	[CRYPTO_AES_GCM] = {
		.name = "gcm(aes)", .kind = CRYPTODEV_AEAD,
		.iv_len = 12, .tag_len = 16, .min_key = 16, .max_key = 32,
		.context = BIG_CONTEXT,
	},
	[CRYPTO_AES_CCM] = {
		.name = "ccm(aes)", .kind = CRYPTODEV_AEAD, .ccm = true,
		.iv_len = 16, .tag_len = 16, .min_key = 16, .max_key = 32,
		.context = SZ_2K,
	},
	[CRYPTO_AES_GCM_16] = ESP_GCM("rfc4106", false),
	[CRYPTO_AES_GMAC] = ESP_GCM("rfc4543", true),
	/* RFC 8439 replaced RFC 7539, but the template kept its name. */
	[CRYPTO_CHACHA20_POLY1305] = {
		.name = "rfc7539(chacha20,poly1305)", .kind = CRYPTODEV_AEAD,
		.iv_len = 12, .tag_len = 16, .min_key = 32, .max_key = 32,
	},

	[CRYPTO_MD5] = LEGACY_HASH("md5", 16),
	[CRYPTO_SHA1] = HASH("sha1", 20),
	[CRYPTO_RIPEMD160] = LEGACY_HASH("rmd160", 20),
	[CRYPTO_SHA2_224] = HASH("sha224", 28),
	[CRYPTO_SHA2_256] = HASH("sha256", 32),
	[CRYPTO_SHA2_384] = HASH("sha384", 48),
	[CRYPTO_SHA2_512] = HASH("sha512", 64),

	[CRYPTO_MD5_HMAC] = HMAC("md5", CRYPTO_MD5, 16),
	[CRYPTO_SHA1_HMAC] = HMAC("sha1", CRYPTO_SHA1, 20),
	[CRYPTO_RIPEMD160_HMAC] = HMAC("rmd160", CRYPTO_RIPEMD160, 20),
	[CRYPTO_SHA2_224_HMAC] = HMAC("sha224", CRYPTO_SHA2_224, 28),
	[CRYPTO_SHA2_256_HMAC] = HMAC("sha256", CRYPTO_SHA2_256, 32),
	[CRYPTO_SHA2_384_HMAC] = HMAC("sha384", CRYPTO_SHA2_384, 48),
	[CRYPTO_SHA2_512_HMAC] = HMAC("sha512", CRYPTO_SHA2_512, 64),

	[CRYPTO_AES_CMAC] = AES_MAC("cmac", 16, 32),
	[CRYPTO_AES_XCBC_MAC] = AES_MAC("xcbc", 16, 16),
	[CRYPTO_AES_XCBC_MAC_96] = AES_MAC("xcbc", 12, 16),
	/*
	 * RFC 8439, section 2.5: the key is both halves, r and s. The MAC of no
	 * bytes is s, and that of a block is r times a known number, plus s.
	 */
	[CRYPTO_POLY1305] = {
		.name = "poly1305", .kind = CRYPTODEV_MAC, .own = true,
		.reveals_key = true, .digest_len = 16,
		.min_key = 32, .max_key = 32,
	},
	[CRYPTO_BLAKE2B] = {
		.name = "blake2b-512", .kind = CRYPTODEV_MAC,
		.own = CRYPTODEV_OWN_BLAKE2B,
		.optional_key = true, .digest_len = 64, .max_key = 64,
	},
	[CRYPTO_BLAKE2S] = {
		.name = "blake2s-256", .kind = CRYPTODEV_MAC, .own = true,
		.optional_key = true, .digest_len = 32, .max_key = 32,
	},
	[CRYPTO_NULL_HMAC] = {
		.name = "null", .kind = CRYPTODEV_MAC, .own = true,
		.optional_key = true, .digest_len = 16,
		.max_key = CRYPTO_HMAC_MAX_KEY_LEN,
	},
	/* RFC 3610: CCM of no text, all of the message associated data. */
	[CRYPTO_AES_CCM_CBC_MAC] = {
		.name = "ccm(aes)", .kind = CRYPTODEV_GMAC, .ccm = true,
		.iv_len = 16, .tag_len = 16, .min_key = 16, .max_key = 32,
		.context = SZ_2K,
	},
	/*
	 * NIST SP 800-38D: GCM without text; the message is the associated
	 * data.
	 */
	[CRYPTO_AES_NIST_GMAC] = {
		.name = "gcm(aes)", .kind = CRYPTODEV_GMAC,
		.iv_len = 12, .tag_len = 16, .min_key = 16, .max_key = 32,
		.context = BIG_CONTEXT,
	},

	[CRYPTO_DEFLATE_COMP] = {
		.name = "deflate", .kind = CRYPTODEV_COMPRESSION,
	},
	[CRYPTO_DEFLATE_COMP_NOGROW] = {
		.name = "deflate", .kind = CRYPTODEV_COMPRESSION,
		.shrinks = true,
	},
	[CRYPTO_GZIP_COMP] = {
		.name = "gzip", .kind = CRYPTODEV_COMPRESSION, .gzip = true,
	},
};

/**
 * cryptodev_alg_find() - look up an algorithm
 * @number: an algorithm number, or any other number
 *
 * Runs in any context.
 *
 * Return: its row of the table, or NULL if the table has none.
 */
const struct cryptodev_alg *cryptodev_alg_find(u32 number)
{
	const struct cryptodev_alg *alg;

	if (number < ARRAY_SIZE(algs))
		alg = &algs[array_index_nospec(number, ARRAY_SIZE(algs))];
	else
		alg = cryptodev_alg_row_native(number);
	return !alg || alg->kind == CRYPTODEV_NO_ALG ? NULL : alg;
}

/**
 * cryptodev_alg_keyed() - is a number that of a MAC, which takes a key?
 * @number: an algorithm number, or any other number
 *
 * Runs in any context.
 */
bool cryptodev_alg_keyed(u32 number)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(number);

	return alg && (alg->kind == CRYPTODEV_MAC ||
		       alg->kind == CRYPTODEV_GMAC);
}

/**
 * cryptodev_alg_legacy() - is a number that of a legacy algorithm?
 * @number: an algorithm number, or any other number
 *
 * Runs in any context. The HMAC of a legacy hash is legacy too.
 */
bool cryptodev_alg_legacy(u32 number)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(number);

	if (alg && alg->hash && !alg->legacy)
		alg = cryptodev_alg_find(alg->hash);
	return alg && alg->legacy;
}
