// SPDX-License-Identifier: GPL-2.0
/*
 * A cipher and a mac in one session, as the BSDs combine them. Each has its own
 * transform, and the mac has an address of its own.
 *
 * FreeBSD, Encrypt-then-Authenticate: the mac covers the associated data and the
 * ciphertext. Decryption verifies it before the cipher runs.
 *
 * NetBSD: the mac covers the input, before the cipher runs, in both directions.
 * It is never verified.
 */
#include "crypto/pieces.h"
#include "crypto/transforms.h"
#include "zc/reject.h"

static bool writes_mac(const struct cryptodev_op *op)
{
	return !(op->flags & (CRYPTODEV_OP_VERIFY | CRYPTODEV_OP_NO_MAC));
}

/* The mac is an output beside the data: without it, no data is written. */
static int hold_mac(struct cryptodev_request *req)
{
	if (!writes_mac(&req->op))
		return 0;
	return zc_out_hold(&req->mac_out, req->op.mac, req->ses->digest_len);
}

static int feed_input(struct cryptodev_request *req, u32 len)
{
	return cryptodev_hash_feed(req, req->map.src, len);
}

/* Feeds a range to the mac, whatever its length. */
static int feed_range(struct cryptodev_request *req, const void __user *from,
		      u32 len)
{
	struct cryptodev_op *op = &req->op;
	const void __user *src = op->src;
	u32 src_len = op->len;
	int err;

	op->src = from;
	op->len = len;
	err = cryptodev_pieces_run(req, CRYPTODEV_PIECE, false, feed_input);
	op->src = src;
	op->len = src_len;
	/* After an error, a driver may still use the pages. */
	if (!err)
		zc_unmap(&req->map);
	return err;
}

static int encrypt_then_feed(struct cryptodev_request *req, u32 len)
{
	return cryptodev_cipher_transform(req, len) ?:
	       cryptodev_hash_feed(req, req->map.dst, len) ?:
	       cryptodev_pair_finish(req, len);
}

static int feed_then_transform(struct cryptodev_request *req, u32 len)
{
	return cryptodev_hash_feed(req, req->map.src, len) ?:
	       cryptodev_cipher_transform(req, len) ?:
	       cryptodev_pair_finish(req, len);
}

/*
 * On success, the caller must conclude the hash. A calculation that goes on
 * in a later request would verify nothing before the cipher runs.
 */
static int start_mac(struct cryptodev_request *req)
{
	if (req->op.flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL))
		return cryptodev_reject(-EOPNOTSUPP,
					"mac of a cipher cannot be updated");
	return hold_mac(req) ?: cryptodev_hash_begin(req);
}

static int feed_aad(struct cryptodev_request *req)
{
	return feed_range(req, req->op.aad, req->op.aad_len);
}

/* One pass: each piece goes through both transforms. */
static int run_together(struct cryptodev_request *req, u32 piece,
			cryptodev_work_t *work)
{
	int err = start_mac(req);

	if (err)
		return err;
	err = feed_aad(req);
	return err ? cryptodev_hash_conclude(req, err) :
		     cryptodev_pair_run(req, piece, work);
}

/* Two passes: nothing is decrypted that has not been verified. */
static int verify_then_decrypt(struct cryptodev_request *req, u32 piece)
{
	int err;

	req->op.flags |= CRYPTODEV_OP_VERIFY;
	err = start_mac(req);
	if (err)
		return err;
	err = feed_aad(req) ?: feed_range(req, req->op.src, req->op.len);
	err = cryptodev_hash_end(req, err);
	if (err)
		return err;
	return cryptodev_pieces_run(req, piece, true,
				    cryptodev_cipher_transform);
}

static int eta_crypt(struct cryptodev_request *req)
{
	u32 piece;
	int err = cryptodev_cipher_begin(req, &piece);

	if (err)
		return err;
	err = req->op.flags & CRYPTODEV_OP_DECRYPT ?
		verify_then_decrypt(req, piece) :
		run_together(req, piece, encrypt_then_feed);
	return cryptodev_cipher_end(req, err);
}

static int mac_input_crypt(struct cryptodev_request *req)
{
	u32 piece;
	int err = cryptodev_cipher_begin(req, &piece);

	if (!err)
		err = run_together(req, piece, feed_then_transform);
	return cryptodev_cipher_end(req, err);
}

const struct cryptodev_session_ops cryptodev_eta_ops = {
	.init = cryptodev_cipher_hash_init,
	.free = cryptodev_cipher_hash_free,
	.crypt = eta_crypt,
};

const struct cryptodev_session_ops cryptodev_mac_input_ops = {
	.init = cryptodev_cipher_hash_init,
	.free = cryptodev_cipher_hash_free,
	.crypt = mac_input_crypt,
};
