// SPDX-License-Identifier: GPL-2.0
/*
 * Ciphers, on skcipher transforms.
 */
#include <crypto/skcipher.h>

#include "crypto/kinds.h"
#include "crypto/pieces.h"
#include "reject.h"
#include "user-copy.h"

/* The IV that this operation starts with: the caller's, or the one left. */
static int load_iv(struct cryptodev_request *req, u32 iv_len)
{
	struct cryptodev_session *ses = req->ses;

	if (likely(req->op.iv)) {
		if (cryptodev_read_user(req->iv, req->op.iv, iv_len))
			return cryptodev_reject(-EFAULT, "IV is not readable");
	} else {
		spin_lock(&ses->iv_lock);
		memcpy(req->iv, ses->iv, CRYPTODEV_IV_MAX);
		spin_unlock(&ses->iv_lock);
	}
	if (unlikely(!ses->cipher_alg->chains))
		memcpy(req->iv_given, req->iv, CRYPTODEV_IV_MAX);
	return 0;
}

/* How much may be worked at once; the whole if the message cannot be cut. */
static int choose_piece(const struct cryptodev_request *req, u32 *piece)
{
	const struct cryptodev_op *op = &req->op;
	bool cut = req->ses->cipher_alg->chains;

	/* An output that runs ahead of its input would overwrite the rest. */
	if (unlikely(op->len > CRYPTODEV_PIECE) && op->dst > op->src &&
	    zc_overlap(op->src, op->len, op->dst, op->len))
		cut = false;
	*piece = cut ? CRYPTODEV_PIECE : op->len;
	if (!cut && op->len > READ_ONCE(cryptodev_max_request_bytes))
		return cryptodev_reject(-E2BIG, "%u bytes in one piece",
					op->len);
	return 0;
}

/**
 * cryptodev_cipher_begin() - check a cipher operation and load its IV
 * @req: the request
 * @piece: out: bytes that may be worked at once
 *
 * With WRITE_IV, holds the place where the IV goes. May sleep and fault.
 *
 * Return: 0, -EINVAL for a length that is not whole blocks, -E2BIG, -EFAULT,
 * -EINTR.
 */
int cryptodev_cipher_begin(struct cryptodev_request *req, u32 *piece)
{
	const struct cryptodev_alg *alg = req->ses->cipher_alg;
	const struct cryptodev_op *op = &req->op;
	int err;

	if (unlikely(op->len & (alg->block - 1)))
		return cryptodev_reject(-EINVAL, "%u bytes are not whole blocks of %s",
					op->len, alg->name);
	err = choose_piece(req, piece);
	if (!err && alg->iv_len)
		err = load_iv(req, alg->iv_len);
	if (!err && unlikely(op->len > *piece))
		err = cryptodev_pieces_check(op);
	if (!err && (op->flags & CRYPTODEV_OP_WRITE_IV) && op->iv &&
	    alg->iv_len)
		err = zc_out_hold(&req->iv_out, op->iv, alg->iv_len);
	return err;
}

/**
 * cryptodev_cipher_transform() - encrypt or decrypt what is mapped
 * @req: the request, its IV loaded, its map made
 * @len: bytes
 *
 * Leaves the IV for the next piece in @req->iv. May sleep.
 *
 * Return: 0, the driver's error, or -EINTR if the task is being killed.
 */
int cryptodev_cipher_transform(struct cryptodev_request *req, u32 len)
{
	struct skcipher_request *sreq = req->cipher;
	int err;

	skcipher_request_set_tfm(sreq, req->ses->skcipher);
	skcipher_request_set_callback(sreq, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG,
				      cryptodev_request_done, req);
	skcipher_request_set_crypt(sreq, req->map.src, req->map.dst, len,
				   req->iv);
	err = req->op.flags & CRYPTODEV_OP_DECRYPT ?
		crypto_skcipher_decrypt(sreq) : crypto_skcipher_encrypt(sreq);
	return cryptodev_request_wait(req, err);
}

/**
 * cryptodev_cipher_end() - leave the IV for the next operation
 * @req: a request that has succeeded
 *
 * With WRITE_IV, writes it to the caller too.
 */
void cryptodev_cipher_end(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;
	const struct cryptodev_alg *alg = ses->cipher_alg;
	const u8 *iv = alg->chains ? req->iv : req->iv_given;

	if (!alg->iv_len)
		return;
	spin_lock(&ses->iv_lock);
	memcpy(ses->iv, iv, CRYPTODEV_IV_MAX);
	spin_unlock(&ses->iv_lock);
	if (req->iv_out.nr)
		zc_out_store(&req->iv_out, iv);
}

/* All of it in line: for a block or two, calls are a tenth of the cost. */
static __flatten int cipher_crypt(struct cryptodev_request *req)
{
	u32 piece;
	int err;

	err = cryptodev_cipher_begin(req, &piece);
	if (!err)
		err = cryptodev_pieces_run(req, piece, true,
					   cryptodev_cipher_transform);
	if (!err)
		cryptodev_cipher_end(req);
	return err;
}

const struct cryptodev_session_ops cryptodev_cipher_ops = {
	.crypt = cipher_crypt,
};
