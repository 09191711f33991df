/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The request that an open file keeps from one command of io_uring to the next.
 *
 * Commands come many at a time, and mostly on one session: to look that up, to
 * take one of its requests and to put it back is a tenth of what a block costs.
 */
#ifndef CRYPTODEV_SESSION_TABLE_H
#define CRYPTODEV_SESSION_TABLE_H

#include "crypto/request/request.h"
#include "ioctl/device.h"

/*
 * What a kept request remembers in its async.cookie: the session's id, and the
 * file's count of sessions removed, from before this one was found.
 */
enum {
	CRYPTODEV_KEPT_ID,
	CRYPTODEV_KEPT_REMOVED,
};

struct cryptodev_request *
cryptodev_kept_other(struct file *file, struct cryptodev_request *req, u32 id);
void cryptodev_kept_drop(struct cryptodev_file *cf);

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
 * cryptodev_kept_start() - begin a request, with the one that is kept if it is
 *			      on the same session
 * @file: the open file that owns the session
 * @id: the session's id, or anything else
 *
 * May sleep.
 *
 * Return: as cryptodev_request_start().
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
 * cryptodev_kept_put() - be done with a request, and keep it
 * @file: the open file that owns the session
 * @req: from cryptodev_kept_start()
 *
 * As cryptodev_request_put(). May sleep.
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
	/* Another's by now, maybe: only the file may be looked at. */
	if (unlikely(atomic_read(&cf->nr_removed) != removed))
		cryptodev_kept_drop(cf);
}

#endif /* CRYPTODEV_SESSION_TABLE_H */
