/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much each driver and each open file has been used.
 *
 * A request counts twice, on its CPU alone: for its driver and for its open
 * file. So both totals are kept while requests run, and a read of either adds
 * one number for each CPU, takes no lock and does not depend on how many files
 * are open.
 */
#ifndef CRYPTODEV_COUNTERS_H
#define CRYPTODEV_COUNTERS_H

#include <linux/percpu.h>
#include <linux/refcount.h>
#include <linux/types.h>

struct crypto_tfm;
struct cryptodev_driver;
struct cryptodev_session;

/**
 * struct cryptodev_counts - requests, on one CPU or in all
 * @requests: that were submitted
 * @bytes: of their input, without associated data
 * @errors: how many of them have ended with an error
 */
struct cryptodev_counts {
	u64 requests;
	u64 bytes;
	u64 errors;
};

/**
 * struct cryptodev_counters - how much one open file has been used
 * @counts: on each CPU
 * @refs: the open file's and one for each of its sessions
 */
struct cryptodev_counters {
	struct cryptodev_counts __percpu *counts;
	refcount_t refs;
};

/* Of sessions that no file and no driver is known for. */
DECLARE_PER_CPU(struct cryptodev_counts, cryptodev_unaccounted);

/* counters.c */
struct cryptodev_counters *cryptodev_counters_create(void);
void cryptodev_counters_put(struct cryptodev_counters *usage);
struct cryptodev_counts
cryptodev_counts_sum(const struct cryptodev_counts __percpu *counts);
void cryptodev_count_sessionless(const struct cryptodev_counters *usage,
			   const struct cryptodev_driver *driver, u32 len,
			   bool failed);
int cryptodev_counters_add(struct cryptodev_counters *usage,
			struct cryptodev_session *ses);
void cryptodev_counters_remove(struct cryptodev_session *ses);
void cryptodev_count_errors(struct cryptodev_session *ses, u32 nr);

/* drivers.c */
struct cryptodev_driver *cryptodev_driver_find(struct crypto_tfm *tfm);
const char *cryptodev_driver_name(const struct cryptodev_driver *driver);
int cryptodev_drivers_load(void);
void cryptodev_drivers_hide(void);
void cryptodev_drivers_unload(void);

#endif /* CRYPTODEV_COUNTERS_H */
