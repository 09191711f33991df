/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Drivers: their kinds, the allocation of transforms from those that a session
 * allows, and their ids. Relies on the kernel crypto API.
 */
#ifndef CRYPTODEV_DRIVER_H
#define CRYPTODEV_DRIVER_H

#include <linux/types.h>

struct crypto_aead;
struct crypto_ahash;
struct crypto_alg;
struct crypto_skcipher;
struct crypto_tfm;

/* The drivers that may serve a session. */
enum cryptodev_choice {
	CRYPTODEV_ANY_DRIVER,	/* the driver of the highest priority */
	CRYPTODEV_SOFTWARE,	/* a driver of cryptodev_is_software() */
	CRYPTODEV_DEVICE,	/* a driver of cryptodev_is_device() */
	CRYPTODEV_LOADED_DEVICE, /* the same as DEVICE, loads no module */
};

/**
 * struct cryptodev_tfm_kind - functions of one kind of transform
 * @alloc: the kernel's function that allocates a transform; @type and @mask are
 *	   CRYPTO_ALG_*
 * @free: the kernel's function that frees it
 */
struct cryptodev_tfm_kind {
	struct crypto_tfm *(*alloc)(const char *name, u32 type, u32 mask);
	void (*free)(struct crypto_tfm *tfm);
};

/* driver_kind.c */
bool cryptodev_has_opaque_key(const struct crypto_alg *alg);
bool cryptodev_is_device(const struct crypto_alg *alg);
bool cryptodev_may_answer_later(const struct crypto_tfm *tfm);
bool cryptodev_is_software(const struct crypto_alg *alg);

/* driver.c */
bool cryptodev_driver_has_name(const struct crypto_tfm *tfm,
			       const char *driver);
struct crypto_skcipher *cryptodev_alloc_skcipher(const char *name,
						 enum cryptodev_choice choice,
						 const char *driver);
struct crypto_ahash *cryptodev_alloc_ahash(const char *name,
					   enum cryptodev_choice choice,
					   const char *driver);
struct crypto_ahash *cryptodev_alloc_own_ahash(const char *name,
					       enum cryptodev_choice choice,
					       const char *driver);
struct crypto_aead *cryptodev_alloc_aead(const char *name,
					 enum cryptodev_choice choice,
					 const char *driver);
struct crypto_tfm *cryptodev_alloc_tfm(const struct cryptodev_tfm_kind *kind,
				       const char *name,
				       enum cryptodev_choice choice,
				       const char *driver);

/* driver_id.c */
bool cryptodev_driver_is_software(const char *prefix);
s32 cryptodev_driver_by_prefix(const char *prefix);
int cryptodev_driver_id_name(s32 id, char *name, size_t size);

#endif /* CRYPTODEV_DRIVER_H */
