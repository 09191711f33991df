// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCASYNCCRYPT queues a request, CIOCASYNCFETCH fetches the oldest result.
 * Relies on crypt_calls.c to decode the argument and on crypto/request/ for the
 * queue.
 */
#include <linux/build_bug.h>
#include <linux/uaccess.h>

#include "crypto/request/request.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "zc/reject.h"

/**
 * cryptodev_asynccrypt_run() - queue the request of a CIOCASYNCCRYPT
 * @file: the open file that owns the session
 * @cop: a kernel copy of the argument; CIOCASYNCFETCH returns it to the program
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_call_asynccrypt().
 */
long cryptodev_asynccrypt_run(struct file *file, const struct crypt_op *cop)
{
	struct cryptodev_queue *q;
	struct cryptodev_request *req;
	int err;

	q = cryptodev_file_queue(file->private_data, CRYPTODEV_LINUX_QUEUE);
	if (!q)
		return -ENOMEM;
	req = cryptodev_request_start(file, cop->ses);
	if (IS_ERR(req))
		return PTR_ERR(req);
	BUILD_BUG_ON(sizeof(*cop) > sizeof(req->async.cookie));
	memcpy(req->async.cookie, cop, sizeof(*cop));
	err = cryptodev_crypt_fill(req, cop) ?: cryptodev_async_submit(req, q);
	if (err)
		cryptodev_request_put(req);
	return err;
}

/**
 * cryptodev_async_fetch() - fetch the oldest result for a CIOCASYNCFETCH
 * @file: the open file
 * @arg: user address for the argument that the request was submitted with
 * @write: writes that argument in the program's layout; returns 0, or anything
 *	   else on failure, and then the result returns to the queue
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_call_asyncfetch().
 */
long cryptodev_async_fetch(struct file *file, void __user *arg,
			   unsigned long (*write)(void __user *arg,
						  const struct crypt_op *cop))
{
	struct cryptodev_queue *q = cryptodev_file_queue(file->private_data,
							 CRYPTODEV_LINUX_QUEUE);
	struct cryptodev_request *req;
	struct crypt_op cop;
	int result;

	if (!q)
		return -ENOMEM;
	req = cryptodev_queue_fetch(q);
	if (IS_ERR(req))
		return PTR_ERR(req);
	result = cryptodev_async_finish(req);
	memcpy(&cop, req->async.cookie, sizeof(cop));
	if (write(arg, &cop)) {
		cryptodev_queue_unfetch(q, req);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	cryptodev_async_put(req);
	return result;
}

static unsigned long write_crypt(void __user *arg, const struct crypt_op *cop)
{
	return copy_to_user(arg, cop, sizeof(*cop));
}

/**
 * cryptodev_call_asynccrypt() - CIOCASYNCCRYPT: an asynchronous CIOCCRYPT
 * @file: the open file that owns the session
 * @arg: user address of a struct crypt_op; not written
 *
 * May sleep and fault.
 *
 * Return: 0 if the request is queued; -EBUSY if the queue is full or drivers
 * hold too many requests of the user, -EINVAL, -EFAULT, -EOPNOTSUPP, -ENOMEM.
 * CIOCASYNCFETCH returns the error of the operation.
 */
long cryptodev_call_asynccrypt(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	if (copy_from_user(&cop, arg, sizeof(cop)))
		return -EFAULT;
	return cryptodev_asynccrypt_run(file, &cop);
}

/**
 * cryptodev_call_asyncfetch() - CIOCASYNCFETCH: fetch the oldest result
 * @file: the open file
 * @arg: user address of a struct crypt_op; the ioctl writes there the argument
 *	 that the request was submitted with
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the operation; -EBUSY if the queue has no result,
 * -EPERM if another address space submitted the request, -EFAULT if @arg is not
 * writable, -ENOMEM. These four leave all results in the queue.
 */
long cryptodev_call_asyncfetch(struct file *file, void __user *arg)
{
	return cryptodev_async_fetch(file, arg, write_crypt);
}
