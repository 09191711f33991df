// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The device's descriptors. One serves all threads of a process. A child process
 * opens its own and never closes its parent's: the number may stand for another
 * file by then. The process number and the descriptor are one atomic value, so
 * threads need no lock.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "device.h"
#include "process.h"

static unsigned long long pack(unsigned int process, int fd)
{
	return (unsigned long long)process << 32 | (unsigned int)fd;
}

static bool is_mine(unsigned long long descriptor)
{
	return descriptor >> 32 == process_number();
}

int device_open(const struct provider *prov)
{
	int fd = open(prov->config.device, O_RDWR | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

int device_descriptor(struct provider *prov)
{
	unsigned long long was = atomic_load_explicit(&prov->descriptor,
						      memory_order_acquire);
	int fd;

	if (is_mine(was))
		return (int)was;
	fd = device_open(prov);
	if (fd < 0)
		return fd;
	if (atomic_compare_exchange_strong(&prov->descriptor, &was,
					   pack(process_number(), fd)))
		return fd;
	close(fd);
	return (int)was;
}

bool device_is(const struct provider *prov, int fd)
{
	struct stat file, device;

	return !fstat(fd, &file) && !stat(prov->config.device, &device) &&
	       S_ISCHR(file.st_mode) && file.st_rdev == device.st_rdev;
}

void device_lost(struct provider *prov, int fd)
{
	unsigned long long was = pack(process_number(), fd);

	if (atomic_compare_exchange_strong(&prov->descriptor, &was, 0))
		atomic_fetch_add(&prov->lost, 1);
}

void device_close(struct provider *prov)
{
	unsigned long long was = atomic_exchange(&prov->descriptor, 0);

	if (is_mine(was) && device_is(prov, (int)was))
		close((int)was);
}
