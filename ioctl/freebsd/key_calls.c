// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCKEY2 of the FreeBSD dialect: a public-key operation on a driver that the
 * program chooses.
 */
#include <crypto/cryptodev.h>

#include "ioctl/bsd_calls.h"
#include "ioctl/device.h"
#include "ioctl/freebsd/freebsd.h"

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
	struct cryptodev_session_spec on = {};
	const struct crypt_kop *kop = arg;
	long err = freebsd_set_driver(&on, kop->crk_pad1);

	return bsd_key_on(file, kop, uarg, &on, err);
}
