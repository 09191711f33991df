// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The groups of TLS. The TLS library uses a group only with the provider of its key
 * management, so this provider repeats the default provider's groups for the types
 * of keys that it offers. See provider-base(7).
 */
#include <string.h>
#include <strings.h>

#include "offer.h"
#include "soft.h"
#include "tls_group.h"

/**
 * struct group_filter - the callback for a group that this provider offers
 * @prov: the provider
 * @callback, @arg: the library's callback
 */
struct group_filter {
	struct provider *prov;
	OSSL_CALLBACK *callback;
	void *arg;
};

/* The first name of a row is that of the type. */
static bool offers_keys(struct provider *prov, const char *type)
{
	const OSSL_ALGORITHM *row = offer_query(prov, OSSL_OP_KEYMGMT);
	size_t len = strlen(type);

	for (; row && row->algorithm_names; row++)
		if (!strncasecmp(row->algorithm_names, type, len) &&
		    row->algorithm_names[len] == ':')
			return true;
	return false;
}

static int pass_group(const OSSL_PARAM params[], void *arg)
{
	const struct group_filter *filter = arg;
	const OSSL_PARAM *p;
	const char *type = NULL;

	p = lib.OSSL_PARAM_locate_const(params, OSSL_CAPABILITY_TLS_GROUP_ALG);
	if (!p || !lib.OSSL_PARAM_get_utf8_string_ptr(p, &type) || !type ||
	    !offers_keys(filter->prov, type))
		return 1;
	return filter->callback(params, filter->arg);
}

int tls_group_capabilities(void *provctx, const char *capability,
			   OSSL_CALLBACK *callback, void *arg)
{
	struct group_filter filter = { provctx, callback, arg };
	OSSL_LIB_CTX *libctx;
	OSSL_PROVIDER *soft;
	int done;

	if (strcasecmp(capability, "TLS-GROUP"))
		return 0;
	libctx = soft_context(provctx);
	/* The library still loads the default provider when it fetches. */
	soft = libctx ? lib.OSSL_PROVIDER_try_load(libctx, "default", 1) : NULL;
	if (!soft)
		return 0;
	done = lib.OSSL_PROVIDER_get_capabilities(soft, capability, pass_group,
						  &filter);
	lib.OSSL_PROVIDER_unload(soft);
	return done;
}
