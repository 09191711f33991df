/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An accelerator without hardware: what it offers to the crypto API, the
 * device behind that, and how a test makes the device misbehave.
 */
#ifndef ACCEL_H
#define ACCEL_H

#include <crypto/akcipher.h>
#include <crypto/algapi.h>
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

/* What runs a job; in process context, or where it was submitted. */
typedef int accel_run_t(struct crypto_async_request *req);

/**
 * struct accel_kind - a kind of transform
 * @type: CRYPTO_ALG_TYPE_*
 * @mask: which of those bits count
 * @base: the common part of an algorithm of that kind
 * @add: registers it
 * @remove: undoes that
 */
struct accel_kind {
	u32 type;
	u32 mask;
	struct crypto_alg *(*base)(struct accel_alg *alg);
	int (*add)(struct accel_alg *alg);
	void (*remove)(struct accel_alg *alg);
};

/**
 * struct accel_alg - an algorithm that the device can do
 * @kind: its kind, which says what of the union is meant
 * @registered: the crypto API knows it
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
	};
};

/**
 * struct accel_tfm - the context of a transform of any kind
 * @job: where a request to this transform has its job
 * @skcipher: what computes, if it is a cipher
 * @aead: the same, for an AEAD
 * @ahash: the same, for a hash
 * @akcipher: the same, for a public-key algorithm
 * @kpp: the same, for key agreement
 * @prime: the first prime of a private RSA key, or NULL
 * @prime_len: bytes of it
 */
struct accel_tfm {
	struct accel_job *(*job)(struct crypto_async_request *req);
	union {
		struct crypto_skcipher *skcipher;
		struct crypto_aead *aead;
		struct crypto_ahash *ahash;
		struct crypto_akcipher *akcipher;
		struct crypto_kpp *kpp;
	};
	u8 *prime;
	u32 prime_len;
};

/**
 * struct accel_job - what the device keeps of a request, in its context
 * @entry: in one of the device's lists
 * @req: the request
 * @run: computes it
 * @nr: the order in which jobs entered the device
 * @due: when it is to be answered
 * @err: the answer, or why there is to be no result
 */
struct accel_job {
	struct list_head entry;
	struct crypto_async_request *req;
	accel_run_t *run;
	u64 nr;
	ktime_t due;
	int err;
};

/*
 * The transforms that compute must answer at once; so they are never ours, nor
 * another device's.
 */
#define ACCEL_INNER_MASK	CRYPTO_ALG_ASYNC

/* skcipher.c, aead.c, ahash.c, akcipher.c, kpp.c */
extern const struct accel_kind accel_skcipher_kind;
extern const struct accel_kind accel_aead_kind;
extern const struct accel_kind accel_ahash_kind;
extern const struct accel_kind accel_akcipher_kind;
extern const struct accel_kind accel_kpp_kind;

/* queue.c */
bool accel_chance(unsigned int percent);
int accel_submit(struct crypto_async_request *req, accel_run_t *run);
void accel_reconsider(void);
int accel_device_start(void);
void accel_device_stop(void);

/**
 * struct accel_settings - how the device behaves; written at any time
 * @latency_us: microseconds from entering the device to the answer
 * @queue_depth: jobs in the device at once; others wait outside
 * @out_of_order: percentage of jobs that take longer, so others overtake them
 * @error_percent: percentage that fails with -EIO, with nothing written
 * @sync_percent: percentage whose answer is what submitting returns
 * @early_percent: percentage whose callback is called before submitting has
 *		   returned -EINPROGRESS
 * @rsa_fault_percent: percentage of private RSA results that are right modulo
 *		       the first prime and wrong modulo the second
 * @stall: no job is answered
 */
struct accel_settings {
	unsigned int latency_us;
	unsigned int queue_depth;
	unsigned int out_of_order;
	unsigned int error_percent;
	unsigned int sync_percent;
	unsigned int early_percent;
	unsigned int rsa_fault_percent;
	bool stall;
};

/* settings.c */
extern struct accel_settings accel_settings;
extern unsigned int accel_alignmask;
bool accel_wanted(const char *name);

/* What the device counts, all under its lock. */
enum accel_counter {
	ACCEL_REQUESTS,		/* accepted */
	ACCEL_COMPLETED,	/* answered, in whatever way */
	ACCEL_ERRORS,		/* of those, with an error of error_percent */
	ACCEL_OVERTAKEN,	/* of those, after one that came later */
	ACCEL_SYNC,		/* of those, as sync_percent says */
	ACCEL_EARLY,		/* of those, as early_percent says */
	ACCEL_BACKLOGGED,	/* accepted, but had to wait outside */
	ACCEL_REFUSED,		/* not accepted */
	ACCEL_IN_FLIGHT,	/* in the device now */
	ACCEL_MAX_IN_FLIGHT,	/* the most there were since queue_depth or stall was set */
	ACCEL_COUNTERS,
};

extern unsigned long accel_count[ACCEL_COUNTERS];
int accel_counters_show(void);
void accel_counters_hide(void);

/* memory.c */
int accel_memory_show(void);
void accel_memory_hide(void);

#endif /* ACCEL_H */
