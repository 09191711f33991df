// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The parameters of AEADs: EVP_EncryptInit(3), "AEAD INTERFACE" and after. */
#include <string.h>

#include "aead.h"
#include "error.h"
#include "param.h"

const OSSL_PARAM *aead_gettable_ctx_params(void *ctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_SIZE(OSSL_CIPHER_PARAM_KEYLEN),
		PARAM_SIZE(OSSL_CIPHER_PARAM_IVLEN),
		PARAM_SIZE(OSSL_CIPHER_PARAM_AEAD_TAGLEN),
		PARAM_BYTES(OSSL_CIPHER_PARAM_IV),
		PARAM_BYTES(OSSL_CIPHER_PARAM_UPDATED_IV),
		PARAM_BYTES(OSSL_CIPHER_PARAM_AEAD_TAG),
		PARAM_SIZE(OSSL_CIPHER_PARAM_AEAD_TLS1_AAD_PAD),
		PARAM_BYTES(OSSL_CIPHER_PARAM_AEAD_TLS1_GET_IV_GEN),
		PARAM_END
	};

	(void)ctx;
	(void)provctx;
	return params;
}

const OSSL_PARAM *aead_settable_ctx_params(void *ctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_SIZE(OSSL_CIPHER_PARAM_KEYLEN),
		PARAM_SIZE(OSSL_CIPHER_PARAM_AEAD_IVLEN),
		PARAM_BYTES(OSSL_CIPHER_PARAM_AEAD_TAG),
		PARAM_BYTES(OSSL_CIPHER_PARAM_AEAD_TLS1_AAD),
		PARAM_BYTES(OSSL_CIPHER_PARAM_AEAD_TLS1_IV_FIXED),
		PARAM_BYTES(OSSL_CIPHER_PARAM_AEAD_TLS1_SET_IV_INV),
		PARAM_END
	};

	(void)ctx;
	(void)provctx;
	return params;
}

static bool get_tag(struct aead_ctx *c, OSSL_PARAM params[])
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, OSSL_CIPHER_PARAM_AEAD_TAG);

	if (!p)
		return true;
	/* The tag of a part of a message is none. */
	if (!c->enc || !c->has_tag || c->state != AEAD_DONE || !p->data_size ||
	    p->data_size > c->taglen) {
		ERROR(c->prov, ERROR_NO_TAG, "%zu bytes", p->data_size);
		return false;
	}
	return lib.OSSL_PARAM_set_octet_string(p, c->tag, p->data_size);
}

static bool get_iv(struct aead_ctx *c, OSSL_PARAM params[], const char *key)
{
	if (!lib.OSSL_PARAM_locate(params, key))
		return true;
	return c->state != AEAD_NEW && param_put_bytes(params, key, c->iv, c->ivlen);
}

static bool get_generated_iv(struct aead_ctx *c, OSSL_PARAM params[])
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params,
					OSSL_CIPHER_PARAM_AEAD_TLS1_GET_IV_GEN);

	return !p || (p->data && p->data_type == OSSL_PARAM_OCTET_STRING &&
		      aead_generate_iv(c, p->data, p->data_size));
}

int aead_get_ctx_params(void *ctx, OSSL_PARAM params[])
{
	struct aead_ctx *c = ctx;

	/* The library asks for it in each initialisation. */
	if (param_is_only(params, OSSL_CIPHER_PARAM_IVLEN))
		return lib.OSSL_PARAM_set_size_t(params, c->ivlen);
	return param_put_size(params, OSSL_CIPHER_PARAM_KEYLEN, c->info->keylen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_IVLEN, c->ivlen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_AEAD_TAGLEN, c->taglen) &&
	       param_put_size(params, OSSL_CIPHER_PARAM_AEAD_TLS1_AAD_PAD,
			      c->tls_pad) &&
	       get_iv(c, params, OSSL_CIPHER_PARAM_IV) &&
	       get_iv(c, params, OSSL_CIPHER_PARAM_UPDATED_IV) &&
	       get_tag(c, params) && get_generated_iv(c, params);
}

