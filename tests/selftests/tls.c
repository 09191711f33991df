// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCAUTHCRYPT's TLS mode: it makes the records that a cipher and an HMAC make
 * in steps, and decrypts them.
 */
#include "lib/thread_group.h"
#include "lib/tls_fixture.h"

/* Expects a call to make the record of this text that the steps make. */
static void check_encrypt(struct __test_metadata *_metadata,
			  struct tls_test *self, uint32_t text,
			  uint32_t tag_len)
{
	struct record r = {
		text, tag_len, least_pad(&self->s, text, tag_len),
	};
	uint32_t len = record_len(&self->s, &r);
	uint8_t *buf = tls_place(self, self->text, text);
	struct tls t = tls_call(self, COP_ENCRYPT, buf, &r);

	ASSERT_EQ(0, tls_make(self, &r));
	ASSERT_EQ(0, tls_encrypt_made(self, &r));
	ASSERT_EQ(0, tls_run(&self->s, &t)) {
		TH_LOG("text %u, mac %u", text, tag_len);
	}
	EXPECT_EQ(len, t.len);
	EXPECT_TRUE(same(buf, self->made, len)) {
		TH_LOG("text %u, mac %u", text, tag_len);
	}
	EXPECT_TRUE(tls_only_written(self, buf, len));
}

TEST_F(tls, records_are_encrypted)
{
	static const uint32_t lens[] = {
		250, 511, 512, 1023, 4000, 4076, 4095, 4096, 4097, 16384, 18432,
		65000,
	};
	const uint32_t full = variant->suite.mac_len;
	uint32_t i;

	for (i = 0; i < 150; i++)
		if (!skip_if_brief())
			check_encrypt(_metadata, &self->t, i, full);
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		check_encrypt(_metadata, &self->t, lens[i], full);
	for (i = 1; i < full; i++)
		if (!skip_if_brief())
			check_encrypt(_metadata, &self->t, 100, i);
}

TEST_F(tls, records_are_decrypted)
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
			r.pad = least_pad(&self->t.s, r.text, r.tag_len);
			ASSERT_RIGHT(tls_check_decrypt(&self->t, &r));
		}
	}
}

/* Each length of padding that gives whole blocks. */
TEST_F(tls, all_paddings_are_accepted)
{
	struct record r = { .text = 0, .tag_len = variant->suite.mac_len };
	/* a stream cipher's record has no padding */
	uint32_t step = variant->suite.block > 1 ? variant->suite.block : 256;

	for (r.text = 0; r.text < 200; r.text += 1 + r.text / 8)
		for (r.pad = least_pad(&self->t.s, r.text, r.tag_len);
		     r.pad < 256; r.pad += step) {
			if (skip_if_brief())
				continue;
			ASSERT_RIGHT(tls_check_decrypt(&self->t, &r));
		}
}

/* TLS 1.0: each record continues with the IV that the previous one left. */
TEST_F(tls, iv_chains_across_records)
{
	uint8_t iv[16], back[16], want[16];
	struct tls t;
	uint32_t i;

	memcpy(iv, self->t.iv, 16);
	memcpy(back, self->t.iv, 16);
	for (i = 0; i < 20; i++) {
		struct record r = { i * 37, variant->suite.mac_len, 0 };
		uint8_t *buf = tls_place(&self->t, self->t.text, r.text);
		uint32_t iv_len = variant->suite.iv_len, len;

		r.pad = least_pad(&self->t.s, r.text, r.tag_len);
		len = record_len(&self->t.s, &r);
		ASSERT_EQ(0, tls_make(&self->t, &r));
		memcpy(want, iv, 16);
		ASSERT_EQ(0,
			  dc_crypt(self->t.s.fd, self->t.s.cipher, COP_ENCRYPT,
				   COP_FLAG_WRITE_IV, self->t.made, len,
				   self->t.made, NULL, want));
		t = tls_call(&self->t, COP_ENCRYPT, buf, &r);
		t.iv = iv;
		t.iv_len = iv_len;
		t.flags = COP_FLAG_WRITE_IV | (i % 2 ? COP_FLAG_NO_ZC : 0);
		ASSERT_EQ(0, tls_run(&self->t.s, &t));
		EXPECT_TRUE(same(buf, self->t.made, len));
		EXPECT_TRUE(same(iv, want, 16));
		t.op = COP_DECRYPT;
		t.iv = back;
		/* a record that does not verify leaves the IV */
		t.aad_len--;
		ASSERT_EQ(-EBADMSG, tls_run(&self->t.s, &t));
		EXPECT_FALSE(iv_len && same(back, want, iv_len));
		memcpy(buf, self->t.made, len);
		t.aad_len++;
		ASSERT_EQ(0, tls_run(&self->t.s, &t));
		EXPECT_EQ(r.text, t.len);
		EXPECT_TRUE(same(buf, self->t.text, r.text));
		EXPECT_TRUE(same(back, want, 16));
	}
}

