// SPDX-License-Identifier: GPL-2.0
/* Reads published test vectors. */
#include "vectors.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define VECTORS_DEFAULT_DIR \
	"/usr/lib/python3/dist-packages/cryptography_vectors"

const char *vec_dir(void)
{
	return getenv("CRYPTODEV_VECTORS") ?: VECTORS_DEFAULT_DIR;
}

bool vec_open(struct vec_file *v, const char *path)
{
	memset(v, 0, sizeof(*v));
	v->f = fopen(path, "r");
	return v->f;
}

void vec_close(struct vec_file *v)
{
	while (v->nr)
		free(v->field[--v->nr].value);
	free(v->line);
	fclose(v->f);
}

/* Returns the first field of @names that has a value, or NULL. */
static struct vec_field *vec_find(struct vec_file *v, const char *names)
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

bool vec_has(struct vec_file *v, const char *names)
{
	struct vec_field *field = vec_find(v, names);

	return field && field->record == v->record;
}

const char *vec_text(struct vec_file *v, const char *names)
{
	struct vec_field *field = vec_find(v, names);

	return field ? field->value : NULL;
}

unsigned int vec_number(struct vec_file *v, const char *names)
{
	const char *text = vec_text(v, names);

	return text ? strtoul(text, NULL, 10) : 0;
}

/* vec_bytes() of a value in quotes: the characters up to the last quote. */
static int vec_quoted(const char *text, uint8_t *bytes, size_t size)
{
	const char *end = strrchr(text, '"');

	if (!end || (size_t)(end - text) > size)
		return -1;
	memcpy(bytes, text, end - text);
	return end - text;
}

int vec_bytes(struct vec_file *v, const char *names, uint8_t *bytes,
	      size_t size)
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

/* Stores one "Name = value"; other words may follow the name. */
static void vec_set(struct vec_file *v, char *text)
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
static bool vec_record(struct vec_file *v)
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

bool vec_next(struct vec_file *v, const char *names)
{
	while (vec_record(v))
		if (vec_has(v, names))
			return true;
	return false;
}
