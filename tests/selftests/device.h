/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The accelerator without hardware, tests/accel: what it is told to do, and
 * what it says that it has done.
 */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "passing.h"
#include "setting.h"

#define DEVICE		"/sys/module/cryptodev_accel"

/* Whether there is the device. */
static inline bool device_there(void)
{
	return !access(DEVICE, F_OK);
}

static inline long device_read(const char *dir, const char *name)
{
	char path[96], word[24] = "";
	long value = -1;
	FILE *f;

	snprintf(path, sizeof(path), DEVICE "/%s%s", dir, name);
	f = fopen(path, "r");
	if (!f)
		return -1;
	if (fscanf(f, "%23s", word) == 1 && sscanf(word, "%ld", &value) != 1)
		value = *word == 'Y';
	fclose(f);
	return value;
}

/* How often it has done that since it was loaded, or -1. */
static inline long device_count(const char *name)
{
	return device_read("counters/", name);
}

/* How many transforms use it, or -1. */
static inline long device_users(void)
{
	return device_read("", "refcnt");
}

/* A setting, or -1. */
static inline long device_get(const char *name)
{
	return device_read("parameters/", name);
}

/* Whether it took the value. */
static inline bool device_set(const char *name, long value)
{
	char path[96];

	snprintf(path, sizeof(path), DEVICE "/parameters/%s", name);
	return setting_write(path, value);
}

/* What it is told to do; the last two are how good it is. */
#define DEVICE_SETTINGS	8
#define DEVICE_FAULTS	6

static inline const char *device_setting(int i)
{
	static const char * const names[DEVICE_SETTINGS] = {
		"stall", "out_of_order", "error_percent", "sync_percent",
		"early_percent", "rsa_fault_percent", "latency_us", "queue_depth",
	};

	return names[i];
}

/* Whether it does nothing strange from now on. */
static inline bool device_calm(long was[DEVICE_SETTINGS])
{
	int i;

	for (i = 0; i < DEVICE_SETTINGS; i++) {
		was[i] = device_get(device_setting(i));
		if (was[i] < 0 ||
		    (i < DEVICE_FAULTS && !device_set(device_setting(i), 0)))
			return false;
	}
	return true;
}

/* Whether all is set as it was. */
static inline bool device_restore(const long was[DEVICE_SETTINGS])
{
	bool all = true;
	int i;

	for (i = 0; i < DEVICE_SETTINGS; i++)
		all &= device_set(device_setting(i), was[i]);
	return all;
}

/* Requests that wait for an answer. */
static inline long device_pending(void)
{
	long completed = device_count("completed");

	return device_count("requests") - completed;
}

/* Whether soon so many wait. */
static inline bool device_pending_becomes(long want)
{
	double end = seconds() + SOON;

	while (device_pending() != want) {
		if (seconds() > end)
			return false;
		usleep(2000);
	}
	return true;
}

/*
 * How many transforms use it when those are gone that a program before this one
 * has left to it: they go a little after it has answered.
 */
static inline long device_users_at_rest(void)
{
	long users = device_users(), now;
	double since = seconds(), end = since + SOON;

	device_pending_becomes(0);
	while (seconds() < since + 0.2 && seconds() < end) {
		usleep(10000);
		now = device_users();
		if (now != users)
			since = seconds();
		users = now;
	}
	return users;
}

/* Whether soon no more transforms use it; what others leave may go besides. */
static inline bool device_users_become(long want)
{
	double end = seconds() + SOON;

	while (device_users() > want) {
		if (seconds() > end)
			return false;
		usleep(10000);
	}
	return true;
}

#endif /* DEVICE_H */
