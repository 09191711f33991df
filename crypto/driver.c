// SPDX-License-Identifier: GPL-2.0
/*
 * Allocates transforms from the drivers that a session allows. Relies on
 * driver_kind.c and the kernel crypto API.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/err.h>
#include <linux/string.h>

#include "crypto/driver.h"
#include "crypto/stats/drivers.h"
#include "zc/reject.h"

static bool is_any(const struct crypto_alg *alg)
{
	return true;
}

/**
 * struct alg_lookup - flags that a driver must have
 * @type: bits of @mask that must be set
 * @mask: bits that are compared
 */
struct alg_lookup {
	u32 type;
	u32 mask;
};

/*
 * The lookups of each choice, in the order in which they are tried until a
 * driver fits. The first accepts the driver of the highest priority.
 * CRYPTO_ALG_TESTED restricts a lookup to registered drivers, because no
 * template can make a device.
 */
static const struct choice {
	bool (*fits)(const struct crypto_alg *alg);
	unsigned int nr;
	struct alg_lookup lookups[3];
} choices[] = {
	[CRYPTODEV_ANY_DRIVER] = { is_any, 1 },
	[CRYPTODEV_SOFTWARE] = { cryptodev_is_software, 2, {
		{},
		{ 0, CRYPTO_ALG_ASYNC | CRYPTO_ALG_KERN_DRIVER_ONLY },
	} },
	[CRYPTODEV_DEVICE] = { cryptodev_is_device, 3, {
		{},
		{ CRYPTO_ALG_TESTED | CRYPTO_ALG_KERN_DRIVER_ONLY,
		  CRYPTO_ALG_TESTED | CRYPTO_ALG_KERN_DRIVER_ONLY },
		{ CRYPTO_ALG_TESTED | CRYPTO_ALG_ASYNC,
		  CRYPTO_ALG_TESTED | CRYPTO_ALG_ASYNC |
		  CRYPTO_ALG_INSTANCE },
	} },
	[CRYPTODEV_LOADED_DEVICE] = { cryptodev_is_device, 2, {
		{ CRYPTO_ALG_TESTED | CRYPTO_ALG_KERN_DRIVER_ONLY,
		  CRYPTO_ALG_TESTED | CRYPTO_ALG_KERN_DRIVER_ONLY |
		  CRYPTO_NOLOAD },
		{ CRYPTO_ALG_TESTED | CRYPTO_ALG_ASYNC,
		  CRYPTO_ALG_TESTED | CRYPTO_ALG_ASYNC |
		  CRYPTO_ALG_INSTANCE | CRYPTO_NOLOAD },
	} },
};

/* A transform of the best driver of the choice. */
static struct crypto_tfm *alloc_best(const struct cryptodev_tfm_kind *kind,
				     const char *name,
				     enum cryptodev_choice which)
{
	const struct choice *choice = &choices[which];
	struct crypto_tfm *tfm;
	unsigned int i;

	for (i = 0; i < choice->nr; i++) {
		tfm = kind->alloc(name, choice->lookups[i].type,
				  choice->lookups[i].mask);
		if (IS_ERR(tfm) && PTR_ERR(tfm) != -ENOENT)
			return tfm;
		if (IS_ERR(tfm))
			continue;
		if (choice->fits(tfm->__crt_alg))
			return tfm;
		kind->free(tfm);
	}
	return ERR_PTR(cryptodev_reject(-ENOENT, "no driver for %s", name));
}

/**
 * cryptodev_driver_has_name() - does a program's name for a driver fit?
 * @tfm: a transform of the driver
 * @driver: the whole name of a driver, or the beginning of a device's name
 *
 * May sleep.
 *
 * Return: true if @driver names the driver of @tfm.
 */
bool cryptodev_driver_has_name(const struct crypto_tfm *tfm,
			       const char *driver)
{
	const struct crypto_alg *alg = tfm->__crt_alg;

	return !strcmp(alg->cra_driver_name, driver) ||
	       (strstarts(alg->cra_driver_name, driver) &&
		cryptodev_is_device(alg));
}

/* Frees a transform that is not the one that the program has named. */
static struct crypto_tfm *keep_named(const struct cryptodev_tfm_kind *kind,
				     const char *name,
				     enum cryptodev_choice which,
				     const char *driver, struct crypto_tfm *tfm)
{
	if (IS_ERR(tfm) || (!strcmp(tfm->__crt_alg->cra_name, name) &&
			    cryptodev_driver_has_name(tfm, driver) &&
			    choices[which].fits(tfm->__crt_alg)))
		return tfm;
	kind->free(tfm);
	return ERR_PTR(-ENOENT);
}

/*
 * A transform of the driver that a program has named. The program's string is
 * only compared, never passed to the crypto API: it can neither make an instance
 * of a template nor load a module. It is compared with the drivers that the
 * module has seen, then with those that a session without a name could get.
 */
static struct crypto_tfm *alloc_named(const struct cryptodev_tfm_kind *kind,
				      const char *name,
				      enum cryptodev_choice which,
				      const char *driver)
{
	static const enum cryptodev_choice lookups[] = {
		CRYPTODEV_ANY_DRIVER, CRYPTODEV_SOFTWARE,
		CRYPTODEV_LOADED_DEVICE,
	};
	const char *seen = cryptodev_driver_find_name(name, driver);
	struct crypto_tfm *tfm = ERR_PTR(-ENOENT);
	unsigned int i;

	if (seen)
		tfm = keep_named(kind, name, which, driver,
				 kind->alloc(seen, 0, 0));
	for (i = 0; tfm == ERR_PTR(-ENOENT) && i < ARRAY_SIZE(lookups); i++)
		tfm = keep_named(kind, name, which, driver,
				 alloc_best(kind, name, lookups[i]));
	return tfm;
}

