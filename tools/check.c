// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl check: do the drivers of this machine give the answers that are
 * known to be right?
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "message.h"
#include "probe.h"
#include "progress.h"
#include "trial.h"

/**
 * struct verdict - what came of an algorithm
 * @wrong: what was wrong, or NULL
 * @vector: with which answer, or NULL for the long message
 * @compared: libcrypto has that long message
 */
struct verdict {
	const char *wrong;
	const struct vector *vector;
	bool compared;
};

/**
 * struct counts - how it went
 * @right: algorithms with no wrong answer
 * @wrong: those with one
 * @absent: those that this kernel lacks
 * @denied: those that nobody may use here
 */
struct counts {
	unsigned int right;
	unsigned int wrong;
	unsigned int absent;
	unsigned int denied;
};

/* The answer after @v, or the first; NULL if there is none. */
static const struct vector *next_vector(const struct alg *alg,
					const struct vector *v)
{
	if (v)
		v++;
	else
		v = alg->asym ? asym_vectors : vectors;
	while (v->alg && strcmp(v->alg, alg->name))
		v++;
	return v->alg ? v : NULL;
}

static void try_all(int fd, const struct alg *alg, struct verdict *verdict)
{
	const struct vector *v;

	for (v = next_vector(alg, NULL); v; v = next_vector(alg, v)) {
		verdict->vector = v;
		verdict->wrong = alg->asym ? trial_asym(fd, alg, v) :
					     trial_run(fd, alg, v);
		if (verdict->wrong)
			return;
	}
	verdict->vector = NULL;
	verdict->wrong = alg->asym ?
		trial_asym_libcrypto(fd, alg, &verdict->compared) :
		trial_long(fd, alg, &verdict->compared);
}

/* What it was compared with. */
static void print_sources(const struct alg *alg, bool compared)
{
	const char *between = "";
	const struct vector *v;

	for (v = next_vector(alg, NULL); v; v = next_vector(alg, v)) {
		printf("%s%s", between, v->source);
		between = "; ";
	}
	if (compared)
		printf("%slibcrypto\n", between);
	else
		puts(*between ? "" : "nothing to compare with");
}

static void print_untried(const struct probe *probe)
{
	bool absent = probe->error == ENOENT;

	printf("%s%s %-18s %s%s\n", paint(FAINT), absent ? "absent" : "denied",
	       probe->alg->name, absent ? device_absence() :
	       session_advice(probe->alg, probe->error), paint(PLAIN));
}

/* That it may not be used here, or is not there, is no fault of a driver's. */
static bool is_untried(const struct probe *probe)
{
	return probe->error == ENOENT || probe->error == EPERM;
}

static void print_result(const struct probe *probe,
			 const struct verdict *verdict)
{
	const char *wrong = verdict->wrong;

	if (is_untried(probe)) {
		print_untried(probe);
		return;
	}
	printf("%s%-6s%s %-18s ", paint(wrong ? BAD : GOOD),
	       wrong ? "FAILED" : "ok", paint(PLAIN), probe->alg->name);
	if (probe->error) {
		puts(wrong);
		return;
	}
	printf("%s: ", probe->driver);
	if (wrong)
		printf("%s (%s)\n", wrong, verdict->vector ?
		       verdict->vector->source : "as libcrypto has it");
	else
		print_sources(probe->alg, verdict->compared);
}

static void add_result(struct json_object *all, const struct probe *probe,
		       const struct verdict *verdict)
{
	const char *wrong = verdict->wrong;
	struct json_object *object = probe_json(probe);

	if (!probe->error)
		add_truth(object, "ok", !wrong);
	add_truth(object, "libcrypto", verdict->compared);
	if (wrong)
		add_text(object, "wrong", wrong);
	if (wrong && verdict->vector)
		add_text(object, "vector", verdict->vector->source);
	json_object_array_add(all, object);
}

static void check_alg(int fd, const struct alg *alg, struct json_object *all,
		      struct counts *counts)
{
	struct verdict verdict = {};
	struct probe probe;

	progress_note("trying %s", alg->name);
	probe_alg(&probe, fd, alg);
	if (!probe.error)
		try_all(fd, alg, &verdict);
	else if (!is_untried(&probe))
		verdict.wrong = session_advice(alg, probe.error);
	if (probe.error == ENOENT)
		counts->absent++;
	else if (probe.error == EPERM)
		counts->denied++;
	else if (verdict.wrong)
		counts->wrong++;
	else
		counts->right++;
	progress_end();
	if (all)
		add_result(all, &probe, &verdict);
	else
		print_result(&probe, &verdict);
}

static void print_counts(const struct counts *counts)
{
	printf("%u right, %u wrong, %u not in this kernel", counts->right,
	       counts->wrong, counts->absent);
	if (counts->denied)
		printf(", %u not allowed", counts->denied);
	puts("");
}

/* What is not named need not be there, nor be allowed; but not all of it. */
static int to_status(const struct counts *counts, bool named)
{
	bool strict = named || !counts->right;

	if (counts->wrong)
		return NOT_AUTHENTIC;
	if (strict && counts->denied)
		return FAILED;
	return (strict && counts->absent) ? NO_ALGORITHM : DONE;
}

static int check(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "json", no_argument, NULL, 'j' }, HELP_OPTION, {}
	};
	struct json_object *all = NULL;
	struct counts counts = {};
	bool named;
	int fd, i;

	while (next_option(argc, argv, "j", longs) != -1)
		if (!all)
			all = json_object_new_array();
	named = optind < argc;
	for (i = optind; i < argc; i++)
		alg_find(argv[i], NULL);
	fd = device_open();
	for (i = optind; i < argc; i++)
		check_alg(fd, alg_find(argv[i], NULL), all, &counts);
	for (i = 0; !named && i < (int)nr_algs; i++)
		check_alg(fd, &algs[i], all, &counts);
	close(fd);
	if (all)
		print_json(all);
	else
		print_counts(&counts);
	return to_status(&counts, named);
}

const struct command check_command = {
	.name = "check",
	.summary = "compare what the drivers answer with what is known",
	.help =
	"usage: cryptoctl check [--json] [ALGORITHM...]\n"
	"\n"
	"Tries published answers (FIPS, NIST SP 800-38, RFCs) on the driver that\n"
	"serves each algorithm, or those named: both ways, in place, in pieces,\n"
	"many at once and forged; and a long message, compared with libcrypto.\n"
	"Public-key algorithms are tried with published keys, and beside libcrypto.\n"
	"Exits with 3 if an answer is wrong; if one was named that may not be used\n"
	"here, with 1, and if this kernel lacks it, with 5.\n"
	"\n"
	"  -j, --json   as an array of objects\n"
	"  -h, --help   this\n",
	.run = check,
};
