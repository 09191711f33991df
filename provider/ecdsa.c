// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * ECDSA. The device verifies; the default provider signs, and keeps the parameters.
 * See provider-signature(7).
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "ec.h"
#include "error.h"
#include "signed_message.h"
#include "soft.h"

#define DIGEST_MAX	64

/**
 * struct ecdsa - the context of a signature
 * @prov: the provider
 * @key: the key, or NULL
 * @soft: the same signature in the default provider, or NULL
 * @md: the hash of the message, or NULL
 * @hashing: the digest of the message in progress, or NULL
 */
struct ecdsa {
	struct provider *prov;
	struct pkey *key;
	EVP_PKEY_CTX *soft;
	EVP_MD *md;
	EVP_MD_CTX *hashing;
};

static void *ecdsa_new(void *provctx, const char *properties)
{
	struct ecdsa *ctx = alloc_zero(sizeof(*ctx));

	(void)properties;
	if (ctx)
		ctx->prov = provctx;
	return ctx;
}

static void ecdsa_free(void *vctx)
{
	struct ecdsa *ctx = vctx;

	if (!ctx)
		return;
	lib.EVP_PKEY_CTX_free(ctx->soft);
	lib.EVP_MD_CTX_free(ctx->hashing);
	lib.EVP_MD_free(ctx->md);
	pkey_put(ctx->key);
	alloc_free(ctx);
}

static bool own_soft(struct ecdsa *ctx)
{
	EVP_PKEY_CTX *from = ctx->soft;

	if (!from)
		return true;
	ctx->soft = lib.EVP_PKEY_CTX_dup(from);
	return ctx->soft;
}

static void *ecdsa_dup(void *vctx)
{
	struct ecdsa *ctx = lib.CRYPTO_memdup(vctx, sizeof(*ctx), __FILE__,
					      __LINE__);
	bool done;

	if (!ctx)
		return NULL;
	if (ctx->key)
		pkey_get(ctx->key);
	/* No pointer of the original may stay. */
	done = own_soft(ctx);
	done = signed_message_own_md(&ctx->md) && done;
	done = signed_message_own(&ctx->hashing) && done;
	if (done)
		return ctx;
	ecdsa_free(ctx);
	return NULL;
}

static bool set_md(struct ecdsa *ctx, const char *name)
{
	EVP_MD *md = soft_md(ctx->prov, name);

	if (!md) {
		ERROR(ctx->prov, ERROR_DIGEST, "%s", name);
		return false;
	}
	lib.EVP_MD_free(ctx->md);
	ctx->md = md;
	return true;
}

static int ecdsa_set_params(void *vctx, const OSSL_PARAM params[])
{
	struct ecdsa *ctx = vctx;
	const char *name = NULL;
	const OSSL_PARAM *p;

	if (!params || !params->key)
		return 1;
	if (!ctx->soft || lib.EVP_PKEY_CTX_set_params(ctx->soft, params) != 1)
		return 0;
	p = lib.OSSL_PARAM_locate_const(params, OSSL_SIGNATURE_PARAM_DIGEST);
	return !p || (lib.OSSL_PARAM_get_utf8_string_ptr(p, &name) && name &&
		      set_md(ctx, name));
}

static int ecdsa_get_params(void *vctx, OSSL_PARAM params[])
{
	struct ecdsa *ctx = vctx;

	return ctx->soft && lib.EVP_PKEY_CTX_get_params(ctx->soft, params) == 1;
}

/* @start is EVP_PKEY_sign_init_ex() or EVP_PKEY_verify_init_ex(). */
static bool init_ecdsa(struct ecdsa *ctx, struct pkey *key,
		       const OSSL_PARAM params[],
		       int (*start)(EVP_PKEY_CTX *, const OSSL_PARAM[]))
{
	if (!key && !ctx->key) {
		ERROR(ctx->prov, ERROR_NO_KEY, "call init with a key");
		return false;
	}
	if (key)
		pkey_replace(&ctx->key, key);
	lib.EVP_PKEY_CTX_free(ctx->soft);
	ctx->soft = pkey_soft_context(ctx->key);
	return ctx->soft && start(ctx->soft, NULL) == 1 &&
	       ecdsa_set_params(ctx, params);
}

