// SPDX-License-Identifier: GPL-2.0
/*
 * Lengths that exceed the buffers: a request of 4 GiB in 64 bytes reaches the
 * end of the memory and fails with EFAULT, with nothing written. Operations
 * that cannot be split have a limit, E2BIG, which is checked first.
 */
#include "../kselftest_harness.h"
#include "lib/request.h"
#include "lib/sessions.h"
#include "lib/sysctl.h"

#define SMALL		64
#define LIMIT		(512 << 10)	/* the limit that the tests set */

FIXTURE(lengths) {
	int fd;
	struct sessions ses;
	long limit;
	uint8_t *src, *dst, *mac, *iv;
};

FIXTURE_SETUP(lengths)
{
	int fd = dc_open();

	ASSERT_LE(0, fd);
	self->fd = fd;
	self->limit = sysctl_get("max_request_bytes");
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	/*
	 * the second mapping is the lower one on most machines, but not on all
	 */
	self->src = guarded(SMALL);
	self->dst = guarded(SMALL);
	if (self->src < self->dst) {
		uint8_t *lower = self->src;

		self->src = self->dst;
		self->dst = lower;
	}
	self->mac = guarded(64);
	self->iv = guarded(16);
	fill(self->src, SMALL, 1);
	fill(self->iv, 16, 4);
	memset(self->dst, 0xa5, SMALL);
	memset(self->mac, 0xa5, 64);
}

FIXTURE_TEARDOWN(lengths)
{
	if (self->limit > 0)
		sysctl_set("max_request_bytes", self->limit);
	close(self->fd);
}

static struct request make_request(FIXTURE_DATA(lengths) *self, uint32_t ses,
				   uint32_t len)
{
	struct request r = {
		.aead = ses == self->ses.gcm, .ses = ses, .len = len,
		.src = self->src, .dst = self->dst, .mac = self->mac,
		.iv = self->iv,
	};

	return r;
}

/* Expects an error, in place and not, with no change to the buffers. */
static void check_refused(struct __test_metadata *_metadata,
			  FIXTURE_DATA(lengths) *self, int error,
			  struct request r)
{
	uint8_t src[SMALL], iv[16];
	int op, in_place;

	memcpy(src, self->src, SMALL);
	memcpy(iv, self->iv, 16);
	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		for (in_place = 0; in_place < 2; in_place++) {
			r.op = op;
			r.dst = in_place ? self->src : self->dst;
			EXPECT_EQ(error, request_run(self->fd, &r)) {
				TH_LOG("session %u op %d len %#x%s", r.ses, op,
				       r.len, in_place ? " in place" : "");
			}
			EXPECT_TRUE(same(src, self->src, SMALL));
			EXPECT_TRUE(same(iv, self->iv, 16));
			EXPECT_TRUE(all_are(self->dst, SMALL, 0xa5));
			EXPECT_TRUE(all_are(self->mac, 64, 0xa5));
		}
	}
}

static const uint32_t absurd[] = {
	0xfffffff0, 0xffffffe0, 0xffffff00, 0xfffff000, 0x80000010, 0x80000000,
	0x7ffffff0, 0x40000000, 0x10000000, 0x01000000, 0x00100000, 0x00010000,
	0x00002000, 0x00001000, 0x400, SMALL + 16,
};

