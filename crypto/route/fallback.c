// SPDX-License-Identifier: GPL-2.0
/*
 * The fallback of a session that hardware serves: a session of the same kind and
 * keys, with software transforms. Its requests read the caller's memory and write
 * the output themselves. Relies on session.c to make it.
 */
#include <linux/err.h>
#include <linux/slab.h>

#include "crypto/route/route.h"
#include "crypto/transforms.h"
#include "crypto/user_limits.h"

/**
 * cryptodev_fallback_keep() - keep the parameters of a session for its fallback
 * @route: the route of the session
 * @params: the parameters that the session was made from
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_fallback_keep(struct cryptodev_route *route,
			    const struct cryptodev_session_params *params)
{
	struct cryptodev_route_keys *keys;

	keys = kmalloc(struct_size(keys, bytes, (size_t)params->keylen +
				   params->mackeylen), GFP_KERNEL_ACCOUNT);
	if (!keys)
		return -ENOMEM;
	keys->params = *params;
	keys->params.recipe.driver = CRYPTODEV_SOFTWARE;
	keys->params.recipe.flags &= ~CRYPTODEV_SES_ORDERED;
	keys->params.key = keys->bytes;
	keys->params.mackey = keys->bytes + params->keylen;
	memcpy(keys->bytes, params->key, params->keylen);
	memcpy(keys->bytes + params->keylen, params->mackey,
	       params->mackeylen);
	route->keys = keys;
	return 0;
}

/* No key may be in freed memory. */
static void wipe_keys(struct cryptodev_route *route)
{
	struct cryptodev_route_keys *keys = route->keys;

	WRITE_ONCE(route->keys, NULL);
	kfree_sensitive(keys);
}

/*
 * A later attempt can succeed after these errors. The kernel's Diffie-Hellman
 * returns EINVAL if it has no memory for a key.
 */
static bool may_try_again(const struct cryptodev_route_keys *keys, int err)
{
	u32 flags = keys->params.recipe.flags;

	return err == -ENOMEM || err == -EMFILE || err == -EINTR ||
	       (err == -EINVAL && flags & CRYPTODEV_SES_PUBKEY);
}

/*
 * Software and hardware may have other tag lengths, and a tag that one of them lacks
 * is cut from the full one. The fallback cuts as the session does: the full tag is
 * that of each message without a tag length of its own.
 */
static struct cryptodev_session *
make_with_tag(const struct cryptodev_session *ses)
{
	struct cryptodev_session_params params = ses->route->keys->params;
	struct cryptodev_session *fallback;

	if (ses->tag_cut)
		params.recipe.maclen = 0;
	fallback = cryptodev_session_make(&params);
	if (IS_ERR(fallback))
		return fallback;
	fallback->tag_cut = ses->tag_cut;
	if (fallback->tag_len == ses->tag_len)
		return fallback;
	cryptodev_session_put(fallback);
	return ERR_PTR(-ENOENT);
}

/* The fallback counts as a session of the user, as an extra transform does. */
static struct cryptodev_session *
make_fallback(const struct cryptodev_session *ses)
{
	struct cryptodev_session *fallback = make_with_tag(ses);
	int err;

	if (IS_ERR(fallback))
		return fallback;
	err = cryptodev_user_add(ses->user, fallback);
	if (!err)
		return fallback;
	cryptodev_session_put(fallback);
	return ERR_PTR(err);
}

/* Makes the fallback unless another task has made it since. */
static struct cryptodev_session *get_locked(struct cryptodev_session *ses)
{
	struct cryptodev_route *route = ses->route;
	struct cryptodev_session *fallback = route->fallback;

	lockdep_assert_held(&route->lock);
	if (fallback || !route->keys)
		return fallback;
	fallback = make_fallback(ses);
	if (IS_ERR(fallback)) {
		if (!may_try_again(route->keys, PTR_ERR(fallback)))
			wipe_keys(route);
		return NULL;
	}
	/* Pairs with the acquire in cryptodev_fallback_get(). */
	smp_store_release(&route->fallback, fallback);
	wipe_keys(route);
	return fallback;
}

