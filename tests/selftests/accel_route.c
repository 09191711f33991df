// SPDX-License-Identifier: GPL-2.0
/*
 * Requests of sessions that hardware serves, and that the CPU processes: because
 * they are short, because the driver is busy, or because it has failed. The
 * simulated accelerator, tests/accel, counts the requests that it gets.
 */
#include <sys/mman.h>

#include "lib/async.h"
#include "lib/pins.h"
#include "lib/process.h"
#include "lib/route_fixture.h"
#include "lib/uring.h"

static const uint32_t lengths[] = { 16, 496, 512, 1008, 1040, 4096, 60000 };

/* The lengths for which the driver may not have overwritten the input. */
#define COPIED	512

/* Runs a request in fresh memory, and compares the results with the expected. */
static const char *run_fresh(struct route_test *t, int i, uint32_t len,
			     uint8_t *dst, const uint8_t *want,
			     const uint8_t *right)
{
	struct cryptodev_req r;
	uint8_t digest[64];
	int err;

	memset(dst, ROUTE_FILLER, len + 64);
	memset(digest, ROUTE_FILLER, sizeof(digest));
	route_request(t, i, len, dst, digest, &r);
	err = route_run(t, &r);
	if (err)
		return failure("%s, %u bytes: %s", route_kinds[i].driver, len,
			       strerror(-err));
	if (!same(dst, want, len + 64) || !same(digest, right, sizeof(digest)))
		return failure("%s, %u bytes: wrong", route_kinds[i].driver, len);
	return NULL;
}

/* Returns a counter of a driver. */
static long long got(const char *driver, const char *what)
{
	return usage_number(driver, what);
}

TEST_F(route, short_requests_stay_on_the_cpu)
{
	struct route_test *t = &self->t;
	long long kept, offloaded;
	const char *driver;
	long requests;
	size_t j;
	int i;

	for (i = 0; i < ROUTE_KINDS; i++) {
		driver = route_kinds[i].driver;
		for (j = 0; j < ARRAY_SIZE(lengths); j++) {
			ASSERT_TRUE(route_want(t, i, lengths[j], self->want,
					       self->right));
			ASSERT_TRUE(sysctl_set("offload_min_bytes", 512));
			requests = accel_count("requests");
			kept = got(driver, "kept");
			offloaded = got(driver, "offloaded");
			EXPECT_RIGHT(run_fresh(t, i, lengths[j], self->dst,
					       self->want, self->right));
			EXPECT_EQ(lengths[j] < 512,
				  requests == accel_count("requests"));
			EXPECT_EQ(lengths[j] < 512, got(driver, "kept") - kept);
			EXPECT_EQ(lengths[j] >= 512,
				  got(driver, "offloaded") - offloaded);
			ASSERT_TRUE(sysctl_set("offload_min_bytes", 0));
		}
	}
}

TEST_F(route, value_of_driver_precedes_sysctl)
{
	struct route_test *t = &self->t;
	long requests = accel_count("requests");
	char path[128];

	usage_path(path, sizeof(path), "cbc-aes-accel", "offload_min_bytes");
	EXPECT_EQ(-1, usage_number("cbc-aes-accel", "offload_min_bytes"));
	ASSERT_TRUE(route_want(t, 0, 512, self->want, self->right));
	ASSERT_EQ(++requests, accel_count("requests"));
	EXPECT_FALSE(setting_write(path, -2));

	ASSERT_TRUE(setting_write(path, 513));
	EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want, self->right));
	EXPECT_EQ(requests, accel_count("requests"));
	ASSERT_TRUE(sysctl_set("offload_min_bytes", 1000));
	ASSERT_TRUE(setting_write(path, 512));
	EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want, self->right));
	EXPECT_EQ(++requests, accel_count("requests"));
	ASSERT_TRUE(setting_write(path, -1));
	EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want, self->right));
	EXPECT_EQ(requests, accel_count("requests"));
}

