// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_URING_REQ_AT takes requests of all sizes that CRYPTODEV_SUBMIT takes.
 */
#include <stdlib.h>

#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/uring.h"

#define LEN	32

static const uint8_t key[16] = "sixteen key byte";
static const uint8_t iv[16] = "an IV of 16 byte";

FIXTURE(size)
{
	int fd;
	struct io_uring ring;
	uint8_t src[LEN], dst[LEN], expected[LEN];
	struct {
		struct cryptodev_req r;
		uint8_t more[5000];
	} req;
};

FIXTURE_VARIANT(size)
{
	bool long_entries;
};

FIXTURE_VARIANT_ADD(size, long_entries) { .long_entries = true };
FIXTURE_VARIANT_ADD(size, short_entries) { .long_entries = false };

FIXTURE_SETUP(size)
{
	uint32_t ses;

	if (!uring_has_commands())
		SKIP(return, "this kernel's io_uring has no commands");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 4, variant->long_entries));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&ses));
	fill(self->src, LEN, 1);
	ASSERT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->src, LEN,
			      self->expected, NULL, iv));
	self->req.r = (struct cryptodev_req) {
		.ses = ses, .len = LEN, .src = native_pointer(self->src),
		.dst = native_pointer(self->dst), .iv = native_pointer(iv),
	};
}

FIXTURE_TEARDOWN(size)
{
	io_uring_queue_exit(&self->ring);
	close(self->fd);
}

/* Returns the result. The output is written only on success. */
static int run(FIXTURE_DATA(size) *self, const void *r, uint32_t size)
{
	static const uint8_t untouched[LEN];
	int res;

	memset(self->dst, 0, LEN);
	res = uring_run_at(&self->ring, self->fd, r, size);
	return same(self->dst, res ? untouched : self->expected, LEN) ? res : 1;
}

TEST_F(size, sizes_from_the_first_one_are_valid)
{
	static const uint32_t sizes[] = { 80, 88, 116, 120, 128, 4096 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		EXPECT_EQ(0, run(self, &self->req, sizes[i]));
	EXPECT_EQ(-EINVAL, run(self, &self->req, 0));
	EXPECT_EQ(-EINVAL, run(self, &self->req, 79));
	EXPECT_EQ(-EINVAL, run(self, &self->req, 4097));
	EXPECT_EQ(-EFAULT, run(self, NULL, 80));
	EXPECT_EQ(-EFAULT, run(self, NULL, 4096));
	self->req.more[7] = 1;
	EXPECT_EQ(0, run(self, &self->req, 127));
	EXPECT_EQ(-E2BIG, run(self, &self->req, 128));
}

TEST_F(size, reserved_field_must_be_zero)
{
	struct io_uring_sqe *sqe;

	sqe = uring_add_at(&self->ring, self->fd, &self->req, 80);
	ASSERT_NE(NULL, sqe);
	((char *)sqe)[48 + offsetof(struct cryptodev_req_at, reserved)] = 1;
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	EXPECT_EQ(-EINVAL, uring_wait(&self->ring, NULL));
}

TEST_HARNESS_MAIN
