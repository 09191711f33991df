// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that can be read and written but not pinned works for each buffer of a
 * request, at any length: the results are the same as in other memory. EFAULT
 * means that it cannot be written, and then nothing is written.
 */
#include "../kselftest_harness.h"
#include "lib/async.h"
#include "lib/key.h"
#include "lib/record.h"
#include "lib/sessions.h"
#include "lib/unpinnable.h"

#define LEN		200000	/* bytes of the longest message */
#define ROOM		(LEN + 4096 + TAG_LEN)
#define NOT_A_PAGE	40	/* offset of a message in its page */
#define KEPT		0x5a	/* contents that must not change */

static const uint32_t lens[] = { 16, 1040, 4096, 4112, 16384, 65552, LEN };

FIXTURE(unpinnable) {
	int fd;
	struct sessions ses;
	uint8_t *at;		/* the memory under test */
	uint8_t *plain, *out, *want;
	uint8_t iv[16];
};

FIXTURE_VARIANT(unpinnable) {
	enum unpinnable kind;
};

FIXTURE_VARIANT_ADD(unpinnable, secret) { .kind = SECRET_MEMORY };
FIXTURE_VARIANT_ADD(unpinnable, device) { .kind = DEVICE_MEMORY };

FIXTURE_SETUP(unpinnable)
{
	self->at = unpinnable_map(variant->kind, 2 * ROOM);
	if (!self->at)
		SKIP(return, "this machine has no such memory");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	self->plain = pages(ROOM);
	self->out = pages(ROOM);
	self->want = pages(ROOM);
	fill(self->plain, ROOM, 3);
	memset(self->at, KEPT, 2 * ROOM);
}

FIXTURE_TEARDOWN(unpinnable)
{
	close(self->fd);
}

static int cbc(FIXTURE_DATA(unpinnable) *self, int op, int flags,
	       const void *src, uint32_t len, void *dst)
{
	return dc_crypt(self->fd, self->ses.cbc, op, flags, src, len, dst, NULL,
			self->iv);
}

static int gcm(FIXTURE_DATA(unpinnable) *self, int op, int flags,
	       const void *src, uint32_t len, void *dst)
{
	struct request r = {
		.aead = true, .ses = self->ses.gcm, .op = op, .flags = flags,
		.len = len, .src = src, .dst = dst, .iv = self->iv,
		.aad = self->plain, .aad_len = 20,
	};

	return request_run(self->fd, &r);
}

/* Returns true if only so many bytes at NOT_A_PAGE have changed. */
static bool rest_is_kept(FIXTURE_DATA(unpinnable) *self, uint32_t len)
{
	uint8_t *end = self->at + NOT_A_PAGE + len;

	return all_are(self->at, NOT_A_PAGE, KEPT) &&
	       all_are(end, self->at + 2 * ROOM - end, KEPT);
}

TEST_F(unpinnable, hash_reads_it)
{
	uint8_t digest[32], want[32], *p = self->at + NOT_A_PAGE;
	size_t i;
	int flags;

	memcpy(p, self->plain, LEN);
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (flags = 0; flags <= COP_FLAG_NO_ZC;
		     flags += COP_FLAG_NO_ZC) {
			ASSERT_EQ(0, dc_hash(self->fd, self->ses.sha, 0,
					     self->plain, lens[i], want));
			EXPECT_EQ(0, dc_hash(self->fd, self->ses.sha, flags, p,
					     lens[i], digest));
			EXPECT_TRUE(same(digest, want, 32));
			memset(digest, 0, 32);
			EXPECT_EQ(0, dc_hash(self->fd, self->ses.sha, flags |
					     COP_FLAG_UPDATE | COP_FLAG_FINAL,
					     p, lens[i], digest));
			EXPECT_TRUE(same(digest, want, 32));
		}
	}
	EXPECT_TRUE(same(p, self->plain, LEN));
}

