/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Making what a call allocates or copies fail, one after the other: the first
 * of it, then the second, until the call goes through without. It is for
 * kernels that have /proc/thread-self/fail-nth (their documentation:
 * fault-injection/fault-injection.rst).
 */
#ifndef FAULTS_H
#define FAULTS_H

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "setting.h"
#include "why.h"

#define FAULT_FILE	"/proc/thread-self/fail-nth"
#define FAULT_MOST	2000	/* more than any call has that can fail */

static int fault_fd = -1;
static bool fault_is_armed, fault_happened;

/* Whether this kernel can make things fail. */
static inline bool faults_there(void)
{
	return !access(FAULT_FILE, W_OK);
}

/*
 * Whether all can fail that can: allocations that may sleep, as nearly all
 * here, and single pages too. Nothing is told to fail by this, so it stays.
 */
static inline bool faults_of_every_kind(void)
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

/* From here on, this thread's @nth of what can fail does. */
static inline bool fault_arm(unsigned int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	if (fault_fd < 0)
		fault_fd = open(FAULT_FILE, O_RDWR | O_CLOEXEC);
	fault_happened = false;
	fault_is_armed = pwrite(fault_fd, text, len, 0) == len;
	return fault_is_armed;
}

/* How many are left until one fails; -1 if asking is what has failed. */
static inline long fault_left(void)
{
	char text[16] = "";

	return pread(fault_fd, text, sizeof(text) - 1, 0) > 0 ?
		(long)strtoul(text, NULL, 10) : -1;
}

/*
 * To here; fault_happened tells. Asking may be what fails: then it had not. And
 * what io_uring does in this task it may do at the end of asking: so it is asked
 * once more.
 */
static inline void fault_disarm(void)
{
	long left;

	if (!fault_is_armed)
		return;
	fault_is_armed = false;
	left = fault_left();
	if (left > 0)
		left = fault_left();
	fault_happened = !left;
	while (pwrite(fault_fd, "0", 1, 0) != 1)
		;
}

/**
 * struct fault_case - a call of which everything is to fail in turn
 * @fresh: makes what the call needs, as if it had never been used; NULL if that
 *	   could be done, or what is wrong
 * @rewind: brings memory to what it was before the call
 * @run: the call: 0, or a negative errno; may disarm before its end
 * @fault: what is wrong with what it did, being answered so, or NULL
 * @data: for them
 * @nr: out: how many faults there were
 * @errors: out: how many of them were the call's error
 */
struct fault_case {
	const char *(*fresh)(void *data);
	void (*rewind)(void *data);
	int (*run)(void *data);
	const char *(*fault)(void *data, int err);
	void *data;
	int nr;
	int errors;
};

static inline const char *fault_once(struct fault_case *c, unsigned int nth,
				     int *err)
{
	const char *wrong;

	c->rewind(c->data);
	if (nth && !fault_arm(nth))
		return "cannot make it fail";
	*err = c->run(c->data);
	fault_disarm();
	wrong = c->fault(c->data, *err);
	if (!wrong && *err && !(nth && fault_happened))
		wrong = "fails of itself";
	return wrong;
}

/* What is wrong, or NULL: every fault, and the call again after each. */
static inline const char *fault_each(struct fault_case *c)
{
	const char *wrong;
	int nth, err = 0;

	c->nr = 0;
	c->errors = 0;
	for (nth = 1; nth < FAULT_MOST; nth++) {
		wrong = c->fresh(c->data);
		if (wrong)
			return why("before fault %d: %s", nth, wrong);
		wrong = fault_once(c, nth, &err);
		if (wrong)
			return why("fault %d, error %d: %s", nth, err, wrong);
		if (!fault_happened)
			return c->errors ? NULL : "nothing makes it fail";
		c->nr++;
		c->errors += !!err;
		wrong = fault_once(c, 0, &err);
		if (wrong)
			return why("after fault %d, error %d: %s", nth, err,
				   wrong);
	}
	return "there is no end of faults";
}

/* For a call that leaves no memory to bring back. */
static inline void fault_no_rewind(void *data)
{
}

/* A case in a test, which counts its faults in nr. */
#define EXPECT_FAULTLESS(c, name) do {					\
	const char *__wrong = fault_each(c);				\
									\
	EXPECT_TRUE(!__wrong) {						\
		TH_LOG("%s: %s", name, __wrong);			\
	}								\
	nr += (c)->nr;							\
} while (0)

#endif /* FAULTS_H */
