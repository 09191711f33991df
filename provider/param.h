/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Parameters of an algorithm: OSSL_PARAM(3). A parameter that the caller does not
 * ask for, or does not give, is no error.
 */
#ifndef PROVIDER_PARAM_H
#define PROVIDER_PARAM_H

#include <stdbool.h>
#include <stddef.h>

#include "libcrypto.h"

/* Rows of a table of parameters. */
#define PARAM_INT(key)	   { key, OSSL_PARAM_INTEGER, NULL, sizeof(int), 0 }
#define PARAM_UINT(key)	   { key, OSSL_PARAM_UNSIGNED_INTEGER, NULL, \
			     sizeof(unsigned int), 0 }
#define PARAM_SIZE(key)	   { key, OSSL_PARAM_UNSIGNED_INTEGER, NULL, \
			     sizeof(size_t), 0 }
#define PARAM_BYTES(key)   { key, OSSL_PARAM_OCTET_STRING, NULL, 0, 0 }
#define PARAM_POINTER(key) { key, OSSL_PARAM_OCTET_PTR, NULL, 0, 0 }
#define PARAM_TEXT(key)	   { key, OSSL_PARAM_UTF8_STRING, NULL, 0, 0 }
#define PARAM_END	   { NULL, 0, NULL, 0, 0 }

/* Returns whether the caller asks for this parameter and for no other. */
bool param_is_only(const OSSL_PARAM params[], const char *key);

/* Answer a parameter. Return false if it has another type or too little room. */
bool param_put_int(OSSL_PARAM params[], const char *key, int value);
bool param_put_uint(OSSL_PARAM params[], const char *key, unsigned int value);
bool param_put_size(OSSL_PARAM params[], const char *key, size_t value);
bool param_put_bytes(OSSL_PARAM params[], const char *key, const void *value,
		     size_t len);
bool param_put_pointer(OSSL_PARAM params[], const char *key, const void *value,
		       size_t len);

/* Read a parameter to *@value, if it is there. Return false if it is malformed. */
bool param_get_uint(const OSSL_PARAM params[], const char *key,
		    unsigned int *value);
bool param_get_size(const OSSL_PARAM params[], const char *key, size_t *value);

#endif /* PROVIDER_PARAM_H */
