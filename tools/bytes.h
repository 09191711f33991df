/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bytes with their number: texts, keys and answers to try a driver with.
 */
#ifndef CRYPTOCTL_BYTES_H
#define CRYPTOCTL_BYTES_H

#include <stdbool.h>
#include <string.h>

#include "key.h"

/* More than a private key of RSA has, of 2048 bits, and a number of 8192. */
#define BYTES_MAX	1280

/**
 * struct bytes - what hex digits stand for
 * @at: the bytes
 * @len: how many
 */
struct bytes {
	unsigned char at[BYTES_MAX];
	size_t len;
};

/* NULL stands for none. */
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
