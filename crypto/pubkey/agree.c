// SPDX-License-Identifier: GPL-2.0
/*
 * Key agreement: ECDH (NIST SP 800-56A), X25519 (RFC 7748) and Diffie-Hellman
 * in the groups of RFC 7919, by the kernel's kpp transforms.
 *
 * A session has a private key. The caller supplies it, or the kernel generates
 * it. A request returns the session's public key, or the secret that the
 * session shares with a peer's public key.
 */
#include <crypto/dh.h>
#include <crypto/kpp.h>
#include <linux/slab.h>

#include "crypto/number.h"
#include "crypto/pubkey/pubkey.h"
#include "zc/map.h"
#include "zc/reject.h"

/* First byte of an uncompressed point (SEC 1, section 2.3.3). */
#define POINT	0x04

/*
 * Longest private key for a group of RFC 7919, in bytes. The RFC asks for 50
 * bytes at most. The limit bounds the time of a power, which cannot be
 * interrupted: an 8192-bit power takes seconds if its exponent is as long.
 */
#define SHARE_KEY_MAX	64

static int agree_check_key(const struct cryptodev_pubkey_alg *alg,
			   const struct cryptodev_session_params *params)
{
	bool valid = alg->format == CRYPTODEV_PUBKEY_SHARE ?
		params->keylen <= alg->size &&
		cryptodev_number_from(params->key, params->keylen).len <=
							SHARE_KEY_MAX :
		!params->keylen || params->keylen == alg->size;

	return valid ? 0 : cryptodev_reject(-EINVAL,
					    "invalid key length of %u bytes",
					    params->keylen);
}

static int agree_alloc(struct cryptodev_pubkey *pk, const char *name)
{
	struct crypto_kpp *kpp = crypto_alloc_kpp(name, 0, 0);

	if (IS_ERR(kpp))
		return PTR_ERR(kpp);
	pk->kpp = kpp;
	return 0;
}

/*
 * Encodes the key as crypto_ecdh_encode_key() does. That function is in a
 * module which a system without ECDH sessions need not load.
 */
static u8 *pack_ecdh(const struct cryptodev_session_params *params, u32 *len)
{
	u16 key_size = params->keylen;
	struct kpp_secret head = { .type = CRYPTO_KPP_SECRET_TYPE_ECDH };
	u8 *secret;

	*len = sizeof(head) + sizeof(key_size) + key_size;
	secret = kmalloc(*len, GFP_KERNEL_ACCOUNT);
	if (!secret)
		return NULL;
	head.len = *len;
	memcpy(secret, &head, sizeof(head));
	memcpy(secret + sizeof(head), &key_size, sizeof(key_size));
	memcpy(secret + sizeof(head) + sizeof(key_size), params->key, key_size);
	return secret;
}

static u8 *pack_dh(const struct cryptodev_session_params *params, u32 *len)
{
	const struct dh dh = { .key = params->key, .key_size = params->keylen };
	u8 *secret;

	*len = crypto_dh_key_len(&dh);
	secret = kmalloc(*len, GFP_KERNEL_ACCOUNT);
	if (secret && crypto_dh_encode_key(secret, *len, &dh)) {
		kfree_sensitive(secret);
		return NULL;
	}
	return secret;
}

/* If the caller supplies no key, the transform generates one. */
static int agree_set_key(struct cryptodev_pubkey *pk,
			 const struct cryptodev_session_params *params)
{
	u8 *secret;
	u32 len;
	int err;

	if (pk->alg->format == CRYPTODEV_PUBKEY_BYTES)
		return crypto_kpp_set_secret(pk->kpp, params->key,
					     params->keylen);
	secret = pk->alg->format == CRYPTODEV_PUBKEY_POINT ?
		pack_ecdh(params, &len) : pack_dh(params, &len);
	if (!secret)
		return -ENOMEM;
	err = crypto_kpp_set_secret(pk->kpp, secret, len);
	kfree_sensitive(secret);
	return err;
}

static struct crypto_tfm *agree_tfm(const struct cryptodev_pubkey *pk)
{
	return crypto_kpp_tfm(pk->kpp);
}

static u32 agree_reqsize(const struct cryptodev_pubkey *pk)
{
	return sizeof(struct kpp_request) + crypto_kpp_reqsize(pk->kpp);
}

static void agree_free(struct cryptodev_pubkey *pk)
{
	crypto_free_kpp(pk->kpp);
}

static bool wants_public_key(const struct cryptodev_request *req)
{
	return req->op.flags & CRYPTODEV_OP_PUBLIC;
}

static enum cryptodev_pubkey_format format(const struct cryptodev_request *req)
{
	return req->ses->pubkey->alg->format;
}

