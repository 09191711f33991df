// SPDX-License-Identifier: GPL-2.0
/*
 * Diffie-Hellman by the kernel's "dh" transform, which a device may provide.
 * transform.c submits the request.
 */
#include <crypto/dh.h>
#include <crypto/kpp.h>
#include <linux/slab.h>

#include "crypto/modexp/modexp.h"
#include "crypto/request/request.h"

/*
 * Drivers accept a prime of PRIME_MIN bits or more, if its length in bits is a
 * multiple of PRIME_WORD.
 */
#define PRIME_MIN	1536
#define PRIME_WORD	64

static bool is_supported(const struct cryptodev_dh *dh)
{
	u32 bits = cryptodev_number_bits(&dh->prime);

	return bits >= PRIME_MIN && !(bits % PRIME_WORD) &&
	       dh->private.len <= dh->prime.len;
}

static int submit_agreement(struct cryptodev_request *req, u32 len)
{
	struct kpp_request *kreq = req->cipher;

	kpp_request_set_tfm(kreq, req->ses->kpp);
	kpp_request_set_callback(kreq, CRYPTO_TFM_REQ_MAY_SLEEP |
				 CRYPTO_TFM_REQ_MAY_BACKLOG,
				 cryptodev_request_done, req);
	kpp_request_set_input(kreq, &req->map.small, len);
	kpp_request_set_output(kreq, &req->map.small, len);
	return crypto_kpp_compute_shared_secret(kreq);
}

static u32 result_len(const struct cryptodev_request *req)
{
	const struct kpp_request *kreq = req->cipher;

	return kreq->dst_len;
}

static const struct cryptodev_modexp_transform agreement = {
	submit_agreement, result_len
};

static int set_dh_key(struct crypto_kpp *tfm, const struct cryptodev_dh *dh)
{
	/*
	 * The shared secret does not depend on the generator: any value will
	 * do.
	 */
	static const u8 two = 2;
	const struct dh params = {
		.key = dh->private.data,
		.key_size = dh->private.len,
		.p = dh->prime.data,
		.p_size = dh->prime.len,
		.g = &two,
		.g_size = 1,
	};
	u32 len = crypto_dh_key_len(&params);
	char *secret;
	int err;

	secret = kmalloc(len, GFP_KERNEL_ACCOUNT);
	if (!secret)
		return -ENOMEM;
	err = crypto_dh_encode_key(secret, len, &params) ?:
	      crypto_kpp_set_secret(tfm, secret, len);
	kfree_sensitive(secret);
	return err;
}

static void dh_free(struct cryptodev_session *ses)
{
	crypto_free_kpp(ses->kpp);
}

static const struct cryptodev_session_ops dh_ops = { .free = dh_free };

static int add_transform(struct cryptodev_session *ses,
			 struct cryptodev_modexp_op *op)
{
	const char *name = cryptodev_modexp_name(op, "dh");
	struct crypto_kpp *tfm;

	if (!name)
		return -EOPNOTSUPP;
	tfm = crypto_alloc_kpp(name, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	ses->kpp = tfm;
	return cryptodev_modexp_wanted(crypto_kpp_tfm(tfm)) ?:
	       set_dh_key(tfm, &op->dh) ?:
	       cryptodev_modexp_adopt(op, ses, crypto_kpp_tfm(tfm));
}

static struct cryptodev_session *make_dh_session(struct cryptodev_modexp_op *op)
{
	struct cryptodev_session *ses = cryptodev_modexp_session(&dh_ops);
	int err;

	if (IS_ERR(ses))
		return ses;
	err = add_transform(ses, op);
	if (err) {
		cryptodev_session_put(ses);
		return ERR_PTR(cryptodev_modexp_declined(err));
	}
	cryptodev_request_layout(ses, sizeof(struct kpp_request) +
				 crypto_kpp_reqsize(ses->kpp), 0);
	return ses;
}

/**
 * cryptodev_dh_agree() - compute a shared secret with a transform
 * @op: the operation, of kind CRYPTODEV_MODEXP_DH, with keys in range
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_modexp_request(); -EMFILE if the user has reached the
 * limit of sessions; -EOPNOTSUPP if no transform accepts the numbers.
 */
int cryptodev_dh_agree(struct cryptodev_modexp_op *op)
{
	const struct cryptodev_dh *dh = &op->dh;
	struct cryptodev_session *ses;

	if (!is_supported(dh))
		return -EOPNOTSUPP;
	ses = make_dh_session(op);
	if (IS_ERR(ses))
		return PTR_ERR(ses);
	return cryptodev_modexp_request(op, ses, &agreement, &dh->public,
				     dh->prime.len);
}
