// SPDX-License-Identifier: GPL-2.0
/*
 * Arrays of struct iovec that are malformed, too short, or have a range that is
 * not accessible: the exact error, and nothing is written. Ranges that the request
 * does not need are not used.
 */
#include <sys/uio.h>

#include "../kselftest_harness.h"

#include "lib/buffers.h"
#include "lib/native.h"

#define MOST	(160 * 1024)
#define BAD	((void *)16)

static const uint8_t key[16] = "sixteen key byte";
static const uint8_t iv[16] = "an IV of 16 byte";

FIXTURE(scatter)
{
	int fd;
	uint32_t cbc, gcm, sha;
	struct iovec src[4], dst[4];
	uint8_t *in, *out, mac[32];
	struct cryptodev_req r;
};

FIXTURE_SETUP(scatter)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	self->in = pages(MOST);
	self->out = guarded(MOST);
	ASSERT_TRUE(self->in && self->out);
	fill(self->in, MOST, 3);
	memset(self->out, 0xa5, MOST);
}

FIXTURE_TEARDOWN(scatter)
{
	close(self->fd);
}

/* A request of two ranges on either side, each of half of @len. */
static void prepare(FIXTURE_DATA(scatter) *self, uint32_t ses, uint32_t len)
{
	self->src[0] = (struct iovec) { self->in, len / 2 };
	self->src[1] = (struct iovec) { self->in + len / 2 + 64, len / 2 };
	self->dst[0] = (struct iovec) { self->out, len / 2 };
	self->dst[1] = (struct iovec) { self->out + len / 2 + 64,
					len / 2 + 16 };
	self->r = (struct cryptodev_req) {
		.ses = ses, .len = len, .iv = native_pointer(iv),
		.flags = CRYPTODEV_REQ_SRC_IOVEC | CRYPTODEV_REQ_DST_IOVEC,
		.src = native_pointer(self->src), .src_nr = 2,
		.dst = native_pointer(self->dst), .dst_nr = 2,
		.mac = native_pointer(self->mac),
	};
}

static int run_sized(FIXTURE_DATA(scatter) *self, uint32_t size)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .flags = CRYPTODEV_SUBMIT_WAIT, .nr = 1,
		.req_size = size, .reqs = native_pointer(&self->r),
	};
	int n = ioctl(self->fd, CRYPTODEV_SUBMIT, &submit);

	return n == 1 ? self->r.result : n < 0 ? -errno : -EIO;
}

static int run(FIXTURE_DATA(scatter) *self)
{
	return run_sized(self, sizeof(self->r));
}

/* The request fails with @error, writes nothing, and succeeds when prepared. */
#define EXPECT_ERROR(error) do {					\
	EXPECT_EQ(error, run(self));					\
	EXPECT_TRUE(all_are(self->out, MOST, 0xa5));			\
	EXPECT_TRUE(all_are(self->mac, sizeof(self->mac), 0));		\
	EXPECT_EQ(0, self->r.out_len);					\
} while (0)

static const uint32_t lens[] = { 64, 1024, 8192, 32768, 128 * 1024 };

TEST_F(scatter, arrays_are_checked)
{
	prepare(self, self->cbc, 64);
	self->r.src_nr = 0;
	EXPECT_ERROR(-EINVAL);
	prepare(self, self->cbc, 64);
	self->r.dst_nr = 0;
	EXPECT_ERROR(-EINVAL);
	prepare(self, self->cbc, 64);
	self->r.src_nr = 1025;
	EXPECT_ERROR(-EINVAL);
	prepare(self, self->cbc, 64);
	self->r.dst_nr = ~0u;
	EXPECT_ERROR(-EINVAL);
	prepare(self, self->cbc, 64);
	self->src[1].iov_len = -1;
	EXPECT_ERROR(-EINVAL);
	prepare(self, self->cbc, 64);
	self->r.src = native_pointer(BAD);
	EXPECT_ERROR(-EFAULT);
	prepare(self, self->cbc, 64);
	self->r.dst = 0;
	EXPECT_ERROR(-EFAULT);
	prepare(self, self->cbc, 64);
	self->r.reserved = 1;
	EXPECT_ERROR(-EINVAL);
	prepare(self, self->cbc, 64);
	EXPECT_EQ(-EINVAL, run_sized(self, CRYPTODEV_REQ_FIRST_SIZE));
	EXPECT_TRUE(all_are(self->out, MOST, 0xa5));
	prepare(self, self->cbc, 64);
	EXPECT_EQ(0, run(self));
}