static bool takes_taglen(const struct aead_info *info, size_t len)
{
	if (info->mode == EVP_CIPH_CCM_MODE)
		return len >= 4 && len <= AEAD_TAG_MAX && !(len % 2);
	return len && len <= AEAD_TAG_MAX;
}

/* Without data, the parameter sets the tag's length. */
static bool set_tag(struct aead_ctx *c, const OSSL_PARAM *p)
{
	/* GCM always computes the whole tag, and takes no length for it. */
	bool refuses = c->enc && (p->data || c->info->mode == EVP_CIPH_GCM_MODE);

	if (p->data_type != OSSL_PARAM_OCTET_STRING || refuses ||
	    !takes_taglen(c->info, p->data_size)) {
		ERROR(c->prov, ERROR_TAG_LENGTH, "%zu bytes", p->data_size);
		return false;
	}
	/* The device has compared the tag that was there. */
	if (p->data && c->state == AEAD_WHOLE &&
	    (p->data_size != c->taglen ||
	     lib.CRYPTO_memcmp(p->data, c->tag, c->taglen)) &&
	    !aead_soft_continue(c))
		return false;
	c->taglen = p->data_size;
	if (p->data) {
		memcpy(c->tag, p->data, p->data_size);
		c->has_tag = true;
	}
	return true;
}

static bool set_ivlen(struct aead_ctx *c, const OSSL_PARAM *p)
{
	size_t ivlen;

	if (!lib.OSSL_PARAM_get_size_t(p, &ivlen) ||
	    !aead_takes_ivlen(c->info, ivlen)) {
		ERROR(c->prov, ERROR_IV_LENGTH, "%s", c->info->name);
		return false;
	}
	/* An IV that is there has another length. */
	if (ivlen != c->ivlen && c->state != AEAD_NEW)
		aead_reset(c, AEAD_DONE);
	c->ivlen = ivlen;
	return true;
}

static bool set_keylen(struct aead_ctx *c, const OSSL_PARAM *p)
{
	size_t keylen;

	if (lib.OSSL_PARAM_get_size_t(p, &keylen) && keylen == c->info->keylen)
		return true;
	ERROR(c->prov, ERROR_KEY_LENGTH, "%s", c->info->name);
	return false;
}

static bool set_tls_aad(struct aead_ctx *c, const OSSL_PARAM *p)
{
	return p->data_type == OSSL_PARAM_OCTET_STRING &&
	       aead_tls_begin(c, p->data, p->data_size);
}

static bool set_fixed_iv(struct aead_ctx *c, const OSSL_PARAM *p)
{
	return p->data_type == OSSL_PARAM_OCTET_STRING &&
	       aead_fix_iv(c, p->data, p->data_size);
}

static bool set_end_of_iv(struct aead_ctx *c, const OSSL_PARAM *p)
{
	return p->data_type == OSSL_PARAM_OCTET_STRING && p->data &&
	       aead_complete_iv(c, p->data, p->data_size);
}

static const struct {
	const char *key;
	bool (*set)(struct aead_ctx *c, const OSSL_PARAM *p);
} setters[] = {
	{ OSSL_CIPHER_PARAM_KEYLEN, set_keylen },
	{ OSSL_CIPHER_PARAM_AEAD_TAG, set_tag },
	{ OSSL_CIPHER_PARAM_AEAD_IVLEN, set_ivlen },
	{ OSSL_CIPHER_PARAM_AEAD_TLS1_AAD, set_tls_aad },
	{ OSSL_CIPHER_PARAM_AEAD_TLS1_IV_FIXED, set_fixed_iv },
	{ OSSL_CIPHER_PARAM_AEAD_TLS1_SET_IV_INV, set_end_of_iv },
};

int aead_set_ctx_params(void *ctx, const OSSL_PARAM params[])
{
	struct aead_ctx *c = ctx;
	const OSSL_PARAM *p;
	size_t i;

	for (i = 0; params && params->key && i < ARRAY_SIZE(setters); i++) {
		p = lib.OSSL_PARAM_locate_const(params, setters[i].key);
		if (p && !setters[i].set(c, p)) {
			ERROR(c->prov, ERROR_PARAM, "%s", setters[i].key);
			return 0;
		}
	}
	return 1;
}
