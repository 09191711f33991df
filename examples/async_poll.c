// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Encrypts or decrypts a file with AES-256-CTR, with many chunks in flight:
 *
 *   async_poll KEYFILE IVFILE INPUT OUTPUT
 *
 * KEYFILE holds 64 hex digits, IVFILE 32. CTR is its own inverse. The IV of a chunk
 * is the file's IV plus the number of blocks before the chunk. So the driver may
 * process the chunks in any order. The result is that of "openssl enc -aes-256-ctr
 * -K ... -iv ...". Up to DEPTH chunks are in flight; poll(2) returns when the
 * device has room for another chunk, or a result.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctr.h"

#define CHUNK		(64 * 1024)
#define DEPTH		8

static unsigned char *in, *out;
static size_t size;
static int fd;

/* Maps both files: the driver reads one and writes the other. */
static void map_files(const char *input, const char *output)
{
	int from = open(input, O_RDONLY | O_CLOEXEC);
	int to = open(output, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	struct stat st;

	if (from < 0 || fstat(from, &st))
		err(1, "%s", input);
	if (to < 0 || ftruncate(to, st.st_size))
		err(1, "%s", output);
	size = st.st_size;
	if (!size)
		exit(0);
	in = mmap(NULL, size, PROT_READ, MAP_SHARED, from, 0);
	out = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, to, 0);
	if (in == MAP_FAILED || out == MAP_FAILED)
		err(1, "mmap");
}

/*
 * Submits the chunk at @done. Returns 1, and then fetch() frees the chunk's IV, or
 * 0 if there is no room.
 */
static int submit(struct crypt_op *cop, size_t done, const unsigned char *iv)
{
	unsigned char *chunk_iv = malloc(CTR_IV_LEN);

	if (!chunk_iv)
		err(1, "malloc");
	memcpy(chunk_iv, iv, CTR_IV_LEN);
	ctr_add_blocks(chunk_iv, done / AES_BLOCK_LEN);
	cop->len = size - done < CHUNK ? size - done : CHUNK;
	cop->src = in + done;
	cop->dst = out + done;
	cop->iv = chunk_iv;
	if (!ioctl(fd, CIOCASYNCCRYPT, cop))
		return 1;
	free(chunk_iv);
	if (errno != EBUSY)
		err(1, "CIOCASYNCCRYPT");
	return 0;
}

/* Fetches all results. Returns their number; a chunk's error is the call's. */
static int fetch(void)
{
	struct crypt_op cop = {};
	int n = 0;

	while (!ioctl(fd, CIOCASYNCFETCH, &cop)) {
		free(cop.iv);
		n++;
	}
	if (errno != EBUSY)
		err(1, "chunk at %td", cop.src - in);
	return n;
}

int main(int argc, char **argv)
{
	unsigned int in_flight = 0;
	struct crypt_op cop = {};
	unsigned char iv[CTR_IV_LEN];
	size_t done = 0;

	if (argc != 5)
		errx(2, "usage: async_poll KEYFILE IVFILE INPUT OUTPUT");
	read_hex(argv[2], iv, sizeof(iv));
	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	cop.ses = ctr_session(fd, argv[1]);
	map_files(argv[3], argv[4]);
	while (done < size || in_flight) {
		struct pollfd p = { .fd = fd, .events = POLLIN };

		if (done < size && in_flight < DEPTH)
			p.events |= POLLOUT;
		if (poll(&p, 1, -1) < 0)
			err(1, "poll");
		if (p.revents & POLLOUT && submit(&cop, done, iv)) {
			done += cop.len;
			in_flight++;
		}
		if (p.revents & POLLIN)
			in_flight -= fetch();
	}
	return 0;
}
