// SPDX-License-Identifier: GPL-2.0
/*
 * Operations of CIOCKEY that the CPU processes in place of hardware: because the
 * driver is busy, or because it has failed. Each result equals libcrypto's. The
 * simulated accelerator, tests/accel, counts the requests that it gets.
 */
#include "../kselftest_harness.h"
#include <signal.h>

#include "lib/accel.h"
#include "lib/rsa.h"
#include "lib/trace_events.h"
#include "lib/usage.h"

#define RSA_DRIVER	"rsa-accel"
#define DH_DRIVER	"dh-accel"
#define DH_BITS		1536

/* RSA: public, private, and private with the primes; Diffie-Hellman. */
enum { PUBLIC, PRIVATE, PRIMES, AGREE, OPS };

static const char * const drivers[OPS] = {
	RSA_DRIVER, RSA_DRIVER, RSA_DRIVER, DH_DRIVER,
};

FIXTURE(ciockey_route) {
	int fd;
	struct accel_before before;
	long max_queued;	/* dev.crypto.offload_max_queued */
	struct key_op ops[OPS];	/* with the expected results */
	struct trace trace;
};

static void set_result(struct key_op *op, const BIGNUM *result)
{
	REF_MUST(BN_bn2lebinpad(result, op->out, key_bytes(op->out_bits)));
}

static void make_powers(struct key_op *ops, BN_CTX *ctx)
{
	BIGNUM *number = random_number(510, false), *power = BN_new();
	struct rsa rsa;

	rsa_make(&rsa, 256, 256, 65537, ctx);
	REF_MUST(BN_mod_exp(power, number, rsa.e, rsa.n, ctx));
	number_set_power(&ops[PUBLIC], number, rsa.e, rsa.n);
	set_result(&ops[PUBLIC], power);
	number_set_power(&ops[PRIVATE], power, rsa.d, rsa.n);
	set_result(&ops[PRIVATE], number);
	rsa_set_crt(&ops[PRIMES], &rsa, power);
	set_result(&ops[PRIMES], number);
	rsa_free(&rsa);
	BN_free(number);
	BN_free(power);
}

/* A public power that is a byte shorter than the modulus. */
static void make_short_power(struct key_op *op)
{
	BIGNUM *number = NULL, *power = BN_new();
	BN_CTX *ctx = BN_CTX_new();
	struct rsa rsa;

	rsa_make(&rsa, 256, 256, 65537, ctx);
	do {
		BN_free(number);
		number = random_number(510, false);
		REF_MUST(BN_mod_exp(power, number, rsa.e, rsa.n, ctx));
	} while (BN_num_bytes(power) != 63);
	number_set_power(op, number, rsa.e, rsa.n);
	set_result(op, power);
	rsa_free(&rsa);
	BN_free(number);
	BN_free(power);
	BN_CTX_free(ctx);
}

static void make_agreement(struct key_op *op, BN_CTX *ctx)
{
	BIGNUM *prime = BN_get_rfc3526_prime_1536(NULL), *two = BN_new();
	BIGNUM *public = random_number(1000, false), *shared = BN_new();
	BIGNUM *ours = random_number(256, false);

	REF_MUST(BN_mod_exp(shared, public, ours, prime, ctx));
	*op = (struct key_op) {
		.op = CRK_DH_COMPUTE_KEY, .nr = 3, .out_bits = DH_BITS,
	};
	number_set(&op->in[0], ours);
	number_set(&op->in[1], public);
	number_set(&op->in[2], prime);
	set_result(op, shared);
	BN_free(ours);
	BN_free(public);
	BN_free(shared);
	BN_free(two);
	BN_free(prime);
}

/* Returns 0 if the result is right, or the error. */
static int run(FIXTURE_DATA(ciockey_route) *self, int i)
{
	struct key_op again = self->ops[i];
	int err;

	memset(again.out, 0, sizeof(again.out));
	err = key_run(self->fd, &again);
	if (!err && !same(again.out, self->ops[i].out,
			  key_bytes(self->ops[i].out_bits)))
		return -EBADMSG;
	return err;
}

/* Makes both drivers work again, whatever has failed before; false on failure. */
static bool heal(FIXTURE_DATA(ciockey_route) *self)
{
	return sysctl_set("failover", 0) && !run(self, PUBLIC) &&
	       !run(self, AGREE) && sysctl_set("failover", 1);
}

FIXTURE_SETUP(ciockey_route)
{
	BN_CTX *ctx = BN_CTX_new();

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ref_init();
	random_init();
	self->max_queued = sysctl_get("offload_max_queued");
	ASSERT_TRUE(accel_begin(&self->before));
	ASSERT_TRUE(sysctl_set("offload_max_queued", 0));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	make_powers(self->ops, ctx);
	make_agreement(&self->ops[AGREE], ctx);
	BN_CTX_free(ctx);
	ASSERT_TRUE(heal(self));
}

