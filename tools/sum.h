/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The command line that dgst and mac share. The output has the format of
 * sha256sum.
 */
#ifndef CRYPTOCTL_SUM_H
#define CRYPTOCTL_SUM_H

#include "sum_file.h"

/* Options of both; getopt_long() returns these letters. */
#define SUM_SHORTS	"a:cqj"
#define SUM_OPTIONS							\
	{ "algorithm", required_argument, NULL, 'a' },			\
	{ "check", no_argument, NULL, 'c' },				\
	{ "quiet", no_argument, NULL, 'q' },				\
	{ "json", no_argument, NULL, 'j' }

bool sum_option(struct sum_job *job, int opt);
int sum_run(struct sum_job *job, int argc, char **argv);

#endif /* CRYPTOCTL_SUM_H */
