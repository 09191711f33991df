// SPDX-License-Identifier: GPL-2.0
/* Memory whose page faults wait. */
#include "stalled_memory.h"

#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "buffers.h"
#include "process.h"

bool stalled_open(struct stalled_memory *s, size_t len)
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

bool stalled_is_accessed(const struct stalled_memory *s)
{
	struct pollfd p = { .fd = s->uffd, .events = POLLIN };

	return poll(&p, 1, WAIT_LIMIT * 1000) == 1 && p.revents == POLLIN;
}

bool stalled_release(struct stalled_memory *s)
{
	struct uffdio_zeropage zero = { .range = { (uintptr_t)s->p, s->len } };

	return !ioctl(s->uffd, UFFDIO_ZEROPAGE, &zero);
}

void stalled_close(struct stalled_memory *s)
{
	close(s->uffd);
	munmap(s->p, s->len);
}

bool stalled_is_available(void)
{
	struct stalled_memory s;
	bool available = stalled_open(&s, 4096);

	stalled_close(&s);
	return available;
}
