// SPDX-License-Identifier: GPL-2.0
/*
 * Requests through io_uring: IORING_OP_URING_CMD. Relies on compat/uring.h, on
 * crypto/request/ and on the native dialect's structure.
 *
 * Submission does not wait for other requests: it returns -EAGAIN for a request
 * that would wait, and io-wq then submits the command again where it may sleep.
 * When a driver completes a request, the submitter's task copies the output and
 * completes the command.
 */
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "compat/uring.h"
#include "crypto/request/coverage.h"
#include "crypto/request/request.h"
#include "ioctl/device.h"
#include "ioctl/native/native.h"
#include "ioctl/session_table.h"
#include "zc/reject.h"

/**
 * struct uring_pdu - this module's data in a command
 * @req: the command's request, while a driver processes it
 */
struct uring_pdu {
	struct cryptodev_request *req;
};

static struct uring_pdu *pdu(struct io_uring_cmd *cmd)
{
	BUILD_BUG_ON(sizeof(struct uring_pdu) > sizeof(cmd->pdu));
	return (struct uring_pdu *)&cmd->pdu;
}

/* A request of which all has been read has neither @at nor @size. */
static __always_inline struct cryptodev_request *
start_request(const struct io_uring_cmd *cmd, const struct cryptodev_req *r,
	      const void __user *at, u32 size,
	      enum cryptodev_native_caller caller)
{
	struct cryptodev_request *req;
	int err;

	req = cryptodev_kept_start(cmd->file, READ_ONCE(r->ses));
	if (IS_ERR(req))
		return req;
	err = cryptodev_native_fill(req, r, cmd->file, at, size, caller);
	if (likely(!err))
		return req;
	if (err == CRYPTODEV_NATIVE_MOVED) {
		cryptodev_kept_forget(req);
		return req;
	}
	cryptodev_kept_put(cmd->file, req);
	return ERR_PTR(err);
}

static struct cryptodev_request *
read_request(const struct io_uring_cmd *cmd, u64 addr, u32 size,
	     unsigned int issue_flags)
{
	bool compat = cryptodev_uring_is_compat(issue_flags);
	void __user *at = u64_to_user_ptr(addr);
	struct cryptodev_req r;

	if (copy_from_user(&r, at, CRYPTODEV_REQ_FIRST_SIZE))
		return ERR_PTR(-EFAULT);
	if (r.flags & CRYPTODEV_OP_SCATTERED &&
	    cmd->flags & IORING_URING_CMD_FIXED)
		return ERR_PTR(cryptodev_reject(-EINVAL, "registered array"));
	/* To make a transform takes long: let io-wq do it. */
	if (r.flags & CRYPTODEV_REQ_KEYS && issue_flags & IO_URING_F_NONBLOCK)
		return ERR_PTR(-EAGAIN);
	return start_request(cmd, &r, at, size,
			     compat ? CRYPTODEV_CALLER_COMPAT :
				      CRYPTODEV_CALLER_NATIVE);
}

/* The program may change the entry at the same time: read each field once. */
static struct cryptodev_request *
start_request_at(const struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	const struct cryptodev_req_at *at = cryptodev_uring_sqe_cmd(cmd);
	u64 addr = READ_ONCE(at->addr);
	u32 size = READ_ONCE(at->size);
	int err = cryptodev_native_check_size(size);

	if (!err && READ_ONCE(at->reserved))
		err = cryptodev_reject(-EINVAL, "reserved field is not 0");
	if (!err && size > sizeof(struct cryptodev_req))
		err = cryptodev_native_check_tail(u64_to_user_ptr(addr), size);
	return err ? ERR_PTR(err) : read_request(cmd, addr, size, issue_flags);
}

static noinline struct cryptodev_request *
start_request_by_address(const struct io_uring_cmd *cmd,
			 unsigned int issue_flags)
{
	const u64 *addr = cryptodev_uring_sqe_cmd(cmd);

	switch (cmd->cmd_op) {
	case CRYPTODEV_URING_REQ:
		return read_request(cmd, READ_ONCE(*addr), 0, issue_flags);
	case CRYPTODEV_URING_REQ_AT:
		return start_request_at(cmd, issue_flags);
	}
	return ERR_PTR(cryptodev_reject(-ENOTTY, "unknown command %#x",
					cmd->cmd_op));
}

