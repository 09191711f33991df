/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of the tests of TLS records: pairs of a cipher and an HMAC, and
 * memory in which a record lies across a page boundary.
 */
#ifndef TLS_CASE_H
#define TLS_CASE_H

#include "../kselftest_harness.h"
#include "record.h"

#define AAD_LEN	13	/* RFC 5246: number, type, version, length */

FIXTURE(tls) {
	struct pair p;
	struct seam seam;
	uint8_t iv[16], aad[AAD_LEN];
	uint8_t *text, *made;
};

FIXTURE_VARIANT(tls) {
	struct suite suite;
};

#define VARIANT(name, ...) \
	FIXTURE_VARIANT_ADD(tls, name) { .suite = { __VA_ARGS__ } }

VARIANT(aes128_sha1, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA1_HMAC, 20, 20);
VARIANT(aes256_sha256, CRYPTO_AES_CBC, 32, 16, 16, CRYPTO_SHA2_256_HMAC, 32, 32);
VARIANT(aes256_sha384, CRYPTO_AES_CBC, 32, 16, 16, CRYPTO_SHA2_384_HMAC, 48, 48);
VARIANT(aes128_sha512, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA2_512_HMAC, 200, 64);
VARIANT(aes128_sha224, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA2_224_HMAC, 0, 28);
VARIANT(aes128_md5, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_MD5_HMAC, 512, 16);
VARIANT(des3_ripemd, CRYPTO_3DES_CBC, 24, 8, 8, CRYPTO_RIPEMD160_HMAC, 64, 20);
VARIANT(camellia_sha256, CRYPTO_CAMELLIA_CBC, 16, 16, 16, CRYPTO_SHA2_256_HMAC,
	65, 32);
VARIANT(ctr_sha1, CRYPTO_AES_CTR, 16, 1, 16, CRYPTO_SHA1_HMAC, 20, 20);
VARIANT(null_sha256, CRYPTO_NULL, 0, 1, 0, CRYPTO_SHA2_256_HMAC, 32, 32);

FIXTURE_SETUP(tls)
{
	int fd = dc_open();

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, pair_init(&self->p, fd, &variant->suite));
	ASSERT_TRUE(seam_init(&self->seam, RECORD_MAX));
	self->text = pages(RECORD_MAX);
	self->made = pages(RECORD_MAX + 512);
	fill(self->text, RECORD_MAX, 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->aad, sizeof(self->aad), 3);
}

FIXTURE_TEARDOWN(tls)
{
	pair_free(&self->p);
	seam_free(&self->seam);
	close(self->p.fd);
}

static inline struct tls call(FIXTURE_DATA(tls) *self, int op, uint8_t *buf,
			      const struct record *r)
{
	return (struct tls) {
		.op = op, .buf = buf, .tag_len = r->tag_len,
		.len = op == COP_ENCRYPT ? r->text : record_len(&self->p, r),
		.aad = self->aad, .aad_len = AAD_LEN, .iv = self->iv,
	};
}

/* Puts the record at self->made, text, mac and padding, not encrypted. */
static inline int make(FIXTURE_DATA(tls) *self, const struct record *r)
{
	memcpy(self->made, self->text, r->text);
	return record_fill(&self->p, r, self->aad, AAD_LEN, self->made);
}

static inline int encrypt_made(FIXTURE_DATA(tls) *self, const struct record *r)
{
	return steps_crypt(&self->p, COP_ENCRYPT, self->made,
			   record_len(&self->p, r), self->iv);
}

/* Where the call finds the record: its middle is at a page boundary. */
static inline uint8_t *place(FIXTURE_DATA(tls) *self, const void *data, uint32_t len)
{
	uint8_t *buf = self->seam.edge - len / 2;

	memset(self->seam.view, 0xa5, self->seam.size);
	memcpy(buf, data, len);
	return buf;
}

/* Whether nothing but len bytes at buf has been written since. */
static inline bool alone(FIXTURE_DATA(tls) *self, const uint8_t *buf, uint32_t len)
{
	const uint8_t *end = self->seam.map + self->seam.size;

	return all_are(self->seam.map, buf - self->seam.map, 0xa5) &&
	       all_are(buf + len, end - buf - len, 0xa5);
}

/* The record at self->made, encrypted, is opened. */
static inline void check_decrypt(struct __test_metadata *_metadata,
				 FIXTURE_DATA(tls) *self, const struct record *r)
{
	uint32_t len = record_len(&self->p, r);
	struct tls t;
	uint8_t *buf;

	ASSERT_EQ(0, make(self, r));
	ASSERT_EQ(0, encrypt_made(self, r));
	buf = place(self, self->made, len);
	t = call(self, COP_DECRYPT, buf, r);
	ASSERT_EQ(0, tls_run(&self->p, &t)) {
		TH_LOG("text %u, mac %u, pad %u", r->text, r->tag_len, r->pad);
	}
	EXPECT_EQ(r->text, t.len);
	EXPECT_TRUE(same(buf, self->text, r->text));
	EXPECT_TRUE(alone(self, buf, len));
}

#endif /* TLS_CASE_H */
