// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCNCRYPTM, CIOCNCRYPTRET and CIOCNCRYPTRETM: requests of the NetBSD dialect
 * that are submitted in one call and fetched in another. Their queue is one like
 * those of the other dialects.
 */
#include <linux/sched/signal.h>

#include "crypto/request/request.h"
#include "crypto/session.h"
#include "ioctl/argument.h"
#include "ioctl/device.h"
#include "ioctl/netbsd/netbsd.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

static const struct cryptodev_layout crypt_n_layout = {
	"wwwwwpwpwpppppw", sizeof(struct netbsd_crypt_n_op), 60
};

static const struct cryptodev_layout result_layout = {
	"wwp", sizeof(struct netbsd_crypt_result), 12
};

/**
 * netbsd_queue() - the queue of this dialect's requests
 * @file: the open file
 *
 * Return: as cryptodev_file_queue().
 */
struct cryptodev_queue *netbsd_queue(struct file *file)
{
	return cryptodev_file_queue(file->private_data, CRYPTODEV_NETBSD_QUEUE);
}

/* Such an error is that of the submission; the driver's is that of the result. */
static int check_length(const struct cryptodev_request *req)
{
	const struct cryptodev_alg *alg = req->ses->cipher_alg;

	return alg && alg->block && req->op.len & (alg->block - 1) ?
		cryptodev_reject(-EINVAL, "%u bytes are not whole blocks",
				 req->op.len) : 0;
}

static int submit(struct file *file, const struct netbsd_crypt_n_op *n,
		  struct cryptodev_queue *q)
{
	const struct netbsd_crypt_op cop = {
		.op = n->op,
		.flags = n->flags,
		.len = n->len,
		.src = n->src,
		.dst = n->dst,
		.mac = n->mac,
		.iv = n->iv,
		.dst_len = n->dst_len,
	};
	struct cryptodev_request *req;
	int err;

	req = cryptodev_request_start(file, n->ses);
	if (IS_ERR(req))
		return PTR_ERR(req);
	req->async.cookie[NETBSD_COOKIE_ID] = n->reqid;
	req->async.cookie[NETBSD_COOKIE_OPAQUE] = (uintptr_t)n->opaque;
	err = netbsd_decode(req, &cop) ?: check_length(req) ?:
	      cryptodev_async_submit(req, q);
	if (err)
		cryptodev_request_put(req);
	return err;
}

/*
 * The id is written before the request is submitted, and the status is 0 until
 * the submission fails: so a request whose id cannot be written does not exist.
 */
static long submit_one(struct file *file, void __user *element)
{
	struct cryptodev_queue *q = netbsd_queue(file);
	struct netbsd_crypt_n_op n;
	int err;

	if (!q)
		return -ENOMEM;
	if (cryptodev_layout_read(&crypt_n_layout, &n, element))
		return -EFAULT;
	n.reqid = cryptodev_file_next_reqid(file->private_data);
	n.status = 0;
	if (cryptodev_layout_write(&crypt_n_layout, element, &n))
		return -EFAULT;
	err = submit(file, &n, q);
	if (!err)
		return 0;
	n.status = -err;
	return cryptodev_layout_write(&crypt_n_layout, element, &n);
}

/**
 * netbsd_ncryptm() - CIOCNCRYPTM: submit several requests
 * @file: the open file that owns the sessions
 * @arg: struct netbsd_array of struct netbsd_crypt_n_op; the @reqid and the
 *	 @status of each is written, and one with a status has no result
 * @uarg: not used
 *
 * May sleep and fault.
 *
 * Return: 0, or -EINVAL for none; -EFAULT, -ENOMEM or -EINTR: then the requests
 * before are submitted.
 */
long netbsd_ncryptm(struct file *file, void *arg, void __user *uarg)
{
	return netbsd_for_each(file, arg,
			       cryptodev_layout_size(&crypt_n_layout),
			       submit_one);
}