static bool request_is_in_entry(const struct io_uring_cmd *cmd,
				unsigned int issue_flags)
{
	return cmd->cmd_op == CRYPTODEV_URING_REQ &&
	       issue_flags & IO_URING_F_SQE128;
}

/* The result in the completion: bytes written to the output, or an error. */
static int cqe_result(const struct cryptodev_request *req, int err)
{
	return err ?: (int)req->op.out_len;
}

/*
 * Is the submitter's process ending? Its results are not needed then, and the CPU
 * may have to process requests that their driver has failed. An exiting task has
 * no longer the signal that killed it.
 */
static bool is_unwanted(const struct cryptodev_request *req)
{
	return req->async.mm != current->mm || fatal_signal_pending(current) ||
	       READ_ONCE(current->signal->flags) & SIGNAL_GROUP_EXIT;
}

/*
 * Runs in the submitter's task unless that task is exiting. cancel_cmd() uses
 * the request, so the request is freed only after cryptodev_uring_done(), which
 * takes the command off the ring's list of cancelable commands.
 */
static void complete_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	struct cryptodev_request *req = pdu(cmd)->req;

	if (likely(!is_unwanted(req))) {
		int res = cqe_result(req, cryptodev_async_finish(req));

		cryptodev_uring_done(cmd, res, issue_flags);
		cryptodev_async_put(req);
	} else {
		cryptodev_uring_done(cmd, -ECANCELED, issue_flags);
		cryptodev_async_abandon(req);
	}
}

CRYPTODEV_URING_IN_TASK(complete_in_task, complete_cmd)

/* The owner is NULL if the command was cancelled before. */
static void complete_from_driver(struct cryptodev_request *req)
{
	struct io_uring_cmd *cmd = xchg(&req->async.owner, NULL);

	if (likely(cmd))
		io_uring_cmd_complete_in_task(cmd, complete_in_task);
	else
		cryptodev_async_abandon(req);
}

/* The ring or the task exits. The driver's completion frees the request. */
static int cancel_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	struct cryptodev_request *req = pdu(cmd)->req;

	if (xchg(&req->async.owner, NULL))
		cryptodev_uring_done(cmd, -ECANCELED, issue_flags);
	return 0;
}

/* Only a cipher writes to dst. A session with just a hash ignores dst. */
static int import_fixed(struct io_uring_cmd *cmd, struct cryptodev_request *req,
			struct zc_fixed *fixed, unsigned int issue_flags)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	err = cryptodev_uring_import_fixed((unsigned long)op->src, op->len,
					   WRITE, &fixed->src, cmd,
					   issue_flags);
	if (!err && req->ses->skcipher)
		err = cryptodev_uring_import_fixed((unsigned long)op->dst,
						   op->len, READ, &fixed->dst,
						   cmd, issue_flags);
	if (!err)
		req->map.io.fixed = fixed;
	return err;
}

static int submit_cmd(struct io_uring_cmd *cmd, struct cryptodev_request *req,
		      unsigned int issue_flags, bool fixed)
{
	struct cryptodev_file *cf = cmd->file->private_data;
	struct cryptodev_queue *q = cryptodev_file_queue(cf,
							 CRYPTODEV_URING_QUEUE);
	int err;

	if (!q)
		return -ENOMEM;
	pdu(cmd)->req = req;
	req->async.owner = cmd;
	req->async.notify = complete_from_driver;
	err = cryptodev_async_start(req, q);
	if (err != -EIOCBQUEUED) {
		req->async.notify = NULL;
		req->async.owner = NULL;
		return cqe_result(req, err);
	}
	/*
	 * The ring may unpin its registered buffers when it exits. A command
	 * that uses them is not cancelable, so the ring waits for it.
	 */
	if (!fixed)
		cryptodev_uring_cancelable(cmd, issue_flags);
	return -EIOCBQUEUED;
}

