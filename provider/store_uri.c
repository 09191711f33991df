// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Reads URIs of the scheme "cryptodev", and finds their keys by keyctl(2). */
#include <errno.h>
#include <linux/keyctl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error.h"
#include "store.h"

#define SCHEME	"cryptodev:"

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | 0x20) : NULL;

	return at ? at - digits : -1;
}

/* Replaces each "%" and the two digits after it by their byte (RFC 3986). */
static bool decode(char *text)
{
	char *to = text;
	int high, low;

	for (; *text; text++, to++) {
		*to = *text;
		if (*text != '%')
			continue;
		high = hex_digit(text[1]);
		low = high < 0 ? -1 : hex_digit(text[2]);
		if (low < 0 || !(high | low))
			return false;
		*to = high << 4 | low;
		text += 2;
	}
	*to = '\0';
	return true;
}

/* Returns the value behind a name and "=", or NULL. */
static char *value_of(char *text, const char *name)
{
	size_t len = strlen(name);

	return text && !strncmp(text, name, len) && text[len] == '=' ?
		text + len + 1 : NULL;
}

static long search(long keyring, const char *type, const char *description)
{
	return syscall(SYS_keyctl, KEYCTL_SEARCH, keyring, type, description, 0);
}

/* The types are those that the device accepts. Returns 0 or an errno. */
static int find_key(const char *description, __s32 *serial)
{
	static const long keyrings[] = { KEY_SPEC_PROCESS_KEYRING,
					 KEY_SPEC_SESSION_KEYRING,
					 KEY_SPEC_USER_KEYRING };
	static const char *const types[] = { "user", "logon", "encrypted",
					     "trusted" };
	int err = ENOKEY;
	long found;
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(keyrings); i++) {
		for (k = 0; k < ARRAY_SIZE(types); k++) {
			found = search(keyrings[i], types[k], description);
			if (found > 0) {
				*serial = found;
				return 0;
			}
			/* A kernel need not have all types. */
			if (errno != ENOKEY && errno != ENODEV)
				err = errno;
		}
	}
	return err;
}

static bool read_serial(const char *text, __s32 *serial)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(text, &end, 0);
	*serial = number;
	return !errno && end != text && !*end && number > 0 && number == *serial;
}

static bool find_in_keyrings(struct provider *prov, char *text, __s32 *serial)
{
	char *description = value_of(text, "key");
	char *number = value_of(text, "serial");
	int err;

	if (number && read_serial(number, serial))
		return true;
	if (!description || !*description || !decode(description)) {
		ERROR(prov, ERROR_PARAM,
		      "neither cryptodev:key=DESCRIPTION nor cryptodev:serial=NUMBER");
		return false;
	}
	err = find_key(description, serial);
	if (err)
		ERROR(prov, ERROR_KEY, "keyctl: errno %d: %s", err,
		      error_text(err));
	return !err;
}

static bool read_query(struct provider *prov, char *query, char **public)
{
	char *file = value_of(query, "public");

	*public = NULL;
	if (!query)
		return true;
	if (!file || !*file || !decode(file)) {
		ERROR(prov, ERROR_PARAM, "the URI continues with \"%s\"", query);
		return false;
	}
	*public = lib.CRYPTO_strdup(file, __FILE__, __LINE__);
	return *public;
}

bool store_uri_read(struct provider *prov, const char *text,
		    struct store_uri *uri)
{
	char *copy, *query;
	bool found;

	if (strncasecmp(text, SCHEME, strlen(SCHEME)))
		return false;
	copy = lib.CRYPTO_strdup(text + strlen(SCHEME), __FILE__, __LINE__);
	if (!copy)
		return false;
	query = strchr(copy, '?');
	if (query)
		*query++ = '\0';
	found = find_in_keyrings(prov, copy, &uri->serial) &&
		read_query(prov, query, &uri->public);
	alloc_free(copy);
	return found;
}

void store_uri_free(struct store_uri *uri)
{
	alloc_free(uri->public);
	uri->public = NULL;
}
