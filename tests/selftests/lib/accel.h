/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The simulated accelerator, tests/accel: its parameters and its counters.
 */
#ifndef SELFTESTS_ACCEL_H
#define SELFTESTS_ACCEL_H

#include <stdbool.h>

#include "process.h"
#include "sysctl.h"

/* Returns true if the module is loaded. */
bool accel_is_loaded(void);

/* Returns true if /proc/crypto lists a driver. */
bool kernel_has_driver(const char *driver);

/* Returns a counter, which counts since the module was loaded, or -1. */
long accel_count(const char *name);

/* Returns the number of transforms that use its drivers, or -1. */
long accel_users(void);

/* Sets a parameter; returns false if the module rejects the value. */
bool accel_set(const char *name, long value);

/*
 * The parameters: the first ACCEL_FAULTS cause faults. The last is the sysctl
 * failover, which hides the faults from programs.
 */
#define ACCEL_SETTINGS	12
#define ACCEL_FAULTS	8

/*
 * Saves all parameters in @was, and disables the faults and the failover; false on
 * failure.
 */
bool accel_disable_faults(long was[ACCEL_SETTINGS]);

/* Restores the parameters that @was holds; false on failure. */
bool accel_restore(const long was[ACCEL_SETTINGS]);

/* The errors that say nothing about a request: the CPU may process it again. */
#define ACCEL_FAILURES	6

extern const int accel_failures[ACCEL_FAILURES];

/*
 * As accel_disable_faults(), but the driver fails each request, and the CPU takes
 * over.
 */
bool accel_fail_all(long was[ACCEL_SETTINGS]);

/* Returns a random share of requests, in percent. */
long accel_percent(void);

/*
 * Makes the driver fail, disorder, delay and limit requests at random. Sets *stalled
 * if it completes none for now. False on failure.
 */
bool accel_disturb(bool *stalled);

/* The ways of completing a request, each of which a test of all goes through. */
#define ACCEL_WAYS	4

/* All requests complete in way @i; returns its name, or NULL on failure. */
const char *accel_set_way(int i);

/* Returns the number of requests that it has not completed. */
long accel_pending(void);

/*
 * Waits up to WAIT_LIMIT; returns true once @want requests are pending and the
 * callbacks of all others have returned. The module has queued their results. It
 * frees a request without a caller a moment later: see pins_back_to() and
 * accel_users_become().
 */
bool accel_pending_becomes(long want);

/*
 * Waits up to WAIT_LIMIT; returns true once the driver has failed @want requests
 * and completed all.
 */
bool accel_errors_become(long want);

/*
 * Returns accel_users() once it is stable: transforms that an earlier program
 * left are freed a moment after the accelerator completes their requests. Returns
 * -1 at once without the accelerator.
 */
long accel_users_at_rest(void);

/*
 * Waits up to WAIT_LIMIT; returns true once @want transforms or fewer use it.
 * Fewer, because an earlier program may have left some.
 */
bool accel_users_become(long want);

/**
 * struct accel_before - the accelerator before a test
 * @settings: its parameters
 * @users: the transforms that use it
 */
struct accel_before {
	long settings[ACCEL_SETTINGS];
	long users;
};

/* In a fixture's setup: disables the faults; false on failure. */
bool accel_begin(struct accel_before *before);

/*
 * In the teardown: restores the parameters. Returns true once the accelerator has
 * no request, and no more transforms than before.
 */
bool accel_end(const struct accel_before *before);

#endif /* SELFTESTS_ACCEL_H */
