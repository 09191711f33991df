/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A request: one operation of one session, from the caller's memory ranges to
 * the driver's result. Each dialect decodes a call to a request. Relies on zc/
 * for the caller's memory.
 */
#ifndef CRYPTODEV_REQUEST_H
#define CRYPTODEV_REQUEST_H

#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/sizes.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

#include "compat/kernel.h"
#include "crypto/request/async.h"
#include "crypto/request/coverage.h"
#include "crypto/session.h"
#include "zc/reject.h"
#include "zc/zc.h"

/*
 * A message that may be cut is processed in pieces of this many bytes. This
 * bounds the pages that one request pins, and the time after which a caller can
 * be killed. It also bounds the scatterlist of a driver: virtio_crypto needs a
 * descriptor for each pair of entries, and its device stops for good at more
 * than 1024.
 */
#define CRYPTODEV_PIECE		SZ_64K

/* cryptodev_op.flags; bits 0 to 23 as in the native dialect */
#define CRYPTODEV_OP_DECRYPT	BIT(0)
#define CRYPTODEV_OP_UPDATE	BIT(1)	/* update the running hash */
#define CRYPTODEV_OP_FINAL	BIT(2)	/* finish the running hash */
#define CRYPTODEV_OP_RESET	BIT(3)	/* restart the running hash; reseed */
#define CRYPTODEV_OP_WRITE_IV	BIT(4)	/* write the next IV */
#define CRYPTODEV_OP_COPY	BIT(5)	/* do not pin */
#define CRYPTODEV_OP_VERIFY	BIT(6)	/* compare the digest with @mac */
#define CRYPTODEV_OP_TLS	BIT(7)	/* a TLS record */
#define CRYPTODEV_OP_SRTP	BIT(8)	/* an SRTP packet */
#define CRYPTODEV_OP_WORKER	BIT(9)	/* if queued, use a worker thread */
#define CRYPTODEV_OP_PUBLIC	BIT(10)	/* use the session's public key */
#define CRYPTODEV_OP_SRC_RANGES	BIT(11)	/* the input is scattered */
#define CRYPTODEV_OP_DST_RANGES	BIT(12)	/* the output is scattered */
#define CRYPTODEV_OP_RANDOM_IV	BIT(17)	/* generate a random IV */
#define CRYPTODEV_OP_COUNTER_IV	BIT(18)	/* generate an IV that counts */
#define CRYPTODEV_OP_IV_IN_DATA	BIT(19)	/* the IV is before the text */
#define CRYPTODEV_OP_ESN	BIT(20)	/* extended sequence number */
#define CRYPTODEV_OP_MAC_APART	BIT(24)	/* the tag of an AEAD is at @mac */
#define CRYPTODEV_OP_NO_MAC	BIT(25)	/* do not write the mac */
#define CRYPTODEV_OP_NO_OUTPUT	BIT(26)	/* do not write the output */
#define CRYPTODEV_OP_IV_OUT	BIT(27)	/* write the IV to @iv_out */
#define CRYPTODEV_OP_LENT_IV	BIT(28)	/* without @iv, it is in @iv_given */

#define CRYPTODEV_OP_GENERATED_IV	\
	(CRYPTODEV_OP_RANDOM_IV | CRYPTODEV_OP_COUNTER_IV)
/*
 * The ranges of input and output are in @map.scatter, even if only one of them is
 * scattered. @src and @dst are no addresses then: see cryptodev_scatter_begin().
 */
#define CRYPTODEV_OP_SCATTERED	\
	(CRYPTODEV_OP_SRC_RANGES | CRYPTODEV_OP_DST_RANGES)

/**
 * struct cryptodev_op - an operation, independent of the dialect
 * @src: input; includes the tag for AEAD decryption
 * @dst: output; includes the tag for AEAD encryption
 * @aad: associated data
 * @mac: address of a digest or signature; output, or with CRYPTODEV_OP_VERIFY
 *	 input
 * @iv: the IV
 * @iv_out: output of the IV, for CRYPTODEV_OP_IV_OUT
 * @flags: CRYPTODEV_OP_*
 * @len: bytes at @src, or of random numbers
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the tag, 0 for the full tag; processing sets it to the
 *	     length used. For a signature, bytes at @mac
 * @iv_len: bytes at @iv, 0 for the algorithm's IV length (AEAD only)
 * @out_len: out: bytes written to @dst, with an IV before it (AEAD, TLS,
 *	     public-key algorithms, random numbers and compression only); @len
 *	     for a TLS record that does not verify.
 *	     For compression, in: room at @dst, 0 for @len
 * @esn: high half of the sequence number, for CRYPTODEV_OP_ESN
 */
