/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random number generators: the table of their numbers, and the functions that
 * the files of these sessions share. Kbuild omits them if the kernel has no
 * generators.
 */
#ifndef CRYPTODEV_RANDOM_H
#define CRYPTODEV_RANDOM_H

#include <crypto/cryptodev_native.h>
#include <linux/crypto.h>
#include <linux/kconfig.h>

#include "crypto/algs.h"
#include "crypto/driver.h"

struct crypto_rng;
struct cryptodev_session_ops;

/* Longest test entropy of a DRBG, with its nonce, in bytes. */
#define CRYPTODEV_RNG_ENTROPY_MAX	1024

/**
 * cryptodev_random_number() - does a number name a random number generator?
 * @number: an algorithm's number: CRYPTODEV_RNG and above, or any other
 *
 * Does not sleep.
 *
 * Return: true for a number of the range, even if no generator has it.
 */
static inline bool cryptodev_random_number(u32 number)
{
	return number >= CRYPTODEV_RNG && number < CRYPTODEV_RNG + 0x20;
}

/**
 * cryptodev_random_is_drbg() - does a number name a DRBG?
 * @number: any number
 *
 * Does not sleep.
 */
static inline bool cryptodev_random_is_drbg(u32 number)
{
	u32 plain = number & ~CRYPTODEV_DRBG_PR;

	return plain >= CRYPTODEV_DRBG_CTR_AES128 &&
	       plain <= CRYPTODEV_DRBG_HMAC_SHA512;
}

/* True for a driver of a random number generator. */
static inline bool cryptodev_is_rng(const struct crypto_alg *alg)
{
	return (alg->cra_flags & CRYPTO_ALG_TYPE_MASK) == CRYPTO_ALG_TYPE_RNG;
}

#if IS_ENABLED(CONFIG_CRYPTO_RNG2)
/* random.c */
extern const struct cryptodev_session_ops cryptodev_random_ops;

#define CRYPTODEV_RANDOM_OPS	(&cryptodev_random_ops)

/* random_driver.c */
const struct cryptodev_alg *cryptodev_random_find(u32 number);
bool cryptodev_random_is_device(const struct crypto_alg *alg);
bool cryptodev_random_is_mixing(struct crypto_rng *tfm);
struct crypto_rng *cryptodev_random_alloc(const struct cryptodev_alg *alg,
					  enum cryptodev_choice choice,
					  const char *driver);
#else
#define CRYPTODEV_RANDOM_OPS	NULL

static inline const struct cryptodev_alg *cryptodev_random_find(u32 number)
{
	return NULL;
}

static inline bool cryptodev_random_is_device(const struct crypto_alg *alg)
{
	return false;
}
#endif

#endif /* CRYPTODEV_RANDOM_H */
