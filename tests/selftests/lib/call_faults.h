/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Each fault of one call of any dialect. The call succeeds with the right result,
 * or fails and leaves its structure, its memory and its sessions as they were.
 */
#ifndef SELFTESTS_CALL_FAULTS_H
#define SELFTESTS_CALL_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

/* The harness allows 30 seconds, which is too little for thousands of faults. */
#undef TEST_TIMEOUT_DEFAULT
#define TEST_TIMEOUT_DEFAULT	300

#define CALL_ROOM	(8 * 4096)
#define CALL_ARG	256	/* bytes of the largest structure */
/* The value of a trial's function that finds a wrong effect. */
#define CALL_WRONG	1000

#define CALL_SESSIONS	2

/**
 * struct call_trial - one call
 * @name: for messages
 * @cmd: its number
 * @prepare: creates sessions, and fills in @arg and @now; returns 0 or an errno
 * @want: changes @now, a copy of the memory before the call, to its contents
 *	  after it; or NULL if the call changes no memory
 * @after: runs after the call returned 0 or an errno, @err, without faults;
 *	   restores what a repetition of the call needs, and returns 0 or an errno;
 *	   or NULL
 * @new_arg: @after sets @arg for the next call; otherwise it becomes what it was
 * @any_memory: a failed call may have changed @now
 * @ignore_memory: @now is not compared, not even after success
 * @any_arg: a failed call may have changed @arg
 * @what: for @prepare
 * @fd: the device
 * @ses: ids of sessions that there are when the call is made
 * @arg: the structure, and after CALL_ARG bytes as many for the trial
 * @now: CALL_ROOM bytes of memory for the call
 */
struct call_trial {
	const char *name;
	unsigned long cmd;
	int (*prepare)(struct call_trial *t);
	void (*want)(struct call_trial *t);
	int (*after)(struct call_trial *t, int err);
	bool new_arg;
	bool any_memory;
	bool ignore_memory;
	bool any_arg;
	const void *what;
	int fd;
	uint32_t ses[CALL_SESSIONS];
	uint8_t *arg;
	uint8_t *now;
};

/*
 * Runs a call with each of its faults, and adds their number to *@nr. Returns NULL,
 * or what is wrong.
 */
const char *call_faults(struct call_trial *t, int *nr);

/* For call_trial.want: the call itself gives the contents, without a fault. */
void call_want(struct call_trial *t);

/* Makes a call; returns 0 or an errno. */
int call_ioctl(const struct call_trial *t, unsigned long cmd, void *arg);

/*
 * Limits the sessions so that a lost one is found, and sets *@limit_was to the
 * limit before. A test's parent process may call call_limit_end(), so the fixture
 * keeps the value.
 */
bool call_limit(long *limit_was);
bool call_limit_end(long limit_was);

#define EXPECT_CALL_FAULTS_HANDLED(t, nr) do {				\
	const char *__wrong = call_faults(t, nr);			\
									\
	EXPECT_TRUE(!__wrong) {						\
		TH_LOG("%s: %s", (t)->name, __wrong);			\
	}								\
} while (0)

#endif /* SELFTESTS_CALL_FAULTS_H */
