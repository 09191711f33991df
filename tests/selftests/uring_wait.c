// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring commands that would wait for another thread: their submission returns,
 * and io_uring completes them when that thread is done.
 */
#include <pthread.h>

#include "../kselftest_harness.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/stalled_memory.h"
#include "lib/uring.h"

#define LEN	512

FIXTURE(uring_wait)
{
	int fd, err;
	uint32_t sha;
	struct io_uring ring;
	struct stalled_memory stalled;
	uint8_t in[LEN], digest[32], want[32];
};

FIXTURE_SETUP(uring_wait)
{
	if (!uring_has_commands())
		SKIP(return, "io_uring has no commands");
	if (!stalled_open(&self->stalled, LEN))
		SKIP(return, "no userfaultfd");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	ASSERT_EQ(0, uring_open(&self->ring, 4, true));
	fill(self->in, LEN, 1);
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, self->in, LEN,
			     self->want));
}

FIXTURE_TEARDOWN(uring_wait)
{
	io_uring_queue_exit(&self->ring);
	stalled_close(&self->stalled);
	close(self->fd);
}

/* Updates the running hash with memory that is not there yet. */
static void *update(void *arg)
{
	FIXTURE_DATA(uring_wait) *self = arg;

	self->err = dc_hash(self->fd, self->sha, COP_FLAG_UPDATE,
			    self->stalled.p, LEN, NULL);
	return NULL;
}

/* A hash with RESET drops the running hash, which another thread updates. */
TEST_F(uring_wait, submission_does_not_wait_for_the_running_hash)
{
	struct cryptodev_req r = {
		.ses = self->sha, .flags = CRYPTODEV_REQ_RESET, .len = LEN,
		.src = native_pointer(self->in),
		.mac = native_pointer(self->digest),
	};
	struct io_uring_cqe *cqe;
	pthread_t thread;

	ASSERT_EQ(0, pthread_create(&thread, NULL, update, self));
	ASSERT_TRUE(stalled_is_accessed(&self->stalled));
	ASSERT_NE(NULL, uring_add(&self->ring, self->fd, &r));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	EXPECT_EQ(-EAGAIN, io_uring_peek_cqe(&self->ring, &cqe));
	ASSERT_TRUE(stalled_release(&self->stalled));
	EXPECT_EQ(0, uring_wait(&self->ring, NULL));
	EXPECT_TRUE(same(self->digest, self->want, 32));
	ASSERT_EQ(0, pthread_join(thread, NULL));
	EXPECT_EQ(0, self->err);
	/* There is no running hash, so this is the digest of one message. */
	EXPECT_EQ(0, dc_hash(self->fd, self->sha, COP_FLAG_FINAL, self->in, LEN,
			     self->digest));
	EXPECT_TRUE(same(self->digest, self->want, 32));
}

TEST_HARNESS_MAIN
