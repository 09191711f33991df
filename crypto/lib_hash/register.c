// SPDX-License-Identifier: GPL-2.0
/*
 * Registers the hashes of this directory when the module is loaded, and
 * unregisters them when it is unloaded.
 */
#include <crypto/internal/hash.h>
#include <linux/kernel.h>

#include "crypto/lib_hash/lib_hash.h"

/* NULL: this kernel lacks the functions. */
static struct shash_alg *const lib_hashes[] = {
	&cryptodev_null_alg,
	CRYPTODEV_BLAKE2B_ALG,
	CRYPTODEV_BLAKE2S_ALG,
	CRYPTODEV_POLY1305_ALG,
};

static void unregister_first(unsigned int nr)
{
	while (nr--)
		if (lib_hashes[nr])
			crypto_unregister_shash(lib_hashes[nr]);
}

/**
 * cryptodev_lib_hashes_init() - at load
 *
 * Return: 0, or the error of a registration, with nothing registered.
 */
int cryptodev_lib_hashes_init(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(lib_hashes); i++) {
		if (lib_hashes[i])
			err = crypto_register_shash(lib_hashes[i]);
		if (err) {
			unregister_first(i);
			return err;
		}
	}
	return 0;
}

/**
 * cryptodev_lib_hashes_exit() - at unload, when no session is left
 */
void cryptodev_lib_hashes_exit(void)
{
	unregister_first(ARRAY_SIZE(lib_hashes));
}
