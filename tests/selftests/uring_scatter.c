// SPDX-License-Identifier: GPL-2.0
/*
 * Requests through io_uring whose input and output are arrays of struct iovec:
 * the same results as with one range each, from entries of both sizes, at once,
 * by io-wq or by a driver.
 */
#include <stdlib.h>
#include <sys/uio.h>

#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/uring.h"

#define MOST	(128 * 1024)

static const uint8_t key[16] = "sixteen key byte";
static const uint8_t iv[16] = "an IV of 16 byte";

FIXTURE(scatter)
{
	int fd;
	struct io_uring ring;
	uint32_t cbc, gcm;
	uint8_t *in, *out, *expected;
	struct iovec src[3], dst[3];
	struct cryptodev_req r;
};

FIXTURE_VARIANT(scatter)
{
	bool long_entries;
};

FIXTURE_VARIANT_ADD(scatter, long_entries) { .long_entries = true };
FIXTURE_VARIANT_ADD(scatter, short_entries) { .long_entries = false };

FIXTURE_SETUP(scatter)
{
	if (!uring_has_commands())
		SKIP(return, "this kernel's io_uring has no commands");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 4, variant->long_entries));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	self->in = pages(3 * MOST);
	ASSERT_NE(NULL, self->in);
	self->out = self->in + MOST;
	self->expected = self->out + MOST;
	fill(self->in, MOST, 5);
}

FIXTURE_TEARDOWN(scatter)
{
	io_uring_queue_exit(&self->ring);
	close(self->fd);
}

/* Cuts the message in three, and the output too, elsewhere. */
static void prepare(FIXTURE_DATA(scatter) *self, uint32_t ses, uint32_t len,
		    uint32_t out)
{
	self->src[0] = (struct iovec) { self->in, len / 4 };
	self->src[1] = (struct iovec) { self->in + len / 4, len / 2 };
	self->src[2] = (struct iovec) { self->in + len / 4 * 3, len / 4 };
	self->dst[0] = (struct iovec) { self->out, len / 2 };
	self->dst[1] = (struct iovec) { self->out + MOST / 2, len / 2 };
	self->dst[2] = (struct iovec) { self->out + MOST - 64, out - len };
	self->r = (struct cryptodev_req) {
		.ses = ses, .len = len, .iv = native_pointer(iv),
		.flags = CRYPTODEV_REQ_SRC_IOVEC | CRYPTODEV_REQ_DST_IOVEC,
		.src = native_pointer(self->src), .src_nr = 3,
		.dst = native_pointer(self->dst), .dst_nr = 3,
	};
	memset(self->out, 0xa5, MOST);
}

static bool right_output(const FIXTURE_DATA(scatter) *self, uint32_t len,
			 uint32_t out)
{
	return same(self->out, self->expected, len / 2) &&
	       same(self->out + MOST / 2, self->expected + len / 2, len / 2) &&
	       same(self->out + MOST - 64, self->expected + len, out - len);
}

static const uint32_t lens[] = { 64, 1024, 16384, 64 * 1024, 96 * 1024 };

TEST_F(scatter, cipher)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0,
				      self->in, lens[i], self->expected, NULL,
				      iv));
		prepare(self, self->cbc, lens[i], lens[i]);
		EXPECT_EQ(0, uring_run_at(&self->ring, self->fd, &self->r,
					  sizeof(self->r)));
		EXPECT_TRUE(right_output(self, lens[i], lens[i]));
	}
}

TEST_F(scatter, aead)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		struct crypt_auth_op caop = {
			.ses = self->gcm, .len = lens[i], .src = self->in,
			.dst = self->expected, .iv = (uint8_t *)iv,
		};
		uint32_t out = lens[i] + 16;

		ASSERT_EQ(0, dc_aead(self->fd, &caop));
		prepare(self, self->gcm, lens[i], out);
		EXPECT_EQ(out, uring_run_at(&self->ring, self->fd, &self->r,
					    sizeof(self->r)));
		EXPECT_TRUE(right_output(self, lens[i], out));
	}
}

TEST_F(scatter, registered_buffers_and_first_version_are_einval)
{
	struct io_uring_sqe *sqe;

	prepare(self, self->cbc, 64, 64);
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &self->r));
	EXPECT_EQ(-EINVAL, uring_run_at(&self->ring, self->fd, &self->r,
					CRYPTODEV_REQ_FIRST_SIZE));
	sqe = uring_add_at(&self->ring, self->fd, &self->r, sizeof(self->r));
	ASSERT_NE(NULL, sqe);
	sqe->rw_flags = IORING_URING_CMD_FIXED;
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	/* Kernels look up the buffer first, or leave it to the module. */
	EXPECT_GT(0, uring_wait(&self->ring, NULL));
	EXPECT_TRUE(all_are(self->out, MOST, 0xa5));
}

TEST_HARNESS_MAIN
