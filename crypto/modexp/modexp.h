/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Modular arithmetic and DSA for CIOCKEY, independent of the caller's ABI. There is
 * no session: the caller passes the key with each operation. modexp.c chooses
 * between the kernel's transforms and the arithmetic on the CPU.
 */
#ifndef CRYPTODEV_MODEXP_H
#define CRYPTODEV_MODEXP_H

#include <linux/errno.h>
#include <linux/kconfig.h>

#include "crypto/driver.h"
#include "crypto/number.h"
#include "crypto/route/reason.h"
#include "crypto/stats/counters.h"
#include "zc/reject.h"

struct crypto_tfm;
struct cryptodev_driver;
struct cryptodev_request;
struct cryptodev_session;
struct cryptodev_session_ops;
struct cryptodev_user;

/* Longest number, in bits. It bounds the cost of an operation. */
#define CRYPTODEV_MODEXP_BITS	4096

enum cryptodev_modexp_kind {
	CRYPTODEV_MODEXP_PLAIN,
	CRYPTODEV_MODEXP_CRT,
	CRYPTODEV_MODEXP_DH,
	CRYPTODEV_MODEXP_DSA_SIGN,
	CRYPTODEV_MODEXP_DSA_VERIFY,
	CRYPTODEV_MODEXP_ADD,
	CRYPTODEV_MODEXP_SUB,
	CRYPTODEV_MODEXP_MULT,
	CRYPTODEV_MODEXP_ADDINV,
	CRYPTODEV_MODEXP_MULTINV,
	CRYPTODEV_MODEXP_MOD,
};

/* Largest numbers of inputs and of results of an operation. */
#define CRYPTODEV_MODEXP_INPUTS		7
#define CRYPTODEV_MODEXP_OUTPUTS	2

/*
 * struct cryptodev_mod_exp - base ^ exponent mod modulus
 */
struct cryptodev_mod_exp {
	struct cryptodev_number base, exponent, modulus;
};

/*
 * struct cryptodev_crt - the number mod p * q that is congruent to base ^ dp
 *			  mod p and to base ^ dq mod q; qinv is the inverse of q
 *			  mod p
 */
struct cryptodev_crt {
	struct cryptodev_number p, q, base, dp, dq, qinv;
};

/*
 * struct cryptodev_dh - public ^ private mod prime
 */
struct cryptodev_dh {
	struct cryptodev_number private, public, prime;
};

/*
 * struct cryptodev_dsa - a digest, the group p, q and g, and a key: x to make a
 *			  signature, y to verify the signature r and s; the
 *			  digest is a string of bytes that may start with zeros
 */
struct cryptodev_dsa {
	struct cryptodev_number digest, p, q, g, key, r, s;
};

/*
 * struct cryptodev_arith - a sum, difference, product or inverse mod modulus; an
 *			    operation with one input has it as @a
 */
struct cryptodev_arith {
	struct cryptodev_number a, b, modulus;
};

/**
 * struct cryptodev_modexp_out - kernel buffer for a result
 * @data: the bytes of the result, which is padded with leading zeros
 * @len: size of @data in bytes; 0 if the operation has no such result
 */
struct cryptodev_modexp_out {
	u8 *data;
	u32 len;
};

/**
 * struct cryptodev_modexp_op - one operation
 * @kind: kind of the operation, which selects the member of the union
 * @in: the input numbers, of CRYPTODEV_MODEXP_BITS bits at most
 * @mod_exp: the inputs of CRYPTODEV_MODEXP_PLAIN
 * @crt: the inputs of CRYPTODEV_MODEXP_CRT
 * @dh: the inputs of CRYPTODEV_MODEXP_DH
 * @dsa: the inputs of CRYPTODEV_MODEXP_DSA_SIGN and CRYPTODEV_MODEXP_DSA_VERIFY
 * @arith: the numbers of modular arithmetic
 * @out: buffers for the results
 * @usage: counters of the caller's open file
 * @user: user of the open file
 * @choice: drivers that may process the operation: any, software or a device
 * @driver_name: the name of the one that must, from cryptodev_driver_find_id();
 *		 NULL for any
 * @hardware_only: the CPU must not process what a driver is busy with, or fails
 * @driver: driver whose counters include the operation; NULL until the driver
 *	    is known
 * @why: why the CPU has processed the operation in place of @driver
 * @failure: the error of @driver, for CRYPTODEV_FAILED_OVER
 * @err: out: result of the operation, 0 or a negative errno
 */
struct cryptodev_modexp_op {
	enum cryptodev_modexp_kind kind;
	union {
		struct cryptodev_number in[CRYPTODEV_MODEXP_INPUTS];
		struct cryptodev_mod_exp mod_exp;
		struct cryptodev_crt crt;
		struct cryptodev_dh dh;
		struct cryptodev_dsa dsa;
		struct cryptodev_arith arith;
	};
	struct cryptodev_modexp_out out[CRYPTODEV_MODEXP_OUTPUTS];
	struct cryptodev_counters *usage;
	struct cryptodev_user *user;
	enum cryptodev_choice choice;
	const char *driver_name;
	bool hardware_only;
	struct cryptodev_driver *driver;
	enum cryptodev_route_reason why;
	int failure;
	int err;
};

