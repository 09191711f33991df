// SPDX-License-Identifier: GPL-2.0
/*
 * Processes a request again that its driver has failed, and records the failure.
 * A waiting caller does so, or the task that fetches the result, never a driver's
 * callback. Relies on input.c, fallback.c and health.c.
 */
#include <linux/slab.h>

#include "crypto/route/route.h"
#include "crypto/stats/drivers.h"
#include "crypto/stats/route_stats.h"

/* The CPU processes what a driver fails (0/1): a sysctl of dev.crypto. */
unsigned int cryptodev_failover = 1;

/**
 * cryptodev_is_failure() - does an error say nothing about the request?
 * @err: 0 or an error of a driver
 *
 * Return: true if another driver may succeed.
 */
bool cryptodev_is_failure(int err)
{
	switch (err) {
	case -ENODEV:
	case -EIO:
	case -ETIMEDOUT:
	case -EAGAIN:
	case -ENOMEM:
	case -ENOSPC:
		return true;
	default:
		return false;
	}
}

/*
 * Records the result of a request. An error in the request says nothing about the
 * driver, which may not have got it.
 */
static void note_result(struct cryptodev_request *req, int err)
{
	struct cryptodev_driver *const *driver = req->ses->route->driver;
	unsigned int i;

	for (i = 0; i < CRYPTODEV_ROUTE_DRIVERS && driver[i]; i++) {
		if (cryptodev_is_failure(err))
			cryptodev_health_failed(&driver[i]->health);
		else if (!err || err == -EBADMSG)
			cryptodev_health_succeeded(&driver[i]->health);
	}
}

/* Saves the operation, which processing may change, for a second attempt. */
static void save_op(struct cryptodev_request *req)
{
	if (!req->given)
		req->given = kmalloc(sizeof(*req->given), GFP_KERNEL_ACCOUNT);
	if (req->given)
		*req->given = req->op;
}

/**
 * cryptodev_failover_forget() - let no later failure move a request to the CPU
 * @req: a request of a session with a route, before its driver gets it
 *
 * An earlier request may have saved its operation. Never sleeps.
 */
void cryptodev_failover_forget(struct cryptodev_request *req)
{
	kfree(req->given);
	req->given = NULL;
}

static bool may_fail_over(const struct cryptodev_request *req, int err)
{
	return cryptodev_is_failure(err) && READ_ONCE(cryptodev_failover) &&
	       req->given && cryptodev_route_has_input(req);
}

/*
 * Processes a request again that the driver has failed. Returns the driver's
 * error if the CPU cannot do so either.
 */
static int fail_over(struct cryptodev_request *req,
		     int (*process)(struct cryptodev_request *req), int err)
{
	struct cryptodev_session *fallback;
	int again;

	if (cryptodev_route_shares_pages(req))
		return err;
	fallback = cryptodev_fallback_get(req->ses);
	if (!fallback)
		return err;
	zc_unmap(&req->map);
	zc_out_release(&req->iv_out);
	zc_out_release(&req->mac_out);
	req->op = *req->given;
	again = cryptodev_fallback_run(req, fallback, process, true);
	if (again == -EFAULT || again == -ENOMEM)
		return err;
	cryptodev_count_failed_over(req, err);
	return again;
}

/*
 * The failure of a driver that has processed a request with a key, or 0. The driver's
 * own error is in @req->err, and the request's in @err. Only a check of the result
 * can fail what the driver has not.
 */
static int key_failure(const struct cryptodev_request *req, int err)
{
	int failure = req->err ?: err;

	if (!req->err && err != -EIO)
		return 0;
	return cryptodev_is_failure(failure) ? failure : 0;
}

/*
 * The CPU judges the driver. If it cannot process the request either, the key may be
 * wrong, and no user must let a driver be passed over by such a key.
 */
static int fail_over_key(struct cryptodev_request *req, int failure)
{
	int err = fail_over(req, req->ses->route->own->pubkey, failure);

	if (!err || err == -EBADMSG)
		note_result(req, failure);
	return err;
}

/* Verdicts on a signature, which drivers have several errors for, are successes. */
static int key_result(const struct cryptodev_request *req, int err)
{
	return err == -EBADMSG && req->err != -EINPROGRESS ? 0 : req->err;
}

/*
 * To compute with a key takes long, and a submission must not. So for a queued
 * request, the task that fetches the result does it.
 */
static int settle_key(struct cryptodev_request *req, int err, bool later)
{
	int failure = key_failure(req, err);

	if (likely(!failure)) {
		note_result(req, key_result(req, err));
		return err;
	}
	if (!may_fail_over(req, failure))
		return err;
	if (!later)
		return fail_over_key(req, failure);
	req->err = failure;
	req->fails_over = true;
	return err;
}

/**
 * cryptodev_failover_run() - let the driver process a request, or then the CPU
 * @req: a request of a session with a route
 * @process: the operation of the session's kind
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EIOCBQUEUED for a queued request that the
 * driver has not completed. If @req->fails_over is set, the driver has failed a
 * queued request, and the task that fetches it processes it again.
 */
int cryptodev_failover_run(struct cryptodev_request *req,
			   int (*process)(struct cryptodev_request *req))
{
	int err;

	save_op(req);
	err = process(req);
	if (err == -EIOCBQUEUED || cryptodev_request_left(req))
		return err;
	cryptodev_route_stop_waiting(req);
	if (req->ses->pubkey)
		return settle_key(req, err, req->async.waitless);
	/* The program's memory limit, not the driver, has failed the mapping. */
	if (err == -ENOMEM && req->map.mode == ZC_NONE)
		return err;
	note_result(req, err);
	return unlikely(may_fail_over(req, err)) ?
		fail_over(req, process, err) : err;
}

/**
 * cryptodev_failover_finish() - complete a queued request of a session with a route
 * @req: the request, which a task has fetched
 * @err: the driver's error, or 0
 *
 * The task that fetches a failed request processes it. May sleep and fault.
 *
 * Return: 0 or the error of the call.
 */
int cryptodev_failover_finish(struct cryptodev_request *req, int err)
{
	const struct cryptodev_session_ops *own = req->ses->route->own;

	if (likely(!req->fails_over)) {
		err = own->finish(req, err);
		return own->pubkey && !cryptodev_is_failure(req->err) ?
			settle_key(req, err, false) : err;
	}
	req->fails_over = false;
	err = own->pubkey ? fail_over_key(req, err) :
			    fail_over(req, own->crypt ?: own->auth, err);
	cryptodev_stats_complete(req, err);
	return err;
}

/**
 * cryptodev_failover_completed() - record the result of a queued request
 * @req: a request of a session with a route; its driver's result is @req->err
 *
 * Runs in any context.
 *
 * Return: true if the request has no result yet: the task that fetches it
 * processes it again.
 */
bool cryptodev_failover_completed(struct cryptodev_request *req)
{
	cryptodev_route_stop_waiting(req);
	if (!req->ses->pubkey)
		note_result(req, req->err);
	req->fails_over = may_fail_over(req, req->err);
	return req->fails_over;
}

/**
 * cryptodev_failover_dropped() - count a failed request that no task fetches
 * @req: a request of a session with a route
 *
 * Runs in any context.
 */
void cryptodev_failover_dropped(struct cryptodev_request *req)
{
	if (req->fails_over)
		cryptodev_stats_complete(req, req->err);
	req->fails_over = false;
}

