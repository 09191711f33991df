// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Records of TLS 1.2 (RFC 5288, RFC 6655, RFC 7905): the library hands over a whole
 * record, in place, with room for the tag behind it. Records of TLS 1.3 are usual
 * messages.
 */
#include <errno.h>
#include <string.h>

#include "aead.h"
#include "error.h"

static bool is_chacha(const struct aead_ctx *c)
{
	return c->info->number == CRYPTO_CHACHA20_POLY1305;
}

/* The part of the nonce that the record begins with. */
static size_t explicit_iv(const struct aead_ctx *c)
{
	return is_chacha(c) ? 0 : AEAD_TLS_IV;
}

/* RFC 7905: the record's number is added to the nonce. */
static void add_number(struct aead_ctx *c)
{
	size_t i;

	aead_reset(c, AEAD_READY);
	memcpy(c->iv, c->next_iv, AEAD_IV_DEVICE);
	for (i = 0; i < 8; i++)
		c->iv[4 + i] ^= c->tls_aad[i];
}

/* The header has the record's length; the MAC covers that of the text. */
bool aead_tls_begin(struct aead_ctx *c, const unsigned char *aad, size_t len)
{
	size_t less, text;

	if (len != AEAD_TLS_AAD || !aad)
		return false;
	text = aad[AEAD_TLS_AAD - 2] << 8 | aad[AEAD_TLS_AAD - 1];
	less = explicit_iv(c) + (c->enc ? 0 : c->taglen);
	if (text < less)
		return false;
	text -= less;
	memcpy(c->tls_aad, aad, AEAD_TLS_AAD);
	c->tls_aad[AEAD_TLS_AAD - 2] = text >> 8;
	c->tls_aad[AEAD_TLS_AAD - 1] = text;
	c->tls = true;
	c->tls_pad = c->taglen;
	if (is_chacha(c))
		add_number(c);
	return true;
}

/* Of CCM, the record's number is the nonce's explicit part. */
static bool set_nonce(struct aead_ctx *c, unsigned char *record)
{
	if (is_chacha(c))
		return c->state == AEAD_READY;
	if (c->info->mode == EVP_CIPH_GCM_MODE)
		return c->enc ? aead_generate_iv(c, record, AEAD_TLS_IV) :
				aead_complete_iv(c, record, AEAD_TLS_IV);
	if (c->enc)
		memcpy(record, c->tls_aad, AEAD_TLS_IV);
	aead_reset(c, AEAD_READY);
	memcpy(c->iv, c->next_iv, c->ivlen);
	memcpy(c->iv + c->ivlen - AEAD_TLS_IV, record, AEAD_TLS_IV);
	return true;
}

static bool process_soft(struct aead_ctx *c, unsigned char *text, size_t len)
{
	bool ends = c->info->mode == EVP_CIPH_CCM_MODE && !c->enc;

	c->total = len;
	c->has_total = true;
	if (!aead_soft_begin(c) || !aead_soft_update(c, text, text, len) ||
	    (!ends && !aead_soft_final(c)))
		return false;
	if (c->enc)
		memcpy(text + len, c->tag, c->taglen);
	return true;
}

/* In place, so only what the device has not begun can be processed again. */
static bool process(struct aead_ctx *c, unsigned char *text, size_t len)
{
	int err;

	if (!c->enc) {
		memcpy(c->tag, text + len, c->taglen);
		c->has_tag = true;
	}
	if (!aead_buffer_add(&c->aad, c->tls_aad, AEAD_TLS_AAD)) {
		ERROR(c->prov, ERROR_MEMORY, "a record");
		return false;
	}
	if (!aead_can_request(c, len))
		return process_soft(c, text, len);
	err = aead_request_in_place(c, text, len);
	if (session_rejected(err))
		return process_soft(c, text, len);
	if (err)
		ERROR_ERRNO(c->prov, ERROR_REQUEST, err);
	return !err;
}

bool aead_tls_record(struct aead_ctx *c, unsigned char *data, size_t *outl,
		     size_t len)
{
	size_t nonce = explicit_iv(c), text;
	bool done;

	c->tls = false;
	if (!c->has_key || len < nonce + c->taglen) {
		ERROR(c->prov, ERROR_LENGTH, "a record of %zu bytes", len);
		return false;
	}
	text = len - nonce - c->taglen;
	done = set_nonce(c, data) && process(c, data + nonce, text);
	if (!done && !c->enc)
		lib.OPENSSL_cleanse(data + nonce, text);
	aead_reset(c, AEAD_DONE);
	*outl = done ? c->enc ? len : text : 0;
	return done;
}
