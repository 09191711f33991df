/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Multi-precision arithmetic of the kernel (MPI): conversions and comparisons
 * here, powers in mpi.c, the exponents of an RSA key in private.c.
 */
#ifndef CRYPTODEV_MODEXP_MPI_H
#define CRYPTODEV_MODEXP_MPI_H

#include "compat/kernel.h"
#include "crypto/modexp/modexp.h"

/**
 * cryptodev_mpi_read() - convert a number to an MPI
 * @n: the number
 *
 * May sleep.
 *
 * Return: the MPI, which the caller frees with mpi_free(), or NULL if there is
 * no memory.
 */
static inline MPI cryptodev_mpi_read(const struct cryptodev_number *n)
{
	return mpi_read_raw_data(n->data, n->len);
}

/**
 * cryptodev_mpi_new() - allocate an MPI for a result
 *
 * It has one limb. An MPI of value 0 may have no limbs at all, and the kernel's
 * code treats two MPIs without limbs as the same one. May sleep.
 *
 * Return: an MPI of value 0, which the caller frees with mpi_free(), or NULL if
 * there is no memory.
 */
static inline MPI cryptodev_mpi_new(void)
{
	return mpi_alloc(1);
}

/**
 * cryptodev_mpi_is_one() - is a number 1?
 * @n: the number, a result of the kernel's arithmetic
 *
 * mpi_cmp_ui() would read a limb that a number 0 does not have. Does not sleep.
 *
 * Return: true if @n is 1.
 */
static inline bool cryptodev_mpi_is_one(MPI n)
{
	return n->nlimbs == 1 && n->d[0] == 1 && !n->sign;
}

/**
 * cryptodev_mpi_is_zero() - is a number 0?
 * @n: the number, a result of the kernel's arithmetic
 *
 * Does not sleep.
 *
 * Return: true if @n is 0.
 */
static inline bool cryptodev_mpi_is_zero(MPI n)
{
	return !mpi_get_nbits(n);
}

/* mpi.c */
int cryptodev_mpi_put(MPI n, u8 *to, u32 len);
int cryptodev_mpi_power_bytes(const struct cryptodev_mod_exp *m, u8 *to,
			      u32 len);
int cryptodev_mpi_power(MPI result, MPI base,
			const struct cryptodev_number *exponent, MPI modulus);

/* arith.c */
int cryptodev_mpi_invert(MPI result, MPI number, MPI modulus);

/* private.c */
int cryptodev_public_exponent(const MPI *given, MPI *work, u32 *exponent);
int cryptodev_private_exponent(const MPI *given, MPI *work, u32 exponent,
			       u8 *d, u32 len);

#endif /* CRYPTODEV_MODEXP_MPI_H */
