// SPDX-License-Identifier: GPL-2.0
/*
 * Queues of results: how much may be under way, who may fetch, and what
 * becomes of it all when nobody will.
 */
#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/sched/user.h>
#include <linux/slab.h>

#include "crypto/request/request_private.h"
#include "zc/reject.h"

/* Requests of one queue that are submitted and not fetched: sysctl dev.crypto. */
unsigned int cryptodev_max_in_flight = 4096;

/* Bytes that they may have pinned. */
unsigned int cryptodev_max_pinned_bytes = SZ_64M;

/**
 * cryptodev_queue_create() - make a queue
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
 * cryptodev_queue_put() - drop a reference
 * @q: the queue
 *
 * Runs in any context.
 */
void cryptodev_queue_put(struct cryptodev_queue *q)
{
	kref_put(&q->ref, queue_free);
}

/* As io_uring counts what it pins: by user, RLIMIT_MEMLOCK of the task. */
static int charge_memlock(struct cryptodev_async *async)
{
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	struct user_struct *user = current_user();

	if (!async->pages || capable(CAP_IPC_LOCK))
		return 0;
	if (atomic_long_add_return(async->pages, &user->locked_vm) > limit) {
		atomic_long_sub(async->pages, &user->locked_vm);
		return cryptodev_reject(-ENOMEM, "RLIMIT_MEMLOCK");
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
 * cryptodev_queue_charge() - count a request that is to be submitted
 * @q: the queue
 * @req: the request, @req->async.pages filled in
 *
 * Return: 0, -EBUSY if as much is under way as may be, -ENOMEM for
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
 * cryptodev_queue_count() - count a request that is under way, full or not
 * @q: the queue; the request, which pins nothing, has a reference from now on
 */
void cryptodev_queue_count(struct cryptodev_queue *q)
{
	spin_lock_irq(&q->lock);
	q->in_flight++;
	spin_unlock_irq(&q->lock);
	kref_get(&q->ref);
}

/**
 * cryptodev_queue_uncharge() - a request has been fetched, or will not be
 * @q: the queue
 * @req: the request; its reference to the queue goes
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
 * cryptodev_queue_deliver() - a request has a result
 * @q: the queue
 * @req: the request
 *
 * Runs in any context.
 *
 * Return: whether it is now the queue's; if not, nobody will fetch it.
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
 * cryptodev_queue_kill() - nobody will fetch any more
 * @q: the queue, or NULL; the caller's reference goes
 *
 * What is under way is freed when its drivers let go of it. May sleep.
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
 * cryptodev_queue_has_slot() - would a request that pins nothing be taken now?
 * @q: the queue
 */
bool cryptodev_queue_has_slot(struct cryptodev_queue *q)
{
	return READ_ONCE(q->in_flight) < READ_ONCE(cryptodev_max_in_flight);
}

/**
 * cryptodev_queue_has_room() - would a request be taken now that pins a little?
 * @q: the queue
 */
bool cryptodev_queue_has_room(struct cryptodev_queue *q)
{
	return cryptodev_queue_has_slot(q) &&
	       READ_ONCE(q->pages) < max_pages();
}

/* The address space that asked has gone, and with it whoever could fetch. */
static bool is_left_behind(const struct cryptodev_request *req)
{
	return !atomic_read(&req->async.mm->mm_users);
}

/* The oldest, if it is the caller's or nobody's. */
static struct cryptodev_request *take_oldest(struct cryptodev_queue *q)
{
	struct cryptodev_request *req;

	spin_lock_irq(&q->lock);
	req = list_first_entry_or_null(&q->done, struct cryptodev_request,
				       async.node);
	if (!req) {
		req = ERR_PTR(-EBUSY);
	} else if (req->async.mm != current->mm && !is_left_behind(req)) {
		req = ERR_PTR(cryptodev_reject(-EPERM, "asked by another"));
	} else {
		list_del(&req->async.node);
		q->nr_done--;
	}
	spin_unlock_irq(&q->lock);
	return req;
}

/**
 * cryptodev_queue_fetch() - take the oldest result
 * @q: the queue
 *
 * Results that nobody can fetch any more, since the process that asked has
 * ended, are dropped on the way. May sleep.
 *
 * Return: the request, to be finished and put by the caller; -EBUSY if there is
 * none, -EPERM if another address space asked for it, which loses nothing.
 */
struct cryptodev_request *cryptodev_queue_fetch(struct cryptodev_queue *q)
{
	struct cryptodev_request *req;

	while (!IS_ERR(req = take_oldest(q)) && req->async.mm != current->mm)
		cryptodev_async_drop(req);
	return req;
}

/**
 * cryptodev_queue_unfetch() - put back a result that could not be told
 * @q: the queue
 * @req: the request, finished
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
