/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fault injection: makes a call's first allocation or user copy fail, then its
 * second, and so on, until the call runs without a fault. Needs a kernel with
 * /proc/thread-self/fail-nth, see the kernel's fault-injection.rst.
 */
#ifndef SELFTESTS_FAULTS_H
#define SELFTESTS_FAULTS_H

#include <stdbool.h>

/* Returns true if this kernel can inject faults. */
bool faults_available(void);

/*
 * Removes the exceptions: allocations that may sleep and single pages can fail
 * too. This injects no fault, so it need not be undone. False on failure.
 */
bool faults_enable_all(void);

/* Makes this thread's @nth possible fault happen; false on failure. */
bool fault_arm(unsigned int nth);

/* Ends the injection and records whether the fault happened. */
void fault_disarm(void);

/**
 * struct fault_case - a call to run with each of its faults
 * @fresh: recreates what the call uses; returns NULL, or what failed
 * @rewind: restores the memory that the call changes
 * @run: the call: returns 0 or a negative errno; may call fault_disarm() early
 * @fault: checks the effects of a call that returned @err; returns NULL, or
 *	   what is wrong
 * @data: for the functions above
 * @nr: out: number of faults that happened
 * @errors: out: number of faults that made the call fail
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

/*
 * Runs the call with each of its faults, and once more after each. If tests are
 * brief, skips most of the later faults. Returns NULL, or what is wrong; a call
 * that no fault can make fail is wrong too.
 */
const char *fault_each(struct fault_case *c);

/* For fault_case.rewind if the call changes no memory. */
void fault_no_rewind(void *data);

/* Expects fault_each() to find nothing wrong; adds its faults to nr. */
#define EXPECT_FAULTS_HANDLED(c, name) do {				\
	const char *__wrong = fault_each(c);				\
									\
	EXPECT_TRUE(!__wrong) {						\
		TH_LOG("%s: %s", name, __wrong);			\
	}								\
	nr += (c)->nr;							\
} while (0)

#endif /* SELFTESTS_FAULTS_H */
