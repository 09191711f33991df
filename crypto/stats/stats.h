/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts and traces each request, in any way in which it can be submitted. For
 * a request of one block, this can be a hundredth of the cost. So rare cases
 * are out of line, and the clock is read only if tracing is on.
 */
#ifndef CRYPTODEV_STATS_H
#define CRYPTODEV_STATS_H

#include <linux/percpu.h>
#include <linux/tracepoint-defs.h>

#include "crypto/request/request.h"

DECLARE_TRACEPOINT(cryptodev_request_submit);
DECLARE_TRACEPOINT(cryptodev_request_complete);

void cryptodev_trace_session(struct cryptodev_session *ses);
void cryptodev_trace_session_free(const struct cryptodev_session *ses);
void cryptodev_trace_submit(struct cryptodev_request *req);
void cryptodev_trace_complete(struct cryptodev_request *req, int result);

static __always_inline void
cryptodev_count_submit(struct cryptodev_counts __percpu *counts, u32 len)
{
	this_cpu_inc(counts->requests);
	this_cpu_add(counts->bytes, len);
}

/**
 * cryptodev_stats_submit() - count and trace the submission of a request
 * @req: the request, @req->op filled in
 *
 * Never sleeps.
 */
static __always_inline void
cryptodev_stats_submit(struct cryptodev_request *req)
{
	struct cryptodev_session *ses = req->ses;

	cryptodev_count_submit(ses->counts, req->op.len);
	cryptodev_count_submit(ses->file_counts, req->op.len);
	if (unlikely(ses->two_drivers)) {
		cryptodev_count_submit(ses->more_counts, req->op.len);
		cryptodev_count_submit(ses->file_counts, req->op.len);
	}
	req->trace.id = 0;
	if (tracepoint_enabled(cryptodev_request_submit) ||
	    tracepoint_enabled(cryptodev_request_complete))
		cryptodev_trace_submit(req);
}

static __always_inline void
cryptodev_stats_result(struct cryptodev_request *req, int result)
{
	if (tracepoint_enabled(cryptodev_request_complete))
		cryptodev_trace_complete(req, result);
}

/**
 * cryptodev_stats_complete() - count and trace the result of a request
 * @req: a submitted request; a driver may still process it
 * @result: 0 or an error
 *
 * Runs in any context.
 */
static __always_inline void
cryptodev_stats_complete(struct cryptodev_request *req, int result)
{
	if (unlikely(result))
		cryptodev_count_errors(req->ses, 1);
	cryptodev_stats_result(req, result);
}

/**
 * cryptodev_stats_record() - count and trace the result of a TLS record
 * @req: as for cryptodev_stats_complete()
 * @result: 0 or an error
 *
 * The time that this takes does not depend on @result. Runs in any context.
 */
static __always_inline void
cryptodev_stats_record(struct cryptodev_request *req, int result)
{
	cryptodev_count_errors(req->ses, !!result);
	cryptodev_stats_result(req, result);
}

#endif /* CRYPTODEV_STATS_H */
