/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The digest of one file.
 */
#ifndef CRYPTOCTL_SUM_FILE_H
#define CRYPTOCTL_SUM_FILE_H

#include <json-c/json.h>
#include <stdbool.h>

#include "device.h"

/**
 * struct sum_job - digests to print or to check
 * @ses: a session with a hash or a mac
 * @check: the files are lists of digests to check
 * @quiet: print only files that differ
 * @json: an array for the results, or NULL
 * @status: the worst status so far
 * @bad_lines: lines of the lists that have no digest and name
 */
struct sum_job {
	struct session ses;
	bool check;
	bool quiet;
	struct json_object *json;
	int status;
	unsigned int bad_lines;
};

int sum_file(struct sum_job *job, const char *name, unsigned char *digest);
void sum_fail(struct sum_job *job, const char *name, int error);
const char *sum_escape(const char *name);
void sum_print_name(const char *name);
void sum_worse(struct sum_job *job, int status);

#endif /* CRYPTOCTL_SUM_FILE_H */
