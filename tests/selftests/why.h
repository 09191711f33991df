/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks that many cases share return NULL, or what went wrong in words, and
 * the test asserts that it is NULL.
 */
#ifndef WHY_H
#define WHY_H

#include <stdarg.h>
#include <stdio.h>

/* Returns the formatted text, which lasts until the next call. */
static inline __attribute__((format(printf, 1, 2)))
const char *why(const char *fmt, ...)
{
	static char text[400];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return text;
}

#endif /* WHY_H */
