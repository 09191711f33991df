// SPDX-License-Identifier: GPL-2.0
/*
 * Public-key operations agree with libcrypto for any lengths of the numbers,
 * whether these are keys or not.
 */

/*
 * libcrypto's newer interface to Diffie-Hellman needs more code for the same.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "../kselftest_harness.h"
#include "lib/agree.h"
#include "lib/rsa.h"

#include <openssl/dh.h>
#include <openssl/objects.h>

/* Each length up to a machine word or two, and those that devices take. */
static const unsigned int lengths[] = {
	8, 9, 15, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 192, 255,
	256, 320, 448, 511, 512, 513, 521, 640, 768, 1000, 1023, 1024, 1025,
	1088, 1536, 2041, 2047, 2048,
};

/* The same, where a whole power takes a slow machine long. */
static const unsigned int longest[] = { 3071, 3072, 3073, 4032, 4095, 4096 };

/* The lengths of two primes, or of numbers in their place. */
static const unsigned int pairs[][2] = {
	{ 8, 9 }, { 16, 16 }, { 64, 64 }, { 100, 61 }, { 256, 256 },
	{ 255, 257 }, { 300, 212 }, { 512, 512 }, { 511, 512 }, { 521, 503 },
	{ 1024, 1024 }, { 1000, 1048 },
};

FIXTURE(key)
{
	int fd;
	BN_CTX *ctx;
};

FIXTURE_SETUP(key)
{
	AGREE_SETUP(self->fd);
	KEY_SETUP();
	self->ctx = BN_CTX_secure_new();
	ASSERT_TRUE(!!self->ctx);
}

FIXTURE_TEARDOWN(key)
{
	BN_CTX_free(self->ctx);
	close(self->fd);
}

/* Runs the operation with room for @room bits; the result must be @want. */
static const char *check(int fd, struct key_op *op, uint32_t room,
			 const BIGNUM *want)
{
	uint8_t result[KEY_BYTES];
	int err;

	op->out_bits = room;
	err = key_run(fd, op);
	if (err)
		return failure("operation %u: error %d", op->op, err);
	REF_MUST(BN_bn2lebinpad(want, result, key_bytes(room)) >= 0 ? 1 : 0);
	return memcmp(result, op->out, key_bytes(room)) ?
		failure("operation %u: wrong result", op->op) : NULL;
}

/* The same with the least room, and with more. */
static uint32_t random_room(unsigned int bits)
{
	uint32_t more = bits + random_below(100);

	return random_bool() || more > KEY_BITS ? bits : more;
}

static const char *power(FIXTURE_DATA(key) *self, const BIGNUM *base,
			 const BIGNUM *exponent, const BIGNUM *modulus)
{
	BIGNUM *want = BN_new();
	struct key_op op;
	const char *wrong;

	REF_MUST(BN_mod_exp(want, base, exponent, modulus, self->ctx));
	number_set_power(&op, base, exponent, modulus);
	wrong = check(self->fd, &op, random_room(BN_num_bits(modulus)), want);
	BN_free(want);
	if (!wrong)
		return NULL;
	return failure("%s: %d ^ %d mod %d bits, %s", strdup(wrong),
		       BN_num_bits(base), BN_num_bits(exponent),
		       BN_num_bits(modulus),
		       BN_is_odd(modulus) ? "odd" : "even");
}

/*
 * Three random lengths; the exponent is often short, as public exponents are.
 */
static const char *random_power(FIXTURE_DATA(key) *self, unsigned int base_bits,
				unsigned int exponent_bits, unsigned int bits)
{
	BIGNUM *base = random_number(base_bits, false);
	BIGNUM *exponent = random_number(exponent_bits, random_bool());
	BIGNUM *modulus = random_number(bits, random_below(4));
	const char *wrong = power(self, base, exponent, modulus);

	BN_free(base);
	BN_free(exponent);
	BN_free(modulus);
	return wrong;
}

TEST_F_TIMEOUT(key, powers, AGREE_TIMEOUT)
{
	unsigned int i, j;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		unsigned int bits = lengths[i];

		AGREE_SAMPLE(random_power(self, bits, bits, bits));
		AGREE_SAMPLE(random_power(self, bits - 1, bits, bits));
		for (j = 0; j < 6; j++)
			AGREE_SAMPLE(random_power(self,
						  random_below(KEY_BITS + 1),
						  random_below(64), bits));
	}
}

