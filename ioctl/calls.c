// SPDX-License-Identifier: GPL-2.0
/*
 * The table of ioctls for programs of the kernel's own word size. Relies on a
 * handler for each call in linux/ and native/. The whole ioctl number, with its
 * size and direction, selects a row, so the dialects can share one device.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>

#include "ioctl/calls.h"
#include "ioctl/device.h"

static const struct cryptodev_call calls[] = {
	CRYPTODEV_CALL(CIOCCRYPT, cryptodev_call_crypt),
	CRYPTODEV_CALL(CIOCAUTHCRYPT, cryptodev_call_authcrypt),
	CRYPTODEV_CALL(CIOCGSESSION, cryptodev_call_gsession),
	CRYPTODEV_CALL(CRYPTODEV_SUBMIT, cryptodev_call_submit),
	CRYPTODEV_CALL(CRYPTODEV_REAP, cryptodev_call_reap),
	CRYPTODEV_CALL(CRYPTODEV_CREATE, cryptodev_call_create),
	CRYPTODEV_CALL(CIOCFSESSION, cryptodev_call_fsession),
	CRYPTODEV_CALL(CIOCCPHASH, cryptodev_call_cphash),
	CRYPTODEV_CALL(CIOCGSESSINFO, cryptodev_call_gsessinfo),
	CRYPTODEV_CALL(CRIOGET, cryptodev_call_criget),
	CRYPTODEV_CALL(CIOCASYMFEAT, cryptodev_call_asymfeat),
	CRYPTODEV_CALL(CIOCKEY, cryptodev_call_key),
	CRYPTODEV_CALL(CIOCASYNCCRYPT, cryptodev_call_asynccrypt),
	CRYPTODEV_CALL(CIOCASYNCFETCH, cryptodev_call_asyncfetch),
};

/**
 * cryptodev_ioctl() - handle an ioctl of a program of the kernel's word size
 * @file: the open file
 * @cmd: the ioctl number
 * @arg: user address of the ioctl's argument
 *
 * May sleep and fault.
 *
 * Return: the handler's return value; -ENOTTY if the table has no such ioctl.
 */
long cryptodev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return cryptodev_dispatch(calls, ARRAY_SIZE(calls), file, cmd,
				  (void __user *)arg, cryptodev_bsd_ioctl);
}
