// SPDX-License-Identifier: GPL-2.0
/*
 * The arguments of CRYPTODEV_SUBMIT and CRYPTODEV_REAP, how long a reaper
 * waits, the order of results, and limits on their number.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include <stdlib.h>
#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/process.h"
#include "lib/stalled_memory.h"
#include "lib/sysctl.h"

#define LEN		2048
#define NR		64
#define FIRST		51	/* requests before the end of a page */
#define BIG		(3 << 20)

/* More than 2^14. 100000 take minutes on a slow kernel. */
#define IN_FLIGHT	((long)brief(100000.0 / slowdown(), 20000))

#define FLIGHT_MIB	1800	/* limit on the memory that this test uses */

FIXTURE(reap) {
	int fd;
	long max;		/* dev.crypto.max_in_flight */
	long max_user;		/* dev.crypto.max_user_requests */
	uint8_t key[16], iv[16];
	uint32_t ses;
	uint8_t *in, *out, *want;
	struct cryptodev_req *reqs;
	struct cryptodev_result *results;
};

FIXTURE_SETUP(reap)
{
	uint32_t i;

	self->max = sysctl_get("max_in_flight");
	self->max_user = sysctl_get("max_user_requests");
	ASSERT_LT(0, self->max);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, 16, 1);
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->ses));
	self->in = pages(BIG);
	self->out = pages(BIG);
	self->want = pages(BIG);
	fill(self->in, NR * LEN, 3);
	memset(self->out, 0xa5, NR * LEN);
	/* a test unmaps the next page */
	self->reqs = (struct cryptodev_req *)
			(pages(3 * page_size()) + page_size()) - FIRST;
	self->results = (void *)pages(3 * page_size());
	for (i = 0; i < NR; i++)
		self->reqs[i] = (struct cryptodev_req) {
			.ses = self->ses, .len = LEN,
			.src = (uintptr_t)self->in,
			.dst = (uintptr_t)(self->out + i * LEN),
			.iv = (uintptr_t)self->iv,
			.user_data = i + (1ull << 63), .result = 12345,
		};
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->in,
			      LEN, self->want, NULL, self->iv));
}

/* The requests of a closed file count for the user until they complete. */
FIXTURE_TEARDOWN(reap)
{
	close(self->fd);
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(sysctl_set("max_in_flight", self->max));
	EXPECT_TRUE(sysctl_set("max_user_requests", self->max_user));
}

/* Returns the number of right outputs, or -1 if another one has changed. */
static int right_outputs(FIXTURE_DATA(reap) *self)
{
	int i, n = 0;

	for (i = 0; i < NR; i++) {
		if (same(self->out + i * LEN, self->want, LEN))
			n++;
		else if (!all_are(self->out + i * LEN, LEN, 0xa5))
			return -1;
	}
	return n;
}

static int submit(FIXTURE_DATA(reap) *self, struct cryptodev_submit *s)
{
	int n = ioctl(self->fd, CRYPTODEV_SUBMIT, s);

	return n < 0 ? -errno : n;
}

TEST_F(reap, submit_argument_is_checked)
{
	struct {
		struct cryptodev_submit s;
		uint64_t more;
	} a = { .s = {
		.size = sizeof(a.s), .flags = CRYPTODEV_SUBMIT_WAIT, .nr = 1,
		.req_size = sizeof(struct cryptodev_req),
		.reqs = (uintptr_t)self->reqs,
	} };
	struct cryptodev_submit bad = a.s;

	bad.size = sizeof(bad) - 1;
	EXPECT_EQ(-EINVAL, submit(self, &bad));
	bad.size = 0;
	EXPECT_EQ(-EINVAL, submit(self, &bad));
	bad.size = 4097;
	EXPECT_EQ(-EINVAL, submit(self, &bad));
	bad = a.s;
	bad.flags |= 2;
	EXPECT_EQ(-EINVAL, submit(self, &bad));
	bad = a.s;
	bad.req_size = CRYPTODEV_REQ_FIRST_SIZE - 1;
	EXPECT_EQ(-EINVAL, submit(self, &bad));
	bad.req_size = 4097;
	EXPECT_EQ(-EINVAL, submit(self, &bad));
	EXPECT_EQ(-EFAULT, submit(self, NULL));
	bad = a.s;
	bad.nr = 0;
	EXPECT_EQ(0, submit(self, &bad));
	bad.reqs = 0;
	EXPECT_EQ(0, submit(self, &bad));
	bad.nr = 1;
	EXPECT_EQ(-EFAULT, submit(self, &bad));
	bad.flags = 0;
	EXPECT_EQ(-EFAULT, submit(self, &bad));
	a.s.size = sizeof(a);
	a.more = 1;
	EXPECT_EQ(-E2BIG, submit(self, &a.s));
	EXPECT_EQ(0, right_outputs(self));
	EXPECT_EQ(12345, self->reqs[0].result);
	a.more = 0;
	EXPECT_EQ(1, submit(self, &a.s));
	EXPECT_EQ(1, right_outputs(self));
	EXPECT_EQ(0, self->reqs[0].result);
}

