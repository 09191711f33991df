// SPDX-License-Identifier: GPL-2.0
/*
 * Hashes and MACs. The inner request, inside ours, holds the state of a
 * running hash. The state is small and not in the device, so init, export and
 * import complete at once.
 */
#include "accel.h"

/**
 * struct hash_job - the context of a request
 * @job: the device's part
 * @inner: the request to the inner transform; its own context follows
 */
struct hash_job {
	struct accel_job job;
	struct ahash_request inner;
};

static struct accel_job *job(struct crypto_async_request *base)
{
	struct hash_job *job = ahash_request_ctx(ahash_request_cast(base));

	return &job->job;
}

static struct ahash_request *inner(struct crypto_async_request *base)
{
	struct ahash_request *req = ahash_request_cast(base);
	struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct hash_job *job = ahash_request_ctx(req);

	ahash_request_set_tfm(&job->inner, tfm->ahash);
	ahash_request_set_callback(&job->inner,
				   base->flags & CRYPTO_TFM_REQ_MAY_SLEEP, NULL,
				   NULL);
	ahash_request_set_crypt(&job->inner, req->src, req->result,
				req->nbytes);
	return &job->inner;
}

static int run_update(struct crypto_async_request *base)
{
	return crypto_ahash_update(inner(base));
}

static int run_final(struct crypto_async_request *base)
{
	return crypto_ahash_final(inner(base));
}

static int run_finup(struct crypto_async_request *base)
{
	return crypto_ahash_finup(inner(base));
}

static int run_digest(struct crypto_async_request *base)
{
	return crypto_ahash_digest(inner(base));
}

static int init(struct ahash_request *req)
{
	return crypto_ahash_init(inner(&req->base));
}

static int update(struct ahash_request *req)
{
	return accel_submit(&req->base, run_update);
}

static int final(struct ahash_request *req)
{
	return accel_submit(&req->base, run_final);
}

static int finup(struct ahash_request *req)
{
	return accel_submit(&req->base, run_finup);
}

static int digest(struct ahash_request *req)
{
	return accel_submit(&req->base, run_digest);
}

static int export(struct ahash_request *req, void *out)
{
	return crypto_ahash_export(inner(&req->base), out);
}

static int import(struct ahash_request *req, const void *in)
{
	return crypto_ahash_import(inner(&req->base), in);
}

static int setkey(struct crypto_ahash *ahash, const u8 *key,
		  unsigned int keylen)
{
	struct accel_tfm *tfm = crypto_ahash_ctx(ahash);

	crypto_ahash_clear_flags(tfm->ahash, CRYPTO_TFM_REQ_MASK);
	crypto_ahash_set_flags(tfm->ahash, crypto_ahash_get_flags(ahash) &
			       CRYPTO_TFM_REQ_MASK);
	return crypto_ahash_setkey(tfm->ahash, key, keylen);
}

static int init_tfm(struct crypto_ahash *ahash)
{
	struct accel_tfm *tfm = crypto_ahash_ctx(ahash);
	const char *name = crypto_tfm_alg_name(crypto_ahash_tfm(ahash));

	tfm->job = job;
	tfm->ahash = crypto_alloc_ahash(name, 0, ACCEL_INNER_MASK);
	if (IS_ERR(tfm->ahash))
		return PTR_ERR(tfm->ahash);
	/* The API needs the size of the state before the first transform. */
	if (crypto_ahash_statesize(tfm->ahash) >
	    crypto_ahash_statesize(ahash)) {
		crypto_free_ahash(tfm->ahash);
		return -EINVAL;
	}
	crypto_ahash_set_reqsize(ahash, sizeof(struct hash_job) +
				 crypto_ahash_reqsize(tfm->ahash));
	return 0;
}

static void exit_tfm(struct crypto_ahash *ahash)
{
	struct accel_tfm *tfm = crypto_ahash_ctx(ahash);

	crypto_free_ahash(tfm->ahash);
}

static struct crypto_alg *base(struct accel_alg *alg)
{
	return &alg->ahash.halg.base;
}

static bool takes_key(const struct crypto_alg *base)
{
	return base->cra_flags & CRYPTO_ALG_OPTIONAL_KEY ||
	       strstarts(base->cra_name, "hmac(");
}

static int add(struct accel_alg *alg)
{
	alg->ahash.init_tfm = init_tfm;
	alg->ahash.exit_tfm = exit_tfm;
	alg->ahash.init = init;
	alg->ahash.update = update;
	alg->ahash.final = final;
	alg->ahash.finup = finup;
	alg->ahash.digest = digest;
	alg->ahash.export = export;
	alg->ahash.import = import;
	if (takes_key(base(alg)))
		alg->ahash.setkey = setkey;
	return crypto_register_ahash(&alg->ahash);
}

static void remove(struct accel_alg *alg)
{
	crypto_unregister_ahash(&alg->ahash);
}

const struct accel_kind accel_ahash_kind = {
	/*
	 * The synchronous algorithm computes the same and lacks only the last
	 * flag.
	 */
	.type = CRYPTO_ALG_TYPE_SHASH,
	.mask = CRYPTO_ALG_TYPE_SHASH & CRYPTO_ALG_TYPE_AHASH,
	.base = base,
	.add = add,
	.remove = remove,
};
