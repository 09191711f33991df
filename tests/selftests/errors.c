// SPDX-License-Identifier: GPL-2.0
/*
 * Wrong requests: their operation, flags, lengths, or the session's kind. Each
 * gives its exact error and leaves the buffers, the argument, the stored IV and
 * a running hash as they were.
 */
#include "../kselftest_harness.h"
#include "lib/request.h"
#include "lib/sessions.h"
#include "lib/sysctl.h"

#define BUF	256

FIXTURE(errors) {
	int fd;
	struct sessions ses;
	long limit;
	uint8_t *src, *dst, *mac, *iv;	/* each ends where its page does */
	uint8_t dst_was[BUF], mac_was[64], iv_was[16], src_was[BUF];
	uint8_t next[16];	/* src encrypted by cbc with its stored IV */
};

FIXTURE_SETUP(errors)
{
	int fd = dc_open();

	ASSERT_LE(0, fd);
	self->fd = fd;
	self->limit = sysctl_get("max_request_bytes");
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	self->src = guarded(BUF);
	self->dst = guarded(BUF);
	self->mac = guarded(64);
	self->iv = guarded(16);
	fill(self->src, BUF, 1);
	fill(self->dst, BUF, 2);
	fill(self->mac, 64, 3);
	fill(self->iv, 16, 4);
	memcpy(self->src_was, self->src, BUF);
	memcpy(self->dst_was, self->dst, BUF);
	memcpy(self->mac_was, self->mac, 64);
	memcpy(self->iv_was, self->iv, 16);
}

FIXTURE_TEARDOWN(errors)
{
	if (self->limit > 0)
		sysctl_set("max_request_bytes", self->limit);
	close(self->fd);
}

/* Returns a request with the fixture's buffers. */
static struct request make_request(FIXTURE_DATA(errors) *self, uint32_t ses,
				   uint32_t len)
{
	struct request r = {
		.ses = ses, .len = len, .src = self->src, .dst = self->dst,
		.mac = self->mac, .iv = self->iv,
	};

	if (ses == self->ses.gcm || ses == self->ses.ccm)
		r.aead = true;
	return r;
}

static bool untouched(FIXTURE_DATA(errors) *self)
{
	return same(self->src, self->src_was, BUF) &&
	       same(self->dst, self->dst_was, BUF) &&
	       same(self->mac, self->mac_was, 64) &&
	       same(self->iv, self->iv_was, 16);
}

#define EXPECT_REFUSED(error, r) do { \
	EXPECT_EQ(error, request_run(self->fd, &(r))); \
	EXPECT_TRUE(untouched(self)); \
} while (0)

/* Leaves an IV in a session, and computes the next block with it. */
static int leave_iv(FIXTURE_DATA(errors) *self, uint32_t ses)
{
	uint8_t out[32];
	int err;

	err = dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->src, 16, out, out,
		       self->iv) ?:
	      dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->src, 16, self->next,
		       out, NULL) ?:
	      dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->src, 16, out, out,
		       self->iv);
	return err;
}

static bool iv_is_there(FIXTURE_DATA(errors) *self, uint32_t ses)
{
	uint8_t out[16], digest[32];

	return !dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->src, 16, out,
			 digest, NULL) &&
	       same(out, self->next, 16);
}

TEST_F(errors, invalid_op_or_flags_are_rejected)
{
	static const int bad_ops[] = { 2, 3, 0x100, 0x8000, 0xffff };
	static const int bad_flags[] = {
		0x80, 0x100, 0x4000, 0xff80, COP_FLAG_AEAD_TLS_TYPE,
		COP_FLAG_AEAD_SRTP_TYPE, COP_FLAG_UPDATE | 0x4000,
	};
	const uint32_t sessions[] = {
		self->ses.cbc,	self->ses.ctr,	self->ses.xts, self->ses.ecb,
		self->ses.null, self->ses.both, self->ses.sha, self->ses.hmac,
	};
	struct request r;
	size_t i, j;

	ASSERT_EQ(0, leave_iv(self, self->ses.cbc));
	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		r = make_request(self, sessions[i], 32);
		if (r.ses != self->ses.sha && r.ses != self->ses.hmac) {
			for (j = 0; j < ARRAY_SIZE(bad_ops); j++) {
				r.op = bad_ops[j];
				EXPECT_REFUSED(-EINVAL, r);
			}
		}
		r.op = COP_ENCRYPT;
		for (j = 0; j < ARRAY_SIZE(bad_flags); j++) {
			r.flags = bad_flags[j];
			EXPECT_REFUSED(-EINVAL, r);
		}
	}
	EXPECT_TRUE(iv_is_there(self, self->ses.cbc));
}

