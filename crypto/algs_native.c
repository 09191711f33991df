// SPDX-License-Identifier: GPL-2.0
/*
 * The rows of the algorithms whose numbers only the native header defines: ciphers
 * and AEADs from 0x300 on, hashes and MACs from 0x380 on. algs.c looks them up.
 */
#include <linux/kernel.h>
#include <linux/nospec.h>
#include <linux/sizes.h>
#include <crypto/cryptodev_native.h>

#include "crypto/algs.h"

#define FIRST_CIPHER	CRYPTODEV_DES_ECB
#define FIRST_HASH	CRYPTODEV_SHA3_224

#define CIPHER_ROW(_name)	(CRYPTODEV_##_name - FIRST_CIPHER)
#define HASH_ROW(_name)		(CRYPTODEV_##_name - FIRST_HASH)

#define ECB(_cipher, _block, _min, _max)				\
	.name = "ecb(" _cipher ")", .kind = CRYPTODEV_CIPHER,		\
	.chains = true, .block = (_block), .min_key = (_min),		\
	.max_key = (_max)

/* Modes of a cipher with blocks of 128 bits. */
#define CHAINING(_mode, _cipher, _block, _min, _max)			\
	.name = _mode "(" _cipher ")", .kind = CRYPTODEV_CIPHER,	\
	.chains = true, .block = (_block), .iv_len = 16,		\
	.min_key = (_min), .max_key = (_max)
#define CBC(_cipher, _min, _max)					\
	CHAINING("cbc", _cipher, 16, _min, _max)
#define CTR(_cipher, _min, _max)					\
	CHAINING("ctr", _cipher, 1, _min, _max)

/* A message is one request, of at least 16 bytes. */
#define WHOLE(_name, _iv_len, _min, _max, _context)			\
	.name = (_name), .kind = CRYPTODEV_CIPHER, .block = 1,		\
	.iv_len = (_iv_len), .min_key = (_min), .max_key = (_max),	\
	.context = (_context)
#define XTS(_cipher, _min, _max, _context)				\
	WHOLE("xts(" _cipher ")", 16, 2 * (_min), 2 * (_max), _context)

/* For each key, GHASH has a table of 4 KiB. */
#define GCM(_cipher, _min, _max)					\
	.name = "gcm(" _cipher ")", .kind = CRYPTODEV_AEAD,		\
	.iv_len = 12, .tag_len = 16, .min_key = (_min),			\
	.max_key = (_max), .context = SZ_8K

/*
 * The key is a blob that only the driver's hardware can open. The driver checks
 * its length.
 */
#define PAES_MIN	1
#define PAES_MAX	CRYPTODEV_PAES_MAX_KEY_LEN