TEST_F(unpinnable, cipher_reads_and_writes_it)
{
	uint8_t *p = self->at + NOT_A_PAGE;
	size_t i;
	int flags;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (flags = 0; flags <= COP_FLAG_NO_ZC;
		     flags += COP_FLAG_NO_ZC) {
			memset(self->at, KEPT, 2 * ROOM);
			ASSERT_EQ(0, cbc(self, COP_ENCRYPT, 0, self->plain,
					 lens[i], self->want));
			memcpy(p, self->plain, lens[i]);
			EXPECT_EQ(0, cbc(self, COP_ENCRYPT, flags, p, lens[i],
					 self->out));
			EXPECT_TRUE(same(self->out, self->want, lens[i]));
			/* in place */
			EXPECT_EQ(0, cbc(self, COP_ENCRYPT, flags, p, lens[i],
					 p));
			EXPECT_TRUE(same(p, self->want, lens[i]));
			memset(p, KEPT, lens[i]);
			EXPECT_EQ(0, cbc(self, COP_DECRYPT, flags, self->want,
					 lens[i], p));
			EXPECT_TRUE(same(p, self->plain, lens[i]));
			EXPECT_TRUE(rest_is_kept(self, lens[i]));
		}
	}
}

TEST_F(unpinnable, aead_reads_and_writes_it)
{
	uint8_t *p = self->at + NOT_A_PAGE;
	uint32_t len;
	size_t i;
	int flags;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (flags = 0; flags <= COP_FLAG_NO_ZC;
		     flags += COP_FLAG_NO_ZC) {
			len = lens[i];
			memset(self->at, KEPT, 2 * ROOM);
			ASSERT_EQ(0, gcm(self, COP_ENCRYPT, 0, self->plain,
					 len, self->want));
			EXPECT_EQ(0, gcm(self, COP_ENCRYPT, flags, self->plain,
					 len, p));
			EXPECT_TRUE(same(p, self->want, len + TAG_LEN));
			EXPECT_EQ(0, gcm(self, COP_DECRYPT, flags, p,
					 len + TAG_LEN, self->out));
			EXPECT_TRUE(same(self->out, self->plain, len));
			/* in place: the tag stays where it was */
			EXPECT_EQ(0, gcm(self, COP_DECRYPT, flags, p,
					 len + TAG_LEN, p));
			EXPECT_TRUE(same(p, self->plain, len));
			EXPECT_TRUE(same(p + len, self->want + len, TAG_LEN));
			EXPECT_EQ(0, gcm(self, COP_ENCRYPT, flags, p, len, p));
			EXPECT_TRUE(same(p, self->want, len + TAG_LEN));
			EXPECT_TRUE(rest_is_kept(self, len + TAG_LEN));
		}
	}
}

TEST_F(unpinnable, forgery_is_never_written_to_it)
{
	uint8_t *p = self->at + NOT_A_PAGE;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		memset(self->at, KEPT, 2 * ROOM);
		ASSERT_EQ(0, gcm(self, COP_ENCRYPT, 0, self->plain, lens[i],
				 self->want));
		self->want[lens[i] / 2] ^= 1;
		EXPECT_EQ(-EBADMSG, gcm(self, COP_DECRYPT, 0, self->want,
					lens[i] + TAG_LEN, p));
		EXPECT_TRUE(all_are(self->at, 2 * ROOM, KEPT));
		memcpy(p, self->want, lens[i] + TAG_LEN);
		EXPECT_EQ(-EBADMSG, gcm(self, COP_DECRYPT, 0, p,
					lens[i] + TAG_LEN, p));
		EXPECT_TRUE(same(p, self->want, lens[i] + TAG_LEN));
	}
}

/* In one session with a cipher; both across a page boundary. */
TEST_F(unpinnable, digest_and_iv_are_written_to_it)
{
	uint8_t *mac = self->at + page_size() - 5, want_mac[32], want_iv[16];
	uint8_t *iv = self->at + 2 * page_size() - 5;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		memset(mac, KEPT, 32);
		memcpy(want_iv, self->iv, 16);
		memcpy(iv, self->iv, 16);
		ASSERT_EQ(0, dc_crypt(self->fd, self->ses.both, COP_ENCRYPT,
				      COP_FLAG_WRITE_IV, self->plain, lens[i],
				      self->want, want_mac, want_iv));
		EXPECT_EQ(0, dc_crypt(self->fd, self->ses.both, COP_ENCRYPT,
				      COP_FLAG_WRITE_IV, self->plain, lens[i],
				      self->out, mac, iv));
		EXPECT_TRUE(same(self->out, self->want, lens[i]));
		EXPECT_TRUE(same(mac, want_mac, 32));
		EXPECT_TRUE(same(iv, want_iv, 16));
		/* of a hash session, and of a cipher session */
		memset(mac, KEPT, 32);
		memcpy(iv, self->iv, 16);
		EXPECT_EQ(0, dc_hash(self->fd, self->ses.sha, 0, self->plain,
				     lens[i], mac));
		EXPECT_TRUE(same(mac, want_mac, 32));
		EXPECT_EQ(0, dc_crypt(self->fd, self->ses.cbc, COP_ENCRYPT,
				      COP_FLAG_WRITE_IV, self->plain, lens[i],
				      self->out, NULL, iv));
		EXPECT_TRUE(same(iv, want_iv, 16));
	}
}