TEST_F(errors, hash_ignores_op)
{
	uint8_t want[32];

	ASSERT_EQ(0, dc_crypt(self->fd, self->ses.sha, 0, 0, self->src, 100,
			      NULL, want, NULL));
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses.sha, 0xffff, 0, self->src,
			      100, NULL, self->mac, NULL));
	EXPECT_TRUE(same(want, self->mac, 32));
	EXPECT_TRUE(same(self->mac + 32, self->mac_was + 32, 32));
}

TEST_F(errors, partial_blocks_are_rejected)
{
	struct request r;
	uint32_t len;
	int op;

	ASSERT_EQ(0, leave_iv(self, self->ses.cbc));
	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		for (len = 1; len <= 65; len++) {
			if (!(len % 16))
				continue;
			r = make_request(self, self->ses.cbc, len);
			r.op = op;
			EXPECT_REFUSED(-EINVAL, r);
			r.flags = COP_FLAG_WRITE_IV;
			EXPECT_REFUSED(-EINVAL, r);
			r.ses = self->ses.ecb;
			EXPECT_REFUSED(-EINVAL, r);
			r.ses = self->ses.both;
			EXPECT_REFUSED(-EINVAL, r);
		}
		for (len = 1; len < 16; len++) {
			r = make_request(self, self->ses.xts, len);
			r.op = op;
			EXPECT_REFUSED(-EINVAL, r);
		}
	}
	/* checked before the memory */
	r = make_request(self, self->ses.cbc, 0xffffffff);
	EXPECT_REFUSED(-EINVAL, r);
	r.src = NULL;
	EXPECT_REFUSED(-EINVAL, r);
	EXPECT_TRUE(iv_is_there(self, self->ses.cbc));
}

/* An empty message: 0, and nothing is written. */
TEST_F(errors, empty_message_writes_nothing)
{
	const uint32_t sessions[] = {
		self->ses.cbc, self->ses.ctr,  self->ses.xts,
		self->ses.ecb, self->ses.null,
	};
	struct request r;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		r = make_request(self, sessions[i], 0);
		for (r.op = COP_ENCRYPT; r.op <= COP_DECRYPT; r.op++) {
			r.flags = 0;
			EXPECT_REFUSED(0, r);
			r.flags = COP_FLAG_WRITE_IV;
			EXPECT_REFUSED(0, r);
		}
		r.op = COP_ENCRYPT;
		r.flags = 0;
		r.src = NULL;
		r.dst = NULL;
		r.mac = NULL;
		r.iv = NULL;
		EXPECT_REFUSED(0, r);
	}
}

TEST_F(errors, aead_arguments_are_checked)
{
	static const uint32_t gcm_tags[] = { 1, 2, 3, 5, 6, 7, 9, 10, 11, 17, 32,
					     0x80000000, 0xffffffff };
	static const uint32_t ccm_tags[] = { 1, 2, 3, 5, 7, 9, 11, 13, 15, 17,
					     0x80000004, 0xffffffff };
	static const int flags[] = { 0x80, 0x8000, 0xff80 };
	const uint32_t sessions[] = { self->ses.gcm, self->ses.ccm };
	struct request r;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		r = make_request(self, sessions[i], 64);
		r.iv[0] = r.ses == self->ses.ccm ? 3 : r.iv[0];
		self->iv_was[0] = r.iv[0];
		memset(r.iv + 12, 0, 4);
		memset(self->iv_was + 12, 0, 4);
		for (r.op = 2; r.op < 0x10000; r.op *= 3)
			EXPECT_REFUSED(-EINVAL, r);
		for (r.op = COP_ENCRYPT; r.op <= COP_DECRYPT; r.op++) {
			for (j = 0; j < ARRAY_SIZE(flags); j++) {
				r.flags = flags[j];
				EXPECT_REFUSED(-EINVAL, r);
			}
			r.flags = 0;
			r.iv = NULL;
			EXPECT_REFUSED(-EFAULT, r);
			r.iv = self->iv;
			for (j = 0;
			     r.ses == self->ses.gcm && j < ARRAY_SIZE(gcm_tags);
			     j++) {
				r.tag_len = gcm_tags[j];
				EXPECT_REFUSED(-EINVAL, r);
			}
			for (j = 0;
			     r.ses == self->ses.ccm && j < ARRAY_SIZE(ccm_tags);
			     j++) {
				r.tag_len = ccm_tags[j];
				EXPECT_REFUSED(-EINVAL, r);
			}
			r.tag_len = 0;
		}
		/* shorter than its tag */
		r.op = COP_DECRYPT;
		for (r.len = 0; r.len < 16; r.len++)
			EXPECT_REFUSED(-EINVAL, r);
		r.tag_len = 8;
		for (r.len = 0; r.len < 8; r.len++)
			EXPECT_REFUSED(-EINVAL, r);
	}
}

