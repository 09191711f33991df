/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that the files of this folder share with each other alone, and the
 * life of a request.
 *
 * A request that its caller waits for:
 *
 *   cryptodev_request_get()   IDLE   the caller holds it
 *   cryptodev_request_run()          the driver works, the caller waits
 *     driver completes        DONE   the callback wakes the caller
 *     caller is killed        LEFT   the driver alone works on it
 *   cryptodev_request_put()
 *     from IDLE                      a spare of its session
 *     from LEFT               ORPHAN the driver's callback frees it
 *
 * A queued request:
 *
 *   cryptodev_async_submit()         its queue and its driver hold it
 *     driver completes               the callback moves it to the results of its
 *                                    queue, or calls async.notify; of an ordered
 *                                    session, after the requests before it
 *   cryptodev_queue_fetch()          the task that fetches it holds it
 *   cryptodev_async_finish()         that task copies the output
 *   cryptodev_async_put()            a spare of its session
 *
 * A request of several steps, or one with CRYPTODEV_OP_WORKER, waits on the list
 * of a thread in between, which then processes it as a caller would. The last
 * close of the file kills the queue: a request that completes after that is
 * dropped by cryptodev_async_drop().
 */
#ifndef CRYPTODEV_REQUEST_PRIVATE_H
#define CRYPTODEV_REQUEST_PRIVATE_H

#include "crypto/request/request.h"
#include "crypto/stats/stats.h"

/* request.c */
int cryptodev_request_process(struct cryptodev_request *req);
void cryptodev_request_hold_module(void);
void cryptodev_request_drop_module(void);
void cryptodev_request_forsake(struct cryptodev_request *req);

/* queue.c */
void cryptodev_queue_put(struct cryptodev_queue *q);
int cryptodev_queue_charge(struct cryptodev_queue *q,
			   struct cryptodev_request *req);
void cryptodev_queue_count(struct cryptodev_queue *q);
void cryptodev_queue_uncharge(struct cryptodev_queue *q,
			      struct cryptodev_request *req);
bool cryptodev_queue_deliver(struct cryptodev_queue *q,
			     struct cryptodev_request *req);

/* async.c */
void cryptodev_async_answered(struct cryptodev_request *req);
void cryptodev_async_deliver(struct cryptodev_request *req);
void cryptodev_async_process(struct cryptodev_request *req);
void cryptodev_async_cancel(struct cryptodev_request *req);
void cryptodev_async_drop(struct cryptodev_request *req);

/* order.c */
void cryptodev_order_add(struct cryptodev_request *req);
void cryptodev_order_answered(struct cryptodev_request *req);

/* workers.c */
int cryptodev_workers_take(struct cryptodev_request *req);
bool cryptodev_do_later(struct work_struct *work);

/* A TLS record or an SRTP packet. */
static __always_inline bool
cryptodev_request_is_record(const struct cryptodev_request *req)
{
	return req->op.flags & (CRYPTODEV_OP_TLS | CRYPTODEV_OP_SRTP);
}

/**
 * cryptodev_request_begin() - admit, count and trace a request
 * @req: the request, @req->op filled in
 * @pages: pages that it may pin and that no queue counts
 *
 * Return: as cryptodev_request_admit(); on success cryptodev_request_end()
 * follows.
 */
static __always_inline int
cryptodev_request_begin(struct cryptodev_request *req, u32 pages)
{
	int err = cryptodev_request_admit(req, pages);

	if (likely(!err))
		cryptodev_stats_submit(req);
	return err;
}

/**
 * cryptodev_request_end() - count and trace the result of a request
 * @req: the request, which has begun; its driver may still work on it
 * @err: 0 or an error
 *
 * The time that this takes for a TLS record does not depend on @err. Runs in any
 * context.
 */
static __always_inline void
cryptodev_request_end(struct cryptodev_request *req, int err)
{
	if (unlikely(cryptodev_request_is_record(req)))
		cryptodev_stats_record(req, err);
	else
		cryptodev_stats_complete(req, err);
}

#endif /* CRYPTODEV_REQUEST_PRIVATE_H */
