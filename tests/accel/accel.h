/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An accelerator without hardware: the algorithms that it offers to the crypto
 * API, the device that processes them, and the settings that make the device
 * misbehave.
 */
#ifndef ACCEL_H
#define ACCEL_H

#include <crypto/akcipher.h>
#include <crypto/algapi.h>
#include <crypto/internal/acompress.h>
#include <crypto/internal/aead.h>
#include <crypto/internal/hash.h>
#include <crypto/internal/kpp.h>
#include <crypto/internal/skcipher.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/sizes.h>
#include <linux/types.h>

struct accel_alg;
struct accel_job;

/* Runs a job; in process context, or in that of the submission. */
typedef int accel_run_t(struct crypto_async_request *req);

/**
 * struct accel_kind - a kind of transform
 * @type: CRYPTO_ALG_TYPE_*
 * @mask: the bits of @type that count
 * @base: the common part of an algorithm of that kind
 * @add: registers it
 * @remove: unregisters it
 */
struct accel_kind {
	u32 type;
	u32 mask;
	struct crypto_alg *(*base)(struct accel_alg *alg);
	int (*add)(struct accel_alg *alg);
	void (*remove)(struct accel_alg *alg);
};

/**
 * struct accel_alg - an algorithm that the device offers
 * @kind: its kind, which selects the member of the union
 * @registered: it is registered with the crypto API
 */
struct accel_alg {
	const struct accel_kind *kind;
	bool registered;
	union {
		struct skcipher_alg skcipher;
		struct aead_alg aead;
		struct ahash_alg ahash;
		struct akcipher_alg akcipher;
		struct kpp_alg kpp;
		struct acomp_alg acomp;
	};
};

/**
 * struct accel_tfm - the context of a transform of any kind
 * @job: offset of the job in the context of a request
 * @skcipher: the inner transform of a cipher
 * @aead: the inner transform of an AEAD
 * @ahash: the inner transform of a hash
 * @akcipher: the inner transform of a public-key algorithm
 * @kpp: the inner transform of key agreement
 * @acomp: the inner transform of compression
 * @prime: the first prime of a private RSA key, or NULL
 * @prime_len: bytes at @prime
 * @short_modulus: bytes of an RSA modulus that is too short for the inner
 *		   transform, or 0
 */
struct accel_tfm {
	struct accel_job *(*job)(struct crypto_async_request *req);
	union {
		struct crypto_skcipher *skcipher;
		struct crypto_aead *aead;
		struct crypto_ahash *ahash;
		struct crypto_akcipher *akcipher;
		struct crypto_kpp *kpp;
		struct crypto_acomp *acomp;
	};
	u8 *prime;
	u32 prime_len;
	u32 short_modulus;
};

/**
 * struct accel_job - the device's part of a request's context
 * @entry: in one of the device's lists
 * @req: the request
 * @run: computes the result
 * @nr: number in order of acceptance
 * @due: time of its completion
 * @err: the result of the request
 * @failed: the device fails the request
 */
struct accel_job {
	struct list_head entry;
	struct crypto_async_request *req;
	accel_run_t *run;
	u64 nr;
	ktime_t due;
	int err;
	bool failed;
};

/*
 * The inner transforms must complete at once: none of them may be ours, or
 * another device's.
 */
#define ACCEL_INNER_MASK	CRYPTO_ALG_ASYNC

/* skcipher.c, aead.c, ahash.c, akcipher.c, kpp.c, acomp.c */
extern const struct accel_kind accel_skcipher_kind;
extern const struct accel_kind accel_aead_kind;
extern const struct accel_kind accel_ahash_kind;
extern const struct accel_kind accel_akcipher_kind;
extern const struct accel_kind accel_kpp_kind;
extern const struct accel_kind accel_acomp_kind;

/* paes.c */
#define ACCEL_PAES_HEADER	4
const char *accel_inner_name(char *inner, const char *name);
bool accel_is_paes(const char *name);
int accel_paes_unwrap(u8 *key, const u8 *blob, unsigned int len);

/* trusted.c, which Kbuild leaves out where the kernel has no keys. */
#ifdef CONFIG_KEYS
void accel_trusted_add(void);
void accel_trusted_remove(void);
#else
static inline void accel_trusted_add(void) {}
static inline void accel_trusted_remove(void) {}
#endif

/* rng.c */
int accel_rng_remove(void);

/* The device's counters. */
enum accel_counter {
	ACCEL_REQUESTS,		/* accepted */
	ACCEL_COMPLETED,	/* completed, in any way */
	ACCEL_ERRORS,		/* of those, failed by error_percent */
	ACCEL_OVERTAKEN,	/* of those, completed after a later one */
	ACCEL_SYNC,		/* of those, completed by sync_percent */
	ACCEL_EARLY,		/* of those, completed by early_percent */
	ACCEL_BACKLOGGED,	/* accepted after waiting in the backlog */
	ACCEL_REFUSED,		/* rejected */
	ACCEL_IN_FLIGHT,	/* in the device now */
	ACCEL_MAX_IN_FLIGHT,	/* maximum since queue_depth or stall was set */
	ACCEL_CALLBACKS,	/* of completed requests, that have not returned */
	ACCEL_COUNTERS,
};

/* queue.c */
unsigned long accel_counter(enum accel_counter nr);
bool accel_chance(unsigned int percent);
void accel_count_call(bool failed);
int accel_submit(struct crypto_async_request *req, accel_run_t *run);
void accel_reconsider(void);
int accel_device_start(void);
void accel_device_stop(void);

/**
 * struct accel_settings - the device's behaviour; may change at any time
 * @latency_us: microseconds from acceptance to completion
 * @queue_depth: jobs in the device at once; others wait in the backlog
 * @out_of_order: percentage of jobs that take longer, so that others overtake
 * @error_percent: percentage that fails with @error
 * @error: the error, positive
 * @error_writes: a request that fails has written its output first
 * @sync_percent: percentage whose result the submission returns
 * @early_percent: percentage whose callback runs before the submission returns
 *		   -EINPROGRESS
 * @rsa_fault_percent: percentage of private RSA results that are right modulo
 *		       the first prime and wrong modulo the second
 * @rsa_cut: an RSA result with leading zeros lacks as many bytes at its end
 * @full_tags: an AEAD refuses a tag that is shorter than its full one
 * @stall: no job completes
 */
struct accel_settings {
	unsigned int latency_us;
	unsigned int queue_depth;
	unsigned int out_of_order;
	unsigned int error_percent;
	unsigned int error;
	bool error_writes;
	unsigned int sync_percent;
	unsigned int early_percent;
	unsigned int rsa_fault_percent;
	bool rsa_cut;
	bool full_tags;
	bool stall;
};

/* settings.c */
extern struct accel_settings accel_settings;
extern unsigned int accel_alignmask;
bool accel_wanted(const char *name);

int accel_counters_show(void);
void accel_counters_hide(void);

/* memory.c */
int accel_memory_show(void);
void accel_memory_hide(void);

#endif /* ACCEL_H */
