// SPDX-License-Identifier: GPL-2.0
/*
 * Ordered sessions, which deliver the results of queued requests in the order
 * of their submission. Relies on complete.c for the delivery and on workers.c to
 * continue it in a workqueue.
 */
#include "crypto/request/request_private.h"

/*
 * Limit on requests delivered with interrupts off. A workqueue delivers the
 * rest.
 */
#define DELIVER_MAX		32

/* Returns the oldest request if it has its result, else NULL. */
static struct cryptodev_request *next_ready(struct cryptodev_session *ses)
{
	struct cryptodev_request *req;

	lockdep_assert_held(&ses->order_lock);
	req = list_first_entry_or_null(&ses->order, struct cryptodev_request,
				       async.in_order);
	return req && req->async.ready ? req : NULL;
}

/*
 * Undelivered requests hold references to the session, so
 * cryptodev_session_put() cannot free it here.
 */
static void queue_delivery(struct cryptodev_session *ses)
{
	refcount_inc(&ses->refs);
	if (!cryptodev_do_later(&ses->order_work))
		cryptodev_session_put(ses);
}

/*
 * The task that fetches a delivered request may drop the last reference to the
 * session. But the session is freed only after an RCU grace period, and so not
 * while the lock is held.
 */
static void deliver_ready(struct cryptodev_session *ses,
			  struct cryptodev_request *completed)
{
	struct cryptodev_request *req;
	unsigned int budget = DELIVER_MAX;
	unsigned long flags;

	/*
	 * With PREEMPT_RT, spin_unlock() uses the lock after another task can
	 * take it.
	 */
	rcu_read_lock();
	spin_lock_irqsave(&ses->order_lock, flags);
	if (completed)
		completed->async.ready = true;
	while ((req = next_ready(ses)) && budget--) {
		list_del(&req->async.in_order);
		cryptodev_async_deliver(req);
	}
	if (req)
		queue_delivery(ses);
	spin_unlock_irqrestore(&ses->order_lock, flags);
	rcu_read_unlock();
}

static void deliver_work(struct work_struct *work)
{
	struct cryptodev_session *ses =
		container_of(work, struct cryptodev_session, order_work);

	deliver_ready(ses, NULL);
	cryptodev_session_put(ses);
}

/**
 * cryptodev_order_init() - prepare the order of a new session
 * @ses: the session, not visible to other threads yet
 */
void cryptodev_order_init(struct cryptodev_session *ses)
{
	spin_lock_init(&ses->order_lock);
	INIT_LIST_HEAD(&ses->order);
	INIT_WORK(&ses->order_work, deliver_work);
}

/**
 * cryptodev_order_add() - append a request to its session's order
 * @req: the request, of an ordered session
 *
 * Never sleeps; the caller has interrupts on.
 */
void cryptodev_order_add(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;

	spin_lock_irq(&ses->order_lock);
	list_add_tail(&req->async.in_order, &ses->order);
	spin_unlock_irq(&ses->order_lock);
}

/**
 * cryptodev_order_answered() - deliver a request after the earlier requests
 * @req: a request of an ordered session, with its result; no longer the
 *	 caller's
 *
 * Runs in any context.
 */
void cryptodev_order_answered(struct cryptodev_request *req)
{
	deliver_ready(req->ses, req);
}
