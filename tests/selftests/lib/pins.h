/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The number of pages that the kernel has pinned. After a test it must be the
 * same as before.
 */
#ifndef SELFTESTS_PINS_H
#define SELFTESTS_PINS_H

#include <stdbool.h>

/* Returns the number of pinned pages, or -1 if this kernel does not count. */
long long pins_held(void);

/* Returns the number of pages that were ever pinned, or -1 as above. */
long long pins_taken(void);

/*
 * Waits up to WAIT_LIMIT for deferred releases; returns true once @before pages
 * or fewer are pinned. Fewer, because an earlier program may have left some.
 */
bool pins_back_to(long long before);

#endif /* SELFTESTS_PINS_H */
