// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * RSA signatures by the default provider: the padding of ANSI X9.31, which the device
 * does not have, and the recovery of a signed digest.
 */
#include <string.h>

#include "error.h"
#include "rsa_signature.h"

static bool set_soft_params(const struct rsa_signature *ctx, EVP_PKEY_CTX *soft)
{
	OSSL_PARAM params[] = {
		{ OSSL_SIGNATURE_PARAM_PAD_MODE, OSSL_PARAM_INTEGER,
		  (void *)&ctx->padding, sizeof(ctx->padding), 0 },
		{ OSSL_SIGNATURE_PARAM_DIGEST, OSSL_PARAM_UTF8_STRING,
		  (void *)ctx->digest.name, strlen(ctx->digest.name), 0 },
		{ NULL, 0, NULL, 0, 0 }
	};

	if (!ctx->digest.md)
		params[1] = params[2];
	return lib.EVP_PKEY_CTX_set_params(soft, params) == 1;
}

bool rsa_signature_sign_soft(const struct rsa_signature *ctx,
			     const unsigned char *text, size_t text_len,
			     unsigned char *sig)
{
	size_t len = ctx->key->size;
	EVP_PKEY_CTX *soft;
	bool done;

	if (ctx->key->serial) {
		ERROR(ctx->prov, ERROR_PARAM,
		      "a key of a keyring has no such padding");
		return false;
	}
	soft = pkey_soft_context(ctx->key);
	done = soft && lib.EVP_PKEY_sign_init(soft) == 1 &&
	       set_soft_params(ctx, soft) &&
	       lib.EVP_PKEY_sign(soft, sig, &len, text, text_len) == 1;
	lib.EVP_PKEY_CTX_free(soft);
	return done && len == ctx->key->size;
}

bool rsa_signature_verify_soft(const struct rsa_signature *ctx,
			       const unsigned char *text, size_t text_len,
			       const unsigned char *sig, size_t sig_len)
{
	EVP_PKEY_CTX *soft = pkey_soft_context(ctx->key);
	bool done;

	done = soft && lib.EVP_PKEY_verify_init(soft) == 1 &&
	       set_soft_params(ctx, soft) &&
	       lib.EVP_PKEY_verify(soft, sig, sig_len, text, text_len) == 1;
	lib.EVP_PKEY_CTX_free(soft);
	return done;
}

int rsa_signature_recover(void *vctx, unsigned char *out, size_t *len,
			  size_t room, const unsigned char *sig,
			  size_t sig_len)
{
	struct rsa_signature *ctx = vctx;
	EVP_PKEY_CTX *soft = pkey_soft_context(ctx->key);
	bool done;

	*len = room;
	done = soft && lib.EVP_PKEY_verify_recover_init(soft) == 1 &&
	       set_soft_params(ctx, soft) &&
	       lib.EVP_PKEY_verify_recover(soft, out, len, sig, sig_len) == 1;
	lib.EVP_PKEY_CTX_free(soft);
	return done;
}
