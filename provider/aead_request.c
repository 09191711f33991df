// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Whole messages of AEADs on the device. */
#include <errno.h>
#include <string.h>

#include "aead.h"

static bool has_session(struct aead_ctx *c)
{
	return session_is_open(&c->ses) ||
	       session_open_cipher(c->prov, &c->ses, &c->no_session,
				   c->info->number, c->key, c->info->keylen);
}

/* The device's ChaCha20-Poly1305 and GCM take fewer tags and IVs than OpenSSL's. */
static bool has_usual_lengths(const struct aead_ctx *c)
{
	switch (c->info->mode) {
	case EVP_CIPH_CCM_MODE:
		return true;
	case EVP_CIPH_GCM_MODE:
		return c->ivlen == AEAD_IV_DEVICE &&
		       (c->enc || c->taglen >= 12 || c->taglen == 8 ||
			c->taglen == 4);
	default:
		return c->taglen == AEAD_TAG_MAX;
	}
}

bool aead_can_request(struct aead_ctx *c, size_t len)
{
	return (c->enc || c->has_tag) && len >= c->prov->config.min_bytes &&
	       has_usual_lengths(c) && has_session(c);
}

static int request(struct aead_ctx *c, unsigned char *dst, const unsigned char *src,
		   size_t len, size_t taglen)
{
	struct crypt_auth_op op = {
		.op = c->enc ? COP_ENCRYPT : COP_DECRYPT,
		.len = c->enc ? len : len + taglen,
		.auth_len = c->aad.len,
		.auth_src = c->aad.data,
		.src = (__u8 *)src,
		.dst = dst,
		.tag_len = taglen,
		.iv = c->iv,
		.iv_len = c->ivlen,
	};

	return session_auth(&c->ses, &op);
}

/*
 * The device has text and tag side by side, the library has not: so the ciphertext
 * is copied. It is needed again if the program goes on with the message.
 */
static int encrypt(struct aead_ctx *c, unsigned char *out, const unsigned char *in,
		   size_t len)
{
	size_t taglen = c->info->mode == EVP_CIPH_CCM_MODE ? c->taglen :
							     AEAD_TAG_MAX;
	int err;

	if (!aead_buffer_add(&c->text, NULL, len + taglen))
		return ENOMEM;
	err = request(c, c->text.data, in, len, taglen);
	if (err)
		return err;
	c->text.len = len;
	if (len)
		memcpy(out, c->text.data, len);
	memcpy(c->tag, c->text.data + len, taglen);
	c->taglen = taglen;
	c->has_tag = true;
	return 0;
}

static int decrypt(struct aead_ctx *c, unsigned char *out, const unsigned char *in,
		   size_t len)
{
	if (!aead_buffer_add(&c->text, in, len) ||
	    !aead_buffer_add(&c->text, c->tag, c->taglen))
		return ENOMEM;
	c->text.len = len;
	return request(c, out, c->text.data, len, c->taglen);
}

int aead_request(struct aead_ctx *c, unsigned char *out, const unsigned char *in,
		 size_t len)
{
	c->text.len = 0;
	return c->enc ? encrypt(c, out, in, len) : decrypt(c, out, in, len);
}

int aead_request_in_place(struct aead_ctx *c, unsigned char *data, size_t len)
{
	return request(c, data, data, len, c->taglen);
}

void aead_release(struct aead_ctx *c)
{
	session_close(c->prov, &c->ses);
	c->no_session = false;
}
