// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The parameters of RSA encryption: see provider-asym_cipher(7). */
#include <openssl/rsa.h>
#include <string.h>

#include "error.h"
#include "param.h"
#include "rsa_cipher.h"
#include "soft.h"

static bool fetch_md(const struct rsa_cipher *ctx, const char *name, EVP_MD **md)
{
	EVP_MD *new = soft_md(ctx->prov, name);

	if (!new) {
		ERROR(ctx->prov, ERROR_DIGEST, "%s", name);
		return false;
	}
	lib.EVP_MD_free(*md);
	*md = new;
	return true;
}

/* SHA-1 is the default (RFC 8017, appendix A.2.1). */
bool rsa_cipher_oaep(struct rsa_cipher *ctx, struct rsa_oaep *oaep)
{
	if (!ctx->oaep.md && !fetch_md(ctx, "SHA1", &ctx->oaep.md))
		return false;
	*oaep = ctx->oaep;
	if (!oaep->mgf1_md)
		oaep->mgf1_md = oaep->md;
	return true;
}

static bool set_md(struct rsa_cipher *ctx, const OSSL_PARAM *p, EVP_MD **md)
{
	const char *name;

	if (!p)
		return true;
	return lib.OSSL_PARAM_get_utf8_string_ptr(p, &name) && name &&
	       fetch_md(ctx, name, md);
}

static bool set_padding(struct rsa_cipher *ctx, const OSSL_PARAM *p)
{
	int padding = 0;

	if (!p)
		return true;
	if (rsa_padding_read(p, &padding) &&
	    (padding == RSA_PKCS1_PADDING || padding == RSA_NO_PADDING ||
	     padding == RSA_PKCS1_OAEP_PADDING ||
	     padding == RSA_PKCS1_WITH_TLS_PADDING)) {
		ctx->padding = padding;
		return true;
	}
	ERROR(ctx->prov, ERROR_PARAM, "the padding does not fit encryption");
	return false;
}

static bool set_label(struct rsa_cipher *ctx, const OSSL_PARAM *p)
{
	void *label = NULL;
	size_t len;

	if (!p)
		return true;
	if (!lib.OSSL_PARAM_get_octet_string(p, &label, 0, &len))
		return false;
	alloc_free(ctx->oaep.label);
	ctx->oaep.label = label;
	ctx->oaep.label_len = len;
	return true;
}

static bool set_rejection(struct rsa_cipher *ctx, const OSSL_PARAM *p)
{
	unsigned int implicit;

	if (!p)
		return true;
	if (!lib.OSSL_PARAM_get_uint(p, &implicit) ||
	    (implicit && !rsa_cipher_can_hide_padding(ctx))) {
		ERROR(ctx->prov, ERROR_PARAM, RSA_IMPLICIT_REJECTION);
		return false;
	}
	ctx->shows_padding = !implicit;
	return true;
}

int rsa_cipher_set_params(void *vctx, const OSSL_PARAM params[])
{
	struct rsa_cipher *ctx = vctx;
	struct rsa_oaep *oaep = &ctx->oaep;
	const OSSL_PARAM *rejection;

	if (!params)
		return 1;
	rejection = lib.OSSL_PARAM_locate_const(params, RSA_IMPLICIT_REJECTION);
#define FIND(name)							\
	lib.OSSL_PARAM_locate_const(params, OSSL_ASYM_CIPHER_PARAM_##name)
	return set_md(ctx, FIND(OAEP_DIGEST), &oaep->md) &&
	       set_padding(ctx, FIND(PAD_MODE)) &&
	       set_md(ctx, FIND(MGF1_DIGEST), &oaep->mgf1_md) &&
	       set_label(ctx, FIND(OAEP_LABEL)) &&
	       set_rejection(ctx, rejection) &&
	       param_get_uint(params, OSSL_ASYM_CIPHER_PARAM_TLS_CLIENT_VERSION,
			      &ctx->tls_version) &&
	       param_get_uint(params, OSSL_ASYM_CIPHER_PARAM_TLS_NEGOTIATED_VERSION,
			      &ctx->tls_alternative);
#undef FIND
}

static bool get_md(const EVP_MD *md, OSSL_PARAM *p)
{
	return !p || lib.OSSL_PARAM_set_utf8_string(p, md ?
						    lib.EVP_MD_get0_name(md) : "");
}

int rsa_cipher_get_params(void *vctx, OSSL_PARAM params[])
{
	struct rsa_cipher *ctx = vctx;
	struct rsa_oaep *oaep = &ctx->oaep;
	OSSL_PARAM *p;

#define FIND(name)	lib.OSSL_PARAM_locate(params, OSSL_ASYM_CIPHER_PARAM_##name)
	p = FIND(PAD_MODE);
	if (p && !rsa_padding_write(ctx->padding, p))
		return 0;
	if (!get_md(oaep->md, FIND(OAEP_DIGEST)) ||
	    !get_md(oaep->mgf1_md ? oaep->mgf1_md : oaep->md, FIND(MGF1_DIGEST)))
		return 0;
	p = FIND(OAEP_LABEL);
	if (p && !lib.OSSL_PARAM_set_octet_ptr(p, oaep->label, oaep->label_len))
		return 0;
	return param_put_uint(params, RSA_IMPLICIT_REJECTION,
			      !ctx->shows_padding &&
			      rsa_cipher_can_hide_padding(ctx)) &&
	       param_put_uint(params, OSSL_ASYM_CIPHER_PARAM_TLS_CLIENT_VERSION,
			      ctx->tls_version) &&
	       param_put_uint(params, OSSL_ASYM_CIPHER_PARAM_TLS_NEGOTIATED_VERSION,
			      ctx->tls_alternative);
#undef FIND
}

#define UTF8(name)	OSSL_PARAM_utf8_string(OSSL_ASYM_CIPHER_PARAM_##name, NULL, 0)
#define UINT(name)	OSSL_PARAM_uint(OSSL_ASYM_CIPHER_PARAM_##name, NULL)

const OSSL_PARAM *rsa_cipher_settable_params(void *vctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		UTF8(OAEP_DIGEST),
		UTF8(OAEP_DIGEST_PROPS),
		UTF8(PAD_MODE),
		UTF8(MGF1_DIGEST),
		UTF8(MGF1_DIGEST_PROPS),
		OSSL_PARAM_octet_string(OSSL_ASYM_CIPHER_PARAM_OAEP_LABEL, NULL, 0),
		UINT(TLS_CLIENT_VERSION),
		UINT(TLS_NEGOTIATED_VERSION),
		OSSL_PARAM_uint(RSA_IMPLICIT_REJECTION, NULL),
		OSSL_PARAM_END
	};

	(void)vctx;
	(void)provctx;
	return params;
}

const OSSL_PARAM *rsa_cipher_gettable_params(void *vctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		UTF8(OAEP_DIGEST),
		UTF8(PAD_MODE),
		UTF8(MGF1_DIGEST),
		OSSL_PARAM_octet_ptr(OSSL_ASYM_CIPHER_PARAM_OAEP_LABEL, NULL, 0),
		UINT(TLS_CLIENT_VERSION),
		UINT(TLS_NEGOTIATED_VERSION),
		OSSL_PARAM_uint(RSA_IMPLICIT_REJECTION, NULL),
		OSSL_PARAM_END
	};

	(void)vctx;
	(void)provctx;
	return params;
}
