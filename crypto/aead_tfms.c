// SPDX-License-Identifier: GPL-2.0
/*
 * The transforms of an AEAD. A transform has one tag length for all its requests:
 * a session has one for its full tag, and makes others when a request needs them.
 * Relies on driver.c for the choice of a driver.
 */
#include <crypto/aead.h>
#include <linux/nospec.h>
#include <linux/slab.h>

#include "crypto/transforms.h"
#include "crypto/user_limits.h"
#include "zc/reject.h"

static struct crypto_aead *make_aead_tfm(const struct cryptodev_aead_tfms *tfms,
					 const char *name,
					 enum cryptodev_choice choice,
					 const char *driver, u32 tag_len)
{
	struct crypto_aead *tfm;
	int err;

	tfm = cryptodev_alloc_aead(name, choice, driver);
	if (IS_ERR(tfm))
		return tfm;
	err = crypto_aead_setkey(tfm, tfms->key, tfms->keylen);
	if (!err)
		err = crypto_aead_setauthsize(tfm, tag_len);
	if (err) {
		crypto_free_aead(tfm);
		return ERR_PTR(err);
	}
	return tfm;
}

/**
 * cryptodev_aead_add() - add an AEAD to a session
 * @ses: the session, not visible to other threads yet
 * @params: parameters of the session, for the choice of the driver
 * @name: the kernel's name of the transform
 * @tag_len: bytes of the full tag
 * @key: the key; copied
 * @keylen: bytes of @key
 *
 * May sleep and load modules. In all cases cryptodev_aead_free() frees the
 * partial result.
 *
 * Return: 0, -EINVAL for a key that the transform does not accept, -ENOENT,
 * -ENOMEM, -EINTR, or the driver's error.
 */
int cryptodev_aead_add(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params,
		       const char *name, u32 tag_len, const u8 *key,
		       u32 keylen)
{
	struct cryptodev_aead_tfms *tfms;
	struct crypto_aead *tfm;

	tfms = kzalloc(struct_size(tfms, key, keylen), GFP_KERNEL_ACCOUNT);
	if (!tfms)
		return -ENOMEM;
	mutex_init(&tfms->lock);
	tfms->keylen = keylen;
	memcpy(tfms->key, key, keylen);
	ses->aead = tfms;
	ses->tag_len = tag_len;
	tfm = make_aead_tfm(tfms, name, params->recipe.driver,
			    params->driver_name, tag_len);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	tfms->first = tfm;
	tfms->reqsize = crypto_aead_reqsize(tfm);
	cryptodev_session_set_tfms(ses, crypto_aead_tfm(tfm), NULL);
	cryptodev_request_layout(ses, sizeof(struct aead_request) +
				 tfms->reqsize, 0);
	return 0;
}

/**
 * cryptodev_aead_init() - give a session the AEAD of a row of the table
 * @ses: the session, not visible to other threads yet
 * @params: parameters of the session
 * @alg: the row
 * @key: the key
 * @keylen: its bytes
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_aead_add().
 */
int cryptodev_aead_init(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params,
			const struct cryptodev_alg *alg, const u8 *key,
			u32 keylen)
{
	u32 tag_len = params->recipe.maclen ?: alg->tag_len;
	int err;

	if (tag_len > alg->tag_len)
		return cryptodev_reject(-EINVAL, "tag of %u bytes", tag_len);
	err = cryptodev_aead_add(ses, params, alg->name, tag_len, key, keylen);
	if (err != -EINVAL || tag_len == alg->tag_len || alg->ccm)
		return err;
	/*
	 * The transform has no tag of this length. A shorter tag is the beginning
	 * of the full one, but for CCM.
	 */
	cryptodev_aead_free(ses);
	ses->tag_cut = tag_len;
	return cryptodev_aead_add(ses, params, alg->name, alg->tag_len, key,
				  keylen);
}

/**
 * cryptodev_aead_free() - wipe and free the AEAD of a session
 * @ses: the session, which may not have an AEAD yet
 *
 * May sleep.
 */
