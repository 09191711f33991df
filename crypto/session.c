// SPDX-License-Identifier: GPL-2.0
/*
 * Making and freeing sessions.
 */
#include <crypto/aead.h>
#include <crypto/hash.h>
#include <crypto/skcipher.h>
#include <linux/slab.h>

#include "crypto/kinds.h"
#include "reject.h"

/* A driver that failed the kernel's own test is one that we do not have. */
static int alloc_error(const void *tfm, const struct cryptodev_alg *alg)
{
	int err = PTR_ERR(tfm);

	pr_debug("no transform %s: %d\n", alg->name, err);
	return err == -ELIBBAD ? -ENOENT : err;
}

static int check_key(const struct cryptodev_alg *alg, u32 keylen)
{
	if (keylen < alg->min_key || keylen > alg->max_key)
		return cryptodev_reject(-EINVAL, "no key of %u bytes for %s",
					keylen, alg->name);
	return 0;
}

static int add_skcipher(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params)
{
	struct crypto_skcipher *tfm;

	tfm = crypto_alloc_skcipher(ses->cipher_alg->name, 0, 0);
	if (IS_ERR(tfm))
		return alloc_error(tfm, ses->cipher_alg);
	ses->skcipher = tfm;
	return crypto_skcipher_setkey(tfm, params->key, params->keylen);
}

static int add_aead(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params)
{
	struct cryptodev_aead_tfms *tfms;
	struct crypto_aead *tfm;

	tfms = kzalloc(struct_size(tfms, key, params->keylen),
		       GFP_KERNEL_ACCOUNT);
	if (!tfms)
		return -ENOMEM;
	mutex_init(&tfms->lock);
	tfms->keylen = params->keylen;
	memcpy(tfms->key, params->key, params->keylen);
	ses->aead = tfms;
	tfm = cryptodev_aead_tfm(ses, ses->cipher_alg->tag_len);
	if (IS_ERR(tfm))
		return alloc_error(tfm, ses->cipher_alg);
	tfms->reqsize = crypto_aead_reqsize(tfm);
	return 0;
}

static int add_cipher(struct cryptodev_session *ses,
		      const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(params->cipher);
	int err;

	if (!alg || (alg->kind != CRYPTODEV_CIPHER &&
		     alg->kind != CRYPTODEV_AEAD))
		return cryptodev_reject(-EINVAL, "no cipher %u",
					params->cipher);
	ses->cipher_alg = alg;
	err = check_key(alg, params->keylen);
	if (err)
		return err;
	return alg->kind == CRYPTODEV_AEAD ? add_aead(ses, params) :
					     add_skcipher(ses, params);
}

static int add_states(struct cryptodev_session *ses)
{
	unsigned int i, size = crypto_ahash_statesize(ses->ahash);

	for (i = 0; i < ARRAY_SIZE(ses->running.state); i++) {
		ses->running.state[i] = kzalloc(size, GFP_KERNEL_ACCOUNT);
		if (!ses->running.state[i])
			return -ENOMEM;
	}
	return 0;
}

static int add_hash(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(params->mac);
	struct crypto_ahash *tfm;
	int err;

	if (!alg || (alg->kind != CRYPTODEV_HASH &&
		     alg->kind != CRYPTODEV_HMAC))
		return cryptodev_reject(-EINVAL, "no hash %u", params->mac);
	ses->hash_alg = alg;
	if (alg->kind == CRYPTODEV_HMAC) {
		err = check_key(alg, params->mackeylen);
		if (err)
			return err;
	}
	tfm = crypto_alloc_ahash(alg->name, 0, 0);
	if (IS_ERR(tfm))
		return alloc_error(tfm, alg);
	ses->ahash = tfm;
	ses->digest_len = crypto_ahash_digestsize(tfm);
	err = add_states(ses);
	if (err || alg->kind == CRYPTODEV_HASH)
		return err;
	return crypto_ahash_setkey(tfm, params->mackey, params->mackeylen);
}

static const struct cryptodev_session_ops *
choose_ops(const struct cryptodev_session *ses)
{
	if (ses->aead)
		return &cryptodev_aead_ops;
	if (ses->skcipher && ses->ahash)
		return &cryptodev_cipher_hash_ops;
	return ses->skcipher ? &cryptodev_cipher_ops : &cryptodev_hash_ops;
}

