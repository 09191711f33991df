// SPDX-License-Identifier: GPL-2.0
/*
 * Authenticated encryption with associated data, on aead transforms.
 *
 * The kernel wants the associated data in front of the text in one
 * scatterlist, and room for it in front of the output. It is always copied: a
 * driver may write that room, and the caller may have given a page that it can
 * only read.
 */
#include <crypto/aead.h>

#include "crypto/kinds.h"
#include "crypto/pieces.h"
#include "reject.h"
#include "user-copy.h"

/* RFC 3610: the flags octet, a nonce of 15 - L bytes, and L bytes of counter. */
#define CCM_NONCE_MIN	7
#define CCM_NONCE_MAX	13

/* A session's first transform chooses the driver, the others follow it. */
static const char *driver_name(struct cryptodev_session *ses)
{
	if (!ses->ops)
		return ses->cipher_alg->name;
	return crypto_tfm_alg_driver_name(cryptodev_session_cipher_tfm(ses));
}

static struct crypto_aead *make_tfm(struct cryptodev_session *ses, u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_aead *tfm;
	int err;

	tfm = crypto_alloc_aead(driver_name(ses), 0, 0);
	if (IS_ERR(tfm))
		return tfm;
	err = crypto_aead_setkey(tfm, tfms->key, tfms->keylen);
	if (!err)
		err = crypto_aead_setauthsize(tfm, tag_len);
	/* Requests are laid out for the first transform's needs. */
	if (!err && ses->ops && crypto_aead_reqsize(tfm) > tfms->reqsize)
		err = cryptodev_reject(-ENOENT, "driver was replaced");
	if (err) {
		crypto_free_aead(tfm);
		return ERR_PTR(err);
	}
	return tfm;
}

/**
 * cryptodev_aead_tfm() - the transform for a tag length
 * @ses: an AEAD session
 * @tag_len: bytes of the tag
 *
 * Makes it when it is first asked for, and may then sleep.
 *
 * Return: the transform, the session's own, or an error: -EINVAL if the
 * algorithm has no such tag, -ENOENT, -ENOMEM, -EINTR.
 */
struct crypto_aead *cryptodev_aead_tfm(struct cryptodev_session *ses,
				       u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_aead *tfm;

	if (!tag_len || tag_len > ses->cipher_alg->tag_len)
		return ERR_PTR(cryptodev_reject(-EINVAL, "no tag of %u bytes",
						tag_len));
	/* Pairs with the release below: a transform that is seen is ready. */
	tfm = smp_load_acquire(&tfms->tfm[tag_len]);
	if (likely(tfm))
		return tfm;
	if (mutex_lock_killable(&tfms->lock))
		return ERR_PTR(-EINTR);
	tfm = tfms->tfm[tag_len];
	if (!tfm) {
		tfm = make_tfm(ses, tag_len);
		if (!IS_ERR(tfm)) {
			/* Pairs with the acquire above. */
			smp_store_release(&tfms->tfm[tag_len], tfm);
		}
	}
	mutex_unlock(&tfms->lock);
	return tfm;
}

/*
 * The IV as the transform takes it. CCM's is a whole block that the nonce is
 * part of; a nonce alone is put into one (RFC 3610, section 2.3).
 */
static int load_iv(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	u32 full = req->ses->cipher_alg->iv_len;
	u32 len = op->iv_len ?: full;
	u8 *iv = req->iv;

	if (unlikely(len != full)) {
		if (full != CRYPTODEV_IV_MAX ||
		    len < CCM_NONCE_MIN || len > CCM_NONCE_MAX)
			return cryptodev_reject(-EINVAL, "IV of %u bytes", len);
		memset(iv, 0, full);
		*iv++ = 15 - len - 1;
	}
	if (cryptodev_read_user(iv, op->iv, len))
		return cryptodev_reject(-EFAULT, "IV is not readable");
	return 0;
}

static int check_lengths(const struct cryptodev_op *op)
{
	u32 text = op->len;

	if (op->flags & CRYPTODEV_OP_DECRYPT) {
		if (op->len < op->tag_len)
			return cryptodev_reject(-EINVAL,
						"%u bytes hold no tag of %u",
						op->len, op->tag_len);
		text -= op->tag_len;
	}
	if (max(text, op->aad_len) > READ_ONCE(cryptodev_max_request_bytes))
		return cryptodev_reject(-E2BIG, "%u bytes and %u of text",
					op->aad_len, text);
	return 0;
}

static int transform(struct cryptodev_request *req, struct crypto_aead *tfm)
{
	struct cryptodev_op *op = &req->op;
	struct aead_request *areq = req->cipher;
	int err;

	aead_request_set_tfm(areq, tfm);
	aead_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				  CRYPTO_TFM_REQ_MAY_BACKLOG,
				  cryptodev_request_done, req);
	aead_request_set_crypt(areq, req->map.src, req->map.dst, op->len,
			       req->iv);
	aead_request_set_ad(areq, op->aad_len);
	err = op->flags & CRYPTODEV_OP_DECRYPT ?
		crypto_aead_decrypt(areq) : crypto_aead_encrypt(areq);
	return cryptodev_request_wait(req, err);
}

static int aead_auth(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	struct zc_io *io = &req->map.io;
	bool decrypt = op->flags & CRYPTODEV_OP_DECRYPT;
	struct crypto_aead *tfm;
	int err;

	if (!op->tag_len)
		op->tag_len = req->ses->cipher_alg->tag_len;
	tfm = cryptodev_aead_tfm(req->ses, op->tag_len);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	err = check_lengths(op) ?: load_iv(req);
	if (err)
		return err;

	op->out_len = decrypt ? op->len - op->tag_len : op->len + op->tag_len;
	io->head = op->aad;
	io->head_len = op->aad_len;
	io->src = op->src;
	io->src_len = op->len;
	io->dst = op->dst;
	io->dst_len = op->out_len;
	io->alignmask = req->ses->alignmask;
	io->copy = op->flags & CRYPTODEV_OP_COPY;
	err = zc_map(&req->map);
	if (unlikely(err))
		return err;
	err = transform(req, tfm);
	if (unlikely(err)) {
		if (decrypt && !cryptodev_request_left(req))
			zc_discard(&req->map);
		/* RFC 3610: a message too long for its nonce's length. */
		return err == -EOVERFLOW ? -E2BIG : err;
	}
	return zc_finish(&req->map);
}

const struct cryptodev_session_ops cryptodev_aead_ops = {
	.auth = aead_auth,
};
