// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl bench: compares the speed of the device with libcrypto and AF_ALG.
 * This file reads the command line and takes all measurements.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

/* Where --apply keeps the setting for the next boot. */
#define SYSCTL_FILE	"/etc/sysctl.d/60-cryptodev-offload.conf"

static int compare(const void *a, const void *b)
{
	unsigned int x = *(const unsigned int *)a, y = *(const unsigned int *)b;

	return x < y ? -1 : x > y;
}

static void parse_list(struct bench_list *list, const char *what, char *text,
		       unsigned int max)
{
	char *word;

	list->nr = 0;
	for (word = strtok(text, ","); word; word = strtok(NULL, ",")) {
		if (list->nr == BENCH_LIST_MAX)
			die(USAGE, "%s: more than %d", what, BENCH_LIST_MAX);
		list->at[list->nr++] = parse_number(what, word, 1, max);
	}
	if (!list->nr)
		die(USAGE, "%s: no numbers", what);
	qsort(list->at, list->nr, sizeof(list->at[0]), compare);
}

/* Returns false if the measurement fails; warns of an error of the device. */
static bool measure(struct bench_job *job, struct point point)
{
	struct points *points = &job->points;
	int error;

	progress_note("%s, %u bytes, %u in flight, %s", point.of->name,
		      point.bytes, point.depth, bench_by_name(point.by));
	error = bench_measure(&point, job->ms);
	if (error && point.by == BY_DEVICE)
		warn("%s, %u bytes, %u in flight: %s", point.of->name,
		     point.bytes, point.depth, device_advice(error));
	if (error)
		return false;
	if (points->nr == points->room) {
		points->room = points->room * 2 + 64;
		points->at = reallocarray(points->at, points->room,
					  sizeof(point));
		if (!points->at)
			die(FAILED, "memory: %s", strerror(errno));
	}
	points->at[points->nr++] = point;
	return true;
}

/* Measures every size; with a cipher, every size of whole blocks. */
static bool measure_sizes(struct bench_job *job, const struct subject *of,
			  enum bench_by by, unsigned int depth)
{
	struct point point = { .of = of, .by = by, .depth = depth };
	unsigned int block = of->alg->block;
	bool any = false;
	unsigned int i;

	for (i = 0; i < job->sizes.nr; i++) {
		point.bytes = job->sizes.at[i];
		if (!block || point.bytes % block == 0)
			any |= measure(job, point);
	}
	return any;
}

static void measure_subject(struct bench_job *job, const struct subject *of)
{
	struct session ses;
	unsigned int i;
	int fd = device_open();
	unsigned char key[CRYPTO_CIPHER_MAX_KEY_LEN] = "any but a weak one";

	/* If the device refuses a session, this ends the program with advice. */
	session_make(&ses, fd, of->alg, key, of->key_len);
	close(fd);
	for (i = 0; i < job->depths.nr; i++)
		if (!measure_sizes(job, of, BY_DEVICE, job->depths.at[i]))
			die(FAILED, "%s: none of these sizes can be measured",
			    of->name);
	measure_sizes(job, of, BY_LIBCRYPTO, 1);
	measure_sizes(job, of, BY_AF_ALG, 1);
}

static void parse(struct bench_job *job, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "sizes", required_argument, NULL, 's' },
		{ "in-flight", required_argument, NULL, 'n' },
		{ "time", required_argument, NULL, 't' },
		{ "csv", no_argument, NULL, 'c' },
		{ "json", no_argument, NULL, 'j' },
		{ "svg", required_argument, NULL, 'g' },
		{ "tune", no_argument, NULL, 'u' },
		{ "copy", no_argument, NULL, 'p' },
		{ "apply", optional_argument, NULL, 'a' },
		DRIVER_OPTION, HELP_OPTION, {}
	};
	int opt;

	while ((opt = next_option(argc, argv, "s:n:t:cj", longs)) != -1) {
		switch (opt) {
		case 's':
			parse_list(&job->sizes, "--sizes", optarg,
				   BENCH_SIZE_MAX);
			break;
		case 'n':
			parse_list(&job->depths, "--in-flight", optarg,
				   BENCH_DEPTH_MAX);
			break;
		case 't':
			job->ms = parse_number("--time", optarg, 1, 60000);
			break;
		case 'c':
			job->csv = true;
			break;
		case 'j':
			job->json = true;
			break;
		case 'g':
			job->svg = optarg;
			break;
		case 'u':
			job->tune = true;
			break;
		case 'p':
			job->copy = true;
			break;
		case 'a':
			job->apply = optarg ?: SYSCTL_FILE;
		}
	}
	if (job->csv && job->json)
		die(USAGE, "--csv or --json");
	if (job->apply && !job->tune)
		die(USAGE, "--apply without --tune");
	if (job->copy && job->tune)
		die(USAGE, "--copy or --tune");
}

