// SPDX-License-Identifier: GPL-2.0
/*
 * Routing and failover of records: TLS records, SRTP packets, GMAC, and ESP packets
 * with extended sequence numbers. The results are the same on the accelerator, on
 * the CPU, and after the accelerator has failed.
 */
#include "../kselftest_harness.h"
#include "lib/esn.h"
#include "lib/route.h"

#define LEN	2048	/* bytes of text; such a request would be pinned */
#define HEADER	12	/* bytes of an SRTP packet before the text */
#define ROOM	(HEADER + LEN + 320)
#define KINDS	6

/**
 * struct record_kind - a kind of session and request
 * @name: for messages
 * @create: CRYPTODEV_CREATE_*
 * @cipher: its cipher, or 0
 * @mac: its MAC, or 0
 * @keylen: bytes of the cipher's key
 * @flags: CRYPTODEV_REQ_*
 * @aad_len: bytes of associated data
 * @iv_len: iv_len of a request
 * @grows: bytes that encryption adds to the text
 * @hash_driver: the driver of the MAC counts
 */
static const struct record_kind {
	const char *name;
	uint32_t create, cipher, mac, keylen, flags, aad_len, iv_len, grows;
	bool hash_driver;
} kinds[KINDS] = {
	/* SHA-1, 11 bytes of padding and their number; then SHA-256 */
	{ "tls, cbc", 0, CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, CRYPTODEV_REQ_TLS,
	  13, 0, 32, false },
	{ "tls, ctr", 0, CRYPTO_AES_CTR, CRYPTO_SHA2_256_HMAC, 16,
	  CRYPTODEV_REQ_TLS, 13, 0, 32, false },
	{ "srtp", 0, CRYPTO_AES_CTR, CRYPTO_SHA1_HMAC, 16, CRYPTODEV_REQ_SRTP,
	  HEADER + LEN, 0, 0, false },
	{ "gmac", 0, 0, CRYPTO_AES_NIST_GMAC, 16, 0, 0, 0, 0, true },
	{ "etm with esn", CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ESN,
	  CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 16, CRYPTODEV_REQ_ESN,
	  CRYPTODEV_ESN_AAD_LEN, 0, 32, false },
	{ "rfc4106 with esn", 0, CRYPTO_AES_GCM_16, 0, 20, CRYPTODEV_REQ_ESN,
	  CRYPTODEV_ESN_AAD_LEN, 0, 16, false },
};

FIXTURE(accel_record)
{
	struct route_test t;
	uint32_t ses;
	char driver[CRYPTODEV_MAX_ALG_NAME];
	uint8_t *buf, *plain, *sealed;	/* ROOM bytes: a packet with its header */
	uint8_t aad[16], mac[64], tag[64];
};

FIXTURE_VARIANT(accel_record)
{
	int kind;
};

FIXTURE_VARIANT_ADD(accel_record, tls_cbc) { 0 };
FIXTURE_VARIANT_ADD(accel_record, tls_ctr) { 1 };
FIXTURE_VARIANT_ADD(accel_record, srtp) { 2 };
FIXTURE_VARIANT_ADD(accel_record, gmac) { 3 };
FIXTURE_VARIANT_ADD(accel_record, etm_esn) { 4 };
FIXTURE_VARIANT_ADD(accel_record, rfc4106_esn) { 5 };

static struct cryptodev_req request(FIXTURE_DATA(accel_record) *self,
				    const struct record_kind *k, bool opens)
{
	bool srtp = k->flags & CRYPTODEV_REQ_SRTP, gmac = !k->cipher;
	uint8_t *text = self->buf + HEADER;

	return (struct cryptodev_req) {
		.ses = self->ses, .esn = ESN_HIGH, .len = LEN + (opens ? k->grows : 0),
		.flags = k->flags | (!opens ? 0 : gmac ? CRYPTODEV_REQ_VERIFY :
				     CRYPTODEV_REQ_DECRYPT),
		.src = native_pointer(text), .dst = native_pointer(text),
		.aad = native_pointer(srtp ? self->buf : self->aad),
		.aad_len = k->aad_len, .iv = native_pointer(self->t.iv),
		.mac = native_pointer(self->mac),
	};
}

/* Puts a fresh packet in @self->buf, and the tag that belongs to it. */
static struct cryptodev_req prepare(FIXTURE_DATA(accel_record) *self,
				    const struct record_kind *k, bool opens)
{
	memcpy(self->buf, opens ? self->sealed : self->plain, ROOM);
	memcpy(self->mac, self->tag, sizeof(self->mac));
	if (!opens)
		memset(self->mac, ROUTE_FILLER, sizeof(self->mac));
	return request(self, k, opens);
}

/* x86 has a driver for the whole of RFC 4106, and the accelerator one for GCM. */
static bool cpu_has_driver(const struct record_kind *k)
{
	static uint8_t key[64] = { 1 };
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = k->cipher, .keylen = k->keylen,
		.key = native_pointer(key),
	};
	char driver[CRYPTODEV_MAX_ALG_NAME];
	int fd;
	bool has;

	if (k->cipher != CRYPTO_AES_GCM_16)
		return false;
	fd = dc_open();
	has = fd >= 0 && !dc_ioctl(fd, CRYPTODEV_CREATE, &c) &&
	      session_driver(fd, c.ses, false, driver) &&
	      strstr(driver, "aesni");
	close(fd);
	return has;
}

