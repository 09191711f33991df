// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCASYNCCRYPT and CIOCASYNCFETCH: ask now, fetch later.
 */
#include <linux/build_bug.h>
#include <linux/uaccess.h>

#include "crypto/request/request.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "zc/reject.h"

/**
 * cryptodev_asynccrypt_run() - CIOCASYNCCRYPT, its argument read
 * @file: the open file that owns the session
 * @cop: the argument
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
 * cryptodev_async_fetch() - CIOCASYNCFETCH, in a layout
 * @file: the open file
 * @arg: where the operation is to be written as it was asked
 * @write: writes it in the program's layout, or returns other than 0: then the
 *	  result goes back to where it was
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
 * cryptodev_call_asynccrypt() - CIOCASYNCCRYPT: as CIOCCRYPT, not waited for
 * @file: the open file that owns the session
 * @arg: struct crypt_op
 *
 * Return: 0; -EBUSY if the queue is full, -EINVAL, -EFAULT, -EOPNOTSUPP,
 * -ENOMEM. The operation's own error comes with its result.
 */
long cryptodev_call_asynccrypt(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	if (copy_from_user(&cop, arg, sizeof(cop)))
		return -EFAULT;
	return cryptodev_asynccrypt_run(file, &cop);
}

/**
 * cryptodev_call_asyncfetch() - CIOCASYNCFETCH: the oldest result
 * @file: the open file
 * @arg: struct crypt_op, out: the operation as it was asked
 *
 * Return: the operation's 0 or error; -EBUSY if there is none, -EPERM if
 * another address space asked for it, -EFAULT: in all three none is lost.
 */
long cryptodev_call_asyncfetch(struct file *file, void __user *arg)
{
	return cryptodev_async_fetch(file, arg, write_crypt);
}
