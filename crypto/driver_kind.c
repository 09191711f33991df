// SPDX-License-Identifier: GPL-2.0
/*
 * Classifies drivers: devices, software, and drivers that complete a request
 * later. Relies on the CRYPTO_ALG_* flags of the kernel crypto API.
 */
#include <linux/crypto.h>
#include <linux/module.h>
#include <linux/string.h>

#include "compat/sig.h"
#include "crypto/driver.h"
#include "crypto/random.h"

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

/**
 * cryptodev_is_software() - does a driver certainly run on the CPU?
 * @alg: the driver
 *
 * An asynchronous template may be around a device. May sleep.
 *
 * Return: true if the driver is neither for hardware nor such a template.
 */
bool cryptodev_is_software(const struct crypto_alg *alg)
{
	u32 unsure = CRYPTO_ALG_ASYNC | CRYPTO_ALG_INSTANCE;

	return (alg->cra_flags & unsure) != unsure && !cryptodev_is_device(alg);
}
