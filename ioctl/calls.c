// SPDX-License-Identifier: GPL-2.0
/*
 * The calls that there are. A call is told apart by its whole number, size and
 * direction included, so that the dialects share one device.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>

#include "ioctl/calls.h"
#include "ioctl/device.h"

/* The most frequent first: the search goes from the top. */
static const struct cryptodev_call calls[] = {
	{ CIOCCRYPT,		cryptodev_call_crypt },
	{ CIOCAUTHCRYPT,	cryptodev_call_authcrypt },
	{ CIOCGSESSION,		cryptodev_call_gsession },
	{ CRYPTODEV_SUBMIT,	cryptodev_call_submit },
	{ CRYPTODEV_REAP,	cryptodev_call_reap },
	{ CRYPTODEV_CREATE,	cryptodev_call_create },
	{ CIOCFSESSION,		cryptodev_call_fsession },
	{ BSD_CIOCFSESSION,	cryptodev_call_bsd_fsession },
	{ CIOCCPHASH,		cryptodev_call_cphash },
	{ CIOCGSESSINFO,	cryptodev_call_gsessinfo },
	{ CRIOGET,		cryptodev_call_criget },
	{ CIOCASYMFEAT,		cryptodev_call_asymfeat },
	{ CIOCKEY,		cryptodev_call_key },
	{ CIOCASYNCCRYPT,	cryptodev_call_asynccrypt },
	{ CIOCASYNCFETCH,	cryptodev_call_asyncfetch },
};

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
	return cryptodev_dispatch(calls, ARRAY_SIZE(calls), file, cmd,
				  (void __user *)arg);
}
