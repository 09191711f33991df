/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The structures of crypto/cryptodev.h as a 32-bit program lays them out: the
 * same fields in the same order, with pointers of four bytes. An ioctl number
 * includes the size of its structure, so the 32-bit ioctls have other numbers.
 */
#ifndef CRYPTODEV_COMPAT32_H
#define CRYPTODEV_COMPAT32_H

#include <linux/compat.h>
#include <crypto/cryptodev.h>

struct session_op32 {
	u32 cipher;
	u32 mac;
	u32 keylen;
	compat_uptr_t key;
	u32 mackeylen;
	compat_uptr_t mackey;
	u32 ses;
};

struct crypt_op32 {
	u32 ses;
	u16 op;
	u16 flags;
	u32 len;
	compat_uptr_t src;
	compat_uptr_t dst;
	compat_uptr_t mac;
	compat_uptr_t iv;
};

struct crypt_auth_op32 {
	u32 ses;
	u16 op;
	u16 flags;
	u32 len;
	u32 auth_len;
	compat_uptr_t auth_src;
	compat_uptr_t src;
	compat_uptr_t dst;
	compat_uptr_t tag;
	u32 tag_len;
	compat_uptr_t iv;
	u32 iv_len;
};

struct crparam32 {
	compat_uptr_t crp_p;
	u32 crp_nbits;
};

struct crypt_kop32 {
	u32 crk_op;
	u32 crk_status;
	u16 crk_iparams;
	u16 crk_oparams;
	u32 crk_pad1;
	struct crparam32 crk_param[CRK_MAXPARAM];
};

#define CIOCGSESSION32		_IOWR('c', 102, struct session_op32)
#define CIOCCRYPT32		_IOWR('c', 104, struct crypt_op32)
#define CIOCKEY32		_IOWR('c', 105, struct crypt_kop32)
#define CIOCAUTHCRYPT32		_IOWR('c', 109, struct crypt_auth_op32)
#define CIOCASYNCCRYPT32	_IOW('c', 110, struct crypt_op32)
#define CIOCASYNCFETCH32	_IOR('c', 111, struct crypt_op32)

#endif /* CRYPTODEV_COMPAT32_H */
