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

static int fault_fd = -1;
static bool fault_is_armed, fault_happened;

bool faults_available(void)
{
	return !access(FAULT_FILE, W_OK);
}

bool faults_enable_all(void)
{
	static const char * const off[] = {
		"failslab/ignore-gfp-wait", "failslab/verbose",
		"failslab/cache-filter", "fail_page_alloc/ignore-gfp-wait",
		"fail_page_alloc/ignore-gfp-highmem",
		"fail_page_alloc/min-order", "fail_page_alloc/verbose",
		"fail_usercopy/verbose",
	};
	char path[80];
	size_t i;

	for (i = 0; i < sizeof(off) / sizeof(off[0]); i++) {
		snprintf(path, sizeof(path), "/sys/kernel/debug/%s", off[i]);
		if (!setting_write(path, 0))
			return false;
	}
	return true;
}

bool fault_arm(unsigned int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	if (fault_fd < 0)
		fault_fd = open(FAULT_FILE, O_RDWR | O_CLOEXEC);
	fault_happened = false;
	fault_is_armed = pwrite(fault_fd, text, len, 0) == len;
	return fault_is_armed;
}

/*
 * Returns how many possible faults remain before the armed one; -1 if the read
 * itself failed.
 */
static long fault_left(void)
{
	char text[16] = "";

	return pread(fault_fd, text, sizeof(text) - 1, 0) > 0 ?
		(long)strtoul(text, NULL, 10) : -1;
}

void fault_disarm(void)
{
	long left;

	if (!fault_is_armed)
		return;
	fault_is_armed = false;
	/*
	 * The read can hit the fault; then it had not happened before. And at
	 * the end of the read, this task may run io_uring's deferred work,
	 * which can hit it too: read once more.
	 */
	left = fault_left();
	if (left > 0)
		left = fault_left();
	fault_happened = !left;
	while (pwrite(fault_fd, "0", 1, 0) != 1)
		;
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