TEST_F(lengths, lengths_beyond_buffer_are_efault)
{
	const uint32_t sessions[] = {
		self->ses.cbc,	self->ses.ctr, self->ses.null,
		self->ses.both, self->ses.sha,
	};
	static const int flags[] = {
		0, COP_FLAG_WRITE_IV, COP_FLAG_UPDATE, COP_FLAG_FINAL,
		COP_FLAG_UPDATE | COP_FLAG_FINAL, COP_FLAG_NO_ZC,
	};
	uint8_t want[16], next[16], digest[32], want_digest[32];
	struct request r;
	size_t i, j, k;

	/* leave an IV in cbc, and a running hash in sha */
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses.cbc, COP_ENCRYPT, 0,
			      self->src, 32, digest, NULL, self->iv));
	memcpy(want, digest + 16, 16);
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses.cbc, COP_ENCRYPT, 0,
			      self->src, 16, next, NULL, self->iv));
	ASSERT_EQ(0, dc_hash(self->fd, self->ses.sha, 0, self->src, 33,
			     want_digest));
	ASSERT_EQ(0, dc_hash(self->fd, self->ses.sha, COP_FLAG_UPDATE,
			     self->src, 33, NULL));
	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		for (j = 0; j < ARRAY_SIZE(absurd); j++) {
			r = make_request(self, sessions[i], absurd[j]);
			for (k = 0; k < ARRAY_SIZE(flags); k++) {
				r.flags = flags[k];
				check_refused(_metadata, self, -EFAULT, r);
			}
		}
	}
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses.cbc, COP_ENCRYPT, 0,
			      self->src + 16, 16, next, NULL, NULL));
	EXPECT_TRUE(same(next, want, 16));
	ASSERT_EQ(0, dc_hash(self->fd, self->ses.sha, COP_FLAG_FINAL, NULL, 0,
			     digest));
	EXPECT_TRUE(same(digest, want_digest, 32));
	/* odd lengths, for sessions that accept them */
	for (j = 0; j < ARRAY_SIZE(absurd); j++) {
		check_refused(_metadata, self, -EFAULT,
			      make_request(self, self->ses.ctr,
					   absurd[j] + 15));
		check_refused(_metadata, self, -EFAULT,
			      make_request(self, self->ses.sha,
					   absurd[j] + 15));
		check_refused(_metadata, self, -EFAULT,
			      make_request(self, self->ses.null,
					   absurd[j] + 15));
	}
}

/* Returns the expected error of a request of len and aad_len bytes. */
static int expected(uint32_t limit, uint32_t len, uint32_t aad_len)
{
	uint32_t aad_limit = sysctl_get("max_aad_bytes");

	return len > limit || aad_len > aad_limit ? -E2BIG : -EFAULT;
}

TEST_F(lengths, lengths_beyond_limit_are_e2big)
{
	const uint32_t sessions[] = { self->ses.xts, self->ses.gcm };
	uint32_t limit = self->limit, len;
	struct request r;
	size_t i, j;

	ASSERT_LT(0, self->limit);
	for (j = 0; j < ARRAY_SIZE(absurd); j++) {
		len = absurd[j];
		/* this test does not depend on whether the tag counts */
		if (len > limit - 32 && len < limit + 32)
			continue;
		for (i = 0; i < ARRAY_SIZE(sessions); i++) {
			r = make_request(self, sessions[i], len);
			check_refused(_metadata, self, expected(limit, len, 0),
				      r);
		}
		/*
		 * the associated data counts, also if the sum overflows 32 bits
		 */
		r = make_request(self, self->ses.gcm, 32);
		r.aad = self->src;
		r.aad_len = len;
		check_refused(_metadata, self, expected(limit, 32, len), r);
		r.len = 32 - len;
		check_refused(_metadata, self, expected(limit, r.len, len), r);
	}
}

/* A slow core takes less than a second for it, and cannot be interrupted. */
TEST_F(lengths, default_limit_is_4_mib)
{
	uint32_t len = 4 << 20;
	uint8_t *p = pages(len + 16);

	EXPECT_EQ(len, self->limit);
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses.xts, COP_ENCRYPT, 0, p, len,
			      p, NULL, self->iv));
	EXPECT_EQ(-E2BIG, dc_crypt(self->fd, self->ses.xts, COP_ENCRYPT, 0, p,
				   len + 16, p, NULL, self->iv));
}

FIXTURE(limit) {
	int fd;
	struct sessions ses;
	long limit, aad_limit;
	uint8_t *room, *was;	/* ROOM bytes each */
	uint8_t iv[16];
};

#define ROOM	(4 * LIMIT)

FIXTURE_SETUP(limit)
{

	self->limit = -1;
	self->aad_limit = -1;
	if (geteuid())
		SKIP(return, "needs root to lower the limit");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->limit = sysctl_get("max_request_bytes");
	ASSERT_LT(LIMIT, self->limit);
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	self->room = pages(ROOM);
	self->was = pages(ROOM);
	fill(self->room, ROOM, 6);
	memcpy(self->was, self->room, ROOM);
	self->aad_limit = sysctl_get("max_aad_bytes");
	ASSERT_TRUE(sysctl_set("max_request_bytes", LIMIT));
	ASSERT_TRUE(sysctl_set("max_aad_bytes", LIMIT));
}

FIXTURE_TEARDOWN(limit)
{
	if (self->limit > 0)
		sysctl_set("max_request_bytes", self->limit);
	if (self->aad_limit > 0)
		sysctl_set("max_aad_bytes", self->aad_limit);
	close(self->fd);
}

