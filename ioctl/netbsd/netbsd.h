/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The NetBSD dialect: its calls and its structures, whose names in the user's
 * header stand for other structures in other dialects. Source: crypto(4) and
 * <crypto/cryptodev.h> of NetBSD 7 to 10.
 */
#ifndef CRYPTODEV_NETBSD_H
#define CRYPTODEV_NETBSD_H

#include <crypto/cryptodev.h>
#include <linux/compiler_types.h>
#include <linux/types.h>

/* Algorithm numbers of this dialect. */
enum {
	NETBSD_DES_CBC = 1,
	NETBSD_3DES_CBC = 2,
	NETBSD_BLF_CBC = 3,
	NETBSD_CAST_CBC = 4,
	NETBSD_MD5_HMAC = 6,
	NETBSD_SHA1_HMAC = 7,
	NETBSD_RIPEMD160_HMAC = 8,
	NETBSD_AES_CBC = 11,
	NETBSD_ARC4 = 12,
	NETBSD_MD5 = 13,
	NETBSD_SHA1 = 14,
	NETBSD_SHA2_256_HMAC = 15,
	NETBSD_NULL_HMAC = 16,
	NETBSD_NULL_CBC = 17,
	NETBSD_DEFLATE_COMP = 18,
	NETBSD_MD5_HMAC_96 = 19,
	NETBSD_SHA1_HMAC_96 = 20,
	NETBSD_RIPEMD160_HMAC_96 = 21,
	NETBSD_GZIP_COMP = 22,
	NETBSD_DEFLATE_COMP_NOGROW = 23,
	NETBSD_SHA2_384_HMAC = 24,
	NETBSD_SHA2_512_HMAC = 25,
	NETBSD_CAMELLIA_CBC = 26,
	NETBSD_AES_CTR = 27,
	NETBSD_AES_XCBC_MAC_96 = 28,
	NETBSD_AES_GCM_16 = 29,
	NETBSD_AES_128_GMAC = 30,
	NETBSD_AES_192_GMAC = 31,
	NETBSD_AES_256_GMAC = 32,
	NETBSD_AES_GMAC = 33,
};

/* crypt_op.op */
#define NETBSD_COP_ENCRYPT	1
#define NETBSD_COP_DECRYPT	2
#define NETBSD_COP_COMP		3
#define NETBSD_COP_DECOMP	4

struct netbsd_session_op {
	u32 cipher;
	u32 mac;
	u32 comp_alg;
	u32 keylen;
	const void __user *key;
	u32 mackeylen;
	const void __user *mackey;
	u32 ses;
};

/* With the padding of a whole struct netbsd_session_op before @status. */
struct netbsd_session_n_op {
	struct netbsd_session_op session;
	s32 status;
};

/* crypt_sgop, crypt_sfop, crypt_mop, cryptret and crypt_mkop */
struct netbsd_array {
	size_t count;
	void __user *elements;
};

struct netbsd_crypt_op {
	u32 ses;
	u16 op;
	u16 flags;
	u32 len;
	const void __user *src;
	void __user *dst;
	void __user *mac;
	const void __user *iv;
	u32 dst_len;
};

#define NETBSD_CIOCCRYPT	_IOWR('c', 114, struct netbsd_crypt_op)

struct netbsd_crypt_n_op {
	u32 ses;
	u16 op;
	u16 flags;
	u32 len;
	u32 reqid;
	s32 status;
	void __user *opaque;
	u32 keylen;
	const void __user *key;
	u32 mackeylen;
	const void __user *mackey;
	const void __user *src;
	void __user *dst;
	void __user *mac;
	const void __user *iv;
	u32 dst_len;
};

struct netbsd_crypt_result {
	u32 reqid;
	u32 status;
	void __user *opaque;
};

struct netbsd_crypt_n_kop {
	u32 crk_op;
	u32 crk_status;
	u16 crk_iparams;
	u16 crk_oparams;
	u32 crk_reqid;
	struct crparam crk_param[CRK_MAXPARAM];
	void __user *crk_opaque;
};

/* Fields of a queued request in its async.cookie. */
enum {
	NETBSD_COOKIE_ID,
	NETBSD_COOKIE_OPAQUE,
};

/* The layout of struct netbsd_array: its fields, and bytes in a 32-bit program. */
#define NETBSD_ARRAY_FIELDS	"pp"
#define NETBSD_ARRAY_SIZE32	8

struct cryptodev_queue;
struct cryptodev_request;
struct file;

/* array.c */
long netbsd_for_each(struct file *file, const struct netbsd_array *array,
		     u32 size,
		     long (*one)(struct file *file, void __user *element));

/* session_calls.c */
long netbsd_gsession(struct file *file, void *arg, void __user *uarg);
void netbsd_gsession_undo(struct file *file, void *arg);
long netbsd_ngsession(struct file *file, void *arg, void __user *uarg);
long netbsd_nfsession(struct file *file, void *arg, void __user *uarg);

/* crypt_calls.c */
int netbsd_decode(struct cryptodev_request *req,
		  const struct netbsd_crypt_op *cop);
long netbsd_crypt(struct file *file, void *arg, void __user *uarg);
long netbsd_call_crypt(struct file *file, void __user *uarg);

/* queue_calls.c */
struct cryptodev_queue *netbsd_queue(struct file *file);
long netbsd_ncryptm(struct file *file, void *arg, void __user *uarg);
long netbsd_ncryptret(struct file *file, void *arg, void __user *uarg);
long netbsd_ncryptretm(struct file *file, void *arg, void __user *uarg);

/* key_calls.c */
long netbsd_nfkeym(struct file *file, void *arg, void __user *uarg);

#endif /* CRYPTODEV_NETBSD_H */
