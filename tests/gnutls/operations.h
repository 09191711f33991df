/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations shared by the files of "operations".
 */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <stddef.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

/* The longest message, and room behind it for a tag. */
#define MAX_LEN		(256 * 1024 + 64)
#define ROOM		32

/* The message, and the output of operations; none is aligned. */
extern unsigned char message[MAX_LEN], output[MAX_LEN + ROOM];

/*
 * Operations that GnuTLS's backend for /dev/crypto does in one call, and those
 * of them without data for a driver. The tests compare them with the counts of
 * the device and of the accelerator.
 */
extern unsigned int device_operations, empty_operations;

void fill(void *data, size_t len);
void must(int ret, const char *what);
void report(const char *alg, const char *what, size_t len, const void *data,
	    size_t data_len);

/* ciphers.c, hashes.c, aead.c: everything with one algorithm */
void run_cipher(const char *alg);
void run_hash(const char *alg);
void run_mac(const char *alg);
void run_aead(const char *alg);

/* self_tests.c, quirks.c */
void run_self_test(const char *alg);
void run_quirk(const char *name);

#endif /* OPERATIONS_H */
