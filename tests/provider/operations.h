/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operations of the provider, compared with those of OpenSSL's default provider. The
 * programs of this directory share them.
 */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

#define DEVCRYPTO	"provider=devcrypto"
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof(*(a)))

/* Both library contexts. The configuration of @device loads devcrypto. */
struct libraries {
	OSSL_LIB_CTX *device;
	OSSL_LIB_CTX *other;
};

/* Reads the configuration file, and exits if that fails. */
struct libraries libraries_open(const char *file);
void libraries_close(struct libraries *libs);

/* Finds the algorithms that devcrypto offers. */
enum kind { KIND_CIPHER, KIND_DIGEST, KIND_MAC, KINDS };
struct names {
	char names[128][64];
	size_t nr;
};

void find_names(struct libraries *libs, enum kind kind, struct names *names);

/*
 * The results of both libraries for a message of @len bytes. DIFFERS means that both
 * succeeded and the results differ.
 */
enum outcome { AGREES, FAILS, DIFFERS };
enum outcome agree(struct libraries *libs, enum kind kind, const char *name,
		   size_t len);

/* Fills the buffer with bytes that depend on @seed only. */
void fill(unsigned char *buf, size_t len, unsigned int seed);

/* Prints a line and OpenSSL's errors. */
__attribute__((format(printf, 1, 2)))
void complain(const char *format, ...);

#endif /* OPERATIONS_H */
