/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A request: one operation on one session, from the caller's ranges to the
 * driver's answer. Every dialect and every way of calling makes one of these.
 */
#ifndef CRYPTODEV_REQUEST_H
#define CRYPTODEV_REQUEST_H

#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/sizes.h>
#include <linux/workqueue.h>

#include "compat/kernel.h"
#include "crypto/request/async.h"
#include "crypto/session.h"
#include "zc/reject.h"
#include "zc/zc.h"

/*
 * A message that may be cut is worked in pieces of this many bytes: it bounds
 * what one request pins, and how long a caller runs before it can be killed.
 * It also bounds the scatterlist that a driver gets: virtio_crypto, for one,
 * needs a descriptor for each pair of entries, and its device stops for good
 * when there are more than 1024.
 */
#define CRYPTODEV_PIECE		SZ_64K

/* cryptodev_op.flags */
#define CRYPTODEV_OP_DECRYPT	BIT(0)
#define CRYPTODEV_OP_UPDATE	BIT(1)	/* feed the running hash */
#define CRYPTODEV_OP_FINAL	BIT(2)	/* close it */
#define CRYPTODEV_OP_RESET	BIT(3)	/* start it afresh */
#define CRYPTODEV_OP_WRITE_IV	BIT(4)	/* write the IV that is left */
#define CRYPTODEV_OP_COPY	BIT(5)	/* do not pin */
#define CRYPTODEV_OP_VERIFY	BIT(6)	/* compare the digest with @mac */
#define CRYPTODEV_OP_TLS	BIT(7)	/* a TLS record */
#define CRYPTODEV_OP_SRTP	BIT(8)	/* an SRTP packet */
#define CRYPTODEV_OP_WORKER	BIT(9)	/* if it is queued, by another thread */
#define CRYPTODEV_OP_PUBLIC	BIT(10)	/* the public key of a session's own */

/**
 * struct cryptodev_op - what is asked, in no dialect
 * @src: input; for AEAD decryption with the tag
 * @dst: output; for AEAD encryption with the tag
 * @aad: associated data
 * @mac: where a digest goes, or with CRYPTODEV_OP_VERIFY is; or a signature
 * @iv: the IV
 * @flags: CRYPTODEV_OP_*
 * @len: bytes at @src
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the tag, 0 for the full one; set to what was used. Of the
 *	     signature at @mac, all of them
 * @iv_len: bytes at @iv, 0 for the algorithm's own (AEAD only)
 * @out_len: out: bytes written to @dst (AEAD, TLS and public-key algorithms
 *	     only); a TLS record that does not verify leaves @len
 */
struct cryptodev_op {
	const void __user *src;
	void __user *dst;
	const void __user *aad;
	void __user *mac;
	void __user *iv;
	u32 flags;
	u32 len;
	u32 aad_len;
	u32 tag_len;
	u32 iv_len;
	u32 out_len;
};

/*
 * Who holds a request that a driver has not answered. IDLE: its caller alone,
 * or its caller waits. DONE: the driver has answered. LEFT: the caller is
 * being killed and does not wait. ORPHAN: it is gone, and the answer frees.
 */
enum cryptodev_request_state {
	CRYPTODEV_REQ_IDLE,
	CRYPTODEV_REQ_DONE,
	CRYPTODEV_REQ_LEFT,
	CRYPTODEV_REQ_ORPHAN,
};

/**
 * struct cryptodev_request_trace - what is remembered of a request that is traced
 * @id: its number, 0 if it is not traced
 * @began: when it was submitted, in nanoseconds
 * @len: bytes of its input then
 */
struct cryptodev_request_trace {
	u64 id;
	u64 began;
	u32 len;
};

