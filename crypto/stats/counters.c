// SPDX-License-Identifier: GPL-2.0
/*
 * Usage counters. The counters of an open file are freed with the file and its
 * last session. The counters of a driver are freed when the module is unloaded.
 */
#include <linux/slab.h>

#include "crypto/modexp/modexp.h"
#include "crypto/session.h"
#include "crypto/stats/counters.h"
#include "crypto/stats/drivers.h"
#include "crypto/stats/stats.h"

DEFINE_PER_CPU(struct cryptodev_counts, cryptodev_unaccounted);

/*
 * A 32-bit CPU writes a count of 64 bits in two steps, so read until it is
 * stable.
 */
static u64 read_count(const u64 *count)
{
	u64 value;

	do
		value = READ_ONCE(*count);
	while (value != READ_ONCE(*count));
	return value;
}

/**
 * cryptodev_counts_sum() - add up the counts of all CPUs
 * @counts: counts of a driver or an open file
 *
 * Takes no lock and never sleeps. May miss requests that are counted meanwhile.
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
		sum.kept += read_count(&c->kept);
		sum.failed_over += read_count(&c->failed_over);
	}
	return sum;
}

/**
 * cryptodev_counters_create() - allocate the counters of an open file
 * May sleep.
 *
 * Return: counters with one reference, or NULL if there is no memory.
 */
struct cryptodev_counters *cryptodev_counters_create(void)
{
	struct cryptodev_counters *counters;

	counters = kzalloc(sizeof(*counters), GFP_KERNEL_ACCOUNT);
	if (!counters)
		return NULL;
	counters->counts = alloc_percpu_gfp(struct cryptodev_counts,
					    GFP_KERNEL_ACCOUNT);
	if (!counters->counts) {
		kfree(counters);
		return NULL;
	}
	refcount_set(&counters->refs, 1);
	return counters;
}

/**
 * cryptodev_counters_put() - drop a reference to counters
 * @counters: counters of an open file; the last reference frees them
 *
 * May sleep.
 */
void cryptodev_counters_put(struct cryptodev_counters *counters)
{
	if (!refcount_dec_and_test(&counters->refs))
		return;
	free_percpu(counters->counts);
	kfree(counters);
}

static void count_operation(struct cryptodev_counts __percpu *counts, u32 len,
			    bool failed, enum cryptodev_route_reason why)
{
	cryptodev_count_submit(counts, len);
	if (failed)
		this_cpu_inc(counts->errors);
	if (why == CRYPTODEV_FAILED_OVER)
		this_cpu_inc(counts->failed_over);
	else if (why != CRYPTODEV_OFFLOADED)
		this_cpu_inc(counts->kept);
}

/**
 * cryptodev_count_sessionless() - count an operation that has no session
 * @op: the operation, which has ended, with a driver
 * @len: bytes of its input
 * @failed: true if it ended with an error
 *
 * Never sleeps.
 */
void cryptodev_count_sessionless(const struct cryptodev_modexp_op *op, u32 len,
				 bool failed)
{
	count_operation(op->driver->counts, len, failed, op->why);
	count_operation(op->usage->counts, len, failed, op->why);
}

/*
 * Counts a session of the driver. Returns the driver, or NULL without memory.
 */
static struct cryptodev_driver *add_session(struct cryptodev_driver *driver)
{
	if (driver)
		atomic_inc(&driver->sessions);
	return driver;
}

/**
 * cryptodev_counters_add() - count a session and its requests
 * @counters: counters of the open file; the session takes a reference
 * @ses: the session with its transforms, not visible to other threads yet
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM. In both cases cryptodev_session_free() undoes it.
 */
int cryptodev_counters_add(struct cryptodev_counters *counters,
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
		ses->driver[nr] = add_session(cryptodev_driver_find(tfm[i]));
		if (!ses->driver[nr])
			return -ENOMEM;
		nr++;
	}
	if (!nr && cryptodev_session_compresses(ses)) {
		ses->driver[0] = add_session(cryptodev_driver_zlib());
		if (!ses->driver[0])
			return -ENOMEM;
		nr++;
	}
	if (nr)
		ses->counts = ses->driver[0]->counts;
	if (nr > 1) {
		ses->more_counts = ses->driver[1]->counts;
		ses->two_drivers = true;
	}
	refcount_inc(&counters->refs);
	ses->counters = counters;
	ses->file_counts = counters->counts;
	return 0;
}

/**
 * cryptodev_counters_remove() - uncount a session and drop its counters
 * @ses: the session, which cryptodev_counters_add() may not have counted
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
 * cryptodev_count_errors() - count a request that ends with an error
 * @ses: its session
 * @nr: 1, or 0 for a request without an error, which takes as long
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
