/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that is not there until somebody says so: who touches it waits.
 */
#ifndef STALL_H
#define STALL_H

#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include "buffers.h"

/**
 * struct stalled - such memory
 * @uffd: closing it lets everybody go on
 * @p: the memory
 * @len: its bytes, whole pages
 */
struct stalled {
	int uffd;
	uint8_t *p;
	size_t len;
};

/* Whether there is such memory: not for everybody, and not in every kernel. */
static inline bool stalled_open(struct stalled *s, size_t len)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range;

	s->len = page_round(len);
	s->p = pages(s->len);
	s->uffd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	if (!s->p || s->uffd < 0 || ioctl(s->uffd, UFFDIO_API, &api))
		return false;
	range = (struct uffdio_register) {
		.range = { (uintptr_t)s->p, s->len },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	return !ioctl(s->uffd, UFFDIO_REGISTER, &range);
}

/* It is there, full of zeros. */
static inline bool stalled_release(struct stalled *s)
{
	struct uffdio_zeropage zero = { .range = { (uintptr_t)s->p, s->len } };

	return !ioctl(s->uffd, UFFDIO_ZEROPAGE, &zero);
}

static inline void stalled_close(struct stalled *s)
{
	close(s->uffd);
	munmap(s->p, s->len);
}

#endif /* STALL_H */
