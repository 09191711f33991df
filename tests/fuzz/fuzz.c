// SPDX-License-Identifier: GPL-2.0
/*
 * A fuzzer for /dev/crypto: runs programs that are made by chance, keeps those
 * that run something new in the module, and goes on from these.
 *
 *	fuzz [-t SECONDS] [-s SEED] [-w WORKERS] [-c CORPUS] [-o DIRECTORY]
 *	fuzz -r FILE
 *
 * What it prints is KTAP. With -o, new programs go to DIRECTORY/corpus.BITS,
 * which code they have run to DIRECTORY/places.BITS, and what ran last when
 * something went wrong to DIRECTORY/finding.TIME. With -r, runs the programs of
 * a file, in order, and nothing else.
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

#include "../selftests/passing.h"
#include "../selftests/sysctl.h"
#include "kcov.h"
#include "run.h"
#include "shared.h"

/* A kernel that checks itself is slow, but not that slow. */
#define STUCK		90

#ifndef CORPUS
#define CORPUS		"corpus"
#endif

/**
 * struct options - what the command line says
 * @seconds: how long
 * @seed: for chance
 * @workers: how many processes
 * @corpus: programs to begin with
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

/* What each worker ran last, oldest first, so that it can be run again. */
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
		printf("# what ran last is in %s\n", path);
		fclose(f);
	}
}

/* Whether a worker does not come to an end of its program. */
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

/* Those that have ended are begun anew. */
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

/* Whether all workers end when they are told to, or at least when killed. */
static bool stop_workers(const struct options *o)
{
	bool all = true;
	unsigned int i;
	int status;

	shared->stop = true;
	for (i = 0; i < o->workers; i++) {
		if (ends_within(pids[i], 30, &status))
			continue;
		kill(pids[i], SIGKILL);
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
	double began = seconds();
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
	result(stop_workers(o) && !stuck, "programs end");
	trouble |= log_trouble();
	result(!trouble, "the kernel finds nothing wrong");
	result(!any_complaint(o), "nothing is written where it should not be");
	result(!run_sanity(), "the device still encrypts");
	printf("# %llu programs in %.0f s, %u places of the module, %u kept\n",
	       (unsigned long long)executed(o), seconds() - began,
	       shared->nr_pcs, shared->nr_corpus);
	result(shared->nr_pcs > 500, "the module is run, and seen to be");
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
	result(!wrong, "nothing is written where it should not be");
	usleep(500000);
	result(!log_trouble(), "the kernel finds nothing wrong");
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

/* An algorithm that the kernel lacks is not asked for outside, which takes long. */
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
		.seconds = 30, .workers = 2, .corpus = CORPUS,
		.seed = time(NULL),
	};
	struct rlimit no_core = { 0, 0 };

	read_options(&o, argc, argv);
	setrlimit(RLIMIT_CORE, &no_core);
	if (!shared_make() || !log_open()) {
		printf("Bail out! cannot begin: %s\n", strerror(errno));
		return 1;
	}
	printf("TAP version 13\n# seed %llu\n", (unsigned long long)o.seed);
	load_nothing();
	/* What a program may use up is small enough to be used up. */
	sysctl_set("max_in_flight", 64);
	sysctl_set("max_request_bytes", 1 << 20);
	sysctl_set("max_aad_bytes", 1 << 20);
	sysctl_set("max_pinned_bytes", 4 << 20);
	if (o.replay)
		replay(&o);
	else
		fuzz(&o);
	return nr_failed ? 1 : 0;
}
