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

#include "crypto/async.h"
#include "crypto/session.h"
#include "crypto/user.h"
#include "crypto/workers.h"
#include "reject.h"

static DEFINE_HASHTABLE(users, 6);
static DEFINE_MUTEX(users_lock); /* protects users and their references */

static void free_user(struct cryptodev_user *user)
{
	if (user->workers)
		cryptodev_workers_put(user->workers);
	kfree(user);
}

static struct cryptodev_user *alloc_user(kuid_t uid)
{
	struct cryptodev_user *user;

	user = kzalloc(sizeof(*user), GFP_KERNEL_ACCOUNT);
	if (!user)
		return NULL;
	user->uid = uid;
	user->workers = cryptodev_workers_create();
	if (user->workers)
		return user;
	free_user(user);
	return NULL;
}

/*
 * Who has made a user namespace can be as many users as have been given to it:
 * all of them count as that one. Those that root has given away are separate.
 */
static kuid_t who(void)
{
	struct user_namespace *ns = current_user_ns();

	if (ns == &init_user_ns)
		return current_euid();
	while (ns->parent != &init_user_ns)
		ns = ns->parent;
	return uid_eq(ns->owner, GLOBAL_ROOT_UID) ? current_euid() : ns->owner;
}

static struct cryptodev_user *find(kuid_t uid)
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

static void add(struct cryptodev_user *user)
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
	kuid_t uid = who();

	mutex_lock(&users_lock);
	user = find(uid);
	mutex_unlock(&users_lock);
	if (user)
		return user;
	made = alloc_user(uid);
	if (!made)
		return NULL;
	mutex_lock(&users_lock);
	user = find(uid);
	if (!user)
		add(made);
	mutex_unlock(&users_lock);
	if (!user)
		return made;
	free_user(made);
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
		free_user(user);
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

/**
 * cryptodev_user_leave() - count what a driver works on that nobody waits for
 * @user: the user, or NULL for nobody
 * @pages: how many that pins; less than 0 when it is done
 *
 * Runs in any context.
 */
void cryptodev_user_leave(struct cryptodev_user *user, long pages)
{
	if (user)
		atomic_long_add(pages, &user->left);
}

/**
 * cryptodev_user_leaves_much() - is that more than may be pinned?
 * @user: the user
 */
bool cryptodev_user_leaves_much(const struct cryptodev_user *user)
{
	return atomic_long_read(&user->left) >
	       READ_ONCE(cryptodev_max_pinned_bytes) / PAGE_SIZE;
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
 * cryptodev_user_remove() - a session is no more
 * @ses: the session, of a user's or of none
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
