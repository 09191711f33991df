// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a request: taken from its session's spares, answered by a driver
 * at once or later, put back. One whose caller is killed while the driver
 * works is an orphan: the driver's answer frees it.
 */
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/wait.h>
#include <crypto/cryptodev.h>

#include "crypto/request/request_private.h"
#include "zc/reject.h"

/* What a driver may DMA to shares no cache line with what the CPU writes. */
#define DMA_ALIGN	max_t(u32, SMP_CACHE_BYTES, ARCH_DMA_MINALIGN)

static atomic_t orphans = ATOMIC_INIT(0);
static DECLARE_WAIT_QUEUE_HEAD(no_orphans);

/* Where the next part of a request begins; @size moves past it. */
static u32 place_part(u32 *size, u32 bytes)
{
	u32 off = ALIGN(*size, DMA_ALIGN);

	*size = off + bytes;
	return off;
}

/**
 * cryptodev_request_layout() - say where the parts of a session's requests are
 * @ses: the session, still private to its maker
 * @cipher_size: bytes of the cipher's or AEAD's transform request, 0 for none
 * @hash_size: bytes of the hash's transform request, 0 for none
 */
void cryptodev_request_layout(struct cryptodev_session *ses, u32 cipher_size,
			      u32 hash_size)
{
	u32 size = sizeof(struct cryptodev_request);

	ses->cipher_off = place_part(&size, cipher_size);
	ses->hash_off = place_part(&size, hash_size);
	ses->iv_off = place_part(&size, CRYPTODEV_IV_MAX);
	ses->digest_off = place_part(&size, HASH_MAX_LEN);
	/* A power of two is naturally aligned, and with it each part. */
	ses->request_size = roundup_pow_of_two(ALIGN(size, DMA_ALIGN));
}

static struct cryptodev_request *request_alloc(struct cryptodev_session *ses)
{
	struct cryptodev_request *req;
	void *base;

	req = kzalloc(ses->request_size, GFP_KERNEL_ACCOUNT);
	if (!req)
		return NULL;
	base = req;
	req->ses = ses;
	req->cipher = base + ses->cipher_off;
	req->hash = base + ses->hash_off;
	req->iv = base + ses->iv_off;
	req->digest = base + ses->digest_off;
	atomic_set(&req->state, CRYPTODEV_REQ_IDLE);
	init_completion(&req->done);
	return req;
}

/**
 * cryptodev_request_get() - take a request to work with
 * @ses: the session; the caller's reference goes to the request
 *
 * May sleep, but allocates only if all of the session's spares are in use.
 *
 * Return: a request whose @op is to be filled in, or NULL if there is no
 * memory; then the caller keeps its reference.
 */
struct cryptodev_request *cryptodev_request_get(struct cryptodev_session *ses)
{
	unsigned int i, slot = raw_smp_processor_id();
	struct cryptodev_request *req;

	for (i = 0; i < CRYPTODEV_SPARES; i++, slot++) {
		req = xchg(&ses->spare[slot % CRYPTODEV_SPARES], NULL);
		if (likely(req))
			return req;
	}
	return request_alloc(ses);
}

/**
 * cryptodev_request_release() - let go of what is mapped and held
 * @req: a request that no driver works on; it counts no more as admitted
 *
 * May sleep.
 */
void cryptodev_request_release(struct cryptodev_request *req)
{
	zc_unmap(&req->map);
	zc_out_release(&req->iv_out);
	zc_out_release(&req->mac_out);
	if (unlikely(req->admitted))
		cryptodev_request_leave(req);
}

/**
 * cryptodev_request_free() - free a request that holds nothing
 * @req: a spare of a session that is going
 */
void cryptodev_request_free(struct cryptodev_request *req)
{
	zc_free(&req->map);
	kfree_sensitive(req);
}

static int process_message(struct cryptodev_request *req)
{
	const struct cryptodev_session_ops *ops = req->ses->ops;
	int (*process)(struct cryptodev_request *req);

	process = ops->crypt ?: ops->auth ?: ops->pubkey;
	return process(req);
}

static int process_record(struct cryptodev_request *req)
{
	const struct cryptodev_session_ops *ops = req->ses->ops;

	return ops->record ? ops->record(req) :
			     cryptodev_reject(-EOPNOTSUPP, "no records");
}

/**
 * cryptodev_request_process() - process a request that has begun
 * @req: the request, after cryptodev_request_begin()
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EOPNOTSUPP if the session cannot process
 * such a request; -EIOCBQUEUED for a queued request that the driver has not
 * completed yet.
 */
int cryptodev_request_process(struct cryptodev_request *req)
{
	return unlikely(cryptodev_request_is_record(req)) ?
		process_record(req) : process_message(req);
}

/**
 * cryptodev_request_run() - process a request that its caller waits for
 * @req: the request, @req->op filled in
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EOPNOTSUPP if the session cannot process
 * such a request; -EBUSY as cryptodev_request_admit().
 */
int cryptodev_request_run(struct cryptodev_request *req)
{
	u32 pages = unlikely(req->ses->asynchronous) ?
		cryptodev_request_pages(req) : 0;
	int err = cryptodev_request_begin(req, pages);

	if (unlikely(err))
		return err;
	err = cryptodev_request_process(req);
	cryptodev_request_end(req, err);
	return err;
}

