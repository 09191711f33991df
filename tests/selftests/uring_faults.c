// SPDX-License-Identifier: GPL-2.0
/*
 * Requests of each kind through io_uring, with each allocation and each copy
 * failing in turn, including io_uring's own.
 */
#include "../kselftest_harness.h"
#include "lib/batch_case.h"
#include "lib/faults.h"
#include "lib/pins.h"
#include "lib/sysctl.h"
#include "lib/uring.h"

#define BUFFER	(2 * sizeof(struct batch_memory))

FIXTURE(uring_faults) {
	long max_in_flight;
	long long pins;
};

/**
 * @long_entries: the entries hold the requests
 * @fixed: the memory is registered
 * @req: CRYPTODEV_REQ_*, added to the flags of each request
 */
FIXTURE_VARIANT(uring_faults) {
	bool long_entries;
	bool fixed;
	uint32_t req;
};

FIXTURE_VARIANT_ADD(uring_faults, in_the_entry) { .long_entries = true };
FIXTURE_VARIANT_ADD(uring_faults, at_an_address) { .fixed = false };
FIXTURE_VARIANT_ADD(uring_faults, registered) { .fixed = true };
FIXTURE_VARIANT_ADD(uring_faults, worker) { .req = CRYPTODEV_REQ_WORKER };

FIXTURE_SETUP(uring_faults)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	WORKER_SETUP(variant->req);
	ASSERT_TRUE(faults_enable_all());
	self->pins = pins_held();
	self->max_in_flight = sysctl_get("max_in_flight");
	ASSERT_TRUE(sysctl_set("max_in_flight", 1));
}

FIXTURE_TEARDOWN_PARENT(uring_faults)
{
	if (self->max_in_flight <= 0)
		return;
	EXPECT_TRUE(sysctl_set("max_in_flight", self->max_in_flight));
	EXPECT_TRUE(pins_back_to(self->pins));
}

/**
 * struct trial - a request
 * @ring: the ring
 * @kind: its number in kinds[]
 * @fixed: its memory is registered
 * @fd: the device
 * @r: the request
 * @now: its memory
 * @was: its contents before the request
 * @want: its contents after the request
 * @want_len: expected bytes at dst
 */
struct trial {
	struct io_uring *ring;
	int kind;
	bool fixed;
	int fd;
	struct cryptodev_req r;
	struct batch_memory *now, *was, *want;
	uint32_t want_len;
};

static const char *fresh(void *data)
{
	struct trial *t = data;

	return kind_reopen(&kinds[t->kind], &t->fd, &t->r.ses);
}

static void rewind_memory(void *data)
{
	struct trial *t = data;

	memcpy(t->now, t->was, sizeof(*t->now));
}

/* If io_uring reports that it has not taken the request, submits it again. */
static int run(void *data)
{
	struct trial *t = data;
	int n;

	if (t->fixed ? !uring_add_fixed(t->ring, t->fd, &t->r, 0) :
		       !uring_add(t->ring, t->fd, &t->r))
		return -ENOSR;
	n = io_uring_submit(t->ring);
	if (n != 1) {
		fault_disarm();
		n = io_uring_submit(t->ring);
	}
	if (n != 1)
		return -ENOSTR;
	/* Whether this waits depends on timing, so it runs without faults. */
	fault_disarm();
	n = uring_wait(t->ring, NULL);
	return n < 0 ? n : n == (int)t->want_len ? 0 : -ENOMSG;
}

/* As in faults.c: the IV is written after the driver has written the output. */
static bool iv_is_missing(const struct trial *t, int err)
{
	return err == -EFAULT && t->r.flags & CRYPTODEV_REQ_WRITE_IV &&
	       same(t->now->iv, t->was->iv, sizeof(t->now->iv)) &&
	       same(t->now->text, t->want->text, sizeof(t->now->text));
}

static const char *fault(void *data, int err)
{
	struct trial *t = data;

	if (!err)
		return same(t->now, t->want, sizeof(*t->now)) ? NULL :
		       "wrong result";
	if (err != -ENOMEM && err != -EFAULT)
		return "no such error";
	return same(t->now, t->was, sizeof(*t->now)) || iv_is_missing(t, err) ?
		NULL : "memory has changed";
}

static const char *prepare(struct trial *t, uint32_t req)
{
	const char *wrong = fresh(t);

	if (wrong)
		return wrong;
	batch_memory_init(t->now, t->kind);
	t->r = kind_req(t->kind, t->r.ses, t->now, req);
	memcpy(t->was, t->now, sizeof(*t->was));
	if (kind_run_alone(t->fd, t->kind, &t->r, &t->want_len))
		return "does not work";
	memcpy(t->want, t->now, sizeof(*t->want));
	return NULL;
}

TEST_F(uring_faults, commands_of_all_kinds)
{
	struct io_uring ring;
	struct trial t = { .fd = -1, .ring = &ring, .fixed = variant->fixed };
	struct fault_case c = {
		.fresh = fresh, .rewind = rewind_memory, .run = run,
		.fault = fault, .data = &t,
	};
	struct iovec buffer = { pages(BUFFER), BUFFER };
	const char *wrong;
	int nr = 0;

	ASSERT_EQ(0, uring_open(&ring, 4, variant->long_entries));
	t.now = buffer.iov_base;
	t.was = (void *)pages(sizeof(*t.was));
	t.want = (void *)pages(sizeof(*t.want));
	if (t.fixed)
		ASSERT_EQ(0, io_uring_register_buffers(&ring, &buffer, 1));
	for (t.kind = 0; t.kind < KINDS; t.kind++) {
		wrong = prepare(&t, variant->req) ?: fault_each(&c);
		EXPECT_TRUE(!wrong) {
			TH_LOG("%s: %s", kinds[t.kind].name, wrong);
		}
		nr += c.nr;
	}
	TH_LOG("%d faults", nr);
	io_uring_queue_exit(&ring);
	close(t.fd);
}

TEST_HARNESS_MAIN
