/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Comparisons whose result is a mask and whose time does not depend on what is
 * compared: no branch, no memory access, no loop. Numbers are below 1 << 31.
 */
#ifndef CRYPTODEV_CONSTANT_TIME_H
#define CRYPTODEV_CONSTANT_TIME_H

#include <linux/compiler.h>
#include <linux/types.h>

/**
 * ct_mask() - a mask of a number's top bit
 * @x: the number
 *
 * Return: all ones if the bit is set, else 0. The compiler does not know that
 * there are just two results, so that it has nothing to branch on.
 */
static inline u32 ct_mask(u32 x)
{
	u32 mask = 0 - (x >> 31);

	OPTIMIZER_HIDE_VAR(mask);
	return mask;
}

/**
 * ct_lt() - is @a less than @b?
 * @a: a number
 * @b: a number
 *
 * Return: all ones if so, else 0.
 */
static inline u32 ct_lt(u32 a, u32 b)
{
	return ct_mask(a - b);
}

/**
 * ct_eq() - is @a equal to @b?
 * @a: a number
 * @b: a number
 *
 * Return: all ones if so, else 0.
 */
static inline u32 ct_eq(u32 a, u32 b)
{
	return ~ct_mask((a ^ b) + 0x7fffffff);
}

/**
 * ct_select() - one of two numbers
 * @mask: all ones or 0
 * @a: returned for all ones
 * @b: returned for 0
 */
static inline u32 ct_select(u32 mask, u32 a, u32 b)
{
	return (a & mask) | (b & ~mask);
}

#endif /* CRYPTODEV_CONSTANT_TIME_H */
