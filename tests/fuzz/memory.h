/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Every kind of memory that a program can pass to the device. Each kind has an area
 * at its own address.
 */
#ifndef FUZZ_MEMORY_H
#define FUZZ_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "random.h"

enum area_kind {
	AREA_NULL,		/* the offset is the address */
	AREA_PLAIN,
	AREA_EDGE,		/* no page follows it */
	AREA_HALF,		/* only every other page is mapped */
	AREA_READONLY,
	AREA_SHARED_FILE,
	AREA_PRIVATE_FILE,
	AREA_READONLY_FILE,	/* shared mapping of a read-only file */
	AREA_HUGE,
	AREA_ZERO,		/* mapped, but not used yet */
	AREA_NEIGHBOUR,		/* another process writes to it all the time */
	AREA_RACING,		/* another thread writes, unmaps and maps it */
	AREA_STALLED,		/* userfaultfd: an access to it waits */
	AREA_BIG,
	AREA_KEYS,		/* never written */
	AREA_VDSO,
	AREA_VVAR,		/* no struct page */
	AREA_HIGH,		/* addresses after the end of user space */
	AREA_BITS,		/* the highest addresses */
	AREA_RANGES,		/* the elements of STORE_RANGES */
	NR_AREAS
};

/* Changes of an area's mapping. */
enum area_change {
	AREA_RESET,
	AREA_UNMAP_HALF,
	AREA_PROTECT_HALF,
	AREA_NO_ACCESS,
	AREA_FORGET,		/* MADV_DONTNEED */
	AREA_TRUNCATE,
	AREA_COW,		/* pages shared with a child, after fork() */
	AREA_REFRESH,
	NR_AREA_CHANGES
};

/* Offsets of public keys in AREA_KEYS. */
#define KEYS_RSA	2048
#define KEYS_POINT	2200
/* Offsets of the numbers of numbers.h. */
#define KEYS_NUMBERS	2400
/* Offsets and lengths of compressed streams. */
#define KEYS_DEFLATE	2700
#define DEFLATE_BYTES	43
#define KEYS_GZIP	2800
#define GZIP_BYTES	61

/* A pointer consists of an area and an offset in it. */
#define POINTER(_area, _offset)	((uint64_t)(_area) << 32 | (uint32_t)(_offset))
#define POINTER_AREA(_p)	((unsigned int)((_p) >> 32) % NR_AREAS)

bool memory_make(void);
size_t memory_len(enum area_kind kind);
uint64_t memory_address(uint64_t pointer);
void memory_begin(uint64_t used);
void memory_end(void);
void memory_change(enum area_kind kind, unsigned int change);
const char *memory_check(void);
bool memory_is_quiet(uintptr_t at);
void memory_set_ranges(uint8_t *p, size_t len);

#endif /* FUZZ_MEMORY_H */
