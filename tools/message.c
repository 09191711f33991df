// SPDX-License-Identifier: GPL-2.0
/*
 * Errors and warnings on standard error, and the colours of standard output.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

static void print_message(const char *format, va_list args)
{
	progress_hide();
	fflush(stdout);
	fprintf(stderr, "cryptoctl%s%s: ", command ? " " : "",
		command ? command->name : "");
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

/**
 * warn() - print a line on standard error
 * @format: as for printf(), without an end of line
 */
void warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_message(format, args);
	va_end(args);
}

/**
 * die() - print a line on standard error, and end the program
 * @status: enum status
 * @format: as for printf(), without an end of line
 *
 * Functions registered with atexit() wipe keys and remove temporary files.
 */
void die(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_message(format, args);
	va_end(args);
	exit(status == USAGE ? usage_hint() : status);
}

/**
 * usage_hint() - print a reference to the subcommand's help
 *
 * Return: USAGE.
 */
int usage_hint(void)
{
	if (command)
		fprintf(stderr, "Try \"cryptoctl %s --help\".\n",
			command->name);
	return USAGE;
}

/**
 * finish_output() - make sure that standard output has been written
 *
 * Return: DONE. Ends the program if standard output cannot be written.
 */
int finish_output(void)
{
	if (fflush(stdout) || ferror(stdout))
		die(FAILED, "standard output: %s", strerror(errno));
	return DONE;
}

/**
 * paint() - get the escape sequence of a colour
 * @colour: the colour
 *
 * Return: the sequence; an empty string if standard output is not a terminal, or
 * if the environment has NO_COLOR.
 */
const char *paint(enum colour colour)
{
	static const char *const codes[] = {
		[PLAIN] = "\033[0m",
		[GOOD] = "\033[32m",
		[BAD] = "\033[1;31m",
		[FAINT] = "\033[2m",
	};
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if ((no && *no) || !isatty(STDOUT_FILENO) ||
	    (term && !strcmp(term, "dumb")))
		return "";
	return codes[colour];
}
