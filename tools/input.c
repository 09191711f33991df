// SPDX-License-Identifier: GPL-2.0
/*
 * Reads a file or a pipe.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "file.h"
#include "message.h"

/**
 * input_open() - open a file to read it from its start to its end
 * @in: out: the input
 * @name: its name; NULL or "-" for standard input
 *
 * Return: 0 or an errno.
 */
int input_open(struct input *in, const char *name)
{
	struct stat st;

	in->size = 0;
	if (!name || !strcmp(name, "-")) {
		in->name = "standard input";
		in->fd = STDIN_FILENO;
	} else {
		in->name = name;
		in->fd = open(name, O_RDONLY | O_CLOEXEC);
	}
	if (in->fd < 0 || fstat(in->fd, &st))
		return errno;
	if (S_ISREG(st.st_mode)) {
		in->size = st.st_size;
		posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	}
	return 0;
}

/**
 * input_read() - read until a buffer is full or the input ends
 * @in: the input
 * @buf: the buffer
 * @len: its bytes
 *
 * Return: the bytes read, fewer than @len at the end; -1 with errno set.
 */
long input_read(struct input *in, void *buf, size_t len)
{
	size_t done = 0;
	ssize_t got;

	while (done < len) {
		got = read(in->fd, (char *)buf + done, len - done);
		if (!got)
			break;
		if (got > 0)
			done += got;
		else if (errno != EINTR)
			return -1;
	}
	return done;
}

/**
 * input_fill() - read as input_read(), but end the program on an error
 * @in: the input
 * @buf: the buffer
 * @len: its bytes
 *
 * Return: the bytes read, fewer than @len at the end.
 */
size_t input_fill(struct input *in, void *buf, size_t len)
{
	long got = input_read(in, buf, len);

	if (got < 0)
		die(FAILED, "%s: %s", in->name, strerror(errno));
	return got;
}

/**
 * input_close() - close an input, unless it is standard input
 * @in: the input
 */
void input_close(struct input *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
}

/**
 * buffer_alloc() - allocate memory that begins on a page
 * @size: bytes
 *
 * The device can use such memory in place. Ends the program if there is none.
 */
unsigned char *buffer_alloc(size_t size)
{
	void *buf = mmap(NULL, size, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (buf == MAP_FAILED)
		die(FAILED, "memory: %s", strerror(errno));
	return buf;
}

/**
 * buffer_free() - free a buffer
 * @buf: from buffer_alloc()
 * @size: its bytes
 */
void buffer_free(unsigned char *buf, size_t size)
{
	munmap(buf, size);
}
