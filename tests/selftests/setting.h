/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A number in a file of the kernel's: a sysctl or a module's parameter.
 */
#ifndef SETTING_H
#define SETTING_H

#include <stdbool.h>
#include <stdio.h>

/* Whether it took the value. */
static inline bool setting_write(const char *path, long value)
{
	FILE *f = fopen(path, "w");
	int err;

	if (!f)
		return false;
	err = fprintf(f, "%ld\n", value) < 0;
	err |= fclose(f);
	return !err;
}

#endif /* SETTING_H */
