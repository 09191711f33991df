/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's arithmetic of long numbers.
 */
#ifndef CRYPTODEV_MODEXP_MPI_H
#define CRYPTODEV_MODEXP_MPI_H

#include "compat/kernel.h"
#include "crypto/modexp/modexp.h"

/**
 * cryptodev_mpi_read() - a number for the kernel's arithmetic
 * @n: the number
 *
 * Return: the same, to be freed with mpi_free(), or NULL.
 */
static inline MPI cryptodev_mpi_read(const struct cryptodev_number *n)
{
	return mpi_read_raw_data(n->data, n->len);
}

/**
 * cryptodev_mpi_new() - a number to put results in
 *
 * It is not without memory, as 0 may be: the kernel's code takes two numbers
 * that have none for the same one.
 *
 * Return: 0, to be freed with mpi_free(), or NULL.
 */
static inline MPI cryptodev_mpi_new(void)
{
	return mpi_alloc(1);
}

/**
 * cryptodev_mpi_is_one() - is a number 1?
 * @n: the number, a result; mpi_cmp_ui() looks at a limb that 0 does not have
 */
static inline bool cryptodev_mpi_is_one(MPI n)
{
	return n->nlimbs == 1 && n->d[0] == 1 && !n->sign;
}

/**
 * cryptodev_mpi_is_zero() - is a number 0?
 * @n: the number, a result
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

/* private.c */
int cryptodev_public_exponent(const MPI *given, MPI *work, u32 *exponent);
int cryptodev_private_exponent(const MPI *given, MPI *work, u32 exponent,
			       u8 *d, u32 len);

#endif /* CRYPTODEV_MODEXP_MPI_H */
