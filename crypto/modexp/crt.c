// SPDX-License-Identifier: GPL-2.0
/*
 * RSA's private operation with the primes and their exponents (RFC 8017,
 * section 5.1.2). The transform of rsa.c computes it if the complete key can be
 * derived from them (private.c). Otherwise the CPU computes it here.
 *
 * Both may miscompute one half, and such a result reveals a prime to its reader
 * (Boneh, DeMillo and Lipton, 1997). So each result is checked before it leaves
 * the kernel.
 */
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"
#include "zc/reject.h"

/* Indices of the inputs in their order, the modulus, and scratch numbers. */
enum { P, Q, BASE, DP, DQ, QINV, GIVEN, N = GIVEN, A, B, C, NUMBERS };

/**
 * struct crt - state of a private operation
 * @op: the operation
 * @m: its numbers, by the indices above
 * @e: the public exponent, or 0 if it is not a common one
 */
struct crt {
	struct cryptodev_modexp_op *op;
	MPI m[NUMBERS];
	u32 e;
};

static int crt_alloc(struct crt *c)
{
	unsigned int i;

	static_assert(CRYPTODEV_MODEXP_INPUTS >= GIVEN);
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

/* Fails with -EINVAL unless q * qinv mod p is 1. This excludes p == q. */
static int crt_check(struct crt *c)
{
	const struct cryptodev_crt *crt = &c->op->crt;
	int err;

	if (!cryptodev_number_exceeds(&crt->p, 1) ||
	    !cryptodev_number_exceeds(&crt->q, 1))
		return cryptodev_reject(-EINVAL, "p or q is 0 or 1");
	err = mpi_mulm(c->m[A], c->m[Q], c->m[QINV], c->m[P]);
	if (!err && !cryptodev_mpi_is_one(c->m[A]))
		return cryptodev_reject(-EINVAL,
					"qinv is not the inverse of q");
	return err ?: crt_find_exponent(c);
}

/* Stores the result in A. */
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

static int crt_run_cpu(struct crt *c)
{
	struct cryptodev_modexp_op *op = c->op;

	return cryptodev_modexp_set_driver(op, NULL) ?: crt_combine(c) ?:
	       cryptodev_mpi_put(c->m[A], op->out[0].data, op->out[0].len);
}

/*
 * Raises the result to the public exponent and compares it with the base. A
 * result with one wrong half never passes.
 */
static int crt_verify_power(struct crt *c, MPI result, bool *valid)
{
	__be32 bytes = cpu_to_be32(c->e);
	struct cryptodev_number e = cryptodev_number_from((const u8 *)&bytes,
						     sizeof(bytes));
	MPI *m = c->m;
	int err;

	err = cryptodev_mpi_power(m[A], result, &e, m[N]) ?:
	      mpi_subm(m[B], m[A], m[BASE], m[N]);
	*valid = !err && cryptodev_mpi_is_zero(m[B]);
	return err;
}

/*
 * Computes the result again and compares. This detects a transient fault in
 * either half or in their combination, but not a fault that repeats.
 */
static int crt_verify_again(struct crt *c, MPI result, bool *valid)
{
	int err = crt_combine(c);

	*valid = !err && !mpi_cmp(c->m[A], result);
	return err;
}

static int crt_verify(struct crt *c)
{
	struct cryptodev_modexp_op *op = c->op;
	struct cryptodev_number number = cryptodev_number_from(op->out[0].data,
							       op->out[0].len);
	MPI result = cryptodev_mpi_read(&number);
	bool valid;
	int err;

	if (!result)
		return -ENOMEM;
	err = c->e ? crt_verify_power(c, result, &valid) :
		     crt_verify_again(c, result, &valid);
	mpi_free(result);
	if (err || valid)
		return err;
	return cryptodev_modexp_fail(op,
			cryptodev_reject(-EIO, "result fails the check"));
}

/* The CPU computes a wrong result of a driver again. */
static int crt_finish(struct crt *c)
{
	struct cryptodev_modexp_op *op = c->op;
	int err = crt_verify(c);

	if (err || !cryptodev_modexp_fails_over(op, op->err))
		return err;
	op->err = 0;
	return crt_run_cpu(c) ?: crt_verify(c);
}

/* Devices require primes of equal length and exponents that are no longer. */
static bool is_balanced_key(const struct cryptodev_crt *crt)
{
	u32 len = crt->p.len;

	return crt->q.len == len && crt->dp.len <= len &&
	       crt->dq.len <= len && crt->qinv.len <= len;
}

/*
 * @n holds the modulus, @d has room for the private exponent: @len bytes each.
 */
static int run_transform(struct crt *c, const u8 *n, u8 *d, u32 len)
{
	const struct cryptodev_crt *crt = &c->op->crt;
	struct cryptodev_rsa_key key = {
		.n = cryptodev_number_from(n, len),
		.crt = crt,
	};
	__be32 e = cpu_to_be32(c->e);
	int err;

	if (!is_balanced_key(crt) || !cryptodev_rsa_takes(&key.n, &crt->base))
		return -EOPNOTSUPP;
	err = cryptodev_private_exponent(c->m, c->m + A, c->e, d, len);
	if (err)
		return err;
	key.e = cryptodev_number_from((const u8 *)&e, sizeof(e));
	key.d = cryptodev_number_from(d, len);
	return cryptodev_rsa_private(c->op, &key);
}

static int try_transform(struct crt *c, u32 len)
{
	u8 *bytes;
	int err;

	if (!c->e)
		return -EOPNOTSUPP;
	bytes = kmalloc(2 * len, GFP_KERNEL_ACCOUNT);
	if (!bytes)
		return -ENOMEM;
	err = cryptodev_mpi_put(c->m[N], bytes, len) ?:
	      run_transform(c, bytes, bytes + len, len);
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
	err = cryptodev_modexp_room(&c->op->out[0], len) ?: try_transform(c, len);
	if (err == -EOPNOTSUPP)
		err = crt_run_cpu(c);
	if (err || c->op->err)
		return err;
	return crt_finish(c);
}

/**
 * cryptodev_crt_run() - run RSA's private operation
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
