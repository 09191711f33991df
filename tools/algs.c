// SPDX-License-Identifier: GPL-2.0
/*
 * The table of algorithms: the rows of the module's own tables (crypto/algs.c,
 * crypto/pubkey/pubkey.c), with the names that people and libcrypto use.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <crypto/cryptodev_native.h>

#include "algs.h"
#include "asym.h"
#include "cryptoctl.h"
#include "message.h"

#define NUMBER(_constant)						\
	.constant = #_constant, .number = CRYPTO_##_constant
#define CBC(_name, _constant, _transform, _min, _max, _step, _block, _evp) \
	{ .name = (_name), NUMBER(_constant), .kind = ALG_CIPHER,	\
	  .flags = ALG_RAW | ALG_PADDED, .transform = (_transform),	\
	  .min_key = (_min), .max_key = (_max), .key_step = (_step),	\
	  .block = (_block), .iv_len = (_block), .evp = (_evp) }
#define AES_STREAM(_name, _constant, _transform, _evp)			\
	{ .name = (_name), NUMBER(_constant), .kind = ALG_CIPHER,	\
	  .flags = ALG_RAW, .transform = (_transform),			\
	  .min_key = 16, .max_key = 32, .key_step = 8,			\
	  .block = 1, .iv_len = 16, .evp = (_evp) }
#define ESP(_name, _constant, _transform)				\
	{ .name = (_name), NUMBER(_constant), .kind = ALG_AEAD,		\
	  .flags = ALG_ESP, .transform = (_transform),			\
	  .min_key = 20, .max_key = 36, .key_step = 8,			\
	  .iv_len = 8, .out_len = 16 }
#define HASH(_name, _constant, _transform, _len, _evp)			\
	{ .name = (_name), NUMBER(_constant), .kind = ALG_HASH,		\
	  .transform = (_transform), .out_len = (_len), .evp = (_evp) }
#define HMAC(_name, _constant, _transform, _len, _evp)			\
	{ .name = "hmac-" _name, NUMBER(_constant##_HMAC),		\
	  .kind = ALG_MAC, .transform = "hmac(" _transform ")",		\
	  .max_key = CRYPTO_HMAC_MAX_KEY_LEN, .key_step = 1,		\
	  .out_len = (_len), .evp = (_evp) }
#define AES_MAC(_name, _constant, _transform, _max, _len, _evp)		\
	{ .name = (_name), NUMBER(_constant), .kind = ALG_MAC,		\
	  .transform = (_transform), .min_key = 16, .max_key = (_max),	\
	  .key_step = 8, .out_len = (_len), .evp = (_evp) }

/* Rows of the numbers of <crypto/cryptodev_native.h>. */
#define NATIVE(_constant)						\
	.constant = #_constant, .number = CRYPTODEV_##_constant
#define RSA(_name, _constant, _transform)				\
	{ .name = (_name), NATIVE(_constant), .kind = ALG_PKE,		\
	  .transform = (_transform), .asym = &asym_rsa }
#define RSA_SIGN(_name, _hash, _transform, _len, _evp)			\
	{ .name = "rsa-" _name, NATIVE(RSA_PKCS1),			\
	  .hash = CRYPTO_##_hash, .kind = ALG_SIG,			\
	  .transform = "pkcs1pad(rsa," _transform ")",			\
	  .out_len = (_len), .evp = (_evp), .asym = &asym_rsa }
