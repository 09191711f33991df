// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Requests inside an asynchronous job. The session's descriptor has at most one
 * request in flight, so it is readable when that request has completed, and no
 * other job takes its result.
 */
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include "async.h"

bool async_in_job(void)
{
	return lib.ASYNC_get_current_job();
}

static int submit(struct session *ses, struct cryptodev_req *req)
{
	struct cryptodev_submit op = {
		.size = sizeof(op),
		.nr = 1,
		.req_size = sizeof(*req),
		.reqs = (uintptr_t)req,
	};

	return ioctl(ses->fd, CRYPTODEV_SUBMIT, &op) < 0 ? errno : 0;
}

/* Fetches the result if it is there or, with @wait, when it is there. */
static int reap(struct session *ses, bool wait, struct cryptodev_result *result)
{
	struct cryptodev_reap op = {
		.size = sizeof(op),
		.min = wait,
		.max = 1,
		.results = (uintptr_t)result,
	};
	int nr;

	do
		nr = ioctl(ses->fd, CRYPTODEV_REAP, &op);
	while (nr < 0 && errno == EINTR);
	if (nr < 0)
		return errno;
	return nr ? 0 : EAGAIN;
}

/* The library may resume a job early: the loop pauses it again. */
static int pause_until_done(struct session *ses, struct cryptodev_result *result)
{
	ASYNC_WAIT_CTX *wait = lib.ASYNC_get_wait_ctx(lib.ASYNC_get_current_job());
	int err;

	if (!lib.ASYNC_WAIT_CTX_set_wait_fd(wait, ses, ses->fd, NULL, NULL))
		return reap(ses, true, result);
	do {
		if (!lib.ASYNC_pause_job()) {
			err = reap(ses, true, result);
			break;
		}
		err = reap(ses, false, result);
	} while (err == EAGAIN || err == EBUSY);
	lib.ASYNC_WAIT_CTX_clear_fd(wait, ses);
	return err;
}

int async_request(struct session *ses, struct cryptodev_req *req)
{
	struct cryptodev_result result;
	int err = submit(ses, req);

	if (err)
		return err;
	/* Software has completed the request by now. */
	err = ses->hardware ? EAGAIN : reap(ses, false, &result);
	if (err == EAGAIN || err == EBUSY)
		err = pause_until_done(ses, &result);
	if (err)
		return err;
	req->result = result.result;
	req->out_len = result.out_len;
	return -result.result;
}

int async_crypt(struct session *ses, struct crypt_op *op)
{
	struct cryptodev_req req = {
		.ses = op->ses,
		.flags = op->op == COP_DECRYPT ? CRYPTODEV_REQ_DECRYPT : 0,
		.len = op->len,
		.src = (uintptr_t)op->src,
		.dst = (uintptr_t)op->dst,
		.mac = (uintptr_t)op->mac,
		.iv = (uintptr_t)op->iv,
	};

	if (op->flags & COP_FLAG_UPDATE)
		req.flags |= CRYPTODEV_REQ_UPDATE;
	if (op->flags & COP_FLAG_FINAL)
		req.flags |= CRYPTODEV_REQ_FINAL;
	if (op->flags & COP_FLAG_RESET)
		req.flags |= CRYPTODEV_REQ_RESET;
	if (op->flags & COP_FLAG_WRITE_IV)
		req.flags |= CRYPTODEV_REQ_WRITE_IV;
	return async_request(ses, &req);
}

int async_auth(struct session *ses, struct crypt_auth_op *op)
{
	struct cryptodev_req req = {
		.ses = op->ses,
		.flags = op->op == COP_DECRYPT ? CRYPTODEV_REQ_DECRYPT : 0,
		.len = op->len,
		.aad_len = op->auth_len,
		.tag_len = op->tag_len,
		.iv_len = op->iv_len,
		.src = (uintptr_t)op->src,
		.dst = (uintptr_t)op->dst,
		.aad = (uintptr_t)op->auth_src,
		.iv = (uintptr_t)op->iv,
	};
	int err = async_request(ses, &req);

	if (!err)
		op->len = req.out_len;
	return err;
}
