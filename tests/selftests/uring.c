// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring commands give the same results as the calls, whether processed at
 * once, by io-wq or by a driver, from an entry or an address, in registered
 * buffers or not. A ring that is closed loses nothing.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/pins.h"
#include "lib/process.h"
#include "lib/ramdisk.h"
#include "lib/seal.h"
#include "lib/stalled_memory.h"
#include "lib/sysctl.h"
#include "lib/uring.h"

#define NR		64
#define BYTES		65520
#define LARGE		(1024 * 1024)
#define STRIDE		16384
#define NOBODY		65534

static const uint8_t key[16] = "sixteen key byte";
static const uint8_t iv[16] = "an IV of 16 byte";

FIXTURE(uring)
{
	int fd;
	struct io_uring ring;
	uint32_t cbc, gcm, sha, both;
	uint8_t *src, *dst, *expected;
};

FIXTURE_VARIANT(uring)
{
	bool long_entries;
};

FIXTURE_VARIANT_ADD(uring, in_the_entry) { .long_entries = true };
FIXTURE_VARIANT_ADD(uring, at_an_address) { .long_entries = false };

FIXTURE_SETUP(uring)
{
	size_t i;

	if (!uring_has_commands())
		SKIP(return, "this kernel's io_uring has no commands");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, NR, variant->long_entries));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16,
				CRYPTO_SHA2_256_HMAC, key, 16, &self->both));
	self->src = mmap(NULL, 3 * LARGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, self->src);
	self->dst = self->src + LARGE;
	self->expected = self->dst + LARGE;
	for (i = 0; i < LARGE; i++)
		self->src[i] = i * 7 + i / 251;
}

FIXTURE_TEARDOWN(uring)
{
	io_uring_queue_exit(&self->ring);
	munmap(self->src, 3 * LARGE);
	close(self->fd);
}

static struct cryptodev_req cbc_session(FIXTURE_DATA(uring) *self, size_t at,
					uint32_t len)
{
	return (struct cryptodev_req) {
		.ses = self->cbc, .len = len, .iv = (uintptr_t)iv,
		.src = (uintptr_t)self->src + at,
		.dst = (uintptr_t)self->dst + at, .user_data = at,
	};
}

static int expect_cbc(FIXTURE_DATA(uring) *self, size_t at, uint32_t len)
{
	return dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, self->src + at,
			len, self->expected + at, NULL, iv);
}

TEST_F(uring, cipher_of_any_length)
{
	static const uint32_t lens[] = { 0, 16, 4096, 8192, BYTES, LARGE };
	struct cryptodev_req r;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		r = cbc_session(self, 0, lens[i]);
		ASSERT_EQ(0, uring_run(&self->ring, self->fd, &r));
		ASSERT_EQ(0, expect_cbc(self, 0, lens[i]));
		EXPECT_EQ(0, memcmp(self->dst, self->expected, lens[i]));
	}
}

TEST_F(uring, all_kinds)
{
	struct crypt_auth_op aead = {
		.ses = self->gcm, .len = 100, .auth_len = 20,
		.auth_src = self->src, .src = self->src + 500,
		.dst = self->expected, .iv = (void *)iv,
	};
	struct cryptodev_req r = {
		.ses = self->gcm, .len = 100, .aad_len = 20,
		.aad = (uintptr_t)self->src, .src = (uintptr_t)self->src + 500,
		.dst = (uintptr_t)self->dst, .iv = (uintptr_t)iv,
	};

	ASSERT_EQ(0, dc_aead(self->fd, &aead));
	EXPECT_EQ(116, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, memcmp(self->dst, self->expected, 116));
	self->dst[3] ^= 1;
	r.flags = CRYPTODEV_REQ_DECRYPT;
	r.src = r.dst;
	r.len = 116;
	EXPECT_EQ(-EBADMSG, uring_run(&self->ring, self->fd, &r));

	r = (struct cryptodev_req) {
		.ses = self->sha, .len = 3000, .src = (uintptr_t)self->src,
		.mac = (uintptr_t)self->dst,
	};
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, self->src, 3000,
			     self->expected));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, memcmp(self->dst, self->expected, 32));

	/* Two templates: not completed at once if a driver is asynchronous. */
	r = cbc_session(self, 0, 4096);
	r.ses = self->both;
	r.mac = (uintptr_t)self->dst + 8192;
	ASSERT_EQ(0, dc_crypt(self->fd, self->both, COP_ENCRYPT, 0, self->src,
			      4096, self->expected, self->expected + 8192, iv));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, memcmp(self->dst, self->expected, 4096));
	EXPECT_EQ(0, memcmp(self->dst + 8192, self->expected + 8192, 32));
}

