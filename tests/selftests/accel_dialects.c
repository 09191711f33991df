// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of FreeBSD's dialect on a device, tests/accel, with the queued requests
 * that only other dialects have.
 */
#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/dialect.h"
#include "lib/native.h"

#define LEN	512
#define MACLEN	10	/* bytes, to which the tag of AES-GMAC has to be cut */

FIXTURE(accel_dialects) {
	struct accel_before before;
	int fd;
	uint32_t ses;
	uint8_t key[16], iv[12], in[LEN], mac[16];
};

FIXTURE_SETUP(accel_dialects)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_begin(&self->before));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->in, LEN, 3);
	memset(self->mac, 0xa5, sizeof(self->mac));
	ASSERT_EQ(0, dialect_freebsd_gmac(self->fd, self->key, MACLEN,
					  &self->ses));
	ASSERT_TRUE(session_is_offloaded(self->fd, self->ses));
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->in,
			      LEN, NULL, self->mac, self->iv));
	EXPECT_TRUE(all_are(self->mac + MACLEN, 16 - MACLEN, 0xa5));
}

/* In the parent: a test that fails must not leave the device's settings. */
FIXTURE_TEARDOWN_PARENT(accel_dialects)
{
	EXPECT_TRUE(accel_end(&self->before));
}

/* Queues a request, and returns its result. */
static int run(FIXTURE_DATA(accel_dialects) *self, uint8_t *mac, uint32_t flags)
{
	struct cryptodev_req r = {
		.ses = self->ses, .flags = flags, .len = LEN,
		.src = native_pointer(self->in), .mac = native_pointer(mac),
		.iv = native_pointer(self->iv),
	};

	return dc_submit_and_reap(self->fd, &r);
}

TEST_F(accel_dialects, queued_request_computes_tag_that_is_cut)
{
	uint8_t mac[16];
	const char *way;
	int i;

	for (i = 0; i < ACCEL_WAYS; i++) {
		way = accel_set_way(i);
		ASSERT_NE(NULL, way);
		memset(mac, 0xa5, sizeof(mac));
		EXPECT_EQ(0, run(self, mac, 0)) {
			TH_LOG("%s", way);
		}
		EXPECT_TRUE(same(mac, self->mac, sizeof(mac)));
	}
}

TEST_F(accel_dialects, queued_request_verifies_tag_that_is_cut)
{
	const char *way;
	int i, bit;

	for (i = 0; i < ACCEL_WAYS; i++) {
		way = accel_set_way(i);
		ASSERT_NE(NULL, way);
		EXPECT_EQ(0, run(self, self->mac, CRYPTODEV_REQ_VERIFY)) {
			TH_LOG("%s", way);
		}
		for (bit = 0; bit < 8 * MACLEN; bit++) {
			self->mac[bit / 8] ^= 1 << bit % 8;
			EXPECT_EQ(-EBADMSG, run(self, self->mac,
						CRYPTODEV_REQ_VERIFY)) {
				TH_LOG("%s, bit %d", way, bit);
			}
			self->mac[bit / 8] ^= 1 << bit % 8;
		}
		/* The tag does not cover the bytes after it. */
		self->mac[MACLEN] ^= 1;
		EXPECT_EQ(0, run(self, self->mac, CRYPTODEV_REQ_VERIFY)) {
			TH_LOG("%s", way);
		}
	}
}

/* Encrypts on a session of AES-GCM, and returns the length of the output. */
static int seal(FIXTURE_DATA(accel_dialects) *self, uint32_t ses, uint8_t *out)
{
	struct cryptodev_req r = {
		.ses = ses, .len = LEN, .src = native_pointer(self->in),
		.dst = native_pointer(out), .iv = native_pointer(self->iv),
	};
	int n;

	memset(out, 0xa5, LEN + 16);
	n = dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);
	return n != 1 ? n : r.result ?: (int)r.out_len;
}

/* The CPU has transforms for tags that the device lacks. */
TEST_F(accel_dialects, tag_is_as_long_on_the_cpu)
{
	long min_bytes = sysctl_get("offload_min_bytes");
	uint8_t out[LEN + 16], want[LEN + 16];
	uint32_t ses;
	int err;

	ASSERT_TRUE(accel_set("full_tags", 1));
	err = dialect_freebsd_gcm(self->fd, self->key, 12, &ses);
	ASSERT_TRUE(accel_set("full_tags", 0));
	ASSERT_EQ(0, err);
	ASSERT_TRUE(session_is_offloaded(self->fd, ses));
	EXPECT_EQ(LEN + 16, seal(self, ses, want));
	ASSERT_TRUE(sysctl_set("offload_min_bytes", LEN + 1));
	EXPECT_EQ(LEN + 16, seal(self, ses, out));
	EXPECT_TRUE(sysctl_set("offload_min_bytes", min_bytes));
	EXPECT_TRUE(same(out, want, sizeof(out)));
}

TEST_HARNESS_MAIN
