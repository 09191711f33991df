// SPDX-License-Identifier: GPL-2.0
/*
 * Ciphers, on skcipher transforms of the kernel crypto API. Cuts long messages
 * into pieces (pieces.h), and keeps the IV that an operation leaves for the
 * next one.
 */
#include <crypto/skcipher.h>

#include "crypto/pieces.h"
#include "crypto/transforms.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * cryptodev_cipher_init() - allocate the transform of a session's cipher
 * @ses: the session, not visible to other threads yet; its @cipher_alg is set
 * @params: parameters of the session, with the key
 *
 * May sleep and load modules. On failure, cryptodev_cipher_free() frees the
 * partial result.
 *
 * Return: 0, -EINVAL for a key that the transform does not accept, -ENOENT,
 * -ENOMEM, -EINTR, or the driver's error.
 */
int cryptodev_cipher_init(struct cryptodev_session *ses,
			  const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = ses->cipher_alg;
	struct crypto_skcipher *tfm;

	tfm = cryptodev_alloc_skcipher(alg->name, params->recipe.driver,
				       params->driver_name);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	ses->skcipher = tfm;
	cryptodev_session_set_tfms(ses, crypto_skcipher_tfm(tfm), NULL);
	cryptodev_request_layout(ses, sizeof(struct skcipher_request) +
				 crypto_skcipher_reqsize(tfm), 0);
	return crypto_skcipher_setkey(tfm, params->key, params->keylen);
}

/**
 * cryptodev_cipher_free() - free the transform of a session's cipher
 * @ses: the session, which may not have the transform yet
 *
 * May sleep.
 */
void cryptodev_cipher_free(struct cryptodev_session *ses)
{
	crypto_free_skcipher(ses->skcipher);
}

/* Copies an IV. Only modes that do not chain have a long one. */
static void copy_iv(u8 *to, const u8 *from, u32 iv_len)
{
	memcpy(to, from, CRYPTODEV_CHAIN_IV_MAX);
	if (unlikely(iv_len > CRYPTODEV_CHAIN_IV_MAX))
		memcpy(to + CRYPTODEV_CHAIN_IV_MAX,
		       from + CRYPTODEV_CHAIN_IV_MAX,
		       CRYPTODEV_IV_MAX - CRYPTODEV_CHAIN_IV_MAX);
}

/* Loads the IV: from the caller, as it is lent, or as the last operation left it. */
static int cipher_load_iv(struct cryptodev_request *req, u32 iv_len)
{
	struct cryptodev_session *ses = req->ses;

	if (likely(req->op.iv)) {
		int err = cryptodev_read_iv(req, iv_len);

		if (err)
			return err;
	} else if (unlikely(req->op.flags & CRYPTODEV_OP_LENT_IV)) {
		copy_iv(req->iv, req->iv_given, iv_len);
	} else {
		spin_lock(&ses->iv_lock);
		copy_iv(req->iv, ses->iv, iv_len);
		spin_unlock(&ses->iv_lock);
	}
	copy_iv(req->iv_given, req->iv, iv_len);
	return 0;
}

/*
 * Longest message whose output overlaps the end of its input, in bytes. Such a
 * message is processed in one piece, in a kernel buffer.
 */
#define OVERLAP_MAX	SZ_1M

/* Bytes of a piece: the whole message if it cannot be cut. */
static int choose_piece(const struct cryptodev_request *req, u32 *piece)
{
	const struct cryptodev_op *op = &req->op;
	u32 max = U32_MAX;

	*piece = op->len;
	if (unlikely(!req->ses->cipher_alg->chains))
		max = READ_ONCE(cryptodev_max_request_bytes);
	else if (unlikely(cryptodev_runs_ahead(op)))
		max = min_t(u32, OVERLAP_MAX,
			    READ_ONCE(cryptodev_max_request_bytes));
	else
		*piece = CRYPTODEV_PIECE;
	if (unlikely(op->len > max))
		return cryptodev_reject(-E2BIG,
					"%u bytes are too many for a piece",
					op->len);
	return 0;
}

/**
 * cryptodev_cipher_begin() - check a cipher operation and load its IV
 * @req: the request
 * @piece: out: bytes of a piece
 *
 * May sleep and fault.
 *
 * Return: 0, -EINVAL for a length that is not whole blocks, -E2BIG, -EFAULT, or
 * -EINTR.
 */
