// SPDX-License-Identifier: GPL-2.0
/*
 * Sealed files: after CRYPTODEV_SEAL, an open file processes requests on the
 * sessions that it has, and nothing else. Relies on the tables of ioctls to
 * separate the ioctls that a sealed file still serves from all others.
 */
#include <linux/fs.h>

#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "ioctl/native/native.h"
#include "ioctl/seal.h"
#include "zc/reject.h"

/**
 * cryptodev_change_begin() - begin a call or step that a sealed file refuses
 * @file: the open file
 *
 * The file cannot be sealed before cryptodev_change_end(). May sleep.
 *
 * Return: 0, and the caller must call cryptodev_change_end(); -EPERM if the file
 * is sealed, or -EINTR if the task is being killed.
 */
int cryptodev_change_begin(const struct file *file)
{
	struct cryptodev_file *cf = file->private_data;

	if (down_read_killable(&cf->seal_lock))
		return -EINTR;
	if (!cf->sealed)
		return 0;
	up_read(&cf->seal_lock);
	return cryptodev_reject(-EPERM, "file is sealed");
}

/**
 * cryptodev_change_end() - end an ioctl that a sealed file refuses
 * @file: the open file, after cryptodev_change_begin()
 *
 * Does not sleep.
 */
void cryptodev_change_end(const struct file *file)
{
	struct cryptodev_file *cf = file->private_data;

	up_read(&cf->seal_lock);
}

/**
 * cryptodev_change_ioctl() - handle an ioctl that a sealed file refuses
 * @changes: a table of CRYPTODEV_CALL() with such ioctls
 * @nr: rows of @changes
 * @file: the open file
 * @cmd: the ioctl number
 * @arg: user address of the ioctl's argument
 * @others: handles the ioctls that @changes does not have
 *
 * May sleep and fault. A sealed file refuses the ioctl before its argument is
 * read.
 *
 * Return: the handler's return value; -EPERM if the file is sealed, or -EINTR.
 */
long cryptodev_change_ioctl(const struct cryptodev_call *changes, u32 nr,
			    struct file *file, unsigned int cmd,
			    void __user *arg,
			    long (*others)(struct file *file, unsigned int cmd,
					   void __user *arg))
{
	const struct cryptodev_call *call;
	long err;

	call = cryptodev_call_find(changes, nr, cmd);
	if (!call)
		return others(file, cmd, arg);
	err = cryptodev_change_begin(file);
	if (err)
		return err;
	err = call->run(file, arg);
	cryptodev_change_end(file);
	return err;
}

/**
 * cryptodev_file_is_sealed() - is an open file sealed?
 * @file: the open file
 *
 * Does not sleep. The file may become sealed at any time.
 *
 * Return: whether the file is sealed.
 */
bool cryptodev_file_is_sealed(const struct file *file)
{
	const struct cryptodev_file *cf = file->private_data;

	return READ_ONCE(cf->sealed);
}

/**
 * cryptodev_call_seal() - CRYPTODEV_SEAL: seal an open file, for good
 * @file: the open file, which may be sealed already
 * @arg: user address of a struct cryptodev_seal; not written
 *
 * Waits for the ioctls in progress that a sealed file refuses, and for requests
 * that take keys of their own, so none of them takes effect after this ioctl
 * has returned. May sleep and fault.
 *
 * Return: 0; -EINVAL, -E2BIG or -EFAULT as cryptodev_native_read(), or -EINTR if
 * the task is being killed: then the file is not sealed.
 */
long cryptodev_call_seal(struct file *file, void __user *arg)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_seal seal;
	int err;

	err = cryptodev_native_read(&seal, sizeof(seal), sizeof(seal), arg);
	if (err)
		return err;
	if (seal.flags)
		return cryptodev_reject(-EINVAL, "invalid flags %#x",
					seal.flags);
	if (down_write_killable(&cf->seal_lock))
		return -EINTR;
	WRITE_ONCE(cf->sealed, true);
	up_write(&cf->seal_lock);
	return 0;
}
