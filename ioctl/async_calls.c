// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCASYNCCRYPT and CIOCASYNCFETCH: ask now, fetch later.
 */
#include <linux/build_bug.h>
#include <linux/uaccess.h>

#include "crypto/request.h"
#include "ioctl/compat32.h"
#include "ioctl/device.h"
#include "reject.h"

static long async_crypt(struct file *file, const struct crypt_op *cop)
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

/*
 * The oldest result: @tell writes its operation, as it was asked, to @arg in the
 * program's layout. If that fails, the result goes back to where it was.
 */
static long fetch(struct file *file, void __user *arg,
		  unsigned long (*tell)(void __user *arg,
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
	if (tell(arg, &cop)) {
		cryptodev_queue_unfetch(q, req);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	cryptodev_async_put(req);
	return result;
}

static unsigned long tell(void __user *arg, const struct crypt_op *cop)
{
	return copy_to_user(arg, cop, sizeof(*cop));
}

/**
 * cryptodev_asynccrypt() - CIOCASYNCCRYPT: as CIOCCRYPT, not waited for
 * @file: the open file that owns the session
 * @arg: struct crypt_op
 *
 * Return: 0; -EBUSY if the queue is full, -EINVAL, -EFAULT, -EOPNOTSUPP,
 * -ENOMEM. The operation's own error comes with its result.
 */
long cryptodev_asynccrypt(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	if (copy_from_user(&cop, arg, sizeof(cop)))
		return -EFAULT;
	return async_crypt(file, &cop);
}

/**
 * cryptodev_asyncfetch() - CIOCASYNCFETCH: the oldest result
 * @file: the open file
 * @arg: struct crypt_op, out: the operation as it was asked
 *
 * Return: the operation's 0 or error; -EBUSY if there is none, -EPERM if
 * another address space asked for it, -EFAULT: in all three none is lost.
 */
long cryptodev_asyncfetch(struct file *file, void __user *arg)
{
	return fetch(file, arg, tell);
}

#ifdef CONFIG_COMPAT
/**
 * cryptodev_asynccrypt32() - CIOCASYNCCRYPT of a 32-bit program
 * @file: the open file that owns the session
 * @arg: struct crypt_op32
 *
 * Return: as cryptodev_asynccrypt().
 */
long cryptodev_asynccrypt32(struct file *file, void __user *arg)
{
	struct crypt_op32 cop32;
	struct crypt_op cop;

	if (copy_from_user(&cop32, arg, sizeof(cop32)))
		return -EFAULT;
	cryptodev_crypt_op_from32(&cop, &cop32);
	return async_crypt(file, &cop);
}

static unsigned long tell32(void __user *arg, const struct crypt_op *cop)
{
	struct crypt_op32 cop32 = {
		.ses = cop->ses,
		.op = cop->op,
		.flags = cop->flags,
		.len = cop->len,
		.src = ptr_to_compat(cop->src),
		.dst = ptr_to_compat(cop->dst),
		.mac = ptr_to_compat(cop->mac),
		.iv = ptr_to_compat(cop->iv),
	};

	return copy_to_user(arg, &cop32, sizeof(cop32));
}

/**
 * cryptodev_asyncfetch32() - CIOCASYNCFETCH of a 32-bit program
 * @file: the open file
 * @arg: struct crypt_op32, out
 *
 * Return: as cryptodev_asyncfetch().
 */
long cryptodev_asyncfetch32(struct file *file, void __user *arg)
{
	return fetch(file, arg, tell32);
}
#endif
