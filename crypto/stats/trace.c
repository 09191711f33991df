// SPDX-License-Identifier: GPL-2.0
/*
 * The part of tracing that is out of line: gives traced sessions and requests a
 * number, and reads the clock for their latency. Relies on the kernel's
 * tracepoints.
 */
#include <linux/ktime.h>

#include "crypto/stats/route_stats.h"
#include "crypto/stats/stats.h"

#define CREATE_TRACE_POINTS
#include "crypto/stats/trace.h"

static atomic64_t last_session = ATOMIC64_INIT(0);
static atomic64_t last_request = ATOMIC64_INIT(0);

/**
 * cryptodev_trace_session() - number a new session and trace it
 * @ses: the session
 *
 * Never sleeps.
 */
void cryptodev_trace_session(struct cryptodev_session *ses)
{
	ses->trace_id = atomic64_inc_return(&last_session);
	trace_cryptodev_session_create(ses);
}

/**
 * cryptodev_trace_session_free() - trace that a session is freed
 * @ses: the session; not traced if its creation has failed
 *
 * Never sleeps.
 */
void cryptodev_trace_session_free(const struct cryptodev_session *ses)
{
	if (ses->trace_id)
		trace_cryptodev_session_free(ses);
}

/**
 * cryptodev_trace_submit() - slow path of cryptodev_stats_submit()
 * @req: the request, which gets a number
 *
 * Never sleeps.
 */
void cryptodev_trace_submit(struct cryptodev_request *req)
{
	req->trace.id = atomic64_inc_return(&last_request);
	req->trace.len = req->op.len;
	req->trace.start_ns = ktime_get_ns();
	trace_cryptodev_request_submit(req);
}

/**
 * cryptodev_trace_complete() - slow path of cryptodev_stats_complete()
 * @req: the request; not traced if tracing was off at its submission
 * @result: 0 or an error
 *
 * Runs in any context.
 */
void cryptodev_trace_complete(struct cryptodev_request *req, int result)
{
	if (req->trace.id)
		trace_cryptodev_request_complete(req, result,
						 ktime_get_ns() -
						 req->trace.start_ns);
}

/**
 * cryptodev_trace_route() - trace that the CPU processes a request
 * @req: the request, of a session that hardware serves
 * @why: the reason
 * @err: the driver's error, or 0
 *
 * Runs in any context.
 */
void cryptodev_trace_route(const struct cryptodev_request *req,
			   enum cryptodev_route_reason why, int err)
{
	trace_cryptodev_request_route(req, why, err);
}
