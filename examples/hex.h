/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Reads keys and IVs from files of hex digits, as "openssl rand -hex 32" prints
 * them. Every user can read the arguments of a process, so keys are in files.
 */
#ifndef EXAMPLES_HEX_H
#define EXAMPLES_HEX_H

#include <ctype.h>
#include <err.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HEX_MAX		64	/* bytes */

static inline int hex_digit(unsigned char c)
{
	if (!isxdigit(c))
		return -1;
	return isdigit(c) ? c - '0' : tolower(c) - 'a' + 10;
}

/* Reads @len bytes, or ends the program with a message. */
static inline void read_hex(const char *name, unsigned char *out, size_t len)
{
	char text[2 * HEX_MAX + 2];
	ssize_t got;
	size_t i;
	int fd;

	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		err(1, "%s", name);
	got = read(fd, text, sizeof(text) - 1);
	if (got < 0)
		err(1, "%s", name);
	close(fd);
	while (got && isspace((unsigned char)text[got - 1]))
		got--;
	for (i = 0; i < (size_t)got; i++)
		if (hex_digit(text[i]) < 0)
			errx(1, "%s: not hex digits", name);
	if ((size_t)got != 2 * len)
		errx(1, "%s: %zd hex digits, not %zu", name, got, 2 * len);
	for (i = 0; i < len; i++)
		out[i] = hex_digit(text[2 * i]) << 4 | hex_digit(text[2 * i + 1]);
	explicit_bzero(text, sizeof(text));
}

#endif /* EXAMPLES_HEX_H */
