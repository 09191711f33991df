/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls that the dialects of FreeBSD and NetBSD share, and their tables.
 */
#ifndef CRYPTODEV_BSD_CALLS_H
#define CRYPTODEV_BSD_CALLS_H

#include <crypto/cryptodev.h>

#include "ioctl/argument.h"

struct cryptodev_session_spec;
struct file;

/* freebsd/calls.c, netbsd/calls.c */
extern const struct cryptodev_arg_calls cryptodev_freebsd_calls;
extern const struct cryptodev_arg_calls cryptodev_netbsd_calls;

/* struct crypt_kop: four words, and a pointer and a word for each number. */
#define BSD_KOP_FIELDS	"wwwwpwpwpwpwpwpwpwpw"
#define BSD_KOP_SIZE	sizeof(struct crypt_kop)
#define BSD_KOP_SIZE32	80

/* bsd_calls.c */
long bsd_criget(struct file *file, void *arg, void __user *uarg);
long bsd_fsession(struct file *file, void *arg, void __user *uarg);
int bsd_set_cipher(struct cryptodev_session_spec *spec, u32 number,
		   const void __user *key, u32 len);
long bsd_key_on(struct file *file, const struct crypt_kop *kop,
		struct crypt_kop __user *ukop,
		const struct cryptodev_session_spec *on, long err);
long bsd_key(struct file *file, void *arg, void __user *uarg);
long bsd_asymfeat(struct file *file, void *arg, void __user *uarg);
long cryptodev_bsd_ioctl(struct file *file, unsigned int cmd,
			 void __user *uarg);

#endif /* CRYPTODEV_BSD_CALLS_H */
