/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of "operations" share.
 */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <stddef.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

/* Longest message, and room behind it for a tag. */
#define MAX_LEN		(256 * 1024 + 64)
#define ROOM		32

/* The message, and where results go; none is aligned. */
extern unsigned char message[MAX_LEN], output[MAX_LEN + ROOM];

/*
 * Operations done in a way for which GnuTLS's backend for /dev/crypto has one
 * call, and how many of them leave a driver nothing to do. What the device and
 * the accelerator counted is compared with these.
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
