// SPDX-License-Identifier: GPL-2.0
/*
 * The command line of dgst and mac: prints digests of files, or has sum_check.c
 * compare them with those in lists.
 */
#include <stdio.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "sum.h"
#include "sum_check.h"

/**
 * sum_option() - process an option of SUM_OPTIONS
 * @job: out: the options
 * @opt: the result of getopt_long()
 *
 * Return: true if the function processed the option; it leaves 'a' to the caller.
 */
bool sum_option(struct sum_job *job, int opt)
{
	if (opt == 'c')
		job->check = true;
	else if (opt == 'q')
		job->quiet = true;
	else if (opt == 'j' && !job->json)
		job->json = json_object_new_array();
	return opt == 'c' || opt == 'q' || opt == 'j';
}

static void print_hex(const unsigned char *bytes, unsigned int len, char *text)
{
	unsigned int i;

	for (i = 0; i < len; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
}

static void print_line(const char *digest, const char *name)
{
	printf("%s%s  ", sum_escape(name), digest);
	sum_print_name(name);
	putchar('\n');
}

static void print_sum(struct sum_job *job, const char *name)
{
	unsigned char digest[ALG_OUT_MAX];
	char text[2 * ALG_OUT_MAX + 1];
	struct json_object *object;
	int error = sum_file(job, name, digest);

	if (error) {
		sum_fail(job, name, error);
		return;
	}
	print_hex(digest, job->ses.alg->out_len, text);
	if (!job->json) {
		print_line(text, name);
		return;
	}
	object = json_object_new_object();
	add_file(object, name);
	add_text(object, "algorithm", job->ses.alg->name);
	add_text(object, "digest", text);
	json_object_array_add(job->json, object);
}

static void print_or_check(struct sum_job *job, const char *name)
{
	if (job->check)
		sum_check_list(job, name);
	else
		print_sum(job, name);
}

/**
 * sum_run() - print or check digests
 * @job: the session and the options
 * @argc: as given to the command
 * @argv: as given to the command; the names of files follow optind
 *
 * Return: enum status.
 */
int sum_run(struct sum_job *job, int argc, char **argv)
{
	int i;

	if (optind == argc)
		print_or_check(job, "-");
	for (i = optind; i < argc; i++)
		print_or_check(job, argv[i]);
	if (job->json)
		print_json(job->json);
	session_end(&job->ses);
	return job->status;
}
