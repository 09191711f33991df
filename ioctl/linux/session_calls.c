// SPDX-License-Identifier: GPL-2.0
/*
 * Ioctls on sessions: CIOCGSESSION, CIOCFSESSION, CIOCGSESSINFO and CIOCCPHASH.
 * Relies on session_create.c to create sessions and on session_table.c to find
 * and remove them.
 */
#include <linux/crypto.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "crypto/route/route.h"
#include "crypto/transforms.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * cryptodev_call_gsession() - CIOCGSESSION: create a session
 * @file: the open file that will own the session
 * @arg: user address of a struct session_op; the ioctl writes the session's id
 *	 to ses
 *
 * May sleep, fault and load modules.
 *
 * Return: as cryptodev_session_open().
 */
long cryptodev_call_gsession(struct file *file, void __user *arg)
{
	struct session_op __user *uop = arg;
	struct session_op sop;
	struct cryptodev_session_spec spec;

	if (copy_from_user(&sop, uop, sizeof(sop)))
		return -EFAULT;
	spec = (struct cryptodev_session_spec) {
		.cipher = sop.cipher,
		.mac = sop.mac,
		.key = { .from = sop.key, .len = sop.keylen },
		.mackey = { .from = sop.mackey, .len = sop.mackeylen },
	};
	return cryptodev_session_open_user(file, &spec, &uop->ses);
}

/**
 * cryptodev_call_fsession() - CIOCFSESSION: free a session
 * @file: the open file that owns the session
 * @arg: user address of a u32, the session's id
 *
 * A program may free a session twice, as with the cryptodev-linux driver. The
 * engine of OpenSSL does so, and so do both processes after a fork. May sleep
 * and fault.
 *
 * Return: 0; -EINVAL if the open file never had such a session, -EFAULT.
 */
long cryptodev_call_fsession(struct file *file, void __user *arg)
{
	struct cryptodev_file *cf = file->private_data;
	u32 id;
	int err;

	if (cryptodev_get_user(id, (u32 __user *)arg))
		return -EFAULT;
	err = cryptodev_file_remove(cf, id);
	return err && cryptodev_file_had(cf, id) ? 0 : err;
}

static void describe_tfm(struct alg_info *info, struct crypto_tfm *tfm,
			 u32 *flags)
{
	if (!tfm)
		return;
	strscpy(info->cra_name, crypto_tfm_alg_name(tfm),
		sizeof(info->cra_name));
	strscpy(info->cra_driver_name, crypto_tfm_alg_driver_name(tfm),
		sizeof(info->cra_driver_name));
	if (cryptodev_is_device(tfm->__crt_alg))
		*flags |= SIOP_FLAG_KERNEL_DRIVER_ONLY;
}

static void describe_zlib(struct alg_info *info,
			  const struct cryptodev_session *ses)
{
	strscpy(info->cra_name, ses->cipher_alg->name, sizeof(info->cra_name));
	strscpy(info->cra_driver_name, cryptodev_driver_name(ses->driver[0]),
		sizeof(info->cra_driver_name));
}

/**
 * cryptodev_call_gsessinfo() - CIOCGSESSINFO: describe_tfm the drivers of a
 * session
 * @file: the open file that owns the session
 * @arg: user address of a struct session_info_op; ses is read, then all fields
 *	 are written
 *
 * May sleep and fault.
 *
 * Return: 0; -EINVAL if the open file has no such session, -EFAULT.
 */
long cryptodev_call_gsessinfo(struct file *file, void __user *arg)
{
	struct session_info_op __user *uinfo = arg;
	struct session_info_op info = {};
	struct cryptodev_session *ses;

	if (cryptodev_get_user(info.ses, &uinfo->ses))
		return -EFAULT;
	ses = cryptodev_file_find(file->private_data, info.ses);
	if (!ses)
		return -EINVAL;
	describe_tfm(&info.cipher_info, ses->cipher_tfm, &info.flags);
	describe_tfm(&info.hash_info, ses->hash_tfm, &info.flags);
	if (cryptodev_session_compresses(ses) && !ses->cipher_tfm)
		describe_zlib(&info.cipher_info, ses);
	/* The flags of a public-key algorithm do not identify a device. */
	if (ses->pubkey && ses->asynchronous)
		info.flags |= SIOP_FLAG_KERNEL_DRIVER_ONLY;
	if (ses->route)
		info.flags |= SIOP_FLAG_MAY_FALL_BACK;
	if (cryptodev_route_passes_over(ses))
		info.flags |= SIOP_FLAG_PASSED_OVER;
	info.alignmask = ses->alignmask;
	cryptodev_session_put(ses);
	return copy_to_user(uinfo, &info, sizeof(info)) ? -EFAULT : 0;
}

/**
 * cryptodev_call_cphash() - CIOCCPHASH: copy the state of a running hash
 * @file: the open file that owns both sessions
 * @arg: user address of a struct cphash_op
 *
 * May sleep and fault.
 *
 * Return: 0; -EINVAL if the open file does not have both sessions, or their
 * hashes or drivers differ, -EOPNOTSUPP if a session has no hash, -EFAULT,
 * -ENOMEM, -EINTR.
 */
long cryptodev_call_cphash(struct file *file, void __user *arg)
{
	struct cryptodev_session *dst, *src;
	struct cphash_op cop;
	long err = -EINVAL;

	if (copy_from_user(&cop, arg, sizeof(cop)))
		return -EFAULT;
	dst = cryptodev_file_find(file->private_data, cop.dst_ses);
	src = cryptodev_file_find(file->private_data, cop.src_ses);
	if (dst && src)
		err = cryptodev_hash_copy(dst, src);
	if (dst)
		cryptodev_session_put(dst);
	if (src)
		cryptodev_session_put(src);
	return err;
}