/*
 * Runs a request from the start of the room to its byte @to; returns its error,
 * or -1000 if a request that failed has changed the room.
 */
static int run_to(FIXTURE_DATA(limit) *self, struct request r, uint32_t to)
{
	int err;

	r.src = self->room;
	r.dst = self->room + to;
	r.iv = self->iv;
	err = request_run(self->fd, &r);
	if (err && !same(self->room, self->was, ROOM))
		err = -1000;
	memcpy(self->room, self->was, ROOM);
	return err;
}

TEST_F(limit, xts_has_length_limit)
{
	struct request r = { .ses = self->ses.xts, .len = LIMIT };

	for (r.op = COP_ENCRYPT; r.op <= COP_DECRYPT; r.op++) {
		r.len = LIMIT;
		EXPECT_EQ(0, run_to(self, r, 0));
		EXPECT_EQ(0, run_to(self, r, 2 * LIMIT));
		EXPECT_EQ(0, run_to(self, r, 5));
		r.len = LIMIT + 16;
		EXPECT_EQ(-E2BIG, run_to(self, r, 0));
		EXPECT_EQ(-E2BIG, run_to(self, r, 2 * LIMIT));
	}
	ASSERT_TRUE(sysctl_set("max_request_bytes", LIMIT + 16));
	r.op = COP_ENCRYPT;
	EXPECT_EQ(0, run_to(self, r, 0));
}

TEST_F(limit, aead_has_length_limit)
{
	struct request r = { .aead = true, .ses = self->ses.gcm };

	r.len = LIMIT;
	EXPECT_EQ(0, run_to(self, r, 0));
	r.len = LIMIT - 64;
	r.aad = self->room;
	r.aad_len = 32;
	EXPECT_EQ(0, run_to(self, r, 2 * LIMIT));
	r.len = LIMIT + 16;
	r.aad_len = 0;
	EXPECT_EQ(-E2BIG, run_to(self, r, 0));
	EXPECT_EQ(-E2BIG, run_to(self, r, 2 * LIMIT));
	r.len = 16;
	r.aad_len = LIMIT + 16;
	EXPECT_EQ(-E2BIG, run_to(self, r, 2 * LIMIT));
	r.len = LIMIT / 2 + 16;
	r.aad_len = LIMIT / 2;
	EXPECT_EQ(0, run_to(self, r, 2 * LIMIT));
	r.op = COP_DECRYPT;
	r.len = LIMIT + 32;
	r.aad_len = 0;
	EXPECT_EQ(-E2BIG, run_to(self, r, 0));
	/* within the limit it is processed, and does not verify */
	r.len = LIMIT - 64;
	EXPECT_EQ(-EBADMSG, dc_aead(self->fd, &(struct crypt_auth_op) {
		.ses = self->ses.gcm, .op = COP_DECRYPT, .len = r.len,
		.src = self->room, .dst = self->room, .iv = self->iv }));
}

TEST_F(limit, overlapping_cipher_has_length_limit)
{
	struct request r = { .ses = self->ses.cbc };

	r.len = LIMIT + 16;
	/* dst starts inside src: the output would overwrite later input */
	EXPECT_EQ(-E2BIG, run_to(self, r, 16));
	EXPECT_EQ(-E2BIG, run_to(self, r, 1));
	EXPECT_EQ(-E2BIG, run_to(self, r, LIMIT + 15));
	/* otherwise there is no limit */
	EXPECT_EQ(0, run_to(self, r, LIMIT + 16));
	EXPECT_EQ(0, run_to(self, r, 0));
	r.len = LIMIT;
	EXPECT_EQ(0, run_to(self, r, 16));
	EXPECT_EQ(0, run_to(self, r, LIMIT - 1));
	r.len = 2 * LIMIT;
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses.cbc, COP_ENCRYPT, 0,
			      self->room + 100, r.len, self->room, NULL,
			      self->iv));
}

TEST_F(limit, hash_has_no_length_limit)
{
	uint8_t one[32], pieces[32];

	ASSERT_EQ(0,
		  dc_hash(self->fd, self->ses.sha, 0, self->room, ROOM, one));
	ASSERT_EQ(0, hash_pieces(self->fd, self->ses.sha, self->room, ROOM,
				 pieces, 1000));
	EXPECT_TRUE(same(one, pieces, 32));
	EXPECT_TRUE(same(self->room, self->was, ROOM));
}

TEST_HARNESS_MAIN
