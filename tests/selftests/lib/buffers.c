// SPDX-License-Identifier: GPL-2.0
/* Memory for the tests. */
#include "buffers.h"

#include <sys/uio.h>

void fill(void *buf, size_t len, uint32_t seed)
{
	uint32_t x = seed * 2654435761u + 12345;
	uint8_t *p = buf;
	size_t i;

	for (i = 0; i < len; i++) {
		x = x * 1664525 + 1013904223;
		p[i] = x >> 24;
	}
}

bool all_are(const void *buf, size_t len, uint8_t value)
{
	const uint8_t *p = buf;

	return !len || (p[0] == value && !memcmp(p, p + 1, len - 1));
}

bool same(const void *a, const void *b, size_t len)
{
	return !len || !memcmp(a, b, len);
}

size_t page_size(void)
{
	return sysconf(_SC_PAGESIZE);
}

size_t page_round(size_t len)
{
	return (len + page_size() - 1) & ~(page_size() - 1);
}

uint8_t *pages(size_t len)
{
	uint8_t *p = mmap(NULL, page_round(len), PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

/*
 * Returns true if the kernel accesses a page that its caller may not access:
 * s390 without CONFIG_NUMA_BALANCING pins such a page, and User Mode Linux
 * reads and writes it. Such a kernel fails only if the page is not present.
 */
static bool kernel_reaches_inaccessible(void)
{
	static int reaches = -1;
	struct iovec iov;
	uint8_t *page;
	int fds[2];

	if (reaches >= 0)
		return reaches;
	page = pages(page_size());
	if (!page || pipe(fds))
		return false;
	memset(page, 1, page_size());
	iov = (struct iovec){ page, 1 };
	reaches = !mprotect(page, page_size(), PROT_NONE) &&
		  (write(fds[1], page, 1) == 1 ||
		   vmsplice(fds[1], &iov, 1, SPLICE_F_NONBLOCK) == 1);
	close(fds[0]);
	close(fds[1]);
	munmap(page, page_size());
	return reaches;
}

bool make_inaccessible(void *start, size_t len)
{
	return !mprotect(start, len, PROT_NONE) &&
	       (!kernel_reaches_inaccessible() ||
		!madvise(start, len, MADV_DONTNEED));
}

uint8_t *guarded(size_t len)
{
	size_t room = page_round(len);
	uint8_t *p = pages(room + page_size());

	if (!p || mprotect(p + room, page_size(), PROT_NONE))
		return NULL;
	return p + room - len;
}

void guarded_free(uint8_t *buf, size_t len)
{
	size_t room = page_round(len);

	munmap(buf + len - room, room + page_size());
}

bool seam_mend(struct seam *s)
{
	return mmap(s->map, s->size, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_FIXED, s->fd, 0) == s->map;
}

void seam_free(struct seam *s)
{
	if (s->map)
		munmap(s->map - page_size(), s->size + 2 * page_size());
	if (s->view)
		munmap(s->view, s->size);
	close(s->fd);
}

bool seam_init(struct seam *s, size_t len)
{
	size_t half = page_round(len);
	uint8_t *p;

	memset(s, 0, sizeof(*s));
	s->size = 2 * half;
	s->fd = memfd_create("seam", MFD_CLOEXEC);
	if (s->fd < 0 || ftruncate(s->fd, s->size))
		return false;
	p = mmap(NULL, s->size + 2 * page_size(), PROT_NONE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return false;
	s->map = p + page_size();
	s->edge = s->map + half;
	p = mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
	if (p == MAP_FAILED)
		return false;
	s->view = p;
	return seam_mend(s);
}

static void seam_range(const struct seam *s, enum side side, uint8_t **start,
		       size_t *len)
{
	*start = side == HIGH ? s->edge : s->map;
	*len = side == BOTH ? s->size : s->size / 2;
}

bool seam_unmap(const struct seam *s, enum side side)
{
	uint8_t *start;
	size_t len;

	seam_range(s, side, &start, &len);
	return !munmap(start, len);
}

bool seam_protect(const struct seam *s, enum side side, int prot)
{
	uint8_t *start;
	size_t len;

	seam_range(s, side, &start, &len);
	return prot == PROT_NONE ? make_inaccessible(start, len) :
				   !mprotect(start, len, prot);
}

uint8_t *seam_view(const struct seam *s, const uint8_t *p)
{
	return s->view + (p - s->map);
}
