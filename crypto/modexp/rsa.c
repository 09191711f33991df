// SPDX-License-Identifier: GPL-2.0
/*
 * Powers by RSA's transform, which a device may serve. It is the bare
 * operation, without padding.
 */
#include <crypto/akcipher.h>
#include <linux/fips.h>
#include <linux/slab.h>

#include "crypto/der.h"
#include "crypto/modexp/modexp.h"
#include "crypto/request/request.h"

/**
 * cryptodev_rsa_takes() - are these numbers that the transform takes?
 * @modulus: the modulus
 * @base: what is raised to a power
 *
 * All drivers take these lengths, and none but whole ones; newer kernels
 * refuse a base whose power everybody knows, and FIPS mode a short key.
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

static struct akcipher_request *fill_request(struct cryptodev_request *req, u32 len)
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

static const struct cryptodev_modexp_transform public = { submit_encrypt, result_len };
static const struct cryptodev_modexp_transform private = { submit_decrypt, result_len };

static void rsa_free(struct cryptodev_session *ses)
{
	crypto_free_akcipher(ses->akcipher);
}

static const struct cryptodev_session_ops rsa_ops = { .free = rsa_free };

static int set_rsa_key(struct crypto_akcipher *tfm, const u8 *der, u32 len,
		   const struct cryptodev_modexp_transform *transform)
{
	return transform == &private ? crypto_akcipher_set_priv_key(tfm, der, len) :
				 crypto_akcipher_set_pub_key(tfm, der, len);
}

static int add_transform(struct cryptodev_session *ses,
			 struct cryptodev_modexp_op *op, const u8 *der, u32 len,
			 const struct cryptodev_modexp_transform *transform)
{
	struct crypto_akcipher *tfm = crypto_alloc_akcipher("rsa", 0, 0);

	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	ses->akcipher = tfm;
	return cryptodev_modexp_wanted(crypto_akcipher_tfm(tfm)) ?:
	       set_rsa_key(tfm, der, len, transform) ?:
	       cryptodev_modexp_adopt(op, ses, crypto_akcipher_tfm(tfm));
}

/*
 * A session that has no other purpose; -EOPNOTSUPP if it is not to be had. The
 * key is there before the transform is: virtio_crypto's oopses when it is freed
 * without having got one.
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
 * cryptodev_rsa_public() - a power with a public key
 * @op: the operation
 * @m: numbers that the transform takes
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_modexp_request(); -EMFILE if the user has as many sessions as
 * it may; -EOPNOTSUPP if there is no transform, or none that takes the key.
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
 * cryptodev_rsa_private() - a power with a private key
 * @op: the operation
 * @key: the key, and the base
 *
 * May sleep and load modules.
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
	return cryptodev_modexp_request(op, ses, &private, &crt->base, key->n.len);
}
