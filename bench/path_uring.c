// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring commands, with the device as a registered file.
 */
#include <liburing.h>
#include <string.h>

#include "measure.h"
#include "path_native.h"

/* Flags of a program that submits and reaps in one thread. */
#define SETUP		(IORING_SETUP_SQE128 | IORING_SETUP_SINGLE_ISSUER | \
			 IORING_SETUP_DEFER_TASKRUN)

static struct io_uring ring;
static struct cryptodev_req reqs[PATH_DEPTH];

static void uring_open(struct slot *slots)
{
	int fd = device_open();
	uint32_t ses = session_open(fd, alg_named("aes-128-cbc"));
	unsigned int i;

	for (i = 0; i < PATH_DEPTH; i++)
		reqs[i] = slot_request(ses, &slots[i]);
	if (io_uring_queue_init(PATH_DEPTH, &ring, SETUP) ||
	    io_uring_register_files(&ring, &fd, 1))
		fail("io_uring");
}

static void uring_submit(const unsigned int *which, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);

		if (!sqe)
			fail("io_uring");
		sqe->opcode = IORING_OP_URING_CMD;
		/* The first registered file is the device. */
		sqe->flags = IOSQE_FIXED_FILE;
		sqe->fd = 0;
		sqe->cmd_op = CRYPTODEV_URING_REQ;
		sqe->user_data = which[i];
		memcpy((char *)sqe + 48, &reqs[which[i]],
		       CRYPTODEV_REQ_FIRST_SIZE);
	}
}

/* One system call submits the requests and waits. */
static unsigned int uring_reap(unsigned int *which, unsigned int max)
{
	struct io_uring_cqe *cqe;
	unsigned int head, nr = 0;

	if (io_uring_submit_and_wait(&ring, 1) < 0)
		fail("io_uring");
	io_uring_for_each_cqe(&ring, head, cqe) {
		if (cqe->res)
			fail("request");
		if (nr == max)
			break;
		which[nr++] = cqe->user_data;
	}
	io_uring_cq_advance(&ring, nr);
	return nr;
}

const struct path path_uring = {
	.name = "uring",
	.open = uring_open,
	.submit = uring_submit,
	.reap = uring_reap,
};
