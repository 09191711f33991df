// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments that fit together, such as a key of a length that the cipher has, or a
 * buffer for TLS. Random choice alone would rarely find them.
 */
#include <crypto/cryptodev_native.h>
#include <string.h>

#include "memory.h"
#include "mutate.h"

/* A cipher or a MAC, and a valid length of its key. */
struct keyed {
	uint16_t number;
	uint16_t keylen;
};

static const struct keyed ciphers[] = {
	{ CRYPTO_AES_CBC, 16 }, { CRYPTO_AES_CBC, 32 }, { CRYPTO_AES_CTR, 16 },
	{ CRYPTO_AES_ECB, 24 }, { CRYPTO_AES_XTS, 32 }, { CRYPTO_AES_XTS, 64 },
	{ CRYPTO_NULL, 0 }, { CRYPTO_DES_CBC, 8 }, { CRYPTO_3DES_CBC, 24 },
	{ CRYPTO_BLF_CBC, 16 }, { CRYPTO_CAST_CBC, 16 },
	{ CRYPTO_CAMELLIA_CBC, 16 }, { CRYPTO_AES_CFB, 16 },
	{ CRYPTO_AES_OFB, 16 }, { CRYPTO_CHACHA20, 32 },
	{ CRYPTO_AES_CTR_RFC3686, 20 }, { CRYPTO_ARC4, 16 },
	{ CRYPTODEV_DES_ECB, 8 }, { CRYPTODEV_3DES_ECB, 24 },
	{ CRYPTODEV_AES_CBC_CTS, 16 }, { CRYPTODEV_AES_HCTR2, 32 },
	{ CRYPTODEV_ADIANTUM, 32 }, { CRYPTODEV_SM4_ECB, 16 },
	{ CRYPTODEV_SM4_CBC, 16 }, { CRYPTODEV_SM4_CTR, 16 },
	{ CRYPTODEV_SM4_XTS, 32 }, { CRYPTODEV_ARIA_ECB, 24 },
	{ CRYPTODEV_ARIA_CBC, 16 }, { CRYPTODEV_ARIA_CTR, 32 },
	{ CRYPTODEV_SERPENT_CBC, 32 }, { CRYPTODEV_SERPENT_CTR, 16 },
	{ CRYPTODEV_SERPENT_XTS, 64 }, { CRYPTODEV_TWOFISH_CBC, 16 },
	{ CRYPTODEV_TWOFISH_CTR, 24 }, { CRYPTODEV_TWOFISH_XTS, 32 },
	{ CRYPTODEV_PAES_CBC, 20 }, { CRYPTODEV_PAES_XTS, 68 }, { 0, 0 },
};

static const struct keyed aeads[] = {
	{ CRYPTO_AES_GCM, 16 }, { CRYPTO_AES_CCM, 16 }, { CRYPTO_AES_GCM, 32 },
	{ CRYPTO_AES_GCM_16, 20 }, { CRYPTO_AES_GMAC, 20 },
	{ CRYPTO_CHACHA20_POLY1305, 32 }, { CRYPTODEV_SM4_GCM, 16 },
	{ CRYPTODEV_SM4_CCM, 16 }, { CRYPTODEV_ARIA_GCM, 24 },
};

static const struct keyed hashes[] = {
	{ CRYPTO_SHA1, 0 }, { CRYPTO_SHA2_256, 0 }, { CRYPTO_SHA2_512, 0 },
	{ CRYPTO_MD5, 0 }, { CRYPTO_RIPEMD160, 0 }, { CRYPTO_SHA2_384, 0 },
	{ CRYPTODEV_SHA3_224, 0 }, { CRYPTODEV_SHA3_256, 0 },
	{ CRYPTODEV_SHA3_384, 0 }, { CRYPTODEV_SHA3_512, 0 },
	{ CRYPTODEV_SM3, 0 }, { CRYPTODEV_STREEBOG_256, 0 },
	{ CRYPTODEV_STREEBOG_512, 0 },
};

static const struct keyed macs[] = {
	{ CRYPTO_SHA1_HMAC, 20 }, { CRYPTO_SHA2_256_HMAC, 32 },
	{ CRYPTO_SHA2_384_HMAC, 48 }, { CRYPTO_SHA2_512_HMAC, 200 },
	{ CRYPTO_MD5_HMAC, 0 }, { CRYPTO_SHA2_224_HMAC, 512 },
	{ CRYPTO_AES_CMAC, 16 }, { CRYPTO_AES_XCBC_MAC, 16 },
	{ CRYPTO_AES_XCBC_MAC_96, 16 }, { CRYPTO_AES_NIST_GMAC, 16 },
	{ CRYPTO_AES_CCM_CBC_MAC, 16 }, { CRYPTO_POLY1305, 32 },
	{ CRYPTO_BLAKE2B, 0 }, { CRYPTO_BLAKE2B, 64 },
	{ CRYPTO_BLAKE2S, 0 }, { CRYPTO_BLAKE2S, 32 },
	{ CRYPTO_NULL_HMAC, 0 }, { CRYPTODEV_SHA3_224_HMAC, 145 },
	{ CRYPTODEV_SHA3_256_HMAC, 0 }, { CRYPTODEV_SHA3_384_HMAC, 48 },
	{ CRYPTODEV_SHA3_512_HMAC, 512 }, { CRYPTODEV_SM3_HMAC, 32 },
	{ CRYPTODEV_STREEBOG_256_HMAC, 32 },
	{ CRYPTODEV_STREEBOG_512_HMAC, 65 },
};

