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
	{ CIOCCRYPT,		cryptodev_crypt },
	{ CIOCAUTHCRYPT,	cryptodev_authcrypt },
	{ CIOCGSESSION,		cryptodev_gsession },
	{ CRYPTODEV_SUBMIT,	cryptodev_submit },
	{ CRYPTODEV_REAP,	cryptodev_reap },
	{ CRYPTODEV_CREATE,	cryptodev_create },
	{ CIOCFSESSION,		cryptodev_fsession },
	{ BSD_CIOCFSESSION,	cryptodev_bsd_fsession },
	{ CIOCCPHASH,		cryptodev_cphash },
	{ CIOCGSESSINFO,	cryptodev_gsessinfo },
	{ CRIOGET,		cryptodev_criget },
	{ CIOCASYMFEAT,		cryptodev_asymfeat },
	{ CIOCKEY,		cryptodev_key },
	{ CIOCASYNCCRYPT,	cryptodev_asynccrypt },
	{ CIOCASYNCFETCH,	cryptodev_asyncfetch },
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
	return cryptodev_call_run(calls, ARRAY_SIZE(calls), file, cmd,
				  (void __user *)arg);
}
