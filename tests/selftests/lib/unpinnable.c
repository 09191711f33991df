// SPDX-License-Identifier: GPL-2.0
/* Memory that the kernel cannot pin. */
#include "unpinnable.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "buffers.h"

#ifndef __NR_memfd_secret
#define __NR_memfd_secret	447	/* on all architectures */
#endif

#define ACCEL_DEVICE	"/dev/cryptodev_accel"

/* Returns a descriptor to map, or -1. */
static int unpinnable_open(enum unpinnable kind)
{
	return kind == SECRET_MEMORY ? syscall(__NR_memfd_secret, O_CLOEXEC) :
				       open(ACCEL_DEVICE, O_RDWR | O_CLOEXEC);
}

uint8_t *unpinnable_map(enum unpinnable kind, size_t len)
{
	int fd = unpinnable_open(kind);
	uint8_t *p = MAP_FAILED;

	if (fd < 0)
		return NULL;
	if (kind != SECRET_MEMORY || !ftruncate(fd, page_round(len)))
		p = mmap(NULL, page_round(len), PROT_READ | PROT_WRITE,
			 MAP_SHARED, fd, 0);
	close(fd);
	return p == MAP_FAILED ? NULL : p;
}