static void layout(struct cryptodev_session *ses)
{
	u32 cipher_size = 0, hash_size = 0;

	if (ses->aead)
		cipher_size = sizeof(struct aead_request) + ses->aead->reqsize;
	if (ses->skcipher)
		cipher_size = sizeof(struct skcipher_request) +
			      crypto_skcipher_reqsize(ses->skcipher);
	if (ses->ahash)
		hash_size = sizeof(struct ahash_request) +
			    crypto_ahash_reqsize(ses->ahash);
	cryptodev_request_layout(ses, cipher_size, hash_size);
}

/**
 * cryptodev_session_free() - the rare part of cryptodev_session_put()
 * @ses: a session with no reference left
 *
 * Wipes its secrets. May sleep.
 */
void cryptodev_session_free(struct cryptodev_session *ses)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(ses->spare); i++)
		if (ses->spare[i])
			cryptodev_request_free(ses->spare[i]);
	crypto_free_skcipher(ses->skcipher);
	crypto_free_ahash(ses->ahash);
	if (ses->aead) {
		for (i = 0; i < ARRAY_SIZE(ses->aead->tfm); i++)
			crypto_free_aead(ses->aead->tfm[i]);
		kfree_sensitive(ses->aead);
	}
	for (i = 0; i < ARRAY_SIZE(ses->running.state); i++)
		kfree_sensitive(ses->running.state[i]);
	memzero_explicit(ses->iv, sizeof(ses->iv));
	kfree_rcu(ses, rcu);
}

/**
 * cryptodev_session_create() - make a session
 * @params: what it is to be made of; not kept
 *
 * The highest-priority driver of each transform serves it. May sleep and load
 * modules.
 *
 * Return: a session with one reference, or an error: -EINVAL for a number that
 * is not in the table, for a wrong combination or a key of a wrong length,
 * -ENOENT for an algorithm that this kernel lacks, -ENOMEM, -EINTR.
 */
struct cryptodev_session *
cryptodev_session_create(const struct cryptodev_session_params *params)
{
	struct cryptodev_session *ses;
	int err = 0;

	if (!params->cipher && !params->mac)
		return ERR_PTR(cryptodev_reject(-EINVAL,
						"neither cipher nor hash"));
	ses = kzalloc(sizeof(*ses), GFP_KERNEL_ACCOUNT);
	if (!ses)
		return ERR_PTR(-ENOMEM);
	refcount_set(&ses->refs, 1);
	spin_lock_init(&ses->iv_lock);
	mutex_init(&ses->running.lock);

	if (params->cipher)
		err = add_cipher(ses, params);
	if (!err && params->mac) {
		if (ses->aead)
			err = cryptodev_reject(-EINVAL, "AEAD beside a hash");
		else
			err = add_hash(ses, params);
	}
	if (err) {
		cryptodev_session_free(ses);
		return ERR_PTR(err);
	}
	ses->ops = choose_ops(ses);
	ses->alignmask = crypto_tfm_alg_alignmask(ses->cipher_alg ?
						  cryptodev_session_cipher_tfm(ses) :
						  cryptodev_session_hash_tfm(ses));
	layout(ses);
	return ses;
}

/**
 * cryptodev_session_cipher_tfm() - what serves a session's cipher
 * @ses: the session
 *
 * Return: the transform of its cipher or AEAD, or NULL if it has none.
 */
struct crypto_tfm *cryptodev_session_cipher_tfm(struct cryptodev_session *ses)
{
	if (ses->aead)
		return crypto_aead_tfm(ses->aead->tfm[ses->cipher_alg->tag_len]);
	return ses->skcipher ? crypto_skcipher_tfm(ses->skcipher) : NULL;
}

/**
 * cryptodev_session_hash_tfm() - what serves a session's hash
 * @ses: the session
 *
 * Return: the transform of its hash or HMAC, or NULL if it has none.
 */
struct crypto_tfm *cryptodev_session_hash_tfm(struct cryptodev_session *ses)
{
	return ses->ahash ? crypto_ahash_tfm(ses->ahash) : NULL;
}
