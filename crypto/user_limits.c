// SPDX-License-Identifier: GPL-2.0
/*
 * What a user has open, over all of its files: the kernel's transforms are not
 * charged to whoever asked for them, so their number is limited.
 */
#include <linux/cred.h>
#include <linux/hashtable.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include "crypto/request/async.h"
#include "crypto/session.h"
#include "crypto/user_limits.h"
#include "zc/reject.h"

/* Sessions of one user, and requests that drivers hold: sysctl dev.crypto. */
unsigned int cryptodev_max_user_sessions;
unsigned int cryptodev_max_user_requests = 4096;

static DEFINE_HASHTABLE(users, 6);
static DEFINE_MUTEX(users_lock); /* protects users and their references */

/*
 * A user who makes a user namespace can be each of the ids that were given to
 * it: all of them count as the namespace's owner. If root has made it, as for a
 * container, they count as the namespace's own root, so that no container takes
 * what root or another container may have.
 */
static kuid_t accounting_uid(void)
{
	struct user_namespace *ns = current_user_ns();
	kuid_t uid;

	if (ns == &init_user_ns)
		return current_euid();
	while (ns->parent != &init_user_ns)
		ns = ns->parent;
	if (!uid_eq(ns->owner, GLOBAL_ROOT_UID))
		return ns->owner;
	uid = make_kuid(ns, 0);
	return uid_valid(uid) ? uid : ns->owner;
}

static struct cryptodev_user *user_by_uid(kuid_t uid)
{
	struct cryptodev_user *user;

	hash_for_each_possible(users, user, node, __kuid_val(uid)) {
		if (uid_eq(user->uid, uid)) {
			user->refs++;
			return user;
		}
	}
	return NULL;
}

static void add_user(struct cryptodev_user *user)
{
	user->refs = 1;
	hash_add(users, &user->node, __kuid_val(user->uid));
}

/**
 * cryptodev_user_get() - the calling task's user
 *
 * May sleep; others do not wait for the memory that this may wait for.
 *
 * Return: the user with a reference for the caller, or NULL if there is no
 * memory.
 */
struct cryptodev_user *cryptodev_user_get(void)
{
	struct cryptodev_user *user, *made;
	kuid_t uid = accounting_uid();

	mutex_lock(&users_lock);
	user = user_by_uid(uid);
	mutex_unlock(&users_lock);
	if (user)
		return user;
	made = kzalloc(sizeof(*made), GFP_KERNEL_ACCOUNT);
	if (!made)
		return NULL;
	made->uid = uid;
	mutex_lock(&users_lock);
	user = user_by_uid(uid);
	if (!user)
		add_user(made);
	mutex_unlock(&users_lock);
	if (!user)
		return made;
	kfree(made);
	return user;
}

/**
 * cryptodev_user_put() - drop a reference
 * @user: the user
 *
 * May sleep.
 */
void cryptodev_user_put(struct cryptodev_user *user)
{
	bool last;

	mutex_lock(&users_lock);
	last = !--user->refs;
	if (last)
		hash_del(&user->node);
	mutex_unlock(&users_lock);
	if (last)
		kfree(user);
}

/**
 * cryptodev_user_charge() - count a session of a user's, or a transform that one
 *			     has besides its first
 * @user: the user
 *
 * Return: 0, or -EMFILE if it has as many as it may.
 */
int cryptodev_user_charge(struct cryptodev_user *user)
{
	if (atomic_inc_return(&user->sessions) <=
	    READ_ONCE(cryptodev_max_user_sessions))
		return 0;
	atomic_dec(&user->sessions);
	return cryptodev_reject(-EMFILE, "too many sessions of a user");
}

/**
 * cryptodev_user_uncharge() - they are no more
 * @user: the user
 * @nr: how many
 */
void cryptodev_user_uncharge(struct cryptodev_user *user, int nr)
{
	atomic_sub(nr, &user->sessions);
}

static bool has_too_much(int requests, long pages, u32 added)
{
	long max_pages = READ_ONCE(cryptodev_max_pinned_bytes) >> PAGE_SHIFT;

	/* One request alone may be as long as any. */
	return requests > READ_ONCE(cryptodev_max_user_requests) ||
	       (pages > max_pages && pages > added);
}

/**
 * cryptodev_user_admit() - count a request that goes to a driver
 * @user: the user
 * @pages: how many it may pin that no queue counts
 *
 * Return: 0, or -EBUSY if drivers hold as many requests of the user, or pages,
 * as they may.
 */
int cryptodev_user_admit(struct cryptodev_user *user, u32 pages)
{
	int requests = atomic_inc_return(&user->requests);
	long sum = atomic_long_add_return(pages, &user->pages);

	if (likely(!has_too_much(requests, sum, pages)))
		return 0;
	cryptodev_user_leave(user, pages);
	return cryptodev_reject(-EBUSY, "drivers hold too much of a user's");
}

/**
 * cryptodev_user_leave() - a driver holds a request no longer
 * @user: the user
 * @pages: as cryptodev_user_admit() got it
 *
 * Runs in any context.
 */
void cryptodev_user_leave(struct cryptodev_user *user, u32 pages)
{
	atomic_dec(&user->requests);
	atomic_long_sub(pages, &user->pages);
}

/**
 * cryptodev_user_add() - a session is a user's, until it is freed
 * @user: the user
 * @ses: the session, not seen by others yet
 *
 * May sleep.
 *
 * Return: as cryptodev_user_charge().
 */
int cryptodev_user_add(struct cryptodev_user *user,
		       struct cryptodev_session *ses)
{
	int err = cryptodev_user_charge(user);

	if (err)
		return err;
	mutex_lock(&users_lock);
	user->refs++;
	mutex_unlock(&users_lock);
	ses->user = user;
	return 0;
}

/**
 * cryptodev_user_remove() - a session is freed
 * @ses: the session, counted or not
 *
 * May sleep.
 */
void cryptodev_user_remove(struct cryptodev_session *ses)
{
	struct cryptodev_user *user = ses->user;

	if (!user)
		return;
	cryptodev_user_uncharge(user, 1 + (ses->aead ? ses->aead->nr_more : 0));
	cryptodev_user_put(user);
}
