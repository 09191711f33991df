// SPDX-License-Identifier: GPL-2.0
/*
 * Errors, colours, progress and JSON.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "say.h"

/* Nanoseconds that pass before progress is shown, and between two of it. */
#define SHOW_AFTER	1000000000ll
#define SHOW_EVERY	200000000ll

static struct {
	int64_t start;
	int64_t shown;		/* when last; 0 for not yet */
	uint64_t done;
	uint64_t total;		/* 0 if not known */
	bool on;
} progress;

static void wipe_line(void)
{
	if (progress.shown)
		fputs("\r\033[K", stderr);
}

static void say(const char *format, va_list args)
{
	wipe_line();
	fflush(stdout);
	fprintf(stderr, "cryptoctl%s%s: ", command ? " " : "",
		command ? command->name : "");
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

/**
 * warn() - a line on standard error, and go on
 * @format: as for printf(), without an end of line
 */
void warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

/**
 * die() - a line on standard error, and end
 * @status: enum status
 * @format: as for printf(), without an end of line
 *
 * What must not stay behind is removed by functions given to atexit().
 */
void die(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	exit(status == USAGE ? usage_hint() : status);
}

/**
 * usage_hint() - say where usage is explained
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
 * Return: DONE; does not return if it has not.
 */
int finish_output(void)
{
	if (fflush(stdout) || ferror(stdout))
		die(FAILED, "standard output: %s", strerror(errno));
	return DONE;
}

/**
 * paint() - change the colour of standard output
 * @colour: from here on
 *
 * Return: what to print for it: nothing unless that is a terminal, and the
 * environment has no NO_COLOR.
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

/**
 * print_json() - print an object, and free it
 * @object: the object
 */
void print_json(struct json_object *object)
{
	puts(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_SPACED |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(object);
}

/**
 * add_text() - add a string to an object
 * @object: the object
 * @key: its name
 * @text: it, or NULL for null
 */
void add_text(struct json_object *object, const char *key, const char *text)
{
	json_object_object_add(object, key,
			       text ? json_object_new_string(text) : NULL);
}

/* Bytes of the character of UTF-8 (RFC 3629) that a text begins with, 0 if none. */
static unsigned int utf8_bytes(const unsigned char *text)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned int more = (*text >= 0xc0) + (*text >= 0xe0) + (*text >= 0xf0);
	uint32_t c = more ? *text & (0x3f >> more) : *text;
	unsigned int i;

	if ((*text >= 0x80 && !more) || *text >= 0xf8)
		return 0;
	for (i = 1; i <= more; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (text[i] & 0x3f);
	}
	if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	return more + 1;
}

/**
 * add_file() - add a file's name to an object
 * @object: the object
 * @name: it, of any bytes
 *
 * JSON has no place for what is not UTF-8: there, U+FFFD stands for each such
 * byte, and the bytes are in hex beside it.
 */
void add_file(struct json_object *object, const char *name)
{
	char *text, *hex;
	bool bad = false;
	size_t len, at;
	unsigned int n;
	FILE *to;

	to = open_memstream(&text, &len);
	hex = malloc(2 * strlen(name) + 1);
	if (!to || !hex)
		die(FAILED, "memory: %s", strerror(errno));
	for (at = 0; name[at]; at += n ?: 1) {
		n = utf8_bytes((const unsigned char *)name + at);
		bad |= !n;
		fprintf(to, "%.*s", n ?: 3, n ? name + at : "\xef\xbf\xbd");
	}
	fclose(to);
	add_text(object, "name", text);
	for (at = 0; name[at]; at++)
		sprintf(hex + 2 * at, "%02x", (unsigned char)name[at]);
	if (bad)
		add_text(object, "name_hex", hex);
	free(text);
	free(hex);
}

/**
 * add_number() - add a number to an object
 * @object: the object
 * @key: its name
 * @number: it
 */
void add_number(struct json_object *object, const char *key, int64_t number)
{
	json_object_object_add(object, key, json_object_new_int64(number));
}

/**
 * add_truth() - add true or false to an object
 * @object: the object
 * @key: its name
 * @truth: it
 */
void add_truth(struct json_object *object, const char *key, bool truth)
{
	json_object_object_add(object, key, json_object_new_boolean(truth));
}

static int64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

/**
 * progress_begin() - bytes will be counted
 * @total: how many there will be, 0 if that is not known
 *
 * Nothing is shown before a second has passed, nor if standard error is no
 * terminal.
 */
void progress_begin(uint64_t total)
{
	memset(&progress, 0, sizeof(progress));
	progress.on = isatty(STDERR_FILENO);
	progress.total = total;
	progress.start = now();
}

/**
 * progress_add() - some are done
 * @bytes: how many more
 */
void progress_add(uint64_t bytes)
{
	double seconds, mib;
	int64_t t;

	progress.done += bytes;
	if (!progress.on)
		return;
	t = now();
	if (t - progress.start < SHOW_AFTER || t - progress.shown < SHOW_EVERY)
		return;
	seconds = (t - progress.start) / 1e9;
	mib = progress.done / 1048576.0;
	wipe_line();
	fprintf(stderr, "%.0f MiB, %.1f MiB/s", mib, mib / seconds);
	if (progress.total)
		fprintf(stderr, ", %.0f%%",
			100.0 * progress.done / progress.total);
	fflush(stderr);
	progress.shown = t;
}

/**
 * progress_end() - that was all: what was shown goes
 */
void progress_end(void)
{
	wipe_line();
	progress.on = false;
	progress.shown = 0;
}

/**
 * progress_note() - what is being done, in words
 * @format: as for printf()
 *
 * Shown at once, on a terminal, until progress_end() or another.
 */
void progress_note(const char *format, ...)
{
	va_list args;

	if (!isatty(STDERR_FILENO))
		return;
	wipe_line();
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fflush(stderr);
	progress.shown = now();
}
