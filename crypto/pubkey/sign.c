// SPDX-License-Identifier: GPL-2.0
/*
 * Signatures of digests: RSA with the padding of PKCS #1 v1.5 (RFC 8017,
 * section 8.2), and verification of ECDSA (FIPS 186-5). compat/sig.h provides
 * the transform; rsa_check.c checks each RSA signature before it leaves the
 * kernel.
 */
#include <crypto/cryptodev.h>
#include <linux/slab.h>

#include "compat/sig.h"
#include "crypto/pubkey/pubkey.h"
#include "zc/map.h"
#include "zc/reject.h"

/* Upper bound of an ECDSA signature in bytes: two 521-bit numbers in DER. */
#define DER_MAX	160

/* Longest hash name in front of a digest, in bytes (RFC 8017, section 9.2). */
#define HASH_NAME_MAX	19

static int sign_check_key(const struct cryptodev_pubkey_alg *alg,
			  const struct cryptodev_session_params *params)
{
	return alg->hashes ? cryptodev_pubkey_check_rsa(alg, params) : 0;
}

static int sign_alloc(struct cryptodev_pubkey *pk, const char *name)
{
	cryptodev_sig_t *sig = cryptodev_sig_alloc(name);

	if (IS_ERR(sig))
		return PTR_ERR(sig);
	pk->sig = sig;
	return 0;
}

/* Only an RSA session can sign, so only it keeps a public half. */
static int keep_public(struct cryptodev_pubkey *pk,
		       const struct cryptodev_session_params *params)
{
	return pk->alg->hashes ? cryptodev_pubkey_keep_public(pk, params) : 0;
}

static int sign_set_key(struct cryptodev_pubkey *pk,
			const struct cryptodev_session_params *params)
{
	int err;

	err = params->recipe.flags & CRYPTODEV_SES_PRIVATE ?
		cryptodev_sig_set_private(pk->sig, params->key,
					  params->keylen) :
		cryptodev_sig_set_public(pk->sig, params->key,
					 params->keylen);
	if (!err)
		pk->size = cryptodev_sig_maxsize(pk->sig);
	return err ?: keep_public(pk, params);
}

static struct crypto_tfm *sign_tfm(const struct cryptodev_pubkey *pk)
{
	return cryptodev_sig_tfm(pk->sig);
}

static u32 sign_reqsize(const struct cryptodev_pubkey *pk)
{
	return cryptodev_sig_reqsize(pk->sig);
}

static void sign_free(struct cryptodev_pubkey *pk)
{
	cryptodev_sig_free(pk->sig);
}

static bool verifies(const struct cryptodev_request *req)
{
	return req->op.flags & CRYPTODEV_OP_VERIFY;
}

static int check_digest(const struct cryptodev_request *req)
{
	u32 len = req->op.len, expected = req->ses->pubkey->digest_len;

	if (expected ? len == expected : len && len <= HASH_MAX_LEN)
		return 0;
	return cryptodev_reject(-EINVAL,
				"invalid digest length of %u bytes", len);
}

/* A signature of a wrong length does not verify. */
static int check_signature_len(const struct cryptodev_request *req)
{
	const struct cryptodev_pubkey *pk = req->ses->pubkey;
	u32 len = req->op.tag_len;

	if (!verifies(req) || (pk->alg->hashes ? len == pk->size :
						   len && len <= DER_MAX))
		return 0;
	return cryptodev_reject(-EBADMSG,
				"invalid signature length of %u bytes", len);
}

/* To verify, the transform reads the signature and then the digest. */
static int read_input(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	u8 *in = cryptodev_pubkey_in(req);
	int err;

	if (!verifies(req))
		return zc_read_user(in, op->src, op->len);
	err = zc_read_user(in, op->mac, op->tag_len);
	return err ?: zc_read_user(in + op->tag_len, op->src, op->len);
}

static int sign_prepare(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	u32 sig_len = verifies(req) ? op->tag_len : 0;

	if (verifies(req) == req->ses->pubkey->private)
		return cryptodev_reject(-EOPNOTSUPP,
					"operation needs the other key half");
	return check_digest(req) ?: check_signature_len(req) ?:
	       cryptodev_pubkey_map(req, sig_len + op->len) ?: read_input(req);
}

static int sign_start(struct cryptodev_request *req)
{
	const struct cryptodev_pubkey *pk = req->ses->pubkey;
	struct cryptodev_sig_ask sig_op = {
		.in = req->map.src,
		.out = verifies(req) ? NULL : req->map.dst,
		.sig_len = verifies(req) ? req->op.tag_len : pk->size,
		.digest_len = req->op.len,
	};

	return cryptodev_sig_run(pk->sig, &sig_op, req->cipher,
				 cryptodev_request_done, req);
}

/*
 * Compares the padding and the digest, but not the name of the hash. If one
 * half of the signature is wrong, the error is a multiple of the other prime.
 * No fault can confine such an error to the 20 bytes of the name.
 */
static bool matches_digest(const u8 *padded, u32 size, const u8 *digest,
			   u32 len)
{
	u32 i = 2, end = size - len;

	while (i < end && padded[i] == 0xff)
		i++;
	return padded[0] == 0 && padded[1] == 1 &&
	       i + 1 >= CRYPTODEV_RSA_PADDING && i < end &&
	       padded[i] == 0 && end - i - 1 <= HASH_NAME_MAX &&
	       !memcmp(padded + end, digest, len);
}

static int sign_check_result(const struct cryptodev_request *req)
{
	const struct cryptodev_pubkey *pk = req->ses->pubkey;
	u8 *padded = cryptodev_pubkey_raise(pk, req->map.buf);
	bool valid;

	if (IS_ERR(padded))
		return PTR_ERR(padded);
	valid = matches_digest(padded, pk->size, cryptodev_pubkey_in(req),
			       req->op.len);
	kfree_sensitive(padded);
	return valid ? 0 : cryptodev_reject(-EIO,
					    "signature fails the check");
}

static int sign_finish(struct cryptodev_request *req, int err)
{
	if (verifies(req))
		return err == -EINVAL || err == -EKEYREJECTED ? -EBADMSG : err;
	/* The modulus is too short for the digest and its padding. */
	if (err == -EOVERFLOW)
		return -E2BIG;
	err = err ?: sign_check_result(req);
	if (!err)
		req->op.out_len = req->ses->pubkey->size;
	return err;
}

const struct cryptodev_pubkey_kind cryptodev_pubkey_sign = {
	.flags = CRYPTODEV_OP_VERIFY,
	.operations = CRYPTODEV_MAY_SIGN | CRYPTODEV_MAY_VERIFY,
	.operation = CRYPTODEV_MAY_SIGN,
	.waits = CRYPTODEV_SIG_WAITS,
	.check_key = sign_check_key,
	.alloc = sign_alloc,
	.set_key = sign_set_key,
	.tfm = sign_tfm,
	.reqsize = sign_reqsize,
	.free = sign_free,
	.prepare = sign_prepare,
	.start = sign_start,
	.finish = sign_finish,
};
