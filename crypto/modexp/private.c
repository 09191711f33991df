// SPDX-License-Identifier: GPL-2.0
/*
 * Derives the exponents of an RSA key from its primes and their exponents,
 * because transforms need the complete key. Uses the kernel's multi-precision
 * arithmetic (MPI).
 *
 * Only a few common public exponents are supported. They are primes, so the
 * inverse modulo one of them is a power (Fermat). They are also small, so a
 * number can be divided by one of them byte by byte. The kernel exports neither
 * the inversion nor the division of MPIs.
 */
#include <linux/math64.h>
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"
#include "zc/reject.h"

static const u32 exponents[] = { 65537, 3, 17, 5, 257 };

/* Indices of the given numbers, and of the three scratch numbers. */
enum { P = 0, Q = 1, DP = 3, DQ = 4 };
enum { A, B, C };

static MPI read_small(u32 number)
{
	__be32 bytes = cpu_to_be32(number);

	return mpi_read_raw_data(&bytes, sizeof(bytes));
}

/* Sets @match if e is the inverse of an exponent modulo a prime minus 1. */
static int inverts(MPI e, MPI exponent, MPI prime, MPI *work, bool *match)
{
	int err = mpi_sub_ui(work[A], prime, 1) ?:
		  mpi_mulm(work[B], exponent, e, work[A]);

	*match = !err && cryptodev_mpi_is_one(work[B]);
	return err;
}

/*
 * Only modulo a shorter prime can one number be the inverse of two of the
 * public exponents above.
 */
#define PRIME_BITS	17

/*
 * Both halves of a key have the same public exponent. If only one half matches
 * it, the other half is wrong, and any result would reveal a prime.
 */
static int is_exponent(const MPI *given, MPI *work, MPI e, bool *match)
{
	bool p, q;
	int err;

	err = inverts(e, given[DP], given[P], work, &p) ?:
	      inverts(e, given[DQ], given[Q], work, &q);
	*match = !err && p && q;
	if (!err && p != q && mpi_get_nbits(given[P]) > PRIME_BITS &&
	    mpi_get_nbits(given[Q]) > PRIME_BITS)
		return cryptodev_reject(-EINVAL,
					"dp and dq do not belong together");
	return err;
}

/**
 * cryptodev_public_exponent() - find the public exponent of a key
 * @given: the key's numbers, in the order of struct cryptodev_crt; the primes
 *	   are not 0
 * @work: three scratch numbers
 * @exponent: out: the public exponent
 *
 * May sleep.
 *
 * Return: 0; -EOPNOTSUPP if it is not a common public exponent; -EINVAL if it
 * fits only one half of the key; -ENOMEM.
 */
int cryptodev_public_exponent(const MPI *given, MPI *work, u32 *exponent)
{
	unsigned int i;
	bool match;
	int err;

	for (i = 0; i < ARRAY_SIZE(exponents); i++) {
		MPI e = read_small(exponents[i]);

		if (!e)
			return -ENOMEM;
		err = is_exponent(given, work, e, &match);
		mpi_free(e);
		*exponent = exponents[i];
		if (err || match)
			return err;
	}
	return -EOPNOTSUPP;
}

static u32 multiply(u32 a, u32 b, u32 modulus)
{
	u64 product = (u64)a * b;

	return do_div(product, modulus);
}

/* Inverts a number modulo a prime: number ^ (prime - 2). */
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

/*
 * Replaces a number by its quotient. The remainder and the next byte fit in a
 * word.
 */
static void divide(u8 *number, u32 len, u32 divisor)
{
	u32 remainder = 0;

	for (; len; number++, len--) {
		remainder = remainder << 8 | *number;
		*number = remainder / divisor;
		remainder %= divisor;
	}
}

/*
 * Finds the factor that makes (p - 1) * (q - 1) congruent to -1 modulo e.
 * Stores (p - 1) * (q - 1) in C.
 */
static int find_factor(const MPI *given, MPI *work, u32 exponent, MPI e,
		       MPI *factor)
{
	u32 remainder;
	int err;

	err = mpi_sub_ui(work[A], given[P], 1) ?:
	      mpi_sub_ui(work[B], given[Q], 1) ?:
	      mpi_mul(work[C], work[A], work[B]) ?:
	      mpi_mulm(work[A], work[A], work[B], e);
	if (err)
		return err;
	remainder = work[A]->nlimbs ? work[A]->d[0] : 0;
	*factor = read_small(exponent - invert(remainder, exponent));
	return *factor ? 0 : -ENOMEM;
}

/* d = (factor * (p - 1) * (q - 1) + 1) / e. The division has no remainder. */
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
 * cryptodev_private_exponent() - compute the private exponent of a key
 * @given: the key's numbers, in the order of struct cryptodev_crt; the primes
 *	   are not 0
 * @work: three scratch numbers
 * @exponent: the public exponent, from cryptodev_public_exponent()
 * @d: out: the private exponent, @len bytes
 * @len: length of the modulus in bytes
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