void cryptodev_aead_free(struct cryptodev_session *ses)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	unsigned int i;

	if (!tfms)
		return;
	for (i = 0; tfms->more && i < ses->tag_len; i++)
		crypto_free_aead(tfms->more[i]);
	kfree(tfms->more);
	crypto_free_aead(tfms->first);
	kfree_sensitive(tfms);
	ses->aead = NULL;
}

/*
 * An extra transform uses the driver of the first one, and must not need larger
 * requests.
 */
static struct crypto_aead *make_extra_tfm(struct cryptodev_session *ses,
					  u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_tfm *first = crypto_aead_tfm(tfms->first);
	struct crypto_aead *tfm;

	tfm = make_aead_tfm(tfms, crypto_tfm_alg_driver_name(first),
			    CRYPTODEV_ANY_DRIVER, NULL, tag_len);
	if (IS_ERR(tfm) || crypto_aead_reqsize(tfm) <= tfms->reqsize)
		return tfm;
	crypto_free_aead(tfm);
	return ERR_PTR(cryptodev_reject(-ENOENT, "driver was replaced"));
}

/* An extra transform costs as much as a session, and counts as one. */
static struct crypto_aead *make_charged_tfm(struct cryptodev_session *ses,
					    u32 tag_len)
{
	struct crypto_aead *tfm;
	int err = cryptodev_user_charge(ses->user, 1);

	if (err)
		return ERR_PTR(err);
	tfm = make_extra_tfm(ses, tag_len);
	/* The last step, because the session keeps a charge until it is freed. */
	err = PTR_ERR_OR_ZERO(tfm) ?: cryptodev_session_charge(ses);
	if (!err) {
		ses->aead->nr_more++;
		return tfm;
	}
	if (!IS_ERR(tfm))
		crypto_free_aead(tfm);
	cryptodev_user_uncharge(ses->user, 1);
	return ERR_PTR(err);
}

/* Makes the transform for a tag length, unless another thread has made it. */
static struct crypto_aead *add_extra_tfm(struct cryptodev_session *ses,
					 u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_aead **more = tfms->more;
	struct crypto_aead *tfm;

	lockdep_assert_held(&tfms->lock);
	if (!more) {
		more = kcalloc(ses->tag_len, sizeof(*more), GFP_KERNEL_ACCOUNT);
		if (!more)
			return ERR_PTR(-ENOMEM);
		/* Pairs with the acquire below. */
		smp_store_release(&tfms->more, more);
	}
	if (more[tag_len])
		return more[tag_len];
	tfm = make_charged_tfm(ses, tag_len);
	if (IS_ERR(tfm))
		return tfm;
	/* Pairs with the acquire below. */
	smp_store_release(&more[tag_len], tfm);
	return tfm;
}

/**
 * cryptodev_aead_extra_tfm() - the transform for a tag that is not the full one
 * @ses: a session with an AEAD
 * @tag_len: bytes of the tag
 *
 * Makes the transform at the first use of its length. May sleep.
 *
 * Return: the transform, or an ERR_PTR: -EINVAL for an invalid length, -EMFILE,
 * -ENOENT, -ENOMEM, -EINTR, or the driver's error.
 */
struct crypto_aead *cryptodev_aead_extra_tfm(struct cryptodev_session *ses,
					     u32 tag_len)
{
	struct cryptodev_aead_tfms *tfms = ses->aead;
	struct crypto_aead *tfm, **more;

	/* authenc() accepts any tag length, so check it here. */
	if (tag_len < CRYPTODEV_TAG_MIN || tag_len > ses->tag_len)
		return ERR_PTR(cryptodev_reject(-EINVAL,
						"invalid tag length %u",
						tag_len));
	tag_len = array_index_nospec(tag_len, ses->tag_len);
	/* Pairs with the release above: a visible array is ready. */
	more = smp_load_acquire(&tfms->more);
	/* Pairs with the release above: a visible transform is ready. */
	tfm = more ? smp_load_acquire(&more[tag_len]) : NULL;
	if (tfm)
		return tfm;
	if (mutex_lock_killable(&tfms->lock))
		return ERR_PTR(-EINTR);
	tfm = add_extra_tfm(ses, tag_len);
	mutex_unlock(&tfms->lock);
	return tfm;
}
