/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sources of keys, and memory for keys that is never written to a disk.
 */
#ifndef CRYPTOCTL_KEY_H
#define CRYPTOCTL_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "algs.h"

/**
 * struct secret - bytes in their own memory, which is locked, absent from core
 *		   dumps, and wiped when it is freed or the program ends
 * @bytes: the bytes
 * @len: bytes in use
 * @size: bytes of room
 */
struct secret {
	unsigned char *bytes;
	size_t len;
	size_t size;
};

/**
 * struct key_source - the source of a key, from the command line
 * @file: name of a file, or NULL
 * @fd: an open descriptor, or -1
 * @serial: a key of the kernel's keyrings, or 0
 * @raw: the source contains the key's bytes, not hex digits
 */
struct key_source {
	const char *file;
	int fd;
	int32_t serial;
	bool raw;
};

#define NO_KEY_SOURCE	{ .fd = -1 }

/* Results of getopt_long(); these options have no short form. */
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
	"The key comes from one of these, never from the command line:\n" \
	"      --key-file FILE    a file\n"				\
	"      --key-fd N         an open descriptor\n"			\
	"      --key-serial N     a key in the kernel's keyrings\n"	\
	"      --raw-key          the key's own bytes, not hex digits\n"

void secret_alloc(struct secret *secret, size_t size);
void secret_free(struct secret *secret);
void key_option(struct key_source *source, int opt, const char *arg);
void key_is_not_input(const struct key_source *source, const char *name);
void key_read(const struct key_source *source, const struct alg *alg,
	      unsigned int wanted, struct secret *key);
size_t parse_hex(const char *text, size_t digits, unsigned char *out);

#endif /* CRYPTOCTL_KEY_H */
