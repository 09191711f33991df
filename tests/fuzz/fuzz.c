// SPDX-License-Identifier: GPL-2.0
/*
 * A fuzzer for /dev/crypto: runs random programs, keeps those that run new code in
 * the module, and makes new programs from these.
 *
 *	fuzz [-t SECONDS] [-s SEED] [-w WORKERS] [-c CORPUS] [-o DIRECTORY]
 *	fuzz -r FILE
 *
 * The output is KTAP. With -o, new programs go to DIRECTORY/corpus.BITS, the
 * places in the module that they have run to DIRECTORY/places.BITS, and after a
 * failure the last programs to DIRECTORY/finding.TIME. With -r, only runs the
 * programs of a file, in their order.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../selftests/lib/process.h"
#include "kcov.h"
#include "limits.h"
#include "run.h"
#include "shared.h"

/* Seconds after which a program counts as stuck, even on a kernel with checks. */
#define STUCK		180

#ifndef CORPUS
#define CORPUS		"corpus"
#endif

/**
 * struct options - the command line's options
 * @seconds: how long to run
 * @seed: of the random numbers
 * @workers: the number of processes
 * @corpus: a file of programs to begin with
 * @out: a directory, or NULL
 * @replay: a file, or NULL
 */
struct options {
	double seconds;
	uint64_t seed;
	unsigned int workers;
	const char *corpus;
	const char *out;
	const char *replay;
};

static pid_t pids[NR_WORKERS];
static unsigned int nr_tests, nr_failed;

static void result(bool ok, const char *what)
{
	nr_failed += !ok;
	printf("%sok %u %s\n", ok ? "" : "not ", ++nr_tests, what);
	fflush(stdout);
}

static const char *in_dir(const struct options *o, const char *name,
			  unsigned int nr)
{
	static char path[512];

	if (!o->out)
		return NULL;
	snprintf(path, sizeof(path), "%s/%s%u", o->out, name, nr);
	return path;
}

static void start(const struct options *o, unsigned int nr)
{
	uint64_t seed = o->seed * 0x9e3779b97f4a7c15ull + nr +
			shared->workers[nr].executed * 31;

	fflush(stdout);
	pids[nr] = fork();
	if (!pids[nr])
		worker_main(nr, seed, in_dir(o, "last.", nr));
}

/* Writes the last programs of each worker, oldest first, in the form -r reads. */
static void tell_last(const struct options *o, FILE *f)
{
	unsigned int i;
	uint64_t k;

	for (i = 0; i < o->workers; i++) {
		struct worker *w = &shared->workers[i];

		fprintf(f, "# worker %u, program %llu: %s\n", i,
			(unsigned long long)w->executed, w->complaint);
		k = w->executed < NR_LAST ? 0 : w->executed - NR_LAST + 1;
		for (; k <= w->executed; k++)
			program_write(f, &w->last[k % NR_LAST]);
	}
}

static void tell_finding(const struct options *o)
{
	const char *path = in_dir(o, "finding.", (unsigned int)time(NULL));
	FILE *f = path ? fopen(path, "w") : NULL;

	tell_last(o, f ? f : stdout);
	if (f) {
		printf("# the last programs are in %s\n", path);
		fclose(f);
	}
}

/* Returns whether a worker's program takes too long. */
static bool is_stuck(const struct options *o)
{
	unsigned int i;

	for (i = 0; i < o->workers; i++) {
		struct worker *w = &shared->workers[i];

		if (w->started && seconds() - w->started > STUCK) {
			snprintf(w->complaint, sizeof(w->complaint),
				 "a program does not end");
			return true;
		}
	}
	return false;
}

/* Starts workers that have ended again. */
static void restart(const struct options *o)
{
	unsigned int i;

	for (i = 0; i < o->workers; i++)
		if (waitpid(pids[i], NULL, WNOHANG) == pids[i] && !shared->stop)
			start(o, i);
}

static uint64_t executed(const struct options *o)
{
	uint64_t sum = 0;
	unsigned int i;

	for (i = 0; i < o->workers; i++)
		sum += shared->workers[i].executed;
	return sum;
}

static void tell_progress(const struct options *o, double began)
{
	static double last;

	if (seconds() - last < 30)
		return;
	last = seconds();
	printf("# %.0f s: %llu programs, %u places, corpus of %u\n",
	       last - began, (unsigned long long)executed(o), shared->nr_pcs,
	       shared->nr_corpus);
	fflush(stdout);
}

