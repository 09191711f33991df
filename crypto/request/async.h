/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that are not waited for: queued, answered, and then fetched.
 */
#ifndef CRYPTODEV_ASYNC_H
#define CRYPTODEV_ASYNC_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

struct cryptodev_queue;
struct cryptodev_request;
struct cred;
struct mm_struct;
struct task_struct;

/**
 * struct cryptodev_async - what a queued request has besides
 * @queue: where its result goes, with a reference; NULL if it is not queued
 * @node: in @queue's results, or waiting for a thread
 * @in_order: in its session's order
 * @mm: the address space that asked, held but not kept alive
 * @task: the leader of the process that asked, held
 * @cred: held; whose user's locked memory its pages count as, or NULL
 * @pages: how many they may be
 * @waitless: the driver's answer is not waited for
 * @ready: the session's order, if any, has to wait for others, not for this
 * @finished: @result is known, nothing is left to do
 * @pending: 2 until submission has unwound and the driver has answered
 * @result: 0 or an error that is the call's
 * @notify: told of the result instead of @queue, in any context; or NULL
 * @owner: whom @notify tells
 * @cookie: the submitter's
 */
struct cryptodev_async {
	struct cryptodev_queue *queue;
	struct list_head node;
	struct list_head in_order;
	struct mm_struct *mm;
	struct task_struct *task;
	const struct cred *cred;
	unsigned long pages;
	bool waitless;
	bool ready;
	bool finished;
	atomic_t pending;
	int result;
	void (*notify)(struct cryptodev_request *req);
	void *owner;
	u64 cookie[6];
};

/**
 * struct cryptodev_queue - results on their way to who asked
 * @ref: the open file's reference and one for each request
 * @lock: protects all below; taken in any context
 * @done: requests with a result, the oldest first
 * @nr_done: how many
 * @in_flight: requests submitted and not fetched
 * @pages: the pages that they may have pinned
 * @dead: nobody will fetch any more
 * @wait: for results, and for room
 */
struct cryptodev_queue {
	struct kref ref;
	spinlock_t lock; /* protects all below */
	struct list_head done;
	unsigned int nr_done;
	unsigned int in_flight;
	unsigned long pages;
	bool dead;
	wait_queue_head_t wait;
};

extern unsigned int cryptodev_max_in_flight;
extern unsigned int cryptodev_max_pinned_bytes;

struct cryptodev_queue *cryptodev_queue_create(void);
void cryptodev_queue_kill(struct cryptodev_queue *q);
bool cryptodev_queue_has_slot(struct cryptodev_queue *q);
bool cryptodev_queue_has_room(struct cryptodev_queue *q);
struct cryptodev_request *cryptodev_queue_fetch(struct cryptodev_queue *q);
void cryptodev_queue_unfetch(struct cryptodev_queue *q,
			     struct cryptodev_request *req);

int cryptodev_async_submit(struct cryptodev_request *req,
			   struct cryptodev_queue *q);
int cryptodev_async_start(struct cryptodev_request *req,
			  struct cryptodev_queue *q);
int cryptodev_async_finish(struct cryptodev_request *req);
void cryptodev_async_put(struct cryptodev_request *req);
void cryptodev_async_abandon(struct cryptodev_request *req);
bool cryptodev_async_is_quick(const struct cryptodev_request *req);
bool cryptodev_async_is_unwanted(const struct cryptodev_request *req);

#endif /* CRYPTODEV_ASYNC_H */
