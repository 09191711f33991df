// SPDX-License-Identifier: GPL-2.0
/*
 * Queues of results: limits on the requests in flight, fetching, and cleanup at
 * the last close of the file. Relies on complete.c to free requests that no task
 * fetches.
 */
#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/sched/user.h>
#include <linux/slab.h>

#include "crypto/request/request_private.h"
#include "zc/reject.h"

/*
 * Limit on the requests of one queue that are submitted and not fetched: a
 * sysctl of dev.crypto.
 */
unsigned int cryptodev_max_in_flight = 4096;

/* Limit on the bytes that these requests may pin: a sysctl of dev.crypto. */
unsigned int cryptodev_max_pinned_bytes = SZ_64M;

/**
 * cryptodev_queue_create() - make a queue
 * May sleep.
 *
 * Return: a queue with one reference, or NULL if there is no memory.
 */
struct cryptodev_queue *cryptodev_queue_create(void)
{
	struct cryptodev_queue *q = kzalloc(sizeof(*q), GFP_KERNEL_ACCOUNT);

	if (!q)
		return NULL;
	kref_init(&q->ref);
	spin_lock_init(&q->lock);
	INIT_LIST_HEAD(&q->done);
	init_waitqueue_head(&q->wait);
	return q;
}

static void queue_free(struct kref *ref)
{
	kfree(container_of(ref, struct cryptodev_queue, ref));
}

/**
 * cryptodev_queue_put() - drop a reference to a queue
 * @q: the queue; the last reference frees it
 *
 * Runs in any context.
 */
void cryptodev_queue_put(struct cryptodev_queue *q)
{
	kref_put(&q->ref, queue_free);
}

/* Counts as io_uring does: per user, against RLIMIT_MEMLOCK of the task. */
static int charge_memlock(struct cryptodev_async *async)
{
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	struct user_struct *user = current_user();

	if (!async->pages || capable(CAP_IPC_LOCK))
		return 0;
	if (atomic_long_add_return(async->pages, &user->locked_vm) > limit) {
		atomic_long_sub(async->pages, &user->locked_vm);
		return cryptodev_reject(-ENOMEM, "RLIMIT_MEMLOCK exceeded");
	}
	async->cred = get_current_cred();
	return 0;
}

static void uncharge_memlock(struct cryptodev_async *async)
{
	if (!async->cred)
		return;
	atomic_long_sub(async->pages, &async->cred->user->locked_vm);
	put_cred(async->cred);
	async->cred = NULL;
}

static unsigned long max_pages(void)
{
	return READ_ONCE(cryptodev_max_pinned_bytes) >> PAGE_SHIFT;
}

/**
 * cryptodev_queue_charge() - count a request before its submission
 * @q: the queue; the request takes a reference
 * @req: the request, @req->async.pages filled in
 *
 * Never sleeps; the caller is the submitting task.
 *
 * Return: 0, -EBUSY if the queue has reached a limit, or -ENOMEM for
 * RLIMIT_MEMLOCK.
 */
int cryptodev_queue_charge(struct cryptodev_queue *q,
			   struct cryptodev_request *req)
{
	struct cryptodev_async *async = &req->async;
	unsigned long flags;
	int err;

	err = charge_memlock(async);
	if (err)
		return err;
	spin_lock_irqsave(&q->lock, flags);
	if (cryptodev_queue_has_slot(q) &&
	    q->pages + async->pages <= max_pages()) {
		q->in_flight++;
		q->pages += async->pages;
	} else {
		err = cryptodev_reject(-EBUSY, "queue is full");
	}
	spin_unlock_irqrestore(&q->lock, flags);
	if (err)
		uncharge_memlock(async);
	else
		kref_get(&q->ref);
	return err;
}

/**
 * cryptodev_queue_count() - count a request in flight, even in a full queue
 * @q: the queue; the request, which pins nothing, takes a reference
 *
 * Never sleeps; the caller has interrupts on.
 */
void cryptodev_queue_count(struct cryptodev_queue *q)
{
	spin_lock_irq(&q->lock);
	q->in_flight++;
	spin_unlock_irq(&q->lock);
	kref_get(&q->ref);
}

/**
 * cryptodev_queue_uncharge() - uncount a request and drop its queue
 * @q: the queue
 * @req: the request, which is fetched or freed
 *
 * Never sleeps.
 */
void cryptodev_queue_uncharge(struct cryptodev_queue *q,
			      struct cryptodev_request *req)
{
	unsigned long flags;
	bool was_full;

	spin_lock_irqsave(&q->lock, flags);
	was_full = !cryptodev_queue_has_slot(q) || req->async.pages;
	q->in_flight--;
	q->pages -= req->async.pages;
	spin_unlock_irqrestore(&q->lock, flags);
	uncharge_memlock(&req->async);
	if (was_full)
		wake_up_interruptible_poll(&q->wait, EPOLLOUT | EPOLLWRNORM);
	cryptodev_queue_put(q);
}

/**
 * cryptodev_queue_deliver() - add a request to the results of a queue
 * @q: the queue
 * @req: the request, with its result
 *
 * Runs in any context.
 *
 * Return: true, and the queue owns the request; false if the queue is dead, so
 * that no task can fetch the request.
 */
bool cryptodev_queue_deliver(struct cryptodev_queue *q,
			     struct cryptodev_request *req)
{
	unsigned long flags;
	bool dead;

