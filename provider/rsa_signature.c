// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * RSA signatures. The device signs and verifies a digest with the padding of PKCS #1
 * v1.5 if it has the hash. The provider pads in all other cases, and the device
 * computes the bare operation. The CPU computes digests. See provider-signature(7).
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "rsa_signature.h"
#include "signed_message.h"

static void *rsa_signature_new(void *provctx, const char *properties)
{
	struct rsa_signature *ctx = alloc_zero(sizeof(*ctx));

	(void)properties;
	if (ctx)
		ctx->prov = provctx;
	return ctx;
}

static void rsa_signature_free(void *vctx)
{
	struct rsa_signature *ctx = vctx;

	if (!ctx)
		return;
	lib.EVP_MD_CTX_free(ctx->hashing);
	lib.EVP_MD_free(ctx->digest.md);
	lib.EVP_MD_free(ctx->mask_digest.md);
	pkey_put(ctx->key);
	alloc_free(ctx);
}

static void *rsa_signature_dup(void *vctx)
{
	struct rsa_signature *ctx = lib.CRYPTO_memdup(vctx, sizeof(*ctx),
						      __FILE__, __LINE__);
	bool done;

	if (!ctx)
		return NULL;
	if (ctx->key)
		pkey_get(ctx->key);
	/* No pointer of the original may stay. */
	done = signed_message_own_md(&ctx->digest.md);
	done = signed_message_own_md(&ctx->mask_digest.md) && done;
	done = signed_message_own(&ctx->hashing) && done;
	if (done)
		return ctx;
	rsa_signature_free(ctx);
	return NULL;
}

static bool init_signature(struct rsa_signature *ctx, struct pkey *key,
			   const OSSL_PARAM params[], int operation)
{
	if (!key && !ctx->key) {
		ERROR(ctx->prov, ERROR_NO_KEY, "call init with a key");
		return false;
	}
	if (key)
		pkey_replace(&ctx->key, key);
	ctx->operation = operation;
	ctx->padding = RSA_PKCS1_PADDING;
	ctx->salt_len = RSA_SALT_AUTO;
	ctx->is_running = false;
	return rsa_signature_set_params(ctx, params);
}

static int rsa_sign_init(void *ctx, void *key, const OSSL_PARAM params[])
{
	return init_signature(ctx, key, params, EVP_PKEY_OP_SIGN);
}

static int rsa_verify_init(void *ctx, void *key, const OSSL_PARAM params[])
{
	return init_signature(ctx, key, params, EVP_PKEY_OP_VERIFY);
}

static int rsa_recover_init(void *ctx, void *key, const OSSL_PARAM params[])
{
	return init_signature(ctx, key, params, EVP_PKEY_OP_VERIFYRECOVER);
}

/* Pads a text or a digest by PKCS #1 v1.5. Returns false and puts an error. */
static bool pad_pkcs1(const struct rsa_signature *ctx,
		      const unsigned char *text, size_t text_len,
		      unsigned char *padded)
{
	unsigned char prefix[RSA_HASH_DER_MAX];
	size_t len = 0;

	if (ctx->digest.hash)
		len = rsa_hash_prefix(ctx->digest.hash, text_len, prefix);
	if (rsa_pkcs1_pad(padded, ctx->key->size, prefix, len, text, text_len))
		return true;
	ERROR(ctx->prov, ERROR_KEY, "the key is too short for the text");
	return false;
}

static bool pad_text(const struct rsa_signature *ctx, const unsigned char *text,
		     size_t text_len, unsigned char *padded)
{
	const struct rsa_pss pss = rsa_signature_pss(ctx);

	switch (ctx->padding) {
	case RSA_PKCS1_PADDING:
		return pad_pkcs1(ctx, text, text_len, padded);
	case RSA_PKCS1_PSS_PADDING:
		return rsa_pss_pad(ctx->prov, &pss, text, padded);
	default:
		if (text_len != ctx->key->size) {
			ERROR(ctx->prov, ERROR_LENGTH, "%zu bytes, not %zu",
			      text_len, ctx->key->size);
			return false;
		}
		memcpy(padded, text, text_len);
		return true;
	}
}

static bool check_digest_length(const struct rsa_signature *ctx, size_t len)
{
	if (!ctx->digest.md || (int)len == lib.EVP_MD_get_size(ctx->digest.md))
		return true;
	ERROR(ctx->prov, ERROR_LENGTH, "a digest of %zu bytes", len);
	return false;
}

