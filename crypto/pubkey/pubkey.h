/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions of public-key algorithms: RSA, ECDSA, ECDH, X25519 and FFDHE. The
 * key of such a session is set once, when the session is created. A request
 * takes the same path as any other request of crypto/request/.
 */
#ifndef CRYPTODEV_PUBKEY_H
#define CRYPTODEV_PUBKEY_H

#include <crypto/cryptodev_native.h>
#include <linux/kconfig.h>

#include "crypto/request/request.h"

/* Shortest padding of PKCS #1 v1.5, in bytes (RFC 8017, section 7.2.1). */
#define CRYPTODEV_RSA_PADDING	11

/*
 * Longest key, in bytes: the DER encoding of a 4096-bit private RSA key fits.
 */
#define CRYPTODEV_PUBKEY_KEY_MAX	4096

/**
 * cryptodev_pubkey_number() - does a number name a public-key algorithm?
 * @number: an algorithm's number: CRYPTODEV_*, or CRYPTO_*
 *
 * The algorithm table of crypto/algs.c has none of these numbers. Does not sleep.
 *
 * Return: true for a number from CRYPTODEV_RSA to CRYPTODEV_RNG, even if no
 * algorithm has this number.
 */
static inline bool cryptodev_pubkey_number(u32 number)
{
	return number >= CRYPTODEV_RSA && number < CRYPTODEV_RNG;
}

/*
 * pubkey.c: Kbuild omits it if the kernel lacks the multi-precision arithmetic.
 */
#ifdef CRYPTODEV_KEYS
extern const struct cryptodev_session_ops cryptodev_pubkey_ops;

#define CRYPTODEV_PUBKEY_OPS	(&cryptodev_pubkey_ops)
#else
#define CRYPTODEV_PUBKEY_OPS	NULL
#endif

/* The rest of this header is private to crypto/pubkey/. */

struct cryptodev_pubkey_alg;
struct cryptodev_pubkey_public;

/**
 * struct cryptodev_pubkey_kind - operations of one kind of algorithm
 * @flags: CRYPTODEV_OP_* flags that a request may have
 * @operations: operations of a session: CRYPTODEV_MAY_*
 * @operation: the operation of a request without flags
 * @waits: @start blocks until the device has completed the request, and cannot
 *	   be interrupted
 * @check_key: check the session's key, before a transform exists
 * @alloc: allocate the transform named @name
 * @set_key: pass the key to the transform; sets @pk->size if it depends on the
 *	     key
 * @tfm: get the transform
 * @reqsize: get the size of a request to the transform, in bytes
 * @free: free the transform
 * @prepare: check a request, map it with cryptodev_pubkey_map() and read its
 *	     input
 * @start: submit the request to the transform
 * @finish: check and convert the transform's result; sets @req->op.out_len
 *
 * All functions may sleep. A function whose type is int returns 0 or a negative
 * errno. @finish gets the transform's result, 0 or a negative errno, and
 * returns the result of the request.
 */
struct cryptodev_pubkey_kind {
	u32 flags;
	u8 operations;
	u8 operation;
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
 * struct cryptodev_pubkey - public-key state of a session
 * @alg: the session's row in the algorithm table
 * @akcipher: transform of a session that encrypts or decrypts
 * @sig: transform of a session that signs or verifies: a cryptodev_sig_t
 * @kpp: transform of a session that agrees on keys
 * @public: public half of a private RSA key, to check results; otherwise NULL
 * @size: size of the modulus, of the prime or of a coordinate, in bytes
 * @digest_len: length of a signed digest in bytes, 0 for any length
 * @private: the session has a private key
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

/* Format of the input and output of a request. */
enum cryptodev_pubkey_format {
	CRYPTODEV_PUBKEY_NUMBERS,	/* RSA: numbers of the modulus' size */
	CRYPTODEV_PUBKEY_PKCS1,	/* RSA: padded text (RFC 8017) */
	CRYPTODEV_PUBKEY_DER,	/* ECDSA: a signature in DER */
	CRYPTODEV_PUBKEY_POINT,	/* ECDH: uncompressed points (SEC 1) */
	CRYPTODEV_PUBKEY_BYTES,	/* X25519: 32 bytes (RFC 7748) */
	CRYPTODEV_PUBKEY_SHARE,	/* FFDHE: numbers of an RFC 7919 group */
};

/**
 * struct cryptodev_pubkey_alg - a row of the algorithm table
 * @name: format of the kernel's name; the first %s is the suffix of the
 *	  kernel's own driver, the second one is the name of a hash if @hashes
 *	  is set
 * @module: alias of the module that provides @name, if the kernel cannot find
 *	    it by @name; otherwise NULL
 * @kind: operations of the algorithm, or NULL if the kernel lacks them
 * @format: format of the input and output
 * @size: size of a coordinate or of the prime in bytes, 0 if it depends on the
 *	  key
 * @hashes: the algorithm signs digests of a hash that the session names
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
 * cryptodev_pubkey_waits() - does submitting a request block?
 * @ses: a session of a public-key algorithm
 *
 * Does not sleep.
 *
 * Return: true if the submission of a request sleeps until the device has
 * completed it.
 */
static inline bool cryptodev_pubkey_waits(const struct cryptodev_session *ses)
{
	return ses->pubkey->alg->kind->waits;
}

/**
 * cryptodev_pubkey_operations() - the operations of a session
 * @ses: a session of a public-key algorithm
 *
 * Does not sleep.
 *
 * Return: CRYPTODEV_MAY_*.
 */
static inline u32
cryptodev_pubkey_operations(const struct cryptodev_session *ses)
{
	return ses->pubkey->alg->kind->operations;
}

/**
 * cryptodev_pubkey_operation() - the operation of a request
 * @req: a request on a session of a public-key algorithm, @req->op filled in
 *
 * Does not sleep.
 *
 * Return: one of CRYPTODEV_MAY_*.
 */
static inline u32
cryptodev_pubkey_operation(const struct cryptodev_request *req)
{
	u32 flags = req->op.flags;

	if (flags & CRYPTODEV_OP_PUBLIC)
		return CRYPTODEV_MAY_PUBLIC;
	if (flags & CRYPTODEV_OP_VERIFY)
		return CRYPTODEV_MAY_VERIFY;
	return flags & CRYPTODEV_OP_DECRYPT ?
		CRYPTODEV_MAY_DECRYPT : req->ses->pubkey->alg->kind->operation;
}

u8 *cryptodev_pubkey_in(const struct cryptodev_request *req);
int cryptodev_pubkey_map(struct cryptodev_request *req, u32 in_len);
void cryptodev_pubkey_widen(u8 *data, u32 len, u32 size);
int cryptodev_pubkey_take(u8 *data, u32 len, u32 size);

/* Kinds of algorithms; the kernel's configuration may lack any of them. */
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
