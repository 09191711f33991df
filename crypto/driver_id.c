// SPDX-License-Identifier: GPL-2.0
/*
 * Drivers by id, as FreeBSD's dialect and the native one name them. Id 0 is the
 * CPU. A device's driver gets an id when the module first sees it, and keeps it
 * until the module is unloaded.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/string.h>

#include "crypto/algs.h"
#include "crypto/driver.h"
#include "crypto/stats/drivers.h"

/* As FreeBSD calls its driver for the CPU. */
static const char software_name[] = "cryptosoft0";

static void see_skcipher(const char *name)
{
	struct crypto_skcipher *tfm;

	tfm = cryptodev_alloc_skcipher(name, CRYPTODEV_LOADED_DEVICE, NULL);
	if (IS_ERR(tfm))
		return;
	cryptodev_driver_find(crypto_skcipher_tfm(tfm));
	crypto_free_skcipher(tfm);
}

static void see_aead(const char *name)
{
	struct crypto_aead *tfm;

	tfm = cryptodev_alloc_aead(name, CRYPTODEV_LOADED_DEVICE, NULL);
	if (IS_ERR(tfm))
		return;
	cryptodev_driver_find(crypto_aead_tfm(tfm));
	crypto_free_aead(tfm);
}

static void see_ahash(const char *name)
{
	struct crypto_ahash *tfm;

	tfm = cryptodev_alloc_ahash(name, CRYPTODEV_LOADED_DEVICE, NULL);
	if (IS_ERR(tfm))
		return;
	cryptodev_driver_find(crypto_ahash_tfm(tfm));
	crypto_free_ahash(tfm);
}

/* Gives an id to the best device for each algorithm of the table. */
static void see_devices(void)
{
	const struct cryptodev_alg *alg;
	u32 number;

	for (number = 0; number < CRYPTODEV_ALG_NUMBERS; number++) {
		alg = cryptodev_alg_find(number);
		if (!alg)
			continue;
		switch (alg->kind) {
		case CRYPTODEV_CIPHER:
			see_skcipher(alg->name);
			break;
		case CRYPTODEV_AEAD:
			see_aead(alg->name);
			break;
		case CRYPTODEV_HASH:
		case CRYPTODEV_MAC:
			see_ahash(alg->name);
			break;
		default:
			break;
		}
	}
}

/**
 * cryptodev_driver_is_software() - does a name stand for any software driver?
 * @prefix: the name, or the beginning of a name
 *
 * Does not sleep.
 *
 * Return: true if the name of driver 0 begins with @prefix.
 */
bool cryptodev_driver_is_software(const char *prefix)
{
	return strstarts(software_name, prefix);
}

/**
 * cryptodev_driver_by_prefix() - find a driver by the beginning of its name
 * @prefix: the beginning
 *
 * Devices whose drivers are not loaded have no ids. May sleep.
 *
 * Return: the id of a driver, or -ENOENT.
 */
s32 cryptodev_driver_by_prefix(const char *prefix)
{
	s32 id;

	if (cryptodev_driver_is_software(prefix))
		return 0;
	id = cryptodev_driver_match(prefix);
	if (id)
		return id;
	see_devices();
	return cryptodev_driver_match(prefix) ?: -ENOENT;
}

/**
 * cryptodev_driver_id_name() - the name of a driver
 * @id: its id, or anything else
 * @name: set to the name, and zeros after it; truncated if it is longer
 * @size: bytes at @name
 *
 * Return: 0, or -ENOENT if no driver has the id.
 */
int cryptodev_driver_id_name(s32 id, char *name, size_t size)
{
	const char *found = id ? cryptodev_driver_find_id(id) : software_name;

	if (!found)
		return -ENOENT;
	strscpy_pad(name, found, size);
	return 0;
}