/* Requests of a later version; the part that is new must be zeros. */
TEST_F(reap, longer_requests_must_end_in_zeros)
{
	struct {
		struct cryptodev_req r;
		uint8_t more[24];
	} reqs[4];
	struct cryptodev_submit s = {
		.size = sizeof(s), .nr = 4, .req_size = sizeof(reqs[0]),
		.reqs = (uintptr_t)reqs,
	};
	int i, wait;

	for (wait = 0; wait < 2; wait++) {
		s.flags = wait ? CRYPTODEV_SUBMIT_WAIT : 0;
		memset(reqs, 0, sizeof(reqs));
		memset(self->out, 0xa5, NR * LEN);
		for (i = 0; i < 4; i++)
			reqs[i].r = self->reqs[i];
		s.reqs = (uintptr_t)reqs;
		EXPECT_EQ(4, submit(self, &s));
		EXPECT_EQ(wait ? 0 : 4,
			  dc_reap(self->fd, self->results, wait ? 0 : 4, 8, 0));
		EXPECT_EQ(4, right_outputs(self));
		memset(self->out, 0xa5, NR * LEN);
		reqs[2].more[23] = 1;
		EXPECT_EQ(2, submit(self, &s));
		EXPECT_EQ(wait ? 0 : 2,
			  dc_reap(self->fd, self->results, wait ? 0 : 2, 8, 0));
		s.reqs = (uintptr_t)&reqs[2];
		EXPECT_EQ(-E2BIG, submit(self, &s));
		EXPECT_EQ(2, right_outputs(self));
		/* nothing is written there */
		EXPECT_EQ(1, reqs[2].more[23]);
		EXPECT_TRUE(all_are(reqs[0].more, 24, 0));
	}
}

/* Two pages of requests, the second of which may be missing. */
TEST_F(reap, unreadable_requests_end_batch)
{
	const int first = FIRST;
	int wait;

	ASSERT_TRUE(make_inaccessible(self->reqs + first, page_size()));
	for (wait = 0; wait < 2; wait++) {
		uint32_t flags = wait ? CRYPTODEV_SUBMIT_WAIT : 0;

		memset(self->out, 0xa5, NR * LEN);
		EXPECT_EQ(first, dc_submit(self->fd, flags, self->reqs, NR));
		if (!wait) {
			EXPECT_EQ(first, dc_reap(self->fd, self->results, first,
						 NR, 0));
		}
		EXPECT_EQ(first, right_outputs(self));
		EXPECT_EQ(-EFAULT, dc_submit(self->fd, flags,
					     self->reqs + first, 2));
		EXPECT_EQ(0, dc_reap(self->fd, self->results, 0, 1, 0));
	}
}

TEST_F(reap, unwritable_results_stay_queued)
{
	struct cryptodev_result *end = self->results +
			page_size() / sizeof(*end), *last = end - 3;
	uint64_t seen = 0;
	int i;

	ASSERT_EQ(0, mprotect(end, page_size(), PROT_READ));
	ASSERT_EQ(10, dc_submit(self->fd, 0, self->reqs, 10));
	EXPECT_EQ(3, dc_reap(self->fd, last, 10, 10, 0));
	EXPECT_EQ(-EFAULT, dc_reap(self->fd, last + 3, 1, 10, 0));
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, 0));
	EXPECT_EQ(7, dc_reap(self->fd, self->results, 7, 10, 0));
	memcpy(self->results + 7, last, 3 * sizeof(*last));
	for (i = 0; i < 10; i++) {
		EXPECT_EQ(0, self->results[i].result);
		seen |= 1ull << (self->results[i].user_data - (1ull << 63));
	}
	EXPECT_EQ(0x3ff, seen);
	EXPECT_EQ(10, right_outputs(self));
}

