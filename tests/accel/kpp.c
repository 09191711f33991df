// SPDX-License-Identifier: GPL-2.0
/*
 * Key agreement: the public key of a private one, and the secret shared with
 * another public key.
 */
#include "accel.h"

/**
 * struct kpp_job - the context of a request
 * @job: the device's part
 * @inner: the request to the inner transform; its own context follows
 */
struct kpp_job {
	struct accel_job job;
	struct kpp_request inner;
};

static struct kpp_request *request(struct crypto_async_request *base)
{
	return container_of(base, struct kpp_request, base);
}

static struct accel_job *job(struct crypto_async_request *base)
{
	struct kpp_job *job = kpp_request_ctx(request(base));

	return &job->job;
}

static struct kpp_request *inner(struct crypto_async_request *base)
{
	struct kpp_request *req = request(base);
	struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct kpp_job *job = kpp_request_ctx(req);

	kpp_request_set_tfm(&job->inner, tfm->kpp);
	kpp_request_set_callback(&job->inner,
				 base->flags & CRYPTO_TFM_REQ_MAY_SLEEP,
				 NULL, NULL);
	kpp_request_set_input(&job->inner, req->src, req->src_len);
	kpp_request_set_output(&job->inner, req->dst, req->dst_len);
	return &job->inner;
}

/*
 * Returns the length of the result or, with -EOVERFLOW, of the room it needs.
 */
static int run(struct crypto_async_request *base,
	       int (*op)(struct kpp_request *req))
{
	struct kpp_request *in = inner(base);
	int err = op(in);

	request(base)->dst_len = in->dst_len;
	return err;
}

static int run_public(struct crypto_async_request *base)
{
	return run(base, crypto_kpp_generate_public_key);
}

static int run_shared(struct crypto_async_request *base)
{
	return run(base, crypto_kpp_compute_shared_secret);
}

static int generate_public_key(struct kpp_request *req)
{
	return accel_submit(&req->base, run_public);
}

static int compute_shared_secret(struct kpp_request *req)
{
	return accel_submit(&req->base, run_shared);
}

static int set_secret(struct crypto_kpp *kpp, const void *buffer,
		      unsigned int len)
{
	struct accel_tfm *tfm = kpp_tfm_ctx(kpp);

	return crypto_kpp_set_secret(tfm->kpp, buffer, len);
}

static unsigned int max_size(struct crypto_kpp *kpp)
{
	struct accel_tfm *tfm = kpp_tfm_ctx(kpp);

	return crypto_kpp_maxsize(tfm->kpp);
}

static int init_tfm(struct crypto_kpp *kpp)
{
	struct accel_tfm *tfm = kpp_tfm_ctx(kpp);
	const char *name = crypto_tfm_alg_name(crypto_kpp_tfm(kpp));

	tfm->job = job;
	tfm->kpp = crypto_alloc_kpp(name, 0, ACCEL_INNER_MASK);
	if (IS_ERR(tfm->kpp))
		return PTR_ERR(tfm->kpp);
	kpp_set_reqsize(kpp, sizeof(struct kpp_job) +
			crypto_kpp_reqsize(tfm->kpp));
	return 0;
}

static void exit_tfm(struct crypto_kpp *kpp)
{
	struct accel_tfm *tfm = kpp_tfm_ctx(kpp);

	crypto_free_kpp(tfm->kpp);
}

static struct crypto_alg *base(struct accel_alg *alg)
{
	return &alg->kpp.base;
}

static int add(struct accel_alg *alg)
{
	alg->kpp.init = init_tfm;
	alg->kpp.exit = exit_tfm;
	alg->kpp.set_secret = set_secret;
	alg->kpp.max_size = max_size;
	alg->kpp.generate_public_key = generate_public_key;
	alg->kpp.compute_shared_secret = compute_shared_secret;
	return crypto_register_kpp(&alg->kpp);
}

static void remove(struct accel_alg *alg)
{
	crypto_unregister_kpp(&alg->kpp);
}

const struct accel_kind accel_kpp_kind = {
	.type = CRYPTO_ALG_TYPE_KPP,
	.mask = CRYPTO_ALG_TYPE_MASK,
	.base = base,
	.add = add,
	.remove = remove,
};
