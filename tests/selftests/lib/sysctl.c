// SPDX-License-Identifier: GPL-2.0
/* Sysctls and other numbers in files of the kernel. */
#include "sysctl.h"

bool setting_write(const char *path, long value)
{
	FILE *f = fopen(path, "w");
	int err;

	if (!f)
		return false;
	err = fprintf(f, "%ld\n", value) < 0;
	err |= fclose(f);
	return !err;
}

long setting_read(const char *path)
{
	FILE *f = fopen(path, "r");
	long value;

	if (!f)
		return -1;
	if (fscanf(f, "%ld", &value) != 1)
		value = -1;
	fclose(f);
	return value;
}

long sysctl_get(const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/sys/dev/crypto/%s", name);
	return setting_read(path);
}

bool sysctl_set(const char *name, long value)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/sys/dev/crypto/%s", name);
	return setting_write(path, value);
}
