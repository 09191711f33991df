/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets of IPsec connections with extended sequence numbers: one packet of each
 * kind of session, with the ciphertext and ICV that libcrypto has computed.
 */
#ifndef SELFTESTS_ESN_H
#define SELFTESTS_ESN_H

#include "native.h"

#define ESN_TEXT	64	/* bytes of the text */
#define ESN_HIGH	0x80706050u
#define ESN_KINDS	5

/**
 * struct esn_kind - a kind of session
 * @name: for messages
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: cipher or AEAD
 * @mac: MAC, or 0
 * @keylen: bytes of the cipher's key
 * @mackeylen: bytes of the MAC's key
 * @iv: bytes of the IV
 * @tag: bytes of the ICV
 * @sealed: ciphertext and ICV in hexadecimal digits; the ICV alone if the text is
 *	    not encrypted
 */
struct esn_kind {
	const char *name;
	uint32_t flags, cipher, mac, keylen, mackeylen, iv, tag;
	const char *sealed;
};

extern const struct esn_kind esn_kinds[ESN_KINDS];

/**
 * struct esn_packet - a packet: its text, and how it is sealed
 * @aad: SPI and low half of the sequence number
 * @iv: the IV
 * @text: the text
 * @sealed: ciphertext and ICV
 */
struct esn_packet {
	uint8_t aad[CRYPTODEV_ESN_AAD_LEN];
	uint8_t iv[16];
	uint8_t text[ESN_TEXT];
	uint8_t sealed[ESN_TEXT + 64];
};

/* Creates a session with the keys of @sealed; @more are further flags. */
int esn_session(int fd, const struct esn_kind *k, uint32_t more, uint32_t *ses);

void esn_packet(const struct esn_kind *k, struct esn_packet *p);

/*
 * The request that seals @p->text, or with CRYPTODEV_REQ_DECRYPT in @flags opens
 * @p->sealed, to @dst.
 */
struct cryptodev_req esn_request(const struct esn_kind *k, uint32_t ses,
				 const struct esn_packet *p, uint32_t flags,
				 void *dst);

#endif /* SELFTESTS_ESN_H */