/* The session keeps its keys for the fallback, and no more than these. */
TEST_F(route, unused_key_may_have_any_length)
{
	static const uint32_t lens[] = { 1, 4096, 1 << 24, UINT32_MAX };
	uint8_t key[16] = { 1 }, text[32] = { 2 }, iv[16] = { 3 };
	uint32_t ses[2];
	size_t i;

	ASSERT_TRUE(sysctl_set("offload_min_bytes", 512));
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		ASSERT_EQ(0, dc_session(self->t.fd, 0, NULL, lens[i],
					CRYPTO_SHA2_256, NULL, lens[i],
					&ses[0]));
		ASSERT_EQ(0, dc_session(self->t.fd, CRYPTO_AES_CBC, key, 16, 0,
					NULL, lens[i], &ses[1]));
		EXPECT_EQ(0, dc_crypt(self->t.fd, ses[0], COP_ENCRYPT, 0, text,
				      32, NULL, self->digest, NULL));
		EXPECT_EQ(0, dc_crypt(self->t.fd, ses[1], COP_ENCRYPT, 0, text,
				      32, text, NULL, iv));
		EXPECT_EQ(0, dc_free(self->t.fd, ses[0]));
		EXPECT_EQ(0, dc_free(self->t.fd, ses[1]));
	}
	EXPECT_TRUE(sysctl_set("offload_min_bytes", 0));
}

TEST_F(route, each_failure_fails_over)
{
	struct route_test *t = &self->t;
	long long failed;
	const char *driver;
	size_t j, e;
	long errors;
	int i;

	for (i = 0; i < ROUTE_KINDS; i++) {
		driver = route_kinds[i].driver;
		for (j = 0; j < ARRAY_SIZE(lengths); j++) {
			e = (i + j) % ARRAY_SIZE(accel_failures);
			ASSERT_TRUE(route_want(t, i, lengths[j], self->want,
					       self->right));
			ASSERT_TRUE(accel_set("error", accel_failures[e]));
			ASSERT_TRUE(accel_set("error_writes", j & 1));
			ASSERT_TRUE(accel_set("error_percent", 100));
			errors = accel_count("errors");
			failed = got(driver, "failed_over");
			EXPECT_RIGHT(run_fresh(t, i, lengths[j], self->dst,
					       self->want, self->right));
			EXPECT_EQ(errors + 1, accel_count("errors"));
			EXPECT_EQ(failed + 1, got(driver, "failed_over"));
			ASSERT_TRUE(accel_set("error_percent", 0));
			ASSERT_TRUE(route_heal(t));
		}
	}
}

/* These say something about the request. */
TEST_F(route, results_do_not_fail_over)
{
	static const int results[] = { EINVAL, EBADMSG, EOVERFLOW, EKEYREJECTED };
	struct route_test *t = &self->t;
	long long failed = got("cbc-aes-accel", "failed_over");
	struct cryptodev_req r;
	size_t e;

	ASSERT_TRUE(accel_set("error_percent", 100));
	for (e = 0; e < ARRAY_SIZE(results); e++) {
		ASSERT_TRUE(accel_set("error", results[e]));
		memset(self->dst, ROUTE_FILLER, 512);
		route_request(t, 0, 512, self->dst, self->digest, &r);
		EXPECT_EQ(-results[e], route_run(t, &r));
		EXPECT_TRUE(all_are(self->dst, 512, ROUTE_FILLER));
	}
	EXPECT_EQ(failed, got("cbc-aes-accel", "failed_over"));
	EXPECT_EQ(0, got("cbc-aes-accel", "passed_over"));
}

