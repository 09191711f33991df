/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that run one function at the same time. A thread records its failures
 * and the test asserts afterwards, because the harness's assertions work only
 * in the test's own thread.
 */
#ifndef SELFTESTS_THREAD_GROUP_H
#define SELFTESTS_THREAD_GROUP_H

#include <pthread.h>
#include <stdbool.h>

#define THREADS_MAX	16

struct thread_group;

/**
 * struct group_thread - one thread
 * @group: the group that it belongs to
 * @nr: its number, from 0
 * @done: rounds it has completed
 * @bad: failures it has recorded
 * @what: text of the first failure
 * @err: error of the first failure, or another number that explains it
 * @data: for the work function
 * @thread: the thread's handle
 */
struct group_thread {
	struct thread_group *group;
	int nr;
	long done;
	long bad;
	const char *what;
	long err;
	void *data;
	pthread_t thread;
};

/**
 * struct thread_group - threads that run one function
 * @work: one round of a thread
 * @size: number of threads, up to THREADS_MAX
 * @rounds: rounds of each thread; 0: until @stop
 * @stop: ends the threads after their current round
 * @data: for the work function, shared
 * @start: the threads start together
 * @threads: the threads
 */
struct thread_group {
	void (*work)(struct group_thread *thread);
	int size;
	long rounds;
	volatile bool stop;
	void *data;
	pthread_barrier_t start;
	struct group_thread threads[THREADS_MAX];
};

/* Records a failure. */
void thread_failed(struct group_thread *thread, const char *what, long err);

/* Starts the threads; false on failure. */
bool group_start(struct thread_group *group);

/* Stops the threads and joins them. */
void group_stop(struct thread_group *group);

/* Runs the threads for so many seconds; false if they do not start. */
bool group_run(struct thread_group *group, double for_seconds);

/* Returns the thread with the most failures. */
struct group_thread *group_worst(struct thread_group *group);

/* Returns the lowest number of rounds that a thread completed. */
long group_least_rounds(struct thread_group *group);

/* Expects that each thread completed a round and none recorded a failure. */
#define EXPECT_THREADS_OK(group) do { \
	struct group_thread *worst = group_worst(group); \
	EXPECT_EQ(0, worst->bad) { \
		TH_LOG("thread %d of %d, %ld rounds: %s (%ld)", worst->nr, \
		       (group)->size, worst->done, worst->what, worst->err); \
	} \
	EXPECT_LT(0, group_least_rounds(group)); \
} while (0)

#endif /* SELFTESTS_THREAD_GROUP_H */
