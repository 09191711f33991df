// SPDX-License-Identifier: GPL-2.0
/*
 * Creates and frees sessions: chooses the kind of a session from its algorithm
 * numbers, and allocates its transforms. Relies on the algorithm table and on
 * the files of each kind.
 */
#include <linux/crypto.h>
#include <linux/slab.h>

#include "crypto/pubkey/pubkey.h"
#include "crypto/random.h"
#include "crypto/route/route.h"
#include "crypto/session.h"
#include "crypto/stats/drivers.h"
#include "crypto/stats/stats.h"
#include "crypto/transforms.h"
#include "crypto/user_limits.h"
#include "zc/reject.h"

static int check_keylen(const struct cryptodev_alg *alg, u32 keylen)
{
	if (keylen < alg->min_key || keylen > alg->max_key)
		return cryptodev_reject(-EINVAL, "invalid key length %u for %s",
					keylen, alg->name);
	return 0;
}

static int choose_cipher(struct cryptodev_session *ses, u32 number, u32 keylen)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(number);

	if (!alg || (alg->kind != CRYPTODEV_CIPHER &&
		     alg->kind != CRYPTODEV_AEAD &&
		     alg->kind != CRYPTODEV_COMPRESSION))
		return cryptodev_reject(-EINVAL, "unknown cipher %u", number);
	ses->cipher_alg = alg;
	return check_keylen(alg, keylen);
}

static int choose_hash(struct cryptodev_session *ses, u32 number, u32 keylen)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(number);

	if (!alg || (alg->kind != CRYPTODEV_HASH &&
		     alg->kind != CRYPTODEV_MAC &&
		     alg->kind != CRYPTODEV_GMAC))
		return cryptodev_reject(-EINVAL, "unknown hash %u", number);
	ses->hash_alg = alg;
	return alg->kind == CRYPTODEV_HASH ? 0 : check_keylen(alg, keylen);
}

static int check_pair(const struct cryptodev_session *ses, u32 flags)
{
	const struct cryptodev_alg *cipher = ses->cipher_alg;
	const struct cryptodev_alg *hash = ses->hash_alg;

	if (flags & CRYPTODEV_SES_ETM) {
		if (!cipher || cipher->kind != CRYPTODEV_CIPHER ||
		    !hash || hash->kind != CRYPTODEV_MAC)
			return cryptodev_reject(-EINVAL,
						"EtM needs a cipher and a MAC");
		/* authenc() neither carries nor reaches the module's transforms. */
		if (cipher->counter64 || hash->own || hash->optional_key)
			return cryptodev_reject(-ENOENT, "no AEAD of %s and %s",
						cipher->name, hash->name);
	} else if (cipher && hash && (cipher->kind != CRYPTODEV_CIPHER ||
				      hash->kind == CRYPTODEV_GMAC)) {
		return cryptodev_reject(-EINVAL,
					"only a cipher can be part of a pair");
	}
	return 0;
}

static const struct cryptodev_session_ops *
choose_ops(const struct cryptodev_session *ses, u32 flags)
{
	const struct cryptodev_alg *cipher = ses->cipher_alg;
	const struct cryptodev_alg *hash = ses->hash_alg;

	if (flags & CRYPTODEV_SES_ETM)
		return flags & CRYPTODEV_SES_ESN ? &cryptodev_etm_esn_ops :
						   &cryptodev_etm_ops;
	if (cipher && cipher->kind == CRYPTODEV_AEAD)
		return &cryptodev_aead_ops;
	if (cipher && cipher->kind == CRYPTODEV_COMPRESSION)
		return CRYPTODEV_COMPRESS_OPS;
	if (flags & CRYPTODEV_SES_ETA)
		return &cryptodev_eta_ops;
	if (flags & CRYPTODEV_SES_MAC_INPUT)
		return &cryptodev_mac_input_ops;
	if (cipher && !hash && cipher->counter64)
		return &cryptodev_chacha_ops;
	if (cipher)
		return hash ? &cryptodev_cipher_hash_ops :
			      &cryptodev_cipher_ops;
	return hash->kind == CRYPTODEV_GMAC ? &cryptodev_gmac_ops :
					      &cryptodev_hash_ops;
}

