// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that process queued requests in place of their callers.
 *
 * Each is a thread of the process that submitted the requests: it runs in that
 * process's cgroups and cpuset, counts against its RLIMIT_NPROC, and delays no
 * other process however long a request waits for memory. Threads are made when
 * requests come and no thread is idle; they go when the process is killed, exits
 * or executes another program, and hold the module until then. Nothing stops a
 * thread earlier: whoever did would wait for it, and its user may have stopped
 * it with SIGSTOP. A kernel that cannot make such threads for a module has
 * callers process their requests themselves.
 */
#include <linux/cpumask.h>
#include <linux/hashtable.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "crypto/request/request_private.h"

/*
 * Threads of one process, on a machine of as many CPUs or fewer: threads that
 * wait for memory should not keep a CPU from the others.
 */
#define THREADS_MIN	64

/**
 * struct cryptodev_workers - the threads of a process
 * @node: in the table of all processes that have threads
 * @process: the process, with a reference
 * @todo: requests that no thread has taken, the oldest first
 * @idle: threads that sleep
 * @nr_threads: all threads, and callers that process @todo themselves
 *
 * It exists as long as @nr_threads is not 0.
 */
struct cryptodev_workers {
	struct hlist_node node;
	struct pid *process;
	struct list_head todo;
	struct list_head idle;
	unsigned int nr_threads;
};

/**
 * struct worker - one thread
 * @workers: where it takes requests from
 * @idle: in their idle threads, or empty
 * @task: the kernel's handle of it
 * @stop: frees it all when it has been killed
 */
struct worker {
	struct cryptodev_workers *workers;
	struct list_head idle;
	struct vhost_task *task;
	struct work_struct stop;
};

/* Protects the table and all that is in it; taken where one may sleep. */
static DEFINE_SPINLOCK(workers_lock);
static DEFINE_HASHTABLE(processes, 6);

/* For all users: nothing runs here that waits for a user's memory or threads. */
static struct workqueue_struct *later_wq;

/* Frees threads that have been killed, which takes them a moment. */
static struct workqueue_struct *reap_wq;

static struct cryptodev_workers *alloc_workers(void)
{
	struct cryptodev_workers *workers;

	workers = kzalloc(sizeof(*workers), GFP_KERNEL_ACCOUNT);
	if (!workers)
		return NULL;
	workers->process = get_pid(task_tgid(current));
	INIT_LIST_HEAD(&workers->todo);
	INIT_LIST_HEAD(&workers->idle);
	return workers;
}

static void free_workers(struct cryptodev_workers *workers)
{
	put_pid(workers->process);
	kfree(workers);
}

/* The oldest request, or NULL. */
static struct cryptodev_request *take_todo(struct cryptodev_workers *workers)
{
	struct cryptodev_request *req;

	lockdep_assert_held(&workers_lock);
	req = list_first_entry_or_null(&workers->todo,
				       struct cryptodev_request, async.node);
	if (req)
		list_del(&req->async.node);
	return req;
}

/* A thread leaves; true if it was the last, and then nobody else finds them. */
static bool leave_workers(struct cryptodev_workers *workers)
{
	lockdep_assert_held(&workers_lock);
	if (--workers->nr_threads)
		return false;
	hash_del(&workers->node);
	return true;
}

/* One request; false if there is none, and the thread sleeps. */
static bool worker_run(void *data)
{
	struct worker *worker = data;
	struct cryptodev_request *req;

	/* The caller has prepared to sleep; add_request() wakes whoever is idle. */
	spin_lock(&workers_lock);
	req = take_todo(worker->workers);
	list_del_init(&worker->idle);
	if (!req)
		list_add(&worker->idle, &worker->workers->idle);
	spin_unlock(&workers_lock);
	if (!req)
		return false;
	__set_current_state(TASK_RUNNING);
	cryptodev_async_process(req);
	return true;
}

/* The process is being killed, exits, or executes another program. */
static void worker_killed(void *data)
{
	struct worker *worker = data;
	struct cryptodev_workers *workers = worker->workers;
	struct cryptodev_request *req, *next;
	LIST_HEAD(todo);
	bool last;

	spin_lock(&workers_lock);
	list_del_init(&worker->idle);
	last = leave_workers(workers);
	if (last)
		list_splice_init(&workers->todo, &todo);
	spin_unlock(&workers_lock);
	list_for_each_entry_safe(req, next, &todo, async.node)
		cryptodev_async_cancel(req);
	if (last)
		free_workers(workers);
	queue_work(reap_wq, &worker->stop);
}

