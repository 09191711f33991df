// SPDX-License-Identifier: GPL-2.0
/*
 * Digests of files, printed.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "message.h"
#include "progress.h"
#include "sum.h"

/* Bytes of a request. */
#define PIECE	(1024 * 1024)

/**
 * sum_option() - take an option of SUM_OPTIONS
 * @job: changed
 * @opt: what getopt_long() returned
 *
 * Return: was it one of them, and not 'a'?
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

/**
 * sum_worse() - the exit status is this, unless it is a higher one
 * @job: changed
 * @status: enum status
 */
void sum_worse(struct sum_job *job, int status)
{
	if (status > job->status)
		job->status = status;
}

/**
 * sum_fail() - a file could not be read
 * @job: changed
 * @name: the file
 * @error: the error's number
 */
void sum_fail(struct sum_job *job, const char *name, int error)
{
	struct json_object *object;

	sum_worse(job, FAILED);
	warn("%s: %s", name, strerror(error));
	if (!job->json)
		return;
	object = json_object_new_object();
	add_file(object, name);
	add_text(object, "error", strerror(error));
	json_object_array_add(job->json, object);
}

/*
 * RESET: whatever a file that could not be read has left is forgotten. A piece
 * that is not full is the last.
 */
static int feed_all(struct sum_job *job, struct input *in,
		    unsigned char *digest)
{
	struct crypt_op cop = { .flags = COP_FLAG_RESET, .mac = digest };
	static unsigned char *buf;
	long len;

	if (!buf)
		buf = buffer_alloc(PIECE);
	do {
		len = input_read(in, buf, PIECE);
		if (len < 0)
			return errno;
		cop.src = len ? buf : NULL;
		cop.len = len;
		cop.flags |= len < PIECE ? COP_FLAG_FINAL : COP_FLAG_UPDATE;
		if (len && len < PIECE)
			cop.flags |= COP_FLAG_UPDATE;
		session_crypt(&job->ses, &cop);
		cop.flags = 0;
		progress_add(len);
	} while (len == PIECE);
	return 0;
}

/**
 * sum_file() - the digest of a file
 * @job: the session
 * @name: the file, "-" or NULL for standard input
 * @digest: out: the digest
 *
 * Return: 0, or the number of the error of reading it.
 */
int sum_file(struct sum_job *job, const char *name, unsigned char *digest)
{
	struct input in;
	int error;

	error = input_open(&in, name);
	if (!error) {
		progress_begin(in.size);
		error = feed_all(job, &in, digest);
		progress_end();
	}
	input_close(&in);
	return error;
}

static void print_hex(const unsigned char *bytes, unsigned int len, char *text)
{
	unsigned int i;

	for (i = 0; i < len; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
}

/* A line begins with a backslash if the name would break it, or has one. */
static void print_line(const char *digest, const char *name)
{
	const char *special = "\\\n\r", *escaped = "\\nr", *at;

	printf("%s%s  ", strpbrk(name, special) ? "\\" : "", digest);
	for (; *name; name++) {
		at = strchr(special, *name);
		if (at)
			printf("\\%c", escaped[at - special]);
		else
			putchar(*name);
	}
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

static void take(struct sum_job *job, const char *name)
{
	if (job->check)
		sum_check_list(job, name);
	else
		print_sum(job, name);
}

/**
 * sum_run() - print or check digests
 * @job: the session, and what to do
 * @argc: as given to the command
 * @argv: as given to the command; after optind the files' names
 *
 * Return: enum status.
 */
int sum_run(struct sum_job *job, int argc, char **argv)
{
	int i;

	if (optind == argc)
		take(job, "-");
	for (i = optind; i < argc; i++)
		take(job, argv[i]);
	if (job->json)
		print_json(job->json);
	session_end(&job->ses);
	return job->status;
}
