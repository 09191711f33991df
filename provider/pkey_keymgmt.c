// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Key management that is the same for each type of keys: the default provider
 * imports, exports, compares and checks. See provider-keymgmt(7).
 */
#include "error.h"
#include "param.h"
#include "pkey.h"
#include "soft.h"

#define SELECT_PUBLIC	OSSL_KEYMGMT_SELECT_PUBLIC_KEY
#define SELECT_PRIVATE	OSSL_KEYMGMT_SELECT_PRIVATE_KEY
#define SELECT_KEYPAIR	OSSL_KEYMGMT_SELECT_KEYPAIR

void pkey_keymgmt_free(void *keydata)
{
	pkey_put(keydata);
}

/* A reference is the address of a key, which the caller takes over. */
void *pkey_keymgmt_load(const void *reference, size_t size)
{
	struct pkey **at = (struct pkey **)reference, *key;

	if (size != sizeof(*at))
		return NULL;
	key = *at;
	*at = NULL;
	return key;
}

int pkey_keymgmt_has(const void *keydata, int selection)
{
	const struct pkey *key = keydata;

	/* An EVP_PKEY may have a type but no key. */
	if (!key)
		return 0;
	/* Parameters are always there, even if there are none. */
	if (key->selection || key->soft)
		selection &= SELECT_KEYPAIR;
	return pkey_has(key, selection);
}

int pkey_keymgmt_match(const void *a, const void *b, int selection)
{
	const struct pkey *left = a, *right = b;

	if (left->serial && left->serial == right->serial)
		return 1;
	if (!left->soft || !right->soft)
		return 0;
	if (!(selection & SELECT_KEYPAIR))
		return lib.EVP_PKEY_parameters_eq(left->soft, right->soft) == 1;
	return lib.EVP_PKEY_eq(left->soft, right->soft) == 1;
}

static int check_parts(EVP_PKEY_CTX *ctx, int selection, int check)
{
	bool quick = check == OSSL_KEYMGMT_VALIDATE_QUICK_CHECK;

	if ((selection & SELECT_KEYPAIR) == SELECT_KEYPAIR)
		return lib.EVP_PKEY_pairwise_check(ctx);
	if (selection & SELECT_PRIVATE)
		return lib.EVP_PKEY_private_check(ctx);
	if (selection & SELECT_PUBLIC)
		return quick ? lib.EVP_PKEY_public_check_quick(ctx) :
			       lib.EVP_PKEY_public_check(ctx);
	if (!(selection & OSSL_KEYMGMT_SELECT_DOMAIN_PARAMETERS))
		return 1;
	return quick ? lib.EVP_PKEY_param_check_quick(ctx) :
		       lib.EVP_PKEY_param_check(ctx);
}

int pkey_keymgmt_validate(const void *keydata, int selection, int check)
{
	const struct pkey *key = keydata;
	EVP_PKEY_CTX *ctx;
	int valid;

	/* Only the device has the private half of a key in a keyring. */
	if (key->serial)
		selection &= ~SELECT_PRIVATE;
	ctx = pkey_soft_context(key);
	valid = ctx && check_parts(ctx, selection, check) == 1;
	lib.EVP_PKEY_CTX_free(ctx);
	return valid;
}

/* Returns the parts that a key has after @params were imported into it. */
static int parts_of(int selection, const OSSL_PARAM params[])
{
	static const struct {
		const char *name;
		int part;
	} parts[] = {
		{ OSSL_PKEY_PARAM_RSA_N, SELECT_PUBLIC },
		{ OSSL_PKEY_PARAM_PUB_KEY, SELECT_PUBLIC },
		{ OSSL_PKEY_PARAM_RSA_D, SELECT_PRIVATE },
		{ OSSL_PKEY_PARAM_PRIV_KEY, SELECT_PRIVATE },
	};
	int found = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(parts); i++)
		if (lib.OSSL_PARAM_locate_const(params, parts[i].name))
			found |= parts[i].part;
	return found & selection;
}

int pkey_keymgmt_import(void *keydata, int selection, const OSSL_PARAM params[])
{
	struct pkey *key = keydata;
	OSSL_LIB_CTX *libctx = soft_context(key->prov);
	EVP_PKEY *soft = NULL;
	EVP_PKEY_CTX *ctx;
	int done;

	if (!libctx || key->serial)
		return 0;
	ctx = lib.EVP_PKEY_CTX_new_from_name(libctx, key->type->name, NULL);
	done = ctx && lib.EVP_PKEY_fromdata_init(ctx) == 1 &&
	       lib.EVP_PKEY_fromdata(ctx, &soft, selection,
				     (OSSL_PARAM *)params) == 1;
	lib.EVP_PKEY_CTX_free(ctx);
	if (done)
		pkey_set_soft(key, soft, parts_of(selection, params));
	return done;
}

