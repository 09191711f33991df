// SPDX-License-Identifier: GPL-2.0
/*
 * Compares each algorithm that devcrypto offers with the default provider:
 *
 *   agree CONFIGURATION [THREADS]
 *
 * Prints the number of comparisons of each thread. The exit status is 0 if all
 * agree, and there were some.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "operations.h"

static const size_t lengths[] = { 16, 32, 1000, 4096, 70000 };

static struct libraries libs;
static atomic_int failures;

static const char *const outcomes[] = { "agrees", "fails", "differs" };

static int compare_all(enum kind kind)
{
	enum outcome outcome;
	struct names names;
	size_t i, k;
	int nr = 0;

	find_names(&libs, kind, &names);
	for (i = 0; i < names.nr; i++) {
		for (k = 0; k < ARRAY_SIZE(lengths); k++) {
			outcome = agree(&libs, kind, names.names[i], lengths[k]);
			nr++;
			if (outcome == AGREES)
				continue;
			failures++;
			complain("%s of %zu bytes: %s", names.names[i],
				 lengths[k], outcomes[outcome]);
		}
	}
	return nr;
}

static void *compare(void *arg)
{
	enum kind kind;
	int nr = 0;

	for (kind = 0; kind < KINDS; kind++)
		nr += compare_all(kind);
	if (!nr)
		failures++;
	printf("%d comparisons\n", nr);
	return arg;
}

int main(int argc, char **argv)
{
	int i, nr = argc > 2 ? atoi(argv[2]) : 0;
	pthread_t *threads = calloc(nr + 1, sizeof(*threads));

	if (argc < 2 || !threads)
		return 2;
	libs = libraries_open(argv[1]);
	if (!nr)
		compare(NULL);
	for (i = 0; i < nr; i++)
		if (pthread_create(&threads[i], NULL, compare, NULL))
			return 2;
	for (i = 0; i < nr; i++)
		pthread_join(threads[i], NULL);
	libraries_close(&libs);
	free(threads);
	return failures != 0;
}
