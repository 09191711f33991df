// SPDX-License-Identifier: GPL-2.0
/*
 * Ciphers.
 */
#include <crypto/aes.h>
#include <linux/string.h>

#include "accel.h"

/**
 * struct cipher_job - the context of a request
 * @job: the device's part
 * @inner: the request to the inner transform; its own context follows
 */
struct cipher_job {
	struct accel_job job;
	struct skcipher_request inner;
};

static struct skcipher_request *request(struct crypto_async_request *base)
{
	return container_of(base, struct skcipher_request, base);
}

static struct accel_job *job(struct crypto_async_request *base)
{
	struct cipher_job *job = skcipher_request_ctx(request(base));

	return &job->job;
}

static struct skcipher_request *inner(struct crypto_async_request *base)
{
	struct skcipher_request *req = request(base);
	struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct cipher_job *job = skcipher_request_ctx(req);

	skcipher_request_set_tfm(&job->inner, tfm->skcipher);
	skcipher_request_set_callback(&job->inner,
				      base->flags & CRYPTO_TFM_REQ_MAY_SLEEP,
				      NULL, NULL);
	skcipher_request_set_crypt(&job->inner, req->src, req->dst,
				   req->cryptlen, req->iv);
	return &job->inner;
}

static int run_encrypt(struct crypto_async_request *base)
{
	return crypto_skcipher_encrypt(inner(base));
}

static int run_decrypt(struct crypto_async_request *base)
{
	return crypto_skcipher_decrypt(inner(base));
}

static int encrypt(struct skcipher_request *req)
{
	return accel_submit(&req->base, run_encrypt);
}

static int decrypt(struct skcipher_request *req)
{
	return accel_submit(&req->base, run_decrypt);
}

static int setkey(struct crypto_skcipher *skcipher, const u8 *key,
		  unsigned int keylen)
{
	struct accel_tfm *tfm = crypto_skcipher_ctx(skcipher);
	const char *name = crypto_tfm_alg_name(crypto_skcipher_tfm(skcipher));
	u8 unwrapped[2 * AES_MAX_KEY_SIZE];
	int err;

	if (accel_is_paes(name)) {
		err = accel_paes_unwrap(unwrapped, key, keylen);
		if (err)
			return err;
		key = unwrapped;
		keylen -= ACCEL_PAES_HEADER;
	}
	crypto_skcipher_clear_flags(tfm->skcipher, CRYPTO_TFM_REQ_MASK);
	crypto_skcipher_set_flags(tfm->skcipher,
				  crypto_skcipher_get_flags(skcipher) &
				  CRYPTO_TFM_REQ_MASK);
	err = crypto_skcipher_setkey(tfm->skcipher, key, keylen);
	memzero_explicit(unwrapped, sizeof(unwrapped));
	return err;
}

static int init_tfm(struct crypto_skcipher *skcipher)
{
	struct accel_tfm *tfm = crypto_skcipher_ctx(skcipher);
	const char *name = crypto_tfm_alg_name(crypto_skcipher_tfm(skcipher));
	char inner[CRYPTO_MAX_ALG_NAME];

	tfm->job = job;
	tfm->skcipher = crypto_alloc_skcipher(accel_inner_name(inner, name), 0,
					      ACCEL_INNER_MASK);
	if (IS_ERR(tfm->skcipher))
		return PTR_ERR(tfm->skcipher);
	crypto_skcipher_set_reqsize(skcipher, sizeof(struct cipher_job) +
				    crypto_skcipher_reqsize(tfm->skcipher));
	return 0;
}

static void exit_tfm(struct crypto_skcipher *skcipher)
{
	struct accel_tfm *tfm = crypto_skcipher_ctx(skcipher);

	crypto_free_skcipher(tfm->skcipher);
}

static struct crypto_alg *base(struct accel_alg *alg)
{
	return &alg->skcipher.base;
}

static int add(struct accel_alg *alg)
{
	alg->skcipher.init = init_tfm;
	alg->skcipher.exit = exit_tfm;
	alg->skcipher.setkey = setkey;
	alg->skcipher.encrypt = encrypt;
	alg->skcipher.decrypt = decrypt;
	return crypto_register_skcipher(&alg->skcipher);
}

static void remove(struct accel_alg *alg)
{
	crypto_unregister_skcipher(&alg->skcipher);
}

const struct accel_kind accel_skcipher_kind = {
	.type = CRYPTO_ALG_TYPE_SKCIPHER,
	/*
	 * Without this flag, a cipher of linear buffers can be the inner one
	 * too.
	 */
	.mask = CRYPTO_ALG_TYPE_MASK & ~1,
	.base = base,
	.add = add,
	.remove = remove,
};
