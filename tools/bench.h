/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What bench measures, and how it is shown.
 */
#ifndef CRYPTOCTL_BENCH_H
#define CRYPTOCTL_BENCH_H

#include <stdint.h>

#include "device.h"
#include "file.h"

enum bench_by {
	BY_DEVICE,
	BY_LIBCRYPTO,
	BY_AF_ALG,
};

#define BENCH_SIZE_MAX	(4 * 1024 * 1024)
#define BENCH_DEPTH_MAX	256

/**
 * struct subject - what is measured
 * @name: as the command line has it
 * @alg: the algorithm
 * @key_len: bytes of its key
 */
struct subject {
	const char *name;
	const struct alg *alg;
	unsigned int key_len;
};

/**
 * struct point - a measurement
 * @of: what is measured
 * @by: whose
 * @bytes: of a request
 * @depth: requests in flight
 * @per_second: requests
 * @mib: mebibytes a second
 * @mean: latency of a request, as are the next two, in microseconds
 * @half: half of them are done in that
 * @most: 99 of 100 are done in that
 */
struct point {
	const struct subject *of;
	enum bench_by by;
	unsigned int bytes;
	unsigned int depth;
	double per_second;
	double mib;
	double mean;
	double half;
	double most;
};

/**
 * struct points - all measurements
 * @at: they, by subject, whose, depth and size
 * @nr: how many
 * @room: for how many there is room
 */
struct points {
	struct point *at;
	unsigned int nr;
	unsigned int room;
};

/* bench_ways.c */
int bench_measure(struct point *point, unsigned int ms);

/* bench_clock.c */
int64_t bench_now(void);
void bench_clock_begin(unsigned int ms);
bool bench_clock_more(void);
void bench_clock_add(int64_t ns);
void bench_clock_end(struct point *point);

/* bench_plot.c */
void bench_plot(const struct points *points, struct output *out);

const char *bench_by_name(enum bench_by by);

#endif /* CRYPTOCTL_BENCH_H */
