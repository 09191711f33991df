// SPDX-License-Identifier: GPL-2.0
/*
 * What requests cost that are traced: a number and a look at the clock. Those
 * that nobody traces have neither.
 */
#include <linux/ktime.h>

#include "crypto/stats/stats.h"

#define CREATE_TRACE_POINTS
#include "crypto/stats/trace.h"

static atomic64_t last_session = ATOMIC64_INIT(0);
static atomic64_t last_request = ATOMIC64_INIT(0);

/**
 * cryptodev_trace_session() - a session has been made
 * @ses: the session; gets its number
 */
void cryptodev_trace_session(struct cryptodev_session *ses)
{
	ses->trace_id = atomic64_inc_return(&last_session);
	trace_cryptodev_session_create(ses);
}

/**
 * cryptodev_trace_session_free() - a session is no more
 * @ses: the session, or what was to be one
 */
void cryptodev_trace_session_free(const struct cryptodev_session *ses)
{
	if (ses->trace_id)
		trace_cryptodev_session_free(ses);
}

/**
 * cryptodev_trace_submit() - the rare part of cryptodev_stats_submit()
 * @req: the request; gets its number
 */
void cryptodev_trace_submit(struct cryptodev_request *req)
{
	req->trace.id = atomic64_inc_return(&last_request);
	req->trace.len = req->op.len;
	req->trace.start_ns = ktime_get_ns();
	trace_cryptodev_request_submit(req);
}

/**
 * cryptodev_trace_complete() - the rare part of cryptodev_stats_complete()
 * @req: the request; if nobody traced when it began, it is not told of
 * @result: 0 or an error
 */
void cryptodev_trace_complete(struct cryptodev_request *req, int result)
{
	if (req->trace.id)
		trace_cryptodev_request_complete(req, result,
						 ktime_get_ns() -
						 req->trace.start_ns);
}
