// SPDX-License-Identifier: GPL-2.0
/*
 * struct cryptodev_req has grown: requests of each size between the first and
 * the present one give the same results, and a longer one must end in zeros.
 */
#include <stddef.h>

#include "../kselftest_harness.h"

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/native.h"

#define LEN	32
#define NR	3
#define STRIDE	256

static const uint8_t key[16] = "sixteen key byte";
static const uint8_t iv[16] = "an IV of 16 byte";

FIXTURE(size)
{
	int fd;
	uint32_t ses;
	uint8_t reqs[NR * STRIDE];
	uint8_t src[LEN];
	uint8_t dst[NR][LEN];
	uint8_t expected[LEN];
};

FIXTURE_VARIANT(size)
{
	uint32_t flags;
};

FIXTURE_VARIANT_ADD(size, waited) { .flags = CRYPTODEV_SUBMIT_WAIT };
FIXTURE_VARIANT_ADD(size, reaped) { .flags = 0 };

FIXTURE_SETUP(size)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->ses));
	fill(self->src, LEN, 1);
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->src,
			      LEN, self->expected, NULL, iv));
}

FIXTURE_TEARDOWN(size)
{
	close(self->fd);
}

/* Lays out the requests @size bytes apart, and zeros after the known fields. */
static void prepare(FIXTURE_DATA(size) *self, uint32_t size)
{
	unsigned int i;

	memset(self->reqs, 0, sizeof(self->reqs));
	memset(self->dst, 0xa5, sizeof(self->dst));
	for (i = 0; i < NR; i++) {
		struct cryptodev_req r = {
			.ses = self->ses, .len = LEN, .user_data = i,
			.src = native_pointer(self->src),
			.dst = native_pointer(self->dst[i]),
			.iv = native_pointer(iv),
		};

		memcpy(self->reqs + i * size, &r, CRYPTODEV_REQ_FIRST_SIZE);
	}
}

static int submit(FIXTURE_DATA(size) *self, uint32_t flags, uint32_t size)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .flags = flags, .nr = NR,
		.req_size = size, .reqs = native_pointer(self->reqs),
	};
	struct cryptodev_result results[NR];
	int n = ioctl(self->fd, CRYPTODEV_SUBMIT, &submit);
	int reaped;

	if (n < 0)
		return -errno;
	if (flags)
		return n;
	reaped = dc_reap(self->fd, results, n, NR, deadline_in_ms(WAIT_LIMIT_MS));
	return reaped == n ? n : -EIO;
}

static unsigned int right_outputs(const FIXTURE_DATA(size) *self)
{
	unsigned int i, right = 0;

	for (i = 0; i < NR; i++)
		right += same(self->dst[i], self->expected, LEN);
	return right;
}

/* The layout is the same in 32 and 64 bits. */
TEST(structure_layout)
{
	EXPECT_EQ(120, sizeof(struct cryptodev_req));
	EXPECT_EQ(80, CRYPTODEV_REQ_FIRST_SIZE);
	EXPECT_EQ(80, offsetof(struct cryptodev_req, src_nr));
	EXPECT_EQ(88, offsetof(struct cryptodev_req, key));
	EXPECT_EQ(104, offsetof(struct cryptodev_req, keylen));
	EXPECT_EQ(116, offsetof(struct cryptodev_req, reserved));
	EXPECT_EQ(16, sizeof(struct cryptodev_req_at));
}

TEST_F(size, sizes_from_the_first_one_are_valid)
{
	static const uint32_t sizes[] = { 80, 88, 104, 116, 120, 128, 256 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		prepare(self, sizes[i]);
		EXPECT_EQ(NR, submit(self, variant->flags, sizes[i]));
		EXPECT_EQ(NR, right_outputs(self));
	}
}

TEST_F(size, shorter_sizes_are_einval)
{
	static const uint32_t sizes[] = { 0, 8, 72, 79, 4097, ~0u };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		prepare(self, 80);
		EXPECT_EQ(-EINVAL, submit(self, variant->flags, sizes[i]));
		EXPECT_EQ(0, right_outputs(self));
	}
}

TEST_F(size, nonzero_end_is_e2big)
{
	uint32_t size = sizeof(struct cryptodev_req) + 8;

	prepare(self, size);
	self->reqs[size - 1] = 1;
	EXPECT_EQ(-E2BIG, submit(self, variant->flags, size));
	EXPECT_EQ(0, right_outputs(self));
	prepare(self, size);
	self->reqs[3 * size - 8] = 1;
	EXPECT_EQ(NR - 1, submit(self, variant->flags, size));
	EXPECT_EQ(NR - 1, right_outputs(self));
}

TEST_HARNESS_MAIN
