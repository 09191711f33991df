// SPDX-License-Identifier: GPL-2.0
/*
 * Queued requests with public keys while the driver fails, stalls, is busy and
 * recovers: each has the right result, and none is lost. The task that fetches a
 * failed request processes it.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include <sys/mman.h>

#include "lib/flow.h"
#include "lib/key_route.h"
#include "lib/pins.h"

#define REQUESTS	6000
#define DEPTH		32	/* requests in flight */
#define ROUND		96	/* requests until the driver recovers */

/**
 * struct flight - a request that is submitted and not fetched
 * @busy: it is in flight
 * @kind: its kind
 * @out: its output
 */
struct flight {
	bool busy;
	enum key_route_kind kind;
	struct asym_out out;
};

FIXTURE(key_failover) {
	struct key_route t;
	long long pins;
	struct flight *flights;	/* DEPTH */
	bool stalled;
	int sent, forged;
};

FIXTURE_SETUP(key_failover)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	self->pins = pins_held();
	ASSERT_RIGHT(key_route_begin(&self->t));
	self->flights = (void *)pages(DEPTH * sizeof(*self->flights));
	ASSERT_NE(NULL, self->flights);
}

FIXTURE_TEARDOWN_PARENT(key_failover)
{
	EXPECT_RIGHT(key_route_end(&self->t));
	EXPECT_TRUE(pins_back_to(self->pins));
}

static long long got(const struct key_route *t, enum key_route_kind kind,
		     const char *what)
{
	return usage_number(t->driver[kind], what);
}

/* Submits a request of a kind; 1 or an error. */
static int submit(FIXTURE_DATA(key_failover) *self, enum key_route_kind kind,
		  int slot, uint32_t flags)
{
	struct flight *f = &self->flights[slot];
	struct cryptodev_req r = key_route_request(&self->t, kind);

	f->busy = true;
	f->kind = kind;
	memset(f->out.data, ASYM_FILL, sizeof(f->out.data));
	r.flags |= flags;
	r.dst = native_pointer(f->out.data);
	r.user_data = slot;
	self->sent++;
	self->forged += kind == KEY_FORGED;
	return dc_submit(self->t.fd, 0, &r, 1);
}

/* Returns NULL, or what is wrong with a result. */
static const char *check_result(void *test,
				const struct cryptodev_result *result)
{
	FIXTURE_DATA(key_failover) *self = test;
	struct flight *f = &self->flights[result->user_data];

	if (!f->busy)
		return failure("a result came twice");
	f->busy = false;
	f->out.len = result->result ? 0 : result->out_len;
	return key_route_compare(&self->t, f->kind, result->result, &f->out);
}

/* Submits a request of a random kind in a random way. */
static int submit_one(void *test)
{
	FIXTURE_DATA(key_failover) *self = test;
	enum key_route_kind kind = random_below(self->t.kinds);
	uint32_t worker = random_below(4) ? 0 : worker_flag();
	int slot = random_below(DEPTH);

	while (self->flights[slot].busy)
		slot = (slot + 1) % DEPTH;
	/* Some kernels wait for the device when a signature is submitted. */
	if (self->stalled && !worker && kind >= KEY_SIGN && kind <= KEY_FORGED)
		kind = KEY_DECRYPT;
	return submit(self, kind, slot, worker);
}

static struct flow flow_of(FIXTURE_DATA(key_failover) *self)
{
	return (struct flow) {
		.test = self, .submit = submit_one, .check = check_result,
		.fd = self->t.fd, .depth = DEPTH, .batch = 8,
	};
}

static bool disturb(FIXTURE_DATA(key_failover) *self)
{
	return accel_disturb(&self->stalled) &&
	       accel_set("rsa_fault_percent", accel_percent());
}

TEST_F_TIMEOUT(key_failover, no_request_is_lost_or_wrong, 600)
{
	const struct flow flow = flow_of(self);
	struct key_route *t = &self->t;
	long errors = accel_count("errors");
	struct usage was = usage_file(t->fd), now;
	int rounds = brief(REQUESTS / slowdown(), 8 * ROUND) / ROUND + 1;

	/* In each round, the driver misbehaves in another way. */
	while (rounds--) {
		ASSERT_TRUE(disturb(self));
		ASSERT_RIGHT(flow_run(&flow, ROUND, &self->stalled));
	}
	now = usage_file(t->fd);
	EXPECT_LT(errors, accel_count("errors"));
	EXPECT_EQ(self->sent, now.requests - was.requests);
	EXPECT_EQ(self->forged, now.errors - was.errors);
	ASSERT_TRUE(accel_set("error_percent", 0));
	ASSERT_TRUE(accel_set("rsa_fault_percent", 0));
	EXPECT_TRUE(key_route_heal(t));
}

TEST_F(key_failover, busy_driver_leaves_further_requests_to_the_cpu)
{
	const struct flow flow = flow_of(self);
	struct key_route *t = &self->t;
	long requests = accel_count("requests");
	long long kept = got(t, KEY_DECRYPT, "kept");
	struct cryptodev_result results[DEPTH];
	int i, fetched;

	ASSERT_TRUE(sysctl_set("offload_max_queued", 4));
	ASSERT_TRUE(accel_set("stall", 1));
	for (i = 0; i < 10; i++)
		ASSERT_EQ(1, submit(self, KEY_DECRYPT, i, 0));
	EXPECT_EQ(requests + 4, accel_count("requests"));
	EXPECT_EQ(kept + 6, got(t, KEY_DECRYPT, "kept"));
	ASSERT_EQ(6, dc_reap(t->fd, results, 6, DEPTH,
			     deadline_in_ms(WAIT_LIMIT_MS)));
	for (i = 0; i < 6; i++) {
		EXPECT_EQ(4 + i, results[i].user_data);
		EXPECT_RIGHT(check_result(self, &results[i]));
	}
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_RIGHT(flow_fetch(&flow, 4, &fetched));
	EXPECT_EQ(4, fetched);
	EXPECT_RIGHT(key_route_check(t, KEY_WAITED, KEY_DECRYPT));
	EXPECT_EQ(requests + 5, accel_count("requests"));
}