/* The positive result of an AEAD is not an error. */
TEST_F(uring, linked_command_runs)
{
	struct cryptodev_req r = {
		.ses = self->gcm, .len = 100, .src = (uintptr_t)self->src,
		.dst = (uintptr_t)self->dst, .iv = (uintptr_t)iv, .iv_len = 12,
	};
	int linked;

	EXPECT_EQ(116, uring_run_linked(&self->ring, self->fd, &r, &linked));
	EXPECT_EQ(0, linked);
	r.flags = CRYPTODEV_REQ_DECRYPT;
	r.src = (uintptr_t)self->expected;
	EXPECT_EQ(-EBADMSG,
		  uring_run_linked(&self->ring, self->fd, &r, &linked));
	EXPECT_EQ(-ECANCELED, linked);
}

TEST_F(uring, many_in_flight)
{
	struct cryptodev_req r[NR];
	uint64_t at;
	bool seen[NR] = {};
	int i;

	for (i = 0; i < NR; i++) {
		r[i] = cbc_session(self, i * 16384, 16384 - 16 * i);
		if (i % 4 == 3)
			r[i].flags = worker_flag();
		ASSERT_NE(NULL, uring_add(&self->ring, self->fd, &r[i]));
	}
	ASSERT_EQ(NR, io_uring_submit(&self->ring));
	for (i = 0; i < NR; i++) {
		ASSERT_EQ(0, uring_wait(&self->ring, &at));
		EXPECT_FALSE(seen[at / 16384]);
		seen[at / 16384] = true;
		/* Compares the results of all completed requests. */
		ASSERT_EQ(0, expect_cbc(self, at, r[at / 16384].len));
		EXPECT_EQ(0, memcmp(self->dst + at, self->expected + at,
				    r[at / 16384].len));
	}
}

TEST_F(uring, registered_buffers)
{
	static const uint32_t lens[] = { 16, 1040, 4096, 4112, BYTES, LARGE };
	static const size_t starts[] = { 0, 16, 4080 };
	struct iovec both = { self->src, 2 * LARGE };
	struct cryptodev_req r;
	size_t i, j;

	ASSERT_EQ(0, io_uring_register_buffers(&self->ring, &both, 1));
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (j = 0; j < ARRAY_SIZE(starts); j++) {
			if (starts[j] + lens[i] > LARGE)
				continue;
			r = cbc_session(self, starts[j], lens[i]);
			ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd,
							&r, 0));
			ASSERT_EQ(1, io_uring_submit(&self->ring));
			ASSERT_EQ(0, uring_wait(&self->ring, NULL));
			ASSERT_EQ(0, expect_cbc(self, starts[j], lens[i]));
			EXPECT_EQ(0, memcmp(self->dst + starts[j],
					    self->expected + starts[j],
					    lens[i]));
		}
	}
	/* In place. */
	r = cbc_session(self, 0, BYTES);
	r.src = r.dst;
	memcpy(self->dst, self->src, BYTES);
	ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd, &r, 0));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	ASSERT_EQ(0, uring_wait(&self->ring, NULL));
	ASSERT_EQ(0, expect_cbc(self, 0, BYTES));
	EXPECT_EQ(0, memcmp(self->dst, self->expected, BYTES));
	/* Outside the registered buffer. */
	r = cbc_session(self, 0, BYTES);
	r.dst = (uintptr_t)self->expected;
	memset(self->expected, 0x77, BYTES);
	ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd, &r, 0));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	EXPECT_EQ(-EFAULT, uring_wait(&self->ring, NULL));
	EXPECT_EQ(0x77, self->expected[0]);
	EXPECT_EQ(0x77, self->expected[BYTES - 1]);
	/*
	 * At no address; but a hash has no output, so its address is ignored.
	 */
	r.dst = 0;
	ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd, &r, 0));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	EXPECT_EQ(-EFAULT, uring_wait(&self->ring, NULL));
	r = (struct cryptodev_req) {
		.ses = self->sha, .len = BYTES, .dst = 8,
		.src = (uintptr_t)self->src, .mac = (uintptr_t)self->expected,
	};
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, self->src, BYTES,
			     self->dst));
	ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd, &r, 0));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	EXPECT_EQ(0, uring_wait(&self->ring, NULL));
	EXPECT_EQ(0, memcmp(self->dst, self->expected, 32));
}

