// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The OpenSSL provider "devcrypto": algorithms that /dev/crypto serves. This file
 * is its entry point; offer.c has the list of algorithms. See provider-base(7).
 */
#include "config.h"
#include "device.h"
#include "error.h"
#include "offer.h"
#include "process.h"
#include "provider.h"
#include "soft.h"
#include "tls_group.h"

static const OSSL_PARAM *gettable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		{ OSSL_PROV_PARAM_NAME, OSSL_PARAM_UTF8_PTR, NULL, 0, 0 },
		{ OSSL_PROV_PARAM_VERSION, OSSL_PARAM_UTF8_PTR, NULL, 0, 0 },
		{ OSSL_PROV_PARAM_BUILDINFO, OSSL_PARAM_UTF8_PTR, NULL, 0, 0 },
		{ OSSL_PROV_PARAM_STATUS, OSSL_PARAM_INTEGER, NULL, sizeof(int), 0 },
		{ NULL, 0, NULL, 0, 0 }
	};

	(void)provctx;
	return params;
}

static bool set_text(OSSL_PARAM params[], const char *key, const char *text)
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, key);

	return !p || lib.OSSL_PARAM_set_utf8_ptr(p, text);
}

static int get_params(void *provctx, OSSL_PARAM params[])
{
	OSSL_PARAM *status = lib.OSSL_PARAM_locate(params, OSSL_PROV_PARAM_STATUS);

	return set_text(params, OSSL_PROV_PARAM_NAME, "Linux /dev/crypto provider") &&
	       set_text(params, OSSL_PROV_PARAM_VERSION, VERSION) &&
	       set_text(params, OSSL_PROV_PARAM_BUILDINFO, VERSION) &&
	       (!status ||
		lib.OSSL_PARAM_set_int(status, device_descriptor(provctx) >= 0));
}

static const OSSL_ALGORITHM *query_operation(void *provctx, int operation,
					     int *no_store)
{
	*no_store = 0;
	return offer_query(provctx, operation);
}

static const OSSL_ITEM *get_reason_strings(void *provctx)
{
	(void)provctx;
	return error_reasons;
}

/* Tells a program why the provider offers nothing. */
static int self_test(void *provctx)
{
	struct provider *prov = provctx;
	int fd = device_descriptor(prov);

	if (fd < 0)
		ERROR(prov, ERROR_DEVICE, "%s: errno %d: %s",
		      prov->config.device, -fd, error_text(-fd));
	return fd >= 0;
}

static void teardown(void *provctx)
{
	struct provider *prov = provctx;

	hash_cache_free(prov);
	soft_free(prov);
	offer_free(prov);
	device_close(prov);
	config_free(prov);
	alloc_free(prov);
}

static const OSSL_DISPATCH functions[] = {
	{ OSSL_FUNC_PROVIDER_TEARDOWN, (void (*)(void))teardown },
	{ OSSL_FUNC_PROVIDER_GETTABLE_PARAMS, (void (*)(void))gettable_params },
	{ OSSL_FUNC_PROVIDER_GET_PARAMS, (void (*)(void))get_params },
	{ OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))query_operation },
	{ OSSL_FUNC_PROVIDER_GET_REASON_STRINGS,
	  (void (*)(void))get_reason_strings },
	{ OSSL_FUNC_PROVIDER_GET_CAPABILITIES,
	  (void (*)(void))tls_group_capabilities },
	{ OSSL_FUNC_PROVIDER_SELF_TEST, (void (*)(void))self_test },
	{ 0, NULL }
};

/* Takes the functions of the library that the provider needs before any other. */
static OSSL_FUNC_core_get_params_fn *take_core(struct provider *prov,
					       const OSSL_DISPATCH *in)
{
	OSSL_FUNC_core_get_params_fn *get_core_params = NULL;

	for (; in->function_id; in++) {
		switch (in->function_id) {
		case OSSL_FUNC_CORE_GET_PARAMS:
			get_core_params = OSSL_FUNC_core_get_params(in);
			break;
		case OSSL_FUNC_CORE_NEW_ERROR:
			prov->new_error = OSSL_FUNC_core_new_error(in);
			break;
		case OSSL_FUNC_CORE_SET_ERROR_DEBUG:
			prov->set_error_debug = OSSL_FUNC_core_set_error_debug(in);
			break;
		case OSSL_FUNC_CORE_VSET_ERROR:
			prov->vset_error = OSSL_FUNC_core_vset_error(in);
			break;
		case OSSL_FUNC_CORE_SET_ERROR_MARK:
			prov->set_error_mark = OSSL_FUNC_core_set_error_mark(in);
			break;
		case OSSL_FUNC_CORE_CLEAR_LAST_ERROR_MARK:
			prov->clear_last_error_mark =
				OSSL_FUNC_core_clear_last_error_mark(in);
			break;
		case OSSL_FUNC_CORE_POP_ERROR_TO_MARK:
			prov->pop_error_to_mark =
				OSSL_FUNC_core_pop_error_to_mark(in);
			break;
		}
	}
	if (!prov->new_error || !prov->set_error_debug || !prov->vset_error ||
	    !prov->set_error_mark || !prov->clear_last_error_mark ||
	    !prov->pop_error_to_mark)
		return NULL;
	return get_core_params;
}

__attribute__((visibility("default")))
int OSSL_provider_init(const OSSL_CORE_HANDLE *handle, const OSSL_DISPATCH *in,
		       const OSSL_DISPATCH **out, void **provctx)
{
	struct provider early = { .core = handle }, *prov;
	OSSL_FUNC_core_get_params_fn *get_core_params = take_core(&early, in);
	const char *missing;

	if (!get_core_params)
		return 0;
	missing = libcrypto_find((void *)get_core_params);
	if (missing) {
		ERROR(&early, ERROR_LIBCRYPTO, "%s", missing);
		return 0;
	}
	prov = alloc_zero(sizeof(*prov));
	if (!prov)
		return 0;
	take_core(prov, in);
	prov->core = handle;
	if (!process_init()) {
		ERROR(prov, ERROR_MEMORY, "a page");
		goto fail;
	}
	if (!config_read(prov, get_core_params) || !offer_names_known(prov))
		goto fail;
	*provctx = prov;
	*out = functions;
	return 1;
fail:
	config_free(prov);
	alloc_free(prov);
	return 0;
}
