// SPDX-License-Identifier: GPL-2.0
/*
 * Powers by the kernel's "rsa" transform, which a device may provide. It
 * computes the bare operation, without padding. transform.c submits the
 * request.
 */
#include <crypto/akcipher.h>
#include <linux/fips.h>
#include <linux/slab.h>

#include "crypto/der.h"
#include "crypto/modexp/modexp.h"
#include "crypto/request/request.h"

/**
 * cryptodev_rsa_takes() - does the transform accept these numbers?
 * @modulus: the modulus
 * @base: the base of the power
 *
 * All drivers accept a modulus of exactly one of these bit lengths. Newer
 * kernels reject a base whose powers are trivial. FIPS mode rejects a short
 * key. Does not sleep.
 *
 * Return: true if the transform accepts the numbers.
 */
bool cryptodev_rsa_takes(const struct cryptodev_number *modulus,
			 const struct cryptodev_number *base)
{
	switch (cryptodev_number_bits(modulus)) {
	case 512:
	case 1024:
	case 1536:
		if (fips_enabled)
			return false;
		fallthrough;
	case 2048:
	case 3072:
	case 4096:
		return cryptodev_number_odd(modulus) &&
		       cryptodev_number_inside(base, modulus);
	}
	return false;
}

static struct akcipher_request *fill_request(struct cryptodev_request *req,
					     u32 len)
{
	struct akcipher_request *areq = req->cipher;

	akcipher_request_set_tfm(areq, req->ses->akcipher);
	akcipher_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG,
				      cryptodev_request_done, req);
	akcipher_request_set_crypt(areq, &req->map.small, &req->map.small, len,
				   len);
	return areq;
}

static int submit_encrypt(struct cryptodev_request *req, u32 len)
{
	return crypto_akcipher_encrypt(fill_request(req, len));
}

static int submit_decrypt(struct cryptodev_request *req, u32 len)
{
	return crypto_akcipher_decrypt(fill_request(req, len));
}

static u32 result_len(const struct cryptodev_request *req)
{
	const struct akcipher_request *areq = req->cipher;

	return areq->dst_len;
}

static const struct cryptodev_modexp_transform public = {
	submit_encrypt, result_len
};

static const struct cryptodev_modexp_transform private = {
	submit_decrypt, result_len
};

static void rsa_free(struct cryptodev_session *ses)
{
	crypto_free_akcipher(ses->akcipher);
}

static const struct cryptodev_session_ops rsa_ops = { .free = rsa_free };

static int set_rsa_key(struct crypto_akcipher *tfm, const u8 *der, u32 len,
		       const struct cryptodev_modexp_transform *transform)
{
	return transform == &private ?
		crypto_akcipher_set_priv_key(tfm, der, len) :
				 crypto_akcipher_set_pub_key(tfm, der, len);
}

static int add_transform(struct cryptodev_session *ses,
			 struct cryptodev_modexp_op *op, const u8 *der, u32 len,
			 const struct cryptodev_modexp_transform *transform)
{
	const char *name = cryptodev_modexp_name(op, "rsa");
	struct crypto_akcipher *tfm;

	if (!name)
		return -EOPNOTSUPP;
	tfm = crypto_alloc_akcipher(name, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	ses->akcipher = tfm;
	return cryptodev_modexp_wanted(crypto_akcipher_tfm(tfm)) ?:
	       set_rsa_key(tfm, der, len, transform) ?:
	       cryptodev_modexp_adopt(op, ses, crypto_akcipher_tfm(tfm));
}

/*
 * Creates a session for one request. Fails with -EOPNOTSUPP if no transform
 * accepts the key. The key is encoded before the transform is allocated:
 * virtio_crypto oopses when its transform is freed and never had a key.
 */
static struct cryptodev_session *
make_rsa_session(struct cryptodev_modexp_op *op,
		 const struct cryptodev_number *const *n, unsigned int nr,
	     const struct cryptodev_modexp_transform *transform)
{
	u32 size = der_integers_size(n, nr);
	u32 len = der_head_size(size) + size;
	struct cryptodev_session *ses;
	u8 *der;
	int err;

	der = kmalloc(len, GFP_KERNEL_ACCOUNT);
	if (!der)
		return ERR_PTR(-ENOMEM);
	der_put_sequence(der, size, n, nr);
	ses = cryptodev_modexp_session(&rsa_ops);
	err = IS_ERR(ses) ? 0 : add_transform(ses, op, der, len, transform);
	kfree_sensitive(der);
	if (IS_ERR(ses))
		return ses;
	if (err) {
		cryptodev_session_put(ses);
		return ERR_PTR(cryptodev_modexp_declined(err));
	}
	cryptodev_request_layout(ses, sizeof(struct akcipher_request) +
				 crypto_akcipher_reqsize(ses->akcipher), 0);
	return ses;
}

/**
 * cryptodev_rsa_public() - compute a power with a public key
 * @op: the operation
 * @m: numbers that cryptodev_rsa_takes() has accepted
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_modexp_request(); -EMFILE if the user has reached the
 * limit of sessions; -EOPNOTSUPP if no transform accepts the key.
 */
int cryptodev_rsa_public(struct cryptodev_modexp_op *op,
			 const struct cryptodev_mod_exp *m)
{
	const struct cryptodev_number *n[] = { &m->modulus, &m->exponent };
	struct cryptodev_session *ses;

	ses = make_rsa_session(op, n, ARRAY_SIZE(n), &public);
	if (IS_ERR(ses))
		return PTR_ERR(ses);
	return cryptodev_modexp_request(op, ses, &public, &m->base,
				     m->modulus.len);
}

/**
 * cryptodev_rsa_private() - compute a power with a private key
 * @op: the operation
 * @key: the key and the base, which cryptodev_rsa_takes() has accepted
 *
 * May sleep and load modules. The caller checks the result.
 *
 * Return: as cryptodev_rsa_public().
 */
int cryptodev_rsa_private(struct cryptodev_modexp_op *op,
			  const struct cryptodev_rsa_key *key)
{
	const struct cryptodev_number version = {};
	const struct cryptodev_crt *crt = key->crt;
	const struct cryptodev_number *n[] = {
		&version, &key->n, &key->e, &key->d, &crt->p, &crt->q,
		&crt->dp, &crt->dq, &crt->qinv,
	};
	struct cryptodev_session *ses;

	ses = make_rsa_session(op, n, ARRAY_SIZE(n), &private);
	if (IS_ERR(ses))
		return PTR_ERR(ses);
	return cryptodev_modexp_request(op, ses, &private, &crt->base,
					key->n.len);
}
