// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Keys of X25519 (RFC 7748): their parameters, and their form for the device. */
#include "ec.h"
#include "error.h"

#define X25519_SIZE	32

/* A session has the private key. */
static unsigned char *x25519_encode(const struct pkey *key,
				    const struct pkey_use *use, size_t *len)
{
	unsigned char *bytes = alloc_zero(X25519_SIZE);

	(void)use;
	if (bytes && key->soft &&
	    lib.EVP_PKEY_get_octet_string_param(key->soft,
						OSSL_PKEY_PARAM_PRIV_KEY, bytes,
						X25519_SIZE, len) == 1)
		return bytes;
	alloc_clear_free(bytes, X25519_SIZE);
	return NULL;
}

const struct pkey_type x25519_type = { .name = "X25519", .blank = true,
				       .encode = x25519_encode };

static void *x25519_new(void *provctx)
{
	return pkey_new(provctx, &x25519_type);
}

static void *x25519_gen_init(void *provctx, int selection,
			     const OSSL_PARAM params[])
{
	return pkey_gen_new(provctx, &x25519_type, selection, params);
}

#define BYTES(name)	OSSL_PARAM_octet_string(OSSL_PKEY_PARAM_##name, NULL, 0)
#define INT(name)	OSSL_PARAM_int(OSSL_PKEY_PARAM_##name, NULL)

static const OSSL_PARAM *x25519_gen_settable_params(void *genctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, NULL, 0),
		OSSL_PARAM_END
	};

	(void)genctx;
	(void)provctx;
	return params;
}

static const OSSL_PARAM *x25519_key_types(int selection)
{
	static const OSSL_PARAM params[] = {
		BYTES(PUB_KEY), BYTES(PRIV_KEY), OSSL_PARAM_END
	};

	return selection & OSSL_KEYMGMT_SELECT_KEYPAIR ? params : NULL;
}

static const OSSL_PARAM *x25519_gettable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		INT(BITS), INT(SECURITY_BITS), INT(MAX_SIZE), BYTES(PUB_KEY),
		BYTES(PRIV_KEY), BYTES(ENCODED_PUBLIC_KEY), OSSL_PARAM_END
	};

	(void)provctx;
	return params;
}

static const OSSL_PARAM *x25519_settable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		BYTES(ENCODED_PUBLIC_KEY), OSSL_PARAM_END
	};

	(void)provctx;
	return params;
}

static const char *x25519_operation_name(int operation)
{
	return operation == OSSL_OP_KEYEXCH ? "X25519" : NULL;
}

const OSSL_DISPATCH x25519_keymgmt_functions[] = {
	PKEY_KEYMGMT_ROWS,
	PKEY_KEYMGMT(NEW, x25519_new),
	PKEY_KEYMGMT(GEN_INIT, x25519_gen_init),
	PKEY_KEYMGMT(GEN_SETTABLE_PARAMS, x25519_gen_settable_params),
	PKEY_KEYMGMT(GETTABLE_PARAMS, x25519_gettable_params),
	PKEY_KEYMGMT(SET_PARAMS, pkey_keymgmt_set_params),
	PKEY_KEYMGMT(SETTABLE_PARAMS, x25519_settable_params),
	PKEY_KEYMGMT(IMPORT_TYPES, x25519_key_types),
	PKEY_KEYMGMT(EXPORT_TYPES, x25519_key_types),
	PKEY_KEYMGMT(QUERY_OPERATION_NAME, x25519_operation_name),
	{ 0, NULL }
};