struct cryptodev_op {
	const void __user *src;
	void __user *dst;
	const void __user *aad;
	void __user *mac;
	void __user *iv;
	void __user *iv_out;
	u32 flags;
	u32 len;
	u32 aad_len;
	u32 tag_len;
	u32 iv_len;
	u32 out_len;
	u32 esn;
};

/*
 * Owner of a request that its caller waits for. IDLE: the caller, which may be
 * waiting. DONE: the caller, and the driver has completed the request. LEFT:
 * the driver, because the caller is being killed and no longer waits. ORPHAN:
 * the driver, whose callback frees the request, because the caller has
 * returned.
 */
enum cryptodev_request_state {
	CRYPTODEV_REQ_IDLE,
	CRYPTODEV_REQ_DONE,
	CRYPTODEV_REQ_LEFT,
	CRYPTODEV_REQ_ORPHAN,
};

/**
 * struct cryptodev_request_trace - data of a request that is traced
 * @id: its number in trace events, 0 if it is not traced
 * @start_ns: time of its submission, in nanoseconds
 * @len: bytes of its input at submission
 */
struct cryptodev_request_trace {
	u64 id;
	u64 start_ns;
	u32 len;
};

/**
 * struct cryptodev_request - one operation of one session
 * @ses: the session, with a reference
 * @op: the operation
 * @map: mapping of the caller's ranges
 * @iv_out: held address of the IV
 * @mac_out: held address of the digest
 * @cipher: struct skcipher_request, aead_request, akcipher_request or
 *	    kpp_request
 * @hash: struct ahash_request
 * @iv: CRYPTODEV_IV_MAX bytes, for the driver
 * @digest: HASH_MAX_LEN bytes, for the driver
 * @iv_given: the IV at the start of the operation
 * @chacha_rest: scatterlists of chacha.c, or NULL; freed with the request
 * @iv_written: the caller's IV is overwritten and may have to be restored
 * @state: enum cryptodev_request_state
 * @err: the driver's result
 * @given: the operation before processing, if the CPU may process it again after
 *	   a driver's failure; else NULL. Freed with the request
 * @waits_for: the driver for which it counts as a request that waits, or NULL
 * @fails_over: its driver has failed it, and the task that fetches it processes
 *		it again
 * @admitted: counts as a request that a driver holds
 * @pages: pages that count together with it
 * @done: completed by the driver's callback
 * @work: frees the request in a workqueue if no caller does
 * @async: data of a queued request; @async.queue is NULL for others
 * @trace: data of a traced request
 * @coverage: the submitter's record of the code that runs
 *
 * The memory of @cipher, @hash, @iv and @digest follows in the same allocation,
 * each on separate cache lines: a driver may DMA there while the CPU writes
 * other fields.
 */
struct cryptodev_request {
	struct cryptodev_session *ses;
	struct cryptodev_op op;
	struct zc_map map;
	struct zc_out iv_out;
	struct zc_out mac_out;
	void *cipher;
	struct ahash_request *hash;
	u8 *iv;
	u8 *digest;
	u8 iv_given[CRYPTODEV_IV_MAX];
	bool iv_written;
	void *chacha_rest;
	atomic_t state;
	int err;
	struct cryptodev_op *given;
	struct cryptodev_driver *waits_for;
	bool fails_over;
	bool admitted;
	u32 pages;
	struct completion done;
	struct work_struct work;
	struct cryptodev_async async;
	struct cryptodev_request_trace trace;
	struct cryptodev_coverage coverage;
};

void cryptodev_request_layout(struct cryptodev_session *ses, u32 cipher_size,
			      u32 hash_size);