/*
 * modexp.c: Kbuild omits it if the kernel lacks the multi-precision arithmetic.
 */
#ifdef CRYPTODEV_KEYS
#define CRYPTODEV_MODEXP_ABLE	true

int cryptodev_modexp_run(struct cryptodev_modexp_op *op);
#else
#define CRYPTODEV_MODEXP_ABLE	false

static inline int cryptodev_modexp_run(struct cryptodev_modexp_op *op)
{
	return -EOPNOTSUPP;
}
#endif

/* The rest of this header is private to crypto/modexp/. */

/**
 * cryptodev_modexp_room() - check the size of a result buffer
 * @out: the buffer
 * @len: length of the longest possible result in bytes
 *
 * Does not sleep.
 *
 * Return: 0, or -EINVAL if @out is shorter than @len.
 */
static inline int
cryptodev_modexp_room(const struct cryptodev_modexp_out *out, u32 len)
{
	return out->len < len ?
		cryptodev_reject(-EINVAL, "buffer of %u bytes, result of %u",
				 out->len, len) : 0;
}

/**
 * cryptodev_modexp_fail() - set the result of an operation, but not of the call
 * @op: the operation
 * @err: result of the operation, 0 or a negative errno
 *
 * Does not sleep.
 *
 * Return: 0, because the call itself has succeeded.
 */
static inline int cryptodev_modexp_fail(struct cryptodev_modexp_op *op, int err)
{
	op->err = err;
	return 0;
}

/* arith.c */
int cryptodev_arith_run(struct cryptodev_modexp_op *op);

/* mpi.c */
int cryptodev_mpi_mod_exp(struct cryptodev_modexp_op *op,
			  const struct cryptodev_mod_exp *m);

/* dsa.c */
int cryptodev_dsa_run(struct cryptodev_modexp_op *op);

/* crt.c */
int cryptodev_crt_run(struct cryptodev_modexp_op *op);

/* transform.c */
const char *cryptodev_modexp_name(const struct cryptodev_modexp_op *op,
				  const char *algorithm);
int cryptodev_modexp_set_driver(struct cryptodev_modexp_op *op,
				struct crypto_tfm *tfm);
struct cryptodev_session *
cryptodev_modexp_session(const struct cryptodev_session_ops *ops);
int cryptodev_modexp_adopt(struct cryptodev_modexp_op *op,
			   struct cryptodev_session *ses,
			   struct crypto_tfm *tfm);

/**
 * struct cryptodev_modexp_transform - operations of one kind of transform
 * @submit: submit @req, with @len bytes of input and output at @req->map.small;
 *	    returns the transform's result or -EINPROGRESS
 * @result_len: get the length of the result of a completed request, in bytes
 */
struct cryptodev_modexp_transform {
	int (*submit)(struct cryptodev_request *req, u32 len);
	u32 (*result_len)(const struct cryptodev_request *req);
};

int cryptodev_modexp_request(struct cryptodev_modexp_op *op,
			     struct cryptodev_session *ses,
			  const struct cryptodev_modexp_transform *transform,
			  const struct cryptodev_number *in, u32 len);
int cryptodev_modexp_wanted(struct crypto_tfm *tfm);
int cryptodev_modexp_declined(int err);

/* failover.c */
bool cryptodev_modexp_offloads(struct cryptodev_modexp_op *op,
			       struct cryptodev_request *req);
bool cryptodev_modexp_fails_over(struct cryptodev_modexp_op *op, int err);
int cryptodev_modexp_settle(struct cryptodev_modexp_op *op, int err);

/* rsa.c */
/**
 * struct cryptodev_rsa_key - a private RSA key
 * @n: the modulus
 * @e: the public exponent
 * @d: the private exponent
 * @crt: the primes, their exponents, the coefficient, and the base of the power
 */
struct cryptodev_rsa_key {
	struct cryptodev_number n, e, d;
	const struct cryptodev_crt *crt;
};

#if IS_ENABLED(CONFIG_CRYPTO_RSA)
bool cryptodev_rsa_takes(const struct cryptodev_number *modulus,
			 const struct cryptodev_number *base);
int cryptodev_rsa_public(struct cryptodev_modexp_op *op,
			 const struct cryptodev_mod_exp *m);
int cryptodev_rsa_private(struct cryptodev_modexp_op *op,
			  const struct cryptodev_rsa_key *key);
#else
static inline bool cryptodev_rsa_takes(const struct cryptodev_number *modulus,
				       const struct cryptodev_number *base)
{
	return false;
}

static inline int cryptodev_rsa_public(struct cryptodev_modexp_op *op,
				       const struct cryptodev_mod_exp *m)
{
	return -EOPNOTSUPP;
}

static inline int cryptodev_rsa_private(struct cryptodev_modexp_op *op,
					const struct cryptodev_rsa_key *key)
{
	return -EOPNOTSUPP;
}
#endif

/* dh.c */
#if IS_ENABLED(CONFIG_CRYPTO_DH)
int cryptodev_dh_agree(struct cryptodev_modexp_op *op);
#else
static inline int cryptodev_dh_agree(struct cryptodev_modexp_op *op)
{
	return -EOPNOTSUPP;
}
#endif

#endif /* CRYPTODEV_MODEXP_H */
