// SPDX-License-Identifier: GPL-2.0
/*
 * A cipher and a hash in one session: the mac is of the plaintext.
 */
#include "crypto/transforms.h"
#include "crypto/pieces.h"

static int hash_then_encrypt(struct cryptodev_request *req, u32 len)
{
	return cryptodev_hash_feed(req, req->map.src, len) ?:
	       cryptodev_cipher_transform(req, len);
}

static int decrypt_then_hash(struct cryptodev_request *req, u32 len)
{
	return cryptodev_cipher_transform(req, len) ?:
	       cryptodev_hash_feed(req, req->map.dst, len);
}

/* The digest comes beside the data: neither is written if one cannot be. */
static int hold_digest(struct cryptodev_request *req)
{
	if (!cryptodev_hash_emits(&req->op))
		return 0;
	return zc_out_hold(&req->mac_out, req->op.mac, req->ses->digest_len);
}

static int cipher_hash_crypt(struct cryptodev_request *req)
{
	u32 piece;
	int err;

	err = cryptodev_cipher_begin(req, &piece);
	if (!err)
		err = hold_digest(req);
	if (!err)
		err = cryptodev_hash_begin(req);
	if (err)
		return err;
	err = cryptodev_pieces_run(req, piece, true,
				   req->op.flags & CRYPTODEV_OP_DECRYPT ?
				   decrypt_then_hash : hash_then_encrypt);
	err = cryptodev_hash_end(req, err);
	return cryptodev_cipher_end(req, err);
}

const struct cryptodev_session_ops cryptodev_cipher_hash_ops = {
	.crypt = cipher_hash_crypt,
	.record = cryptodev_record_auth,
};
