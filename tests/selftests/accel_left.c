// SPDX-License-Identifier: GPL-2.0
/*
 * Requests that a driver holds after their callers were killed: their number is
 * limited for each user, and their pages delay no other task. The driver is
 * tests/accel, which completes nothing while it is stalled.
 */
#include "../kselftest_harness.h"
#include <pthread.h>
#include <signal.h>

#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/fuse_file.h"
#include "lib/pins.h"
#include "lib/stalled_memory.h"
#include "lib/sysctl.h"

#define NOBODY	65534
#define LONG	16384	/* bytes of a request that is pinned */
#define LIMIT	16
#define CALLERS	40	/* more than LIMIT */

FIXTURE(left) {
	int fd;
	long was[ACCEL_SETTINGS];
	long users, requests, bytes;
	long long pins;
	uint8_t key[16];
	uint32_t cbc, gcm;
	struct fuse_file file;
};

FIXTURE_SETUP(left)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->users = accel_users_at_rest();
	self->pins = pins_held();
	self->requests = sysctl_get("max_user_requests");
	self->bytes = sysctl_get("max_pinned_bytes");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, 16, 1);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, self->key, 16, 0,
				NULL, 0, &self->gcm));
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(left)
{
	if (self->requests > 0)
		EXPECT_TRUE(sysctl_set("max_user_requests", self->requests));
	EXPECT_TRUE(sysctl_set("max_pinned_bytes", self->bytes));
	EXPECT_TRUE(accel_restore(self->was));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_EQ(0, accel_count("in_flight"));
	EXPECT_TRUE(pins_back_to(self->pins));
	EXPECT_TRUE(accel_users_become(self->users));
}

