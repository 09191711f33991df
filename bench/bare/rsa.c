// SPDX-License-Identifier: GPL-2.0
/*
 * Measures RSA's bare operations, with a key that is set once.
 */
#include <crypto/akcipher.h>
#include <linux/crypto.h>
#include <linux/scatterlist.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "bare.h"
#include "rsa_key.h"

/**
 * struct rsa - a transform and one request to it
 * @tfm: the transform
 * @req: the request
 * @wait: for an asynchronous driver
 * @in: the scatterlist of @number
 * @out: the scatterlist of @result
 * @op: the operation to measure
 * @number: the input
 * @result: the output
 */
struct rsa {
	struct crypto_akcipher *tfm;
	struct akcipher_request *req;
	struct crypto_wait wait;
	struct scatterlist in;
	struct scatterlist out;
	int (*op)(struct akcipher_request *req);
	u8 number[BENCH_RSA_BYTES];
	u8 result[BENCH_RSA_BYTES];
};

static int once(void *arg)
{
	struct rsa *rsa = arg;

	akcipher_request_set_crypt(rsa->req, &rsa->in, &rsa->out,
				   BENCH_RSA_BYTES, BENCH_RSA_BYTES);
	return crypto_wait_req(rsa->op(rsa->req), &rsa->wait);
}

static int make(struct rsa *rsa)
{
	struct crypto_akcipher *tfm = crypto_alloc_akcipher("rsa", 0, 0);

	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	rsa->tfm = tfm;
	rsa->req = akcipher_request_alloc(tfm, GFP_KERNEL);
	if (!rsa->req)
		return -ENOMEM;
	crypto_init_wait(&rsa->wait);
	akcipher_request_set_callback(rsa->req, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG,
				      crypto_req_done, &rsa->wait);
	memset(rsa->number, 0x5a, sizeof(rsa->number));
	sg_init_one(&rsa->in, rsa->number, sizeof(rsa->number));
	sg_init_one(&rsa->out, rsa->result, sizeof(rsa->result));
	return 0;
}

static int measure(struct seq_file *m, struct rsa *rsa)
{
	int err;

	err = crypto_akcipher_set_pub_key(rsa->tfm, bench_rsa_public,
					  sizeof(bench_rsa_public));
	rsa->op = crypto_akcipher_encrypt;
	err = err ?: bare_measure(m, "rsa-2048-public", BENCH_RSA_BYTES,
				  BENCH_RSA_OPS, once, rsa);
	err = err ?: crypto_akcipher_set_priv_key(rsa->tfm, bench_rsa_private,
						  sizeof(bench_rsa_private));
	rsa->op = crypto_akcipher_decrypt;
	return err ?: bare_measure(m, "rsa-2048-private", BENCH_RSA_BYTES,
				   BENCH_RSA_OPS, once, rsa);
}

/**
 * bare_rsa() - measure RSA's bare operations
 * @m: the output
 *
 * Return: 0 or an error.
 */
int bare_rsa(struct seq_file *m)
{
	struct rsa *rsa = kzalloc(sizeof(*rsa), GFP_KERNEL);
	int err;

	if (!rsa)
		return -ENOMEM;
	err = make(rsa) ?: measure(m, rsa);
	if (rsa->req)
		akcipher_request_free(rsa->req);
	crypto_free_akcipher(rsa->tfm);
	kfree(rsa);
	return err;
}
