/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Comparisons and copies of secrets whose time and memory accesses do not depend on
 * the values. A mask is all ones for true and 0 for false.
 */
#ifndef PROVIDER_CONSTANT_TIME_H
#define PROVIDER_CONSTANT_TIME_H

#include <stddef.h>

/* Hides a value from the compiler, which may otherwise turn a mask into a branch. */
static inline size_t ct_hide(size_t value)
{
	__asm__("" : "+r"(value));
	return value;
}

/* Returns the mask of the highest bit. */
static inline size_t ct_msb(size_t value)
{
	return 0 - (ct_hide(value) >> (8 * sizeof(value) - 1));
}

static inline size_t ct_is_zero(size_t value)
{
	return ct_msb(~value & (value - 1));
}

static inline size_t ct_eq(size_t a, size_t b)
{
	return ct_is_zero(a ^ b);
}

static inline size_t ct_lt(size_t a, size_t b)
{
	return ct_msb(a ^ ((a ^ b) | ((a - b) ^ b)));
}

static inline size_t ct_select(size_t mask, size_t a, size_t b)
{
	return (mask & a) | (~mask & b);
}

/*
 * Moves the bytes from @offset on to the start of a buffer. The bytes behind them
 * then have any value.
 */
static inline void ct_move_to_start(unsigned char *bytes, size_t len,
				    size_t offset)
{
	size_t shift, i, mask;

	for (shift = 1; shift < len; shift <<= 1) {
		mask = ~ct_is_zero(offset & shift);
		for (i = 0; i < len - shift; i++)
			bytes[i] = ct_select(mask, bytes[i + shift], bytes[i]);
	}
}

/* Copies the first @len bytes, if the mask is true, of @max bytes. */
static inline void ct_copy(unsigned char *to, const unsigned char *from,
			   size_t len, size_t max, size_t mask)
{
	size_t i;

	for (i = 0; i < max; i++)
		to[i] = ct_select(mask & ct_lt(i, len), from[i], to[i]);
}

#endif /* PROVIDER_CONSTANT_TIME_H */
