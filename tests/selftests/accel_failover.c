// SPDX-License-Identifier: GPL-2.0
/*
 * Queued requests while the driver fails, stalls and recovers: each has the right
 * result, and none is lost. The task that fetches a failed request processes it.
 */
#include "../kselftest_harness.h"
#include <sys/mman.h>
#include "lib/async.h"
#include "lib/flow.h"
#include "lib/pins.h"
#include "lib/process.h"
#include "lib/route.h"

#define REQUESTS	100000
#define DEPTH		64	/* requests in flight */
#define ROUND		512	/* requests until the driver recovers */
#define SLOT		4160	/* bytes of an output: 4096, a tag, and a filler */
#define LENGTHS		4
#define PAIR		6	/* the kind whose requests take several steps */

static const uint32_t lengths[LENGTHS] = { 16, 512, 1040, 4096 };

/**
 * struct flight - a request that is submitted and not fetched
 * @kind: its kind
 * @length: index of its length
 * @order: its number among the requests of its session
 * @busy: it is in flight
 */
struct flight {
	int kind, length;
	uint64_t order;
	bool busy;
};

FIXTURE(accel_failover) {
	struct route_test t;
	long long pins;
	uint8_t *want[ROUTE_KINDS][LENGTHS];
	uint8_t right[ROUTE_KINDS][LENGTHS][64];
	uint8_t *out;		/* DEPTH slots */
	uint8_t digest[DEPTH][64];
	struct flight flights[DEPTH];
	uint64_t last[ROUTE_KINDS], next[ROUTE_KINDS];
	bool ordered, stalled;
};

FIXTURE_SETUP(accel_failover)
{
	int i, j;

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	self->pins = pins_held();
	ASSERT_RIGHT(route_begin(&self->t));
	self->out = pages(DEPTH * SLOT);
	ASSERT_NE(NULL, self->out);
	for (i = 0; i < ROUTE_KINDS; i++) {
		for (j = 0; j < LENGTHS; j++) {
			self->want[i][j] = pages(SLOT);
			ASSERT_NE(NULL, self->want[i][j]);
			ASSERT_TRUE(route_want(&self->t, i, lengths[j],
					       self->want[i][j],
					       self->right[i][j]));
		}
	}
	random_init();
}

FIXTURE_TEARDOWN_PARENT(accel_failover)
{
	EXPECT_RIGHT(route_end(&self->t));
	EXPECT_TRUE(pins_back_to(self->pins));
}

static int free_slot(const FIXTURE_DATA(accel_failover) *self)
{
	int slot = random_below(DEPTH);

	while (self->flights[slot].busy)
		slot = (slot + 1) % DEPTH;
	return slot;
}

/* Submits a request of a random kind and length. */
static int submit_one(void *test)
{
	FIXTURE_DATA(accel_failover) *self = test;
	int slot = free_slot(self);
	struct flight *f = &self->flights[slot];
	uint8_t *out = self->out + slot * SLOT;
	struct cryptodev_req r;

	*f = (struct flight) {
		.kind = random_below(ROUTE_KINDS),
		.length = random_below(LENGTHS), .busy = true,
	};
	/* Without worker threads, the submitter would wait for this driver. */
	if (self->stalled && f->kind == PAIR)
		f->kind = 0;
	f->order = self->next[f->kind]++;
	memset(out, ROUTE_FILLER, lengths[f->length] + 64);
	memset(self->digest[slot], ROUTE_FILLER, 64);
	route_request(&self->t, f->kind, lengths[f->length], out,
		      self->digest[slot], &r);
	r.user_data = slot;
	return dc_submit(self->t.fd, 0, &r, 1);
}

/* Returns NULL, or what is wrong with a result. */
static const char *check_result(void *test,
				const struct cryptodev_result *result)
{
	FIXTURE_DATA(accel_failover) *self = test;
	int slot = result->user_data;
	struct flight *f = &self->flights[slot];
	uint32_t len = lengths[f->length];
	const char *driver = route_kinds[f->kind].driver;

	if (!f->busy)
		return failure("a result came twice");
	f->busy = false;
	if (result->result)
		return failure("%s, %u bytes: %s", driver, len,
			       strerror(-result->result));
	if (!same(self->out + slot * SLOT, self->want[f->kind][f->length],
		  len + 64) ||
	    !same(self->digest[slot], self->right[f->kind][f->length], 64))
		return failure("%s, %u bytes: wrong", driver, len);
	if (self->ordered && f->order != self->last[f->kind]++)
		return failure("%s: out of order", driver);
	return NULL;
}

