// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The contexts of AEADs. */
#include <stdint.h>
#include <string.h>

#include "aead.h"
#include "error.h"
#include "param.h"

#define PAGE_BYTES	4096
#define ALIGNED_MIN	512

void *aead_new(void *provctx, const struct aead_info *info)
{
	struct aead_ctx *c = alloc_zero(sizeof(*c));

	if (!c)
		return NULL;
	c->prov = provctx;
	c->info = info;
	c->ivlen = info->ivlen;
	c->taglen = info->taglen;
	return c;
}

static void free_buffer(struct aead_buffer *b)
{
	alloc_clear_free(b->allocated, b->allocated_size);
	memset(b, 0, sizeof(*b));
}

/*
 * The device pins each page of a long range: memory of a page or less should not lie
 * in two.
 */
static bool grow(struct aead_buffer *b, size_t size)
{
	size_t align = size < ALIGNED_MIN ? 1 : PAGE_BYTES;
	struct aead_buffer grown = {
		.len = b->len,
		.size = size,
		.allocated_size = size + align - 1,
	};

	if (grown.allocated_size < size)
		return false;
	grown.allocated = alloc_zero(grown.allocated_size);
	if (!grown.allocated)
		return false;
	grown.data = grown.allocated + -(uintptr_t)grown.allocated % align;
	if (b->len)
		memcpy(grown.data, b->data, b->len);
	free_buffer(b);
	*b = grown;
	return true;
}

bool aead_buffer_add(struct aead_buffer *b, const void *data, size_t len)
{
	size_t size = b->len + len;

	if (size < len || (size > b->size && !grow(b, size + size / 2)))
		return false;
	if (data) {
		memcpy(b->data + b->len, data, len);
		b->len += len;
	}
	return true;
}

void aead_reset(struct aead_ctx *c, enum aead_state state)
{
	c->state = state;
	c->aad.len = 0;
	c->text.len = 0;
	c->has_total = false;
	/* The program sets the tag to compare with before or after the IV. */
	if (c->enc ? state == AEAD_READY : state == AEAD_DONE)
		c->has_tag = false;
	lib.EVP_CIPHER_CTX_free(c->soft);
	c->soft = NULL;
}

void aead_free(void *ctx)
{
	struct aead_ctx *c = ctx;

	if (!c)
		return;
	aead_reset(c, AEAD_DONE);
	aead_release(c);
	free_buffer(&c->aad);
	free_buffer(&c->text);
	alloc_clear_free(c, sizeof(*c));
}

static bool copy_buffer(struct aead_buffer *copy, const struct aead_buffer *b)
{
	*copy = (struct aead_buffer){ 0 };
	return !b->len || aead_buffer_add(copy, b->data, b->len);
}

static bool copy_soft(struct aead_ctx *copy, const struct aead_ctx *c)
{
	copy->soft = NULL;
	if (!c->soft)
		return true;
	copy->soft = lib.EVP_CIPHER_CTX_new();
	return copy->soft && lib.EVP_CIPHER_CTX_copy(copy->soft, c->soft);
}

void *aead_dup(void *ctx)
{
	const struct aead_ctx *c = ctx;
	struct aead_ctx *copy = alloc_zero(sizeof(*copy));
	bool done;

	if (!copy)
		return NULL;
	*copy = *c;
	copy->ses = (struct session){ 0 };
	done = copy_buffer(&copy->aad, &c->aad);
	done &= copy_buffer(&copy->text, &c->text);
	done &= copy_soft(copy, c);
	if (done)
		return copy;
	aead_free(copy);
	return NULL;
}

bool aead_takes_ivlen(const struct aead_info *info, size_t ivlen)
{
	switch (info->mode) {
	case EVP_CIPH_CCM_MODE:
		return ivlen >= 7 && ivlen <= 13;
	case EVP_CIPH_GCM_MODE:
		return ivlen && ivlen <= AEAD_IV_MAX;
	default:
		return ivlen == AEAD_IV_DEVICE;
	}
}

bool aead_set_iv(struct aead_ctx *c, const unsigned char *iv, size_t ivlen)
{
	if (!aead_takes_ivlen(c->info, ivlen)) {
		ERROR(c->prov, ERROR_IV_LENGTH, "%zu bytes for %s", ivlen,
		      c->info->name);
		return false;
	}
	aead_reset(c, AEAD_READY);
	c->ivlen = ivlen;
	memcpy(c->iv, iv, ivlen);
	memcpy(c->next_iv, iv, ivlen);
	return true;
}

static bool set_key(struct aead_ctx *c, const unsigned char *key, size_t keylen)
{
	if (keylen != c->info->keylen) {
		ERROR(c->prov, ERROR_KEY_LENGTH, "%zu bytes for %s", keylen,
		      c->info->name);
		return false;
	}
	/* The session serves the same key again. */
	if (!c->has_key || lib.CRYPTO_memcmp(c->key, key, keylen)) {
		aead_release(c);
		/* A message does not change its key. */
		if (aead_has_begun(c))
			aead_reset(c, AEAD_DONE);
	}
	memcpy(c->key, key, keylen);
	c->has_key = true;
	return true;
}

static int init(struct aead_ctx *c, const unsigned char *key, size_t keylen,
		const unsigned char *iv, size_t ivlen, const OSSL_PARAM params[],
		bool enc)
{
	if (c->enc != enc) {
		/* A message does not change its direction. */
		if (aead_has_begun(c))
			aead_reset(c, AEAD_DONE);
		/* A tag that was computed is none to compare with. */
		c->has_tag = false;
	}
	c->enc = enc;
	return (!iv || aead_set_iv(c, iv, ivlen)) &&
	       (!key || set_key(c, key, keylen)) &&
	       aead_set_ctx_params(c, params);
}

int aead_encrypt_init(void *ctx, const unsigned char *key, size_t keylen,
		      const unsigned char *iv, size_t ivlen,
		      const OSSL_PARAM params[])
{
	return init(ctx, key, keylen, iv, ivlen, params, true);
}

int aead_decrypt_init(void *ctx, const unsigned char *key, size_t keylen,
		      const unsigned char *iv, size_t ivlen,
		      const OSSL_PARAM params[])
{
	return init(ctx, key, keylen, iv, ivlen, params, false);
}

int aead_get_params(OSSL_PARAM params[], const struct aead_info *info)
{
	return param_put_uint(params, OSSL_CIPHER_PARAM_MODE, info->mode) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_KEYLEN, info->keylen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_IVLEN, info->ivlen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_BLOCK_SIZE, 1) &&
	       param_put_int(params, OSSL_CIPHER_PARAM_AEAD, 1) &&
	       param_put_int(params, OSSL_CIPHER_PARAM_CUSTOM_IV, 1);
}
