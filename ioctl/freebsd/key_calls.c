// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCKEY2 of the FreeBSD dialect: a public-key operation on a driver that the
 * program chooses.
 */
#include <crypto/cryptodev.h>

#include "ioctl/bsd_calls.h"
#include "ioctl/device.h"
#include "ioctl/freebsd/freebsd.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * freebsd_key2() - CIOCKEY2: one public-key operation on a driver
 * @file: the open file
 * @arg: struct crypt_kop, whose fifth field chooses the driver
 * @uarg: its user address, where crk_status and the driver's id are written
 *
 * May sleep and fault.
 *
 * Return: as bsd_key_on(); -ENODEV if the driver does not serve the operation.
 */
long freebsd_key2(struct file *file, void *arg, void __user *uarg)
{
	/* In a structure of either width, three words come before the driver. */
	struct crypt_kop __user *ukop = uarg;
	struct cryptodev_session_spec on = {};
	const struct crypt_kop *kop = arg;
	long err;

	/* Writes the same value: if it cannot be written, nothing changes. */
	if (cryptodev_put_user(kop->crk_pad1, &ukop->crk_pad1))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	err = freebsd_set_driver(&on, kop->crk_pad1);
	err = bsd_key_on(file, kop, ukop, &on, err);
	if (err)
		return err;
	return cryptodev_put_user((u32)on.driver_id, &ukop->crk_pad1) ?
		cryptodev_reject(-EFAULT, "argument is not writable") : 0;
}
