/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Known answers of algorithms that the lists of several dialects have. Includes
 * no dialect's header, whose structures have the same names.
 */
#ifndef SELFTESTS_ANSWERS_H
#define SELFTESTS_ANSWERS_H

#include <stdint.h>

#define ANSWER_MAX	128	/* bytes of the longest output, and some after it */

/**
 * struct answer - an input and its output
 * @key: key, or NULL
 * @keylen: bytes at @key
 * @iv: IV of a cipher, else NULL
 * @in: input
 * @len: bytes at @in
 * @out: ciphertext, digest or MAC
 * @out_len: bytes at @out
 */
struct answer {
	const void *key;
	uint32_t keylen;
	const void *iv;
	const void *in;
	uint32_t len;
	const void *out;
	uint32_t out_len;
};

/* RFC 8439, section 2.4.2: the IV is the counter, then the nonce. */
extern const struct answer answer_chacha20;

/* RFC 3686, test vector 3: the last four bytes of the key are the nonce. */
extern const struct answer answer_rfc3686;

/* RFC 7693, appendix A: BLAKE2b of "abc". */
extern const struct answer answer_blake2b;

/* BLAKE2b with the longest key, by the authors of BLAKE2: no input. */
extern const struct answer answer_blake2b_keyed;

#endif /* SELFTESTS_ANSWERS_H */