FIXTURE_SETUP(accel_record)
{
	const struct record_kind *k = &kinds[variant->kind];
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = k->create, .cipher = k->cipher,
		.mac = k->mac, .keylen = k->keylen,
		.mackeylen = k->hash_driver ? 16 : 32,
	};
	struct cryptodev_req r;

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	if (cpu_has_driver(k))
		SKIP(return, "the CPU's own driver serves this");
	ASSERT_RIGHT(route_begin(&self->t));
	c.key = native_pointer(self->t.key);
	c.mackey = native_pointer(self->t.key);
	ASSERT_EQ(0, dc_ioctl(self->t.fd, CRYPTODEV_CREATE, &c));
	self->ses = c.ses;
	ASSERT_TRUE(session_driver(self->t.fd, self->ses, k->hash_driver,
				   self->driver));
	self->buf = pages(ROOM);
	self->plain = pages(ROOM);
	self->sealed = pages(ROOM);
	ASSERT_TRUE(self->buf && self->plain && self->sealed);
	fill(self->plain, ROOM, 4);
	fill(self->aad, sizeof(self->aad), 5);
	/* The accelerator computes the expected results. */
	r = prepare(self, k, false);
	ASSERT_EQ(0, route_run(&self->t, &r));
	memcpy(self->sealed, self->buf, ROOM);
	memcpy(self->tag, self->mac, sizeof(self->mac));
}

FIXTURE_TEARDOWN_PARENT(accel_record)
{
	EXPECT_RIGHT(route_end(&self->t));
}

static const char *check(FIXTURE_DATA(accel_record) *self,
			 const struct record_kind *k, bool opens)
{
	struct cryptodev_req r = prepare(self, k, opens);
	const uint8_t *want = opens ? self->plain : self->sealed;
	int err = route_run(&self->t, &r);

	if (err)
		return failure("%s, %d: %s", k->name, opens, strerror(-err));
	if (!same(self->buf, want, HEADER + LEN + (opens ? 0 : k->grows)))
		return failure("%s, %d: wrong text", k->name, opens);
	if (!same(self->buf + HEADER + LEN + k->grows,
		  self->plain + HEADER + LEN + k->grows,
		  ROOM - HEADER - LEN - k->grows))
		return failure("%s, %d: written beyond", k->name, opens);
	return same(self->mac, self->tag, sizeof(self->mac)) ? NULL :
		failure("%s, %d: wrong tag", k->name, opens);
}

static int forge(FIXTURE_DATA(accel_record) *self, const struct record_kind *k)
{
	struct cryptodev_req r = prepare(self, k, true);

	self->buf[HEADER + 20] ^= 4;
	return route_run(&self->t, &r);
}

TEST_F(accel_record, short_requests_stay_on_the_cpu)
{
	const struct record_kind *k = &kinds[variant->kind];
	long requests = accel_count("requests");
	long long kept = usage_number(self->driver, "kept");
	long long offloaded = usage_number(self->driver, "offloaded");
	int opens;

	ASSERT_TRUE(sysctl_set("offload_min_bytes", LEN + 320));
	for (opens = 0; opens < 2; opens++)
		EXPECT_RIGHT(check(self, k, opens));
	EXPECT_EQ(-EBADMSG, forge(self, k));
	EXPECT_EQ(requests, accel_count("requests"));
	EXPECT_EQ(3, usage_number(self->driver, "kept") - kept);
	ASSERT_TRUE(sysctl_set("offload_min_bytes", 512));
	for (opens = 0; opens < 2; opens++)
		EXPECT_RIGHT(check(self, k, opens));
	EXPECT_EQ(-EBADMSG, forge(self, k));
	EXPECT_LT(requests, accel_count("requests"));
	EXPECT_EQ(3, usage_number(self->driver, "kept") - kept);
	EXPECT_EQ(3, usage_number(self->driver, "offloaded") - offloaded);
}

/* The accelerator has only copies of a record, so its input is intact. */
TEST_F(accel_record, copied_request_fails_over)
{
	const struct record_kind *k = &kinds[variant->kind];
	long long failed = usage_number(self->driver, "failed_over");
	int opens;

	ASSERT_TRUE(sysctl_set("failover", 1));
	for (opens = 0; opens < 2; opens++) {
		struct cryptodev_req r = prepare(self, k, opens);
		const uint8_t *want = opens ? self->plain : self->sealed;

		ASSERT_TRUE(accel_set("error_percent", 100));
		r.flags |= CRYPTODEV_REQ_NO_ZC;
		EXPECT_EQ(0, route_run(&self->t, &r)) TH_LOG("%s", k->name);
		EXPECT_TRUE(same(self->buf, want,
				 HEADER + LEN + (opens ? 0 : k->grows)));
		EXPECT_TRUE(same(self->mac, self->tag, sizeof(self->mac)));
		ASSERT_TRUE(accel_set("error_percent", 0));
		EXPECT_EQ(opens + 1,
			  usage_number(self->driver, "failed_over") - failed);
		EXPECT_RIGHT(check(self, k, opens));
	}
}

TEST_HARNESS_MAIN
