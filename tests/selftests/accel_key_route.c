// SPDX-License-Identifier: GPL-2.0
/*
 * Requests with public keys that hardware serves, and that the CPU processes:
 * because the driver is busy, or because it has failed. The simulated accelerator,
 * tests/accel, counts the requests that it gets.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include <sys/mman.h>

#include "lib/key_route.h"

FIXTURE(key_route) {
	struct key_route t;
	long user_sessions;	/* dev.crypto.max_user_sessions */
};

FIXTURE_VARIANT(key_route)
{
	enum key_route_path path;
};

FIXTURE_VARIANT_ADD(key_route, waited) { KEY_WAITED };
FIXTURE_VARIANT_ADD(key_route, reaped) { KEY_REAPED };
FIXTURE_VARIANT_ADD(key_route, worker) { KEY_WORKER };
FIXTURE_VARIANT_ADD(key_route, uring) { KEY_URING };

FIXTURE_SETUP(key_route)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	if (variant->path == KEY_URING && !uring_has_commands())
		SKIP(return, "io_uring has no commands");
	WORKER_SETUP(variant->path == KEY_WORKER ? CRYPTODEV_REQ_WORKER : 0);
	self->user_sessions = sysctl_get("max_user_sessions");
	ASSERT_RIGHT(key_route_begin(&self->t));
}

FIXTURE_TEARDOWN_PARENT(key_route)
{
	EXPECT_TRUE(sysctl_set("max_user_sessions", self->user_sessions));
	EXPECT_RIGHT(key_route_end(&self->t));
}

/* Returns a counter of the driver of a kind. */
static long long got(const struct key_route *t, enum key_route_kind kind,
		     const char *what)
{
	return usage_number(t->driver[kind], what);
}

/* A session that the CPU takes over, and then the driver again. */
static const char *fail_once(struct key_route *t, enum key_route_path path,
			     enum key_route_kind kind, int error)
{
	long errors = accel_count("errors"), requests = accel_count("requests");
	long long failed = got(t, kind, "failed_over");
	long long offloaded = got(t, kind, "offloaded");
	long long mine = usage_fdinfo(t->fd, "failed-over");
	struct usage was = usage_file(t->fd), now;
	int forged = kind == KEY_FORGED;
	const char *wrong;

	if (!accel_set("error", error) || !accel_set("error_percent", 100))
		return "the accelerator's settings";
	wrong = key_route_check(t, path, kind);
	if (!accel_set("error_percent", 0))
		return "the accelerator's settings";
	now = usage_file(t->fd);
	if (wrong)
		return wrong;
	if (accel_count("errors") != errors + 1 ||
	    accel_count("requests") != requests + 1 ||
	    got(t, kind, "failed_over") != failed + 1 ||
	    got(t, kind, "offloaded") != offloaded + 1 ||
	    usage_fdinfo(t->fd, "failed-over") != mine + 1)
		return failure("%s, error %d: failed_over",
			       key_route_names[kind], error);
	if (now.requests != was.requests + 1 ||
	    now.errors != was.errors + forged)
		return failure("%s, error %d: requests", key_route_names[kind],
			       error);
	wrong = key_route_check(t, path, kind);
	if (!wrong && accel_count("requests") != requests + 2)
		wrong = failure("%s: not offloaded", key_route_names[kind]);
	return wrong;
}

TEST_F(key_route, each_failure_fails_over)
{
	struct key_route *t = &self->t;
	size_t e;
	int i, way;

	for (i = 0; i < t->kinds; i++) {
		for (e = 0; e < ARRAY_SIZE(accel_failures); e++) {
			for (way = 0; way < ACCEL_WAYS; way++) {
				ASSERT_NE(NULL, accel_set_way(way));
				ASSERT_TRUE(accel_set("error_writes", way & 1));
				EXPECT_RIGHT(fail_once(t, variant->path, i,
						       accel_failures[e]));
			}
		}
		EXPECT_EQ(0, got(t, i, "passed_over"));
	}
}

/* These say something about the request. */
TEST_F(key_route, results_do_not_fail_over)
{
	static const int results[] = { EINVAL, EBADMSG, EKEYREJECTED, EPERM };
	static const enum key_route_kind kinds[] = { KEY_ENCRYPT, KEY_DECRYPT };
	struct key_route *t = &self->t;
	long long failed = got(t, KEY_ENCRYPT, "failed_over");
	struct cryptodev_req r;
	struct asym_out out;
	size_t e, i;

	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		for (e = 0; e < ARRAY_SIZE(results); e++) {
			ASSERT_TRUE(accel_set("error", results[e]));
			r = key_route_request(t, kinds[i]);
			EXPECT_EQ(-results[e],
				  key_route_run(t, variant->path, &r, &out));
		}
	}
	EXPECT_EQ(failed, got(t, KEY_ENCRYPT, "failed_over"));
	EXPECT_EQ(0, got(t, KEY_ENCRYPT, "passed_over"));
}

