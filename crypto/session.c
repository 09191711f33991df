// SPDX-License-Identifier: GPL-2.0
/*
 * Making and freeing sessions.
 */
#include <crypto/aead.h>
#include <crypto/akcipher.h>
#include <crypto/hash.h>
#include <crypto/kpp.h>
#include <crypto/skcipher.h>
#include <linux/slab.h>

#include "crypto/pubkey/pubkey.h"
#include "crypto/tls/hmac_ct.h"
#include "crypto/transforms.h"
#include "crypto/user_limits.h"
#include "crypto/stats/stats.h"
#include "zc/reject.h"

/* A driver that failed the kernel's own test is one that we do not have. */
static int alloc_error(int err, const struct cryptodev_alg *alg)
{
	if (err)
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

	tfm = cryptodev_alloc_skcipher(ses->cipher_alg->name, params->driver);
	if (IS_ERR(tfm))
		return alloc_error(PTR_ERR(tfm), ses->cipher_alg);
	ses->skcipher = tfm;
	return crypto_skcipher_setkey(tfm, params->key, params->keylen);
}

static int add_aead(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params,
		    const struct cryptodev_alg *alg, const u8 *key, u32 keylen)
{
	return alloc_error(cryptodev_aead_add(ses, alg->name, params->driver,
					      alg->tag_len, key, keylen), alg);
}

static int choose_cipher(struct cryptodev_session *ses,
			 const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(params->cipher);

	if (!alg || (alg->kind != CRYPTODEV_CIPHER &&
		     alg->kind != CRYPTODEV_AEAD))
		return cryptodev_reject(-EINVAL, "no cipher %u",
					params->cipher);
	ses->cipher_alg = alg;
	return check_key(alg, params->keylen);
}

static int choose_hash(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(params->mac);

	if (!alg || (alg->kind != CRYPTODEV_HASH &&
		     alg->kind != CRYPTODEV_MAC &&
		     alg->kind != CRYPTODEV_GMAC))
		return cryptodev_reject(-EINVAL, "no hash %u", params->mac);
	ses->hash_alg = alg;
	return alg->kind == CRYPTODEV_HASH ? 0 :
					     check_key(alg, params->mackeylen);
}

static int check_pair(const struct cryptodev_session *ses, u32 flags)
{
	const struct cryptodev_alg *cipher = ses->cipher_alg;
	const struct cryptodev_alg *hash = ses->hash_alg;

	if (flags & CRYPTODEV_SES_ETM) {
		if (!cipher || cipher->kind != CRYPTODEV_CIPHER ||
		    !hash || hash->kind != CRYPTODEV_MAC)
			return cryptodev_reject(-EINVAL,
						"no cipher and mac to be one");
	} else if (cipher && hash && (cipher->kind == CRYPTODEV_AEAD ||
				      hash->kind == CRYPTODEV_GMAC)) {
		return cryptodev_reject(-EINVAL, "AEAD beside another");
	}
	return 0;
}

/* The table's rows for what is asked, before anything is made of them. */
static int choose(struct cryptodev_session *ses,
		  const struct cryptodev_session_params *params)
{
	int err = 0;

	if (!params->cipher && !params->mac)
		return cryptodev_reject(-EINVAL, "neither cipher nor hash");
	if (params->cipher)
		err = choose_cipher(ses, params);
	if (!err && params->mac)
		err = choose_hash(ses, params);
	return err ?: check_pair(ses, params->flags);
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
	const struct cryptodev_alg *alg = ses->hash_alg;
	struct crypto_ahash *tfm;
	int err;

	tfm = cryptodev_alloc_ahash(alg->name, params->driver);
	if (IS_ERR(tfm))
		return alloc_error(PTR_ERR(tfm), alg);
	ses->ahash = tfm;
	ses->digest_len = alg->digest_len;
	err = add_states(ses);
	if (err || alg->kind == CRYPTODEV_HASH)
		return err;
	if (alg->hash && ses->cipher_alg) {
		const char *hash = cryptodev_alg_find(alg->hash)->name;

		ses->hmac_ct = cryptodev_hmac_ct_create(hash, params->mackey,
							params->mackeylen);
		if (!ses->hmac_ct)
			return -ENOMEM;
	}
	return crypto_ahash_setkey(tfm, params->mackey, params->mackeylen);
}

static int add_transforms(struct cryptodev_session *ses,
			  const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *cipher = ses->cipher_alg;
	const struct cryptodev_alg *hash = ses->hash_alg;
	int err = 0;

	if (params->flags & CRYPTODEV_SES_ETM)
		return alloc_error(cryptodev_etm_add(ses, params), cipher);
	if (hash && hash->kind == CRYPTODEV_GMAC)
		return add_aead(ses, params, hash, params->mackey,
				params->mackeylen);
	if (cipher && cipher->kind == CRYPTODEV_AEAD)
		return add_aead(ses, params, cipher, params->key,
				params->keylen);
	if (cipher)
		err = add_skcipher(ses, params);
	if (!err && hash)
		err = add_hash(ses, params);
	return err;
}