FIXTURE_TEARDOWN_PARENT(ciockey_route)
{
	EXPECT_TRUE(sysctl_set("offload_max_queued", self->max_queued));
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", 0));
	trace_end();
	EXPECT_TRUE(accel_end(&self->before));
}

/* The increments of the counters of a driver and of its file by an operation. */
struct growth {
	long long requests, errors, offloaded, kept, failed_over;
};

static struct growth driver_counts(int i)
{
	return (struct growth) {
		.requests = usage_number(drivers[i], "requests"),
		.errors = usage_number(drivers[i], "errors"),
		.offloaded = usage_number(drivers[i], "offloaded"),
		.kept = usage_number(drivers[i], "kept"),
		.failed_over = usage_number(drivers[i], "failed_over"),
	};
}

#define EXPECT_GREW(i, was, _offloaded, _kept, _failed_over, _errors) do {	\
	struct growth now = driver_counts(i);					\
	EXPECT_EQ((_offloaded) + (_kept), now.requests - (was).requests);	\
	EXPECT_EQ(_offloaded, now.offloaded - (was).offloaded);			\
	EXPECT_EQ(_kept, now.kept - (was).kept);				\
	EXPECT_EQ(_failed_over, now.failed_over - (was).failed_over);		\
	EXPECT_EQ(_errors, now.errors - (was).errors);				\
} while (0)

TEST_F(ciockey_route, each_failure_fails_over)
{
	long long mine = usage_fdinfo(self->fd, "failed-over");
	struct growth was;
	size_t e;
	int i, way;

	for (i = 0; i < OPS; i++) {
		for (e = 0; e < ARRAY_SIZE(accel_failures); e++) {
			for (way = 0; way < ACCEL_WAYS; way++) {
				ASSERT_NE(NULL, accel_set_way(way));
				ASSERT_TRUE(accel_set("error_writes", way & 1));
				ASSERT_TRUE(accel_set("error", accel_failures[e]));
				ASSERT_TRUE(accel_set("error_percent", 100));
				was = driver_counts(i);
				EXPECT_EQ(0, run(self, i));
				EXPECT_GREW(i, was, 1, 0, 1, 0);
				ASSERT_TRUE(accel_set("error_percent", 0));
				EXPECT_EQ(0, run(self, i));
				EXPECT_GREW(i, was, 2, 0, 1, 0);
			}
		}
	}
	EXPECT_EQ(mine + OPS * 24, usage_fdinfo(self->fd, "failed-over"));
}

TEST_F(ciockey_route, results_do_not_fail_over)
{
	static const int results[] = { EINVAL, EBADMSG, EPERM };
	struct growth was;
	size_t e;
	int i;

	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < OPS; i++) {
		was = driver_counts(i);
		for (e = 0; e < ARRAY_SIZE(results); e++) {
			ASSERT_TRUE(accel_set("error", results[e]));
			EXPECT_EQ(-results[e], run(self, i));
		}
		EXPECT_GREW(i, was, 3, 0, 0, 3);
		EXPECT_EQ(0, usage_number(drivers[i], "passed_over"));
	}
}

TEST_F(ciockey_route, wrong_half_is_computed_again)
{
	struct growth was = driver_counts(PRIMES);
	int i;

	ASSERT_TRUE(accel_set("rsa_fault_percent", 100));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, usage_number(RSA_DRIVER, "passed_over"));
		EXPECT_EQ(0, run(self, PRIMES));
	}
	EXPECT_EQ(1, usage_number(RSA_DRIVER, "passed_over"));
	EXPECT_GREW(PRIMES, was, 3, 0, 3, 0);
	ASSERT_TRUE(accel_set("rsa_fault_percent", 0));
	EXPECT_TRUE(heal(self));
}

TEST_F(ciockey_route, cut_result_is_computed_again)
{
	struct growth was;

	make_short_power(&self->ops[PUBLIC]);
	was = driver_counts(PUBLIC);
	ASSERT_TRUE(accel_set("rsa_cut", 1));
	EXPECT_EQ(0, run(self, PUBLIC));
	EXPECT_GREW(PUBLIC, was, 1, 0, 1, 0);
	ASSERT_TRUE(sysctl_set("failover", 0));
	EXPECT_EQ(-EIO, run(self, PUBLIC));
	EXPECT_GREW(PUBLIC, was, 2, 0, 1, 1);
	ASSERT_TRUE(accel_set("rsa_cut", 0));
	EXPECT_EQ(0, run(self, PUBLIC));
	EXPECT_GREW(PUBLIC, was, 3, 0, 1, 1);
}

