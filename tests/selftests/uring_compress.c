// SPDX-License-Identifier: GPL-2.0
/*
 * Compression through io_uring: the completion says how many bytes were written.
 */
#include "../kselftest_harness.h"
#include "lib/compress.h"
#include "lib/uring.h"

#define LEN	200000

FIXTURE(uring_compress) {
	int fd;
	struct io_uring ring;
	uint32_t ses;
	uint8_t *text, *stream, *back;
};

FIXTURE_VARIANT(uring_compress) {
	bool long_entries;
};

FIXTURE_VARIANT_ADD(uring_compress, short_entries) { false };
FIXTURE_VARIANT_ADD(uring_compress, long_entries) { true };

FIXTURE_SETUP(uring_compress)
{
	if (!uring_has_commands())
		SKIP(return, "no commands on this kernel");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 4, variant->long_entries));
	ASSERT_EQ(0, dc_compression(self->fd, CRYPTO_GZIP_COMP, &self->ses));
	self->text = pages(LEN);
	self->stream = pages(LEN);
	self->back = pages(LEN);
	fill_text(self->text, LEN, TEXT_WORDS, 1);
}

FIXTURE_TEARDOWN(uring_compress)
{
	io_uring_queue_exit(&self->ring);
	close(self->fd);
}

TEST_F(uring_compress, there_and_back)
{
	struct cryptodev_req r = compress_req(self->ses, 0, self->text, LEN,
					      self->stream, LEN);
	int len = uring_run(&self->ring, self->fd, &r);

	ASSERT_LT(0, len);
	ASSERT_GT(LEN, len);
	r = compress_req(self->ses, CRYPTODEV_REQ_DECRYPT, self->stream, len,
			 self->back, LEN);
	EXPECT_EQ(LEN, uring_run(&self->ring, self->fd, &r));
	EXPECT_TRUE(same(self->back, self->text, LEN));
	r.out_len = LEN - 1;
	EXPECT_EQ(-ENOSPC, uring_run(&self->ring, self->fd, &r));
	r.len--;
	r.out_len = LEN;
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
}

TEST_F(uring_compress, linked_command_runs)
{
	struct cryptodev_req r = compress_req(self->ses, 0, self->text, LEN,
					      self->stream, LEN);
	int linked;

	EXPECT_LT(0, uring_run_linked(&self->ring, self->fd, &r, &linked));
	EXPECT_EQ(0, linked);
}

TEST_HARNESS_MAIN
