// SPDX-License-Identifier: GPL-2.0
/*
 * One io_uring of each flavour, which is made when a program first uses it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory.h"
#include "ring.h"

/* The headers of Linux 6.1 do not have these. */
#ifndef IORING_URING_CMD_FIXED
#define IORING_URING_CMD_FIXED	(1U << 0)
#endif

#define ENTRIES		32

static const unsigned int flavours[] = {
	0,
	IORING_SETUP_SQE128,
	IORING_SETUP_SQE128 | IORING_SETUP_SINGLE_ISSUER |
		IORING_SETUP_DEFER_TASKRUN,
	IORING_SETUP_COOP_TASKRUN | IORING_SETUP_CQE32,
	IORING_SETUP_SQPOLL,
	IORING_SETUP_IOPOLL,
};

#define NR_FLAVOURS	(sizeof(flavours) / sizeof(flavours[0]))

/**
 * struct ring - one ring
 * @fd: its descriptor, or -1
 * @flags: its flags
 * @map: its queues
 * @map_len: the size of @map in bytes
 * @sqes: its entries
 * @p: offsets in @map
 */
struct ring {
	int fd;
	unsigned int flags;
	uint8_t *map;
	size_t map_len;
	uint8_t *sqes;
	struct io_uring_params p;
};

static struct ring rings[NR_FLAVOURS];

static const enum area_kind registered[] = {
	AREA_PLAIN, AREA_BIG, AREA_SHARED_FILE, AREA_HUGE, AREA_NEIGHBOUR,
};

#define NR_REGISTERED	(sizeof(registered) / sizeof(registered[0]))

static size_t sqe_size(const struct ring *r)
{
	return r->flags & IORING_SETUP_SQE128 ? 128 : 64;
}

static unsigned int *word(const struct ring *r, unsigned int offset)
{
	return (unsigned int *)(r->map + offset);
}

/* One at a time, so that a failure leaves the others registered. */
static void register_buffers(struct ring *r)
{
	struct iovec iov[NR_REGISTERED];
	unsigned int i;

	for (i = 0; i < NR_REGISTERED; i++) {
		iov[i].iov_base = (void *)(uintptr_t)
			memory_address(POINTER(registered[i], 0));
		iov[i].iov_len = memory_len(registered[i]);
	}
	syscall(SYS_io_uring_register, r->fd, IORING_REGISTER_BUFFERS, iov,
		NR_REGISTERED);
}

static void unmap(struct ring *r)
{
	if (r->map)
		munmap(r->map, r->map_len);
	if (r->sqes)
		munmap(r->sqes, ENTRIES * sqe_size(r));
	if (r->fd > 0)
		close(r->fd);
	memset(r, 0, sizeof(*r));
}

static long make(struct ring *r, unsigned int flags)
{
	size_t cq_len;
	void *p;

	r->flags = flags;
	r->p.flags = flags;
	r->p.sq_thread_idle = 50;
	r->fd = syscall(SYS_io_uring_setup, ENTRIES, &r->p);
	if (r->fd < 0)
		return -errno;
	r->map_len = r->p.sq_off.array + ENTRIES * sizeof(unsigned int);
	cq_len = r->p.cq_off.cqes + r->p.cq_entries *
		 sizeof(struct io_uring_cqe) *
		 (flags & IORING_SETUP_CQE32 ? 2 : 1);
	if (cq_len > r->map_len)
		r->map_len = cq_len;
	p = mmap(NULL, r->map_len, PROT_READ | PROT_WRITE, MAP_SHARED, r->fd,
		 IORING_OFF_SQ_RING);
	if (p == MAP_FAILED)
		return -ENOMEM;
	r->map = p;
	p = mmap(NULL, ENTRIES * sqe_size(r), PROT_READ | PROT_WRITE,
		 MAP_SHARED, r->fd, IORING_OFF_SQES);
	if (p == MAP_FAILED)
		return -ENOMEM;
	r->sqes = p;
	register_buffers(r);
	return 0;
}

