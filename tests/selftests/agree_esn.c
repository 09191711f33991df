// SPDX-License-Identifier: GPL-2.0
/*
 * Packets with extended sequence numbers agree with libcrypto, for each HMAC with
 * several ciphers and for RFC 4106: all lengths of text, tags, and both directions.
 * The reference computes the MAC over the header, the IV, the ciphertext and the
 * high half (RFC 4303, section 2.2.1).
 */
#include <arpa/inet.h>

#include "../kselftest_harness.h"
#include "lib/agree.h"
#include "lib/buffers.h"
#include "lib/native.h"
#include "lib/reference_aead.h"

#define LONGEST	20000
#define ROOM	(LONGEST + 64)
#define KEY	32
#define SALT	4

static const struct ref_cipher ciphers[] = {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, .block = 16, .iv_len = 16,
	  .keylens = { 16, 32 } },
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, .block = 1, .iv_len = 16,
	  .keylens = { 16, 32 } },
	{ CRYPTO_NULL, "null", MODE_ECB, .block = 1 },
	{ CRYPTO_AES_GCM_16, "AES-%u-GCM", MODE_CTR, .block = 1, .iv_len = 8,
	  .keylens = { 16, 32 } },
};

/**
 * struct packet - the parts of a packet
 * @high: high half of the sequence number
 * @aad: SPI and low half
 * @iv: the IV
 * @len: bytes of the text
 * @tag: bytes of the ICV
 */
struct packet {
	uint32_t high;
	uint8_t aad[CRYPTODEV_ESN_AAD_LEN], iv[16];
	uint32_t len, tag;
};

FIXTURE(agree)
{
	int fd;
	struct ref_key k;
	const struct ref_hash *mac;
	uint8_t key[KEY + SALT], mackey[64];
	uint8_t *text, *sealed, *out;
	uint32_t ses;
};

FIXTURE_VARIANT(agree)
{
	unsigned int i;		/* index into ciphers */
};

FIXTURE_VARIANT_ADD(agree, cbc) { 0 };
FIXTURE_VARIANT_ADD(agree, ctr) { 1 };
FIXTURE_VARIANT_ADD(agree, null) { 2 };
FIXTURE_VARIANT_ADD(agree, rfc4106) { 3 };

FIXTURE_SETUP(agree)
{
	const struct ref_cipher *c = &ciphers[variant->i];

	AGREE_SETUP(self->fd);
	self->text = pages(ROOM);
	self->sealed = pages(ROOM);
	self->out = pages(ROOM);
	ASSERT_TRUE(self->text && self->sealed && self->out);
	random_fill(self->text, LONGEST);
	random_fill(self->key, sizeof(self->key));
	random_fill(self->mackey, sizeof(self->mackey));
	self->k = (struct ref_key) {
		.cipher = c, .len = c->keylens[random_below(2)],
	};
	memcpy(self->k.key, self->key, self->k.len);
	ref_key_init(&self->k);
}

FIXTURE_TEARDOWN(agree)
{
	ref_key_free(&self->k);
	close(self->fd);
}

/* Writes the ciphertext and the ICV, as the RFCs define them, to @self->sealed. */
static void seal(FIXTURE_DATA(agree) *self, const struct packet *p)
{
	uint32_t high = htonl(p->high), iv_len = self->k.cipher->iv_len;
	uint8_t nonce[12], aad[12], mac[HASH_MAX_LEN];
	uint8_t *all = self->out, *to = all;

	if (!self->mac) {
		memcpy(nonce, self->key + self->k.len, SALT);
		memcpy(nonce + SALT, p->iv, 8);
		memcpy(aad, p->aad, 4);
		memcpy(aad + 4, &high, 4);
		memcpy(aad + 8, p->aad + 4, 4);
		ref_seal(&self->k, nonce, 12, aad, 12, self->text, p->len,
			 self->sealed, p->tag);
		return;
	}
	ref_crypt(&self->k, COP_ENCRYPT, p->iv, self->text, p->len,
		  self->sealed);
	to = mempcpy(to, p->aad, sizeof(p->aad));
	to = mempcpy(to, p->iv, iv_len);
	to = mempcpy(to, self->sealed, p->len);
	to = mempcpy(to, &high, 4);
	ref_digest(self->mac, self->mackey, self->mac->len, all, to - all, mac);
	memcpy(self->sealed + p->len, mac, p->tag);
}