/**
 * cryptodev_alloc_tfm() - allocate a transform
 * @kind: its kind
 * @name: the kernel's name of the transform
 * @choice: the drivers that may serve it
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * May sleep and load modules. The caller owns the transform.
 *
 * Return: the transform, or an ERR_PTR: -ENOENT if no driver fits, -ENOMEM,
 * -EINTR, or another error of the crypto API.
 */
struct crypto_tfm *cryptodev_alloc_tfm(const struct cryptodev_tfm_kind *kind,
				       const char *name,
				       enum cryptodev_choice choice,
				       const char *driver)
{
	return driver ? alloc_named(kind, name, choice, driver) :
			alloc_best(kind, name, choice);
}

static struct crypto_tfm *skcipher_alloc(const char *name, u32 type, u32 mask)
{
	struct crypto_skcipher *tfm = crypto_alloc_skcipher(name, type, mask);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : crypto_skcipher_tfm(tfm);
}

static void skcipher_free(struct crypto_tfm *tfm)
{
	crypto_free_skcipher(__crypto_skcipher_cast(tfm));
}

/**
 * cryptodev_alloc_skcipher() - allocate a cipher's transform
 * @name: the kernel's name of the transform
 * @choice: the drivers that may serve it
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * May sleep and load modules. The caller owns the transform.
 *
 * Return: the transform, or an ERR_PTR: -ENOENT if no driver fits, -ENOMEM,
 * -EINTR, or another error of the crypto API.
 */
struct crypto_skcipher *cryptodev_alloc_skcipher(const char *name,
						 enum cryptodev_choice choice,
						 const char *driver)
{
	static const struct cryptodev_tfm_kind kind = { skcipher_alloc, skcipher_free };
	struct crypto_tfm *tfm = cryptodev_alloc_tfm(&kind, name, choice, driver);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : __crypto_skcipher_cast(tfm);
}

static struct crypto_tfm *ahash_alloc(const char *name, u32 type, u32 mask)
{
	struct crypto_ahash *tfm = crypto_alloc_ahash(name, type, mask);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : crypto_ahash_tfm(tfm);
}

static void ahash_free(struct crypto_tfm *tfm)
{
	crypto_free_ahash(__crypto_ahash_cast(tfm));
}

/**
 * cryptodev_alloc_ahash() - allocate a hash's transform
 * @name: the kernel's name of the transform
 * @choice: the drivers that may serve it
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * May sleep and load modules. The caller owns the transform.
 *
 * Return: as cryptodev_alloc_skcipher().
 */
struct crypto_ahash *cryptodev_alloc_ahash(const char *name,
					   enum cryptodev_choice choice,
					   const char *driver)
{
	static const struct cryptodev_tfm_kind kind = { ahash_alloc, ahash_free };
	struct crypto_tfm *tfm = cryptodev_alloc_tfm(&kind, name, choice, driver);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : __crypto_ahash_cast(tfm);
}

/* A lookup without that flag does not find the module's own transforms. */
static struct crypto_tfm *own_ahash_alloc(const char *name, u32 type, u32 mask)
{
	return ahash_alloc(name, type | CRYPTO_ALG_INTERNAL,
			   mask | CRYPTO_ALG_INTERNAL);
}

/**
 * cryptodev_alloc_own_ahash() - a transform of a hash that this module registers
 * @name: its name
 * @choice: the drivers that may serve it
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * Return: as cryptodev_alloc_skcipher(); -ENOENT where the module does not have
 * the hash, since the kernel lacks the functions for it.
 */
struct crypto_ahash *cryptodev_alloc_own_ahash(const char *name,
					       enum cryptodev_choice choice,
					       const char *driver)
{
	static const struct cryptodev_tfm_kind kind = { own_ahash_alloc, ahash_free };
	struct crypto_tfm *tfm = cryptodev_alloc_tfm(&kind, name, choice, driver);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : __crypto_ahash_cast(tfm);
}

static struct crypto_tfm *aead_alloc(const char *name, u32 type, u32 mask)
{
	struct crypto_aead *tfm = crypto_alloc_aead(name, type, mask);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : crypto_aead_tfm(tfm);
}

static void aead_free(struct crypto_tfm *tfm)
{
	crypto_free_aead(__crypto_aead_cast(tfm));
}

/**
 * cryptodev_alloc_aead() - allocate an AEAD's transform
 * @name: the kernel's name of the transform
 * @choice: the drivers that may serve it
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * May sleep and load modules. The caller owns the transform.
 *
 * Return: as cryptodev_alloc_skcipher().
 */
struct crypto_aead *cryptodev_alloc_aead(const char *name,
					 enum cryptodev_choice choice,
					 const char *driver)
{
	static const struct cryptodev_tfm_kind kind = { aead_alloc, aead_free };
	struct crypto_tfm *tfm = cryptodev_alloc_tfm(&kind, name, choice, driver);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : __crypto_aead_cast(tfm);
}
