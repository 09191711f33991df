// SPDX-License-Identifier: GPL-2.0
/*
 * Calls about sessions: CIOCGSESSION, CIOCFSESSION, CIOCGSESSINFO, CIOCCPHASH.
 */
#include <linux/crypto.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "crypto/transforms.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * struct session_keys - keys on their way from the user to the transforms
 * @cipher: the cipher's key
 * @mac: the HMAC's key
 */
struct session_keys {
	u8 cipher[CRYPTO_CIPHER_MAX_KEY_LEN];
	u8 mac[CRYPTO_HMAC_MAX_KEY_LEN];
};

/* What has no key is not asked for one, whatever stands there. */
static int read_keys(struct session_keys *keys, const struct cryptodev_ask *ask,
		     struct cryptodev_session_params *params)
{
	int len;

	params->key = keys->cipher;
	params->mackey = keys->mac;
	if (ask->cipher) {
		len = cryptodev_secret_read(&ask->key, keys->cipher,
					    sizeof(keys->cipher));
		if (len < 0)
			return len;
		params->keylen = len;
	}
	if (cryptodev_alg_keyed(ask->mac)) {
		len = cryptodev_secret_read(&ask->mackey, keys->mac,
					    sizeof(keys->mac));
		if (len < 0)
			return len;
		params->mackeylen = len;
	}
	return 0;
}

static struct cryptodev_session *make_session(struct file *file,
					      const struct cryptodev_ask *ask)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_session_params params = {
		.cipher = ask->cipher,
		.mac = ask->mac,
		.flags = ask->flags,
		.driver = cryptodev_policy_driver(),
		.usage = cf->usage,
		.keylen = ask->key.len,
		.mackeylen = ask->mackey.len,
	};
	struct cryptodev_session *ses;
	struct session_keys *keys;
	int err;

	keys = kmalloc(sizeof(*keys), GFP_KERNEL_ACCOUNT);
	if (!keys)
		return ERR_PTR(-ENOMEM);
	err = read_keys(keys, ask, &params);
	ses = err ? ERR_PTR(err) : cryptodev_session_create(&params);
	kfree_sensitive(keys);
	return ses;
}

/**
 * cryptodev_session_publish() - give a new session to an open file
 * @file: the open file that will own it
 * @ses: the session, whose reference it takes over; or an error
 * @id_out: user address of where its id goes; if it cannot be written, there is
 *	    no session
 *
 * May sleep.
 *
 * Return: 0; the error that @ses is, -EMFILE, -EFAULT, -ENOMEM.
 */
int cryptodev_session_publish(struct file *file, struct cryptodev_session *ses,
			      u32 __user *id_out)
{
	struct cryptodev_file *cf = file->private_data;
	u32 id;
	int err;

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
 * cryptodev_session_open() - make a session, in no dialect
 * @file: the open file that will own it
 * @ask: what it is to be made of
 * @id_out: as for cryptodev_session_publish()
 *
 * May sleep and load modules.
 *
 * Return: 0; -EPERM if such a session may not be made, -EINVAL, -ENOENT, -EMFILE,
 * -EFAULT, -ENOMEM, -EINTR; for a key in a keyring as cryptodev_keyring_read().
 */
long cryptodev_session_open(struct file *file, const struct cryptodev_ask *ask,
			    u32 __user *id_out)
{
	int err = cryptodev_policy_check(ask->cipher, ask->mac);

	return err ?: cryptodev_session_publish(file, make_session(file, ask),
						id_out);
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
	struct cryptodev_ask ask;

	if (copy_from_user(&sop, uop, sizeof(sop)))
		return -EFAULT;
	ask = (struct cryptodev_ask) {
		.cipher = sop.cipher,
		.mac = sop.mac,
		.key = { .from = sop.key, .len = sop.keylen },
		.mackey = { .from = sop.mackey, .len = sop.mackeylen },
	};
	return cryptodev_session_open(file, &ask, &uop->ses);
}

/**
 * cryptodev_fsession() - CIOCFSESSION: free a session
 * @file: the open file that owns it
 * @arg: u32, its id
 *
 * A session that this file has freed already can be freed again, as the driver
 * allows that Linux programs know: OpenSSL's engine does so, and both sides of a
 * fork.
 *
 * Return: 0; -EINVAL if the file never had such a session, -EFAULT.
 */
long cryptodev_fsession(struct file *file, void __user *arg)
{
	struct cryptodev_file *cf = file->private_data;
	u32 id;
	int err;

	if (cryptodev_get_user(id, (u32 __user *)arg))
		return -EFAULT;
	err = cryptodev_file_remove(cf, id);
	return err && cryptodev_file_had(cf, id) ? 0 : err;
}

/**
 * cryptodev_bsd_fsession() - CIOCFSESSION as the BSDs number and answer it
 * @file: the open file that owns the session
 * @arg: u32, its id
 *
 * Return: 0; -EINVAL if there is no such session, -EFAULT.
 */
long cryptodev_bsd_fsession(struct file *file, void __user *arg)
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
	/* Of public-key algorithms, not even a device's flags tell. */
	if (ses->asym && ses->asynchronous)
		info.flags |= SIOP_FLAG_KERNEL_DRIVER_ONLY;
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