/*
 * Registered pages are not pinned again, but the output of a bounced request
 * is.
 */
TEST_F(uring, bounced_output_is_charged)
{
	long was = sysctl_get("max_pinned_bytes");
	struct iovec both = { self->src, 2 * LARGE };
	struct cryptodev_req r = cbc_session(self, 0, BYTES);
	int direct, bounced;

	if (!session_is_offloaded(self->fd, self->cbc))
		SKIP(return, "a synchronous driver pins nothing");
	ASSERT_EQ(0, io_uring_register_buffers(&self->ring, &both, 1));
	ASSERT_TRUE(sysctl_set("max_pinned_bytes", 4096));
	ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd, &r, 0));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	direct = uring_wait(&self->ring, NULL);
	r.dst = r.src + 16;
	ASSERT_NE(NULL, uring_add_fixed(&self->ring, self->fd, &r, 0));
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	bounced = uring_wait(&self->ring, NULL);
	ASSERT_TRUE(sysctl_set("max_pinned_bytes", was));
	EXPECT_EQ(0, direct);
	EXPECT_EQ(-EBUSY, bounced);
}

TEST_F(uring, errors_are_results)
{
	struct cryptodev_req r = cbc_session(self, 0, 15);
	struct io_uring_sqe *sqe;

	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
	r = cbc_session(self, 0, 4096);
	r.ses = 0x7fffffff;
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
	r = cbc_session(self, 0, 4096);
	r.flags = 0x400;
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
	/* an AEAD's message must be complete */
	r = cbc_session(self, 0, 4096);
	r.ses = self->gcm;
	r.flags = CRYPTODEV_REQ_UPDATE;
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
	r = cbc_session(self, 0, 4096);
	r.dst = 0;
	EXPECT_EQ(-EFAULT, uring_run(&self->ring, self->fd, &r));
	r = cbc_session(self, 0, 16);
	r.iv = 8;
	EXPECT_EQ(-EFAULT, uring_run(&self->ring, self->fd, &r));
	/* in place, with an IV that cannot be written */
	r = cbc_session(self, 0, 4096);
	r.dst = r.src;
	r.flags = CRYPTODEV_REQ_WRITE_IV;
	memcpy(self->expected, self->src, 4096);
	EXPECT_EQ(-EFAULT, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, memcmp(self->expected, self->src, 4096));
	r = cbc_session(self, 0, 16);
	sqe = uring_add(&self->ring, self->fd, &r);
	ASSERT_NE(NULL, sqe);
	sqe->cmd_op = CRYPTODEV_URING_REQ + 1;
	ASSERT_EQ(1, io_uring_submit(&self->ring));
	EXPECT_EQ(-ENOTTY, uring_wait(&self->ring, NULL));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
}

/* A file keeps the last command's request, but not its freed session. */
TEST_F(uring, freed_session_is_not_kept)
{
	struct cryptodev_req r = cbc_session(self, 0, 64);
	uint8_t other_key[16] = "another key here";
	uint32_t other;
	int i;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, other_key, 16, 0,
				NULL, 0, &other));
	/* One session after the other, each with its own key. */
	for (i = 0; i < 6; i++) {
		r.ses = i % 2 ? other : self->cbc;
		ASSERT_EQ(0, uring_run(&self->ring, self->fd, &r));
		ASSERT_EQ(0, dc_crypt(self->fd, r.ses, COP_ENCRYPT, 0,
				      self->src, 64, self->expected, NULL, iv));
		EXPECT_EQ(0, memcmp(self->dst, self->expected, 64));
	}
	ASSERT_EQ(0, dc_free(self->fd, self->cbc));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
	ASSERT_EQ(0, dc_free(self->fd, other));
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
}

/**
 * struct runner - a thread that uses a session until it is freed
 * @fd: the device
 * @ring: its own ring
 * @r: its request
 * @nr: completed requests
 * @err: how it ended
 */
struct runner {
	int fd;
	struct io_uring ring;
	struct cryptodev_req r;
	int nr;
	int err;
};

static void *run_until_freed(void *data)
{
	struct runner *r = data;
	double end = seconds() + WAIT_LIMIT;

	do {
		r->err = uring_run(&r->ring, r->fd, &r->r);
		__atomic_add_fetch(&r->nr, 1, __ATOMIC_RELAXED);
	} while (!r->err && seconds() < end);
	return NULL;
}

