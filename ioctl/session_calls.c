// SPDX-License-Identifier: GPL-2.0
/*
 * Calls about sessions: CIOCGSESSION, CIOCFSESSION, CIOCGSESSINFO, CIOCCPHASH.
 */
#include <linux/crypto.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "crypto/kinds.h"
#include "ioctl/compat32.h"
#include "ioctl/device.h"
#include "reject.h"
#include "user-copy.h"

/**
 * struct session_keys - keys on their way from the user to the transforms
 * @cipher: the cipher's key
 * @mac: the HMAC's key
 */
struct session_keys {
	u8 cipher[CRYPTO_CIPHER_MAX_KEY_LEN];
	u8 mac[CRYPTO_HMAC_MAX_KEY_LEN];
};

static int read_keys(struct session_keys *keys, const struct session_op *sop)
{
	if (sop->cipher) {
		if (sop->keylen > sizeof(keys->cipher))
			return cryptodev_reject(-EINVAL, "key of %u bytes",
						sop->keylen);
		if (copy_from_user(keys->cipher, sop->key, sop->keylen))
			return cryptodev_reject(-EFAULT, "key is not readable");
	}
	if (cryptodev_alg_keyed(sop->mac)) {
		if (sop->mackeylen > sizeof(keys->mac))
			return cryptodev_reject(-EINVAL, "mac key of %u bytes",
						sop->mackeylen);
		if (copy_from_user(keys->mac, sop->mackey, sop->mackeylen))
			return cryptodev_reject(-EFAULT,
						"mac key is not readable");
	}
	return 0;
}

static struct cryptodev_session *make_session(const struct session_op *sop,
					      u32 flags)
{
	struct cryptodev_session_params params = {
		.cipher = sop->cipher,
		.mac = sop->mac,
		.flags = flags,
		.driver = cryptodev_policy_driver(),
		.keylen = sop->keylen,
		.mackeylen = sop->mackeylen,
	};
	struct cryptodev_session *ses;
	struct session_keys *keys;
	int err;

	keys = kmalloc(sizeof(*keys), GFP_KERNEL_ACCOUNT);
	if (!keys)
		return ERR_PTR(-ENOMEM);
	params.key = keys->cipher;
	params.mackey = keys->mac;
	err = read_keys(keys, sop);
	ses = err ? ERR_PTR(err) : cryptodev_session_create(&params);
	kfree_sensitive(keys);
	return ses;
}

/**
 * cryptodev_session_open() - make a session, in no dialect
 * @file: the open file that will own it
 * @sop: what it is to be made of, its pointers the caller's
 * @flags: CRYPTODEV_SES_*
 * @id_out: user address of where its id goes; if it cannot be written, there is
 *	    no session
 *
 * May sleep and load modules.
 *
 * Return: 0; -EPERM if such a session may not be made, -EINVAL, -ENOENT, -EMFILE,
 * -EFAULT, -ENOMEM, -EINTR.
 */
long cryptodev_session_open(struct file *file, const struct session_op *sop,
			    u32 flags, u32 __user *id_out)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_session *ses;
	u32 id;
	int err;

	err = cryptodev_policy_check(sop->cipher, sop->mac);
	if (err)
		return err;
	ses = make_session(sop, flags);
	if (IS_ERR(ses))
		return PTR_ERR(ses);
	err = cryptodev_file_add(cf, ses, &id);
	if (err) {
		cryptodev_session_put(ses);
		return err;
	}
	if (cryptodev_put_user(id, id_out)) {
		cryptodev_file_remove(cf, id);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	return 0;
}

/**
 * cryptodev_gsession() - CIOCGSESSION: make a session
 * @file: the open file that will own it
 * @arg: struct session_op
 *
 * Return: as cryptodev_session_open().
 */
long cryptodev_gsession(struct file *file, void __user *arg)
{
	struct session_op __user *uop = arg;
	struct session_op sop;

	if (copy_from_user(&sop, uop, sizeof(sop)))
		return -EFAULT;
	return cryptodev_session_open(file, &sop, 0, &uop->ses);
}

#ifdef CONFIG_COMPAT
/**
 * cryptodev_gsession32() - CIOCGSESSION of a 32-bit program
 * @file: the open file that will own it
 * @arg: struct session_op32
 *
 * Return: as cryptodev_gsession().
 */
long cryptodev_gsession32(struct file *file, void __user *arg)
{
	struct session_op32 __user *uop = arg;
	struct session_op32 sop32;
	struct session_op sop;

	if (copy_from_user(&sop32, uop, sizeof(sop32)))
		return -EFAULT;
	sop = (struct session_op) {
		.cipher = sop32.cipher,
		.mac = sop32.mac,
		.keylen = sop32.keylen,
		.key = compat_ptr(sop32.key),
		.mackeylen = sop32.mackeylen,
		.mackey = compat_ptr(sop32.mackey),
	};
	return cryptodev_session_open(file, &sop, 0, &uop->ses);
}
#endif

/**
 * cryptodev_fsession() - CIOCFSESSION: free a session
 * @file: the open file that owns it
 * @arg: u32, its id
 *
 * Return: 0; -EINVAL if there is none, -EFAULT.
 */
long cryptodev_fsession(struct file *file, void __user *arg)
{
	u32 id;

	if (cryptodev_get_user(id, (u32 __user *)arg))
		return -EFAULT;
	return cryptodev_file_remove(file->private_data, id);
}

static void describe(struct alg_info *info, struct crypto_tfm *tfm, u32 *flags)
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

/**
 * cryptodev_gsessinfo() - CIOCGSESSINFO: say what serves a session
 * @file: the open file that owns it
 * @arg: struct session_info_op
 *
 * Return: 0; -EINVAL if there is none, -EFAULT.
 */
long cryptodev_gsessinfo(struct file *file, void __user *arg)
{
	struct session_info_op __user *uinfo = arg;
	struct session_info_op info = {};
	struct cryptodev_session *ses;

	if (cryptodev_get_user(info.ses, &uinfo->ses))
		return -EFAULT;
	ses = cryptodev_file_find(file->private_data, info.ses);
	if (!ses)
		return -EINVAL;
	describe(&info.cipher_info, cryptodev_session_cipher_tfm(ses),
		 &info.flags);
	describe(&info.hash_info, cryptodev_session_hash_tfm(ses),
		 &info.flags);
	info.alignmask = ses->alignmask;
	cryptodev_session_put(ses);
	return copy_to_user(uinfo, &info, sizeof(info)) ? -EFAULT : 0;
}

/**
 * cryptodev_cphash() - CIOCCPHASH: copy a running hash
 * @file: the open file that owns both sessions
 * @arg: struct cphash_op
 *
 * Return: 0; -EINVAL if a session is unknown or the hashes differ, -EOPNOTSUPP
 * if one has no hash, -EFAULT, -ENOMEM, -EINTR.
 */
long cryptodev_cphash(struct file *file, void __user *arg)
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
