// SPDX-License-Identifier: GPL-2.0
/* Requests through io_uring. */
#include "uring.h"

#include <errno.h>
#include <string.h>

int uring_open(struct io_uring *ring, unsigned int entries, bool long_entries)
{
	return io_uring_queue_init(entries, ring,
				   long_entries ? IORING_SETUP_SQE128 : 0);
}

bool uring_has_commands(void)
{
	struct io_uring_probe *probe = io_uring_get_probe();
	bool has;

	/* A kernel without the probe may still have commands. */
	if (!probe)
		return true;
	has = io_uring_opcode_supported(probe, IORING_OP_URING_CMD);
	io_uring_free_probe(probe);
	return has;
}

struct io_uring_sqe * uring_add(struct io_uring *ring, int fd,
				const struct cryptodev_req *r)
{
	bool long_entries = ring->flags & IORING_SETUP_SQE128;
	struct io_uring_sqe *sqe = io_uring_get_sqe(ring);
	uint64_t addr = (uintptr_t)r;

	if (!sqe)
		return NULL;
	/* liburing 2.3 clears only 64 bytes. */
	memset(sqe, 0, long_entries ? 128 : 64);
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = fd;
	sqe->cmd_op = CRYPTODEV_URING_REQ;
	/* cmd starts at byte 48, in entries of either size. */
	if (long_entries)
		memcpy((char *)sqe + 48, r, CRYPTODEV_REQ_FIRST_SIZE);
	else
		memcpy((char *)sqe + 48, &addr, sizeof(addr));
	sqe->user_data = r->user_data;
	return sqe;
}

struct io_uring_sqe *uring_add_at(struct io_uring *ring, int fd, const void *r,
				  uint32_t size)
{
	struct cryptodev_req_at at = {
		.addr = native_pointer(r), .size = size,
	};
	struct io_uring_sqe *sqe = io_uring_get_sqe(ring);

	if (!sqe)
		return NULL;
	memset(sqe, 0, ring->flags & IORING_SETUP_SQE128 ? 128 : 64);
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = fd;
	sqe->cmd_op = CRYPTODEV_URING_REQ_AT;
	memcpy((char *)sqe + 48, &at, sizeof(at));
	return sqe;
}

int uring_run_at(struct io_uring *ring, int fd, const void *r, uint32_t size)
{
	if (!uring_add_at(ring, fd, r, size) || io_uring_submit(ring) != 1)
		return -EIO;
	return uring_wait(ring, NULL);
}

struct io_uring_sqe * uring_add_fixed(struct io_uring *ring, int fd,
				      const struct cryptodev_req *r,
				      unsigned int index)
{
	struct io_uring_sqe *sqe = uring_add(ring, fd, r);

	if (sqe) {
		sqe->rw_flags = IORING_URING_CMD_FIXED;
		sqe->buf_index = index;
	}
	return sqe;
}

int uring_wait(struct io_uring *ring, uint64_t *user_data)
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

int uring_run(struct io_uring *ring, int fd, const struct cryptodev_req *r)
{
	if (!uring_add(ring, fd, r) || io_uring_submit(ring) != 1)
		return -EIO;
	return uring_wait(ring, NULL);
}

int uring_run_linked(struct io_uring *ring, int fd,
		     const struct cryptodev_req *r, int *linked)
{
	struct io_uring_sqe *sqe = uring_add(ring, fd, r), *nop;
	int res;

	if (!sqe)
		return -EIO;
	sqe->flags |= IOSQE_IO_LINK;
	nop = io_uring_get_sqe(ring);
	if (!nop)
		return -EIO;
	io_uring_prep_nop(nop);
	if (io_uring_submit(ring) != 2)
		return -EIO;
	res = uring_wait(ring, NULL);
	*linked = uring_wait(ring, NULL);
	return res;
}
