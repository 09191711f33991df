/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers of public-key operations: strings of bytes, the most significant
 * first, as the kernel's own interfaces have them.
 */
#ifndef CRYPTODEV_NUMBER_H
#define CRYPTODEV_NUMBER_H

#include <linux/bitops.h>
#include <linux/string.h>
#include <linux/types.h>

/**
 * struct cryptodev_number - a number that is not negative
 * @data: its bytes, the first of which is not 0
 * @len: how many; 0 for the number 0
 */
struct cryptodev_number {
	const u8 *data;
	u32 len;
};

/**
 * cryptodev_number() - a number from bytes
 * @data: the bytes, which the number goes on to use
 * @len: how many; the first may be 0
 */
static inline struct cryptodev_number cryptodev_number(const u8 *data, u32 len)
{
	while (len && !*data) {
		data++;
		len--;
	}
	return (struct cryptodev_number) { data, len };
}

/**
 * cryptodev_number_bits() - how many bits a number has
 * @n: the number
 */
static inline u32 cryptodev_number_bits(const struct cryptodev_number *n)
{
	return n->len ? 8 * (n->len - 1) + fls(n->data[0]) : 0;
}

/**
 * cryptodev_number_odd() - is a number odd?
 * @n: the number
 */
static inline bool cryptodev_number_odd(const struct cryptodev_number *n)
{
	return n->len && n->data[n->len - 1] & 1;
}

/**
 * cryptodev_number_exceeds() - is a number more than a small one?
 * @n: the number
 * @limit: the small one
 */
static inline bool cryptodev_number_exceeds(const struct cryptodev_number *n,
					    u8 limit)
{
	return n->len > 1 || (n->len && n->data[0] > limit);
}

/**
 * cryptodev_number_inside() - is a number neither 0, 1, -1 nor out of range?
 * @n: the number
 * @modulus: odd
 *
 * Return: whether 1 < @n < @modulus - 1.
 */
static inline bool cryptodev_number_inside(const struct cryptodev_number *n,
					   const struct cryptodev_number *modulus)
{
	u32 last = modulus->len - 1;
	int cmp;

	if (!cryptodev_number_exceeds(n, 1) || n->len > modulus->len)
		return false;
	if (n->len < modulus->len)
		return true;
	/* One less than an odd number differs from it in its last bit alone. */
	cmp = memcmp(n->data, modulus->data, last);
	return cmp < 0 ||
	       (!cmp && n->data[last] < (modulus->data[last] ^ 1));
}

/**
 * cryptodev_number_put() - write a number in so many bytes
 * @n: the number
 * @to: where to; may overlap the number
 * @len: bytes, as many as @n has or more; zeros come first
 */
static inline void cryptodev_number_put(const struct cryptodev_number *n,
					u8 *to, u32 len)
{
	u32 zeros = len - n->len;

	memmove(to + zeros, n->data, n->len);
	memset(to, 0, zeros);
}

#endif /* CRYPTODEV_NUMBER_H */
