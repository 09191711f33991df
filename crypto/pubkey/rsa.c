// SPDX-License-Identifier: GPL-2.0
/*
 * RSA: encryption with a public key and decryption with a private key, without
 * padding or with the padding of PKCS #1 v1.5 (RFC 8017, section 7.2). The
 * kernel's pkcs1pad template adds the padding. This file checks and removes it.
 */
#include <crypto/akcipher.h>
#include <crypto/internal/rsa.h>

#include "crypto/number.h"
#include "crypto/pubkey/pubkey.h"
#include "crypto/tls/constant_time.h"
#include "zc/map.h"
#include "zc/reject.h"

/*
 * Shortest and longest modulus and longest public exponent, in bytes. FIPS
 * 186-5, appendix A.1.1, limits the exponent.
 *
 * Some drivers accept a modulus of any length (CAAM). But the kernel's pkcs1pad
 * subtracts the length of the padding from that of the modulus without a check,
 * and then writes beyond its buffer.
 */
#define MODULUS_MIN	64
#define MODULUS_MAX	512
#define EXPONENT_MAX	32

static u32 length(const u8 *bytes, size_t len)
{
	return cryptodev_number_from(bytes, len).len;
}

/*
 * The modulus has a valid length, and no number of the key may be longer.
 * Transforms check few of the numbers, and compute for each bit of an exponent
 * without being interruptible.
 */
static bool is_bounded(const struct rsa_key *key)
{
	u32 n = length(key->n, key->n_sz);
	u32 p = length(key->p, key->p_sz), q = length(key->q, key->q_sz);

	return n >= MODULUS_MIN && n <= MODULUS_MAX &&
	       length(key->e, key->e_sz) <= EXPONENT_MAX &&
	       length(key->d, key->d_sz) <= n && p + q <= n + 1 &&
	       length(key->dp, key->dp_sz) <= p &&
	       length(key->dq, key->dq_sz) <= q &&
	       length(key->qinv, key->qinv_sz) <= p;
}

/**
 * cryptodev_pubkey_check_rsa() - check the format and the size of an RSA key
 * @alg: a row of the algorithm table for RSA
 * @params: parameters of the session, with the key in DER
 *
 * Call it before the transform gets the key. virtio_crypto oopses when its
 * transform is freed without having had a usable key. A key is not usable if
 * the kernel cannot parse it, or if it is too long for the kernel's arithmetic.
 * Does not sleep.
 *
 * Return: 0, or -EINVAL if the key is not valid DER, its modulus is too short
 * or one of its numbers is too long.
 */
int cryptodev_pubkey_check_rsa(const struct cryptodev_pubkey_alg *alg,
			       const struct cryptodev_session_params *params)
{
	struct rsa_key key = {};
	int err;

	err = params->recipe.flags & CRYPTODEV_SES_PRIVATE ?
		rsa_parse_priv_key(&key, params->key, params->keylen) :
		rsa_parse_pub_key(&key, params->key, params->keylen);
	if (err)
		return cryptodev_reject(-EINVAL, "key is not valid DER");
	return is_bounded(&key) ? 0 :
		cryptodev_reject(-EINVAL, "length of a number in key");
}

static int rsa_alloc(struct cryptodev_pubkey *pk, const char *name)
{
	struct crypto_akcipher *tfm = crypto_alloc_akcipher(name, 0, 0);

	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	pk->akcipher = tfm;
	return 0;
}

static int rsa_load_key(struct cryptodev_pubkey *pk,
			const struct cryptodev_session_params *params)
{
	int err;

	err = params->recipe.flags & CRYPTODEV_SES_PRIVATE ?
		crypto_akcipher_set_priv_key(pk->akcipher, params->key,
					     params->keylen) :
		crypto_akcipher_set_pub_key(pk->akcipher, params->key,
					    params->keylen);
	pk->size = err ? 0 : crypto_akcipher_maxsize(pk->akcipher);
	return err ?: cryptodev_pubkey_keep_public(pk, params);
}

static struct crypto_tfm *rsa_tfm(const struct cryptodev_pubkey *pk)
{
	return crypto_akcipher_tfm(pk->akcipher);
}

static u32 rsa_reqsize(const struct cryptodev_pubkey *pk)
{
	return sizeof(struct akcipher_request) +
	       crypto_akcipher_reqsize(pk->akcipher);
}

static void rsa_free(struct cryptodev_pubkey *pk)
{
	crypto_free_akcipher(pk->akcipher);
}

static bool decrypts(const struct cryptodev_request *req)
{
	return req->op.flags & CRYPTODEV_OP_DECRYPT;
}

static bool is_padded(const struct cryptodev_request *req)
{
	return req->ses->pubkey->alg->format == CRYPTODEV_PUBKEY_PKCS1;
}