/* Returns whether the device has this padding and this hash. */
static bool device_pads(const struct rsa_signature *ctx)
{
	return ctx->padding == RSA_PKCS1_PADDING && ctx->digest.hash &&
	       ctx->digest.hash->mac;
}

static bool sign_padded(const struct rsa_signature *ctx,
			const unsigned char *text, size_t text_len,
			unsigned char *sig)
{
	unsigned char *padded = alloc_zero(ctx->key->size);
	bool done;

	done = padded && pad_text(ctx, text, text_len, padded) &&
	       rsa_compute(ctx->key, true, padded, sig);
	alloc_clear_free(padded, ctx->key->size);
	return done;
}

static int rsa_sign(void *vctx, unsigned char *sig, size_t *sig_len, size_t room,
		    const unsigned char *text, size_t text_len)
{
	struct rsa_signature *ctx = vctx;
	size_t size = ctx->key->size;
	bool done;

	*sig_len = size;
	if (!sig)
		return 1;
	if (room < size) {
		ERROR(ctx->prov, ERROR_NO_ROOM, "%zu bytes, not %zu", room, size);
		return 0;
	}
	if (!pkey_has(ctx->key, OSSL_KEYMGMT_SELECT_PRIVATE_KEY)) {
		ERROR(ctx->prov, ERROR_KEY, "the key is not a private key");
		return 0;
	}
	if (!check_digest_length(ctx, text_len))
		return 0;
	if (ctx->padding == RSA_X931_PADDING)
		return rsa_signature_sign_soft(ctx, text, text_len, sig);
	done = device_pads(ctx) &&
	       !rsa_device_sign(ctx->key, ctx->digest.hash->mac, text, text_len,
				sig);
	return done || sign_padded(ctx, text, text_len, sig);
}

/* @raised is the signature raised to the public exponent. */
static bool matches_text(const struct rsa_signature *ctx,
			 const unsigned char *text, size_t text_len,
			 unsigned char *raised, unsigned char *padded)
{
	const struct rsa_pss pss = rsa_signature_pss(ctx);

	if (ctx->padding == RSA_PKCS1_PSS_PADDING)
		return rsa_pss_verify(ctx->prov, &pss, text, raised);
	if (!pad_text(ctx, text, text_len, padded))
		return false;
	if (!memcmp(raised, padded, ctx->key->size))
		return true;
	ERROR(ctx->prov, ERROR_SIGNATURE, "it does not match");
	return false;
}

static bool verify_padded(const struct rsa_signature *ctx,
			  const unsigned char *text, size_t text_len,
			  const unsigned char *sig)
{
	size_t size = ctx->key->size;
	unsigned char *raised = alloc_zero(2 * size);
	bool valid;

	valid = raised && rsa_compute(ctx->key, false, sig, raised) &&
		matches_text(ctx, text, text_len, raised, raised + size);
	alloc_free(raised);
	return valid;
}

static int rsa_verify(void *vctx, const unsigned char *sig, size_t sig_len,
		      const unsigned char *text, size_t text_len)
{
	struct rsa_signature *ctx = vctx;
	int err;

	if (!check_digest_length(ctx, text_len))
		return 0;
	if (ctx->padding == RSA_X931_PADDING)
		return rsa_signature_verify_soft(ctx, text, text_len, sig,
						 sig_len);
	if (sig_len != ctx->key->size) {
		ERROR(ctx->prov, ERROR_SIGNATURE, "%zu bytes, not %zu", sig_len,
		      ctx->key->size);
		return 0;
	}
	if (!device_pads(ctx))
		return verify_padded(ctx, text, text_len, sig);
	err = rsa_device_verify(ctx->key, ctx->digest.hash->mac, text, text_len,
				sig);
	if (err == EBADMSG)
		ERROR(ctx->prov, ERROR_SIGNATURE, "it does not match");
	if (!err || err == EBADMSG)
		return !err;
	return verify_padded(ctx, text, text_len, sig);
}

static bool init_digest(struct rsa_signature *ctx, const char *name,
			struct pkey *key, const OSSL_PARAM params[],
			int operation)
{
	if (!init_signature(ctx, key, params, operation))
		return false;
	if (name && *name && strcasecmp(name, ctx->digest.name) &&
	    !rsa_signature_set_digest(ctx, name))
		return false;
	if (!ctx->digest.md) {
		ERROR(ctx->prov, ERROR_DIGEST, "there is none");
		return false;
	}
	ctx->is_running = true;
	return signed_message_start(&ctx->hashing, ctx->digest.md, params);
}