static const struct cryptodev_session_ops *
choose_ops(const struct cryptodev_session *ses)
{
	if (ses->aead)
		return ses->cipher_alg ? &cryptodev_aead_ops :
					 &cryptodev_gmac_ops;
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

	cryptodev_trace_session_free(ses);
	cryptodev_usage_remove(ses);
	cryptodev_user_remove(ses);
	for (i = 0; i < ARRAY_SIZE(ses->spare); i++)
		if (ses->spare[i])
			cryptodev_request_free(ses->spare[i]);
	crypto_free_skcipher(ses->skcipher);
	crypto_free_ahash(ses->ahash);
	crypto_free_akcipher(ses->akcipher);
	crypto_free_kpp(ses->kpp);
	cryptodev_asym_free(ses->asym);
	cryptodev_aead_free(ses->aead);
	cryptodev_hmac_ct_free(ses->hmac_ct);
	cryptodev_session_uncharge(ses);
	for (i = 0; i < ARRAY_SIZE(ses->running.state); i++)
		kfree_sensitive(ses->running.state[i]);
	memzero_explicit(ses->iv, sizeof(ses->iv));
	kfree_rcu(ses, rcu);
}

/**
 * cryptodev_session_alloc() - begin to make a session
 *
 * May sleep.
 *
 * Return: a session with one reference that has no transform yet, or NULL.
 */
struct cryptodev_session *cryptodev_session_alloc(void)
{
	struct cryptodev_session *ses;

	ses = kzalloc(sizeof(*ses), GFP_KERNEL_ACCOUNT);
	if (!ses)
		return NULL;
	refcount_set(&ses->refs, 1);
	ses->counts = &cryptodev_unaccounted;
	ses->file_counts = &cryptodev_unaccounted;
	spin_lock_init(&ses->iv_lock);
	cryptodev_order_init(ses);
	mutex_init(&ses->running.lock);
	return ses;
}

/**
 * cryptodev_session_create() - make a session
 * @params: what it is to be made of; not kept
 *
 * Of the drivers that may serve it, that of the highest priority does. May sleep
 * and load modules.
 *
 * Return: a session with one reference, or an error: -EINVAL for a number that
 * is not in the table, for a wrong combination or a key of a wrong length,
 * -ENOENT for an algorithm that this kernel lacks or has no such driver of, -ENOMEM, -EINTR.
 */
struct cryptodev_session *
cryptodev_session_create(const struct cryptodev_session_params *params)
{
	struct cryptodev_session *ses = cryptodev_session_alloc();
	int err;

	if (!ses)
		return ERR_PTR(-ENOMEM);
	ses->ordered = params->flags & CRYPTODEV_SES_ORDERED;
	err = choose(ses, params) ?: cryptodev_session_charge(ses) ?:
	      add_transforms(ses, params) ?:
	      cryptodev_usage_add(params->usage, ses);
	if (err) {
		cryptodev_session_free(ses);
		return ERR_PTR(err);
	}
	ses->ops = choose_ops(ses);
	ses->alignmask = crypto_tfm_alg_alignmask(cryptodev_session_cipher_tfm(ses) ?:
						  cryptodev_session_hash_tfm(ses));
	ses->asynchronous =
		cryptodev_may_answer_later(cryptodev_session_cipher_tfm(ses)) ||
		cryptodev_may_answer_later(cryptodev_session_hash_tfm(ses));
	layout(ses);
	cryptodev_trace_session(ses);
	return ses;
}

static struct crypto_tfm *aead_tfm(struct cryptodev_session *ses)
{
	return crypto_aead_tfm(ses->aead->tfm[ses->tag_len]);
}

/**
 * cryptodev_session_cipher_tfm() - what serves a session's cipher
 * @ses: the session
 *
 * Return: the transform of its cipher, AEAD or public-key algorithm, or NULL if
 * it has none.
 */
struct crypto_tfm *cryptodev_session_cipher_tfm(struct cryptodev_session *ses)
{
	if (ses->asym)
		return cryptodev_asym_tfm(ses);
	if (!ses->cipher_alg)
		return NULL;
	return ses->aead ? aead_tfm(ses) : crypto_skcipher_tfm(ses->skcipher);
}

/**
 * cryptodev_session_hash_tfm() - what serves a session's hash
 * @ses: the session
 *
 * Return: the transform of its hash or mac, or NULL if it has none of its own.
 */
struct crypto_tfm *cryptodev_session_hash_tfm(struct cryptodev_session *ses)
{
	if (ses->ahash)
		return crypto_ahash_tfm(ses->ahash);
	return ses->hash_alg && !ses->cipher_alg ? aead_tfm(ses) : NULL;
}
