/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where each request is counted, whatever way it was called. Of a request of a
 * block this may be a hundredth of the cost: what is rare is out of line.
 */
#ifndef CRYPTODEV_WATCH_H
#define CRYPTODEV_WATCH_H

#include <linux/percpu.h>

#include "crypto/request.h"

static __always_inline void
cryptodev_count_submit(struct cryptodev_counts __percpu *counts, u32 len)
{
	this_cpu_inc(counts->requests);
	this_cpu_add(counts->bytes, len);
}

/**
 * cryptodev_watch_submit() - a request begins
 * @req: the request, @req->op filled in
 */
static __always_inline void
cryptodev_watch_submit(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;

	cryptodev_count_submit(ses->counts, req->op.len);
	if (unlikely(ses->two_drivers))
		cryptodev_count_submit(ses->more_counts, req->op.len);
}

/**
 * cryptodev_watch_complete() - a request ends
 * @req: a request that has been submitted; a driver may still work on it
 * @result: 0 or an error
 *
 * Runs in any context.
 */
static __always_inline void
cryptodev_watch_complete(struct cryptodev_request *req, int result)
{
	if (unlikely(result))
		cryptodev_count_errors(req->ses, 1);
}

/**
 * cryptodev_watch_record() - a request ends that may be a TLS record
 * @req: as for cryptodev_watch_complete()
 * @result: 0 or an error
 *
 * Takes as long whatever @result is.
 */
static __always_inline void
cryptodev_watch_record(struct cryptodev_request *req, int result)
{
	cryptodev_count_errors(req->ses, !!result);
}

#endif /* CRYPTODEV_WATCH_H */
