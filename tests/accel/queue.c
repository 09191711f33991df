// SPDX-License-Identifier: GPL-2.0
/*
 * The device. It accepts jobs while there is room. A worker computes them one
 * after the other, in place of hardware, and a timer, in place of the
 * interrupt, completes each job when it is due. Requests without room wait in
 * the crypto API's own queue.
 */
#include <linux/hrtimer.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "accel.h"
#include "compat.h"

/**
 * struct device_state - the device
 * @lock: protects the other fields, and the counters
 * @backlog: requests that the device has not accepted yet
 * @todo: jobs to compute, in order of arrival
 * @done: jobs computed, in order of completion
 * @last: the number of the last job accepted
 * @answered: the highest number of a completed job
 * @worker: computes jobs
 * @wq: runs @worker
 * @interrupt: completes jobs
 * @idle: waits for the last completion
 */
static struct device_state {
	spinlock_t lock;	/* of this structure */
	struct crypto_queue backlog;
	struct list_head todo;
	struct list_head done;
	u64 last;
	u64 answered;
	struct work_struct worker;
	struct workqueue_struct *wq;
	struct hrtimer interrupt;
	wait_queue_head_t idle;
} dev;

static unsigned long counts[ACCEL_COUNTERS];

/**
 * accel_chance() - decide at random
 * @percent: how often it returns true
 */
bool accel_chance(unsigned int percent)
{
	return get_random_u32() % 100 < percent;
}

static struct accel_job *job_of(struct crypto_async_request *req)
{
	struct accel_tfm *tfm = crypto_tfm_ctx(req->tfm);

	return tfm->job(req);
}

static void count(enum accel_counter nr)
{
	lockdep_assert_held(&dev.lock);
	counts[nr]++;
}

/**
 * accel_counter() - read a counter
 * @nr: which counter
 *
 * All counters that an event changes have changed for the reader, or none.
 */
unsigned long accel_counter(enum accel_counter nr)
{
	unsigned long value;

	spin_lock_bh(&dev.lock);
	value = counts[nr];
	spin_unlock_bh(&dev.lock);
	return value;
}

/**
 * accel_count_call() - count a request that never waits in the device
 * @failed: error_percent fails it
 */
void accel_count_call(bool failed)
{
	spin_lock_bh(&dev.lock);
	count(ACCEL_REQUESTS);
	count(ACCEL_COMPLETED);
	if (failed)
		count(ACCEL_ERRORS);
	spin_unlock_bh(&dev.lock);
}

static bool has_room(void)
{
	return counts[ACCEL_IN_FLIGHT] < READ_ONCE(accel_settings.queue_depth);
}

/* Late jobs wait so many times longer, so that other jobs overtake them. */
static u64 latency_ns(void)
{
	u64 us = READ_ONCE(accel_settings.latency_us);

	if (accel_chance(READ_ONCE(accel_settings.out_of_order)))
		us += 3 * us + 200;
	return us * NSEC_PER_USEC;
}

static void take_room(void)
{
	count(ACCEL_IN_FLIGHT);
	if (counts[ACCEL_IN_FLIGHT] > counts[ACCEL_MAX_IN_FLIGHT])
		count(ACCEL_MAX_IN_FLIGHT);
}

/* Adds a job, which has its room. */
static void enter(struct accel_job *job)
{
	job->nr = ++dev.last;
	job->due = ktime_add_ns(ktime_get(), latency_ns());
	list_add_tail(&job->entry, &dev.todo);
}

static void count_answer(const struct accel_job *job)
{
	count(ACCEL_COMPLETED);
	if (job->failed)
		count(ACCEL_ERRORS);
}

/* Sets the timer for the next completion; a running timer can be set again. */
static void arm(void)
{
	struct accel_job *job;

	lockdep_assert_held(&dev.lock);
	job = list_first_entry_or_null(&dev.done, struct accel_job, entry);
	if (job && !READ_ONCE(accel_settings.stall))
		hrtimer_start(&dev.interrupt, job->due, HRTIMER_MODE_ABS_SOFT);
}

