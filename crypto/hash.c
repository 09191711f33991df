// SPDX-License-Identifier: GPL-2.0
/*
 * Hashes and MACs, on ahash transforms of the kernel crypto API.
 *
 * A running hash is kept as the state that the transform exports, not as a
 * transform request in progress. An update imports the state, adds its data,
 * and exports the next state. So a failed or abandoned update leaves the state
 * unchanged, and copying a running hash is copying bytes.
 */
#include <crypto/cryptodev.h>
#include <crypto/hash.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "crypto/pieces.h"
#include "crypto/transforms.h"
#include "zc/reject.h"

static int alloc_states(struct cryptodev_session *ses)
{
	unsigned int i, size = crypto_ahash_statesize(ses->ahash);

	for (i = 0; i < ARRAY_SIZE(ses->running.state); i++) {
		ses->running.state[i] = kzalloc(size, GFP_KERNEL_ACCOUNT);
		if (!ses->running.state[i])
			return -ENOMEM;
	}
	return 0;
}

/**
 * cryptodev_hash_init() - allocate the transform of a session's hash
 * @ses: the session, not visible to other threads yet; its @hash_alg is set
 * @params: parameters of the session, with the key of a MAC
 *
 * May sleep and load modules. On failure, cryptodev_hash_free() frees the
 * partial result.
 *
 * Return: 0, -EINVAL for a key that the transform does not accept, -ENOENT,
 * -ENOMEM, -EINTR, or the driver's error.
 */
int cryptodev_hash_init(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = ses->hash_alg;
	struct crypto_ahash *tfm;
	int err;

	tfm = alg->own ?
		cryptodev_alloc_own_ahash(alg->name, params->recipe.driver,
					  params->driver_name) :
		cryptodev_alloc_ahash(alg->name, params->recipe.driver,
				      params->driver_name);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	ses->ahash = tfm;
	ses->digest_len = alg->digest_len;
	cryptodev_session_set_tfms(ses, NULL, crypto_ahash_tfm(tfm));
	cryptodev_request_layout(ses, 0, sizeof(struct ahash_request) +
				 crypto_ahash_reqsize(tfm));
	err = alloc_states(ses);
	if (err || alg->kind == CRYPTODEV_HASH)
		return err;
	if (alg->optional_key && !params->mackeylen)
		return 0;
	return crypto_ahash_setkey(tfm, params->mackey, params->mackeylen);
}

/**
 * cryptodev_hash_free() - free a session's hash transform and running hash
 * @ses: the session, which may not have them yet
 *
 * May sleep.
 */
void cryptodev_hash_free(struct cryptodev_session *ses)
{
	unsigned int i;

	crypto_free_ahash(ses->ahash);
	for (i = 0; i < ARRAY_SIZE(ses->running.state); i++)
		kfree_sensitive(ses->running.state[i]);
}

static bool uses_running_hash(const struct cryptodev_op *op)
{
	return op->flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL);
}

/**
 * cryptodev_hash_emits() - does an operation end with a digest?
 * @op: an operation of a session with a hash
 *
 * Return: false for an update that only feeds the running hash.
 */
bool cryptodev_hash_emits(const struct cryptodev_op *op)
{
	return !uses_running_hash(op) || (op->flags & CRYPTODEV_OP_FINAL) ||
	       !op->len;
}

static void hash_set_callback(struct cryptodev_request *req)
{
	ahash_request_set_tfm(req->hash, req->ses->ahash);
	ahash_request_set_callback(req->hash, CRYPTO_TFM_REQ_MAY_SLEEP |
				   CRYPTO_TFM_REQ_MAY_BACKLOG,
				   cryptodev_request_done, req);
}

static int hash_restart(struct cryptodev_request *req)
{
	return cryptodev_request_wait(req, crypto_ahash_init(req->hash));
}

static int hash_resume(struct cryptodev_request *req)
{
	struct cryptodev_running_hash *run = &req->ses->running;

	if (!run->live || (req->op.flags & CRYPTODEV_OP_RESET))
		return hash_restart(req);
	return crypto_ahash_import(req->hash, run->state[run->current_state]);
}

/**
 * cryptodev_hash_begin() - start a hash, or resume the running hash
 * @req: the request
 *
 * May sleep. For a running hash, takes the session's lock, which
 * cryptodev_hash_end() releases.
 *
 * Return: 0, and the caller must call cryptodev_hash_end(). On an error it must
 * not: the driver's error, or -EINTR if the task is being killed.
 */
