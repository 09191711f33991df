// SPDX-License-Identifier: GPL-2.0
/*
 * Counting. An open file's counts are freed with the file and its last session;
 * a driver's are kept until the module is unloaded.
 */
#include <linux/slab.h>

#include "crypto/session.h"
#include "crypto/stats/drivers.h"
#include "crypto/stats/stats.h"

DEFINE_PER_CPU(struct cryptodev_counts, cryptodev_unaccounted);

/* Of 64 bits, which a CPU of 32 changes one half after the other. */
static u64 read_count(const u64 *count)
{
	u64 value;

	do
		value = READ_ONCE(*count);
	while (value != READ_ONCE(*count));
	return value;
}

/**
 * cryptodev_counts_sum() - the counts of all CPUs
 * @counts: a driver's or an open file's
 *
 * Takes no lock. Requests that are counted meanwhile may be missing.
 *
 * Return: the sum.
 */
struct cryptodev_counts
cryptodev_counts_sum(const struct cryptodev_counts __percpu *counts)
{
	struct cryptodev_counts sum = {};
	int cpu;

	for_each_possible_cpu(cpu) {
		const struct cryptodev_counts *c = per_cpu_ptr(counts, cpu);

		sum.requests += read_count(&c->requests);
		sum.bytes += read_count(&c->bytes);
		sum.errors += read_count(&c->errors);
	}
	return sum;
}

/**
 * cryptodev_counters_create() - a file is opened
 *
 * May sleep.
 *
 * Return: counts with one reference, or NULL if there is no memory.
 */
struct cryptodev_counters *cryptodev_counters_create(void)
{
	struct cryptodev_counters *usage;

	usage = kzalloc(sizeof(*usage), GFP_KERNEL_ACCOUNT);
	if (!usage)
		return NULL;
	usage->counts = alloc_percpu_gfp(struct cryptodev_counts,
					 GFP_KERNEL_ACCOUNT);
	if (!usage->counts) {
		kfree(usage);
		return NULL;
	}
	refcount_set(&usage->refs, 1);
	return usage;
}

/**
 * cryptodev_counters_put() - drop a reference
 * @usage: the open file's
 *
 * The last one frees it. May sleep.
 */
void cryptodev_counters_put(struct cryptodev_counters *usage)
{
	if (!refcount_dec_and_test(&usage->refs))
		return;
	free_percpu(usage->counts);
	kfree(usage);
}

/**
 * cryptodev_count_sessionless() - count an operation that has no session
 * @usage: of the open file that asks
 * @driver: of the driver that serves it
 * @len: bytes of its input
 * @failed: it has ended with an error
 */
void cryptodev_count_sessionless(const struct cryptodev_counters *usage,
			   const struct cryptodev_driver *driver, u32 len,
			   bool failed)
{
	cryptodev_count_submit(driver->counts, len);
	cryptodev_count_submit(usage->counts, len);
	if (failed) {
		this_cpu_inc(driver->counts->errors);
		this_cpu_inc(usage->counts->errors);
	}
}

/* Return: the driver, which has one session more, or NULL. */
static struct cryptodev_driver *add_session(struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver = cryptodev_driver_find(tfm);

	if (driver)
		atomic_inc(&driver->sessions);
	return driver;
}

/**
 * cryptodev_counters_add() - count a session and its requests
 * @usage: of the open file that will own it
 * @ses: the session, with its transforms, still private to its maker
 *
 * May sleep.
 *
 * Return: 0, or -ENOMEM; cryptodev_session_free() undoes it either way.
 */
int cryptodev_counters_add(struct cryptodev_counters *usage,
			struct cryptodev_session *ses)
{
	struct crypto_tfm *tfm[] = {
		ses->cipher_tfm,
		ses->hash_tfm,
	};
	unsigned int i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(tfm); i++) {
		if (!tfm[i])
			continue;
		ses->driver[nr] = add_session(tfm[i]);
		if (!ses->driver[nr])
			return -ENOMEM;
		nr++;
	}
	if (nr)
		ses->counts = ses->driver[0]->counts;
	if (nr > 1) {
		ses->more_counts = ses->driver[1]->counts;
		ses->two_drivers = true;
	}
	refcount_inc(&usage->refs);
	ses->counters = usage;
	ses->file_counts = usage->counts;
	return 0;
}

/**
 * cryptodev_counters_remove() - a session is no more
 * @ses: the session, whether cryptodev_counters_add() has counted it or not
 *
 * May sleep.
 */
void cryptodev_counters_remove(struct cryptodev_session *ses)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(ses->driver); i++)
		if (ses->driver[i])
			atomic_dec(&ses->driver[i]->sessions);
	if (ses->counters)
		cryptodev_counters_put(ses->counters);
}

/**
 * cryptodev_count_errors() - requests have ended
 * @ses: their session
 * @nr: how many of them with an error: 1 or 0, which takes as long
 *
 * Runs in any context.
 */
void cryptodev_count_errors(struct cryptodev_session *ses, u32 nr)
{
	this_cpu_add(ses->counts->errors, nr);
	this_cpu_add(ses->file_counts->errors, nr);
	if (ses->two_drivers) {
		this_cpu_add(ses->more_counts->errors, nr);
		this_cpu_add(ses->file_counts->errors, nr);
	}
}