int cryptodev_cipher_begin(struct cryptodev_request *req, u32 *piece)
{
	const struct cryptodev_alg *alg = req->ses->cipher_alg;
	const struct cryptodev_op *op = &req->op;
	int err;

	if (unlikely(op->len & (alg->block - 1)))
		return cryptodev_reject(-EINVAL,
					"%u bytes are not whole blocks of %s",
					op->len, alg->name);
	err = choose_piece(req, piece);
	if (!err && alg->iv_len)
		err = cipher_load_iv(req, alg->iv_len);
	if (!err && unlikely(op->len > *piece))
		err = cryptodev_pieces_check(req);
	return err;
}

/* The IV as an output: its address, its bytes and where they are now. */
struct iv_output {
	void __user *addr;
	const u8 *iv;
	u32 len;
};

/*
 * WRITE_IV writes the IV for the next operation. A cipher that does not chain
 * leaves its IV unchanged. IV_OUT writes the IV that the program or the kernel
 * has chosen.
 */
static struct iv_output get_iv_output(const struct cryptodev_request *req)
{
	const struct cryptodev_session *ses = req->ses;
	const struct cryptodev_op *op = &req->op;

	if (op->flags & CRYPTODEV_OP_IV_OUT)
		return (struct iv_output) {
			op->iv_out, req->iv_given + ses->iv_at, ses->iv_len
		};
	return (struct iv_output) {
		op->iv, ses->cipher_alg->chains ? req->iv : req->iv_given,
		ses->iv_len
	};
}

static bool writes_iv(const struct cryptodev_request *req)
{
	return (req->op.flags &
		(CRYPTODEV_OP_WRITE_IV | CRYPTODEV_OP_IV_OUT)) &&
	       get_iv_output(req).addr && get_iv_output(req).len;
}

/**
 * cryptodev_cipher_hold_iv() - make sure that an IV can be written with the output
 * @req: the request, after cryptodev_cipher_begin()
 *
 * An operation that writes the IV has two outputs, and writes neither unless
 * both can be written. If the transform writes to the caller's pages, the
 * address of the IV is held before it runs. Otherwise the IV is written after
 * the transform and before the output, and restored if the output fails; this
 * costs a tenth of holding. The IV of a queued request is written when its
 * result is fetched; here its address is only checked. May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_cipher_hold_iv(struct cryptodev_request *req)
{
	bool restorable = !(req->op.flags & CRYPTODEV_OP_IV_OUT);
	struct iv_output out;

	if (likely(!writes_iv(req)))
		return 0;
	out = get_iv_output(req);
	if (req->async.waitless)
		return cryptodev_request_check_out(req, out.addr, out.len);
	if ((req->map.mode == ZC_COPY && restorable) ||
	    zc_out_is_held(&req->iv_out))
		return 0;
	return zc_out_hold(&req->iv_out, out.addr, out.len);
}

static int put_iv(struct cryptodev_request *req)
{
	struct iv_output out = get_iv_output(req);
	int err;

	if (zc_out_is_held(&req->iv_out))
		return 0;
	err = zc_put(out.addr, out.iv, out.len);
	req->iv_written = !err;
	return err;
}

static void restore_iv(struct cryptodev_request *req)
{
	if (req->iv_written && !(req->op.flags & CRYPTODEV_OP_IV_OUT))
		zc_put(req->op.iv, req->iv_given, req->ses->iv_len);
	req->iv_written = false;
}

/**
 * cryptodev_cipher_submit() - submit one transform request and wait for it
 * @req: the request, its IV loaded
 * @src: input
 * @dst: output; may be @src
 * @len: bytes of input and output
 *
 * Leaves the IV for the next piece in @req->iv. May sleep.
 *
 * Return: 0, the driver's error, -EIOCBQUEUED for a queued request that the
 * driver has not completed, or -EINTR if the task is being killed.
 */
int cryptodev_cipher_submit(struct cryptodev_request *req,
			    struct scatterlist *src, struct scatterlist *dst,
			    u32 len)
{
	struct skcipher_request *sreq = req->cipher;
	int err;

	skcipher_request_set_tfm(sreq, req->ses->skcipher);
	skcipher_request_set_callback(sreq, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG,
				      cryptodev_request_done, req);
	skcipher_request_set_crypt(sreq, src, dst, len, req->iv);
	err = req->op.flags & CRYPTODEV_OP_DECRYPT ?
		crypto_skcipher_decrypt(sreq) : crypto_skcipher_encrypt(sreq);
	return cryptodev_request_wait(req, err);
}

/**
 * cryptodev_cipher_run() - encrypt or decrypt
 * @req: the request, its IV loaded
 * @src: input
 * @dst: output; may be @src
 * @len: bytes
 *
 * Leaves the IV for what follows in @req->iv. May sleep.
 *
 * Return: 0, the driver's error, -ENOMEM, or -EINTR if the task is being killed.
 */
