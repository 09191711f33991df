/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The FreeBSD dialect: its calls and its structures, whose names in the user's
 * header stand for other structures in other dialects. Source: crypto(4) and
 * <crypto/cryptodev.h> of FreeBSD 12.1 to 15.
 */
#ifndef CRYPTODEV_FREEBSD_H
#define CRYPTODEV_FREEBSD_H

#include <linux/compiler_types.h>
#include <linux/types.h>

/* Algorithm numbers of this dialect; session_op.cipher and session_op.mac. */
enum {
	FREEBSD_DES_CBC = 1,
	FREEBSD_3DES_CBC = 2,
	FREEBSD_BLF_CBC = 3,
	FREEBSD_CAST_CBC = 4,
	FREEBSD_MD5_HMAC = 6,
	FREEBSD_SHA1_HMAC = 7,
	FREEBSD_RIPEMD160_HMAC = 8,
	FREEBSD_AES_CBC = 11,
	FREEBSD_ARC4 = 12,
	FREEBSD_MD5 = 13,
	FREEBSD_SHA1 = 14,
	FREEBSD_NULL_HMAC = 15,
	FREEBSD_NULL_CBC = 16,
	FREEBSD_DEFLATE_COMP = 17,
	FREEBSD_SHA2_256_HMAC = 18,
	FREEBSD_SHA2_384_HMAC = 19,
	FREEBSD_SHA2_512_HMAC = 20,
	FREEBSD_CAMELLIA_CBC = 21,
	FREEBSD_AES_XTS = 22,
	FREEBSD_AES_ICM = 23,
	FREEBSD_AES_NIST_GMAC = 24,
	FREEBSD_AES_NIST_GCM_16 = 25,
	FREEBSD_AES_128_NIST_GMAC = 26,
	FREEBSD_AES_192_NIST_GMAC = 27,
	FREEBSD_AES_256_NIST_GMAC = 28,
	FREEBSD_BLAKE2B = 29,
	FREEBSD_BLAKE2S = 30,
	FREEBSD_CHACHA20 = 31,
	FREEBSD_SHA2_224_HMAC = 32,
	FREEBSD_RIPEMD160 = 33,
	FREEBSD_SHA2_224 = 34,
	FREEBSD_SHA2_256 = 35,
	FREEBSD_SHA2_384 = 36,
	FREEBSD_SHA2_512 = 37,
	FREEBSD_POLY1305 = 38,
	FREEBSD_AES_CCM_CBC_MAC = 39,
	FREEBSD_AES_CCM_16 = 40,
	FREEBSD_CHACHA20_POLY1305 = 41,
};

/* session2_op.crid, and how a driver is chosen by kind */
#define FREEBSD_CRID_HARDWARE	0x01000000
#define FREEBSD_CRID_SOFTWARE	0x02000000

/* CIOCGSESSION has the fields up to @ses. */
struct freebsd_session2_op {
	u32 cipher;
	u32 mac;
	u32 keylen;
	const void __user *key;
	u32 mackeylen;
	const void __user *mackey;
	u32 ses;
	s32 crid;
	s32 ivlen;
	s32 maclen;
	s32 pad[2];
};

/* crypt_op.op and crypt_aead.op */
#define FREEBSD_COP_ENCRYPT	1
#define FREEBSD_COP_DECRYPT	2

/* crypt_op.flags */
#define FREEBSD_COP_F_CIPHER_FIRST	0x0001

struct freebsd_crypt_op {
	u32 ses;
	u16 op;
	u16 flags;
	u32 len;
	const void __user *src;
	void __user *dst;
	void __user *mac;
	const void __user *iv;
};

struct freebsd_crypt_aead {
	u32 ses;
	u16 op;
	u16 flags;
	u32 len;
	u32 aadlen;
	u32 ivlen;
	const void __user *src;
	void __user *dst;
	const void __user *aad;
	void __user *tag;
	const void __user *iv;
};

#define FREEBSD_CIOCCRYPT	_IOWR('c', 103, struct freebsd_crypt_op)
#define FREEBSD_CIOCCRYPTAEAD	_IOWR('c', 109, struct freebsd_crypt_aead)

struct freebsd_crypt_find_op {
	s32 crid;
	char name[32];
};

struct cryptodev_session_spec;
struct file;

/* session_calls.c */
int freebsd_set_driver(struct cryptodev_session_spec *spec, s32 crid);
long freebsd_gsession(struct file *file, void *arg, void __user *uarg);
long freebsd_gsession2(struct file *file, void *arg, void __user *uarg);
void freebsd_gsession_undo(struct file *file, void *arg);
long freebsd_finddev(struct file *file, void *arg, void __user *uarg);

/* key_calls.c */
long freebsd_key2(struct file *file, void *arg, void __user *uarg);

/* crypt_calls.c */
long freebsd_crypt(struct file *file, void *arg, void __user *uarg);
long freebsd_cryptaead(struct file *file, void *arg, void __user *uarg);
long freebsd_call_crypt(struct file *file, void __user *uarg);
long freebsd_call_cryptaead(struct file *file, void __user *uarg);

#endif /* CRYPTODEV_FREEBSD_H */
