// SPDX-License-Identifier: GPL-2.0
/*
 * AES-GMAC (NIST SP 800-38D) as a MAC: the tag of a GCM message that has
 * associated data and no text. FreeBSD's AES-CCM-CBC-MAC is the same of CCM. Relies
 * on aead.c.
 */
#include <linux/crypto.h>

#include "crypto/driver.h"
#include "crypto/pieces.h"
#include "crypto/transforms.h"
#include "zc/reject.h"

/* Bytes of CCM's nonce, unless the session or the request says otherwise. */
#define CCM_MAC_NONCE	12

static int gmac_init(struct cryptodev_session *ses,
		     const struct cryptodev_session_params *params)
{
	int err = cryptodev_aead_init(ses, params, ses->hash_alg,
				      params->mackey, params->mackeylen);

	if (err)
		return err;
	/* CIOCGSESSINFO reports the transform as a MAC. */
	cryptodev_session_set_tfms(ses, NULL, ses->cipher_tfm);
	return 0;
}

/*
 * A message that is longer than associated data may be is copied to one block of
 * memory, which a transform of the CPU does not copy again. The limit of a device
 * is not known.
 */
static bool needs_solid_head(const struct cryptodev_request *req)
{
	return req->op.len > READ_ONCE(cryptodev_max_aad_bytes) &&
	       !cryptodev_is_device(req->ses->hash_tfm->__crt_alg);
}

/* The tag follows the associated data, as in a message without text. */
static void set_tag(const struct cryptodev_session *ses,
		    struct cryptodev_op *op, bool verify)
{
	op->src = verify ? op->mac : NULL;
	op->len = verify ? ses->tag_len : 0;
	op->dst = verify ? NULL : op->mac;
}

/* A tag that is cut is computed in kernel memory. */
static void set_tag_apart(struct cryptodev_op *op)
{
	op->src = NULL;
	op->len = 0;
	op->dst = NULL;
	op->flags |= CRYPTODEV_OP_MAC_APART;
}

/* A session may have a length of its own, which is not that of CCM's block. */
static u32 ccm_nonce_len(const struct cryptodev_session *ses)
{
	return ses->iv_len == ses->hash_alg->iv_len ? CCM_MAC_NONCE :
						      ses->iv_len;
}

/* Turns a MAC of a message into an AEAD of associated data alone. */
static void convert_op(const struct cryptodev_session *ses,
		       struct cryptodev_op *op)
{
	bool verify = op->flags & CRYPTODEV_OP_VERIFY;

	op->aad = op->src;
	op->aad_len = op->len;
	op->tag_len = 0;
	if (!ses->hash_alg->ccm)
		op->iv_len = 0;
	else if (!op->iv_len)
		op->iv_len = ccm_nonce_len(ses);
	op->flags &= CRYPTODEV_OP_COPY;
	if (unlikely(ses->tag_cut))
		set_tag_apart(op);
	else
		set_tag(ses, op, verify);
	if (verify)
		op->flags |= CRYPTODEV_OP_DECRYPT;
}

/**
 * cryptodev_gmac_is_copied() - is a message copied?
 * @req: the request, of a session with a GMAC or CBC-MAC
 *
 * Never sleeps.
 *
 * Return: true if processing it pins no page.
 */
bool cryptodev_gmac_is_copied(const struct cryptodev_request *req)
{
	struct cryptodev_op op = req->op;

	convert_op(req->ses, &op);
	return cryptodev_aead_is_copied(req->ses, &op);
}

static int gmac_crypt(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	int err;

	if (op->flags & CRYPTODEV_OP_NO_MAC)
		return 0;
	if (op->flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL))
		return cryptodev_reject(-EOPNOTSUPP,
					"GMAC cannot be updated");
	req->map.io.solid_head = needs_solid_head(req);
	convert_op(req->ses, op);
	err = cryptodev_aead_auth(req);
	req->map.io.solid_head = false;
	/* The caller gets the tag as a digest, not as output. */
	op->out_len = 0;
	return err;
}

const struct cryptodev_session_ops cryptodev_gmac_ops = {
	.init = gmac_init,
	.free = cryptodev_aead_free,
	.crypt = gmac_crypt,
	.finish = cryptodev_aead_finish,
};
