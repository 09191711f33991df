// SPDX-License-Identifier: GPL-2.0
/*
 * The end of a request that the caller does not wait for: its result goes to the
 * queue, a task fetches it, or no task does and the request is freed. async.c
 * submits the requests.
 */
#include <linux/sched/mm.h>
#include <linux/sched/task.h>

#include "crypto/request/async.h"
#include "crypto/request/request_private.h"
#include "crypto/route/route.h"

static void drop_work(struct work_struct *work)
{
	struct cryptodev_request *req =
		container_of(work, struct cryptodev_request, work);

	cryptodev_coverage_start(&req->coverage);
	cryptodev_async_drop(req);
	cryptodev_coverage_stop();
}

/**
 * cryptodev_async_abandon() - free a request whose result no task fetches
 * @req: a queued request that no driver holds; no longer the caller's
 *
 * Frees the request later, in a workqueue. Runs in any context.
 */
void cryptodev_async_abandon(struct cryptodev_request *req)
{
	INIT_WORK(&req->work, drop_work);
	cryptodev_do_later(&req->work);
}

/**
 * cryptodev_async_deliver() - deliver a result to its queue, or to notify()
 * @req: a queued request with a result; no longer the caller's
 *
 * Runs in any context.
 */
void cryptodev_async_deliver(struct cryptodev_request *req)
{
	if (req->async.notify)
		req->async.notify(req);
	else if (!cryptodev_queue_deliver(req->async.queue, req))
		cryptodev_async_abandon(req);
}

/* Delivers the result, after the earlier requests of an ordered session. */
static void deliver_in_order(struct cryptodev_request *req)
{
	if (req->ses->ordered)
		cryptodev_order_answered(req);
	else
		cryptodev_async_deliver(req);
}

/**
 * cryptodev_async_complete() - deliver the result of a processed request
 * @req: the request; no longer the caller's
 * @result: 0 or an error
 *
 * Releases everything but the result. May sleep.
 */
void cryptodev_async_complete(struct cryptodev_request *req, int result)
{
	req->async.result = result;
	req->async.finished = true;
	/* If the caller was killed, a driver may still hold the request. */
	if (!cryptodev_request_left(req))
		cryptodev_request_release(req);
	cryptodev_request_end(req, result);
	deliver_in_order(req);
}

/* True if the output may contain text that did not verify. */
static bool must_wipe(const struct cryptodev_request *req)
{
	return unlikely(req->err) && req->ses->aead &&
	       req->op.flags & CRYPTODEV_OP_DECRYPT && req->map.out.nr;
}

static void wipe_work(struct work_struct *work)
{
	struct cryptodev_request *req =
		container_of(work, struct cryptodev_request, work);

	cryptodev_coverage_start(&req->coverage);
	zc_discard(&req->map);
	deliver_in_order(req);
	cryptodev_coverage_stop();
}

/**
 * cryptodev_async_answered() - drop one of the two counts of @pending
 * @req: a request in flight: either its submission has returned, or its driver
 *	 has completed it and the result is in @req->err
 *
 * The second call completes the request. Before it delivers the result, it
 * wipes text that did not verify: the output is in pages of the program, and
 * perhaps no task ever fetches the result. Runs in any context.
 */
void cryptodev_async_answered(struct cryptodev_request *req)
{
	if (!atomic_dec_and_test(&req->async.pending))
		return;
	if (req->admitted)
		cryptodev_request_leave(req);
	/* A request that fails over has its result when a task fetches it. */
	if (!req->ses->route || !cryptodev_failover_completed(req))
		cryptodev_request_end(req, req->err);
	if (must_wipe(req)) {
		INIT_WORK(&req->work, wipe_work);
		cryptodev_do_later(&req->work);
	} else {
		deliver_in_order(req);
	}
}

/**
 * cryptodev_async_finish() - copy the output of a fetched request
 * @req: the request
 *
 * Copies output that the driver has not written to the caller's memory. May
 * sleep and fault.
 *
 * Return: the result of the request: 0 or an error.
 */
int cryptodev_async_finish(struct cryptodev_request *req)
{
	struct cryptodev_async *async = &req->async;

	if (!async->finished) {
		async->result = req->ses->ops->finish(req, req->err);
		/*
		 * An error of the driver was counted when the driver completed.
		 */
		if (!req->err)
			cryptodev_count_errors(req->ses, !!async->result);
		async->finished = true;
		cryptodev_request_release(req);
	}
	return async->result;
}

/**
 * cryptodev_async_put() - return a queued request to its session
 * @req: a request that no driver holds
 *
 * Drops all references of the request. May sleep.
 */
void cryptodev_async_put(struct cryptodev_request *req)
{
	struct cryptodev_async *async = &req->async;

	cryptodev_queue_uncharge(async->queue, req);
	mmdrop(async->mm);
	put_task_struct(async->task);
	memset(async, 0, sizeof(*async));
	cryptodev_request_put(req);
	cryptodev_request_drop_module();
}

/**
 * cryptodev_async_drop() - free a queued request that no task fetches
 * @req: a request that no driver holds
 *
 * May sleep, but waits for nothing that a user controls.
 */
void cryptodev_async_drop(struct cryptodev_request *req)
{
	if (!req->async.finished) {
		if (req->fails_over)
			cryptodev_failover_dropped(req);
		cryptodev_request_forsake(req);
	}
	cryptodev_async_put(req);
}