/* CIOCCRYPT continues with its own IV, which a record does not change. */
TEST_F(tls, record_leaves_stored_iv)
{
	const struct record r = { 100, variant->suite.mac_len, 0 };
	uint8_t one[64], two[64], mac[HASH_MAX_LEN], *buf;
	struct tls t;
	int fd = self->t.s.fd;

	ASSERT_EQ(0, dc_crypt(fd, self->t.s.both, COP_ENCRYPT, 0, self->t.text,
			      64, one, mac, self->t.iv));
	buf = tls_place(&self->t, self->t.text, 256);
	t = tls_call(&self->t, COP_ENCRYPT, buf, &r);
	ASSERT_EQ(0, tls_run(&self->t.s, &t));
	t.op = COP_DECRYPT;
	ASSERT_EQ(0, tls_run(&self->t.s, &t));
	EXPECT_EQ(r.text, t.len);
	ASSERT_EQ(0, dc_crypt(fd, self->t.s.both, COP_ENCRYPT, 0, self->t.text,
			      64, one, mac, NULL));
	ASSERT_EQ(0, dc_crypt(fd, self->t.s.cipher, COP_ENCRYPT, 0,
			      self->t.text, 64, two, NULL, self->t.iv));
	ASSERT_EQ(0, dc_crypt(fd, self->t.s.cipher, COP_ENCRYPT, 0,
			      self->t.text, 64, two, NULL, NULL));
	EXPECT_TRUE(same(one, two, 64));
}

/* Two threads in one session: one encrypts, the other decrypts. */
static void work(struct group_thread *thread)
{
	struct tls_test *self = thread->data;
	uint32_t len = (thread->done * 97) % 3000, room = len + 1024;
	uint8_t *buf = pages(room);
	const struct record r = { len, self->s.suite->mac_len, 0 };
	struct tls t = tls_call(self, COP_ENCRYPT, buf, &r);
	int err;

	memcpy(buf, self->text, len);
	err = tls_run(&self->s, &t);
	if (err)
		thread_failed(thread, "encryption", err);
	t.op = COP_DECRYPT;
	if (thread->nr && thread->done % 3 == 0) {
		buf[t.len / 2] ^= 1;
		err = tls_run(&self->s, &t);
		if (err != -EBADMSG || !all_are(buf, t.len, 0))
			thread_failed(thread, "forgery", err);
	} else {
		err = tls_run(&self->s, &t);
		if (err || t.len != len || !same(buf, self->text, len))
			thread_failed(thread, "decryption", err);
	}
	munmap(buf, room);
}

TEST_F(tls, threads_encrypt_and_decrypt)
{
	struct thread_group group = { .work = work, .size = 2 };
	int i;

	for (i = 0; i < group.size; i++)
		group.threads[i].data = &self->t;
	ASSERT_TRUE(group_run(&group, brief(0.5, 0.1)));
	EXPECT_THREADS_OK(&group);
}

TEST_HARNESS_MAIN