static const char *check(FIXTURE_DATA(agree) *self, const struct packet *p,
			 bool opens)
{
	const uint8_t *want = opens ? self->text : self->sealed;
	uint32_t out_len = p->len + (opens ? 0 : p->tag);
	struct cryptodev_req r = {
		.ses = self->ses, .len = p->len + (opens ? p->tag : 0),
		.flags = CRYPTODEV_REQ_ESN |
			 (opens ? CRYPTODEV_REQ_DECRYPT : 0) |
			 (random_below(4) ? 0 : CRYPTODEV_REQ_NO_ZC),
		.src = native_pointer(opens ? self->sealed : self->text),
		.dst = native_pointer(self->out), .aad_len = sizeof(p->aad),
		.aad = native_pointer(p->aad), .iv = native_pointer(p->iv),
		.tag_len = p->tag, .esn = p->high,
	};
	int n;

	if (random_bool()) {
		memcpy(self->out, opens ? self->sealed : self->text, r.len);
		r.src = r.dst;
	}
	memset(self->out + out_len, 0xa5, ROOM - out_len);
	if (r.src == r.dst && opens)
		memcpy(self->out + p->len, self->sealed + p->len, p->tag);
	n = dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);
	if (n != 1 || r.result)
		return failure("%u bytes, ICV of %u: %d", p->len, p->tag,
			       n == 1 ? r.result : n);
	if (r.out_len != out_len || !same(self->out, want, out_len))
		return failure("%u bytes, ICV of %u: wrong", p->len, p->tag);
	if (opens && r.src == r.dst)
		out_len += p->tag;
	return all_are(self->out + out_len, ROOM - out_len, 0xa5) ? NULL :
		failure("%u bytes: written beyond the output", p->len);
}

static const char *packet(FIXTURE_DATA(agree) *self, uint32_t len, uint32_t tag)
{
	struct packet p = { .tag = tag, .len = len - len % self->k.cipher->block };
	const char *wrong;

	random_fill(&p.high, sizeof(p.high));
	random_fill(p.aad, sizeof(p.aad));
	random_fill(p.iv, sizeof(p.iv));
	seal(self, &p);
	wrong = check(self, &p, false);
	return wrong ?: check(self, &p, true);
}

static const char *packets(FIXTURE_DATA(agree) *self, const uint32_t *tags,
			   unsigned int nr)
{
	const char *wrong = NULL;
	uint32_t len;

	for (len = 0; len < 2000 && !wrong; len += 1 + random_below(64))
		wrong = packet(self, len, tags[random_below(nr)]);
	for (; len <= LONGEST && !wrong; len += 1 + random_below(4000))
		wrong = packet(self, len, tags[random_below(nr)]);
	return wrong;
}

TEST_F_TIMEOUT(agree, random_packets, AGREE_TIMEOUT)
{
	static const uint32_t gcm_tags[] = { 8, 12, 16 };
	unsigned int i;

	if (self->k.cipher->number == CRYPTO_AES_GCM_16) {
		ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM_16, self->key,
					self->k.len + SALT, 0, NULL, 0,
					&self->ses));
		AGREE(packets(self, gcm_tags, 3));
		return;
	}
	for (i = 0; i < REF_OLD_HASHES; i++) {
		const struct ref_hash *h = &ref_hashes[i];
		uint32_t tags[] = { h->len, h->len / 2, 12, 4 };
		struct cryptodev_create c = {
			.size = sizeof(c),
			.flags = CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ESN,
			.cipher = self->k.cipher->number, .mac = h->number,
			.keylen = self->k.len, .mackeylen = h->len,
			.key = native_pointer(self->key),
			.mackey = native_pointer(self->mackey),
		};

		if (!h->hmac)
			continue;
		ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
		self->ses = c.ses;
		self->mac = h;
		AGREE(packets(self, tags, ARRAY_SIZE(tags)));
		ASSERT_EQ(0, dc_free(self->fd, c.ses));
	}
}

TEST_HARNESS_MAIN