static struct accel_job *take_due(void)
{
	struct accel_job *job;

	spin_lock_bh(&dev.lock);
	job = list_first_entry_or_null(&dev.done, struct accel_job, entry);
	if (!job || READ_ONCE(accel_settings.stall) ||
	    ktime_after(job->due, ktime_get())) {
		arm();
		job = NULL;
	} else {
		list_del(&job->entry);
		count_answer(job);
		if (job->nr < dev.answered)
			count(ACCEL_OVERTAKEN);
		dev.answered = max(dev.answered, job->nr);
		counts[ACCEL_IN_FLIGHT]--;
		count(ACCEL_CALLBACKS);
		if (dev.backlog.qlen)
			queue_work(dev.wq, &dev.worker);
	}
	spin_unlock_bh(&dev.lock);
	return job;
}

/* Calls the callback, which may free the job, with bottom halves disabled. */
static void call_back(struct accel_job *job)
{
	crypto_request_complete(job->req, job->err);
	spin_lock(&dev.lock);
	counts[ACCEL_CALLBACKS]--;
	spin_unlock(&dev.lock);
}

/* The interrupt: calls callbacks with bottom halves disabled. */
static enum hrtimer_restart interrupt(struct hrtimer *timer)
{
	struct accel_job *job;

	while ((job = take_due()))
		call_back(job);
	wake_up_all(&dev.idle);
	return HRTIMER_NORESTART;
}

/* The computation has finished: the timer completes the job when it is due. */
static void finish(struct accel_job *job)
{
	struct accel_job *before;

	spin_lock_bh(&dev.lock);
	list_for_each_entry_reverse(before, &dev.done, entry)
		if (!ktime_before(job->due, before->due))
			break;
	list_add(&job->entry, &before->entry);
	arm();
	spin_unlock_bh(&dev.lock);
}

/* Accepts one request from the backlog, and notifies its owner. */
static bool admit(void)
{
	struct crypto_async_request *req, *backlogged;

	spin_lock_bh(&dev.lock);
	if (!has_room()) {
		spin_unlock_bh(&dev.lock);
		return false;
	}
	backlogged = crypto_get_backlog(&dev.backlog);
	req = crypto_dequeue_request(&dev.backlog);
	if (req)
		take_room();
	spin_unlock_bh(&dev.lock);
	if (!req)
		return false;

	/* First, because the job can complete at any time from here on. */
	if (backlogged) {
		local_bh_disable();
		crypto_request_complete(backlogged, -EINPROGRESS);
		local_bh_enable();
	}
	spin_lock_bh(&dev.lock);
	enter(job_of(req));
	spin_unlock_bh(&dev.lock);
	return true;
}

static struct accel_job *take_todo(void)
{
	struct accel_job *job;

	spin_lock_bh(&dev.lock);
	job = list_first_entry_or_null(&dev.todo, struct accel_job, entry);
	if (job)
		list_del(&job->entry);
	spin_unlock_bh(&dev.lock);
	return job;
}

static void compute(struct accel_job *job)
{
	int err = 0;

	if (!job->failed || READ_ONCE(accel_settings.error_writes))
		err = job->run(job->req);
	if (!job->failed)
		job->err = err;
}

static void work(struct work_struct *unused)
{
	struct accel_job *job;

	do {
		while ((job = take_todo())) {
			compute(job);
			finish(job);
		}
	} while (admit());
}

/* A device that is so fast that the submission returns the result. */
static int answer_at_once(struct accel_job *job, enum accel_counter how)
{
	compute(job);
	spin_lock_bh(&dev.lock);
	count(ACCEL_REQUESTS);
	count(how);
	count_answer(job);
	if (how == ACCEL_EARLY)
		count(ACCEL_CALLBACKS);
	spin_unlock_bh(&dev.lock);
	if (how == ACCEL_SYNC)
		return job->err;

	/* A device that interrupts while the driver still submits. */
	local_bh_disable();
	call_back(job);
	local_bh_enable();
	return -EINPROGRESS;
}

