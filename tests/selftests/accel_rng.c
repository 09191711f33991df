// SPDX-License-Identifier: GPL-2.0
/*
 * Random numbers of a hardware generator, for which tests/accel stands. It uses the
 * seed alone, so that its numbers are known, and it fails on request.
 */
#include "../kselftest_harness.h"
#include <linux/keyctl.h>
#include <stdlib.h>
#include <sys/syscall.h>

#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/rng.h"
#include "lib/usage.h"

#define SEED_LEN	32	/* bytes; the generator takes 16 or more */
#define PIECE		CRYPTODEV_RNG_PIECE
#define MOST		(2 * PIECE + 100)
#define FILLER		0xa5
#define DRIVER		"stdrng-accel"

FIXTURE(accel_rng)
{
	int fd;
	long was[ACCEL_SETTINGS];	/* before the test */
	long soft;			/* dev.crypto.cryptodevallowsoft */
	uint8_t seed[SEED_LEN];
	uint8_t *out, *want;
};

FIXTURE_SETUP(accel_rng)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->soft = sysctl_get("cryptodevallowsoft");
	ASSERT_TRUE(accel_set("rng", 1));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->seed, SEED_LEN, 1);
	self->out = pages(MOST + 64);
	self->want = pages(MOST + 64);
	ASSERT_TRUE(self->out && self->want);
	memset(self->out, FILLER, MOST + 64);
}

/* The test has exited, but its last request may still be put. */
FIXTURE_TEARDOWN_PARENT(accel_rng)
{
	double end = seconds() + WAIT_LIMIT;
	bool removed;

	do {
		removed = accel_set("rng", 0);
	} while (!removed && seconds() < end && !usleep(10000));
	EXPECT_TRUE(removed);
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
	EXPECT_TRUE(accel_restore(self->was));
}

/* The numbers of the generator with a seed, as tests/accel/rng.c makes them. */
static void predict(const uint8_t *seed, uint32_t len, uint8_t *out,
		    uint32_t bytes)
{
	uint64_t state = 0xcbf29ce484222325ull, z;
	uint32_t i;

	while (len--)
		state = (state ^ *seed++) * 0x100000001b3ull;
	for (i = 0; i < bytes; i++) {
		if (i % 8 == 0)
			state += 0x9e3779b97f4a7c15ull;
		z = state;
		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
		z ^= z >> 31;
		out[i] = z >> 8 * (i % 8);
	}
}

static int open_seed(FIXTURE_DATA(accel_rng) *self, uint32_t len, uint32_t *ses)
{
	return dc_create(self->fd, 0, CRYPTODEV_RNG, 0, self->seed, len, ses);
}

static bool is_hardware(FIXTURE_DATA(accel_rng) *self, uint32_t ses)
{
	char driver[CRYPTODEV_MAX_ALG_NAME];

	return session_driver(self->fd, ses, false, driver) &&
	       !strcmp(driver, DRIVER) && session_is_offloaded(self->fd, ses);
}

TEST_F(accel_rng, hardware_serves_by_priority)
{
	static const uint32_t lens[] = { 1, 8, 100, PIECE, PIECE + 1, MOST };
	long requests = accel_count("requests");
	uint32_t ses, i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
		EXPECT_TRUE(is_hardware(self, ses));
		memset(self->out, FILLER, MOST + 64);
		EXPECT_EQ(0, rng_get(self->fd, ses, self->out, lens[i]));
		predict(self->seed, SEED_LEN, self->want, lens[i]);
		EXPECT_TRUE(same(self->out, self->want, lens[i]));
		EXPECT_TRUE(all_are(self->out + lens[i], 64, FILLER));
		requests += (lens[i] + PIECE - 1) / PIECE;
		EXPECT_EQ(requests, accel_count("requests"));
		EXPECT_EQ(0, dc_free(self->fd, ses));
	}
}

TEST_F(accel_rng, each_path)
{
	struct cryptodev_req r;
	uint32_t ses;
	int way;

	predict(self->seed, SEED_LEN, self->want, 100);
	for (way = 0; way < 4; way++) {
		ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
		r = rng_req(ses, way & 1 ? worker_flag() : 0, self->out, 100);
		EXPECT_EQ(0, way & 2 ? dc_submit_and_reap(self->fd, &r) :
				       rng_submit(self->fd, &r));
		EXPECT_TRUE(same(self->out, self->want, 100));
		memset(self->out, FILLER, 100);
	}
}

TEST_F(accel_rng, seed_has_a_minimum)
{
	uint32_t ses = 77;

	EXPECT_EQ(-EINVAL, open_seed(self, 15, &ses));
	EXPECT_EQ(77, ses);
	EXPECT_EQ(0, open_seed(self, 16, &ses));
	/* Without a seed, the kernel provides it. */
	EXPECT_EQ(0, open_seed(self, 0, &ses));
	EXPECT_EQ(0, rng_get(self->fd, ses, self->out, SEED_LEN));
	ASSERT_EQ(0, open_seed(self, 0, &ses));
	EXPECT_EQ(0, rng_get(self->fd, ses, self->want, SEED_LEN));
	EXPECT_FALSE(same(self->out, self->want, SEED_LEN));
}

