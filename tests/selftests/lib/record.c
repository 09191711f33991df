// SPDX-License-Identifier: GPL-2.0
/* TLS records and SRTP packets, by one call and in steps. */
#include "record.h"

#include <sys/mman.h>

int suite_init(struct suite_sessions *p, int fd, const struct suite *s)
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

void suite_free(struct suite_sessions *p)
{
	munmap(p->room, 2 * RECORD_MAX);
	dc_free(p->fd, p->both);
	dc_free(p->fd, p->cipher);
	dc_free(p->fd, p->mac);
}

int suite_mac(const struct suite_sessions *p, const uint8_t *aad,
	      uint32_t aad_len, const uint8_t *text, uint32_t len, uint8_t *mac)
{
	if (aad_len)
		memcpy(p->room, aad, aad_len);
	memcpy(p->room + aad_len, text, len);
	return dc_hash(p->fd, p->mac, 0, p->room, aad_len + len, mac);
}

int suite_crypt(const struct suite_sessions *p, int op, uint8_t *text,
		uint32_t len, const uint8_t *iv)
{
	return dc_crypt(p->fd, p->cipher, op, 0, text, len, text, NULL, iv);
}

uint32_t record_len(const struct suite_sessions *p, const struct record *r)
{
	return r->text + r->tag_len + (p->suite->block > 1 ? r->pad + 1 : 0);
}

uint32_t least_pad(const struct suite_sessions *p, uint32_t text,
		   uint32_t tag_len)
{
	return p->suite->block - 1 - (text + tag_len) % p->suite->block;
}

int record_fill(const struct suite_sessions *p, const struct record *r,
		const uint8_t *aad, uint32_t aad_len, uint8_t *buf)
{
	uint8_t mac[HASH_MAX_LEN];
	int err = suite_mac(p, aad, aad_len, buf, r->text, mac);

	memcpy(buf + r->text, mac, r->tag_len);
	if (p->suite->block > 1)
		memset(buf + r->text + r->tag_len, r->pad, r->pad + 1);
	return err;
}

int tls_run(const struct suite_sessions *p, struct tls *t)
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

int srtp_run(const struct suite_sessions *p, const struct srtp *s)
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
