// SPDX-License-Identifier: GPL-2.0
/* A request of which one buffer is bad. */
#include "bad_buffer.h"

#include <string.h>
#include <sys/mman.h>

const char * const role_names[] = { "src", "dst", "mac", "iv", "aad" };

bool buffer_init(struct buffer *b, uint32_t len, const uint8_t *was,
		 const uint8_t *want)
{
	if (!seam_init(&b->seam, len))
		return false;
	b->len = len;
	b->was = pages(len);
	b->want = pages(len);
	if (was)
		memcpy(b->was, was, len);
	else
		memset(b->was, 0xa5, len);
	memcpy(b->want, want ?: b->was, len);
	return true;
}

void buffers_free(struct buffer *buffers)
{
	struct buffer *b;

	for (b = buffers; b < buffers + ROLES; b++) {
		if (!b->len)
			continue;
		seam_free(&b->seam);
		munmap(b->was, page_round(b->len));
		munmap(b->want, page_round(b->len));
	}
}

/* Returns the address of a buffer, or NULL if the request has none. */
static uint8_t *buffer_place(const struct buffer *buffers,
			     const struct bad_request *a, enum role role)
{
	const struct buffer *b = &buffers[role];
	uint32_t below = role == a->bad && a->below ? a->below : b->len / 2;

	return b->len ? b->seam.edge - below : NULL;
}

uint8_t *buffer_pointer(const struct buffer *buffers,
			const struct bad_request *a, enum role role)
{
	return role == a->bad && a->elsewhere ? (uint8_t *)a->where :
	       buffer_place(buffers, a, role);
}

/* Returns the address of a buffer in its seam's view. */
static uint8_t *buffer_view(const struct buffer *buffers,
			    const struct bad_request *a, enum role role)
{
	return seam_view(&buffers[role].seam, buffer_place(buffers, a, role));
}

bool buffers_hold(const struct buffer *buffers, const struct bad_request *a,
		  bool success)
{
	const struct buffer *b;
	enum role role;

	for (role = SRC; role < ROLES; role++) {
		b = &buffers[role];
		if (b->len && !same(buffer_view(buffers, a, role),
				    success ? b->want : b->was, b->len))
			return false;
	}
	return true;
}

void buffers_rewind(const struct buffer *buffers, const struct bad_request *a)
{
	enum role role;

	for (role = SRC; role < ROLES; role++)
		if (buffers[role].len)
			memcpy(buffer_view(buffers, a, role),
			       buffers[role].was, buffers[role].len);
}