int cryptodev_hash_begin(struct cryptodev_request *req)
{
	struct cryptodev_running_hash *run = &req->ses->running;
	int err;

	hash_set_callback(req);
	if (!uses_running_hash(&req->op))
		return hash_restart(req);
	if (mutex_lock_killable(&run->lock))
		return -EINTR;
	err = hash_resume(req);
	if (err)
		mutex_unlock(&run->lock);
	return err;
}

/**
 * cryptodev_hash_feed() - add data to a hash
 * @req: the request, after cryptodev_hash_begin()
 * @sg: the data
 * @len: bytes of data
 *
 * May sleep.
 *
 * Return: 0, the driver's error, or -EINTR if the task is being killed.
 */
int cryptodev_hash_feed(struct cryptodev_request *req, struct scatterlist *sg,
			u32 len)
{
	ahash_request_set_crypt(req->hash, sg, NULL, len);
	return cryptodev_request_wait(req, crypto_ahash_update(req->hash));
}

/**
 * cryptodev_hash_digest() - compute the digest of a whole message
 * @req: the request; the digest is written to @req->digest
 * @sg: the message
 * @len: bytes of the message
 *
 * May sleep.
 *
 * Return: 0, the driver's error, -EIOCBQUEUED for a queued request that the
 * driver has not completed, or -EINTR if the task is being killed.
 */
int cryptodev_hash_digest(struct cryptodev_request *req, struct scatterlist *sg,
			  u32 len)
{
	hash_set_callback(req);
	ahash_request_set_crypt(req->hash, sg, req->digest, len);
	return cryptodev_request_wait(req, crypto_ahash_digest(req->hash));
}

/**
 * cryptodev_hash_compare() - compare the digest with the caller's
 * @req: the request, with its digest; the expected one is at @req->op.mac
 * @len: bytes to compare, from the start
 *
 * Compares in constant time. May sleep and fault.
 *
 * Return: 0, -EBADMSG if the digests differ, or -EFAULT.
 */
int cryptodev_hash_compare(struct cryptodev_request *req, u32 len)
{
	u8 expected[HASH_MAX_LEN];

	if (copy_from_user(expected, req->op.mac, len))
		return cryptodev_reject(-EFAULT, "digest is not readable");
	if (crypto_memneq(expected, req->digest, len))
		return cryptodev_reject(-EBADMSG, "digest differs");
	return 0;
}

/* Copies the digest to the caller, or compares it with the caller's. */
static int put_digest(struct cryptodev_request *req)
{
	int err;

	/* First: a mac that is missing must not pass for one that verifies. */
	if (unlikely(req->op.flags & CRYPTODEV_OP_VERIFY))
		return cryptodev_hash_compare(req, req->ses->digest_len);
	if (unlikely(req->op.flags & CRYPTODEV_OP_NO_MAC))
		return 0;
	err = zc_out_is_held(&req->mac_out) ?
		zc_out_store(&req->mac_out, req->digest) :
		zc_put(req->op.mac, req->digest, req->ses->digest_len);
	if (err)
		return cryptodev_reject(-EFAULT, "digest is not writable");
	return 0;
}

static int hash_final(struct cryptodev_request *req)
{
	ahash_request_set_crypt(req->hash, NULL, req->digest, 0);
	return cryptodev_request_wait(req, crypto_ahash_final(req->hash));
}

/*
 * A message outside the running hash may have RESET, which drops the running
 * hash.
 */
static int reset_running(struct cryptodev_request *req)
{
	struct cryptodev_running_hash *run = &req->ses->running;

	if (likely(!(req->op.flags & CRYPTODEV_OP_RESET)))
		return 0;
	if (mutex_lock_killable(&run->lock))
		return -EINTR;
	run->live = false;
	mutex_unlock(&run->lock);
	return 0;
}

/*
 * Exports the next state. cryptodev_hash_conclude() then makes it the current one.
 */
static int export_state(struct cryptodev_request *req)
{
	struct cryptodev_running_hash *run = &req->ses->running;
	int err;

	err = crypto_ahash_export(req->hash, run->state[!run->current_state]);
	/*
	 * checkpatch warns about ENOSYS, but a driver without export returns
	 * it.
	 */
	if (err == -ENOSYS)
		return cryptodev_reject(-EOPNOTSUPP, "driver keeps no state");
	return err;
}

