// SPDX-License-Identifier: GPL-2.0
/*
 * Measures many requests in flight.
 *
 * async batch [N]: instructions per 16-byte AES-128-CBC request, with 64 requests
 * in a CRYPTODEV_SUBMIT that waits; N requests make a batch of measurements.
 *
 * async worker [MS]: the rate of one thread with CRYPTODEV_REQ_WORKER, at 64 KiB,
 * as a multiple of its rate without; each measurement takes MS milliseconds. It
 * needs a real clock; the result is the median of the rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev_native.h>

#include "measure.h"

#define BATCH		64
#define WORKER_BYTES	65536
#define WORKER_DEPTH	8
#define ROUNDS		7

static int fd;

static int submit(uint32_t flags, struct cryptodev_req *reqs, uint32_t nr)
{
	struct cryptodev_submit s = {
		.size = sizeof(s),
		.flags = flags,
		.nr = nr,
		.req_size = sizeof(*reqs),
		.reqs = (uintptr_t)reqs,
	};

	return ioctl(fd, CRYPTODEV_SUBMIT, &s);
}

/* Waits for a result, and fetches up to @max. Returns their number. */
static int reap(struct cryptodev_result *results, uint32_t max)
{
	struct cryptodev_reap r = {
		.size = sizeof(r),
		.min = 1,
		.max = max,
		.results = (uintptr_t)results,
	};
	int i, n = ioctl(fd, CRYPTODEV_REAP, &r);

	for (i = 0; i < n; i++)
		if (results[i].result)
			fail("request");
	return n;
}

static void fill_reqs(struct cryptodev_req *reqs, unsigned int nr,
		      unsigned int bytes, uint32_t flags)
{
	uint32_t ses = session_open(fd, alg_named("aes-128-cbc"));
	void *src = buffer(bytes, 1), *iv = buffer(BENCH_IV_MAX, 0);
	unsigned int i;

	memset(reqs, 0, nr * sizeof(*reqs));
	for (i = 0; i < nr; i++) {
		reqs[i].ses = ses;
		reqs[i].flags = flags;
		reqs[i].len = bytes;
		reqs[i].src = (uintptr_t)src;
		reqs[i].dst = (uintptr_t)buffer(bytes, 2);
		reqs[i].iv = (uintptr_t)iv;
		reqs[i].user_data = i;
	}
}

static int submit_batch(void *reqs)
{
	return submit(CRYPTODEV_SUBMIT_WAIT, reqs, BATCH) == BATCH ? 0 : -1;
}

static int batch(unsigned int ops)
{
	static const struct figure figure = { "batch-of-64", 16, "dev" };
	struct cryptodev_req reqs[BATCH];
	double each;

	fill_reqs(reqs, BATCH, 16, 0);
	each = measured(&figure, submit_batch, reqs,
			ops < BATCH ? 1 : ops / BATCH);
	if (each < 0)
		return EXIT_FAILURE;
	print_figure(&figure, "instructions", each / BATCH);
	return EXIT_SUCCESS;
}

/* Returns the rate in line, or with a number of requests in flight. */
static double rate_of_reqs(struct cryptodev_req *reqs, int depth,
			   unsigned int ms)
{
	uint64_t start = now_ns(), end = start + ms * 1000000ull, done = 0;
	struct cryptodev_result results[WORKER_DEPTH];
	int i, n;

	if (!depth) {
		for (; now_ns() < end; done++)
			if (submit(CRYPTODEV_SUBMIT_WAIT, reqs, 1) != 1)
				fail("CRYPTODEV_SUBMIT");
		return done * 1e9 / (now_ns() - start);
	}
	if (submit(0, reqs, depth) != depth)
		fail("CRYPTODEV_SUBMIT");
	while (depth) {
		n = reap(results, depth);
		if (n < 0)
			fail("CRYPTODEV_REAP");
		done += n;
		for (i = 0; i < n; i++)
			if (now_ns() >= end)
				depth--;
			else if (submit(0, &reqs[results[i].user_data], 1) != 1)
				fail("CRYPTODEV_SUBMIT");
	}
	return done * 1e9 / (now_ns() - start);
}

static int worker(unsigned int ms)
{
	static const struct figure figure = {
		"one-thread-and-workers", WORKER_BYTES, "dev"
	};
	struct cryptodev_req in_line, reqs[WORKER_DEPTH];
	double times[ROUNDS];
	int i;

	fill_reqs(&in_line, 1, WORKER_BYTES, 0);
	fill_reqs(reqs, WORKER_DEPTH, WORKER_BYTES, CRYPTODEV_REQ_WORKER);
	for (i = 0; i < ROUNDS; i++)
		times[i] = rate_of_reqs(reqs, WORKER_DEPTH, ms) /
			   rate_of_reqs(&in_line, 0, ms);
	print_figure(&figure, "times", median(times, ROUNDS));
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	unsigned int n = argc > 2 ? atoi(argv[2]) : 100;

	fd = device_open();
	if (argc > 1 && !strcmp(argv[1], "batch"))
		return batch(n);
	if (argc > 1 && !strcmp(argv[1], "worker"))
		return worker(n);
	fprintf(stderr, "usage: async batch|worker [N]\n");
	return 2;
}
