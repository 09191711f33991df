/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests share that process one message in all kinds of mappings, and
 * the checks of a mapping: requests can read it, can write it, or fail with
 * EFAULT. The fixture is in mapping_fixture.h.
 */
#ifndef SELFTESTS_MAPPING_TEST_H
#define SELFTESTS_MAPPING_TEST_H

#include "cases.h"
#include "process.h"
#include "request.h"
#include "sessions.h"

/**
 * struct mapping_test - what a test uses
 * @fd: the device
 * @ses: sessions
 * @len: bytes of the message, and of @file
 * @iv: IV and nonce
 * @plain: the message
 * @secret: the message encrypted by @ses.cbc, with room for a tag
 * @opened: room for @len bytes
 * @file: a file that holds the message
 * @read_only: the same file, opened for reading
 */
struct mapping_test {
	int fd;
	struct sessions ses;
	size_t len;
	uint8_t iv[16];
	uint8_t *plain, *secret, *opened;
	int file, read_only;
};

/*
 * Opens the device, creates the sessions and maps @len bytes, rounded up to
 * whole pages. Returns NULL or what failed.
 */
const char *mapping_test_init(struct mapping_test *t, size_t len);

void mapping_test_free(struct mapping_test *t);

/* Encrypts t->len bytes with AES-CBC; returns 0 or a negative errno. */
int mapping_encrypt(struct mapping_test *t, const void *src, void *dst);

/* mmap(2) at any address and offset 0; NULL on failure. */
uint8_t *map(size_t len, int prot, int flags, int fd);

/* Returns true if read(2) finds the message in the file. */
bool mapping_file_is_plain(struct mapping_test *t);

/*
 * Checks of a mapping; they return NULL, or what is wrong.
 *
 * check_source(): requests read the message at @p correctly and do not change
 * it. check_no_destination(): requests that would write at @p fail with EFAULT,
 * and nothing there changes. check_both(): requests read and write t->len bytes
 * at @p, in place too.
 */
const char *check_source(struct mapping_test *t, const uint8_t *p);
const char *check_no_destination(struct mapping_test *t, uint8_t *p);
const char *check_both(struct mapping_test *t, uint8_t *p);

#endif /* SELFTESTS_MAPPING_TEST_H */
