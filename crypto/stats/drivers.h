/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that has been used, and its directory in sysfs.
 */
#ifndef CRYPTODEV_DRIVERS_H
#define CRYPTODEV_DRIVERS_H

#include <linux/atomic.h>
#include <linux/crypto.h>
#include <linux/list.h>

#include "crypto/stats/counters.h"

/**
 * struct cryptodev_driver - a driver that has been used since the module's load
 * @node: among all drivers
 * @kobj: its directory
 * @name: what the kernel calls it
 * @algorithm: what it serves
 * @asynchronous: it may answer later
 * @sessions: how many there are
 * @counts: of all files, on each CPU
 *
 * All but @sessions and what @counts points to is immutable. The kernel may
 * forget a driver and get it back, so this is kept by its name.
 */
struct cryptodev_driver {
	struct list_head node;
	struct kobject *kobj;
	char name[CRYPTO_MAX_ALG_NAME];
	char algorithm[CRYPTO_MAX_ALG_NAME];
	bool asynchronous;
	atomic_t sessions;
	struct cryptodev_counts __percpu *counts;
};

#endif /* CRYPTODEV_DRIVERS_H */
