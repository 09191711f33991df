// SPDX-License-Identifier: GPL-2.0
/*
 * The table of random number generators: the rows of crypto/random_driver.c. They
 * have no key, so the commands that try and measure algorithms leave them out.
 */
#include <string.h>
#include <strings.h>

#include <crypto/cryptodev_native.h>

#include "cryptoctl.h"
#include "rngs.h"

#define RNG(_name, _constant, _transform)				\
	{ .name = (_name), .constant = #_constant,			\
	  .number = CRYPTODEV_##_constant, .kind = ALG_RNG,		\
	  .transform = (_transform) }
#define DRBG(_name, _constant)						\
	RNG("drbg-" _name, DRBG_##_constant, "stdrng")
/* With prediction resistance. */
#define DRBG_PR(_name, _constant)					\
	{ .name = "drbg-" _name "-pr",					\
	  .constant = "DRBG_" #_constant " + CRYPTODEV_DRBG_PR",	\
	  .number = CRYPTODEV_DRBG_##_constant + CRYPTODEV_DRBG_PR,	\
	  .kind = ALG_RNG, .transform = "stdrng" }

const struct alg rngs[] = {
	RNG("rng", RNG, "stdrng"),
	RNG("jitterentropy", JITTERENTROPY, "jitterentropy_rng"),
	DRBG("ctr-aes128", CTR_AES128),
	DRBG("ctr-aes192", CTR_AES192),
	DRBG("ctr-aes256", CTR_AES256),
	DRBG("hash-sha1", HASH_SHA1),
	DRBG("hash-sha256", HASH_SHA256),
	DRBG("hash-sha384", HASH_SHA384),
	DRBG("hash-sha512", HASH_SHA512),
	DRBG("hmac-sha1", HMAC_SHA1),
	DRBG("hmac-sha256", HMAC_SHA256),
	DRBG("hmac-sha384", HMAC_SHA384),
	DRBG("hmac-sha512", HMAC_SHA512),
	DRBG_PR("ctr-aes128", CTR_AES128),
	DRBG_PR("ctr-aes192", CTR_AES192),
	DRBG_PR("ctr-aes256", CTR_AES256),
	DRBG_PR("hash-sha1", HASH_SHA1),
	DRBG_PR("hash-sha256", HASH_SHA256),
	DRBG_PR("hash-sha384", HASH_SHA384),
	DRBG_PR("hash-sha512", HASH_SHA512),
	DRBG_PR("hmac-sha1", HMAC_SHA1),
	DRBG_PR("hmac-sha256", HMAC_SHA256),
	DRBG_PR("hmac-sha384", HMAC_SHA384),
	DRBG_PR("hmac-sha512", HMAC_SHA512),
};

const unsigned int nr_rngs = ARRAY_SIZE(rngs);

/**
 * rng_by_name() - find a random number generator by its name
 * @name: its name, in upper or lower case
 *
 * Return: its row, or NULL.
 */
const struct alg *rng_by_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < nr_rngs; i++)
		if (!strcasecmp(name, rngs[i].name))
			return &rngs[i];
	return NULL;
}