/**
 * struct cryptodev_request - one operation on one session
 * @ses: the session; the request holds a reference
 * @op: what is asked
 * @map: the ranges, made reachable
 * @iv_out: where the IV goes, held
 * @mac_out: where the digest goes, held
 * @cipher: struct skcipher_request, aead_request, akcipher_request or kpp_request
 * @hash: struct ahash_request
 * @iv: CRYPTODEV_IV_MAX bytes, for the driver
 * @digest: HASH_MAX_LEN bytes, for the driver
 * @iv_given: the IV that the operation started with
 * @iv_written: the caller's IV is overwritten and may have to be restored
 * @state: enum cryptodev_request_state
 * @err: the driver's answer
 * @done: completed with the driver's answer
 * @admitted: it counts as one that a driver may hold
 * @pages: how many it may have pinned then
 * @work: releases a request that nobody waits for
 * @async: of a request that is queued; @async.queue is NULL for others
 * @trace: of a request that is traced
 *
 * What the four pointers point to follows in the same allocation, each on
 * its own cache lines: a driver may DMA there while the CPU uses the rest.
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
	atomic_t state;
	int err;
	bool admitted;
	u32 pages;
	struct completion done;
	struct work_struct work;
	struct cryptodev_async async;
	struct cryptodev_request_trace trace;
};

void cryptodev_request_layout(struct cryptodev_session *ses, u32 cipher_size,
			      u32 hash_size);
struct cryptodev_request *cryptodev_request_get(struct cryptodev_session *ses);
void cryptodev_request_put(struct cryptodev_request *req);
void cryptodev_request_free(struct cryptodev_request *req);
void cryptodev_request_done(cryptodev_done_arg_t arg, int err);
int cryptodev_request_wait_slow(struct cryptodev_request *req);
void cryptodev_requests_exit(void);
void cryptodev_request_release(struct cryptodev_request *req);
int cryptodev_request_run(struct cryptodev_request *req);

/* order.c */
void cryptodev_order_init(struct cryptodev_session *ses);

/* admit.c */
u32 cryptodev_request_pages(const struct cryptodev_request *req);
int cryptodev_request_admit_slow(struct cryptodev_request *req, u32 pages);
void cryptodev_request_leave(struct cryptodev_request *req);

/* workers.c */
int cryptodev_workers_init(void);
void cryptodev_workers_exit(void);

/**
 * cryptodev_request_admit() - may a request go to its driver?
 * @req: the request, @req->op filled in; nothing happens if it is admitted already
 * @pages: pages that it may pin and that no queue counts
 *
 * A request whose driver may complete it later counts against its user's limits,
 * since its caller may be killed and leave it to the driver. It counts until the
 * driver has completed it and cryptodev_request_release() has been called.
 *
 * Return: 0, or -EBUSY if drivers hold as many requests of the user, or as many
 * of its pages, as the limits allow.
 */
static __always_inline int
cryptodev_request_admit(struct cryptodev_request *req, u32 pages)
{
	return likely(!req->ses->asynchronous) ?
		0 : cryptodev_request_admit_slow(req, pages);
}

/**
 * cryptodev_request_left() - does a driver still work on a request?
 * @req: the request
 *
 * True only after cryptodev_request_wait() has returned -EINTR since the task
 * is being killed, or -EIOCBQUEUED.
 */
static inline bool cryptodev_request_left(struct cryptodev_request *req)
{
	return atomic_read(&req->state) != CRYPTODEV_REQ_IDLE;
}

/**
 * cryptodev_request_check_out() - before the transform, look at an output
 * @req: the request
 * @addr: user address of a digest, an IV or a number
 * @len: its bytes
 *
 * A request that is not waited for has its outputs written when its result is
 * fetched: one that could not be is to fail before anything is written. May
 * sleep and fault.
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
 * cryptodev_request_wait() - the answer to a submitted transform request
 * @req: the request
 * @err: what the submission returned
 *
 * Sleeps only if the driver has not answered yet.
 *
 * Return: the transform's result, or -EINTR if the task is being killed and
 * the driver still works: then nothing of @req may be touched but with
 * cryptodev_request_put(). For a request that is queued, -EIOCBQUEUED if the
 * driver still works.
 */
static inline int cryptodev_request_wait(struct cryptodev_request *req, int err)
{
	if (likely(err != -EINPROGRESS && err != -EBUSY))
		return err;
	return cryptodev_request_wait_slow(req);
}

#endif /* CRYPTODEV_REQUEST_H */
