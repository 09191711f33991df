/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's record of code that runs for a fuzzer (KCOV). A task records its own
 * code. These functions mark the code that runs on its behalf in worker threads, in
 * workqueues and in drivers' callbacks. Without CONFIG_KCOV they do nothing.
 */
#ifndef CRYPTODEV_COVERAGE_H
#define CRYPTODEV_COVERAGE_H

#include <linux/kcov.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/types.h>

/**
 * struct cryptodev_coverage - whose record the code of a request belongs to
 * @handle: number of the submitter's record, or 0; only with CONFIG_KCOV
 */
struct cryptodev_coverage {
#ifdef CONFIG_KCOV
	typeof(kcov_common_handle()) handle;
#endif
};

/**
 * cryptodev_coverage_note() - note the record of the calling task
 * @cov: out: the record
 *
 * Never sleeps.
 */
static inline void cryptodev_coverage_note(struct cryptodev_coverage *cov)
{
#ifdef CONFIG_KCOV
	cov->handle = kcov_common_handle();
#endif
}

/* The handle is a number, or from Linux 7.2 on a structure. */
static inline bool cryptodev_coverage_is_recorded(const struct cryptodev_coverage *cov)
{
	return memchr_inv(cov, 0, sizeof(*cov));
}

/**
 * cryptodev_coverage_start() - add the code that follows to a record
 * @cov: the record
 *
 * For a thread that records no code of its own: a worker thread, or a workqueue's.
 * May sleep.
 */
static inline void
cryptodev_coverage_start(const struct cryptodev_coverage *cov)
{
#ifdef CONFIG_KCOV
	if (cryptodev_coverage_is_recorded(cov))
		kcov_remote_start_common(cov->handle);
#endif
}

/**
 * cryptodev_coverage_stop() - undo cryptodev_coverage_start()
 * Never sleeps.
 */
static inline void cryptodev_coverage_stop(void)
{
	kcov_remote_stop();
}

/*
 * A callback may also run in a submitter, which records its own code, in a hard
 * interrupt, where KCOV records nothing, or in a thread that must not sleep.
 */
static inline bool cryptodev_coverage_in_callback(void)
{
	return IS_ENABLED(CONFIG_KCOV) && in_serving_softirq() && !hardirq_count();
}

/**
 * cryptodev_coverage_start_callback() - as cryptodev_coverage_start(), for callbacks
 * @cov: the record
 *
 * Records soft interrupts only. Runs in any context, and never sleeps.
 */
static inline void
cryptodev_coverage_start_callback(const struct cryptodev_coverage *cov)
{
	if (cryptodev_coverage_in_callback())
		cryptodev_coverage_start(cov);
}

/**
 * cryptodev_coverage_stop_callback() - undo cryptodev_coverage_start_callback()
 * Runs in any context, and never sleeps.
 */
static inline void cryptodev_coverage_stop_callback(void)
{
	if (cryptodev_coverage_in_callback())
		cryptodev_coverage_stop();
}

/*
 * io_uring processes a command that may wait in a thread of its own, which inherits
 * the record of the ring's task.
 */
static inline bool cryptodev_coverage_in_io_thread(void)
{
	return IS_ENABLED(CONFIG_KCOV) && current->flags & PF_IO_WORKER;
}

/**
 * cryptodev_coverage_start_io() - as cryptodev_coverage_start(), for io_uring
 *
 * Records io_uring's threads only. May sleep.
 */
static inline void cryptodev_coverage_start_io(void)
{
	struct cryptodev_coverage cov = {};

	if (!cryptodev_coverage_in_io_thread())
		return;
	cryptodev_coverage_note(&cov);
	cryptodev_coverage_start(&cov);
}

/**
 * cryptodev_coverage_stop_io() - undo cryptodev_coverage_start_io()
 * Never sleeps.
 */
static inline void cryptodev_coverage_stop_io(void)
{
	if (cryptodev_coverage_in_io_thread())
		cryptodev_coverage_stop();
}

#endif /* CRYPTODEV_COVERAGE_H */
