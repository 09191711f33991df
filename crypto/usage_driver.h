/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that has been used, and its directory in sysfs.
 */
#ifndef CRYPTODEV_USAGE_DRIVER_H
#define CRYPTODEV_USAGE_DRIVER_H

#include <linux/crypto.h>
#include <linux/mutex.h>

#include "crypto/usage.h"

/**
 * struct cryptodev_driver - a driver that has been used since the module's load
 * @node: among all drivers
 * @kobj: its directory
 * @name: what the kernel calls it
 * @algorithm: what it serves
 * @asynchronous: it may answer later
 * @sessions: how many there are
 * @accounts: of open files
 * @gone: the sum of accounts that are no more
 *
 * @name, @algorithm and @asynchronous are immutable, the lock protects the rest.
 * The kernel may forget a driver and get it back, so this is kept by its name.
 */
struct cryptodev_driver {
	struct list_head node;
	struct kobject *kobj;
	char name[CRYPTO_MAX_ALG_NAME];
	char algorithm[CRYPTO_MAX_ALG_NAME];
	bool asynchronous;
	unsigned int sessions;
	struct list_head accounts;
	struct cryptodev_counts gone;
};

extern struct mutex cryptodev_usage_lock; /* protects drivers and accounts */

/* usage.c */
void cryptodev_driver_sum(const struct cryptodev_driver *driver,
			  struct cryptodev_counts *sum);

/* usage_driver.c */
struct cryptodev_driver *cryptodev_driver_find(struct crypto_tfm *tfm);

#endif /* CRYPTODEV_USAGE_DRIVER_H */
