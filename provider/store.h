/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Keys in the kernel's keyrings, by the URIs "cryptodev:key=DESCRIPTION" and
 * "cryptodev:serial=NUMBER". "?public=FILE" may follow.
 */
#ifndef PROVIDER_STORE_H
#define PROVIDER_STORE_H

#include <linux/types.h>

#include "provider.h"

/* store.c */

extern const OSSL_DISPATCH store_functions[];

/* store_uri.c */

/**
 * struct store_uri - a URI
 * @serial: the serial number of its key
 * @public: the file with the public key, which store_uri_free() frees; or NULL
 */
struct store_uri {
	__s32 serial;
	char *public;
};

/* Finds the key of a URI. Returns false and puts an error. */
bool store_uri_read(struct provider *prov, const char *text,
		    struct store_uri *uri);
void store_uri_free(struct store_uri *uri);

/* store_public.c */

/*
 * Returns the RSA key of a file with a public key or a certificate, in PEM or in
 * DER, as a key of the default provider; or NULL and an error.
 */
EVP_PKEY *store_read_public(struct provider *prov, const char *file);

#endif /* PROVIDER_STORE_H */