static const struct keyed compressions[] = {
	{ CRYPTO_DEFLATE_COMP, 0 }, { CRYPTO_GZIP_COMP, 0 },
	{ CRYPTO_DEFLATE_COMP_NOGROW, 0 },
};

/*
 * The jitter generator is absent: it takes minutes for the greatest lengths.
 */
static const struct keyed generators[] = {
	{ CRYPTODEV_RNG, 0 }, { CRYPTODEV_RNG, 48 },
	{ CRYPTODEV_DRBG_CTR_AES256, 0 }, { CRYPTODEV_DRBG_CTR_AES128, 16 },
	{ CRYPTODEV_DRBG_HASH_SHA256, 600 },
	{ CRYPTODEV_DRBG_HMAC_SHA512, 0 }, { CRYPTODEV_DRBG_HMAC_SHA512, 32 },
	{ CRYPTODEV_DRBG_HMAC_SHA512 + CRYPTODEV_DRBG_PR, 0 },
};

/* Public-key algorithms that take any bytes as a private key, or no key. */
static const struct keyed asyms[] = {
	{ CRYPTODEV_ECDH_P256, 32 }, { CRYPTODEV_ECDH_P384, 48 },
	{ CRYPTODEV_X25519, 32 }, { CRYPTODEV_FFDHE2048, 20 },
	{ CRYPTODEV_ECDH_P256, 0 }, { CRYPTODEV_X25519, 0 },
	{ CRYPTODEV_RSA, 74 }, { CRYPTODEV_RSA_PKCS1, 74 },
	{ CRYPTODEV_ECDSA_P256, 65 },
};

static const struct keyed none;

/**
 * keyed_cipher() - choose a cipher or AEAD
 * @r: the source of random numbers
 */
uint16_t keyed_cipher(struct random *r)
{
	switch (random_below(r, 9)) {
	case 8:
		return CHOOSE(r, generators).number;
	case 7:
		return CHOOSE(r, compressions).number;
	case 0:
		return CHOOSE(r, asyms).number;
	case 1:
	case 2:
		return CHOOSE(r, aeads).number;
	default:
		return CHOOSE(r, ciphers).number;
	}
}

/**
 * keyed_mac() - choose a hash or MAC
 * @r: the source of random numbers
 */
uint16_t keyed_mac(struct random *r)
{
	return random_below(r, 3) ? CHOOSE(r, macs).number :
				    CHOOSE(r, hashes).number;
}

/**
 * keyed_length() - choose the length of some key, in bytes
 * @r: the source of random numbers
 */
uint16_t keyed_length(struct random *r)
{
	return CHOOSE(r, ciphers).keylen;
}

static uint64_t *find_arg(struct step *s, const char *name)
{
	const struct call *call = &calls[s->call];
	unsigned int i;

	for (i = 0; i < call->nr; i++)
		if (!strcmp(call->fields[i].name, name))
			return &s->args[i];
	return NULL;
}

/**
 * step_has() - does a step's call have a field?
 * @s: the step
 * @name: the field's name
 */
bool step_has(struct step *s, const char *name)
{
	return find_arg(s, name);
}

/**
 * step_set() - set the argument of a field, if the call has it
 * @s: the step
 * @name: the field's name
 * @value: the argument
 */
void step_set(struct step *s, const char *name, uint64_t value)
{
	uint64_t *arg = find_arg(s, name);

	if (arg)
		*arg = value;
}

/**
 * step_get() - get the argument of a field
 * @s: the step
 * @name: the field's name
 *
 * Return: the argument, or 0 if the call has no such field.
 */
uint64_t step_get(struct step *s, const char *name)
{
	const uint64_t *arg = find_arg(s, name);

	return arg ? *arg : 0;
}

/* Uses a key that the kernel holds. The call for a session has no flags. */
static void match_serial(struct random *r, struct step *s, const char *len)
{
	bool cipher = !strcmp(len, "keylen");

	step_set(s, "flags", cipher ? CRYPTODEV_CREATE_KEY_SERIAL :
				      CRYPTODEV_CREATE_MACKEY_SERIAL);
	step_set(s, len, 0);
	step_set(s, cipher ? "key" : "mackey",
		 POINTER(AREA_NULL, SERIALS + random_below(r, NR_SERIALS)));
}

