// SPDX-License-Identifier: GPL-2.0
/*
 * What the transforms cost in the kernel alone, without a system call or a
 * copy: requests that are made once, from pages of the kernel's to others.
 * Reading the file cryptodev_bare in debugfs measures and answers as the
 * programs beside do; where the clock counts instructions, so does it.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/crypto.h>
#include <linux/debugfs.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/seq_file.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "algs.h"

#define WARM_UP	8

static unsigned int batch = 200;
module_param(batch, uint, 0644);
MODULE_PARM_DESC(batch, "small operations of a batch");

/**
 * struct bare - a transform and one request to it
 * @alg: which
 * @skcipher: the transform of a cipher
 * @aead: that of an AEAD
 * @ahash: that of a hash
 * @cipher_req: request to @skcipher
 * @aead_req: request to @aead
 * @hash_req: request to @ahash
 * @wait: for a driver that answers later
 * @src: pages of input
 * @dst: pages of output
 * @src_sg: @src
 * @dst_sg: @dst
 * @iv: the IV; a chaining cipher overwrites it
 * @digest: what a hash puts out
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

static int repeat(struct bare *b, unsigned int bytes, unsigned int ops)
{
	const struct bare_kind *kind = &kinds[b->alg->kind];
	int err = 0;

	while (ops-- && !err)
		err = kind->once(b, bytes);
	return err;
}

static int ascending(const void *a, const void *b)
{
	u64 x = *(const u64 *)a, y = *(const u64 *)b;

	return (x > y) - (x < y);
}

static int measure(struct seq_file *m, struct bare *b, unsigned int bytes)
{
	unsigned int i, ops = bench_ops(batch, bytes);
	u64 each[BENCH_BATCHES], t;
	int err;

	sg_init_one(&b->src_sg, b->src, bytes);
	sg_init_one(&b->dst_sg, b->dst, bytes + b->alg->out_len);
	err = repeat(b, bytes, WARM_UP);
	for (i = 0; i < BENCH_BATCHES && !err; i++) {
		t = ktime_get_ns();
		err = repeat(b, bytes, ops);
		each[i] = div_u64(ktime_get_ns() - t, ops);
	}
	if (err)
		return err;
	sort(each, BENCH_BATCHES, sizeof(*each), ascending, NULL);
	seq_printf(m, "%s\t%u\tbare\tinstructions\t%llu\n", b->alg->name,
		   bytes, each[BENCH_BATCHES / 2]);
	return 0;
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

static int bare_show(struct seq_file *m, void *unused)
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

/* Room for all of it: a seq file that is too small is filled a second time. */
static int bare_open(struct inode *inode, struct file *file)
{
	return single_open_size(file, bare_show, NULL, SZ_16K);
}

static const struct file_operations bare_fops = {
	.owner = THIS_MODULE,
	.open = bare_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = single_release,
};

static struct dentry *bare_file;

static int __init bare_init(void)
{
	bare_file = debugfs_create_file("cryptodev_bare", 0400, NULL, NULL,
					&bare_fops);
	return PTR_ERR_OR_ZERO(bare_file);
}

static void __exit bare_exit(void)
{
	debugfs_remove(bare_file);
}

module_init(bare_init);
module_exit(bare_exit);
MODULE_DESCRIPTION("What crypto transforms cost in the kernel alone");
MODULE_LICENSE("GPL");
