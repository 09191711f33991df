// SPDX-License-Identifier: GPL-2.0
/*
 * max_pinned_bytes counts the pages of a request if the request pins any, and only
 * then. Requests around copy_bytes, the length up to which nothing is pinned.
 */
#include "../kselftest_harness.h"

#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/pins.h"

#define COPIED	2048	/* copy_bytes of the test */
#define ROOM	(COPIED + 256)
#define AAD	8	/* as in an ESP header */

/**
 * struct page_kind - a kind of request
 * @name: for messages
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: its cipher or AEAD, or 0
 * @mac: its hash or MAC, or 0
 * @keylen: bytes of the cipher's key
 * @mackeylen: bytes of the MAC's key
 * @aad_len: bytes of associated data
 * @tag_len: bytes that encryption adds to the text
 * @esn: the requests have an extended sequence number
 */
struct page_kind {
	const char *name;
	uint32_t flags, cipher, mac, keylen, mackeylen, aad_len, tag_len;
	bool esn;
};

#define ETM	CRYPTODEV_CREATE_ETM

static const struct page_kind kinds[] = {
	{ "cbc", 0, CRYPTO_AES_CBC, 0, 16, 0, 0, 0, false },
	{ "sha256", 0, 0, CRYPTO_SHA2_256, 0, 0, 0, 0, false },
	{ "gcm", 0, CRYPTO_AES_GCM, 0, 16, 0, AAD, 16, false },
	{ "gcm without aad", 0, CRYPTO_AES_GCM, 0, 16, 0, 0, 16, false },
	{ "rfc4106", 0, CRYPTO_AES_GCM_16, 0, 20, 0, AAD, 16, false },
	{ "rfc4106 esn", 0, CRYPTO_AES_GCM_16, 0, 20, 0, AAD, 16, true },
	{ "gmac", 0, 0, CRYPTO_AES_NIST_GMAC, 0, 16, 0, 0, false },
	{ "etm", ETM, CRYPTO_AES_CBC, CRYPTO_SHA2_512_HMAC, 16, 64, AAD, 64,
	  false },
	{ "etm esn", ETM | CRYPTODEV_CREATE_ESN, CRYPTO_AES_CBC,
	  CRYPTO_SHA2_512_HMAC, 16, 64, AAD, 64, true },
};

FIXTURE(pages) {
	int fd;
	struct accel_before before;
	long pinned_bytes, copy_bytes;	/* sysctls */
	long long pins;
	uint8_t *src, *dst;
	uint32_t other;	/* another session on the device */
};

FIXTURE_SETUP(pages)
{
	uint8_t key[16] = { 0 };

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	self->pins = pins_held();
	if (self->pins < 0)
		SKIP(return, "this kernel does not count pins");
	self->pinned_bytes = sysctl_get("max_pinned_bytes");
	self->copy_bytes = sysctl_get("copy_bytes");
	ASSERT_TRUE(accel_begin(&self->before));
	ASSERT_TRUE(sysctl_set("copy_bytes", COPIED));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->src = pages(ROOM);
	self->dst = pages(ROOM);
	ASSERT_TRUE(self->src && self->dst);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->other));
}

FIXTURE_TEARDOWN_PARENT(pages)
{
	EXPECT_TRUE(sysctl_set("max_pinned_bytes", self->pinned_bytes));
	EXPECT_TRUE(sysctl_set("copy_bytes", self->copy_bytes));
	EXPECT_TRUE(accel_end(&self->before));
	EXPECT_TRUE(pins_back_to(self->pins));
}

static int make_session(int fd, const struct page_kind *k, uint32_t *ses)
{
	uint8_t key[64] = { 0 };
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = k->flags, .cipher = k->cipher,
		.mac = k->mac, .keylen = k->keylen, .mackeylen = k->mackeylen,
		.key = native_pointer(key), .mackey = native_pointer(key),
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &c);

	*ses = c.ses;
	return err;
}

/* Submits a request, which waits for the stalled driver. */
static int submit(FIXTURE_DATA(pages) *self, const struct page_kind *k,
		  uint32_t ses, uint32_t len)
{
	static uint8_t aad[AAD], iv[16], digest[64];
	struct cryptodev_req r = {
		.ses = ses, .len = len, .aad_len = k->aad_len,
		.src = native_pointer(self->src),
		.dst = native_pointer(self->dst),
		.mac = k->cipher ? 0 : native_pointer(digest),
		.aad = native_pointer(aad),
		.iv = k->mac == CRYPTO_SHA2_256 ? 0 : native_pointer(iv),
		.flags = k->esn ? CRYPTODEV_REQ_ESN : 0,
		.esn = k->esn,
	};

	return dc_submit(self->fd, 0, &r, 1);
}

static bool reap(int fd, int nr)
{
	struct cryptodev_result results[2];
	int i;

	if (dc_reap(fd, results, nr, nr, deadline_in_ms(WAIT_LIMIT_MS)) != nr)
		return false;
	for (i = 0; i < nr; i++)
		if (results[i].result)
			return false;
	return true;
}

/* Returns NULL, or what is wrong. */
static const char *run_case(FIXTURE_DATA(pages) *self,
			    const struct page_kind *k, uint32_t ses,
			    uint32_t len)
{
	long long pins = pins_held();
	bool pinned;
	int taken;

	if (!sysctl_set("max_pinned_bytes", self->pinned_bytes) ||
	    !accel_set("stall", 1) || submit(self, k, ses, len) != 1)
		return failure("%s, %u bytes: not submitted", k->name, len);
	pinned = pins_held() > pins;
	/* Room for the next request alone, which pins up to four pages. */
	if (!sysctl_set("max_pinned_bytes", 4 * getpagesize()))
		return "the sysctl";
	taken = submit(self, &kinds[0], self->other, COPIED + 16);
	if (!accel_set("stall", 0) || !reap(self->fd, taken == 1 ? 2 : 1))
		return failure("%s, %u bytes: no result", k->name, len);
	if (taken != (pinned ? -EBUSY : 1))
		return failure("%s, %u bytes: %s, but the next request: %d",
			       k->name, len, pinned ? "pinned" : "copied",
			       taken);
	return NULL;
}

TEST_F_TIMEOUT(pages, request_that_pins_counts_and_no_other, 600)
{
	const struct page_kind *k;
	uint32_t ses, len;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		k = &kinds[i];
		ASSERT_EQ(0, make_session(self->fd, k, &ses)) {
			TH_LOG("%s", k->name);
		}
		for (len = COPIED - 128; len <= COPIED + 16; len += 16)
			EXPECT_RIGHT(run_case(self, k, ses, len));
		EXPECT_EQ(0, dc_free(self->fd, ses));
	}
}

TEST_HARNESS_MAIN
