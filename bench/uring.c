// SPDX-License-Identifier: GPL-2.0
/*
 * uring [N]: instructions per AES-128-CBC request through io_uring, with 64
 * requests in a system call: without registered buffers, and with them on small
 * pages and on a huge page. 8 N small requests make a figure.
 */
#include <errno.h>
#include <liburing.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <crypto/cryptodev_native.h>

#include "measure.h"

#define NR		64
#define BYTES_MAX	65520
#define SIZE		(2 * 65536)	/* bytes of an input and an output */
#define HUGE		(2u << 20)
/* Flags of a program that submits and reaps in one thread. */
#define SETUP		(IORING_SETUP_SQE128 | IORING_SETUP_SINGLE_ISSUER | \
			 IORING_SETUP_DEFER_TASKRUN)
/* liburing 2.3 does not have it. */
#define CMD_FIXED	(1U << 0)

static int fd;
static uint32_t ses;
static uint8_t *small, *huge;
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
	unsigned int index;
};

static int uring_once(void *arg)
{
	struct uring_op *op = arg;
	unsigned int i = op->calls++ % NR;
	struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);

	if (!sqe)
		return -1;
	sqe->opcode = IORING_OP_URING_CMD;
	/* The first registered file is the device. */
	sqe->flags = IOSQE_FIXED_FILE;
	sqe->fd = 0;
	sqe->cmd_op = CRYPTODEV_URING_REQ;
	sqe->rw_flags = op->fixed ? CMD_FIXED : 0;
	sqe->buf_index = op->index;
	memcpy((char *)sqe + 48, &reqs[i], CRYPTODEV_REQ_FIRST_SIZE);
	if (i != NR - 1)
		return 0;
	return io_uring_submit_and_wait(&ring, NR) == NR ? reap() : -1;
}

/* Allocates a huge page, or small pages if the kernel has no huge one. */
static uint8_t *huge_buffer(void)
{
	uint8_t *p = aligned_alloc(HUGE, HUGE);

	if (!p)
		fail("memory");
	madvise(p, HUGE, MADV_HUGEPAGE);
	return memset(p, 1, HUGE);
}

static void ask(uint8_t *memory, unsigned int bytes)
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
		{ "aes-128-cbc,uring-huge", BYTES_MAX, "dev" },
	};
	unsigned int n = (argc > 1 ? atoi(argv[1]) : 200) / 8, i;
	/* All figures share the state: a partly filled ring carries over. */
	struct uring_op op = {};
	int status = EXIT_SUCCESS;
	struct iovec iov[2];

	fd = device_open();
	ses = session_open(fd, alg_named("aes-128-cbc"));
	small = buffer(SIZE, 1);
	huge = huge_buffer();
	iov[0] = (struct iovec) { small, SIZE };
	iov[1] = (struct iovec) { huge, SIZE };
	if (io_uring_queue_init(NR, &ring, SETUP) ||
	    io_uring_register_files(&ring, &fd, 1) ||
	    io_uring_register_buffers(&ring, iov, 2))
		fail("io_uring");

	for (i = 0; i < ARRAY_SIZE(figures); i++) {
		unsigned int nr = figures[i].bytes == 16 ? n : 1;

		op.fixed = i >= 2;
		op.index = i == 4;
		ask(op.index ? huge : small, figures[i].bytes);
		if (measure(&figures[i], uring_once, &op, nr * NR))
			status = EXIT_FAILURE;
	}
	return status;
}
