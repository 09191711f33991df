// SPDX-License-Identifier: GPL-2.0
/*
 * poll(2) and epoll(7) for results and for room, and which process may fetch a
 * result when several share an open file.
 */
#include "../kselftest_harness.h"
#include <sys/epoll.h>
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/process.h"
#include "lib/sysctl.h"
#include "lib/usage.h"

FIXTURE(async_wait) {
	int fd, epoll;
	long max;		/* dev.crypto.max_in_flight */
	struct crypt_op op;
	uint8_t key[16], iv[16], in[512], want[512], out[512];
};

FIXTURE_SETUP(async_wait)
{
	self->max = sysctl_get("max_in_flight");
	ASSERT_LT(0, self->max);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->epoll = epoll_create1(EPOLL_CLOEXEC);
	ASSERT_LE(0, self->epoll);
	fill(self->key, sizeof(self->key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->in, sizeof(self->in), 3);
	memset(&self->op, 0, sizeof(self->op));
	self->op.len = sizeof(self->in);
	self->op.src = self->in;
	self->op.dst = self->out;
	self->op.iv = self->iv;
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->op.ses));
	ASSERT_EQ(0, dc_crypt(self->fd, self->op.ses, COP_ENCRYPT, 0, self->in,
			      sizeof(self->in), self->want, NULL, self->iv));
}

FIXTURE_TEARDOWN(async_wait)
{
	close(self->epoll);
	close(self->fd);
	EXPECT_TRUE(sysctl_set("max_in_flight", self->max));
}

static bool epoll_watch(FIXTURE_DATA(async_wait) *self, uint32_t events)
{
	struct epoll_event e = { .events = events };

	return !epoll_ctl(self->epoll, EPOLL_CTL_ADD, self->fd, &e);
}

/* Returns the events that epoll reports within so many milliseconds. */
static int events_within(FIXTURE_DATA(async_wait) *self, int ms)
{
	struct epoll_event e = { 0 };
	int n = epoll_wait(self->epoll, &e, 1, ms);

	return n < 0 ? -errno : n ? (int)e.events : 0;
}

TEST_F(async_wait, new_file_has_room_and_no_result)
{
	int fd = dc_open();

	EXPECT_EQ(POLLOUT, dc_poll(fd, POLLIN | POLLOUT | POLLPRI, 0));
	EXPECT_EQ(POLLOUT | POLLWRNORM,
		  dc_poll(fd, POLLRDNORM | POLLOUT | POLLWRNORM, 0));
	close(fd);
}

TEST_F(async_wait, poll_reports_until_fetched)
{
	struct crypt_op got;
	int i;

	for (i = 0; i < 2; i++)
		ASSERT_EQ(0, dc_async(self->fd, &self->op));
	for (i = 0; i < 2; i++) {
		EXPECT_EQ(POLLIN | POLLRDNORM,
			  dc_poll(self->fd, POLLIN | POLLRDNORM,
				  WAIT_LIMIT_MS));
		EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, 0));
		EXPECT_EQ(0, dc_fetch(self->fd, &got));
	}
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 20));
	EXPECT_TRUE(same(self->out, self->want, sizeof(self->out)));
}

TEST_F(async_wait, epoll_level)
{
	struct crypt_op got;

	ASSERT_TRUE(epoll_watch(self, EPOLLIN));
	EXPECT_EQ(0, events_within(self, 20));
	ASSERT_EQ(0, dc_async(self->fd, &self->op));
	EXPECT_EQ(EPOLLIN, events_within(self, WAIT_LIMIT_MS));
	EXPECT_EQ(EPOLLIN, events_within(self, 0));
	EXPECT_EQ(0, dc_fetch(self->fd, &got));
	EXPECT_EQ(0, events_within(self, 20));
}

/* epoll reports each result once. */
TEST_F(async_wait, epoll_edge_reports_each_result)
{
	struct crypt_op got;
	int i;

	ASSERT_TRUE(epoll_watch(self, EPOLLIN | EPOLLET));
	for (i = 0; i < 3; i++) {
		ASSERT_EQ(0, dc_async(self->fd, &self->op));
		EXPECT_EQ(EPOLLIN, events_within(self, WAIT_LIMIT_MS));
		EXPECT_EQ(0, events_within(self, 20));
	}
	for (i = 0; i < 3; i++)
		EXPECT_EQ(0, dc_fetch(self->fd, &got));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &got));
}

TEST_F(async_wait, epoll_edge_of_room)
{
	struct crypt_op got;

	ASSERT_TRUE(sysctl_set("max_in_flight", 1));
	ASSERT_TRUE(epoll_watch(self, EPOLLOUT | EPOLLET));
	EXPECT_EQ(EPOLLOUT, events_within(self, 0));
	ASSERT_EQ(0, dc_async(self->fd, &self->op));
	EXPECT_EQ(-EBUSY, dc_async(self->fd, &self->op));
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	EXPECT_EQ(0, events_within(self, 20));
	EXPECT_EQ(0, dc_fetch(self->fd, &got));
	EXPECT_EQ(EPOLLOUT, events_within(self, WAIT_LIMIT_MS));
	EXPECT_EQ(0, events_within(self, 20));
}