#define ECDSA(_bits, _bytes)						\
	{ .name = "ecdsa-p" #_bits, NATIVE(ECDSA_P##_bits),		\
	  .kind = ALG_SIG, .transform = "ecdsa-nist-p" #_bits,		\
	  .public_len = 2 * (_bytes) + 1, .out_len = HASH_MAX_LEN,	\
	  .evp = "P-" #_bits, .asym = &asym_ecdsa_p##_bits }
#define KEX(_name, _constant, _transform, _min, _len, _public, _evp, _asym) \
	{ .name = (_name), NATIVE(_constant), .kind = ALG_KEX,		\
	  .transform = (_transform), .min_key = (_min),			\
	  .max_key = (_len), .key_step = 1, .public_len = (_public),	\
	  .out_len = (_len), .evp = (_evp), .asym = (_asym) }
#define ECDH(_bits, _bytes)						\
	KEX("ecdh-p" #_bits, ECDH_P##_bits, "ecdh-nist-p" #_bits,	\
	    _bytes, _bytes, 2 * (_bytes) + 1, "P-" #_bits,		\
	    &asym_ecdh_p##_bits)
#define FFDHE(_bits)							\
	KEX("ffdhe" #_bits, FFDHE##_bits, "ffdhe" #_bits "(dh)", 1,	\
	    (_bits) / 8, (_bits) / 8, "ffdhe" #_bits, &asym_ffdhe)

/* Modes of ciphers with blocks of 128 bits, and hashes. */
#define BLOCK128(_name, _constant, _transform, _min, _max, _evp)	\
	.name = (_name), NATIVE(_constant), .kind = ALG_CIPHER,		\
	.transform = (_transform), .min_key = (_min), .max_key = (_max), \
	.key_step = 8, .evp = (_evp)
#define NATIVE_ECB(_name, _constant, _transform, _min, _max, _evp)	\
	{ BLOCK128(_name, _constant, "ecb(" _transform ")", _min, _max,	\
		   _evp), .flags = ALG_RAW | ALG_PADDED, .block = 16 }
#define NATIVE_CBC(_name, _constant, _transform, _min, _max, _evp)	\
	{ BLOCK128(_name, _constant, "cbc(" _transform ")", _min, _max,	\
		   _evp), .flags = ALG_RAW | ALG_PADDED, .block = 16,	\
	  .iv_len = 16 }
#define NATIVE_CTR(_name, _constant, _transform, _min, _max, _evp)	\
	{ BLOCK128(_name, _constant, "ctr(" _transform ")", _min, _max,	\
		   _evp), .flags = ALG_RAW, .block = 1, .iv_len = 16 }
#define NATIVE_XTS(_name, _constant, _transform, _min, _max)		\
	{ .name = (_name), NATIVE(_constant), .kind = ALG_CIPHER,	\
	  .flags = ALG_WHOLE | ALG_TWO_KEYS,				\
	  .transform = "xts(" _transform ")", .min_key = 2 * (_min),	\
	  .max_key = 2 * (_max), .key_step = 16, .block = 1,		\
	  .iv_len = 16 }
#define NATIVE_AEAD(_name, _constant, _transform, _max, _evp)		\
	{ .name = (_name), NATIVE(_constant), .kind = ALG_AEAD,		\
	  .flags = ALG_SEALS, .transform = (_transform), .min_key = 16,	\
	  .max_key = (_max), .key_step = 8, .iv_len = 12,		\
	  .out_len = 16, .evp = (_evp) }
#define NATIVE_HASH(_name, _constant, _transform, _len, _evp)		\
	{ .name = (_name), NATIVE(_constant), .kind = ALG_HASH,		\
	  .transform = (_transform), .out_len = (_len), .evp = (_evp) }
#define NATIVE_HMAC(_name, _constant, _transform, _len, _evp)		\
	{ .name = "hmac-" _name, NATIVE(_constant##_HMAC),		\
	  .kind = ALG_MAC, .transform = "hmac(" _transform ")",		\
	  .max_key = CRYPTO_HMAC_MAX_KEY_LEN, .key_step = 1,		\
	  .out_len = (_len), .evp = (_evp) }

/* AES with a key that only the hardware can open. */
#define PAES(_name, _constant, _mode, _flags, _block, _iv)		\
	{ .name = (_name), NATIVE(_constant), .kind = ALG_CIPHER,	\
	  .flags = ALG_OPAQUE | (_flags), .transform = _mode "(paes)",	\
	  .min_key = 1, .max_key = CRYPTODEV_PAES_MAX_KEY_LEN,		\
	  .key_step = 1, .block = (_block), .iv_len = (_iv) }

const struct alg algs[] = {
	CBC("aes-cbc", AES_CBC, "cbc(aes)", 16, 32, 8, 16, "AES-%u-CBC"),
	AES_STREAM("aes-ctr", AES_CTR, "ctr(aes)", "AES-%u-CTR"),
	{ .name = "aes-xts", NUMBER(AES_XTS), .kind = ALG_CIPHER,
	  .flags = ALG_WHOLE | ALG_TWO_KEYS, .transform = "xts(aes)",
	  .min_key = 32, .max_key = 64, .key_step = 16, .block = 1,
	  .iv_len = 16, .evp = "AES-%u-XTS" },
	{ .name = "aes-ecb", NUMBER(AES_ECB), .kind = ALG_CIPHER,
	  .flags = ALG_RAW | ALG_PADDED, .transform = "ecb(aes)",
	  .min_key = 16, .max_key = 32, .key_step = 8, .block = 16,
	  .evp = "AES-%u-ECB" },
	AES_STREAM("aes-cfb", AES_CFB, "cfb(aes)", "AES-%u-CFB"),
	AES_STREAM("aes-ofb", AES_OFB, "ofb(aes)", "AES-%u-OFB"),
	CBC("camellia-cbc", CAMELLIA_CBC, "cbc(camellia)", 16, 32, 8, 16,
	    "CAMELLIA-%u-CBC"),
	CBC("blowfish-cbc", BLF_CBC, "cbc(blowfish)", 4, 56, 1, 8, "BF-CBC"),
	CBC("cast5-cbc", CAST_CBC, "cbc(cast5)", 5, 16, 1, 8, "CAST5-CBC"),
	CBC("des-cbc", DES_CBC, "cbc(des)", 8, 8, 1, 8, "DES-CBC"),
	CBC("3des-cbc", 3DES_CBC, "cbc(des3_ede)", 24, 24, 1, 8,
	    "DES-EDE3-CBC"),
	{ .name = "chacha20", NUMBER(CHACHA20), .kind = ALG_CIPHER,
	  .flags = ALG_RAW, .transform = "chacha20", .min_key = 32,
	  .max_key = 32, .key_step = 1, .block = 1, .iv_len = 16,
	  .evp = "ChaCha20" },
	{ .name = "aes-ctr-rfc3686", NUMBER(AES_CTR_RFC3686),
	  .kind = ALG_CIPHER, .flags = ALG_WHOLE,
	  .transform = "rfc3686(ctr(aes))", .min_key = 20, .max_key = 36,
	  .key_step = 8, .block = 1, .iv_len = 8 },
	{ .name = "arc4", NUMBER(ARC4), .kind = ALG_CIPHER,
	  .flags = ALG_WHOLE, .transform = "ecb(arc4)", .min_key = 1,
	  .max_key = 32, .key_step = 1, .block = 1, .evp = "RC4" },
	{ .name = "null", NUMBER(NULL), .kind = ALG_CIPHER,
	  .transform = "ecb(cipher_null)", .key_step = 1, .block = 1 },
	{ .name = "aes-cbc-cts", NATIVE(AES_CBC_CTS), .kind = ALG_CIPHER,
	  .flags = ALG_WHOLE, .transform = "cts(cbc(aes))", .min_key = 16,
	  .max_key = 32, .key_step = 8, .block = 1, .iv_len = 16,
	  .evp = "AES-%u-CBC-CTS" },
	{ .name = "aes-hctr2", NATIVE(AES_HCTR2), .kind = ALG_CIPHER,
	  .flags = ALG_WHOLE, .transform = "hctr2(aes)", .min_key = 16,
	  .max_key = 32, .key_step = 8, .block = 1, .iv_len = 32 },
	{ .name = "adiantum", NATIVE(ADIANTUM), .kind = ALG_CIPHER,
	  .flags = ALG_WHOLE, .transform = "adiantum(xchacha12,aes)",
	  .min_key = 32, .max_key = 32, .key_step = 1, .block = 1,
	  .iv_len = 32 },
	{ .name = "des-ecb", NATIVE(DES_ECB), .kind = ALG_CIPHER,
	  .flags = ALG_RAW | ALG_PADDED, .transform = "ecb(des)",
	  .min_key = 8, .max_key = 8, .key_step = 1, .block = 8,
	  .evp = "DES-ECB" },
	{ .name = "3des-ecb", NATIVE(3DES_ECB), .kind = ALG_CIPHER,
	  .flags = ALG_RAW | ALG_PADDED, .transform = "ecb(des3_ede)",
	  .min_key = 24, .max_key = 24, .key_step = 1, .block = 8,
	  .evp = "DES-EDE3-ECB" },
	NATIVE_ECB("sm4-ecb", SM4_ECB, "sm4", 16, 16, "SM4-ECB"),
	NATIVE_CBC("sm4-cbc", SM4_CBC, "sm4", 16, 16, "SM4-CBC"),
	NATIVE_CTR("sm4-ctr", SM4_CTR, "sm4", 16, 16, "SM4-CTR"),
	NATIVE_XTS("sm4-xts", SM4_XTS, "sm4", 16, 16),
	NATIVE_ECB("aria-ecb", ARIA_ECB, "aria", 16, 32, "ARIA-%u-ECB"),
	NATIVE_CBC("aria-cbc", ARIA_CBC, "aria", 16, 32, "ARIA-%u-CBC"),
	NATIVE_CTR("aria-ctr", ARIA_CTR, "aria", 16, 32, "ARIA-%u-CTR"),
	NATIVE_CBC("serpent-cbc", SERPENT_CBC, "serpent", 16, 32, NULL),
	NATIVE_CTR("serpent-ctr", SERPENT_CTR, "serpent", 16, 32, NULL),
	NATIVE_XTS("serpent-xts", SERPENT_XTS, "serpent", 16, 32),
	NATIVE_CBC("twofish-cbc", TWOFISH_CBC, "twofish", 16, 32, NULL),
	NATIVE_CTR("twofish-ctr", TWOFISH_CTR, "twofish", 16, 32, NULL),
	NATIVE_XTS("twofish-xts", TWOFISH_XTS, "twofish", 16, 32),
	PAES("paes-ecb", PAES_ECB, "ecb", ALG_RAW | ALG_PADDED, 16, 0),
	PAES("paes-cbc", PAES_CBC, "cbc", ALG_RAW | ALG_PADDED, 16, 16),
	PAES("paes-ctr", PAES_CTR, "ctr", ALG_RAW, 1, 16),
	PAES("paes-xts", PAES_XTS, "xts", ALG_WHOLE, 1, 16),

	{ .name = "aes-gcm", NUMBER(AES_GCM), .kind = ALG_AEAD,
	  .flags = ALG_SEALS, .transform = "gcm(aes)", .min_key = 16,
	  .max_key = 32, .key_step = 8, .iv_len = 12, .out_len = 16,
	  .evp = "AES-%u-GCM" },
	{ .name = "aes-ccm", NUMBER(AES_CCM), .kind = ALG_AEAD,
	  .flags = ALG_SEALS, .transform = "ccm(aes)", .min_key = 16,
	  .max_key = 32, .key_step = 8, .iv_len = 12, .out_len = 16,
	  .evp = "AES-%u-CCM" },
	{ .name = "chacha20-poly1305", NUMBER(CHACHA20_POLY1305),
	  .kind = ALG_AEAD, .flags = ALG_SEALS,
	  .transform = "rfc7539(chacha20,poly1305)", .min_key = 32,
	  .max_key = 32, .key_step = 1, .iv_len = 12, .out_len = 16,
	  .evp = "ChaCha20-Poly1305" },
	ESP("aes-gcm-16", AES_GCM_16, "rfc4106(gcm(aes))"),
	ESP("aes-gmac", AES_GMAC, "rfc4543(gcm(aes))"),
	NATIVE_AEAD("sm4-gcm", SM4_GCM, "gcm(sm4)", 16, NULL),
	NATIVE_AEAD("sm4-ccm", SM4_CCM, "ccm(sm4)", 16, NULL),
	NATIVE_AEAD("aria-gcm", ARIA_GCM, "gcm(aria)", 32, "ARIA-%u-GCM"),

	HASH("md5", MD5, "md5", 16, "MD5"),
	HASH("sha1", SHA1, "sha1", 20, "SHA1"),
	HASH("ripemd160", RIPEMD160, "rmd160", 20, "RIPEMD160"),
	HASH("sha224", SHA2_224, "sha224", 28, "SHA2-224"),
	HASH("sha256", SHA2_256, "sha256", 32, "SHA2-256"),
	HASH("sha384", SHA2_384, "sha384", 48, "SHA2-384"),
	HASH("sha512", SHA2_512, "sha512", 64, "SHA2-512"),
	NATIVE_HASH("sha3-224", SHA3_224, "sha3-224", 28, "SHA3-224"),
	NATIVE_HASH("sha3-256", SHA3_256, "sha3-256", 32, "SHA3-256"),
	NATIVE_HASH("sha3-384", SHA3_384, "sha3-384", 48, "SHA3-384"),
	NATIVE_HASH("sha3-512", SHA3_512, "sha3-512", 64, "SHA3-512"),
	NATIVE_HASH("sm3", SM3, "sm3", 32, "SM3"),
	NATIVE_HASH("streebog-256", STREEBOG_256, "streebog256", 32, NULL),
	NATIVE_HASH("streebog-512", STREEBOG_512, "streebog512", 64, NULL),

	HMAC("md5", MD5, "md5", 16, "MD5"),
	HMAC("sha1", SHA1, "sha1", 20, "SHA1"),
	HMAC("ripemd160", RIPEMD160, "rmd160", 20, "RIPEMD160"),
	HMAC("sha224", SHA2_224, "sha224", 28, "SHA2-224"),
	HMAC("sha256", SHA2_256, "sha256", 32, "SHA2-256"),
	HMAC("sha384", SHA2_384, "sha384", 48, "SHA2-384"),
	HMAC("sha512", SHA2_512, "sha512", 64, "SHA2-512"),
	NATIVE_HMAC("sha3-224", SHA3_224, "sha3-224", 28, "SHA3-224"),
	NATIVE_HMAC("sha3-256", SHA3_256, "sha3-256", 32, "SHA3-256"),
	NATIVE_HMAC("sha3-384", SHA3_384, "sha3-384", 48, "SHA3-384"),
	NATIVE_HMAC("sha3-512", SHA3_512, "sha3-512", 64, "SHA3-512"),
	NATIVE_HMAC("sm3", SM3, "sm3", 32, "SM3"),
	NATIVE_HMAC("streebog-256", STREEBOG_256, "streebog256", 32, NULL),
	NATIVE_HMAC("streebog-512", STREEBOG_512, "streebog512", 64, NULL),

	AES_MAC("aes-cmac", AES_CMAC, "cmac(aes)", 32, 16, "AES-%u-CBC"),
	AES_MAC("aes-xcbc-mac", AES_XCBC_MAC, "xcbc(aes)", 16, 16, NULL),
	AES_MAC("aes-xcbc-mac-96", AES_XCBC_MAC_96, "xcbc(aes)", 16, 12, NULL),
	{ .name = "aes-nist-gmac", NUMBER(AES_NIST_GMAC), .kind = ALG_MAC,
	  .flags = ALG_NONCE, .transform = "gcm(aes)", .min_key = 16,
	  .max_key = 32, .key_step = 8, .iv_len = 12, .out_len = 16 },
	{ .name = "aes-ccm-cbc-mac", NUMBER(AES_CCM_CBC_MAC),
	  .kind = ALG_MAC, .flags = ALG_NONCE, .transform = "ccm(aes)",
	  .min_key = 16, .max_key = 32, .key_step = 8, .iv_len = 12,
	  .out_len = 16 },
	{ .name = "poly1305", NUMBER(POLY1305), .kind = ALG_MAC,
	  .flags = ALG_OWN, .transform = "poly1305", .min_key = 32,
	  .max_key = 32, .key_step = 1, .out_len = 16, .evp = "POLY1305" },
	{ .name = "blake2b", NUMBER(BLAKE2B), .kind = ALG_MAC,
	  .transform = "blake2b-512", .max_key = 64, .key_step = 1,
	  .out_len = 64, .evp = "BLAKE2BMAC" },
	{ .name = "blake2s", NUMBER(BLAKE2S), .kind = ALG_MAC,
	  .flags = ALG_OWN, .transform = "blake2s-256", .max_key = 32,
	  .key_step = 1, .out_len = 32, .evp = "BLAKE2SMAC" },
	{ .name = "null-hmac", NUMBER(NULL_HMAC), .kind = ALG_MAC,
	  .flags = ALG_OWN, .transform = "null",
	  .max_key = CRYPTO_HMAC_MAX_KEY_LEN, .key_step = 1, .out_len = 16 },

	RSA("rsa", RSA, "rsa"),
	RSA("rsa-pkcs1", RSA_PKCS1, "pkcs1pad(rsa)"),
	RSA_SIGN("md5", MD5, "md5", 16, "MD5"),
	RSA_SIGN("sha1", SHA1, "sha1", 20, "SHA1"),
	RSA_SIGN("ripemd160", RIPEMD160, "rmd160", 20, "RIPEMD160"),
	RSA_SIGN("sha224", SHA2_224, "sha224", 28, "SHA2-224"),
	RSA_SIGN("sha256", SHA2_256, "sha256", 32, "SHA2-256"),
	RSA_SIGN("sha384", SHA2_384, "sha384", 48, "SHA2-384"),
	RSA_SIGN("sha512", SHA2_512, "sha512", 64, "SHA2-512"),
	ECDSA(256, 32),
	ECDSA(384, 48),
	ECDSA(521, 66),
	ECDH(256, 32),
	ECDH(384, 48),
	KEX("x25519", X25519, "curve25519", 32, 32, 32, NULL, &asym_x25519),
	FFDHE(2048),
	FFDHE(3072),
	FFDHE(4096),
	FFDHE(6144),
	FFDHE(8192),
};

const unsigned int nr_algs = ARRAY_SIZE(algs);

/**
 * alg_by_number() - find an algorithm by its number
 * @number: CRYPTO_*
 *
 * Return: its row, or NULL.
 */
const struct alg *alg_by_number(__u32 number)
{
	unsigned int i;

	for (i = 0; i < nr_algs; i++)
		if (algs[i].number == number)
			return &algs[i];
	return NULL;
}

/* AES_CBC becomes aes-cbc; a name that does not fit becomes empty. */
static void to_lower(char *to, size_t size, const char *name)
{
	size_t i;

	for (i = 0; name[i] && i < size - 1; i++)
		to[i] = name[i] == '_' ? '-' : tolower(name[i]);
	to[name[i] ? 0 : i] = '\0';
}

static const struct alg *by_name(const char *name)
{
	char constant[32];
	unsigned int i;

	for (i = 0; i < nr_algs; i++) {
		to_lower(constant, sizeof(constant), algs[i].constant);
		if (!strcmp(name, algs[i].name) || !strcmp(name, constant))
			return &algs[i];
	}
	return NULL;
}

static const char *without_prefix(const char *name)
{
	if (!strncmp(name, "crypto-", 7))
		return name + 7;
	return strncmp(name, "cryptodev-", 10) ? name : name + 10;
}

/* Removes -256 from aes-256-gcm. Returns the number of bits, or 0. */
static unsigned int take_bits(char *name)
{
	char *from = strchr(name, '-'), *end;
	unsigned long bits;

	if (!from || !isdigit(from[1]))
		return 0;
	bits = strtoul(from + 1, &end, 10);
	if (*end != '-')
		return 0;
	memmove(from, end, strlen(end) + 1);
	return bits;
}

/**
 * alg_find() - find an algorithm by its name
 * @name: a name, a constant with or without CRYPTO_ or CRYPTODEV_, or a name
 *	  that contains the bits of the key, as aes-256-gcm; in upper or lower
 *	  case
 * @key_len: out: bytes of the key if the name contains them, else 0; may be NULL
 *
 * Return: its row. Ends the program if no row has this name.
 */
const struct alg *alg_find(const char *name, unsigned int *key_len)
{
	unsigned int bits = 0;
	const struct alg *alg;
	char lower[32];

	to_lower(lower, sizeof(lower), name);
	alg = by_name(without_prefix(lower));
	if (!alg) {
		bits = take_bits(lower);
		alg = bits ? by_name(lower) : NULL;
		/* The two keys of XTS count as one. */
		if (alg && alg->flags & ALG_TWO_KEYS)
			bits *= 2;
	}
	if (!alg || bits % 8 ||
	    (bits && (alg->asym || !alg_takes_key(alg, bits / 8))))
		die(USAGE, "no algorithm '%s': \"cryptoctl list\" names them",
		    name);
	if (key_len)
		*key_len = bits / 8;
	return alg;
}

/**
 * alg_kind_name() - name the kind of an algorithm
 * @alg: the algorithm
 */
const char *alg_kind_name(const struct alg *alg)
{
	static const char *const names[] = {
		[ALG_CIPHER] = "cipher",
		[ALG_AEAD] = "aead",
		[ALG_HASH] = "hash",
		[ALG_MAC] = "mac",
		[ALG_PKE] = "pke",
		[ALG_SIG] = "sig",
		[ALG_KEX] = "kex",
		[ALG_RNG] = "rng",
	};

	return names[alg->kind];
}

/**
 * alg_prefix() - the prefix of an algorithm's constant in the header
 * @alg: the algorithm
 */
const char *alg_prefix(const struct alg *alg)
{
	return alg->number >= CRYPTODEV_RSA ? "CRYPTODEV_" : "CRYPTO_";
}

/**
 * alg_takes_key() - does the algorithm accept a key of this length?
 * @alg: the algorithm
 * @len: bytes
 */
bool alg_takes_key(const struct alg *alg, size_t len)
{
	if (len < alg->min_key || len > alg->max_key)
		return false;
	return !alg->key_step || (len - alg->min_key) % alg->key_step == 0;
}

/**
 * alg_key_lengths() - write the legal lengths of a key as text
 * @alg: the algorithm
 * @text: out: the text
 * @size: bytes of room at @text
 *
 * Return: @text.
 */
const char *alg_key_lengths(const struct alg *alg, char *text, size_t size)
{
	unsigned int len;
	int at;

	at = snprintf(text, size, "%u", alg->min_key);
	if (alg->max_key > alg->min_key && alg->key_step == 1)
		snprintf(text + at, size - at, "-%u", alg->max_key);
	else if (alg->max_key > alg->min_key)
		for (len = alg->min_key + alg->key_step; len <= alg->max_key;
		     len += alg->key_step)
			at += snprintf(text + at, size - at, ",%u", len);
	return text;
}

/**
 * alg_usual_key() - choose the length of a key for a trial or a measurement
 * @alg: the algorithm
 *
 * Return: bytes: the longest length; if the algorithm accepts every length, 32
 * for a mac and 16 for others.
 */
unsigned int alg_usual_key(const struct alg *alg)
{
	if (alg->key_step != 1 || alg->min_key == alg->max_key)
		return alg->max_key;
	return alg->kind == ALG_MAC ? 32 : 16;
}
