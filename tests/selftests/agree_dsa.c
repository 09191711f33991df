// SPDX-License-Identifier: GPL-2.0
/*
 * DSA signatures agree with libcrypto: each side verifies the signatures of the
 * other. Groups with a q that libcrypto does not accept are compared with
 * FIPS 186-4's formula, computed with libcrypto's numbers.
 */

/* libcrypto's newer interface to DSA needs more code for the same. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "../kselftest_harness.h"
#include "lib/agree.h"
#include "lib/rsa.h"

#include <openssl/dsa.h>

#define DIGEST_MAX	80	/* bytes: more than q has */
#define SIGNATURES	10	/* of each group */

FIXTURE(dsa)
{
	int fd;
	BN_CTX *ctx;
};

FIXTURE_SETUP(dsa)
{
	AGREE_SETUP(self->fd);
	KEY_SETUP();
	self->ctx = BN_CTX_secure_new();
	ASSERT_TRUE(!!self->ctx);
}

FIXTURE_TEARDOWN(dsa)
{
	BN_CTX_free(self->ctx);
	close(self->fd);
}

/**
 * struct group - a group and a key
 * @p: the prime
 * @q: the order of @g
 * @g: the generator
 * @x: the private key
 * @y: the public key
 */
struct group {
	BIGNUM *p, *q, *g, *x, *y;
};

/* Makes p - 1 a multiple of a random prime q. */
static void group_make(struct group *n, unsigned int p_bits,
		       unsigned int q_bits, BN_CTX *ctx)
{
	BIGNUM *cofactor = BN_new(), *base = BN_new(), *twice = BN_new();

	n->p = BN_new();
	n->q = BN_new();
	n->g = BN_new();
	n->x = BN_new();
	n->y = BN_new();
	REF_MUST(BN_generate_prime_ex(n->q, q_bits, 0, NULL, NULL, NULL));
	REF_MUST(BN_lshift1(twice, n->q));
	REF_MUST(BN_generate_prime_ex(n->p, p_bits, 0, twice, BN_value_one(),
				      NULL));
	REF_MUST(BN_sub(cofactor, n->p, BN_value_one()));
	REF_MUST(BN_div(cofactor, NULL, cofactor, n->q, ctx));
	REF_MUST(BN_set_word(base, 2));
	REF_MUST(BN_mod_exp(n->g, base, cofactor, n->p, ctx));
	do
		REF_MUST(BN_rand_range(n->x, n->q));
	while (BN_is_zero(n->x));
	REF_MUST(BN_mod_exp(n->y, n->g, n->x, n->p, ctx));
	BN_free(cofactor);
	BN_free(base);
	BN_free(twice);
}

static void group_free(struct group *n)
{
	BN_free(n->p);
	BN_free(n->q);
	BN_free(n->g);
	BN_clear_free(n->x);
	BN_free(n->y);
}

/* Sets the digest and the group. */
static void set_op(struct key_op *op, uint32_t number, const struct group *n,
		   const uint8_t *digest, size_t len)
{
	memset(op, 0, sizeof(*op));
	op->op = number;
	memcpy(op->in[0].data, digest, len);
	op->in[0].bits = 8 * len;
	number_set(&op->in[1], n->p);
	number_set(&op->in[2], n->q);
	number_set(&op->in[3], n->g);
}

static int device_sign(int fd, const struct group *n, const uint8_t *digest,
		       size_t len, BIGNUM *r, BIGNUM *s)
{
	struct key_op op;
	int err;

	set_op(&op, CRK_DSA_SIGN, n, digest, len);
	op.nr = 5;
	number_set(&op.in[4], n->x);
	op.out_bits = op.in[2].bits;
	op.second_bits = op.in[2].bits + random_below(100);
	err = key_run(fd, &op);
	BN_lebin2bn(op.out, key_bytes(op.out_bits), r);
	BN_lebin2bn(op.second, key_bytes(op.second_bits), s);
	return err;
}

static int device_verify(int fd, const struct group *n, const uint8_t *digest,
			 size_t len, const BIGNUM *r, const BIGNUM *s)
{
	struct key_op op;

	set_op(&op, CRK_DSA_VERIFY, n, digest, len);
	op.nr = 7;
	number_set(&op.in[4], n->y);
	number_set(&op.in[5], r);
	number_set(&op.in[6], s);
	return key_run(fd, &op);
}

/* Does the signature verify, by the formula of FIPS 186-4, section 4.7? */
static bool formula_verifies(const struct group *n, const uint8_t *digest,
			     size_t len, const BIGNUM *r, const BIGNUM *s,
			     BN_CTX *ctx)
{
	int bits = BN_num_bits(n->q), extra = 8 * len - bits;
	BIGNUM *hash = BN_bin2bn(digest, len, NULL), *w = BN_new();
	BIGNUM *v = BN_new(), *u = BN_new();
	bool same_number;

	if (extra > 0)
		REF_MUST(BN_rshift(hash, hash, extra));
	REF_MUST(!!BN_mod_inverse(w, s, n->q, ctx));
	REF_MUST(BN_mod_mul(hash, hash, w, n->q, ctx));
	REF_MUST(BN_mod_mul(w, r, w, n->q, ctx));
	REF_MUST(BN_mod_exp(u, n->g, hash, n->p, ctx));
	REF_MUST(BN_mod_exp(v, n->y, w, n->p, ctx));
	REF_MUST(BN_mod_mul(v, u, v, n->p, ctx));
	REF_MUST(BN_mod(v, v, n->q, ctx));
	same_number = !BN_cmp(v, r);
	BN_free(hash);
	BN_free(w);
	BN_free(v);
	BN_free(u);
	return same_number;
}

