// SPDX-License-Identifier: GPL-2.0
/*
 * Outputs of an AEAD at addresses of their own: the IV, and the tag as the BSDs
 * have it. For the transform, the tag follows the text in a buffer of the request.
 * A tag may also be cut to a length that the transform does not have.
 */
#include <crypto/aead.h>
#include <crypto/cryptodev.h>

#include "compat/kernel.h"
#include "crypto/transforms.h"
#include "zc/map.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

static bool verifies(const struct cryptodev_request *req)
{
	return req->op.flags & CRYPTODEV_OP_DECRYPT && !req->ses->unverified;
}

/* Bytes of the tag in the caller's memory. */
static u32 apart_len(const struct cryptodev_request *req)
{
	return req->ses->tag_cut ?: req->op.tag_len;
}

/* A tag of which only the beginning is known cannot be the transform's input. */
static u8 *expected_tag(const struct cryptodev_request *req)
{
	static_assert(2 * CRYPTODEV_CUT_MAX <= HASH_MAX_LEN);
	return req->ses->tag_cut ? req->digest + CRYPTODEV_CUT_MAX :
				   req->digest;
}

static bool writes_tag(const struct cryptodev_request *req)
{
	return (req->op.flags & (CRYPTODEV_OP_MAC_APART |
				 CRYPTODEV_OP_NO_MAC)) ==
		CRYPTODEV_OP_MAC_APART && !verifies(req);
}

static bool writes_iv(const struct cryptodev_request *req)
{
	return req->op.flags & CRYPTODEV_OP_IV_OUT && req->op.iv_out;
}

static int hold_output(struct cryptodev_request *req, struct zc_out *out,
		       void __user *addr, u32 len)
{
	return req->async.waitless ?
		cryptodev_request_check_out(req, addr, len) :
		zc_out_hold(out, addr, len);
}

/* The tag follows the text, and may be input. */
static int place_tag(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;

	req->map.io.tail = req->digest;
	req->map.io.tail_len = op->tag_len;
	if (verifies(req) &&
	    cryptodev_read_user(expected_tag(req), op->mac, apart_len(req)))
		return cryptodev_reject(-EFAULT, "tag is not readable");
	return 0;
}

/**
 * cryptodev_apart_begin() - prepare the outputs besides the text
 * @req: the request, with CRYPTODEV_OP_MAC_APART or CRYPTODEV_OP_IV_OUT; its
 *	 tag_len is known
 *
 * Reads a tag that is to be verified. Holds the addresses of outputs besides the
 * text, so that nothing is written unless all can be. May sleep and fault.
 *
 * Return: 0, -EFAULT, -ENOMEM, -EINTR.
 */
int cryptodev_apart_begin(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	int err = 0;

	if (op->flags & CRYPTODEV_OP_MAC_APART)
		err = place_tag(req);
	if (!err && writes_tag(req))
		err = hold_output(req, &req->mac_out, op->mac, apart_len(req));
	if (!err && writes_iv(req))
		err = hold_output(req, &req->iv_out, op->iv_out,
				  cryptodev_iv_len(req->ses, op));
	return err;
}

static int put_output(struct zc_out *out, void __user *addr, const u8 *from,
		      u32 len)
{
	return zc_out_is_held(out) ? zc_out_store(out, from) :
				     zc_put(addr, from, len);
}

/**
 * cryptodev_apart_end() - write the outputs besides the text
 * @req: a request that has succeeded, whose text has been written
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_apart_end(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	int err = 0;

	if (writes_tag(req))
		err = put_output(&req->mac_out, op->mac, zc_tail(&req->map),
				 apart_len(req));
	if (!err && writes_iv(req))
		err = put_output(&req->iv_out, op->iv_out,
				 cryptodev_iv_used(req),
				 cryptodev_iv_len(req->ses, op));
	if (!err && op->flags & CRYPTODEV_OP_IV_IN_DATA)
		op->out_len += cryptodev_iv_len(req->ses, op);
	return err;
}

static int encrypt(struct cryptodev_request *req, struct scatterlist *src)
{
	struct aead_request *areq = req->cipher;

	memcpy(req->iv, req->iv_given, CRYPTODEV_CHAIN_IV_MAX);
	aead_request_set_crypt(areq, src, req->map.dst, req->op.len, req->iv);
	return cryptodev_request_wait(req, crypto_aead_encrypt(areq));
}

/**
 * cryptodev_decrypt_with_tag() - decrypt, and compute the tag of the ciphertext
 * @req: a request of a session of cryptodev_computes_tag(), whose map is made and
 *	 whose transform request is filled in
 *
 * No transform decrypts without verifying all of a tag. But the encryption of a
 * ciphertext by GCM or ChaCha20-Poly1305 is its text, and the encryption of that
 * text is the ciphertext again, with its tag. If the session verifies, compares the
 * beginning of the tag. May sleep.
 *
 * Return: 0; -EBADMSG if the message does not verify, the driver's error, or -EINTR
 * if the task is being killed.
 */
int cryptodev_decrypt_with_tag(struct cryptodev_request *req)
{
	u8 tag[CRYPTODEV_TAG_MAX];
	int err;

	err = encrypt(req, req->map.src) ?: encrypt(req, req->map.dst);
	if (err)
		return err;
	memcpy(tag, zc_tail(&req->map), req->op.tag_len);
	if (verifies(req) &&
	    crypto_memneq(tag, expected_tag(req), req->ses->tag_cut))
		err = cryptodev_reject(-EBADMSG, "tag does not verify");
	else
		err = encrypt(req, req->map.dst);
	if (!err)
		memcpy(zc_tail(&req->map), tag, req->op.tag_len);
	memzero_explicit(tag, sizeof(tag));
	return err;
}
