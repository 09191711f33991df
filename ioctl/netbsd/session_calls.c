// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of the NetBSD dialect: translates algorithm numbers, checks the key
 * lengths that this dialect fixes, and creates and frees several in one call.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>
#include <linux/nospec.h>

#include "crypto/session.h"
#include "ioctl/argument.h"
#include "ioctl/bsd_calls.h"
#include "ioctl/device.h"
#include "ioctl/netbsd/netbsd.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

enum netbsd_kind {
	NETBSD_NO_ALG,
	NETBSD_CIPHER,
	NETBSD_GCM,
	NETBSD_MAC,
	NETBSD_GMAC_KEY,
	NETBSD_COMPRESSION,
};

/**
 * struct netbsd_alg - an algorithm of this dialect
 * @kind: where its number may stand
 * @number: its number in the module's own table
 * @keylen: bytes of the key of a mac
 * @maclen: bytes of the mac, 0 for all
 */
struct netbsd_alg {
	u8 kind;
	u16 number;
	u8 keylen;
	u8 maclen;
};

/* A GCM or GMAC key ends with a salt (RFC 4106, section 8.1). */
#define GCM_KEY_LEN(_aes)	((_aes) + CRYPTODEV_SALT_LEN)
#define GCM_IV_LEN		8

#define CIPHER(_number)	{ NETBSD_CIPHER, CRYPTO_ ## _number, 0, 0 }
#define MAC(_number, _keylen, _maclen)					\
	{ NETBSD_MAC, CRYPTO_ ## _number, (_keylen), (_maclen) }
#define COMPRESSION(_number)						\
	{ NETBSD_COMPRESSION, CRYPTO_ ## _number, 0, 0 }

static const struct netbsd_alg algs[] = {
	[NETBSD_DES_CBC] = CIPHER(DES_CBC),
	[NETBSD_3DES_CBC] = CIPHER(3DES_CBC),
	[NETBSD_BLF_CBC] = CIPHER(BLF_CBC),
	[NETBSD_CAST_CBC] = CIPHER(CAST_CBC),
	[NETBSD_AES_CBC] = CIPHER(AES_CBC),
	[NETBSD_ARC4] = CIPHER(ARC4),
	[NETBSD_NULL_CBC] = CIPHER(NULL),
	[NETBSD_CAMELLIA_CBC] = CIPHER(CAMELLIA_CBC),
	[NETBSD_AES_CTR] = CIPHER(AES_CTR_RFC3686),
	[NETBSD_AES_GCM_16] = { NETBSD_GCM, CRYPTO_AES_GCM },
	[NETBSD_AES_GMAC] = { NETBSD_GCM, CRYPTO_AES_NIST_GMAC },
	[NETBSD_AES_128_GMAC] = { NETBSD_GMAC_KEY, 0, GCM_KEY_LEN(16) },
	[NETBSD_AES_192_GMAC] = { NETBSD_GMAC_KEY, 0, GCM_KEY_LEN(24) },
	[NETBSD_AES_256_GMAC] = { NETBSD_GMAC_KEY, 0, GCM_KEY_LEN(32) },
	[NETBSD_MD5] = MAC(MD5, 0, 0),
	[NETBSD_SHA1] = MAC(SHA1, 0, 0),
	[NETBSD_MD5_HMAC] = MAC(MD5_HMAC, 16, 0),
	[NETBSD_SHA1_HMAC] = MAC(SHA1_HMAC, 20, 0),
	[NETBSD_RIPEMD160_HMAC] = MAC(RIPEMD160_HMAC, 20, 0),
	[NETBSD_MD5_HMAC_96] = MAC(MD5_HMAC, 16, 12),
	[NETBSD_SHA1_HMAC_96] = MAC(SHA1_HMAC, 20, 12),
	[NETBSD_RIPEMD160_HMAC_96] = MAC(RIPEMD160_HMAC, 20, 12),
	/* RFC 4868: half of the digest. */
	[NETBSD_SHA2_256_HMAC] = MAC(SHA2_256_HMAC, 32, 16),
	[NETBSD_SHA2_384_HMAC] = MAC(SHA2_384_HMAC, 48, 24),
	[NETBSD_SHA2_512_HMAC] = MAC(SHA2_512_HMAC, 64, 32),
	[NETBSD_NULL_HMAC] = MAC(NULL_HMAC, 0, 0),
	[NETBSD_AES_XCBC_MAC_96] = MAC(AES_XCBC_MAC_96, 16, 0),
	[NETBSD_DEFLATE_COMP] = COMPRESSION(DEFLATE_COMP),
	[NETBSD_GZIP_COMP] = COMPRESSION(GZIP_COMP),
};

/* The row of a number, of kind NETBSD_NO_ALG if there is none. */
static const struct netbsd_alg *find_alg(u32 number)
{
	static const struct netbsd_alg none;

	if (number >= ARRAY_SIZE(algs))
		return &none;
	return &algs[array_index_nospec(number, ARRAY_SIZE(algs))];
}

/* GCM and GMAC are a cipher and a mac here, with one key that both name. */
static int set_gcm(struct cryptodev_session_spec *spec,
		   const struct netbsd_session_op *op)
{
	const struct netbsd_alg *mac = find_alg(op->mac);
	struct cryptodev_key_source *key = &spec->key;

	if (mac->kind != NETBSD_GMAC_KEY || op->keylen != mac->keylen ||
	    op->mackeylen != mac->keylen)
		return cryptodev_reject(-EINVAL, "GCM with mac %u", op->mac);
	if (op->cipher == NETBSD_AES_GMAC) {
		spec->mac = find_alg(op->cipher)->number;
		key = &spec->mackey;
	} else {
		spec->cipher = find_alg(op->cipher)->number;
		spec->flags |= CRYPTODEV_SES_UNVERIFIED;
	}
	key->from = op->key;
	key->len = op->keylen;
	spec->flags |= CRYPTODEV_SES_SALT;
	spec->ivlen = GCM_IV_LEN;
	return 0;
}

static int set_cipher(struct cryptodev_session_spec *spec,
		      const struct netbsd_session_op *op)
{
	const struct netbsd_alg *alg = find_alg(op->cipher);

	if (!op->cipher)
		return 0;
	if (alg->kind != NETBSD_CIPHER)
		return cryptodev_reject(-EINVAL, "no cipher %u", op->cipher);
	return bsd_set_cipher(spec, alg->number, op->key, op->keylen);
}

static int set_mac(struct cryptodev_session_spec *spec,
		   const struct netbsd_session_op *op)
{
	const struct netbsd_alg *alg = find_alg(op->mac);

	if (!op->mac)
		return 0;
	if (alg->kind != NETBSD_MAC)
		return cryptodev_reject(-EINVAL, "no mac %u", op->mac);
	if (op->mackeylen != alg->keylen)
		return cryptodev_reject(-EINVAL, "mac key of %u bytes",
					op->mackeylen);
	spec->mac = alg->number;
	spec->mackey.from = op->mackey;
	spec->mackey.len = op->mackeylen;
	spec->maclen = alg->maclen;
	if (spec->cipher)
		spec->flags |= CRYPTODEV_SES_MAC_INPUT;
	return 0;
}

static int set_compression(struct cryptodev_session_spec *spec,
			   const struct netbsd_session_op *op)
{
	const struct netbsd_alg *alg = find_alg(op->comp_alg);

	if (alg->kind != NETBSD_COMPRESSION || op->cipher || op->mac)
		return cryptodev_reject(-EINVAL, "compression %u",
					op->comp_alg);
	spec->cipher = alg->number;
	return 0;
}

static int set_spec(struct cryptodev_session_spec *spec,
		    const struct netbsd_session_op *op)
{
	if (op->comp_alg)
		return set_compression(spec, op);
	if (find_alg(op->cipher)->kind == NETBSD_GCM)
		return set_gcm(spec, op);
	return set_cipher(spec, op) ?: set_mac(spec, op);
}

/**
 * netbsd_gsession() - CIOCGSESSION: create a session
 * @file: the open file that will own it
 * @arg: struct netbsd_session_op; @ses is set
 * @uarg: not used
 *
 * May sleep, fault and load modules.
 *
 * Return: 0; -EINVAL, also if no driver serves the algorithms, else as
 * cryptodev_session_open().
 */
long netbsd_gsession(struct file *file, void *arg, void __user *uarg)
{
	struct cryptodev_session_spec spec = {};
	struct netbsd_session_op *op = arg;
	long err;

	err = set_spec(&spec, op) ?:
	      cryptodev_session_open(file, &spec, &op->ses);
	return err == -ENOENT ? -EINVAL : err;
}

/**
 * netbsd_gsession_undo() - free a session whose id the program cannot get
 * @file: the open file that owns it
 * @arg: struct netbsd_session_op
 */
void netbsd_gsession_undo(struct file *file, void *arg)
{
	const struct netbsd_session_op *op = arg;

	cryptodev_file_remove(file->private_data, op->ses);
}

static const struct cryptodev_layout session_n_layout = {
	"wwwwpwpw-w", sizeof(struct netbsd_session_n_op), 36
};

/* An id is never 0, not even that of a session that could not be created. */
static long ngsession_one(struct file *file, void __user *element)
{
	struct netbsd_session_n_op op;

	if (cryptodev_layout_read(&session_n_layout, &op, element))
		return -EFAULT;
	op.status = -netbsd_gsession(file, &op.session, NULL);
	if (op.status)
		op.session.ses = ~0u;
	if (!cryptodev_layout_write(&session_n_layout, element, &op))
		return 0;
	if (!op.status)
		netbsd_gsession_undo(file, &op.session);
	return -EFAULT;
}

/**
 * netbsd_ngsession() - CIOCNGSESSION: create several sessions
 * @file: the open file that will own them
 * @arg: struct netbsd_array of struct netbsd_session_n_op; the @ses and the
 *	 @status of each is written
 * @uarg: not used
 *
 * May sleep, fault and load modules.
 *
 * Return: 0, or -EINVAL for none; -EFAULT or -EINTR: then the sessions before are
 * created.
 */
long netbsd_ngsession(struct file *file, void *arg, void __user *uarg)
{
	return netbsd_for_each(file, arg,
			       cryptodev_layout_size(&session_n_layout),
			       ngsession_one);
}

static long nfsession_one(struct file *file, void __user *element)
{
	u32 id;

	if (cryptodev_get_user(id, (const u32 __user *)element))
		return -EFAULT;
	cryptodev_file_remove(file->private_data, id);
	return 0;
}

/**
 * netbsd_nfsession() - CIOCNFSESSION: free several sessions
 * @file: the open file that owns them
 * @arg: struct netbsd_array of their ids; unknown ids are skipped
 * @uarg: not used
 *
 * May sleep and fault.
 *
 * Return: 0, or -EINVAL for none; -EFAULT or -EINTR: then the sessions before are
 * freed.
 */
long netbsd_nfsession(struct file *file, void *arg, void __user *uarg)
{
	return netbsd_for_each(file, arg, sizeof(u32), nfsession_one);
}
