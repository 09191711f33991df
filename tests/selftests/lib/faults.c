// SPDX-License-Identifier: GPL-2.0
/* Fault injection into one call. */
#include "faults.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cases.h"
#include "sysctl.h"

#define FAULT_FILE	"/proc/thread-self/fail-nth"
#define FAULT_MOST	2000	/* more than any call has */
#define FAULT_FIRST	4	/* faults that brief tests do not skip either */
#define FAULT_TIMES	1000000	/* more than any program injects */

/* The kinds of faults; each has a directory of settings. */
static const char * const kinds[] = {
	"failslab", "fail_page_alloc", "fail_usercopy",
};

#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))

static int fault_fd = -1;
static bool fault_is_armed, fault_happened;
static long times_before;

bool faults_available(void)
{
	return !access(FAULT_FILE, W_OK);
}

static void setting_path(char path[80], const char *kind, const char *name)
{
	snprintf(path, 80, "/sys/kernel/debug/%s/%s", kind, name);
}

bool faults_enable_all(void)
{
	static const struct { const char *kind, *name; } off[] = {
		{ "failslab", "ignore-gfp-wait" },
		{ "failslab", "cache-filter" },
		{ "fail_page_alloc", "ignore-gfp-wait" },
		{ "fail_page_alloc", "ignore-gfp-highmem" },
		{ "fail_page_alloc", "min-order" },
	};
	char path[80];
	size_t i;

	for (i = 0; i < sizeof(off) / sizeof(off[0]); i++) {
		setting_path(path, off[i].kind, off[i].name);
		if (!setting_write(path, 0))
			return false;
	}
	for (i = 0; i < KINDS; i++) {
		setting_path(path, kinds[i], "verbose");
		if (!setting_write(path, 0))
			return false;
		setting_path(path, kinds[i], "times");
		if (!setting_write(path, FAULT_TIMES))
			return false;
	}
	return true;
}

/* Returns the sum of the kernel's counters, which each fault reduces by one. */
static long times(void)
{
	char path[80];
	long sum = 0;
	size_t i;

	for (i = 0; i < KINDS; i++) {
		setting_path(path, kinds[i], "times");
		sum += setting_read(path);
	}
	return sum;
}

bool fault_arm(unsigned int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	if (fault_fd < 0)
		fault_fd = open(FAULT_FILE, O_WRONLY | O_CLOEXEC);
	times_before = times();
	fault_happened = false;
	fault_is_armed = pwrite(fault_fd, text, len, 0) == len;
	return fault_is_armed;
}

/*
 * The number of faults that remain, which FAULT_FILE contains, could not tell:
 * whenever a system call ends, this task may run io_uring's deferred work and
 * hit the fault there, also after it has read the number.
 */
void fault_disarm(void)
{
	bool missed = false;

	if (!fault_is_armed)
		return;
	fault_is_armed = false;
	/* If this write itself hits the fault, nothing else has. */
	while (pwrite(fault_fd, "0", 1, 0) != 1)
		missed = true;
	fault_happened = times() != times_before && !missed;
}

/*
 * Runs the call, with its @nth fault unless that is 0; NULL or what is wrong.
 */
static const char *fault_once(struct fault_case *c, unsigned int nth, int *err)
{
	const char *wrong;

	c->rewind(c->data);
	if (nth && !fault_arm(nth))
		return "cannot arm the fault";
	*err = c->run(c->data);
	fault_disarm();
	wrong = c->fault(c->data, *err);
	if (!wrong && *err && !(nth && fault_happened))
		wrong = "it fails without a fault";
	return wrong;
}

const char *fault_each(struct fault_case *c)
{
	const char *wrong;
	int nth, err = 0;

	c->nr = 0;
	c->errors = 0;
	for (nth = 1; nth < FAULT_MOST; nth++) {
		if (nth > FAULT_FIRST && skip_if_brief())
			continue;
		wrong = c->fresh(c->data);
		if (wrong)
			return failure("before fault %d: %s", nth, wrong);
		wrong = fault_once(c, nth, &err);
		if (wrong)
			return failure("fault %d, error %d: %s", nth, err,
				       wrong);
		if (!fault_happened)
			return c->errors ? NULL : "no fault makes it fail";
		c->nr++;
		c->errors += !!err;
		wrong = fault_once(c, 0, &err);
		if (wrong)
			return failure("after fault %d, error %d: %s", nth, err,
				       wrong);
	}
	return "too many faults";
}

void fault_no_rewind(void *data)
{
}
