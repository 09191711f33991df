/* SPDX-License-Identifier: GPL-2.0 */
/* Counts the provider's calls and allocations, and makes them fail. */
#ifndef HASH_HOOKS_H
#define HASH_HOOKS_H

#include <stdbool.h>
#include <stddef.h>

/* Call it before any function of libcrypto. */
bool hooks_init(void);

/* Forgets the counts and the failures. */
void hooks_reset(void);

/* Returns how many calls with this number the process has made since then. */
unsigned int hook_calls(unsigned long cmd);

/* Returns how many calls of any number it has made on the device. */
unsigned int hook_all_calls(void);

/* Makes the call @nr (1 for the next) with this number, and all later ones, fail. */
void hook_fail_call(unsigned long cmd, unsigned int nr, int error);

/* Makes the allocation @nr (1 for the next) of libcrypto fail; 0 for none. */
void hook_fail_allocation(unsigned int nr);

/* Returns whether that allocation was made. */
bool hook_allocation_failed(void);

/* Returns the bytes of the largest allocation since hooks_reset(). */
size_t hook_largest_allocation(void);

/* Returns how many of libcrypto's allocations are not freed. */
long hook_allocations(void);

#endif /* HASH_HOOKS_H */
