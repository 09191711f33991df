// SPDX-License-Identifier: GPL-2.0
/*
 * The algorithms that the accelerator offers, one row each. A software
 * transform of the same name computes each of them, and one of AES those of PAES.
 */
#include <crypto/aes.h>
#include <crypto/blake2b.h>
#include <crypto/chacha.h>
#include <crypto/internal/des.h>
#include <crypto/md5.h>
#include <crypto/sha1.h>
#include <crypto/sha2.h>
#include <linux/ctype.h>
#include <linux/module.h>

#include "accel.h"
#include "compat.h"

/* Above each software driver and each other device's driver. */
#define PRIORITY	5000

#define CIPHER(_name, _block, _iv, _min, _max)				\
	{ .kind = &accel_skcipher_kind, .skcipher = {			\
		.base.cra_name = (_name), .base.cra_blocksize = (_block), \
		.ivsize = (_iv), .min_keysize = (_min),			\
		.max_keysize = (_max) } }

#define AES_CIPHER(_mode, _iv)						\
	CIPHER(_mode "(aes)", AES_BLOCK_SIZE, _iv, AES_MIN_KEY_SIZE,	\
	       AES_MAX_KEY_SIZE)

/* AES with an opaque key (paes.c); XTS has two keys in its blob. */
#define PAES(_mode, _block, _iv, _min, _max)				\
	{ .kind = &accel_skcipher_kind, .skcipher = {			\
		.base.cra_name = _mode "(paes)",			\
		.base.cra_blocksize = (_block), .ivsize = (_iv),	\
		.min_keysize = ACCEL_PAES_HEADER + (_min),		\
		.max_keysize = ACCEL_PAES_HEADER + (_max) } }

#define AES_CBC_HMAC(_hash, _tag)					\
	{ .kind = &accel_aead_kind, .aead = {				\
		.base.cra_name = "authenc(hmac(" _hash "),cbc(aes))",	\
		.base.cra_blocksize = AES_BLOCK_SIZE,			\
		.ivsize = AES_BLOCK_SIZE, .maxauthsize = (_tag) } }

/* In Linux 7.2, an exported state has up to 8 bytes more than the structure. */
#define STATE_MORE	8

#define HASH(_name, _block, _digest, _state)				\
	{ .kind = &accel_ahash_kind, .ahash = {				\
		.halg.base.cra_name = (_name),				\
		.halg.base.cra_blocksize = (_block),			\
		.halg.digestsize = (_digest),				\
		.halg.statesize = STATE_MORE + sizeof(_state) } }

static struct accel_alg algs[] = {
	AES_CIPHER("cbc", AES_BLOCK_SIZE),
	AES_CIPHER("ecb", 0),
	{ .kind = &accel_skcipher_kind, .skcipher = {
		.base.cra_name = "ctr(aes)", .base.cra_blocksize = 1,
		.ivsize = AES_BLOCK_SIZE, .chunksize = AES_BLOCK_SIZE,
		.min_keysize = AES_MIN_KEY_SIZE,
		.max_keysize = AES_MAX_KEY_SIZE } },
	PAES("ecb", AES_BLOCK_SIZE, 0, AES_MIN_KEY_SIZE, AES_MAX_KEY_SIZE),
	PAES("cbc", AES_BLOCK_SIZE, AES_BLOCK_SIZE, AES_MIN_KEY_SIZE,
	     AES_MAX_KEY_SIZE),
	PAES("ctr", 1, AES_BLOCK_SIZE, AES_MIN_KEY_SIZE, AES_MAX_KEY_SIZE),
	PAES("xts", AES_BLOCK_SIZE, AES_BLOCK_SIZE, 2 * AES_MIN_KEY_SIZE,
	     2 * AES_MAX_KEY_SIZE),
	CIPHER("cbc(des)", DES_BLOCK_SIZE, DES_BLOCK_SIZE, DES_KEY_SIZE,
	       DES_KEY_SIZE),
	CIPHER("cbc(des3_ede)", DES3_EDE_BLOCK_SIZE, DES3_EDE_BLOCK_SIZE,
	       DES3_EDE_KEY_SIZE, DES3_EDE_KEY_SIZE),
	CIPHER("cbc(camellia)", 16, 16, 16, 32),
	{ .kind = &accel_skcipher_kind, .skcipher = {
		.base.cra_name = "chacha20", .base.cra_blocksize = 1,
		.ivsize = CHACHA_IV_SIZE, .chunksize = CHACHA_BLOCK_SIZE,
		.min_keysize = CHACHA_KEY_SIZE,
		.max_keysize = CHACHA_KEY_SIZE } },

	{ .kind = &accel_aead_kind, .aead = {
		.base.cra_name = "gcm(aes)", .base.cra_blocksize = 1,
		.ivsize = 12, .maxauthsize = AES_BLOCK_SIZE,
		.chunksize = AES_BLOCK_SIZE } },
	AES_CBC_HMAC("sha1", SHA1_DIGEST_SIZE),
	AES_CBC_HMAC("sha256", SHA256_DIGEST_SIZE),

