// SPDX-License-Identifier: GPL-2.0
/*
 * Making sessions of public-key algorithms, for CRYPTODEV_CREATE.
 */
#include <linux/slab.h>

#include "crypto/pubkey/pubkey.h"
#include "ioctl/device.h"
#include "zc/reject.h"

static struct cryptodev_session *make_session(struct file *file,
					      const struct cryptodev_ask *ask,
					      bool private)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_asym_params params = {
		.number = ask->cipher,
		.hash = ask->mac,
		.flags = ask->flags,
		.driver = cryptodev_policy_driver(),
		.usage = cf->usage,
		.private = private,
	};
	struct cryptodev_session *ses;
	u8 *key;
	int len;

	key = kmalloc(CRYPTODEV_ASYM_KEY_MAX, GFP_KERNEL_ACCOUNT);
	if (!key)
		return ERR_PTR(-ENOMEM);
	len = cryptodev_secret_read(&ask->key, key, CRYPTODEV_ASYM_KEY_MAX);
	params.key = key;
	params.keylen = len;
	ses = len < 0 ? ERR_PTR(len) : cryptodev_asym_create(&params);
	kfree_sensitive(key);
	return ses;
}

/**
 * cryptodev_asym_open() - make a session of a public-key algorithm
 * @file: the open file that will own it
 * @ask: its algorithm as @cipher, the hash whose digests it signs as @mac, its
 *	 key, and flags
 * @private: the key is a private one
 * @id_out: as for cryptodev_session_publish()
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_session_open(), or the driver's error.
 */
long cryptodev_asym_open(struct file *file, const struct cryptodev_ask *ask,
			 bool private, u32 __user *id_out)
{
	int err = cryptodev_policy_asym();

	if (err)
		return err;
	if (ask->mackey.len)
		return cryptodev_reject(-EINVAL, "a hash has no key");
	err = cryptodev_policy_check(0, ask->mac);
	return err ?: cryptodev_session_publish(file,
						make_session(file, ask, private),
						id_out);
}