static void keep_or_free(struct cryptodev_request *req, unsigned int slot)
{
	struct cryptodev_session *ses = req->ses;
	unsigned int i;

	for (i = 1; i < CRYPTODEV_SPARES; i++) {
		slot = (slot + 1) % CRYPTODEV_SPARES;
		if (!cmpxchg(&ses->spare[slot], NULL, req))
			return;
	}
	cryptodev_request_free(req);
}

/*
 * Nobody looks at the output: text that did not verify must not stay there, and
 * releasing it must not wait for a page lock.
 */
static void discard_output(struct cryptodev_request *req)
{
	if (req->err)
		zc_discard(&req->map);
	req->err = 0;
	zc_forsake(&req->map);
}

/**
 * cryptodev_request_forsake() - release a request whose result nobody wants
 * @req: a request that a driver has completed
 *
 * May sleep, but waits for nothing that a user controls, so that one thread can
 * do it for all users.
 */
void cryptodev_request_forsake(struct cryptodev_request *req)
{
	discard_output(req);
	cryptodev_request_release(req);
}

/**
 * cryptodev_request_hold_module() - a request may outlive its open file
 *
 * The module stays until cryptodev_request_drop_module().
 */
void cryptodev_request_hold_module(void)
{
	atomic_inc(&orphans);
}

/**
 * cryptodev_request_drop_module() - such a request has gone
 */
void cryptodev_request_drop_module(void)
{
	if (atomic_dec_and_test(&orphans))
		wake_up_all(&no_orphans);
}

static void orphan_free(struct work_struct *work)
{
	struct cryptodev_request *req =
		container_of(work, struct cryptodev_request, work);
	struct cryptodev_session *ses = req->ses;

	cryptodev_request_forsake(req);
	cryptodev_request_free(req);
	cryptodev_session_put(ses);
	cryptodev_request_drop_module();
}

/* Leave a request to the driver that still works on it, if it still does. */
static bool orphan_request(struct cryptodev_request *req)
{
	/* These no driver writes. */
	zc_out_release(&req->iv_out);
	zc_out_release(&req->mac_out);
	cryptodev_request_hold_module();
	if (atomic_cmpxchg(&req->state, CRYPTODEV_REQ_LEFT,
			   CRYPTODEV_REQ_ORPHAN) == CRYPTODEV_REQ_LEFT)
		return true;
	/* The driver has answered in the meantime. */
	cryptodev_request_drop_module();
	discard_output(req);
	atomic_set(&req->state, CRYPTODEV_REQ_IDLE);
	return false;
}

/**
 * cryptodev_request_put() - be done with a request
 * @req: from cryptodev_request_get()
 *
 * Lets go of what is mapped and held, puts the request back to its session's
 * spares and drops its reference to the session. If a driver still works on
 * it, all of that happens when the driver answers. May sleep.
 */
void cryptodev_request_put(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;
	unsigned int slot;

	if (unlikely(cryptodev_request_left(req)) && orphan_request(req))
		return;
	cryptodev_request_release(req);
	slot = raw_smp_processor_id();
	slot %= CRYPTODEV_SPARES;
	if (unlikely(cmpxchg(&ses->spare[slot], NULL, req)))
		keep_or_free(req, slot);
	cryptodev_session_put(ses);
}

/**
 * cryptodev_request_done() - a driver's answer
 * @arg: the request, as this kernel passes it
 * @err: 0 or the transform's error
 *
 * The completion callback of every transform request. Runs in any context.
 */
void cryptodev_request_done(cryptodev_done_arg_t arg, int err)
{
	struct cryptodev_request *req = cryptodev_done_data(arg);

	/* Out of the driver's backlog: the answer is yet to come. */
	if (err == -EINPROGRESS)
		return;
	req->err = err;
	if (req->async.waitless) {
		cryptodev_async_answered(req);
		return;
	}
	switch (atomic_xchg(&req->state, CRYPTODEV_REQ_DONE)) {
	case CRYPTODEV_REQ_IDLE:
		complete(&req->done);
		break;
	case CRYPTODEV_REQ_ORPHAN:
		INIT_WORK(&req->work, orphan_free);
		cryptodev_do_later(&req->work);
		break;
	}
}

/**
 * cryptodev_request_wait_slow() - wait for a driver's answer
 * @req: a request whose transform is in progress
 *
 * Sleeps until the driver answers or the task is killed.
 *
 * Return: as cryptodev_request_wait().
 */
int cryptodev_request_wait_slow(struct cryptodev_request *req)
{
	if (req->async.waitless)
		return -EIOCBQUEUED;
	if (wait_for_completion_killable(&req->done)) {
		if (atomic_cmpxchg(&req->state, CRYPTODEV_REQ_IDLE,
				   CRYPTODEV_REQ_LEFT) == CRYPTODEV_REQ_IDLE)
			return -EINTR;
		/* Answered in this moment: the callback is about to complete. */
		wait_for_completion(&req->done);
	}
	atomic_set(&req->state, CRYPTODEV_REQ_IDLE);
	return req->err;
}

/**
 * cryptodev_requests_exit() - at unload: wait for the last orphan
 *
 * No file is open any more, so none is added.
 */
void cryptodev_requests_exit(void)
{
	wait_event(no_orphans, !atomic_read(&orphans));
	/* A driver's callback may be in its last instruction. */
	synchronize_rcu();
}
