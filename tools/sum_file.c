// SPDX-License-Identifier: GPL-2.0
/*
 * The digest of one file, and its name in a line of text.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "cryptoctl.h"
#include "file.h"
#include "json_out.h"
#include "message.h"
#include "progress.h"
#include "sum_file.h"

/* Bytes of a request. */
#define PIECE	(1024 * 1024)

/**
 * sum_worse() - raise the exit status to a worse one
 * @job: out: the status
 * @status: enum status
 */
void sum_worse(struct sum_job *job, int status)
{
	if (status > job->status)
		job->status = status;
}

/**
 * sum_fail() - report a file that cannot be read
 * @job: out: the status and, as JSON, the result
 * @name: the file
 * @error: the errno
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
 * Hashes the whole input. COP_FLAG_RESET discards the state that a file left if it
 * could not be read to its end. The last piece is the first that is not full.
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

static const char special[] = "\\\n\r", escaped[] = "\\nr";

/**
 * sum_escape() - get the start of a line that contains a file's name
 * @name: the name
 *
 * Return: a backslash if the name contains a special character, else an empty
 * string.
 */
const char *sum_escape(const char *name)
{
	return strpbrk(name, special) ? "\\" : "";
}

/**
 * sum_print_name() - print a file's name, which does not break the line
 * @name: the name
 */
void sum_print_name(const char *name)
{
	const char *at;

	for (; *name; name++) {
		at = strchr(special, *name);
		if (at)
			printf("\\%c", escaped[at - special]);
		else
			putchar(*name);
	}
}

/**
 * sum_file() - compute the digest of a file
 * @job: the session
 * @name: the file, "-" or NULL for standard input
 * @digest: out: the digest
 *
 * Return: 0, or the errno of reading the file.
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
