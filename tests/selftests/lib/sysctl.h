/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sysctls under dev.crypto, and any other number in a file of the kernel. A
 * test that changes one restores it in its teardown.
 */
#ifndef SELFTESTS_SYSCTL_H
#define SELFTESTS_SYSCTL_H

#include <stdbool.h>
#include <stdio.h>

/* Writes a number to a sysctl's or parameter's file; false on failure. */
bool setting_write(const char *path, long value);

/* Returns the number in such a file, or -1. */
long setting_read(const char *path);

/* Returns the value of dev.crypto.@name, or -1. */
long sysctl_get(const char *name);

/* Sets dev.crypto.@name; returns false if the kernel rejects the value. */
bool sysctl_set(const char *name, long value);

#endif /* SELFTESTS_SYSCTL_H */
