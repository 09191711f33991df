// SPDX-License-Identifier: GPL-2.0
/*
 * Calls of this device's own dialect.
 */
#include <crypto/cryptodev_native.h>
#include <linux/uaccess.h>

#include "crypto/session.h"
#include "ioctl/device.h"
#include "reject.h"

/* The first version of the structure; later ones are longer. */
#define CREATE_SIZE_VER0	48

/**
 * cryptodev_create() - CRYPTODEV_CREATE: make a session
 * @file: the open file that will own it
 * @arg: struct cryptodev_create, of either width
 *
 * Return: 0; -EINVAL, -E2BIG, -ENOENT, -EMFILE, -EFAULT, -ENOMEM, -EINTR.
 */
long cryptodev_create(struct file *file, void __user *arg)
{
	struct cryptodev_create __user *ucreate = arg;
	struct cryptodev_create create;
	struct session_op sop;
	u32 size;
	int err;

	BUILD_BUG_ON(sizeof(create) != CREATE_SIZE_VER0);
	if (get_user(size, &ucreate->size))
		return -EFAULT;
	if (size < CREATE_SIZE_VER0 || size > PAGE_SIZE)
		return cryptodev_reject(-EINVAL, "structure of %u bytes", size);
	err = copy_struct_from_user(&create, sizeof(create), arg, size);
	if (err)
		return err;
	if ((create.flags & ~CRYPTODEV_CREATE_ETM) || create.reserved)
		return cryptodev_reject(-EINVAL, "flags %#x", create.flags);

	sop = (struct session_op) {
		.cipher = create.cipher,
		.mac = create.mac,
		.keylen = create.keylen,
		.key = u64_to_user_ptr(create.key),
		.mackeylen = create.mackeylen,
		.mackey = u64_to_user_ptr(create.mackey),
	};
	return cryptodev_session_open(file, &sop,
				      create.flags & CRYPTODEV_CREATE_ETM ?
				      CRYPTODEV_SES_ETM : 0, &ucreate->ses);
}
