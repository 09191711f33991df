// SPDX-License-Identifier: GPL-2.0
/*
 * Public-key operations on a device that completes requests late, at once, too
 * early, with an error or never: tests/accel, which has rsa and dh. The device
 * gets only operations that it supports, and each result equals libcrypto's.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include "lib/accel.h"
#include "lib/rsa.h"
#include "lib/thread_group.h"
#include "lib/usage.h"

#define CREW	6
#define RSA_DRIVER	"rsa-accel"
#define DH_DRIVER	"dh-accel"
#define DH_BITS		1536

#define OPS	3	/* RSA: public, private, and private with the primes */

FIXTURE(accel) {
	int fd;
	long was[ACCEL_SETTINGS];	/* before the test */
	long users;		/* of the device, before the test */
	struct rsa rsa;
	struct key_op ops[OPS];	/* with the expected results */
};

/* An operation and libcrypto's result. */
static void set_result(struct key_op *op, const BIGNUM *result)
{
	REF_MUST(BN_bn2lebinpad(result, op->out, key_bytes(op->out_bits)));
}

FIXTURE_SETUP(accel)
{
	BN_CTX *ctx = BN_CTX_new();
	BIGNUM *number, *power = BN_new();

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ref_init();
	random_init();
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->users = accel_users_at_rest();
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	rsa_make(&self->rsa, 256, 256, 65537, ctx);
	number = random_number(510, false);
	REF_MUST(BN_mod_exp(power, number, self->rsa.e, self->rsa.n, ctx));
	number_set_power(&self->ops[0], number, self->rsa.e, self->rsa.n);
	set_result(&self->ops[0], power);
	number_set_power(&self->ops[1], power, self->rsa.d, self->rsa.n);
	set_result(&self->ops[1], number);
	rsa_set_crt(&self->ops[2], &self->rsa, power);
	set_result(&self->ops[2], number);
	BN_free(number);
	BN_free(power);
	BN_CTX_free(ctx);
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(accel)
{
	EXPECT_TRUE(accel_restore(self->was));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_EQ(0, accel_count("in_flight"));
	EXPECT_TRUE(accel_users_become(self->users));
}

/* Runs an operation; returns NULL if the result is right, or what is wrong. */
static int run(int fd, const struct key_op *op)
{
	struct key_op again = *op;
	int err;

	memset(again.out, 0, sizeof(again.out));
	err = key_run(fd, &again);
	if (!err && !same(again.out, op->out, key_bytes(op->out_bits)))
		return -EBADMSG;
	return err;
}

TEST_F(accel, driver_serves_operations)
{
	struct usage none = {}, was = usage_driver(RSA_DRIVER);
	long requests = accel_count("requests");
	int i;

	for (i = 0; i < OPS; i++) {
		EXPECT_EQ(0, run(self->fd, &self->ops[i]));
		EXPECT_EQ(requests + i + 1, accel_count("requests"));
		EXPECT_USAGE_GREW(usage_driver(RSA_DRIVER), was, 0, i + 1,
				  (i + 1) * 64, 0);
	}
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 0, OPS, OPS * 64, 0);
	/* the session of the previous operation has been freed */
	EXPECT_TRUE(accel_users_become(self->users));
}

/* Numbers that the transform does not take do not reach the device. */
TEST_F(accel, does_not_serve)
{
	struct usage was = usage_driver(RSA_DRIVER);
	long requests = accel_count("requests");
	struct key_op op;

	/* a base with a known result, such as 1 and -1, or out of range */
	op = self->ops[0];
	key_set_small(&op.in[0], 1);
	EXPECT_EQ(0, key_run(self->fd, &op));
	op = self->ops[0];
	op.in[0] = op.in[2];
	EXPECT_EQ(0, key_run(self->fd, &op));
	op.in[0].data[0]--;
	EXPECT_EQ(0, key_run(self->fd, &op));
	/* an even exponent or modulus, and a modulus of another length */
	op = self->ops[0];
	key_set_small(&op.in[1], 65536);
	EXPECT_EQ(0, key_run(self->fd, &op));
	op = self->ops[0];
	op.in[2].data[0]--;
	EXPECT_EQ(0, key_run(self->fd, &op));
	op = self->ops[0];
	op.in[2].data[63] = 1;
	EXPECT_EQ(0, key_run(self->fd, &op));
	/*
	 * one half does not belong to the other: a result would reveal a prime
	 */
	op = self->ops[2];
	op.in[3].data[0] ^= 2;
	EXPECT_EQ(-EINVAL, key_run(self->fd, &op));
	EXPECT_EQ(requests, accel_count("requests"));
	EXPECT_USAGE_GREW(usage_driver(RSA_DRIVER), was, 0, 0, 0, 0);
	/* the error was due to the numbers */
	EXPECT_EQ(0, key_run(self->fd, &self->ops[0]));
	EXPECT_EQ(requests + 1, accel_count("requests"));
}