static int ecdsa_sign_init(void *ctx, void *key, const OSSL_PARAM params[])
{
	return init_ecdsa(ctx, key, params, lib.EVP_PKEY_sign_init_ex);
}

static int ecdsa_verify_init(void *ctx, void *key, const OSSL_PARAM params[])
{
	return init_ecdsa(ctx, key, params, lib.EVP_PKEY_verify_init_ex);
}

static int ecdsa_sign(void *vctx, unsigned char *sig, size_t *sig_len, size_t room,
		      const unsigned char *text, size_t text_len)
{
	struct ecdsa *ctx = vctx;

	*sig_len = room;
	return ctx->soft &&
	       lib.EVP_PKEY_sign(ctx->soft, sig, sig_len, text, text_len) == 1;
}

/* Returns the length of a positive INTEGER in DER at @der, or 0. */
static size_t number_length(const unsigned char *der, size_t len)
{
	if (len < 3 || der[0] != 0x02 || !der[1] || der[1] > 0x7f ||
	    der[1] > len - 2 || der[2] & 0x80)
		return 0;
	if (der[1] > 1 && !der[2] && !(der[3] & 0x80))
		return 0;
	return der[1] + 2;
}

/* The kernel accepts more than DER, which would give a signature more forms. */
static bool is_der_signature(const unsigned char *sig, size_t len)
{
	size_t head = len > 0x7f + 2 ? 3 : 2, first;

	if (len < 8 || len > 0xff || sig[0] != 0x30 ||
	    (head == 3 && (sig[1] != 0x81 || sig[2] <= 0x7f)) ||
	    sig[head - 1] != len - head)
		return false;
	sig += head;
	len -= head;
	first = number_length(sig, len);
	return first && number_length(sig + first, len - first) == len - first;
}

static int verify_by_device(const struct ecdsa *ctx, const unsigned char *sig,
			    size_t sig_len, const unsigned char *digest,
			    size_t digest_len)
{
	const struct ec_curve *curve = ec_curve_of(ctx->key);
	struct pkey_use use = {};
	struct cryptodev_req req = {
		.flags = CRYPTODEV_REQ_VERIFY,
		.len = digest_len,
		.tag_len = sig_len,
		.src = (uintptr_t)digest,
		.mac = (uintptr_t)sig,
	};

	if (!curve || !digest_len || digest_len > DIGEST_MAX)
		return EOPNOTSUPP;
	if (!is_der_signature(sig, sig_len))
		return EBADMSG;
	use.cipher = curve->ecdsa;
	return pkey_process(ctx->key, &use, &req);
}

static int ecdsa_verify(void *vctx, const unsigned char *sig, size_t sig_len,
			const unsigned char *text, size_t text_len)
{
	struct ecdsa *ctx = vctx;
	int err;

	if (!ctx->soft)
		return 0;
	if (ctx->md && (int)text_len != lib.EVP_MD_get_size(ctx->md)) {
		ERROR(ctx->prov, ERROR_LENGTH, "a digest of %zu bytes", text_len);
		return 0;
	}
	err = verify_by_device(ctx, sig, sig_len, text, text_len);
	if (!err)
		return 1;
	if (err != EBADMSG)
		return lib.EVP_PKEY_verify(ctx->soft, sig, sig_len, text,
					   text_len) == 1;
	ERROR(ctx->prov, ERROR_SIGNATURE, "it does not match");
	return 0;
}

static bool start_digest(struct ecdsa *ctx, const char *name,
			 const OSSL_PARAM params[])
{
	const OSSL_PARAM digest[] = {
		{ OSSL_SIGNATURE_PARAM_DIGEST, OSSL_PARAM_UTF8_STRING, (char *)name,
		  name ? strlen(name) : 0, 0 },
		{ NULL, 0, NULL, 0, 0 }
	};

	if (name && *name && !ecdsa_set_params(ctx, digest))
		return false;
	if (!ctx->md) {
		ERROR(ctx->prov, ERROR_DIGEST, "there is none");
		return false;
	}
	return signed_message_start(&ctx->hashing, ctx->md, params);
}