TEST_F_TIMEOUT(key, longest_powers, AGREE_TIMEOUT)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(longest); i++) {
		AGREE_SAMPLE(random_power(self, longest[i], 17, longest[i]));
		AGREE_SAMPLE(random_power(self, KEY_BITS, 200, longest[i]));
		AGREE_SAMPLE(random_power(self, KEY_BITS, KEY_BITS, 64 + i));
	}
	/* long exponents and short moduli, down to a modulus of 1 */
	for (i = 1; i < 20; i++) {
		AGREE_SAMPLE(random_power(self, i, 65 + 50 * i, i));
		AGREE_SAMPLE(random_power(self, 0, 65 + 50 * i, i));
	}
	AGREE(random_power(self, KEY_BITS, KEY_BITS, KEY_BITS));
}

/* Special numbers in each place. */
TEST_F_TIMEOUT(key, special_numbers, AGREE_TIMEOUT)
{
	static const int moduli[] = { 1, 2, 8, 64, 512, 1024, 2048 };
	BIGNUM *modulus, *n[7];
	unsigned int i, j, k;

	for (i = 0; i < 2 * ARRAY_SIZE(moduli); i++) {
		modulus = random_number(moduli[i / 2], i % 2);
		for (j = 0; j < ARRAY_SIZE(n); j++)
			n[j] = BN_dup(modulus);
		BN_zero(n[0]);
		REF_MUST(BN_one(n[1]));
		REF_MUST(BN_set_word(n[2], 2));
		REF_MUST(BN_sub_word(n[3], 1));
		REF_MUST(BN_add_word(n[5], 1));
		REF_MUST(BN_lshift(n[6], modulus, 3));
		for (j = 0; j < ARRAY_SIZE(n); j++)
			for (k = 0; k < ARRAY_SIZE(n); k++)
				AGREE_SAMPLE(power(self, n[j], n[k], modulus));
		for (j = 0; j < ARRAY_SIZE(n); j++)
			BN_free(n[j]);
		BN_free(modulus);
	}
}

static const char *crt(int fd, const struct rsa *r, const BIGNUM *base,
		       const BIGNUM *want)
{
	struct key_op op;

	rsa_set_crt(&op, r, base);
	return check(fd, &op, random_room(BN_num_bits(r->n)), want);
}

/* A key's three operations on a number: forward, and back in two ways. */
static const char *rsa_run(FIXTURE_DATA(key) *self, const struct rsa *r,
			   const BIGNUM *number)
{
	BIGNUM *there = BN_new(), *back = BN_new();
	const char *wrong;

	REF_MUST(BN_mod_exp(there, number, r->e, r->n, self->ctx));
	REF_MUST(BN_nnmod(back, number, r->n, self->ctx));
	wrong = power(self, number, r->e, r->n) ?:
		power(self, there, r->d, r->n) ?:
		crt(self->fd, r, there, back);
	BN_free(there);
	BN_free(back);
	return wrong;
}

/* Keys of all lengths, with exponents in use and one that is not. */
TEST_F_TIMEOUT(key, rsa, AGREE_TIMEOUT)
{
	static const unsigned long exponents[] = { 65537, 3, 17, 5, 257, 7 };
	BIGNUM *number;
	struct rsa r;
	unsigned int i, j;

	for (i = 0; i < 2 * ARRAY_SIZE(pairs); i++) {
		const unsigned int *bits = pairs[i / 2];

		if (skip_case())
			continue;
		rsa_make(&r, bits[0], bits[1],
			 exponents[i % ARRAY_SIZE(exponents)], self->ctx);
		for (j = 0; j < 4; j++) {
			number = random_number(
				random_below(bits[0] + bits[1] + (j ? 0 : 20)),
				false);
			AGREE(rsa_run(self, &r, number));
			BN_free(number);
		}
		rsa_free(&r);
	}
}

/* Each exponent that the module recognises, and one that it does not. */
TEST_F_TIMEOUT(key, rsa_of_each_exponent, AGREE_TIMEOUT)
{
	static const unsigned long exponents[] = { 65537, 3, 17, 5, 257, 65539 };
	BIGNUM *number;
	struct rsa r;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(exponents); i++) {
		rsa_make(&r, 256, 256, exponents[i], self->ctx);
		number = random_number(509, false);
		AGREE(rsa_run(self, &r, number));
		BN_free(number);
		rsa_free(&r);
	}
}

/* libcrypto's result for numbers that need not be a key. */
static void garner(const struct rsa *r, const BIGNUM *base, BIGNUM *want,
		   BN_CTX *ctx)
{
	BIGNUM *m1 = BN_new(), *m2 = BN_new();

	REF_MUST(BN_mod_exp(m1, base, r->dp, r->p, ctx));
	REF_MUST(BN_mod_exp(m2, base, r->dq, r->q, ctx));
	REF_MUST(BN_mod_sub(m1, m1, m2, r->p, ctx));
	REF_MUST(BN_mod_mul(m1, m1, r->qinv, r->p, ctx));
	REF_MUST(BN_mul(want, m1, r->q, ctx));
	REF_MUST(BN_add(want, want, m2));
	BN_free(m1);
	BN_free(m2);
}

