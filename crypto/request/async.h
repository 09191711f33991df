/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that the caller does not wait for: it submits a request to a queue,
 * and fetches the result later.
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
 * struct cryptodev_async - the part of a request that only a queue uses
 * @queue: queue of its result, with a reference; NULL if it is not queued
 * @node: entry in the results of @queue, or in the list of a worker thread
 * @in_order: entry in the list of its ordered session
 * @mm: the submitter's address space, by mmgrab(): its mappings may disappear
 *	while the request is in flight
 * @task: leader of the submitting process, with a reference
 * @cred: credentials, with a reference, of the user whose locked memory the
 *	  pages count as; or NULL
 * @pages: number of pages that it may pin, as counted in @queue
 * @waitless: submission does not wait for the driver
 * @ready: has its result, but waits for earlier requests of an ordered session
 * @finished: @result is valid and nothing is left to do
 * @pending: 2 at submission; one for the submitter, one for the driver
 * @result: 0 or the error of the call
 * @notify: called with the result, in any context, instead of adding it to
 *	    @queue; or NULL
 * @owner: for the use of @notify
 * @cookie: for the use of the submitter
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
 * struct cryptodev_queue - results that callers fetch later
 * @ref: the open file's reference, and one for each request
 * @lock: protects all fields below; taken in any context
 * @done: requests with a result, the oldest first
 * @nr_done: length of @done
 * @in_flight: number of requests that are submitted and not fetched
 * @pages: pages that these requests may pin
 * @dead: no task can fetch results any more
 * @wait: wait queue for results and for room
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
struct cryptodev_request *
cryptodev_queue_fetch_cookie(struct cryptodev_queue *q, unsigned int which,
			     u64 value);
void cryptodev_queue_unfetch(struct cryptodev_queue *q,
			     struct cryptodev_request *req);

/* async.c: submission */
int cryptodev_async_submit(struct cryptodev_request *req,
			   struct cryptodev_queue *q);
int cryptodev_async_start(struct cryptodev_request *req,
			  struct cryptodev_queue *q);
int cryptodev_async_reserve(struct cryptodev_request *req,
			    struct cryptodev_queue *q);
void cryptodev_async_unreserve(struct cryptodev_request *req,
			       struct cryptodev_queue *q);
void cryptodev_async_post(struct cryptodev_request *req,
			  struct cryptodev_queue *q, int result);
bool cryptodev_async_is_quick(const struct cryptodev_request *req);
bool cryptodev_async_is_unwanted(const struct cryptodev_request *req);

/* complete.c: the result */
int cryptodev_async_finish(struct cryptodev_request *req);
void cryptodev_async_put(struct cryptodev_request *req);
void cryptodev_async_abandon(struct cryptodev_request *req);

#endif /* CRYPTODEV_ASYNC_H */