/* The submission does not compute: io-wq does, while the driver is stalled. */
TEST_F(key_failover, ring_computes_elsewhere)
{
	struct key_route *t = &self->t;
	long requests = accel_count("requests");
	struct cryptodev_req r[3];
	struct asym_out out[3];
	uint64_t which;
	int i, res;

	if (!uring_has_commands())
		SKIP(return, "io_uring has no commands");
	ASSERT_TRUE(sysctl_set("offload_max_queued", 1));
	ASSERT_TRUE(accel_set("stall", 1));
	memset(out, ASYM_FILL, sizeof(out));
	for (i = 0; i < 3; i++) {
		r[i] = key_route_request(t, KEY_DECRYPT);
		r[i].dst = native_pointer(out[i].data);
		io_uring_sqe_set_data64(uring_add(&t->ring, t->fd, &r[i]), i);
		ASSERT_EQ(1, io_uring_submit(&t->ring));
	}
	EXPECT_EQ(requests + 1, accel_count("requests"));
	for (i = 0; i < 3; i++) {
		res = uring_wait(&t->ring, &which);
		EXPECT_EQ(i == 2, which == 0);
		ASSERT_GT(3, which);
		out[which].len = res < 0 ? 0 : res;
		EXPECT_RIGHT(key_route_compare(t, KEY_DECRYPT, res < 0 ? res : 0,
					       &out[which]));
		if (i == 1)
			ASSERT_TRUE(accel_set("stall", 0));
	}
	EXPECT_EQ(requests + 1, accel_count("requests"));
}

/* The input is read again. */
TEST_F(key_failover, memory_that_is_gone_leaves_the_drivers_error)
{
	struct key_route *t = &self->t;
	long errors = accel_count("errors");
	struct cryptodev_req r = key_route_request(t, KEY_DECRYPT);
	struct cryptodev_result result;
	uint8_t *src = pages(4096);
	struct asym_out out;

	ASSERT_TRUE(accel_set("error_percent", 100));
	memcpy(src, t->in[KEY_DECRYPT], KEY_ROUTE_SIZE);
	memset(out.data, ASYM_FILL, sizeof(out.data));
	r.src = native_pointer(src);
	r.dst = native_pointer(out.data);
	ASSERT_EQ(1, dc_submit(t->fd, 0, &r, 1));
	ASSERT_TRUE(accel_errors_become(errors + 1));
	munmap(src, 4096);
	ASSERT_EQ(1, dc_reap(t->fd, &result, 1, 1,
			     deadline_in_ms(WAIT_LIMIT_MS)));
	EXPECT_EQ(-EIO, result.result);
	EXPECT_TRUE(all_are(out.data, sizeof(out.data), ASYM_FILL));
}

/* The sessions and the requests are checked in the teardown. */
TEST_F(key_failover, failed_requests_of_dead_process_are_freed)
{
	struct key_route *t = &self->t;
	long errors = accel_count("errors");
	int i, status;
	pid_t pid;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		t->fd = dc_open();
		if (!accel_set("error_percent", 100))
			_exit(1);
		for (i = KEY_ENCRYPT; i <= KEY_TEXT; i++)
			if (key_route_create(t, i, NULL, &t->ses[i]) ||
			    submit(self, i, i, 0) != 1)
				_exit(2);
		if (!accel_errors_become(errors + 3))
			_exit(3);
		raise(SIGKILL);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(errors + 3, accel_count("errors"));
}

/* In a child, which shares the fixture's memory with the parent. */
static void decrypt_on_own_session(const struct key_route *t)
{
	struct key_route mine = *t;

	mine.fd = dc_open();
	if (!key_route_create(&mine, KEY_DECRYPT, NULL, &mine.ses[KEY_DECRYPT]))
		key_route_check(&mine, KEY_WAITED, KEY_DECRYPT);
	_exit(0);
}

/*
 * It counts as waiting until the driver completes it. Its session is freed after
 * that.
 */
TEST_F(key_failover, killed_caller_leaves_request)
{
	struct key_route *t = &self->t;
	long long kept = got(t, KEY_DECRYPT, "kept");
	long users = accel_users();
	int status;
	pid_t pid;

	ASSERT_TRUE(sysctl_set("offload_max_queued", 1));
	ASSERT_TRUE(accel_set("error_percent", 100));
	ASSERT_TRUE(accel_set("stall", 1));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		decrypt_on_own_session(t);
	EXPECT_TRUE(accel_pending_becomes(1));
	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(1, accel_pending());
	EXPECT_RIGHT(key_route_check(t, KEY_WAITED, KEY_DECRYPT));
	EXPECT_EQ(kept + 1, got(t, KEY_DECRYPT, "kept"));
	ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(accel_users_become(users));
	EXPECT_TRUE(key_route_heal(t));
	EXPECT_EQ(kept + 1, got(t, KEY_DECRYPT, "kept"));
}

TEST_HARNESS_MAIN
