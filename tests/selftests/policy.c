// SPDX-License-Identifier: GPL-2.0
/*
 * The administrator's policy: sessions can be forbidden altogether, for
 * obsolete algorithms, or for software or hardware drivers.
 */
#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/devcrypto.h"
#include "lib/native.h"
#include "lib/sysctl.h"

/* Sessions of several algorithms, with keys from self->key. */
struct what {
	uint32_t cipher, keylen, mac, mackeylen;
};

static const struct what legacy[] = {
	{ CRYPTO_DES_CBC, 8, 0, 0 },
	{ CRYPTO_3DES_CBC, 24, 0, 0 },
	{ CRYPTO_BLF_CBC, 16, 0, 0 },
	{ CRYPTO_CAST_CBC, 16, 0, 0 },
	{ 0, 0, CRYPTO_MD5, 0 },
	{ 0, 0, CRYPTO_MD5_HMAC, 16 },
	{ 0, 0, CRYPTO_RIPEMD160, 0 },
	{ 0, 0, CRYPTO_RIPEMD160_HMAC, 16 },
	{ CRYPTO_AES_CBC, 16, CRYPTO_MD5, 0 },
	{ CRYPTO_3DES_CBC, 24, CRYPTO_SHA2_256, 0 },
};

static const struct what current_ones[] = {
	{ CRYPTO_AES_CBC, 16, 0, 0 },
	{ CRYPTO_AES_ECB, 16, 0, 0 },
	{ CRYPTO_AES_CTR, 16, 0, 0 },
	{ CRYPTO_AES_XTS, 32, 0, 0 },
	{ CRYPTO_CAMELLIA_CBC, 16, 0, 0 },
	{ CRYPTO_NULL, 0, 0, 0 },
	{ CRYPTO_AES_GCM, 16, 0, 0 },
	{ CRYPTO_AES_CCM, 16, 0, 0 },
	{ CRYPTO_CHACHA20_POLY1305, 32, 0, 0 },
	{ 0, 0, CRYPTO_SHA1, 0 },
	{ 0, 0, CRYPTO_SHA1_HMAC, 20 },
	{ 0, 0, CRYPTO_SHA2_224, 0 },
	{ 0, 0, CRYPTO_SHA2_256_HMAC, 32 },
	{ 0, 0, CRYPTO_SHA2_384, 0 },
	{ 0, 0, CRYPTO_SHA2_512, 0 },
	{ 0, 0, CRYPTO_AES_CMAC, 16 },
	{ 0, 0, CRYPTO_AES_NIST_GMAC, 16 },
	{ CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20 },
};

static const char * const names[] = {
	"usercrypto", "allow_legacy", "cryptodevallowsoft",
};

FIXTURE(policy) {
	int fd;
	long was[ARRAY_SIZE(names)];
	uint8_t key[64];
};

FIXTURE_SETUP(policy)
{
	unsigned int i;

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 3);
	for (i = 0; i < ARRAY_SIZE(names); i++)
		self->was[i] = sysctl_get(names[i]);
}

/* In the parent: a test that fails must not leave the policy changed. */
FIXTURE_TEARDOWN_PARENT(policy)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		EXPECT_TRUE(sysctl_set(names[i], self->was[i]));
}

static int make(FIXTURE_DATA(policy) *self, const struct what *w,
		uint32_t *ses)
{
	return dc_session(self->fd, w->cipher, self->key, w->keylen, w->mac,
			  self->key, w->mackeylen, ses);
}

static int create(FIXTURE_DATA(policy) *self, const struct what *w,
		  uint32_t flags)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = flags,
		.cipher = w->cipher, .keylen = w->keylen,
		.mac = w->mac, .mackeylen = w->mackeylen,
		.key = (uintptr_t)self->key, .mackey = (uintptr_t)self->key,
	};

	return dc_ioctl(self->fd, CRYPTODEV_CREATE, &c);
}

TEST_F(policy, defaults)
{
	EXPECT_EQ(1, self->was[0]);
	EXPECT_EQ(1, self->was[1]);
	EXPECT_EQ(0, self->was[2]);
}

TEST_F(policy, values_out_of_range_are_rejected)
{
	EXPECT_FALSE(sysctl_set("usercrypto", 2));
	EXPECT_FALSE(sysctl_set("usercrypto", -1));
	EXPECT_EQ(1, sysctl_get("usercrypto"));
	EXPECT_FALSE(sysctl_set("allow_legacy", 2));
	EXPECT_EQ(1, sysctl_get("allow_legacy"));
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", -7));
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", 7));
	EXPECT_EQ(7, sysctl_get("cryptodevallowsoft"));
}