struct cryptodev_request *
cryptodev_request_get_other(struct cryptodev_session *ses);
struct cryptodev_request *cryptodev_request_detached(void);
void cryptodev_request_put(struct cryptodev_request *req);
void cryptodev_request_free(struct cryptodev_request *req);
void cryptodev_request_done(cryptodev_done_arg_t arg, int err);
int cryptodev_request_wait_slow(struct cryptodev_request *req);
void cryptodev_requests_exit(void);
void cryptodev_request_release(struct cryptodev_request *req);
int cryptodev_request_run(struct cryptodev_request *req);

/* The spare of a session that a task on this CPU takes first. */
static inline unsigned int cryptodev_request_slot(void)
{
	return raw_smp_processor_id() % CRYPTODEV_SPARES;
}

/**
 * cryptodev_request_get() - take a request of a session
 * @ses: the session; the request takes over the caller's reference
 *
 * May sleep, but allocates only if all spares of the session are in use.
 *
 * Return: a request whose @op the caller fills in, or NULL if there is no
 * memory; then the caller keeps its reference.
 */
static inline struct cryptodev_request *
cryptodev_request_get(struct cryptodev_session *ses)
{
	struct cryptodev_request *req;

	req = xchg(&ses->spare[cryptodev_request_slot()], NULL);
	return likely(req) ? req : cryptodev_request_get_other(ses);
}

/* order.c */
void cryptodev_order_init(struct cryptodev_session *ses);

/* allowed.c */
int cryptodev_allows(const struct cryptodev_request *req);

/* admit.c */
u32 cryptodev_request_pages(const struct cryptodev_request *req);
int cryptodev_request_admit_slow(struct cryptodev_request *req, u32 pages);
int cryptodev_request_hold_pages(struct cryptodev_request *req, u32 pages);
void cryptodev_request_leave(struct cryptodev_request *req);

/* workers.c */
void cryptodev_workers_closed(void);
int cryptodev_workers_init(void);
void cryptodev_workers_exit(void);

/**
 * cryptodev_request_admit() - count a request before its driver gets it
 * @req: the request, @req->op filled in; no effect if it is already admitted
 * @pages: pages that the request may pin and that no queue counts
 *
 * A request that its driver may complete later counts against its user's
 * limits, because its caller may be killed and leave it to the driver. It
 * counts until cryptodev_request_release(), or until its driver completes a
 * queued request. Never sleeps.
 *
 * Return: 0; -EACCES if the session forbids the operation, or -EBUSY if drivers
 * hold as many requests or pages of the user as the limits allow.
 */
static __always_inline int
cryptodev_request_admit(struct cryptodev_request *req, u32 pages)
{
	return likely(!req->ses->gated) ?
		0 : cryptodev_request_admit_slow(req, pages);
}

/**
 * cryptodev_request_left() - has the caller left a request to its driver?
 * @req: the request
 *
 * The driver may have completed the request since then. Never sleeps.
 *
 * Return: true only if cryptodev_request_wait() has returned -EINTR because the
 * task is being killed.
 */
static inline bool cryptodev_request_left(struct cryptodev_request *req)
{
	return atomic_read(&req->state) != CRYPTODEV_REQ_IDLE;
}

/**
 * cryptodev_request_check_out() - check an output before the transform
 * @req: the request
 * @addr: user address of a digest, an IV or a number
 * @len: bytes at @addr
 *
 * The outputs of a queued request are written when its result is fetched. If an
 * output cannot be written, the request must fail before anything is written.
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
static inline int cryptodev_request_check_out(struct cryptodev_request *req,
					      void __user *addr, u32 len)
{
	if (likely(!req->async.waitless) || !zc_out_check(addr, len))
		return 0;
	return cryptodev_reject(-EFAULT, "output is not writable");
}

/**
 * cryptodev_request_wait() - wait for a submitted transform request
 * @req: the request
 * @err: the return value of the submission
 *
 * Sleeps only if the driver has not completed the transform request yet.
 *
 * Return: the transform's result; -EINTR if the task is being killed while the
 * driver still processes @req, which the caller then must only pass to
 * cryptodev_request_put(); -EIOCBQUEUED for a queued request that the driver
 * has not completed.
 */
static inline int cryptodev_request_wait(struct cryptodev_request *req, int err)
{
	if (likely(err != -EINPROGRESS && err != -EBUSY))
		return err;
	return cryptodev_request_wait_slow(req);
}

#endif /* CRYPTODEV_REQUEST_H */
