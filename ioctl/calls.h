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
#include <linux/nospec.h>

#include "crypto/tls/constant_time.h"
#include "ioctl/bsd_calls.h"
#include "zc/reject.h"

struct cryptodev_session_spec;
struct file;

/**
 * struct cryptodev_call - a row of a table of ioctls
 * @cmd: ioctl number
 * @run: handler; gets the open file and the user address of the argument; may
 *	 sleep
 */
struct cryptodev_call {
	unsigned int cmd;
	long (*run)(struct file *file, void __user *arg);
};

/* A row: the last byte of an ioctl number is its index. */
#define CRYPTODEV_CALL(_cmd, _run)					\
	[_IOC_NR(_cmd) - CRYPTODEV_ARG_FIRST] = { (_cmd), (_run) }

/**
 * cryptodev_call_find() - look an ioctl up
 * @calls: a table of CRYPTODEV_CALL()
 * @nr: rows of @calls
 * @cmd: the ioctl number
 *
 * Return: the row, or NULL if the table does not have the ioctl.
 */
static __always_inline const struct cryptodev_call *
cryptodev_call_find(const struct cryptodev_call *calls, u32 nr,
		    unsigned int cmd)
{
	u32 i = _IOC_NR(cmd) - CRYPTODEV_ARG_FIRST;

	if (unlikely(i >= nr))
		return NULL;
	i = array_index_nospec(i, nr);
	return likely(calls[i].cmd == cmd) ? &calls[i] : NULL;
}

/**
 * cryptodev_dispatch() - run the handler of an ioctl
 * @calls: a table of CRYPTODEV_CALL()
 * @nr: rows of @calls
 * @file: the open file
 * @cmd: the ioctl number
 * @arg: user address of the ioctl's argument
 * @others: handles the ioctls that @calls does not have
 *
 * Return: the handler's return value.
 */
static __always_inline long
cryptodev_dispatch(const struct cryptodev_call *calls, u32 nr,
		   struct file *file, unsigned int cmd, void __user *arg,
		   long (*others)(struct file *file, unsigned int cmd,
				  void __user *arg))
{
	const struct cryptodev_call *call;

	call = cryptodev_call_find(calls, nr, cmd);
	return likely(call) ? call->run(file, arg) : others(file, cmd, arg);
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
u32 cryptodev_modexp_features(const struct file *file);
int cryptodev_modexp_call(struct file *file, const struct crypt_kop *kop,
			  u32 __user *status,
			  const struct cryptodev_session_spec *on);

#endif /* CRYPTODEV_CALLS_H */
