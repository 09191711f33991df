/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions that hardware serves, and whose requests the CPU may process instead:
 * because they are short, because the driver is busy, or because it has failed.
 * Relies on sessions and requests. All other sessions have no route.
 */
#ifndef CRYPTODEV_ROUTE_H
#define CRYPTODEV_ROUTE_H

#include <linux/mutex.h>

#include "crypto/request/request.h"
#include "crypto/route/reason.h"
#include "crypto/session.h"

struct cryptodev_driver;

/* Drivers that a request uses at most. */
#define CRYPTODEV_ROUTE_DRIVERS	2

/**
 * struct cryptodev_route_keys - what a fallback is made from
 * @params: parameters of the session; its keys are in @bytes
 * @bytes: the keys
 */
struct cryptodev_route_keys {
	struct cryptodev_session_params params;
	u8 bytes[];
};

/**
 * struct cryptodev_route - the part of a session that may move requests
 * @ops: the session's operations, which decide, and then call @own
 * @own: the operations of its kind
 * @driver: its drivers that may offload; the first is not NULL
 * @lock: serialises making @fallback
 * @fallback: the session that the CPU serves, or NULL; released once
 * @keys: for making @fallback; NULL when it is made or cannot be made
 */
struct cryptodev_route {
	struct cryptodev_session_ops ops;
	const struct cryptodev_session_ops *own;
	struct cryptodev_driver *driver[CRYPTODEV_ROUTE_DRIVERS];
	struct mutex lock; /* serialises making @fallback */
	struct cryptodev_session *fallback;
	struct cryptodev_route_keys *keys;
};

/* Each is a sysctl of dev.crypto. */
extern unsigned int cryptodev_offload_min_bytes;
extern unsigned int cryptodev_offload_max_queued;
extern unsigned int cryptodev_failover;

/**
 * cryptodev_route_may_move() - may the CPU process a request?
 * @req: a request of a session with a route
 *
 * A running hash stays with the driver that has computed its state. A fallback has
 * no ranges of a scattered request, and generates no IVs: it has a counter of its
 * own. Runs in any context.
 *
 * Return: true if the fallback can process it.
 */
static inline bool cryptodev_route_may_move(const struct cryptodev_request *req)
{
	return !(req->op.flags & (CRYPTODEV_OP_UPDATE | CRYPTODEV_OP_FINAL |
				  CRYPTODEV_OP_RESET | CRYPTODEV_OP_SCATTERED |
				  CRYPTODEV_OP_GENERATED_IV));
}

/* route.c */
int cryptodev_route_add(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params);
enum cryptodev_route_reason
cryptodev_route_admit(struct cryptodev_request *req,
		      struct cryptodev_driver *const *driver);
void cryptodev_route_stop_waiting(struct cryptodev_request *req);
bool cryptodev_route_may_take_long(const struct cryptodev_request *req);
bool cryptodev_route_passes_over(const struct cryptodev_session *ses);

/* failover.c */
bool cryptodev_is_failure(int err);
void cryptodev_failover_forget(struct cryptodev_request *req);
int cryptodev_failover_run(struct cryptodev_request *req,
			   int (*process)(struct cryptodev_request *req));
int cryptodev_failover_finish(struct cryptodev_request *req, int err);
bool cryptodev_failover_completed(struct cryptodev_request *req);
void cryptodev_failover_dropped(struct cryptodev_request *req);

/* input.c */
bool cryptodev_route_has_input(const struct cryptodev_request *req);
bool cryptodev_route_shares_pages(const struct cryptodev_request *req);

/* fallback.c */
int cryptodev_fallback_keep(struct cryptodev_route *route,
			    const struct cryptodev_session_params *params);
struct cryptodev_session *
cryptodev_fallback_get(struct cryptodev_session *ses);
void cryptodev_route_free(struct cryptodev_session *ses);
int cryptodev_fallback_run(struct cryptodev_request *req,
			   struct cryptodev_session *fallback,
			   int (*process)(struct cryptodev_request *req),
			   bool again);

#endif /* CRYPTODEV_ROUTE_H */
