/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which driver serves a transform, and what is known of it.
 */
#ifndef CRYPTODEV_DRIVER_H
#define CRYPTODEV_DRIVER_H

#include <linux/types.h>

struct crypto_aead;
struct crypto_ahash;
struct crypto_alg;
struct crypto_skcipher;
struct crypto_tfm;

/* What drivers may serve a session. */
enum cryptodev_choice {
	CRYPTODEV_ANY_DRIVER,	/* the highest priority */
	CRYPTODEV_SOFTWARE,	/* what is surely worked by the CPU */
	CRYPTODEV_DEVICE,	/* as cryptodev_is_device() */
};

bool cryptodev_is_device(const struct crypto_alg *alg);
bool cryptodev_may_answer_later(const struct crypto_tfm *tfm);
struct crypto_skcipher *cryptodev_alloc_skcipher(const char *name,
						 enum cryptodev_choice choice);
struct crypto_ahash *cryptodev_alloc_ahash(const char *name,
					   enum cryptodev_choice choice);
struct crypto_aead *cryptodev_alloc_aead(const char *name,
					 enum cryptodev_choice choice);

#endif /* CRYPTODEV_DRIVER_H */