TEST_F(ciockey_route, driver_that_fails_is_passed_over_and_tried_again)
{
	long requests = accel_count("requests");
	struct growth was;
	double until;
	int i, nr;

	for (i = 0; i < OPS; i += AGREE) {
		was = driver_counts(i);
		ASSERT_TRUE(accel_set("error_percent", 100));
		for (nr = 0; nr < 3; nr++)
			EXPECT_EQ(0, run(self, i));
		EXPECT_EQ(1, usage_number(drivers[i], "passed_over"));
		EXPECT_GREW(i, was, 3, 0, 3, 0);
		ASSERT_TRUE(accel_set("error_percent", 0));
		until = seconds() + WAIT_LIMIT;
		for (nr = 0; usage_number(drivers[i], "passed_over") &&
		     seconds() < until; nr++) {
			EXPECT_EQ(0, run(self, i));
			usleep(10000);
		}
		EXPECT_EQ(0, usage_number(drivers[i], "passed_over"));
		EXPECT_GREW(i, was, 4, nr - 1, 3, 0);
		requests += 4;
		EXPECT_EQ(requests, accel_count("requests"));
	}
}

/* More than 0: hardware alone. */
TEST_F(ciockey_route, policy_of_hardware_forbids_the_cpu)
{
	struct growth was;
	size_t e;
	int i;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	for (i = 0; i < OPS; i++) {
		was = driver_counts(i);
		ASSERT_TRUE(accel_set("error_percent", 100));
		for (e = 0; e < ARRAY_SIZE(accel_failures); e++) {
			ASSERT_TRUE(accel_set("error", accel_failures[e]));
			EXPECT_EQ(-accel_failures[e], run(self, i));
		}
		ASSERT_TRUE(accel_set("error_percent", 0));
		EXPECT_EQ(0, run(self, i));
		EXPECT_GREW(i, was, 7, 0, 0, 6);
		EXPECT_EQ(0, usage_number(drivers[i], "passed_over"));
	}
	ASSERT_TRUE(accel_set("rsa_fault_percent", 100));
	EXPECT_EQ(-EIO, run(self, PRIMES));
}

/* Less than 0: the CPU alone. */
TEST_F(ciockey_route, policy_of_software_forbids_hardware)
{
	long requests;
	int i;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	requests = accel_count("requests");
	for (i = 0; i < OPS; i++)
		EXPECT_EQ(0, run(self, i));
	EXPECT_EQ(requests, accel_count("requests"));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 0));
	for (i = 0; i < OPS; i++)
		EXPECT_EQ(0, run(self, i));
	EXPECT_EQ(requests + OPS, accel_count("requests"));
}

/* A caller that is killed leaves its operation, which still waits. */
TEST_F(ciockey_route, busy_driver_leaves_further_operations_to_the_cpu)
{
	struct growth was;
	int i, status;
	pid_t pid;

	ASSERT_TRUE(sysctl_set("offload_max_queued", 1));
	for (i = 0; i < OPS; i += AGREE) {
		ASSERT_TRUE(accel_set("stall", 1));
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid) {
			run(self, i);
			_exit(0);
		}
		ASSERT_TRUE(accel_pending_becomes(1));
		was = driver_counts(i);
		EXPECT_EQ(0, run(self, i));
		EXPECT_GREW(i, was, 0, 1, 0, 0);
		ASSERT_EQ(0, kill(pid, SIGKILL));
		ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
		was = driver_counts(i);
		EXPECT_EQ(0, run(self, i));
		EXPECT_GREW(i, was, 0, 1, 0, 0);
		ASSERT_TRUE(accel_set("stall", 0));
		ASSERT_TRUE(accel_pending_becomes(0));
		ASSERT_TRUE(accel_users_become(self->before.users));
		was = driver_counts(i);
		EXPECT_EQ(0, run(self, i));
		EXPECT_GREW(i, was, 1, 0, 0, 0);
	}
}

/* The trace event of the last operation, from @field on. */
static const char *event(FIXTURE_DATA(ciockey_route) *self, const char *field)
{
	trace_read(&self->trace);
	return self->trace.nr == 1 ? strstr(self->trace.event[0], field) : NULL;
}

/*
 * Returns true once the event says that the driver is passed over. On a slow machine
 * its second may be over: then this operation tries the driver, and doubles the time.
 */
static bool is_passed_over(FIXTURE_DATA(ciockey_route) *self)
{
	double until = seconds() + WAIT_LIMIT;
	const char *reason;

	do {
		reason = run(self, PRIMES) ? NULL : event(self, "driver=");
		if (!reason)
			return false;
		if (!strcmp(reason, "driver=rsa-accel reason=passed_over error=0"))
			return true;
	} while (!strcmp(reason, "driver=rsa-accel reason=failed error=-5") &&
		 seconds() < until);
	return false;
}

TEST_F(ciockey_route, event_has_the_reason)
{
	int i;

	if (!trace_is_available())
		SKIP(return, "this kernel has no trace events");
	ASSERT_TRUE(trace_begin());
	ASSERT_TRUE(trace_on("cryptodev_key"));
	EXPECT_EQ(0, run(self, PRIMES));
	EXPECT_STREQ("driver=rsa-accel reason=none error=0",
		     event(self, "driver="));
	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, run(self, PRIMES));
		EXPECT_STREQ("driver=rsa-accel reason=failed error=-5",
			     event(self, "driver="));
	}
	EXPECT_TRUE(is_passed_over(self));
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_TRUE(heal(self));
}

TEST_HARNESS_MAIN
