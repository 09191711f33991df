// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The contexts of ciphers without authentication, and their parameters. */
#include <string.h>

#include "cipher.h"
#include "error.h"
#include "param.h"

void *cipher_new(void *provctx, const struct cipher_info *info)
{
	struct cipher_ctx *c = alloc_zero(sizeof(*c));

	if (!c)
		return NULL;
	c->prov = provctx;
	c->info = info;
	c->pad = true;
	c->has_key = !info->keylen;
	return c;
}

void cipher_free(void *ctx)
{
	struct cipher_ctx *c = ctx;

	if (!c)
		return;
	cipher_release(c);
	alloc_clear_free(c, sizeof(*c));
}

/* The copy makes a session of its own when it needs one. */
void *cipher_dup(void *ctx)
{
	const struct cipher_ctx *c = ctx;
	struct cipher_ctx *copy = alloc_zero(sizeof(*copy));

	if (!copy)
		return NULL;
	*copy = *c;
	copy->ses = (struct session){ 0 };
	copy->soft = NULL;
	return copy;
}

/*
 * Without an IV, the library's ciphers begin again with the last one, except those
 * that would use the same key stream twice.
 */
static bool begins_again(const struct cipher_ctx *c)
{
	return c->info->mode == EVP_CIPH_CBC_MODE ||
	       c->info->mode == EVP_CIPH_CFB_MODE ||
	       c->info->mode == EVP_CIPH_OFB_MODE;
}

static bool set_iv(struct cipher_ctx *c, const unsigned char *iv, size_t ivlen)
{
	if (!c->info->ivlen)
		return true;
	if (iv && ivlen != c->info->ivlen) {
		ERROR(c->prov, ERROR_IV_LENGTH, "%zu bytes for %s", ivlen,
		      c->info->name);
		return false;
	}
	if (iv) {
		memcpy(c->first_iv, iv, ivlen);
		c->has_iv = true;
	}
	if (iv || (c->has_iv && begins_again(c)))
		memcpy(c->iv, c->first_iv, c->info->ivlen);
	return true;
}

/* IEEE 1619: with equal halves, XTS is not a tweakable cipher. */
static bool has_equal_halves(const struct cipher_ctx *c, const unsigned char *key)
{
	size_t half = c->info->keylen / 2;

	return c->info->mode == EVP_CIPH_XTS_MODE &&
	       !lib.CRYPTO_memcmp(key, key + half, half);
}

static bool set_key(struct cipher_ctx *c, const unsigned char *key, size_t keylen)
{
	if (keylen != c->info->keylen) {
		ERROR(c->prov, ERROR_KEY_LENGTH, "%zu bytes for %s", keylen,
		      c->info->name);
		return false;
	}
	if (c->enc && has_equal_halves(c, key)) {
		ERROR(c->prov, ERROR_KEY, "its halves are equal");
		return false;
	}
	/* The session serves the same key again. */
	if (!c->has_key || lib.CRYPTO_memcmp(c->key, key, keylen))
		cipher_release(c);
	memcpy(c->key, key, keylen);
	c->has_key = true;
	return true;
}

static int init(struct cipher_ctx *c, const unsigned char *key, size_t keylen,
		const unsigned char *iv, size_t ivlen, const OSSL_PARAM params[],
		bool enc)
{
	/* Its key may be expanded for one direction only. */
	if (c->enc != enc)
		cipher_release_soft(c);
	c->enc = enc;
	/* ChaCha20 goes on inside a block of its key stream. */
	if (key || iv || c->info->mode != EVP_CIPH_STREAM_CIPHER)
		c->used = 0;
	return set_iv(c, iv, ivlen) && (!key || set_key(c, key, keylen)) &&
	       cipher_set_ctx_params(c, params);
}

int cipher_encrypt_init(void *ctx, const unsigned char *key, size_t keylen,
			const unsigned char *iv, size_t ivlen,
			const OSSL_PARAM params[])
{
	return init(ctx, key, keylen, iv, ivlen, params, true);
}

int cipher_decrypt_init(void *ctx, const unsigned char *key, size_t keylen,
			const unsigned char *iv, size_t ivlen,
			const OSSL_PARAM params[])
{
	return init(ctx, key, keylen, iv, ivlen, params, false);
}

int cipher_get_params(OSSL_PARAM params[], const struct cipher_info *info)
{
	/* A stream cipher works on bytes, whatever the block of its key stream. */
	size_t block = info->kind == CIPHER_BLOCK ? info->block : 1;

	return param_put_uint(params, OSSL_CIPHER_PARAM_MODE, info->mode) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_KEYLEN, info->keylen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_IVLEN, info->ivlen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_BLOCK_SIZE, block) &&
	       param_put_int(params, OSSL_CIPHER_PARAM_AEAD, 0) &&
	       param_put_int(params, OSSL_CIPHER_PARAM_CUSTOM_IV,
			     info->mode == EVP_CIPH_XTS_MODE);
}