/* Maps memory that is shared with children. */
static void *shared(size_t len)
{
	return mmap(NULL, len, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

/**
 * struct caller - a thread that makes one call and is killed in it, or not
 * @fd: the device
 * @ses: the session, or 0 for CIOCKEY
 * @len: bytes
 * @busy: number of callers that got EBUSY; shared
 */
struct caller {
	int fd;
	uint32_t ses, len;
	int *busy;
};

/* 2 ^ 65537 modulo an odd number of 512 bits: rsa's driver computes it. */
static int raise_two(int fd)
{
	uint8_t base[64] = { 2 }, exponent[3] = { 1, 0, 1 }, modulus[64], out[64];
	struct crypt_kop kop = {
		.crk_op = CRK_MOD_EXP, .crk_iparams = 3, .crk_oparams = 1,
		.crk_param = {
			{ base, 512 }, { exponent, 17 }, { modulus, 512 },
			{ out, 512 },
		},
	};

	memset(modulus, 0xff, sizeof(modulus));
	return dc_ioctl(fd, CIOCKEY, &kop);
}

static int caller_call(const struct caller *c)
{
	uint8_t *p = pages(2 * LONG), iv[16] = { 0 };

	return c->ses ? dc_crypt(c->fd, c->ses, COP_ENCRYPT, 0, p, c->len,
				 p + LONG, NULL, iv) : raise_two(c->fd);
}

static void *caller_run(void *data)
{
	struct caller *c = data;

	if (caller_call(c) == -EBUSY)
		__atomic_add_fetch(c->busy, 1, __ATOMIC_SEQ_CST);
	return NULL;
}

/* A process with CALLERS threads in calls that do not return. */
static pid_t callers_start(struct caller *c)
{
	pid_t pid = fork();
	pthread_t thread;
	int i;

	if (pid)
		return pid;
	for (i = 0; i < CALLERS; i++)
		if (pthread_create(&thread, NULL, caller_run, c))
			_exit(1);
	pause();
	_exit(2);
}

static bool becomes(const int *value, int want)
{
	double end = seconds() + WAIT_LIMIT;

	while (__atomic_load_n(value, __ATOMIC_SEQ_CST) != want) {
		if (seconds() > end)
			return false;
		usleep(2000);
	}
	return true;
}

static void kill_now(struct __test_metadata *_metadata, pid_t pid)
{
	int status;

	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
}

/* A request counts until a moment after the driver completes it. */
static int call_once_allowed(const struct caller *c)
{
	double end = seconds() + WAIT_LIMIT;
	int err;

	do
		err = caller_call(c);
	while (err == -EBUSY && seconds() < end);
	return err;
}

/* Counts the requests that a killed process leaves, and runs later callers. */
static void expect_limit(struct __test_metadata *_metadata,
			 FIXTURE_DATA(left) *self, struct caller *c, int limit)
{
	struct caller shorter = { self->fd, self->cbc, 16, NULL };
	pid_t pid;

	c->busy = shared(sizeof(int));
	ASSERT_TRUE(accel_set("stall", 1));
	pid = callers_start(c);
	ASSERT_LT(0, pid);
	EXPECT_TRUE(becomes(c->busy, CALLERS - limit)) {
		TH_LOG("%d of %d are EBUSY", *c->busy, CALLERS);
	}
	/* The others may still be on their way to the driver. */
	EXPECT_TRUE(accel_pending_becomes(limit));
	kill_now(_metadata, pid);
	/* the requests of killed callers count while the driver has them */
	EXPECT_EQ(-EBUSY, caller_call(c));
	EXPECT_EQ(limit, accel_pending());
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(pins_back_to(self->pins));
	EXPECT_EQ(0, call_once_allowed(&shorter));
	EXPECT_EQ(0, call_once_allowed(c));
}

TEST_F(left, copied_requests_are_limited)
{
	struct caller c = { self->fd, self->cbc, 16, NULL };

	ASSERT_TRUE(sysctl_set("max_user_requests", LIMIT));
	expect_limit(_metadata, self, &c, LIMIT);
}

TEST_F(left, ciockey_requests_are_limited)
{
	struct caller c = { self->fd, 0, 0, NULL };

	ASSERT_TRUE(sysctl_set("max_user_requests", LIMIT));
	expect_limit(_metadata, self, &c, LIMIT);
}

/* Input and output of LONG bytes, each with a page on either side. */
TEST_F(left, pinned_pages_are_limited)
{
	struct caller c = { self->fd, self->cbc, LONG, NULL };
	long page = sysconf(_SC_PAGESIZE);

	ASSERT_TRUE(sysctl_set("max_pinned_bytes",
			       4 * 2 * (LONG / page + 2) * page));
	expect_limit(_metadata, self, &c, 4);
}

/* Submits requests to its own worker threads, which wait for the driver too. */
static void submit_to_threads(FIXTURE_DATA(left) *self, int *submitted)
{
	uint8_t *p = pages(2 * LONG), iv[16] = { 0 };
	struct cryptodev_req r = {
		.flags = CRYPTODEV_REQ_WORKER, .len = LONG,
		.src = (uintptr_t)p, .dst = (uintptr_t)(p + LONG),
		.iv = (uintptr_t)iv,
	};
	int i, fd = dc_open();

	if (dc_session(fd, CRYPTO_AES_CBC, self->key, 16, 0, NULL, 0, &r.ses))
		_exit(1);
	for (i = 0; i < CALLERS && dc_submit(fd, 0, &r, 1) == 1; i++)
		__atomic_add_fetch(submitted, 1, __ATOMIC_SEQ_CST);
	pause();
}

/* A thread that is killed while it waits leaves its pages to the driver too. */
TEST_F(left, pages_of_killed_threads_are_limited)
{
	long page = sysconf(_SC_PAGESIZE), most = 4 * 2 * (LONG / page + 2);
	int round, *submitted = shared(sizeof(int));
	pid_t pid;

	if (!worker_flag())
		SKIP(return, "this kernel has no such workers");
	ASSERT_TRUE(sysctl_set("max_pinned_bytes", most * page));
	ASSERT_TRUE(accel_set("stall", 1));
	for (round = 0; round < 4; round++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid)
			submit_to_threads(self, submitted);
		/* four in the first round, and none afterwards */
		ASSERT_TRUE(becomes(submitted, 4));
		ASSERT_TRUE(accel_pending_becomes(4));
		usleep(50000);
		kill_now(_metadata, pid);
		EXPECT_LE(pins_held() - self->pins, most);
	}
	EXPECT_EQ(4, *submitted);
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(pins_back_to(self->pins));
}

#define BATCH	33

/**
 * struct batch_case - a waiting batch, whose first result waits for memory
 * @fd: the device
 * @reqs: its requests
 * @stalled: the output of the first one
 */
struct batch_case {
	int fd;
	struct cryptodev_req reqs[BATCH];
	struct stalled_memory stalled;
};

static void *batch_run(void *data)
{
	struct batch_case *c = data;

	dc_submit(c->fd, CRYPTODEV_SUBMIT_WAIT, c->reqs, BATCH);
	return NULL;
}

/* The output is writable when the batch is submitted, and is missing afterwards. */
static void stall_first_result(FIXTURE_DATA(left) *self, uint8_t *out, int told)
{
	struct batch_case c = { .fd = self->fd };
	uint8_t text[16] = { 0 }, iv[16] = { 0 };
	pthread_t thread;
	int i;

	if (!stalled_open(&c.stalled, 4096) || !stalled_release(&c.stalled))
		_exit(1);
	for (i = 0; i < BATCH; i++)
		c.reqs[i] = (struct cryptodev_req) {
			.ses = self->cbc, .len = 16, .src = (uintptr_t)text,
			.dst = (uintptr_t)(i ? out + 16 * i : c.stalled.p),
			.iv = (uintptr_t)iv,
		};
	if (pthread_create(&thread, NULL, batch_run, &c) ||
	    !accel_pending_becomes(BATCH) ||
	    madvise(c.stalled.p, c.stalled.len, MADV_DONTNEED) ||
	    !accel_set("stall", 0) || !stalled_is_accessed(&c.stalled) ||
	    write(told, "", 1) != 1)
		_exit(2);
	pause();
}

TEST_F(left, killed_batch_completes_no_more_requests)
{
	uint8_t before[16 * BATCH], byte, *out = shared(sizeof(before));
	int told[2];
	pid_t pid;

	if (!stalled_is_available())
		SKIP(return, "no userfaultfd");
	memset(out, 0, sizeof(before));
	ASSERT_EQ(0, pipe(told));
	ASSERT_TRUE(accel_set("stall", 1));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		stall_first_result(self, out, told[1]);
	close(told[1]);
	EXPECT_EQ(1, read(told[0], &byte, 1));
	memcpy(before, out, sizeof(before));
	kill_now(_metadata, pid);
	EXPECT_EQ(0, memcmp(before, out, sizeof(before)));
	close(told[0]);
}

TEST_F(left, another_user_has_a_limit_of_its_own)
{
	struct caller c = { self->fd, self->cbc, 16, shared(sizeof(int)) };
	uint8_t text[16] = { 0 }, iv[16] = { 0 };
	pid_t pid, other;
	uint32_t ses;
	int fd;

	ASSERT_TRUE(sysctl_set("max_user_requests", LIMIT));
	ASSERT_TRUE(accel_set("stall", 1));
	pid = callers_start(&c);
	ASSERT_LT(0, pid);
	ASSERT_TRUE(becomes(c.busy, CALLERS - LIMIT));
	other = fork();
	if (!other) {
		fd = seteuid(NOBODY) ? -1 : dc_open();
		if (fd < 0 || dc_session(fd, CRYPTO_AES_CBC, self->key, 16, 0,
					 NULL, 0, &ses))
			_exit(1);
		_exit(dc_crypt(fd, ses, COP_ENCRYPT, 0, text, 16, text, NULL,
			       iv) != 0);
	}
	EXPECT_TRUE(accel_pending_becomes(LIMIT + 1));
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(exits_well(other));
	kill_now(_metadata, pid);
}

/*
 * The sessions of such requests count as sessions, even after their callers
 * end.
 */
TEST_F(left, ciockey_sessions_are_limited)
{
	long limit = sysctl_get("max_user_sessions");
	struct caller c = { self->fd, 0, 0, NULL };

	ASSERT_LT(0, limit);
	/* as many as the fixture has */
	ASSERT_TRUE(sysctl_set("max_user_sessions", 2));
	EXPECT_EQ(-EMFILE, caller_call(&c));
	ASSERT_TRUE(sysctl_set("max_user_sessions", 3));
	EXPECT_EQ(0, caller_call(&c));
	EXPECT_EQ(0, caller_call(&c));
	EXPECT_TRUE(sysctl_set("max_user_sessions", limit));
}

/* Returns true if a process sleeps uninterruptibly, as for a page's lock. */
static bool is_stuck(pid_t pid)
{
	double end = seconds() + WAIT_LIMIT;
	char path[32], state = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	while (state != 'D' && seconds() < end) {
		f = fopen(path, "r");
		if (!f || fscanf(f, "%*d %*s %c", &state) != 1)
			state = 0;
		if (f)
			fclose(f);
		usleep(10000);
	}
	return state == 'D';
}

/* Writes to the file during its writeback, and so holds the page's lock. */
static pid_t hold_page_lock(const struct fuse_file *f)
{
	pid_t pid = fork();
	uint8_t *p;

	if (pid)
		return pid;
	p = fuse_file_map(f, FUSE_FILE_SIZE);
	if (p)
		*(volatile uint8_t *)p = 1;
	_exit(!p);
}

static pid_t encrypt_to_file(FIXTURE_DATA(left) *self)
{
	uint8_t *in, *out, iv[16] = { 0 };
	pid_t pid = fork();

	if (pid)
		return pid;
	in = pages(LONG);
	out = fuse_file_map(&self->file, LONG);
	if (out)
		*(volatile uint8_t *)out = 1;
	if (out)
		dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, in, LONG, out,
			 NULL, iv);
	_exit(1);
}

