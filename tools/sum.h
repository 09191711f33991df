/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What dgst and mac share: digests of files, in the format of sha256sum.
 */
#ifndef CRYPTOCTL_SUM_H
#define CRYPTOCTL_SUM_H

#include <json-c/json.h>

#include "device.h"
#include "file.h"

/**
 * struct sum_job - digests to print or to check
 * @ses: of a hash or a mac
 * @check: the files named are lists, with digests in them
 * @quiet: say nothing of what is right
 * @json: an array that takes what is to be said, or NULL
 * @status: of all so far
 * @bad_lines: of the lists
 */
struct sum_job {
	struct session ses;
	bool check;
	bool quiet;
	struct json_object *json;
	int status;
	unsigned int bad_lines;
};

/* Letters that getopt_long() returns for what both know. */
#define SUM_SHORTS	"a:cqj"
#define SUM_OPTIONS							\
	{ "algorithm", required_argument, NULL, 'a' },			\
	{ "check", no_argument, NULL, 'c' },				\
	{ "quiet", no_argument, NULL, 'q' },				\
	{ "json", no_argument, NULL, 'j' }

/* sum.c */
bool sum_option(struct sum_job *job, int opt);
int sum_file(struct sum_job *job, const char *name, unsigned char *digest);
int sum_run(struct sum_job *job, int argc, char **argv);
void sum_fail(struct sum_job *job, const char *name, int error);
void sum_worse(struct sum_job *job, int status);

/* sum_check.c */
void sum_check_list(struct sum_job *job, const char *name);

#endif /* CRYPTOCTL_SUM_H */
