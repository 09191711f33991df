/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory in which a test checks every byte: it lies between two inaccessible
 * pages, and an image of the same size holds the contents that the test expects
 * after a request.
 */
#ifndef SELFTESTS_CHECKED_MEMORY_H
#define SELFTESTS_CHECKED_MEMORY_H

#include "buffers.h"

/**
 * struct checked_memory - memory between two inaccessible pages
 * @base: start, at a page boundary
 * @size: bytes, whole pages
 * @image: @size bytes, the expected contents
 */
struct checked_memory {
	uint8_t *base;
	size_t size;
	uint8_t *image;
};

/* Maps @size bytes, rounded up to whole pages; false on failure. */
bool checked_init(struct checked_memory *m, size_t size);

void checked_free(struct checked_memory *m);

/* Where a buffer lies in the memory. */
enum place {
	AT_START,	/* directly after the inaccessible page */
	AT_END,		/* directly before the inaccessible page */
	PLACES,
};

/* Returns the address of a buffer of @len bytes at @place. */
uint8_t *checked_place(const struct checked_memory *m, enum place place,
		       size_t len);

/* Returns the address @offset bytes after the start of the second page. */
uint8_t *checked_at(const struct checked_memory *m, size_t offset);

/* Returns true if @p is in the memory or directly behind it. */
bool checked_contains(const struct checked_memory *m, const uint8_t *p);

/**
 * struct watch - a range whose contents the test checks
 * @m: the memory that it is in
 * @p: its first byte
 * @len: its bytes
 */
struct watch {
	const struct checked_memory *m;
	uint8_t *p;
	size_t len;
};

/*
 * Starts to watch @len bytes at @p and 64 bytes on either side: fills them, and
 * their image, with random bytes.
 */
void watch(struct watch *w, const struct checked_memory *m, uint8_t *p,
	   size_t len);

/* Writes @data to the memory at @p and to its image. */
void watch_write(const struct watch *w, uint8_t *p, const void *data,
		 size_t len);

/* Writes @data to the image: the test expects the request to write it at @p. */
void watch_expect(const struct watch *w, const uint8_t *p, const void *data,
		  size_t len);

/*
 * Returns true if the range differs from its image. Sets *where to the offset
 * of the first such byte from @p.
 */
bool watch_differs(const struct watch *w, const uint8_t *p, long *where);

#endif /* SELFTESTS_CHECKED_MEMORY_H */
