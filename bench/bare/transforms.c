// SPDX-License-Identifier: GPL-2.0
/*
 * Measures ciphers, hashes and AEADs. Each request is prepared once, and its input
 * and output are pages of the kernel.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/crypto.h>
#include <linux/scatterlist.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "algs.h"
#include "bare.h"

/**
 * struct bare - a transform and one request to it
 * @alg: the algorithm
 * @skcipher: the transform of a cipher
 * @aead: the transform of an AEAD
 * @ahash: the transform of a hash
 * @cipher_req: request to @skcipher
 * @aead_req: request to @aead
 * @hash_req: request to @ahash
 * @wait: for an asynchronous driver
 * @src: pages of input
 * @dst: pages of output
 * @src_sg: the scatterlist of @src
 * @dst_sg: the scatterlist of @dst
 * @iv: the IV; a chaining cipher overwrites it
 * @digest: the output of a hash
 */
struct bare {
	const struct bench_alg *alg;
	struct crypto_skcipher *skcipher;
	struct crypto_aead *aead;
	struct crypto_ahash *ahash;
	struct skcipher_request *cipher_req;
	struct aead_request *aead_req;
	struct ahash_request *hash_req;
	struct crypto_wait wait;
	void *src;
	void *dst;
	struct scatterlist src_sg;
	struct scatterlist dst_sg;
	u8 iv[BENCH_IV_MAX];
	u8 digest[BENCH_OUT_MAX - 65520];
};

static const u8 zero_key[BENCH_KEY_MAX];

static int make_cipher(struct bare *b)
{
	struct crypto_skcipher *tfm;
	int err = 0;

	tfm = crypto_alloc_skcipher(b->alg->kernel_name, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	b->skcipher = tfm;
	if (b->alg->key_len)
		err = crypto_skcipher_setkey(tfm, zero_key, b->alg->key_len);
	if (err)
		return err;
	b->cipher_req = skcipher_request_alloc(tfm, GFP_KERNEL);
	if (!b->cipher_req)
		return -ENOMEM;
	skcipher_request_set_callback(b->cipher_req,
				      CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG,
				      crypto_req_done, &b->wait);
	return 0;
}

static int make_aead(struct bare *b)
{
	struct crypto_aead *tfm;
	int err;

	tfm = crypto_alloc_aead(b->alg->kernel_name, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	b->aead = tfm;
	err = crypto_aead_setkey(tfm, zero_key, b->alg->key_len) ?:
	      crypto_aead_setauthsize(tfm, b->alg->out_len);
	if (err)
		return err;
	b->aead_req = aead_request_alloc(tfm, GFP_KERNEL);
	if (!b->aead_req)
		return -ENOMEM;
	aead_request_set_callback(b->aead_req, CRYPTO_TFM_REQ_MAY_SLEEP |
				  CRYPTO_TFM_REQ_MAY_BACKLOG,
				  crypto_req_done, &b->wait);
	aead_request_set_ad(b->aead_req, 0);
	return 0;
}

static int make_hash(struct bare *b)
{
	struct crypto_ahash *tfm;
	int err = 0;

	tfm = crypto_alloc_ahash(b->alg->kernel_name, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	b->ahash = tfm;
	if (b->alg->key_len)
		err = crypto_ahash_setkey(tfm, zero_key, b->alg->key_len);
	if (err)
		return err;
	b->hash_req = ahash_request_alloc(tfm, GFP_KERNEL);
	if (!b->hash_req)
		return -ENOMEM;
	ahash_request_set_callback(b->hash_req, CRYPTO_TFM_REQ_MAY_SLEEP |
				   CRYPTO_TFM_REQ_MAY_BACKLOG,
				   crypto_req_done, &b->wait);
	return 0;
}

static int do_cipher(struct bare *b, unsigned int bytes)
{
	skcipher_request_set_crypt(b->cipher_req, &b->src_sg, &b->dst_sg,
				   bytes, b->iv);
	return crypto_wait_req(crypto_skcipher_encrypt(b->cipher_req),
			       &b->wait);
}

static int do_aead(struct bare *b, unsigned int bytes)
{
	aead_request_set_crypt(b->aead_req, &b->src_sg, &b->dst_sg, bytes,
			       b->iv);
	return crypto_wait_req(crypto_aead_encrypt(b->aead_req), &b->wait);
}

static int do_hash(struct bare *b, unsigned int bytes)
{
	ahash_request_set_crypt(b->hash_req, &b->src_sg, b->digest, bytes);
	return crypto_wait_req(crypto_ahash_digest(b->hash_req), &b->wait);
}

static const struct bare_kind {
	int (*make)(struct bare *b);
	int (*once)(struct bare *b, unsigned int bytes);
} kinds[] = {
	[BENCH_CIPHER] = { make_cipher, do_cipher },
	[BENCH_AEAD] = { make_aead, do_aead },
	[BENCH_HASH] = { make_hash, do_hash },
};

static int once(void *arg)
{
	struct bare *b = arg;

	return kinds[b->alg->kind].once(b, b->src_sg.length);
}

static int measure(struct seq_file *m, struct bare *b, unsigned int bytes)
{
	sg_init_one(&b->src_sg, b->src, bytes);
	sg_init_one(&b->dst_sg, b->dst, bytes + b->alg->out_len);
	return bare_measure(m, b->alg->name, bytes, bench_ops(bare_batch, bytes),
			    once, b);
}

static const char *driver(const struct bare *b)
{
	if (b->skcipher)
		return crypto_skcipher_driver_name(b->skcipher);
	if (b->aead)
		return crypto_tfm_alg_driver_name(crypto_aead_tfm(b->aead));
	return crypto_ahash_driver_name(b->ahash);
}

static void unmake(struct bare *b)
{
	skcipher_request_free(b->cipher_req);
	ahash_request_free(b->hash_req);
	aead_request_free(b->aead_req);
	crypto_free_skcipher(b->skcipher);
	crypto_free_ahash(b->ahash);
	crypto_free_aead(b->aead);
}

static int measure_alg(struct seq_file *m, const struct bench_alg *alg,
		       void *src, void *dst)
{
	struct bare *b;
	unsigned int i;
	int err;

	b = kzalloc(sizeof(*b), GFP_KERNEL);
	if (!b)
		return -ENOMEM;
	b->alg = alg;
	b->src = src;
	b->dst = dst;
	crypto_init_wait(&b->wait);
	err = kinds[alg->kind].make(b);
	if (!err)
		seq_printf(m, "%s\t0\tbare\tdriver\t%s\n", alg->name, driver(b));
	for (i = 0; i < ARRAY_SIZE(bench_sizes) && !err; i++)
		err = measure(m, b, bench_sizes[i]);
	unmake(b);
	kfree(b);
	return err;
}

/**
 * bare_transforms() - measure ciphers, hashes and AEADs
 * @m: the output
 *
 * Return: 0 or an error.
 */
int bare_transforms(struct seq_file *m)
{
	void *src, *dst;
	unsigned int i;
	int err = -ENOMEM;

	src = kzalloc(BENCH_OUT_MAX, GFP_KERNEL);
	dst = kzalloc(BENCH_OUT_MAX, GFP_KERNEL);
	if (!src || !dst)
		goto out;
	err = 0;
	for (i = 0; i < ARRAY_SIZE(bench_algs) && !err; i++)
		err = measure_alg(m, &bench_algs[i], src, dst);
out:
	kfree(dst);
	kfree(src);
	return err;
}