static int check_length(const struct cryptodev_request *req)
{
	u32 len = req->op.len, size = req->ses->pubkey->size;
	bool valid;

	if (wants_public_key(req))
		valid = !len;
	else if (format(req) == CRYPTODEV_PUBKEY_POINT)
		valid = len == 2 * size + 1;
	else if (format(req) == CRYPTODEV_PUBKEY_SHARE)
		valid = len && len <= size;
	else
		valid = len == size;
	return valid ? 0 : cryptodev_reject(-EINVAL,
					    "invalid input length of %u bytes",
					    len);
}

/*
 * Rejects 0, 1, p - 1 and numbers out of range (RFC 7919, section 5.1). Each
 * prime begins with 64 one bits. A number that an honest peer generates does
 * not begin with them, except with negligible probability.
 */
static bool is_valid_public(const u8 *share, u32 size)
{
	struct cryptodev_number n = cryptodev_number_from(share, size);

	return cryptodev_number_exceeds(&n, 1) &&
	       memchr_inv(share, 0xff, sizeof(u64));
}

/* Converts the peer's public key to the format of the transform. */
static int check_peer(struct cryptodev_request *req)
{
	u32 size = req->ses->pubkey->size;
	u8 *in = cryptodev_pubkey_in(req);

	switch (format(req)) {
	case CRYPTODEV_PUBKEY_POINT:
		sg_init_one(req->map.src, in + 1, 2 * size);
		return in[0] == POINT ? 0 :
			cryptodev_reject(-EINVAL,
					 "unsupported point format %u", in[0]);
	case CRYPTODEV_PUBKEY_SHARE:
		cryptodev_pubkey_widen(in, req->op.len, size);
		return is_valid_public(in, size) ? 0 :
			cryptodev_reject(-EINVAL, "public key is out of range");
	default:
		return 0;
	}
}

static int agree_prepare(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	u32 max_len = max(op->len, req->ses->pubkey->size);
	int err;

	err = check_length(req) ?: cryptodev_pubkey_map(req, max_len);
	if (err || wants_public_key(req))
		return err;
	err = zc_read_user(cryptodev_pubkey_in(req), op->src, op->len);
	return err ?: check_peer(req);
}

/* Length of the transform's output, in bytes. */
static u32 out_len(const struct cryptodev_request *req)
{
	u32 size = req->ses->pubkey->size;

	return wants_public_key(req) && format(req) == CRYPTODEV_PUBKEY_POINT ?
		2 * size : size;
}

static int agree_start(struct cryptodev_request *req)
{
	struct kpp_request *kreq = req->cipher;
	struct scatterlist *src = req->map.src;

	kpp_request_set_tfm(kreq, req->ses->pubkey->kpp);
	kpp_request_set_callback(kreq, CRYPTO_TFM_REQ_MAY_SLEEP |
				 CRYPTO_TFM_REQ_MAY_BACKLOG,
				 cryptodev_request_done, req);
	kpp_request_set_output(kreq, req->map.dst, out_len(req));
	if (wants_public_key(req)) {
		kpp_request_set_input(kreq, NULL, 0);
		return crypto_kpp_generate_public_key(kreq);
	}
	kpp_request_set_input(kreq, src, src->length);
	return crypto_kpp_compute_shared_secret(kreq);
}

/*
 * A peer's key of small order gives the result 0 with any private key (RFC
 * 7748, section 6.1). The comparison takes the same time for any result.
 */
static bool is_zero(const u8 *shared, u32 len)
{
	u8 any = 0;

	while (len--)
		any |= *shared++;
	return !any;
}

/*
 * The kernel's ECDH returns these errors if the result is no point. EAGAIN of a
 * device is a failure.
 */
static bool is_no_point(const struct cryptodev_request *req, int err)
{
	return err == -EFAULT || (err == -EAGAIN && !req->ses->asynchronous);
}

static int agree_finish(struct cryptodev_request *req, int err)
{
	const struct kpp_request *kreq = req->cipher;
	u8 *out = req->map.buf;
	u32 len = out_len(req);

	if (err)
		return is_no_point(req, err) ? -EINVAL : err;
	err = cryptodev_pubkey_take(out, kreq->dst_len, len);
	if (err)
		return err;
	if (is_zero(out, len))
		return cryptodev_reject(-EINVAL,
					"result is zero: invalid public key");
	if (wants_public_key(req) && format(req) == CRYPTODEV_PUBKEY_POINT) {
		memmove(out + 1, out, len);
		out[0] = POINT;
		len++;
	}
	req->op.out_len = len;
	return 0;
}

const struct cryptodev_pubkey_kind cryptodev_pubkey_agree = {
	.flags = CRYPTODEV_OP_PUBLIC,
	.operations = CRYPTODEV_MAY_DERIVE | CRYPTODEV_MAY_PUBLIC,
	.operation = CRYPTODEV_MAY_DERIVE,
	.check_key = agree_check_key,
	.alloc = agree_alloc,
	.set_key = agree_set_key,
	.tfm = agree_tfm,
	.reqsize = agree_reqsize,
	.free = agree_free,
	.prepare = agree_prepare,
	.start = agree_start,
	.finish = agree_finish,
};
