// SPDX-License-Identifier: GPL-2.0
/*
 * Decides for each request of a session that hardware serves whether the driver
 * or the CPU processes it, and processes a request again that the driver has
 * failed. Wraps the operations of the session's kind. Relies on fallback.c and
 * health.c.
 */
#include <linux/crypto.h>
#include <linux/slab.h>

#include "crypto/route/route.h"
#include "crypto/stats/drivers.h"
#include "crypto/stats/route_stats.h"

/*
 * Shorter requests are processed by the CPU, in bytes: a sysctl of dev.crypto. A
 * driver may have a value of its own.
 */
unsigned int cryptodev_offload_min_bytes;

/*
 * If so many requests wait for a driver, the CPU processes further ones; 0 for no
 * limit: a sysctl of dev.crypto.
 */
unsigned int cryptodev_offload_max_queued;

/* The CPU processes what a driver fails (0/1): a sysctl of dev.crypto. */
unsigned int cryptodev_failover = 1;

/* An error that says nothing about the request: another driver may succeed. */
static bool is_failure(int err)
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
 * A running hash stays with the driver that has computed its state. A fallback has
 * no ranges of a scattered request, and generates no IVs: it has a counter of its
 * own.
 */
static bool may_move(const struct cryptodev_request *req)
{
	return !(req->op.flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL |
				  CRYPTODEV_OP_RESET | CRYPTODEV_OP_SCATTERED |
				  CRYPTODEV_OP_GENERATED_IV));
}

static u32 min_bytes(const struct cryptodev_route *route)
{
	int own = READ_ONCE(route->driver[0]->offload_min_bytes);

	return own < 0 ? READ_ONCE(cryptodev_offload_min_bytes) : own;
}

/* Counts a request that waits for its driver. Returns false if there is a limit. */
static bool start_waiting(struct cryptodev_request *req)
{
	u32 max = READ_ONCE(cryptodev_offload_max_queued);
	atomic_t *waiting = &req->ses->route->driver[0]->waiting;

	if (likely(!max) || !req->ses->asynchronous)
		return true;
	if (atomic_inc_return(waiting) > max) {
		atomic_dec(waiting);
		return false;
	}
	req->waiting = true;
	return true;
}

/**
 * cryptodev_route_stop_waiting() - uncount a request that waited for its driver
 * @req: a request of a session with a route, which the driver does not hold
 *
 * Runs in any context.
 */
void cryptodev_route_stop_waiting(struct cryptodev_request *req)
{
	if (!req->waiting)
		return;
	req->waiting = false;
	atomic_dec(&req->ses->route->driver[0]->waiting);
}

static bool drivers_admit(const struct cryptodev_route *route)
{
	struct cryptodev_driver *const *driver = route->driver;

	return cryptodev_health_admits(&driver[0]->health) &&
	       (!driver[1] || cryptodev_health_admits(&driver[1]->health));
}

static enum cryptodev_route_reason choose_route(struct cryptodev_request *req)
{
	const struct cryptodev_route *route = req->ses->route;

	if (req->op.len < min_bytes(route))
		return CRYPTODEV_KEPT_SHORT;
	if (unlikely(!start_waiting(req)))
		return CRYPTODEV_KEPT_BUSY;
	if (likely(!READ_ONCE(cryptodev_failover) || drivers_admit(route)))
		return CRYPTODEV_OFFLOADED;
	cryptodev_route_stop_waiting(req);
	return CRYPTODEV_KEPT_PASSED;
}

/*
 * Records the result of a request. An error in the request says nothing about the
 * driver, which may not have got it.
 */
static void note_result(struct cryptodev_request *req, int err)
{
	struct cryptodev_driver *const *driver = req->ses->route->driver;
	unsigned int i;

	for (i = 0; i < 2 && driver[i]; i++) {
		if (is_failure(err))
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

static bool may_fail_over(const struct cryptodev_request *req, int err)
{
	return is_failure(err) && READ_ONCE(cryptodev_failover) && req->given &&
	       may_move(req) && cryptodev_route_has_input(req);
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
	again = cryptodev_fallback_run(req, fallback, process);
	if (again == -EFAULT || again == -ENOMEM)
		return err;
	cryptodev_count_failed_over(req, err);
	return again;
}

static int offload(struct cryptodev_request *req,
		   int (*process)(struct cryptodev_request *req))
{
	int err;

	save_op(req);
	err = process(req);
	if (err == -EIOCBQUEUED || cryptodev_request_left(req))
		return err;
	cryptodev_route_stop_waiting(req);
	/* The program's memory limit, not the driver, has failed the mapping. */
	if (err == -ENOMEM && req->map.mode == ZC_NONE)
		return err;
	note_result(req, err);
	return unlikely(may_fail_over(req, err)) ?
		fail_over(req, process, err) : err;
}

static int route_process(struct cryptodev_request *req,
			 int (*process)(struct cryptodev_request *req))
{
	struct cryptodev_session *fallback = NULL;
	enum cryptodev_route_reason why;

	if (!may_move(req))
		return process(req);
	why = choose_route(req);
	if (why != CRYPTODEV_OFFLOADED)
		fallback = cryptodev_fallback_get(req->ses);
	if (!fallback)
		return offload(req, process);
	cryptodev_count_kept(req, why);
	return cryptodev_fallback_run(req, fallback, process);
}

static int route_crypt(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->crypt);
}

static int route_auth(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->auth);
}

