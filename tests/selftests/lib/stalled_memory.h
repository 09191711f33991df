/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory whose page faults wait until the test resolves them (userfaultfd).
 */
#ifndef SELFTESTS_STALLED_MEMORY_H
#define SELFTESTS_STALLED_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct stalled_memory - memory whose page faults wait
 * @uffd: the userfaultfd; closing it resolves all faults
 * @p: the memory
 * @len: its bytes, whole pages
 */
struct stalled_memory {
	int uffd;
	uint8_t *p;
	size_t len;
};

/*
 * Maps @len bytes; returns false if userfaultfd is not permitted or this kernel
 * lacks it.
 */
bool stalled_open(struct stalled_memory *s, size_t len);

/* Returns true if stalled_open() will succeed. */
bool stalled_is_available(void);

/* Waits up to WAIT_LIMIT; returns true once an access to the memory waits. */
bool stalled_is_accessed(const struct stalled_memory *s);

/* Resolves all faults: the memory becomes zeros. False on failure. */
bool stalled_release(struct stalled_memory *s);

void stalled_close(struct stalled_memory *s);

#endif /* SELFTESTS_STALLED_MEMORY_H */
