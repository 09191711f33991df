// SPDX-License-Identifier: GPL-2.0
/*
 * Compression by a device: its streams are read back, zlib compresses what it
 * fails to, and a caller that is killed leaves.
 */
#include "../kselftest_harness.h"
#include <signal.h>

#include "lib/compress.h"
#include "lib/accel.h"
#include "lib/usage.h"

#define DRIVER		"deflate-accel"
#define LEN		100000
#define HUGE		(1u << 20)	/* more than the device takes */

FIXTURE(accel_compress) {
	int fd;
	long was[ACCEL_SETTINGS];	/* before */
	long users;			/* the same, of the device */
	long bytes;			/* dev.crypto.max_pinned_bytes */
	uint32_t deflate, nogrow;
	uint8_t *text, *stream, *back;
};

FIXTURE_SETUP(accel_compress)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->users = accel_users_at_rest();
	self->bytes = sysctl_get("max_pinned_bytes");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_compression(self->fd, CRYPTO_DEFLATE_COMP,
				    &self->deflate));
	ASSERT_EQ(0, dc_compression(self->fd, CRYPTO_DEFLATE_COMP_NOGROW,
				    &self->nogrow));
	self->text = pages(HUGE);
	self->stream = pages(grown(HUGE));
	self->back = pages(HUGE);
}

/* In the parent: a test that fails in the middle must not leave it stalled. */
FIXTURE_TEARDOWN_PARENT(accel_compress)
{
	EXPECT_TRUE(sysctl_set("max_pinned_bytes", self->bytes));
	EXPECT_TRUE(accel_restore(self->was));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_EQ(0, accel_count("in_flight"));
	EXPECT_TRUE(accel_users_become(self->users));
}

/* There by whatever compresses, and back. */
static void round_trip(struct __test_metadata *_metadata,
		       FIXTURE_DATA(accel_compress) *self, uint32_t len)
{
	uint32_t out_len, back_len;

	ASSERT_EQ(0, dc_compress(self->fd, self->deflate, 0, self->text, len,
				 self->stream, grown(len), &out_len));
	memset(self->back, 0xa5, len);
	EXPECT_EQ(0, dc_compress(self->fd, self->deflate, CRYPTODEV_REQ_DECRYPT,
				 self->stream, out_len, self->back, len ?: 1,
				 &back_len));
	EXPECT_EQ(len, back_len);
	EXPECT_TRUE(same(self->back, self->text, len));
}

TEST_F(accel_compress, accel_compresses)
{
	static const uint32_t lens[] = { 1, 100, 4096, 65536, 65537, LEN };
	struct session_info_op info = { .ses = self->deflate };
	long done = accel_count("completed");
	uint32_t kind, i;

	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_STREQ("deflate", info.cipher_info.cra_name);
	EXPECT_STREQ(DRIVER, info.cipher_info.cra_driver_name);
	EXPECT_EQ(SIOP_FLAG_KERNEL_DRIVER_ONLY, info.flags);
	for (kind = 0; kind < TEXTS; kind++)
		for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
			fill_text(self->text, lens[i], kind, i);
			round_trip(_metadata, self, lens[i]);
		}
	EXPECT_LE(done + kind * i, accel_count("completed"));
}

TEST_F(accel_compress, zlib_compresses_what_the_device_does_not)
{
	long done = accel_count("completed");

	fill_text(self->text, HUGE, TEXT_WORDS, 1);
	round_trip(_metadata, self, 0);
	EXPECT_EQ(done, accel_count("completed"));
	round_trip(_metadata, self, HUGE);
	ASSERT_TRUE(accel_set("error_percent", 100));
	round_trip(_metadata, self, LEN);
	EXPECT_LT(done + 1, accel_count("completed"));
}

