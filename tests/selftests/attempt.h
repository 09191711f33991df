/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The buffers of a request, each across a seam of its own, and which of them
 * is to be a bad one; what each held before, and what it has to hold after.
 */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "buffers.h"

enum role { SRC, DST, MAC, IV, AAD, ROLES };

static const char * const role_names[] = { "src", "dst", "mac", "iv", "aad" };

/**
 * struct buffer - one buffer of a request
 * @seam: where it is
 * @len: its bytes
 * @was: what they are before a request, and after one that fails
 * @want: what they are after one that works, or NULL: the same
 */
struct buffer {
	struct seam seam;
	uint32_t len;
	uint8_t *was, *want;
};

/**
 * struct attempt - a request of which one buffer may be bad
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @below: bytes of the bad buffer below its seam, half of it if 0
 * @bad: which buffer that is
 * @what: how it is bad
 * @elsewhere: the request says that it is at @where, which it is not
 * @where: an address
 */
struct attempt {
	int op;
	uint32_t below;
	enum role bad;
	const char *what;
	bool elsewhere;
	uintptr_t where;
};

static inline bool buffer_init(struct buffer *b, uint32_t len,
			       const uint8_t *was, const uint8_t *want)
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

static inline void buffers_free(struct buffer *buffers)
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

/* Where a buffer is, if the request has it. */
static inline uint8_t *buffer_place(const struct buffer *buffers,
				    const struct attempt *a, enum role role)
{
	const struct buffer *b = &buffers[role];
	uint32_t below = role == a->bad && a->below ? a->below : b->len / 2;

	return b->len ? b->seam.edge - below : NULL;
}

/* Where the request says that it is. */
static inline uint8_t *buffer_pointer(const struct buffer *buffers,
				      const struct attempt *a, enum role role)
{
	return role == a->bad && a->elsewhere ? (uint8_t *)a->where :
	       buffer_place(buffers, a, role);
}

/* The same bytes, seen from the other side. */
static inline uint8_t *buffer_view(const struct buffer *buffers,
				   const struct attempt *a, enum role role)
{
	return seam_view(&buffers[role].seam, buffer_place(buffers, a, role));
}

/* Whether all hold what they have to, after success or after failure. */
static inline bool buffers_hold(const struct buffer *buffers,
				const struct attempt *a, bool success)
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

/* Fills them as they have to be before a request. */
static inline void buffers_rewind(const struct buffer *buffers,
				  const struct attempt *a)
{
	enum role role;

	for (role = SRC; role < ROLES; role++)
		if (buffers[role].len)
			memcpy(buffer_view(buffers, a, role),
			       buffers[role].was, buffers[role].len);
}

#endif /* ATTEMPT_H */