TEST_F(unpinnable, number_is_written_to_it)
{
	uint8_t *at = self->at + page_size() - 2, want[4] = { 243 % 100 };
	struct key_op op = key_small_power(100);
	struct crypt_kop kop;

	if (!key_is_available())
		SKIP(return, "not for modules before Linux 6.0");
	key_argument(&kop, &op, at);
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCKEY, &kop));
	EXPECT_TRUE(same(at, want, 4));
}

TEST_F(unpinnable, records_are_processed_in_it)
{
	static const struct suite cbc_sha = {
		CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA1_HMAC, 20, 20
	}, ctr_sha = {
		CRYPTO_AES_CTR, 16, 1, 16, CRYPTO_SHA1_HMAC, 20, 20
	};
	static const uint32_t texts[] = { 100, 5000, 16384 };
	uint8_t *p = self->at + NOT_A_PAGE, *tag = self->at + ROOM;
	struct suite_sessions tls, srtp;
	struct tls t = {
		.aad = self->plain, .aad_len = 13, .tag_len = 20,
		.iv = self->iv,
	};
	struct srtp s = { .head = 12, .tag_len = 10, .iv = self->iv };
	size_t i;

	ASSERT_EQ(0, suite_init(&tls, self->fd, &cbc_sha));
	ASSERT_EQ(0, suite_init(&srtp, self->fd, &ctr_sha));
	tag += page_size() - (uintptr_t)tag % page_size() - 3;
	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		t.op = COP_ENCRYPT;
		t.buf = p;
		t.len = texts[i];
		memcpy(p, self->plain, texts[i]);
		EXPECT_EQ(0, tls_run(&tls, &t));
		memcpy(self->want, self->plain, texts[i]);
		t.buf = self->want;
		t.len = texts[i];
		ASSERT_EQ(0, tls_run(&tls, &t));
		EXPECT_TRUE(same(p, self->want, t.len));
		t.op = COP_DECRYPT;
		t.buf = p;
		EXPECT_EQ(0, tls_run(&tls, &t));
		EXPECT_EQ(texts[i], t.len);
		EXPECT_TRUE(same(p, self->plain, texts[i]));

		s.packet_len = texts[i] + s.head;
		s.len = texts[i];
		s.op = COP_ENCRYPT;
		s.packet = p;
		s.tag = tag;
		memcpy(p, self->plain, s.packet_len);
		EXPECT_EQ(0, srtp_run(&srtp, &s));
		memcpy(self->want, self->plain, s.packet_len);
		s.packet = self->want;
		s.tag = self->out;
		ASSERT_EQ(0, srtp_run(&srtp, &s));
		EXPECT_TRUE(same(p, self->want, s.packet_len));
		EXPECT_TRUE(same(tag, self->out, s.tag_len));
		s.op = COP_DECRYPT;
		s.packet = p;
		s.tag = tag;
		EXPECT_EQ(0, srtp_run(&srtp, &s));
		EXPECT_TRUE(same(p, self->plain, s.packet_len));
	}
}

