/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Public-key operations, in no dialect. There is no session: each operation
 * brings its key.
 */
#ifndef CRYPTODEV_KEY_H
#define CRYPTODEV_KEY_H

#include <linux/errno.h>
#include <linux/kconfig.h>

#include "crypto/number.h"

struct crypto_tfm;
struct cryptodev_driver;
struct cryptodev_request;
struct cryptodev_session;
struct cryptodev_usage;
struct cryptodev_user;

/* Longest number, in bits. It bounds what an operation costs. */
#define CRYPTODEV_KEY_BITS	4096

enum cryptodev_key_kind {
	CRYPTODEV_KEY_MOD_EXP,
	CRYPTODEV_KEY_CRT,
	CRYPTODEV_KEY_DH,
};

/* The most numbers that an operation takes. */
#define CRYPTODEV_KEY_INPUTS	6

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
 * struct cryptodev_key_op - one operation
 * @kind: which
 * @in: its numbers, of CRYPTODEV_KEY_BITS at most
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
struct cryptodev_key_op {
	enum cryptodev_key_kind kind;
	union {
		struct cryptodev_number in[CRYPTODEV_KEY_INPUTS];
		struct cryptodev_mod_exp mod_exp;
		struct cryptodev_crt crt;
		struct cryptodev_dh dh;
	};
	u8 *out;
	u32 out_len;
	struct cryptodev_usage *usage;
	struct cryptodev_user *user;
	struct cryptodev_driver *driver;
	int err;
};

/* key.c; Kbuild decides whether there is any of it. */
#ifdef CRYPTODEV_KEYS
#define CRYPTODEV_KEY_ABLE	true

int cryptodev_key_run(struct cryptodev_key_op *op);
#else
#define CRYPTODEV_KEY_ABLE	false

static inline int cryptodev_key_run(struct cryptodev_key_op *op)
{
	return -EOPNOTSUPP;
}
#endif

/* What follows is between the files that make up the above. */

int cryptodev_key_room(const struct cryptodev_key_op *op, u32 len);
int cryptodev_key_served(struct cryptodev_key_op *op, struct crypto_tfm *tfm);

/**
 * cryptodev_key_fail() - an operation has no result
 * @op: the operation
 * @err: what it is to answer
 *
 * Return: 0: the call has done what it was to do.
 */
static inline int cryptodev_key_fail(struct cryptodev_key_op *op, int err)
{
	op->err = err;
	return 0;
}

/* key_mpi.c */
int cryptodev_mpi_mod_exp(struct cryptodev_key_op *op,
			  const struct cryptodev_mod_exp *m);

/* key_crt.c */
int cryptodev_crt_run(struct cryptodev_key_op *op);

/* key_request.c */

struct cryptodev_session *cryptodev_key_session(void);
int cryptodev_key_adopt(struct cryptodev_key_op *op,
			struct cryptodev_session *ses, struct crypto_tfm *tfm);

/**
 * struct cryptodev_key_ask - how a kind of transform is asked
 * @start: submits @req, @len bytes in and out at @req->map.small
 * @result_len: bytes of the result when it has answered
 */
struct cryptodev_key_ask {
	int (*start)(struct cryptodev_request *req, u32 len);
	u32 (*result_len)(const struct cryptodev_request *req);
};

int cryptodev_key_request(struct cryptodev_key_op *op,
			  struct cryptodev_session *ses,
			  const struct cryptodev_key_ask *ask,
			  const struct cryptodev_number *in, u32 len);
int cryptodev_key_wanted(struct crypto_tfm *tfm);
int cryptodev_key_declined(int err);

/* key_rsa.c */

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
int cryptodev_rsa_public(struct cryptodev_key_op *op,
			 const struct cryptodev_mod_exp *m);
int cryptodev_rsa_private(struct cryptodev_key_op *op,
			  const struct cryptodev_rsa_key *key);
#else
static inline bool cryptodev_rsa_takes(const struct cryptodev_number *modulus,
				       const struct cryptodev_number *base)
{
	return false;
}

static inline int cryptodev_rsa_public(struct cryptodev_key_op *op,
				       const struct cryptodev_mod_exp *m)
{
	return -EOPNOTSUPP;
}

static inline int cryptodev_rsa_private(struct cryptodev_key_op *op,
					const struct cryptodev_rsa_key *key)
{
	return -EOPNOTSUPP;
}
#endif

/* key_dh.c */
#if IS_ENABLED(CONFIG_CRYPTO_DH)
int cryptodev_dh_agree(struct cryptodev_key_op *op);
#else
static inline int cryptodev_dh_agree(struct cryptodev_key_op *op)
{
	return -EOPNOTSUPP;
}
#endif

#endif /* CRYPTODEV_KEY_H */
