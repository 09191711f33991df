/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts and traces requests that the CPU processes in place of hardware.
 */
#ifndef CRYPTODEV_ROUTE_STATS_H
#define CRYPTODEV_ROUTE_STATS_H

#include "crypto/route/route.h"
#include "crypto/stats/stats.h"

DECLARE_TRACEPOINT(cryptodev_request_route);

void cryptodev_trace_route(const struct cryptodev_request *req,
			   enum cryptodev_route_reason why, int err);

static inline void
cryptodev_stats_route(const struct cryptodev_request *req,
		      enum cryptodev_route_reason why, int err)
{
	if (tracepoint_enabled(cryptodev_request_route))
		cryptodev_trace_route(req, why, err);
}

/**
 * cryptodev_count_kept() - count a request that its driver does not get
 * @req: the request, after cryptodev_stats_submit()
 * @why: the reason
 *
 * Runs in any context.
 */
static inline void cryptodev_count_kept(const struct cryptodev_request *req,
					enum cryptodev_route_reason why)
{
	const struct cryptodev_session *ses = req->ses;

	this_cpu_inc(ses->counts->kept);
	this_cpu_inc(ses->file_counts->kept);
	if (ses->two_drivers)
		this_cpu_inc(ses->more_counts->kept);
	cryptodev_stats_route(req, why, 0);
}

/**
 * cryptodev_count_failed_over() - count a request that its driver has failed
 * @req: the request, which the CPU has processed since
 * @err: the driver's error
 *
 * Runs in any context.
 */
static inline void
cryptodev_count_failed_over(const struct cryptodev_request *req, int err)
{
	const struct cryptodev_session *ses = req->ses;

	this_cpu_inc(ses->counts->failed_over);
	this_cpu_inc(ses->file_counts->failed_over);
	if (ses->two_drivers)
		this_cpu_inc(ses->more_counts->failed_over);
	cryptodev_stats_route(req, CRYPTODEV_FAILED_OVER, err);
}

#endif /* CRYPTODEV_ROUTE_STATS_H */
