// SPDX-License-Identifier: GPL-2.0
/*
 * The sessions of an open file: adds, finds and removes them, and starts
 * requests on them. Relies on an xarray and RCU for lookups without a lock, and
 * on the reference count of each session.
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
		err = cryptodev_reject(-EMFILE, "max_sessions reached");
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

/* Threads that create sessions concurrently arrive here in any order of ids. */
static void raise_last_id(struct cryptodev_file *cf, u32 id)
{
	u32 last = READ_ONCE(cf->last_id), seen;

	for (; last < id; last = seen) {
		seen = cmpxchg(&cf->last_id, last, id);
		if (seen == last)
			break;
	}
}

/**
 * cryptodev_file_add() - add a session to an open file
 * @cf: the open file
 * @ses: the session; on success the open file takes over the caller's reference
 * @id: set to the session's id, which is not 0
 *
 * May sleep. After it returns 0, other threads can find and remove the session.
 *
 * Return: 0, -EMFILE if the open file or its user has reached its limit of
 * sessions, -ENOMEM.
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
		raise_last_id(cf, *id);
		return 0;
	}
	atomic_dec(&cf->nr_sessions);
	return err == -EBUSY ? -EMFILE : err;
}

/*
 * Removes a session from the array, and returns it. Its id stays reserved until
 * the next removal. Otherwise the array would free its inner nodes, and allocate
 * them again for the next id, if a program has one session at a time.
 */
static struct cryptodev_session *erase_session(struct cryptodev_file *cf,
					       u32 id)
{
	struct cryptodev_session *ses = xa_load(&cf->sessions, id);
	u32 before;

	if (!ses || xa_cmpxchg(&cf->sessions, id, ses, XA_ZERO_ENTRY, 0) != ses)
		return NULL;
	before = xchg(&cf->removed_id, id);
	if (before)
		xa_erase(&cf->sessions, before);
	return ses;
}

/**
 * cryptodev_file_remove() - remove a session from an open file
 * @cf: the open file; its reference to the session is dropped
 * @id: the session's id; any number is allowed
 *
 * The session is freed when its last request is freed. May sleep.
 *
 * Return: 0, or -EINVAL if the open file has no such session.
 */
int cryptodev_file_remove(struct cryptodev_file *cf, u32 id)
{
	struct cryptodev_session *ses = erase_session(cf, id);

	if (!ses)
		return cryptodev_reject(-EINVAL, "no session %u", id);
	/*
	 * Pairs with atomic_read_acquire() in cryptodev_kept_other(): a task
	 * that reads the new count cannot find the session.
	 */
	smp_mb__before_atomic();
	atomic_inc(&cf->nr_removed);
	cryptodev_kept_drop(cf);
	drop_session(cf, ses);
	return 0;
}

/**
 * cryptodev_file_had() - has an open file allocated a session id?
 * @cf: the open file
 * @id: the id; any number is allowed
 *
 * Ids are allocated in ascending order, so the open file has allocated each id
 * up to the highest one. Does not sleep.
 *
 * Return: whether a session has or had this id.
 */
bool cryptodev_file_had(const struct cryptodev_file *cf, u32 id)
{
	return id && id <= READ_ONCE(cf->last_id);
}

/**
 * cryptodev_file_find() - look up a session
 * @cf: the open file
 * @id: the session's id; any number is allowed
 *
 * Takes no lock and does not sleep.
 *
 * Return: the session, with a reference that the caller drops with
 * cryptodev_session_put(); NULL if the open file has no such session.
 */
struct cryptodev_session *cryptodev_file_find(struct cryptodev_file *cf, u32 id)
{
	struct cryptodev_session *ses;
	XA_STATE(xas, &cf->sessions, id);

	/*
	 * As xa_load(), which would take the RCU read lock again. The array has
	 * a zero entry for the id 0, which no session gets.
	 */
	rcu_read_lock();
	do {
		ses = xas_load(&xas);
		if (xa_is_zero(ses))
			ses = NULL;
	} while (xas_retry(&xas, ses));
	if (ses && !refcount_inc_not_zero(&ses->refs))
		ses = NULL;
	rcu_read_unlock();
	if (unlikely(!ses))
		pr_debug("no session %u\n", id);
	return ses;
}

/**
 * cryptodev_file_next_reqid() - an id for a request of NetBSD's dialect
 * @cf: the open file
 *
 * Return: the id; the first one is 2.
 */
u32 cryptodev_file_next_reqid(struct cryptodev_file *cf)
{
	return atomic_inc_return(&cf->last_reqid) + 1;
}

/**
 * cryptodev_file_drop_sessions() - drop all sessions of an open file, at close
 * @cf: the open file, which no other task can use
 *
 * Each session is freed when its last request is freed. May sleep.
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
 * cryptodev_request_start() - get a request on a session
 * @file: the open file that owns the session
 * @id: the session's id; any number is allowed
 *
 * May sleep.
 *
 * Return: a request that holds a reference to the session; the caller releases
 * it with cryptodev_request_put(). -EINVAL if the open file has no such
 * session, -ENOMEM.
 */
__flatten
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
 * cryptodev_kept_other() - the slow path of cryptodev_kept_start()
 * @file: the open file that owns the session
 * @req: the request that @file kept, or NULL; it belongs to another session, or
 *	 a session was removed since. It is released here.
 * @id: the session's id; any number is allowed
 *
 * May sleep.
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
	/* Read the count before the lookup: see cryptodev_kept_put(). */
	removed = atomic_read_acquire(&cf->nr_removed);
	req = cryptodev_request_start(file, id);
	if (IS_ERR(req))
		return req;
	req->async.cookie[CRYPTODEV_KEPT_ID] = id;
	req->async.cookie[CRYPTODEV_KEPT_REMOVED] = removed;
	return req;
}

/**
 * cryptodev_kept_drop() - release the request that an open file keeps
 * @cf: the open file
 *
 * A caller that removes a session increments @cf->nr_removed first; see
 * cryptodev_kept_put(). May sleep.
 */
void cryptodev_kept_drop(struct cryptodev_file *cf)
{
	struct cryptodev_request *req = xchg(&cf->kept, NULL);

	if (req)
		cryptodev_request_put(req);
}
