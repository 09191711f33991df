// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The parameters of an RSA signature: see provider-signature(7). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "rsa_signature.h"
#include "soft.h"

static const struct {
	const char *name;
	int len;
} salts[] = {
	{ OSSL_PKEY_RSA_PSS_SALT_LEN_DIGEST, RSA_SALT_DIGEST },
	{ OSSL_PKEY_RSA_PSS_SALT_LEN_MAX, RSA_SALT_MAX },
	{ OSSL_PKEY_RSA_PSS_SALT_LEN_AUTO, RSA_SALT_AUTO },
	{ "auto-digestmax", RSA_SALT_AUTO_DIGEST },
};

static bool fetch_digest(const struct rsa_signature *ctx, const char *name,
			 struct rsa_digest *digest)
{
	if (strlen(name) >= sizeof(digest->name))
		return false;
	digest->md = soft_md(ctx->prov, name);
	if (!digest->md)
		return false;
	digest->hash = rsa_hash_of(digest->md);
	strcpy(digest->name, name);
	return digest->hash;
}

static bool replace_digest(struct rsa_signature *ctx, const char *name,
			   struct rsa_digest *digest)
{
	struct rsa_digest new = {};

	if (!fetch_digest(ctx, name, &new)) {
		ERROR(ctx->prov, ERROR_DIGEST, "%s", name);
		lib.EVP_MD_free(new.md);
		return false;
	}
	lib.EVP_MD_free(digest->md);
	*digest = new;
	return true;
}

/* The mask has the same hash, unless the program sets another. */
static bool follow_digest(struct rsa_signature *ctx)
{
	if (ctx->has_mask_digest)
		return true;
	if (!lib.EVP_MD_up_ref(ctx->digest.md))
		return false;
	lib.EVP_MD_free(ctx->mask_digest.md);
	ctx->mask_digest = ctx->digest;
	return true;
}

bool rsa_signature_set_digest(struct rsa_signature *ctx, const char *name)
{
	if (ctx->is_running) {
		if (ctx->digest.md && lib.EVP_MD_is_a(ctx->digest.md, name))
			return true;
		ERROR(ctx->prov, ERROR_ORDER,
		      "the digest cannot change to %s now", name);
		return false;
	}
	lib.EVP_MD_CTX_free(ctx->hashing);
	ctx->hashing = NULL;
	return replace_digest(ctx, name, &ctx->digest) && follow_digest(ctx);
}

struct rsa_pss rsa_signature_pss(const struct rsa_signature *ctx)
{
	return (struct rsa_pss){
		.md = ctx->digest.md,
		.mgf1_md = ctx->mask_digest.md,
		.salt_len = ctx->salt_len,
		.bits = ctx->key->bits,
	};
}

static bool set_padding(struct rsa_signature *ctx, const OSSL_PARAM *p)
{
	int padding = 0;

	if (!rsa_padding_read(p, &padding))
		goto invalid;
	switch (padding) {
	case RSA_PKCS1_PADDING:
	case RSA_X931_PADDING:
		break;
	case RSA_NO_PADDING:
		if (ctx->digest.md)
			goto invalid;
		break;
	case RSA_PKCS1_PSS_PADDING:
		if (ctx->operation == EVP_PKEY_OP_VERIFYRECOVER)
			goto invalid;
		break;
	default:
		goto invalid;
	}
	ctx->padding = padding;
	return true;
invalid:
	ERROR(ctx->prov, ERROR_PARAM, "the padding does not fit a signature");
	return false;
}

static bool read_salt_len(const OSSL_PARAM *p, int *len)
{
	char *end;
	size_t i;

	if (p->data_type == OSSL_PARAM_INTEGER)
		return lib.OSSL_PARAM_get_int(p, len);
	if (p->data_type != OSSL_PARAM_UTF8_STRING || !p->data)
		return false;
	for (i = 0; i < ARRAY_SIZE(salts); i++) {
		if (!strcmp(p->data, salts[i].name)) {
			*len = salts[i].len;
			return true;
		}
	}
	*len = strtol(p->data, &end, 10);
	return end != p->data && !*end;
}

static bool set_salt_len(struct rsa_signature *ctx, const OSSL_PARAM *p)
{
	int len;

	if (ctx->padding == RSA_PKCS1_PSS_PADDING && read_salt_len(p, &len) &&
	    len >= RSA_SALT_AUTO_DIGEST) {
		ctx->salt_len = len;
		return true;
	}
	ERROR(ctx->prov, ERROR_PARAM, "the length of the salt");
	return false;
}

static const char *read_name(const OSSL_PARAM *p)
{
	const char *name = NULL;

	return lib.OSSL_PARAM_get_utf8_string_ptr(p, &name) ? name : NULL;
}

static bool set_mask_digest(struct rsa_signature *ctx, const OSSL_PARAM *p)
{
	const char *name = read_name(p);

	if (!name || ctx->padding != RSA_PKCS1_PSS_PADDING) {
		ERROR(ctx->prov, ERROR_MASK_DIGEST, "it needs PSS");
		return false;
	}
	ctx->has_mask_digest = replace_digest(ctx, name, &ctx->mask_digest);
	return ctx->has_mask_digest;
}

