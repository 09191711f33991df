// SPDX-License-Identifier: GPL-2.0
/* AEADs, computed by libcrypto. */
#include "reference_aead.h"

#include <string.h>

#include "cases.h"

#define ESP_SALT	4	/* bytes of the nonce, at the end of the key */

bool is_esp(const struct aead *aead)
{
	return aead->kind == AEAD_ESP_GCM || aead->kind == AEAD_ESP_GMAC;
}

int aead_session_init(struct aead_session *s, int fd, const struct aead *aead,
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

/* Returns three ranges in one allocation, which the caller frees. */
static uint8_t *join(const uint8_t *a, uint32_t a_len, const uint8_t *b,
		     uint32_t b_len, const uint8_t *c, uint32_t c_len)
{
	uint8_t *p = malloc((size_t)a_len + b_len + c_len + 1);

	REF_MUST(!!p);
	memcpy(p, a, a_len);
	memcpy(p + a_len, b, b_len);
	memcpy(p + a_len + b_len, c, c_len);
	return p;
}

static void ref_seal_esp(struct aead_session *s, const struct aead_message *m,
			 uint8_t *out, uint32_t tag_len)
{
	uint8_t nonce[12], *all;

	memcpy(nonce, s->k.key + s->k.len, ESP_SALT);
	memcpy(nonce + ESP_SALT, m->nonce, 8);
	if (s->aead->kind == AEAD_ESP_GCM) {
		ref_seal(&s->k, nonce, 12, m->aad, m->aad_len, m->plain,
			 m->len, out, tag_len);
		return;
	}
	/* RFC 4543 authenticates the IV too and does not encrypt the text */
	all = join(m->aad, m->aad_len, m->nonce, 8, m->plain, m->len);
	ref_seal(&s->k, nonce, 12, all, m->aad_len + 8 + m->len, all, 0,
		 out + m->len, tag_len);
	memcpy(out, m->plain, m->len);
	free(all);
}

static void ref_seal_etm(struct aead_session *s, const struct aead_message *m,
			 uint8_t *out, uint32_t tag_len)
{
	uint8_t mac[HASH_MAX_LEN], *all;

	ref_crypt(&s->k, COP_ENCRYPT, m->nonce, m->plain, m->len, out);
	all = join(m->aad, m->aad_len, m->nonce, 0, out, m->len);
	ref_digest(s->aead->mac, s->mackey, s->mackeylen, all,
		   m->aad_len + m->len, mac);
	memcpy(out + m->len, mac, tag_len);
	free(all);
}

void ref_aead_seal(struct aead_session *s, const struct aead_message *m,
		   uint8_t *out, uint32_t tag_len)
{
	if (s->aead->kind == AEAD_ETM)
		ref_seal_etm(s, m, out, tag_len);
	else if (is_esp(s->aead))
		ref_seal_esp(s, m, out, tag_len);
	else
		ref_seal(&s->k, m->nonce, m->nonce_len, m->aad, m->aad_len,
			 m->plain, m->len, out, tag_len);
}
