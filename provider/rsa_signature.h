/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The context of an RSA signature, and its parameters. */
#ifndef PROVIDER_RSA_SIGNATURE_H
#define PROVIDER_RSA_SIGNATURE_H

#include <openssl/rsa.h>

#include "rsa.h"

#define RSA_DIGEST_NAME_MAX	50

/**
 * struct rsa_digest - a hash that a signature uses
 * @md: its implementation in the default provider, or NULL
 * @hash: its row in the table, or NULL
 * @name: the name that the program gave it
 */
struct rsa_digest {
	EVP_MD *md;
	const struct rsa_hash *hash;
	char name[RSA_DIGEST_NAME_MAX];
};

/**
 * struct rsa_signature - the context of an RSA signature
 * @prov: the provider
 * @key: the key, or NULL
 * @operation: EVP_PKEY_OP_SIGN, EVP_PKEY_OP_VERIFY or EVP_PKEY_OP_VERIFYRECOVER
 * @padding: RSA_PKCS1_PADDING and the like
 * @salt_len: bytes of PSS's salt, or RSA_SALT_*
 * @digest: the hash of the message; none if the program signs its own bytes
 * @mask_digest: the hash of PSS's mask
 * @has_mask_digest: the program has set @mask_digest
 * @is_running: @hashing has begun, and @digest must not change
 * @hashing: the digest of the message in progress, or NULL
 */
struct rsa_signature {
	struct provider *prov;
	struct pkey *key;
	int operation;
	int padding;
	int salt_len;
	struct rsa_digest digest;
	struct rsa_digest mask_digest;
	bool has_mask_digest;
	bool is_running;
	EVP_MD_CTX *hashing;
};

/* rsa_signature_params.c */

/* Sets the hash of the message. Returns false and puts an error. */
bool rsa_signature_set_digest(struct rsa_signature *ctx, const char *name);

/* Returns the parameters of PSS, which refer to the context. */
struct rsa_pss rsa_signature_pss(const struct rsa_signature *ctx);

int rsa_signature_set_params(void *vctx, const OSSL_PARAM params[]);
int rsa_signature_get_params(void *vctx, OSSL_PARAM params[]);
const OSSL_PARAM *rsa_signature_settable_params(void *vctx, void *provctx);
const OSSL_PARAM *rsa_signature_gettable_params(void *vctx, void *provctx);

/* rsa_signature_soft.c: by the default provider, with the same parameters */

/* Signs. Returns false and puts an error, as for a key in a keyring. */
bool rsa_signature_sign_soft(const struct rsa_signature *ctx,
			     const unsigned char *text, size_t text_len,
			     unsigned char *sig);
bool rsa_signature_verify_soft(const struct rsa_signature *ctx,
			       const unsigned char *text, size_t text_len,
			       const unsigned char *sig, size_t sig_len);
int rsa_signature_recover(void *vctx, unsigned char *out, size_t *len,
			  size_t room, const unsigned char *sig,
			  size_t sig_len);

#endif /* PROVIDER_RSA_SIGNATURE_H */