/* A bounced request pins its output and is charged for the pinned pages. */
static bool needs_bounce(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	struct zc_io io = {
		.src = op->src,
		.src_len = op->len,
		.dst = op->dst,
		.dst_len = req->ses->skcipher ? op->len : 0,
		.alignmask = req->ses->alignmask,
		.copy = op->flags & CRYPTODEV_OP_COPY,
	};

	return zc_must_bounce(&io);
}

/*
 * Can the request use registered buffers? A short message is copied anyway, and
 * an AEAD has more than two ranges. A command on an ordered session waits for
 * earlier requests, maybe forever, and must stay cancelable: see run_cmd().
 */
static bool takes_registered(const struct cryptodev_request *req)
{
	return !zc_is_short(req->op.len) && !req->ses->aead &&
	       !req->ses->pubkey && !req->ses->ordered && !needs_bounce(req);
}

static int run_or_submit_cmd(struct io_uring_cmd *cmd,
			     struct cryptodev_request *req,
			     unsigned int issue_flags, bool fixed)
{
	return req->ses->asynchronous ?
		submit_cmd(cmd, req, issue_flags, fixed) :
		cqe_result(req, cryptodev_request_run(req));
}

static noinline int run_fixed_cmd(struct io_uring_cmd *cmd,
				  struct cryptodev_request *req,
				  unsigned int issue_flags)
{
	struct zc_fixed fixed;
	int err;

	err = import_fixed(cmd, req, &fixed, issue_flags);
	if (err)
		return err;
	err = run_or_submit_cmd(cmd, req, issue_flags, true);
	if (err != -EIOCBQUEUED)
		req->map.io.fixed = NULL;
	return err;
}

static int run_cmd(struct io_uring_cmd *cmd, struct cryptodev_request *req,
		   unsigned int issue_flags)
{
	if (unlikely(!(issue_flags & IO_URING_F_NONBLOCK)))
		return cqe_result(req, cryptodev_request_run(req));
	if (unlikely(!cryptodev_async_is_quick(req)))
		return -EAGAIN;
	/* A task cannot exit while a command waits that cannot be cancelled. */
	if (unlikely(req->ses->ordered && !CRYPTODEV_URING_CANCELS))
		return -EAGAIN;
	if (cmd->flags & IORING_URING_CMD_FIXED && takes_registered(req))
		return run_fixed_cmd(cmd, req, issue_flags);
	return run_or_submit_cmd(cmd, req, issue_flags, false);
}

static int start_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	struct cryptodev_request *req;
	int err;

	req = likely(request_is_in_entry(cmd, issue_flags)) ?
		start_request(cmd, cryptodev_uring_sqe_cmd(cmd), NULL, 0,
			      CRYPTODEV_CALLER_NATIVE) :
		start_request_by_address(cmd, issue_flags);
	if (IS_ERR(req))
		return PTR_ERR(req);
	err = run_cmd(cmd, req, issue_flags);
	if (unlikely(err == -EIOCBQUEUED))
		return err;
	cryptodev_kept_put(cmd->file, req);
	return cryptodev_uring_result(cmd, err, issue_flags);
}

/**
 * cryptodev_uring_cmd() - submit or cancel an io_uring command
 * @cmd: the command; its cmd_op is CRYPTODEV_URING_REQ or
 *	 CRYPTODEV_URING_REQ_AT
 * @issue_flags: IO_URING_F_*
 *
 * May sleep and fault. With IO_URING_F_NONBLOCK it does not wait for other
 * requests.
 *
 * Return: the result of the completion: bytes written to the output, or an
 * error; -ENOTTY for an unknown command, -EOPNOTSUPP for a polled ring. -EAGAIN
 * if io_uring must submit the command again without IO_URING_F_NONBLOCK;
 * -EIOCBQUEUED if the command completes later.
 */
int cryptodev_uring_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	int err;

	if (unlikely(issue_flags & IO_URING_F_CANCEL))
		return cancel_cmd(cmd, issue_flags);
	if (unlikely(issue_flags & IO_URING_F_IOPOLL))
		return -EOPNOTSUPP;
	cryptodev_coverage_start_io();
	err = start_cmd(cmd, issue_flags);
	cryptodev_coverage_stop_io();
	return err;
}
