// SPDX-License-Identifier: GPL-2.0
/*
 * The table of random number generators, and the choice of their drivers. The
 * name of a driver comes from this table, never from user space. Relies on
 * driver.c for the choice among the drivers of one name.
 */
#include <crypto/rng.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/nospec.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include "crypto/random.h"
#include "zc/reject.h"

#define DRBG		"drbg_"
#define STDRNG		"stdrng"
#define JITTERENTROPY	"jitterentropy_rng"

/* The DRBG of the highest priority, and the only one from Linux 7.2 on. */
#define SOFTWARE_RNG	DRBG "nopr_hmac_sha512"

/*
 * A DRBG has an instance of the jitter generator, with 2 KiB of memory by
 * default, and the transform of a hash or cipher.
 */
#define ROW(_constant, _name, _max_key)					\
	[CRYPTODEV_ ## _constant - CRYPTODEV_RNG] = {			\
		.name = (_name), .kind = CRYPTODEV_RANDOM,		\
		.max_key = (_max_key), .context = SZ_8K,		\
	}
#define PLAIN_DRBG(_constant, _name)					\
	ROW(DRBG_ ## _constant, DRBG "nopr_" _name, CRYPTODEV_RNG_SEED_MAX)
/* With prediction resistance. */
#define PR_DRBG(_constant, _name)					\
	ROW(DRBG_ ## _constant + CRYPTODEV_DRBG_PR, DRBG "pr_" _name,	\
	    CRYPTODEV_RNG_SEED_MAX)

static const struct cryptodev_alg algs[] = {
	ROW(RNG, STDRNG, CRYPTODEV_RNG_SEED_MAX),
	ROW(JITTERENTROPY, JITTERENTROPY, 0),
	PLAIN_DRBG(CTR_AES128, "ctr_aes128"),
	PLAIN_DRBG(CTR_AES192, "ctr_aes192"),
	PLAIN_DRBG(CTR_AES256, "ctr_aes256"),
	PLAIN_DRBG(HASH_SHA1, "sha1"),
	PLAIN_DRBG(HASH_SHA256, "sha256"),
	PLAIN_DRBG(HASH_SHA384, "sha384"),
	PLAIN_DRBG(HASH_SHA512, "sha512"),
	PLAIN_DRBG(HMAC_SHA1, "hmac_sha1"),
	PLAIN_DRBG(HMAC_SHA256, "hmac_sha256"),
	PLAIN_DRBG(HMAC_SHA384, "hmac_sha384"),
	PLAIN_DRBG(HMAC_SHA512, "hmac_sha512"),
	PR_DRBG(CTR_AES128, "ctr_aes128"),
	PR_DRBG(CTR_AES192, "ctr_aes192"),
	PR_DRBG(CTR_AES256, "ctr_aes256"),
	PR_DRBG(HASH_SHA1, "sha1"),
	PR_DRBG(HASH_SHA256, "sha256"),
	PR_DRBG(HASH_SHA384, "sha384"),
	PR_DRBG(HASH_SHA512, "sha512"),
	PR_DRBG(HMAC_SHA1, "hmac_sha1"),
	PR_DRBG(HMAC_SHA256, "hmac_sha256"),
	PR_DRBG(HMAC_SHA384, "hmac_sha384"),
	PR_DRBG(HMAC_SHA512, "hmac_sha512"),
};

/**
 * cryptodev_random_find() - look up a random number generator
 * @number: its number, or any other number
 *
 * Does not sleep.
 *
 * Return: its row of the table, or NULL if the table has none.
 */
const struct cryptodev_alg *cryptodev_random_find(u32 number)
{
	u32 i = number - CRYPTODEV_RNG;

	if (i >= ARRAY_SIZE(algs))
		return NULL;
	i = array_index_nospec(i, ARRAY_SIZE(algs));
	return algs[i].name ? &algs[i] : NULL;
}

/**
 * cryptodev_random_is_device() - is a generator's driver one for hardware?
 * @alg: the driver, of which cryptodev_is_rng() is true
 *
 * Few drivers of hardware set a flag that shows it. But the kernel has only
 * these generators in software. Does not sleep.
 */
bool cryptodev_random_is_device(const struct crypto_alg *alg)
{
	const char *name = alg->cra_driver_name;

	return !strstarts(name, DRBG) && !strstr(name, "ansi_cprng") &&
	       strcmp(name, JITTERENTROPY) && strcmp(name, "krng");
}

/**
 * cryptodev_random_is_mixing() - does a seed add to the kernel's entropy?
 * @tfm: a generator
 *
 * Does not sleep.
 *
 * Return: true for a DRBG; other generators use the seed alone.
 */
bool cryptodev_random_is_mixing(struct crypto_rng *tfm)
{
	return strstarts(crypto_tfm_alg_driver_name(crypto_rng_tfm(tfm)), DRBG);
}

static struct crypto_tfm *rng_tfm_alloc(const char *name, u32 type, u32 mask)
{
	struct crypto_rng *tfm = crypto_alloc_rng(name, type, mask);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : crypto_rng_tfm(tfm);
}

static struct crypto_rng *rng_of(struct crypto_tfm *tfm)
{
	return container_of(tfm, struct crypto_rng, base);
}

static void rng_tfm_free(struct crypto_tfm *tfm)
{
	crypto_free_rng(rng_of(tfm));
}

static struct crypto_rng *alloc_rng(const char *name,
				    enum cryptodev_choice choice,
				    const char *driver)
{
	static const struct cryptodev_tfm_kind kind = { rng_tfm_alloc, rng_tfm_free };
	struct crypto_tfm *tfm = cryptodev_alloc_tfm(&kind, name, choice,
						     driver);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : rng_of(tfm);
}

/* The kernel may have the DRBGs as a module, which no name of a DRBG loads. */
static struct crypto_rng *alloc_drbg(const char *name)
{
	struct crypto_rng *tfm = crypto_alloc_rng(name, 0, 0);

	if (tfm == ERR_PTR(-ENOENT) && !request_module("crypto-" STDRNG))
		tfm = crypto_alloc_rng(name, 0, 0);
	return tfm;
}

static struct crypto_rng *alloc_named_drbg(const char *name,
					   enum cryptodev_choice choice,
					   const char *driver)
{
	if (choice == CRYPTODEV_DEVICE || (driver && strcmp(driver, name)))
		return ERR_PTR(cryptodev_reject(-ENOENT,
						"no such driver for %s", name));
	return alloc_drbg(name);
}

/**
 * cryptodev_random_alloc() - allocate the transform of a generator
 * @alg: its row of the table
 * @choice: the drivers that may serve it
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * May sleep and load modules. The caller owns the transform.
 *
 * Return: as cryptodev_alloc_tfm().
 */
struct crypto_rng *cryptodev_random_alloc(const struct cryptodev_alg *alg,
					  enum cryptodev_choice choice,
					  const char *driver)
{
	struct crypto_rng *tfm;

	if (strstarts(alg->name, DRBG))
		return alloc_named_drbg(alg->name, choice, driver);
	tfm = alloc_rng(alg->name, choice, driver);
	/* No flag excludes a device that is registered before the software. */
	if (tfm == ERR_PTR(-ENOENT) && !strcmp(alg->name, STDRNG))
		tfm = alloc_named_drbg(SOFTWARE_RNG, choice, driver);
	return tfm;
}
