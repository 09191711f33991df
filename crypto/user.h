/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a user has open, over all of its files.
 */
#ifndef CRYPTODEV_USER_H
#define CRYPTODEV_USER_H

#include <linux/atomic.h>
#include <linux/types.h>
#include <linux/uidgid.h>

struct cryptodev_session;
struct cryptodev_workers;

/**
 * struct cryptodev_user - a user with open files or sessions
 * @node: among all users
 * @uid: who
 * @refs: a reference for each file and for each session
 * @sessions: how many sessions, and transforms that a session has besides
 * @left: pages that its killed callers have left to drivers
 * @workers: threads that work on its requests
 */
struct cryptodev_user {
	struct hlist_node node;
	kuid_t uid;
	unsigned int refs;
	atomic_t sessions;
	atomic_long_t left;
	struct cryptodev_workers *workers;
};

struct cryptodev_user *cryptodev_user_get(void);
void cryptodev_user_put(struct cryptodev_user *user);
int cryptodev_user_charge(struct cryptodev_user *user);
void cryptodev_user_uncharge(struct cryptodev_user *user, int nr);
int cryptodev_user_add(struct cryptodev_user *user,
		       struct cryptodev_session *ses);
void cryptodev_user_remove(struct cryptodev_session *ses);
void cryptodev_user_leave(struct cryptodev_user *user, long pages);
bool cryptodev_user_leaves_much(const struct cryptodev_user *user);

/* ioctl/limits.c */
extern unsigned int cryptodev_max_user_sessions;

#endif /* CRYPTODEV_USER_H */
