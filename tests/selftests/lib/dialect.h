/* SPDX-License-Identifier: GPL-2.0 */
/*
 * AES-CBC in each dialect, for programs that use all of them on one descriptor. The
 * headers of the dialects have the same names for different structures, so each
 * dialect has a file of its own.
 */
#ifndef SELFTESTS_DIALECT_H
#define SELFTESTS_DIALECT_H

#include <stddef.h>
#include <stdint.h>

/**
 * struct dialect_text - a message to encrypt
 * @iv: 16 bytes
 * @src: input
 * @dst: output
 * @len: bytes at @src and @dst
 */
struct dialect_text {
	const uint8_t *iv;
	const uint8_t *src;
	uint8_t *dst;
	uint32_t len;
};

/**
 * struct dialect - the calls of a dialect; each returns 0 or a negative errno
 * @name: of the dialect
 * @create: creates a session of AES-CBC with a key of 16 bytes
 * @encrypt: encrypts a message on a session of any dialect
 * @destroy: frees a session of any dialect
 */
struct dialect {
	const char *name;
	int (*create)(int fd, const uint8_t *key, uint32_t *ses);
	int (*encrypt)(int fd, uint32_t ses, const struct dialect_text *t);
	int (*destroy)(int fd, uint32_t ses);
};

extern const struct dialect dialect_freebsd, dialect_netbsd;

/* Sessions that only FreeBSD's dialect creates; 0 or a negative errno. */

/* AES-GMAC with a key of 16 bytes, whose tag is cut to @maclen bytes. */
int dialect_freebsd_gmac(int fd, const uint8_t *key, int maclen, uint32_t *ses);

/* AES-GCM with a key of 16 bytes, whose tag is cut to @maclen bytes. */
int dialect_freebsd_gcm(int fd, const uint8_t *key, int maclen, uint32_t *ses);

/* AES-XTS with a key of 32 bytes and an IV of 8. */
int dialect_freebsd_xts(int fd, const uint8_t *key, uint32_t *ses);

/* AES-CBC, and HMAC of SHA-256 of the ciphertext; a key of 16 bytes for both. */
int dialect_freebsd_eta(int fd, const uint8_t *key, uint32_t *ses);

/* AES-CCM-CBC-MAC with a key of 16 bytes and a nonce of @ivlen. */
int dialect_freebsd_cbc_mac(int fd, const uint8_t *key, int ivlen,
			    uint32_t *ses);

/* The mac of the text, written to @t->dst. */
int dialect_freebsd_mac(int fd, uint32_t ses, const struct dialect_text *t);

/* Decrypts with NetBSD's CIOCCRYPT, without the address of a mac. */
int dialect_netbsd_decrypt(int fd, uint32_t ses, const struct dialect_text *t);

/* Requests whose results are fetched later: CIOCNCRYPTM and CIOCNCRYPTRET. */
extern const struct dialect dialect_netbsd_queue;

#endif /* SELFTESTS_DIALECT_H */
