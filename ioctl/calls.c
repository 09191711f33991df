// SPDX-License-Identifier: GPL-2.0
/*
 * The table of ioctls for programs of the kernel's own word size. Relies on a
 * handler for each call in linux/ and native/. The whole ioctl number, with its
 * size and direction, selects a row, so the dialects can share one device.
 *
 * A new ioctl is a row of the second table unless a sealed file must serve it.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>

#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "ioctl/freebsd/freebsd.h"
#include "ioctl/netbsd/netbsd.h"
#include "ioctl/seal.h"

/* Ioctls that process requests on sessions, fetch results or report facts. */
static const struct cryptodev_call calls[] = {
	CRYPTODEV_CALL(CIOCCRYPT, cryptodev_call_crypt),
	CRYPTODEV_CALL(CIOCAUTHCRYPT, cryptodev_call_authcrypt),
	CRYPTODEV_CALL(CRYPTODEV_SUBMIT, cryptodev_call_submit),
	CRYPTODEV_CALL(CRYPTODEV_REAP, cryptodev_call_reap),
	CRYPTODEV_CALL(CIOCGSESSINFO, cryptodev_call_gsessinfo),
	CRYPTODEV_CALL(CIOCASYMFEAT, cryptodev_call_asymfeat),
	CRYPTODEV_CALL(CIOCASYNCCRYPT, cryptodev_call_asynccrypt),
	CRYPTODEV_CALL(CIOCASYNCFETCH, cryptodev_call_asyncfetch),
	CRYPTODEV_CALL(CRYPTODEV_SEAL, cryptodev_call_seal),
};

/* Ioctls that a sealed file refuses. */
static const struct cryptodev_call changes[] = {
	CRYPTODEV_CALL(CIOCGSESSION, cryptodev_call_gsession),
	CRYPTODEV_CALL(CRYPTODEV_CREATE, cryptodev_call_create),
	CRYPTODEV_CALL(CIOCFSESSION, cryptodev_call_fsession),
	CRYPTODEV_CALL(CIOCCPHASH, cryptodev_call_cphash),
	CRYPTODEV_CALL(CRIOGET, cryptodev_call_criget),
	CRYPTODEV_CALL(CIOCKEY, cryptodev_call_key),
};

/*
 * Calls of the BSDs' dialects that process a message have a short path: the
 * tables cost as much as the decoding of a small message.
 */
static long other_ioctl(struct file *file, unsigned int cmd, void __user *arg)
{
	switch (cmd) {
	case FREEBSD_CIOCCRYPT:
		return freebsd_call_crypt(file, arg);
	case FREEBSD_CIOCCRYPTAEAD:
		return freebsd_call_cryptaead(file, arg);
	case NETBSD_CIOCCRYPT:
		return netbsd_call_crypt(file, arg);
	default:
		return cryptodev_change_ioctl(changes, ARRAY_SIZE(changes),
					      file, cmd, arg,
					      cryptodev_bsd_ioctl);
	}
}

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
				  (void __user *)arg, other_ioctl);
}
