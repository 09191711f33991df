/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ioctls that a sealed file refuses: each changes the sessions that an open file
 * has, copies state between them, or does not need a session.
 */
#ifndef CRYPTODEV_SEAL_H
#define CRYPTODEV_SEAL_H

#include <linux/compiler_types.h>
#include <linux/types.h>

struct cryptodev_call;
struct file;

int cryptodev_change_begin(const struct file *file);
void cryptodev_change_end(const struct file *file);
long cryptodev_change_ioctl(const struct cryptodev_call *changes, u32 nr,
			    struct file *file, unsigned int cmd,
			    void __user *arg,
			    long (*others)(struct file *file, unsigned int cmd,
					   void __user *arg));
bool cryptodev_file_is_sealed(const struct file *file);
long cryptodev_call_seal(struct file *file, void __user *arg);

#endif /* CRYPTODEV_SEAL_H */
