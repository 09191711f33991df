// SPDX-License-Identifier: GPL-2.0
/*
 * Compression: the transform that computes takes a request that it has allocated
 * itself, so a job has none.
 */
#include <crypto/internal/acompress.h>
#include <linux/err.h>

#include "accel.h"

static struct acomp_req *request(struct crypto_async_request *base)
{
	return container_of(base, struct acomp_req, base);
}

static struct accel_job *job(struct crypto_async_request *base)
{
	return acomp_request_ctx(request(base));
}

static int run(struct crypto_async_request *base,
	       int (*op)(struct acomp_req *req))
{
	struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct acomp_req *req = request(base);
	struct acomp_req *inner = acomp_request_alloc(tfm->acomp);
	int err;

	if (!inner)
		return -ENOMEM;
	acomp_request_set_callback(inner,
				   base->flags & CRYPTO_TFM_REQ_MAY_SLEEP, NULL,
				   NULL);
	acomp_request_set_params(inner, req->src, req->dst, req->slen,
				 req->dlen);
	err = op(inner);
	req->dlen = inner->dlen;
	acomp_request_free(inner);
	return err;
}

static int run_compress(struct crypto_async_request *base)
{
	return run(base, crypto_acomp_compress);
}

static int run_decompress(struct crypto_async_request *base)
{
	return run(base, crypto_acomp_decompress);
}

static int compress(struct acomp_req *req)
{
	return accel_submit(&req->base, run_compress);
}

static int decompress(struct acomp_req *req)
{
	return accel_submit(&req->base, run_decompress);
}

static int init_tfm(struct crypto_acomp *acomp)
{
	struct accel_tfm *tfm = acomp_tfm_ctx(acomp);
	const char *name = crypto_tfm_alg_name(crypto_acomp_tfm(acomp));

	tfm->job = job;
	tfm->acomp = crypto_alloc_acomp(name, 0, ACCEL_INNER_MASK);
	if (IS_ERR(tfm->acomp))
		return PTR_ERR(tfm->acomp);
	acomp->reqsize = sizeof(struct accel_job);
	return 0;
}

static void exit_tfm(struct crypto_acomp *acomp)
{
	struct accel_tfm *tfm = acomp_tfm_ctx(acomp);

	crypto_free_acomp(tfm->acomp);
}

static struct crypto_alg *base(struct accel_alg *alg)
{
	return &alg->acomp.base;
}

static int add(struct accel_alg *alg)
{
	alg->acomp.init = init_tfm;
	alg->acomp.exit = exit_tfm;
	alg->acomp.compress = compress;
	alg->acomp.decompress = decompress;
	return crypto_register_acomp(&alg->acomp);
}

static void remove(struct accel_alg *alg)
{
	crypto_unregister_acomp(&alg->acomp);
}

const struct accel_kind accel_acomp_kind = {
	.type = CRYPTO_ALG_TYPE_ACOMPRESS,
	.mask = CRYPTO_ALG_TYPE_ACOMPRESS_MASK,
	.base = base,
	.add = add,
	.remove = remove,
};