/* Such a result would reveal the key. It is a failure as any other. */
TEST_F(key_route, wrong_half_is_computed_again)
{
	static const enum key_route_kind kinds[] = {
		KEY_DECRYPT, KEY_TEXT, KEY_SIGN,
	};
	struct key_route *t = &self->t;
	struct usage was, now;
	long long failed;
	size_t i;
	int j;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		failed = got(t, kinds[i], "failed_over");
		was = usage_file(t->fd);
		ASSERT_TRUE(accel_set("rsa_fault_percent", 100));
		for (j = 0; j < 3; j++) {
			EXPECT_EQ(0, got(t, kinds[i], "passed_over"));
			ASSERT_NE(NULL, accel_set_way(j + 1));
			EXPECT_RIGHT(key_route_check(t, variant->path,
						     kinds[i]));
		}
		ASSERT_TRUE(accel_set("rsa_fault_percent", 0));
		now = usage_file(t->fd);
		EXPECT_EQ(failed + 3, got(t, kinds[i], "failed_over"));
		EXPECT_EQ(3, now.requests - was.requests);
		EXPECT_EQ(0, now.errors - was.errors);
		EXPECT_EQ(1, got(t, kinds[i], "passed_over"));
		ASSERT_TRUE(key_route_heal(t));
	}
}

/* With a wrong dp, each result is wrong, and no driver is to blame. */
TEST_F(key_route, wrong_key_does_not_pass_driver_over)
{
	static const enum key_route_kind kinds[] = { KEY_DECRYPT, KEY_SIGN };
	struct key_route *t = &self->t;
	long requests = accel_count("requests");
	struct cryptodev_req r;
	struct asym_out out;
	size_t i;
	int j;

	/* The last numbers of the key are dp, dq and qinv, of 66 or 67 bytes. */
	t->der[t->der_len - 150] ^= 1;
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		ASSERT_EQ(0, key_route_create(t, kinds[i], NULL,
					      &t->ses[kinds[i]]));
		for (j = 0; j < 5; j++) {
			r = key_route_request(t, kinds[i]);
			EXPECT_EQ(-EIO, key_route_run(t, variant->path, &r,
						      &out));
		}
		EXPECT_EQ(0, got(t, kinds[i], "passed_over"));
	}
	EXPECT_EQ(requests + 10, accel_count("requests"));
	EXPECT_RIGHT(key_route_check(t, variant->path, KEY_ENCRYPT));
	EXPECT_EQ(requests + 11, accel_count("requests"));
}

TEST_F(key_route, driver_that_fails_is_passed_over_and_tried_again)
{
	struct key_route *t = &self->t;
	long errors = accel_count("errors"), requests;
	long long kept, offloaded;
	double until;
	int i;

	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, got(t, KEY_DECRYPT, "passed_over"));
		EXPECT_RIGHT(key_route_check(t, variant->path, KEY_DECRYPT));
	}
	EXPECT_EQ(1, got(t, KEY_DECRYPT, "passed_over"));
	EXPECT_EQ(0, got(t, KEY_SIGN, "passed_over"));
	kept = got(t, KEY_DECRYPT, "kept");
	offloaded = got(t, KEY_DECRYPT, "offloaded");

	/* After a second, one request tries the driver. */
	until = seconds() + WAIT_LIMIT;
	for (i = 0; accel_count("errors") == errors + 3 && seconds() < until;
	     i++) {
		EXPECT_RIGHT(key_route_check(t, variant->path, KEY_DECRYPT));
		usleep(10000);
	}
	EXPECT_EQ(errors + 4, accel_count("errors"));
	EXPECT_EQ(i - 1, got(t, KEY_DECRYPT, "kept") - kept);
	EXPECT_EQ(1, got(t, KEY_DECRYPT, "offloaded") - offloaded);
	ASSERT_TRUE(accel_set("error_percent", 0));
	requests = accel_count("requests");
	while (got(t, KEY_DECRYPT, "passed_over") && seconds() < until) {
		EXPECT_RIGHT(key_route_check(t, variant->path, KEY_DECRYPT));
		usleep(10000);
	}
	EXPECT_EQ(0, got(t, KEY_DECRYPT, "passed_over"));
	EXPECT_EQ(requests + 1, accel_count("requests"));
	EXPECT_RIGHT(key_route_check(t, variant->path, KEY_DECRYPT));
	EXPECT_EQ(requests + 2, accel_count("requests"));
}

/* The key's operations take no less time for a short input. */
TEST_F(key_route, length_of_input_does_not_matter)
{
	struct key_route *t = &self->t;
	long requests = accel_count("requests");
	long min_bytes = sysctl_get("offload_min_bytes");
	int i;

	ASSERT_TRUE(sysctl_set("offload_min_bytes", 4096));
	for (i = 0; i < t->kinds; i++)
		EXPECT_RIGHT(key_route_check(t, variant->path, i));
	EXPECT_TRUE(sysctl_set("offload_min_bytes", min_bytes));
	EXPECT_EQ(requests + t->kinds, accel_count("requests"));
}

