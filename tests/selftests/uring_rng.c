// SPDX-License-Identifier: GPL-2.0
/*
 * Random numbers through io_uring: the completion has the number of bytes.
 */
#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/rng.h"
#include "lib/uring.h"

#define LEN	(CRYPTODEV_RNG_PIECE + 100)

FIXTURE(uring_rng) {
	int fd;
	struct io_uring ring;
	uint8_t *out, *want;
};

FIXTURE_VARIANT(uring_rng) {
	bool long_entries;
};

FIXTURE_VARIANT_ADD(uring_rng, short_entries) { false };
FIXTURE_VARIANT_ADD(uring_rng, long_entries) { true };

FIXTURE_SETUP(uring_rng)
{
	if (!uring_has_commands())
		SKIP(return, "no commands on this kernel");
	DRBG_SETUP();
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 4, variant->long_entries));
	self->out = pages(LEN);
	self->want = pages(LEN);
}

FIXTURE_TEARDOWN(uring_rng)
{
	io_uring_queue_exit(&self->ring);
	close(self->fd);
}

static int create(FIXTURE_DATA(uring_rng) *self, uint32_t *ses)
{
	return rng_test_session(self->fd, RNG_DRBG, "entropy", 7, "nonce", 5,
				NULL, 0, ses);
}

TEST_F(uring_rng, output_is_that_of_a_call)
{
	static const uint32_t lens[] = { 1, 64, LEN };
	struct cryptodev_req r;
	uint32_t ring, call, i;
	int linked;

	ASSERT_EQ(0, create(self, &ring));
	ASSERT_EQ(0, create(self, &call));
	for (i = 0; i < 3; i++) {
		r = rng_req(ring, 0, self->out, lens[i]);
		EXPECT_EQ(lens[i], uring_run_linked(&self->ring, self->fd, &r,
						    &linked));
		EXPECT_EQ(0, linked);
		ASSERT_EQ(0, rng_get(self->fd, call, self->want, lens[i]));
		EXPECT_TRUE(same(self->out, self->want, lens[i]));
	}
	r = rng_req(ring, 0, NULL, 0);
	EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
	r = rng_req(ring, 0, NULL, 16);
	EXPECT_EQ(-EFAULT, uring_run(&self->ring, self->fd, &r));
	r = rng_req(ring, CRYPTODEV_REQ_DECRYPT, self->out, 16);
	EXPECT_EQ(-EINVAL, uring_run(&self->ring, self->fd, &r));
}

TEST_HARNESS_MAIN
