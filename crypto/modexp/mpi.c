// SPDX-License-Identifier: GPL-2.0
/*
 * Powers, computed with the kernel's multi-precision arithmetic (MPI).
 *
 * mpi_powm() takes about a second for 4096 bits, during which the task cannot
 * be killed. It also computes a product for each bit of the exponent that is
 * set. So this file processes a long exponent a few bits at a time, which takes
 * fewer products, too.
 */
#include <linux/sched/signal.h>

#include "crypto/modexp/mpi.h"

/**
 * cryptodev_mpi_put() - write a number with leading zeros
 * @n: the number
 * @to: kernel buffer of @len bytes
 * @len: number of bytes to write
 *
 * May sleep.
 *
 * Return: 0, or -EOVERFLOW if the number is longer than @len.
 */
int cryptodev_mpi_put(MPI n, u8 *to, u32 len)
{
	struct cryptodev_number number = { .data = to };
	int err = mpi_read_buffer(n, to, len, &number.len, NULL);

	if (!err)
		cryptodev_number_put(&number, to, len);
	return err;
}

/* Longest exponent, in bytes, for which mpi_powm() is fast enough. */
#define SHORT		8

/* Bits of a longer exponent that are processed at once: two windows a byte. */
#define WINDOW		4
#define POWERS		BIT(WINDOW)

/**
 * struct ladder - state of a power
 * @modulus: the modulus
 * @step: exponent that a window applies to the result: POWERS
 * @power: powers of the base; entry 0 is modulus + 1, a representation of 1
 *	   that is as long as the other powers
 * @result: the power of the bits processed so far
 * @next: scratch number for the next result
 */
struct ladder {
	MPI modulus;
	MPI step;
	MPI power[POWERS];
	MPI result;
	MPI next;
};

static MPI read_small(u8 number)
{
	return mpi_read_raw_data(&number, 1);
}

static void ladder_free(struct ladder *l)
{
	unsigned int i;

	for (i = 0; i < POWERS; i++)
		mpi_free(l->power[i]);
	mpi_free(l->step);
	mpi_free(l->next);
}

static int ladder_alloc(struct ladder *l)
{
	unsigned int i;

	l->step = read_small(POWERS);
	l->next = cryptodev_mpi_new();
	if (!l->step || !l->next)
		return -ENOMEM;
	for (i = 0; i < POWERS; i++) {
		l->power[i] = cryptodev_mpi_new();
		if (!l->power[i])
			return -ENOMEM;
	}
	return 0;
}

static int find_powers(struct ladder *l, MPI base)
{
	MPI one = read_small(1);
	unsigned int i;
	int err;

	if (!one)
		return -ENOMEM;
	/* Reduces the base and the initial result modulo the modulus. */
	err = mpi_add(l->power[0], l->modulus, one) ?:
	      mpi_mulm(l->result, one, one, l->modulus) ?:
	      mpi_powm(l->power[1], base, one, l->modulus);
	for (i = 2; i < POWERS && !err; i++)
		err = mpi_mulm(l->power[i], l->power[i - 1], l->power[1],
			       l->modulus);
	mpi_free(one);
	return err;
}

/* Computes four squares and a product, whatever the value of the bits. */
static int climb(struct ladder *l, u8 bits)
{
	if (fatal_signal_pending(current))
		return -EINTR;
	return mpi_powm(l->next, l->result, l->step, l->modulus) ?:
	       mpi_mulm(l->result, l->next, l->power[bits], l->modulus);
}

static int long_power(struct ladder *l, MPI base,
		      const struct cryptodev_number *exponent)
{
	u32 i;
	int err;

	err = ladder_alloc(l) ?: find_powers(l, base);
	for (i = 0; i < exponent->len && !err; i++)
		err = climb(l, exponent->data[i] >> WINDOW) ?:
		      climb(l, exponent->data[i] & (POWERS - 1));
	return err;
}

/**
 * cryptodev_mpi_power() - compute a power
 * @result: out: base ^ exponent mod modulus
 * @base: the base
 * @exponent: the exponent; if it is long, the sequence of products depends on
 *	      its length alone, but the memory accesses depend on its bits
 * @modulus: the modulus, not 0
 *
 * May sleep. Yields many times a second, and the task can be killed meanwhile.
 *
 * Return: 0, -ENOMEM, or -EINTR if the task is being killed.
 */
int cryptodev_mpi_power(MPI result, MPI base,
			const struct cryptodev_number *exponent, MPI modulus)
{
	struct ladder l = { .modulus = modulus, .result = result };
	MPI number;
	int err;

	if (exponent->len > SHORT) {
		err = long_power(&l, base, exponent);
		ladder_free(&l);
		return err;
	}
	number = cryptodev_mpi_read(exponent);
	err = number ? mpi_powm(result, base, number, modulus) : -ENOMEM;
	mpi_free(number);
	return err;
}

/**
 * cryptodev_mpi_power_bytes() - compute a power of numbers in bytes
 * @m: the numbers; the modulus is not 0
 * @to: kernel buffer for the power, which is padded with leading zeros
 * @len: size of @to in bytes
 *
 * May sleep.
 *
 * Return: as cryptodev_mpi_power(), or -EOVERFLOW if the power is longer than
 * @len.
 */
int cryptodev_mpi_power_bytes(const struct cryptodev_mod_exp *m, u8 *to,
			      u32 len)
{
	MPI base = cryptodev_mpi_read(&m->base);
	MPI modulus = cryptodev_mpi_read(&m->modulus);
	MPI result = cryptodev_mpi_new();
	int err = -ENOMEM;

	if (base && modulus && result)
		err = cryptodev_mpi_power(result, base, &m->exponent,
					  modulus) ?:
		      cryptodev_mpi_put(result, to, len);
	mpi_free(result);
	mpi_free(modulus);
	mpi_free(base);
	return err;
}

/**
 * cryptodev_mpi_mod_exp() - compute an operation on the CPU
 * @op: the operation, with an @op->out[0] that is as long as the modulus
 * @m: its numbers; the modulus is not 0
 *
 * Writes the result to @op->out[0] and records the kernel's arithmetic as
 * the driver. May sleep.
 *
 * Return: as cryptodev_mpi_power().
 */
int cryptodev_mpi_mod_exp(struct cryptodev_modexp_op *op,
			  const struct cryptodev_mod_exp *m)
{
	return cryptodev_modexp_set_driver(op, NULL) ?:
	       cryptodev_mpi_power_bytes(m, op->out[0].data, op->out[0].len);
}
