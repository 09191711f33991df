// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl check: do the drivers of this machine give the answers that are
 * known to be right?
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "probe.h"
#include "say.h"
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
 */
struct counts {
	unsigned int right;
	unsigned int wrong;
	unsigned int absent;
};

static void try_all(int fd, const struct alg *alg, struct verdict *verdict)
{
	unsigned int i;

	for (i = 0; i < nr_vectors; i++) {
		if (strcmp(vectors[i].alg, alg->name))
			continue;
		verdict->vector = &vectors[i];
		verdict->wrong = trial_run(fd, alg, &vectors[i]);
		if (verdict->wrong)
			return;
	}
	verdict->vector = NULL;
	verdict->wrong = trial_long(fd, alg, &verdict->compared);
}

static void print_sources(const struct alg *alg)
{
	const char *between = "";
	unsigned int i;

	for (i = 0; i < nr_vectors; i++) {
		if (strcmp(vectors[i].alg, alg->name))
			continue;
		printf("%s%s", between, vectors[i].source);
		between = "; ";
	}
}

static void print_result(const struct probe *probe,
			 const struct verdict *verdict)
{
	const char *wrong = verdict->wrong;

	if (probe->error == ENOENT) {
		printf("%sabsent %-18s not in this kernel%s\n", paint(FAINT),
		       probe->alg->name, paint(PLAIN));
		return;
	}
	printf("%s%-6s%s %-18s %s: ", paint(wrong ? BAD : GOOD),
	       wrong ? "FAILED" : "ok", paint(PLAIN), probe->alg->name,
	       probe->driver);
	if (wrong)
		printf("%s (%s)\n", wrong, verdict->vector ?
		       verdict->vector->source : "as libcrypto has it");
	else
		print_sources(probe->alg);
	if (!wrong)
		puts(verdict->compared ? "; libcrypto" : "");
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
	else if (probe.error != ENOENT)
		verdict.wrong = device_advice(probe.error);
	if (probe.error == ENOENT)
		counts->absent++;
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
		printf("%u right, %u wrong, %u not in this kernel\n",
		       counts.right, counts.wrong, counts.absent);
	if (counts.wrong)
		return NOT_AUTHENTIC;
	return (named && counts.absent) || !counts.right ? NO_ALGORITHM : DONE;
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
	"Exits with 3 if an answer is wrong, and with 5 if this kernel lacks one\n"
	"that was named.\n"
	"\n"
	"  -j, --json   as an array of objects\n"
	"  -h, --help   this\n",
	.run = check,
};
