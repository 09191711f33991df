/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device's limits, /proc/sys/dev/crypto/..., which tests lower and then
 * put back in their teardown.
 */
#ifndef SYSCTL_H
#define SYSCTL_H

#include <stdio.h>

#include "setting.h"

/* The value, or -1. */
static inline long sysctl_get(const char *name)
{
	char path[64];
	long value;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/sys/dev/crypto/%s", name);
	f = fopen(path, "r");
	if (!f)
		return -1;
	if (fscanf(f, "%ld", &value) != 1)
		value = -1;
	fclose(f);
	return value;
}

/* Whether it took the value. */
static inline bool sysctl_set(const char *name, long value)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/sys/dev/crypto/%s", name);
	return setting_write(path, value);
}

#endif /* SYSCTL_H */