static bool disturb(FIXTURE_DATA(accel_failover) *self)
{
	return accel_disturb(&self->stalled) &&
	       sysctl_set("offload_min_bytes", 512 * random_below(2));
}

/* In each round, the driver misbehaves in another way. */
static void run_rounds(struct __test_metadata *_metadata,
		       FIXTURE_DATA(accel_failover) *self)
{
	const struct flow flow = {
		.test = self, .submit = submit_one, .check = check_result,
		.fd = self->t.fd, .depth = DEPTH, .batch = 16,
	};
	long errors = accel_count("errors");
	int rounds = brief(REQUESTS / slowdown(), 8 * ROUND) / ROUND + 1;

	while (rounds--) {
		ASSERT_TRUE(disturb(self));
		ASSERT_RIGHT(flow_run(&flow, ROUND, &self->stalled));
		ASSERT_TRUE(accel_set("error_percent", 0));
		ASSERT_TRUE(route_heal(&self->t));
	}
	EXPECT_LT(errors, accel_count("errors"));
}

TEST_F_TIMEOUT(accel_failover, no_request_is_lost_or_wrong, 600)
{
	run_rounds(_metadata, self);
}

TEST_F_TIMEOUT(accel_failover, ordered_sessions_keep_their_order, 600)
{
	struct route_test *t = &self->t;
	int i;

	for (i = 0; i < ROUTE_KINDS; i++)
		ASSERT_EQ(0, dc_create(t->fd, CRYPTODEV_CREATE_ORDERED |
				       route_kinds[i].flags,
				       route_kinds[i].cipher, route_kinds[i].mac,
				       t->key, route_kinds[i].keylen,
				       &t->ses[i]));
	self->ordered = true;
	run_rounds(_metadata, self);
}

/* The IV of a queued request is kept when its result is fetched. */
TEST_F(accel_failover, iv_chains_through_queued_failures)
{
	struct route_test *t = &self->t;
	struct cryptodev_result result;
	struct cryptodev_req r;
	int i, at;

	for (i = 0; i < 2; i++) {
		memset(self->out, ROUTE_FILLER, SLOT);
		for (at = 0; at < 4096; at += 512) {
			ASSERT_TRUE(accel_set("error_percent",
					      at / 512 % 3 == 1 ? 100 : 0));
			route_request(t, i, 512, self->out + at,
				      self->digest[0], &r);
			r.src = native_pointer(t->in + at);
			if (at)
				r.iv = 0;
			ASSERT_EQ(1, dc_submit(t->fd, 0, &r, 1));
			ASSERT_EQ(1, dc_reap(t->fd, &result, 1, 1,
					     deadline_in_ms(60000)));
			ASSERT_EQ(0, result.result);
		}
		EXPECT_TRUE(same(self->out, self->want[i][3], SLOT));
	}
}

/* Submits a request that the driver fails, and waits until it has. */
static bool submit_failing(struct route_test *t, uint32_t len, uint8_t *src,
			   uint8_t *dst)
{
	long errors = accel_count("errors");
	struct cryptodev_req r;

	route_request(t, 0, len, dst, NULL, &r);
	r.src = native_pointer(src);
	return accel_set("error_percent", 100) &&
	       dc_submit(t->fd, 0, &r, 1) == 1 &&
	       accel_errors_become(errors + 1);
}

TEST_F(accel_failover, memory_that_is_gone_leaves_the_drivers_error)
{
	static const uint32_t lens[] = { 512, 4096 };
	struct route_test *t = &self->t;
	struct cryptodev_result result;
	uint8_t *src;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		src = pages(4096);
		memset(self->out, ROUTE_FILLER, SLOT);
		ASSERT_TRUE(submit_failing(t, lens[i], src, self->out));
		munmap(src, 4096);
		ASSERT_EQ(1, dc_reap(t->fd, &result, 1, 1,
				     deadline_in_ms(60000)));
		EXPECT_EQ(-EIO, result.result);
		EXPECT_TRUE(all_are(self->out, SLOT, ROUTE_FILLER));
	}
}

/* The sessions, requests and pins are checked in the teardown. */
TEST_F(accel_failover, failed_requests_of_dead_process_are_freed)
{
	struct route_test *t = &self->t;
	long errors = accel_count("errors");
	int status;
	pid_t pid;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		t->fd = dc_open();
		if (dc_create(t->fd, 0, CRYPTO_AES_CBC, 0, t->key, 16,
			      &t->ses[0]) ||
		    !submit_failing(t, 512, t->in, self->out) ||
		    !submit_failing(t, 4096, t->in, self->out))
			_exit(1);
		raise(SIGKILL);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(errors + 2, accel_count("errors"));
}

TEST_HARNESS_MAIN