/**
 * cryptodev_hash_complete() - compute the digest, or the next state
 * @req: a request, after cryptodev_hash_begin(), with all its data
 *
 * The driver's last step, which cryptodev_hash_conclude() follows. May sleep.
 *
 * Return: 0, -EOPNOTSUPP, the driver's error, or -EINTR if the task is being
 * killed.
 */
int cryptodev_hash_complete(struct cryptodev_request *req)
{
	return cryptodev_hash_emits(&req->op) ? hash_final(req) :
						export_state(req);
}

/**
 * cryptodev_hash_conclude() - return the digest, or keep the state
 * @req: a request, after cryptodev_hash_begin()
 * @err: 0 after cryptodev_hash_complete(), or the error of processing the request
 *
 * May sleep and fault. Releases the session's lock. The running hash changes
 * only on success.
 *
 * Return: @err if it is not 0; else 0, -EFAULT, -EBADMSG or -EINTR.
 */
int cryptodev_hash_conclude(struct cryptodev_request *req, int err)
{
	struct cryptodev_running_hash *run = &req->ses->running;
	bool emits = cryptodev_hash_emits(&req->op);

	if (!err && emits)
		err = put_digest(req);
	if (!uses_running_hash(&req->op))
		return err ?: reset_running(req);
	if (!err) {
		run->live = !emits;
		if (!emits)
			run->current_state ^= 1;
	}
	mutex_unlock(&run->lock);
	return err;
}

/**
 * cryptodev_hash_end() - complete a hash, and return the digest or keep the state
 * @req: a request, after cryptodev_hash_begin()
 * @err: 0, or the error of processing the request since then
 *
 * May sleep and fault. Releases the session's lock.
 *
 * Return: as cryptodev_hash_complete() and cryptodev_hash_conclude().
 */
int cryptodev_hash_end(struct cryptodev_request *req, int err)
{
	return cryptodev_hash_conclude(req, err ?: cryptodev_hash_complete(req));
}

static int feed_mapped(struct cryptodev_request *req, u32 len)
{
	return cryptodev_hash_feed(req, req->map.src, len);
}

static int digest_mapped(struct cryptodev_request *req, u32 len)
{
	int err;

	err = cryptodev_hash_digest(req, req->map.src, len);
	return err ?: put_digest(req) ?: reset_running(req);
}

/*
 * A whole message in one transform request, the most common case. __flatten
 * makes all of it inline, as in cipher.c.
 */
static __flatten int digest_one_piece(struct cryptodev_request *req)
{
	return cryptodev_piece_run(req, 0, req->op.len, false, digest_mapped);
}

/* With VERIFY, the digest is input. */
static int check_digest_out(struct cryptodev_request *req)
{
	return req->op.flags & (CRYPTODEV_OP_VERIFY | CRYPTODEV_OP_NO_MAC) ? 0 :
		cryptodev_request_check_out(req, req->op.mac,
					    req->ses->digest_len);
}

/* @output of the pieces is true, as for each scattered request. */
static int hash_scattered(struct cryptodev_request *req)
{
	int err;

	if (!uses_running_hash(&req->op) && req->op.len <= CRYPTODEV_PIECE)
		return check_digest_out(req) ?:
		       cryptodev_piece_run(req, 0, req->op.len, true,
					   digest_mapped);
	err = cryptodev_hash_begin(req);
	if (err)
		return err;
	err = cryptodev_pieces_run(req, CRYPTODEV_PIECE, true, feed_mapped);
	return cryptodev_hash_end(req, err);
}

static int hash_crypt(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	if (!(op->flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL |
			   CRYPTODEV_OP_SCATTERED)) &&
	    op->len <= CRYPTODEV_PIECE)
		return check_digest_out(req) ?: digest_one_piece(req);
	if (op->flags & CRYPTODEV_OP_VERIFY && !cryptodev_hash_emits(op))
		return cryptodev_reject(-EINVAL, "no digest to verify");
	if (unlikely(op->flags & CRYPTODEV_OP_SCATTERED))
		return hash_scattered(req);
	err = cryptodev_hash_begin(req);
	if (err)
		return err;
	err = cryptodev_pieces_run(req, CRYPTODEV_PIECE, false, feed_mapped);
	return cryptodev_hash_end(req, err);
}

static int hash_finish(struct cryptodev_request *req, int err)
{
	return err ?: put_digest(req) ?: reset_running(req);
}

const struct cryptodev_session_ops cryptodev_hash_ops = {
	.init = cryptodev_hash_init,
	.free = cryptodev_hash_free,
	.crypt = hash_crypt,
	.finish = hash_finish,
	.scatters = true,
};
