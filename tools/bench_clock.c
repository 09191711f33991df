// SPDX-License-Identifier: GPL-2.0
/*
 * Measures the duration of a run of requests, and of each request in it.
 */
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

/* So many of the latest latencies are kept; the mean includes all. */
#define KEPT	65536

static struct {
	int64_t start;
	int64_t until;
	int64_t sum;
	uint64_t nr;
	int64_t kept[KEPT];
} watch;

/**
 * bench_now() - read a clock
 *
 * Return: nanoseconds since an arbitrary moment.
 */
int64_t bench_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

/**
 * bench_clock_begin() - begin a measurement
 * @ms: its milliseconds
 */
void bench_clock_begin(unsigned int ms)
{
	watch.sum = 0;
	watch.nr = 0;
	watch.start = bench_now();
	watch.until = watch.start + ms * 1000000ll;
}

/**
 * bench_clock_more() - is there time for another request?
 */
bool bench_clock_more(void)
{
	return bench_now() < watch.until;
}

/**
 * bench_clock_add() - count a completed request
 * @ns: its duration in nanoseconds
 */
void bench_clock_add(int64_t ns)
{
	watch.kept[watch.nr++ % KEPT] = ns;
	watch.sum += ns;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/**
 * bench_clock_end() - end a measurement and compute its figures
 * @point: bytes filled in; out: the figures
 */
void bench_clock_end(struct point *point)
{
	double seconds = (bench_now() - watch.start) / 1e9;
	size_t nr = watch.nr < KEPT ? watch.nr : KEPT;

	if (!nr)
		return;
	qsort(watch.kept, nr, sizeof(watch.kept[0]), compare);
	point->per_second = watch.nr / seconds;
	point->mib = point->per_second * point->bytes / 1048576;
	point->mean = watch.sum / 1e3 / watch.nr;
	point->half = watch.kept[nr / 2] / 1e3;
	point->most = watch.kept[nr * 99 / 100] / 1e3;
}