TEST_F(reap, reap_argument_is_checked)
{
	struct {
		struct cryptodev_reap r;
		uint64_t more;
	} a = { .r = { .size = sizeof(a), .max = 1, .min = 0,
		       .results = (uintptr_t)self->results }, .more = 1 };

	EXPECT_EQ(-1, ioctl(self->fd, CRYPTODEV_REAP, &a));
	EXPECT_EQ(E2BIG, errno);
	a.more = 0;
	EXPECT_EQ(0, ioctl(self->fd, CRYPTODEV_REAP, &a));
	a.r.flags = 1;
	EXPECT_EQ(-1, ioctl(self->fd, CRYPTODEV_REAP, &a));
	EXPECT_EQ(EINVAL, errno);
	a.r.flags = 0;
	a.r.size = sizeof(a.r) - 4;
	EXPECT_EQ(-1, ioctl(self->fd, CRYPTODEV_REAP, &a));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ(-EINVAL, dc_reap(self->fd, self->results, 2, 1, 0));
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_REAP, NULL));
}

TEST_F(reap, reap_honours_min_max_and_deadline)
{
	double start;

	ASSERT_EQ(10, dc_submit(self->fd, 0, self->reqs, 10));
	EXPECT_EQ(0, dc_reap(self->fd, self->results, 0, 0, 0));
	EXPECT_EQ(4, dc_reap(self->fd, self->results, 4, 4, 0));
	EXPECT_EQ(6, dc_reap(self->fd, self->results, 6, 20, 0));
	/* a deadline in the past, and one in the near future */
	EXPECT_EQ(0, dc_reap(self->fd, self->results, 1, 4, 1));
	start = seconds();
	EXPECT_EQ(0,
		  dc_reap(self->fd, self->results, 1, 4, deadline_in_ms(50)));
	EXPECT_LE(0.05, seconds() - start);
	ASSERT_EQ(3, dc_submit(self->fd, 0, self->reqs, 3));
	EXPECT_EQ(3, dc_reap(self->fd, self->results, 3, 4,
			     deadline_in_ms(WAIT_LIMIT_MS)));
	ASSERT_EQ(1, dc_submit(self->fd, 0, self->reqs, 1));
	ASSERT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	/* fewer results than it waits for are better than none */
	EXPECT_EQ(1,
		  dc_reap(self->fd, self->results, 2, 4, deadline_in_ms(50)));
}

static void do_nothing(int sig)
{
}

TEST_F(reap, signal_interrupts_reap)
{
	struct sigaction action = { .sa_handler = do_nothing };
	int i;

	ASSERT_EQ(0, sigaction(SIGALRM, &action, NULL));
	for (i = 0; i < 2; i++) {
		ualarm(100000, 100000);
		EXPECT_EQ(-EINTR,
			  dc_reap(self->fd, self->results, 1, 4,
				  i ? deadline_in_ms(WAIT_LIMIT_MS) : 0));
		ualarm(0, 0);
	}
	/*
	 * the call returns the results it has; the next one reports the signal
	 */
	ASSERT_EQ(2, dc_submit(self->fd, 0, self->reqs, 2));
	ASSERT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	/* Both have completed, or have time for it on another device. */
	ASSERT_TRUE(accel_pending_becomes(0));
	ualarm(brief(900000, 300000), 100000);
	EXPECT_EQ(2, dc_reap(self->fd, self->results, 3, 4, 0));
	ualarm(0, 0);
}

/*
 * An ordered session's results are in order, whichever thread processes them.
 */
TEST_F(reap, ordered_session_keeps_order)
{
	uint32_t ses, worker;
	int i, round;

	ASSERT_EQ(0, dc_create(self->fd, CRYPTODEV_CREATE_ORDERED,
			       CRYPTO_AES_CBC, 0, self->key, 16, &ses));
	for (round = 0; round < 20; round++) {
		memset(self->out, 0xa5, NR * LEN);
		for (i = 0; i < NR; i++) {
			/* all, none, or a mixture */
			worker = round % 3 == 2 ? i % 2 : round % 3;
			self->reqs[i].ses = ses;
			self->reqs[i].flags = worker * worker_flag();
		}
		ASSERT_EQ(NR, dc_submit(self->fd, 0, self->reqs, NR));
		ASSERT_EQ(NR, dc_reap(self->fd, self->results, NR, NR, 0));
		for (i = 0; i < NR; i++) {
			EXPECT_EQ(i + (1ull << 63), self->results[i].user_data);
			EXPECT_EQ(0, self->results[i].result);
		}
		EXPECT_EQ(NR, right_outputs(self));
	}
}