int cryptodev_cipher_run(struct cryptodev_request *req, struct scatterlist *src,
			 struct scatterlist *dst, u32 len)
{
	if (unlikely(req->ses->cipher_alg->counter64))
		return cryptodev_chacha_run(req, src, dst, len);
	return cryptodev_cipher_submit(req, src, dst, len);
}

/**
 * cryptodev_cipher_transform() - encrypt or decrypt the mapped piece
 * @req: the request, its IV loaded, its piece mapped
 * @len: bytes of the piece
 *
 * Leaves the IV for the next piece in @req->iv. May sleep and fault.
 *
 * Return: 0, the driver's error, -EFAULT if the IV cannot be written,
 * -EIOCBQUEUED for a queued request that the driver has not completed, or
 * -EINTR if the task is being killed.
 */
int cryptodev_cipher_transform(struct cryptodev_request *req, u32 len)
{
	int err = cryptodev_cipher_hold_iv(req);

	if (err)
		return err;
	err = cryptodev_cipher_run(req, req->map.src, req->map.dst, len);
	if (!err && unlikely(writes_iv(req)))
		err = put_iv(req);
	return err;
}

static int finish_write_iv(struct cryptodev_request *req)
{
	int err = 0;

	if (zc_out_is_held(&req->iv_out))
		err = zc_out_store(&req->iv_out, get_iv_output(req).iv);
	/* No transform has run for an empty message. */
	else if (!req->iv_written)
		err = put_iv(req);
	req->iv_written = false;
	return err;
}

/**
 * cryptodev_cipher_end() - keep the IV for the next operation
 * @req: a request, after cryptodev_cipher_begin()
 * @err: 0, or the error of processing the request since then
 *
 * With WRITE_IV, also writes the IV to the caller. On an error, keeps no IV and
 * restores the caller's. May sleep and fault.
 *
 * Return: @err if it is not 0; else 0 or -EFAULT.
 */
int cryptodev_cipher_end(struct cryptodev_request *req, int err)
{
	struct cryptodev_session *ses = req->ses;

	if (unlikely(writes_iv(req))) {
		if (err)
			restore_iv(req);
		else
			err = finish_write_iv(req);
	}
	if (unlikely(err) || !ses->cipher_alg->iv_len)
		return err;
	cryptodev_cipher_keep_iv(ses, req);
	return 0;
}

/**
 * cryptodev_cipher_take_iv() - load the IV of a record or packet
 * @req: the request
 *
 * Neither uses nor changes the IV that the session's last operation left. With
 * WRITE_IV, holds its address for cryptodev_cipher_give_iv(). May sleep and
 * fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_cipher_take_iv(struct cryptodev_request *req)
{
	u32 iv_len = req->ses->cipher_alg->iv_len;

	if (cryptodev_read_user(req->iv, req->op.iv, iv_len))
		return cryptodev_reject(-EFAULT, "IV is not readable");
	return writes_iv(req) ?
		zc_out_hold(&req->iv_out, req->op.iv, iv_len) : 0;
}

/**
 * cryptodev_cipher_give_iv() - with WRITE_IV, write the next IV
 * @req: a request that has succeeded, of a cipher that chains
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_cipher_give_iv(struct cryptodev_request *req)
{
	return zc_out_is_held(&req->iv_out) ?
		zc_out_store(&req->iv_out, req->iv) : 0;
}

static int cipher_finish(struct cryptodev_request *req, int err)
{
	if (!err && writes_iv(req))
		err = put_iv(req);
	if (!err)
		err = zc_finish(&req->map);
	return cryptodev_cipher_end(req, err);
}

/**
 * cryptodev_cipher_crypt() - encrypt or decrypt a message
 * @req: the request, on a session of a cipher alone
 *
 * All of it is in line: for a block or two, calls are a tenth of the cost. May
 * sleep and fault.
 *
 * Return: 0, -EINVAL, -E2BIG, -EFAULT, -ENOMEM, -EINTR, or the driver's error.
 */
__flatten int cryptodev_cipher_crypt(struct cryptodev_request *req)
{
	u32 piece;
	int err;

	err = cryptodev_cipher_begin(req, &piece);
	if (unlikely(err))
		return err;
	err = cryptodev_pieces_run(req, piece, true,
				   cryptodev_cipher_transform);
	return cryptodev_cipher_end(req, err);
}

const struct cryptodev_session_ops cryptodev_cipher_ops = {
	.init = cryptodev_cipher_init,
	.free = cryptodev_cipher_free,
	.crypt = cryptodev_cipher_crypt,
	.finish = cipher_finish,
	.scatters = true,
};