TEST_F(route, driver_that_fails_is_passed_over_and_tried_again)
{
	struct route_test *t = &self->t;
	long errors = accel_count("errors"), requests;
	double until;
	int i;

	ASSERT_TRUE(route_want(t, 0, 512, self->want, self->right));
	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, got("cbc-aes-accel", "passed_over"));
		EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want,
				       self->right));
	}
	EXPECT_EQ(1, got("cbc-aes-accel", "passed_over"));
	EXPECT_EQ(0, got("ctr-aes-accel", "passed_over"));
	EXPECT_EQ(errors + 3, accel_count("errors"));

	/* After a second, one request tries the driver. */
	until = seconds() + 30;
	while (accel_count("errors") == errors + 3 && seconds() < until) {
		EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want,
				       self->right));
		usleep(10000);
	}
	EXPECT_EQ(errors + 4, accel_count("errors"));
	ASSERT_TRUE(accel_set("error_percent", 0));
	requests = accel_count("requests");
	while (got("cbc-aes-accel", "passed_over") && seconds() < until) {
		EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want,
				       self->right));
		usleep(10000);
	}
	EXPECT_EQ(0, got("cbc-aes-accel", "passed_over"));
	EXPECT_EQ(requests + 1, accel_count("requests"));
	EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want, self->right));
	EXPECT_EQ(requests + 2, accel_count("requests"));
}

/* A copied input is intact in the caller's memory. */
TEST_F(route, in_place_fails_over_only_if_the_input_is_intact)
{
	struct route_test *t = &self->t;
	static const uint32_t lens[] = { COPIED, ROUTE_LONGEST };
	struct cryptodev_req r;
	size_t j;
	int i, writes;

	for (i = 0; i < 3; i++) {
		for (j = 0; j < ARRAY_SIZE(lens); j++) {
			ASSERT_TRUE(route_want(t, i, lens[j], self->want,
					       self->right));
			for (writes = 0; writes < 2; writes++) {
				ASSERT_TRUE(accel_set("error_writes", writes));
				ASSERT_TRUE(accel_set("error_percent", 100));
				memset(self->dst, ROUTE_FILLER, ROUTE_ROOM);
				memcpy(self->dst, t->in, lens[j]);
				route_request(t, i, lens[j], self->dst,
					      self->digest, &r);
				r.src = r.dst;
				EXPECT_EQ(j ? -EIO : 0, route_run(t, &r));
				EXPECT_TRUE(same(self->dst, j && !writes ?
						 t->in : self->want, lens[j]));
				EXPECT_TRUE(all_are(self->dst + lens[j], 64,
						    ROUTE_FILLER));
				ASSERT_TRUE(accel_set("error_percent", 0));
				ASSERT_TRUE(route_heal(t));
			}
		}
	}
}

/* Two mappings of the same memory: in place, although the addresses differ. */
TEST_F(route, same_memory_at_two_addresses_is_in_place)
{
	struct route_test *t = &self->t;
	long long failed = got("ctr-aes-accel", "failed_over");
	int fd = memfd_create("twice", 0);
	struct cryptodev_req r;
	uint8_t *src, *dst;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, ftruncate(fd, 65536));
	src = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	dst = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ASSERT_NE(MAP_FAILED, src);
	ASSERT_NE(MAP_FAILED, dst);
	memcpy(src, t->in, ROUTE_LONGEST);
	ASSERT_TRUE(accel_set("error_writes", 1));
	ASSERT_TRUE(accel_set("error_percent", 100));
	route_request(t, 1, ROUTE_LONGEST, dst, self->digest, &r);
	r.src = native_pointer(src);
	EXPECT_EQ(-EIO, route_run(t, &r));
	EXPECT_EQ(failed, got("ctr-aes-accel", "failed_over"));
}

/* With NO_ZC, the driver never has the caller's pages. */
TEST_F(route, copied_in_place_fails_over)
{
	struct route_test *t = &self->t;
	struct cryptodev_req r;
	int i;

	ASSERT_TRUE(accel_set("error_writes", 1));
	for (i = 0; i < 3; i++) {
		ASSERT_TRUE(route_want(t, i, ROUTE_LONGEST, self->want,
				       self->right));
		ASSERT_TRUE(accel_set("error_percent", 100));
		memcpy(self->dst, t->in, ROUTE_LONGEST);
		route_request(t, i, ROUTE_LONGEST, self->dst, self->digest, &r);
		r.src = r.dst;
		r.flags = CRYPTODEV_REQ_NO_ZC;
		EXPECT_EQ(0, route_run(t, &r));
		EXPECT_TRUE(same(self->dst, self->want, ROUTE_LONGEST));
		ASSERT_TRUE(accel_set("error_percent", 0));
	}
}

