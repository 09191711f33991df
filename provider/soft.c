// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * A library context for the default provider. The program's own context may lack
 * the default provider, or prefer this one: a fetch there would come back here.
 */
#include "error.h"
#include "soft.h"

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

void soft_free(struct provider *prov)
{
	lib.OSSL_LIB_CTX_free(atomic_exchange(&prov->soft, NULL));
}