	spin_lock_irqsave(&q->lock, flags);
	dead = q->dead;
	if (!dead) {
		list_add_tail(&req->async.node, &q->done);
		q->nr_done++;
		wake_up_poll(&q->wait, EPOLLIN | EPOLLRDNORM);
	}
	spin_unlock_irqrestore(&q->lock, flags);
	return !dead;
}

/**
 * cryptodev_queue_kill() - free the results and drop the file's reference
 * @q: the queue, or NULL
 *
 * No task can fetch results any more. A request in flight is freed when its
 * driver completes it. May sleep.
 */
void cryptodev_queue_kill(struct cryptodev_queue *q)
{
	struct cryptodev_request *req, *next;
	LIST_HEAD(done);

	if (!q)
		return;
	spin_lock_irq(&q->lock);
	WRITE_ONCE(q->dead, true);
	list_splice_init(&q->done, &done);
	spin_unlock_irq(&q->lock);
	list_for_each_entry_safe(req, next, &done, async.node) {
		cryptodev_async_drop(req);
		cond_resched();
	}
	cryptodev_queue_put(q);
}

/**
 * cryptodev_queue_has_slot() - is there room for a request that pins nothing?
 * @q: the queue
 *
 * Runs in any context.
 */
bool cryptodev_queue_has_slot(struct cryptodev_queue *q)
{
	return READ_ONCE(q->in_flight) < READ_ONCE(cryptodev_max_in_flight);
}

/**
 * cryptodev_queue_has_room() - is there room for a request that pins pages?
 * @q: the queue
 *
 * Runs in any context.
 */
bool cryptodev_queue_has_room(struct cryptodev_queue *q)
{
	return cryptodev_queue_has_slot(q) &&
	       READ_ONCE(q->pages) < max_pages();
}

/*
 * True if the submitting address space has exited: no task can fetch the
 * result.
 */
static bool submitter_has_exited(const struct cryptodev_request *req)
{
	return !atomic_read(&req->async.mm->mm_users);
}

/*
 * Takes a result that is there if the caller submitted it, or if its submitter
 * has exited.
 */
static struct cryptodev_request *take_result(struct cryptodev_queue *q,
					     struct cryptodev_request *req)
{
	lockdep_assert_held(&q->lock);
	if (!req)
		return ERR_PTR(-EBUSY);
	if (req->async.mm != current->mm && !submitter_has_exited(req))
		return ERR_PTR(cryptodev_reject(-EPERM, "not the submitter"));
	list_del(&req->async.node);
	q->nr_done--;
	return req;
}

static struct cryptodev_request *take_oldest(struct cryptodev_queue *q)
{
	struct cryptodev_request *req;

	spin_lock_irq(&q->lock);
	req = take_result(q, list_first_entry_or_null(&q->done,
						      struct cryptodev_request,
						      async.node));
	spin_unlock_irq(&q->lock);
	return req;
}

/**
 * cryptodev_queue_fetch() - take the oldest result
 * @q: the queue
 *
 * Frees older results whose submitter has exited. May sleep.
 *
 * Return: the request, which the caller finishes and puts; -EBUSY if there is
 * no result, or -EPERM if another address space submitted the request, which
 * then stays in the queue.
 */
struct cryptodev_request *cryptodev_queue_fetch(struct cryptodev_queue *q)
{
	struct cryptodev_request *req;

	while (!IS_ERR(req = take_oldest(q)) && req->async.mm != current->mm)
		cryptodev_async_drop(req);
	return req;
}

/* The result with a cookie of that value, or NULL. */
static struct cryptodev_request *find_cookie(struct cryptodev_queue *q,
					     unsigned int which, u64 value)
{
	struct cryptodev_request *req;

	lockdep_assert_held(&q->lock);
	list_for_each_entry(req, &q->done, async.node)
		if (req->async.cookie[which] == value)
			return req;
	return NULL;
}

/**
 * cryptodev_queue_fetch_cookie() - fetch the result of a certain request
 * @q: the queue
 * @which: index of the request's cookie
 * @value: value of the cookie
 *
 * May sleep. The search takes as long as the queue has results, of which there are
 * at most max_in_flight.
 *
 * Return: the request, which the caller finishes and puts; -EBUSY if no result is
 * that of such a request, -EPERM if another process submitted it.
 */
struct cryptodev_request *
cryptodev_queue_fetch_cookie(struct cryptodev_queue *q, unsigned int which,
			     u64 value)
{
	struct cryptodev_request *req;

	spin_lock_irq(&q->lock);
	req = take_result(q, find_cookie(q, which, value));
	spin_unlock_irq(&q->lock);
	if (IS_ERR(req) || req->async.mm == current->mm)
		return req;
	cryptodev_async_drop(req);
	return ERR_PTR(-EBUSY);
}

/**
 * cryptodev_queue_unfetch() - return a result that was not delivered
 * @q: the queue; the caller's @req becomes its oldest result again
 * @req: a request after cryptodev_async_finish()
 *
 * Never sleeps; the caller has interrupts on.
 */
void cryptodev_queue_unfetch(struct cryptodev_queue *q,
			     struct cryptodev_request *req)
{
	spin_lock_irq(&q->lock);
	list_add(&req->async.node, &q->done);
	q->nr_done++;
	wake_up_poll(&q->wait, EPOLLIN | EPOLLRDNORM);
	spin_unlock_irq(&q->lock);
}
