// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * A library context for the default provider. The program's own context may lack
 * the default provider, or prefer this one: a fetch there would come back here.
 */
#include <limits.h>

#include "error.h"
#include "soft.h"

/* Bytes of a part of a long text: a multiple of each cipher's block. */
#define PART_MAX	0x40000000

OSSL_LIB_CTX *soft_context(struct provider *prov)
{
	OSSL_LIB_CTX *was = atomic_load(&prov->soft), *ctx;

	if (was)
		return was;
	/* libcrypto loads the default provider into it at the first fetch. */
	ctx = lib.OSSL_LIB_CTX_new();
	if (!ctx) {
		ERROR(prov, ERROR_MEMORY, "a library context");
		return NULL;
	}
	if (atomic_compare_exchange_strong(&prov->soft, &was, ctx))
		return ctx;
	lib.OSSL_LIB_CTX_free(ctx);
	return was;
}

EVP_MD *soft_md(struct provider *prov, const char *name)
{
	OSSL_LIB_CTX *ctx = soft_context(prov);

	return ctx ? lib.EVP_MD_fetch(ctx, name, NULL) : NULL;
}

EVP_CIPHER_CTX *soft_cipher(struct provider *prov, const char *name, bool enc)
{
	OSSL_LIB_CTX *libctx = soft_context(prov);
	EVP_CIPHER *cipher = libctx ? lib.EVP_CIPHER_fetch(libctx, name, NULL) : NULL;
	EVP_CIPHER_CTX *ctx = cipher ? lib.EVP_CIPHER_CTX_new() : NULL;

	if (ctx && !lib.EVP_CipherInit_ex2(ctx, cipher, NULL, NULL, enc, NULL)) {
		lib.EVP_CIPHER_CTX_free(ctx);
		ctx = NULL;
	}
	lib.EVP_CIPHER_free(cipher);
	return ctx;
}

bool soft_update(EVP_CIPHER_CTX *ctx, unsigned char *out, const unsigned char *in,
		 size_t len)
{
	int part, done;

	do {
		part = len <= INT_MAX ? len : PART_MAX;
		if (!lib.EVP_CipherUpdate(ctx, out, &done, in, part) ||
		    done != part)
			return false;
		out += part;
		in += part;
		len -= part;
	} while (len);
	return true;
}

void soft_free(struct provider *prov)
{
	lib.OSSL_LIB_CTX_free(atomic_exchange(&prov->soft, NULL));
}
