/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A session: one or two algorithms, their transforms and keys, and the state
 * that an operation leaves for the next one. Relies on the algorithm table,
 * driver.c and the counters.
 */
#ifndef CRYPTODEV_SESSION_H
#define CRYPTODEV_SESSION_H

#include <linux/cache.h>
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/workqueue.h>

#include "crypto/algs.h"
#include "crypto/driver.h"
#include "crypto/iv_counter.h"
#include "crypto/stats/counters.h"

struct crypto_aead;
struct crypto_ahash;
struct crypto_akcipher;
struct crypto_kpp;
struct crypto_skcipher;
struct crypto_tfm;
struct cryptodev_charge;
struct cryptodev_compression;
struct cryptodev_pubkey;
struct cryptodev_random;
struct cryptodev_hmac_ct;
struct cryptodev_request;
struct cryptodev_route;
struct cryptodev_session;
struct cryptodev_session_params;
struct cryptodev_user;

/* Longest IV of all transforms in the table, in bytes. */
#define CRYPTODEV_IV_MAX	32

/* Longest IV of the transforms that chain, and of the table's AEADs, in bytes. */
#define CRYPTODEV_CHAIN_IV_MAX	16

/*
 * Shortest and longest tag of an AEAD's transform, in bytes. NIST SP 800-38D,
 * appendix C, allows no shorter tag. FreeBSD's maclen does: see @tag_cut.
 */
#define CRYPTODEV_TAG_MIN	4
#define CRYPTODEV_TAG_MAX	64

/* Longest tag that can be cut, in bytes. */
#define CRYPTODEV_CUT_MAX	16

/* Bytes of a salt (RFC 4106, section 4). */
#define CRYPTODEV_SALT_LEN	4

/*
 * Spare requests of a session. As many CPUs can use the session at once without
 * allocating a request.
 */
#define CRYPTODEV_SPARES	4

/**
 * struct cryptodev_session_ops - functions of one kind of session
 * @init: allocates the session's transforms, sets their keys, and lays out its
 *	  requests; on failure the caller calls @free
 * @free: frees the transforms and wipes the keys; accepts a session that @init
 *	  has not completed
 * @crypt: processes a cipher or hash request, or a request for both; or NULL
 * @auth: processes an AEAD message; or NULL
 * @record: processes a TLS record or an SRTP packet; or NULL
 * @pubkey: processes a public-key operation; or NULL
 * @compress: compresses or decompresses a message; or NULL
 * @random: generates random numbers; or NULL
 * @finish: completes a queued request, whose driver has returned the error in
 *	    the second argument; NULL if the caller must wait for the driver
 * @scatters: input and output may be lists of ranges
 *
 * All may sleep. The functions that take a request run in the address space
 * that submitted it, and return 0 or the error of the call.
 */
struct cryptodev_session_ops {
	int (*init)(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params);
	void (*free)(struct cryptodev_session *ses);
	int (*crypt)(struct cryptodev_request *req);
	int (*auth)(struct cryptodev_request *req);
	int (*record)(struct cryptodev_request *req);
	int (*pubkey)(struct cryptodev_request *req);
	int (*compress)(struct cryptodev_request *req);
	int (*random)(struct cryptodev_request *req);
	int (*finish)(struct cryptodev_request *req, int err);
	bool scatters;
};

/**
 * struct cryptodev_aead_tfms - an AEAD's transforms, one for each tag length
 * @first: the transform for the full tag
 * @more: transforms for shorter tags, by tag length in bytes: allocated with the
 *	  first of them; each is made at the first use of its length, then immutable
 * @lock: serialises making @more
 * @nr_more: number of transforms in @more
 * @reqsize: context bytes in a transform request; no transform may need more
 * @keylen: bytes of @key in use
 * @key: for transforms that are made later
 *
 * A transform has one tag length for all its requests. So two requests of a
 * session with different tag lengths need two transforms.
 */
struct cryptodev_aead_tfms {
	struct crypto_aead *first;
	struct crypto_aead **more;
	struct mutex lock; /* serialises making @more */
	unsigned int nr_more;
	u32 reqsize;
	u32 keylen;
	u8 key[];
};

/**
 * struct cryptodev_running_hash - state between two updates of a running hash
 * @lock: held from reading a state until the next state has replaced it
 * @state: two states as the transform exports them: the current state, and room
 *	   for the next, so that a failed update leaves the current one
 *	   unchanged
 * @current_state: index of the current state
 * @live: true if there is a current state; otherwise the next update restarts
 */
struct cryptodev_running_hash {
	struct mutex lock; /* held from reading to replacing a state */
	u8 *state[2];
	u8 current_state;
	bool live;
};

/**
 * struct cryptodev_session_recipe - parameters that a session keeps
 * @cipher: number of the cipher, AEAD, public-key algorithm or generator; 0 for
 *	    none
 * @mac: number of the hash or MAC, 0 for none; for a public-key algorithm, the
 *	 hash whose digests it signs
 * @flags: CRYPTODEV_SES_*
 * @ivlen: bytes of an IV, 0 for the algorithm's own length
 * @maclen: bytes of a mac or tag, 0 for all
 * @allowed: operations that requests may have: CRYPTODEV_MAY_*, 0 for all
 * @driver: drivers that may serve the session
 *
 * With other keys, they make another session of the same kind.
 */
