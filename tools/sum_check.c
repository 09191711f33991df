// SPDX-License-Identifier: GPL-2.0
/*
 * Compares files with the digests in a list, as dgst, mac or sha256sum writes it.
 */
#include <errno.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "key.h"
#include "message.h"
#include "sum_check.h"

/* Replaces \n, \r and \\ in a name by the characters that they stand for. */
static bool unescape(char *name)
{
	static const char escaped[] = "\\nr", special[] = "\\\n\r";
	const char *at;
	char *to = name;

	for (; *name; name++) {
		if (*name == '\\') {
			name++;
			at = *name ? strchr(escaped, *name) : NULL;
			if (!at)
				return false;
			*to++ = special[at - escaped];
		} else {
			*to++ = *name;
		}
	}
	*to = '\0';
	return true;
}

/**
 * parse_line() - parse a line of a list
 * @line: the line, which the function changes
 * @len: bytes of a digest
 * @digest: out: the digest
 *
 * Return: the file's name, or NULL if the line has no digest and name.
 */
static char *parse_line(char *line, unsigned int len, unsigned char *digest)
{
	bool has_escapes = *line == '\\';
	char *name;

	line[strcspn(line, "\n")] = '\0';
	line += has_escapes;
	if (strlen(line) < 2 * len + 3 || parse_hex(line, 2 * len, digest) != len)
		return NULL;
	name = line + 2 * len;
	if (*name++ != ' ' || (*name != ' ' && *name != '*'))
		return NULL;
	name++;
	return !has_escapes || unescape(name) ? name : NULL;
}

static void report(struct sum_job *job, const char *name, bool right)
{
	struct json_object *object;

	if (!right)
		sum_worse(job, NOT_AUTHENTIC);
	if (job->json) {
		object = json_object_new_object();
		add_file(object, name);
		add_truth(object, "ok", right);
		json_object_array_add(job->json, object);
	} else if (!right || !job->quiet) {
		fputs(sum_escape(name), stdout);
		sum_print_name(name);
		printf(": %s%s%s\n", paint(right ? GOOD : BAD),
		       right ? "OK" : "FAILED", paint(PLAIN));
	}
}

static void check_line(struct sum_job *job, char *line)
{
	unsigned char wanted[ALG_OUT_MAX], digest[ALG_OUT_MAX];
	unsigned int len = job->ses.alg->out_len;
	const char *name = parse_line(line, len, wanted);
	int error;

	if (!name) {
		job->bad_lines++;
		return;
	}
	error = sum_file(job, name, digest);
	if (error)
		sum_fail(job, name, error);
	else
		report(job, name, !CRYPTO_memcmp(wanted, digest, len));
}

/**
 * sum_check_list() - check the files in a list
 * @job: the session and the options
 * @name: the list, "-" for standard input
 *
 * An empty list is an error, as is a line without a digest of this algorithm.
 */
void sum_check_list(struct sum_job *job, const char *name)
{
	FILE *list = strcmp(name, "-") ? fopen(name, "re") : stdin;
	unsigned int bad = job->bad_lines;
	size_t size = 0, lines = 0;
	char *line = NULL;

	if (!list) {
		sum_fail(job, name, errno);
		return;
	}
	for (; getline(&line, &size, list) > 0; lines++)
		check_line(job, line);
	if (ferror(list))
		sum_fail(job, name, errno);
	free(line);
	if (list != stdin)
		fclose(list);
	bad = job->bad_lines - bad;
	if (bad || !lines) {
		warn("%s: %u of %zu lines are no %s of %u hex digits and a name",
		     name, bad, lines, alg_kind_name(job->ses.alg),
		     2 * job->ses.alg->out_len);
		sum_worse(job, FAILED);
	}
}
