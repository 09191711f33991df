// SPDX-License-Identifier: GPL-2.0
/*
 * JSON on standard output.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "message.h"

/**
 * print_json() - print an object, and free it
 * @object: the object
 */
void print_json(struct json_object *object)
{
	puts(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_SPACED |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(object);
}

/**
 * add_text() - add a string to an object
 * @object: the object
 * @key: its name
 * @text: the string, or NULL for null
 */
void add_text(struct json_object *object, const char *key, const char *text)
{
	json_object_object_add(object, key,
			       text ? json_object_new_string(text) : NULL);
}

/* The length of the UTF-8 character (RFC 3629) at the start of a text, or 0. */
static unsigned int utf8_bytes(const unsigned char *text)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned int more = (*text >= 0xc0) + (*text >= 0xe0) + (*text >= 0xf0);
	uint32_t c = more ? *text & (0x3f >> more) : *text;
	unsigned int i;

	if ((*text >= 0x80 && !more) || *text >= 0xf8)
		return 0;
	for (i = 1; i <= more; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (text[i] & 0x3f);
	}
	if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	return more + 1;
}

/**
 * add_file() - add a file's name to an object
 * @object: the object
 * @name: the name, of any bytes
 *
 * A JSON string must be UTF-8. In "name", U+FFFD replaces each byte that is not;
 * then "name_hex" has all bytes of the name.
 */
void add_file(struct json_object *object, const char *name)
{
	char *text, *hex;
	bool bad = false;
	size_t len, at;
	unsigned int n;
	FILE *to;

	to = open_memstream(&text, &len);
	hex = malloc(2 * strlen(name) + 1);
	if (!to || !hex)
		die(FAILED, "memory: %s", strerror(errno));
	for (at = 0; name[at]; at += n ?: 1) {
		n = utf8_bytes((const unsigned char *)name + at);
		bad |= !n;
		fprintf(to, "%.*s", n ?: 3, n ? name + at : "\xef\xbf\xbd");
	}
	fclose(to);
	add_text(object, "name", text);
	for (at = 0; name[at]; at++)
		sprintf(hex + 2 * at, "%02x", (unsigned char)name[at]);
	if (bad)
		add_text(object, "name_hex", hex);
	free(text);
	free(hex);
}

/**
 * add_number() - add a number to an object
 * @object: the object
 * @key: its name
 * @number: the number
 */
void add_number(struct json_object *object, const char *key, int64_t number)
{
	json_object_object_add(object, key, json_object_new_int64(number));
}

/**
 * add_truth() - add true or false to an object
 * @object: the object
 * @key: its name
 * @truth: the value
 */
void add_truth(struct json_object *object, const char *key, bool truth)
{
	json_object_object_add(object, key, json_object_new_boolean(truth));
}
