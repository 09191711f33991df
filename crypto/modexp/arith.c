// SPDX-License-Identifier: GPL-2.0
/*
 * Modular sums, products and inverses, which NetBSD's crypto(4) offers beside
 * powers. The CPU computes them with the kernel's multi-precision arithmetic
 * (MPI), in time that depends on the numbers.
 */
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"

/**
 * struct arith - the numbers of an operation
 * @a: first input
 * @b: second input; of an operation with one input a number 1
 * @modulus: the modulus
 * @result: the result
 */
struct arith {
	MPI a;
	MPI b;
	MPI modulus;
	MPI result;
};

static int arith_alloc(struct arith *n, const struct cryptodev_modexp_op *op)
{
	static const u8 one = 1;

	n->a = cryptodev_mpi_read(&op->arith.a);
	n->b = op->kind <= CRYPTODEV_MODEXP_MULT ?
		cryptodev_mpi_read(&op->arith.b) : mpi_read_raw_data(&one, 1);
	n->modulus = cryptodev_mpi_read(&op->arith.modulus);
	n->result = cryptodev_mpi_new();
	return n->a && n->b && n->modulus && n->result ? 0 : -ENOMEM;
}

static void arith_free(struct arith *n)
{
	mpi_free(n->a);
	mpi_free(n->b);
	mpi_free(n->modulus);
	mpi_free(n->result);
}

/* Writes the exponent modulus - 2 to a buffer as long as the modulus. */
static int put_exponent(const struct arith *n, u8 *to, u32 len)
{
	static const u8 two = 2;
	MPI small = mpi_read_raw_data(&two, 1);
	MPI exponent = cryptodev_mpi_new();
	int err = -ENOMEM;

	if (small && exponent)
		err = mpi_sub(exponent, n->modulus, small) ?:
		      cryptodev_mpi_put(exponent, to, len);
	mpi_free(exponent);
	mpi_free(small);
	return err;
}

/* Fails the operation unless the result is the inverse of its input. */
static int check_inverse(struct cryptodev_modexp_op *op, const struct arith *n)
{
	MPI product = cryptodev_mpi_new();
	int err = -ENOMEM;

	if (product)
		err = mpi_mulm(product, n->a, n->result, n->modulus);
	if (!err && !cryptodev_mpi_is_one(product))
		err = cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
								 "no inverse"));
	mpi_free(product);
	return err;
}

/*
 * By Fermat's theorem, which is of a prime modulus. With another modulus, the
 * power is hardly ever the inverse, and then the operation has no result.
 */
static int invert(struct cryptodev_modexp_op *op, struct arith *n)
{
	u32 len = op->arith.modulus.len;
	struct cryptodev_number exponent;
	u8 *bytes;
	int err;

	if (!cryptodev_number_exceeds(&op->arith.modulus, 1))
		return cryptodev_modexp_fail(op, -EINVAL);
	bytes = kmalloc(len, GFP_KERNEL_ACCOUNT);
	if (!bytes)
		return -ENOMEM;
	err = put_exponent(n, bytes, len);
	exponent = cryptodev_number_from(bytes, len);
	if (!err)
		err = cryptodev_mpi_power(n->result, n->a, &exponent,
					  n->modulus) ?: check_inverse(op, n);
	kfree_sensitive(bytes);
	return err;
}

static int arith_compute(struct cryptodev_modexp_op *op, struct arith *n)
{
	switch (op->kind) {
	case CRYPTODEV_MODEXP_ADD:
		return mpi_addm(n->result, n->a, n->b, n->modulus);
	case CRYPTODEV_MODEXP_SUB:
		return mpi_subm(n->result, n->a, n->b, n->modulus);
	case CRYPTODEV_MODEXP_MULT:
	case CRYPTODEV_MODEXP_MOD:
		return mpi_mulm(n->result, n->a, n->b, n->modulus);
	case CRYPTODEV_MODEXP_ADDINV:
		return mpi_subm(n->result, n->modulus, n->a, n->modulus);
	case CRYPTODEV_MODEXP_MULTINV:
		return invert(op, n);
	default:
		return -EOPNOTSUPP;
	}
}

/**
 * cryptodev_arith_run() - run an operation of modular arithmetic
 * @op: the operation, from CRYPTODEV_MODEXP_ADD on
 *
 * May sleep.
 *
 * Return: as cryptodev_modexp_run().
 */
int cryptodev_arith_run(struct cryptodev_modexp_op *op)
{
	struct arith n = {};
	int err;

	if (!op->arith.modulus.len)
		return cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
							       "modulus is 0"));
	err = cryptodev_modexp_room(&op->out[0], op->arith.modulus.len) ?:
	      cryptodev_modexp_set_driver(op, NULL) ?: arith_alloc(&n, op) ?:
	      arith_compute(op, &n);
	if (!err && !op->err)
		err = cryptodev_mpi_put(n.result, op->out[0].data,
					op->out[0].len);
	arith_free(&n);
	return err;
}