/* A session freed during a command does not exist for the next one. */
TEST_F(uring, session_freed_during_command)
{
	struct runner runner = { .fd = self->fd,
				 .r = cbc_session(self, 0, 64) };
	pthread_t thread;
	int i;

	ASSERT_EQ(0, uring_open(&runner.ring, 4, variant->long_entries));
	for (i = 0; i < (slowdown() > 1 ? 8 : 64); i++) {
		ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0,
					NULL, 0, &runner.r.ses));
		runner.nr = 0;
		ASSERT_EQ(0, pthread_create(&thread, NULL, run_until_freed,
					    &runner));
		while (__atomic_load_n(&runner.nr, __ATOMIC_RELAXED) < i % 8)
			usleep(1);
		ASSERT_EQ(0, dc_free(self->fd, runner.r.ses));
		ASSERT_EQ(0, pthread_join(thread, NULL));
		ASSERT_EQ(-EINVAL, runner.err);
	}
	io_uring_queue_exit(&runner.ring);
}

/*
 * Exits with requests in flight, and with the device stalled if there is one.
 */
static void exit_with_requests(FIXTURE_DATA(uring) *self, bool long_entries)
{
	struct cryptodev_req r[NR];
	struct io_uring ring;
	int i;

	if (uring_open(&ring, NR, long_entries))
		_exit(1);
	for (i = 0; i < NR; i++) {
		r[i] = cbc_session(self, 0, i % 2 ? 4096 : 64);
		if (i % 8 == 7)
			r[i].flags = worker_flag();
		if (!uring_add(&ring, self->fd, &r[i]))
			_exit(2);
	}
	if (io_uring_submit(&ring) != NR)
		_exit(3);
}

TEST_F(uring, task_exits_with_commands_in_flight)
{
	bool stall = accel_is_loaded();
	int status;
	pid_t pid;

	if (stall)
		ASSERT_TRUE(accel_set("stall", 1));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		exit_with_requests(self, variant->long_entries);
		kill(getpid(), SIGKILL);
	}
	/* Before 6.7, closing a ring waits for the device. */
	usleep(200000);
	if (stall)
		ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(SIGKILL, WTERMSIG(status));
	ASSERT_EQ(0, expect_cbc(self, 0, 4096));
}

/**
 * struct first_result - commands of which the first cannot write its output
 * @stalled: this output
 * @told: a pipe to the parent
 */
struct first_result {
	struct stalled_memory stalled;
	int told;
};

/* The output is writable when the commands are submitted, and then missing. */
static void *stall_first_result(void *data)
{
	struct first_result *f = data;

	if (!accel_pending_becomes(NR) ||
	    madvise(f->stalled.p, f->stalled.len, MADV_DONTNEED) ||
	    !accel_set("stall", 0) || !stalled_is_accessed(&f->stalled) ||
	    write(f->told, "", 1) != 1)
		_exit(5);
	return NULL;
}

static void wait_for_first_result(FIXTURE_DATA(uring) *self, bool long_entries,
				  uint8_t *out, int told)
{
	struct first_result f = { .told = told };
	struct cryptodev_req r[NR];
	struct io_uring ring;
	pthread_t thread;
	int i;

	if (!stalled_open(&f.stalled, 4096) || !stalled_release(&f.stalled) ||
	    uring_open(&ring, NR, long_entries) ||
	    pthread_create(&thread, NULL, stall_first_result, &f))
		_exit(1);
	for (i = 0; i < NR; i++) {
		r[i] = cbc_session(self, 0, 16);
		r[i].dst = (uintptr_t)(i ? out + 16 * i : f.stalled.p);
		if (!uring_add(&ring, self->fd, &r[i]))
			_exit(2);
	}
	if (io_uring_submit(&ring) != NR)
		_exit(3);
	uring_wait(&ring, NULL);
	_exit(4);
}

TEST_F(uring, killed_task_completes_no_more_commands)
{
	uint8_t before[16 * NR], byte, *out;
	int status, told[2];
	pid_t pid;

	if (!accel_is_loaded() || !stalled_is_available())
		SKIP(return, "no accelerator or no userfaultfd");
	out = mmap(NULL, sizeof(before), PROT_READ | PROT_WRITE,
		   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, out);
	memset(out, 0, sizeof(before));
	ASSERT_EQ(0, pipe(told));
	ASSERT_TRUE(accel_pending_becomes(0));
	ASSERT_TRUE(accel_set("stall", 1));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		wait_for_first_result(self, variant->long_entries, out,
				      told[1]);
	close(told[1]);
	EXPECT_EQ(1, read(told[0], &byte, 1));
	EXPECT_TRUE(accel_set("stall", 0));
	memcpy(before, out, sizeof(before));
	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_EQ(SIGKILL, status);
	EXPECT_EQ(0, memcmp(before, out, sizeof(before)));
	munmap(out, sizeof(before));
	close(told[0]);
}