static int rsa_digest_sign_init(void *ctx, const char *name, void *key,
				const OSSL_PARAM params[])
{
	return init_digest(ctx, name, key, params, EVP_PKEY_OP_SIGN);
}

static int rsa_digest_verify_init(void *ctx, const char *name, void *key,
				  const OSSL_PARAM params[])
{
	return init_digest(ctx, name, key, params, EVP_PKEY_OP_VERIFY);
}

static int rsa_digest_update(void *vctx, const unsigned char *data, size_t len)
{
	struct rsa_signature *ctx = vctx;

	return signed_message_update(ctx->hashing, data, len);
}

static bool finish_digest(struct rsa_signature *ctx, unsigned char *digest,
			  unsigned int *len)
{
	ctx->is_running = false;
	return signed_message_finish(ctx->hashing, digest, len);
}

static int rsa_digest_sign_final(void *vctx, unsigned char *sig, size_t *sig_len,
				 size_t room)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	if (sig && !finish_digest(vctx, digest, &len))
		return 0;
	return rsa_sign(vctx, sig, sig_len, room, digest, len);
}

static int rsa_digest_verify_final(void *vctx, const unsigned char *sig,
				   size_t sig_len)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	return finish_digest(vctx, digest, &len) &&
	       rsa_verify(vctx, sig, sig_len, digest, len);
}

static int rsa_get_md_params(void *vctx, OSSL_PARAM params[])
{
	struct rsa_signature *ctx = vctx;

	return ctx->hashing && lib.EVP_MD_CTX_get_params(ctx->hashing, params);
}

static const OSSL_PARAM *rsa_gettable_md_params(void *vctx)
{
	struct rsa_signature *ctx = vctx;

	return ctx->digest.md ? lib.EVP_MD_gettable_ctx_params(ctx->digest.md) :
				NULL;
}

static int rsa_set_md_params(void *vctx, const OSSL_PARAM params[])
{
	struct rsa_signature *ctx = vctx;

	return ctx->hashing && lib.EVP_MD_CTX_set_params(ctx->hashing, params);
}

static const OSSL_PARAM *rsa_settable_md_params(void *vctx)
{
	struct rsa_signature *ctx = vctx;

	return ctx->digest.md ? lib.EVP_MD_settable_ctx_params(ctx->digest.md) :
				NULL;
}

#define ROW(id, function)						\
	{ OSSL_FUNC_SIGNATURE_##id, (void (*)(void))function }

const OSSL_DISPATCH rsa_signature_functions[] = {
	ROW(NEWCTX, rsa_signature_new),
	ROW(FREECTX, rsa_signature_free),
	ROW(DUPCTX, rsa_signature_dup),
	ROW(SIGN_INIT, rsa_sign_init),
	ROW(SIGN, rsa_sign),
	ROW(VERIFY_INIT, rsa_verify_init),
	ROW(VERIFY, rsa_verify),
	ROW(VERIFY_RECOVER_INIT, rsa_recover_init),
	ROW(VERIFY_RECOVER, rsa_signature_recover),
	ROW(DIGEST_SIGN_INIT, rsa_digest_sign_init),
	ROW(DIGEST_SIGN_UPDATE, rsa_digest_update),
	ROW(DIGEST_SIGN_FINAL, rsa_digest_sign_final),
	ROW(DIGEST_VERIFY_INIT, rsa_digest_verify_init),
	ROW(DIGEST_VERIFY_UPDATE, rsa_digest_update),
	ROW(DIGEST_VERIFY_FINAL, rsa_digest_verify_final),
	ROW(GET_CTX_PARAMS, rsa_signature_get_params),
	ROW(GETTABLE_CTX_PARAMS, rsa_signature_gettable_params),
	ROW(SET_CTX_PARAMS, rsa_signature_set_params),
	ROW(SETTABLE_CTX_PARAMS, rsa_signature_settable_params),
	ROW(GET_CTX_MD_PARAMS, rsa_get_md_params),
	ROW(GETTABLE_CTX_MD_PARAMS, rsa_gettable_md_params),
	ROW(SET_CTX_MD_PARAMS, rsa_set_md_params),
	ROW(SETTABLE_CTX_MD_PARAMS, rsa_settable_md_params),
	{ 0, NULL }
};
