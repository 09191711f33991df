// SPDX-License-Identifier: GPL-2.0
/*
 * Allocates transforms from the drivers that a session allows, and classifies
 * drivers as devices or software. Relies on the kernel crypto API and its
 * CRYPTO_ALG_* flags.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/string.h>

#include "compat/sig.h"
#include "crypto/driver.h"
#include "crypto/random.h"
#include "crypto/stats/drivers.h"
#include "zc/reject.h"

/*
 * True if the module has a driver in sysfs, as
 * /sys/module/virtio_crypto/drivers.
 */
static bool has_sysfs_driver(const struct module *module)
{
	return module && module->mkobj.drivers_dir;
}

/*
 * Code for the CPU's vector units sets CRYPTO_ALG_ASYNC, but completes a
 * request later only if the caller runs in an interrupt. Such code is
 * registered a second time as an internal algorithm, with "__" before its name.
 * No other driver has this internal twin.
 */
static bool is_vector_code(const struct crypto_alg *alg)
{
	char name[CRYPTO_MAX_ALG_NAME + 2];

	snprintf(name, sizeof(name), "__%s", alg->cra_driver_name);
	return crypto_has_alg(name, CRYPTO_ALG_INTERNAL, CRYPTO_ALG_INTERNAL);
}

/**
 * cryptodev_has_opaque_key() - is a driver's key a blob?
 * @alg: the driver
 *
 * The key of PAES is a blob that only hardware can open. Some of its drivers, those
 * of s390, set none of the flags of hardware. Runs in any context.
 */
bool cryptodev_has_opaque_key(const struct crypto_alg *alg)
{
	return strstr(alg->cra_name, "(paes)");
}

/**
 * cryptodev_is_device() - is a driver one for hardware?
 * @alg: the driver
 *
 * Such a driver uses hardware, or instructions, that only the kernel can reach.
 * Most of them set CRYPTO_ALG_KERN_DRIVER_ONLY. A driver that does not
 * (virtio_crypto) is recognised by its other properties: it is asynchronous,
 * and is neither a template around another driver nor code for the CPU's vector
 * units. May sleep.
 *
 * Return: true if the driver is for hardware.
 */
bool cryptodev_is_device(const struct crypto_alg *alg)
{
	if (alg->cra_flags & CRYPTO_ALG_KERN_DRIVER_ONLY ||
	    cryptodev_has_opaque_key(alg))
		return true;
	if (cryptodev_is_rng(alg))
		return cryptodev_random_is_device(alg);
	return (alg->cra_flags & CRYPTO_ALG_ASYNC) &&
	       !(alg->cra_flags & CRYPTO_ALG_INSTANCE) &&
	       (has_sysfs_driver(alg->cra_module) || !is_vector_code(alg));
}

static bool has_public_key(const struct crypto_alg *alg)
{
	u32 type = alg->cra_flags & CRYPTO_ALG_TYPE_MASK;

	return type == CRYPTO_ALG_TYPE_AKCIPHER || type == CRYPTO_ALG_TYPE_KPP ||
	       type == CRYPTODEV_SIG_TYPE;
}

/* No flag marks the kernel's own code; only the driver's name shows it. */
static bool is_key_software(const struct crypto_alg *alg)
{
	const char *name = alg->cra_driver_name;

	return strstr(name, "-generic") || strstr(name, "-x86") ||
	       strstr(name, "-neon") || strstr(name, "-ppc64le");
}

/**
 * cryptodev_may_answer_later() - may a driver complete after submission?
 * @tfm: a transform of the driver, or NULL
 *
 * Some drivers of devices for public keys (virtio_crypto) set no flag, and some
 * kernels wait for the device in the submission. Such a driver counts as one that
 * completes later. May sleep.
 *
 * Return: true if a request can complete after its submission has returned.
 */
bool cryptodev_may_answer_later(const struct crypto_tfm *tfm)
{
	const struct crypto_alg *alg;

	if (!tfm)
		return false;
	alg = tfm->__crt_alg;
	if (has_public_key(alg))
		return !is_key_software(alg);
	if (!(alg->cra_flags & CRYPTO_ALG_ASYNC))
		return false;
	/* Some set the flag, but a generator has no callback. */
	if (cryptodev_is_rng(alg))
		return false;
	return alg->cra_flags & CRYPTO_ALG_INSTANCE || cryptodev_is_device(alg);
}

/* An asynchronous template may be around a device. */
static bool is_software(const struct crypto_alg *alg)
{
	u32 unsure = CRYPTO_ALG_ASYNC | CRYPTO_ALG_INSTANCE;

	return (alg->cra_flags & unsure) != unsure && !cryptodev_is_device(alg);
}

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
	[CRYPTODEV_SOFTWARE] = { is_software, 2, {
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
