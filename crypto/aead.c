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
#include <linux/nospec.h>
#include <linux/slab.h>

#include "crypto/pieces.h"
#include "crypto/scatter.h"
#include "crypto/transforms.h"
#include "crypto/user_limits.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

static struct crypto_aead *make_aead_tfm(const struct cryptodev_aead_tfms *tfms,
					 const char *name,
					 enum cryptodev_choice choice,
					 const char *driver, u32 tag_len)
{
	struct crypto_aead *tfm;
	int err;

	tfm = cryptodev_alloc_aead(name, choice, driver);
	if (IS_ERR(tfm))
		return tfm;
	err = crypto_aead_setkey(tfm, tfms->key, tfms->keylen);
	if (!err)
		err = crypto_aead_setauthsize(tfm, tag_len);
	if (err) {
		crypto_free_aead(tfm);
		return ERR_PTR(err);
	}
	return tfm;
}

/**
 * cryptodev_aead_add() - add an AEAD to a session
 * @ses: the session, not visible to other threads yet
 * @params: parameters of the session, for the choice of the driver
 * @name: the kernel's name of the transform
 * @tag_len: bytes of the full tag
 * @key: the key; copied
 * @keylen: bytes of @key
 *
 * May sleep and load modules. In all cases cryptodev_aead_free() frees the
 * partial result.
 *
 * Return: 0, -EINVAL for a key that the transform does not accept, -ENOENT,
 * -ENOMEM, -EINTR, or the driver's error.
 */
int cryptodev_aead_add(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params,
		       const char *name, u32 tag_len, const u8 *key,
		       u32 keylen)
{
	struct cryptodev_aead_tfms *tfms;
	struct crypto_aead *tfm;

	tfms = kzalloc(struct_size(tfms, key, keylen), GFP_KERNEL_ACCOUNT);
	if (!tfms)
		return -ENOMEM;
	mutex_init(&tfms->lock);
	tfms->keylen = keylen;
	memcpy(tfms->key, key, keylen);
	ses->aead = tfms;
	ses->tag_len = tag_len;
	tfm = make_aead_tfm(tfms, name, params->driver, params->driver_name,
			    tag_len);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	tfms->tfm[tag_len] = tfm;
	tfms->reqsize = crypto_aead_reqsize(tfm);
	cryptodev_session_set_tfms(ses, crypto_aead_tfm(tfm), NULL);
	cryptodev_request_layout(ses, sizeof(struct aead_request) +
				 tfms->reqsize, 0);
	return 0;
}

/**
 * cryptodev_aead_init() - give a session the AEAD of a row of the table
 * @ses: the session, not visible to other threads yet
 * @params: parameters of the session
 * @alg: the row
 * @key: the key
 * @keylen: its bytes
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_aead_add().
 */
int cryptodev_aead_init(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params,
			const struct cryptodev_alg *alg, const u8 *key,
			u32 keylen)
{
	u32 tag_len = params->maclen ?: alg->tag_len;
	int err;

	if (tag_len > alg->tag_len)
		return cryptodev_reject(-EINVAL, "tag of %u bytes", tag_len);
	err = cryptodev_aead_add(ses, params, alg->name, tag_len, key, keylen);
	if (err != -EINVAL || tag_len == alg->tag_len || alg->ccm)
		return err;
	/*
	 * The transform has no tag of this length. A shorter tag is the beginning
	 * of the full one, but for CCM.
	 */
	cryptodev_aead_free(ses);
	ses->tag_cut = tag_len;
	return cryptodev_aead_add(ses, params, alg->name, alg->tag_len, key,
				  keylen);
}

static int aead_init(struct cryptodev_session *ses,
		     const struct cryptodev_session_params *params)
{
	return cryptodev_aead_init(ses, params, ses->cipher_alg, params->key,
				   params->keylen);
}

/**
 * cryptodev_aead_free() - wipe and free the AEAD of a session
 * @ses: the session, which may not have an AEAD yet
 *
 * May sleep.
 */
void cryptodev_aead_free(struct cryptodev_session *ses)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	unsigned int i;

	if (!tfms)
		return;
	for (i = 0; i < ARRAY_SIZE(tfms->tfm); i++)
		crypto_free_aead(tfms->tfm[i]);
	kfree_sensitive(tfms);
	ses->aead = NULL;
}

/*
 * An extra transform uses the driver of the first one, and must not need larger
 * requests.
 */
static struct crypto_aead *make_extra_tfm(struct cryptodev_session *ses,
					  u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_aead *first = tfms->tfm[ses->tag_len];
	struct crypto_aead *tfm;

	tfm = make_aead_tfm(tfms,
			    crypto_tfm_alg_driver_name(crypto_aead_tfm(first)),
			    CRYPTODEV_ANY_DRIVER, NULL, tag_len);
	if (IS_ERR(tfm) || crypto_aead_reqsize(tfm) <= tfms->reqsize)
		return tfm;
	crypto_free_aead(tfm);
	return ERR_PTR(cryptodev_reject(-ENOENT, "driver was replaced"));
}

/* An extra transform costs as much as a session, and counts as one. */
static struct crypto_aead *make_charged_tfm(struct cryptodev_session *ses,
					    u32 tag_len)
{
	struct crypto_aead *tfm;
	int err = cryptodev_user_charge(ses->user, 1);

	if (err)
		return ERR_PTR(err);
	err = cryptodev_session_charge(ses);
	tfm = err ? ERR_PTR(err) : make_extra_tfm(ses, tag_len);
	if (IS_ERR(tfm))
		cryptodev_user_uncharge(ses->user, 1);
	else
		ses->aead->nr_more++;
	return tfm;
}

/* Finds the transform for a tag length, or makes it at its first use. */
static struct crypto_aead *aead_find_tfm(struct cryptodev_session *ses,
					 u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_aead *tfm;

	/* authenc() accepts any tag length, so check it here. */
	if (tag_len < CRYPTODEV_TAG_MIN || tag_len > ses->tag_len)
		return ERR_PTR(cryptodev_reject(-EINVAL,
						"invalid tag length %u",
						tag_len));
	tag_len = array_index_nospec(tag_len, ARRAY_SIZE(tfms->tfm));
	/* Pairs with the release below: a visible transform is ready. */
	tfm = smp_load_acquire(&tfms->tfm[tag_len]);
	if (likely(tfm))
		return tfm;
	if (mutex_lock_killable(&tfms->lock))
		return ERR_PTR(-EINTR);
	tfm = tfms->tfm[tag_len];
	if (!tfm) {
		tfm = make_charged_tfm(ses, tag_len);
		if (!IS_ERR(tfm)) {
			/* Pairs with the acquire above. */
			smp_store_release(&tfms->tfm[tag_len], tfm);
		}
	}
	mutex_unlock(&tfms->lock);
	return tfm;
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
		memcpy(req->iv_given, req->iv, CRYPTODEV_CHAIN_IV_MAX);
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
	struct cryptodev_op *op = &req->op;
	int err = op->flags & CRYPTODEV_OP_ESN ? cryptodev_esn_begin(req) : 0;

	if (err)
		return err;
	if (op->flags & CRYPTODEV_OP_SCATTERED)
		zc_scatter_piece(&req->map, 0);
	return op->flags & OUTPUTS_APART ? cryptodev_apart_begin(req) : 0;
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

const struct cryptodev_session_ops cryptodev_aead_ops = {
	.init = aead_init,
	.free = cryptodev_aead_free,
	.auth = cryptodev_aead_auth,
	.finish = cryptodev_aead_finish,
	.scatters = true,
};
