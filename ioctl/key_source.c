// SPDX-License-Identifier: GPL-2.0
/*
 * Keys on their way from a program.
 */
#include <linux/uaccess.h>

#include "ioctl/key_source.h"
#include "zc/reject.h"

/**
 * cryptodev_key_read() - read a key
 * @secret: where it is
 * @to: where it goes; the caller wipes it
 * @max: bytes that there is room for
 *
 * May sleep and fault, and take the key's semaphore.
 *
 * Return: how many bytes; -EINVAL for more than @max, -EFAULT; of a keyring as
 * cryptodev_keyring_read(), or -EOPNOTSUPP if this kernel has none.
 */
int cryptodev_key_read(const struct cryptodev_key_source *secret, u8 *to, u32 max)
{
	if (secret->serial)
		return cryptodev_keyring_read(secret->serial, to, max);
	if (secret->len > max)
		return cryptodev_reject(-EINVAL, "key of %u bytes",
					secret->len);
	if (copy_from_user(to, secret->from, secret->len))
		return cryptodev_reject(-EFAULT, "key is not readable");
	return secret->len;
}