/* The IV goes from the hardware to the CPU and back. */
TEST_F(route, iv_chains_across_drivers)
{
	struct route_test *t = &self->t;
	struct cryptodev_req r;
	uint32_t at, step;
	int i, turn;

	for (i = 0; i < 2; i++) {
		ASSERT_TRUE(route_want(t, i, 16384, self->want, self->right));
		memset(self->dst, ROUTE_FILLER, 16384 + 64);
		for (at = 0, turn = 0; at < 16384; at += step, turn++) {
			step = turn % 2 ? 48 : 1024;
			if (16384 - at < step)
				step = 16384 - at;
			ASSERT_TRUE(sysctl_set("offload_min_bytes",
					       turn % 4 < 2 ? 0 : 1024));
			ASSERT_TRUE(accel_set("error_percent",
					      turn % 8 == 4 ? 100 : 0));
			route_request(t, i, step, self->dst + at, self->digest,
				      &r);
			r.src = native_pointer(t->in + at);
			if (at)
				r.iv = 0;
			ASSERT_EQ(0, route_run(t, &r));
		}
		EXPECT_TRUE(same(self->dst, self->want, 16384 + 64));
		ASSERT_TRUE(sysctl_set("offload_min_bytes", 0));
	}
}

TEST_F(route, running_hash_stays_with_its_driver)
{
	struct route_test *t = &self->t;
	long requests;

	ASSERT_TRUE(route_want(t, 4, 512, self->want, self->right));
	ASSERT_TRUE(sysctl_set("offload_min_bytes", 4096));
	requests = accel_count("requests");
	ASSERT_EQ(0, dc_hash(t->fd, t->ses[4], COP_FLAG_UPDATE, t->in, 256,
			     NULL));
	EXPECT_LT(requests, accel_count("requests"));
	ASSERT_TRUE(accel_set("error_percent", 100));
	EXPECT_EQ(-EIO, dc_hash(t->fd, t->ses[4], COP_FLAG_UPDATE, t->in + 256,
				256, NULL));
	ASSERT_TRUE(accel_set("error_percent", 0));
	ASSERT_EQ(0, dc_hash(t->fd, t->ses[4], COP_FLAG_UPDATE, t->in + 256,
			     256, NULL));
	ASSERT_EQ(0, dc_hash(t->fd, t->ses[4], COP_FLAG_FINAL, NULL, 0,
			     self->digest));
	EXPECT_TRUE(same(self->digest, self->right, 32));
}

/* The policy, or the program, has asked for hardware alone. */
TEST_F(route, chosen_hardware_has_no_fallback)
{
	struct route_test *t = &self->t;
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = CRYPTO_AES_CBC, .keylen = 16,
		.key = native_pointer(t->key), .driver = "cbc-aes-accel",
	};
	struct session_info_op info = { .ses = t->ses[0] };
	struct cryptodev_req r;
	uint32_t ses;

	ASSERT_EQ(0, dc_ioctl(t->fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(0U | SIOP_FLAG_KERNEL_DRIVER_ONLY | SIOP_FLAG_MAY_FALL_BACK,
		  info.flags);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	EXPECT_EQ(0, dc_session(t->fd, CRYPTO_AES_CBC, t->key, 16, 0, NULL, 0,
				&ses));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 0));
	ASSERT_EQ(0, dc_ioctl(t->fd, CRYPTODEV_CREATE, &c));
	ASSERT_TRUE(accel_set("error_percent", 100));
	for (t->ses[0] = ses; ; t->ses[0] = c.ses) {
		info.ses = t->ses[0];
		ASSERT_EQ(0, dc_ioctl(t->fd, CIOCGSESSINFO, &info));
		EXPECT_EQ(SIOP_FLAG_KERNEL_DRIVER_ONLY, info.flags);
		route_request(t, 0, 512, self->dst, self->digest, &r);
		EXPECT_EQ(-EIO, route_run(t, &r));
		if (t->ses[0] == c.ses)
			break;
	}
}

