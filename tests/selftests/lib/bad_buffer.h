/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A request of which one buffer is bad. Each buffer lies across a seam of its
 * own; the contents are checked after the request.
 */
#ifndef SELFTESTS_BAD_BUFFER_H
#define SELFTESTS_BAD_BUFFER_H

#include "buffers.h"

enum role { SRC, DST, MAC, IV, AAD, ROLES };

extern const char * const role_names[ROLES];

/**
 * struct buffer - one buffer of a request
 * @seam: where it lies
 * @len: its bytes; 0: the request has no such buffer
 * @was: contents before the request, and after a request that fails
 * @want: contents after a request that succeeds
 */
struct buffer {
	struct seam seam;
	uint32_t len;
	uint8_t *was, *want;
};

/**
 * struct bad_request - a request with one bad buffer
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @below: bytes of the bad buffer below its seam; 0: half of them
 * @bad: the bad buffer
 * @what: how it is bad
 * @elsewhere: the request has the address @where instead of the buffer's
 * @where: an address
 */
struct bad_request {
	int op;
	uint32_t below;
	enum role bad;
	const char *what;
	bool elsewhere;
	uintptr_t where;
};

/*
 * Maps the buffer. @was or @want may be NULL: a pattern, or the same as @was.
 */
bool buffer_init(struct buffer *b, uint32_t len, const uint8_t *was,
		 const uint8_t *want);

/* Unmaps all ROLES buffers. */
void buffers_free(struct buffer *buffers);

/* Returns the address that the request has for a buffer. */
uint8_t *buffer_pointer(const struct buffer *buffers,
			const struct bad_request *a, enum role role);

/* Returns true if all buffers hold what the request must leave in them. */
bool buffers_hold(const struct buffer *buffers, const struct bad_request *a,
		  bool success);

/* Restores the contents that the buffers have before a request. */
void buffers_rewind(const struct buffer *buffers, const struct bad_request *a);

#endif /* SELFTESTS_BAD_BUFFER_H */
