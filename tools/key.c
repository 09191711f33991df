// SPDX-License-Identifier: GPL-2.0
/*
 * Reads a key. A key is never an argument: every user can read the arguments of a
 * process.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/keyctl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "key.h"
#include "message.h"

/* The hex digits of the longest key, and an end of line. */
#define TEXT_MAX	(2 * ALG_KEY_MAX + 2)

/**
 * key_option() - process an option of KEY_OPTIONS
 * @source: out: the source of the key
 * @opt: what getopt_long() returned
 * @arg: its argument
 */
void key_option(struct key_source *source, int opt, const char *arg)
{
	if (opt == KEY_FILE)
		source->file = arg;
	else if (opt == KEY_FD)
		source->fd = parse_number("--key-fd", arg, 0, INT_MAX);
	else if (opt == KEY_SERIAL)
		source->serial = parse_number("--key-serial", arg, 1, INT_MAX);
	else if (opt == KEY_RAW)
		source->raw = true;
}

/**
 * key_is_not_input() - end the program if standard input is both key and text
 * @source: the source of the key
 * @name: the input, "-" or NULL for standard input
 */
void key_is_not_input(const struct key_source *source, const char *name)
{
	if (source->fd == STDIN_FILENO && (!name || !strcmp(name, "-")))
		die(USAGE, "standard input is the key: name a file");
}

/**
 * parse_hex() - convert hex digits to bytes
 * @text: the digits
 * @digits: how many
 * @out: out: half as many bytes
 *
 * Return: the number of bytes; -1, as a size_t, if the text is not pairs of hex
 * digits.
 */
size_t parse_hex(const char *text, size_t digits, unsigned char *out)
{
	size_t i;

	if (digits % 2)
		return -1;
	for (i = 0; i < digits; i++) {
		unsigned char c = text[i];
		unsigned char nibble = isdigit(c) ? c - '0' :
					tolower(c) - 'a' + 10;

		if (!isxdigit(c))
			return -1;
		out[i / 2] = i % 2 ? out[i / 2] << 4 | nibble : nibble;
	}
	return digits / 2;
}

static void read_all(int fd, const char *name, struct secret *text)
{
	ssize_t got;

	do {
		got = read(fd, text->bytes + text->len,
			   TEXT_MAX + 1 - text->len);
		if (got < 0 && errno != EINTR)
			die(FAILED, "key: %s: %s", name, strerror(errno));
		text->len += got > 0 ? got : 0;
	} while (got && text->len <= TEXT_MAX);
}

static void read_file(const char *name, struct secret *text)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		die(FAILED, "key: %s: %s", name, strerror(errno));
	if (S_ISREG(st.st_mode) && st.st_mode & 0077)
		warn("key: others may use %s (mode %04o): \"chmod 600 %s\"",
		     name, st.st_mode & 07777, name);
	read_all(fd, name, text);
	close(fd);
}

static void read_keyring(int32_t serial, struct secret *text)
{
	long got = syscall(SYS_keyctl, KEYCTL_READ, serial, text->bytes,
			   TEXT_MAX + 1);

	if (got < 0)
		die(FAILED, "key %d: %s: \"keyctl show\" lists those that you have",
		    serial, strerror(errno));
	/* The result is the key's length, which may exceed the bytes read. */
	text->len = got > TEXT_MAX ? TEXT_MAX + 1 : got;
}

static void read_source(const struct key_source *source, struct secret *text)
{
	int given = !!source->file + (source->fd >= 0) +
		    (source->serial != 0);

	if (given != 1)
		die(USAGE, "%s: --key-file, --key-fd or --key-serial",
		    given ? "one key, please" : "no key");
	if (source->file)
		read_file(source->file, text);
	else if (source->fd >= 0)
		read_all(source->fd, "descriptor", text);
	else
		read_keyring(source->serial, text);
}

static void decode(struct secret *text, struct secret *key)
{
	while (text->len && isspace(text->bytes[text->len - 1]))
		text->len--;
	if (text->len > 2 * ALG_KEY_MAX)
		die(FAILED, "key: no key has so many digits");
	key->len = parse_hex((char *)text->bytes, text->len, key->bytes);
	if (key->len == (size_t)-1)
		die(FAILED, "key: no pairs of hex digits; --raw-key is for the key's own bytes");
}

/**
 * key_read() - read the key
 * @source: the source of the key
 * @alg: its algorithm
 * @wanted: bytes that it must have, or 0 for every length that @alg accepts
 * @key: out: the key; from secret_alloc()
 *
 * Ends the program if there is no such key.
 */
void key_read(const struct key_source *source, const struct alg *alg,
	      unsigned int wanted, struct secret *key)
{
	struct secret text;
	char lengths[64];

	secret_alloc(&text, TEXT_MAX + 1);
	secret_alloc(key, ALG_KEY_MAX);
	read_source(source, &text);
	if (source->raw && text.len <= ALG_KEY_MAX) {
		memcpy(key->bytes, text.bytes, text.len);
		key->len = text.len;
	} else if (source->raw) {
		key->len = text.len;
	} else {
		decode(&text, key);
	}
	secret_free(&text);
	if (!alg_takes_key(alg, key->len))
		die(FAILED, "key: %zu bytes; %s takes %s", key->len, alg->name,
		    alg_key_lengths(alg, lengths, sizeof(lengths)));
	if (wanted && key->len != wanted)
		die(FAILED, "key: %zu bytes, not %u", key->len, wanted);
}
