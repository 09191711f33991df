// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that the dialects of FreeBSD and NetBSD share: descriptors, freeing
 * sessions and public-key operations; and the key of a session's cipher.
 */
#include <crypto/cryptodev.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/fs.h>

#include "crypto/request/request.h"
#include "ioctl/bsd_calls.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "ioctl/seal.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * bsd_criget() - CRIOGET: open the device once more
 * @file: the open file
 * @arg: not used
 * @uarg: user address of a u32, where the descriptor is written
 *
 * The new open file has no sessions, and outlives @file.
 *
 * Return: 0; -EMFILE, -ENOMEM, -EFAULT with nothing opened.
 */
long bsd_criget(struct file *file, void *arg, void __user *uarg)
{
	int fd = get_unused_fd_flags(0);
	struct file *fresh;

	if (fd < 0)
		return fd;
	fresh = dentry_open(&file->f_path, file->f_flags, current_cred());
	if (IS_ERR(fresh)) {
		put_unused_fd(fd);
		return PTR_ERR(fresh);
	}
	if (cryptodev_put_user((u32)fd, (u32 __user *)uarg)) {
		fput(fresh);
		put_unused_fd(fd);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	fd_install(fd, fresh);
	return 0;
}

/**
 * bsd_fsession() - CIOCFSESSION: free a session
 * @file: the open file that owns it
 * @arg: u32, its id
 * @uarg: not used
 *
 * Return: 0, or -EINVAL if there is no such session.
 */
long bsd_fsession(struct file *file, void *arg, void __user *uarg)
{
	return cryptodev_file_remove(file->private_data, *(u32 *)arg);
}

/* Longest key of a null cipher, in bytes. */
#define BSD_NULL_KEY_MAX	256

/**
 * bsd_set_cipher() - choose the cipher of a session
 * @spec: the session
 * @number: number of the cipher in the module's own table
 * @key: user address of its key
 * @len: bytes at @key
 *
 * A null cipher takes a key here, and ignores it. Does not sleep.
 *
 * Return: 0, or -EINVAL if the key of a null cipher is too long.
 */
int bsd_set_cipher(struct cryptodev_session_spec *spec, u32 number,
		   const void __user *key, u32 len)
{
	spec->cipher = number;
	if (number == CRYPTO_NULL)
		return len <= BSD_NULL_KEY_MAX ? 0 :
			cryptodev_reject(-EINVAL, "key of %u bytes", len);
	spec->key.from = key;
	spec->key.len = len;
	return 0;
}

/* The errors of these dialects; the one in @status is the same. */
static long key_error(long err, u32 __user *status)
{
	switch (err) {
	case -E2BIG:
		return -EINVAL;
	case -EOPNOTSUPP:
		return cryptodev_put_user(ENODEV, status) ? -EFAULT : -ENODEV;
	}
	return err;
}

/**
 * bsd_key_on() - one public-key operation on a driver
 * @file: the open file
 * @kop: the operation
 * @ukop: its user address, where crk_status is written
 * @on: the driver, as for cryptodev_modexp_call()
 * @err: 0, or the error of the choice of the driver
 *
 * May sleep and fault.
 *
 * Return: -EFBIG for more than CRK_MAXPARAM numbers, -ENODEV for an operation that
 * is not served, -EINVAL for a number that is too long; else @err, or as
 * cryptodev_modexp_call().
 */
long bsd_key_on(struct file *file, const struct crypt_kop *kop,
		struct crypt_kop __user *ukop,
		const struct cryptodev_session_spec *on, long err)
{
	long policy = cryptodev_policy_pubkey();

	if (policy)
		return policy;
	if ((u32)kop->crk_iparams + kop->crk_oparams > CRK_MAXPARAM)
		return cryptodev_reject(-EFBIG, "%u and %u numbers",
					kop->crk_iparams, kop->crk_oparams);
	/* In a structure of either width, two words come before the numbers. */
	err = err ?: cryptodev_modexp_call(file, kop, &ukop->crk_status, on);
	return key_error(err, &ukop->crk_status);
}

/**
 * bsd_key() - CIOCKEY: one public-key operation
 * @file: the open file
 * @arg: struct crypt_kop
 * @uarg: its user address, where crk_status is written
 *
 * Return: as bsd_key_on().
 */
long bsd_key(struct file *file, void *arg, void __user *uarg)
{
	return bsd_key_on(file, arg, uarg, NULL, 0);
}

/**
 * bsd_asymfeat() - CIOCASYMFEAT: the public-key operations that are served
 * @file: the open file
 * @arg: u32, set to a mask of CRF_*
 * @uarg: not used
 *
 * Return: 0.
 */
long bsd_asymfeat(struct file *file, void *arg, void __user *uarg)
{
	*(u32 *)arg = cryptodev_modexp_features(file);
	return 0;
}

/* A sealed file refuses the calls that it does not serve. */
static long run_change(const struct cryptodev_arg_call *call, struct file *file,
		       void __user *uarg)
{
	long err = cryptodev_change_begin(file);

	if (err)
		return err;
	err = cryptodev_arg_call_run(call, file, uarg);
	cryptodev_change_end(file);
	return err;
}

/**
 * cryptodev_bsd_ioctl() - a call of FreeBSD's or NetBSD's dialect
 * @file: the open file
 * @cmd: its number
 * @uarg: user address of its argument, in the width of the calling program
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EPERM if the file is sealed and does not
 * serve the call, -ENOTTY if neither dialect has such a call.
 */
long cryptodev_bsd_ioctl(struct file *file, unsigned int cmd, void __user *uarg)
{
	const struct cryptodev_arg_call *call;

	call = cryptodev_arg_call_find(&cryptodev_freebsd_calls, cmd);
	if (!call)
		call = cryptodev_arg_call_find(&cryptodev_netbsd_calls, cmd);
	if (!call)
		return cryptodev_reject(-ENOTTY, "no call %#x", cmd);
	return call->if_sealed ? cryptodev_arg_call_run(call, file, uarg) :
				 run_change(call, file, uarg);
}