	HASH("md5", MD5_HMAC_BLOCK_SIZE, MD5_DIGEST_SIZE,
	     struct md5_state),
	HASH("hmac(md5)", MD5_HMAC_BLOCK_SIZE, MD5_DIGEST_SIZE,
	     struct md5_state),
	HASH("sha1", SHA1_BLOCK_SIZE, SHA1_DIGEST_SIZE,
	     struct sha1_state),
	HASH("hmac(sha1)", SHA1_BLOCK_SIZE, SHA1_DIGEST_SIZE,
	     struct sha1_state),
	HASH("sha224", SHA224_BLOCK_SIZE, SHA224_DIGEST_SIZE,
	     struct sha256_state),
	HASH("hmac(sha224)", SHA224_BLOCK_SIZE, SHA224_DIGEST_SIZE,
	     struct sha256_state),
	HASH("sha256", SHA256_BLOCK_SIZE, SHA256_DIGEST_SIZE,
	     struct sha256_state),
	HASH("hmac(sha256)", SHA256_BLOCK_SIZE, SHA256_DIGEST_SIZE,
	     struct sha256_state),
	HASH("sha384", SHA384_BLOCK_SIZE, SHA384_DIGEST_SIZE,
	     struct sha512_state),
	HASH("hmac(sha384)", SHA384_BLOCK_SIZE, SHA384_DIGEST_SIZE,
	     struct sha512_state),
	HASH("sha512", SHA512_BLOCK_SIZE, SHA512_DIGEST_SIZE,
	     struct sha512_state),
	HASH("hmac(sha512)", SHA512_BLOCK_SIZE, SHA512_DIGEST_SIZE,
	     struct sha512_state),
	{ .kind = &accel_ahash_kind, .ahash = {
		.halg.base.cra_name = "blake2b-512",
		.halg.base.cra_flags = CRYPTO_ALG_OPTIONAL_KEY,
		.halg.base.cra_blocksize = BLAKE2B_BLOCK_SIZE,
		.halg.digestsize = BLAKE2B_HASH_SIZE,
		.halg.statesize = STATE_MORE +
			sizeof(struct blake2b_state) } },

	/*
	 * pkcs1pad(rsa,...) is a template, which uses the rsa of the highest
	 * priority.
	 */
	{ .kind = &accel_akcipher_kind, .akcipher = {
		.base.cra_name = "rsa" } },
	/* The same for ffdhe2048(dh) and the other groups. */
	{ .kind = &accel_kpp_kind, .kpp = { .base.cra_name = "dh" } },

	{ .kind = &accel_acomp_kind, .acomp = {
		.base.cra_name = "deflate" } },
};

/* cbc(aes) becomes cbc-aes-accel, in the usual form of drivers' names. */
static void name_driver(struct crypto_alg *base)
{
	const char *from;
	char name[CRYPTO_MAX_ALG_NAME];
	unsigned int n = 0;

	for (from = base->cra_name; *from; from++) {
		if (isalnum(*from) || *from == '_')
			name[n++] = *from;
		else if (n && name[n - 1] != '-')
			name[n++] = '-';
	}
	while (n && name[n - 1] == '-')
		n--;
	snprintf(base->cra_driver_name, sizeof(base->cra_driver_name),
		 "%.*s-accel", n, name);
}

static int add(struct accel_alg *alg)
{
	struct crypto_alg *base = alg->kind->base(alg);
	char inner[CRYPTO_MAX_ALG_NAME];
	int err;

	name_driver(base);
	if (!accel_wanted(base->cra_driver_name) ||
	    !crypto_has_alg(accel_inner_name(inner, base->cra_name),
			    alg->kind->type,
			    alg->kind->mask | ACCEL_INNER_MASK))
		return 0;
	base->cra_priority = PRIORITY;
	/* The inner request may need more memory than our own context. */
	base->cra_flags |= CRYPTO_ALG_ASYNC | CRYPTO_ALG_KERN_DRIVER_ONLY |
			   CRYPTO_ALG_ALLOCATES_MEMORY;
	base->cra_ctxsize = sizeof(struct accel_tfm);
	if (ACCEL_HASH_ALIGNS || alg->kind != &accel_ahash_kind)
		base->cra_alignmask = accel_alignmask;
	base->cra_module = THIS_MODULE;
	err = alg->kind->add(alg);
	alg->registered = !err;
	return err;
}

static void remove_all(void)
{
	struct accel_alg *alg;

	for (alg = algs + ARRAY_SIZE(algs); alg-- > algs; )
		if (alg->registered)
			alg->kind->remove(alg);
}

static int add_all(void)
{
	struct accel_alg *alg;
	int err;

	for (alg = algs; alg < algs + ARRAY_SIZE(algs); alg++) {
		err = add(alg);
		if (err) {
			remove_all();
			return err;
		}
	}
	return 0;
}

/*
 * The device must run before the first registration, which tests the algorithm.
 */
static int __init accel_init(void)
{
	int err;

	err = accel_device_start();
	if (err)
		return err;
	err = accel_counters_show();
	if (err)
		goto stop;
	err = accel_memory_show();
	if (err)
		goto hide;
	err = add_all();
	if (err)
		goto hide_memory;
	accel_trusted_add();
	return 0;
hide_memory:
	accel_memory_hide();
hide:
	accel_counters_hide();
stop:
	accel_device_stop();
	accel_rng_remove();
	return err;
}

/* Each transform holds a reference to the module. */
static void __exit accel_exit(void)
{
	accel_trusted_remove();
	accel_rng_remove();
	remove_all();
	accel_memory_hide();
	accel_counters_hide();
	accel_device_stop();
}

module_init(accel_init);
module_exit(accel_exit);
MODULE_DESCRIPTION("A crypto accelerator in software, to test with");
MODULE_LICENSE("GPL");
