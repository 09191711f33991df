/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Known answers. Each table ends with an empty row.
 */
#ifndef CRYPTOCTL_VECTORS_H
#define CRYPTOCTL_VECTORS_H

/**
 * struct vector - a known answer in hex digits; NULL for an empty string
 * @alg: the algorithm's name
 * @source: the publication
 * @key: the key
 * @iv: the IV or nonce
 * @aad: the associated data
 * @in: the plaintext or message
 * @out: the ciphertext, with an AEAD's tag, or the digest
 */
struct vector {
	const char *alg;
	const char *source;
	const char *key;
	const char *iv;
	const char *aad;
	const char *in;
	const char *out;
};

extern const struct vector vectors[];

/* The same, for the numbers of <crypto/cryptodev_native.h>. */
extern const struct vector native_vectors[];

/*
 * Known answers with the published keys of asym.h: @in is the text, the digest or
 * the peer's public key; @out is the ciphertext, the signature or the shared secret.
 */
extern const struct vector asym_vectors[];

#endif /* CRYPTOCTL_VECTORS_H */
