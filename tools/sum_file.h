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

int sum_file(struct sum_job *job, const char *name, unsigned char *digest);
void sum_fail(struct sum_job *job, const char *name, int error);
void sum_worse(struct sum_job *job, int status);

#endif /* CRYPTOCTL_SUM_FILE_H */
