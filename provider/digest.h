/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* Digests, as provider-digest(7) describes them. */
#ifndef PROVIDER_DIGEST_H
#define PROVIDER_DIGEST_H

#include "hash.h"

/**
 * struct digest_alg - a digest
 * @name: its name in OpenSSL
 * @names: all of its names, separated by colons
 * @number: its number in a session
 * @size: bytes of the digest
 * @block: bytes of a block
 * @algid_absent: signatures with it have no parameters in their AlgorithmIdentifier
 */
struct digest_alg {
	const char *name;
	const char *names;
	__u32 number;
	size_t size;
	size_t block;
	bool algid_absent;
};

/* Indexed by enum hash_digest. */
extern const struct digest_alg digest_algs[DIGESTS];

/* The functions of OSSL_DISPATCH. A row of digest_offers.c calls the first three. */
void *digest_new(struct provider *prov, enum hash_digest index);
int digest_get_params(enum hash_digest index, OSSL_PARAM params[]);
int digest_oneshot(struct provider *prov, enum hash_digest index,
		   const unsigned char *in, size_t inl, unsigned char *out,
		   size_t *outl, size_t outsz);

OSSL_FUNC_digest_freectx_fn digest_free;
OSSL_FUNC_digest_dupctx_fn digest_dup;
OSSL_FUNC_digest_init_fn digest_init;
OSSL_FUNC_digest_update_fn digest_update;
OSSL_FUNC_digest_final_fn digest_final;
OSSL_FUNC_digest_gettable_params_fn digest_gettable_params;

#endif /* PROVIDER_DIGEST_H */
