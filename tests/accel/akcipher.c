// SPDX-License-Identifier: GPL-2.0
/*
 * Public keys: the operation without padding, as hardware offers it. pkcs1pad
 * builds signatures on it.
 */
#include <crypto/internal/akcipher.h>
#include <crypto/internal/rsa.h>
#include <crypto/scatterwalk.h>
#include <linux/slab.h>

#include "accel.h"

/**
 * struct akcipher_job - the context of a request
 * @job: the device's part
 * @inner: the request to the inner transform; its own context follows
 */
struct akcipher_job {
	struct accel_job job;
	struct akcipher_request inner;
};

static struct akcipher_request *request(struct crypto_async_request *base)
{
	return container_of(base, struct akcipher_request, base);
}

static struct accel_job *job(struct crypto_async_request *base)
{
	struct akcipher_job *job = akcipher_request_ctx(request(base));

	return &job->job;
}

static struct akcipher_request *inner(struct crypto_async_request *base)
{
	struct akcipher_request *req = request(base);
	struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct akcipher_job *job = akcipher_request_ctx(req);

	akcipher_request_set_tfm(&job->inner, tfm->akcipher);
	akcipher_request_set_callback(&job->inner,
				      base->flags & CRYPTO_TFM_REQ_MAY_SLEEP,
				      NULL, NULL);
	akcipher_request_set_crypt(&job->inner, req->src, req->dst,
				   req->src_len, req->dst_len);
	return &job->inner;
}

/*
 * Cuts a result as QEMU's device does: its length is that of the number without
 * leading zeros, but its bytes begin with them.
 */
static void cut(struct akcipher_request *req)
{
	u32 size = req->dst_len, zeros = 0;
	u8 byte = 0;

	for (; zeros < size; zeros++) {
		scatterwalk_map_and_copy(&byte, req->dst, zeros, 1, 0);
		if (byte)
			break;
	}
	req->dst_len -= zeros;
	for (byte = 0xa5; zeros; zeros--)
		scatterwalk_map_and_copy(&byte, req->dst, size - zeros, 1, 1);
}

/*
 * Returns the length of the result or, with -EOVERFLOW, of the room it needs.
 */
static int run(struct crypto_async_request *base,
	       int (*op)(struct akcipher_request *req))
{
	struct akcipher_request *in = inner(base);
	int err = op(in);

	request(base)->dst_len = in->dst_len;
	if (!err && READ_ONCE(accel_settings.rsa_cut))
		cut(request(base));
	return err;
}

static int run_encrypt(struct crypto_async_request *base)
{
	return run(base, crypto_akcipher_encrypt);
}

/* Adds a number, or subtracts it if @sign is -1; returns the carry. */
static int add_number(u8 *to, u32 len, const u8 *number, u32 number_len,
		      int sign)
{
	int carry = 0;

	while (len--) {
		carry += to[len];
		if (number_len)
			carry += sign * number[--number_len];
		to[len] = carry;
		carry >>= BITS_PER_BYTE;
	}
	return carry;
}

/* The result stays right modulo the prime and below the modulus. */
static void spoil_number(u8 *result, u32 len, const struct accel_tfm *tfm)
{
	const u8 *prime = tfm->prime;
	u32 prime_len = tfm->prime_len;

	if (!add_number(result, len, prime, prime_len, -1))
		return;
	add_number(result, len, prime, prime_len, 1);
	add_number(result, len, prime, prime_len, 1);
}

/* Changes the result as if the device had computed one half wrongly. */
static int spoil(struct crypto_async_request *base)
{
	const struct accel_tfm *tfm = crypto_tfm_ctx(base->tfm);
	struct akcipher_request *req = request(base);
	u8 *result = kmalloc(req->dst_len, GFP_ATOMIC);

	if (!result)
		return -ENOMEM;
	scatterwalk_map_and_copy(result, req->dst, 0, req->dst_len, 0);
	spoil_number(result, req->dst_len, tfm);
	scatterwalk_map_and_copy(result, req->dst, 0, req->dst_len, 1);
	kfree_sensitive(result);
	return 0;
}

