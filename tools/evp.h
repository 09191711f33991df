/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device's algorithms in libcrypto.
 */
#ifndef CRYPTOCTL_EVP_H
#define CRYPTOCTL_EVP_H

#include <openssl/evp.h>

#include "algs.h"

/**
 * struct evp_op - an operation of libcrypto
 * @alg: the algorithm
 * @iv: the IV or nonce of each operation
 * @cipher: the context of a cipher or an AEAD, or NULL
 * @md: the context of a hash, or NULL
 * @hash: that hash
 * @mac: the context of a mac, or NULL
 * @once: a key that libcrypto uses for one message only, or NULL
 * @once_len: bytes of @once
 */
struct evp_op {
	const struct alg *alg;
	unsigned char iv[ALG_IV_MAX];
	EVP_CIPHER_CTX *cipher;
	EVP_MD_CTX *md;
	EVP_MD *hash;
	EVP_MAC_CTX *mac;
	const unsigned char *once;
	size_t once_len;
};

bool evp_begin(struct evp_op *op, const struct alg *alg,
	       const unsigned char *key, size_t len);
bool evp_crypt(struct evp_op *op, const unsigned char *src, size_t len,
	       unsigned char *dst);
void evp_end(struct evp_op *op);

#endif /* CRYPTOCTL_EVP_H */
