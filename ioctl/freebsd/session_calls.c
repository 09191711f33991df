// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of the FreeBSD dialect: translates algorithm numbers, checks the
 * lengths that this dialect checks, and names drivers by their ids.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>
#include <linux/nospec.h>
#include <linux/string.h>

#include "crypto/session.h"
#include "crypto/stats/counters.h"
#include "ioctl/bsd_calls.h"
#include "ioctl/device.h"
#include "ioctl/freebsd/freebsd.h"
#include "zc/reject.h"

enum freebsd_kind {
	FREEBSD_NO_ALG,
	FREEBSD_CIPHER,
	FREEBSD_AEAD,
	FREEBSD_MAC,
	FREEBSD_COMPRESSION,
};

/**
 * struct freebsd_alg - an algorithm of this dialect
 * @kind: where its number may stand
 * @number: its number in the module's own table
 * @min_key: shortest key of a mac, in bytes
 * @max_key: longest key of a mac, in bytes
 */
struct freebsd_alg {
	u8 kind;
	u16 number;
	u16 min_key;
	u16 max_key;
};

#define CIPHER(_number)	{ FREEBSD_CIPHER, CRYPTO_ ## _number, 0, 0 }
#define AEAD(_number)	{ FREEBSD_AEAD, CRYPTO_ ## _number, 0, 0 }
#define HASH(_number)	{ FREEBSD_MAC, CRYPTO_ ## _number, 0, 0 }
/* An HMAC's key is not hashed: it fits in a block of the hash. */
#define HMAC(_number, _block)						\
	{ FREEBSD_MAC, CRYPTO_ ## _number, 1, (_block) }
#define MAC(_number, _min, _max)					\
	{ FREEBSD_MAC, CRYPTO_ ## _number, (_min), (_max) }

static const struct freebsd_alg algs[] = {
	[FREEBSD_DES_CBC] = CIPHER(DES_CBC),
	[FREEBSD_3DES_CBC] = CIPHER(3DES_CBC),
	[FREEBSD_BLF_CBC] = CIPHER(BLF_CBC),
	[FREEBSD_CAST_CBC] = CIPHER(CAST_CBC),
	[FREEBSD_AES_CBC] = CIPHER(AES_CBC),
	[FREEBSD_ARC4] = CIPHER(ARC4),
	[FREEBSD_NULL_CBC] = CIPHER(NULL),
	[FREEBSD_CAMELLIA_CBC] = CIPHER(CAMELLIA_CBC),
	[FREEBSD_AES_XTS] = CIPHER(AES_XTS),
	[FREEBSD_AES_ICM] = CIPHER(AES_CTR),
	[FREEBSD_CHACHA20] = CIPHER(CHACHA20),
	[FREEBSD_AES_NIST_GCM_16] = AEAD(AES_GCM),
	[FREEBSD_AES_CCM_16] = AEAD(AES_CCM),
	[FREEBSD_CHACHA20_POLY1305] = AEAD(CHACHA20_POLY1305),
	[FREEBSD_MD5] = HASH(MD5),
	[FREEBSD_SHA1] = HASH(SHA1),
	[FREEBSD_RIPEMD160] = HASH(RIPEMD160),
	[FREEBSD_SHA2_224] = HASH(SHA2_224),
	[FREEBSD_SHA2_256] = HASH(SHA2_256),
	[FREEBSD_SHA2_384] = HASH(SHA2_384),
	[FREEBSD_SHA2_512] = HASH(SHA2_512),
	[FREEBSD_MD5_HMAC] = HMAC(MD5_HMAC, 64),
	[FREEBSD_SHA1_HMAC] = HMAC(SHA1_HMAC, 64),
	[FREEBSD_RIPEMD160_HMAC] = HMAC(RIPEMD160_HMAC, 64),
	[FREEBSD_SHA2_224_HMAC] = HMAC(SHA2_224_HMAC, 64),
	[FREEBSD_SHA2_256_HMAC] = HMAC(SHA2_256_HMAC, 64),
	[FREEBSD_SHA2_384_HMAC] = HMAC(SHA2_384_HMAC, 128),
	[FREEBSD_SHA2_512_HMAC] = HMAC(SHA2_512_HMAC, 128),
	[FREEBSD_NULL_HMAC] = MAC(NULL_HMAC, 0, 64),
	[FREEBSD_BLAKE2B] = MAC(BLAKE2B, 0, 64),
	[FREEBSD_BLAKE2S] = MAC(BLAKE2S, 0, 32),
	[FREEBSD_POLY1305] = MAC(POLY1305, 32, 32),
	/* Its key has the length of any AES key. */
	[FREEBSD_AES_NIST_GMAC] = MAC(AES_NIST_GMAC, 16, 32),
	[FREEBSD_AES_128_NIST_GMAC] = MAC(AES_NIST_GMAC, 16, 16),
	[FREEBSD_AES_192_NIST_GMAC] = MAC(AES_NIST_GMAC, 24, 24),
	[FREEBSD_AES_256_NIST_GMAC] = MAC(AES_NIST_GMAC, 32, 32),
	[FREEBSD_AES_CCM_CBC_MAC] = MAC(AES_CCM_CBC_MAC, 16, 32),
	[FREEBSD_DEFLATE_COMP] = { FREEBSD_COMPRESSION, CRYPTO_DEFLATE_COMP },
};

/* The row of a number, of kind FREEBSD_NO_ALG if there is none. */
static const struct freebsd_alg *find_alg(u32 number)
{
	static const struct freebsd_alg none;

	if (number >= ARRAY_SIZE(algs))
		return &none;
	return &algs[array_index_nospec(number, ARRAY_SIZE(algs))];
}

/* FreeBSD 12 named an AEAD's authentication too, with the same key. */
static bool is_twin(const struct freebsd_session2_op *op)
{
	switch (op->mac) {
	case FREEBSD_AES_128_NIST_GMAC:
	case FREEBSD_AES_192_NIST_GMAC:
	case FREEBSD_AES_256_NIST_GMAC:
		return op->cipher == FREEBSD_AES_NIST_GCM_16;
	case FREEBSD_AES_CCM_CBC_MAC:
		return op->cipher == FREEBSD_AES_CCM_16;
	}
	return false;
}

static int check_mac(const struct freebsd_session2_op *op)
{
	const struct freebsd_alg *mac = find_alg(op->mac);

	if (mac->kind != FREEBSD_MAC)
		return cryptodev_reject(-EINVAL, "no mac %u", op->mac);
	if (op->mackeylen < mac->min_key || op->mackeylen > mac->max_key)
		return cryptodev_reject(-EINVAL, "mac key of %u bytes",
					op->mackeylen);
	return 0;
}

static int set_mac(struct cryptodev_session_spec *spec,
		   const struct freebsd_session2_op *op)
{
	int err;

	if (!op->mac)
		return 0;
	err = check_mac(op);
	if (err)
		return err;
	if (spec->cipher && find_alg(op->cipher)->kind != FREEBSD_CIPHER)
		return is_twin(op) && op->mackeylen == op->keylen ? 0 :
			cryptodev_reject(-EINVAL, "mac %u beside an AEAD",
					 op->mac);
	spec->mac = find_alg(op->mac)->number;
	spec->mackey.from = op->mackey;
	spec->mackey.len = op->mackeylen;
	if (spec->cipher)
		spec->flags |= CRYPTODEV_SES_ETA;
	return 0;
}

static int set_cipher(struct cryptodev_session_spec *spec,
		      const struct freebsd_session2_op *op)
{
	const struct freebsd_alg *alg = find_alg(op->cipher);

	if (!op->cipher)
		return 0;
	if (alg->kind == FREEBSD_NO_ALG || alg->kind == FREEBSD_MAC)
		return cryptodev_reject(-EINVAL, "no cipher %u", op->cipher);
	return bsd_set_cipher(spec, alg->number, op->key, op->keylen);
}

static u32 default_iv_len(const struct freebsd_session2_op *op)
{
	switch (op->cipher ?: op->mac) {
	case FREEBSD_AES_XTS:
		return 8;
	case FREEBSD_AES_CCM_16:
	case FREEBSD_AES_CCM_CBC_MAC:
		return 12;
	}
	return 0;
}

static u32 table_iv_len(const struct freebsd_session2_op *op)
{
	const struct cryptodev_alg *alg;

	alg = cryptodev_alg_find(find_alg(op->cipher ?: op->mac)->number);
	return alg ? alg->iv_len : 0;
}

/* The length of some IVs may be chosen; crypto/session.c checks the range. */
static bool takes_ivlen(const struct freebsd_session2_op *op)
{
	switch (op->cipher ?: op->mac) {
	case FREEBSD_AES_CCM_16:
	case FREEBSD_AES_CCM_CBC_MAC:
	case FREEBSD_CHACHA20_POLY1305:
		return true;
	}
	return op->ivlen == (default_iv_len(op) ?: table_iv_len(op));
}

static int set_lengths(struct cryptodev_session_spec *spec,
		       const struct freebsd_session2_op *op)
{
	if (op->ivlen < 0 || op->maclen < 0 ||
	    op->ivlen > CRYPTODEV_CHAIN_IV_MAX || op->maclen > CRYPTODEV_TAG_MAX)
		return cryptodev_reject(-EINVAL, "IV of %d and mac of %d bytes",
					op->ivlen, op->maclen);
	if (op->ivlen && !takes_ivlen(op))
		return cryptodev_reject(-EINVAL, "IV of %d bytes", op->ivlen);
	spec->ivlen = op->ivlen ?: default_iv_len(op);
	spec->maclen = op->maclen;
	return 0;
}

/* A session that no driver serves has another error than in other dialects. */
static long no_driver(long err)
{
	return err == -ENOENT ? cryptodev_reject(-EOPNOTSUPP, "no driver") : err;
}

/**
 * freebsd_set_driver() - choose the driver of a session or a key operation
 * @spec: the session
 * @crid: kinds of driver, or the id of one
 *
 * Does not sleep.
 *
 * Return: 0; -EOPNOTSUPP if no driver has the id, -EINVAL for a negative one.
 */
int freebsd_set_driver(struct cryptodev_session_spec *spec, s32 crid)
{
	switch (crid) {
	case FREEBSD_CRID_HARDWARE:
		spec->driver = CRYPTODEV_DEVICE;
		break;
	case FREEBSD_CRID_SOFTWARE:
		spec->driver = CRYPTODEV_SOFTWARE;
		break;
	case FREEBSD_CRID_HARDWARE | FREEBSD_CRID_SOFTWARE:
		spec->driver = CRYPTODEV_ANY_DRIVER;
		break;
	default:
		return no_driver(cryptodev_spec_set_driver_id(spec, crid));
	}
	return 0;
}

static long open_session(struct file *file, struct cryptodev_session_spec *spec,
			 struct freebsd_session2_op *op)
{
	long err;

	err = set_cipher(spec, op) ?: set_mac(spec, op) ?: set_lengths(spec, op);
	if (err)
		return err;
	err = cryptodev_session_open(file, spec, &op->ses);
	op->crid = spec->driver_id;
	return no_driver(err);
}

/**
 * freebsd_gsession() - CIOCGSESSION: create a session
 * @file: the open file that will own it
 * @arg: struct freebsd_session2_op, of which the call has the fields up to @ses
 * @uarg: not used
 *
 * Return: as freebsd_gsession2().
 */
long freebsd_gsession(struct file *file, void *arg, void __user *uarg)
{
	struct cryptodev_session_spec spec = {};
	struct freebsd_session2_op op = {};
	long err;

	memcpy(&op, arg, offsetof(struct freebsd_session2_op, crid));
	err = open_session(file, &spec, &op);
	memcpy(arg, &op, offsetof(struct freebsd_session2_op, crid));
	return err;
}

/**
 * freebsd_gsession2() - CIOCGSESSION2: create a session on a driver
 * @file: the open file that will own it
 * @arg: struct freebsd_session2_op; @ses and @crid are set
 * @uarg: not used
 *
 * May sleep, fault and load modules.
 *
 * Return: 0; -EOPNOTSUPP if no driver serves the algorithms, else as
 * cryptodev_session_open().
 */
long freebsd_gsession2(struct file *file, void *arg, void __user *uarg)
{
	struct cryptodev_session_spec spec = {};
	struct freebsd_session2_op *op = arg;

	return freebsd_set_driver(&spec, op->crid) ?: open_session(file, &spec, op);
}

/**
 * freebsd_gsession_undo() - free a session whose id the program cannot get
 * @file: the open file that owns it
 * @arg: struct freebsd_session2_op
 */
void freebsd_gsession_undo(struct file *file, void *arg)
{
	const struct freebsd_session2_op *op = arg;

	cryptodev_file_remove(file->private_data, op->ses);
}

/**
 * freebsd_finddev() - CIOCFINDDEV: a driver's id or name
 * @file: not used
 * @arg: struct freebsd_crypt_find_op: an id, whose name is returned; or -1 and the
 *	 beginning of a name, whose driver's id and name are returned
 * @uarg: not used
 *
 * May sleep.
 *
 * Return: 0, or -ENOENT if there is no such driver.
 */
long freebsd_finddev(struct file *file, void *arg, void __user *uarg)
{
	struct freebsd_crypt_find_op *op = arg;

	op->name[sizeof(op->name) - 1] = '\0';
	if (op->crid == -1)
		op->crid = cryptodev_driver_by_prefix(op->name);
	if (op->crid < 0)
		return -ENOENT;
	return cryptodev_driver_id_name(op->crid, op->name, sizeof(op->name));
}
