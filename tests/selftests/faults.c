// SPDX-License-Identifier: GPL-2.0
/*
 * Requests of each kind through each call, with each allocation and each copy
 * failing in turn: the error is ENOMEM or EFAULT, no other byte is written,
 * nothing is lost, and the same request succeeds afterwards.
 */
#include "../kselftest_harness.h"
#include <sys/resource.h>
#include "lib/accel.h"
#include "lib/batch_case.h"
#include "lib/cases.h"
#include "lib/faults.h"
#include "lib/native.h"
#include "lib/pins.h"
#include "lib/process.h"
#include "lib/sysctl.h"

enum faults_path { ALONE, WAITED, UNWAITED, WORKER };

/* Limits on requests in flight, set to what one request needs. */
static const struct {
	const char *name;
	long most;
} limits[] = {
	{ "max_in_flight", 1 },
	{ "max_sessions", 1 },
	{ "max_user_sessions", 1 },
};

#define LIMITS		(int)ARRAY_SIZE(limits)
#define LOCKED_PAGES	6	/* the amount that one request counts */

FIXTURE(faults) {
	long was[LIMITS];
	long long pins;
};

FIXTURE_VARIANT(faults) {
	enum faults_path path;
};

FIXTURE_VARIANT_ADD(faults, alone) { .path = ALONE };
FIXTURE_VARIANT_ADD(faults, waited) { .path = WAITED };
FIXTURE_VARIANT_ADD(faults, unwaited) { .path = UNWAITED };
FIXTURE_VARIANT_ADD(faults, worker) { .path = WORKER };

FIXTURE_SETUP(faults)
{
	struct rlimit locked = {
		LOCKED_PAGES * page_size(), LOCKED_PAGES * page_size()
	};
	int i;

	WORKER_SETUP(variant->path == WORKER ? CRYPTODEV_REQ_WORKER : 0);
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	/* Sessions that an earlier program left count for the limits. */
	accel_users_at_rest();
	self->pins = pins_held();
	for (i = 0; i < LIMITS; i++) {
		self->was[i] = sysctl_get(limits[i].name);
		ASSERT_LT(0, self->was[i]);
		ASSERT_TRUE(sysctl_set(limits[i].name, limits[i].most));
	}
	ASSERT_EQ(0, setrlimit(RLIMIT_MEMLOCK, &locked));
	ASSERT_TRUE(drop_ipc_lock());
}

/* In the parent: a test that fails must not leave the limits changed. */
FIXTURE_TEARDOWN_PARENT(faults)
{
	int i;

	for (i = 0; i < LIMITS && self->was[i] > 0; i++)
		EXPECT_TRUE(sysctl_set(limits[i].name, self->was[i]));
	if (self->was[0] > 0)
		EXPECT_TRUE(pins_back_to(self->pins));
}

/**
 * struct trial - a request
 * @kind: its number in kinds[]
 * @path: the call that submits it
 * @back: the request is a decryption
 * @fd: the device
 * @r: the request
 * @now: its memory
 * @was: its contents before the request
 * @want: its contents after the request
 * @out_len: bytes written to dst
 * @want_len: expected bytes
 */
struct trial {
	int kind;
	enum faults_path path;
	bool back;
	int fd;
	struct cryptodev_req r;
	struct batch_memory *now, *was, *want;
	uint32_t out_len, want_len;
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
	t->r.result = 12345;
	t->r.out_len = 54321;
}

static int run_sync(struct trial *t)
{
	struct cryptodev_req r = t->r;
	int n = dc_submit(t->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);

	t->out_len = r.out_len;
	return n < 0 ? n : r.result;
}

/* A result that could not be written is still in the queue. */
static int run_async(struct trial *t)
{
	struct cryptodev_result result = {};
	int n;

	n = dc_submit(t->fd, 0, &t->r, 1);
	if (n < 0)
		return n;
	n = dc_reap(t->fd, &result, 1, 1, 0);
	if (n < 0) {
		fault_disarm();
		n = dc_reap(t->fd, &result, 1, 1,
			    deadline_in_ms(WAIT_LIMIT_MS));
	}
	t->out_len = result.out_len;
	if (n != 1 || result.user_data != t->r.user_data)
		return -ENOMSG;
	return result.result;
}

static int run(void *data)
{
	struct trial *t = data;

	switch (t->path) {
	case ALONE:
		return kind_run_alone(t->fd, t->kind, &t->r, &t->out_len);
	case WAITED:
		return run_sync(t);
	default:
		return run_async(t);
	}
}

