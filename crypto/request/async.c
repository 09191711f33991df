// SPDX-License-Identifier: GPL-2.0
/*
 * Requests that are not waited for.
 *
 * A synchronous transform processes a request at submission, which costs no
 * thread. A request that is one transform request of a driver's is left to the
 * driver: its callback, in whatever context, moves the request to the queue's
 * results. A thread of the caller's process processes the others, and those that
 * ask for it (workers.c).
 *
 * The task that fetches a result copies the output, so nothing is ever written to
 * another address space.
 */
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "crypto/pieces.h"
#include "crypto/pubkey/pubkey.h"
#include "crypto/request/request_private.h"

/**
 * cryptodev_async_is_unwanted() - may a request be given up?
 * @req: the request
 *
 * A queued request may if nobody can fetch its result any more, or the process
 * that asked is no more, though another may hold the descriptor.
 */
bool cryptodev_async_is_unwanted(const struct cryptodev_request *req)
{
	const struct cryptodev_async *async = &req->async;

	return async->queue && (READ_ONCE(async->queue->dead) ||
				!atomic_read(&async->task->signal->live));
}

static void drop_work(struct work_struct *work)
{
	cryptodev_async_drop(container_of(work, struct cryptodev_request,
					  work));
}

/**
 * cryptodev_async_abandon() - nobody wants the result
 * @req: a queued request that no driver works on; it goes
 *
 * Runs in any context.
 */
void cryptodev_async_abandon(struct cryptodev_request *req)
{
	INIT_WORK(&req->work, drop_work);
	cryptodev_do_later(&req->work);
}

/**
 * cryptodev_async_deliver() - tell of a result
 * @req: a queued request that has one; no longer the caller's
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

/* Counts the result, and delivers it in the session's order if it has one. */
static void complete_request(struct cryptodev_request *req)
{
	const struct cryptodev_async *async = &req->async;

	cryptodev_request_end(req, async->finished ? async->result : req->err);
	if (req->ses->ordered)
		cryptodev_order_answered(req);
	else
		cryptodev_async_deliver(req);
}

/* Worked to its end: all but the result can go. */
static void finish_request(struct cryptodev_request *req, int result)
{
	req->async.result = result;
	req->async.finished = true;
	/* A caller that was killed has left it to its driver. */
	if (!cryptodev_request_left(req))
		cryptodev_request_release(req);
	complete_request(req);
}

/* The driver may have left text in the output that did not verify. */
static bool must_wipe(const struct cryptodev_request *req)
{
	return unlikely(req->err) && req->ses->aead &&
	       req->op.flags & CRYPTODEV_OP_DECRYPT && req->map.out.nr;
}

static void wipe_work(struct work_struct *work)
{
	struct cryptodev_request *req =
		container_of(work, struct cryptodev_request, work);

	zc_discard(&req->map);
	complete_request(req);
}

/**
 * cryptodev_async_answered() - one of the two that @req->async.pending counts
 * @req: a request not waited for: its submission has unwound, or the driver has
 *	 answered, with the answer in @req->err
 *
 * Text that did not verify is wiped before the result is delivered: the pages
 * are the program's, and nobody may ever fetch the result. Runs in any context,
 * in either order.
 */
void cryptodev_async_answered(struct cryptodev_request *req)
{
	if (!atomic_dec_and_test(&req->async.pending))
		return;
	if (req->admitted)
		cryptodev_request_leave(req);
	if (must_wipe(req)) {
		INIT_WORK(&req->work, wipe_work);
		cryptodev_do_later(&req->work);
	} else {
		complete_request(req);
	}
}

/**
 * cryptodev_async_process() - process a queued request
 * @req: the request, which is then no longer the caller's
 *
 * In the address space that asked. May sleep and fault.
 */
void cryptodev_async_process(struct cryptodev_request *req)
{
	bool unwanted = cryptodev_async_is_unwanted(req);

	finish_request(req, unwanted ? -EINTR : cryptodev_request_process(req));
}

/**
 * cryptodev_async_cancel() - do not process a queued request
 * @req: the request, which is then no longer the caller's
 */
void cryptodev_async_cancel(struct cryptodev_request *req)
{
	finish_request(req, -EINTR);
}

static void leave_to_worker(struct cryptodev_request *req)
{
	if (cryptodev_workers_take(req))
		cryptodev_async_process(req);
}

/*
 * The driver's answer if it comes at once, else -EIOCBQUEUED: then it comes to
 * cryptodev_async_answered(), and @req->async.pending has one for the caller.
 */
static int submit_to_driver(struct cryptodev_request *req)
{
	struct zc_io *io = &req->map.io;
	int err;

	req->async.waitless = true;
	atomic_set(&req->async.pending, 2);
	err = cryptodev_request_process(req);
	io->fixed = NULL;
	if (err != -EIOCBQUEUED)
		req->async.waitless = false;
	return err;
}