struct cryptodev_session_recipe {
	u32 cipher;
	u32 mac;
	u32 flags;
	u32 ivlen;
	u32 maclen;
	u32 allowed;
	enum cryptodev_choice driver;
};

/**
 * struct cryptodev_session_params - parameters of a new session
 * @recipe: the parameters that the session keeps
 * @driver_name: a name that the driver of the cipher must have, or of the hash
 *		 if there is no cipher: see cryptodev_driver_has_name(); NULL for
 *		 any
 * @usage: counters of the open file that will own the session
 * @keylen: bytes at @key
 * @mackeylen: bytes at @mackey
 * @entropylen: bytes at @entropy, 0 if the kernel provides the entropy
 * @key: the cipher's key or the generator's seed, in kernel memory
 * @mackey: the key of the MAC, in kernel memory
 * @entropy: test entropy of a DRBG, with its nonce, in kernel memory
 */
struct cryptodev_session_params {
	struct cryptodev_session_recipe recipe;
	const char *driver_name;
	struct cryptodev_counters *usage;
	u32 keylen;
	u32 mackeylen;
	u32 entropylen;
	const u8 *key;
	const u8 *mackey;
	const u8 *entropy;
};

/**
 * struct cryptodev_session - one or two algorithms with their keys
 * @ops: functions of its kind, or of its @route
 * @route: moves requests from hardware to the CPU; NULL in other sessions
 * @cipher_tfm: the transform of the cipher, AEAD or generator, or NULL
 * @hash_tfm: the transform of the hash or MAC, or NULL
 * @cipher_alg: the table's row of the cipher, AEAD or generator, or NULL
 * @hash_alg: the table's row of the hash or MAC, or NULL
 * @skcipher: the cipher's transform, or NULL
 * @aead: the AEAD's transforms, or NULL
 * @ahash: the hash's transform, or NULL
 * @akcipher: the RSA transform of CIOCKEY, or NULL
 * @kpp: the key agreement transform of CIOCKEY, or NULL
 * @pubkey: state of a session of a public-key algorithm, or NULL
 * @compression: state of a compression session, or NULL
 * @random: state of a session of random numbers, or NULL
 * @hmac_ct: in a cipher and HMAC session, the HMAC of messages of secret
 *	     length, or NULL
 * @alignmask: alignment mask of the cipher's or AEAD's driver, else of the
 *	       hash's
 * @digest_len: bytes of the hash's digest
 * @tag_len: bytes of the AEAD's full tag
 * @tag_cut: bytes of a tag apart, if it is cut after the transform; else 0
 * @iv_len: bytes of an IV as a program gives it, 0 for none
 * @iv_at: bytes of the transform's IV before it, which are @salt
 * @salt: wiped with the session
 * @unverified: decryption computes a tag apart instead of verifying it
 * @request_size: bytes of one request
 * @cipher_off: offset of the cipher's or AEAD's transform request in a request
 * @hash_off: offset of the hash's transform request
 * @iv_off: offset of the IV
 * @digest_off: offset of the digest
 * @counts: counters of its first driver
 * @more_counts: counters of its hash's driver, if @two_drivers
 * @file_counts: counters of its open file
 * @driver: its drivers, or NULL
 * @counters: owner of @file_counts, with a reference; or NULL
 * @user: its user, with a reference; NULL until it is counted
 * @trace_id: its number in trace events; 0 until it has one
 * @forbidden: operations that requests must not have: CRYPTODEV_MAY_*
 * @gated: requests take the slow path of admission: @asynchronous, or an operation
 *	   is @forbidden
 * @asynchronous: a driver may complete a request after its submission
 * @ordered: queued requests are delivered in the order of their submission
 * @two_drivers: requests also count for the driver of the hash
 * @recipe: its parameters
 * @refs: the open file's reference, and one for each request
 * @iv_lock: protects @iv
 * @iv: the IV that the last operation left
 * @iv_counter: IVs that it generates, if it has an AEAD
 * @running: the running hash
 * @order_lock: protects @order; taken in any context, before a queue's lock
 * @order: if @ordered, queued requests that are not delivered yet
 * @order_work: delivers more requests if many become ready at once
 * @charges: memory charged to its user, one for each transform or pair
 * @spare: free requests for reuse
 * @rcu: frees the session when no lookup can see it any more
 *
 * All fields before @refs are immutable once the session is made.
 */
