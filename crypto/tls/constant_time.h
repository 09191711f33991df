/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Comparisons that return a mask, and whose time does not depend on the
 * operands: no branches, no memory accesses, no loops. Operands are less than
 * 2^31.
 */
#ifndef CRYPTODEV_CONSTANT_TIME_H
#define CRYPTODEV_CONSTANT_TIME_H

#include <linux/compiler.h>
#include <linux/types.h>

/**
 * ct_mask() - extend a number's top bit to a mask
 * @x: the number
 *
 * OPTIMIZER_HIDE_VAR() hides from the compiler that there are only two results,
 * so that it cannot make a branch.
 *
 * Return: all ones if the top bit is set, else 0.
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
 * Return: all ones if @a < @b, else 0.
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
 * Return: all ones if @a == @b, else 0.
 */
static inline u32 ct_eq(u32 a, u32 b)
{
	return ~ct_mask((a ^ b) + 0x7fffffff);
}

/**
 * ct_select() - select one of two numbers by a mask
 * @mask: all ones or 0
 * @a: number for a mask of all ones
 * @b: number for a mask of 0
 *
 * Return: @a or @b.
 */
static inline u32 ct_select(u32 mask, u32 a, u32 b)
{
	return (a & mask) | (b & ~mask);
}

#endif /* CRYPTODEV_CONSTANT_TIME_H */
