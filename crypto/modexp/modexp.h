/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Public-key operations, in no dialect. There is no session: each operation
 * brings its key.
 */
#ifndef CRYPTODEV_MODEXP_H
#define CRYPTODEV_MODEXP_H

#include <linux/errno.h>
#include <linux/kconfig.h>

#include "crypto/number.h"
#include "crypto/stats/counters.h"
#include "zc/reject.h"

struct crypto_tfm;
struct cryptodev_driver;
struct cryptodev_request;
struct cryptodev_session;
struct cryptodev_session_ops;
struct cryptodev_user;

/* Longest number, in bits. It bounds what an operation costs. */
#define CRYPTODEV_MODEXP_BITS	4096

enum cryptodev_modexp_kind {
	CRYPTODEV_MODEXP_PLAIN,
	CRYPTODEV_MODEXP_CRT,
	CRYPTODEV_MODEXP_DH,
};

/* The most numbers that an operation takes. */
#define CRYPTODEV_MODEXP_INPUTS	6

/*
 * struct cryptodev_mod_exp - base ^ exponent mod modulus
 */
struct cryptodev_mod_exp {
	struct cryptodev_number base, exponent, modulus;
};

/*
 * struct cryptodev_crt - the number mod p * q that is base ^ dp mod p and
 *			  base ^ dq mod q; qinv is the inverse of q mod p
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

/**
 * struct cryptodev_modexp_op - one operation
 * @kind: which
 * @in: its numbers, of CRYPTODEV_MODEXP_BITS at most
 * @mod_exp: the same numbers by their names
 * @crt: the same
 * @dh: the same
 * @out: where the result goes; all of it is written, zeros first
 * @out_len: bytes at @out
 * @usage: of the open file that asks
 * @user: its user
 * @driver: where it counts; NULL before it is known what serves it
 * @err: out: 0 or what the operation itself answers
 */
struct cryptodev_modexp_op {
	enum cryptodev_modexp_kind kind;
	union {
		struct cryptodev_number in[CRYPTODEV_MODEXP_INPUTS];
		struct cryptodev_mod_exp mod_exp;
		struct cryptodev_crt crt;
		struct cryptodev_dh dh;
	};
	u8 *out;
	u32 out_len;
	struct cryptodev_counters *usage;
	struct cryptodev_user *user;
	struct cryptodev_driver *driver;
	int err;
};

/* modexp.c, which Kbuild leaves out where the kernel lacks the arithmetic. */
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

/* What follows is between the files that make up the above. */

/**
 * cryptodev_modexp_room() - is there room for any result?
 * @op: the operation
 * @len: bytes of the longest result
 *
 * Return: 0 or -EINVAL.
 */
static inline int cryptodev_modexp_room(const struct cryptodev_modexp_op *op,
					u32 len)
{
	return op->out_len < len ?
		cryptodev_reject(-EINVAL, "%u bytes for a result of %u",
				 op->out_len, len) : 0;
}

/**
 * cryptodev_modexp_served() - record the driver that is to do an operation
 * @op: the operation, which counts there unless another driver is recorded later
 * @tfm: the driver's transform, or NULL for the kernel's arithmetic
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
static inline int cryptodev_modexp_served(struct cryptodev_modexp_op *op,
					  struct crypto_tfm *tfm)
{
	op->driver = cryptodev_driver_find(tfm);
	return op->driver ? 0 : -ENOMEM;
}

/**
 * cryptodev_modexp_fail() - an operation has no result
 * @op: the operation
 * @err: what it is to answer
 *
 * Return: 0: the call has done what it was to do.
 */
static inline int cryptodev_modexp_fail(struct cryptodev_modexp_op *op, int err)
{
	op->err = err;
	return 0;
}

/* mpi.c */
int cryptodev_mpi_mod_exp(struct cryptodev_modexp_op *op,
			  const struct cryptodev_mod_exp *m);

/* crt.c */
int cryptodev_crt_run(struct cryptodev_modexp_op *op);

/* transform.c */
struct cryptodev_session *
cryptodev_modexp_session(const struct cryptodev_session_ops *ops);
int cryptodev_modexp_adopt(struct cryptodev_modexp_op *op,
			struct cryptodev_session *ses, struct crypto_tfm *tfm);

/**
 * struct cryptodev_modexp_transform - how to use a kind of transform
 * @submit: submits @req, @len bytes in and out at @req->map.small
 * @result_len: bytes of the result of a request that is complete
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

/* rsa.c */
/**
 * struct cryptodev_rsa_key - a private key
 * @n: the modulus
 * @e: the public exponent
 * @d: the private exponent
 * @crt: the primes, their exponents and the coefficient; and the base
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
