// SPDX-License-Identifier: GPL-2.0
/*
 * Open files and the sessions they own.
 */
#include <linux/cred.h>
#include <linux/poll.h>
#include <linux/random.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "crypto/request/async.h"
#include "crypto/session.h"
#include "ioctl/device.h"
#include "ioctl/session_table.h"
#include "zc/reject.h"
#include "compat/uring.h"

static int file_open(struct inode *inode, struct file *file)
{
	struct cryptodev_file *cf;

	cf = kzalloc(sizeof(*cf), GFP_KERNEL_ACCOUNT);
	if (!cf)
		return -ENOMEM;
	cf->user = cryptodev_user_get();
	if (!cf->user)
		goto out_file;
	cf->usage = cryptodev_usage_create();
	if (!cf->usage)
		goto out_user;
	xa_init_flags(&cf->sessions, XA_FLAGS_ALLOC1);
	/* A count would tell how often others open the device. */
	cf->id = get_random_u64() >> 1;
	file->private_data = cf;
	return nonseekable_open(inode, file);

out_user:
	cryptodev_user_put(cf->user);
out_file:
	kfree(cf);
	return -ENOMEM;
}

static int count_session(struct cryptodev_file *cf,
			 struct cryptodev_session *ses)
{
	int err;

	if (atomic_inc_return(&cf->nr_sessions) >
	    READ_ONCE(cryptodev_max_sessions))
		err = cryptodev_reject(-EMFILE, "too many sessions of a file");
	else
		err = cryptodev_user_add(cf->user, ses);
	if (err)
		atomic_dec(&cf->nr_sessions);
	return err;
}

static void drop_session(struct cryptodev_file *cf,
			 struct cryptodev_session *ses)
{
	atomic_dec(&cf->nr_sessions);
	cryptodev_session_put(ses);
}

static int file_release(struct inode *inode, struct file *file)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_session *ses;
	unsigned long id;
	unsigned int i;

	cryptodev_recent_drop(cf);
	xa_for_each(&cf->sessions, id, ses)
		drop_session(cf, ses);
	xa_destroy(&cf->sessions);
	for (i = 0; i < ARRAY_SIZE(cf->queue); i++)
		cryptodev_queue_kill(cf->queue[i]);
	cryptodev_usage_put(cf->usage);
	cryptodev_user_put(cf->user);
	kfree(cf);
	return 0;
}

/* Threads that make sessions at the same time get their ids in any order. */
static void note_id(struct cryptodev_file *cf, u32 id)
{
	u32 last = READ_ONCE(cf->last_id), seen;

	for (; last < id; last = seen) {
		seen = cmpxchg(&cf->last_id, last, id);
		if (seen == last)
			break;
	}
}

/**
 * cryptodev_file_add() - give a session to an open file
 * @cf: the open file
 * @ses: the session; on success the file takes over the caller's reference
 * @id: out: its id, not 0
 *
 * May sleep. From here on other threads can find the session.
 *
 * Return: 0, -EMFILE if the file or its user has as many sessions as it may,
 * -ENOMEM.
 */
int cryptodev_file_add(struct cryptodev_file *cf, struct cryptodev_session *ses,
		       u32 *id)
{
	int err = count_session(cf, ses);

	if (err)
		return err;
	err = xa_alloc_cyclic(&cf->sessions, id, ses, XA_LIMIT(1, INT_MAX),
			      &cf->next_id, GFP_KERNEL_ACCOUNT);
	if (err >= 0) {
		note_id(cf, *id);
		return 0;
	}
	atomic_dec(&cf->nr_sessions);
	return err == -EBUSY ? -EMFILE : err;
}

/**
 * cryptodev_file_remove() - take a session from an open file
 * @cf: the open file
 * @id: the session's id
 *
 * The session goes when the last request on it has ended. May sleep.
 *
 * Return: 0, or -EINVAL if the file has no such session.
 */
int cryptodev_file_remove(struct cryptodev_file *cf, u32 id)
{
	struct cryptodev_session *ses = xa_erase(&cf->sessions, id);

	if (!ses)
		return cryptodev_reject(-EINVAL, "no session %u", id);
	/* Who sees that it is counted does not find it any more. */
	smp_mb__before_atomic();
	atomic_inc(&cf->nr_removed);
	cryptodev_recent_drop(cf);
	drop_session(cf, ses);
	return 0;
}