static void stop_worker(struct work_struct *work)
{
	struct worker *worker = container_of(work, struct worker, stop);

	vhost_task_stop(worker->task);
	kfree(worker);
	module_put(THIS_MODULE);
}

static bool start_worker(struct cryptodev_workers *workers)
{
	struct worker *worker;

	worker = kzalloc(sizeof(*worker), GFP_KERNEL_ACCOUNT);
	if (!worker)
		return false;
	worker->workers = workers;
	INIT_LIST_HEAD(&worker->idle);
	INIT_WORK(&worker->stop, stop_worker);
	worker->task = vhost_task_create(worker_run, worker_killed, worker,
					 "cryptodev");
	if (IS_ERR_OR_NULL(worker->task)) {
		kfree(worker);
		return false;
	}
	__module_get(THIS_MODULE);
	vhost_task_start(worker->task);
	return true;
}

static struct cryptodev_workers *find_workers(void)
{
	struct pid *process = task_tgid(current);
	struct cryptodev_workers *workers;

	lockdep_assert_held(&workers_lock);
	hash_for_each_possible(processes, workers, node, (unsigned long)process)
		if (workers->process == process)
			return workers;
	return NULL;
}

/* Whether one more thread is to be made for the request. */
static bool add_request(struct cryptodev_workers *workers,
			struct cryptodev_request *req)
{
	struct worker *idle;
	bool more;

	lockdep_assert_held(&workers_lock);
	list_add_tail(&req->async.node, &workers->todo);
	idle = list_first_entry_or_null(&workers->idle, struct worker, idle);
	if (idle) {
		list_del_init(&idle->idle);
		vhost_task_wake(idle->task);
		return false;
	}
	more = workers->nr_threads < max(THREADS_MIN, num_possible_cpus());
	workers->nr_threads += more;
	return more;
}

/* In the place of a thread that could not be made. */
static void process_all(struct cryptodev_workers *workers)
{
	struct cryptodev_request *req;
	bool last;

	do {
		spin_lock(&workers_lock);
		req = workers->nr_threads > 1 ? NULL : take_todo(workers);
		last = !req && leave_workers(workers);
		spin_unlock(&workers_lock);
		if (req)
			cryptodev_async_process(req);
	} while (req);
	if (last)
		free_workers(workers);
}

/**
 * cryptodev_workers_take() - give a request to a thread of the caller's process
 * @req: a queued request
 *
 * If there is no thread and none can be made, for RLIMIT_NPROC or a signal that
 * is pending, the caller processes all that wait for one. May sleep and fault.
 *
 * Return: 0, and the request is no longer the caller's; -EOPNOTSUPP if this
 * kernel has no such threads, -ENOMEM.
 */
int cryptodev_workers_take(struct cryptodev_request *req)
{
	struct cryptodev_workers *workers, *fresh;
	bool more;

	if (!CRYPTODEV_HAVE_THREADS)
		return -EOPNOTSUPP;
	fresh = alloc_workers();
	if (!fresh)
		return -ENOMEM;
	spin_lock(&workers_lock);
	workers = find_workers();
	if (!workers) {
		workers = fresh;
		hash_add(processes, &workers->node,
			 (unsigned long)workers->process);
	}
	more = add_request(workers, req);
	spin_unlock(&workers_lock);
	if (workers != fresh)
		free_workers(fresh);
	if (more && !start_worker(workers))
		process_all(workers);
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
	if (!later_wq)
		return -ENOMEM;
	reap_wq = alloc_workqueue("cryptodev_reap", WQ_UNBOUND, 0);
	if (reap_wq)
		return 0;
	destroy_workqueue(later_wq);
	return -ENOMEM;
}

/**
 * cryptodev_workers_exit() - at unload, when no request and no thread is left
 */
void cryptodev_workers_exit(void)
{
	destroy_workqueue(reap_wq);
	destroy_workqueue(later_wq);
}
