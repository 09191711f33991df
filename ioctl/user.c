// SPDX-License-Identifier: GPL-2.0
/*
 * What a user has open, over all of its files: the kernel's transforms are not
 * charged to whoever asked for them, so their number is limited.
 */
#include <linux/mutex.h>
#include <linux/slab.h>

#include "crypto/workers.h"
#include "ioctl/device.h"
#include "reject.h"

static DEFINE_XARRAY(users);
static DEFINE_MUTEX(users_lock); /* protects users and their files' count */

static void free_user(struct cryptodev_user *user)
{
	if (user->workers)
		cryptodev_workers_put(user->workers);
	kfree(user);
}

static struct cryptodev_user *add_user(unsigned long uid)
{
	struct cryptodev_user *user;

	user = kzalloc(sizeof(*user), GFP_KERNEL_ACCOUNT);
	if (!user)
		return NULL;
	user->uid = uid;
	user->workers = cryptodev_workers_create();
	if (user->workers &&
	    !xa_is_err(xa_store(&users, uid, user, GFP_KERNEL_ACCOUNT)))
		return user;
	free_user(user);
	return NULL;
}

/**
 * cryptodev_user_get() - count an open file of a user's
 * @uid: the user
 *
 * May sleep.
 *
 * Return: the user, or NULL if there is no memory.
 */
struct cryptodev_user *cryptodev_user_get(kuid_t uid)
{
	struct cryptodev_user *user;

	mutex_lock(&users_lock);
	user = xa_load(&users, __kuid_val(uid));
	if (!user)
		user = add_user(__kuid_val(uid));
	if (user)
		user->files++;
	mutex_unlock(&users_lock);
	return user;
}

/**
 * cryptodev_user_put() - an open file of a user's is no more
 * @user: from cryptodev_user_get()
 *
 * May sleep.
 */
void cryptodev_user_put(struct cryptodev_user *user)
{
	mutex_lock(&users_lock);
	if (!--user->files) {
		xa_erase(&users, user->uid);
		free_user(user);
	}
	mutex_unlock(&users_lock);
}

/**
 * cryptodev_user_charge() - count a session of a user's
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
 * cryptodev_user_uncharge() - a session of a user's is no more
 * @user: the user
 */
void cryptodev_user_uncharge(struct cryptodev_user *user)
{
	atomic_dec(&user->sessions);
}
