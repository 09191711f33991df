/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Drivers that sessions have used, and their directories in sysfs.
 */
#ifndef CRYPTODEV_DRIVERS_H
#define CRYPTODEV_DRIVERS_H

#include <linux/atomic.h>
#include <linux/crypto.h>
#include <linux/list.h>

#include "crypto/route/health.h"
#include "crypto/stats/counters.h"

/**
 * struct cryptodev_driver - a driver used since the module was loaded
 * @node: entry in the list of all drivers
 * @kobj: its directory
 * @name: the kernel's name of the driver
 * @algorithm: the kernel's name of its algorithm
 * @id: its number from 1 on if it is a device, else 0
 * @asynchronous: may complete a request after its submission
 * @sessions: number of current sessions
 * @counts: counts of all open files, on each CPU
 * @offload_min_bytes: the CPU processes shorter requests; -1 for the sysctl's
 *		       value
 * @waiting: requests that wait for the driver, while their number is limited
 * @health: its recent failures
 *
 * The fields up to @asynchronous are immutable. The
 * kernel may unregister a driver and register it again, so this entry is kept
 * by name.
 */
struct cryptodev_driver {
	struct list_head node;
	struct kobject *kobj;
	char name[CRYPTO_MAX_ALG_NAME];
	char algorithm[CRYPTO_MAX_ALG_NAME];
	s32 id;
	bool asynchronous;
	atomic_t sessions;
	struct cryptodev_counts __percpu *counts;
	int offload_min_bytes;
	atomic_t waiting;
	struct cryptodev_health health;
};

/* drivers.c */
const char *cryptodev_driver_find_id(s32 id);
const char *cryptodev_driver_find_name(const char *algorithm, const char *name);
s32 cryptodev_driver_match(const char *prefix);

/* Is it hardware, or a template instance around a driver that completes later? */
static inline bool
cryptodev_driver_offloads(const struct cryptodev_driver *driver)
{
	return driver && (driver->id || driver->asynchronous);
}

/* The id of a driver, 0 for none. */
static inline s32 cryptodev_driver_id(const struct cryptodev_driver *driver)
{
	return driver ? driver->id : 0;
}

#endif /* CRYPTODEV_DRIVERS_H */