/* Key agreement with the shortest prime that the transform takes. */
static struct key_op make_agreement(void)
{
	struct key_op op = {
		.op = CRK_DH_COMPUTE_KEY, .nr = 3, .out_bits = DH_BITS,
	};
	BIGNUM *prime = BN_get_rfc3526_prime_1536(NULL), *two = BN_new();
	BIGNUM *public = BN_new(), *shared = BN_new();
	BIGNUM *ours = random_number(256, false),
	       *theirs = random_number(256, false);
	BN_CTX *ctx = BN_CTX_new();

	REF_MUST(BN_set_word(two, 2));
	REF_MUST(BN_mod_exp(public, two, theirs, prime, ctx));
	REF_MUST(BN_mod_exp(shared, public, ours, prime, ctx));
	number_set(&op.in[0], ours);
	number_set(&op.in[1], public);
	number_set(&op.in[2], prime);
	set_result(&op, shared);
	BN_CTX_free(ctx);
	BN_free(ours);
	BN_free(theirs);
	BN_free(public);
	BN_free(shared);
	BN_free(two);
	BN_free(prime);
	return op;
}

TEST_F(accel, key_agreement_uses_driver)
{
	struct usage was = usage_driver(DH_DRIVER);
	long requests = accel_count("requests");
	struct key_op op = make_agreement(), bad;

	EXPECT_EQ(0, run(self->fd, &op));
	EXPECT_EQ(requests + 1, accel_count("requests"));
	EXPECT_USAGE_GREW(usage_driver(DH_DRIVER), was, 0, 1, DH_BITS / 8, 0);
	ASSERT_TRUE(accel_set("error_percent", 100));
	EXPECT_EQ(-EIO, run(self->fd, &op));
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_USAGE_GREW(usage_driver(DH_DRIVER), was, 0, 2, 2 * DH_BITS / 8,
			  1);
	/* the transform does not take a prime that is not whole words */
	bad = op;
	bad.in[2].data[DH_BITS / 8 - 1] >>= 1;
	bad.in[2].bits--;
	bad.in[1] = bad.in[0];
	EXPECT_EQ(0, key_run(self->fd, &bad));
	EXPECT_EQ(requests + 2, accel_count("requests"));
	EXPECT_EQ(0, run(self->fd, &op));
	EXPECT_TRUE(accel_users_become(self->users));
}

static void work(struct group_thread *thread)
{
	FIXTURE_DATA(accel) *self = thread->group->data;
	int err = run(self->fd, &self->ops[(thread->nr + thread->done) % OPS]);

	if (err)
		thread_failed(thread, "no result, or a wrong one", err);
}

/* Runs the threads until the device has counted an event often enough. */
static void work_until(struct __test_metadata *_metadata,
		       FIXTURE_DATA(accel) *self, const char *counter)
{
	struct thread_group group = { .size = CREW,
				      .work = work,
				      .data = self };
	long was = accel_count(counter);
	double end = seconds() + 60;

	ASSERT_TRUE(group_start(&group));
	while (accel_count(counter) < was + 20 && seconds() < end)
		usleep(10000);
	group_stop(&group);
	EXPECT_LE(was + 20, accel_count(counter));
	EXPECT_THREADS_OK(&group);
}