/*
 * The killed caller's output is in pages of a file whose server answers no
 * write. Another process holds a page's lock until the server answers.
 */
TEST_F(left, locked_page_delays_no_other_user)
{
	pid_t caller, holder;
	int status;

	if (!fuse_file_open(&self->file))
		SKIP(return, "no FUSE");
	self->file.shared->stall = 1;
	ASSERT_TRUE(accel_set("stall", 1));
	caller = encrypt_to_file(self);
	ASSERT_LT(0, caller);
	ASSERT_TRUE(accel_pending_becomes(1));
	/* its last close waits for the server, and so does its exit */
	ASSERT_EQ(0, kill(caller, SIGKILL));
	ASSERT_TRUE(fuse_file_is_written(&self->file));
	holder = hold_page_lock(&self->file);
	ASSERT_LT(0, holder);
	ASSERT_TRUE(is_stuck(holder));

	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(pins_back_to(self->pins)) {
		TH_LOG("%lld pages are still pinned", pins_held() - self->pins);
	}
	self->file.shared->stall = 0;
	EXPECT_TRUE(ends_within(caller, WAIT_LIMIT, &status));
	EXPECT_TRUE(ends_within(holder, WAIT_LIMIT, &status));
	fuse_file_close(&self->file);
}

/* A program that never fetches the result does not see the text either. */
TEST_F(left, forged_text_is_wiped_before_it_is_fetched)
{
	uint8_t *sealed = pages(LONG + 16), *out = pages(LONG), iv[12] = { 3 };
	struct cryptodev_req r = {
		.ses = self->gcm, .len = LONG, .src = (uintptr_t)sealed,
		.dst = (uintptr_t)sealed, .iv = (uintptr_t)iv,
	};
	struct cryptodev_result result;

	fill(sealed, LONG, 7);
	ASSERT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1));
	ASSERT_EQ(0, r.result);
	sealed[LONG] ^= 1;
	memset(out, 0xa5, LONG);
	r.len = LONG + 16;
	r.dst = (uintptr_t)out;
	r.flags = CRYPTODEV_REQ_DECRYPT;
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	EXPECT_TRUE(all_are(out, LONG, 0));
	EXPECT_EQ(1, dc_reap(self->fd, &result, 1, 1,
			     deadline_in_ms(WAIT_LIMIT_MS)));
	EXPECT_EQ(-EBADMSG, result.result);
	EXPECT_TRUE(all_are(out, LONG, 0));
}

TEST_HARNESS_MAIN
