// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Finds a parameter, and reads or answers it. */
#include <string.h>

#include "param.h"

bool param_is_only(const OSSL_PARAM params[], const char *key)
{
	return params && params[0].key && !strcmp(params[0].key, key) && !params[1].key;
}

bool param_put_int(OSSL_PARAM params[], const char *key, int value)
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, key);

	return !p || lib.OSSL_PARAM_set_int(p, value);
}

bool param_put_uint(OSSL_PARAM params[], const char *key, unsigned int value)
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, key);

	return !p || lib.OSSL_PARAM_set_uint(p, value);
}

bool param_put_size(OSSL_PARAM params[], const char *key, size_t value)
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, key);

	return !p || lib.OSSL_PARAM_set_size_t(p, value);
}

/* The caller may ask for a copy or, with OSSL_PARAM_OCTET_PTR, for the address. */
bool param_put_bytes(OSSL_PARAM params[], const char *key, const void *value,
		     size_t len)
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, key);

	return !p || lib.OSSL_PARAM_set_octet_string(p, value, len) ||
	       lib.OSSL_PARAM_set_octet_ptr(p, value, len);
}

bool param_put_pointer(OSSL_PARAM params[], const char *key, const void *value,
		       size_t len)
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params, key);

	return !p || lib.OSSL_PARAM_set_octet_ptr(p, value, len);
}

bool param_get_uint(const OSSL_PARAM params[], const char *key,
		    unsigned int *value)
{
	const OSSL_PARAM *p = lib.OSSL_PARAM_locate_const(params, key);

	return !p || lib.OSSL_PARAM_get_uint(p, value);
}

bool param_get_size(const OSSL_PARAM params[], const char *key, size_t *value)
{
	const OSSL_PARAM *p = lib.OSSL_PARAM_locate_const(params, key);

	return !p || lib.OSSL_PARAM_get_size_t(p, value);
}
