/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files and pipes that are read or written from start to end.
 */
#ifndef CRYPTOCTL_FILE_H
#define CRYPTOCTL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct input - a file or a pipe to read
 * @fd: its descriptor
 * @name: its name in messages
 * @size: bytes of a file, else 0
 */
struct input {
	int fd;
	const char *name;
	uint64_t size;
};

/* Flags of output_open(): it may replace a file; it may be a terminal. */
#define OUTPUT_FORCE	1
#define OUTPUT_TEXT	2

/**
 * struct output - a file or a pipe to write
 * @fd: its descriptor
 * @name: its name in messages, and the name that a new file gets in the end
 * @file: it is a new file, which has no name yet, or the name in @temp
 * @sync: it is on a disk
 * @force: it may replace a file
 * @temp: a temporary name in the directory of @name, or NULL
 */
struct output {
	int fd;
	const char *name;
	bool file;
	bool sync;
	bool force;
	char *temp;
};

int input_open(struct input *in, const char *name);
long input_read(struct input *in, void *buf, size_t len);
size_t input_fill(struct input *in, void *buf, size_t len);
void input_close(struct input *in);
void output_open(struct output *out, const char *name, int flags);
void output_write(struct output *out, const void *buf, size_t len);
void output_commit(struct output *out);
unsigned char *buffer_alloc(size_t size);
void buffer_free(unsigned char *buf, size_t size);

#endif /* CRYPTOCTL_FILE_H */
