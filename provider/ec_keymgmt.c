// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Keys on the NIST curves: their parameters, and their form for the device. */
#include <string.h>

#include "ec.h"
#include "error.h"

static const struct ec_curve curves[] = {
	{ "prime256v1", 32, CRYPTODEV_ECDSA_P256, CRYPTODEV_ECDH_P256 },
	{ "secp384r1", 48, CRYPTODEV_ECDSA_P384, CRYPTODEV_ECDH_P384 },
	{ "secp521r1", 66, CRYPTODEV_ECDSA_P521, 0 },
};

const struct ec_curve *ec_curve_of(const struct pkey *key)
{
	char name[32] = "";
	size_t i;

	/* Other curves may have longer names, which is no error. */
	key->prov->set_error_mark(key->prov->core);
	if (key->soft)
		lib.EVP_PKEY_get_utf8_string_param(key->soft,
						   OSSL_PKEY_PARAM_GROUP_NAME, name,
						   sizeof(name), NULL);
	key->prov->pop_error_to_mark(key->prov->core);
	for (i = 0; i < ARRAY_SIZE(curves); i++)
		if (!strcmp(name, curves[i].name))
			return &curves[i];
	return NULL;
}

size_t ec_public_bytes(const struct pkey *key, unsigned char *bytes)
{
	size_t len = 0;

	if (!key->soft ||
	    lib.EVP_PKEY_get_octet_string_param(key->soft,
						OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY,
						bytes, EC_POINT_MAX, &len) != 1)
		return 0;
	return len;
}

static bool encode_private(const struct pkey *key, size_t size,
			   unsigned char *bytes)
{
	BIGNUM *number = NULL;
	bool done;

	done = lib.EVP_PKEY_get_bn_param(key->soft, OSSL_PKEY_PARAM_PRIV_KEY,
					 &number) == 1 &&
	       lib.BN_bn2binpad(number, bytes, size) == (int)size;
	lib.BN_clear_free(number);
	return done;
}

static unsigned char *ec_encode(const struct pkey *key,
				const struct pkey_use *use, size_t *len)
{
	const struct ec_curve *curve = ec_curve_of(key);
	unsigned char *bytes = curve ? alloc_zero(EC_POINT_MAX) : NULL;

	if (!bytes)
		return NULL;
	if (!use->private)
		*len = ec_public_bytes(key, bytes);
	else if (encode_private(key, curve->size, bytes))
		*len = curve->size;
	if (*len)
		return bytes;
	alloc_clear_free(bytes, EC_POINT_MAX);
	return NULL;
}

const struct pkey_type ec_type = { .name = "EC", .encode = ec_encode };

static void *ec_new(void *provctx)
{
	return pkey_new(provctx, &ec_type);
}

static void *ec_gen_init(void *provctx, int selection, const OSSL_PARAM params[])
{
	return pkey_gen_new(provctx, &ec_type, selection, params);
}

#define TEXT(name)	OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_##name, NULL, 0)
#define BYTES(name)	OSSL_PARAM_octet_string(OSSL_PKEY_PARAM_##name, NULL, 0)
#define NUMBER(name)	OSSL_PARAM_BN(OSSL_PKEY_PARAM_##name, NULL, 0)
#define INT(name)	OSSL_PARAM_int(OSSL_PKEY_PARAM_##name, NULL)

#define EC_GROUP								\
	TEXT(GROUP_NAME), TEXT(EC_ENCODING), TEXT(EC_POINT_CONVERSION_FORMAT), \
	TEXT(EC_FIELD_TYPE), NUMBER(EC_P), NUMBER(EC_A), NUMBER(EC_B),		\
	BYTES(EC_GENERATOR), NUMBER(EC_ORDER), NUMBER(EC_COFACTOR),		\
	BYTES(EC_SEED)

static const OSSL_PARAM *ec_gen_settable_params(void *genctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		EC_GROUP, INT(USE_COFACTOR_ECDH), OSSL_PARAM_END
	};

	(void)genctx;
	(void)provctx;
	return params;
}

static const OSSL_PARAM *ec_key_types(int selection)
{
	static const OSSL_PARAM params[] = {
		EC_GROUP, BYTES(PUB_KEY), NUMBER(PRIV_KEY),
		INT(USE_COFACTOR_ECDH), INT(EC_INCLUDE_PUBLIC), OSSL_PARAM_END
	};

	return selection & OSSL_KEYMGMT_SELECT_ALL ? params : NULL;
}

static const OSSL_PARAM *ec_gettable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		INT(BITS), INT(SECURITY_BITS), INT(MAX_SIZE), TEXT(DEFAULT_DIGEST),
		BYTES(ENCODED_PUBLIC_KEY),
		INT(EC_DECODED_FROM_EXPLICIT_PARAMS), EC_GROUP, BYTES(PUB_KEY),
		NUMBER(EC_PUB_X), NUMBER(EC_PUB_Y), NUMBER(PRIV_KEY),
		INT(USE_COFACTOR_ECDH), INT(EC_INCLUDE_PUBLIC), OSSL_PARAM_END
	};

	(void)provctx;
	return params;
}

static const OSSL_PARAM *ec_settable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		INT(USE_COFACTOR_ECDH), BYTES(ENCODED_PUBLIC_KEY),
		TEXT(EC_ENCODING), TEXT(EC_POINT_CONVERSION_FORMAT), BYTES(EC_SEED),
		INT(EC_INCLUDE_PUBLIC), TEXT(EC_GROUP_CHECK_TYPE), OSSL_PARAM_END
	};

	(void)provctx;
	return params;
}

static const char *ec_operation_name(int operation)
{
	switch (operation) {
	case OSSL_OP_KEYEXCH:
		return "ECDH";
	case OSSL_OP_SIGNATURE:
		return "ECDSA";
	default:
		return NULL;
	}
}

const OSSL_DISPATCH ec_keymgmt_functions[] = {
	PKEY_KEYMGMT_ROWS,
	PKEY_KEYMGMT(NEW, ec_new),
	PKEY_KEYMGMT(GEN_INIT, ec_gen_init),
	PKEY_KEYMGMT(GEN_SET_TEMPLATE, pkey_gen_set_template),
	PKEY_KEYMGMT(GEN_SETTABLE_PARAMS, ec_gen_settable_params),
	PKEY_KEYMGMT(GETTABLE_PARAMS, ec_gettable_params),
	PKEY_KEYMGMT(SET_PARAMS, pkey_keymgmt_set_params),
	PKEY_KEYMGMT(SETTABLE_PARAMS, ec_settable_params),
	PKEY_KEYMGMT(IMPORT_TYPES, ec_key_types),
	PKEY_KEYMGMT(EXPORT_TYPES, ec_key_types),
	PKEY_KEYMGMT(QUERY_OPERATION_NAME, ec_operation_name),
	{ 0, NULL }
};
