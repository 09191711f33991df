/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A session: an algorithm or two, their keys, and the little that one
 * operation leaves for the next.
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
#include "crypto/stats/counters.h"

struct crypto_aead;
struct crypto_ahash;
struct crypto_akcipher;
struct crypto_kpp;
struct crypto_skcipher;
struct crypto_tfm;
struct cryptodev_pubkey;
struct cryptodev_hmac_ct;
struct cryptodev_request;
struct cryptodev_session;
struct cryptodev_session_params;
struct cryptodev_stand_in;
struct cryptodev_user;

/* Longest IV that any transform of the table takes, in bytes. */
#define CRYPTODEV_IV_MAX	16

/*
 * An AEAD's shortest tag and the longest, in bytes. NIST SP 800-38D, appendix C,
 * has none shorter.
 */
#define CRYPTODEV_TAG_MIN	4
#define CRYPTODEV_TAG_MAX	64

/* Spare requests of a session: as many CPUs use it at once and allocate none. */
#define CRYPTODEV_SPARES	4

/**
 * struct cryptodev_session_ops - a kind of session
 * @init: allocates the session's transforms, sets their keys, and lays out its
 *	  requests; on failure @free frees what @init has left
 * @free: frees the transforms and wipes the keys; handles a session that @init
 *	  has not completed
 * @crypt: processes a cipher or hash request, or one of both; or NULL
 * @auth: processes an AEAD message; or NULL
 * @record: processes a TLS record or an SRTP packet; or NULL
 * @pubkey: processes a public-key operation; or NULL
 * @finish: completes a queued request, whose driver has returned the error in the
 *	    second argument; NULL if a driver cannot be left alone with a request
 *
 * All may sleep. The functions that take a request run in the address space that
 * submitted it, and return 0 or the error of the call.
 */
struct cryptodev_session_ops {
	int (*init)(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params);
	void (*free)(struct cryptodev_session *ses);
	int (*crypt)(struct cryptodev_request *req);
	int (*auth)(struct cryptodev_request *req);
	int (*record)(struct cryptodev_request *req);
	int (*pubkey)(struct cryptodev_request *req);
	int (*finish)(struct cryptodev_request *req, int err);
};

/**
 * struct cryptodev_aead_tfms - an AEAD's transforms, one a tag length
 * @tfm: by tag length in bytes; made when first asked for, then immutable
 * @lock: serialises making them
 * @nr_more: how many besides the first
 * @reqsize: the most that a transform may add to a request, in bytes
 * @keylen: bytes of @key in use
 * @key: for transforms yet to be made
 *
 * A transform has one tag length for all its requests, so two requests of a
 * session that differ in it need two transforms.
 */
struct cryptodev_aead_tfms {
	struct crypto_aead *tfm[CRYPTODEV_TAG_MAX + 1];
	struct mutex lock; /* serialises making @tfm */
	unsigned int nr_more;
	u32 reqsize;
	u32 keylen;
	u8 key[];
};

/**
 * struct cryptodev_running_hash - the state between one update and the next
 * @lock: held from reading a state until its successor is in place
 * @state: two states as the transform exports them: the current one and room
 *	   for the next, so that a failed update leaves the current one
 * @current_state: index of the current one
 * @live: there is one; else the next update starts afresh
 */
struct cryptodev_running_hash {
	struct mutex lock; /* held from one state to the next */
	u8 *state[2];
	u8 current_state;
	bool live;
};

