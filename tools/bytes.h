/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Byte strings: texts, keys and known answers for the trials of a driver.
 */
#ifndef CRYPTOCTL_BYTES_H
#define CRYPTOCTL_BYTES_H

#include <stdbool.h>
#include <string.h>

#include "key.h"

/* Enough for a private RSA key of 2048 bits, and for a number of 8192 bits. */
#define BYTES_MAX	1280

/**
 * struct bytes - a string of bytes
 * @at: the bytes
 * @len: how many
 */
struct bytes {
	unsigned char at[BYTES_MAX];
	size_t len;
};

/* NULL gives an empty string. */
static inline void bytes_from_hex(struct bytes *bytes, const char *hex)
{
	bytes->len = 0;
	if (hex)
		bytes->len = parse_hex(hex, strlen(hex), bytes->at);
}

static inline bool bytes_equal(const struct bytes *a, const struct bytes *b)
{
	return a->len == b->len && !memcmp(a->at, b->at, a->len);
}

#endif /* CRYPTOCTL_BYTES_H */
