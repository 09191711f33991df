/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Encodes a sequence of numbers in DER, the format in which the kernel's RSA
 * takes keys (RFC 8017, appendix A.1).
 */
#ifndef CRYPTODEV_DER_H
#define CRYPTODEV_DER_H

#include "crypto/number.h"

#define DER_INTEGER	0x02
#define DER_SEQUENCE	0x30

/* Bytes of a tag and a length below 64 KiB. */
static inline u32 der_head_size(u32 len)
{
	return len < 0x80 ? 2 : len < 0x100 ? 3 : 4;
}

static inline u8 *der_put_head(u8 *at, u8 tag, u32 len)
{
	*at++ = tag;
	if (len >= 0x100) {
		*at++ = 0x82;
		*at++ = len >> 8;
	} else if (len >= 0x80) {
		*at++ = 0x81;
	}
	*at++ = len;
	return at;
}

/* Bytes of an integer: at least one, and with a zero sign bit. */
static inline u32 der_integer_len(const struct cryptodev_number *n)
{
	return n->len + (!n->len || n->data[0] & 0x80);
}

/**
 * der_integers_size() - bytes of encoded numbers, without a sequence header
 * @n: the numbers
 * @nr: number of elements of @n
 */
static inline u32 der_integers_size(const struct cryptodev_number *const *n,
				    unsigned int nr)
{
	u32 len, size = 0;

	while (nr--) {
		len = der_integer_len(*n++);
		size += der_head_size(len) + len;
	}
	return size;
}

/**
 * der_put_sequence() - encode numbers as a sequence
 * @at: destination, der_head_size(@size) + @size bytes
 * @size: der_integers_size() of the same numbers
 * @n: the numbers
 * @nr: number of elements of @n
 */
static inline void der_put_sequence(u8 *at, u32 size,
				    const struct cryptodev_number *const *n,
				    unsigned int nr)
{
	u32 len;

	at = der_put_head(at, DER_SEQUENCE, size);
	for (; nr; n++, nr--) {
		len = der_integer_len(*n);
		at = der_put_head(at, DER_INTEGER, len);
		cryptodev_number_put(*n, at, len);
		at += len;
	}
}

#endif /* CRYPTODEV_DER_H */
