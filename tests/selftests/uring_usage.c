// SPDX-License-Identifier: GPL-2.0
/*
 * Requests through io_uring count once and are traced once, like others.
 */
#include "../kselftest_harness.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/trace_events.h"
#include "lib/uring.h"
#include "lib/usage.h"

#define LEN	48

FIXTURE(uring_usage) {
	int fd;
	struct io_uring ring;
	struct cryptodev_req r;
	uint8_t key[16], iv[16], text[LEN], out[LEN];
	struct trace t;
};

FIXTURE_SETUP(uring_usage)
{
	if (!uring_has_commands())
		SKIP(return, "io_uring has no commands");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 4, true));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->r.ses));
	self->r.len = LEN;
	self->r.src = (uintptr_t)self->text;
	self->r.dst = (uintptr_t)self->out;
	self->r.iv = (uintptr_t)self->iv;
}

FIXTURE_TEARDOWN(uring_usage)
{
	io_uring_queue_exit(&self->ring);
	close(self->fd);
}

TEST_F(uring_usage, commands_are_counted)
{
	struct usage none = {};

	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &self->r));
	self->r.len--;
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &self->r));
	/* Forced to another thread, so it does not complete at once. */
	self->r.len++;
	self->r.flags = worker_flag();
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &self->r));
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 1, 3, 3 * LEN - 1, 1);
	EXPECT_EQ(0, usage_fdinfo(self->fd, "in-flight"));
}

TEST_F(uring_usage, commands_are_traced)
{
	long long request;

	if (!trace_is_available())
		SKIP(return, "this kernel has no trace events");
	ASSERT_TRUE(trace_begin());
	EXPECT_TRUE(trace_on(""));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &self->r));
	trace_read(&self->t);
	EXPECT_TRUE(trace_end());
	ASSERT_EQ(2, self->t.nr);
	EXPECT_TRUE(trace_is(self->t.event[0], trace_events[2]));
	EXPECT_TRUE(trace_is(self->t.event[1], trace_events[3]));
	request = trace_number(self->t.event[0], "request");
	EXPECT_LT(0, request);
	EXPECT_EQ(request, trace_number(self->t.event[1], "request"));
	EXPECT_EQ(LEN, trace_number(self->t.event[1], "len"));
	EXPECT_EQ(0, trace_number(self->t.event[1], "result"));
}

TEST_HARNESS_MAIN
