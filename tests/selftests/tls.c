// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCAUTHCRYPT's TLS mode makes the records that a cipher and an HMAC make in
 * steps, and takes them apart.
 */
#include "crew.h"
#include "tls_case.h"

/* A record of this text, encrypted, is that made in steps. */
static void check_encrypt(struct __test_metadata *_metadata,
			  FIXTURE_DATA(tls) *self, uint32_t text,
			  uint32_t tag_len)
{
	struct record r = {
		text, tag_len, least_pad(&self->p, text, tag_len),
	};
	uint32_t len = record_len(&self->p, &r);
	uint8_t *buf = place(self, self->text, text);
	struct tls t = call(self, COP_ENCRYPT, buf, &r);

	ASSERT_EQ(0, make(self, &r));
	ASSERT_EQ(0, encrypt_made(self, &r));
	ASSERT_EQ(0, tls_run(&self->p, &t)) {
		TH_LOG("text %u, mac %u", text, tag_len);
	}
	EXPECT_EQ(len, t.len);
	EXPECT_TRUE(same(buf, self->made, len)) {
		TH_LOG("text %u, mac %u", text, tag_len);
	}
	EXPECT_TRUE(alone(self, buf, len));
}

TEST_F(tls, encrypts)
{
	static const uint32_t lens[] = {
		250, 511, 512, 1023, 4000, 4076, 4095, 4096, 4097, 16384, 18432,
		65000,
	};
	const uint32_t full = variant->suite.mac_len;
	uint32_t i;

	for (i = 0; i < 150; i++)
		check_encrypt(_metadata, self, i, full);
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		check_encrypt(_metadata, self, lens[i], full);
	for (i = 1; i < full; i++)
		check_encrypt(_metadata, self, 100, i);
}

TEST_F(tls, decrypts)
{
	static const uint32_t lens[] = {
		0, 1, 12, 13, 55, 56, 64, 119, 250, 511, 1024, 4067, 4096, 16384,
		65000,
	};
	uint32_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		struct record r = { .text = lens[i] };

		for (r.tag_len = variant->suite.mac_len; r.tag_len;
		     r.tag_len = r.tag_len > 10 ? 10 : r.tag_len / 2) {
			r.pad = least_pad(&self->p, r.text, r.tag_len);
			check_decrypt(_metadata, self, &r);
		}
	}
}

/* Every length of padding that makes whole blocks. */
TEST_F(tls, paddings)
{
	struct record r = { .text = 0, .tag_len = variant->suite.mac_len };
	/* a stream cipher's record has none */
	uint32_t step = variant->suite.block > 1 ? variant->suite.block : 256;

	for (r.text = 0; r.text < 200; r.text += 1 + r.text / 8)
		for (r.pad = least_pad(&self->p, r.text, r.tag_len);
		     r.pad < 256; r.pad += step)
			check_decrypt(_metadata, self, &r);
}

/* TLS 1.0: each record goes on with the IV that the one before left. */
TEST_F(tls, chained)
{
	uint8_t iv[16], back[16], want[16];
	struct tls t;
	uint32_t i;

	memcpy(iv, self->iv, 16);
	memcpy(back, self->iv, 16);
	for (i = 0; i < 20; i++) {
		struct record r = { i * 37, variant->suite.mac_len, 0 };
		uint8_t *buf = place(self, self->text, r.text);
		uint32_t iv_len = variant->suite.iv_len, len;

		r.pad = least_pad(&self->p, r.text, r.tag_len);
		len = record_len(&self->p, &r);
		ASSERT_EQ(0, make(self, &r));
		memcpy(want, iv, 16);
		ASSERT_EQ(0, dc_crypt(self->p.fd, self->p.cipher, COP_ENCRYPT,
				      COP_FLAG_WRITE_IV, self->made, len,
				      self->made, NULL, want));
		t = call(self, COP_ENCRYPT, buf, &r);
		t.iv = iv;
		t.iv_len = iv_len;
		t.flags = COP_FLAG_WRITE_IV | (i % 2 ? COP_FLAG_NO_ZC : 0);
		ASSERT_EQ(0, tls_run(&self->p, &t));
		EXPECT_TRUE(same(buf, self->made, len));
		EXPECT_TRUE(same(iv, want, 16));
		t.op = COP_DECRYPT;
		t.iv = back;
		/* one that does not verify leaves the IV */
		t.aad_len--;
		ASSERT_EQ(-EBADMSG, tls_run(&self->p, &t));
		EXPECT_FALSE(iv_len && same(back, want, iv_len));
		memcpy(buf, self->made, len);
		t.aad_len++;
		ASSERT_EQ(0, tls_run(&self->p, &t));
		EXPECT_EQ(r.text, t.len);
		EXPECT_TRUE(same(buf, self->text, r.text));
		EXPECT_TRUE(same(back, want, 16));
	}
}

/* The IV that CIOCCRYPT goes on with is none of a record's business. */
TEST_F(tls, running_iv)
{
	const struct record r = { 100, variant->suite.mac_len, 0 };
	uint8_t one[64], two[64], mac[HASH_MAX_LEN], *buf;
	struct tls t;
	int fd = self->p.fd;

	ASSERT_EQ(0, dc_crypt(fd, self->p.both, COP_ENCRYPT, 0, self->text, 64,
			      one, mac, self->iv));
	buf = place(self, self->text, 256);
	t = call(self, COP_ENCRYPT, buf, &r);
	ASSERT_EQ(0, tls_run(&self->p, &t));
	t.op = COP_DECRYPT;
	ASSERT_EQ(0, tls_run(&self->p, &t));
	EXPECT_EQ(r.text, t.len);
	ASSERT_EQ(0, dc_crypt(fd, self->p.both, COP_ENCRYPT, 0, self->text, 64,
			      one, mac, NULL));
	ASSERT_EQ(0, dc_crypt(fd, self->p.cipher, COP_ENCRYPT, 0, self->text,
			      64, two, NULL, self->iv));
	ASSERT_EQ(0, dc_crypt(fd, self->p.cipher, COP_ENCRYPT, 0, self->text,
			      64, two, NULL, NULL));
	EXPECT_TRUE(same(one, two, 64));
}

/* Two threads on one session: one encrypts, the other decrypts. */
static void work(struct hand *hand)
{
	FIXTURE_DATA(tls) *self = hand->data;
	uint32_t len = (hand->done * 97) % 3000, room = len + 1024;
	uint8_t *buf = pages(room);
	const struct record r = { len, self->p.suite->mac_len, 0 };
	struct tls t = call(self, COP_ENCRYPT, buf, &r);
	int err;

	memcpy(buf, self->text, len);
	err = tls_run(&self->p, &t);
	if (err)
		hand_bad(hand, "encryption", err);
	t.op = COP_DECRYPT;
	if (hand->nr && hand->done % 3 == 0) {
		buf[t.len / 2] ^= 1;
		err = tls_run(&self->p, &t);
		if (err != -EBADMSG || !all_are(buf, t.len, 0))
			hand_bad(hand, "forgery", err);
	} else {
		err = tls_run(&self->p, &t);
		if (err || t.len != len || !same(buf, self->text, len))
			hand_bad(hand, "decryption", err);
	}
	munmap(buf, room);
}

TEST_F(tls, threads)
{
	struct crew crew = { .work = work, .size = 2 };
	int i;

	for (i = 0; i < crew.size; i++)
		crew.hands[i].data = self;
	ASSERT_TRUE(crew_work(&crew, 0.5));
	EXPECT_GOOD_WORK(&crew);
}

TEST_HARNESS_MAIN
