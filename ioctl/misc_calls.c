// SPDX-License-Identifier: GPL-2.0
/*
 * Calls about the device itself: CRIOGET.
 */
#include <linux/file.h>
#include <linux/uaccess.h>

#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * cryptodev_criget() - CRIOGET: one more descriptor for this open file
 * @file: the open file
 * @arg: u32, out: the descriptor
 *
 * As dup(2) would make it.
 *
 * Return: 0; -EMFILE, -ENOMEM, -EFAULT with no descriptor made.
 */
long cryptodev_criget(struct file *file, void __user *arg)
{
	int fd = get_unused_fd_flags(0);

	if (fd < 0)
		return fd;
	if (cryptodev_put_user((u32)fd, (u32 __user *)arg)) {
		put_unused_fd(fd);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	fd_install(fd, get_file(file));
	return 0;
}
