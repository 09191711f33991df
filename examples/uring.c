// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Encrypts or decrypts standard input with AES-256-CTR through io_uring, with many
 * chunks in flight, in buffers that are registered once:
 *
 *   uring KEYFILE IVFILE <INPUT >OUTPUT
 *
 * KEYFILE holds 64 hex digits, IVFILE 32. The result is that of "openssl enc
 * -aes-256-ctr -K ... -iv ...". The IV of a chunk is the file's IV plus the number
 * of blocks before the chunk. A round reads DEPTH chunks, submits all of them with
 * one system call, which processes them in place, and writes them.
 */
#include <err.h>
#include <fcntl.h>
#include <liburing.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <crypto/cryptodev_native.h>

#include "ctr.h"

#define CHUNK		(64 * 1024)
#define DEPTH		16
/* From Linux 6.1; liburing 2.3 does not have it. */
#define CMD_FIXED	(1U << 0)

static unsigned char ivs[DEPTH][CTR_IV_LEN];
static unsigned char *chunks;
static struct io_uring ring;
static int fd;

/* Makes a ring whose entries hold a whole request, and registers the chunks. */
static void make_ring(void)
{
	struct iovec iov = { .iov_len = DEPTH * CHUNK };
	int e = io_uring_queue_init(DEPTH, &ring, IORING_SETUP_SQE128);

	if (e)
		errx(1, "io_uring: %s", strerror(-e));
	chunks = aligned_alloc(CHUNK, DEPTH * CHUNK);
	if (!chunks)
		err(1, "memory");
	iov.iov_base = chunks;
	e = io_uring_register_buffers(&ring, &iov, 1);
	if (e)
		errx(1, "registering buffers: %s", strerror(-e));
}

/* Adds a request to process chunk @i in place. */
static void add_request(__u32 ses, unsigned int i, size_t len)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);
	struct cryptodev_req req = {
		.ses = ses, .len = len, .iv = (uintptr_t)ivs[i],
		.src = (uintptr_t)chunks + i * CHUNK,
		.dst = (uintptr_t)chunks + i * CHUNK,
	};

	if (!sqe)
		errx(1, "the ring is full");
	memset(sqe, 0, 128);
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = fd;
	sqe->cmd_op = CRYPTODEV_URING_REQ;
	/* The command's flags; buf_index stays 0, the registered buffer. */
	sqe->rw_flags = CMD_FIXED;
	memcpy((char *)sqe + 48, &req, CRYPTODEV_REQ_FIRST_SIZE);
}

static void reap(unsigned int nr)
{
	struct io_uring_cqe *cqe;
	int e;

	while (nr--) {
		e = io_uring_wait_cqe(&ring, &cqe) ?: cqe->res;
		if (e < 0)
			errx(1, "a chunk: %s", strerror(-e));
		io_uring_cqe_seen(&ring, cqe);
	}
}

/* Reads up to DEPTH chunks of standard input. Returns the number of bytes. */
static size_t read_round(void)
{
	size_t done = 0;
	ssize_t n = 1;

	while (n && done < DEPTH * CHUNK) {
		n = read(0, chunks + done, DEPTH * CHUNK - done);
		if (n < 0)
			err(1, "read");
		done += n;
	}
	return done;
}

static void write_round(size_t size)
{
	size_t done;
	ssize_t n;

	for (done = 0; done < size; done += n) {
		n = write(1, chunks + done, size - done);
		if (n < 0)
			err(1, "write");
	}
}

int main(int argc, char **argv)
{
	unsigned char iv[CTR_IV_LEN];
	size_t size, at;
	unsigned int i;
	__u32 ses;

	if (argc != 3)
		errx(2, "usage: uring KEYFILE IVFILE <INPUT >OUTPUT");
	read_hex(argv[2], iv, sizeof(iv));
	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	ses = ctr_session(fd, argv[1]);
	make_ring();
	while ((size = read_round())) {
		for (i = 0, at = 0; at < size; i++, at += CHUNK) {
			memcpy(ivs[i], iv, CTR_IV_LEN);
			ctr_add_blocks(iv, CHUNK / AES_BLOCK_LEN);
			add_request(ses, i, size - at < CHUNK ? size - at : CHUNK);
		}
		if (io_uring_submit_and_wait(&ring, i) < 0)
			err(1, "io_uring_submit_and_wait");
		reap(i);
		write_round(size);
	}
	return 0;
}