/* Each dialect has its own queue; a full queue has no room. */
TEST_F(async_wait, each_dialect_has_its_queue)
{
	struct cryptodev_req r = {
		.ses = self->op.ses, .len = self->op.len,
		.src = (uintptr_t)self->in, .dst = (uintptr_t)self->out,
		.iv = (uintptr_t)self->iv, .user_data = 77,
	};
	struct cryptodev_result result;
	struct crypt_op got;

	ASSERT_TRUE(sysctl_set("max_in_flight", 1));
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	EXPECT_EQ(-EBUSY, dc_submit(self->fd, 0, &r, 1));
	EXPECT_EQ(0, dc_poll(self->fd, POLLOUT, 0));
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &got));
	ASSERT_EQ(0, dc_async(self->fd, &self->op));
	ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 2, 0));
	EXPECT_EQ(77, result.user_data);
	EXPECT_EQ(0, result.result);
	EXPECT_EQ(0, dc_poll(self->fd, POLLOUT, 0));
	EXPECT_EQ(0, dc_reap(self->fd, &result, 0, 2, 0));
	EXPECT_EQ(0, dc_fetch_wait(self->fd, &got));
	EXPECT_EQ(POLLOUT, dc_poll(self->fd, POLLIN | POLLOUT, 0));
}

/* Runs in a child: only the parent can fetch the parent's results. */
static int child_fetches(FIXTURE_DATA(async_wait) *self)
{
	double end = seconds() + WAIT_LIMIT;
	struct cryptodev_result result;
	struct crypt_op got;
	int err;

	if (dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS) != POLLIN)
		return 1;
	/* That result may be the other dialect's. */
	while ((err = dc_fetch(self->fd, &got)) == -EBUSY && seconds() < end)
		usleep(1000);
	if (err != -EPERM)
		return 2;
	if (dc_fetch(self->fd, NULL) != -EPERM)
		return 3;
	if (dc_reap(self->fd, &result, 1, 1, 0) != -EPERM)
		return 4;
	return all_are(self->out, sizeof(self->out), 0) ? 0 : 5;
}

TEST_F(async_wait, child_cannot_fetch_parents_result)
{
	struct cryptodev_req r = {
		.ses = self->op.ses, .len = self->op.len,
		.src = (uintptr_t)self->in, .dst = (uintptr_t)self->out,
		.iv = (uintptr_t)self->iv,
	};
	struct cryptodev_result result;
	struct crypt_op got;
	int status;
	pid_t pid;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(child_fetches(self));
	ASSERT_EQ(0, dc_async(self->fd, &self->op));
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	ASSERT_TRUE(ends_within(pid, 100, &status));
	EXPECT_EQ(0, status);
	EXPECT_EQ(0, dc_fetch_wait(self->fd, &got));
	EXPECT_EQ(0, memcmp(&got, &self->op, sizeof(got)));
	EXPECT_EQ(1, dc_reap(self->fd, &result, 1, 1, 0));
	EXPECT_EQ(0, result.result);
	EXPECT_TRUE(same(self->out, self->want, sizeof(self->out)));
}

TEST_F(async_wait, child_fetches_its_own_result)
{
	struct crypt_op op = self->op;
	pid_t pid = fork();

	ASSERT_LE(0, pid);
	if (!pid)
		_exit(dc_async_crypt(self->fd, &op) ||
		      !same(self->out, self->want, sizeof(self->out)));
	EXPECT_TRUE(exits_well(pid));
	/* the output is in the child's memory, not in the parent's */
	EXPECT_TRUE(all_are(self->out, sizeof(self->out), 0));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &op));
}

/* Results of an exited process do not block others. */
TEST_F(async_wait, results_of_exited_process_do_not_block)
{
	struct cryptodev_req r = {
		.ses = self->op.ses, .len = self->op.len,
		.src = (uintptr_t)self->in, .dst = (uintptr_t)self->out,
		.iv = (uintptr_t)self->iv, .user_data = 5,
	};
	struct cryptodev_result result;
	struct crypt_op got;
	pid_t pid = fork();
	double end;
	int err;

	ASSERT_LE(0, pid);
	if (!pid)
		_exit(dc_async(self->fd, &self->op) ||
		      dc_submit(self->fd, 0, &r, 1) != 1);
	ASSERT_TRUE(exits_well(pid));
	r.user_data = 6;
	ASSERT_EQ(0, dc_async(self->fd, &self->op));
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	/* poll may report a result that no process can fetch */
	do {
		err = dc_fetch_wait(self->fd, &got);
	} while (err == -EBUSY);
	EXPECT_EQ(0, err);
	EXPECT_EQ(1, dc_reap(self->fd, &result, 1, 1, 0));
	EXPECT_EQ(6, result.user_data);
	EXPECT_TRUE(same(self->out, self->want, sizeof(self->out)));
	/*
	 * a device that completes out of order may report the dead process's
	 * last
	 */
	end = seconds() + WAIT_LIMIT;
	while (usage_fdinfo(self->fd, "in-flight") && seconds() < end) {
		EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &got));
		EXPECT_EQ(0, dc_reap(self->fd, &result, 0, 1, 0));
		usleep(1000);
	}
	EXPECT_EQ(0, usage_fdinfo(self->fd, "in-flight"));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &got));
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 20));
}

TEST_HARNESS_MAIN
