// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that process queued requests in place of their callers.
 *
 * Each is a thread of the process that submitted the requests: it runs in that
 * process's cgroups and cpuset, counts against its RLIMIT_NPROC, is killed with
 * it, and delays no other process however long a request waits for memory. Threads
 * are made when requests come and exit when none is left, so an idle process has
 * none. A kernel that cannot make such threads for a module has callers process
 * their requests themselves.
 */
#include <linux/cpumask.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "crypto/queue.h"
#include "crypto/workers.h"
#include "kernel-compat.h"

/*
 * Threads of one process for one queue, on a machine of as many CPUs or fewer:
 * threads that wait for memory should not keep a CPU from the others.
 */
#define THREADS_MIN	64

/**
 * struct cryptodev_workers - the threads of a process that submits to a queue
 * @node: in the queue's list
 * @queue: the queue, with a reference
 * @process: the process, with a reference
 * @todo: requests that no thread has taken, the oldest first
 * @nr_threads: threads that process @todo, and callers that do it themselves
 *
 * It exists as long as @nr_threads is not 0. The queue's lock protects it.
 */
struct cryptodev_workers {
	struct list_head node;
	struct cryptodev_queue *queue;
	struct pid *process;
	struct list_head todo;
	unsigned int nr_threads;
};

/**
 * struct worker - one thread
 * @workers: where it takes requests from; NULL once it has left
 * @task: the kernel's handle of it
 * @stop: frees it all
 */
struct worker {
	struct cryptodev_workers *workers;
	struct vhost_task *task;
	struct work_struct stop;
};

/* For all users: nothing runs here that waits for a user's memory. */
static struct workqueue_struct *later_wq;

static struct cryptodev_workers *alloc_workers(struct cryptodev_queue *q)
{
	struct cryptodev_workers *workers;

	workers = kzalloc(sizeof(*workers), GFP_KERNEL_ACCOUNT);
	if (!workers)
		return NULL;
	workers->queue = q;
	cryptodev_queue_get(q);
	workers->process = get_pid(task_tgid(current));
	INIT_LIST_HEAD(&workers->todo);
	return workers;
}

static void free_workers(struct cryptodev_workers *workers)
{
	put_pid(workers->process);
	cryptodev_queue_put(workers->queue);
	kfree(workers);
}

/* Takes the oldest request. Without one, the calling thread has left. */
static struct cryptodev_request *next_request(struct cryptodev_workers *workers)
{
	struct cryptodev_queue *q = workers->queue;
	struct cryptodev_request *req;
	bool last = false;

	spin_lock_irq(&q->lock);
	req = list_first_entry_or_null(&workers->todo,
				       struct cryptodev_request, async.node);
	if (req) {
		list_del(&req->async.node);
	} else if (!--workers->nr_threads) {
		list_del(&workers->node);
		last = true;
	}
	spin_unlock_irq(&q->lock);
	if (last)
		free_workers(workers);
	return req;
}

/* The calling thread leaves if there are others to process what is left. */
static bool leave_to_others(struct cryptodev_workers *workers)
{
	struct cryptodev_queue *q = workers->queue;
	bool others;

	spin_lock_irq(&q->lock);
	others = workers->nr_threads > 1;
	if (others)
		workers->nr_threads--;
	spin_unlock_irq(&q->lock);
	return others;
}

static void stop_worker(struct work_struct *work)
{
	struct worker *worker = container_of(work, struct worker, stop);

	vhost_task_stop(worker->task);
	kfree(worker);
	cryptodev_request_drop_module();
}

static void worker_left(struct worker *worker)
{
	worker->workers = NULL;
	queue_work(later_wq, &worker->stop);
}

/* One request; false if there is none, and the thread sleeps until it stops. */
static bool worker_run(void *data)
{
	struct worker *worker = data;
	struct cryptodev_request *req;

	if (!worker->workers)
		return false;
	/* The caller has prepared to sleep. */
	__set_current_state(TASK_RUNNING);
	req = next_request(worker->workers);
	if (req)
		cryptodev_async_process(req);
	else
		worker_left(worker);
	return req;
}

/* The process is being killed, or executes another program. */
static void worker_killed(void *data)
{
	struct worker *worker = data;
	struct cryptodev_request *req;

	if (!worker->workers)
		return;
	if (!leave_to_others(worker->workers))
		while ((req = next_request(worker->workers)))
			cryptodev_async_cancel(req);
	worker_left(worker);
}

static bool start_worker(struct cryptodev_workers *workers)
{
	struct worker *worker;

	worker = kzalloc(sizeof(*worker), GFP_KERNEL_ACCOUNT);
	if (!worker)
		return false;
	worker->workers = workers;
	INIT_WORK(&worker->stop, stop_worker);
	worker->task = vhost_task_create(worker_run, worker_killed, worker,
					 "cryptodev");
	if (IS_ERR_OR_NULL(worker->task)) {
		kfree(worker);
		return false;
	}
	cryptodev_request_hold_module();
	vhost_task_start(worker->task);
	return true;
}

static struct cryptodev_workers *find_workers(struct cryptodev_queue *q)
{
	struct cryptodev_workers *workers;

	lockdep_assert_held(&q->lock);
	list_for_each_entry(workers, &q->workers, node)
		if (workers->process == task_tgid(current))
			return workers;
	return NULL;
}

/* Whether the request is one too many for the threads that there are. */
static bool add_request(struct cryptodev_workers *workers,
			struct cryptodev_request *req)
{
	bool more = workers->nr_threads < max(THREADS_MIN, num_possible_cpus());

	lockdep_assert_held(&workers->queue->lock);
	list_add_tail(&req->async.node, &workers->todo);
	workers->nr_threads += more;
	return more;
}

/**
 * cryptodev_workers_take() - give a request to a thread of the caller's process
 * @req: a queued request
 *
 * If no thread can be made, for RLIMIT_NPROC or a signal that is pending, the
 * caller processes all that wait for one. May sleep and fault.
 *
 * Return: 0, and the request is no longer the caller's; -EOPNOTSUPP if this
 * kernel has no such threads, -ENOMEM.
 */
int cryptodev_workers_take(struct cryptodev_request *req)
{
	struct cryptodev_workers *workers, *fresh;
	struct cryptodev_queue *q = req->async.queue;
	bool more;

	if (!CRYPTODEV_HAVE_THREADS)
		return -EOPNOTSUPP;
	fresh = alloc_workers(q);
	if (!fresh)
		return -ENOMEM;
	spin_lock_irq(&q->lock);
	workers = find_workers(q);
	if (!workers) {
		workers = fresh;
		list_add(&workers->node, &q->workers);
	}
	more = add_request(workers, req);
	spin_unlock_irq(&q->lock);
	if (workers != fresh)
		free_workers(fresh);

	if (!more || start_worker(workers) || leave_to_others(workers))
		return 0;
	while ((req = next_request(workers)))
		cryptodev_async_process(req);
	return 0;
}

/**
 * cryptodev_do_later() - have something done that may sleep
 * @work: the work; must wait for nothing that a user controls
 *
 * Runs in any context.
 *
 * Return: false if @work was queued already.
 */
bool cryptodev_do_later(struct work_struct *work)
{
	return queue_work(later_wq, work);
}

/**
 * cryptodev_workers_init() - at load
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_workers_init(void)
{
	later_wq = alloc_workqueue("cryptodev", WQ_UNBOUND, 0);
	return later_wq ? 0 : -ENOMEM;
}

/**
 * cryptodev_workers_exit() - at unload, when no request and no thread is left
 */
void cryptodev_workers_exit(void)
{
	destroy_workqueue(later_wq);
}
