// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the device's statistics and trace events while other programs use it.
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

#define TRACING	"/sys/kernel/tracing/"

static long read_some(const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char text[4096];
	long n;

	if (fd < 0)
		return -errno;
	n = read(fd, text, sizeof(text));
	close(fd);
	return n;
}

/* Reads the counters of every driver that has been used. */
static long read_drivers(void)
{
	glob_t found;
	size_t i;

	if (glob("/sys/kernel/cryptodev/*/*", 0, NULL, &found))
		return -ENOENT;
	for (i = 0; i < found.gl_pathc; i++)
		read_some(found.gl_pathv[i]);
	globfree(&found);
	return i;
}

/**
 * watch_events() - enable the module's trace events
 *
 * The caller must not run programs yet. This changes the kernel's code, and QEMU
 * can lose such a change if another CPU runs that code.
 */
void watch_events(void)
{
	int fd = open(TRACING "events/cryptodev/enable", O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "1", 1) != 1)
		printf("# no events: %s\n", strerror(errno));
	close(fd);
}

/**
 * watch() - read one kind of information
 * @fd: a descriptor of the device
 * @what: which of three kinds
 *
 * Return: the number of bytes or files, or a negative errno.
 */
long watch(int fd, unsigned int what)
{
	char path[40];

	switch (what % 3) {
	case 0:
		snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
		return read_some(path);
	case 1:
		return read_drivers();
	default:
		return read_some(TRACING "trace_pipe");
	}
}