static struct io_uring_sqe *next(struct ring *r)
{
	unsigned int tail = *word(r, r->p.sq_off.tail);
	unsigned int slot = tail % ENTRIES;
	struct io_uring_sqe *sqe = (void *)(r->sqes + slot * sqe_size(r));

	if (tail - __atomic_load_n(word(r, r->p.sq_off.head),
				   __ATOMIC_ACQUIRE) >= ENTRIES)
		return NULL;
	memset(sqe, 0, sqe_size(r));
	word(r, r->p.sq_off.array)[slot] = slot;
	return sqe;
}

static void push(struct ring *r)
{
	__atomic_fetch_add(word(r, r->p.sq_off.tail), 1, __ATOMIC_RELEASE);
}

static bool add(struct ring *r, const struct ring_work *w, unsigned int i)
{
	struct io_uring_sqe *sqe = next(r);
	uint64_t addr = (uintptr_t)&w->reqs[i];

	if (!sqe)
		return false;
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = w->fd;
	sqe->flags = w->flags & ~(IOSQE_FIXED_FILE | IOSQE_BUFFER_SELECT);
	sqe->cmd_op = CRYPTODEV_URING_REQ;
	sqe->user_data = i + 1;
	if (r->flags & IORING_SETUP_SQE128)
		memcpy((uint8_t *)sqe + 48, &w->reqs[i],
		       CRYPTODEV_REQ_FIRST_SIZE);
	else
		memcpy((uint8_t *)sqe + 48, &addr, sizeof(addr));
	if (w->fixed) {
		sqe->rw_flags = IORING_URING_CMD_FIXED;
		sqe->buf_index = (w->fixed - 1) % (NR_REGISTERED + 1);
	}
	push(r);
	return true;
}

static bool add_cancel(struct ring *r)
{
	struct io_uring_sqe *sqe = next(r);

	if (!sqe)
		return false;
	sqe->opcode = IORING_OP_ASYNC_CANCEL;
	sqe->cancel_flags = IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL;
	push(r);
	return true;
}

static long enter(struct ring *r, unsigned int submit, unsigned int wait)
{
	unsigned int flags = IORING_ENTER_GETEVENTS;
	long ret;

	if (r->flags & IORING_SETUP_SQPOLL)
		flags |= IORING_ENTER_SQ_WAKEUP;
	ret = syscall(SYS_io_uring_enter, r->fd, submit, wait, flags, NULL, 0);
	return ret < 0 ? -errno : ret;
}

/* Removes all completions, and returns their number. */
static unsigned int see(struct ring *r)
{
	unsigned int tail = __atomic_load_n(word(r, r->p.cq_off.tail),
					    __ATOMIC_ACQUIRE);
	unsigned int *head = word(r, r->p.cq_off.head);
	unsigned int nr = tail - *head;

	__atomic_store_n(head, tail, __ATOMIC_RELEASE);
	return nr;
}

/**
 * ring_run() - run a uring step
 * @work: the step's work
 *
 * May wait until a signal arrives.
 *
 * Return: the return value of the submission, or a negative errno.
 */
long ring_run(const struct ring_work *work)
{
	unsigned int which = work->ring % NR_FLAVOURS, then = work->then;
	struct ring *r = &rings[which];
	unsigned int i, nr = 0;
	long err;

	if (r->fd <= 0) {
		err = make(r, flavours[which]);
		if (err) {
			unmap(r);
			return err;
		}
	}
	for (i = 0; i < work->nr; i++)
		nr += add(r, work, i);
	then %= NR_RING_THENS;
	if (then == RING_CANCEL)
		nr += add_cancel(r);
	err = enter(r, nr, then == RING_WAIT ? nr : 0);
	see(r);
	if (then == RING_CLOSE)
		unmap(r);
	return err;
}

/**
 * rings_close() - close all rings, even with requests in flight
 */
void rings_close(void)
{
	unsigned int i;

	for (i = 0; i < NR_FLAVOURS; i++)
		unmap(&rings[i]);
}