TEST_F(accel, all_ways_of_completing)
{
	static const char * const ways[][2] = {
		{ "out_of_order", "overtaken" }, { "early_percent", "early" },
		{ "sync_percent", "sync" },
	};
	size_t i;

	/* completing out of order takes longer than computing */
	ASSERT_TRUE(accel_set("latency_us", 20000));
	for (i = 0; i < ARRAY_SIZE(ways); i++) {
		ASSERT_TRUE(accel_set(ways[i][0], 50));
		work_until(_metadata, self, ways[i][1]);
		ASSERT_TRUE(accel_set(ways[i][0], 0));
	}
	ASSERT_TRUE(accel_set("queue_depth", 1));
	work_until(_metadata, self, "backlogged");
}

/* A call takes as long as its device. */
TEST_F(accel, call_takes_driver_latency)
{
	double start = seconds();

	ASSERT_TRUE(accel_set("latency_us", 300000));
	EXPECT_EQ(0, run(self->fd, &self->ops[2]));
	EXPECT_LE(0.3, seconds() - start);
}

/* The CPU does not compute it instead; the error reaches both operations. */
TEST_F(accel, driver_error_is_returned)
{
	static const char * const ways[] = {
		"out_of_order", "early_percent", "sync_percent",
	};
	struct usage was = usage_driver(RSA_DRIVER);
	long errors = accel_count("errors");
	const int bad = OPS * 3;
	size_t i;
	int j;

	for (i = 0; i < ARRAY_SIZE(ways); i++) {
		ASSERT_TRUE(accel_set(ways[i], 100));
		for (j = 0; j < OPS; j++) {
			ASSERT_TRUE(accel_set("error_percent", 100));
			EXPECT_EQ(-EIO, run(self->fd, &self->ops[j]));
			ASSERT_TRUE(accel_set("error_percent", 0));
			EXPECT_EQ(0, run(self->fd, &self->ops[j]));
		}
		ASSERT_TRUE(accel_set(ways[i], 0));
	}
	EXPECT_EQ(errors + bad, accel_count("errors"));
	EXPECT_USAGE_GREW(usage_driver(RSA_DRIVER), was, 0, 2 * bad,
			  2 * bad * 64, bad);
}

/* A child in an operation that the device does not complete. */
static pid_t wait_for_ever(const struct key_op *op)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	run(dc_open(), op);
	_exit(2);
}

TEST_F(accel, killed_caller_leaves_operation)
{
	pid_t pid[OPS];
	int i, status;

	ASSERT_TRUE(accel_set("queue_depth", 2));
	ASSERT_TRUE(accel_set("stall", 1));
	for (i = 0; i < OPS; i++) {
		pid[i] = wait_for_ever(&self->ops[i]);
		ASSERT_LE(0, pid[i]);
		ASSERT_TRUE(accel_pending_becomes(i + 1));
	}
	EXPECT_EQ(2, accel_count("in_flight"));
	for (i = OPS; i--; ) {
		ASSERT_EQ(0, kill(pid[i], SIGKILL));
		ASSERT_TRUE(ends_within(pid[i], WAIT_LIMIT, &status));
		EXPECT_TRUE(WIFSIGNALED(status));
	}
	/* the device still has everything */
	EXPECT_EQ(OPS, accel_pending());
	EXPECT_EQ(self->users + OPS, accel_users());
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(accel_users_become(self->users));
	EXPECT_EQ(0, run(self->fd, &self->ops[0]));
}

static void on_signal(int nr)
{
}

/* A signal that does not kill does not end the call. */
TEST_F(accel, signal_does_not_end_call)
{
	struct sigaction action = { .sa_handler = on_signal };
	pid_t pid;
	int status;

	ASSERT_TRUE(accel_set("stall", 1));
	ASSERT_EQ(0, sigaction(SIGUSR1, &action, NULL));
	pid = wait_for_ever(&self->ops[2]);
	ASSERT_LE(0, pid);
	ASSERT_TRUE(accel_pending_becomes(1));
	ASSERT_EQ(0, kill(pid, SIGUSR1));
	EXPECT_FALSE(ends_within(pid, 0.3, &status));
	ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_EQ(2, WEXITSTATUS(status));
}

TEST_HARNESS_MAIN