static const struct cryptodev_layout array_layout = {
	NETBSD_ARRAY_FIELDS, sizeof(struct netbsd_array), NETBSD_ARRAY_SIZE32
};

/*
 * Completes a request that has been fetched, which writes its output, and writes
 * its result to @to.
 */
static int write_result(struct cryptodev_request *req, void __user *to)
{
	const u64 *cookie = req->async.cookie;
	struct netbsd_crypt_result result = {
		.reqid = cookie[NETBSD_COOKIE_ID],
		.opaque = u64_to_user_ptr(cookie[NETBSD_COOKIE_OPAQUE]),
		.status = -cryptodev_async_finish(req),
	};

	return cryptodev_layout_write(&result_layout, to, &result);
}

/* The result has been written, or else it can be fetched again. */
static int delivered(struct cryptodev_queue *q, struct cryptodev_request *req,
		     int err)
{
	if (err) {
		cryptodev_queue_unfetch(q, req);
		return cryptodev_reject(-EFAULT, "result is not writable");
	}
	cryptodev_async_put(req);
	return 0;
}

/**
 * netbsd_ncryptret() - CIOCNCRYPTRET: fetch the result of a request
 * @file: the open file
 * @arg: struct netbsd_crypt_result: the @reqid of the request
 * @uarg: its user address, where the result is written
 *
 * May sleep and fault.
 *
 * Return: 0; -EINPROGRESS if no result of that id is there, -EPERM if another
 * process submitted the request, -EFAULT, -ENOMEM: in all three the result stays.
 */
long netbsd_ncryptret(struct file *file, void *arg, void __user *uarg)
{
	struct cryptodev_queue *q = netbsd_queue(file);
	const struct netbsd_crypt_result *result = arg;
	struct cryptodev_request *req;

	if (!q)
		return -ENOMEM;
	req = cryptodev_queue_fetch_cookie(q, NETBSD_COOKIE_ID, result->reqid);
	if (IS_ERR(req))
		return req == ERR_PTR(-EBUSY) ? -EINPROGRESS : PTR_ERR(req);
	return delivered(q, req, write_result(req, uarg));
}

/*
 * Fetches a result to the end of the array of @done results, and tells the program
 * that there is one more. If the program cannot be told, the result stays.
 */
static int fetch_one(struct cryptodev_queue *q, struct netbsd_array *array,
		     size_t done, void __user *uarray)
{
	u32 size = cryptodev_layout_size(&result_layout);
	struct cryptodev_request *req = cryptodev_queue_fetch(q);
	int err;

	if (IS_ERR(req))
		return PTR_ERR(req);
	array->count = done + 1;
	err = write_result(req, array->elements + done * size) ?:
	      cryptodev_layout_write(&array_layout, uarray, array);
	return delivered(q, req, err);
}

/**
 * netbsd_ncryptretm() - CIOCNCRYPTRETM: fetch results, the oldest first
 * @file: the open file
 * @arg: struct netbsd_array with room for struct netbsd_crypt_result
 * @uarg: its user address, where @count is set to the number of results
 *
 * May sleep and fault.
 *
 * Return: 0, also if no result is there; -EINVAL if there is no room for any;
 * -EPERM, -EFAULT if the first result cannot be fetched, -ENOMEM: then all results
 * stay.
 */
long netbsd_ncryptretm(struct file *file, void *arg, void __user *uarg)
{
	struct cryptodev_queue *q = netbsd_queue(file);
	struct netbsd_array *array = arg;
	size_t max = array->count, done = 0;
	int err = 0;

	if (!q)
		return -ENOMEM;
	if (!max)
		return -EINVAL;
	while (done < max && !fatal_signal_pending(current)) {
		err = fetch_one(q, array, done, uarg);
		if (err)
			break;
		done++;
		cond_resched();
	}
	if (done)
		return 0;
	if (err && err != -EBUSY)
		return err;
	array->count = 0;
	return cryptodev_layout_write(&array_layout, uarg, array);
}
