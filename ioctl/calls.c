// SPDX-License-Identifier: GPL-2.0
/*
 * The calls that there are. A call is told apart by its whole number, size and
 * direction included, so that the dialects share one device.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>

#include "ioctl/compat32.h"
#include "ioctl/device.h"
#include "reject.h"

/**
 * struct cryptodev_call - a call and what serves it
 * @cmd: its number
 * @run: gets the open file and the user's argument; may sleep
 */
struct cryptodev_call {
	unsigned int cmd;
	long (*run)(struct file *file, void __user *arg);
};

/* The most frequent first: the search goes from the top. */
static const struct cryptodev_call calls[] = {
	{ CIOCCRYPT,		cryptodev_crypt },
	{ CIOCAUTHCRYPT,	cryptodev_authcrypt },
	{ CIOCGSESSION,		cryptodev_gsession },
	{ CRYPTODEV_SUBMIT,	cryptodev_submit },
	{ CRYPTODEV_REAP,	cryptodev_reap },
	{ CRYPTODEV_CREATE,	cryptodev_create },
	{ CIOCFSESSION,		cryptodev_fsession },
	{ CIOCCPHASH,		cryptodev_cphash },
	{ CIOCGSESSINFO,	cryptodev_gsessinfo },
	{ CRIOGET,		cryptodev_criget },
	{ CIOCASYMFEAT,		cryptodev_asymfeat },
	{ CIOCKEY,		cryptodev_key },
	{ CIOCASYNCCRYPT,	cryptodev_asynccrypt },
	{ CIOCASYNCFETCH,	cryptodev_asyncfetch },
};

static long run_call(const struct cryptodev_call *call, size_t nr,
		     struct file *file, unsigned int cmd, void __user *arg)
{
	for (; nr; call++, nr--)
		if (call->cmd == cmd)
			return call->run(file, arg);
	return cryptodev_reject(-ENOTTY, "no call %#x", cmd);
}

/**
 * cryptodev_ioctl() - a call of a program of the kernel's own width
 * @file: the open file
 * @cmd: the call's number
 * @arg: user address of its argument
 *
 * Return: 0 or the call's error; -ENOTTY if there is no such call.
 */
long cryptodev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return run_call(calls, ARRAY_SIZE(calls), file, cmd,
			(void __user *)arg);
}

#ifdef CONFIG_COMPAT
/* Calls whose argument holds pointers; the others are the same for both. */
static const struct cryptodev_call calls32[] = {
	{ CIOCCRYPT32,		cryptodev_crypt32 },
	{ CIOCAUTHCRYPT32,	cryptodev_authcrypt32 },
	{ CIOCGSESSION32,	cryptodev_gsession32 },
	{ CRYPTODEV_SUBMIT,	cryptodev_submit },
	{ CRYPTODEV_REAP,	cryptodev_reap },
	{ CRYPTODEV_CREATE,	cryptodev_create },
	{ CIOCFSESSION,		cryptodev_fsession },
	{ CIOCCPHASH,		cryptodev_cphash },
	{ CIOCGSESSINFO,	cryptodev_gsessinfo },
	{ CRIOGET,		cryptodev_criget },
	{ CIOCASYMFEAT,		cryptodev_asymfeat },
	{ CIOCKEY32,		cryptodev_key32 },
	{ CIOCASYNCCRYPT32,	cryptodev_asynccrypt32 },
	{ CIOCASYNCFETCH32,	cryptodev_asyncfetch32 },
};

/**
 * cryptodev_compat_ioctl() - a call of a 32-bit program on a 64-bit kernel
 * @file: the open file
 * @cmd: the call's number
 * @arg: user address of its argument
 *
 * Return: as cryptodev_ioctl().
 */
long cryptodev_compat_ioctl(struct file *file, unsigned int cmd,
			    unsigned long arg)
{
	return run_call(calls32, ARRAY_SIZE(calls32), file, cmd,
			compat_ptr(arg));
}
#endif
