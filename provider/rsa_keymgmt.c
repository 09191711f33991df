// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* RSA keys: their numbers, and their form for the device. */
#include "error.h"
#include "rsa.h"

#define NUMBER(name)	OSSL_PARAM_BN(name, NULL, 0)

/* The device takes RSAPrivateKey or RSAPublicKey in DER. */
static unsigned char *rsa_encode(const struct pkey *key,
				 const struct pkey_use *use, size_t *len)
{
	unsigned char *der = NULL;
	int result;

	if (!key->soft)
		return NULL;
	result = use->private ? lib.i2d_PrivateKey(key->soft, &der) :
				lib.i2d_PublicKey(key->soft, &der);
	*len = result > 0 ? result : 0;
	return result > 0 ? der : NULL;
}

const struct pkey_type rsa_type = { .name = "RSA", .encode = rsa_encode };

static void *rsa_new(void *provctx)
{
	return pkey_new(provctx, &rsa_type);
}

static void *rsa_gen_init(void *provctx, int selection,
			  const OSSL_PARAM params[])
{
	if (!(selection & OSSL_KEYMGMT_SELECT_KEYPAIR))
		return NULL;
	return pkey_gen_new(provctx, &rsa_type, selection, params);
}

static const OSSL_PARAM *rsa_gen_settable_params(void *genctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		OSSL_PARAM_size_t(OSSL_PKEY_PARAM_RSA_BITS, NULL),
		OSSL_PARAM_size_t(OSSL_PKEY_PARAM_RSA_PRIMES, NULL),
		NUMBER(OSSL_PKEY_PARAM_RSA_E),
		OSSL_PARAM_END
	};

	(void)genctx;
	(void)provctx;
	return params;
}

#define RSA_NUMBERS							\
	NUMBER(OSSL_PKEY_PARAM_RSA_N),					\
	NUMBER(OSSL_PKEY_PARAM_RSA_E),					\
	NUMBER(OSSL_PKEY_PARAM_RSA_D),					\
	NUMBER(OSSL_PKEY_PARAM_RSA_FACTOR1),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_FACTOR2),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_FACTOR3),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_FACTOR4),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_FACTOR5),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_EXPONENT1),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_EXPONENT2),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_EXPONENT3),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_EXPONENT4),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_EXPONENT5),				\
	NUMBER(OSSL_PKEY_PARAM_RSA_COEFFICIENT1),			\
	NUMBER(OSSL_PKEY_PARAM_RSA_COEFFICIENT2),			\
	NUMBER(OSSL_PKEY_PARAM_RSA_COEFFICIENT3),			\
	NUMBER(OSSL_PKEY_PARAM_RSA_COEFFICIENT4)

static const OSSL_PARAM *rsa_key_types(int selection)
{
	static const OSSL_PARAM params[] = { RSA_NUMBERS, OSSL_PARAM_END };

	return selection & OSSL_KEYMGMT_SELECT_KEYPAIR ? params : NULL;
}

static const OSSL_PARAM *rsa_gettable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		OSSL_PARAM_int(OSSL_PKEY_PARAM_BITS, NULL),
		OSSL_PARAM_int(OSSL_PKEY_PARAM_SECURITY_BITS, NULL),
		OSSL_PARAM_int(OSSL_PKEY_PARAM_MAX_SIZE, NULL),
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_DEFAULT_DIGEST, NULL, 0),
		RSA_NUMBERS,
		OSSL_PARAM_END
	};

	(void)provctx;
	return params;
}

static const char *rsa_operation_name(int operation)
{
	(void)operation;
	return "RSA";
}

const OSSL_DISPATCH rsa_keymgmt_functions[] = {
	PKEY_KEYMGMT_ROWS,
	PKEY_KEYMGMT(NEW, rsa_new),
	PKEY_KEYMGMT(GEN_INIT, rsa_gen_init),
	PKEY_KEYMGMT(GEN_SETTABLE_PARAMS, rsa_gen_settable_params),
	PKEY_KEYMGMT(GETTABLE_PARAMS, rsa_gettable_params),
	PKEY_KEYMGMT(IMPORT_TYPES, rsa_key_types),
	PKEY_KEYMGMT(EXPORT_TYPES, rsa_key_types),
	PKEY_KEYMGMT(QUERY_OPERATION_NAME, rsa_operation_name),
	{ 0, NULL }
};
