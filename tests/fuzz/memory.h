/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory of every kind that a program can hand to the device, each an area at
 * an address of its own.
 */
#ifndef FUZZ_MEMORY_H
#define FUZZ_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "random.h"

enum area_kind {
	AREA_NULL,		/* no address; the offset alone */
	AREA_PLAIN,
	AREA_EDGE,		/* nothing after it */
	AREA_HALF,		/* every other page is there */
	AREA_READONLY,
	AREA_SHARED_FILE,
	AREA_PRIVATE_FILE,
	AREA_READONLY_FILE,	/* shared, of a file that we may not write */
	AREA_HUGE,
	AREA_ZERO,		/* not touched since it was made */
	AREA_NEIGHBOUR,		/* another process writes there all the time */
	AREA_RACING,		/* another thread writes, unmaps and maps */
	AREA_STALLED,		/* userfaultfd: who touches it waits */
	AREA_BIG,
	AREA_KEYS,		/* never written */
	AREA_VDSO,
	AREA_VVAR,		/* no struct page */
	AREA_HIGH,		/* addresses from the end of user space on */
	AREA_BITS,		/* the topmost addresses there are */
	NR_AREAS
};

/* What a map step does to an area. */
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

/* Public keys in AREA_KEYS: where they are. */
#define KEYS_RSA	2048
#define KEYS_POINT	2200
/* Those of numbers.h. */
#define KEYS_NUMBERS	2400

/* A pointer is an area and an offset in it. */
#define POINTER(_area, _offset)	((uint64_t)(_area) << 32 | (uint32_t)(_offset))
#define POINTER_AREA(_p)	((unsigned int)((_p) >> 32) % NR_AREAS)

bool memory_make(void);
size_t memory_len(enum area_kind kind);
uint64_t memory_address(uint64_t pointer);
void memory_begin(uint64_t used);
void memory_end(void);
void memory_change(enum area_kind kind, unsigned int change);
const char *memory_check(void);
bool memory_is_quiet(enum area_kind kind);

#endif /* FUZZ_MEMORY_H */
