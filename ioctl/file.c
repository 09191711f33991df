// SPDX-License-Identifier: GPL-2.0
/*
 * Open files of /dev/crypto: open, close, poll, fdinfo, and CRIOGET, which
 * duplicates a descriptor. Relies on session_table.c for an open file's
 * sessions and on crypto/request/queue.c for its queues.
 */
#include <linux/file.h>
#include <linux/poll.h>
#include <linux/random.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "compat/uring.h"
#include "crypto/request/request.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

static int file_open(struct inode *inode, struct file *file)
{
	struct cryptodev_file *cf;

	cf = kzalloc(sizeof(*cf), GFP_KERNEL_ACCOUNT);
	if (!cf)
		return -ENOMEM;
	cf->user = cryptodev_user_get();
	if (!cf->user)
		goto out_file;
	cf->usage = cryptodev_counters_create();
	if (!cf->usage)
		goto out_user;
	xa_init_flags(&cf->sessions, XA_FLAGS_ALLOC1);
	init_rwsem(&cf->seal_lock);
	/* A counter would reveal how often other users open the device. */
	cf->id = get_random_u64() >> 1;
	file->private_data = cf;
	return nonseekable_open(inode, file);

out_user:
	cryptodev_user_put(cf->user);
out_file:
	kfree(cf);
	return -ENOMEM;
}

/* At each close of a descriptor. */
static int file_flush(struct file *file, fl_owner_t id)
{
	cryptodev_workers_closed();
	return 0;
}

static int file_release(struct inode *inode, struct file *file)
{
	struct cryptodev_file *cf = file->private_data;
	unsigned int i;

	cryptodev_file_drop_sessions(cf);
	for (i = 0; i < ARRAY_SIZE(cf->queue); i++)
		cryptodev_queue_kill(cf->queue[i]);
	cryptodev_counters_put(cf->usage);
	cryptodev_user_put(cf->user);
	kfree(cf);
	return 0;
}

/**
 * cryptodev_file_queue() - get an open file's queue, allocate it at first use
 * @cf: the open file
 * @which: the interface that the queue serves
 *
 * May sleep.
 *
 * Return: the queue, or NULL if there is no memory. The open file holds the
 * reference; the caller gets none.
 */
struct cryptodev_queue *cryptodev_file_queue(struct cryptodev_file *cf,
					     enum cryptodev_queues which)
{
	struct cryptodev_queue *q, *other;

	/* Pairs with cmpxchg() below: the queue's fields are initialised. */
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
 * The file is readable if any queue has a result, and writable if all queues
 * have room for a request. A program uses one dialect, so the other queues are
 * empty and do not change the events.
 */
static __poll_t file_poll(struct file *file, poll_table *wait)
{
	__poll_t events = EPOLLOUT | EPOLLWRNORM;
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_queue *q;
	unsigned int i;

	/* io_uring reports completions in its ring: poll ignores that queue. */
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

/* Counts the requests that were submitted and are not fetched yet. */
static unsigned int count_in_flight(struct cryptodev_file *cf)
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

/* /proc/PID/fdinfo is readable by processes that may trace PID. */
static void file_show_fdinfo(struct seq_file *m, struct file *file)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_counts sum = cryptodev_counts_sum(cf->usage->counts);

	seq_printf(m, "cryptodev-file:\t%llu\n", cf->id);
	seq_printf(m, "cryptodev-sessions:\t%d\n",
		   atomic_read(&cf->nr_sessions));
	seq_printf(m, "cryptodev-sealed:\t%d\n", READ_ONCE(cf->sealed));
	seq_printf(m, "cryptodev-in-flight:\t%u\n", count_in_flight(cf));
	seq_printf(m, "cryptodev-requests:\t%llu\n", sum.requests);
	seq_printf(m, "cryptodev-bytes:\t%llu\n", sum.bytes);
	seq_printf(m, "cryptodev-errors:\t%llu\n", sum.errors);
	seq_printf(m, "cryptodev-kept:\t%llu\n", sum.kept);
	seq_printf(m, "cryptodev-failed-over:\t%llu\n", sum.failed_over);
}

/**
 * cryptodev_call_criget() - CRIOGET: duplicate the descriptor, like dup(2)
 * @file: the open file; the new descriptor takes a reference
 * @arg: user address of a u32; the ioctl writes the new descriptor there
 *
 * May sleep and fault.
 *
 * Return: 0; on -EMFILE, -ENOMEM or -EFAULT there is no new descriptor.
 */
long cryptodev_call_criget(struct file *file, void __user *arg)
{
	int fd = get_unused_fd_flags(0);

	if (fd < 0)
		return fd;
	if (cryptodev_put_user((u32)fd, (u32 __user *)arg)) {
		put_unused_fd(fd);
		return cryptodev_reject(-EFAULT, "argument is not writable");
	}
	fd_install(fd, get_file(file));
	return 0;
}

/* As on NetBSD: the device has nothing to read or write. */
static ssize_t file_read(struct file *file, char __user *to, size_t len,
			 loff_t *pos)
{
	return -EIO;
}

static ssize_t file_write(struct file *file, const char __user *from,
			  size_t len, loff_t *pos)
{
	return -EIO;
}

const struct file_operations cryptodev_fops = {
	.owner = THIS_MODULE,
	.open = file_open,
	.flush = file_flush,
	.release = file_release,
	.read = file_read,
	.write = file_write,
	.poll = file_poll,
	.show_fdinfo = file_show_fdinfo,
	CRYPTODEV_FOP_URING_CMD(cryptodev_uring_cmd)
	.unlocked_ioctl = cryptodev_ioctl,
	.compat_ioctl = cryptodev_compat_ioctl,
};
