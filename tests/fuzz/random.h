/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random numbers that repeat for the same seed: xorshift64*.
 */
#ifndef FUZZ_RANDOM_H
#define FUZZ_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;	/* not 0 */
};

static inline uint64_t random_next(struct random *r)
{
	r->state ^= r->state >> 12;
	r->state ^= r->state << 25;
	r->state ^= r->state >> 27;
	return r->state * 0x2545f4914f6cdd1dull;
}

/* Returns a number from 0 to @n - 1. */
static inline uint32_t random_below(struct random *r, uint32_t n)
{
	return (random_next(r) >> 32) % n;
}

/* Returns true once in @n times. */
static inline bool random_once_in(struct random *r, uint32_t n)
{
	return !random_below(r, n);
}

/* Chooses an element of an array. */
#define CHOOSE(_r, _array)						\
	((_array)[random_below(_r, sizeof(_array) / sizeof((_array)[0]))])

#endif /* FUZZ_RANDOM_H */
