/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The measurements of bench, and functions that take and print them.
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
#define BENCH_LIST_MAX	16

/**
 * struct subject - an algorithm that is measured
 * @name: its name on the command line
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
 * @of: the algorithm
 * @by: the implementation
 * @bytes: bytes of a request
 * @depth: requests in flight
 * @per_second: requests per second
 * @mib: mebibytes per second
 * @mean: mean latency of a request, in microseconds
 * @half: median latency, in microseconds
 * @most: 99th percentile of the latency, in microseconds
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
 * @at: the measurements, sorted by subject, implementation, depth and size
 * @nr: how many
 * @room: room at @at
 */
struct points {
	struct point *at;
	unsigned int nr;
	unsigned int room;
};

/**
 * struct bench_list - numbers from the command line
 * @at: the numbers, sorted
 * @nr: how many
 */
struct bench_list {
	unsigned int at[BENCH_LIST_MAX];
	unsigned int nr;
};

/**
 * struct bench_job - all that the command line asks for, and the results
 * @subjects: the algorithms to measure
 * @nr: how many of them
 * @sizes: sizes of a request, in bytes
 * @depths: numbers of requests in flight
 * @ms: milliseconds of a measurement
 * @csv: print comma-separated values
 * @json: print a JSON object
 * @svg: name of a file for a plot, or NULL
 * @plot: that file
 * @tune: only find the setting for each hardware driver
 * @copy: only find the setting for copied requests
 * @apply: name of the file for the setting, or NULL
 * @points: the measurements
 */
struct bench_job {
	struct subject *subjects;
	unsigned int nr;
	struct bench_list sizes;
	struct bench_list depths;
	unsigned int ms;
	bool csv;
	bool json;
	const char *svg;
	struct output plot;
	bool tune;
	bool copy;
	const char *apply;
	struct points points;
};

/* bench_ways.c */
const char *bench_by_name(enum bench_by by);
int bench_repeat(const struct session *ses, struct cryptodev_req *req,
		 unsigned int ms);
int bench_measure(struct point *point, unsigned int ms);

/* bench_clock.c */
int64_t bench_now(void);
void bench_clock_begin(unsigned int ms);
bool bench_clock_more(void);
void bench_clock_add(int64_t ns);
void bench_clock_end(struct point *point);

/* bench_print.c */
void bench_print(const struct bench_job *job);

/* bench_tune.c */
void write_setting(const char *path, const char *format, unsigned int value);
int bench_tune(unsigned int ms, const char *file);

/* bench_copy.c */
int bench_copy(unsigned int ms);

/* bench_plot.c */
void bench_plot(const struct points *points, struct output *out);

#endif /* CRYPTOCTL_BENCH_H */
