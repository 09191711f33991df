/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys: where they come from, and memory that is not written to a disk.
 */
#ifndef CRYPTOCTL_KEY_H
#define CRYPTOCTL_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "algs.h"

/**
 * struct secret - bytes in memory of their own: locked, in no core dump, wiped
 *		   when they are freed or the program ends
 * @bytes: they
 * @len: how many are in use
 * @size: how many there is room for
 */
struct secret {
	unsigned char *bytes;
	size_t len;
	size_t size;
};

/**
 * struct key_source - what the command line says of the key
 * @file: name of a file, or NULL
 * @fd: an open descriptor, or -1
 * @serial: a key of the kernel's keyrings, or 0
 * @raw: it is the key's own bytes, not hex digits
 */
struct key_source {
	const char *file;
	int fd;
	int32_t serial;
	bool raw;
};

#define NO_KEY_SOURCE	{ .fd = -1 }

/* Letters that getopt_long() returns for them; there is no short form. */
enum key_option {
	KEY_FILE = 0x100,
	KEY_FD,
	KEY_SERIAL,
	KEY_RAW,
};

#define KEY_OPTIONS							\
	{ "key-file", required_argument, NULL, KEY_FILE },		\
	{ "key-fd", required_argument, NULL, KEY_FD },			\
	{ "key-serial", required_argument, NULL, KEY_SERIAL },		\
	{ "raw-key", no_argument, NULL, KEY_RAW }

#define KEY_HELP							\
	"The key is read from one of these, never from the command line:\n" \
	"      --key-file FILE    a file\n"				\
	"      --key-fd N         an open descriptor\n"			\
	"      --key-serial N     a key in the kernel's keyrings\n"	\
	"      --raw-key          it is the key itself, not hex digits\n"

void secret_alloc(struct secret *secret, size_t size);
void secret_free(struct secret *secret);
void key_option(struct key_source *source, int opt, const char *arg);
void key_is_not_input(const struct key_source *source, const char *name);
void key_read(const struct key_source *source, const struct alg *alg,
	      unsigned int wanted, struct secret *key);
size_t parse_hex(const char *text, size_t digits, unsigned char *out);

#endif /* CRYPTOCTL_KEY_H */
