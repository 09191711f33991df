/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Limits per user on sessions and on requests that drivers hold, over all open
 * files of the user. Relies on the calling task's credentials and user
 * namespace.
 */
#ifndef CRYPTODEV_USER_LIMITS_H
#define CRYPTODEV_USER_LIMITS_H

#include <linux/atomic.h>
#include <linux/types.h>
#include <linux/uidgid.h>

struct cryptodev_session;

/**
 * struct cryptodev_user - a user with open files or sessions
 * @node: entry in the table of all users
 * @uid: the user id that is accounted
 * @refs: one reference for each open file and for each session
 * @sessions: number of sessions, plus the extra transforms of AEAD sessions
 * @requests: number of the user's requests that drivers hold
 * @pages: pages that these requests may pin and that no queue counts, and pages
 *	   of the kernel that they hold
 */
struct cryptodev_user {
	struct hlist_node node;
	kuid_t uid;
	unsigned int refs;
	atomic_t sessions;
	atomic_t requests;
	atomic_long_t pages;
};

struct cryptodev_user *cryptodev_user_get(void);
void cryptodev_user_put(struct cryptodev_user *user);
int cryptodev_user_charge(struct cryptodev_user *user, int nr);
void cryptodev_user_uncharge(struct cryptodev_user *user, int nr);
int cryptodev_user_add(struct cryptodev_user *user,
		       struct cryptodev_session *ses);
void cryptodev_user_remove(struct cryptodev_session *ses);
int cryptodev_user_admit(struct cryptodev_user *user, u32 pages);
int cryptodev_user_hold_pages(struct cryptodev_user *user, u32 pages);
void cryptodev_user_leave(struct cryptodev_user *user, u32 pages);

extern unsigned int cryptodev_max_user_sessions;
extern unsigned int cryptodev_max_user_requests;

#endif /* CRYPTODEV_USER_LIMITS_H */
