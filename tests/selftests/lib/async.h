/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asynchronous requests: submit, poll and fetch, with limits on waiting.
 */
#ifndef SELFTESTS_ASYNC_H
#define SELFTESTS_ASYNC_H

#include <poll.h>

#include "native.h"

#define WAIT_LIMIT_MS	60000	/* an emulated machine is slow */

/* CIOCASYNCCRYPT */
int dc_async(int fd, const struct crypt_op *cop);

/* CIOCASYNCFETCH: -EBUSY if no request has completed. */
int dc_fetch(int fd, struct crypt_op *cop);

/* Polls for up to @ms milliseconds; returns the events or a negative errno. */
int dc_poll(int fd, int events, int ms);

/* Waits up to WAIT_LIMIT_MS for a result and fetches it; -ETIME if none. */
int dc_fetch_wait(int fd, struct crypt_op *cop);

/*
 * Submits a request and fetches its result, which replaces *cop. The file must
 * have no other request in flight.
 */
int dc_async_crypt(int fd, struct crypt_op *cop);

/*
 * Submits one request of the native dialect and reaps its result, which it
 * returns; -EAGAIN if the request is not accepted, -ETIME without a result.
 */
int dc_submit_and_reap(int fd, struct cryptodev_req *r);

/* Returns the deadline for dc_reap() that is @ms milliseconds from now. */
uint64_t deadline_in_ms(long ms);

#endif /* SELFTESTS_ASYNC_H */
