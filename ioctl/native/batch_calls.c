// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_SUBMIT submits many requests in one ioctl; CRYPTODEV_REAP fetches
 * their results. With CRYPTODEV_SUBMIT_WAIT, CRYPTODEV_SUBMIT waits and writes
 * the results itself. Relies on crypto/request/ for the queues.
 */
#include <linux/hrtimer.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "crypto/request/request.h"
#include "ioctl/device.h"
#include "ioctl/native/native.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * struct batch - the state of one CRYPTODEV_SUBMIT
 * @file: the open file that owns the sessions
 * @queue: the queue of asynchronous requests: the open file's or, if @wait, one
 *	   of this ioctl, NULL until it is needed
 * @reqs: user address of the array of requests
 * @size: bytes from one request at @reqs to the next
 * @wait: the caller set CRYPTODEV_SUBMIT_WAIT
 * @nr_queued: if @wait, number of requests in @queue
 * @first_unwritten: the lowest index of a request whose result was fetched from
 *	 @queue
 *	    and could not be written, or U32_MAX
 * @req: a request that can be reused, or NULL
 * @ses: the id of the session of @req; -1 if no other request may reuse @req
 */
struct batch {
	struct file *file;
	struct cryptodev_queue *queue;
	void __user *reqs;
	u32 size;
	bool wait;
	u32 nr_queued;
	u32 first_unwritten;
	struct cryptodev_request *req;
	s64 ses;
};

static struct cryptodev_req __user *request_slot(const struct batch *b, u32 i)
{
	return b->reqs + (size_t)i * b->size;
}

static __always_inline int write_slot(struct cryptodev_req __user *ureq,
				      s32 result, u32 out_len)
{
	struct {
		s32 result;
		u32 out_len;
	} fields = { result, out_len };

	static_assert(offsetof(struct cryptodev_req, out_len) ==
		      offsetof(struct cryptodev_req, result) + 4);
	return cryptodev_write_user(&ureq->result, &fields, sizeof(fields));
}

static int write_slot_result(struct cryptodev_req __user *ureq, int result,
			     u32 out_len)
{
	return write_slot(ureq, result, result ? 0 : out_len);
}

/* Sets @b->req to a request on session @ses; reuses the last one if it fits. */
static int take_request(struct batch *b, u32 ses)
{
	struct cryptodev_request *req;

	if (likely(b->req && b->ses == ses)) {
		cryptodev_request_release(b->req);
		return 0;
	}
	if (b->req)
		cryptodev_request_put(b->req);
	b->req = NULL;
	req = cryptodev_request_start(b->file, ses);
	if (IS_ERR(req))
		return PTR_ERR(req);
	b->req = req;
	b->ses = ses;
	return 0;
}

/* @b->req is on a private session, so no other request may reuse it. */
static int forget_session(struct batch *b)
{
	b->ses = -1;
	return 0;
}

static void write_fetched(struct batch *b, struct cryptodev_request *req)
{
	int result = cryptodev_async_finish(req);
	u32 i = req->async.cookie[0];

	if (write_slot_result(request_slot(b, i), result, req->op.out_len))
		b->first_unwritten = min(b->first_unwritten, i);
	cryptodev_async_put(req);
	b->nr_queued--;
}

/*
 * Waits for @min results, then writes all available results to their slots. The
 * CPU may have to process requests that their driver has failed.
 */
static int drain_queue(struct batch *b, u32 min)
{
	struct cryptodev_queue *q = b->queue;
	struct cryptodev_request *req;

	if (wait_event_killable(q->wait, READ_ONCE(q->nr_done) >= min))
		return -EINTR;
	while (!IS_ERR(req = cryptodev_queue_fetch(q))) {
		write_fetched(b, req);
		cond_resched();
		if (fatal_signal_pending(current))
			return -EINTR;
	}
	return 0;
}

/* Returns the result, or -EIOCBQUEUED if the queue will get the result. */
static int start_slot(struct batch *b, u32 i)
{
	int err;

	if (!b->queue)
		b->queue = cryptodev_queue_create();
	if (!b->queue)
		return -ENOMEM;
	b->req->async.cookie[0] = i;
	while ((err = cryptodev_async_start(b->req, b->queue)) == -EBUSY &&
	       b->nr_queued) {
		err = drain_queue(b, 1);
		if (err)
			return err;
	}
	if (err == -EIOCBQUEUED) {
		b->req = NULL;
		b->nr_queued++;
	}
	return err;
}

