/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A flow of queued requests: many are in flight, and each result is checked when
 * it is fetched.
 */
#ifndef SELFTESTS_FLOW_H
#define SELFTESTS_FLOW_H

#include <stdbool.h>

#include "native.h"

#define FLOW_DEPTH_MAX	64

/**
 * struct flow - requests in flight
 * @test: the test that they belong to, for the functions
 * @submit: submits a request of the test's choice; returns 1 or an error
 * @check: returns NULL, or what is wrong with a result
 * @fd: the open file
 * @depth: so many requests are in flight, up to FLOW_DEPTH_MAX
 * @batch: so many results are fetched at once, or more
 */
struct flow {
	void *test;
	int (*submit)(void *test);
	const char *(*check)(void *test, const struct cryptodev_result *result);
	int fd, depth, batch;
};

/*
 * Fetches @nr results or more, and checks them. Returns NULL, or what is wrong;
 * *got is how many they were.
 */
const char *flow_fetch(const struct flow *f, int nr, int *got);

/*
 * Submits @nr requests and fetches their results. If the accelerator is *stalled,
 * the flow ends that once the first requests are in flight. Returns NULL, or what
 * is wrong.
 */
const char *flow_run(const struct flow *f, int nr, bool *stalled);

#endif /* SELFTESTS_FLOW_H */