/* Sometimes test entropy; other sessions refuse it. */
static void match_entropy(struct random *r, struct step *s)
{
	bool given = random_once_in(r, 3);

	step_set(s, "flags", 0);
	step_set(s, "entropylen", given ? 48 : 0);
	step_set(s, "noncelen", given && random_below(r, 2) ? 16 : 0);
	step_set(s, "entropy", POINTER(AREA_KEYS, 200));
	step_set(s, "nonce", POINTER(AREA_KEYS, 260));
}

static void match_session(struct random *r, struct step *s, enum theme theme)
{
	struct keyed c = none, m = none;

	switch (theme) {
	case THEME_AEAD:
		c = CHOOSE(r, aeads);
		if (random_below(r, 3))
			break;
		c = ciphers[random_below(r, 3)];
		m = macs[random_below(r, 6)];
		break;
	case THEME_HASH:
		m = random_below(r, 2) ? CHOOSE(r, hashes) : CHOOSE(r, macs);
		break;
	case THEME_TLS:
	case THEME_SRTP:
		c = ciphers[theme == THEME_TLS ? random_below(r, 3) : 2];
		m = macs[random_below(r, 6)];
		break;
	case THEME_COMPRESS:
		c = CHOOSE(r, compressions);
		break;
	case THEME_RANDOM:
		c = CHOOSE(r, generators);
		break;
	case THEME_ASYM:
		c = CHOOSE(r, asyms);
		if (c.number == CRYPTODEV_RSA_PKCS1 && random_below(r, 2))
			m = hashes[1];
		break;
	default:
		c = CHOOSE(r, ciphers);
		if (random_below(r, 2))
			m = random_below(r, 2) ? CHOOSE(r, hashes) :
						 CHOOSE(r, macs);
	}
	step_set(s, "cipher", c.number);
	step_set(s, "keylen", c.keylen);
	step_set(s, "mac", m.number);
	step_set(s, "mackeylen", m.keylen);
	step_set(s, "key", POINTER(AREA_KEYS, random_below(r, 64)));
	step_set(s, "mackey", POINTER(AREA_KEYS, 128));
	if (theme == THEME_RANDOM)
		match_entropy(r, s);
	if (c.number == CRYPTODEV_RSA || c.number == CRYPTODEV_RSA_PKCS1)
		step_set(s, "key", POINTER(AREA_KEYS, KEYS_RSA));
	if (c.number == CRYPTODEV_ECDSA_P256)
		step_set(s, "key", POINTER(AREA_KEYS, KEYS_POINT));
	if (theme == THEME_SRTP || theme == THEME_TLS)
		step_set(s, "flags", random_once_in(r, 3) * CRYPTODEV_CREATE_ETM);
	if (theme == THEME_AEAD)
		step_set(s, "flags", !m.number ? 0 : CRYPTODEV_CREATE_ETM |
			 random_below(r, 2) * CRYPTODEV_CREATE_ESN);
	if (random_once_in(r, 8))
		match_serial(r, s, c.number ? "keylen" : "mackeylen");
}

static void match_crypt(struct random *r, struct step *s)
{
	uint64_t src = POINTER(random_once_in(r, 6) ? AREA_BIG : AREA_PLAIN, 0);

	step_set(s, "src", src);
	if (random_below(r, 2))
		step_set(s, "dst", src + (random_below(r, 2) ? 0 : 40000));
	step_set(s, "mac", POINTER(AREA_PLAIN, 90000));
	if (random_below(r, 2))
		step_set(s, "iv", POINTER(AREA_PLAIN, 91000));
}

/* The fields' names in either of the two structures. */
static void match_auth(struct random *r, struct step *s, enum theme theme)
{
	bool native = calls[s->call].act == ACT_STAGE;
	uint64_t src = POINTER(AREA_PLAIN, random_below(r, 3) * 64 + 64);
	uint64_t header = 12 + random_below(r, 2), more = header;
	uint32_t flags = 0;

	if (theme == THEME_TLS)
		flags = native ? CRYPTODEV_REQ_TLS : COP_FLAG_AEAD_TLS_TYPE;
	if (theme == THEME_SRTP) {
		flags = native ? CRYPTODEV_REQ_SRTP : COP_FLAG_AEAD_SRTP_TYPE;
		more += step_get(s, "len");
	}
	if (theme == THEME_AEAD && random_once_in(r, 3))
		more = random_below(r, 3000);
	if (native && random_below(r, 2))
		flags |= CRYPTODEV_REQ_DECRYPT;
	step_set(s, "flags", flags);
	step_set(s, "src", src);
	step_set(s, "dst", theme == THEME_AEAD && random_below(r, 2) ?
	    src + 40000 : src);
	step_set(s, native ? "aad" : "auth_src", src - header);
	step_set(s, native ? "aad_len" : "auth_len", more);
	step_set(s, native ? "mac" : "tag", POINTER(AREA_PLAIN, 90000));
	step_set(s, "iv", POINTER(AREA_KEYS, 300));
	if (random_below(r, 4)) {
		step_set(s, "iv_len", 0);
		step_set(s, "tag_len", 0);
	}
}

