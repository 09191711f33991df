/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads published test vectors: NIST's CAVP response files and the RFCs' and
 * authors' vectors, in the text files of Debian's python3-cryptography-vectors.
 *
 * A file is lines of "Name = value", a record being the lines up to a blank
 * one. A name keeps its value in the records that follow, because a key or a
 * header like "[Alen = 0, Plen = 24]" is given once for many of them. A value
 * is hexadecimal digits, or characters in quotes.
 */
#ifndef VECTORS_H
#define VECTORS_H

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define VECTORS_DEFAULT_DIR \
	"/usr/lib/python3/dist-packages/cryptography_vectors"
#define VEC_FIELDS 24

/* The directory of the vectors: CRYPTODEV_VECTORS, or where Debian has them. */
static inline const char *vec_dir(void)
{
	return getenv("CRYPTODEV_VECTORS") ?: VECTORS_DEFAULT_DIR;
}

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
 * @line_size: and its size
 * @record: number of the record that was read last, the first being 1
 * @nr: how many of @field are in use
 * @field: every name seen so far
 */
struct vec_file {
	FILE *f;
	char *line;
	size_t line_size;
	unsigned int record;
	unsigned int nr;
	struct vec_field field[VEC_FIELDS];
};

static inline bool vec_open(struct vec_file *v, const char *path)
{
	memset(v, 0, sizeof(*v));
	v->f = fopen(path, "r");
	return v->f;
}

static inline void vec_close(struct vec_file *v)
{
	while (v->nr)
		free(v->field[--v->nr].value);
	free(v->line);
	fclose(v->f);
}

/* Finds the first of the names in "A|B|C" that has a value. */
static inline struct vec_field *vec_find(struct vec_file *v, const char *names)
{
	size_t len;
	unsigned int i;

	for (;; names += len + 1) {
		len = strcspn(names, "|");
		for (i = 0; i < v->nr; i++)
			if (!strncasecmp(v->field[i].name, names, len) &&
			    !v->field[i].name[len])
				return &v->field[i];
		if (!names[len])
			return NULL;
	}
}

/* Whether this very record gives the first of the names that has a value. */
static inline bool vec_has(struct vec_file *v, const char *names)
{
	struct vec_field *field = vec_find(v, names);

	return field && field->record == v->record;
}

/* The text of the first of the names that has any, or NULL. */
static inline const char *vec_text(struct vec_file *v, const char *names)
{
	struct vec_field *field = vec_find(v, names);

	return field ? field->value : NULL;
}

static inline unsigned int vec_number(struct vec_file *v, const char *names)
{
	const char *text = vec_text(v, names);

	return text ? strtoul(text, NULL, 10) : 0;
}

/* The characters up to the closing quote, as vec_bytes(). */
static inline int vec_quoted(const char *text, uint8_t *bytes, size_t size)
{
	const char *end = strrchr(text, '"');

	if (!end || (size_t)(end - text) > size)
		return -1;
	memcpy(bytes, text, end - text);
	return end - text;
}

/*
 * Turns hexadecimal digits into bytes, blanks between them ignored. Returns
 * their number, 0 if there is no such name, -1 if they are not digits or more
 * than @size bytes.
 */
static inline int vec_bytes(struct vec_file *v, const char *names,
			    uint8_t *bytes, size_t size)
{
	const char *text = vec_text(v, names);
	size_t digits = 0;

	if (text && *text == '"')
		return vec_quoted(text + 1, bytes, size);
	for (; text && *text; text++) {
		unsigned int digit;

		if (isspace((unsigned char)*text))
			continue;
		if (!isxdigit((unsigned char)*text) || digits == 2 * size)
			return -1;
		digit = isdigit((unsigned char)*text) ? *text - '0' :
			tolower((unsigned char)*text) - 'a' + 10;
		if (digits++ % 2)
			bytes[digits / 2 - 1] |= digit;
		else
			bytes[digits / 2] = digit << 4;
	}
	return digits % 2 ? -1 : (int)(digits / 2);
}

/* Notes one "Name = value"; both may be followed by other words or nothing. */
static inline void vec_set(struct vec_file *v, char *text)
{
	struct vec_field *field;
	size_t name_len, value_len;
	char *value;

	text += strspn(text, " \t");
	name_len = strcspn(text, " \t=:");
	value = text + strcspn(text, "=:");
	if (*value)
		value++;
	value += strspn(value, " \t");
	value_len = strlen(value) + 1;
	text[name_len] = '\0';

	field = vec_find(v, text);
	if (!field) {
		if (v->nr == VEC_FIELDS || name_len >= sizeof(field->name))
			abort();
		field = &v->field[v->nr++];
		memcpy(field->name, text, name_len + 1);
	}
	if (field->size < value_len) {
		field->value = realloc(field->value, value_len);
		if (!field->value)
			abort();
		field->size = value_len;
	}
	memcpy(field->value, value, value_len);
	field->record = v->record;
}

/* Reads one record of any kind; false at the end of the file. */
static inline bool vec_record(struct vec_file *v)
{
	bool any = false;
	char *text, *part;

	v->record++;
	while (getline(&v->line, &v->line_size, v->f) >= 0) {
		text = v->line;
		text[strcspn(text, "\r\n")] = '\0';
		if (*text == '#')
			continue;
		if (!text[strspn(text, " \t")]) {
			if (any)
				return true;
			continue;
		}
		any = true;
		if (*text != '[') {
			vec_set(v, text);
			continue;
		}
		text[strcspn(text, "]")] = '\0';
		text++;
		while ((part = strsep(&text, ",")))
			vec_set(v, part);
	}
	return any;
}

/* Reads up to the next record that vec_has() the names. */
static inline bool vec_next(struct vec_file *v, const char *names)
{
	while (vec_record(v))
		if (vec_has(v, names))
			return true;
	return false;
}

#endif /* VECTORS_H */
