/* SPDX-License-Identifier: GPL-2.0 */
/*
 * TLS records and SRTP packets, made another way: by a session of the cipher
 * alone and one of the mac alone, in steps. And the calls under test, with what
 * they do to their argument.
 */
#ifndef RECORD_H
#define RECORD_H

#include "request.h"

#define RECORD_MAX	65536	/* bytes of the longest */
#define TAG_POINTER	((uint8_t *)0x1234)	/* not looked at in TLS mode */

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
 * struct pair - the sessions of a suite, and room to work in
 * @fd: the device
 * @suite: of what
 * @both: the session under test
 * @cipher: one of the cipher with the same key
 * @mac: one of the mac
 * @room: for what the mac covers
 */
struct pair {
	int fd;
	const struct suite *suite;
	uint32_t both;
	uint32_t cipher;
	uint32_t mac;
	uint8_t *room;
};

static inline int pair_init(struct pair *p, int fd, const struct suite *s)
{
	uint8_t key[CRYPTO_CIPHER_MAX_KEY_LEN];
	uint8_t mackey[CRYPTO_HMAC_MAX_KEY_LEN];

	fill(key, sizeof(key), 11);
	fill(mackey, sizeof(mackey), 12);
	p->fd = fd;
	p->suite = s;
	p->room = pages(2 * RECORD_MAX);
	return dc_session(fd, s->cipher, key, s->keylen, s->mac, mackey,
			  s->mackeylen, &p->both) ?:
	       dc_session(fd, s->cipher, key, s->keylen, 0, NULL, 0,
			  &p->cipher) ?:
	       dc_session(fd, 0, NULL, 0, s->mac, mackey, s->mackeylen,
			  &p->mac);
}

static inline void pair_free(struct pair *p)
{
	munmap(p->room, 2 * RECORD_MAX);
	dc_free(p->fd, p->both);
	dc_free(p->fd, p->cipher);
	dc_free(p->fd, p->mac);
}

/* The mac of two ranges, one after the other. */
static inline int steps_mac(const struct pair *p, const uint8_t *aad,
			    uint32_t aad_len, const uint8_t *text, uint32_t len,
			    uint8_t *mac)
{
	if (aad_len)
		memcpy(p->room, aad, aad_len);
	memcpy(p->room + aad_len, text, len);
	return dc_hash(p->fd, p->mac, 0, p->room, aad_len + len, mac);
}

/* Whole blocks of @text, in place. */
static inline int steps_crypt(const struct pair *p, int op, uint8_t *text,
			      uint32_t len, const uint8_t *iv)
{
	return dc_crypt(p->fd, p->cipher, op, 0, text, len, text, NULL, iv);
}

/**
 * struct record - a TLS record and what is in it
 * @text: bytes of the text
 * @tag_len: bytes of the mac
 * @pad: padding before the length byte; none at all for a stream cipher
 */
struct record {
	uint32_t text;
	uint32_t tag_len;
	uint32_t pad;
};

static inline uint32_t record_len(const struct pair *p, const struct record *r)
{
	return r->text + r->tag_len + (p->suite->block > 1 ? r->pad + 1 : 0);
}

/* The least padding that a record may have. */
static inline uint32_t least_pad(const struct pair *p, uint32_t text,
				 uint32_t tag_len)
{
	return p->suite->block - 1 - (text + tag_len) % p->suite->block;
}

/* Adds mac and padding to the text at @buf; encrypts nothing. */
static inline int record_fill(const struct pair *p, const struct record *r,
			      const uint8_t *aad, uint32_t aad_len,
			      uint8_t *buf)
{
	uint8_t mac[HASH_MAX_LEN];
	int err = steps_mac(p, aad, aad_len, buf, r->text, mac);

	memcpy(buf + r->text, mac, r->tag_len);
	if (p->suite->block > 1)
		memset(buf + r->text + r->tag_len, r->pad, r->pad + 1);
	return err;
}

/**
 * struct tls - one call in TLS mode
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: besides COP_FLAG_AEAD_TLS_TYPE
 * @buf: source and destination
 * @len: bytes there; out: what the call says
 * @aad: what the mac covers before the text
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the mac, 0 for all of it
 * @iv: the IV
 * @iv_len: what the call is told
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

/* 0, a negative errno, or ARGUMENT_CHANGED where it should not have. */
static inline int tls_run(const struct pair *p, struct tls *t)
{
	struct crypt_auth_op op, was;
	int err;

	memset(&op, 0, sizeof(op));
	op.ses = p->both;
	op.op = t->op;
	op.flags = COP_FLAG_AEAD_TLS_TYPE | t->flags;
	op.len = t->len;
	op.auth_len = t->aad_len;
	op.auth_src = (uint8_t *)t->aad;
	op.src = t->buf;
	op.dst = t->buf;
	op.tag = TAG_POINTER;
	op.tag_len = t->tag_len;
	op.iv = t->iv;
	op.iv_len = t->iv_len;
	was = op;
	err = dc_ioctl(p->fd, CIOCAUTHCRYPT, &op);
	t->len = op.len;
	if (!err) {
		was.len = op.len;
		was.tag_len = t->tag_len ?: p->suite->mac_len;
	}
	return memcmp(&op, &was, sizeof(op)) ? ARGUMENT_CHANGED : err;
}

/**
 * struct srtp - one call in SRTP mode
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @packet: all that the mac covers
 * @packet_len: bytes of it
 * @head: bytes before the text
 * @len: bytes of the text
 * @tag: where the mac is or goes
 * @tag_len: bytes of it, 0 for all
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

/* 0, a negative errno, or ARGUMENT_CHANGED: only a tag_len of 0 may change. */
static inline int srtp_run(const struct pair *p, const struct srtp *s)
{
	struct crypt_auth_op op, was;
	int err;

	memset(&op, 0, sizeof(op));
	op.ses = p->both;
	op.op = s->op;
	op.flags = COP_FLAG_AEAD_SRTP_TYPE;
	op.len = s->len;
	op.auth_len = s->packet_len;
	op.auth_src = s->packet;
	op.src = s->packet + s->head;
	op.dst = op.src;
	op.tag = s->tag;
	op.tag_len = s->tag_len;
	op.iv = s->iv;
	was = op;
	err = dc_ioctl(p->fd, CIOCAUTHCRYPT, &op);
	if (!err)
		was.tag_len = s->tag_len ?: p->suite->mac_len;
	return memcmp(&op, &was, sizeof(op)) ? ARGUMENT_CHANGED : err;
}

#endif /* RECORD_H */
