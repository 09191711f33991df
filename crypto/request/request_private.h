/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that only the files of this folder share, and the life of a
 * request.
 *
 * A request that its caller waits for:
 *
 *   cryptodev_request_get()   IDLE   the caller owns it
 *   cryptodev_request_run()          the driver processes it, the caller waits
 *     driver completes        DONE   the callback wakes the task
 *     caller is killed        LEFT   only the driver holds it
 *   cryptodev_request_put()
 *     from IDLE                      becomes a spare of its session
 *     from LEFT               ORPHAN the driver's callback frees it
 *
 * A queued request:
 *
 *   cryptodev_async_submit()         its queue and its driver hold it
 *     driver completes               the callback adds it to the results of its
 *                                    queue or calls async.notify; in an ordered
 *                                    session, after the earlier requests
 *   cryptodev_queue_fetch()          the task that fetches it owns it
 *   cryptodev_async_finish()         that task copies the output
 *   cryptodev_async_put()            becomes a spare of its session
 *
 * A request of several steps, or one with CRYPTODEV_OP_WORKER, waits in the
 * list of the process's worker threads. A thread then processes it as a caller
 * would. The last close of the file kills the queue: cryptodev_async_drop()
 * frees a request that completes after that.
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
void cryptodev_async_process(struct cryptodev_request *req);
void cryptodev_async_cancel(struct cryptodev_request *req);

/* complete.c */
void cryptodev_async_complete(struct cryptodev_request *req, int result);
void cryptodev_async_answered(struct cryptodev_request *req);
void cryptodev_async_deliver(struct cryptodev_request *req);
void cryptodev_async_drop(struct cryptodev_request *req);

/* order.c */
void cryptodev_order_add(struct cryptodev_request *req);
void cryptodev_order_answered(struct cryptodev_request *req);

/* workers.c */
int cryptodev_workers_take(struct cryptodev_request *req);
bool cryptodev_do_later(struct work_struct *work);

/* True for a TLS record or an SRTP packet. */
static __always_inline bool
cryptodev_request_is_record(const struct cryptodev_request *req)
{
	return req->op.flags & (CRYPTODEV_OP_TLS | CRYPTODEV_OP_SRTP);
}

/**
 * cryptodev_request_begin() - admit, count and trace a request
 * @req: the request, @req->op filled in
 * @pages: pages that the request may pin and that no queue counts
 *
 * Never sleeps. On success the caller must call cryptodev_request_end() later.
 *
 * Return: as cryptodev_request_admit().
 */
static __always_inline int
cryptodev_request_begin(struct cryptodev_request *req, u32 pages)
{
	int err = cryptodev_request_admit(req, pages);

	cryptodev_coverage_note(&req->coverage);
	if (likely(!err))
		cryptodev_stats_submit(req);
	return err;
}

/**
 * cryptodev_request_end() - count and trace the result of a request
 * @req: the request, after cryptodev_request_begin(); its driver may still hold
 *	 it
 * @err: 0 or an error
 *
 * For a TLS record, the time that this takes does not depend on @err. Runs in
 * any context.
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
