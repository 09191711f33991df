// SPDX-License-Identifier: GPL-2.0
/*
 * Which driver serves a transform, and what is known of it.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/err.h>
#include <linux/module.h>

#include "crypto/driver.h"
#include "zc/reject.h"

/* A driver core entry in sysfs, as /sys/module/virtio_crypto/drivers. */
static bool drives_device(const struct module *module)
{
	return module && module->mkobj.drivers_dir;
}

/*
 * Code for the CPU's vector units says that it may answer later, but does so in
 * interrupts only. It has a twin that user space is not to see, "__" before its
 * name; nothing else has.
 */
static bool is_vector_code(const struct crypto_alg *alg)
{
	char name[CRYPTO_MAX_ALG_NAME + 2];

	snprintf(name, sizeof(name), "__%s", alg->cra_driver_name);
	return crypto_has_alg(name, CRYPTO_ALG_INTERNAL, CRYPTO_ALG_INTERNAL);
}

/**
 * cryptodev_is_device() - is the work done by what only the kernel can reach?
 * @alg: the driver
 *
 * Most drivers of such say so. One that forgets (virtio_crypto does) is known by
 * this: it answers later, and is neither a template around another nor code for
 * the CPU's vector units. May sleep.
 */
bool cryptodev_is_device(const struct crypto_alg *alg)
{
	if (alg->cra_flags & CRYPTO_ALG_KERN_DRIVER_ONLY)
		return true;
	return (alg->cra_flags & CRYPTO_ALG_ASYNC) &&
	       !(alg->cra_flags & CRYPTO_ALG_INSTANCE) &&
	       (drives_device(alg->cra_module) || !is_vector_code(alg));
}

/**
 * cryptodev_may_answer_later() - may a driver answer after submission?
 * @tfm: a transform of the driver's, or NULL
 *
 * May sleep.
 */
bool cryptodev_may_answer_later(const struct crypto_tfm *tfm)
{
	const struct crypto_alg *alg;

	if (!tfm || !(tfm->__crt_alg->cra_flags & CRYPTO_ALG_ASYNC))
		return false;
	alg = tfm->__crt_alg;
	return alg->cra_flags & CRYPTO_ALG_INSTANCE || cryptodev_is_device(alg);
}

/* A template that may answer later may be around a device. */
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
 * struct asked - flags that a driver has to have
 * @type: those of @mask that are set
 * @mask: those that matter
 */
struct asked {
	u32 type;
	u32 mask;
};

/*
 * What each choice asks the kernel for, until it fits: the highest priority,
 * and then what else there may be. TESTED: of what is registered, since no
 * template can make a device.
 */
static const struct choice {
	bool (*fits)(const struct crypto_alg *alg);
	unsigned int nr;
	struct asked asked[3];
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
};

/* A kind of transform, for the kernel has functions of each. */
struct kind {
	struct crypto_tfm *(*alloc)(const char *name, u32 type, u32 mask);
	void (*free)(struct crypto_tfm *tfm);
};

static struct crypto_tfm *alloc_tfm(const struct kind *kind, const char *name,
				enum cryptodev_choice which)
{
	const struct choice *choice = &choices[which];
	struct crypto_tfm *tfm;
	unsigned int i;

	for (i = 0; i < choice->nr; i++) {
		tfm = kind->alloc(name, choice->asked[i].type,
				  choice->asked[i].mask);
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
 * cryptodev_alloc_skcipher() - a cipher's transform
 * @name: the kernel's name of it
 * @choice: what drivers may serve it
 *
 * May sleep and load modules.
 *
 * Return: the transform, or an error: -ENOENT if there is no such driver.
 */
struct crypto_skcipher *cryptodev_alloc_skcipher(const char *name,
						 enum cryptodev_choice choice)
{
	static const struct kind kind = { skcipher_alloc, skcipher_free };
	struct crypto_tfm *tfm = alloc_tfm(&kind, name, choice);

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
 * cryptodev_alloc_ahash() - a hash's transform
 * @name: the kernel's name of it
 * @choice: what drivers may serve it
 *
 * Return: as cryptodev_alloc_skcipher().
 */
struct crypto_ahash *cryptodev_alloc_ahash(const char *name,
					   enum cryptodev_choice choice)
{
	static const struct kind kind = { ahash_alloc, ahash_free };
	struct crypto_tfm *tfm = alloc_tfm(&kind, name, choice);

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
 * cryptodev_alloc_aead() - an AEAD's transform
 * @name: the kernel's name of it
 * @choice: what drivers may serve it
 *
 * Return: as cryptodev_alloc_skcipher().
 */
struct crypto_aead *cryptodev_alloc_aead(const char *name,
					 enum cryptodev_choice choice)
{
	static const struct kind kind = { aead_alloc, aead_free };
	struct crypto_tfm *tfm = alloc_tfm(&kind, name, choice);

	return IS_ERR(tfm) ? ERR_CAST(tfm) : __crypto_aead_cast(tfm);
}