const OSSL_PARAM *cipher_gettable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_UINT(OSSL_CIPHER_PARAM_MODE),
		PARAM_SIZE(OSSL_CIPHER_PARAM_KEYLEN),
		PARAM_SIZE(OSSL_CIPHER_PARAM_IVLEN),
		PARAM_SIZE(OSSL_CIPHER_PARAM_BLOCK_SIZE),
		PARAM_INT(OSSL_CIPHER_PARAM_AEAD),
		PARAM_INT(OSSL_CIPHER_PARAM_CUSTOM_IV),
		PARAM_END
	};

	(void)provctx;
	return params;
}

/* The number of bytes of the key stream's block that are used up. */
static unsigned int number_used(const struct cipher_ctx *c)
{
	return c->info->kind == CIPHER_STREAM ? c->used : 0;
}

int cipher_get_ctx_params(void *ctx, OSSL_PARAM params[])
{
	struct cipher_ctx *c = ctx;
	size_t ivlen = c->info->ivlen;

	/* The library asks for it in each initialisation. */
	if (param_is_only(params, OSSL_CIPHER_PARAM_IVLEN))
		return lib.OSSL_PARAM_set_size_t(params, ivlen);
	return param_put_size(params, OSSL_CIPHER_PARAM_KEYLEN, c->info->keylen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_IVLEN, ivlen) &&
	       param_put_uint(params, OSSL_CIPHER_PARAM_PADDING, c->pad) &&
	       param_put_uint(params, OSSL_CIPHER_PARAM_NUM, number_used(c)) &&
	       param_put_bytes(params, OSSL_CIPHER_PARAM_IV, c->first_iv, ivlen) &&
	       param_put_bytes(params, OSSL_CIPHER_PARAM_UPDATED_IV, c->iv, ivlen) &&
	       param_put_pointer(params, OSSL_CIPHER_PARAM_TLS_MAC, c->tls_mac,
				 c->tls_mac_size);
}

const OSSL_PARAM *cipher_gettable_ctx_params(void *ctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_SIZE(OSSL_CIPHER_PARAM_KEYLEN),
		PARAM_SIZE(OSSL_CIPHER_PARAM_IVLEN),
		PARAM_UINT(OSSL_CIPHER_PARAM_PADDING),
		PARAM_UINT(OSSL_CIPHER_PARAM_NUM),
		PARAM_BYTES(OSSL_CIPHER_PARAM_IV),
		PARAM_BYTES(OSSL_CIPHER_PARAM_UPDATED_IV),
		PARAM_POINTER(OSSL_CIPHER_PARAM_TLS_MAC),
		PARAM_END
	};

	(void)ctx;
	(void)provctx;
	return params;
}

/* A key stream that begins inside a block cannot be made here. */
static bool set_number_used(const struct cipher_ctx *c, const OSSL_PARAM params[])
{
	unsigned int num = number_used(c);

	if (!param_get_uint(params, OSSL_CIPHER_PARAM_NUM, &num))
		return false;
	if (num != number_used(c))
		ERROR(c->prov, ERROR_PARAM, OSSL_CIPHER_PARAM_NUM);
	return num == number_used(c);
}

int cipher_set_ctx_params(void *ctx, const OSSL_PARAM params[])
{
	struct cipher_ctx *c = ctx;
	unsigned int pad = c->pad;
	size_t mac_size = c->tls_mac_size, keylen = c->info->keylen;

	if (!params)
		return 1;
	if (!param_get_uint(params, OSSL_CIPHER_PARAM_PADDING, &pad) ||
	    !param_get_uint(params, OSSL_CIPHER_PARAM_TLS_VERSION,
			    &c->tls_version) ||
	    !param_get_size(params, OSSL_CIPHER_PARAM_TLS_MAC_SIZE, &mac_size) ||
	    !param_get_size(params, OSSL_CIPHER_PARAM_KEYLEN, &keylen) ||
	    !set_number_used(c, params) || mac_size > sizeof(c->tls_mac) ||
	    keylen != c->info->keylen) {
		ERROR(c->prov, ERROR_PARAM, "%s", c->info->name);
		return 0;
	}
	c->pad = pad;
	c->tls_mac_size = mac_size;
	return 1;
}

const OSSL_PARAM *cipher_settable_ctx_params(void *ctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_UINT(OSSL_CIPHER_PARAM_PADDING),
		PARAM_UINT(OSSL_CIPHER_PARAM_NUM),
		PARAM_UINT(OSSL_CIPHER_PARAM_TLS_VERSION),
		PARAM_SIZE(OSSL_CIPHER_PARAM_TLS_MAC_SIZE),
		PARAM_SIZE(OSSL_CIPHER_PARAM_KEYLEN),
		PARAM_END
	};

	(void)ctx;
	(void)provctx;
	return params;
}
