// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl check: compares the results of this machine's drivers with known
 * answers.
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
 * struct verdict - the result of the trials of an algorithm
 * @wrong: a description of the first failure, or NULL
 * @vector: the known answer that failed, or NULL for the long message
 * @compared: libcrypto processed the long message too
 */
struct verdict {
	const char *wrong;
	const struct vector *vector;
	bool compared;
};

/**
 * struct counts - numbers of algorithms by result
 * @right: algorithms without a wrong result
 * @wrong: algorithms with a wrong result
 * @absent: algorithms that this kernel lacks
 * @denied: algorithms that the policy of this machine refuses
 */
struct counts {
	unsigned int right;
	unsigned int wrong;
	unsigned int absent;
	unsigned int denied;
};

/* Returns the known answer after @v, or the first; NULL if there is none. */
static const struct vector *next_vector(const struct alg *alg,
					const struct vector *v)
{
	if (v)
		v++;
	else if (alg->asym)
		v = asym_vectors;
	else
		v = alg->number >= CRYPTODEV_RSA ? native_vectors : vectors;
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

/* Prints the sources of the known answers. */
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

/* An algorithm that is absent or denied is not a driver's fault. */
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

/* Absent and denied algorithms are errors if named, or if no other is right. */
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
		{ "json", no_argument, NULL, 'j' },
		DRIVER_OPTION, HELP_OPTION, {}
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
	.summary = "compare the results of the drivers with known answers",
	.help =
	"usage: cryptoctl check [--json] [--driver NAME|ID] [ALGORITHM...]\n"
	"\n"
	"Tries the driver of each algorithm, or of each ALGORITHM, with published\n"
	"answers (FIPS, NIST SP 800-38, RFCs): in both directions, in place, in\n"
	"pieces, with many requests at once and with forgeries. Compares a long\n"
	"message with libcrypto. Tries public-key algorithms with published keys,\n"
	"and compares them with libcrypto too.\n"
	"\n"
	"Exits with 3 if a result is wrong. If ALGORITHM is not allowed here, exits\n"
	"with 1; if this kernel lacks it, with 5.\n"
	"\n"
	"  -j, --json             print a JSON array of objects\n"
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = check,
};