/*
 * Waits for a request's output; returns true once it is complete or untouched.
 */
static bool settles(FIXTURE_DATA(uring) *self, size_t at, uint32_t len)
{
	double end = seconds() + WAIT_LIMIT;

	do {
		if (all_are(self->dst + at, STRIDE, 0xa5) ||
		    (same(self->dst + at, self->expected + at, len) &&
		     all_are(self->dst + at + len, STRIDE - len, 0xa5)))
			return true;
		usleep(10000);
	} while (seconds() < end);
	return false;
}

/* A ring that is closed with requests in flight, while its task lives on. */
TEST_F(uring, ring_closes_with_commands_in_flight)
{
	struct iovec both = { self->src, 2 * LARGE };
	bool stall = accel_is_loaded();
	long long pins = pins_held();
	struct cryptodev_req r[NR];
	struct io_uring ring;
	double start;
	int i;

	memset(self->dst, 0xa5, LARGE);
	for (i = 0; i < NR; i++) {
		r[i] = cbc_session(self, i * STRIDE, i % 2 ? 8192 : 512);
		ASSERT_EQ(0, expect_cbc(self, i * STRIDE, r[i].len));
		if (i % 8 == 7)
			r[i].flags = worker_flag();
	}
	ASSERT_EQ(0, uring_open(&ring, NR, variant->long_entries));
	ASSERT_EQ(0, io_uring_register_buffers(&ring, &both, 1));
	if (stall)
		ASSERT_TRUE(accel_set("stall", 1));
	for (i = 0; i < NR; i++)
		ASSERT_NE(NULL, i % 3 ? uring_add(&ring, self->fd, &r[i]) :
			  uring_add_fixed(&ring, self->fd, &r[i], 0));
	EXPECT_EQ(NR, io_uring_submit(&ring));
	start = seconds();
	io_uring_queue_exit(&ring);
	EXPECT_GT(EXIT_LIMIT, seconds() - start);
	usleep(200000);
	if (stall)
		ASSERT_TRUE(accel_set("stall", 0));
	for (i = 0; i < NR; i++)
		EXPECT_TRUE(settles(self, i * STRIDE, r[i].len)) {
			TH_LOG("request %d", i);
		}
	EXPECT_TRUE(pins_back_to(pins));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r[0]));
}

/* Runs in an unprivileged child that may lock less than a request pins. */
static int run_with_memlock_limit(FIXTURE_DATA(uring) *self)
{
	struct cryptodev_req large = cbc_session(self, 0, 8 * 4096);
	struct cryptodev_req small = cbc_session(self, LARGE / 2, 512);
	/* As many pages as allowed, of input and output. */
	rlim_t enough = 2 * (8 + 2) * 4096;
	struct rlimit limit = { enough - 1, enough };
	int i;

	if (setrlimit(RLIMIT_MEMLOCK, &limit) || setgid(NOBODY) ||
	    setuid(NOBODY))
		return 1;
	for (i = 0; i < 10; i++)
		if (uring_run(&self->ring, self->fd, &large) != -ENOMEM)
			return 2;
	if (!all_are(self->dst, large.len, 0xa5))
		return 3;
	/* A copied request locks nothing. */
	if (uring_run(&self->ring, self->fd, &small))
		return 4;
	limit.rlim_cur = enough;
	if (setrlimit(RLIMIT_MEMLOCK, &limit))
		return 5;
	/* Nothing is left locked. */
	for (i = 0; i < 10; i++)
		if (uring_run(&self->ring, self->fd, &large))
			return 6;
	return !same(self->dst, self->expected, large.len);
}

TEST_F(uring, memlock_limits_pins)
{
	long long pins = pins_held();
	int status;
	pid_t pid;

	if (!session_is_offloaded(self->fd, self->cbc))
		SKIP(return, "a synchronous driver pins nothing");
	memset(self->dst, 0xa5, LARGE);
	ASSERT_EQ(0, expect_cbc(self, 0, 8 * 4096));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(run_with_memlock_limit(self));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_TRUE(WIFEXITED(status));
	EXPECT_EQ(0, WEXITSTATUS(status));
	EXPECT_TRUE(pins_back_to(pins));
}

