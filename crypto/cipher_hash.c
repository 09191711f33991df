// SPDX-License-Identifier: GPL-2.0
/*
 * A cipher and a hash in one session: the digest or MAC covers the plaintext.
 * Relies on cipher.c and hash.c, and on tls/ for TLS records.
 */
#include <crypto/hash.h>
#include <crypto/skcipher.h>

#include "crypto/pieces.h"
#include "crypto/tls/tls.h"
#include "crypto/transforms.h"

/* For TLS records, whose lengths are secret until their MACs are verified. */
static int add_hmac_ct(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *hash;

	if (!ses->hash_alg->hash)
		return 0;
	hash = cryptodev_alg_find(ses->hash_alg->hash);
	ses->hmac_ct = cryptodev_hmac_ct_create(hash->name, params->mackey,
						params->mackeylen);
	return ses->hmac_ct ? 0 : -ENOMEM;
}

/**
 * cryptodev_cipher_hash_init() - allocate the transforms of a cipher and a hash
 * @ses: the session, not visible to other threads yet, its rows chosen
 * @params: the keys
 *
 * May sleep and load modules. On an error, cryptodev_cipher_hash_free() frees the
 * partial result.
 *
 * Return: as cryptodev_cipher_init().
 */
int cryptodev_cipher_hash_init(struct cryptodev_session *ses,
			       const struct cryptodev_session_params *params)
{
	struct cryptodev_session_params hash = *params;
	int err;

	/* A driver that is named is the cipher's. */
	hash.driver_name = NULL;
	err = cryptodev_cipher_init(ses, params) ?:
	      cryptodev_hash_init(ses, &hash) ?: add_hmac_ct(ses, params);

	if (err)
		return err;
	cryptodev_session_set_tfms(ses, crypto_skcipher_tfm(ses->skcipher),
				   crypto_ahash_tfm(ses->ahash));
	cryptodev_request_layout(ses, sizeof(struct skcipher_request) +
				 crypto_skcipher_reqsize(ses->skcipher),
				 sizeof(struct ahash_request) +
				 crypto_ahash_reqsize(ses->ahash));
	return 0;
}

/**
 * cryptodev_cipher_hash_free() - free the transforms of a cipher and a hash
 * @ses: the session, which may not have them yet
 *
 * May sleep.
 */
void cryptodev_cipher_hash_free(struct cryptodev_session *ses)
{
	cryptodev_cipher_free(ses);
	cryptodev_hash_free(ses);
	cryptodev_hmac_ct_free(ses->hmac_ct);
}

/**
 * cryptodev_pair_finish() - complete the hash of a message that is one piece
 * @req: a request for a cipher and a hash, which have processed the piece
 * @len: bytes of the piece
 *
 * A driver may fail to complete the hash. So that nothing is written then, a copied
 * output is written afterwards. May sleep.
 *
 * Return: as cryptodev_hash_complete(); 0 if there are more pieces.
 */
int cryptodev_pair_finish(struct cryptodev_request *req, u32 len)
{
	return len == req->op.len ? cryptodev_hash_complete(req) : 0;
}

/**
 * cryptodev_pair_run() - process a message with a cipher and a hash
 * @req: the request, after cryptodev_cipher_begin() and cryptodev_hash_begin()
 * @piece: bytes of a piece
 * @work: processes the piece that is mapped, and calls cryptodev_pair_finish()
 *
 * Concludes the hash. May sleep and fault.
 *
 * Return: as cryptodev_pieces_run() and cryptodev_hash_end().
 */
int cryptodev_pair_run(struct cryptodev_request *req, u32 piece,
		       int (*work)(struct cryptodev_request *req, u32 len))
{
	u32 len = req->op.len;
	int err = len ? cryptodev_pieces_run(req, piece, true, work) :
			cryptodev_cipher_hold_iv(req);

	if (!err && (!len || len > piece))
		err = cryptodev_hash_complete(req);
	return cryptodev_hash_conclude(req, err);
}

static int hash_then_encrypt(struct cryptodev_request *req, u32 len)
{
	return cryptodev_hash_feed(req, req->map.src, len) ?:
	       cryptodev_cipher_transform(req, len) ?:
	       cryptodev_pair_finish(req, len);
}

static int decrypt_then_hash(struct cryptodev_request *req, u32 len)
{
	return cryptodev_cipher_transform(req, len) ?:
	       cryptodev_hash_feed(req, req->map.dst, len) ?:
	       cryptodev_pair_finish(req, len);
}

/*
 * Holds the address of the digest: output and digest are written, or neither.
 */
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
	err = cryptodev_pair_run(req, piece,
				 req->op.flags & CRYPTODEV_OP_DECRYPT ?
				 decrypt_then_hash : hash_then_encrypt);
	return cryptodev_cipher_end(req, err);
}

const struct cryptodev_session_ops cryptodev_cipher_hash_ops = {
	.init = cryptodev_cipher_hash_init,
	.free = cryptodev_cipher_hash_free,
	.crypt = cipher_hash_crypt,
	.record = cryptodev_record_auth,
	.scatters = true,
};
