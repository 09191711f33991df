// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Reads the public half of a key in a keyring from a file. */
#include "error.h"
#include "soft.h"
#include "store.h"

/* Returns the public key of an object of the file, or NULL. */
static EVP_PKEY *public_of(const OSSL_STORE_INFO *info)
{
	X509 *cert;
	EVP_PKEY *key;

	switch (lib.OSSL_STORE_INFO_get_type(info)) {
	case OSSL_STORE_INFO_PUBKEY:
		return lib.OSSL_STORE_INFO_get1_PUBKEY(info);
	case OSSL_STORE_INFO_CERT:
		cert = lib.OSSL_STORE_INFO_get1_CERT(info);
		key = cert ? lib.X509_get_pubkey(cert) : NULL;
		lib.X509_free(cert);
		return key;
	default:
		return NULL;
	}
}

static EVP_PKEY *first_public(OSSL_STORE_CTX *store)
{
	OSSL_STORE_INFO *info;
	EVP_PKEY *key = NULL;

	while (!key && !lib.OSSL_STORE_eof(store) &&
	       !lib.OSSL_STORE_error(store)) {
		info = lib.OSSL_STORE_load(store);
		if (info)
			key = public_of(info);
		lib.OSSL_STORE_INFO_free(info);
	}
	return key;
}

EVP_PKEY *store_read_public(struct provider *prov, const char *file)
{
	OSSL_LIB_CTX *libctx = soft_context(prov);
	OSSL_STORE_CTX *store = NULL;
	EVP_PKEY *key = NULL;

	if (libctx)
		store = lib.OSSL_STORE_open_ex(file, libctx, NULL, NULL, NULL, NULL,
					       NULL, NULL);
	if (store)
		key = first_public(store);
	lib.OSSL_STORE_close(store);
	if (key && lib.EVP_PKEY_is_a(key, "RSA"))
		return key;
	ERROR(prov, ERROR_KEY, "%s has no public RSA key or certificate", file);
	lib.EVP_PKEY_free(key);
	return NULL;
}