/* A driver must not keep its pages: io_uring's own threads are not involved. */
TEST_F(uring, output_in_disk_file)
{
	const char *lacks = ramdisk_mount();
	struct cryptodev_req r;
	uint8_t *out;
	int i, file;

	if (lacks)
		SKIP(return, "this machine lacks %s", lacks);
	file = open(RAMDISK_DIR "/file", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	ASSERT_LE(0, file);
	ASSERT_EQ(0, ftruncate(file, 8 * STRIDE));
	out = mmap(NULL, 8 * STRIDE, PROT_READ | PROT_WRITE, MAP_SHARED, file,
		   0);
	ASSERT_TRUE(out != MAP_FAILED);
	for (i = 0; i < 8; i++) {
		r = cbc_session(self, i * STRIDE, i % 2 ? STRIDE : 512);
		ASSERT_EQ(0, expect_cbc(self, i * STRIDE, r.len));
		r.dst = (uintptr_t)out + i * STRIDE;
		ASSERT_NE(NULL, uring_add(&self->ring, self->fd, &r));
		ASSERT_EQ(1, io_uring_submit(&self->ring));
	}
	for (i = 0; i < 8; i++)
		EXPECT_EQ(0, uring_wait(&self->ring, NULL));
	munmap(out, 8 * STRIDE);
	close(file);
	ASSERT_TRUE(ramdisk_remount());
	file = open(RAMDISK_DIR "/file", O_RDONLY | O_CLOEXEC);
	ASSERT_EQ(8 * STRIDE, read(file, self->dst, 8 * STRIDE));
	/* Half of the requests are short, followed by zeros in both buffers. */
	EXPECT_TRUE(same(self->dst, self->expected, 8 * STRIDE));
	close(file);
}

TEST_F(uring, sealed_file_processes_commands)
{
	struct cryptodev_req r = cbc_session(self, 0, 4096);

	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, expect_cbc(self, 0, 4096));
	EXPECT_EQ(0, memcmp(self->dst, self->expected, 4096));
}

TEST_F(uring, session_refuses_an_operation_that_it_does_not_allow)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .cipher = CRYPTO_AES_CBC, .keylen = 16,
		.key = native_pointer(key), .allowed = CRYPTODEV_ALLOW_DECRYPT,
	};
	struct cryptodev_req r = cbc_session(self, 0, 4096);

	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
	r.ses = create.ses;
	EXPECT_EQ(-EACCES, uring_run(&self->ring, self->fd, &r));
	EXPECT_TRUE(all_are(self->dst, 4096, 0));
	r.flags = CRYPTODEV_REQ_DECRYPT;
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
}

TEST_F(uring, generated_iv_is_returned)
{
	uint8_t nonce[16];
	struct cryptodev_req r = {
		.ses = self->gcm, .len = 100, .src = (uintptr_t)self->src,
		.dst = (uintptr_t)self->dst, .iv = (uintptr_t)nonce,
		.flags = CRYPTODEV_REQ_IV_COUNTER,
	};

	memset(nonce, 0xa5, sizeof(nonce));
	EXPECT_EQ(116, uring_run(&self->ring, self->fd, &r));
	EXPECT_FALSE(all_are(nonce, 12, 0xa5));
	EXPECT_TRUE(all_are(nonce + 12, 4, 0xa5));
	r.flags = CRYPTODEV_REQ_DECRYPT;
	r.src = r.dst;
	r.dst = (uintptr_t)self->expected;
	r.len = 116;
	EXPECT_EQ(100, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, memcmp(self->src, self->expected, 100));
	/* The IV before the data counts as output. */
	r.flags = CRYPTODEV_REQ_IV_IN_DATA | CRYPTODEV_REQ_IV_RANDOM;
	r.src = (uintptr_t)self->src;
	r.dst = (uintptr_t)self->dst;
	r.iv = 0;
	r.len = 12 + 100;
	EXPECT_EQ(12 + 116, uring_run(&self->ring, self->fd, &r));
	r.flags = CRYPTODEV_REQ_IV_IN_DATA | CRYPTODEV_REQ_DECRYPT;
	r.src = r.dst;
	r.len = 12 + 116;
	EXPECT_EQ(12 + 100, uring_run(&self->ring, self->fd, &r));
	EXPECT_EQ(0, memcmp(self->src + 12, self->dst + 12, 100));
}

TEST_HARNESS_MAIN
