// SPDX-License-Identifier: GPL-2.0
/*
 * The program's own ioctl() is found before libc's, so it gets the provider's calls:
 * link it with -rdynamic.
 */
#include <errno.h>
#include <openssl/crypto.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hash_hooks.h"

/* The calls of the device have the type 'c'; the numbers are below 256. */
static atomic_uint calls[256];
static unsigned long fail_cmd;
static unsigned int fail_from;
static int fail_error;

static atomic_uint countdown;
static atomic_bool failed;
static atomic_long allocations;
static atomic_size_t largest;

int ioctl(int fd, unsigned long cmd, ...)
{
	unsigned int nr = 0;
	va_list args;
	void *arg;

	va_start(args, cmd);
	arg = va_arg(args, void *);
	va_end(args);
	if (_IOC_TYPE(cmd) == 'c')
		nr = atomic_fetch_add(&calls[_IOC_NR(cmd)], 1) + 1;
	if (fail_error && cmd == fail_cmd && nr >= fail_from) {
		errno = fail_error;
		return -1;
	}
	return syscall(SYS_ioctl, fd, cmd, arg);
}

static bool fails_now(void)
{
	unsigned int was = atomic_load(&countdown);

	if (!was || atomic_fetch_sub(&countdown, 1) != 1)
		return false;
	atomic_store(&failed, true);
	return true;
}

static void *hook_malloc(size_t size, const char *file, int line)
{
	void *p;

	(void)file;
	(void)line;
	if (!size || fails_now())
		return NULL;
	if (size > atomic_load(&largest))
		atomic_store(&largest, size);
	p = malloc(size);
	if (p)
		atomic_fetch_add(&allocations, 1);
	return p;
}

static void hook_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	if (p)
		atomic_fetch_sub(&allocations, 1);
	free(p);
}

static void *hook_realloc(void *p, size_t size, const char *file, int line)
{
	if (!p)
		return hook_malloc(size, file, line);
	if (!size) {
		hook_free(p, file, line);
		return NULL;
	}
	return fails_now() ? NULL : realloc(p, size);
}

bool hooks_init(void)
{
	return CRYPTO_set_mem_functions(hook_malloc, hook_realloc, hook_free);
}

void hooks_reset(void)
{
	size_t i;

	for (i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		atomic_store(&calls[i], 0);
	fail_error = 0;
	atomic_store(&largest, 0);
	atomic_store(&countdown, 0);
	atomic_store(&failed, false);
}

unsigned int hook_calls(unsigned long cmd)
{
	return atomic_load(&calls[_IOC_NR(cmd)]);
}

unsigned int hook_all_calls(void)
{
	unsigned int sum = 0;
	size_t i;

	for (i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		sum += atomic_load(&calls[i]);
	return sum;
}

void hook_fail_call(unsigned long cmd, unsigned int nr, int error)
{
	fail_cmd = cmd;
	fail_from = nr;
	fail_error = error;
}

void hook_fail_allocation(unsigned int nr)
{
	atomic_store(&failed, false);
	atomic_store(&countdown, nr);
}

bool hook_allocation_failed(void)
{
	return atomic_load(&failed);
}

size_t hook_largest_allocation(void)
{
	return atomic_load(&largest);
}

long hook_allocations(void)
{
	return atomic_load(&allocations);
}
