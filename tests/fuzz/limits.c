// SPDX-License-Identifier: GPL-2.0
/*
 * The sysctls that programs set. Their usual values are small, so that programs
 * reach them.
 */
#include <stddef.h>

#include "../selftests/lib/sysctl.h"
#include "limits.h"

/**
 * struct limit - a sysctl of dev.crypto
 * @name: its name
 * @usual: its value before a program sets it
 * @was: its value before the fuzzer
 */
struct limit {
	const char *name;
	long usual;
	long was;
};

static struct limit limits[NR_LIMITS] = {
	{ .name = "max_in_flight", .usual = 64 },
	{ .name = "max_pinned_bytes", .usual = 4 << 20 },
	{ .name = "max_request_bytes", .usual = 1 << 20 },
	{ .name = "offload_min_bytes", .usual = 0 },
	{ .name = "offload_max_queued", .usual = 0 },
	{ .name = "failover", .usual = 1 },
	{ .name = "max_aad_bytes", .usual = 1 << 20 },
	{ .name = "copy_bytes", .usual = 4096 },
};

/**
 * limits_begin() - set all to their usual values
 */
void limits_begin(void)
{
	size_t i;

	for (i = 0; i < NR_LIMITS; i++) {
		limits[i].was = sysctl_get(limits[i].name);
		sysctl_set(limits[i].name, limits[i].usual);
	}
}

/**
 * limits_end() - restore the values before limits_begin()
 */
void limits_end(void)
{
	size_t i;

	for (i = 0; i < NR_LIMITS; i++)
		sysctl_set(limits[i].name, limits[i].was);
}

/**
 * limit_set() - set one of them
 * @n: its number, less than NR_LIMITS
 * @value: the value, or 0 for the usual one
 *
 * Return: whether the kernel has accepted it.
 */
bool limit_set(unsigned int n, long value)
{
	return sysctl_set(limits[n].name, value ? value : limits[n].usual);
}