/* The policy, or the program, has asked for hardware alone. */
TEST_F(key_route, chosen_hardware_has_no_fallback)
{
	struct key_route *t = &self->t;
	struct session_info_op info;
	struct cryptodev_req r;
	struct asym_out out;
	size_t e;
	int named;

	info.ses = t->ses[KEY_DECRYPT];
	ASSERT_EQ(0, dc_ioctl(t->fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(0U | SIOP_FLAG_KERNEL_DRIVER_ONLY | SIOP_FLAG_MAY_FALL_BACK,
		  info.flags);
	for (named = 0; named < 2; named++) {
		ASSERT_TRUE(sysctl_set("cryptodevallowsoft", !named));
		ASSERT_EQ(0, key_route_create(t, KEY_DECRYPT,
					      named ? "rsa-accel" : NULL,
					      &t->ses[KEY_DECRYPT]));
		ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 0));
		info.ses = t->ses[KEY_DECRYPT];
		ASSERT_EQ(0, dc_ioctl(t->fd, CIOCGSESSINFO, &info));
		EXPECT_EQ(SIOP_FLAG_KERNEL_DRIVER_ONLY, info.flags);
		ASSERT_TRUE(accel_set("error_percent", 100));
		for (e = 0; e < ARRAY_SIZE(accel_failures); e++) {
			ASSERT_TRUE(accel_set("error", accel_failures[e]));
			r = key_route_request(t, KEY_DECRYPT);
			EXPECT_EQ(-accel_failures[e],
				  key_route_run(t, variant->path, &r, &out));
		}
		ASSERT_TRUE(accel_set("error_percent", 0));
		ASSERT_TRUE(accel_set("rsa_fault_percent", 100));
		r = key_route_request(t, KEY_DECRYPT);
		EXPECT_EQ(-EIO, key_route_run(t, variant->path, &r, &out));
		ASSERT_TRUE(accel_set("rsa_fault_percent", 0));
	}
	EXPECT_EQ(0, got(t, KEY_DECRYPT, "passed_over"));
}

/* Another driver would generate another key. */
TEST_F(key_route, generated_key_has_no_fallback)
{
	struct key_route *t = &self->t;
	struct session_info_op info;
	struct cryptodev_req r;
	struct asym_out out;

	if (t->kinds <= KEY_PUBLIC)
		SKIP(return, "kernel lacks FFDHE");
	ASSERT_EQ(0, asym_create(t->fd, 0, CRYPTODEV_FFDHE2048, 0, NULL, 0,
				 &t->ses[KEY_PUBLIC]));
	info.ses = t->ses[KEY_PUBLIC];
	ASSERT_EQ(0, dc_ioctl(t->fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(SIOP_FLAG_KERNEL_DRIVER_ONLY, info.flags);
	r = key_route_request(t, KEY_PUBLIC);
	ASSERT_EQ(0, key_route_run(t, variant->path, &r, &out));
	t->want[KEY_PUBLIC] = out;
	ASSERT_TRUE(accel_set("error_percent", 100));
	r = key_route_request(t, KEY_PUBLIC);
	EXPECT_EQ(-EIO, key_route_run(t, variant->path, &r, &out));
	ASSERT_TRUE(accel_set("error", EAGAIN));
	r = key_route_request(t, KEY_PUBLIC);
	EXPECT_EQ(-EAGAIN, key_route_run(t, variant->path, &r, &out));
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_RIGHT(key_route_check(t, variant->path, KEY_PUBLIC));
}

/* The fallback counts as a session. Without it, the error is the driver's. */
TEST_F(key_route, fallback_counts_as_a_session)
{
	struct key_route *t = &self->t;
	long long failed = got(t, KEY_DECRYPT, "failed_over");
	struct cryptodev_req r = key_route_request(t, KEY_DECRYPT);
	struct asym_out out;

	ASSERT_TRUE(accel_set("error_percent", 100));
	ASSERT_TRUE(sysctl_set("max_user_sessions", 1));
	EXPECT_EQ(-EIO, key_route_run(t, variant->path, &r, &out));
	EXPECT_EQ(failed, got(t, KEY_DECRYPT, "failed_over"));
	ASSERT_TRUE(sysctl_set("max_user_sessions", self->user_sessions));
	EXPECT_RIGHT(key_route_check(t, variant->path, KEY_DECRYPT));
	EXPECT_EQ(failed + 1, got(t, KEY_DECRYPT, "failed_over"));
}

/* Without failover, only the error of the driver counts. */
TEST_F(key_route, failover_0_returns_the_drivers_error)
{
	struct key_route *t = &self->t;
	struct cryptodev_req r;
	struct asym_out out;
	int i;

	ASSERT_TRUE(sysctl_set("failover", 0));
	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < 5; i++) {
		r = key_route_request(t, KEY_DECRYPT);
		EXPECT_EQ(-EIO, key_route_run(t, variant->path, &r, &out));
	}
	ASSERT_TRUE(accel_set("error_percent", 0));
	ASSERT_TRUE(sysctl_set("failover", 1));
	EXPECT_RIGHT(key_route_check(t, variant->path, KEY_DECRYPT));
}

TEST_HARNESS_MAIN
