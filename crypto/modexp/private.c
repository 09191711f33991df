// SPDX-License-Identifier: GPL-2.0
/*
 * The exponents of an RSA key of which the primes are known, and their own
 * exponents: transforms want the whole key.
 *
 * The public exponent is one of the few in use. They are all primes, so that
 * what is to be inverted modulo one of them is raised to a power (Fermat), and
 * small, so that a number can be divided by one byte by byte: the kernel does
 * not export the inversion of long numbers, nor their quotients.
 */
#include <linux/math64.h>
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"
#include "zc/reject.h"

static const u32 exponents[] = { 65537, 3, 17, 5, 257 };

/* The numbers that are given, and three to work with. */
enum { P = 0, Q = 1, DP = 3, DQ = 4 };
enum { A, B, C };

static MPI read_small(u32 number)
{
	__be32 bytes = cpu_to_be32(number);

	return mpi_read_raw_data(&bytes, sizeof(bytes));
}

/* Whether e is the inverse of an exponent modulo a prime less 1. */
static int inverts(MPI e, MPI exponent, MPI prime, MPI *work, bool *yes)
{
	int err = mpi_sub_ui(work[A], prime, 1) ?:
		  mpi_mulm(work[B], exponent, e, work[A]);

	*yes = !err && cryptodev_mpi_is_one(work[B]);
	return err;
}

/* An exponent inverts two of those above modulo a shorter prime alone. */
#define PRIME_BITS	17

/*
 * Both halves of a key have one exponent. If only one half has it, the other is
 * wrong: any result would tell a prime.
 */
static int is_exponent(const MPI *given, MPI *work, MPI e, bool *yes)
{
	bool p, q;
	int err;

	err = inverts(e, given[DP], given[P], work, &p) ?:
	      inverts(e, given[DQ], given[Q], work, &q);
	*yes = !err && p && q;
	if (!err && p != q && mpi_get_nbits(given[P]) > PRIME_BITS &&
	    mpi_get_nbits(given[Q]) > PRIME_BITS)
		return cryptodev_reject(-EINVAL, "halves of unlike exponents");
	return err;
}

/**
 * cryptodev_public_exponent() - find a key's public exponent
 * @given: its numbers as struct cryptodev_crt has them; the primes are not 0
 * @work: three numbers to work with
 * @exponent: out: the public exponent
 *
 * May sleep.
 *
 * Return: 0; -EOPNOTSUPP if it is none of those in use, -EINVAL if only one half
 * of the key has one of them, -ENOMEM.
 */
int cryptodev_public_exponent(const MPI *given, MPI *work, u32 *exponent)
{
	unsigned int i;
	bool yes;
	int err;

	for (i = 0; i < ARRAY_SIZE(exponents); i++) {
		MPI e = read_small(exponents[i]);

		if (!e)
			return -ENOMEM;
		err = is_exponent(given, work, e, &yes);
		mpi_free(e);
		*exponent = exponents[i];
		if (err || yes)
			return err;
	}
	return -EOPNOTSUPP;
}

static u32 multiply(u32 a, u32 b, u32 modulus)
{
	u64 product = (u64)a * b;

	return do_div(product, modulus);
}

/* The inverse of a number modulo a prime: its power of two less. */
static u32 invert(u32 number, u32 prime)
{
	u32 exponent = prime - 2, result = 1, power = number;

	for (; exponent; exponent >>= 1) {
		if (exponent & 1)
			result = multiply(result, power, prime);
		power = multiply(power, power, prime);
	}
	return result;
}

/* Leaves the quotient. The remainder and a byte more fit a word. */
static void divide(u8 *number, u32 len, u32 divisor)
{
	u32 rest = 0;

	for (; len; number++, len--) {
		rest = rest << 8 | *number;
		*number = rest / divisor;
		rest %= divisor;
	}
}

/* What makes -1 of (p - 1) * (q - 1), which becomes C, modulo e. */
static int find_factor(const MPI *given, MPI *work, u32 exponent, MPI e,
		       MPI *factor)
{
	u32 rest;
	int err;

	err = mpi_sub_ui(work[A], given[P], 1) ?:
	      mpi_sub_ui(work[B], given[Q], 1) ?:
	      mpi_mul(work[C], work[A], work[B]) ?:
	      mpi_mulm(work[A], work[A], work[B], e);
	if (err)
		return err;
	rest = work[A]->nlimbs ? work[A]->d[0] : 0;
	*factor = read_small(exponent - invert(rest, exponent));
	return *factor ? 0 : -ENOMEM;
}

/* d = (factor * (p - 1) * (q - 1) + 1) / e, which has no remainder. */
static int find_private(const MPI *given, MPI *work, u32 exponent, MPI e,
			u8 *d, u32 len)
{
	static const u8 one_byte = 1;
	MPI one = mpi_read_raw_data(&one_byte, 1);
	u8 *wide = NULL;
	MPI factor = NULL;
	int err;

	wide = kmalloc(len + sizeof(u32), GFP_KERNEL_ACCOUNT);
	err = one && wide ? find_factor(given, work, exponent, e, &factor) :
			    -ENOMEM;
	if (!err)
		err = mpi_mul(work[A], work[C], factor) ?:
		      mpi_add(work[B], work[A], one) ?:
		      cryptodev_mpi_put(work[B], wide, len + sizeof(u32));
	if (!err) {
		divide(wide, len + sizeof(u32), exponent);
		memcpy(d, wide + sizeof(u32), len);
	}
	mpi_free(factor);
	mpi_free(one);
	kfree_sensitive(wide);
	return err;
}

/**
 * cryptodev_private_exponent() - find a key's private exponent
 * @given: its numbers as struct cryptodev_crt has them; the primes are not 0
 * @work: three numbers to work with
 * @exponent: the public one, from cryptodev_public_exponent()
 * @d: out: the private one
 * @len: bytes of the modulus and at @d
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_private_exponent(const MPI *given, MPI *work, u32 exponent,
			       u8 *d, u32 len)
{
	MPI number = read_small(exponent);
	int err;

	if (!number)
		return -ENOMEM;
	err = find_private(given, work, exponent, number, d, len);
	mpi_free(number);
	return err;
}
