// SPDX-License-Identifier: GPL-2.0
/*
 * A request with a key of its own. It leaves its session for a private one with the
 * same algorithms and driver, which is freed with the request. So the key of the
 * session, and requests on it that are in flight, are not affected.
 *
 * The private session counts for the user as any other one.
 */
#include <linux/crypto.h>

#include "crypto/rekey.h"
#include "crypto/user_limits.h"
#include "zc/reject.h"

/**
 * cryptodev_session_takes_key() - has a session a cipher with a key?
 * @ses: the session
 */
bool cryptodev_session_takes_key(const struct cryptodev_session *ses)
{
	const struct cryptodev_alg *alg = ses->cipher_alg;

	return alg && alg->kind != CRYPTODEV_COMPRESSION && alg->max_key;
}

/**
 * cryptodev_session_takes_mackey() - has a session a MAC?
 * @ses: the session
 */
bool cryptodev_session_takes_mackey(const struct cryptodev_session *ses)
{
	const struct cryptodev_alg *alg = ses->hash_alg;

	return alg && alg->kind != CRYPTODEV_HASH;
}

/* The request keeps its memory, which the driver's requests must fit. */
static bool same_layout(const struct cryptodev_session *a,
			const struct cryptodev_session *b)
{
	return a->request_size == b->request_size &&
	       a->cipher_off == b->cipher_off && a->hash_off == b->hash_off &&
	       a->iv_off == b->iv_off && a->digest_off == b->digest_off;
}

static const char *driver_name(const struct cryptodev_session *ses)
{
	return crypto_tfm_alg_driver_name(ses->cipher_tfm ?: ses->hash_tfm);
}

/**
 * cryptodev_rekey() - move a request to a private session
 * @req: the request, on a session with a transform; no driver holds it
 * @keys: the keys, and the drivers that may serve them: the policy may have
 *	  changed since the session was created; no other field is read
 *
 * May sleep and load modules.
 *
 * Return: 0, or an error with @req on its session: -EMFILE if the user has reached
 * its limit of sessions, -ENOENT if the driver was replaced or may not serve
 * the keys, or as cryptodev_session_create().
 */
int cryptodev_rekey(struct cryptodev_request *req,
		    const struct cryptodev_session_params *keys)
{
	struct cryptodev_session *was = req->ses, *ses;
	struct cryptodev_session_params params = {
		.recipe = was->recipe,
		.driver_name = driver_name(was),
		.usage = was->counters,
		.key = keys->key, .keylen = keys->keylen,
		.mackey = keys->mackey, .mackeylen = keys->mackeylen,
	};
	int err;

	params.recipe.driver = keys->recipe.driver;
	ses = cryptodev_session_create(&params);
	if (IS_ERR(ses))
		return PTR_ERR(ses);
	err = cryptodev_user_add(was->user, ses);
	if (!err && !same_layout(was, ses))
		err = cryptodev_reject(-ENOENT, "driver was replaced");
	if (err) {
		cryptodev_session_put(ses);
		return err;
	}
	req->ses = ses;
	cryptodev_session_put(was);
	return 0;
}
