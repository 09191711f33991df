// SPDX-License-Identifier: GPL-2.0
/* Threads that run one function at the same time. */
#include "thread_group.h"

#include <unistd.h>

void thread_failed(struct group_thread *thread, const char *what, long err)
{
	if (!thread->bad++) {
		thread->what = what;
		thread->err = err;
	}
}

static void *thread_main(void *arg)
{
	struct group_thread *thread = arg;
	struct thread_group *group = thread->group;

	pthread_barrier_wait(&group->start);
	do {
		group->work(thread);
		thread->done++;
	} while (group->rounds ? thread->done < group->rounds : !group->stop);
	return NULL;
}

bool group_start(struct thread_group *group)
{
	int i;

	group->stop = false;
	pthread_barrier_init(&group->start, NULL, group->size);
	for (i = 0; i < group->size; i++) {
		struct group_thread *thread = &group->threads[i];

		thread->group = group;
		thread->nr = i;
		if (pthread_create(&thread->thread, NULL, thread_main, thread))
			return false;
	}
	return true;
}

void group_stop(struct thread_group *group)
{
	int i;

	group->stop = true;
	for (i = 0; i < group->size; i++)
		pthread_join(group->threads[i].thread, NULL);
	pthread_barrier_destroy(&group->start);
}

bool group_run(struct thread_group *group, double for_seconds)
{
	if (!group_start(group))
		return false;
	usleep(for_seconds * 1e6);
	group_stop(group);
	return true;
}

struct group_thread *group_worst(struct thread_group *group)
{
	struct group_thread *worst = &group->threads[0];
	int i;

	for (i = 1; i < group->size; i++)
		if (group->threads[i].bad > worst->bad)
			worst = &group->threads[i];
	return worst;
}

long group_least_rounds(struct thread_group *group)
{
	long least = group->threads[0].done;
	int i;

	for (i = 1; i < group->size; i++)
		if (group->threads[i].done < least)
			least = group->threads[i].done;
	return least;
}
