/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* OpenSSL's default provider, for messages that the device does not process. */
#ifndef PROVIDER_SOFT_H
#define PROVIDER_SOFT_H

#include "provider.h"

/*
 * Returns a library context that has the default provider only, or NULL and an
 * error. The provider keeps it. Any number of threads may call this.
 */
OSSL_LIB_CTX *soft_context(struct provider *prov);

/*
 * Return an algorithm of the default provider, which the caller frees, or NULL. Then
 * the caller puts an error.
 */
EVP_MD *soft_md(struct provider *prov, const char *name);

/* As soft_md(); a context of a cipher, in one direction, that has no key yet. */
EVP_CIPHER_CTX *soft_cipher(struct provider *prov, const char *name, bool enc);

/*
 * Adds a text of any length; EVP_CipherUpdate() takes an int. Returns false unless the
 * output is as long.
 */
bool soft_update(EVP_CIPHER_CTX *ctx, unsigned char *out, const unsigned char *in,
		 size_t len);

void soft_free(struct provider *prov);

#endif /* PROVIDER_SOFT_H */