/* Returns whether all workers end when they must stop, or when they are killed. */
static bool stop_workers(const struct options *o)
{
	bool all = true;
	unsigned int i;
	int status;

	shared->stop = true;
	for (i = 0; i < o->workers; i++) {
		if (ends_within(pids[i], 30, &status))
			continue;
		/* Its parent ends after it: see fork_recorded(). */
		kill(shared->workers[i].pid ?: pids[i], SIGKILL);
		all &= ends_within(pids[i], 60, &status);
	}
	return all;
}

static bool any_complaint(const struct options *o)
{
	bool found = false;
	unsigned int i;

	for (i = 0; i < o->workers; i++)
		if (shared->workers[i].complaint[0]) {
			printf("# %s\n", shared->workers[i].complaint);
			found = true;
		}
	return found;
}

static void fuzz(const struct options *o)
{
	double began = seconds(), took;
	bool trouble = false, stuck = false;
	unsigned int i;

	printf("1..5\n");
	if (!corpus_load(o->corpus))
		printf("# no corpus at %s: %s\n", o->corpus, strerror(errno));
	if (o->seed & 1)
		watch_events();
	for (i = 0; i < o->workers; i++)
		start(o, i);
	while (!trouble && !stuck && !shared->stop &&
	       seconds() - began < o->seconds) {
		usleep(200000);
		trouble = log_trouble();
		stuck = is_stuck(o);
		restart(o);
		tell_progress(o, began);
	}
	result(stop_workers(o) && !stuck, "all programs end");
	trouble |= log_trouble();
	result(!trouble, "the kernel log reports no trouble");
	result(!any_complaint(o), "the device writes only to its outputs");
	result(!run_sanity(), "the device still encrypts");
	took = seconds() - began;
	printf("# %llu programs in %.0f s, %.1f a second; %u places of the module, %u programs kept\n",
	       (unsigned long long)executed(o), took, executed(o) / took,
	       shared->nr_pcs, shared->nr_corpus);
	result(shared->nr_pcs > 500, "the kernel records the module's coverage");
	if (nr_failed)
		tell_finding(o);
	if (o->out) {
		corpus_save(in_dir(o, "corpus.", sizeof(long) * 8));
		coverage_save(in_dir(o, "places.", sizeof(long) * 8));
	}
}

static void replay(const struct options *o)
{
	unsigned int i;
	const char *wrong;

	printf("1..2\n");
	if (!corpus_load(o->replay) || !run_start()) {
		printf("Bail out! cannot begin: %s\n", strerror(errno));
		exit(1);
	}
	wrong = NULL;
	for (i = 0; i < shared->nr_corpus && !wrong; i++) {
		wrong = run_program(&shared->corpus[i], NULL);
		if (!wrong)
			wrong = run_sanity();
	}
	if (wrong)
		printf("# program %u: %s\n", i - 1, wrong);
	result(!wrong, "the device writes only to its outputs");
	usleep(500000);
	result(!log_trouble(), "the kernel log reports no trouble");
}

static void read_options(struct options *o, int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "t:s:w:c:o:r:")) != -1) {
		switch (c) {
		case 't':
			o->seconds = strtod(optarg, NULL);
			break;
		case 's':
			o->seed = strtoull(optarg, NULL, 0);
			break;
		case 'w':
			o->workers = strtoul(optarg, NULL, 0);
			break;
		case 'c':
			o->corpus = optarg;
			break;
		case 'o':
			o->out = optarg;
			break;
		case 'r':
			o->replay = optarg;
			break;
		default:
			exit(2);
		}
	}
	if (o->workers < 1 || o->workers > NR_WORKERS)
		o->workers = 2;
}

/* The kernel must not call modprobe for algorithms it lacks: that takes long. */
static void load_nothing(void)
{
	FILE *f = fopen("/proc/sys/kernel/modprobe", "w");

	if (!f)
		return;
	fputc('\n', f);
	fclose(f);
}

int main(int argc, char **argv)
{
	struct options o = {
		.seconds = 45, .workers = 2, .corpus = CORPUS,
		.seed = time(NULL),
	};
	struct rlimit no_core = { 0, 0 };

	calls_make();
	read_options(&o, argc, argv);
	setrlimit(RLIMIT_CORE, &no_core);
	if (!shared_make() || !log_open()) {
		printf("Bail out! cannot begin: %s\n", strerror(errno));
		return 1;
	}
	printf("TAP version 13\n# seed %llu\n", (unsigned long long)o.seed);
	load_nothing();
	limits_begin();
	if (o.replay)
		replay(&o);
	else
		fuzz(&o);
	limits_end();
	return nr_failed ? 1 : 0;
}
