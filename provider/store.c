// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Loads private RSA keys of the kernel's keyrings. The device takes such a key by its
 * serial number, so no byte of it enters the process. See provider-storemgmt(7).
 */
#include <openssl/core_object.h>
#include <string.h>

#include "error.h"
#include "rsa.h"
#include "store.h"

/**
 * struct store - the key of a URI
 * @prov: the provider
 * @key: the key, or NULL after it was loaded
 */
struct store {
	struct provider *prov;
	struct pkey *key;
};

/* Without a public part, the device tells the length of the modulus. */
static bool measure_key(struct pkey *key)
{
	static const size_t sizes[] = { 256, 512, 384, 128, 192, 64 };
	unsigned char in[512] = {}, out[512];
	size_t i;

	in[sizeof(in) - 1] = 2;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		key->size = sizes[i];
		key->bits = 8 * sizes[i];
		if (!rsa_compute_by_device(key, true, in + sizeof(in) - sizes[i],
					   out))
			return true;
	}
	return false;
}

/* Decrypts and encrypts a number: a file may have another key's public part. */
static bool halves_match(struct pkey *key)
{
	size_t size = key->size;
	unsigned char *numbers = alloc_zero(3 * size);
	bool match;

	if (!numbers)
		return false;
	memset(numbers + 1, 0x5a, size - 1);
	match = rsa_compute(key, true, numbers, numbers + size) &&
		rsa_compute(key, false, numbers + size, numbers + 2 * size) &&
		!memcmp(numbers, numbers + 2 * size, size);
	alloc_clear_free(numbers, 3 * size);
	return match;
}

static bool complete_key(struct pkey *key, const char *public)
{
	EVP_PKEY *soft;

	if (!public) {
		key->selection = OSSL_KEYMGMT_SELECT_PRIVATE_KEY;
		if (measure_key(key))
			return true;
		ERROR(key->prov, ERROR_KEY, "the device rejects the key");
		return false;
	}
	soft = store_read_public(key->prov, public);
	if (!soft)
		return false;
	pkey_set_soft(key, soft, OSSL_KEYMGMT_SELECT_KEYPAIR);
	if (halves_match(key))
		return true;
	ERROR(key->prov, ERROR_KEY,
	      "%s is not the public part of the key in the keyring", public);
	return false;
}

static struct pkey *load_key(struct provider *prov, const struct store_uri *uri)
{
	struct pkey *key = pkey_new(prov, &rsa_type);

	if (!key)
		return NULL;
	key->serial = uri->serial;
	if (complete_key(key, uri->public))
		return key;
	pkey_put(key);
	return NULL;
}

static void *store_open(void *provctx, const char *text)
{
	struct store *store = alloc_zero(sizeof(*store));
	struct store_uri uri = {};

	if (!store)
		return NULL;
	store->prov = provctx;
	if (store_uri_read(provctx, text, &uri))
		store->key = load_key(provctx, &uri);
	store_uri_free(&uri);
	if (store->key)
		return store;
	alloc_free(store);
	return NULL;
}

static int store_load(void *vctx, OSSL_CALLBACK *callback, void *arg,
		      OSSL_PASSPHRASE_CALLBACK *passphrase, void *passphrase_arg)
{
	struct store *store = vctx;
	int type = OSSL_OBJECT_PKEY;
	const OSSL_PARAM params[] = {
		OSSL_PARAM_int(OSSL_OBJECT_PARAM_TYPE, &type),
		OSSL_PARAM_utf8_string(OSSL_OBJECT_PARAM_DATA_TYPE, "RSA", 3),
		OSSL_PARAM_octet_string(OSSL_OBJECT_PARAM_REFERENCE, &store->key,
					sizeof(store->key)),
		OSSL_PARAM_END
	};
	int loaded;

	(void)passphrase;
	(void)passphrase_arg;
	if (!store->key)
		return 0;
	loaded = callback(params, arg);
	/* The key that nobody has taken over is freed. */
	pkey_put(store->key);
	store->key = NULL;
	return loaded;
}

static int store_eof(void *vctx)
{
	struct store *store = vctx;

	return !store->key;
}

static int store_close(void *vctx)
{
	struct store *store = vctx;

	pkey_put(store->key);
	alloc_free(store);
	return 1;
}

/* Another provider gets the public half, and only if it asks for no more. */
static int store_export(void *vctx, const void *reference, size_t size,
			OSSL_CALLBACK *callback, void *arg)
{
	struct pkey *const *key = reference;

	(void)vctx;
	return size == sizeof(*key) && *key &&
	       pkey_keymgmt_export(*key, OSSL_KEYMGMT_SELECT_ALL, callback, arg);
}

static const OSSL_PARAM *store_settable_ctx_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		OSSL_PARAM_int(OSSL_STORE_PARAM_EXPECT, NULL),
		OSSL_PARAM_utf8_string(OSSL_STORE_PARAM_PROPERTIES, NULL, 0),
		OSSL_PARAM_END
	};

	(void)provctx;
	return params;
}

/* A URI names one object, whatever the program expects. */
static int store_set_ctx_params(void *vctx, const OSSL_PARAM params[])
{
	(void)vctx;
	(void)params;
	return 1;
}

#define ROW(id, function)						\
	{ OSSL_FUNC_STORE_##id, (void (*)(void))function }

const OSSL_DISPATCH store_functions[] = {
	ROW(OPEN, store_open),
	ROW(SETTABLE_CTX_PARAMS, store_settable_ctx_params),
	ROW(SET_CTX_PARAMS, store_set_ctx_params),
	ROW(LOAD, store_load),
	ROW(EOF, store_eof),
	ROW(CLOSE, store_close),
	ROW(EXPORT_OBJECT, store_export),
	{ 0, NULL }
};
