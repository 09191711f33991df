// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that process queued requests in place of their callers.
 *
 * Each thread belongs to the process that submitted the requests. It runs in
 * the cgroups and cpuset of that process, counts against its RLIMIT_NPROC, and
 * delays no other process, however long a request waits for memory. A new
 * thread is made when a request comes and no thread is idle.
 *
 * Threads exit when the process is killed, exits or executes another program,
 * and hold the module until then. They keep a process alive whose own threads end
 * by exit(2) and not by exit_group(2): see cryptodev_workers_closed(). Nothing
 * stops a thread earlier, because stopping means waiting for the thread, and its
 * user may have stopped it with SIGSTOP.
 *
 * Relies on the kernel's vhost tasks. If the kernel does not offer them to
 * modules, callers process their requests themselves.
 */
#include <linux/cpumask.h>
#include <linux/hashtable.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "crypto/request/request_private.h"

/*
 * Limit on the threads of one process, unless the machine has more CPUs. There
 * may be more threads than CPUs: a thread that waits for memory should not keep
 * a CPU idle.
 */
#define THREADS_MIN	64

/**
 * struct cryptodev_workers - the worker threads of a process
 * @node: entry in the table of processes with threads
 * @process: the process, with a reference
 * @todo: requests that no thread has taken yet, the oldest first
 * @idle: threads that sleep
 * @nr_threads: number of threads, plus callers that process @todo themselves
 *
 * Freed when @nr_threads becomes 0.
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
 * @workers: the threads of its process
 * @idle: entry in @workers->idle, or empty
 * @task: the kernel's handle of the thread
 * @stop: frees the worker after it has been killed
 */
struct worker {
	struct cryptodev_workers *workers;
	struct list_head idle;
	struct vhost_task *task;
	struct work_struct stop;
};

/* Protects the table and its entries. Taken in process context only. */
static DEFINE_SPINLOCK(workers_lock);
static DEFINE_HASHTABLE(processes, 6);

/* Shared by all users: no work here waits for memory or threads of a user. */
static struct workqueue_struct *later_wq;

/* Frees threads that have been killed. Waits until they have exited. */
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

/* Takes the oldest request, or returns NULL. */
static struct cryptodev_request *take_request(struct cryptodev_workers *workers)
{
	struct cryptodev_request *req;

	lockdep_assert_held(&workers_lock);
	req = list_first_entry_or_null(&workers->todo,
				       struct cryptodev_request, async.node);
	if (req)
		list_del(&req->async.node);
	return req;
}

/*
 * Removes a thread. Returns true if it was the last; then no lookup finds
 * @workers.
 */
static bool remove_worker(struct cryptodev_workers *workers)
{
	lockdep_assert_held(&workers_lock);
	if (--workers->nr_threads)
		return false;
	hash_del(&workers->node);
	return true;
}

/*
 * Processes one request. Returns false if there is none, and then the thread
 * sleeps.
 */
static bool worker_run(void *data)
{
	struct worker *worker = data;
	struct cryptodev_request *req;

	/*
	 * The caller has prepared to sleep. add_request() wakes an idle thread.
	 */
	spin_lock(&workers_lock);
	req = take_request(worker->workers);
	list_del_init(&worker->idle);
	if (!req)
		list_add(&worker->idle, &worker->workers->idle);
	spin_unlock(&workers_lock);
	if (!req)
		return false;
	__set_current_state(TASK_RUNNING);
	cryptodev_coverage_start(&req->coverage);
	cryptodev_async_process(req);
	cryptodev_coverage_stop();
	return true;
}

/* Called when the process is killed, exits, or executes another program. */
static void worker_killed(void *data)
{
	struct worker *worker = data;
	struct cryptodev_workers *workers = worker->workers;
	struct cryptodev_request *req, *next;
	LIST_HEAD(todo);
	bool last;

	spin_lock(&workers_lock);
	list_del_init(&worker->idle);
	last = remove_worker(workers);
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

/* Returns true if the caller must make another thread. */
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

/* Processes requests in place of a thread that could not be made. */
static void process_all(struct cryptodev_workers *workers)
{
	struct cryptodev_request *req;
	bool last;

	do {
		spin_lock(&workers_lock);
		req = workers->nr_threads > 1 ? NULL : take_request(workers);
		last = !req && remove_worker(workers);
		spin_unlock(&workers_lock);
		if (req)
			cryptodev_async_process(req);
		cond_resched();
	} while (req);
	if (last)
		free_workers(workers);
}

/**
 * cryptodev_workers_take() - pass a request to a thread of its process
 * @req: a queued request
 *
 * If the process has no thread and none can be made, because of RLIMIT_NPROC or
 * a pending signal, the caller processes all waiting requests. May sleep and
 * fault.
 *
 * Return: 0, and the request is no longer the caller's; -EOPNOTSUPP if this
 * kernel has no such threads, or -ENOMEM.
 */
int cryptodev_workers_take(struct cryptodev_request *req)
{
	struct cryptodev_workers *workers, *new_workers;
	bool more;

	if (!CRYPTODEV_HAVE_THREADS)
		return -EOPNOTSUPP;
	new_workers = alloc_workers();
	if (!new_workers)
		return -ENOMEM;
	spin_lock(&workers_lock);
	workers = find_workers();
	if (!workers) {
		workers = new_workers;
		hash_add(processes, &workers->node,
			 (unsigned long)workers->process);
	}
	more = add_request(workers, req);
	spin_unlock(&workers_lock);
	if (workers != new_workers)
		free_workers(new_workers);
	if (more && !start_worker(workers))
		process_all(workers);
	return 0;
}

static bool has_workers(void)
{
	struct cryptodev_workers *workers;

	spin_lock(&workers_lock);
	workers = find_workers();
	spin_unlock(&workers_lock);
	return workers;
}

/* Has the calling process a thread that is neither exiting nor the kernel's? */
static bool has_own_thread(void)
{
	struct task_struct *t;
	bool found = false;

	rcu_read_lock();
	for_each_thread(current, t)
		if (!(READ_ONCE(t->flags) & (PF_EXITING | PF_USER_WORKER)))
			found = true;
	rcu_read_unlock();
	return found;
}

/*
 * Kills the threads that are left, and lets the process end with the calling
 * thread's code. The process has not ended before this thread has, and keeps its
 * signal handlers until then.
 */
static void end_process(void)
{
	struct sighand_struct *sighand =
		rcu_dereference_protected(current->sighand, true);

	kill_pid(task_tgid(current), SIGKILL, 1);
	spin_lock_irq(&sighand->siglock);
	current->signal->group_exit_code = current->exit_code;
	spin_unlock_irq(&sighand->siglock);
}

/**
 * cryptodev_workers_closed() - end a process of which only workers are left
 *
 * Called when a task closes a descriptor of the device. An exiting task closes
 * all descriptors after its last use of them. Does not sleep.
 */
void cryptodev_workers_closed(void)
{
	bool exits = current->flags & PF_EXITING &&
		     !(READ_ONCE(current->signal->flags) &
		       SIGNAL_GROUP_EXIT);

	if (CRYPTODEV_HAVE_THREADS && exits && has_workers() &&
	    !has_own_thread())
		end_process();
}

/**
 * cryptodev_do_later() - run work in a workqueue, where it may sleep
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
 * cryptodev_workers_init() - allocate the workqueues at load
 * May sleep.
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
 * cryptodev_workers_exit() - free the workqueues at unload
 * Called when no request and no thread is left. May sleep.
 */
void cryptodev_workers_exit(void)
{
	destroy_workqueue(reap_wq);
	destroy_workqueue(later_wq);
}
