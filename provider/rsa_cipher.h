/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The context of RSA encryption, and its parameters. */
#ifndef PROVIDER_RSA_CIPHER_H
#define PROVIDER_RSA_CIPHER_H

#include "rsa.h"

/**
 * struct rsa_cipher - the context of RSA encryption
 * @prov: the provider
 * @key: the key, or NULL
 * @padding: RSA_PKCS1_PADDING and the like
 * @oaep: the parameters of OAEP that the program has set
 * @tls_version: the version that a premaster secret of TLS begins with
 * @tls_alternative: another version that is valid, or 0
 */
struct rsa_cipher {
	struct provider *prov;
	struct pkey *key;
	int padding;
	struct rsa_oaep oaep;
	unsigned int tls_version;
	unsigned int tls_alternative;
};

/* rsa_cipher_params.c */

/*
 * Gives OAEP the hashes that the program has not set; @oaep refers to the context.
 * Returns false and puts an error.
 */
bool rsa_cipher_oaep(struct rsa_cipher *ctx, struct rsa_oaep *oaep);

int rsa_cipher_set_params(void *vctx, const OSSL_PARAM params[]);
int rsa_cipher_get_params(void *vctx, OSSL_PARAM params[]);
const OSSL_PARAM *rsa_cipher_settable_params(void *vctx, void *provctx);
const OSSL_PARAM *rsa_cipher_gettable_params(void *vctx, void *provctx);

#endif /* PROVIDER_RSA_CIPHER_H */