/* Does the request use a running hash or an IV that an earlier one left? */
static bool continues_chain(const struct cryptodev_request *req)
{
	const struct cryptodev_alg *cipher = req->ses->cipher_alg;

	return req->op.flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL) ||
	       (cipher && cipher->iv_len && !req->op.iv);
}

static bool is_queued(const struct cryptodev_request *req)
{
	return (req->ses->asynchronous ||
		req->op.flags & CRYPTODEV_OP_WORKER) && !continues_chain(req);
}

/* Processes or queues a request of a waiting batch. Its error is its result. */
static int run_slot(struct batch *b, u32 i)
{
	struct cryptodev_req __user *ureq = request_slot(b, i);
	struct cryptodev_req r;
	u32 out_len = 0;
	int err;

	/* Check that the slot is writable: write it back unchanged. */
	if (cryptodev_read_user(&r, ureq, CRYPTODEV_REQ_FIRST_SIZE) ||
	    write_slot(ureq, r.result, r.out_len))
		return -EFAULT;
	err = take_request(b, r.ses);
	if (likely(!err))
		err = cryptodev_native_fill(b->req, &r, b->file, ureq, b->size,
					    CRYPTODEV_CALLER_SYSCALL);
	if (unlikely(err) && err == CRYPTODEV_NATIVE_MOVED)
		err = forget_session(b);
	if (unlikely(!err && b->nr_queued) && continues_chain(b->req)) {
		err = drain_queue(b, b->nr_queued);
		if (err)
			return err;
	}
	if (likely(!err)) {
		err = is_queued(b->req) ? start_slot(b, i) :
					  cryptodev_request_run(b->req);
		if (err == -EIOCBQUEUED)
			return 0;
		out_len = b->req->op.out_len;
	}
	if (unlikely(err == -EINTR && fatal_signal_pending(current))) {
		/* The driver may still process the request: do not reuse it. */
		cryptodev_request_put(b->req);
		b->req = NULL;
		return err;
	}
	return write_slot_result(ureq, err, out_len);
}

/* Queues a request of a batch that does not wait; rejects a malformed one. */
static int queue_slot(struct batch *b, u32 i)
{
	struct cryptodev_req r;
	int err;

	if (copy_from_user(&r, request_slot(b, i), CRYPTODEV_REQ_FIRST_SIZE))
		return -EFAULT;
	err = take_request(b, r.ses);
	if (err)
		return err;
	err = cryptodev_native_fill(b->req, &r, b->file, request_slot(b, i),
				    b->size, CRYPTODEV_CALLER_SYSCALL);
	if (unlikely(err) && err == CRYPTODEV_NATIVE_MOVED)
		err = forget_session(b);
	if (err)
		return err;
	b->req->async.cookie[0] = r.user_data;
	err = cryptodev_async_submit(b->req, b->queue);
	if (!err)
		b->req = NULL;
	return err;
}

static int check_slot_tail(const struct batch *b, u32 i)
{
	return likely(b->size <= sizeof(struct cryptodev_req)) ?
		0 : cryptodev_native_check_tail(request_slot(b, i), b->size);
}

static int run_requests(struct batch *b, u32 nr, u32 *done)
{
	int err = 0;

	for (*done = 0; *done < nr; ++*done) {
		err = check_slot_tail(b, *done) ?:
		      (b->wait ? run_slot(b, *done) :
				 queue_slot(b, *done));
		if (unlikely(err))
			break;
		cond_resched();
		if (unlikely(fatal_signal_pending(current)))
			break;
	}
	if (b->req)
		cryptodev_request_put(b->req);
	if (b->wait && b->nr_queued && err != -EINTR)
		err = drain_queue(b, b->nr_queued) ?: err;
	return err;
}

static int read_submit(struct cryptodev_submit *submit, void __user *arg)
{
	int err = cryptodev_native_read(submit, sizeof(*submit),
					sizeof(*submit), arg);

	if (err)
		return err;
	if (submit->flags & ~CRYPTODEV_SUBMIT_WAIT)
		return cryptodev_reject(-EINVAL, "invalid flags %#x",
					submit->flags);
	return cryptodev_native_check_size(submit->req_size);
}

/**
 * cryptodev_call_submit() - CRYPTODEV_SUBMIT: submit many requests
 * @file: the open file that owns the sessions
 * @arg: user address of a struct cryptodev_submit, which 32-bit and 64-bit
 *	 programs lay out in the same way
 *
 * May sleep and fault.
 *
 * Return: number of accepted requests, or the error of the first request if
 * none was accepted: -EBUSY if the queue is full or drivers hold too many
 * requests of the user, -EINVAL, -E2BIG, -EOPNOTSUPP, -EFAULT, -ENOMEM, -EINTR.
 */
