/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The DSA keys and signatures of RFC 6979, appendix A.2, for programs of any
 * dialect.
 */
#ifndef SELFTESTS_DSA_H
#define SELFTESTS_DSA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DSA_KEYS	2
#define DSA_VECTORS	12
#define DSA_BYTES	256	/* of the longest number */
#define DSA_INPUTS	7	/* of a verification; a signature has 5 */

/**
 * struct dsa_key - a key, in hexadecimal digits
 * @p: the prime
 * @q: the order of @g, a prime
 * @g: the generator
 * @x: the private key
 * @y: the public key
 */
struct dsa_key {
	const char *p, *q, *g, *x, *y;
};

/**
 * struct dsa_vector - a signature, in hexadecimal digits
 * @key: its key
 * @digest: the digest of the message
 * @r: the first half of the signature
 * @s: the second half
 */
struct dsa_vector {
	const struct dsa_key *key;
	const char *digest, *r, *s;
};

/**
 * struct dsa_param - a parameter of CIOCKEY
 * @bits: its length
 * @data: the bytes, the least significant first, except those of a digest
 */
struct dsa_param {
	uint32_t bits;
	uint8_t data[DSA_BYTES];
};

extern const struct dsa_key dsa_keys[DSA_KEYS];
extern const struct dsa_vector dsa_vectors[DSA_VECTORS];

/* Converts an even number of digits to bytes; returns the number of bytes. */
size_t dsa_bytes(const char *hex, uint8_t *bytes);

/* Sets the inputs: digest, p, q, g, x or y, r and s. */
void dsa_params(struct dsa_param params[DSA_INPUTS],
		const struct dsa_vector *v, bool is_private);

#endif /* SELFTESTS_DSA_H */
