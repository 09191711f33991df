/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Usage counters of each driver and each open file.
 *
 * A request counts for its driver and for its open file, in counters of the CPU
 * that it runs on. So a read of either adds up one number per CPU, takes no
 * lock, and does not depend on the number of open files.
 */
#ifndef CRYPTODEV_COUNTERS_H
#define CRYPTODEV_COUNTERS_H

#include <linux/percpu.h>
#include <linux/refcount.h>
#include <linux/types.h>

struct crypto_tfm;
struct cryptodev_driver;
struct cryptodev_modexp_op;
struct cryptodev_session;

/**
 * struct cryptodev_counts - counts of requests, of one CPU or of all
 * @requests: requests that were submitted
 * @bytes: bytes of their input, without associated data
 * @errors: requests that ended with an error
 * @kept: requests that the CPU processed in place of hardware
 * @failed_over: requests that the CPU processed after hardware had failed
 */
struct cryptodev_counts {
	u64 requests;
	u64 bytes;
	u64 errors;
	u64 kept;
	u64 failed_over;
};

/**
 * struct cryptodev_counters - usage counters of one open file
 * @counts: counts of each CPU
 * @refs: the open file's reference, and one for each of its sessions
 */
struct cryptodev_counters {
	struct cryptodev_counts __percpu *counts;
	refcount_t refs;
};

/* For sessions that have no open file or no driver yet. */
DECLARE_PER_CPU(struct cryptodev_counts, cryptodev_unaccounted);

/* counters.c */
struct cryptodev_counters *cryptodev_counters_create(void);
void cryptodev_counters_put(struct cryptodev_counters *counters);
struct cryptodev_counts
cryptodev_counts_sum(const struct cryptodev_counts __percpu *counts);
void cryptodev_count_sessionless(const struct cryptodev_modexp_op *op, u32 len,
				 bool failed);
int cryptodev_counters_add(struct cryptodev_counters *counters,
			   struct cryptodev_session *ses);
void cryptodev_counters_remove(struct cryptodev_session *ses);
void cryptodev_count_errors(struct cryptodev_session *ses, u32 nr);

/* The name that the kernel's zlib has as a driver. */
#define CRYPTODEV_ZLIB_DRIVER	"zlib"

/* drivers.c */
struct cryptodev_driver *cryptodev_driver_find(struct crypto_tfm *tfm);
struct cryptodev_driver *cryptodev_driver_zlib(void);
const char *cryptodev_driver_name(const struct cryptodev_driver *driver);
int cryptodev_drivers_load(void);
void cryptodev_drivers_hide(void);
void cryptodev_drivers_unload(void);

#endif /* CRYPTODEV_COUNTERS_H */
