/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests share in which a process, its memory or its files change while
 * requests are in flight. The fixture is in in_flight_fixture.h.
 *
 * The simulated accelerator, tests/accel, can stall: then the requests are in
 * flight for certain. With other drivers they may have completed already.
 */
#ifndef SELFTESTS_IN_FLIGHT_H
#define SELFTESTS_IN_FLIGHT_H

#include "accel.h"
#include "async.h"
#include "buffers.h"
#include "cases.h"
#include "pins.h"
#include "sysctl.h"

#define NR		8
#define LONG		60000	/* bytes of a request that is pinned */
#define SHORT		512	/* bytes of a request that is copied */
#define STRIDE		(16 * 4096)

/**
 * struct in_flight_test - what a test uses
 * @fd: the device
 * @max_bytes: dev.crypto.max_pinned_bytes before the test
 * @users: transforms that used the accelerator before the test
 * @pins: pages pinned before the test
 * @later: the driver completes requests later
 * @stalls: the driver is the accelerator, which can stall
 * @key: the session's key
 * @iv: the IV of all requests
 * @ses: a session of AES-CBC
 * @in: the input of all requests, LONG bytes or the first SHORT of them
 * @out: their outputs, STRIDE bytes from one to the next
 * @want: the expected output
 * @reqs: the requests, LONG and SHORT ones in turn
 * @results: their results
 */
struct in_flight_test {
	int fd;
	long max_bytes;
	long users;
	long long pins;
	bool later;
	bool stalls;
	uint8_t key[16], iv[16];
	uint32_t ses;
	uint8_t *in, *out, *want;
	struct cryptodev_req reqs[NR];
	struct cryptodev_result results[NR];
};

/* Records the state before the test; returns NULL or what failed. */
const char *in_flight_begin(struct in_flight_test *t);

/*
 * Opens the device, creates the session and the requests, with @flags
 * CRYPTODEV_REQ_*. Returns NULL or what failed.
 */
const char *in_flight_init(struct in_flight_test *t, uint32_t flags);

/*
 * Restores the settings and waits for all requests to complete. Returns NULL,
 * or what is wrong: a request, a transform or a pin is left. Runs in the
 * parent, because a test that fails must not leave the accelerator stalled.
 */
const char *in_flight_end(struct in_flight_test *t);

/*
 * Submits all requests, with the accelerator stalled if there is one. False on
 * failure.
 */
bool in_flight_submit(struct in_flight_test *t);

/* Ends the accelerator's stall; false on failure. */
bool in_flight_resume(struct in_flight_test *t);

/*
 * Fetches NR results. If results of dead processes are ahead in the queue,
 * waits until they are dropped. False on failure.
 */
bool in_flight_reap(struct in_flight_test *t);

/* Returns true if the output of request @i is right, with nothing after it. */
bool in_flight_is_right(struct in_flight_test *t, int i);

/*
 * Waits up to 30 seconds; returns true once each output is right or untouched.
 */
bool in_flight_settles(struct in_flight_test *t);

/* Returns true if all requests succeed once more in the same file. */
bool in_flight_file_works(struct in_flight_test *t);

#endif /* SELFTESTS_IN_FLIGHT_H */
