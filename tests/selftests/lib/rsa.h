/* SPDX-License-Identifier: GPL-2.0 */
/*
 * libcrypto's numbers in the form of CIOCKEY, and RSA keys.
 */
#ifndef SELFTESTS_RSA_H
#define SELFTESTS_RSA_H

#include <openssl/bn.h>
#include <openssl/evp.h>

#include "cases.h"
#include "key.h"
#include "reference.h"

/* Returns a random number of @bits bits with the top bit set; odd if asked. */
BIGNUM *random_number(unsigned int bits, bool odd);

void number_set(struct key_number *number, const BIGNUM *n);

/* Sets *op to base ^ exponent mod modulus. */
void number_set_power(struct key_op *op, const BIGNUM *base,
		      const BIGNUM *exponent, const BIGNUM *modulus);

/**
 * struct rsa - an RSA key
 * @p: a prime
 * @q: the other prime
 * @n: their product
 * @e: public exponent
 * @d: private exponent
 * @dp: d modulo p - 1
 * @dq: d modulo q - 1
 * @qinv: inverse of q modulo p
 */
struct rsa {
	BIGNUM *p, *q, *n, *e, *d, *dp, *dq, *qinv;
};

/* Encrypts @len bytes with libcrypto; @padding is one of its RSA_*_PADDING. */
void rsa_encrypt(EVP_PKEY *key, int padding, uint8_t *to, size_t room,
		 const uint8_t *text, size_t len);

/* Generates a key with primes of these lengths and the public exponent @e. */
void rsa_make(struct rsa *r, unsigned int p_bits, unsigned int q_bits,
	      unsigned long e, BN_CTX *ctx);

void rsa_free(struct rsa *r);

/* Sets *op to the private operation on @base, with the key's CRT values. */
void rsa_set_crt(struct key_op *op, const struct rsa *r, const BIGNUM *base);

#endif /* SELFTESTS_RSA_H */
