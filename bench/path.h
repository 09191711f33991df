/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ways to have many requests in flight: one file for each of them.
 */
#ifndef BENCH_PATH_H
#define BENCH_PATH_H

#include <stdint.h>

/* Most requests in flight, and bytes of each. */
#define PATH_DEPTH	256
#define PATH_BYTES	4096

/**
 * struct slot - the memory of one request
 * @src: input
 * @dst: output
 * @iv: the IV
 */
struct slot {
	uint8_t src[PATH_BYTES];
	uint8_t dst[PATH_BYTES];
	uint8_t iv[PATH_BYTES];
};

/**
 * struct path - a way to submit requests and to fetch their results
 * @name: its name in results.tsv
 * @open: makes a session of AES-128-CBC, with a key of zeros
 * @submit: submits a request for each of @nr slots, whose numbers are in @which
 * @reap: waits for a result, fetches up to @max, and stores the numbers of
 *	  their slots in @which; returns how many
 *
 * All exit if a call or a request fails.
 */
struct path {
	const char *name;
	void (*open)(struct slot *slots);
	void (*submit)(const unsigned int *which, unsigned int nr);
	unsigned int (*reap)(unsigned int *which, unsigned int max);
};

/* path_async.c, path_submit.c, path_uring.c and path_netbsd.c */
extern const struct path path_async;
extern const struct path path_submit;
extern const struct path path_uring;
extern const struct path path_netbsd;

#endif /* BENCH_PATH_H */
