// SPDX-License-Identifier: GPL-2.0
/*
 * Authenticated encryption with associated data, on aead transforms of the
 * kernel crypto API.
 *
 * The kernel needs the associated data before the text in the same scatterlist,
 * and room for it before the output. A driver may write to that room, but the
 * caller's page may be read-only. So associated data is always copied.
 */
#include <crypto/aead.h>

#include "crypto/pieces.h"
#include "crypto/scatter.h"
#include "crypto/transforms.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

static struct crypto_aead *aead_find_tfm(struct cryptodev_session *ses,
					 u32 tag_len)
{
	if (likely(tag_len == ses->tag_len && tag_len >= CRYPTODEV_TAG_MIN))
		return ses->aead->first;
	return cryptodev_aead_extra_tfm(ses, tag_len);
}

/* A GMAC session has its row of the table as a MAC. */
static const struct cryptodev_alg *alg_row(const struct cryptodev_session *ses)
{
	return ses->cipher_alg ?: ses->hash_alg;
}

/* A message to decrypt also contains the tag, unless that is apart. */
static bool holds_tag(const struct cryptodev_op *op)
{
	return (op->flags & (CRYPTODEV_OP_DECRYPT | CRYPTODEV_OP_MAC_APART)) ==
	       CRYPTODEV_OP_DECRYPT;
}

/* The request has other outputs than the text with its tag. */
#define OUTPUTS_APART	(CRYPTODEV_OP_MAC_APART | CRYPTODEV_OP_IV_OUT)

/* Bytes of text. */
static u32 text_len(const struct cryptodev_op *op)
{
	return holds_tag(op) ? op->len - op->tag_len : op->len;
}

/* Loads the IV in the format of the transform. */
static int aead_load_iv(struct cryptodev_request *req)
{
	const struct cryptodev_alg *alg = alg_row(req->ses);
	const struct cryptodev_op *op = &req->op;
	u32 len = op->iv_len ?: req->ses->iv_len;
	int err;

	if (unlikely(alg->ccm && len != alg->iv_len))
		err = cryptodev_ccm_load_nonce(req, len);
	else if (unlikely(len != req->ses->iv_len))
		err = cryptodev_reject(-EINVAL, "IV of %u bytes", len);
	else
		err = cryptodev_read_iv(req, alg->iv_len);
	if (err)
		return err;
	if (unlikely(op->flags & OUTPUTS_APART))
		memcpy(req->iv_given, req->iv, CRYPTODEV_IV_MAX);
	return unlikely(alg->ccm) ?
		cryptodev_ccm_check_block(req->iv, text_len(op)) : 0;
}

/* RFC 4106, section 5: SPI, and a sequence number of 32 or 64 bits. */
static bool is_esp_aad(u32 len)
{
	return len == 8 || len == 12;
}

/* Bytes that the transform treats as associated data. */
static u32 transform_aad_len(const struct cryptodev_alg *alg,
			     const struct cryptodev_op *op, u32 text)
{
	return alg->text_is_aad ? op->aad_len + alg->iv_len + text :
				  op->aad_len;
}

/* Transforms do not copy associated data that is one scatterlist entry. */
static u32 max_aad_len(const struct cryptodev_request *req)
{
	return req->map.io.solid_head ? READ_ONCE(cryptodev_max_request_bytes) :
					READ_ONCE(cryptodev_max_aad_bytes);
}

static int check_lengths(const struct cryptodev_request *req)
{
	const struct cryptodev_alg *alg = alg_row(req->ses);
	const struct cryptodev_op *op = &req->op;
	u32 text = text_len(op);

	if (holds_tag(op) && op->len < op->tag_len)
		return cryptodev_reject(-EINVAL,
					"%u bytes cannot hold a tag of %u",
					op->len, op->tag_len);
	if (unlikely(alg->block && text & (alg->block - 1)))
		return cryptodev_reject(-EINVAL,
					"%u bytes are not whole blocks of %s",
					text, alg->name);
	if (unlikely(alg->esp && !is_esp_aad(op->aad_len)))
		return cryptodev_reject(-EINVAL, "invalid ESP header length %u",
					op->aad_len);
	if (text > READ_ONCE(cryptodev_max_request_bytes) ||
	    transform_aad_len(alg, op, text) > max_aad_len(req))
		return cryptodev_reject(-E2BIG, "%u bytes of AAD or %u of text",
					op->aad_len, text);
	return 0;
}

/* Bytes of the head: associated data and, for ESP, the IV. */
static __always_inline u32 head_len(const struct cryptodev_session *ses,
				    const struct cryptodev_op *op)
{
	const struct cryptodev_alg *alg = alg_row(ses);

	if (unlikely(op->flags & CRYPTODEV_OP_ESN))
		return cryptodev_esn_head_len(ses);
	return op->aad_len + (unlikely(alg->esp) ? alg->iv_len : 0);
}

/* Bytes of the output, with the tag if it belongs there. */
static __always_inline u32 output_len(const struct cryptodev_op *op)
{
	if (unlikely(op->flags & CRYPTODEV_OP_MAC_APART))
		return op->flags & CRYPTODEV_OP_NO_OUTPUT ? 0 : op->len;
	return op->flags & CRYPTODEV_OP_DECRYPT ? op->len - op->tag_len :
						  op->len + op->tag_len;
}

/* The tag_len is known. */
static __always_inline void set_lengths(struct zc_io *io,
					const struct cryptodev_session *ses,
					const struct cryptodev_op *op)
{
	io->head_len = head_len(ses, op);
	io->src_len = op->len;
	io->dst_len = output_len(op);
}

/**
 * cryptodev_aead_is_copied() - is a message copied?
 * @ses: a session with an AEAD
 * @op: the operation, whose lengths may be invalid
 *
 * Never sleeps.
 *
 * Return: true if processing it pins no page of the text.
 */
