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
static int put_exponent(MPI modulus, u8 *to, u32 len)
{
	static const u8 two = 2;
	MPI small = mpi_read_raw_data(&two, 1);
	MPI exponent = cryptodev_mpi_new();
	int err = -ENOMEM;

	if (small && exponent)
		err = mpi_sub(exponent, modulus, small) ?:
		      cryptodev_mpi_put(exponent, to, len);
	mpi_free(exponent);
	mpi_free(small);
	return err;
}

static int check_inverse(MPI number, MPI inverse, MPI modulus)
{
	MPI product = cryptodev_mpi_new();
	int err = -ENOMEM;

	if (product)
		err = mpi_mulm(product, number, inverse, modulus);
	if (!err && !cryptodev_mpi_is_one(product))
		err = cryptodev_reject(-EINVAL, "no inverse");
	mpi_free(product);
	return err;
}

/**
 * cryptodev_mpi_invert() - compute an inverse
 * @result: out: the inverse of @number
 * @number: the number
 * @modulus: the modulus, a prime
 *
 * By Fermat's theorem. With a modulus that is no prime, the power is hardly ever
 * the inverse, and then the function fails. May sleep.
 *
 * Return: 0; -EINVAL if @result is not the inverse; else as
 * cryptodev_mpi_power().
 */
int cryptodev_mpi_invert(MPI result, MPI number, MPI modulus)
{
	u32 len = DIV_ROUND_UP(mpi_get_nbits(modulus), BITS_PER_BYTE);
	struct cryptodev_number exponent;
	u8 *bytes;
	int err;

	if (mpi_get_nbits(modulus) < 2)
		return cryptodev_reject(-EINVAL, "modulus is 0 or 1");
	bytes = kmalloc(len, GFP_KERNEL_ACCOUNT);
	if (!bytes)
		return -ENOMEM;
	err = put_exponent(modulus, bytes, len);
	exponent = cryptodev_number_from(bytes, len);
	if (!err)
		err = cryptodev_mpi_power(result, number, &exponent,
					  modulus) ?:
		      check_inverse(number, result, modulus);
	kfree_sensitive(bytes);
	return err;
}

static int arith_invert(struct cryptodev_modexp_op *op, struct arith *n)
{
	int err = cryptodev_mpi_invert(n->result, n->a, n->modulus);

	return err == -EINVAL ? cryptodev_modexp_fail(op, err) : err;
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
		return arith_invert(op, n);
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
