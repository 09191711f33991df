// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that work on requests in their callers' stead. Working takes as long
 * as the caller's memory does to be there, which may be for ever: so each user
 * has a limited number of them, and holds up nobody else.
 */
#include <linux/cpumask.h>
#include <linux/kref.h>
#include <linux/minmax.h>
#include <linux/slab.h>

#include "crypto/workers.h"

/*
 * A user's requests that are worked at once, on a machine of as many CPUs or
 * fewer: those that wait for memory should not keep a CPU from the others.
 */
#define WORKERS_MIN	64

/**
 * struct cryptodev_workers - the threads of one user
 * @ref: the user's reference and one for each queue of results
 * @wq: made when first used, then immutable
 * @free: frees it all
 */
struct cryptodev_workers {
	struct kref ref;
	struct workqueue_struct *wq;
	struct work_struct free;
};

/* What may sleep, but waits for nobody's memory; and what may have to. */
static struct workqueue_struct *later_wq, *unpin_wq;

/**
 * cryptodev_workers_create() - a user may want threads
 *
 * None is made yet. May sleep.
 *
 * Return: with one reference, or NULL if there is no memory.
 */
struct cryptodev_workers *cryptodev_workers_create(void)
{
	struct cryptodev_workers *workers;

	workers = kzalloc(sizeof(*workers), GFP_KERNEL_ACCOUNT);
	if (workers)
		kref_init(&workers->ref);
	return workers;
}

/**
 * cryptodev_workers_get() - take a reference
 * @workers: which the caller has one to
 *
 * Return: @workers.
 */
struct cryptodev_workers *
cryptodev_workers_get(struct cryptodev_workers *workers)
{
	kref_get(&workers->ref);
	return workers;
}

static void free_workers(struct work_struct *work)
{
	struct cryptodev_workers *workers =
		container_of(work, struct cryptodev_workers, free);

	if (workers->wq)
		destroy_workqueue(workers->wq);
	kfree(workers);
}

/* The last reference may be one of its own threads', or an interrupt's. */
static void release(struct kref *ref)
{
	struct cryptodev_workers *workers =
		container_of(ref, struct cryptodev_workers, ref);

	INIT_WORK(&workers->free, free_workers);
	cryptodev_do_later(&workers->free);
}

/**
 * cryptodev_workers_put() - drop a reference
 * @workers: with no work if it is the last
 *
 * Runs in any context.
 */
void cryptodev_workers_put(struct cryptodev_workers *workers)
{
	kref_put(&workers->ref, release);
}

static struct workqueue_struct *start(struct cryptodev_workers *workers)
{
	struct workqueue_struct *wq, *other;

	wq = alloc_workqueue("cryptodev_work", WQ_UNBOUND,
			     max_t(int, WORKERS_MIN, num_possible_cpus()));
	if (!wq)
		return NULL;
	other = cmpxchg(&workers->wq, NULL, wq);
	if (!other)
		return wq;
	destroy_workqueue(wq);
	return other;
}

/**
 * cryptodev_workers_queue() - have a thread do something
 * @workers: whose
 * @work: what; may sleep for as long as it takes
 *
 * May sleep.
 *
 * Return: 0, or -ENOMEM if there is no memory for threads.
 */
int cryptodev_workers_queue(struct cryptodev_workers *workers,
			    struct work_struct *work)
{
	/* Pairs with cmpxchg() above: what is seen is ready. */
	struct workqueue_struct *wq = smp_load_acquire(&workers->wq);

	if (!wq)
		wq = start(workers);
	if (!wq)
		return -ENOMEM;
	queue_work(wq, work);
	return 0;
}

/**
 * cryptodev_do_later() - have something done that may sleep
 * @work: what; must not wait for any user's memory
 *
 * Runs in any context.
 *
 * Return: false if @work was queued already.
 */
bool cryptodev_do_later(struct work_struct *work)
{
	return queue_work(later_wq, work);
}

/**
 * cryptodev_unpin_later() - have a request go that nobody waits for
 * @work: what frees it; if its output was pinned and its pages are a file's, it
 *	  waits until who serves that file is done with them
 *
 * Runs in any context.
 */
void cryptodev_unpin_later(struct work_struct *work)
{
	queue_work(unpin_wq, work);
}

/**
 * cryptodev_workers_init() - at load
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_workers_init(void)
{
	later_wq = alloc_workqueue("cryptodev_later", WQ_UNBOUND, 0);
	if (!later_wq)
		return -ENOMEM;
	unpin_wq = alloc_workqueue("cryptodev_unpin", WQ_UNBOUND, 0);
	if (unpin_wq)
		return 0;
	destroy_workqueue(later_wq);
	return -ENOMEM;
}

/**
 * cryptodev_workers_exit() - at unload, when no request is left
 */
void cryptodev_workers_exit(void)
{
	/* What unpins may have something done later. */
	destroy_workqueue(unpin_wq);
	destroy_workqueue(later_wq);
}
