// SPDX-License-Identifier: GPL-2.0
/*
 * Calls about the device itself: CRIOGET and CIOCASYMFEAT, and those that are
 * known but not served.
 */
#include <linux/file.h>
#include <linux/uaccess.h>

#include "ioctl/device.h"
#include "reject.h"

/**
 * cryptodev_criget() - CRIOGET: one more descriptor for this open file
 * @file: the open file
 * @arg: u32, out: the descriptor
 *
 * As dup(2) would make it.
 *
 * Return: 0; -EMFILE, -EFAULT with no descriptor made.
 */
long cryptodev_criget(struct file *file, void __user *arg)
{
	int fd = get_unused_fd_flags(0);

	if (fd < 0)
		return fd;
	if (put_user((u32)fd, (u32 __user *)arg)) {
		put_unused_fd(fd);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	fd_install(fd, get_file(file));
	return 0;
}

/**
 * cryptodev_asymfeat() - CIOCASYMFEAT: which public-key operations there are
 * @file: the open file
 * @arg: u32, out: a mask of CRF_*; none yet
 *
 * Return: 0; -EFAULT.
 */
long cryptodev_asymfeat(struct file *file, void __user *arg)
{
	return put_user(0, (u32 __user *)arg) ? -EFAULT : 0;
}

/**
 * cryptodev_unsupported() - a call of the interface that is not served
 * @file: the open file
 * @arg: not looked at
 *
 * Return: -EOPNOTSUPP.
 */
long cryptodev_unsupported(struct file *file, void __user *arg)
{
	return cryptodev_reject(-EOPNOTSUPP, "call is not served");
}