static int submit_later(struct accel_job *job)
{
	int err = -EINPROGRESS;

	spin_lock_bh(&dev.lock);
	if (has_room() && !dev.backlog.qlen) {
		take_room();
		enter(job);
	} else {
		err = crypto_enqueue_request(&dev.backlog, job->req);
	}
	if (err == -ENOSPC) {
		count(ACCEL_REFUSED);
	} else {
		count(ACCEL_REQUESTS);
		if (err == -EBUSY)
			count(ACCEL_BACKLOGGED);
		queue_work(dev.wq, &dev.worker);
	}
	spin_unlock_bh(&dev.lock);
	return err;
}

/**
 * accel_submit() - submit a request to the device
 * @req: the request; its transform's context is a struct accel_tfm
 * @run: computes it
 *
 * Return: as in the crypto API: -EINPROGRESS, -EBUSY for a request in the
 * backlog, -ENOSPC without room if it may not wait; or the result.
 */
int accel_submit(struct crypto_async_request *req, accel_run_t *run)
{
	struct accel_job *job = job_of(req);

	job->req = req;
	job->run = run;
	job->failed = accel_chance(READ_ONCE(accel_settings.error_percent));
	job->err = job->failed ? -(int)READ_ONCE(accel_settings.error) : 0;
	if (!READ_ONCE(accel_settings.stall)) {
		if (accel_chance(READ_ONCE(accel_settings.sync_percent)))
			return answer_at_once(job, ACCEL_SYNC);
		if (accel_chance(READ_ONCE(accel_settings.early_percent)))
			return answer_at_once(job, ACCEL_EARLY);
	}
	return submit_later(job);
}

/**
 * accel_reconsider() - apply changed settings
 *
 * Accepts requests from the backlog while there is room, completes the jobs
 * that stall delayed, and restarts the maximum of jobs in flight.
 */
void accel_reconsider(void)
{
	/* Parameters are set at load before the device starts. */
	if (!dev.wq)
		return;
	spin_lock_bh(&dev.lock);
	counts[ACCEL_MAX_IN_FLIGHT] = counts[ACCEL_IN_FLIGHT];
	arm();
	queue_work(dev.wq, &dev.worker);
	spin_unlock_bh(&dev.lock);
}

/**
 * accel_device_start() - start the device
 *
 * Return: 0 or -ENOMEM.
 */
int accel_device_start(void)
{
	spin_lock_init(&dev.lock);
	/* No room: each further request goes to the backlog, or is rejected. */
	crypto_init_queue(&dev.backlog, 0);
	INIT_LIST_HEAD(&dev.todo);
	INIT_LIST_HEAD(&dev.done);
	INIT_WORK(&dev.worker, work);
	init_waitqueue_head(&dev.idle);
	hrtimer_setup(&dev.interrupt, interrupt, CLOCK_MONOTONIC,
		      HRTIMER_MODE_ABS_SOFT);
	dev.wq = alloc_workqueue("cryptodev_accel", WQ_UNBOUND | WQ_MEM_RECLAIM,
				 1);
	return dev.wq ? 0 : -ENOMEM;
}

static bool all_answered(void)
{
	return accel_counter(ACCEL_REQUESTS) == accel_counter(ACCEL_COMPLETED);
}

/**
 * accel_device_stop() - complete all jobs, and stop the device
 *
 * No transform is left, so no request arrives.
 */
void accel_device_stop(void)
{
	WRITE_ONCE(accel_settings.stall, false);
	accel_reconsider();
	wait_event(dev.idle, all_answered());
	hrtimer_cancel(&dev.interrupt);
	destroy_workqueue(dev.wq);
}
