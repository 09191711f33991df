// SPDX-License-Identifier: GPL-2.0
/*
 * Limits per user on sessions and on requests that drivers hold, over all open
 * files of the user. The kernel does not charge transforms to a user, so their
 * number is limited here. Relies on the calling task's credentials and user
 * namespace.
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

/*
 * Limits on the sessions of one user, and on its requests that drivers hold:
 * sysctls of dev.crypto.
 */
unsigned int cryptodev_max_user_sessions;
unsigned int cryptodev_max_user_requests = 4096;

/* As how many a session of compression counts, which keeps 400 KiB for zlib. */
#define COMPRESSION_WEIGHT	7

static DEFINE_HASHTABLE(users, 6);
static DEFINE_MUTEX(users_lock); /* protects users and their references */

/*
 * A user who creates a user namespace can become any user id that is mapped
 * into it. So all ids of a namespace count as its owner. If root created the
 * namespace, as for a container, its ids count as the root user of the
 * namespace. Then one container cannot use up the limits of root or of another
 * container.
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
 * cryptodev_user_get() - find or add the calling task's user
 * May sleep, but allocates memory outside the lock that other callers wait for.
 *
 * Return: the user with a reference for the caller, or NULL if there is no
 * memory.
 */
struct cryptodev_user *cryptodev_user_get(void)
{
	struct cryptodev_user *user, *new_user;
	kuid_t uid = accounting_uid();

	mutex_lock(&users_lock);
	user = user_by_uid(uid);
	mutex_unlock(&users_lock);
	if (user)
		return user;
	new_user = kzalloc(sizeof(*new_user), GFP_KERNEL_ACCOUNT);
	if (!new_user)
		return NULL;
	new_user->uid = uid;
	mutex_lock(&users_lock);
	user = user_by_uid(uid);
	if (!user)
		add_user(new_user);
	mutex_unlock(&users_lock);
	if (!user)
		return new_user;
	kfree(new_user);
	return user;
}

/**
 * cryptodev_user_put() - drop a reference to a user
 * @user: the user; the last reference frees it
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
 * cryptodev_user_charge() - count a session or an extra transform
 * @user: the user
 * @nr: as how many it counts
 *
 * An extra transform is one that an AEAD session has besides its first. Never
 * sleeps.
 *
 * Return: 0, or -EMFILE if the user has reached the limit.
 */
int cryptodev_user_charge(struct cryptodev_user *user, int nr)
{
	if (atomic_add_return(nr, &user->sessions) <=
	    READ_ONCE(cryptodev_max_user_sessions))
		return 0;
	atomic_sub(nr, &user->sessions);
	return cryptodev_reject(-EMFILE, "too many sessions of a user");
}

/**
 * cryptodev_user_uncharge() - uncount sessions or extra transforms
 * @user: the user
 * @nr: number of sessions and extra transforms that are freed
 *
 * Never sleeps.
 */
void cryptodev_user_uncharge(struct cryptodev_user *user, int nr)
{
	atomic_sub(nr, &user->sessions);
}

/* A single request may be of any length. */
static bool exceeds_pages(long pages, u32 added)
{
	long max_pages = READ_ONCE(cryptodev_max_pinned_bytes) >> PAGE_SHIFT;

	return pages > max_pages && pages > added;
}

static bool exceeds_limits(int requests, long pages, u32 added)
{
	return requests > READ_ONCE(cryptodev_max_user_requests) ||
	       exceeds_pages(pages, added);
}

/**
 * cryptodev_user_admit() - count a request before a driver gets it
 * @user: the user
 * @pages: pages that the request may pin and that no queue counts
 *
 * Never sleeps.
 *
 * Return: 0, or -EBUSY if drivers already hold as many requests or pages of the
 * user as the limits allow.
 */
int cryptodev_user_admit(struct cryptodev_user *user, u32 pages)
{
	int requests = atomic_inc_return(&user->requests);
	long sum = atomic_long_add_return(pages, &user->pages);

	if (likely(!exceeds_limits(requests, sum, pages)))
		return 0;
	cryptodev_user_leave(user, pages);
	return cryptodev_reject(-EBUSY, "too many requests or pages of a user");
}

/**
 * cryptodev_user_hold_pages() - count further pages of an admitted request
 * @user: the user
 * @pages: the pages
 *
 * Never sleeps. cryptodev_user_leave() uncounts them with the request.
 *
 * Return: 0, or -EBUSY if drivers already hold as many pages of the user as the
 * limit allows.
 */
int cryptodev_user_hold_pages(struct cryptodev_user *user, u32 pages)
{
	if (!exceeds_pages(atomic_long_add_return(pages, &user->pages), pages))
		return 0;
	atomic_long_sub(pages, &user->pages);
	return cryptodev_reject(-EBUSY, "too many pages of a user");
}

/**
 * cryptodev_user_leave() - uncount a request that no driver holds any more
 * @user: the user
 * @pages: pages, as cryptodev_user_admit() counted them
 *
 * Runs in any context.
 */
void cryptodev_user_leave(struct cryptodev_user *user, u32 pages)
{
	atomic_dec(&user->requests);
	atomic_long_sub(pages, &user->pages);
}

/* The limit is made for sessions of 64 KiB. */
static int session_weight(const struct cryptodev_session *ses)
{
	return cryptodev_session_compresses(ses) ? COMPRESSION_WEIGHT : 1;
}

/**
 * cryptodev_user_add() - count a session for a user until it is freed
 * @user: the user; the session takes a reference
 * @ses: the session, not visible to other threads yet
 *
 * May sleep.
 *
 * Return: as cryptodev_user_charge().
 */
int cryptodev_user_add(struct cryptodev_user *user,
		       struct cryptodev_session *ses)
{
	int err = cryptodev_user_charge(user, session_weight(ses));

	if (err)
		return err;
	mutex_lock(&users_lock);
	user->refs++;
	mutex_unlock(&users_lock);
	ses->user = user;
	return 0;
}

/**
 * cryptodev_user_remove() - uncount a session and drop its user
 * @ses: the session, which may not have been counted
 *
 * May sleep.
 */
void cryptodev_user_remove(struct cryptodev_session *ses)
{
	struct cryptodev_user *user = ses->user;

	if (!user)
		return;
	cryptodev_user_uncharge(user, session_weight(ses) +
				(ses->aead ? ses->aead->nr_more : 0));
	cryptodev_user_put(user);
}
