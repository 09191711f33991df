// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments that fit together, such as a key of a length that the cipher has, or a
 * buffer for TLS. Random choice alone would rarely find them.
 */
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
	{ CRYPTO_AES_CTR_RFC3686, 20 }, { CRYPTO_ARC4, 16 }, { 0, 0 },
};

static const struct keyed aeads[] = {
	{ CRYPTO_AES_GCM, 16 }, { CRYPTO_AES_CCM, 16 }, { CRYPTO_AES_GCM, 32 },
	{ CRYPTO_AES_GCM_16, 20 }, { CRYPTO_AES_GMAC, 20 },
	{ CRYPTO_CHACHA20_POLY1305, 32 },
};

static const struct keyed hashes[] = {
	{ CRYPTO_SHA1, 0 }, { CRYPTO_SHA2_256, 0 }, { CRYPTO_SHA2_512, 0 },
	{ CRYPTO_MD5, 0 }, { CRYPTO_RIPEMD160, 0 }, { CRYPTO_SHA2_384, 0 },
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
	{ CRYPTO_NULL_HMAC, 0 },
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
	switch (random_below(r, 7)) {
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

/* Sets the field of that name, if the call has one. */
static void set(struct step *s, const char *name, uint64_t value)
{
	const struct call *call = &calls[s->call];
	unsigned int i;

	for (i = 0; i < call->nr; i++)
		if (!strcmp(call->fields[i].name, name))
			s->args[i] = value;
}

static uint64_t get(const struct step *s, const char *name)
{
	const struct call *call = &calls[s->call];
	unsigned int i;

	for (i = 0; i < call->nr; i++)
		if (!strcmp(call->fields[i].name, name))
			return s->args[i];
	return 0;
}

/* Uses a key that the kernel holds. The call for a session has no flags. */
static void match_serial(struct random *r, struct step *s, const char *len)
{
	bool cipher = !strcmp(len, "keylen");

	set(s, "flags", cipher ? CRYPTODEV_CREATE_KEY_SERIAL :
				 CRYPTODEV_CREATE_MACKEY_SERIAL);
	set(s, len, 0);
	set(s, cipher ? "key" : "mackey",
	    POINTER(AREA_NULL, SERIALS + random_below(r, NR_SERIALS)));
}

static void match_session(struct random *r, struct step *s, enum theme theme)
{
	struct keyed c = none, m = none;

	switch (theme) {
	case THEME_AEAD:
		c = CHOOSE(r, aeads);
		break;
	case THEME_HASH:
		m = random_below(r, 2) ? CHOOSE(r, hashes) : CHOOSE(r, macs);
		break;
	case THEME_TLS:
	case THEME_SRTP:
		c = ciphers[theme == THEME_TLS ? random_below(r, 3) : 2];
		m = macs[random_below(r, 6)];
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
	set(s, "cipher", c.number);
	set(s, "keylen", c.keylen);
	set(s, "mac", m.number);
	set(s, "mackeylen", m.keylen);
	set(s, "key", POINTER(AREA_KEYS, random_below(r, 64)));
	set(s, "mackey", POINTER(AREA_KEYS, 128));
	if (c.number == CRYPTODEV_RSA || c.number == CRYPTODEV_RSA_PKCS1)
		set(s, "key", POINTER(AREA_KEYS, KEYS_RSA));
	if (c.number == CRYPTODEV_ECDSA_P256)
		set(s, "key", POINTER(AREA_KEYS, KEYS_POINT));
	if (theme == THEME_SRTP || theme == THEME_TLS)
		set(s, "flags", random_once_in(r, 3) * CRYPTODEV_CREATE_ETM);
	if (random_once_in(r, 8))
		match_serial(r, s, c.number ? "keylen" : "mackeylen");
}

static void match_crypt(struct random *r, struct step *s)
{
	uint64_t src = POINTER(random_once_in(r, 6) ? AREA_BIG : AREA_PLAIN, 0);

	set(s, "src", src);
	if (random_below(r, 2))
		set(s, "dst", src + (random_below(r, 2) ? 0 : 40000));
	set(s, "mac", POINTER(AREA_PLAIN, 90000));
	if (random_below(r, 2))
		set(s, "iv", POINTER(AREA_PLAIN, 91000));
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
		more += get(s, "len");
	}
	if (theme == THEME_AEAD && random_once_in(r, 3))
		more = random_below(r, 3000);
	if (native && random_below(r, 2))
		flags |= CRYPTODEV_REQ_DECRYPT;
	set(s, "flags", flags);
	set(s, "src", src);
	set(s, "dst", theme == THEME_AEAD && random_below(r, 2) ?
	    src + 40000 : src);
	set(s, native ? "aad" : "auth_src", src - header);
	set(s, native ? "aad_len" : "auth_len", more);
	set(s, native ? "mac" : "tag", POINTER(AREA_PLAIN, 90000));
	set(s, "iv", POINTER(AREA_KEYS, 300));
	if (random_below(r, 4)) {
		set(s, "iv_len", 0);
		set(s, "tag_len", 0);
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

	set(s, "flags", CHOOSE(r, flags) |
			random_once_in(r, 4) * CRYPTODEV_REQ_WORKER);
	set(s, "len", CHOOSE(r, in));
	set(s, "tag_len", CHOOSE(r, sig));
	set(s, "src", random_below(r, 2) ? POINTER(AREA_KEYS, KEYS_POINT) :
					   POINTER(AREA_PLAIN, 64));
	set(s, "dst", POINTER(AREA_PLAIN, 40000));
	set(s, "mac", POINTER(AREA_PLAIN, 90000));
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
	if (call->cmd == CIOCGSESSION || call->cmd == CRYPTODEV_CREATE)
		match_session(r, s, theme);
	else if (call->cmd == CIOCKEY)
		values_match_key(r, s);
	else if (call->act == ACT_STAGE && theme == THEME_ASYM)
		match_asym(r, s);
	else if (call->cmd == CIOCAUTHCRYPT ||
		 (call->act == ACT_STAGE && theme >= THEME_AEAD))
		match_auth(r, s, theme);
	else if (call->cmd == CIOCCRYPT || call->cmd == CIOCASYNCCRYPT ||
		 call->act == ACT_STAGE)
		match_crypt(r, s);
	else if (call->cmd == CRYPTODEV_SUBMIT)
		set(s, "req_size", sizeof(struct cryptodev_req));
	else if (call->cmd == CRYPTODEV_REAP)
		set(s, "max", 16);
}