static int run_decrypt(struct crypto_async_request *base)
{
	int err = run(base, crypto_akcipher_decrypt);

	if (!err && accel_chance(READ_ONCE(accel_settings.rsa_fault_percent)))
		err = spoil(base);
	return err;
}

static int encrypt(struct akcipher_request *req)
{
	return accel_submit(&req->base, run_encrypt);
}

static int decrypt(struct akcipher_request *req)
{
	return accel_submit(&req->base, run_decrypt);
}

/* The kernel's own code accepts no shorter modulus, in bytes. */
#define INNER_MODULUS_MIN	64

/*
 * Some drivers accept a modulus of any length (CAAM). Requests with a short one
 * fail, because the inner transform has no key.
 */
static int set_pub_key(struct crypto_akcipher *akcipher, const void *key,
		       unsigned int keylen)
{
	struct accel_tfm *tfm = akcipher_tfm_ctx(akcipher);
	struct rsa_key raw = {};
	int err = crypto_akcipher_set_pub_key(tfm->akcipher, key, keylen);

	tfm->short_modulus = 0;
	if (!err || rsa_parse_pub_key(&raw, key, keylen) ||
	    raw.n_sz >= INNER_MODULUS_MIN)
		return err;
	tfm->short_modulus = raw.n_sz;
	return 0;
}

static int keep_prime(struct accel_tfm *tfm, const void *der, u32 len)
{
	struct rsa_key key = {};
	u8 *prime;
	int err = rsa_parse_priv_key(&key, der, len);

	if (err)
		return err;
	prime = kmemdup(key.p, key.p_sz, GFP_KERNEL);
	if (!prime)
		return -ENOMEM;
	kfree_sensitive(tfm->prime);
	tfm->prime = prime;
	tfm->prime_len = key.p_sz;
	return 0;
}

static int set_priv_key(struct crypto_akcipher *akcipher, const void *key,
			unsigned int keylen)
{
	struct accel_tfm *tfm = akcipher_tfm_ctx(akcipher);
	int err = crypto_akcipher_set_priv_key(tfm->akcipher, key, keylen);

	return err ?: keep_prime(tfm, key, keylen);
}

static unsigned int max_size(struct crypto_akcipher *akcipher)
{
	struct accel_tfm *tfm = akcipher_tfm_ctx(akcipher);

	return tfm->short_modulus ?: crypto_akcipher_maxsize(tfm->akcipher);
}

static int init_tfm(struct crypto_akcipher *akcipher)
{
	struct accel_tfm *tfm = akcipher_tfm_ctx(akcipher);
	const char *name = crypto_tfm_alg_name(crypto_akcipher_tfm(akcipher));

	tfm->job = job;
	tfm->akcipher = crypto_alloc_akcipher(name, 0, ACCEL_INNER_MASK);
	if (IS_ERR(tfm->akcipher))
		return PTR_ERR(tfm->akcipher);
	akcipher_set_reqsize(akcipher, sizeof(struct akcipher_job) +
			     crypto_akcipher_reqsize(tfm->akcipher));
	return 0;
}

static void exit_tfm(struct crypto_akcipher *akcipher)
{
	struct accel_tfm *tfm = akcipher_tfm_ctx(akcipher);

	crypto_free_akcipher(tfm->akcipher);
	kfree_sensitive(tfm->prime);
}

static struct crypto_alg *base(struct accel_alg *alg)
{
	return &alg->akcipher.base;
}

static int add(struct accel_alg *alg)
{
	alg->akcipher.init = init_tfm;
	alg->akcipher.exit = exit_tfm;
	alg->akcipher.set_pub_key = set_pub_key;
	alg->akcipher.set_priv_key = set_priv_key;
	alg->akcipher.max_size = max_size;
	alg->akcipher.encrypt = encrypt;
	alg->akcipher.decrypt = decrypt;
	return crypto_register_akcipher(&alg->akcipher);
}

static void remove(struct accel_alg *alg)
{
	crypto_unregister_akcipher(&alg->akcipher);
}

const struct accel_kind accel_akcipher_kind = {
	.type = CRYPTO_ALG_TYPE_AKCIPHER,
	.mask = CRYPTO_ALG_TYPE_MASK,
	.base = base,
	.add = add,
	.remove = remove,
};