/* Coprime numbers can replace the primes, and any number an exponent. */
TEST_F_TIMEOUT(key, rsa_numbers_that_are_no_key, AGREE_TIMEOUT)
{
	BIGNUM *base, *want = BN_new();
	struct rsa r = {};
	unsigned int i;

	for (i = 0; i < 10 * ARRAY_SIZE(pairs); i++) {
		const unsigned int *bits = pairs[i / 10];

		if (skip_case())
			continue;
		r.n = BN_new();
		do {
			BN_free(r.p);
			BN_free(r.q);
			BN_free(r.qinv);
			r.p = random_number(bits[i % 2], random_bool());
			r.q = random_number(bits[!(i % 2)], true);
			r.qinv = BN_mod_inverse(NULL, r.q, r.p, self->ctx);
		} while (!r.qinv);
		REF_MUST(BN_mul(r.n, r.p, r.q, self->ctx));
		r.dp = random_number(random_below(bits[0] + 1), false);
		r.dq = random_number(random_below(bits[1] + 1), false);
		base = random_number(random_below(2 * bits[0]), false);
		if (random_bool())
			REF_MUST(BN_add(r.qinv, r.qinv, r.p));
		garner(&r, base, want, self->ctx);
		AGREE(crt(self->fd, &r, base, want));
		BN_free(base);
		BN_free(r.n);
		BN_free(r.dp);
		BN_free(r.dq);
	}
	BN_free(r.p);
	BN_free(r.q);
	BN_free(r.qinv);
	BN_free(want);
}

/* The groups of RFC 7919 and RFC 3526. */
static const int groups[] = {
	NID_ffdhe2048, NID_modp_1536, NID_modp_2048, NID_ffdhe3072,
	NID_modp_3072, NID_ffdhe4096, NID_modp_4096,
};

static const char *agreement(int fd, DH *ours, DH *theirs)
{
	struct key_op op = { .op = CRK_DH_COMPUTE_KEY, .nr = 3 };
	const BIGNUM *p = DH_get0_p(ours);
	uint8_t key[KEY_BYTES];
	const char *wrong;
	BIGNUM *want;
	int len;

	len = DH_compute_key_padded(key, DH_get0_pub_key(theirs), ours);
	REF_MUST(len);
	want = BN_bin2bn(key, len, NULL);
	number_set(&op.in[0], DH_get0_priv_key(ours));
	number_set(&op.in[1], DH_get0_pub_key(theirs));
	number_set(&op.in[2], p);
	wrong = check(fd, &op, BN_num_bits(p), want);
	BN_free(want);
	return wrong;
}

TEST_F_TIMEOUT(key, diffie_hellman_groups, AGREE_TIMEOUT)
{
	unsigned int i;
	DH *a, *b;

	for (i = 0; i < ARRAY_SIZE(groups); i++) {
		if (skip_case())
			continue;
		a = DH_new_by_nid(groups[i]);
		b = DH_new_by_nid(groups[i]);
		REF_MUST(a && b);
		REF_MUST(DH_generate_key(a));
		REF_MUST(DH_generate_key(b));
		AGREE(agreement(self->fd, a, b));
		AGREE(agreement(self->fd, b, a));
		DH_free(a);
		DH_free(b);
	}
}

/*
 * Primes shorter than transforms take, and private keys longer than the prime.
 */
TEST_F_TIMEOUT(key, diffie_hellman_other_primes, AGREE_TIMEOUT)
{
	static const unsigned int bits[] = { 16, 100, 512, 521, 768, 1024 };
	struct key_op op = { .op = CRK_DH_COMPUTE_KEY, .nr = 3 };
	BIGNUM *prime = BN_new(), *public, *private, *want = BN_new();
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(bits); i++) {
		REF_MUST(BN_generate_prime_ex(prime, bits[i / 2], 0, NULL, NULL,
					      NULL));
		public = random_number(bits[i / 2] - 1, false);
		private = random_number(bits[i / 2] + 40 * (i % 2), false);
		REF_MUST(BN_mod_exp(want, public, private, prime, self->ctx));
		number_set(&op.in[0], private);
		number_set(&op.in[1], public);
		number_set(&op.in[2], prime);
		AGREE(check(self->fd, &op, random_room(bits[i / 2]), want));
		BN_free(public);
		BN_free(private);
	}
	BN_free(prime);
	BN_free(want);
}

TEST_HARNESS_MAIN
