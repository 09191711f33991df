/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that do the same thing at the same time, for a while, and tell how
 * it went: a thread cannot assert, the test that started it does.
 */
#ifndef CREW_H
#define CREW_H

#include <pthread.h>
#include <stdbool.h>

#include "passing.h"

#define CREW_MAX	16

struct crew;

/**
 * struct hand - one thread
 * @crew: where it belongs
 * @nr: its number, from 0
 * @done: how often its work was done
 * @bad: how often the work said that something was wrong
 * @what: what that was, the first time
 * @err: and the error, or another number that says more
 * @data: for its work
 */
struct hand {
	struct crew *crew;
	int nr;
	long done;
	long bad;
	const char *what;
	long err;
	void *data;
	pthread_t thread;
};

/**
 * struct crew - threads at work
 * @work: what each does again and again until @stop
 * @size: how many threads
 * @rounds: how often each does it, 0: until it is told to stop
 * @stop: that
 * @data: for all
 */
struct crew {
	void (*work)(struct hand *hand);
	int size;
	long rounds;
	volatile bool stop;
	void *data;
	pthread_barrier_t start;
	struct hand hands[CREW_MAX];
};

/* Notes that something is wrong. */
static inline void hand_bad(struct hand *hand, const char *what, long err)
{
	if (!hand->bad++) {
		hand->what = what;
		hand->err = err;
	}
}

static inline void *hand_main(void *arg)
{
	struct hand *hand = arg;
	struct crew *crew = hand->crew;

	pthread_barrier_wait(&crew->start);
	do {
		crew->work(hand);
		hand->done++;
	} while (crew->rounds ? hand->done < crew->rounds : !crew->stop);
	return NULL;
}

/* Starts them, together. */
static inline bool crew_start(struct crew *crew)
{
	int i;

	crew->stop = false;
	pthread_barrier_init(&crew->start, NULL, crew->size);
	for (i = 0; i < crew->size; i++) {
		struct hand *hand = &crew->hands[i];

		hand->crew = crew;
		hand->nr = i;
		if (pthread_create(&hand->thread, NULL, hand_main, hand))
			return false;
	}
	return true;
}

/* Stops them, and waits for them. */
static inline void crew_stop(struct crew *crew)
{
	int i;

	crew->stop = true;
	for (i = 0; i < crew->size; i++)
		pthread_join(crew->hands[i].thread, NULL);
	pthread_barrier_destroy(&crew->start);
}

/* Starts, waits and stops. */
static inline bool crew_work(struct crew *crew, double for_seconds)
{
	if (!crew_start(crew))
		return false;
	usleep(for_seconds * 1e6);
	crew_stop(crew);
	return true;
}

/* The thread that found most wrong. */
static inline struct hand *crew_worst(struct crew *crew)
{
	struct hand *worst = &crew->hands[0];
	int i;

	for (i = 1; i < crew->size; i++)
		if (crew->hands[i].bad > worst->bad)
			worst = &crew->hands[i];
	return worst;
}

/* How often the work was done by the thread that did it least. */
static inline long crew_least(struct crew *crew)
{
	long least = crew->hands[0].done;
	int i;

	for (i = 1; i < crew->size; i++)
		if (crew->hands[i].done < least)
			least = crew->hands[i].done;
	return least;
}

/* All threads worked, and none found anything wrong. */
#define EXPECT_GOOD_WORK(crew) do { \
	struct hand *worst = crew_worst(crew); \
	EXPECT_EQ(0, worst->bad) { \
		TH_LOG("thread %d of %d, %ld rounds: %s (%ld)", worst->nr, \
		       (crew)->size, worst->done, worst->what, worst->err); \
	} \
	EXPECT_LT(0, crew_least(crew)); \
} while (0)

#endif /* CREW_H */