bool cryptodev_aead_is_copied(const struct cryptodev_session *ses,
			      const struct cryptodev_op *op)
{
	struct cryptodev_op full = *op;
	struct zc_io io;

	if (!full.tag_len)
		full.tag_len = ses->tag_len;
	set_lengths(&io, ses, &full);
	return zc_is_copied(&io);
}

static void set_head(struct cryptodev_request *req)
{
	const struct cryptodev_alg *alg = alg_row(req->ses);
	struct zc_io *io = &req->map.io;

	io->head = req->op.aad;
	/* The request may have been used before, for a sequence number. */
	io->extra_len = 0;
	if (unlikely(alg->esp)) {
		io->extra = req->iv;
		io->extra_len = alg->iv_len;
	}
}

static int aead_transform(struct cryptodev_request *req,
			  struct crypto_aead *tfm)
{
	struct cryptodev_op *op = &req->op;
	bool decrypt = op->flags & CRYPTODEV_OP_DECRYPT;
	bool apart = unlikely(op->flags & CRYPTODEV_OP_MAC_APART);
	struct aead_request *areq = req->cipher;
	u32 len = op->len;
	int err;

	if (apart && decrypt)
		len += op->tag_len;
	aead_request_set_tfm(areq, tfm);
	aead_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				  CRYPTO_TFM_REQ_MAY_BACKLOG,
				  cryptodev_request_done, req);
	aead_request_set_crypt(areq, req->map.src, req->map.dst, len,
			       req->iv);
	aead_request_set_ad(areq, req->map.io.head_len);
	/* Only a tag apart has room in the output. Another one is verified. */
	if (apart && decrypt && cryptodev_computes_tag(req->ses))
		return cryptodev_decrypt_with_tag(req);
	err = decrypt ? crypto_aead_decrypt(areq) : crypto_aead_encrypt(areq);
	return cryptodev_request_wait(req, err);
}

/**
 * cryptodev_aead_finish() - complete a request after its driver
 * @req: the request
 * @err: the driver's error, or 0
 *
 * Copies output to the caller. If decryption failed, wipes the output. May
 * sleep and fault.
 *
 * Return: 0, @err as the error of the call, or -EFAULT.
 */
int cryptodev_aead_finish(struct cryptodev_request *req, int err)
{
	if (likely(!err)) {
		err = zc_finish(&req->map);
		if (unlikely(req->op.flags & OUTPUTS_APART) && !err)
			err = cryptodev_apart_end(req);
		return err;
	}
	if (req->op.flags & CRYPTODEV_OP_DECRYPT)
		zc_discard(&req->map);
	/* The message is too long for the length of its nonce (RFC 3610). */
	return err == -EOVERFLOW ? -E2BIG : err;
}

/* A request with one of these takes begin_special(). */
#define SPECIAL		(OUTPUTS_APART | CRYPTODEV_OP_SCATTERED | CRYPTODEV_OP_ESN)

static noinline int begin_special(struct cryptodev_request *req)
{
	u32 flags = req->op.flags;
	int err = flags & CRYPTODEV_OP_ESN ? cryptodev_esn_begin(req) : 0;

	if (!err && flags & OUTPUTS_APART)
		err = cryptodev_apart_begin(req);
	/* The last step, because the ranges must be mapped after it. */
	if (!err && flags & CRYPTODEV_OP_SCATTERED)
		zc_scatter_piece(&req->map, 0);
	return err;
}

/**
 * cryptodev_aead_auth() - process one AEAD message
 * @req: the request, of a session with an AEAD
 *
 * May sleep and fault.
 *
 * Return: 0; -EBADMSG if the message does not verify, -EKEYEXPIRED if the session
 * must generate no more IVs, -EINVAL, -EFAULT, -E2BIG, -EMFILE, -ENOENT,
 * -ENOMEM, -EINTR, or the driver's error; -EIOCBQUEUED for a queued request that
 * the driver has not completed.
 */
int cryptodev_aead_auth(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	struct zc_io *io = &req->map.io;
	struct crypto_aead *tfm;
	int err;

	if (!op->tag_len)
		op->tag_len = req->ses->tag_len;
	tfm = aead_find_tfm(req->ses, op->tag_len);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	err = check_lengths(req) ?: aead_load_iv(req);
	if (err)
		return err;

	io->tail_len = 0;
	set_lengths(io, req->ses, op);
	op->out_len = io->dst_len;
	set_head(req);
	io->src = op->src;
	io->dst = op->dst;
	io->alignmask = req->ses->alignmask;
	/* If the caller is killed, the driver keeps the pages pinned. */
	io->longterm = req->ses->asynchronous;
	io->copy = op->flags & (CRYPTODEV_OP_COPY | CRYPTODEV_OP_NO_OUTPUT);
	if (unlikely(op->flags & SPECIAL)) {
		err = begin_special(req);
		if (err)
			return err;
	}
	err = zc_map_ranges(&req->map);
	if (unlikely(err))
		return err;
	err = aead_transform(req, tfm);
	if (unlikely(err == -EIOCBQUEUED || cryptodev_request_left(req)))
		return err;
	return cryptodev_aead_finish(req, err);
}

static int aead_init(struct cryptodev_session *ses,
		     const struct cryptodev_session_params *params)
{
	return cryptodev_aead_init(ses, params, ses->cipher_alg, params->key,
				   params->keylen);
}

const struct cryptodev_session_ops cryptodev_aead_ops = {
	.init = aead_init,
	.free = cryptodev_aead_free,
	.auth = cryptodev_aead_auth,
	.finish = cryptodev_aead_finish,
	.scatters = true,
};
