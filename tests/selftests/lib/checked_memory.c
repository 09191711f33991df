// SPDX-License-Identifier: GPL-2.0
/* Memory in which a test checks every byte. */
#include "checked_memory.h"

#include "cases.h"

#define WATCH_MARGIN	64	/* bytes watched on either side of a buffer */

bool checked_init(struct checked_memory *m, size_t size)
{
	uint8_t *p;

	m->size = page_round(size);
	p = pages(m->size + 2 * page_size());
	m->image = pages(m->size);
	if (!p || !m->image)
		return false;
	m->base = p + page_size();
	return !mprotect(p, page_size(), PROT_NONE) &&
	       !mprotect(m->base + m->size, page_size(), PROT_NONE);
}

void checked_free(struct checked_memory *m)
{
	munmap(m->image, m->size);
	munmap(m->base - page_size(), m->size + 2 * page_size());
}

uint8_t *checked_place(const struct checked_memory *m, enum place place,
		       size_t len)
{
	return place == AT_END ? m->base + m->size - len : m->base;
}

uint8_t *checked_at(const struct checked_memory *m, size_t offset)
{
	return m->base + page_size() + offset;
}

/* Returns the address of the byte at @p in the image. */
static uint8_t *checked_image(const struct checked_memory *m, const uint8_t *p)
{
	return m->image + (p - m->base);
}

bool checked_contains(const struct checked_memory *m, const uint8_t *p)
{
	return p >= m->base && p <= m->base + m->size;
}

void watch(struct watch *w, const struct checked_memory *m, uint8_t *p,
	   size_t len)
{
	uint8_t *end = p + len + WATCH_MARGIN;

	w->m = m;
	w->p = p - m->base < WATCH_MARGIN ? m->base : p - WATCH_MARGIN;
	if (end > m->base + m->size)
		end = m->base + m->size;
	w->len = end - w->p;
	random_fill(w->p, w->len);
	memcpy(checked_image(m, w->p), w->p, w->len);
}

void watch_write(const struct watch *w, uint8_t *p, const void *data,
		 size_t len)
{
	memcpy(p, data, len);
	memcpy(checked_image(w->m, p), data, len);
}

void watch_expect(const struct watch *w, const uint8_t *p, const void *data,
		  size_t len)
{
	memcpy(checked_image(w->m, p), data, len);
}

bool watch_differs(const struct watch *w, const uint8_t *p, long *where)
{
	const uint8_t *image = checked_image(w->m, w->p);
	size_t i;

	if (!memcmp(w->p, image, w->len))
		return false;
	for (i = 0; w->p[i] == image[i]; i++)
		;
	*where = w->p + i - p;
	return true;
}
