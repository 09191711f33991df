/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A table of calls, and what calls of both widths share.
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
 * The BSDs' CIOCFSESSION, _IOW('c', 102, u32): there, the bit that stands for an
 * argument which is written stands for one that is read here.
 */
#define BSD_CIOCFSESSION	_IOR('c', 102, __u32)

/**
 * struct cryptodev_call - a call and what serves it
 * @cmd: its number
 * @run: gets the open file and the user's argument; may sleep
 */
struct cryptodev_call {
	unsigned int cmd;
	long (*run)(struct file *file, void __user *arg);
};

/**
 * cryptodev_dispatch() - run a call
 * @call: the calls that there are, the most frequent first
 * @nr: how many
 * @file: the open file
 * @cmd: the call's number
 * @arg: its argument
 *
 * Return: 0 or the call's error; -ENOTTY if there is no such call.
 */
static __always_inline long
cryptodev_dispatch(const struct cryptodev_call *call, size_t nr,
		   struct file *file, unsigned int cmd, void __user *arg)
{
	for (; nr; call++, nr--)
		if (call->cmd == cmd)
			return call->run(file, arg);
	return cryptodev_reject(-ENOTTY, "no call %#x", cmd);
}

/**
 * cryptodev_auth_writes_back() - does CIOCAUTHCRYPT write its answer?
 * @err: how it ended
 *
 * A record that does not verify takes no longer to answer than one that does.
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