TEST_F(unpinnable, queued_requests_use_it)
{
	const uint32_t flags[] = {
		0, CRYPTODEV_REQ_NO_ZC, worker_flag(),
	};
	uint8_t *p = self->at + NOT_A_PAGE, digest[32];
	uint8_t *mac = self->at + page_size() - 5;
	struct cryptodev_req r;
	struct crypt_op cop;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (j = 0; j < ARRAY_SIZE(flags); j++) {
			memcpy(p, self->plain, lens[i]);
			ASSERT_EQ(0, cbc(self, COP_ENCRYPT, 0, self->plain,
					 lens[i], self->want));
			r = (struct cryptodev_req) {
				.ses = self->ses.cbc, .flags = flags[j],
				.len = lens[i], .src = (uintptr_t)p,
				.dst = (uintptr_t)p, .iv = (uintptr_t)self->iv,
			};
			EXPECT_EQ(0, dc_submit_and_reap(self->fd, &r));
			EXPECT_TRUE(same(p, self->want, lens[i]));
			ASSERT_EQ(0, gcm(self, COP_ENCRYPT, 0, self->plain,
					 lens[i], self->want));
			r.ses = self->ses.gcm;
			r.src = (uintptr_t)self->plain;
			r.aad = (uintptr_t)self->plain;
			r.aad_len = 20;
			EXPECT_EQ(0, dc_submit_and_reap(self->fd, &r));
			EXPECT_TRUE(same(p, self->want, lens[i] + TAG_LEN));
			/* and a forged message */
			p[lens[i] / 2] ^= 1;
			memcpy(self->out, p, lens[i] + TAG_LEN);
			r.src = (uintptr_t)p;
			r.len += TAG_LEN;
			r.flags |= CRYPTODEV_REQ_DECRYPT;
			EXPECT_EQ(-EBADMSG, dc_submit_and_reap(self->fd, &r));
			EXPECT_TRUE(same(p, self->out, lens[i] + TAG_LEN));
			ASSERT_EQ(0, dc_hash(self->fd, self->ses.sha, 0,
					     self->out, lens[i], digest));
			r = (struct cryptodev_req) {
				.ses = self->ses.sha, .flags = flags[j],
				.len = lens[i], .src = (uintptr_t)self->out,
				.mac = (uintptr_t)mac,
			};
			EXPECT_EQ(0, dc_submit_and_reap(self->fd, &r));
			EXPECT_TRUE(same(mac, digest, 32));
		}
		memcpy(p, self->plain, lens[i]);
		ASSERT_EQ(0, cbc(self, COP_ENCRYPT, 0, self->plain, lens[i],
				 self->want));
		cop = (struct crypt_op){
			.ses = self->ses.cbc,
			.len = lens[i],
			.src = p,
			.dst = p,
			.iv = self->iv,
		};
		EXPECT_EQ(0, dc_async_crypt(self->fd, &cop));
		EXPECT_TRUE(same(p, self->want, lens[i]));
	}
}

/* The last page is read-only: no part of the output is written. */
TEST_F(unpinnable, read_only_memory_is_efault)
{
	uint8_t *p = self->at + NOT_A_PAGE, *end;
	struct cryptodev_req r;
	size_t i;

	ASSERT_EQ(0, cbc(self, COP_ENCRYPT, 0, self->plain, LEN, self->want));
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		memset(self->at, KEPT, 2 * ROOM);
		end = self->at + page_round(NOT_A_PAGE + lens[i]);
		ASSERT_EQ(0, mprotect(end - page_size(), page_size(),
				      PROT_READ));
		EXPECT_EQ(-EFAULT, cbc(self, COP_ENCRYPT, 0, self->plain,
				       lens[i], p));
		EXPECT_EQ(-EFAULT, cbc(self, COP_ENCRYPT, COP_FLAG_NO_ZC, p,
				       lens[i], p));
		EXPECT_EQ(-EFAULT, gcm(self, COP_ENCRYPT, 0, self->plain,
				       lens[i], p));
		EXPECT_EQ(-EFAULT,
			  dc_crypt(self->fd, self->ses.both, COP_ENCRYPT, 0, p,
				   lens[i], p, end - 5, self->iv));
		EXPECT_EQ(-EFAULT,
			  dc_crypt(self->fd, self->ses.both, COP_ENCRYPT, 0,
				   self->plain, lens[i], self->at,
				   end - page_size() - 5, self->iv));
		r = (struct cryptodev_req){
			.ses = self->ses.cbc,
			.len = lens[i],
			.src = (uintptr_t)p,
			.dst = (uintptr_t)p,
			.iv = (uintptr_t)self->iv,
		};
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		EXPECT_TRUE(all_are(self->at, 2 * ROOM, KEPT)) {
			TH_LOG("%u bytes", lens[i]);
		}
		ASSERT_EQ(0, mprotect(end - page_size(), page_size(),
				      PROT_READ | PROT_WRITE));
	}
}

TEST_HARNESS_MAIN