/**
 * cryptodev_fallback_get() - the fallback of a session, made at its first use
 * @ses: a session with a route
 *
 * May sleep and load modules.
 *
 * Return: the fallback, which stays until @ses is freed; NULL if the kernel has
 * no software for it, or the user may have no more sessions, or there is no
 * memory, or the task is being killed.
 */
struct cryptodev_session *cryptodev_fallback_get(struct cryptodev_session *ses)
{
	struct cryptodev_route *route = ses->route;
	struct cryptodev_session *fallback;

	/* Pairs with the release above: a visible fallback is ready. */
	fallback = smp_load_acquire(&route->fallback);
	if (likely(fallback) || !READ_ONCE(route->keys))
		return fallback;
	if (mutex_lock_killable(&route->lock))
		return NULL;
	fallback = get_locked(ses);
	mutex_unlock(&route->lock);
	return fallback;
}

/**
 * cryptodev_route_free() - free the route of a session, and wipe its keys
 * @ses: a session without references; it may have no route
 *
 * May sleep.
 */
void cryptodev_route_free(struct cryptodev_session *ses)
{
	struct cryptodev_route *route = ses->route;

	if (!route)
		return;
	if (route->fallback)
		cryptodev_session_put(route->fallback);
	wipe_keys(route);
	mutex_destroy(&route->lock);
	kfree(route);
}

/* True if the request uses or changes the IV that the session keeps. */
static bool has_kept_iv(const struct cryptodev_session *ses,
			int (*process)(struct cryptodev_request *req))
{
	return ses->skcipher && ses->cipher_alg->iv_len &&
	       process == ses->route->own->crypt;
}

/*
 * Gives @soft the IV with which @req continues: the one that it has loaded, or else
 * the one that the last operation on its session left. Since @req loaded it, other
 * operations may have left another one.
 */
static void lend_iv(struct cryptodev_request *soft,
		    const struct cryptodev_request *req, bool loaded)
{
	struct cryptodev_session *ses = req->ses;

	soft->op.flags |= CRYPTODEV_OP_LENT_IV;
	if (loaded) {
		memcpy(soft->iv_given, req->iv_given, CRYPTODEV_IV_MAX);
		return;
	}
	spin_lock(&ses->iv_lock);
	memcpy(soft->iv_given, ses->iv, CRYPTODEV_IV_MAX);
	spin_unlock(&ses->iv_lock);
}

/**
 * cryptodev_fallback_run() - process a request in software
 * @req: the request, which no driver holds; its @op becomes that of the result
 * @fallback: the fallback of its session
 * @process: the operation of the session's kind
 * @again: its driver has failed it
 *
 * Runs in the address space that submitted the request. Takes the IV that the
 * session keeps from it, and leaves it the next one. May sleep and fault.
 *
 * Return: 0 or the error of the call.
 */
int cryptodev_fallback_run(struct cryptodev_request *req,
			   struct cryptodev_session *fallback,
			   int (*process)(struct cryptodev_request *req),
			   bool again)
{
	bool kept_iv = has_kept_iv(req->ses, process);
	struct cryptodev_request *soft;
	int err;

	refcount_inc(&fallback->refs);
	soft = cryptodev_request_get(fallback);
	if (!soft) {
		cryptodev_session_put(fallback);
		return -ENOMEM;
	}
	soft->op = req->op;
	if (kept_iv && !req->op.iv)
		lend_iv(soft, req, again);
	err = process(soft);
	req->op = soft->op;
	req->op.flags &= ~CRYPTODEV_OP_LENT_IV;
	if (kept_iv && !err)
		cryptodev_cipher_keep_iv(req->ses, soft);
	cryptodev_request_put(soft);
	return err;
}
