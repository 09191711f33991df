/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The AEADs as libcrypto does them: those that it has, and those that are made
 * of what it has.
 */
#ifndef SEAL_H
#define SEAL_H

#include "native.h"
#include "reference.h"

#define ESP_SALT	4	/* bytes of the nonce that the key ends with */

enum aead_kind {
	AEAD_PLAIN,	/* libcrypto's own */
	AEAD_ESP_GCM,	/* RFC 4106 */
	AEAD_ESP_GMAC,	/* RFC 4543 */
	AEAD_ETM,	/* a cipher, then a mac */
};

/**
 * struct aead - an AEAD, as both sides know it
 * @c: the algorithm; of ETM and ESP, the cipher that it is made of
 * @kind: how it is made of that
 * @nonce: bytes of the nonce; 0: CCM's, of which there are several
 * @tag: bytes of the full tag
 * @tag_lens: bit n: a tag of n bytes is legal
 * @iv_lens: bit n: so is a nonce of n bytes
 * @mac: the mac of ETM
 */
struct aead {
	struct ref_cipher c;
	enum aead_kind kind;
	uint32_t nonce;
	uint32_t tag;
	uint64_t tag_lens;
	uint32_t iv_lens;
	const struct ref_hash *mac;
};

static inline bool is_esp(const struct aead *aead)
{
	return aead->kind == AEAD_ESP_GCM || aead->kind == AEAD_ESP_GMAC;
}

/**
 * struct sealer - a session on both sides
 * @aead: its algorithm
 * @k: libcrypto's cipher; of ESP, the salt stands behind its key
 * @mackey: the mac's key
 * @mackeylen: bytes at @mackey
 * @ses: the device's session
 */
struct sealer {
	const struct aead *aead;
	struct ref_key k;
	uint8_t mackey[CRYPTO_HMAC_MAX_KEY_LEN];
	uint32_t mackeylen;
	uint32_t ses;
};

/* Makes a session with random keys of these lengths; 0 or a negative errno. */
static inline int sealer_init(struct sealer *s, int fd, const struct aead *aead,
			      uint32_t keylen, uint32_t mackeylen)
{
	memset(s, 0, sizeof(*s));
	s->aead = aead;
	s->k.cipher = &aead->c;
	s->k.len = keylen - (is_esp(aead) ? ESP_SALT : 0);
	s->mackeylen = mackeylen;
	random_fill(s->k.key, keylen);
	random_fill(s->mackey, mackeylen);
	ref_key_init(&s->k);
	if (aead->kind == AEAD_ETM)
		return dc_etm_session(fd, aead->c.number, s->k.key, keylen,
				      aead->mac->number, s->mackey, mackeylen,
				      &s->ses);
	return dc_session(fd, aead->c.number, s->k.key, keylen, 0, NULL, 0,
			  &s->ses);
}

/* What is authenticated, in one piece; the caller frees it. */
static inline uint8_t *join(const uint8_t *a, uint32_t a_len, const uint8_t *b,
			    uint32_t b_len, const uint8_t *c, uint32_t c_len)
{
	uint8_t *p = malloc((size_t)a_len + b_len + c_len + 1);

	REF_MUST(!!p);
	memcpy(p, a, a_len);
	memcpy(p + a_len, b, b_len);
	memcpy(p + a_len + b_len, c, c_len);
	return p;
}

/**
 * struct letter - what is sealed
 * @nonce: the nonce
 * @nonce_len: bytes at @nonce
 * @aad: the associated data
 * @aad_len: bytes at @aad
 * @plain: the text
 * @len: bytes at @plain
 */
struct letter {
	const uint8_t *nonce;
	uint32_t nonce_len;
	const uint8_t *aad;
	uint32_t aad_len;
	const uint8_t *plain;
	uint32_t len;
};

static inline void seal_esp(struct sealer *s, const struct letter *l,
			    uint8_t *out, uint32_t tag_len)
{
	uint8_t nonce[12], *all;

	memcpy(nonce, s->k.key + s->k.len, ESP_SALT);
	memcpy(nonce + ESP_SALT, l->nonce, 8);
	if (s->aead->kind == AEAD_ESP_GCM) {
		ref_seal(&s->k, nonce, 12, l->aad, l->aad_len, l->plain,
			 l->len, out, tag_len);
		return;
	}
	/* RFC 4543: the IV is authenticated too, and the text not encrypted */
	all = join(l->aad, l->aad_len, l->nonce, 8, l->plain, l->len);
	ref_seal(&s->k, nonce, 12, all, l->aad_len + 8 + l->len, all, 0,
		 out + l->len, tag_len);
	memcpy(out, l->plain, l->len);
	free(all);
}

static inline void seal_etm(struct sealer *s, const struct letter *l,
			    uint8_t *out, uint32_t tag_len)
{
	uint8_t mac[HASH_MAX_LEN], *all;

	ref_crypt(&s->k, COP_ENCRYPT, l->nonce, l->plain, l->len, out);
	all = join(l->aad, l->aad_len, l->nonce, 0, out, l->len);
	ref_digest(s->aead->mac, s->mackey, s->mackeylen, all,
		   l->aad_len + l->len, mac);
	memcpy(out + l->len, mac, tag_len);
	free(all);
}

/* out becomes what the letter is sealed, with a tag of so many bytes. */
static inline void seal(struct sealer *s, const struct letter *l, uint8_t *out,
			uint32_t tag_len)
{
	if (s->aead->kind == AEAD_ETM)
		seal_etm(s, l, out, tag_len);
	else if (is_esp(s->aead))
		seal_esp(s, l, out, tag_len);
	else
		ref_seal(&s->k, l->nonce, l->nonce_len, l->aad, l->aad_len,
			 l->plain, l->len, out, tag_len);
}

#endif /* SEAL_H */
