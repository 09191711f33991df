/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Known answers, in tables that end with an empty row.
 */
#ifndef CRYPTOCTL_VECTORS_H
#define CRYPTOCTL_VECTORS_H

/**
 * struct vector - a known answer; hex digits, NULL for nothing
 * @alg: the algorithm's name
 * @source: who published it
 * @key: the key
 * @iv: IV or nonce
 * @aad: associated data
 * @in: the plaintext or message
 * @out: ciphertext, with an AEAD's tag, or digest
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

/*
 * Of public keys, those in asym.h: as @in what is encrypted, a digest or
 * another's public key; as @out ciphertext, signature or what is shared.
 */
extern const struct vector asym_vectors[];

#endif /* CRYPTOCTL_VECTORS_H */