TEST_F(errors, aead_iv_lengths_are_checked)
{
	const uint32_t sessions[] = { self->ses.gcm, self->ses.ccm };
	struct crypt_auth_op op, was;
	uint32_t len;
	bool right;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		for (len = 1; len <= 64; len++) {
			memset(self->iv, 0, 16);
			self->iv[0] = 3;
			memset(&op, 0, sizeof(op));
			op.ses = sessions[i];
			op.len = 64;
			op.src = self->src;
			op.dst = self->dst;
			op.iv = self->iv;
			op.iv_len = len == 64 ? 0x8000000c : len;
			was = op;
			right = sessions[i] == self->ses.gcm ? len == 12 :
				(len >= 7 && len <= 13) || len == 16;
			EXPECT_EQ(right ? 0 : -EINVAL, dc_aead(self->fd, &op)) {
				TH_LOG("iv_len %u", op.iv_len);
			}
			EXPECT_EQ(right, !same(&op, &was, sizeof(op)));
			EXPECT_EQ(right, !same(self->dst, self->dst_was, BUF));
			memcpy(self->dst, self->dst_was, BUF);
		}
	}
}

TEST_F(errors, wrong_kind_of_session_is_rejected)
{
	const uint32_t no_aead[] = { self->ses.cbc,  self->ses.ctr,
				     self->ses.xts,  self->ses.ecb,
				     self->ses.null, self->ses.sha,
				     self->ses.hmac, self->ses.both };
	const uint32_t no_hash[] = { self->ses.cbc,  self->ses.ctr,
				     self->ses.xts,  self->ses.ecb,
				     self->ses.null, self->ses.gcm,
				     self->ses.ccm };
	static const int types[] = { 0, COP_FLAG_AEAD_TLS_TYPE,
				     COP_FLAG_AEAD_SRTP_TYPE };
	struct cphash_op copy;
	struct request r;
	size_t i, j;

	ASSERT_EQ(0, leave_iv(self, self->ses.cbc));
	for (i = 0; i < ARRAY_SIZE(no_aead); i++) {
		for (j = 0; j < ARRAY_SIZE(types); j++) {
			r = make_request(self, no_aead[i], 32);
			r.aead = true;
			r.flags = types[j];
			EXPECT_REFUSED(-EOPNOTSUPP, r);
		}
	}
	for (i = 0; i < 4; i++) {
		r = make_request(self, i / 2 ? self->ses.ccm : self->ses.gcm,
				 32);
		r.aead = false;
		r.op = i % 2;
		EXPECT_REFUSED(-EOPNOTSUPP, r);
		r.flags = COP_FLAG_FINAL;
		EXPECT_REFUSED(-EOPNOTSUPP, r);
	}
	EXPECT_TRUE(iv_is_there(self, self->ses.cbc));
	for (i = 0; i < ARRAY_SIZE(no_hash); i++) {
		copy.dst_ses = self->ses.sha;
		copy.src_ses = no_hash[i];
		EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCPHASH, &copy));
		copy.dst_ses = no_hash[i];
		copy.src_ses = self->ses.sha;
		EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCPHASH, &copy));
		copy.src_ses = no_hash[i];
		EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	}
}

/* A session of another hash cannot be copied; both keep their running hash. */
TEST_F(errors, copy_between_different_hashes_is_rejected)
{
	static const uint32_t others[] = {
		CRYPTO_SHA1, CRYPTO_SHA2_224, CRYPTO_SHA2_512, CRYPTO_MD5,
		CRYPTO_SHA2_256_HMAC,
	};
	uint8_t want[64], digest[64], want_sha[32];
	struct cphash_op copy = { .src_ses = self->ses.sha };
	int fd = self->fd;
	size_t i;

	ASSERT_EQ(0, dc_hash(fd, self->ses.sha, 0, self->src, 50, want_sha));
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		uint32_t ses;

		ASSERT_EQ(0, dc_session(fd, 0, NULL, 0, others[i], "key", 3,
					&ses));
		memset(want, 0, 64);
		memset(digest, 0, 64);
		ASSERT_EQ(0, dc_hash(fd, ses, 0, self->src + 3, 70, want));
		ASSERT_EQ(0, dc_hash(fd, self->ses.sha, COP_FLAG_UPDATE,
				     self->src, 50, NULL));
		ASSERT_EQ(0, dc_hash(fd, ses, COP_FLAG_UPDATE, self->src + 3,
				     70, NULL));
		copy.src_ses = self->ses.sha;
		copy.dst_ses = ses;
		EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &copy));
		copy.src_ses = ses;
		copy.dst_ses = self->ses.sha;
		EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &copy));
		ASSERT_EQ(0, dc_hash(fd, ses, COP_FLAG_FINAL, NULL, 0, digest));
		EXPECT_TRUE(same(digest, want, 64));
		ASSERT_EQ(0, dc_hash(fd, self->ses.sha, COP_FLAG_FINAL, NULL, 0,
				     digest));
		EXPECT_TRUE(same(digest, want_sha, 32));
	}
}

TEST_HARNESS_MAIN