static int ecdsa_digest_sign_init(void *ctx, const char *name, void *key,
				  const OSSL_PARAM params[])
{
	return ecdsa_sign_init(ctx, key, params) && start_digest(ctx, name, params);
}

static int ecdsa_digest_verify_init(void *ctx, const char *name, void *key,
				    const OSSL_PARAM params[])
{
	return ecdsa_verify_init(ctx, key, params) &&
	       start_digest(ctx, name, params);
}

static int ecdsa_digest_update(void *vctx, const unsigned char *data, size_t len)
{
	struct ecdsa *ctx = vctx;

	return signed_message_update(ctx->hashing, data, len);
}

static int ecdsa_digest_sign_final(void *vctx, unsigned char *sig,
				   size_t *sig_len, size_t room)
{
	unsigned char digest[EVP_MAX_MD_SIZE] = {};
	struct ecdsa *ctx = vctx;
	unsigned int len = ctx->md ? lib.EVP_MD_get_size(ctx->md) : 0;

	if (sig && !signed_message_finish(ctx->hashing, digest, &len))
		return 0;
	return ecdsa_sign(ctx, sig, sig_len, room, digest, len);
}

static int ecdsa_digest_verify_final(void *vctx, const unsigned char *sig,
				     size_t sig_len)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	struct ecdsa *ctx = vctx;
	unsigned int len = 0;

	return signed_message_finish(ctx->hashing, digest, &len) &&
	       ecdsa_verify(ctx, sig, sig_len, digest, len);
}

static const OSSL_PARAM *ecdsa_gettable_params(void *vctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		OSSL_PARAM_octet_string(OSSL_SIGNATURE_PARAM_ALGORITHM_ID, NULL, 0),
		OSSL_PARAM_size_t(OSSL_SIGNATURE_PARAM_DIGEST_SIZE, NULL),
		OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_DIGEST, NULL, 0),
		OSSL_PARAM_END
	};

	(void)vctx;
	(void)provctx;
	return params;
}

static const OSSL_PARAM *ecdsa_settable_params(void *vctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_DIGEST, NULL, 0),
		OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PROPERTIES, NULL, 0),
		OSSL_PARAM_size_t(OSSL_SIGNATURE_PARAM_DIGEST_SIZE, NULL),
		/* Deterministic nonces, since OpenSSL 3.2. */
		OSSL_PARAM_uint("nonce-type", NULL),
		OSSL_PARAM_END
	};

	(void)vctx;
	(void)provctx;
	return params;
}

#define ROW(id, function)						\
	{ OSSL_FUNC_SIGNATURE_##id, (void (*)(void))function }

const OSSL_DISPATCH ecdsa_functions[] = {
	ROW(NEWCTX, ecdsa_new),
	ROW(FREECTX, ecdsa_free),
	ROW(DUPCTX, ecdsa_dup),
	ROW(SIGN_INIT, ecdsa_sign_init),
	ROW(SIGN, ecdsa_sign),
	ROW(VERIFY_INIT, ecdsa_verify_init),
	ROW(VERIFY, ecdsa_verify),
	ROW(DIGEST_SIGN_INIT, ecdsa_digest_sign_init),
	ROW(DIGEST_SIGN_UPDATE, ecdsa_digest_update),
	ROW(DIGEST_SIGN_FINAL, ecdsa_digest_sign_final),
	ROW(DIGEST_VERIFY_INIT, ecdsa_digest_verify_init),
	ROW(DIGEST_VERIFY_UPDATE, ecdsa_digest_update),
	ROW(DIGEST_VERIFY_FINAL, ecdsa_digest_verify_final),
	ROW(GET_CTX_PARAMS, ecdsa_get_params),
	ROW(GETTABLE_CTX_PARAMS, ecdsa_gettable_params),
	ROW(SET_CTX_PARAMS, ecdsa_set_params),
	ROW(SETTABLE_CTX_PARAMS, ecdsa_settable_params),
	{ 0, NULL }
};
