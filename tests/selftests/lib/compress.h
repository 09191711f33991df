/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests of compression, and texts to compress.
 */
#ifndef SELFTESTS_COMPRESS_H
#define SELFTESTS_COMPRESS_H

#include "async.h"
#include "buffers.h"
#include "native.h"

/* Creates a session; *ses is untouched unless 0 is returned. */
int dc_compression(int fd, uint32_t number, uint32_t *ses);

/* A request; @room is out_len on entry, for which 0 means @len. */
struct cryptodev_req
compress_req(uint32_t ses, uint32_t flags, const void *src, uint32_t len,
	     void *dst, uint32_t room);

/* Processes a request and waits for it; *out_len is what the result says. */
int dc_compress(int fd, uint32_t ses, uint32_t flags,
			      const void *src, uint32_t len, void *dst,
			      uint32_t room, uint32_t *out_len);

enum text {
	TEXT_ZEROS,
	TEXT_WORDS,	/* shrinks to about a half */
	TEXT_REPEATS,	/* random, and repeated almost a window later */
	TEXT_RANDOM,	/* grows */
	TEXTS
};

#define REPEAT_AFTER	32700

/* Fills a buffer with a text of a kind, which depends on @seed alone. */
void fill_text(uint8_t *text, uint32_t len, enum text kind,
			     uint32_t seed);

/* Room for a text of @len bytes that grows: stored blocks and gzip's fields. */
uint32_t grown(uint32_t len);

#endif /* SELFTESTS_COMPRESS_H */
