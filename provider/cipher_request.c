// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Requests of ciphers: to the device or, if a message is short or the device
 * rejects it, to the default provider. The context computes the IV that follows,
 * so each request carries its IV and may go either way.
 */
#include <stdint.h>
#include <string.h>

#include "cipher.h"
#include "error.h"
#include "soft.h"

static bool has_session(struct cipher_ctx *c)
{
	return session_is_open(&c->ses) ||
	       session_open_cipher(c->prov, &c->ses, &c->no_session,
				   c->info->number, c->key, c->info->keylen);
}

static int request_one(struct cipher_ctx *c, const struct cipher_piece *piece)
{
	struct crypt_op op = {
		.op = c->enc ? COP_ENCRYPT : COP_DECRYPT,
		.len = piece->len,
		.src = (__u8 *)piece->in,
		.dst = piece->out,
		.iv = c->info->ivlen ? c->iv : NULL,
	};

	return session_crypt(&c->ses, &op);
}

/* The first request has the IV, and the session chains the others. */
static int request_all(struct cipher_ctx *c, const struct cipher_piece *pieces,
		       int nr)
{
	struct cryptodev_req reqs[CIPHER_PIECES] = { 0 };
	int i;

	if (nr == 1)
		return request_one(c, pieces);
	for (i = 0; i < nr; i++) {
		reqs[i].flags = c->enc ? 0 : CRYPTODEV_REQ_DECRYPT;
		reqs[i].len = pieces[i].len;
		reqs[i].src = (uintptr_t)pieces[i].in;
		reqs[i].dst = (uintptr_t)pieces[i].out;
	}
	if (c->info->ivlen)
		reqs[0].iv = (uintptr_t)c->iv;
	return session_process(&c->ses, reqs, nr);
}

static EVP_CIPHER_CTX *create_soft(struct cipher_ctx *c)
{
	EVP_CIPHER_CTX *soft = soft_cipher(c->prov, c->info->name, c->enc);
	unsigned int pad = 0;
	OSSL_PARAM params[] = {
		{ OSSL_CIPHER_PARAM_PADDING, OSSL_PARAM_UNSIGNED_INTEGER, &pad,
		  sizeof(pad), 0 },
		{ NULL, 0, NULL, 0, 0 }
	};

	/* Each request sets the IV. */
	if (soft && !lib.EVP_CipherInit_ex2(soft, NULL, c->key, NULL, c->enc,
					    params)) {
		lib.EVP_CIPHER_CTX_free(soft);
		return NULL;
	}
	return soft;
}

static bool process_soft(struct cipher_ctx *c, const struct cipher_piece *pieces,
			 int nr)
{
	int i;

	if (!c->soft)
		c->soft = create_soft(c);
	if (!c->soft)
		return false;
	if (!lib.EVP_CipherInit_ex2(c->soft, NULL, NULL,
				    c->info->ivlen ? c->iv : NULL, c->enc, NULL))
		return false;
	for (i = 0; i < nr; i++)
		if (!soft_update(c->soft, pieces[i].out, pieces[i].in,
				 pieces[i].len))
			return false;
	return true;
}

static bool is_short(const struct cipher_ctx *c, const struct cipher_piece *pieces,
		     int nr)
{
	size_t len = 0;
	int i;

	for (i = 0; i < nr; i++)
		len += pieces[i].len;
	return len < c->prov->config.min_bytes;
}

/* Returns whether the input is what it was before a request failed. */
static bool is_intact(const struct cipher_piece *pieces, int nr, int err)
{
	int i;

	if (nr == 1 && session_rejected(err))
		return true;
	for (i = 0; i < nr; i++)
		if (pieces[i].in == pieces[i].out)
			return false;
	return true;
}

static bool process(struct cipher_ctx *c, const struct cipher_piece *pieces, int nr)
{
	int err;

	if (is_short(c, pieces, nr) || !has_session(c))
		return process_soft(c, pieces, nr);
	err = request_all(c, pieces, nr);
	if (!err)
		return true;
	if (is_intact(pieces, nr, err) && process_soft(c, pieces, nr))
		return true;
	ERROR_ERRNO(c->prov, ERROR_REQUEST, err);
	return false;
}

/* Adds to a number of @size bytes, the most significant first. */
static void add_big_endian(unsigned char *number, size_t size, size_t n)
{
	while (size-- && n) {
		n += number[size];
		number[size] = n;
		n >>= 8;
	}
}

static void add_little_endian(unsigned char *number, size_t size, size_t n)
{
	size_t i;

	for (i = 0; i < size && n; i++) {
		n += number[i];
		number[i] = n;
		n >>= 8;
	}
}

/* Returns whether the next IV depends on the input. */
static bool chains_input(const struct cipher_ctx *c)
{
	return c->info->mode == EVP_CIPH_OFB_MODE ||
	       (!c->enc && (c->info->mode == EVP_CIPH_CBC_MODE ||
			    c->info->mode == EVP_CIPH_CFB_MODE));
}

/*
 * @in and @out are the last blocks of input and output (NIST SP 800-38A); @in only
 * if chains_input().
 */
static void move_iv(struct cipher_ctx *c, const unsigned char *in,
		    const unsigned char *out, size_t blocks)
{
	size_t i;

	switch (c->info->mode) {
	case EVP_CIPH_CBC_MODE:
	case EVP_CIPH_CFB_MODE:
		memcpy(c->iv, c->enc ? out : in, c->info->ivlen);
		break;
	case EVP_CIPH_OFB_MODE:
		for (i = 0; i < c->info->ivlen; i++)
			c->iv[i] = in[i] ^ out[i];
		break;
	case EVP_CIPH_CTR_MODE:
		add_big_endian(c->iv, c->info->ivlen, blocks);
		break;
	case EVP_CIPH_STREAM_CIPHER:
		/* ChaCha20: a counter of 64 bits, then the nonce. */
		add_little_endian(c->iv, 8, blocks);
		break;
	}
}

bool cipher_process(struct cipher_ctx *c, const struct cipher_piece *pieces, int nr)
{
	const struct cipher_piece *last = &pieces[nr - 1];
	size_t block = c->info->block, blocks = 0;
	unsigned char in[CIPHER_BLOCK_MAX];
	int i;

	if (c->info->kind == CIPHER_UNIT || !c->info->ivlen)
		return process(c, pieces, nr);
	if (chains_input(c))
		memcpy(in, last->in + last->len - block, block);
	if (!process(c, pieces, nr))
		return false;
	for (i = 0; i < nr; i++)
		blocks += pieces[i].len / block;
	move_iv(c, in, last->out + last->len - block, blocks);
	return true;
}

void cipher_release_soft(struct cipher_ctx *c)
{
	lib.EVP_CIPHER_CTX_free(c->soft);
	c->soft = NULL;
}

void cipher_release(struct cipher_ctx *c)
{
	session_close(c->prov, &c->ses);
	c->no_session = false;
	cipher_release_soft(c);
}
