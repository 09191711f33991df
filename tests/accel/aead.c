// SPDX-License-Identifier: GPL-2.0
/*
 * AEADs.
 */
#include "accel.h"

/**
 * struct aead_job - the context of a request
 * @job: the device's part
 * @inner: the request to the inner transform; its own context follows
 */
struct aead_job {
	struct accel_job job;
	struct aead_request inner;
};

static struct aead_request *request(struct crypto_async_request *base)
{
	return container_of(base, struct aead_request, base);
}

static struct accel_job *job(struct crypto_async_request *base)
{
	struct aead_job *job = aead_request_ctx(request(base));

	return &job->job;
}

static struct aead_request *inner(struct crypto_async_request *base)
{
	struct aead_request *req = request(base);
	struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct aead_job *job = aead_request_ctx(req);

	aead_request_set_tfm(&job->inner, tfm->aead);
	aead_request_set_callback(&job->inner,
				  base->flags & CRYPTO_TFM_REQ_MAY_SLEEP, NULL,
				  NULL);
	aead_request_set_crypt(&job->inner, req->src, req->dst, req->cryptlen,
			       req->iv);
	aead_request_set_ad(&job->inner, req->assoclen);
	return &job->inner;
}

static int run_encrypt(struct crypto_async_request *base)
{
	return crypto_aead_encrypt(inner(base));
}

static int run_decrypt(struct crypto_async_request *base)
{
	return crypto_aead_decrypt(inner(base));
}

static int encrypt(struct aead_request *req)
{
	return accel_submit(&req->base, run_encrypt);
}

static int decrypt(struct aead_request *req)
{
	return accel_submit(&req->base, run_decrypt);
}

static int setkey(struct crypto_aead *aead, const u8 *key, unsigned int keylen)
{
	struct accel_tfm *tfm = crypto_aead_ctx(aead);

	crypto_aead_clear_flags(tfm->aead, CRYPTO_TFM_REQ_MASK);
	crypto_aead_set_flags(tfm->aead, crypto_aead_get_flags(aead) &
			      CRYPTO_TFM_REQ_MASK);
	return crypto_aead_setkey(tfm->aead, key, keylen);
}

static int setauthsize(struct crypto_aead *aead, unsigned int authsize)
{
	struct accel_tfm *tfm = crypto_aead_ctx(aead);

	if (READ_ONCE(accel_settings.full_tags) &&
	    authsize != crypto_aead_maxauthsize(aead))
		return -EINVAL;
	return crypto_aead_setauthsize(tfm->aead, authsize);
}

static int init_tfm(struct crypto_aead *aead)
{
	struct accel_tfm *tfm = crypto_aead_ctx(aead);
	const char *name = crypto_tfm_alg_name(crypto_aead_tfm(aead));

	tfm->job = job;
	tfm->aead = crypto_alloc_aead(name, 0, ACCEL_INNER_MASK);
	if (IS_ERR(tfm->aead))
		return PTR_ERR(tfm->aead);
	crypto_aead_set_reqsize(aead, sizeof(struct aead_job) +
				crypto_aead_reqsize(tfm->aead));
	return 0;
}

static void exit_tfm(struct crypto_aead *aead)
{
	struct accel_tfm *tfm = crypto_aead_ctx(aead);

	crypto_free_aead(tfm->aead);
}

static struct crypto_alg *base(struct accel_alg *alg)
{
	return &alg->aead.base;
}

static int add(struct accel_alg *alg)
{
	alg->aead.init = init_tfm;
	alg->aead.exit = exit_tfm;
	alg->aead.setkey = setkey;
	alg->aead.setauthsize = setauthsize;
	alg->aead.encrypt = encrypt;
	alg->aead.decrypt = decrypt;
	return crypto_register_aead(&alg->aead);
}

static void remove(struct accel_alg *alg)
{
	crypto_unregister_aead(&alg->aead);
}

const struct accel_kind accel_aead_kind = {
	.type = CRYPTO_ALG_TYPE_AEAD,
	.mask = CRYPTO_ALG_TYPE_MASK,
	.base = base,
	.add = add,
	.remove = remove,
};