/* No session can be created; existing ones work on. */
TEST_F(policy, sessions_can_be_forbidden)
{
	const struct what etm = { CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20 };
	const struct what unknown = { 9999, 16, 0, 0 };
	uint8_t before[32], after[32];
	uint32_t ses, none = 77;
	unsigned int i;

	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&ses));
	ASSERT_EQ(0, dc_hash(self->fd, ses, 0, self->key, 64, before));
	ASSERT_TRUE(sysctl_set("usercrypto", 0));
	for (i = 0; i < ARRAY_SIZE(current_ones); i++) {
		EXPECT_EQ(-EPERM, make(self, &current_ones[i], &none));
		EXPECT_EQ(-EPERM, create(self, &current_ones[i], 0));
	}
	EXPECT_EQ(-EPERM, create(self, &etm, CRYPTODEV_CREATE_ETM));
	EXPECT_EQ(-EPERM, make(self, &unknown, &none));
	EXPECT_EQ(77, none);
	EXPECT_EQ(0, dc_hash(self->fd, ses, 0, self->key, 64, after));
	EXPECT_EQ(0, memcmp(before, after, sizeof(before)));
	EXPECT_EQ(0, dc_free(self->fd, ses));

	ASSERT_TRUE(sysctl_set("usercrypto", 1));
	EXPECT_EQ(0, make(self, &current_ones[0], &ses));
	EXPECT_EQ(-EINVAL, make(self, &unknown, &none));
}

/* The kernel loads and tests a module for each, the first time. */
TEST_F_TIMEOUT(policy, legacy_algorithms_can_be_forbidden, 300)
{
	const struct what etm = { CRYPTO_3DES_CBC, 24, CRYPTO_SHA1_HMAC, 20 };
	uint32_t ses, none = 77;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(legacy); i++)
		EXPECT_EQ(0, make(self, &legacy[i], &ses));
	ASSERT_TRUE(sysctl_set("allow_legacy", 0));
	for (i = 0; i < ARRAY_SIZE(legacy); i++) {
		EXPECT_EQ(-EPERM, make(self, &legacy[i], &none));
		EXPECT_EQ(-EPERM, create(self, &legacy[i], 0));
	}
	EXPECT_EQ(-EPERM, create(self, &etm, CRYPTODEV_CREATE_ETM));
	EXPECT_EQ(77, none);
	for (i = 0; i < ARRAY_SIZE(current_ones); i++)
		EXPECT_EQ(0, make(self, &current_ones[i], &ses));
}

/* Returns the driver of a session, and whether it is hardware. */
static bool is_device(FIXTURE_DATA(policy) *self, uint32_t ses)
{
	struct session_info_op info = { .ses = ses };

	return !dc_ioctl(self->fd, CIOCGSESSINFO, &info) &&
	       info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY;
}

TEST_F(policy, software_drivers_can_be_forbidden)
{
	uint32_t ses;
	unsigned int i;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	for (i = 0; i < ARRAY_SIZE(current_ones); i++) {
		ASSERT_EQ(0, make(self, &current_ones[i], &ses));
		EXPECT_FALSE(is_device(self, ses));
	}
}

/* Without hardware, the algorithm has no such driver. */
TEST_F(policy, missing_hardware_is_enoent)
{
	uint32_t none = 77;
	unsigned int i;

	if (accel_is_loaded() || !access("/sys/module/virtio_crypto", F_OK))
		SKIP(return, "this machine has an accelerator");
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	/* the kernel looks for a module each time, which takes long */
	for (i = 0; i < ARRAY_SIZE(current_ones); i++) {
		if (skip_if_brief())
			continue;
		EXPECT_EQ(-ENOENT, make(self, &current_ones[i], &none));
	}
	EXPECT_EQ(77, none);
}

TEST_F(policy, hardware_drivers_can_be_forbidden)
{
	const struct what null = { CRYPTO_NULL, 0, 0, 0 };
	const struct what half = { CRYPTO_NULL, 0, CRYPTO_SHA2_256, 0 };
	static const struct what there[] = {
		{ CRYPTO_AES_CBC, 16, 0, 0 },
		{ CRYPTO_AES_GCM, 16, 0, 0 },
		{ 0, 0, CRYPTO_SHA2_256, 0 },
		{ CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20 },
	};
	uint32_t ses, none = 77;
	unsigned int i;

	if (!accel_is_loaded())
		SKIP(return, "needs tests/accel");
	for (i = 0; i < ARRAY_SIZE(there); i++) {
		sysctl_set("cryptodevallowsoft", -1);
		ASSERT_EQ(0, make(self, &there[i], &ses));
		EXPECT_FALSE(is_device(self, ses));
		sysctl_set("cryptodevallowsoft", 1);
		ASSERT_EQ(0, make(self, &there[i], &ses));
		EXPECT_TRUE(is_device(self, ses));
	}
	EXPECT_EQ(-ENOENT, make(self, &null, &none));
	EXPECT_EQ(-ENOENT, make(self, &half, &none));
	EXPECT_EQ(77, none);
	sysctl_set("cryptodevallowsoft", 0);
	EXPECT_EQ(0, make(self, &null, &ses));
	EXPECT_FALSE(is_device(self, ses));
}

TEST_HARNESS_MAIN
