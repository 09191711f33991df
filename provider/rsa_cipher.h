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
 * @shows_padding: the program asked for an error if the padding of PKCS #1 v1.5 is
 *		   wrong
 * @oaep: the parameters of OAEP that the program has set
 * @tls_version: the version that a premaster secret of TLS begins with
 * @tls_alternative: another version that is valid, or 0
 */
struct rsa_cipher {
	struct provider *prov;
	struct pkey *key;
	int padding;
	bool shows_padding;
	struct rsa_oaep oaep;
	unsigned int tls_version;
	unsigned int tls_alternative;
};

/* OSSL_ASYM_CIPHER_PARAM_IMPLICIT_REJECTION, since OpenSSL 3.2. */
#define RSA_IMPLICIT_REJECTION	"implicit-rejection"

/* rsa_cipher_soft.c */

/* Returns whether the default provider hides wrong padding for this key. */
bool rsa_cipher_can_hide_padding(const struct rsa_cipher *ctx);

/* Returns whether decryption must hide wrong padding. */
bool rsa_cipher_hides_padding(const struct rsa_cipher *ctx);

/* Decrypts with the padding of PKCS #1 v1.5. Returns false and puts an error. */
bool rsa_cipher_decrypt_soft(const struct rsa_cipher *ctx, unsigned char *out,
			     size_t *len, size_t room, const unsigned char *in,
			     size_t in_len);

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
