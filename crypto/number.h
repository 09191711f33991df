/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers of public-key operations as big-endian byte strings, the format of
 * the kernel's own interfaces.
 */
#ifndef CRYPTODEV_NUMBER_H
#define CRYPTODEV_NUMBER_H

#include <linux/bitops.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/types.h>

/**
 * struct cryptodev_number - a number that is not negative
 * @data: its bytes, the most significant first; the first is not 0
 * @len: bytes at @data; 0 for the number 0
 */
struct cryptodev_number {
	const u8 *data;
	u32 len;
};

/**
 * cryptodev_number_from() - make a number from bytes
 * @data: the bytes, which may start with zeros; not copied
 * @len: bytes at @data
 */
static inline struct cryptodev_number cryptodev_number_from(const u8 *data, u32 len)
{
	while (len && !*data) {
		data++;
		len--;
	}
	return (struct cryptodev_number) { data, len };
}

/**
 * cryptodev_number_is_cut() - does a driver's result lack its end?
 * @data: the result
 * @len: its length in bytes, according to the driver
 * @size: bytes of the driver's numbers
 *
 * A driver may leave out all leading zeros of a number. QEMU's device says so, but
 * returns them, and leaves out as many bytes at the end instead.
 */
static inline bool cryptodev_number_is_cut(const u8 *data, u32 len, u32 size)
{
	return len && len < size && !data[0];
}

/**
 * cryptodev_number_bits() - length of a number in bits
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
 * cryptodev_number_exceeds() - is a number greater than a limit?
 * @n: the number
 * @limit: the limit
 */
static inline bool cryptodev_number_exceeds(const struct cryptodev_number *n,
					    u8 limit)
{
	return n->len > 1 || (n->len && n->data[0] > limit);
}

/**
 * cryptodev_number_inside() - is a number in range, and not 0, 1 or -1?
 * @n: the number
 * @modulus: an odd number
 *
 * Return: true if 1 < @n < @modulus - 1.
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
	/* @modulus - 1 differs from the odd @modulus only in the last bit. */
	cmp = memcmp(n->data, modulus->data, last);
	return cmp < 0 ||
	       (!cmp && n->data[last] < (modulus->data[last] ^ 1));
}

/**
 * cryptodev_number_less() - is a number less than another?
 * @a: the number
 * @b: the other number
 *
 * Return: true if @a < @b.
 */
static inline bool cryptodev_number_less(const struct cryptodev_number *a,
					 const struct cryptodev_number *b)
{
	if (a->len != b->len)
		return a->len < b->len;
	return memcmp(a->data, b->data, a->len) < 0;
}

/**
 * cryptodev_number_leftmost() - take the leftmost bits of a byte string
 * @to: out: these bits as a number, DIV_ROUND_UP(@bits, 8) bytes
 * @from: the string, of the same length at least
 * @bits: number of bits to take
 */
static inline void cryptodev_number_leftmost(u8 *to, const u8 *from, u32 bits)
{
	u32 len = DIV_ROUND_UP(bits, 8), shift = 8 * len - bits, i;

	for (i = 0; i < len; i++)
		to[i] = from[i] >> shift |
			(i ? from[i - 1] << (8 - shift) : 0);
}

/**
 * cryptodev_number_put() - write a number with a fixed number of bytes
 * @n: the number
 * @to: destination, @len bytes; may overlap the number
 * @len: bytes to write, at least @n->len; leading bytes are zeros
 */
static inline void cryptodev_number_put(const struct cryptodev_number *n,
					u8 *to, u32 len)
{
	u32 zeros = len - n->len;

	memmove(to + zeros, n->data, n->len);
	memset(to, 0, zeros);
}

#endif /* CRYPTODEV_NUMBER_H */