static int choose_random(struct cryptodev_session *ses,
			 const struct cryptodev_session_recipe *recipe,
			 u32 seedlen)
{
	ses->ops = CRYPTODEV_RANDOM_OPS;
	if (!ses->ops)
		return -ENOENT;
	ses->cipher_alg = cryptodev_random_find(recipe->cipher);
	if (!ses->cipher_alg || recipe->mac)
		return cryptodev_reject(-EINVAL, "generator %u, hash %u",
					recipe->cipher, recipe->mac);
	return check_keylen(ses->cipher_alg, seedlen);
}

/* Looks up the rows of the table and the kind. Allocates nothing. */
static int choose_kind(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params)
{
	const struct cryptodev_session_recipe *recipe = &params->recipe;
	int err = 0;

	if (recipe->flags & CRYPTODEV_SES_PUBKEY) {
		ses->ops = CRYPTODEV_PUBKEY_OPS;
		return ses->ops ? 0 : -ENOENT;
	}
	if (recipe->flags & CRYPTODEV_SES_RANDOM)
		return choose_random(ses, recipe, params->keylen);
	if (!recipe->cipher && !recipe->mac)
		return cryptodev_reject(-EINVAL, "neither cipher nor hash");
	if (recipe->cipher)
		err = choose_cipher(ses, recipe->cipher, params->keylen);
	if (!err && recipe->mac)
		err = choose_hash(ses, recipe->mac, params->mackeylen);
	err = err ?: check_pair(ses, recipe->flags);
	if (err)
		return err;
	ses->ops = choose_ops(ses, recipe->flags);
	return ses->ops ? 0 : -ENOENT;
}

/* A driver that failed its self-test (ELIBBAD) counts as missing. */
static int init_kind(struct cryptodev_session *ses,
		     const struct cryptodev_session_params *params)
{
	int err = ses->ops->init(ses, params);

	if (err)
		pr_debug("session of cipher %u, hash %u: %d\n",
			 params->recipe.cipher, params->recipe.mac, err);
	return err == -ELIBBAD ? -ENOENT : err;
}

/* Cuts the salt off the key. */
static int take_salt(struct cryptodev_session *ses,
		     struct cryptodev_session_params *params)
{
	const u8 *key = params->recipe.cipher ? params->key : params->mackey;
	u32 *len = params->recipe.cipher ? &params->keylen : &params->mackeylen;

	if (!(params->recipe.flags & CRYPTODEV_SES_SALT))
		return 0;
	if (*len < CRYPTODEV_SALT_LEN)
		return cryptodev_reject(-EINVAL, "key of %u bytes", *len);
	*len -= CRYPTODEV_SALT_LEN;
	memcpy(ses->salt, key + *len, CRYPTODEV_SALT_LEN);
	return 0;
}

/* The IV as a program gives it, and its place in the transform's. */
static int choose_iv(struct cryptodev_session *ses,
		     const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = ses->cipher_alg ?: ses->hash_alg;
	u32 len = params->recipe.ivlen;

	if (!alg)
		return 0;
	ses->iv_len = alg->iv_len;
	ses->unverified = params->recipe.flags & CRYPTODEV_SES_UNVERIFIED;
	if (!len || len == alg->iv_len)
		return 0;
	ses->iv_len = len;
	if (alg->ccm)
		return cryptodev_ccm_check_nonce(len);
	/* XTS's IV is a number, whose high half is then 0. */
	if (alg->kind == CRYPTODEV_CIPHER && !alg->chains && len == 8)
		return 0;
	ses->iv_at = CRYPTODEV_SALT_LEN;
	return alg->iv_len == 12 && len == 8 ? 0 :
		cryptodev_reject(-EINVAL, "IV of %u bytes", len);
}

static int choose_mac_len(struct cryptodev_session *ses,
			  const struct cryptodev_session_params *params)
{
	if (!params->recipe.maclen || ses->aead)
		return 0;
	if (params->recipe.maclen > ses->digest_len)
		return cryptodev_reject(-EINVAL, "mac of %u bytes",
					params->recipe.maclen);
	ses->digest_len = params->recipe.maclen;
	return 0;
}

/**
 * cryptodev_session_set_tfms() - record the transforms of a session
 * @ses: the session, not visible to other threads yet
 * @cipher: the transform of its cipher or AEAD, or NULL
 * @hash: the transform of its hash or MAC, or NULL
 *
 * Sets the alignment mask, and whether a driver may complete requests later.
 * May sleep.
 */