/**
 * struct cryptodev_session - transforms, keys, and what one operation leaves
 * @ops: its kind
 * @cipher_tfm: the transform of the cipher, AEAD or public-key algorithm, or NULL
 * @hash_tfm: the transform of the hash or mac, or NULL
 * @cipher_alg: the table's row of the cipher or AEAD, or NULL
 * @hash_alg: the table's row of the hash or HMAC, or NULL
 * @skcipher: the cipher's transform, or NULL
 * @aead: the AEAD's transforms, or NULL
 * @ahash: the hash's transform, or NULL
 * @akcipher: the transform of CIOCKEY's RSA, or NULL
 * @kpp: that of its key agreement, or NULL
 * @pubkey: what a session of a public-key algorithm has, or NULL
 * @hmac_ct: beside a cipher, the HMAC of messages of secret length, or NULL
 * @alignmask: of the driver of the cipher or AEAD, else of the hash
 * @digest_len: bytes of the hash's digest
 * @tag_len: bytes of the AEAD's full tag
 * @request_size: bytes of one request, and where its parts are:
 * @cipher_off: the cipher's or AEAD's transform request
 * @hash_off: the hash's transform request
 * @iv_off: the IV
 * @digest_off: the digest
 * @counts: where its requests count: its first driver's
 * @more_counts: of its hash's driver, if it has @two_drivers
 * @file_counts: of its open file, where they count too
 * @driver: its drivers; NULL if it has none
 * @usage: of its open file, or NULL
 * @user: its user, or NULL before it is counted
 * @trace_id: its number in traces, 0 before it has one
 * @asynchronous: one of its drivers may answer later
 * @ordered: its queued requests are delivered in order
 * @two_drivers: its requests count for its hash's driver too
 * @refs: the open file's reference and one for each request
 * @iv_lock: protects @iv
 * @iv: the IV that the last operation left
 * @running: the running hash
 * @order_lock: protects @order; taken in any context, before a queue's lock
 * @order: if @ordered, queued requests that are not delivered yet
 * @order_work: delivers them where too many are ready at once
 * @stand_ins: charged to its user, one for each transform or pair
 * @spare: requests to be used again
 * @rcu: frees it once no lookup can see it
 *
 * All up to @refs is immutable once the session is made.
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
	struct cryptodev_hmac_ct *hmac_ct;
	u16 alignmask;
	u8 digest_len;
	u8 tag_len;
	u32 request_size;
	u32 cipher_off;
	u32 hash_off;
	u32 iv_off;
	u32 digest_off;
	struct cryptodev_counts __percpu *counts;
	struct cryptodev_counts __percpu *more_counts;
	struct cryptodev_counts __percpu *file_counts;
	struct cryptodev_driver *driver[2];
	struct cryptodev_counters *usage;
	struct cryptodev_user *user;
	u64 trace_id;
	bool asynchronous;
	bool ordered;
	bool two_drivers;

	refcount_t refs ____cacheline_aligned;
	spinlock_t iv_lock; /* protects @iv */
	u8 iv[CRYPTODEV_IV_MAX];
	struct cryptodev_running_hash running;
	spinlock_t order_lock; /* protects @order */
	struct list_head order;
	struct work_struct order_work;
	struct cryptodev_stand_in *stand_ins;
	struct cryptodev_request *spare[CRYPTODEV_SPARES];
	struct rcu_head rcu;
};

/* cryptodev_session_params.flags */

/* The cipher and the mac are one AEAD. */
#define CRYPTODEV_SES_ETM	BIT(0)
/* Queued requests complete in the order in which they were submitted. */
#define CRYPTODEV_SES_ORDERED	BIT(1)
/* The cipher's number is that of a public-key algorithm. */
#define CRYPTODEV_SES_PUBKEY	BIT(2)
/* Its key is a private key. */
#define CRYPTODEV_SES_PRIVATE	BIT(3)

/**
 * struct cryptodev_session_params - parameters of a new session
 * @cipher: number of the cipher, AEAD or public-key algorithm, 0 for none
 * @mac: number of the hash or mac, 0 for none; of a public-key algorithm, the hash
 *	 whose digests it signs
 * @flags: CRYPTODEV_SES_*
 * @driver: drivers that may serve it
 * @usage: of the open file that will own it
 * @keylen: bytes at @key
 * @mackeylen: bytes at @mackey
 * @key: the cipher's key, in kernel memory
 * @mackey: the HMAC's key, in kernel memory
 */
struct cryptodev_session_params {
	u32 cipher;
	u32 mac;
	u32 flags;
	enum cryptodev_choice driver;
	struct cryptodev_counters *usage;
	u32 keylen;
	u32 mackeylen;
	const u8 *key;
	const u8 *mackey;
};

struct cryptodev_session *cryptodev_session_alloc(void);
struct cryptodev_session *
cryptodev_session_create(const struct cryptodev_session_params *params);
void cryptodev_session_free(struct cryptodev_session *ses);
void cryptodev_session_set_tfms(struct cryptodev_session *ses,
				struct crypto_tfm *cipher,
				struct crypto_tfm *hash);

/* charge.c */
int cryptodev_session_charge(struct cryptodev_session *ses);
void cryptodev_session_uncharge(struct cryptodev_session *ses);

/**
 * cryptodev_session_put() - drop a reference
 * @ses: the session
 *
 * The last one frees it, which may sleep.
 */
static inline void cryptodev_session_put(struct cryptodev_session *ses)
{
	if (unlikely(refcount_dec_and_test(&ses->refs)))
		cryptodev_session_free(ses);
}

#endif /* CRYPTODEV_SESSION_H */
