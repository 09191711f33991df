/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory for the tests: reproducible contents, buffers in front of an
 * inaccessible page, and buffers across a page boundary that a test can remove
 * or protect.
 */
#ifndef SELFTESTS_BUFFERS_H
#define SELFTESTS_BUFFERS_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Fills @len bytes with pseudo-random bytes; equal seeds give equal bytes. */
void fill(void *buf, size_t len, uint32_t seed);

/* Returns true if each of @len bytes is @value. */
bool all_are(const void *buf, size_t len, uint8_t value);

/* Returns true if the @len bytes at @a and @b are equal. */
bool same(const void *a, const void *b, size_t len);

/* Returns the size of a page in bytes. */
size_t page_size(void);

/* Rounds @len up to whole pages, in bytes. */
size_t page_round(size_t len);

/* Maps private zeroed memory of at least @len bytes; NULL on failure. */
uint8_t *pages(size_t len);

/*
 * Makes @len bytes from @start, whole pages, inaccessible to this process and
 * to the kernel on its behalf. Private memory may lose its contents. Returns
 * false on failure.
 */
bool make_inaccessible(void *start, size_t len);

/*
 * Returns @len bytes that end at an inaccessible page, or NULL. Free them with
 * guarded_free().
 */
uint8_t *guarded(size_t len);

void guarded_free(uint8_t *buf, size_t len);

/**
 * struct seam - memory around a page boundary
 * @fd: the memfd behind it, of @size bytes
 * @size: bytes mapped, half of them on either side of @edge
 * @view: a second mapping of the same memory, always readable and writable
 * @map: the mapping that requests use; an inaccessible page is on either side
 * @edge: the page boundary in the middle of @map
 */
struct seam {
	int fd;
	size_t size;
	uint8_t *view;
	uint8_t *map;
	uint8_t *edge;
};

/* The pages of a seam below its edge, above it, or both. */
enum side { LOW = 1, HIGH = 2, BOTH = 3 };

/* Maps at least @len bytes on either side of the edge; false on failure. */
bool seam_init(struct seam *s, size_t len);

void seam_free(struct seam *s);

/* Makes @map accessible again; its contents stay. False on failure. */
bool seam_mend(struct seam *s);

/* Unmaps one side, or both; false on failure. */
bool seam_unmap(const struct seam *s, enum side side);

/* Changes the protection of one side, or both; false on failure. */
bool seam_protect(const struct seam *s, enum side side, int prot);

/* Returns the address in @view of the byte at @p in @map. */
uint8_t *seam_view(const struct seam *s, const uint8_t *p);

#endif /* SELFTESTS_BUFFERS_H */
