/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests of TLS records share: the sessions of a suite, and memory in
 * which a record lies across a page boundary. The fixture is in tls_fixture.h.
 */
#ifndef SELFTESTS_TLS_TEST_H
#define SELFTESTS_TLS_TEST_H

#include "cases.h"
#include "record.h"

#define AAD_LEN	13	/* RFC 5246: number, type, version, length */

/**
 * struct tls_test - what a test uses
 * @s: the suite's sessions
 * @seam: where a call has its record
 * @iv: the IV
 * @aad: the header, which the mac covers
 * @text: RECORD_MAX bytes of text
 * @made: the record that tls_make() makes
 */
struct tls_test {
	struct suite_sessions s;
	struct seam seam;
	uint8_t iv[16], aad[AAD_LEN];
	uint8_t *text, *made;
};

/* Opens the device and creates the sessions; returns NULL or what failed. */
const char *tls_test_init(struct tls_test *t, const struct suite *suite);

void tls_test_free(struct tls_test *t);

/* Returns a call that encrypts or decrypts the record at @buf. */
struct tls tls_call(struct tls_test *t, int op, uint8_t *buf,
		    const struct record *r);

/*
 * Makes a record at t->made: text, mac and padding, not encrypted. Returns 0 or
 * a negative errno.
 */
int tls_make(struct tls_test *t, const struct record *r);

/* Encrypts the record at t->made; returns 0 or a negative errno. */
int tls_encrypt_made(struct tls_test *t, const struct record *r);

/*
 * Copies @len bytes to the seam, with the page boundary in their middle.
 * Returns their address.
 */
uint8_t *tls_place(struct tls_test *t, const void *data, uint32_t len);

/* Returns true if nothing but @len bytes at @buf has changed since. */
bool tls_only_written(struct tls_test *t, const uint8_t *buf, uint32_t len);

/*
 * Makes and encrypts a record, and has a call decrypt it. Returns NULL, or what
 * is wrong.
 */
const char *tls_check_decrypt(struct tls_test *t, const struct record *r);

#endif /* SELFTESTS_TLS_TEST_H */
