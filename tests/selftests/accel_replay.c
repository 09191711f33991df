// SPDX-License-Identifier: GPL-2.0
/*
 * A request that its driver has failed is processed again with its own input: its
 * operation, its IV, and text that the failed attempt has not overwritten. The
 * simulated accelerator, tests/accel, fails the requests.
 */
#include "../kselftest_harness.h"
#include "lib/async.h"
#include "lib/route.h"

FIXTURE(accel_replay) {
	struct route_test t;
	uint8_t *dst, *want;
	uint8_t digest[64], right[64];
};

FIXTURE_SETUP(accel_replay)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_RIGHT(route_begin(&self->t));
	self->dst = pages(ROUTE_ROOM);
	self->want = pages(ROUTE_ROOM);
	ASSERT_TRUE(self->dst && self->want);
}

FIXTURE_TEARDOWN_PARENT(accel_replay)
{
	EXPECT_RIGHT(route_end(&self->t));
}

/* GMAC of @len bytes of the input to @mac. */
static struct cryptodev_req gmac_request(const struct route_test *t,
					 uint32_t ses, uint32_t len, void *mac,
					 uint32_t flags)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .len = len,
		.src = native_pointer(t->in), .mac = native_pointer(mac),
		.iv = native_pointer(t->iv),
	};
}

/*
 * A request with RESET never moves to the CPU. It reuses the memory of a request
 * that could.
 */
TEST_F(accel_replay, earlier_request_is_not_processed_again)
{
	struct route_test *t = &self->t;
	uint8_t macs[2][64];
	struct cryptodev_req r;
	uint32_t ses, verify;

	ASSERT_EQ(0, dc_create(t->fd, 0, 0, CRYPTO_AES_NIST_GMAC, t->key, 16,
			       &ses));
	for (verify = 0; verify < 2; verify++) {
		uint32_t flags = verify ? CRYPTODEV_REQ_VERIFY : 0;

		memset(macs, ROUTE_FILLER, sizeof(macs));
		r = gmac_request(t, ses, 512, macs[0], 0);
		ASSERT_EQ(0, dc_submit_and_reap(t->fd, &r));
		r.flags = flags;
		ASSERT_EQ(0, dc_submit_and_reap(t->fd, &r));
		if (!verify)
			memset(macs, ROUTE_FILLER, sizeof(macs));
		ASSERT_TRUE(accel_set("error_percent", 100));
		r = gmac_request(t, ses, 500, macs[1],
				 flags | CRYPTODEV_REQ_RESET);
		EXPECT_EQ(-EIO, dc_submit_and_reap(t->fd, &r));
		EXPECT_TRUE(all_are(macs[1], 64, ROUTE_FILLER));
		EXPECT_TRUE(verify || all_are(macs[0], 64, ROUTE_FILLER));
		ASSERT_TRUE(accel_set("error_percent", 0));
	}
}

TEST_HARNESS_MAIN
