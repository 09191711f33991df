// SPDX-License-Identifier: GPL-2.0
/*
 * TLS records and SRTP packets agree with libcrypto: each HMAC with each kind
 * of cipher, at any length, alignment and padding.
 */
#include "../kselftest_harness.h"
#include "lib/agree.h"
#include "lib/record.h"

#define AAD_MAX	300

static const struct ref_cipher ciphers[] = {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, .block = 16, .iv_len = 16,
	  .keylens = { 16, 32 } },
	{ CRYPTO_3DES_CBC, "DES-EDE3-CBC", MODE_CBC, .block = 8, .iv_len = 8,
	  .keylens = { 24, 24 } },
	{ CRYPTO_CAMELLIA_CBC, "CAMELLIA-%u-CBC", MODE_CBC, .block = 16,
	  .iv_len = 16, .keylens = { 16, 32 } },
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, .block = 1, .iv_len = 16,
	  .keylens = { 16, 32 } },
	{ CRYPTO_NULL, "null", MODE_ECB, .block = 1, .keylens = { 0, 0 } },
};

FIXTURE(records)
{
	struct suite_sessions p;
	struct suite suite;
	struct checked_memory a, aad;
	struct ref_key k;
	uint8_t mackey[CRYPTO_HMAC_MAX_KEY_LEN];
	uint8_t *plain, *made;
};

FIXTURE_SETUP(records)
{
	AGREE_SETUP(self->p.fd);
	self->p.suite = &self->suite;
	self->p.room = pages(2 * RECORD_MAX);
	self->plain = pages(RECORD_MAX);
	self->made = pages(RECORD_MAX);
	ASSERT_TRUE(checked_init(&self->a, RECORD_MAX));
	ASSERT_TRUE(checked_init(&self->aad, 3 * page_size()));
}

FIXTURE_TEARDOWN(records)
{
	checked_free(&self->a);
	checked_free(&self->aad);
	close(self->p.fd);
}

static int session(FIXTURE_DATA(records) *self, const struct ref_cipher *c,
		   const struct ref_hash *h)
{
	struct suite *s = &self->suite;
	int err;

	*s = (struct suite) {
		c->number, c->keylens[random_below(2)], c->block, c->iv_len,
		h->number, random_below(CRYPTO_HMAC_MAX_KEY_LEN + 1), h->len,
	};
	self->k = (struct ref_key) { .cipher = c, .len = s->keylen };
	random_fill(self->k.key, s->keylen);
	random_fill(self->mackey, s->mackeylen);
	err = dc_session(self->p.fd, s->cipher, self->k.key, s->keylen, s->mac,
			 self->mackey, s->mackeylen, &self->p.both);
	if (!err)
		ref_key_init(&self->k);
	return err;
}

static int session_end(FIXTURE_DATA(records) *self)
{
	ref_key_free(&self->k);
	return dc_free(self->p.fd, self->p.both);
}

/* Makes libcrypto's record of self->plain, at self->made. */
static void ref_record(FIXTURE_DATA(records) *self, const struct ref_hash *h,
		       const struct record *r, const uint8_t *aad,
		       uint32_t aad_len, const uint8_t *iv)
{
	uint32_t len = record_len(&self->p, r);
	uint8_t mac[HASH_MAX_LEN];

	memcpy(self->p.room, aad, aad_len);
	memcpy(self->p.room + aad_len, self->plain, r->text);
	ref_digest(h, self->mackey, self->suite.mackeylen, self->p.room,
		   aad_len + r->text, mac);
	memcpy(self->p.room, self->plain, r->text);
	memcpy(self->p.room + r->text, mac, r->tag_len);
	memset(self->p.room + r->text + r->tag_len, r->pad,
	       len - r->text - r->tag_len);
	ref_crypt(&self->k, COP_ENCRYPT, iv, self->p.room, len, self->made);
}

/* Encrypts, if the padding is the least, and decrypts. */
static const char *tls_case(FIXTURE_DATA(records) *self,
			    const struct ref_hash *h, const struct record *r)
{
	uint32_t len = record_len(&self->p, r), aad_len = random_below(AAD_MAX);
	uint8_t *buf = checked_at(&self->a, random_below(AGREE_ALIGN));
	uint8_t *aad = checked_at(&self->aad, random_below(AGREE_ALIGN));
	uint8_t iv[16], was[16], next[16];
	struct watch w;
	struct tls t = {
		.buf = buf, .aad = aad, .aad_len = aad_len, .iv = iv,
		.tag_len = r->tag_len,
	};
	long where;
	int err;

	random_fill(self->plain, r->text);
	random_fill(aad, aad_len);
	random_fill(iv, sizeof(iv));
	memcpy(was, iv, sizeof(iv));
	memcpy(next, iv, sizeof(iv));
	ref_record(self, h, r, aad, aad_len, iv);
	ref_next_iv(self->k.cipher, COP_ENCRYPT, next, self->p.room,
		    self->made, len);
	watch(&w, &self->a, buf, len);
	if (r->pad == least_pad(&self->p, r->text, r->tag_len)) {
		t.len = r->text;
		t.flags = COP_FLAG_WRITE_IV;
		memcpy(buf, self->plain, r->text);
		watch_expect(&w, buf, self->made, len);
		err = tls_run(&self->p, &t);
		if (err || t.len != len || watch_differs(&w, buf, &where) ||
		    memcmp(iv, next, sizeof(iv)))
			return failure(
				"encryption: %d, text %u, mac %u, aad %u", err,
				r->text, r->tag_len, aad_len);
		memcpy(iv, was, sizeof(iv));
	}
	watch_write(&w, buf, self->made, len);
	t.op = COP_DECRYPT;
	t.flags = random_bool() ? COP_FLAG_NO_ZC : 0;
	t.len = len;
	err = tls_run(&self->p, &t);
	/* the memory behind the text already holds the record */
	watch_expect(&w, buf, buf, len);
	if (err || t.len != r->text || memcmp(buf, self->plain, r->text) ||
	    watch_differs(&w, buf, &where) || memcmp(iv, was, sizeof(iv)))
		return failure(
			"decryption: %d, text %u, mac %u, aad %u, pad %u", err,
			r->text, r->tag_len, aad_len, r->pad);
	return NULL;
}