static const struct cryptodev_alg ciphers[] = {
	[CIPHER_ROW(DES_ECB)] = { ECB("des", 8, 8, 8), .legacy = true },
	[CIPHER_ROW(3DES_ECB)] = {
		ECB("des3_ede", 8, 24, 24), .legacy = true,
	},

	/* RFC 3962: the last two blocks are always exchanged. */
	[CIPHER_ROW(AES_CBC_CTS)] = {
		WHOLE("cts(cbc(aes))", 16, 16, 32, SZ_2K),
	},
	/* The generic POLYVAL has a table of 4 KiB for each key. */
	[CIPHER_ROW(AES_HCTR2)] = { WHOLE("hctr2(aes)", 32, 16, 32, SZ_8K) },
	[CIPHER_ROW(ADIANTUM)] = {
		WHOLE("adiantum(xchacha12,aes)", 32, 32, 32, SZ_4K),
	},

	[CIPHER_ROW(SM4_ECB)] = { ECB("sm4", 16, 16, 16) },
	[CIPHER_ROW(SM4_CBC)] = { CBC("sm4", 16, 16) },
	[CIPHER_ROW(SM4_CTR)] = { CTR("sm4", 16, 16) },
	[CIPHER_ROW(SM4_XTS)] = { XTS("sm4", 16, 16, SZ_2K) },
	[CIPHER_ROW(SM4_GCM)] = { GCM("sm4", 16, 16) },
	[CIPHER_ROW(SM4_CCM)] = {
		.name = "ccm(sm4)", .kind = CRYPTODEV_AEAD, .ccm = true,
		.iv_len = 16, .tag_len = 16, .min_key = 16, .max_key = 16,
		.context = SZ_2K,
	},

	[CIPHER_ROW(ARIA_ECB)] = { ECB("aria", 16, 16, 32) },
	[CIPHER_ROW(ARIA_CBC)] = { CBC("aria", 16, 32) },
	[CIPHER_ROW(ARIA_CTR)] = { CTR("aria", 16, 32) },
	[CIPHER_ROW(ARIA_GCM)] = { GCM("aria", 16, 32) },

	[CIPHER_ROW(SERPENT_CBC)] = { CBC("serpent", 16, 32) },
	[CIPHER_ROW(SERPENT_CTR)] = { CTR("serpent", 16, 32) },
	[CIPHER_ROW(SERPENT_XTS)] = { XTS("serpent", 16, 32, SZ_2K) },

	/* Twofish has tables of 4 KiB for each key. */
	[CIPHER_ROW(TWOFISH_CBC)] = {
		CBC("twofish", 16, 32), .context = SZ_8K,
	},
	[CIPHER_ROW(TWOFISH_CTR)] = {
		CTR("twofish", 16, 32), .context = SZ_8K,
	},
	[CIPHER_ROW(TWOFISH_XTS)] = { XTS("twofish", 16, 32, SZ_16K) },

	[CIPHER_ROW(PAES_ECB)] = { ECB("paes", 16, PAES_MIN, PAES_MAX) },
	[CIPHER_ROW(PAES_CBC)] = { CBC("paes", PAES_MIN, PAES_MAX) },
	[CIPHER_ROW(PAES_CTR)] = { CTR("paes", PAES_MIN, PAES_MAX) },
	[CIPHER_ROW(PAES_XTS)] = {
		WHOLE("xts(paes)", 16, PAES_MIN, PAES_MAX, 0),
	},
};

#define HASH(_name, _digest_len)					\
	{ .name = (_name), .kind = CRYPTODEV_HASH,			\
	  .digest_len = (_digest_len) }
#define HMAC(_name, _hash, _digest_len)					\
	{ .name = "hmac(" _name ")", .kind = CRYPTODEV_MAC,		\
	  .hash = CRYPTODEV_##_hash, .digest_len = (_digest_len),	\
	  .max_key = CRYPTO_HMAC_MAX_KEY_LEN }

static const struct cryptodev_alg hashes[] = {
	[HASH_ROW(SHA3_224)] = HASH("sha3-224", 28),
	[HASH_ROW(SHA3_256)] = HASH("sha3-256", 32),
	[HASH_ROW(SHA3_384)] = HASH("sha3-384", 48),
	[HASH_ROW(SHA3_512)] = HASH("sha3-512", 64),
	[HASH_ROW(SHA3_224_HMAC)] = HMAC("sha3-224", SHA3_224, 28),
	[HASH_ROW(SHA3_256_HMAC)] = HMAC("sha3-256", SHA3_256, 32),
	[HASH_ROW(SHA3_384_HMAC)] = HMAC("sha3-384", SHA3_384, 48),
	[HASH_ROW(SHA3_512_HMAC)] = HMAC("sha3-512", SHA3_512, 64),

	[HASH_ROW(SM3)] = HASH("sm3", 32),
	[HASH_ROW(SM3_HMAC)] = HMAC("sm3", SM3, 32),

	[HASH_ROW(STREEBOG_256)] = HASH("streebog256", 32),
	[HASH_ROW(STREEBOG_512)] = HASH("streebog512", 64),
	[HASH_ROW(STREEBOG_256_HMAC)] = HMAC("streebog256", STREEBOG_256, 32),
	[HASH_ROW(STREEBOG_512_HMAC)] = HMAC("streebog512", STREEBOG_512, 64),
};

/**
 * cryptodev_alg_row_native() - the row of a number of the native header
 * @number: an algorithm number, or any other number
 *
 * Runs in any context.
 *
 * Return: the row, which is empty if no algorithm has the number, or NULL.
 */
const struct cryptodev_alg *cryptodev_alg_row_native(u32 number)
{
	u32 cipher = number - FIRST_CIPHER, hash = number - FIRST_HASH;

	if (cipher < ARRAY_SIZE(ciphers))
		return &ciphers[array_index_nospec(cipher,
						   ARRAY_SIZE(ciphers))];
	if (hash < ARRAY_SIZE(hashes))
		return &hashes[array_index_nospec(hash, ARRAY_SIZE(hashes))];
	return NULL;
}