TEST_F(scatter, short_arrays_are_einval)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		prepare(self, self->cbc, lens[i]);
		self->src[1].iov_len--;
		EXPECT_ERROR(-EINVAL);
		prepare(self, self->cbc, lens[i]);
		self->dst[1].iov_len -= 17;
		EXPECT_ERROR(-EINVAL);
		/* an AEAD needs room for its tag */
		prepare(self, self->gcm, lens[i]);
		self->dst[1].iov_len--;
		EXPECT_ERROR(-EINVAL);
		prepare(self, self->gcm, lens[i]);
		self->r.dst_nr = 1;
		EXPECT_ERROR(-EINVAL);
	}
}

TEST_F(scatter, inaccessible_range_is_efault)
{
	const uint32_t ses[] = { self->cbc, self->gcm };
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(lens); i++) {
		uint32_t len = lens[i / 2];

		prepare(self, ses[i % 2], len);
		self->src[1].iov_base = BAD;
		EXPECT_ERROR(-EFAULT);
		prepare(self, ses[i % 2], len);
		self->src[0].iov_base = BAD;
		EXPECT_ERROR(-EFAULT);
		prepare(self, ses[i % 2], len);
		self->dst[1].iov_base = BAD;
		EXPECT_ERROR(-EFAULT);
		/* the last byte is behind the end of the memory */
		prepare(self, ses[i % 2], len);
		self->dst[1].iov_base = self->out + MOST - (len / 2 - 1);
		EXPECT_ERROR(-EFAULT);
		/* a range that wraps around the end of the address space */
		prepare(self, ses[i % 2], len);
		self->dst[1].iov_base = (void *)-32L;
		EXPECT_ERROR(-EFAULT);
		prepare(self, ses[i % 2], len);
		self->src[1].iov_base = (void *)-32L;
		EXPECT_ERROR(-EFAULT);
	}
}

TEST_F(scatter, read_only_output_is_efault)
{
	unsigned int i;

	ASSERT_EQ(0, mprotect(self->in, MOST, PROT_READ));
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		prepare(self, self->cbc, lens[i]);
		self->dst[1].iov_base = self->in;
		EXPECT_ERROR(-EFAULT);
		prepare(self, self->cbc, lens[i]);
		self->r.dst = self->r.src;
		EXPECT_ERROR(-EFAULT);
	}
}

TEST_F(scatter, ranges_beyond_the_need_are_not_used)
{
	uint8_t *expected = pages(MOST), *digest = self->mac;
	unsigned int i;

	ASSERT_NE(NULL, expected);
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		uint32_t half = lens[i] / 2;

		prepare(self, self->cbc, lens[i]);
		self->src[0].iov_len = half;
		self->src[1] = (struct iovec) { BAD, 0 };
		self->src[2] = (struct iovec) { self->in + half, MOST };
		self->src[3] = (struct iovec) { BAD, 4096 };
		self->r.src_nr = 4;
		self->dst[1] = (struct iovec) { self->out + half, half };
		self->dst[2] = (struct iovec) { BAD, 4096 };
		self->r.dst_nr = 3;
		memset(self->out, 0xa5, MOST);
		EXPECT_EQ(0, run(self));
		ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0,
				      self->in, lens[i], expected, NULL, iv));
		EXPECT_TRUE(same(self->out, expected, lens[i]));
		EXPECT_TRUE(all_are(self->out + lens[i], MOST - lens[i], 0xa5));
		/* a hash has no output, so only the number of entries counts */
		self->r.ses = self->sha;
		self->r.dst = native_pointer(BAD);
		EXPECT_EQ(0, run(self));
		ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, self->in, lens[i],
				     expected));
		EXPECT_TRUE(same(digest, expected, 32));
	}
}

