/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that a program can read and write, and that the kernel cannot pin:
 * memfd_secret(2)'s, and that of a device, for which tests/accel stands in.
 */
#ifndef UNPINNABLE_H
#define UNPINNABLE_H

#include <sys/syscall.h>

#include "buffers.h"
#include "device.h"

#ifndef __NR_memfd_secret
#define __NR_memfd_secret	447	/* on all architectures */
#endif

#define DEVICE_MEMORY	"/dev/cryptodev_accel"

enum unpinnable { SECRET_MEMORY, MEMORY_OF_A_DEVICE };

static inline int unpinnable_open(enum unpinnable kind)
{
	return kind == SECRET_MEMORY ? syscall(__NR_memfd_secret, O_CLOEXEC) :
				       open(DEVICE_MEMORY, O_RDWR | O_CLOEXEC);
}

/* So many bytes of it, or NULL if this machine has none. */
static inline uint8_t *unpinnable(enum unpinnable kind, size_t len)
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

#endif /* UNPINNABLE_H */
