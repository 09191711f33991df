// SPDX-License-Identifier: GPL-2.0
/*
 * compression [N]: instructions to compress 64 KiB of text to a deflate stream (RFC
 * 1951), and to decompress it, through /dev/crypto. N small operations make a batch.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev_native.h>

#include "measure.h"
#include "text.h"

static int fd;

static uint32_t compression_open(void)
{
	struct cryptodev_create c = {
		.size = sizeof(c),
		.cipher = CRYPTO_DEFLATE_COMP,
	};

	if (ioctl(fd, CRYPTODEV_CREATE, &c))
		fail("CRYPTODEV_CREATE");
	return c.ses;
}

static int process(struct cryptodev_req *r)
{
	struct cryptodev_submit s = {
		.size = sizeof(s),
		.flags = CRYPTODEV_SUBMIT_WAIT,
		.nr = 1,
		.req_size = sizeof(*r),
		.reqs = (uintptr_t)r,
	};

	return ioctl(fd, CRYPTODEV_SUBMIT, &s) == 1 && !r->result ? 0 : -1;
}

/* The call changes its request, so each call gets a fresh copy. */
static int process_copy(void *arg)
{
	struct cryptodev_req r = *(struct cryptodev_req *)arg;

	return process(&r);
}

int main(int argc, char **argv)
{
	static const struct figure deflate = {
		"deflate", BENCH_TEXT_BYTES, "dev"
	};
	static const struct figure inflate = {
		"inflate", BENCH_TEXT_BYTES, "dev"
	};
	unsigned int ops = bench_ops(argc > 1 ? atoi(argv[1]) : 200,
				     BENCH_TEXT_BYTES);
	uint8_t *text = buffer(BENCH_TEXT_BYTES, 0);
	uint8_t *stream = buffer(BENCH_TEXT_BYTES, 0);
	uint8_t *back = buffer(BENCH_TEXT_BYTES, 0);
	struct cryptodev_req r = {
		.len = BENCH_TEXT_BYTES,
		.src = (uintptr_t)text,
		.dst = (uintptr_t)stream,
		.out_len = BENCH_TEXT_BYTES,
	};
	int err;

	fd = device_open();
	r.ses = compression_open();
	bench_fill_text(text);
	err = measure(&deflate, process_copy, &r, ops);
	err |= process(&r);

	r.flags = CRYPTODEV_REQ_DECRYPT;
	r.len = r.out_len;
	r.out_len = BENCH_TEXT_BYTES;
	r.src = (uintptr_t)stream;
	r.dst = (uintptr_t)back;
	err |= measure(&inflate, process_copy, &r, ops);
	if (memcmp(text, back, BENCH_TEXT_BYTES)) {
		fprintf(stderr, "the stream does not become the text again\n");
		err = -1;
	}
	return err ? EXIT_FAILURE : EXIT_SUCCESS;
}
