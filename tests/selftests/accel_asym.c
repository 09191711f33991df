// SPDX-License-Identifier: GPL-2.0
/*
 * RSA sessions on a device that completes requests late, with an error or
 * never. The device, tests/accel, has rsa, so it also does the work of the
 * templates that the kernel builds on rsa.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include <sys/wait.h>

#include "lib/accel.h"
#include "lib/asym.h"
#include "lib/test_keys.h"

#define NR	32	/* requests in flight */

FIXTURE(accel)
{
	int fd;
	long was[ACCEL_SETTINGS];	/* before the test */
	long users;		/* of the device, before the test */
	uint32_t rsa, pkcs1, verify;
	uint8_t number[RSA_BYTES];
	struct asym_out out, want;
};

FIXTURE_SETUP(accel)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->users = accel_users();
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA, 0, rsa_public,
				 RSA_KEY_BYTES, &self->rsa));
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA_PKCS1, 0,
				 rsa_public, RSA_KEY_BYTES, &self->pkcs1));
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA_PKCS1,
				 CRYPTO_SHA2_256, rsa_public, RSA_KEY_BYTES,
				 &self->verify));
	fill(self->number, RSA_BYTES, 3);
	self->number[0] = 0;
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(accel)
{
	EXPECT_TRUE(accel_restore(self->was));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_EQ(0, accel_count("in_flight"));
	EXPECT_TRUE(accel_users_become(self->users));
}

static int run(FIXTURE_DATA(accel) *self, struct cryptodev_req r)
{
	return asym_run(self->fd, ASYM_WAITED, &r, &self->out);
}

/*
 * Each operation is one request to the device, and the session names the
 * device.
 */
TEST_F(accel, driver_serves_sessions)
{
	struct session_info_op info = { .ses = self->verify };
	long requests = accel_count("requests");

	EXPECT_EQ(0, run(self, asym_req(self->rsa, 0, self->number,
					RSA_BYTES)));
	EXPECT_EQ(requests + 1, accel_count("requests"));
	EXPECT_EQ(0, run(self, asym_req(self->pkcs1, 0, self->number, 20)));
	EXPECT_EQ(requests + 2, accel_count("requests"));
	EXPECT_EQ(-EBADMSG, run(self, asym_signed(self->verify, self->number,
						  32, self->number,
						  RSA_BYTES)));
	EXPECT_EQ(requests + 3, accel_count("requests"));
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_TRUE(!!strstr(info.cipher_info.cra_driver_name, "rsa-accel"));
	EXPECT_TRUE(info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY);
}

/* All requests are in flight until the device resumes. */
TEST_F(accel, many_requests_in_flight)
{
	struct cryptodev_result results[NR];
	struct cryptodev_req reqs[NR];
	static struct asym_out outs[NR];
	int i;

	ASSERT_EQ(0, run(self, asym_req(self->rsa, 0, self->number,
					RSA_BYTES)));
	self->want = self->out;
	memset(outs, ASYM_FILL, sizeof(outs));
	for (i = 0; i < NR; i++) {
		reqs[i] = asym_req(self->rsa, 0, self->number, RSA_BYTES);
		reqs[i].dst = native_pointer(outs[i].data);
		reqs[i].user_data = i;
	}
	ASSERT_TRUE(accel_set("stall", 1));
	ASSERT_EQ(NR, dc_submit(self->fd, 0, reqs, NR));
	EXPECT_EQ(NR, accel_pending());
	EXPECT_EQ(0, dc_reap(self->fd, results, 1, NR, deadline_in_ms(50)));
	for (i = 0; i < NR; i++)
		EXPECT_TRUE(all_are(outs[i].data, RSA_BYTES, ASYM_FILL));
	ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_EQ(NR, dc_reap(self->fd, results, NR, NR,
			      deadline_in_ms(WAIT_LIMIT_MS)));
	for (i = 0; i < NR; i++) {
		EXPECT_EQ(0, results[i].result);
		EXPECT_EQ(RSA_BYTES, results[i].out_len);
		EXPECT_TRUE(same(outs[i].data, self->want.data,
				 sizeof(self->want.data)));
	}
}

TEST_F(accel, driver_error_is_not_a_verdict)
{
	int i, err, failed = 0;

	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < 4; i++) {
		err = run(self, asym_req(self->rsa, 0, self->number,
					 RSA_BYTES));
		EXPECT_EQ(-EIO, err);
		failed += !!err;
		/* a failed verification is not a wrong signature */
		EXPECT_EQ(-EIO, run(self, asym_signed(self->verify,
						      self->number, 32,
						      self->number,
						      RSA_BYTES)));
	}
	EXPECT_EQ(4, failed);
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_EQ(0, run(self, asym_req(self->rsa, 0, self->number,
					RSA_BYTES)));
}

/* A killed caller leaves its request, and the session, to the device. */
TEST_F(accel, killed_caller_leaves_request)
{
	long pending;
	pid_t pid;
	int i, status;

	for (i = 0; i < 2; i++) {
		ASSERT_TRUE(accel_set("stall", 1));
		pending = accel_pending();
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid) {
			run(self, asym_req(self->rsa, 0, self->number,
					   RSA_BYTES));
			_exit(0);
		}
		EXPECT_TRUE(accel_pending_becomes(pending + 1));
		ASSERT_EQ(0, kill(pid, SIGKILL));
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		if (i)
			ASSERT_EQ(0, dc_free(self->fd, self->rsa));
		ASSERT_TRUE(accel_set("stall", 0));
		EXPECT_TRUE(accel_pending_becomes(0));
	}
}

/* An invalid key never reaches the device. */
TEST_F(accel, invalid_key_does_not_reach_driver)
{
	uint32_t ses;

	EXPECT_EQ(-EINVAL, asym_create(self->fd, 0, CRYPTODEV_RSA, 0,
				       rsa_public, 20, &ses));
	EXPECT_EQ(-EINVAL, asym_create(self->fd, CRYPTODEV_CREATE_PRIVATE,
				       CRYPTODEV_RSA, 0, rsa_public,
				       RSA_KEY_BYTES, &ses));
	EXPECT_TRUE(accel_users_become(self->users + 3));
}

/*
 * A modulus of 8 bytes has no room for a padding of 11. The device accepts such
 * a key, as CAAM does, and the kernel's pkcs1pad relies on it for the check.
 */
TEST_F(accel, modulus_shorter_than_its_padding_is_rejected)
{
	static const uint8_t key[] = {
		0x30, 13, 2, 8, 0x7f, 1, 2, 3, 4, 5, 6, 7, 2, 1, 3,
	};
	uint32_t hashes[] = { 0, CRYPTO_SHA2_256 }, ses = 0;
	unsigned int i;

	EXPECT_EQ(-EINVAL, asym_create(self->fd, 0, CRYPTODEV_RSA, 0, key,
				       sizeof(key), &ses));
	for (i = 0; i < 2; i++)
		EXPECT_EQ(-EINVAL, asym_create(self->fd, 0, CRYPTODEV_RSA_PKCS1,
					       hashes[i], key, sizeof(key),
					       &ses));
	EXPECT_EQ(0, ses);
}

TEST_HARNESS_MAIN