static void leave_to_driver(struct cryptodev_request *req)
{
	int err = submit_to_driver(req);

	if (err == -EIOCBQUEUED)
		cryptodev_async_answered(req);
	else
		finish_request(req, err);
}

/* One transform request, and only the caller's memory to be written after it. */
static bool is_one_step(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;

	if (!req->ses->ops->finish ||
	    op->flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL))
		return false;
	return req->ses->aead || op->len <= CRYPTODEV_PIECE;
}

/**
 * cryptodev_async_is_quick() - is a request worked without waiting for others?
 * @req: the request, @req->op filled in
 *
 * Not quick is what takes a lock that may be held for long, makes a transform,
 * takes more than a piece, or has the CPU compute with long numbers.
 */
bool cryptodev_async_is_quick(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;

	if (op->flags & CRYPTODEV_OP_WORKER || !is_one_step(req))
		return false;
	if (req->ses->pubkey)
		return req->ses->asynchronous && !cryptodev_pubkey_waits(req->ses);
	return op->len <= CRYPTODEV_PIECE && op->aad_len <= CRYPTODEV_PIECE &&
	       (!op->tag_len || op->tag_len == req->ses->tag_len);
}

/* The pages that the request may pin until its result is fetched. */
static unsigned long pages_of(const struct cryptodev_request *req)
{
	bool later = req->ses->asynchronous ||
		     req->op.flags & CRYPTODEV_OP_WORKER;

	return later ? cryptodev_request_pages(req) : 0;
}

/* From here on the request, which @q has counted, is not its caller's alone. */
static void attach_to_queue(struct cryptodev_request *req, struct cryptodev_queue *q)
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
	 * The queue counts the pages of a request that is left to its driver. A
	 * thread that waits for a driver may be killed, and leave it pages that
	 * the queue no longer counts.
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
		finish_request(req, cryptodev_request_process(req));
	else if (one_step)
		leave_to_driver(req);
	else
		leave_to_worker(req);
	return 0;
}

/**
 * cryptodev_async_submit() - queue a request
 * @req: the request, @req->op and the submitter's part of @req->async filled in
 * @q: where its result goes
 *
 * May sleep and fault.
 *
 * Return: 0, and the request is the queue's; -EBUSY if the queue is full or
 * drivers hold too many of the user's requests, -ENOMEM for RLIMIT_MEMLOCK: then
 * the request is still the caller's.
 */
int cryptodev_async_submit(struct cryptodev_request *req,
			   struct cryptodev_queue *q)
{
	req->async.pages = pages_of(req);
	return charge_and_queue(req, q);
}

/* One step that pins nothing, in whatever order. */
static bool may_answer_at_once(const struct cryptodev_request *req)
{
	return is_one_step(req) && !req->ses->ordered && !req->async.pages &&
	       !(req->op.flags & CRYPTODEV_OP_WORKER);
}

/**
 * cryptodev_async_start() - queue a request unless its result is there at once
 * @req: the request, as for cryptodev_async_submit()
 * @q: where its result goes
 *
 * Spares what answers at once all that queueing costs. May sleep and fault.
 *
 * Return: -EIOCBQUEUED, and the request is the queue's; else it is still the
 * caller's: -EBUSY if the queue is full, -ENOMEM for RLIMIT_MEMLOCK, or the
 * request's result.
 */
int cryptodev_async_start(struct cryptodev_request *req,
			  struct cryptodev_queue *q)
{
	int err;

	req->async.pages = pages_of(req);
	if (!may_answer_at_once(req))
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
 * cryptodev_async_finish() - what is left to do of a request that was fetched
 * @req: the request
 *
 * Writes to the caller's memory what the driver did not. May sleep and fault.
 *
 * Return: the request's result: 0 or an error.
 */
int cryptodev_async_finish(struct cryptodev_request *req)
{
	struct cryptodev_async *async = &req->async;

	if (!async->finished) {
		async->result = req->ses->ops->finish(req, req->err);
		/* The driver's own error has been counted with its answer. */
		if (!req->err)
			cryptodev_count_errors(req->ses, !!async->result);
		async->finished = true;
		cryptodev_request_release(req);
	}
	return async->result;
}

/**
 * cryptodev_async_put() - be done with a queued request
 * @req: a request that no driver works on
 *
 * May sleep.
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
 * cryptodev_async_drop() - be done with a queued request that nobody fetches
 * @req: a request that no driver works on
 *
 * May sleep, but waits for nothing that a user controls.
 */
void cryptodev_async_drop(struct cryptodev_request *req)
{
	if (!req->async.finished)
		cryptodev_request_forsake(req);
	cryptodev_async_put(req);
}
