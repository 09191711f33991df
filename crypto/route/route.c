// SPDX-License-Identifier: GPL-2.0
/*
 * Decides for each request of a session that hardware serves whether the driver
 * or the CPU processes it. Wraps the operations of the session's kind. Relies on
 * failover.c, fallback.c and health.c.
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

static u32 min_bytes(const struct cryptodev_route *route)
{
	int own = READ_ONCE(route->driver[0]->offload_min_bytes);

	return own < 0 ? READ_ONCE(cryptodev_offload_min_bytes) : own;
}

/* Counts a request that waits for a driver. Returns false if there is a limit. */
static bool start_waiting(struct cryptodev_request *req,
			  struct cryptodev_driver *driver)
{
	u32 max = READ_ONCE(cryptodev_offload_max_queued);

	if (likely(!max) || !req->ses->asynchronous)
		return true;
	if (atomic_inc_return(&driver->waiting) > max) {
		atomic_dec(&driver->waiting);
		return false;
	}
	req->waits_for = driver;
	return true;
}

/**
 * cryptodev_route_stop_waiting() - uncount a request that waited for its driver
 * @req: a request that the driver does not hold
 *
 * Runs in any context.
 */
void cryptodev_route_stop_waiting(struct cryptodev_request *req)
{
	if (!req->waits_for)
		return;
	atomic_dec(&req->waits_for->waiting);
	req->waits_for = NULL;
}

static bool drivers_admit(struct cryptodev_driver *const *driver)
{
	return cryptodev_health_admits(&driver[0]->health) &&
	       (!driver[1] || cryptodev_health_admits(&driver[1]->health));
}

/**
 * cryptodev_route_admit() - may drivers get a request?
 * @req: the request, which waits for the first driver from now on
 * @driver: CRYPTODEV_ROUTE_DRIVERS drivers, of which the first is not NULL
 *
 * Runs in any context.
 *
 * Return: CRYPTODEV_OFFLOADED if they may, or the reason why not.
 */
enum cryptodev_route_reason
cryptodev_route_admit(struct cryptodev_request *req,
		      struct cryptodev_driver *const *driver)
{
	if (unlikely(!start_waiting(req, driver[0])))
		return CRYPTODEV_KEPT_BUSY;
	if (likely(!READ_ONCE(cryptodev_failover) || drivers_admit(driver)))
		return CRYPTODEV_OFFLOADED;
	cryptodev_route_stop_waiting(req);
	return CRYPTODEV_KEPT_PASSED;
}

static enum cryptodev_route_reason choose_route(struct cryptodev_request *req)
{
	const struct cryptodev_route *route = req->ses->route;

	/* The time of a key depends on its length, not on that of the input. */
	if (req->op.len < min_bytes(route) && !req->ses->pubkey)
		return CRYPTODEV_KEPT_SHORT;
	return cryptodev_route_admit(req, route->driver);
}

/*
 * The submission of a ring must not compute with long numbers. It has asked
 * cryptodev_route_may_take_long() before, and the answer has changed since.
 */
static bool must_offload(const struct cryptodev_request *req)
{
	return req->ses->pubkey && req->async.notify;
}

static int route_process(struct cryptodev_request *req,
			 int (*process)(struct cryptodev_request *req))
{
	struct cryptodev_session *fallback = NULL;
	enum cryptodev_route_reason why;

	if (!cryptodev_route_may_move(req)) {
		cryptodev_failover_forget(req);
		return process(req);
	}
	why = choose_route(req);
	if (why != CRYPTODEV_OFFLOADED && !must_offload(req))
		fallback = cryptodev_fallback_get(req->ses);
	if (!fallback)
		return cryptodev_failover_run(req, process);
	cryptodev_count_kept(req, why);
	return cryptodev_fallback_run(req, fallback, process, false);
}

static int route_crypt(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->crypt);
}

static int route_auth(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->auth);
}

static int route_pubkey(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->pubkey);
}

static int route_record(struct cryptodev_request *req)
{
	return route_process(req, req->ses->route->own->record);
}

/**
 * cryptodev_route_passes_over() - is a driver of a session passed over?
 * @ses: a session, with or without a route
 *
 * Runs in any context.
 *
 * Return: true if a driver of the session is passed over.
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

/* True if cryptodev_route_admit() would refuse a request now. */
static bool is_refused(const struct cryptodev_session *ses)
{
	u32 max = READ_ONCE(cryptodev_offload_max_queued);

	return cryptodev_route_passes_over(ses) ||
	       (max && atomic_read(&ses->route->driver[0]->waiting) >= max);
}

/**
 * cryptodev_route_may_take_long() - may a request take long before it is submitted?
 * @req: a request of a session with a route
 *
 * It takes long to make the fallback, or to compute with a key. Runs in any context.
 *
 * Return: true if the request may do either.
 */
bool cryptodev_route_may_take_long(const struct cryptodev_request *req)
{
	const struct cryptodev_route *route = req->ses->route;

	if (req->ses->pubkey)
		return is_refused(req->ses);
	return READ_ONCE(route->keys) &&
	       (req->op.len < min_bytes(route) ||
		READ_ONCE(cryptodev_offload_max_queued) ||
		cryptodev_route_passes_over(req->ses));
}

static bool has_opaque_key(const struct cryptodev_session *ses)
{
	return ses->cipher_tfm &&
	       cryptodev_has_opaque_key(ses->cipher_tfm->__crt_alg);
}

/* A key that the kernel has generated is in the driver, and nowhere else. */
static bool has_key_to_keep(const struct cryptodev_session *ses,
			    const struct cryptodev_session_params *params)
{
	return ses->pubkey ? params->keylen : !has_opaque_key(ses);
}

/*
 * A program or a policy that has chosen hardware, or a driver, gets that alone.
 * Compression, random numbers and keys that the module does not have stay with their
 * drivers.
 */
static bool may_have_route(const struct cryptodev_session *ses,
			   const struct cryptodev_session_params *params)
{
	return params->recipe.driver == CRYPTODEV_ANY_DRIVER &&
	       !params->driver_name &&
	       (ses->ops->crypt || ses->ops->auth || ses->ops->pubkey) &&
	       has_key_to_keep(ses, params) &&
	       (cryptodev_driver_offloads(ses->driver[0]) ||
		cryptodev_driver_offloads(ses->driver[1]));
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
	if (own->pubkey)
		route->ops.pubkey = route_pubkey;
	if (own->record)
		route->ops.record = route_record;
	if (own->finish)
		route->ops.finish = cryptodev_failover_finish;
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
	bool first = cryptodev_driver_offloads(ses->driver[0]);
	struct cryptodev_route *route;

	if (likely(!may_have_route(ses, params)))
		return 0;
	route = kzalloc(sizeof(*route), GFP_KERNEL_ACCOUNT);
	if (!route)
		return -ENOMEM;
	mutex_init(&route->lock);
	route->driver[0] = ses->driver[!first];
	if (first && cryptodev_driver_offloads(ses->driver[1]))
		route->driver[1] = ses->driver[1];
	wrap_ops(route, ses->ops);
	ses->route = route;
	ses->ops = &route->ops;
	return cryptodev_fallback_keep(route, params);
}