/* The kind of data that has this length is unknown here. */
static void match_asym(struct random *r, struct step *s)
{
	static const uint32_t flags[] = {
		0, 0, CRYPTODEV_REQ_VERIFY, CRYPTODEV_REQ_PUBLIC,
		CRYPTODEV_REQ_DECRYPT,
	};
	static const uint32_t in[] = { 0, 20, 32, 64, 65, 97, 256 };
	static const uint32_t sig[] = { 8, 64, 70, 71, 72 };

	step_set(s, "flags", CHOOSE(r, flags) |
			random_once_in(r, 4) * CRYPTODEV_REQ_WORKER);
	step_set(s, "len", CHOOSE(r, in));
	step_set(s, "tag_len", CHOOSE(r, sig));
	step_set(s, "src", random_below(r, 2) ? POINTER(AREA_KEYS, KEYS_POINT) :
					   POINTER(AREA_PLAIN, 64));
	step_set(s, "dst", POINTER(AREA_PLAIN, 40000));
	step_set(s, "mac", POINTER(AREA_PLAIN, 90000));
}

/* Often a stream that can be decompressed. */
static void match_compress(struct random *r, struct step *s)
{
	bool gzip = random_below(r, 2);

	step_set(s, "flags", random_once_in(r, 4) * CRYPTODEV_REQ_WORKER);
	step_set(s, "src", POINTER(AREA_PLAIN, 64));
	step_set(s, "dst", POINTER(AREA_PLAIN, 40000));
	if (random_below(r, 2))
		return;
	step_set(s, "flags", CRYPTODEV_REQ_DECRYPT);
	step_set(s, "src", POINTER(AREA_KEYS, gzip ? KEYS_GZIP : KEYS_DEFLATE));
	step_set(s, "len", gzip ? GZIP_BYTES : DEFLATE_BYTES);
	step_set(s, "out_len", 4096);
}

static void match_random(struct random *r, struct step *s)
{
	step_set(s, "flags", random_once_in(r, 4) * CRYPTODEV_REQ_WORKER |
			     random_once_in(r, 4) * CRYPTODEV_REQ_RESET);
	step_set(s, "dst", POINTER(AREA_PLAIN, 40000));
	step_set(s, "aad", POINTER(AREA_PLAIN, 64));
	step_set(s, "aad_len", random_below(r, 2) ? random_below(r, 300) : 0);
	step_set(s, "mac", POINTER(AREA_PLAIN, 90000));
	step_set(s, "tag_len", random_below(r, 2) ? 48 : 0);
}

/**
 * values_match() - make a step's arguments fit together, mostly
 * @r: the source of random numbers
 * @s: the step; its arguments were chosen independently
 * @theme: the theme of its program
 */
void values_match(struct random *r, struct step *s, enum theme theme)
{
	const struct call *call = &calls[s->call];

	if (random_once_in(r, 8))
		return;
	if (call->dialect != DIALECT_LINUX)
		values_match_bsd(r, s);
	else if (call->cmd == CIOCGSESSION || call->cmd == CRYPTODEV_CREATE)
		match_session(r, s, theme);
	else if (call->cmd == CIOCKEY)
		values_match_key(r, s);
	else if (call->act == ACT_STAGE && theme == THEME_ASYM)
		match_asym(r, s);
	else if (call->act == ACT_STAGE && theme == THEME_COMPRESS)
		match_compress(r, s);
	else if (call->act == ACT_STAGE && theme == THEME_RANDOM)
		match_random(r, s);
	else if (call->cmd == CIOCAUTHCRYPT ||
		 (call->act == ACT_STAGE && theme >= THEME_AEAD))
		match_auth(r, s, theme);
	else if (call->cmd == CIOCCRYPT || call->cmd == CIOCASYNCCRYPT ||
		 call->act == ACT_STAGE)
		match_crypt(r, s);
	else if (call->cmd == CRYPTODEV_SUBMIT)
		step_set(s, "req_size", sizeof(struct cryptodev_req));
	else if (call->cmd == CRYPTODEV_REAP)
		step_set(s, "max", 16);
	if (call->store == STORE_REQS && call->act == ACT_STAGE)
		values_match_longer(r, s);
}
