/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions of public-key algorithms, whose key is set once. What they do is a
 * request like any other.
 */
#ifndef CRYPTODEV_PUBKEY_H
#define CRYPTODEV_PUBKEY_H

#include <crypto/cryptodev_native.h>
#include <linux/kconfig.h>

#include "crypto/request/request.h"

/* Bytes of the shortest padding of PKCS #1 v1.5 (RFC 8017, section 7.2.1). */
#define CRYPTODEV_RSA_PADDING	11

/* Longest key, in bytes: of RSA's 4096 bits, all numbers. */
#define CRYPTODEV_PUBKEY_KEY_MAX	4096

/**
 * cryptodev_pubkey_number() - is a number not one of those in algs.c?
 * @number: CRYPTODEV_RSA and the like, CRYPTO_* or anything else
 */
static inline bool cryptodev_pubkey_number(u32 number)
{
	return number >= CRYPTODEV_RSA;
}

/* pubkey.c, which Kbuild leaves out where the kernel lacks the arithmetic. */
#ifdef CRYPTODEV_KEYS
extern const struct cryptodev_session_ops cryptodev_pubkey_ops;

#define CRYPTODEV_PUBKEY_OPS	(&cryptodev_pubkey_ops)
#else
#define CRYPTODEV_PUBKEY_OPS	NULL
#endif

/* What follows is between the files that make up the above. */

struct cryptodev_pubkey_alg;
struct cryptodev_pubkey_public;

/**
 * struct cryptodev_pubkey_kind - what a kind of algorithm does with a request
 * @flags: CRYPTODEV_OP_* that it knows
 * @waits: @start waits for a device, and cannot be interrupted
 * @check_key: is it a key? There is no transform yet
 * @alloc: make the transform called @name
 * @set_key: give it the key; sets @pk->size if the key tells
 * @tfm: the transform
 * @reqsize: bytes of a request to it
 * @free: free the transform
 * @prepare: check a request, have @req->map ready, by cryptodev_pubkey_map()
 * @start: submit it
 * @finish: what becomes of an answer; sets @req->op.out_len
 *
 * All of them may sleep. @finish returns the request's result, if it gets 0 or
 * an error of the driver's.
 */
struct cryptodev_pubkey_kind {
	u32 flags;
	bool waits;
	int (*check_key)(const struct cryptodev_pubkey_alg *alg,
			 const struct cryptodev_session_params *params);
	int (*alloc)(struct cryptodev_pubkey *pk, const char *name);
	int (*set_key)(struct cryptodev_pubkey *pk,
		       const struct cryptodev_session_params *params);
	struct crypto_tfm *(*tfm)(const struct cryptodev_pubkey *pk);
	u32 (*reqsize)(const struct cryptodev_pubkey *pk);
	void (*free)(struct cryptodev_pubkey *pk);
	int (*prepare)(struct cryptodev_request *req);
	int (*start)(struct cryptodev_request *req);
	int (*finish)(struct cryptodev_request *req, int err);
};

/**
 * struct cryptodev_pubkey - what a session of such an algorithm has
 * @alg: the table's row
 * @akcipher: the transform of what encrypts
 * @sig: that of what signs: a cryptodev_sig_t
 * @kpp: that of what agrees on keys
 * @public: of a private RSA key, what results are checked with, or NULL
 * @size: bytes of the modulus, of the prime or of a coordinate
 * @digest_len: bytes of the digests that are signed, 0 for any
 * @private: it has a private key
 */
struct cryptodev_pubkey {
	const struct cryptodev_pubkey_alg *alg;
	union {
		struct crypto_akcipher *akcipher;
		void *sig;
		struct crypto_kpp *kpp;
	};
	struct cryptodev_pubkey_public *public;
	u32 size;
	u32 digest_len;
	bool private;
};

/* How what comes from a program looks. */
enum cryptodev_pubkey_format {
	CRYPTODEV_PUBKEY_NUMBERS,	/* RSA: numbers as long as the modulus */
	CRYPTODEV_PUBKEY_PKCS1,	/* RSA: text that is padded (RFC 8017) */
	CRYPTODEV_PUBKEY_DER,	/* signatures of two numbers in DER */
	CRYPTODEV_PUBKEY_POINT,	/* of a curve, not compressed (SEC 1) */
	CRYPTODEV_PUBKEY_BYTES,	/* X25519: 32 bytes (RFC 7748) */
	CRYPTODEV_PUBKEY_SHARE,	/* numbers of a group of RFC 7919 */
};

/**
 * struct cryptodev_pubkey_alg - a row of the table
 * @name: the kernel's name, with a place for what the name of the kernel's own
 *	  driver has besides, and with one for a hash if @hashes
 * @module: an alias of what has it, if @name is none; or NULL
 * @kind: what it does, or NULL if this kernel has none of the kind
 * @format: of its input
 * @size: bytes of a coordinate, of the prime, or 0 if the key tells
 * @hashes: it signs digests of a hash that the session names
 */
struct cryptodev_pubkey_alg {
	const char *name;
	const char *module;
	const struct cryptodev_pubkey_kind *kind;
	enum cryptodev_pubkey_format format;
	u16 size;
	bool hashes;
};

/**
 * cryptodev_pubkey_waits() - do requests wait for a device when they are submitted?
 * @ses: a session of a public-key algorithm
 */
static inline bool cryptodev_pubkey_waits(const struct cryptodev_session *ses)
{
	return ses->pubkey->alg->kind->waits;
}

u8 *cryptodev_pubkey_in(const struct cryptodev_request *req);
int cryptodev_pubkey_map(struct cryptodev_request *req, u32 in_len);
void cryptodev_pubkey_widen(u8 *data, u32 len, u32 size);

/* Kinds, of which a kernel may have none. */
#if IS_ENABLED(CONFIG_CRYPTO_RSA)
extern const struct cryptodev_pubkey_kind cryptodev_pubkey_rsa;
extern const struct cryptodev_pubkey_kind cryptodev_pubkey_sign;
int cryptodev_pubkey_check_rsa(const struct cryptodev_pubkey_alg *alg,
			     const struct cryptodev_session_params *params);

/* rsa_check.c */
int cryptodev_pubkey_keep_public(struct cryptodev_pubkey *pk,
			       const struct cryptodev_session_params *params);
bool cryptodev_pubkey_in_range(const struct cryptodev_pubkey *pk,
			     const u8 *number);
u8 *cryptodev_pubkey_raise(const struct cryptodev_pubkey *pk, const u8 *result);
int cryptodev_pubkey_check(const struct cryptodev_pubkey *pk, const u8 *result,
			 const u8 *in);

#define CRYPTODEV_RSA_KIND	(&cryptodev_pubkey_rsa)
#define CRYPTODEV_SIGN_KIND	(&cryptodev_pubkey_sign)
#else
#define CRYPTODEV_RSA_KIND	NULL
#define CRYPTODEV_SIGN_KIND	NULL
#endif

#if IS_ENABLED(CONFIG_CRYPTO_DH)
extern const struct cryptodev_pubkey_kind cryptodev_pubkey_agree;

#define CRYPTODEV_AGREE_KIND	(&cryptodev_pubkey_agree)
#else
#define CRYPTODEV_AGREE_KIND	NULL
#endif

#endif /* CRYPTODEV_PUBKEY_H */
