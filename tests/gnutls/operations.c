// SPDX-License-Identifier: GPL-2.0
/*
 * Calls GnuTLS's public interface and prints the results, one line per
 * operation: the same lines for each library that it runs with.
 *
 * operations KIND NAME...
 *
 * KIND is cipher, hash, mac or aead, and NAME an algorithm as GnuTLS calls it;
 * or self-test, with the subject of the test; or quirk, see quirks.c. Standard
 * error gets the number of operations that GnuTLS's backend can pass on, and
 * how many of them were empty.
 */
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operations.h"

unsigned char message[MAX_LEN], output[MAX_LEN + ROOM];
unsigned int device_operations, empty_operations;

/*
 * Fills a message that is the same each time and repeats only after a long
 * period.
 */
void fill(void *data, size_t len)
{
	unsigned char *p = data;
	uint32_t x = 2463534242u;

	while (len--) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		*p++ = x;
	}
}

void must(int ret, const char *what)
{
	if (ret < 0)
		errx(1, "%s: %s", what, gnutls_strerror_name(ret));
}

/* FNV-1a, because the library's hashes are under test. */
static uint64_t digest(const unsigned char *p, size_t len)
{
	uint64_t h = 0xcbf29ce484222325;

	while (len--)
		h = (h ^ *p++) * 0x100000001b3;
	return h;
}

void report(const char *alg, const char *what, size_t len, const void *data,
	    size_t data_len)
{
	printf("%s %s of %zu bytes: %016llx\n", alg, what, len,
	       (unsigned long long)digest(data, data_len));
}

static const struct kind {
	const char *name;
	void (*run)(const char *alg);
} kinds[] = {
	{ "cipher", run_cipher },
	{ "hash", run_hash },
	{ "mac", run_mac },
	{ "aead", run_aead },
	{ "self-test", run_self_test },
	{ "quirk", run_quirk },
};

int main(int argc, char **argv)
{
	const struct kind *kind;
	int i;

	if (argc < 3)
		errx(2, "usage: operations KIND NAME...");
	for (kind = kinds; strcmp(kind->name, argv[1]); )
		if (++kind == kinds + ARRAY_SIZE(kinds))
			errx(2, "no such kind: %s", argv[1]);
	fill(message, sizeof(message));
	for (i = 2; i < argc; i++)
		kind->run(argv[i]);
	fprintf(stderr, "%u %u\n", device_operations, empty_operations);
	return 0;
}