/*
 * A worker processes the request, so the call returns before the memory is
 * there.
 */
TEST_F(reap, worker_does_not_block)
{
	struct cryptodev_req r = self->reqs[0];
	struct stalled_memory stalled;

	WORKER_SETUP(CRYPTODEV_REQ_WORKER);
	if (!stalled_open(&stalled, BIG))
		SKIP(return, "no userfaultfd");
	memset(self->in, 0, BIG);
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->in,
			      BIG, self->want, NULL, self->iv));
	r.len = BIG;
	r.src = (uintptr_t)stalled.p;
	r.dst = (uintptr_t)self->out;
	r.flags = CRYPTODEV_REQ_WORKER;
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 50));
	ASSERT_TRUE(stalled_release(&stalled));
	ASSERT_EQ(1, dc_reap(self->fd, self->results, 1, 1, 0));
	EXPECT_EQ(0, self->results->result);
	EXPECT_TRUE(same(self->out, self->want, BIG));
	stalled_close(&stalled);
}

static long memory_mib(void)
{
	long mib = -1;
	FILE *f = fopen("/proc/meminfo", "r");

	if (f && fscanf(f, "MemTotal: %ld", &mib) == 1)
		mib /= 1024;
	if (f)
		fclose(f);
	return mib;
}

TEST_F(reap, hundred_thousand_requests)
{
	struct cryptodev_result *results;
	struct cryptodev_req *reqs;
	uint8_t *seen = pages(IN_FLIGHT);
	long i, right = 0;

	if (memory_mib() < FLIGHT_MIB)
		SKIP(return, "%ld MiB of memory are not enough", memory_mib());
	ASSERT_TRUE(sysctl_set("max_in_flight", IN_FLIGHT));
	ASSERT_TRUE(sysctl_set("max_user_requests", IN_FLIGHT));
	reqs = (void *)pages(IN_FLIGHT * sizeof(*reqs));
	results = (void *)pages(IN_FLIGHT * sizeof(*results));
	for (i = 0; i < IN_FLIGHT; i++) {
		reqs[i] = self->reqs[0];
		reqs[i].len = 16;
		reqs[i].dst = (uintptr_t)(self->out + 16 * i);
		reqs[i].user_data = i;
	}
	ASSERT_EQ(IN_FLIGHT, dc_submit(self->fd, 0, reqs, IN_FLIGHT));
	EXPECT_EQ(-EBUSY, dc_submit(self->fd, 0, reqs, 1));
	EXPECT_EQ(0, dc_poll(self->fd, POLLOUT, 0));
	ASSERT_EQ(IN_FLIGHT, dc_reap(self->fd, results, IN_FLIGHT, IN_FLIGHT,
				     0));
	for (i = 0; i < IN_FLIGHT; i++) {
		ASSERT_GT(IN_FLIGHT, results[i].user_data);
		EXPECT_EQ(0, seen[results[i].user_data]++);
		EXPECT_EQ(0, results[i].result);
		right += same(self->out + 16 * i, self->want, 16);
	}
	EXPECT_EQ(IN_FLIGHT, right);
	EXPECT_EQ(0, dc_reap(self->fd, results, 0, 1, 0));
}

/* The same number, but the file is closed instead. */
TEST_F(reap, close_with_hundred_thousand_results)
{
	struct cryptodev_req *reqs;
	long i;

	if (memory_mib() < FLIGHT_MIB)
		SKIP(return, "%ld MiB of memory are not enough", memory_mib());
	ASSERT_TRUE(sysctl_set("max_in_flight", IN_FLIGHT));
	ASSERT_TRUE(sysctl_set("max_user_requests", IN_FLIGHT));
	reqs = (void *)pages(IN_FLIGHT * sizeof(*reqs));
	for (i = 0; i < IN_FLIGHT; i++) {
		reqs[i] = self->reqs[0];
		reqs[i].len = 16;
	}
	ASSERT_EQ(IN_FLIGHT, dc_submit(self->fd, 0, reqs, IN_FLIGHT));
	EXPECT_EQ(0, close(self->fd));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	EXPECT_EQ(0, dc_reap(self->fd, self->results, 0, 1, 0));
}

TEST_HARNESS_MAIN