void cryptodev_session_set_tfms(struct cryptodev_session *ses,
				struct crypto_tfm *cipher,
				struct crypto_tfm *hash)
{
	ses->cipher_tfm = cipher;
	ses->hash_tfm = hash;
	ses->alignmask = crypto_tfm_alg_alignmask(cipher ?: hash);
	ses->asynchronous = cryptodev_may_answer_later(cipher) ||
			    cryptodev_may_answer_later(hash);
}

/**
 * cryptodev_session_free() - slow path of cryptodev_session_put()
 * @ses: a session without references, or one that has not been returned yet
 *
 * Wipes its secrets. May sleep.
 */
void cryptodev_session_free(struct cryptodev_session *ses)
{
	unsigned int i;

	cryptodev_trace_session_free(ses);
	cryptodev_counters_remove(ses);
	cryptodev_user_remove(ses);
	for (i = 0; i < ARRAY_SIZE(ses->spare); i++)
		if (ses->spare[i])
			cryptodev_request_free(ses->spare[i]);
	if (ses->ops)
		ses->ops->free(ses);
	cryptodev_route_free(ses);
	cryptodev_session_uncharge(ses);
	memzero_explicit(ses->iv, sizeof(ses->iv));
	memzero_explicit(ses->salt, sizeof(ses->salt));
	kfree_rcu(ses, rcu);
}

/**
 * cryptodev_session_alloc() - allocate a session without transforms
 * May sleep.
 *
 * Return: a session with one reference, or NULL if there is no memory.
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
 * cryptodev_session_driver_id() - the id of the driver that serves a session
 * @ses: the session
 *
 * Return: the id of its first driver that is a device, else 0.
 */
s32 cryptodev_session_driver_id(const struct cryptodev_session *ses)
{
	return cryptodev_driver_id(ses->driver[0]) ?:
	       cryptodev_driver_id(ses->driver[1]);
}

/**
 * cryptodev_session_make() - make a session whose requests count nowhere
 * @params: its parameters; not kept, and @usage is not used
 *
 * The session uses the driver of the highest priority among the allowed
 * drivers. May sleep and load modules.
 *
 * Return: a session with one reference, or an ERR_PTR: -EINVAL for an unknown
 * number, a wrong combination or a wrong key length, -ENOENT if this kernel
 * lacks the algorithm or has no allowed driver for it, -ENOMEM, -EINTR, or the
 * driver's error.
 */
struct cryptodev_session *
cryptodev_session_make(const struct cryptodev_session_params *params)
{
	struct cryptodev_session *ses = cryptodev_session_alloc();
	struct cryptodev_session_params own = *params;
	int err;

	if (!ses)
		return ERR_PTR(-ENOMEM);
	ses->ordered = params->recipe.flags & CRYPTODEV_SES_ORDERED;
	err = take_salt(ses, &own) ?: choose_kind(ses, &own) ?:
	      choose_iv(ses, &own) ?: cryptodev_session_charge(ses) ?:
	      init_kind(ses, &own) ?: choose_mac_len(ses, &own) ?:
	      cryptodev_allow(ses, params->recipe.allowed);
	if (err) {
		cryptodev_session_free(ses);
		return ERR_PTR(err);
	}
	ses->gated = ses->asynchronous || ses->forbidden;
	if (ses->aead)
		cryptodev_iv_counter_init(&ses->iv_counter);
	return ses;
}

/**
 * cryptodev_session_create() - make a session of an open file
 * @params: its parameters; kept only if the session is on hardware and may have
 *	    a fallback
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_session_make().
 */
struct cryptodev_session *
cryptodev_session_create(const struct cryptodev_session_params *params)
{
	struct cryptodev_session *ses = cryptodev_session_make(params);
	int err;

	if (IS_ERR(ses))
		return ses;
	err = cryptodev_counters_add(params->usage, ses) ?:
	      cryptodev_route_add(ses, params);
	if (err) {
		cryptodev_session_free(ses);
		return ERR_PTR(err);
	}
	ses->recipe = params->recipe;
	cryptodev_trace_session(ses);
	return ses;
}