/* The seed may be a key of a keyring that the program cannot read. */
TEST_F(accel_rng, seed_of_a_keyring)
{
	static const char * const types[] = { "user", "logon" };
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = CRYPTODEV_RNG,
		.flags = CRYPTODEV_CREATE_KEY_SERIAL,
	};
	uint32_t i;
	long id;

	predict(self->seed, SEED_LEN, self->want, 64);
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		id = syscall(SYS_add_key, types[i], "cryptodev:seed",
			     self->seed, (size_t)SEED_LEN,
			     KEY_SPEC_PROCESS_KEYRING);
		if (id < 0 && errno == ENOSYS)
			SKIP(return, "this kernel has no keyrings");
		ASSERT_LT(0, id);
		c.key = id;
		ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
		EXPECT_EQ(0, rng_get(self->fd, c.ses, self->out, 64));
		EXPECT_TRUE(same(self->out, self->want, 64));
		memset(self->out, FILLER, 64);
	}
}

/* A reseed with the caller's input alone would make the numbers predictable. */
TEST_F(accel_rng, reseed_uses_the_kernels_entropy)
{
	struct cryptodev_req r;
	uint32_t ses;

	ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
	r = rng_req(ses, CRYPTODEV_REQ_RESET, self->out, 64);
	r.aad = native_pointer(self->seed);
	r.aad_len = SEED_LEN;
	EXPECT_EQ(0, rng_submit(self->fd, &r));
	predict(self->seed, SEED_LEN, self->want, 64);
	EXPECT_FALSE(same(self->out, self->want, 64));
}

static const int failures[] = { EIO, ENODEV, EAGAIN, EFAULT, EINVAL, ETIMEDOUT };

/* Each error of the generator is EIO. Nothing has been written. */
TEST_F(accel_rng, failure_is_an_error)
{
	uint32_t worker = worker_flag();
	long errors = accel_count("errors");
	struct cryptodev_req r;
	uint32_t ses, i;

	ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < ARRAY_SIZE(failures); i++) {
		ASSERT_TRUE(accel_set("error", failures[i]));
		EXPECT_EQ(-EIO, rng_get(self->fd, ses, self->out, 64));
		EXPECT_EQ(-EIO, rng_get(self->fd, ses, self->out, MOST));
		r = rng_req(ses, worker, self->out, PIECE);
		EXPECT_EQ(-EIO, dc_submit_and_reap(self->fd, &r));
		EXPECT_TRUE(all_are(self->out, MOST + 64, FILLER));
		errors += 3;
		EXPECT_EQ(errors, accel_count("errors"));
	}
	ASSERT_TRUE(accel_set("error", ENOMEM));
	EXPECT_EQ(-ENOMEM, rng_get(self->fd, ses, self->out, 64));
	EXPECT_TRUE(all_are(self->out, 64, FILLER));
	/* A request that failed has not used up numbers. */
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_EQ(0, rng_get(self->fd, ses, self->out, 64));
	predict(self->seed, SEED_LEN, self->want, 64);
	EXPECT_TRUE(same(self->out, self->want, 64));
}

/* A request that fails in the middle has written whole pieces, and no more. */
TEST_F(accel_rng, failure_after_some_pieces)
{
	uint32_t ses, done, i;

	ASSERT_TRUE(accel_set("error_percent", 50));
	for (i = 0; i < 32; i++) {
		ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
		memset(self->out, FILLER, MOST + 64);
		done = rng_get(self->fd, ses, self->out, MOST) ? 0 : MOST;
		while (!done && self->out[done] != FILLER)
			done = PIECE;
		if (done == PIECE && !all_are(self->out + PIECE, PIECE, FILLER))
			done = 2 * PIECE;
		predict(self->seed, SEED_LEN, self->want, MOST);
		EXPECT_TRUE(same(self->out, self->want, done));
		EXPECT_TRUE(all_are(self->out + done, MOST + 64 - done,
				    FILLER));
		EXPECT_EQ(0, dc_free(self->fd, ses));
	}
}

TEST_F(accel_rng, policy_chooses_the_generator)
{
	uint32_t ses;

	DRBG_SETUP();
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
	EXPECT_FALSE(session_is_offloaded(self->fd, ses));
	EXPECT_EQ(0, rng_get(self->fd, ses, self->out, 64));
	predict(self->seed, SEED_LEN, self->want, 64);
	EXPECT_FALSE(same(self->out, self->want, 64));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	ASSERT_EQ(0, open_seed(self, SEED_LEN, &ses));
	EXPECT_TRUE(is_hardware(self, ses));
	EXPECT_EQ(-ENOENT, dc_create(self->fd, 0, RNG_DRBG, 0, NULL, 0, &ses));
}

TEST_F(accel_rng, driver_can_be_named)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = CRYPTODEV_RNG, .driver = DRIVER,
	};

	DRBG_SETUP();
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	EXPECT_TRUE(is_hardware(self, c.ses));
	EXPECT_LT(0, c.driver_id);
	strcpy(c.driver, "cryptosoft0");
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	EXPECT_FALSE(session_is_offloaded(self->fd, c.ses));
	EXPECT_EQ(0, c.driver_id);
	c.cipher = RNG_DRBG;
	strcpy(c.driver, DRIVER);
	EXPECT_EQ(-ENOENT, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
}

TEST_HARNESS_MAIN