/* The device's stream has no room: zlib's, which is shorter, may have it. */
TEST_F(accel_compress, room)
{
	uint32_t out_len;

	fill_text(self->text, LEN, TEXT_WORDS, 1);
	memset(self->stream, 0xa5, grown(LEN));
	EXPECT_EQ(-ENOSPC, dc_compress(self->fd, self->deflate, 0, self->text,
				       LEN, self->stream, 1000, &out_len));
	EXPECT_TRUE(all_are(self->stream, grown(LEN), 0xa5));
	EXPECT_EQ(0, dc_compress(self->fd, self->nogrow, 0, self->text, LEN,
				 self->stream, LEN, &out_len));
	EXPECT_GT(LEN, out_len);
	fill_text(self->text, LEN, TEXT_RANDOM, 1);
	memset(self->stream, 0xa5, grown(LEN));
	EXPECT_EQ(0, dc_compress(self->fd, self->nogrow, 0, self->text, LEN,
				 self->stream, LEN, &out_len));
	EXPECT_LE(LEN, out_len);
	EXPECT_TRUE(all_are(self->stream, grown(LEN), 0xa5));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, self->text,
				       LEN, NULL, grown(LEN), &out_len));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, NULL, LEN,
				       self->stream, grown(LEN), &out_len));
}

TEST_F(accel_compress, queued)
{
	struct cryptodev_req reqs[8];
	struct cryptodev_result result;
	uint32_t i, part = LEN / 8, out_len;

	fill_text(self->text, LEN, TEXT_WORDS, 1);
	for (i = 0; i < 8; i++) {
		reqs[i] = compress_req(self->deflate, 0, self->text + i * part,
				       part, self->stream + i * part, part);
		reqs[i].user_data = i;
	}
	ASSERT_EQ(8, dc_submit(self->fd, 0, reqs, 8));
	for (i = 0; i < 8; i++) {
		ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS)));
		ASSERT_EQ(0, result.result);
		EXPECT_EQ(0, dc_compress(self->fd, self->deflate,
					 CRYPTODEV_REQ_DECRYPT,
					 self->stream + result.user_data * part,
					 result.out_len,
					 self->back + result.user_data * part,
					 part, &out_len));
		EXPECT_EQ(part, out_len);
	}
	EXPECT_TRUE(same(self->back, self->text, 8 * part));
}

static pid_t compress_in_child(FIXTURE_DATA(accel_compress) *self)
{
	pid_t pid = fork();
	uint32_t out_len;

	if (!pid)
		_exit(!!dc_compress(self->fd, self->deflate, 0, self->text, LEN,
				    self->stream, LEN, &out_len));
	return pid;
}

/* A child that is killed while the stalled device has its request. */
static void leave_request(struct __test_metadata *_metadata,
			  FIXTURE_DATA(accel_compress) *self)
{
	long pending = accel_pending();
	pid_t pid = compress_in_child(self);
	int status;

	ASSERT_LE(0, pid);
	EXPECT_TRUE(accel_pending_becomes(pending + 1));
	kill(pid, SIGKILL);
	EXPECT_TRUE(ends_within(pid, 60, &status));
	EXPECT_TRUE(WIFSIGNALED(status));
}

/* The device has the request yet; it has no memory of the program's. */
TEST_F(accel_compress, killed_caller_leaves)
{
	long pending = accel_pending();

	ASSERT_TRUE(accel_set("stall", 1));
	leave_request(_metadata, self);
	EXPECT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(pending));
	round_trip(_metadata, self, LEN);
}

/* The device has the pages of two requests, and zlib compresses the third. */
TEST_F(accel_compress, pages_of_killed_callers_are_limited)
{
	long page = sysconf(_SC_PAGESIZE), pending = accel_pending();
	long each = 2 * ((LEN + page - 1) / page) * page;
	int status = -1;
	pid_t pid;

	fill_text(self->text, LEN, TEXT_WORDS, 1);
	ASSERT_TRUE(sysctl_set("max_pinned_bytes", 2 * each));
	ASSERT_TRUE(accel_set("stall", 1));
	leave_request(_metadata, self);
	leave_request(_metadata, self);
	pid = compress_in_child(self);
	ASSERT_LE(0, pid);
	if (!ends_within(pid, 20, &status))
		kill(pid, SIGKILL);
	EXPECT_EQ(0, status);
	EXPECT_EQ(pending + 2, accel_pending());
	EXPECT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(pending));
	round_trip(_metadata, self, LEN);
}

TEST_HARNESS_MAIN
