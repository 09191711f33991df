/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Known answers.
 */
#ifndef CRYPTOCTL_VECTORS_H
#define CRYPTOCTL_VECTORS_H

#include "cryptoctl.h"

/* Bytes of the longest text, key and result. */
#define VECTOR_MAX	256

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
extern const unsigned int nr_vectors;

#endif /* CRYPTOCTL_VECTORS_H */