/* Ranges of the output that overlap: the later one wins. */
TEST_F(scatter, overlapping_output_is_written_in_order)
{
	uint8_t expected[8192];

	prepare(self, self->cbc, 8192);
	self->dst[1].iov_base = self->out + 64;
	EXPECT_EQ(0, run(self));
	self->dst[1].iov_base = self->out + 16384;
	EXPECT_EQ(0, run(self));
	memcpy(expected, self->out, 64);
	memcpy(expected + 64, self->out + 16384, 4096);
	prepare(self, self->cbc, 8192);
	self->dst[1].iov_base = self->out + 64;
	EXPECT_EQ(0, run(self));
	EXPECT_TRUE(same(self->out, expected, 64 + 4096));
}

TEST_F(scatter, forged_message_leaves_no_text)
{
	unsigned int i, in_place;

	for (i = 0; i < ARRAY_SIZE(lens); i++)
		for (in_place = 0; in_place < 2; in_place++) {
			fill(self->in, MOST, 3);
			memset(self->out, 0xa5, MOST);
			prepare(self, self->gcm, lens[i]);
			if (in_place)
				self->r.dst = self->r.src;
			self->r.flags |= CRYPTODEV_REQ_DECRYPT;
			EXPECT_EQ(-EBADMSG, run(self));
			EXPECT_EQ(0, self->r.out_len);
			if (in_place)
				continue;
			/* The output is as it was, or wiped. */
			EXPECT_TRUE(all_are(self->out, lens[i] / 2, 0xa5) ||
				    all_are(self->out, lens[i] / 2, 0));
			EXPECT_TRUE(all_are(self->out + lens[i] / 2, 64, 0xa5));
		}
}

/* A request whose IV cannot be written leaves its arrays to no other request. */
TEST_F(scatter, failed_request_leaves_no_arrays)
{
	struct cryptodev_req r[2];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		prepare(self, self->gcm, lens[i]);
		r[1] = self->r;
		r[1].flags = 0;
		r[1].src = -4096ULL;
		r[1].dst = native_pointer(self->out);
		r[0] = self->r;
		r[0].flags |= CRYPTODEV_REQ_IV_RANDOM;
		r[0].iv = native_pointer(BAD);
		ASSERT_EQ(2, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, r, 2));
		EXPECT_EQ(-EFAULT, r[0].result);
		EXPECT_EQ(-EFAULT, r[1].result) {
			TH_LOG("%u bytes", lens[i]);
		}
		EXPECT_TRUE(all_are(self->out, MOST, 0xa5));
	}
}

TEST_F(scatter, other_sessions_cannot_scatter)
{
	struct cryptodev_create gmac = {
		.size = sizeof(gmac), .cipher = CRYPTO_DEFLATE_COMP,
	};
	uint32_t both;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16,
				CRYPTO_SHA1_HMAC, key, 16, &both));
	prepare(self, both, 64);
	self->r.dst = self->r.src;
	self->r.dst_nr = 2;
	self->r.flags |= CRYPTODEV_REQ_TLS;
	EXPECT_ERROR(-EINVAL);
	self->r.flags ^= CRYPTODEV_REQ_TLS | CRYPTODEV_REQ_SRTP;
	EXPECT_ERROR(-EINVAL);
	if (dc_ioctl(self->fd, CRYPTODEV_CREATE, &gmac))
		return;
	prepare(self, gmac.ses, 64);
	EXPECT_ERROR(-EOPNOTSUPP);
}

TEST_HARNESS_MAIN
