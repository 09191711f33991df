// SPDX-License-Identifier: GPL-2.0
/*
 * RSA's private operation, from the primes and their exponents (RFC 8017,
 * section 5.1.2): by the transform if the whole key can be told from them, else
 * computed here.
 *
 * Either may get one half wrong, and from such a result anybody computes a
 * prime (Boneh, DeMillo and Lipton, 1997). So no result leaves unchecked.
 */
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"
#include "zc/reject.h"

/* The numbers: those given, in their order, the modulus, and some to work with. */
enum { P, Q, BASE, DP, DQ, QINV, GIVEN, N = GIVEN, A, B, C, NUMBERS };

/**
 * struct crt - a private operation under way
 * @op: what is asked
 * @m: its numbers
 * @e: the public exponent, or 0 if it is none of those in use
 */
struct crt {
	struct cryptodev_modexp_op *op;
	MPI m[NUMBERS];
	u32 e;
};

static int crt_alloc(struct crt *c)
{
	unsigned int i;

	static_assert(CRYPTODEV_MODEXP_INPUTS == GIVEN);
	for (i = 0; i < NUMBERS; i++) {
		c->m[i] = i < GIVEN ? cryptodev_mpi_read(&c->op->in[i]) :
				      cryptodev_mpi_new();
		if (!c->m[i])
			return -ENOMEM;
	}
	return mpi_mul(c->m[N], c->m[P], c->m[Q]);
}

static void crt_free(struct crt *c)
{
	unsigned int i;

	for (i = 0; i < NUMBERS; i++)
		mpi_free(c->m[i]);
}

static int crt_find_exponent(struct crt *c)
{
	int err = cryptodev_public_exponent(c->m, c->m + A, &c->e);

	if (err != -EOPNOTSUPP)
		return err;
	c->e = 0;
	return 0;
}

/* Whether q * qinv mod p is 1, or else an error; which p == q never is. */
static int crt_check(struct crt *c)
{
	const struct cryptodev_crt *crt = &c->op->crt;
	int err;

	if (!cryptodev_number_exceeds(&crt->p, 1) ||
	    !cryptodev_number_exceeds(&crt->q, 1))
		return cryptodev_reject(-EINVAL, "no primes");
	err = mpi_mulm(c->m[A], c->m[Q], c->m[QINV], c->m[P]);
	if (!err && !cryptodev_mpi_is_one(c->m[A]))
		return cryptodev_reject(-EINVAL, "coefficient is no inverse");
	return err ?: crt_find_exponent(c);
}

/* Leaves the result in A. */
static int crt_combine(struct crt *c)
{
	struct cryptodev_modexp_op *op = c->op;
	MPI *m = c->m;

	return cryptodev_mpi_power(m[A], m[BASE], &op->crt.dp, m[P]) ?:
	       cryptodev_mpi_power(m[B], m[BASE], &op->crt.dq, m[Q]) ?:
	       mpi_subm(m[C], m[A], m[B], m[P]) ?:
	       mpi_mulm(m[A], m[C], m[QINV], m[P]) ?:
	       mpi_mul(m[C], m[A], m[Q]) ?:
	       mpi_add(m[A], m[C], m[B]);
}

static int compute(struct crt *c)
{
	struct cryptodev_modexp_op *op = c->op;

	return cryptodev_modexp_served(op, NULL) ?: crt_combine(c) ?:
	       cryptodev_mpi_put(c->m[A], op->out, op->out_len);
}

/* Whether the public key makes the base of the result: no wrong half does. */
static int crt_verify_power(struct crt *c, MPI result, bool *right)
{
	__be32 bytes = cpu_to_be32(c->e);
	struct cryptodev_number e = cryptodev_number((const u8 *)&bytes,
						     sizeof(bytes));
	MPI *m = c->m;
	int err;

	err = cryptodev_mpi_power(m[A], result, &e, m[N]) ?:
	      mpi_subm(m[B], m[A], m[BASE], m[N]);
	*right = !err && cryptodev_mpi_is_zero(m[B]);
	return err;
}

/*
 * Whether the same comes out once more. That catches a fault of the moment in
 * either half or in what puts them together, and not one that happens again.
 */
static int crt_verify_again(struct crt *c, MPI result, bool *right)
{
	int err = crt_combine(c);

	*right = !err && !mpi_cmp(c->m[A], result);
	return err;
}

static int crt_verify(struct crt *c)
{
	struct cryptodev_modexp_op *op = c->op;
	struct cryptodev_number number = cryptodev_number(op->out, op->out_len);
	MPI result = cryptodev_mpi_read(&number);
	bool right;
	int err;

	if (!result)
		return -ENOMEM;
	err = c->e ? crt_verify_power(c, result, &right) :
		     crt_verify_again(c, result, &right);
	mpi_free(result);
	if (err || right)
		return err;
	return cryptodev_modexp_fail(op, cryptodev_reject(-EIO,
						       "a wrong result"));
}

/* Devices take primes of one length, and exponents that have no more. */
static bool is_even_key(const struct cryptodev_crt *crt)
{
	u32 len = crt->p.len;

	return crt->q.len == len && crt->dp.len <= len &&
	       crt->dq.len <= len && crt->qinv.len <= len;
}

/* As cryptodev_rsa_private(), given the bytes of the modulus and room for d. */
static int ask_transform(struct crt *c, const u8 *n, u8 *d, u32 len)
{
	const struct cryptodev_crt *crt = &c->op->crt;
	struct cryptodev_rsa_key key = {
		.n = cryptodev_number(n, len),
		.crt = crt,
	};
	__be32 e = cpu_to_be32(c->e);
	int err;

	if (!is_even_key(crt) || !cryptodev_rsa_takes(&key.n, &crt->base))
		return -EOPNOTSUPP;
	err = cryptodev_private_exponent(c->m, c->m + A, c->e, d, len);
	if (err)
		return err;
	key.e = cryptodev_number((const u8 *)&e, sizeof(e));
	key.d = cryptodev_number(d, len);
	return cryptodev_rsa_private(c->op, &key);
}

static int by_transform(struct crt *c, u32 len)
{
	u8 *bytes;
	int err;

	if (!c->e)
		return -EOPNOTSUPP;
	bytes = kmalloc(2 * len, GFP_KERNEL_ACCOUNT);
	if (!bytes)
		return -ENOMEM;
	err = cryptodev_mpi_put(c->m[N], bytes, len) ?:
	      ask_transform(c, bytes, bytes + len, len);
	kfree_sensitive(bytes);
	return err;
}

static int crt_compute(struct crt *c)
{
	u32 len;
	int err = crt_alloc(c);

	if (err)
		return err;
	err = crt_check(c);
	if (err)
		return err == -EINVAL ? cryptodev_modexp_fail(c->op, err) : err;
	len = DIV_ROUND_UP(mpi_get_nbits(c->m[N]), BITS_PER_BYTE);
	err = cryptodev_modexp_room(c->op, len) ?: by_transform(c, len);
	if (err == -EOPNOTSUPP)
		err = compute(c);
	if (err || c->op->err)
		return err;
	return crt_verify(c);
}

/**
 * cryptodev_crt_run() - RSA's private operation
 * @op: the operation, of kind CRYPTODEV_MODEXP_CRT
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_modexp_run().
 */
int cryptodev_crt_run(struct cryptodev_modexp_op *op)
{
	struct crt c = { .op = op };
	int err = crt_compute(&c);

	crt_free(&c);
	return err;
}