/* Also expects that the signature is of no other digest. */
static const char *check_both(FIXTURE_DATA(dsa) *self, const struct group *n,
			      const uint8_t *digest, size_t len,
			      const BIGNUM *r, const BIGNUM *s)
{
	uint8_t other[DIGEST_MAX];
	int err;

	if (!formula_verifies(n, digest, len, r, s, self->ctx))
		return "the device's signature does not verify";
	err = device_verify(self->fd, n, digest, len, r, s);
	if (err)
		return failure("verifying: error %d", err);
	memcpy(other, digest, len);
	other[0] ^= 1;
	err = device_verify(self->fd, n, other, len, r, s);
	return err == -EBADMSG ? NULL :
	       failure("another digest: error %d", err);
}

static const char *signature(FIXTURE_DATA(dsa) *self, const struct group *n,
			     size_t len)
{
	BIGNUM *r = BN_new(), *s = BN_new();
	uint8_t digest[DIGEST_MAX];
	const char *wrong;
	int err;

	random_fill(digest, len);
	err = device_sign(self->fd, n, digest, len, r, s);
	wrong = err ? failure("signing: error %d", err) :
		check_both(self, n, digest, len, r, s);
	BN_free(r);
	BN_free(s);
	return wrong ? failure("%s: p of %d bits, q of %d, digest of %zu bytes",
			       strdup(wrong), BN_num_bits(n->p),
			       BN_num_bits(n->q), len) : NULL;
}

/* Each length of q, also those that are not whole bytes, and of digests. */
TEST_F_TIMEOUT(dsa, groups_of_any_length, AGREE_TIMEOUT)
{
	static const unsigned int lengths[][2] = {
		{ 512, 160 }, { 512, 161 }, { 520, 163 },
		{ 600, 167 }, { 768, 192 }, { 1024, 160 }, { 1021, 223 },
		{ 1024, 256 }, { 1030, 257 }, { 1024, 384 }, { 600, 511 },
		{ 640, 512 },
	};
	unsigned int i, j;
	struct group n;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		if (skip_case())
			continue;
		group_make(&n, lengths[i][0], lengths[i][1], self->ctx);
		for (j = 0; j < SIGNATURES; j++)
			AGREE(signature(self, &n, 1 + random_below(DIGEST_MAX)));
		AGREE(signature(self, &n, 20));
		group_free(&n);
	}
}

/* Groups that libcrypto accepts, with its own signatures. */
static const char *both_ways(FIXTURE_DATA(dsa) *self, const struct group *n,
			     DSA *dsa, size_t len)
{
	const BIGNUM *their_r, *their_s;
	uint8_t digest[DIGEST_MAX];
	DSA_SIG *sig;
	BIGNUM *r = BN_new(), *s = BN_new();
	int err, valid;

	random_fill(digest, len);
	sig = DSA_do_sign(digest, len, dsa);
	REF_MUST(!!sig);
	DSA_SIG_get0(sig, &their_r, &their_s);
	err = device_verify(self->fd, n, digest, len, their_r, their_s);
	DSA_SIG_free(sig);
	if (err)
		return failure("libcrypto's signature: error %d", err);
	err = device_sign(self->fd, n, digest, len, r, s);
	if (err)
		return failure("signing: error %d", err);
	sig = DSA_SIG_new();
	REF_MUST(DSA_SIG_set0(sig, r, s));
	valid = DSA_do_verify(digest, len, sig, dsa);
	DSA_SIG_free(sig);
	return valid == 1 ? NULL : "libcrypto rejects the signature";
}

TEST_F_TIMEOUT(dsa, signatures_of_libcrypto, AGREE_TIMEOUT)
{
	static const unsigned int lengths[][2] = {
		{ 1024, 160 }, { 2048, 224 }, { 2048, 256 },
	};
	unsigned int i, j;
	struct group n;
	DSA *dsa;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		group_make(&n, lengths[i][0], lengths[i][1], self->ctx);
		dsa = DSA_new();
		REF_MUST(DSA_set0_pqg(dsa, BN_dup(n.p), BN_dup(n.q),
				      BN_dup(n.g)));
		REF_MUST(DSA_set0_key(dsa, BN_dup(n.y), BN_dup(n.x)));
		for (j = 0; j < SIGNATURES; j++)
			AGREE(both_ways(self, &n, dsa,
					20 + random_below(DIGEST_MAX - 20)));
		DSA_free(dsa);
		group_free(&n);
	}
}

TEST_HARNESS_MAIN
