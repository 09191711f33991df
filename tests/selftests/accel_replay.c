// SPDX-License-Identifier: GPL-2.0
/*
 * A request that its driver has failed is processed again with its own input: its
 * operation, its IV, and text that the failed attempt has not overwritten. The
 * simulated accelerator, tests/accel, fails the requests.
 */
#include <sys/mman.h>

#include "lib/async.h"
#include "lib/route_fixture.h"

#define PAIR	6	/* the kind of session with a cipher and a hash */
#define CTR	1	/* the kind whose IV is a counter */
#define SHORT	512	/* bytes of a request that is copied */
#define ROUNDS	150	/* in which each step of a request fails at times */

/* Runs the pair in place while the driver fails at random. */
static int run_in_place(FIXTURE_DATA(route) *self, uint32_t flags)
{
	struct cryptodev_req r;
	int err;

	memset(self->dst, ROUTE_FILLER, SHORT + 64);
	memcpy(self->dst, self->t.in, SHORT);
	memset(self->digest, ROUTE_FILLER, sizeof(self->digest));
	route_request(&self->t, PAIR, SHORT, self->dst, self->digest, &r);
	r.src = r.dst;
	r.flags = flags;
	if (!accel_set("error_percent", 30))
		return -ENODEV;
	err = route_run(&self->t, &r);
	return accel_set("error_percent", 0) && route_heal(&self->t) ?
		err : -ENODEV;
}

static bool has_result(const FIXTURE_DATA(route) *self)
{
	return same(self->dst, self->want, SHORT + 64) &&
	       same(self->digest, self->right, sizeof(self->digest));
}

/* The hash's last step may fail, when the cipher has processed the text. */
TEST_F(route, pair_in_place_is_not_processed_twice)
{
	int i;

	ASSERT_TRUE(route_want(&self->t, PAIR, SHORT, self->want, self->right));
	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, run_in_place(self, 0));
		ASSERT_TRUE(has_result(self)) {
			TH_LOG("round %d", i);
		}
	}
}

TEST_F(route, failed_pair_has_written_nothing)
{
	int i, err, failed = 0;

	ASSERT_TRUE(route_want(&self->t, PAIR, SHORT, self->want, self->right));
	for (i = 0; i < ROUNDS; i++) {
		ASSERT_TRUE(sysctl_set("failover", 0));
		/* Every other hash is a running one that begins and ends. */
		err = run_in_place(self, i % 2 ? CRYPTODEV_REQ_UPDATE |
				   CRYPTODEV_REQ_FINAL | CRYPTODEV_REQ_RESET : 0);
		if (!err) {
			ASSERT_TRUE(has_result(self)) {
				TH_LOG("round %d", i);
			}
			continue;
		}
		failed++;
		ASSERT_EQ(-EIO, err);
		ASSERT_TRUE(same(self->dst, self->t.in, SHORT)) {
			TH_LOG("round %d", i);
		}
		ASSERT_TRUE(all_are(self->dst + SHORT, 64, ROUTE_FILLER));
		ASSERT_TRUE(all_are(self->digest, sizeof(self->digest),
				    ROUTE_FILLER));
	}
	EXPECT_LT(0, failed);
	EXPECT_LT(failed, ROUNDS);
}

#define CUT	(65536 + 1000)	/* bytes: two pieces, of which the last is copied */

/* Two mappings of the same memory: the first piece is overwritten. */
TEST_F(route, piece_in_place_is_not_processed_twice)
{
	struct route_test *t = &self->t;
	int fd = memfd_create("twice", 0), i, err, failed = 0;
	uint8_t *in = pages(CUT), *want = pages(CUT), *src, *dst;
	struct cryptodev_req r;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, ftruncate(fd, CUT));
	src = mmap(NULL, CUT, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	dst = mmap(NULL, CUT, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ASSERT_TRUE(in && want && src != MAP_FAILED && dst != MAP_FAILED);
	fill(in, CUT, 6);
	route_request(t, CTR, CUT, want, self->digest, &r);
	r.src = native_pointer(in);
	ASSERT_EQ(0, route_run(t, &r));
	for (i = 0; i < ROUNDS; i++) {
		memcpy(src, in, CUT);
		route_request(t, CTR, CUT, dst, self->digest, &r);
		r.src = native_pointer(src);
		ASSERT_TRUE(accel_set("error_percent", 30));
		err = route_run(t, &r);
		ASSERT_TRUE(accel_set("error_percent", 0));
		ASSERT_TRUE(route_heal(t));
		failed += err == -EIO;
		if (err != -EIO) {
			ASSERT_EQ(0, err);
			ASSERT_TRUE(same(dst, want, CUT)) {
				TH_LOG("round %d", i);
			}
		}
	}
	EXPECT_LT(0, failed);
	EXPECT_LT(failed, ROUNDS);
}

/* Other requests of the session leave other IVs before it is processed again. */
TEST_F(route, queued_request_keeps_its_iv)
{
	struct route_test *t = &self->t;
	uint8_t other[16], text[16] = { 1 };
	struct cryptodev_result result;
	struct cryptodev_req r;

	ASSERT_TRUE(route_want(t, CTR, 4096, self->want, self->right));
	memset(self->dst, ROUTE_FILLER, ROUTE_ROOM);
	route_request(t, CTR, 1024, self->dst, self->digest, &r);
	ASSERT_EQ(0, route_run(t, &r));

	ASSERT_TRUE(accel_set("error_percent", 100));
	ASSERT_TRUE(accel_set("stall", 1));
	route_request(t, CTR, 3072, self->dst + 1024, self->digest, &r);
	r.src += 1024;
	r.iv = 0;
	ASSERT_EQ(1, dc_submit(t->fd, 0, &r, 1));

	ASSERT_TRUE(accel_set("error_percent", 0));
	ASSERT_TRUE(sysctl_set("offload_min_bytes", SHORT));
	route_request(t, CTR, 16, text, self->digest, &r);
	memset(other, 0x5a, sizeof(other));
	r.iv = native_pointer(other);
	ASSERT_EQ(0, route_run(t, &r));

	ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_EQ(1, dc_reap(t->fd, &result, 1, 1, deadline_in_ms(60000)));
	EXPECT_EQ(0, result.result);
	EXPECT_TRUE(same(self->dst, self->want, 4096 + 64));
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
TEST_F(route, earlier_request_is_not_processed_again)
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
