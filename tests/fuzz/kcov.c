// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own record of what the calling thread runs in it.
 */
#include <fcntl.h>
#include <linux/ioctl.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "kcov.h"

/* As a program of 64 bits has them: the kernel's words have that width. */
#define KCOV_INIT_TRACE	_IOR('c', 1, uint64_t)
#define KCOV_ENABLE	_IO('c', 100)
#define KCOV_TRACE_PC	0

static uint64_t *area;

/**
 * kcov_start() - note what the calling thread runs from now on
 *
 * Return: whether the kernel can do that.
 */
bool kcov_start(void)
{
	int fd = open("/sys/kernel/debug/kcov", O_RDWR | O_CLOEXEC);
	void *p;

	if (fd < 0 || ioctl(fd, KCOV_INIT_TRACE, (unsigned long)KCOV_WORDS))
		return false;
	p = mmap(NULL, KCOV_WORDS * sizeof(*area), PROT_READ | PROT_WRITE,
		 MAP_SHARED, fd, 0);
	if (p == MAP_FAILED || ioctl(fd, KCOV_ENABLE, KCOV_TRACE_PC))
		return false;
	area = p;
	return true;
}

/**
 * kcov_clear() - begin anew
 */
void kcov_clear(void)
{
	if (area)
		__atomic_store_n(&area[0], 0, __ATOMIC_RELAXED);
}

/**
 * kcov_read() - what has run since
 * @pcs: out: addresses in the kernel
 *
 * Return: how many.
 */
uint64_t kcov_read(const uint64_t **pcs)
{
	if (!area)
		return 0;
	*pcs = area + 1;
	return __atomic_load_n(&area[0], __ATOMIC_RELAXED);
}