/* Text that is decrypted in place is wiped if the request fails halfway. */
static bool is_wiped(const struct trial *t)
{
	size_t at = (uintptr_t)t->r.dst - (uintptr_t)t->now;
	uint8_t image[sizeof(*t->was)];

	if (!t->back || !kinds[t->kind].auth)
		return false;
	memcpy(image, t->was, sizeof(image));
	memset(image + at, 0, t->want_len);
	return same(t->now, image, sizeof(image));
}

/* The request ran, but its result could not be written to the argument. */
static bool result_is_lost(const struct trial *t, int err)
{
	bool answers = t->path == WAITED ||
		       (t->path == ALONE && kinds[t->kind].auth);

	return answers && err == -EFAULT &&
	       same(t->now, t->want, sizeof(*t->now));
}

/*
 * A driver has written the output in place before the fetching task writes the
 * IV.
 */
static bool iv_is_missing(const struct trial *t, int err)
{
	return t->path != ALONE && err == -EFAULT &&
	       t->r.flags & CRYPTODEV_REQ_WRITE_IV &&
	       same(t->now->iv, t->was->iv, sizeof(t->now->iv)) &&
	       same(t->now->text, t->want->text, sizeof(t->now->text));
}

static const char *fault(void *data, int err)
{
	struct trial *t = data;

	if (!err) {
		if (!same(t->now, t->want, sizeof(*t->now)))
			return "wrong result";
		return t->out_len == t->want_len ? NULL : "wrong length";
	}
	if (err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (same(t->now, t->was, sizeof(*t->now)) || is_wiped(t) ||
	    result_is_lost(t, err) || iv_is_missing(t, err))
		return NULL;
	return "memory has changed";
}

/* Restores the request and its memory; the session is not under test. */
static const char *prepare(struct trial *t, uint32_t len)
{
	bool srtp = kinds[t->kind].flags & CRYPTODEV_REQ_SRTP;
	uint32_t flags = t->path == WORKER ? CRYPTODEV_REQ_WORKER : 0;
	const char *wrong = fresh(t);

	if (wrong)
		return wrong;
	batch_memory_init(t->now, t->kind);
	t->r = kind_req(t->kind, t->r.ses, t->now, flags);
	t->r.len = len;
	if (srtp)
		t->r.aad_len = len + sizeof(t->now->header);
	if (t->back) {
		uint32_t ses = t->r.ses, aad_len = t->r.aad_len, sealed;

		if (kind_run_alone(t->fd, t->kind, &t->r, &sealed))
			return "cannot be sealed";
		t->r = kind_req_back(t->kind, ses, t->now, flags,
				     sealed ?: len);
		t->r.aad_len = aad_len;
	}
	memcpy(t->was, t->now, sizeof(*t->was));
	if (kind_run_alone(t->fd, t->kind, &t->r, &t->want_len))
		return "does not work";
	memcpy(t->want, t->now, sizeof(*t->want));
	return NULL;
}

static const char *try(struct trial *t, uint32_t len, int *nr)
{
	struct fault_case c = {
		.fresh = fresh, .rewind = rewind_memory, .run = run,
		.fault = fault, .data = t,
	};
	const char *wrong = prepare(t, len) ?: fault_each(&c);

	*nr += c.nr;
	return wrong;
}

/* Copied and in place; on a slow kernel, one of them per direction. */
static const uint32_t lens[] = { 512, TEXT_LEN };

static bool is_skipped(const struct trial *t, size_t i)
{
	if (t->back && !kinds[t->kind].opens)
		return true;
	return slowdown() > 1 && kinds[t->kind].opens && i % 2 == t->back;
}

TEST_F(faults, requests_of_all_kinds)
{
	struct trial t = { .fd = -1, .path = variant->path };
	const char *wrong;
	int nr = 0;
	size_t i;

	t.now = (void *)pages(sizeof(*t.now));
	t.was = (void *)pages(sizeof(*t.was));
	t.want = (void *)pages(sizeof(*t.want));
	for (t.kind = 0; t.kind < KINDS; t.kind++) {
		for (i = 0; i < 2 * ARRAY_SIZE(lens); i++) {
			t.back = i >= ARRAY_SIZE(lens);
			if (is_skipped(&t, i))
				continue;
			wrong = try(&t, lens[i % ARRAY_SIZE(lens)], &nr);
			EXPECT_TRUE(!wrong) {
				TH_LOG("%s, %u bytes%s: %s",
				       kinds[t.kind].name,
				       lens[i % ARRAY_SIZE(lens)],
				       t.back ? ", back" : "", wrong);
			}
		}
	}
	TH_LOG("%d faults", nr);
	close(t.fd);
}

TEST_HARNESS_MAIN
