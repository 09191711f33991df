/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of the tests in which something happens while requests are under
 * way: to a process, to its memory, to what it has open.
 *
 * An accelerator that can be told to stall, tests/accel, has them under way for
 * certain; with others they may be done already.
 */
#ifndef UNDER_WAY_H
#define UNDER_WAY_H

#include "../kselftest_harness.h"
#include "async.h"
#include "buffers.h"
#include "device.h"
#include "pins.h"
#include "sysctl.h"

#define NR		8
#define LONG		60000	/* bytes that are worked where they lie */
#define SHORT		512	/* bytes that are copied */
#define STRIDE		(16 * 4096)

FIXTURE(under_way) {
	int fd;
	long max_bytes;		/* dev.crypto.max_pinned_bytes */
	long users;		/* of the device, before */
	long long pins;		/* held before */
	bool later;		/* the driver answers later */
	bool stalls;		/* it can be told not to */
	uint8_t key[16], iv[16];
	uint32_t ses;
	uint8_t *in, *out, *want;
	struct cryptodev_req reqs[NR];
	struct cryptodev_result results[NR];
};

/* @flags: CRYPTODEV_REQ_* of each request */
FIXTURE_VARIANT(under_way) {
	uint32_t flags;
};

FIXTURE_VARIANT_ADD(under_way, driver) { .flags = 0 };
FIXTURE_VARIANT_ADD(under_way, worker) { .flags = CRYPTODEV_REQ_WORKER };

FIXTURE_SETUP(under_way)
{
	int i;

	self->max_bytes = sysctl_get("max_pinned_bytes");
	ASSERT_LT(0, self->max_bytes);
	self->stalls = device_there();
	self->users = device_users_at_rest();
	self->pins = pins_held();
	WORKER_SETUP(variant->flags);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, 16, 1);
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->ses));
	self->later = answers_later(self->fd, self->ses);
	self->in = pages(STRIDE);
	self->out = pages(NR * STRIDE);
	self->want = pages(STRIDE);
	fill(self->in, STRIDE, 3);
	memset(self->out, 0xa5, NR * STRIDE);
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->in,
			      LONG, self->want, NULL, self->iv));
	for (i = 0; i < NR; i++)
		self->reqs[i] = (struct cryptodev_req) {
			.ses = self->ses, .flags = variant->flags,
			.len = i % 2 ? SHORT : LONG,
			.src = (uintptr_t)self->in,
			.dst = (uintptr_t)(self->out + i * STRIDE),
			.iv = (uintptr_t)self->iv, .user_data = i,
		};
}

/* In the parent: a test that fails in the middle must not leave it stalled. */
FIXTURE_TEARDOWN_PARENT(under_way)
{
	EXPECT_TRUE(sysctl_set("max_pinned_bytes", self->max_bytes));
	if (self->stalls) {
		EXPECT_TRUE(device_set("stall", 0));
		EXPECT_TRUE(device_set("sync_percent", 0));
		EXPECT_TRUE(device_pending_becomes(0));
		EXPECT_EQ(0, device_count("in_flight"));
		EXPECT_TRUE(device_users_become(self->users));
	}
	EXPECT_TRUE(pins_back_to(self->pins));
}

/* Submits them all; the device, if it can be told, answers none of them. */
static inline bool ask(FIXTURE_DATA(under_way) *self)
{
	if (self->stalls && !device_set("stall", 1))
		return false;
	return dc_submit(self->fd, 0, self->reqs, NR) == NR &&
	       (!self->stalls || device_pending_becomes(NR));
}

static inline bool let_go(FIXTURE_DATA(under_way) *self)
{
	return !self->stalls || device_set("stall", 0);
}

/* Fetches as many; with those of the dead in the way, as soon as they go. */
static inline bool reap_all(FIXTURE_DATA(under_way) *self)
{
	double end = seconds() + 60;
	int n = 0, more;

	while (n < NR && seconds() < end) {
		more = dc_reap(self->fd, self->results + n, 1, NR - n,
			       in_ms(1000));
		if (more == -EPERM)
			usleep(10000);
		else if (more < 0)
			return false;
		else
			n += more;
	}
	return n == NR;
}

static inline bool is_right(FIXTURE_DATA(under_way) *self, int i)
{
	uint32_t len = self->reqs[i].len;
	uint8_t *out = self->out + i * STRIDE;

	return same(out, self->want, len) &&
	       all_are(out + len, STRIDE - len, 0xa5);
}

/* Whether they are soon all there or not begun. */
static inline bool settles(FIXTURE_DATA(under_way) *self)
{
	double end = seconds() + 30;
	int i;

	for (i = 0; i < NR; i++) {
		while (!is_right(self, i) &&
		       !all_are(self->out + i * STRIDE, STRIDE, 0xa5)) {
			if (seconds() > end)
				return false;
			usleep(10000);
		}
	}
	return true;
}

/* Whether the file does what it did. */
static inline bool works(FIXTURE_DATA(under_way) *self)
{
	int i;

	memset(self->out, 0xa5, NR * STRIDE);
	if (dc_submit(self->fd, 0, self->reqs, NR) != NR || !reap_all(self))
		return false;
	for (i = 0; i < NR; i++)
		if (self->results[i].result || !is_right(self, i))
			return false;
	return true;
}

#endif /* UNDER_WAY_H */
