/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests on /dev/crypto through io_uring, with liburing.
 */
#ifndef URING_H
#define URING_H

#include <liburing.h>
#include <stdbool.h>
#include <crypto/cryptodev_native.h>

#include "devcrypto.h"

/* Younger than liburing 2.3. */
#ifndef IORING_URING_CMD_FIXED
#define IORING_URING_CMD_FIXED	(1U << 0)
#endif

/* A ring whose entries are long enough for a request, or are not. */
static inline int uring_open(struct io_uring *ring, unsigned int entries,
			     bool long_entries)
{
	return io_uring_queue_init(entries, ring,
				   long_entries ? IORING_SETUP_SQE128 : 0);
}

/* Whether the kernel lets a file have commands at all: since 5.19. */
static inline bool uring_has_commands(void)
{
	struct io_uring_probe *probe = io_uring_get_probe();
	bool has;

	/* One that cannot tell is no reason to skip anything. */
	if (!probe)
		return true;
	has = io_uring_opcode_supported(probe, IORING_OP_URING_CMD);
	io_uring_free_probe(probe);
	return has;
}

/* Puts a request on the ring; *r is to stay until it is submitted. */
static inline struct io_uring_sqe *
uring_add(struct io_uring *ring, int fd, const struct cryptodev_req *r)
{
	bool long_entries = ring->flags & IORING_SETUP_SQE128;
	struct io_uring_sqe *sqe = io_uring_get_sqe(ring);
	uint64_t addr = (uintptr_t)r;

	if (!sqe)
		return NULL;
	/* liburing 2.3 clears 64 bytes. */
	memset(sqe, 0, long_entries ? 128 : 64);
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = fd;
	sqe->cmd_op = CRYPTODEV_URING_REQ;
	/* cmd is the last 16 bytes. */
	if (long_entries)
		memcpy((char *)sqe + 48, r, sizeof(*r));
	else
		memcpy((char *)sqe + 48, &addr, sizeof(addr));
	sqe->user_data = r->user_data;
	return sqe;
}

/* The same, with both buffers in the registered buffer @index. */
static inline struct io_uring_sqe *
uring_add_fixed(struct io_uring *ring, int fd, const struct cryptodev_req *r,
		unsigned int index)
{
	struct io_uring_sqe *sqe = uring_add(ring, fd, r);

	if (sqe) {
		sqe->rw_flags = IORING_URING_CMD_FIXED;
		sqe->buf_index = index;
	}
	return sqe;
}

/* One completion's result; its user data if that is asked for. */
static inline int uring_wait(struct io_uring *ring, uint64_t *user_data)
{
	struct io_uring_cqe *cqe;
	int err = io_uring_wait_cqe(ring, &cqe);

	if (err)
		return err;
	err = cqe->res;
	if (user_data)
		*user_data = cqe->user_data;
	io_uring_cqe_seen(ring, cqe);
	return err;
}

/* Submits one request and waits for it. */
static inline int uring_run(struct io_uring *ring, int fd,
			    const struct cryptodev_req *r)
{
	if (!uring_add(ring, fd, r) || io_uring_submit(ring) != 1)
		return -EIO;
	return uring_wait(ring, NULL);
}

#endif /* URING_H */
