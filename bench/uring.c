// SPDX-License-Identifier: GPL-2.0
/*
 * uring [N]: instructions per AES-128-CBC request through io_uring, 64 of them
 * in a system call, with registered buffers and without; 8 N small requests
 * make a figure.
 */
#include <errno.h>
#include <liburing.h>
#include <stdlib.h>
#include <string.h>

#include <crypto/cryptodev_native.h>

#include "measure.h"

#define NR		64
#define BYTES_MAX	65520
/* Younger than liburing 2.3. */
#define CMD_FIXED	(1U << 0)

static int fd;
static uint32_t ses;
static uint8_t *memory;
static uint8_t iv[BENCH_IV_MAX];
static struct cryptodev_req reqs[NR];
static struct io_uring ring;

static int reap(void)
{
	struct io_uring_cqe *cqe;
	unsigned int head, nr = 0;
	int err = 0;

	io_uring_for_each_cqe(&ring, head, cqe) {
		if (cqe->res)
			err = -cqe->res;
		nr++;
	}
	io_uring_cq_advance(&ring, nr);
	errno = err;
	return err || nr != NR ? -1 : 0;
}

struct uring_op {
	unsigned int calls;
	bool fixed;
};

static int uring_once(void *arg)
{
	struct uring_op *op = arg;
	unsigned int i = op->calls++ % NR;
	struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);

	if (!sqe)
		return -1;
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->flags = 0;
	sqe->fd = fd;
	sqe->off = CRYPTODEV_URING_REQ;
	sqe->rw_flags = op->fixed ? CMD_FIXED : 0;
	sqe->buf_index = 0;
	memcpy((char *)sqe + 48, &reqs[i], sizeof(reqs[i]));
	if (i != NR - 1)
		return 0;
	return io_uring_submit_and_wait(&ring, NR) == NR ? reap() : -1;
}

static void ask(unsigned int bytes)
{
	unsigned int i;

	for (i = 0; i < NR; i++)
		reqs[i] = (struct cryptodev_req) {
			.ses = ses, .len = bytes, .iv = (uintptr_t)iv,
			.src = (uintptr_t)memory,
			.dst = (uintptr_t)memory + 65536,
		};
}

int main(int argc, char **argv)
{
	static const struct figure figures[] = {
		{ "aes-128-cbc,uring", 16, "dev" },
		{ "aes-128-cbc,uring", BYTES_MAX, "dev" },
		{ "aes-128-cbc,uring-fixed", 16, "dev" },
		{ "aes-128-cbc,uring-fixed", BYTES_MAX, "dev" },
	};
	unsigned int n = (argc > 1 ? atoi(argv[1]) : 200) / 8, i;
	/* One for all: a ring that is not full goes on with the next figure. */
	struct uring_op op = {};
	int status = EXIT_SUCCESS;
	struct iovec iov;

	fd = device_open();
	ses = session_open(fd, alg_named("aes-128-cbc"));
	memory = buffer(2 * 65536, 1);
	iov = (struct iovec) { memory, 2 * 65536 };
	if (io_uring_queue_init(NR, &ring, IORING_SETUP_SQE128) ||
	    io_uring_register_buffers(&ring, &iov, 1))
		fail("io_uring");

	for (i = 0; i < ARRAY_SIZE(figures); i++) {
		unsigned int nr = figures[i].bytes == 16 ? n : 1;

		op.fixed = i >= 2;
		ask(figures[i].bytes);
		if (measure(&figures[i], uring_once, &op, nr * NR))
			status = EXIT_FAILURE;
	}
	return status;
}
