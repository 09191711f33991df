// SPDX-License-Identifier: GPL-2.0
/*
 * throughput DEVICE [MS [pinned]]: AES-128-CBC requests of 4 KiB by the number in flight,
 * through each path, on an asynchronous driver: requests per second, CPU time of
 * the submitting thread per request, and latency from the submission until the
 * thread has the result. DEVICE is a part of the driver's name. With "pinned", only
 * CRYPTODEV_SUBMIT: the sysctl copy_bytes is 0, so that no request is copied.
 *
 * Each round takes MS milliseconds for each path and number. The figures are those
 * of the round with the highest rate, because other programs may use the CPU too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "measure.h"
#include "path.h"

#define ROUNDS	7

static const unsigned int depths[] = { 1, 4, 16, 64, 256 };

static const struct path *const paths[] = {
	&path_async, &path_submit, &path_uring, &path_netbsd
};

/**
 * struct cell - the figures of a path at a depth
 * @rate: requests per second
 * @cpu_us: CPU time of the thread per request, in microseconds
 * @p50: half of the requests take so many microseconds at most
 * @p99: the same of 99 % of the requests
 */
struct cell {
	double rate;
	double cpu_us;
	double p50;
	double p99;
};

/* Latencies of a round, in microseconds. */
static double *latencies;
static size_t nr_latencies, room;

static uint64_t cpu_now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void add_latency(uint64_t ns)
{
	if (nr_latencies == room) {
		room = room ? 2 * room : 4096;
		latencies = realloc(latencies, room * sizeof(*latencies));
		if (!latencies)
			fail("memory");
	}
	latencies[nr_latencies++] = ns / 1000.0;
}

/* Keeps @depth requests in flight until @end, and then fetches them. */
static void keep_in_flight(const struct path *path, unsigned int depth,
			   uint64_t end)
{
	unsigned int which[PATH_DEPTH], left = depth, i, n;
	uint64_t submitted[PATH_DEPTH], now = now_ns();

	for (i = 0; i < depth; i++) {
		which[i] = i;
		submitted[i] = now;
	}
	path->submit(which, depth);
	while (left) {
		n = path->reap(which, depth);
		now = now_ns();
		for (i = 0; i < n; i++) {
			add_latency(now - submitted[which[i]]);
			submitted[which[i]] = now;
		}
		if (now < end)
			path->submit(which, n);
		else
			left -= n;
	}
}

static void run_round(const struct path *path, unsigned int depth,
		      unsigned int ms, struct cell *best)
{
	uint64_t start = now_ns(), cpu = cpu_now_ns();
	struct cell cell;

	nr_latencies = 0;
	keep_in_flight(path, depth, start + ms * 1000000ull);
	cell.cpu_us = (cpu_now_ns() - cpu) / 1000.0 / nr_latencies;
	cell.rate = nr_latencies * 1e9 / (now_ns() - start);
	sort_values(latencies, nr_latencies);
	cell.p50 = latencies[nr_latencies / 2];
	cell.p99 = latencies[nr_latencies * 99 / 100];
	if (cell.rate > best->rate)
		*best = cell;
}

static void print_cell(const char *device, unsigned int depth, const char *by,
		       const struct cell *cell)
{
	char name[48];
	struct figure figure = { name, PATH_BYTES, by };

	snprintf(name, sizeof(name), "%s-%u", device, depth);
	print_figure(&figure, "ops/s", cell->rate);
	snprintf(name, sizeof(name), "%s-%u,cpu", device, depth);
	print_figure(&figure, "us", cell->cpu_us);
	snprintf(name, sizeof(name), "%s-%u,p50", device, depth);
	print_figure(&figure, "us", cell->p50);
	snprintf(name, sizeof(name), "%s-%u,p99", device, depth);
	print_figure(&figure, "us", cell->p99);
}

/* Another driver may have a higher priority, or the device's may be missing. */
static void check_driver(const char *device)
{
	int fd = device_open();
	struct session_info_op info = {
		.ses = session_open(fd, alg_named("aes-128-cbc")),
	};

	if (ioctl(fd, CIOCGSESSINFO, &info))
		fail("CIOCGSESSINFO");
	if (!strstr(info.cipher_info.cra_driver_name, device)) {
		fprintf(stderr, "%s serves cbc(aes), not %s\n",
			info.cipher_info.cra_driver_name, device);
		exit(EXIT_FAILURE);
	}
	close(fd);
}

static struct slot *make_slots(void)
{
	struct slot *slots = buffer(PATH_DEPTH * sizeof(*slots), 0);
	unsigned int i;

	for (i = 0; i < PATH_DEPTH; i++)
		memset(slots[i].src, 1, PATH_BYTES);
	return slots;
}

/* All requests have one input, IV and key, so one output. */
static void check_outputs(struct slot *slots, const char *name)
{
	static uint8_t first[PATH_BYTES];
	static bool known;
	unsigned int i;

	if (!known)
		memcpy(first, slots[0].dst, PATH_BYTES);
	known = true;
	for (i = 0; i < PATH_DEPTH; i++) {
		if (memcmp(slots[i].dst, first, PATH_BYTES)) {
			fprintf(stderr, "%s: wrong output\n", name);
			exit(EXIT_FAILURE);
		}
		memset(slots[i].dst, 0, PATH_BYTES);
	}
}

static void measure_path(const char *device, const struct path *path,
			 const char *by, struct slot *slots, unsigned int ms)
{
	struct cell cells[ARRAY_SIZE(depths)] = {};
	unsigned int d, round;

	path->open(slots);
	for (round = 0; round < ROUNDS; round++) {
		for (d = 0; d < ARRAY_SIZE(depths); d++)
			run_round(path, depths[d], ms, &cells[d]);
		check_outputs(slots, by);
	}
	for (d = 0; d < ARRAY_SIZE(depths); d++)
		print_cell(device, depths[d], by, &cells[d]);
}

int main(int argc, char **argv)
{
	unsigned int ms = argc > 2 ? atoi(argv[2]) : 100, p;
	struct slot *slots = make_slots();

	if (argc < 2) {
		fprintf(stderr, "usage: throughput DEVICE [MS [pinned]]\n");
		return 2;
	}
	check_driver(argv[1]);
	if (argc > 3)
		measure_path(argv[1], &path_submit, argv[3], slots, ms);
	for (p = 0; p < ARRAY_SIZE(paths) && argc <= 3; p++)
		measure_path(argv[1], paths[p], paths[p]->name, slots, ms);
	return EXIT_SUCCESS;
}
