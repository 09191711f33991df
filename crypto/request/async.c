// SPDX-License-Identifier: GPL-2.0
/*
 * Requests that the caller does not wait for.
 *
 * A synchronous transform processes a request during its submission, which
 * needs no thread. A request that takes a single transform request of an
 * asynchronous driver is submitted to that driver. The driver's callback, in
 * any context, moves it to the results of its queue. A thread of the caller's
 * process (workers.c) processes all other requests, and each request with
 * CRYPTODEV_OP_WORKER.
 *
 * The task that fetches a result copies the output. So nothing is written to
 * the address space of another process.
 */
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "crypto/pieces.h"
#include "crypto/pubkey/pubkey.h"
#include "crypto/request/async.h"
#include "crypto/request/request_private.h"
#include "crypto/route/route.h"
#include "crypto/transforms.h"

/**
 * cryptodev_async_is_unwanted() - may a request be cancelled?
 * @req: the request
 *
 * A queued request may be cancelled if no task can fetch its result any more,
 * or if the process that submitted it has exited, although another process may
 * still have the file open. Runs in any context.
 *
 * Return: true if the request may be cancelled.
 */
bool cryptodev_async_is_unwanted(const struct cryptodev_request *req)
{
	const struct cryptodev_async *async = &req->async;

	return async->queue && (READ_ONCE(async->queue->dead) ||
				!atomic_read(&async->task->signal->live));
}

/**
 * cryptodev_async_process() - process and complete a queued request
 * @req: the request; no longer the caller's
 *
 * Runs in the process that submitted the request. A task that is being killed
 * does not process it: many requests may wait for this task. May sleep and fault.
 */
void cryptodev_async_process(struct cryptodev_request *req)
{
	bool unwanted = cryptodev_async_is_unwanted(req) ||
			fatal_signal_pending(current);

	cryptodev_async_complete(req, unwanted ? -EINTR :
				      cryptodev_request_process(req));
}

/**
 * cryptodev_async_cancel() - complete a queued request without processing it
 * @req: the request; no longer the caller's
 *
 * May sleep. The result is -EINTR.
 */
void cryptodev_async_cancel(struct cryptodev_request *req)
{
	cryptodev_async_complete(req, -EINTR);
}

static void queue_to_worker(struct cryptodev_request *req)
{
	if (cryptodev_workers_take(req))
		cryptodev_async_process(req);
}

/*
 * Returns the driver's result if it completes at once, else -EIOCBQUEUED. In
 * that case both the driver and the caller drop a count of @req->async.pending
 * by cryptodev_async_answered(). A driver that has failed the request at once has
 * dropped its count.
 */
static int submit_to_driver(struct cryptodev_request *req)
{
	struct zc_io *io = &req->map.io;
	int err;

	req->async.waitless = true;
	atomic_set(&req->async.pending, 2);
	err = cryptodev_request_process(req);
	io->fixed = NULL;
	if (unlikely(req->fails_over && err != -EIOCBQUEUED)) {
		atomic_dec(&req->async.pending);
		return -EIOCBQUEUED;
	}
	if (err != -EIOCBQUEUED)
		req->async.waitless = false;
	return err;
}

static void queue_to_driver(struct cryptodev_request *req)
{
	int err = submit_to_driver(req);

	if (err == -EIOCBQUEUED)
		cryptodev_async_answered(req);
	else
		cryptodev_async_complete(req, err);
}

/* A MAC that is an AEAD has VERIFY, and gets DECRYPT when it is processed. */
#define TAKES_TAG	(CRYPTODEV_OP_DECRYPT | CRYPTODEV_OP_VERIFY)

/*
 * True if the request is a single transform request, after which only the
 * caller's memory has to be written.
 */
static bool is_one_step(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;

	if (!req->ses->ops->finish ||
	    (cryptodev_computes_tag(req->ses) && op->flags & TAKES_TAG) ||
	    op->flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL))
		return false;
	return req->ses->aead || op->len <= CRYPTODEV_PIECE;
}

/**
 * cryptodev_async_is_quick() - is a request processed without delay?
 * @req: the request, @req->op filled in
 *
 * A request is not quick if it takes a lock that may be held for long, makes a
 * transform, processes more than a piece, or computes with long numbers on the
 * CPU. Never sleeps.
 *
 * Return: true if the request is quick.
 */
bool cryptodev_async_is_quick(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;

	/* RESET waits for an update of the running hash. */
	if (op->flags & (CRYPTODEV_OP_WORKER | CRYPTODEV_OP_RESET) ||
	    !is_one_step(req))
		return false;
	if (req->ses->route && cryptodev_route_may_take_long(req))
		return false;
	if (req->ses->pubkey)
		return req->ses->asynchronous &&
		       !cryptodev_pubkey_waits(req->ses);
	return op->len <= CRYPTODEV_PIECE && op->aad_len <= CRYPTODEV_PIECE &&
	       (!op->tag_len || op->tag_len == req->ses->tag_len);
}