static struct record random_record(FIXTURE_DATA(records) *self, uint32_t text)
{
	struct record r = { text, 1 + random_below(self->suite.mac_len), 0 };

	if (random_below(3))
		r.tag_len = self->suite.mac_len;
	r.pad = least_pad(&self->p, r.text, r.tag_len);
	return r;
}

/* Each cipher above with each HMAC. */
#define SUITES (ARRAY_SIZE(ciphers) * REF_OLD_HASHES)
#define SUITE_CIPHER(i)	(&ciphers[(i) % ARRAY_SIZE(ciphers)])
#define SUITE_HASH(i)	(&ref_hashes[(i) / ARRAY_SIZE(ciphers)])

TEST_F_TIMEOUT(records, lengths, AGREE_TIMEOUT)
{
	unsigned int i, j;
	struct record r;

	for (i = 0; i < SUITES; i++) {
		if (!SUITE_HASH(i)->hmac)
			continue;
		ASSERT_EQ(0, session(self, SUITE_CIPHER(i), SUITE_HASH(i)));
		for (j = 0; j < 100; j++) {
			r = random_record(self, j);
			AGREE(tls_case(self, SUITE_HASH(i), &r));
		}
		for (j = 0; j < 20; j++) {
			r = random_record(self, random_below(j < 16 ? 1500 :
							     18500));
			AGREE(tls_case(self, SUITE_HASH(i), &r));
		}
		for (j = 4096 - 130; j <= 4098; j += 1 + random_below(9)) {
			r = random_record(self, j);
			AGREE(tls_case(self, SUITE_HASH(i), &r));
		}
		ASSERT_EQ(0, session_end(self));
	}
}

/* Each padding near the lengths at which the hash needs one more block. */
TEST_F_TIMEOUT(records, paddings, AGREE_TIMEOUT)
{
	unsigned int i, j;
	struct record r;

	for (i = 0; i < SUITES; i++) {
		if (!SUITE_HASH(i)->hmac || SUITE_CIPHER(i)->block == 1)
			continue;
		ASSERT_EQ(0, session(self, SUITE_CIPHER(i), SUITE_HASH(i)));
		for (j = 0; j < 10; j++) {
			r = random_record(self, random_below(j ? 300 : 17000));
			for (; r.pad < 256; r.pad += self->suite.block)
				AGREE(tls_case(self, SUITE_HASH(i), &r));
		}
		ASSERT_EQ(0, session_end(self));
	}
}

/* RFC 3711: a header, the payload, and four bytes of counter. */
TEST_F_TIMEOUT(records, srtp_packets, AGREE_TIMEOUT)
{
	uint8_t iv[16], mac[HASH_MAX_LEN], tag[HASH_MAX_LEN];
	struct srtp s = { .iv = iv, .tag = tag };
	unsigned int i, j;
	struct watch w;
	long where;

	for (i = 0; i < SUITES; i++) {
		if (!SUITE_HASH(i)->hmac || SUITE_CIPHER(i)->block > 1)
			continue;
		ASSERT_EQ(0, session(self, SUITE_CIPHER(i), SUITE_HASH(i)));
		for (j = 0; j < 100; j++) {
			s.packet = checked_at(&self->a, random_below(18));
			s.head = random_below(257);
			s.len = random_below(j % 10 ? 1500 : 9000);
			s.packet_len = s.head + s.len + random_below(8);
			s.tag_len = 1 + random_below(self->suite.mac_len);
			s.op = COP_ENCRYPT;
			random_fill(iv, sizeof(iv));
			random_fill(tag, sizeof(tag));
			watch(&w, &self->a, s.packet, s.packet_len);
			memcpy(self->plain, s.packet, s.packet_len);
			memcpy(self->made, s.packet, s.packet_len);
			ref_crypt(&self->k, COP_ENCRYPT, iv,
				  self->plain + s.head, s.len,
				  self->made + s.head);
			memcpy(mac, tag, sizeof(mac));
			ref_digest(SUITE_HASH(i), self->mackey,
				   self->suite.mackeylen, self->made,
				   s.packet_len, self->p.room);
			memcpy(mac, self->p.room, s.tag_len);
			watch_expect(&w, s.packet, self->made, s.packet_len);
			ASSERT_EQ(0, srtp_run(&self->p, &s));
			EXPECT_FALSE(watch_differs(&w, s.packet, &where));
			EXPECT_TRUE(same(tag, mac, sizeof(mac)));
			s.op = COP_DECRYPT;
			watch_expect(&w, s.packet, self->plain, s.packet_len);
			ASSERT_EQ(0, srtp_run(&self->p, &s));
			EXPECT_FALSE(watch_differs(&w, s.packet, &where));
			EXPECT_TRUE(same(tag, mac, sizeof(mac)));
		}
		ASSERT_EQ(0, session_end(self));
	}
}

TEST_HARNESS_MAIN
