// SPDX-License-Identifier: GPL-2.0
/* The simulated accelerator: its parameters and counters. */
#include "accel.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define ACCEL_DIR	"/sys/module/cryptodev_accel"

bool accel_is_loaded(void)
{
	return !access(ACCEL_DIR, F_OK);
}

bool kernel_has_driver(const char *driver)
{
	char line[256], name[128];
	bool found = false;
	FILE *f = fopen("/proc/crypto", "r");

	if (!f)
		return false;
	while (!found && fgets(line, sizeof(line), f))
		found = sscanf(line, "driver : %127s", name) == 1 &&
			!strcmp(name, driver);
	fclose(f);
	return found;
}

static long accel_read(const char *dir, const char *name)
{
	char path[96], word[24] = "";
	long value = -1;
	FILE *f;

	snprintf(path, sizeof(path), ACCEL_DIR "/%s%s", dir, name);
	f = fopen(path, "r");
	if (!f)
		return -1;
	if (fscanf(f, "%23s", word) == 1 && sscanf(word, "%ld", &value) != 1)
		value = *word == 'Y';
	fclose(f);
	return value;
}

long accel_count(const char *name)
{
	return accel_read("counters/", name);
}

long accel_users(void)
{
	return accel_read("", "refcnt");
}

/* Returns the value of a parameter, or -1. */
static long accel_get(const char *name)
{
	return accel_read("parameters/", name);
}

bool accel_set(const char *name, long value)
{
	char path[96];

	snprintf(path, sizeof(path), ACCEL_DIR "/parameters/%s", name);
	return setting_write(path, value);
}

/* Returns the name of setting @i, the ACCEL_FAULTS first, the sysctl last. */
static const char *accel_setting(int i)
{
	static const char * const names[ACCEL_SETTINGS] = {
		"stall", "out_of_order", "error_percent", "sync_percent",
		"early_percent", "rsa_fault_percent", "rsa_cut", "error_writes",
		"error", "latency_us", "queue_depth", "failover",
	};

	return names[i];
}

static long get_setting(int i)
{
	return i < ACCEL_SETTINGS - 1 ? accel_get(accel_setting(i)) :
					sysctl_get(accel_setting(i));
}

static bool set_setting(int i, long value)
{
	return i < ACCEL_SETTINGS - 1 ? accel_set(accel_setting(i), value) :
					sysctl_set(accel_setting(i), value);
}

bool accel_disable_faults(long was[ACCEL_SETTINGS])
{
	int i;

	for (i = 0; i < ACCEL_SETTINGS; i++) {
		was[i] = get_setting(i);
		if (was[i] < 0 || (i < ACCEL_FAULTS && !set_setting(i, 0)))
			return false;
	}
	return sysctl_set("failover", 0);
}

bool accel_restore(const long was[ACCEL_SETTINGS])
{
	bool all = true;
	int i;

	for (i = 0; i < ACCEL_SETTINGS; i++)
		all &= set_setting(i, was[i]);
	return all;
}

const int accel_failures[ACCEL_FAILURES] = {
	ENODEV, EIO, ETIMEDOUT, EAGAIN, ENOMEM, ENOSPC,
};

bool accel_fail_all(long was[ACCEL_SETTINGS])
{
	return accel_disable_faults(was) && sysctl_set("failover", 1) &&
	       accel_set("error_percent", 100);
}

const char *accel_set_way(int i)
{
	static const char * const ways[ACCEL_WAYS] = {
		"latency_us", "out_of_order", "early_percent", "sync_percent",
	};
	int other;

	for (other = 1; other < ACCEL_WAYS; other++)
		if (!accel_set(ways[other], other == i ? 100 : 0))
			return NULL;
	return ways[i];
}

long accel_pending(void)
{
	long completed = accel_count("completed");

	return accel_count("requests") - completed;
}

bool accel_pending_becomes(long want)
{
	double end = seconds() + WAIT_LIMIT;

	while (accel_pending() != want || accel_count("callbacks") > 0) {
		if (seconds() > end)
			return false;
		usleep(2000);
	}
	return true;
}

bool accel_errors_become(long want)
{
	double end = seconds() + WAIT_LIMIT;

	while (accel_count("errors") != want) {
		if (seconds() > end)
			return false;
		usleep(1000);
	}
	return accel_pending_becomes(0) && accel_count("errors") == want;
}

long accel_users_at_rest(void)
{
	long users = accel_users(), now;
	double since = seconds(), end = since + WAIT_LIMIT;

	if (users < 0)
		return users;
	accel_pending_becomes(0);
	while (seconds() < since + 0.2 && seconds() < end) {
		usleep(10000);
		now = accel_users();
		if (now != users)
			since = seconds();
		users = now;
	}
	return users;
}

bool accel_users_become(long want)
{
	double end = seconds() + WAIT_LIMIT;

	while (accel_users() > want) {
		if (seconds() > end)
			return false;
		usleep(10000);
	}
	return true;
}

bool accel_begin(struct accel_before *before)
{
	if (!accel_disable_faults(before->settings))
		return false;
	before->users = accel_users_at_rest();
	return before->users >= 0;
}

bool accel_end(const struct accel_before *before)
{
	return accel_restore(before->settings) && accel_pending_becomes(0) &&
	       !accel_count("in_flight") && accel_users_become(before->users);
}
