// SPDX-License-Identifier: GPL-2.0
/*
 * The sessions of an open file: adds, finds and removes them, and starts
 * requests on them.
 */
#include "crypto/session.h"
#include "ioctl/session_table.h"
#include "zc/reject.h"

static int count_session(struct cryptodev_file *cf,
			 struct cryptodev_session *ses)
{
	int err;

	if (atomic_inc_return(&cf->nr_sessions) >
	    READ_ONCE(cryptodev_max_sessions))
		err = cryptodev_reject(-EMFILE, "too many sessions of a file");
	else
		err = cryptodev_user_add(cf->user, ses);
	if (err)
		atomic_dec(&cf->nr_sessions);
	return err;
}

static void drop_session(struct cryptodev_file *cf,
			 struct cryptodev_session *ses)
{
	atomic_dec(&cf->nr_sessions);
	cryptodev_session_put(ses);
}

/* Threads that make sessions at the same time get their ids in any order. */
static void note_id(struct cryptodev_file *cf, u32 id)
{
	u32 last = READ_ONCE(cf->last_id), seen;

	for (; last < id; last = seen) {
		seen = cmpxchg(&cf->last_id, last, id);
		if (seen == last)
			break;
	}
}

/**
 * cryptodev_file_add() - give a session to an open file
 * @cf: the open file
 * @ses: the session; on success the file takes over the caller's reference
 * @id: out: its id, not 0
 *
 * May sleep. From here on other threads can find the session.
 *
 * Return: 0, -EMFILE if the file or its user has as many sessions as it may,
 * -ENOMEM.
 */
int cryptodev_file_add(struct cryptodev_file *cf, struct cryptodev_session *ses,
		       u32 *id)
{
	int err = count_session(cf, ses);

	if (err)
		return err;
	err = xa_alloc_cyclic(&cf->sessions, id, ses, XA_LIMIT(1, INT_MAX),
			      &cf->next_id, GFP_KERNEL_ACCOUNT);
	if (err >= 0) {
		note_id(cf, *id);
		return 0;
	}
	atomic_dec(&cf->nr_sessions);
	return err == -EBUSY ? -EMFILE : err;
}

/**
 * cryptodev_file_remove() - take a session from an open file
 * @cf: the open file
 * @id: the session's id
 *
 * The session goes when the last request on it has ended. May sleep.
 *
 * Return: 0, or -EINVAL if the file has no such session.
 */
int cryptodev_file_remove(struct cryptodev_file *cf, u32 id)
{
	struct cryptodev_session *ses = xa_erase(&cf->sessions, id);

	if (!ses)
		return cryptodev_reject(-EINVAL, "no session %u", id);
	/* A reader that sees the new count cannot find the session any more. */
	smp_mb__before_atomic();
	atomic_inc(&cf->nr_removed);
	cryptodev_kept_drop(cf);
	drop_session(cf, ses);
	return 0;
}

/**
 * cryptodev_file_had() - has a session's id been given out?
 * @cf: the open file
 * @id: the id, or anything else
 *
 * Ids are given out in ascending order, so this file has or had a session of
 * each up to the last.
 */
bool cryptodev_file_had(const struct cryptodev_file *cf, u32 id)
{
	return id && id <= READ_ONCE(cf->last_id);
}

/**
 * cryptodev_file_find() - look a session up
 * @cf: the open file
 * @id: the session's id, or anything else
 *
 * Takes no lock.
 *
 * Return: the session with a reference for the caller, or NULL.
 */
struct cryptodev_session *cryptodev_file_find(struct cryptodev_file *cf, u32 id)
{
	struct cryptodev_session *ses;

	rcu_read_lock();
	ses = xa_load(&cf->sessions, id);
	if (ses && !refcount_inc_not_zero(&ses->refs))
		ses = NULL;
	rcu_read_unlock();
	if (unlikely(!ses))
		pr_debug("no session %u\n", id);
	return ses;
}

/**
 * cryptodev_file_drop_sessions() - free the sessions of a file that is closed
 * @cf: the open file
 *
 * A session stays until its last request is complete. May sleep.
 */
void cryptodev_file_drop_sessions(struct cryptodev_file *cf)
{
	struct cryptodev_session *ses;
	unsigned long id;

	cryptodev_kept_drop(cf);
	xa_for_each(&cf->sessions, id, ses)
		drop_session(cf, ses);
	xa_destroy(&cf->sessions);
}

/**
 * cryptodev_request_start() - start a request
 * @file: the open file that owns the session
 * @id: the session's id, or anything else
 *
 * May sleep.
 *
 * Return: a request on the session, which the caller puts; -EINVAL if there is no
 * such session, -ENOMEM.
 */
struct cryptodev_request *cryptodev_request_start(struct file *file, u32 id)
{
	struct cryptodev_session *ses;
	struct cryptodev_request *req;

	ses = cryptodev_file_find(file->private_data, id);
	if (unlikely(!ses))
		return ERR_PTR(-EINVAL);
	req = cryptodev_request_get(ses);
	if (unlikely(!req)) {
		cryptodev_session_put(ses);
		return ERR_PTR(-ENOMEM);
	}
	return req;
}

/**
 * cryptodev_kept_other() - the rare part of cryptodev_kept_start()
 * @file: the open file that owns the session
 * @req: what it kept, on another session or on one that may have been removed
 *	 since; or NULL
 * @id: the session's id, or anything else
 *
 * Return: as cryptodev_request_start().
 */
struct cryptodev_request *
cryptodev_kept_other(struct file *file, struct cryptodev_request *req, u32 id)
{
	struct cryptodev_file *cf = file->private_data;
	int removed;

	if (req)
		cryptodev_request_put(req);
	/* Before the session is looked up: see cryptodev_kept_drop(). */
	removed = atomic_read_acquire(&cf->nr_removed);
	req = cryptodev_request_start(file, id);
	if (IS_ERR(req))
		return req;
	req->async.cookie[CRYPTODEV_KEPT_ID] = id;
	req->async.cookie[CRYPTODEV_KEPT_REMOVED] = removed;
	return req;
}

/**
 * cryptodev_kept_drop() - keep no request
 * @cf: the open file; that a session has been removed from it has been counted
 *
 * Who found the session before that, and keeps its request only now, sees that
 * the count has changed: it first keeps and then reads the count, and here is
 * first counted and then looked for what is kept. May sleep.
 */
void cryptodev_kept_drop(struct cryptodev_file *cf)
{
	struct cryptodev_request *req = xchg(&cf->kept, NULL);

	if (req)
		cryptodev_request_put(req);
}