TEST_F(route, busy_driver_leaves_further_requests_to_the_cpu)
{
	struct route_test *t = &self->t;
	struct cryptodev_result results[10];
	struct cryptodev_req r;
	long requests;
	int i;

	ASSERT_TRUE(route_want(t, 0, 512, self->want, self->right));
	ASSERT_TRUE(sysctl_set("offload_max_queued", 4));
	ASSERT_TRUE(accel_set("stall", 1));
	requests = accel_count("requests");
	memset(self->dst, ROUTE_FILLER, 10 * 1024);
	for (i = 0; i < 10; i++) {
		route_request(t, 0, 512, self->dst + 1024 * i, self->digest,
			      &r);
		r.user_data = i;
		ASSERT_EQ(1, dc_submit(t->fd, 0, &r, 1));
	}
	EXPECT_EQ(requests + 4, accel_count("requests"));
	ASSERT_EQ(6, dc_reap(t->fd, results, 6, 10, deadline_in_ms(60000)));
	for (i = 0; i < 6; i++) {
		EXPECT_EQ(4 + i, results[i].user_data);
		EXPECT_EQ(0, results[i].result);
	}
	ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_EQ(4, dc_reap(t->fd, results, 4, 10, deadline_in_ms(60000)));
	for (i = 0; i < 10; i++)
		EXPECT_TRUE(same(self->dst + 1024 * i, self->want, 512 + 64));
	EXPECT_RIGHT(run_fresh(t, 0, 512, self->dst, self->want, self->right));
	EXPECT_EQ(requests + 5, accel_count("requests"));
}

/* Runs a request in fresh memory through io_uring; NULL or what is wrong. */
static const char *run_in_ring(struct route_test *t, struct io_uring *ring, int i,
			       uint32_t len, uint8_t *dst, const uint8_t *want,
			       const uint8_t *right)
{
	struct cryptodev_req r;
	uint8_t digest[64];
	int res;

	memset(dst, ROUTE_FILLER, len + 64);
	memset(digest, ROUTE_FILLER, sizeof(digest));
	route_request(t, i, len, dst, digest, &r);
	res = uring_run(ring, t->fd, &r);
	if (res < 0)
		return failure("%s, %u bytes: %s", route_kinds[i].driver, len,
			       strerror(-res));
	if (!same(dst, want, len + 64) || !same(digest, right, sizeof(digest)))
		return failure("%s, %u bytes: wrong", route_kinds[i].driver, len);
	return NULL;
}

TEST_F(route, ring_requests_move_too)
{
	struct route_test *t = &self->t;
	struct io_uring ring;
	uint32_t len;
	int i;

	if (!uring_has_commands())
		SKIP(return, "io_uring has no commands");
	ASSERT_EQ(0, uring_open(&ring, 8, true));
	for (i = 0; i < ROUTE_KINDS; i++) {
		for (len = 512; len <= 4096; len *= 8) {
			ASSERT_TRUE(route_want(t, i, len, self->want,
					       self->right));
			ASSERT_TRUE(sysctl_set("offload_min_bytes", 8192));
			EXPECT_RIGHT(run_in_ring(t, &ring, i, len, self->dst,
						 self->want, self->right));
			ASSERT_TRUE(sysctl_set("offload_min_bytes", 0));
			ASSERT_TRUE(accel_set("error_percent", 100));
			EXPECT_RIGHT(run_in_ring(t, &ring, i, len, self->dst,
						 self->want, self->right));
			ASSERT_TRUE(accel_set("error_percent", 0));
			ASSERT_TRUE(route_heal(t));
		}
	}
	io_uring_queue_exit(&ring);
}

TEST_HARNESS_MAIN
