/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys, as a program names them.
 */
#ifndef CRYPTODEV_KEY_SOURCE_H
#define CRYPTODEV_KEY_SOURCE_H

#include <linux/errno.h>
#include <linux/kconfig.h>
#include <linux/types.h>

/**
 * struct cryptodev_key_source - where a key is
 * @from: in the program's memory
 * @len: bytes there
 * @serial: or in the kernel's keyrings, if this is not 0
 */
struct cryptodev_key_source {
	const void __user *from;
	u32 len;
	s32 serial;
};

/* secret.c */
int cryptodev_key_read(const struct cryptodev_key_source *secret, u8 *to,
			  u32 max);

/* keyring.c */
#if IS_ENABLED(CONFIG_KEYS)
int cryptodev_keyring_read(s32 serial, u8 *to, u32 max);
#else
static inline int cryptodev_keyring_read(s32 serial, u8 *to, u32 max)
{
	return -EOPNOTSUPP;
}
#endif

#endif /* CRYPTODEV_KEY_SOURCE_H */
