// SPDX-License-Identifier: GPL-2.0
/*
 * A line on standard error that tells how far a long operation is.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"

/* Nanoseconds until the line appears, and between two updates of it. */
#define SHOW_AFTER	1000000000ll
#define SHOW_EVERY	200000000ll

static struct {
	int64_t start;
	int64_t shown;		/* time of the last update; 0 for none */
	uint64_t done;
	uint64_t total;		/* 0 if unknown */
	bool on;
} progress;

/**
 * progress_hide() - remove the line, because other output follows
 */
void progress_hide(void)
{
	if (progress.shown)
		fputs("\r\033[K", stderr);
}

static int64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

/**
 * progress_begin() - begin to count bytes
 * @total: bytes in the end, 0 if unknown
 *
 * The line appears after a second, and only if standard error is a terminal.
 */
void progress_begin(uint64_t total)
{
	memset(&progress, 0, sizeof(progress));
	progress.on = isatty(STDERR_FILENO);
	progress.total = total;
	progress.start = now();
}

/**
 * progress_add() - count processed bytes
 * @bytes: bytes since the last call
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
	progress_hide();
	fprintf(stderr, "%.0f MiB, %.1f MiB/s", mib, mib / seconds);
	if (progress.total)
		fprintf(stderr, ", %.0f%%",
			100.0 * progress.done / progress.total);
	fflush(stderr);
	progress.shown = t;
}

/**
 * progress_end() - stop to count, and remove the line
 */
void progress_end(void)
{
	progress_hide();
	progress.on = false;
	progress.shown = 0;
}

/**
 * progress_note() - show a text as the line
 * @format: as for printf()
 *
 * On a terminal, the text appears at once, and stays until the next call or
 * progress_end().
 */
void progress_note(const char *format, ...)
{
	va_list args;

	if (!isatty(STDERR_FILENO))
		return;
	progress_hide();
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fflush(stderr);
	progress.shown = now();
}