/* The private half of a key in a keyring stays in the kernel. */
int pkey_keymgmt_export(void *keydata, int selection, OSSL_CALLBACK *callback,
			void *arg)
{
	struct pkey *key = keydata;

	if (key->serial && selection & SELECT_PRIVATE) {
		ERROR(key->prov, ERROR_KEY,
		      "a private key of a keyring cannot be exported");
		return 0;
	}
	if (!key->soft) {
		ERROR(key->prov, ERROR_KEY, "the key has no public part");
		return 0;
	}
	return lib.EVP_PKEY_export(key->soft, selection, callback, arg);
}

/**
 * struct import - the copy of a key in progress
 * @key: the new key
 * @selection: the parts to copy
 */
struct import {
	struct pkey *key;
	int selection;
};

static int import_part(const OSSL_PARAM params[], void *arg)
{
	struct import *import = arg;

	return pkey_keymgmt_import(import->key, import->selection, params);
}

static bool copy_keyring_key(struct pkey *key, const struct pkey *from)
{
	key->serial = from->serial;
	key->selection = from->selection;
	key->bits = from->bits;
	key->size = from->size;
	if (from->soft && !lib.EVP_PKEY_up_ref(from->soft))
		return false;
	key->soft = from->soft;
	return true;
}

/* TLS copies a key's parameters, and then gives the copy a public part. */
static struct pkey *new_blank(const struct pkey *from)
{
	struct pkey_gen *gen = pkey_gen_new(from->prov, from->type,
					    OSSL_KEYMGMT_SELECT_ALL_PARAMETERS, NULL);
	struct pkey *key = gen ? pkey_gen_run(gen, NULL, NULL) : NULL;

	pkey_gen_free(gen);
	return key;
}

void *pkey_keymgmt_dup(const void *keydata, int selection)
{
	const struct pkey *from = keydata;
	struct import import = { .selection = selection };
	bool copied = true;

	if (from->type->blank && !(selection & SELECT_KEYPAIR))
		return new_blank(from);
	import.key = pkey_new(from->prov, from->type);
	if (!import.key)
		return NULL;
	if (from->serial && selection & SELECT_PRIVATE)
		copied = copy_keyring_key(import.key, from);
	else if (from->soft)
		copied = lib.EVP_PKEY_export(from->soft, selection, import_part,
					     &import) == 1;
	if (copied)
		return import.key;
	pkey_put(import.key);
	return NULL;
}

/*
 * The default provider knows the parameters, except for a key without public part.
 * NIST SP 800-57 part 1, table 2, has the security of a modulus.
 */
static bool put_size_params(const struct pkey *key, OSSL_PARAM params[])
{
	OSSL_PARAM *p = lib.OSSL_PARAM_locate(params,
					      OSSL_PKEY_PARAM_DEFAULT_DIGEST);

	return param_put_int(params, OSSL_PKEY_PARAM_BITS, key->bits) &&
	       param_put_int(params, OSSL_PKEY_PARAM_MAX_SIZE, key->size) &&
	       param_put_int(params, OSSL_PKEY_PARAM_SECURITY_BITS,
			     key->bits >= 3072 ? 128 :
			     key->bits >= 2048 ? 112 : 80) &&
	       (!p || lib.OSSL_PARAM_set_utf8_string(p, "SHA256"));
}

int pkey_keymgmt_get_params(void *keydata, OSSL_PARAM params[])
{
	struct pkey *key = keydata;

	if (key->soft)
		return lib.EVP_PKEY_get_params(key->soft, params) == 1;
	return key->serial && put_size_params(key, params);
}

/* A new public part makes the sessions invalid. No other thread uses the key. */
int pkey_keymgmt_set_params(void *keydata, const OSSL_PARAM params[])
{
	struct pkey *key = keydata;

	if (!params || !params->key)
		return 1;
	if (!key->soft || lib.EVP_PKEY_set_params(key->soft,
						  (OSSL_PARAM *)params) != 1)
		return 0;
	pkey_close_sessions(key);
	if (lib.OSSL_PARAM_locate_const(params, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY))
		key->selection |= SELECT_PUBLIC;
	return 1;
}