long cryptodev_call_submit(struct file *file, void __user *arg)
{
	struct cryptodev_submit submit;
	struct batch b = { .file = file, .first_unwritten = U32_MAX };
	u32 done;
	int err;

	err = read_submit(&submit, arg);
	if (err)
		return err;
	b.reqs = u64_to_user_ptr(submit.reqs);
	b.size = submit.req_size;
	b.wait = submit.flags & CRYPTODEV_SUBMIT_WAIT;
	if (!b.wait) {
		b.queue = cryptodev_file_queue(file->private_data,
					       CRYPTODEV_NATIVE_QUEUE);
		if (!b.queue)
			return -ENOMEM;
	}
	err = run_requests(&b, submit.nr, &done);
	if (b.wait)
		cryptodev_queue_kill(b.queue);
	if (b.first_unwritten < done) {
		done = b.first_unwritten;
		err = -EFAULT;
	}
	return done ?: (long)err;
}

/*
 * Waits for @min results. Returns 0, -ETIME at @deadline, in nanoseconds of
 * CLOCK_MONOTONIC, or the error of a signal.
 */
static int wait_for_results(struct cryptodev_queue *q, u32 min, u64 deadline)
{
	u64 now;

	if (READ_ONCE(q->nr_done) >= min)
		return 0;
	if (!deadline)
		return wait_event_interruptible(q->wait,
						READ_ONCE(q->nr_done) >= min);
	now = ktime_get_ns();
	if (now >= deadline)
		return -ETIME;
	return wait_event_interruptible_hrtimeout(q->wait,
						  READ_ONCE(q->nr_done) >= min,
						  min_t(u64, deadline - now,
							KTIME_MAX));
}

static int reap_one(struct cryptodev_queue *q,
		    struct cryptodev_result __user *to)
{
	struct cryptodev_request *req = cryptodev_queue_fetch(q);
	struct cryptodev_result r;

	if (IS_ERR(req))
		return PTR_ERR(req);
	r.user_data = req->async.cookie[0];
	r.result = cryptodev_async_finish(req);
	r.out_len = r.result ? 0 : req->op.out_len;
	if (cryptodev_write_user(to, &r, sizeof(r))) {
		cryptodev_queue_unfetch(q, req);
		return cryptodev_reject(-EFAULT, "results are not writable");
	}
	cryptodev_async_put(req);
	return 0;
}

/* Fetches up to @max available results. Returns their number, or an error. */
static int reap_available(struct cryptodev_queue *q,
			  struct cryptodev_result __user *results, u32 max)
{
	u32 done = 0;
	int err = 0;

	while (done < max && !fatal_signal_pending(current)) {
		err = reap_one(q, results + done);
		if (err)
			break;
		done++;
		cond_resched();
	}
	return done ?: err;
}

/**
 * cryptodev_call_reap() - CRYPTODEV_REAP: fetch results
 * @file: the open file
 * @arg: user address of a struct cryptodev_reap, which 32-bit and 64-bit
 *	 programs
 *	 lay out in the same way
 *
 * May sleep and fault.
 *
 * Return: number of fetched results, 0 if there is none at the deadline, or an
 * error if none was fetched: -EPERM if another address space submitted the
 * oldest request, -EINTR, -EINVAL, -E2BIG, -EFAULT, -ENOMEM.
 */
long cryptodev_call_reap(struct file *file, void __user *arg)
{
	struct cryptodev_queue *q;
	struct cryptodev_reap reap;
	int err, done;

	err = cryptodev_native_read(&reap, sizeof(reap), sizeof(reap), arg);
	if (err)
		return err;
	if (reap.flags || reap.min > reap.max)
		return cryptodev_reject(-EINVAL, "flags %#x, results %u to %u",
					reap.flags, reap.min, reap.max);
	q = cryptodev_file_queue(file->private_data, CRYPTODEV_NATIVE_QUEUE);
	if (!q)
		return -ENOMEM;
	/*
	 * Another thread may fetch the results first, or the queue may drop
	 * results of a process that has exited: then wait again.
	 */
	do {
		err = wait_for_results(q, reap.min, reap.deadline);
		done = reap_available(q, u64_to_user_ptr(reap.results),
				      reap.max);
	} while (done == -EBUSY && !err && reap.min);
	if (done != -EBUSY && done)
		return done;
	return err == -ETIME ? 0 : err;
}
