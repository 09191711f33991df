/* SPDX-License-Identifier: GPL-2.0 */
/*
 * TLS records and SRTP packets: the calls under test, which also check their
 * argument, and the same result computed in steps by a session of the cipher
 * alone and a session of the mac alone.
 */
#ifndef SELFTESTS_RECORD_H
#define SELFTESTS_RECORD_H

#include "request.h"

#define RECORD_MAX	65536	/* bytes of the longest record */
#define TAG_POINTER	((uint8_t *)0x1234)	/* ignored in TLS mode */

/**
 * struct suite - a cipher and a mac
 * @cipher: CRYPTO_*
 * @keylen: bytes of its key
 * @block: bytes; 1 for a stream cipher
 * @iv_len: bytes
 * @mac: CRYPTO_*
 * @mackeylen: bytes of its key
 * @mac_len: bytes of its digest
 */
struct suite {
	uint32_t cipher;
	uint32_t keylen;
	uint32_t block;
	uint32_t iv_len;
	uint32_t mac;
	uint32_t mackeylen;
	uint32_t mac_len;
};

/**
 * struct suite_sessions - the sessions of a suite
 * @fd: the device
 * @suite: the cipher and the mac
 * @both: the session under test
 * @cipher: a session of the cipher alone, with the same key
 * @mac: a session of the mac alone, with the same key
 * @room: memory for the mac's input
 */
struct suite_sessions {
	int fd;
	const struct suite *suite;
	uint32_t both;
	uint32_t cipher;
	uint32_t mac;
	uint8_t *room;
};

/* Creates the sessions; returns 0 or a negative errno. */
int suite_init(struct suite_sessions *s, int fd, const struct suite *suite);

void suite_free(struct suite_sessions *s);

/*
 * Writes to @mac the mac of two ranges, one after the other; returns 0 or a
 * negative errno.
 */
int suite_mac(const struct suite_sessions *s, const uint8_t *aad,
	      uint32_t aad_len, const uint8_t *text, uint32_t len,
	      uint8_t *mac);

/* Encrypts or decrypts whole blocks in place; returns 0 or a negative errno. */
int suite_crypt(const struct suite_sessions *s, int op, uint8_t *text,
		uint32_t len, const uint8_t *iv);

/**
 * struct record - the lengths of a TLS record's parts
 * @text: bytes of the text
 * @tag_len: bytes of the mac
 * @pad: bytes of padding before the length byte; ignored for a stream cipher
 */
struct record {
	uint32_t text;
	uint32_t tag_len;
	uint32_t pad;
};

/* Returns the bytes of the whole record. */
uint32_t record_len(const struct suite_sessions *s, const struct record *r);

/* Returns the least padding that a record may have. */
uint32_t least_pad(const struct suite_sessions *s, uint32_t text,
		   uint32_t tag_len);

/*
 * Appends mac and padding to the text at @buf, without encryption; returns 0 or
 * a negative errno.
 */
int record_fill(const struct suite_sessions *s, const struct record *r,
		const uint8_t *aad, uint32_t aad_len, uint8_t *buf);

/**
 * struct tls - one call in TLS mode
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: in addition to COP_FLAG_AEAD_TLS_TYPE
 * @buf: source and destination
 * @len: bytes at @buf; out: the length that the call returns
 * @aad: the mac's input before the text
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the mac, 0 for all of it
 * @iv: the IV
 * @iv_len: iv_len of the call
 */
struct tls {
	int op;
	int flags;
	uint8_t *buf;
	uint32_t len;
	const uint8_t *aad;
	uint32_t aad_len;
	uint32_t tag_len;
	uint8_t *iv;
	uint32_t iv_len;
};

/* Runs the call; returns 0, a negative errno or ARGUMENT_CHANGED. */
int tls_run(const struct suite_sessions *s, struct tls *t);

/**
 * struct srtp - one call in SRTP mode
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @packet: the mac's input
 * @packet_len: bytes at @packet
 * @head: bytes before the text
 * @len: bytes of the text
 * @tag: the mac
 * @tag_len: bytes of the mac, 0 for all of it
 * @iv: the IV
 */
struct srtp {
	int op;
	uint8_t *packet;
	uint32_t packet_len;
	uint32_t head;
	uint32_t len;
	uint8_t *tag;
	uint32_t tag_len;
	uint8_t *iv;
};

/*
 * Runs the call; returns 0, a negative errno or ARGUMENT_CHANGED. The call may
 * change only a tag_len of 0.
 */
int srtp_run(const struct suite_sessions *s, const struct srtp *srtp);

#endif /* SELFTESTS_RECORD_H */