/* Reject an empty input: it would stop QEMU's device permanently. */
static int check_length(const struct cryptodev_request *req)
{
	u32 len = req->op.len, size = req->ses->pubkey->size;

	if (is_padded(req) && !decrypts(req) &&
	    len > size - CRYPTODEV_RSA_PADDING)
		return cryptodev_reject(-E2BIG,
					"input of %u bytes is too long", len);
	if (!len || len > size || (is_padded(req) && decrypts(req) &&
				   len != size))
		return cryptodev_reject(-EINVAL,
					"invalid input length of %u bytes",
					len);
	return 0;
}

/* Numbers are padded to the modulus: some devices reject shorter ones. */
static u32 in_len(const struct cryptodev_request *req)
{
	return is_padded(req) ? req->op.len : req->ses->pubkey->size;
}

/* Some devices reduce a number that is not below the modulus; others do not. */
static int check_range(const struct cryptodev_request *req)
{
	if (!decrypts(req) ||
	    cryptodev_pubkey_in_range(req->ses->pubkey,
				      cryptodev_pubkey_in(req)))
		return 0;
	return cryptodev_reject(is_padded(req) ? -EBADMSG : -EINVAL,
				"input is not below the modulus");
}

static int rsa_prepare(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	if (decrypts(req) != req->ses->pubkey->private)
		return cryptodev_reject(-EOPNOTSUPP,
					"operation needs the other key half");
	err = check_length(req) ?: cryptodev_pubkey_map(req, in_len(req)) ?:
	      zc_read_user(cryptodev_pubkey_in(req), op->src, op->len);
	if (err)
		return err;
	cryptodev_pubkey_widen(cryptodev_pubkey_in(req), op->len, in_len(req));
	return check_range(req);
}

static int rsa_start(struct cryptodev_request *req)
{
	struct akcipher_request *areq = req->cipher;

	akcipher_request_set_tfm(areq, req->ses->pubkey->akcipher);
	akcipher_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG,
				      cryptodev_request_done, req);
	akcipher_request_set_crypt(areq, req->map.src, req->map.dst,
				   in_len(req), req->ses->pubkey->size);
	return decrypts(req) ? crypto_akcipher_decrypt(areq) :
			       crypto_akcipher_encrypt(areq);
}

/*
 * Finds the text after its padding. The padding is 0, 2, at least eight bytes
 * that are not 0, and 0. The time and the memory accesses are the same for all
 * values of the bytes.
 *
 * Return: the offset of the text, or 0 if the padding is wrong.
 */
static u32 text_offset(const u8 *padded, u32 size)
{
	u32 good = ct_eq(padded[0], 0) & ct_eq(padded[1], 2);
	u32 i, zero, found = 0, offset = 0;

	for (i = 2; i < size; i++) {
		zero = ct_eq(padded[i], 0);
		offset |= (i + 1) & zero & ~found;
		found |= zero;
	}
	return offset & good & ~ct_lt(offset, CRYPTODEV_RSA_PADDING);
}

static int remove_padding(struct cryptodev_request *req)
{
	u32 size = req->ses->pubkey->size;
	u8 *text = req->map.buf;
	u32 offset = text_offset(text, size);

	if (!offset)
		return -EBADMSG;
	req->op.out_len = size - offset;
	memmove(text, text + offset, req->op.out_len);
	return 0;
}

static int set_number_len(struct cryptodev_request *req)
{
	req->op.out_len = req->ses->pubkey->size;
	return 0;
}

/* Checks the result of a private key before it evaluates any byte of it. */
static int rsa_finish(struct cryptodev_request *req, int err)
{
	const struct akcipher_request *areq = req->cipher;
	const struct cryptodev_pubkey *pk = req->ses->pubkey;
	bool text = decrypts(req) && is_padded(req);
	u8 *result = req->map.buf;

	/* No other cause is left: the padding of the text is wrong. */
	if (err == -EINVAL && text)
		return -EBADMSG;
	if (!err)
		err = cryptodev_pubkey_take(result, areq->dst_len, pk->size);
	if (!err && decrypts(req))
		err = cryptodev_pubkey_check(pk, result,
					     cryptodev_pubkey_in(req));
	if (err)
		return err;
	return text ? remove_padding(req) : set_number_len(req);
}

const struct cryptodev_pubkey_kind cryptodev_pubkey_rsa = {
	.flags = CRYPTODEV_OP_DECRYPT,
	.operations = CRYPTODEV_MAY_ENCRYPT | CRYPTODEV_MAY_DECRYPT,
	.operation = CRYPTODEV_MAY_ENCRYPT,
	.check_key = cryptodev_pubkey_check_rsa,
	.alloc = rsa_alloc,
	.set_key = rsa_load_key,
	.tfm = rsa_tfm,
	.reqsize = rsa_reqsize,
	.free = rsa_free,
	.prepare = rsa_prepare,
	.start = rsa_start,
	.finish = rsa_finish,
};