struct cryptodev_session {
	const struct cryptodev_session_ops *ops;
	struct crypto_tfm *cipher_tfm;
	struct crypto_tfm *hash_tfm;
	const struct cryptodev_alg *cipher_alg;
	const struct cryptodev_alg *hash_alg;
	struct crypto_skcipher *skcipher;
	struct cryptodev_aead_tfms *aead;
	struct crypto_ahash *ahash;
	struct crypto_akcipher *akcipher;
	struct crypto_kpp *kpp;
	struct cryptodev_pubkey *pubkey;
	struct cryptodev_compression *compression;
	struct cryptodev_random *random;
	struct cryptodev_hmac_ct *hmac_ct;
	struct cryptodev_route *route;
	u16 alignmask;
	u8 digest_len;
	u8 tag_len;
	u8 tag_cut;
	u8 iv_len;
	u8 iv_at;
	u8 salt[CRYPTODEV_SALT_LEN];
	bool unverified;
	u32 request_size;
	u32 cipher_off;
	u32 hash_off;
	u32 iv_off;
	u32 digest_off;
	struct cryptodev_counts __percpu *counts;
	struct cryptodev_counts __percpu *more_counts;
	struct cryptodev_counts __percpu *file_counts;
	struct cryptodev_driver *driver[2];
	struct cryptodev_counters *counters;
	struct cryptodev_user *user;
	u64 trace_id;
	u32 forbidden;
	bool gated;
	bool asynchronous;
	bool ordered;
	bool two_drivers;
	struct cryptodev_session_recipe recipe;

	refcount_t refs ____cacheline_aligned;
	spinlock_t iv_lock; /* protects @iv */
	u8 iv[CRYPTODEV_IV_MAX];
	struct cryptodev_iv_counter iv_counter;
	struct cryptodev_running_hash running;
	spinlock_t order_lock; /* protects @order */
	struct list_head order;
	struct work_struct order_work;
	struct cryptodev_charge *charges;
	struct cryptodev_request *spare[CRYPTODEV_SPARES];
	struct rcu_head rcu;
};

/* cryptodev_session_recipe.flags */

/* The cipher and the MAC are one AEAD. */
#define CRYPTODEV_SES_ETM	BIT(0)
/* Queued requests are delivered in the order of their submission. */
#define CRYPTODEV_SES_ORDERED	BIT(1)
/* The cipher number is that of a public-key algorithm. */
#define CRYPTODEV_SES_PUBKEY	BIT(2)
/* The key is a private key. */
#define CRYPTODEV_SES_PRIVATE	BIT(3)
/* Encrypt-then-Authenticate, with the mac at an address of its own. */
#define CRYPTODEV_SES_ETA	BIT(4)
/* The mac covers the input, before the cipher, and is not verified. */
#define CRYPTODEV_SES_MAC_INPUT	BIT(5)
/* The last four bytes of the key are the first four of each IV. */
#define CRYPTODEV_SES_SALT	BIT(6)
/* Decryption computes the tag instead of verifying it. */
#define CRYPTODEV_SES_UNVERIFIED	BIT(7)
/* The cipher number is that of a random number generator. */
#define CRYPTODEV_SES_RANDOM	BIT(8)
/* With CRYPTODEV_SES_ETM: each request has an extended sequence number. */
#define CRYPTODEV_SES_ESN	BIT(9)

/*
 * Operations, for cryptodev_session_recipe.allowed and
 * cryptodev_session.forbidden
 */
#define CRYPTODEV_MAY_ENCRYPT	BIT(0)	/* encrypt or compress */
#define CRYPTODEV_MAY_DECRYPT	BIT(1)	/* decrypt or decompress */
#define CRYPTODEV_MAY_SIGN	BIT(2)	/* return a digest, MAC or signature */
#define CRYPTODEV_MAY_VERIFY	BIT(3)	/* verify one */
#define CRYPTODEV_MAY_DERIVE	BIT(4)	/* return a shared secret */
#define CRYPTODEV_MAY_PUBLIC	BIT(5)	/* return the session's public key */

struct cryptodev_session *cryptodev_session_alloc(void);
struct cryptodev_session *
cryptodev_session_make(const struct cryptodev_session_params *params);
struct cryptodev_session *
cryptodev_session_create(const struct cryptodev_session_params *params);
void cryptodev_session_free(struct cryptodev_session *ses);
void cryptodev_session_set_tfms(struct cryptodev_session *ses,
				struct crypto_tfm *cipher,
				struct crypto_tfm *hash);

s32 cryptodev_session_driver_id(const struct cryptodev_session *ses);

/* A null cipher, which takes an IV and ignores it. */
static inline bool cryptodev_session_is_null(const struct cryptodev_session *ses)
{
	return ses->cipher_alg && !ses->cipher_alg->max_key &&
	       ses->cipher_alg->kind == CRYPTODEV_CIPHER;
}

/* charge.c */
int cryptodev_session_charge(struct cryptodev_session *ses);
void cryptodev_session_uncharge(struct cryptodev_session *ses);

/**
 * cryptodev_session_put() - drop a reference to a session
 * @ses: the session
 *
 * The last reference frees the session, which may sleep.
 */
static inline void cryptodev_session_put(struct cryptodev_session *ses)
{
	if (unlikely(refcount_dec_and_test(&ses->refs)))
		cryptodev_session_free(ses);
}

/**
 * cryptodev_session_compresses() - is a session one of compression?
 * @ses: the session
 */
static inline bool
cryptodev_session_compresses(const struct cryptodev_session *ses)
{
	return ses->compression;
}

#endif /* CRYPTODEV_SESSION_H */
