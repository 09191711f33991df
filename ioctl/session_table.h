/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The request that an open file keeps from one io_uring command to the next, so
 * that the next command on the same session reuses it. Relies on nr_removed,
 * the open file's count of removed sessions, to detect a kept request that is
 * stale.
 *
 * io_uring submits commands in batches, mostly on one session. To look up the
 * session and to get and put one of its requests takes a tenth of the time that
 * one block takes.
 */
#ifndef CRYPTODEV_SESSION_TABLE_H
#define CRYPTODEV_SESSION_TABLE_H

#include "crypto/request/request.h"
#include "ioctl/device.h"

/*
 * Indexes in the async.cookie of a kept request: the session's id, and the
 * value of nr_removed before the session was looked up.
 */
enum {
	CRYPTODEV_KEPT_ID,
	CRYPTODEV_KEPT_REMOVED,
};

struct cryptodev_request *
cryptodev_kept_other(struct file *file, struct cryptodev_request *req, u32 id);
void cryptodev_kept_drop(struct cryptodev_file *cf);

/* The request belongs to session @id, and no session was removed since. */
static __always_inline bool
cryptodev_kept_is(const struct cryptodev_file *cf,
		  const struct cryptodev_request *req, u32 id)
{
	const u64 *cookie = req->async.cookie;

	return cookie[CRYPTODEV_KEPT_ID] == id &&
	       (int)cookie[CRYPTODEV_KEPT_REMOVED] ==
	       atomic_read(&cf->nr_removed);
}

/**
 * cryptodev_kept_start() - get a request on a session, the kept one if it fits
 * @file: the open file that owns the session
 * @id: the session's id; any number is allowed
 *
 * May sleep.
 *
 * Return: as cryptodev_request_start(), but the caller releases the request
 * with cryptodev_kept_put().
 */
static __always_inline struct cryptodev_request *
cryptodev_kept_start(struct file *file, u32 id)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_request *req = xchg(&cf->kept, NULL);

	if (likely(req && cryptodev_kept_is(cf, req, id)))
		return req;
	return cryptodev_kept_other(file, req, id);
}

/**
 * cryptodev_kept_put() - release a request and keep it for the next command
 * @file: the open file that owns the session
 * @req: a request from cryptodev_kept_start(); no longer the caller's
 *
 * The open file keeps one request. Any other request, or one that a driver
 * still processes, is released with cryptodev_request_put().
 *
 * A kept request holds a reference to its session, so it must not outlive the
 * session's removal. cryptodev_kept_put() publishes its request, then rereads
 * nr_removed. Removal increments nr_removed, then clears cf->kept. One side
 * always sees the other.
 *
 * May sleep.
 */
static __always_inline void cryptodev_kept_put(struct file *file,
					       struct cryptodev_request *req)
{
	struct cryptodev_file *cf = file->private_data;
	int removed = req->async.cookie[CRYPTODEV_KEPT_REMOVED];

	if (unlikely(cryptodev_request_left(req))) {
		cryptodev_request_put(req);
		return;
	}
	cryptodev_request_release(req);
	if (unlikely(cmpxchg(&cf->kept, NULL, req))) {
		cryptodev_request_put(req);
		return;
	}
	/* Another task may have taken @req already: use only @cf from here. */
	if (unlikely(atomic_read(&cf->nr_removed) != removed))
		cryptodev_kept_drop(cf);
}

/**
 * cryptodev_kept_forget() - let cryptodev_kept_put() not keep a request
 * @req: a request from cryptodev_kept_start() that has left its session
 *
 * The request looks as if a session had been removed since its start. Does not
 * sleep.
 */
static inline void cryptodev_kept_forget(struct cryptodev_request *req)
{
	req->async.cookie[CRYPTODEV_KEPT_ID] = 0;
	req->async.cookie[CRYPTODEV_KEPT_REMOVED]--;
}

#endif /* CRYPTODEV_SESSION_TABLE_H */
