// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a request: taken from its session's spares, processed by a driver
 * at once or later, and returned to the spares. If the caller is killed while
 * the driver processes the request, the driver's callback frees it. Relies on
 * zc/ for the caller's memory.
 */
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <crypto/cryptodev.h>

#include "crypto/request/request.h"
#include "crypto/request/request_private.h"
#include "zc/reject.h"

/* Memory for DMA shares no cache line with fields that the CPU writes. */
#define DMA_ALIGN	max_t(u32, SMP_CACHE_BYTES, ARCH_DMA_MINALIGN)

static atomic_t module_holders = ATOMIC_INIT(0);
static DECLARE_WAIT_QUEUE_HEAD(no_holders);

/*
 * Returns the offset of the next part of a request, and adds the part to @size.
 */
static u32 place_part(u32 *size, u32 bytes)
{
	u32 off = ALIGN(*size, DMA_ALIGN);

	*size = off + bytes;
	return off;
}

/**
 * cryptodev_request_layout() - set the offsets of a session's requests
 * @ses: the session, not visible to other threads yet
 * @cipher_size: bytes of the cipher's or AEAD's transform request, 0 for none
 * @hash_size: bytes of the hash's transform request, 0 for none
 *
 * Never sleeps.
 */
void cryptodev_request_layout(struct cryptodev_session *ses, u32 cipher_size,
			      u32 hash_size)
{
	u32 size = sizeof(struct cryptodev_request);

	ses->cipher_off = place_part(&size, cipher_size);
	ses->hash_off = place_part(&size, hash_size);
	ses->iv_off = place_part(&size, CRYPTODEV_IV_MAX);
	ses->digest_off = place_part(&size, HASH_MAX_LEN);
	/*
	 * kmalloc() aligns a power of two to its size, which aligns each part
	 * too.
	 */
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
 * cryptodev_request_get_other() - out-of-line part of cryptodev_request_get()
 * @ses: the session, whose spare of this CPU is in use
 *
 * May sleep.
 *
 * Return: as cryptodev_request_get().
 */
struct cryptodev_request *
cryptodev_request_get_other(struct cryptodev_session *ses)
{
	struct cryptodev_request *req;
	unsigned int i;

	for (i = 0; i < CRYPTODEV_SPARES; i++) {
		req = xchg(&ses->spare[i], NULL);
		if (req)
			return req;
	}
	return request_alloc(ses);
}

static void nothing_to_free(struct cryptodev_session *ses)
{
}

/**
 * cryptodev_request_detached() - a request that only carries a result
 *
 * Its session is its own and has no transform. May sleep.
 *
 * Return: the request, which the caller puts, or NULL if there is no memory.
 */
struct cryptodev_request *cryptodev_request_detached(void)
{
	static const struct cryptodev_session_ops ops = {
		.free = nothing_to_free,
	};
	struct cryptodev_session *ses = cryptodev_session_alloc();
	struct cryptodev_request *req;

	if (!ses)
		return NULL;
	ses->ops = &ops;
	cryptodev_request_layout(ses, 0, 0);
	req = request_alloc(ses);
	if (!req)
		cryptodev_session_put(ses);
	return req;
}

/**
 * cryptodev_request_release() - release the mappings and held outputs
 * @req: a request that no driver holds; no longer counts as admitted
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
 * cryptodev_request_free() - free a request without mappings
 * @req: a spare request, or one that cannot be kept as a spare
 *
 * May sleep.
 */
void cryptodev_request_free(struct cryptodev_request *req)
{
	zc_free(&req->map);
	kfree(req->chacha_rest);
	kfree(req->given);
	kfree_sensitive(req);
}

static int process_message(struct cryptodev_request *req)
{
	const struct cryptodev_session_ops *ops = req->ses->ops;
	int (*process)(struct cryptodev_request *req);

	process = ops->crypt ?: ops->auth ?: ops->pubkey ?:
		  ops->compress ?: ops->random;
	return process(req);
}

static int process_record(struct cryptodev_request *req)
{
	const struct cryptodev_session_ops *ops = req->ses->ops;

	return ops->record ? ops->record(req) :
			     cryptodev_reject(-EOPNOTSUPP, "no records");
}

/**
 * cryptodev_request_process() - process a request
 * @req: the request, after cryptodev_request_begin()
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EOPNOTSUPP if the session cannot process
 * such a request; -EIOCBQUEUED for a queued request that the driver has not
 * completed.
 */
int cryptodev_request_process(struct cryptodev_request *req)
{
	return unlikely(cryptodev_request_is_record(req)) ?
		process_record(req) : process_message(req);
}

/**
 * cryptodev_request_run() - process a request and wait for its result
 * @req: the request, @req->op filled in
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EOPNOTSUPP if the session cannot process
 * such a request; -EACCES or -EBUSY as cryptodev_request_admit().
 */
__flatten int cryptodev_request_run(struct cryptodev_request *req)
{
	u32 pages = unlikely(req->ses->gated) ?
		cryptodev_request_pages(req) : 0;
	int err = cryptodev_request_begin(req, pages);

	if (unlikely(err))
		return err;
	err = cryptodev_request_process(req);
	cryptodev_request_end(req, err);
	return err;
}

static void find_slot_or_free(struct cryptodev_request *req, unsigned int slot)
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
 * No task reads the output: text that did not verify must not stay there, and
 * unpinning the output must not wait for a page lock.
 */
static void discard_output(struct cryptodev_request *req)
{
	if (req->err)
		zc_discard(&req->map);
	req->err = 0;
	zc_forsake(&req->map);
}

/**
 * cryptodev_request_forsake() - release a request whose result is not needed
 * @req: a request that its driver has completed
 *
 * May sleep, but waits for nothing that a user controls, so that one workqueue
 * can do it for all users.
 */
void cryptodev_request_forsake(struct cryptodev_request *req)
{
	discard_output(req);
	cryptodev_request_release(req);
}

/**
 * cryptodev_request_hold_module() - block unloading until a request is freed
 * For a request that may outlive its open file. Unloading waits until
 * cryptodev_request_drop_module(). Runs in any context.
 */
void cryptodev_request_hold_module(void)
{
	atomic_inc(&module_holders);
}

/**
 * cryptodev_request_drop_module() - undo cryptodev_request_hold_module()
 * Runs in any context. The module may be unloaded after this call.
 */
void cryptodev_request_drop_module(void)
{
	if (atomic_dec_and_test(&module_holders))
		wake_up_all(&no_holders);
}

static void orphan_free(struct work_struct *work)
{
	struct cryptodev_request *req =
		container_of(work, struct cryptodev_request, work);
	struct cryptodev_session *ses = req->ses;

	cryptodev_coverage_start(&req->coverage);
	cryptodev_request_forsake(req);
	cryptodev_request_free(req);
	cryptodev_session_put(ses);
	cryptodev_coverage_stop();
	cryptodev_request_drop_module();
}

/* Returns true if the driver still processes the request, and will free it. */
static bool orphan_request(struct cryptodev_request *req)
{
	/* No driver writes to these outputs. */
	zc_out_release(&req->iv_out);
	zc_out_release(&req->mac_out);
	cryptodev_request_hold_module();
	if (atomic_cmpxchg(&req->state, CRYPTODEV_REQ_LEFT,
			   CRYPTODEV_REQ_ORPHAN) == CRYPTODEV_REQ_LEFT)
		return true;
	/* The driver has completed the request since then. */
	cryptodev_request_drop_module();
	discard_output(req);
	atomic_set(&req->state, CRYPTODEV_REQ_IDLE);
	return false;
}

/**
 * cryptodev_request_put() - return a request to its session
 * @req: the request, from cryptodev_request_get()
 *
 * Releases mappings and held outputs, returns the request to its session's
 * spares and drops its reference to the session. If a driver still processes
 * the request, its callback does all this. May sleep.
 */
__flatten void cryptodev_request_put(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;
	unsigned int slot;

	if (unlikely(cryptodev_request_left(req)) && orphan_request(req))
		return;
	cryptodev_request_release(req);
	slot = cryptodev_request_slot();
	if (unlikely(cmpxchg(&ses->spare[slot], NULL, req)))
		find_slot_or_free(req, slot);
	cryptodev_session_put(ses);
}

static void driver_completed(struct cryptodev_request *req, int err)
{
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
 * cryptodev_request_done() - completion callback of all transform requests
 * @arg: the request, in the form in which this kernel passes it
 * @err: 0 or the transform's error
 *
 * Runs in any context.
 */
void cryptodev_request_done(cryptodev_done_arg_t arg, int err)
{
	struct cryptodev_request *req = cryptodev_done_data(arg);

	/*
	 * The request has left the driver's backlog. A second call completes
	 * it.
	 */
	if (err == -EINPROGRESS)
		return;
	cryptodev_coverage_start_callback(&req->coverage);
	driver_completed(req, err);
	cryptodev_coverage_stop_callback();
}

/**
 * cryptodev_request_wait_slow() - wait until the driver completes a request
 * @req: a request whose transform is in progress
 *
 * Sleeps until the driver completes the request or the task is killed. Does not
 * wait for a queued request.
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
		/*
		 * The driver has just completed the request: its callback wakes
		 * this task.
		 */
		wait_for_completion(&req->done);
	}
	atomic_set(&req->state, CRYPTODEV_REQ_IDLE);
	return req->err;
}

/**
 * cryptodev_requests_exit() - wait for all requests that hold the module
 * Called at unload, when no file is open, so that no request is added. May
 * sleep.
 */
void cryptodev_requests_exit(void)
{
	wait_event(no_holders, !atomic_read(&module_holders));
	/* A driver's callback may not have returned yet. */
	synchronize_rcu();
}
