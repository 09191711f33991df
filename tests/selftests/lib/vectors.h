/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads published test vectors: NIST's CAVP response files and the vectors of
 * RFCs and authors, in the text files of Debian's python3-cryptography-vectors.
 *
 * A file consists of records, separated by blank lines, and a record of lines
 * "Name = value". A name keeps its value in the following records, because a
 * file gives a key or a header such as "[Alen = 0, Plen = 24]" once for many
 * records. A value is hexadecimal digits, or characters in quotes.
 *
 * Where a function takes @names, it is "A|B|C", and the function uses the first
 * of these names that has a value.
 */
#ifndef SELFTESTS_VECTORS_H
#define SELFTESTS_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define VEC_FIELDS 24

/* Returns the vectors' directory: CRYPTODEV_VECTORS, or Debian's. */
const char *vec_dir(void);

/**
 * struct vec_field - the newest value of a name
 * @name: the name, compared without regard to case
 * @value: the text after "=" or ":"
 * @size: bytes allocated at @value
 * @record: number of the record that set it
 */
struct vec_field {
	char name[24];
	char *value;
	size_t size;
	unsigned int record;
};

/**
 * struct vec_file - a file of vectors being read
 * @f: the stream
 * @line: getline()'s buffer
 * @line_size: bytes at @line
 * @record: number of the record that was read last, the first being 1
 * @nr: how many of @field are in use
 * @field: each name seen so far
 */
struct vec_file {
	FILE *f;
	char *line;
	size_t line_size;
	unsigned int record;
	unsigned int nr;
	struct vec_field field[VEC_FIELDS];
};

/* Opens a file; false on failure. */
bool vec_open(struct vec_file *v, const char *path);

void vec_close(struct vec_file *v);

/* Reads up to the next record that sets one of @names; false at the end. */
bool vec_next(struct vec_file *v, const char *names);

/* Returns true if the current record itself sets the value of @names. */
bool vec_has(struct vec_file *v, const char *names);

/* Returns the text of @names, or NULL. */
const char *vec_text(struct vec_file *v, const char *names);

/* Returns the decimal number of @names, or 0. */
unsigned int vec_number(struct vec_file *v, const char *names);

/*
 * Converts the value of @names to at most @size bytes. Returns their number, 0
 * if there is no value, -1 if it is not valid or too long.
 */
int vec_bytes(struct vec_file *v, const char *names, uint8_t *bytes,
	      size_t size);

#endif /* SELFTESTS_VECTORS_H */