static void find_subjects(struct bench_job *job, char **names, int nr)
{
	struct subject *of;
	int i;

	if (!nr)
		die(USAGE, "which algorithm?");
	job->nr = nr;
	job->subjects = calloc(nr, sizeof(*job->subjects));
	if (!job->subjects)
		die(FAILED, "memory: %s", strerror(errno));
	for (i = 0; i < nr; i++) {
		of = &job->subjects[i];
		of->name = names[i];
		of->alg = alg_find(names[i], &of->key_len);
		if (of->alg->asym)
			die(USAGE, "%s: public-key algorithms are not measured",
			    of->alg->name);
		if (!of->key_len)
			of->key_len = alg_usual_key(of->alg);
	}
}

static int bench(int argc, char **argv)
{
	struct bench_job job = {
		.sizes = { .nr = 9, .at = { 16, 64, 256, 1024, 4096, 16384,
					    65536, 262144, 1048576 } },
		.depths = { .nr = 1, .at = { 1 } },
		.ms = 200,
	};
	unsigned int i;

	parse(&job, argc, argv);
	if (job.tune) {
		no_operands(argc, argv);
		return bench_tune(job.ms, job.apply);
	}
	if (job.copy) {
		no_operands(argc, argv);
		return bench_copy(job.ms);
	}
	find_subjects(&job, argv + optind, argc - optind);
	/* If the file cannot be opened, say so before minutes of measurements. */
	if (job.svg)
		output_open(&job.plot, job.svg, OUTPUT_FORCE);
	for (i = 0; i < job.nr; i++)
		measure_subject(&job, &job.subjects[i]);
	progress_end();
	bench_print(&job);
	if (job.svg)
		bench_plot(&job.points, &job.plot);
	return DONE;
}

const struct command bench_command = {
	.name = "bench",
	.summary = "compare the speed of the device, libcrypto and AF_ALG",
	.help =
	"usage: cryptoctl bench [OPTION...] ALGORITHM...\n"
	"       cryptoctl bench --tune [--apply[=FILE]] [--time MS]\n"
	"       cryptoctl bench --copy [--time MS]\n"
	"\n"
	"Measures the rate and the latency of requests to the device, with one or\n"
	"many in flight; of libcrypto in this process; and of AF_ALG sockets. Prints\n"
	"the size from which the device is faster than libcrypto.\n"
	"\n"
	"  -s, --sizes N,...      bytes of a request, at most 4M\n"
	"  -n, --in-flight N,...  requests in flight, at most 256\n"
	"  -t, --time MS          milliseconds of each measurement (default 200)\n"
	"  -c, --csv              print comma-separated values\n"
	"  -j, --json             print a JSON object\n"
	"      --svg FILE         also write a plot of the rates to FILE\n"
	DRIVER_HELP
	"      --tune             find the length from which each hardware driver is\n"
	"                         faster than the CPU, and print the setting\n"
	"      --apply[=FILE]     set it, and write it to FILE\n"
	"                         (default /etc/sysctl.d/60-cryptodev-offload.conf)\n"
	"      --copy             find the length up to which copying a request costs\n"
	"                         less than pinning it (needs root)\n"
	"  -h, --help             print this help\n",
	.run = bench,
};
