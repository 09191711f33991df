/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much each driver and each open file has been used.
 *
 * A request counts on its CPU alone, in an account of its open file with its
 * driver: what of a driver is told is the sum over files, and the other way
 * round, so that there is one place to count at.
 */
#ifndef CRYPTODEV_USAGE_H
#define CRYPTODEV_USAGE_H

#include <linux/list.h>
#include <linux/percpu.h>
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
 * struct cryptodev_account - what one open file has used of one driver
 * @counts: on each CPU
 * @driver: the driver
 * @of_driver: in the driver's accounts
 * @of_usage: in the open file's
 * @refs: the open file's and one for each session
 */
struct cryptodev_account {
	struct cryptodev_counts __percpu *counts;
	struct cryptodev_driver *driver;
	struct list_head of_driver;
	struct list_head of_usage;
	unsigned int refs;
};

/**
 * struct cryptodev_usage - what one open file has used
 * @accounts: of each driver that it has used
 */
struct cryptodev_usage {
	struct list_head accounts;
};

/* Of sessions that have no account. */
DECLARE_PER_CPU(struct cryptodev_counts, cryptodev_unaccounted);

/* usage.c */
void cryptodev_usage_init(struct cryptodev_usage *usage);
void cryptodev_usage_exit(struct cryptodev_usage *usage);
void cryptodev_usage_sum(struct cryptodev_usage *usage,
			 struct cryptodev_counts *sum);
struct cryptodev_account *
cryptodev_usage_account(struct cryptodev_usage *usage, struct crypto_tfm *tfm);
int cryptodev_usage_add(struct cryptodev_usage *usage,
			struct cryptodev_session *ses);
void cryptodev_usage_remove(struct cryptodev_session *ses);
void cryptodev_count_errors(struct cryptodev_session *ses, u32 nr);
const char *cryptodev_account_driver(const struct cryptodev_account *account);

/* usage_driver.c */
int cryptodev_drivers_load(void);
void cryptodev_drivers_hide(void);
void cryptodev_drivers_unload(void);

#endif /* CRYPTODEV_USAGE_H */