/**
 * cryptodev_file_had() - has a session's id been given out?
 * @cf: the open file
 * @id: the id, or anything else
 *
 * Ids are given out in ascending order, so this file has or had a session of
 * each up to the last.
 */
bool cryptodev_file_had(const struct cryptodev_file *cf, u32 id)
{
	return id && id <= READ_ONCE(cf->last_id);
}

/**
 * cryptodev_file_find() - look a session up
 * @cf: the open file
 * @id: the session's id, or anything else
 *
 * Takes no lock.
 *
 * Return: the session with a reference for the caller, or NULL.
 */
struct cryptodev_session *cryptodev_file_find(struct cryptodev_file *cf, u32 id)
{
	struct cryptodev_session *ses;

	rcu_read_lock();
	ses = xa_load(&cf->sessions, id);
	if (ses && !refcount_inc_not_zero(&ses->refs))
		ses = NULL;
	rcu_read_unlock();
	if (unlikely(!ses))
		pr_debug("no session %u\n", id);
	return ses;
}

/**
 * cryptodev_file_queue() - where a dialect's results go
 * @cf: the open file
 * @which: the dialect
 *
 * Makes the queue when it is first asked for.
 *
 * Return: the queue, the file's own, or NULL if there is no memory.
 */
struct cryptodev_queue *cryptodev_file_queue(struct cryptodev_file *cf,
					     enum cryptodev_queues which)
{
	struct cryptodev_queue *q, *other;

	/* Pairs with cmpxchg() below: a queue that is seen is ready. */
	q = smp_load_acquire(&cf->queue[which]);
	if (likely(q))
		return q;
	q = cryptodev_queue_create();
	if (!q)
		return NULL;
	other = cmpxchg(&cf->queue[which], NULL, q);
	if (!other)
		return q;
	cryptodev_queue_kill(q);
	return other;
}

/*
 * Readable when a result is there, writable when a request would be taken. A
 * program speaks one dialect: the other queues are empty and do not matter.
 */
static __poll_t file_poll(struct file *file, poll_table *wait)
{
	__poll_t events = EPOLLOUT | EPOLLWRNORM;
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_queue *q;
	unsigned int i;

	/* What io_uring asked for, it is told itself. */
	for (i = 0; i < CRYPTODEV_URING_QUEUE; i++) {
		q = cryptodev_file_queue(cf, i);
		if (!q)
			return EPOLLERR;
		poll_wait(file, &q->wait, wait);
		if (READ_ONCE(q->nr_done))
			events |= EPOLLIN | EPOLLRDNORM;
		if (!cryptodev_queue_has_room(q))
			events &= ~(EPOLLOUT | EPOLLWRNORM);
	}
	return events;
}

/* Requests that have been submitted and not fetched. */
static unsigned int in_flight(struct cryptodev_file *cf)
{
	unsigned int i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(cf->queue); i++) {
		/* Pairs with cmpxchg() in cryptodev_file_queue(). */
		struct cryptodev_queue *q = smp_load_acquire(&cf->queue[i]);

		if (q)
			nr += READ_ONCE(q->in_flight);
	}
	return nr;
}

/* For /proc/PID/fdinfo, which is for whoever may trace the process. */
static void file_show_fdinfo(struct seq_file *m, struct file *file)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_counts sum = cryptodev_counts_sum(cf->usage->counts);

	seq_printf(m, "cryptodev-file:\t%llu\n", cf->id);
	seq_printf(m, "cryptodev-sessions:\t%d\n",
		   atomic_read(&cf->nr_sessions));
	seq_printf(m, "cryptodev-in-flight:\t%u\n", in_flight(cf));
	seq_printf(m, "cryptodev-requests:\t%llu\n", sum.requests);
	seq_printf(m, "cryptodev-bytes:\t%llu\n", sum.bytes);
	seq_printf(m, "cryptodev-errors:\t%llu\n", sum.errors);
}

const struct file_operations cryptodev_fops = {
	.owner = THIS_MODULE,
	.open = file_open,
	.release = file_release,
	.poll = file_poll,
	.show_fdinfo = file_show_fdinfo,
	CRYPTODEV_FOP_URING_CMD(cryptodev_uring_cmd)
	.unlocked_ioctl = cryptodev_ioctl,
	.compat_ioctl = cryptodev_compat_ioctl,
};
