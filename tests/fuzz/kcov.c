// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's record (KCOV) of the code that runs in the module: for the calling
 * thread, and for code that runs on its behalf elsewhere, in worker threads and in
 * callbacks of drivers.
 */
#include <fcntl.h>
#include <linux/ioctl.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "kcov.h"

/* The kernel's structure for KCOV_REMOTE_ENABLE, without handles at its end. */
struct remote_arg {
	uint32_t trace_mode;
	uint32_t area_size;
	uint32_t num_handles;
	uint64_t common_handle __attribute__((aligned(8)));
};

/* The kernel has 64-bit words, so a 32-bit program uses the 64-bit numbers. */
#define KCOV_INIT_TRACE		_IOR('c', 1, uint64_t)
#define KCOV_ENABLE		_IO('c', 100)
#define KCOV_REMOTE_ENABLE	_IOW('c', 102, struct remote_arg)
#define KCOV_TRACE_PC		0

/* The first word is the number of addresses that follow. */
static uint64_t *areas[NR_KCOV];

/* Opens KCOV with an area; returns the descriptor, or -1. */
static int open_kcov(uint64_t **area)
{
	int fd = open("/sys/kernel/debug/kcov", O_RDWR | O_CLOEXEC);
	void *p;

	if (fd < 0 || ioctl(fd, KCOV_INIT_TRACE, (unsigned long)KCOV_WORDS))
		return -1;
	p = mmap(NULL, KCOV_WORDS * sizeof(**area), PROT_READ | PROT_WRITE,
		 MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return -1;
	*area = p;
	return fd;
}

/**
 * kcov_start() - record the code that the calling thread runs
 *
 * Return: whether the kernel can do that.
 */
bool kcov_start(void)
{
	uint64_t *area;
	int fd = open_kcov(&area);

	if (fd < 0 || ioctl(fd, KCOV_ENABLE, KCOV_TRACE_PC))
		return false;
	areas[KCOV_OWN] = area;
	return true;
}

/**
 * kcov_start_remote() - record the code that runs on behalf of child processes
 * @handle: a number, not 0, that no other process uses
 *
 * A child process inherits the handle and the record. The calling thread itself
 * cannot use kcov_start() after that.
 *
 * Return: whether the kernel can do that.
 */
bool kcov_start_remote(uint32_t handle)
{
	struct remote_arg arg = {
		.trace_mode = KCOV_TRACE_PC, .area_size = KCOV_WORDS,
		.common_handle = handle,
	};
	uint64_t *area;
	int fd = open_kcov(&area);

	if (fd < 0 || ioctl(fd, KCOV_REMOTE_ENABLE, &arg))
		return false;
	areas[KCOV_REMOTE] = area;
	return true;
}

/**
 * kcov_clear() - empty a record
 * @which: of whose code
 */
void kcov_clear(enum kcov_record which)
{
	if (areas[which])
		__atomic_store_n(&areas[which][0], 0, __ATOMIC_RELAXED);
}

/**
 * kcov_read() - read a record
 * @which: of whose code
 * @pcs: out: addresses in the kernel
 *
 * Return: the number of addresses.
 */
uint64_t kcov_read(enum kcov_record which, const uint64_t **pcs)
{
	uint64_t nr;

	if (!areas[which])
		return 0;
	*pcs = areas[which] + 1;
	nr = __atomic_load_n(&areas[which][0], __ATOMIC_RELAXED);
	return nr < KCOV_WORDS ? nr : KCOV_WORDS - 1;
}
