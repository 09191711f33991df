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
	progress_hide();
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
	progress_hide();
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
	progress_hide();
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fflush(stderr);
	progress.shown = now();
}
