// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions whose results come back in the order in which they were asked for.
 */
#include "crypto/request/request_private.h"

/* Delivered with interrupts off; what else is ready waits for a thread. */
#define AT_ONCE		32

/* The oldest if it is ready, else NULL. */
static struct cryptodev_request *next_ready(struct cryptodev_session *ses)
{
	struct cryptodev_request *req;

	lockdep_assert_held(&ses->order_lock);
	req = list_first_entry_or_null(&ses->order, struct cryptodev_request,
				       async.in_order);
	return req && req->async.ready ? req : NULL;
}

/*
 * What is not delivered has a reference to the session, so dropping ours does
 * not free it here.
 */
static void leave_the_rest(struct cryptodev_session *ses)
{
	refcount_inc(&ses->refs);
	if (!cryptodev_do_later(&ses->order_work))
		cryptodev_session_put(ses);
}

/*
 * What is delivered may be fetched, and the session freed, in that moment: but
 * not before a grace period, and so not while the lock is held.
 */
static void deliver_ready(struct cryptodev_session *ses,
			  struct cryptodev_request *answered)
{
	struct cryptodev_request *req;
	unsigned int left = AT_ONCE;
	unsigned long flags;

	/* For PREEMPT_RT, whose unlocking is longer than its lock. */
	rcu_read_lock();
	spin_lock_irqsave(&ses->order_lock, flags);
	if (answered)
		answered->async.ready = true;
	while ((req = next_ready(ses)) && left--) {
		list_del(&req->async.in_order);
		cryptodev_async_deliver(req);
	}
	if (req)
		leave_the_rest(ses);
	spin_unlock_irqrestore(&ses->order_lock, flags);
	rcu_read_unlock();
}

static void deliver_rest(struct work_struct *work)
{
	struct cryptodev_session *ses =
		container_of(work, struct cryptodev_session, order_work);

	deliver_ready(ses, NULL);
	cryptodev_session_put(ses);
}

/**
 * cryptodev_order_init() - nothing has been asked for yet
 * @ses: a session in the making
 */
void cryptodev_order_init(struct cryptodev_session *ses)
{
	spin_lock_init(&ses->order_lock);
	INIT_LIST_HEAD(&ses->order);
	INIT_WORK(&ses->order_work, deliver_rest);
}

/**
 * cryptodev_order_add() - a request is submitted
 * @req: the request, of an ordered session
 */
void cryptodev_order_add(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;

	spin_lock_irq(&ses->order_lock);
	list_add_tail(&req->async.in_order, &ses->order);
	spin_unlock_irq(&ses->order_lock);
}

/**
 * cryptodev_order_answered() - deliver a request when those before it are
 * @req: the request, which has its result; no longer the caller's
 *
 * Runs in any context.
 */
void cryptodev_order_answered(struct cryptodev_request *req)
{
	deliver_ready(req->ses, req);
}