/* Pages that the request may pin until its result is fetched. */
static unsigned long pages_until_fetch(const struct cryptodev_request *req)
{
	bool later = req->ses->asynchronous ||
		     req->op.flags & CRYPTODEV_OP_WORKER;

	return later ? cryptodev_request_pages(req) : 0;
}

/* From now on @q, which has counted the request, can access it too. */
static void attach_to_queue(struct cryptodev_request *req,
			    struct cryptodev_queue *q)
{
	struct cryptodev_async *async = &req->async;

	async->task = get_task_struct(current->group_leader);
	async->queue = q;
	async->mm = current->mm;
	mmgrab(async->mm);
	cryptodev_request_hold_module();
	if (req->ses->ordered)
		cryptodev_order_add(req);
}

static int charge_and_queue(struct cryptodev_request *req,
			    struct cryptodev_queue *q)
{
	bool worker = req->op.flags & CRYPTODEV_OP_WORKER;
	bool one_step = !worker && is_one_step(req);
	u32 pages = one_step ? 0 : cryptodev_request_pages(req);
	int err;

	/*
	 * The queue counts the pages of a request that is submitted to its
	 * driver. A thread that waits for a driver may be killed. Then the
	 * driver holds pages that the queue no longer counts, so the user's
	 * limits count them.
	 */
	err = cryptodev_queue_charge(q, req);
	if (err)
		return err;
	err = cryptodev_request_begin(req, pages);
	if (err) {
		cryptodev_queue_uncharge(q, req);
		return err;
	}
	attach_to_queue(req, q);
	if (!worker && !req->ses->asynchronous)
		cryptodev_async_complete(req, cryptodev_request_process(req));
	else if (one_step)
		queue_to_driver(req);
	else
		queue_to_worker(req);
	return 0;
}

/**
 * cryptodev_async_submit() - queue a request
 * @req: the request, @req->op and the submitter's part of @req->async filled in
 * @q: queue of its result
 *
 * May sleep and fault. On success, the queue owns the request; otherwise the
 * caller still owns it.
 *
 * Return: 0, -EBUSY if the queue is full or drivers hold too many of the user's
 * requests or pages, or -ENOMEM for RLIMIT_MEMLOCK.
 */
int cryptodev_async_submit(struct cryptodev_request *req,
			   struct cryptodev_queue *q)
{
	req->async.pages = pages_until_fetch(req);
	return charge_and_queue(req, q);
}

/*
 * True for a single transform request that pins nothing, of a session without
 * order.
 */
static bool may_complete_at_once(const struct cryptodev_request *req)
{
	return is_one_step(req) && !req->ses->ordered && !req->async.pages &&
	       !(req->op.flags & CRYPTODEV_OP_WORKER);
}

/**
 * cryptodev_async_start() - process a request, or queue it if that takes time
 * @req: the request, as for cryptodev_async_submit()
 * @q: queue of its result
 *
 * A request that completes at once is never queued. May sleep and fault.
 *
 * Return: -EIOCBQUEUED, and the queue owns the request. Otherwise the caller
 * still owns it: -EBUSY if the queue is full, -ENOMEM for RLIMIT_MEMLOCK, or
 * the result of the request.
 */
int cryptodev_async_start(struct cryptodev_request *req,
			  struct cryptodev_queue *q)
{
	int err;

	req->async.pages = pages_until_fetch(req);
	if (!may_complete_at_once(req))
		return charge_and_queue(req, q) ?: -EIOCBQUEUED;
	if (!cryptodev_queue_has_slot(q))
		return -EBUSY;
	err = cryptodev_request_begin(req, 0);
	if (err)
		return err;
	err = submit_to_driver(req);
	if (err == -EIOCBQUEUED) {
		cryptodev_queue_count(q);
		attach_to_queue(req, q);
		cryptodev_async_answered(req);
	} else {
		cryptodev_request_end(req, err);
	}
	return err;
}

/**
 * cryptodev_async_reserve() - count a request whose result will be posted
 * @req: from cryptodev_request_detached(), its cookie filled in
 * @q: the queue
 *
 * Never sleeps. cryptodev_async_post() uses the place, cryptodev_async_unreserve()
 * gives it back.
 *
 * Return: 0, or -EBUSY if the queue is full.
 */
int cryptodev_async_reserve(struct cryptodev_request *req,
			    struct cryptodev_queue *q)
{
	req->async.pages = 0;
	return cryptodev_queue_charge(q, req);
}

/**
 * cryptodev_async_unreserve() - uncount a request without a result
 * @req: a request after cryptodev_async_reserve()
 * @q: the queue
 *
 * Never sleeps.
 */
void cryptodev_async_unreserve(struct cryptodev_request *req,
			       struct cryptodev_queue *q)
{
	cryptodev_queue_uncharge(q, req);
}

/**
 * cryptodev_async_post() - queue a result that is there already
 * @req: a request after cryptodev_async_reserve(); no longer the caller's
 * @q: the queue
 * @result: 0 or a negative error number
 */
void cryptodev_async_post(struct cryptodev_request *req,
			  struct cryptodev_queue *q, int result)
{
	attach_to_queue(req, q);
	cryptodev_async_complete(req, result);
}