static bool set_message_digest(struct rsa_signature *ctx, const OSSL_PARAM *p)
{
	const char *name = p ? read_name(p) : NULL;

	/* SHA-1 is the default of PSS (RFC 8017, appendix A.2.3). */
	if (!p && ctx->padding == RSA_PKCS1_PSS_PADDING && !ctx->digest.md)
		name = "SHA1";
	if (!name && !p)
		return true;
	if (!name || ctx->padding == RSA_NO_PADDING) {
		ERROR(ctx->prov, ERROR_PARAM, "the digest");
		return false;
	}
	return rsa_signature_set_digest(ctx, name);
}

int rsa_signature_set_params(void *vctx, const OSSL_PARAM params[])
{
	struct rsa_signature *ctx = vctx;
	const OSSL_PARAM *p;

	if (!params)
		return 1;
	p = lib.OSSL_PARAM_locate_const(params, OSSL_SIGNATURE_PARAM_PAD_MODE);
	if (p && !set_padding(ctx, p))
		return 0;
	p = lib.OSSL_PARAM_locate_const(params, OSSL_SIGNATURE_PARAM_PSS_SALTLEN);
	if (p && !set_salt_len(ctx, p))
		return 0;
	p = lib.OSSL_PARAM_locate_const(params, OSSL_SIGNATURE_PARAM_MGF1_DIGEST);
	if (p && !set_mask_digest(ctx, p))
		return 0;
	p = lib.OSSL_PARAM_locate_const(params, OSSL_SIGNATURE_PARAM_DIGEST);
	return set_message_digest(ctx, p);
}

static bool get_algorithm_id(const struct rsa_signature *ctx, OSSL_PARAM *p)
{
	unsigned char der[RSA_HASH_DER_MAX];
	struct rsa_pss pss = rsa_signature_pss(ctx);
	int salt_len;
	size_t len = 0;

	if (ctx->digest.hash && ctx->padding == RSA_PKCS1_PADDING) {
		len = rsa_hash_signature_id(ctx->digest.hash, der);
	} else if (ctx->digest.hash && ctx->padding == RSA_PKCS1_PSS_PADDING) {
		salt_len = rsa_pss_salt_len(&pss);
		if (salt_len >= 0)
			len = rsa_hash_pss_id(ctx->digest.hash,
					      ctx->mask_digest.hash, salt_len, der);
	}
	if (!len) {
		ERROR(ctx->prov, ERROR_PARAM,
		      "the signature has no algorithm identifier");
		return false;
	}
	return lib.OSSL_PARAM_set_octet_string(p, der, len);
}

static bool get_salt_len(const struct rsa_signature *ctx, OSSL_PARAM *p)
{
	char text[16];
	size_t i;

	if (p->data_type == OSSL_PARAM_INTEGER)
		return lib.OSSL_PARAM_set_int(p, ctx->salt_len);
	for (i = 0; i < ARRAY_SIZE(salts); i++)
		if (salts[i].len == ctx->salt_len)
			return lib.OSSL_PARAM_set_utf8_string(p, salts[i].name);
	snprintf(text, sizeof(text), "%d", ctx->salt_len);
	return lib.OSSL_PARAM_set_utf8_string(p, text);
}

int rsa_signature_get_params(void *vctx, OSSL_PARAM params[])
{
	struct rsa_signature *ctx = vctx;
	OSSL_PARAM *p;

	p = lib.OSSL_PARAM_locate(params, OSSL_SIGNATURE_PARAM_ALGORITHM_ID);
	if (p && !get_algorithm_id(ctx, p))
		return 0;
	p = lib.OSSL_PARAM_locate(params, OSSL_SIGNATURE_PARAM_PAD_MODE);
	if (p && !rsa_padding_write(ctx->padding, p))
		return 0;
	p = lib.OSSL_PARAM_locate(params, OSSL_SIGNATURE_PARAM_PSS_SALTLEN);
	if (p && !get_salt_len(ctx, p))
		return 0;
	p = lib.OSSL_PARAM_locate(params, OSSL_SIGNATURE_PARAM_MGF1_DIGEST);
	if (p && !lib.OSSL_PARAM_set_utf8_string(p, ctx->mask_digest.name))
		return 0;
	p = lib.OSSL_PARAM_locate(params, OSSL_SIGNATURE_PARAM_DIGEST);
	return !p || lib.OSSL_PARAM_set_utf8_string(p, ctx->digest.name);
}

static const OSSL_PARAM gettable[] = {
	OSSL_PARAM_octet_string(OSSL_SIGNATURE_PARAM_ALGORITHM_ID, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_DIGEST, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_MGF1_DIGEST, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, NULL, 0),
	OSSL_PARAM_END
};

/* A running digest cannot change: its parameters are the first two. */
static const OSSL_PARAM settable[] = {
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_DIGEST, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PROPERTIES, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_MGF1_DIGEST, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_MGF1_PROPERTIES, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, NULL, 0),
	OSSL_PARAM_END
};

const OSSL_PARAM *rsa_signature_settable_params(void *vctx, void *provctx)
{
	struct rsa_signature *ctx = vctx;

	(void)provctx;
	return ctx && ctx->is_running ? settable + 2 : settable;
}

const OSSL_PARAM *rsa_signature_gettable_params(void *vctx, void *provctx)
{
	(void)vctx;
	(void)provctx;
	return gettable;
}
