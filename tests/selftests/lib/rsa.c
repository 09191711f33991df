// SPDX-License-Identifier: GPL-2.0
/* libcrypto's numbers for CIOCKEY, and RSA keys. */
#include "rsa.h"

#include <openssl/rsa.h>
#include <string.h>

BIGNUM *random_number(unsigned int bits, bool odd)
{
	uint8_t bytes[KEY_BYTES];
	unsigned int len = (bits + 7) / 8;
	BIGNUM *n;

	random_fill(bytes, len);
	n = BN_bin2bn(bytes, len, NULL);
	REF_MUST(!!n);
	BN_mask_bits(n, bits);
	if (bits)
		REF_MUST(BN_set_bit(n, bits - 1));
	if (odd)
		REF_MUST(BN_set_bit(n, 0));
	return n;
}

void number_set(struct key_number *number, const BIGNUM *n)
{
	uint8_t bytes[KEY_BYTES];

	key_set(number, bytes, BN_bn2bin(n, bytes));
}

void number_set_power(struct key_op *op, const BIGNUM *base,
		      const BIGNUM *exponent, const BIGNUM *modulus)
{
	memset(op, 0, sizeof(*op));
	op->op = CRK_MOD_EXP;
	op->nr = 3;
	op->out_bits = BN_num_bits(modulus);
	number_set(&op->in[0], base);
	number_set(&op->in[1], exponent);
	number_set(&op->in[2], modulus);
}

void rsa_make(struct rsa *r, unsigned int p_bits, unsigned int q_bits,
	      unsigned long e, BN_CTX *ctx)
{
	BIGNUM *p1 = BN_new(), *q1 = BN_new(), *phi = BN_new(), *gcd = BN_new();

	r->p = BN_new();
	r->q = BN_new();
	r->n = BN_new();
	r->e = BN_new();
	r->d = BN_new();
	r->dp = BN_new();
	r->dq = BN_new();
	r->qinv = BN_new();
	REF_MUST(BN_set_word(r->e, e));
	do {
		REF_MUST(BN_generate_prime_ex(r->p, p_bits, 0, NULL, NULL,
					      NULL));
		REF_MUST(BN_generate_prime_ex(r->q, q_bits, 0, NULL, NULL,
					      NULL));
		REF_MUST(BN_mul(r->n, r->p, r->q, ctx));
		BN_copy(p1, r->p);
		BN_copy(q1, r->q);
		REF_MUST(BN_sub_word(p1, 1));
		REF_MUST(BN_sub_word(q1, 1));
		REF_MUST(BN_mul(phi, p1, q1, ctx));
		REF_MUST(BN_gcd(gcd, phi, r->e, ctx));
	} while (!BN_is_one(gcd) || !BN_cmp(r->p, r->q) ||
		 BN_num_bits(r->n) != (int)(p_bits + q_bits));
	REF_MUST(!!BN_mod_inverse(r->d, r->e, phi, ctx));
	REF_MUST(BN_mod(r->dp, r->d, p1, ctx));
	REF_MUST(BN_mod(r->dq, r->d, q1, ctx));
	REF_MUST(!!BN_mod_inverse(r->qinv, r->q, r->p, ctx));
	BN_free(p1);
	BN_free(q1);
	BN_free(phi);
	BN_free(gcd);
}

void rsa_free(struct rsa *r)
{
	BN_clear_free(r->p);
	BN_clear_free(r->q);
	BN_free(r->n);
	BN_free(r->e);
	BN_clear_free(r->d);
	BN_clear_free(r->dp);
	BN_clear_free(r->dq);
	BN_clear_free(r->qinv);
}

void rsa_set_crt(struct key_op *op, const struct rsa *r, const BIGNUM *base)
{
	memset(op, 0, sizeof(*op));
	op->op = CRK_MOD_EXP_CRT;
	op->nr = 6;
	op->out_bits = BN_num_bits(r->n);
	number_set(&op->in[0], r->p);
	number_set(&op->in[1], r->q);
	number_set(&op->in[2], base);
	number_set(&op->in[3], r->dp);
	number_set(&op->in[4], r->dq);
	number_set(&op->in[5], r->qinv);
}

void rsa_encrypt(EVP_PKEY *key, int padding, uint8_t *to, size_t room,
		 const uint8_t *text, size_t len)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);

	REF_MUST(EVP_PKEY_encrypt_init(ctx));
	REF_MUST(EVP_PKEY_CTX_set_rsa_padding(ctx, padding));
	REF_MUST(EVP_PKEY_encrypt(ctx, to, &room, text, len));
	EVP_PKEY_CTX_free(ctx);
}