static int route_record(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->record);
}

/* The task that fetches a failed request processes it. */
static int route_finish(struct cryptodev_request *req, int err)
{
	const struct cryptodev_session_ops *own = req->ses->route->own;

	if (likely(!req->fails_over))
		return own->finish(req, err);
	req->fails_over = false;
	err = fail_over(req, own->crypt ?: own->auth, err);
	cryptodev_stats_complete(req, err);
	return err;
}

/**
 * cryptodev_route_completed() - record the result of a queued request
 * @req: a request of a session with a route; its driver's result is @req->err
 *
 * Runs in any context.
 *
 * Return: true if the request has no result yet: the task that fetches it
 * processes it again.
 */
bool cryptodev_route_completed(struct cryptodev_request *req)
{
	cryptodev_route_stop_waiting(req);
	note_result(req, req->err);
	req->fails_over = may_fail_over(req, req->err);
	return req->fails_over;
}

/**
 * cryptodev_route_dropped() - count a failed request that no task fetches
 * @req: a request of a session with a route
 *
 * Runs in any context.
 */
void cryptodev_route_dropped(struct cryptodev_request *req)
{
	if (req->fails_over)
		cryptodev_stats_complete(req, req->err);
	req->fails_over = false;
}

/**
 * cryptodev_route_passes_over() - is a driver of a session passed over?
 * @ses: a session, with or without a route
 *
 * Runs in any context.
 */
bool cryptodev_route_passes_over(const struct cryptodev_session *ses)
{
	struct cryptodev_driver *const *driver;

	if (!ses->route)
		return false;
	driver = ses->route->driver;
	return cryptodev_health_is_bad(&driver[0]->health) ||
	       (driver[1] && cryptodev_health_is_bad(&driver[1]->health));
}

/**
 * cryptodev_route_may_take_long() - may a request make the fallback first?
 * @req: a request of a session with a route
 *
 * Runs in any context.
 */
bool cryptodev_route_may_take_long(const struct cryptodev_request *req)
{
	const struct cryptodev_route *route = req->ses->route;

	return READ_ONCE(route->keys) &&
	       (req->op.len < min_bytes(route) ||
		READ_ONCE(cryptodev_offload_max_queued) ||
		cryptodev_route_passes_over(req->ses));
}

/* Hardware, or a template instance around a driver that completes later. */
static bool offloads(const struct cryptodev_driver *driver)
{
	return driver && (driver->id || driver->asynchronous);
}

static bool has_opaque_key(const struct cryptodev_session *ses)
{
	return ses->cipher_tfm &&
	       cryptodev_has_opaque_key(ses->cipher_tfm->__crt_alg);
}

/*
 * A program or a policy that has chosen hardware, or a driver, gets that alone.
 * Public keys, compression, random numbers and keys that only the hardware can open
 * stay with their drivers.
 */
static bool may_have_route(const struct cryptodev_session *ses,
			   const struct cryptodev_session_params *params)
{
	return params->driver == CRYPTODEV_ANY_DRIVER && !params->driver_name &&
	       (ses->ops->crypt || ses->ops->auth) && !has_opaque_key(ses) &&
	       (offloads(ses->driver[0]) || offloads(ses->driver[1]));
}

static void wrap_ops(struct cryptodev_route *route,
		     const struct cryptodev_session_ops *own)
{
	route->own = own;
	route->ops = *own;
	if (own->crypt)
		route->ops.crypt = route_crypt;
	if (own->auth)
		route->ops.auth = route_auth;
	if (own->record)
		route->ops.record = route_record;
	if (own->finish)
		route->ops.finish = route_finish;
}

/**
 * cryptodev_route_add() - let a new session move requests to the CPU
 * @ses: the session, not visible to other threads yet, its drivers known
 * @params: the parameters that it was made from
 *
 * Does nothing if no hardware serves the session, or if it alone may. May sleep.
 *
 * Return: 0 or -ENOMEM. In both cases cryptodev_session_free() undoes it.
 */
int cryptodev_route_add(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params)
{
	bool first = offloads(ses->driver[0]);
	struct cryptodev_route *route;

	if (likely(!may_have_route(ses, params)))
		return 0;
	route = kzalloc(sizeof(*route), GFP_KERNEL_ACCOUNT);
	if (!route)
		return -ENOMEM;
	mutex_init(&route->lock);
	route->driver[0] = ses->driver[!first];
	if (first && offloads(ses->driver[1]))
		route->driver[1] = ses->driver[1];
	wrap_ops(route, ses->ops);
	ses->route = route;
	ses->ops = &route->ops;
	return cryptodev_fallback_keep(route, params);
}
