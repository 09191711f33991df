/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search in a table of ioctls, and the parts of the Linux dialect that the
 * 64-bit and the 32-bit ioctls share. Relies on crypto/tls/constant_time.h.
 */
#ifndef CRYPTODEV_CALLS_H
#define CRYPTODEV_CALLS_H

#include <crypto/cryptodev.h>
#include <linux/compiler.h>
#include <linux/errno.h>

#include "crypto/tls/constant_time.h"
#include "zc/reject.h"

struct file;

/*
 * CIOCFSESSION of the BSDs, their _IOW('c', 102, u32). The BSDs and Linux give
 * the two direction bits opposite meanings, so the same number is an _IOR here.
 */
#define BSD_CIOCFSESSION	_IOR('c', 102, __u32)

/**
 * struct cryptodev_call - an ioctl and its handler
 * @cmd: the ioctl number
 * @run: the handler; takes the open file and the user address of the argument;
 *	 may sleep
 */
struct cryptodev_call {
	unsigned int cmd;
	long (*run)(struct file *file, void __user *arg);
};

/**
 * cryptodev_dispatch() - find an ioctl in a table and run its handler
 * @call: the table, sorted by frequency
 * @nr: number of rows in @call
 * @file: the open file
 * @cmd: the ioctl number
 * @arg: user address of the ioctl's argument
 *
 * May sleep and fault.
 *
 * Return: the handler's return value; -ENOTTY if the table has no such ioctl.
 */
static __always_inline long
cryptodev_dispatch(const struct cryptodev_call *call, size_t nr,
		   struct file *file, unsigned int cmd, void __user *arg)
{
	for (; nr; call++, nr--)
		if (call->cmd == cmd)
			return call->run(file, arg);
	return cryptodev_reject(-ENOTTY, "unknown ioctl %#x", cmd);
}

/**
 * cryptodev_auth_writes_back() - does CIOCAUTHCRYPT write its results?
 * @err: 0 or the error of the operation
 *
 * The ioctl writes them for 0 and for -EBADMSG, so a record that does not
 * verify takes the same time as one that does.
 *
 * Return: whether the ioctl writes len, tag and tag_len.
 */
static __always_inline bool cryptodev_auth_writes_back(int err)
{
	return ct_eq(-err, 0) | ct_eq(-err, EBADMSG);
}

/* linux/crypt_calls.c */
int cryptodev_crypt_run(struct file *file, const struct crypt_op *cop);
int cryptodev_authcrypt_run(struct file *file, struct crypt_auth_op *caop);

/* linux/async_calls.c */
long cryptodev_asynccrypt_run(struct file *file, const struct crypt_op *cop);
long cryptodev_async_fetch(struct file *file, void __user *arg,
			   unsigned long (*write)(void __user *arg,
						  const struct crypt_op *cop));

/* linux/key_calls.c */
int cryptodev_modexp_call(struct file *file, const struct crypt_kop *kop,
			  u32 __user *status);

#endif /* CRYPTODEV_CALLS_H */
