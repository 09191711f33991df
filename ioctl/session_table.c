// SPDX-License-Identifier: GPL-2.0
/*
 * The request that an open file keeps: what is rare.
 */
#include "ioctl/session_table.h"

/**
 * cryptodev_recent_other() - the rare part of cryptodev_recent_start()
 * @file: the open file that owns the session
 * @req: what it kept, on another session or on one that may have been removed
 *	 since; or NULL
 * @id: the session's id, or anything else
 *
 * Return: as cryptodev_request_start().
 */
struct cryptodev_request *
cryptodev_recent_other(struct file *file, struct cryptodev_request *req, u32 id)
{
	struct cryptodev_file *cf = file->private_data;
	int removed;

	if (req)
		cryptodev_request_put(req);
	/* Before the session is looked up: see cryptodev_recent_drop(). */
	removed = atomic_read_acquire(&cf->nr_removed);
	req = cryptodev_request_start(file, id);
	if (IS_ERR(req))
		return req;
	req->async.cookie[CRYPTODEV_RECENT_ID] = id;
	req->async.cookie[CRYPTODEV_RECENT_REMOVED] = removed;
	return req;
}

/**
 * cryptodev_recent_drop() - keep no request
 * @cf: the open file; that a session has been removed from it has been counted
 *
 * Who found the session before that, and keeps its request only now, sees that
 * the count has changed: it first keeps and then reads the count, and here is
 * first counted and then looked for what is kept. May sleep.
 */
void cryptodev_recent_drop(struct cryptodev_file *cf)
{
	struct cryptodev_request *req = xchg(&cf->recent, NULL);

	if (req)
		cryptodev_request_put(req);
}
