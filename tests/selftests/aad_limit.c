// SPDX-License-Identifier: GPL-2.0
/*
 * Associated data, and text that a transform treats as associated data, has a
 * limit, because some drivers copy it to one allocation. The default limit is
 * the most that the kernel can allocate without a warning if that fails.
 */
#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/native.h"
#include "lib/sysctl.h"

#define ROOM		(1 << 20)
#define RAISED		200000
#define ESP_AAD		8	/* bytes of an ESP packet's associated data */
#define ESP_IV		8

FIXTURE(aad_limit) {
	int fd;
	long limit;
	uint32_t gcm, ccm, chacha, etm, esp_gmac, esp_gcm;
	uint8_t *text, *out;
	uint8_t iv[16];
};

FIXTURE_SETUP(aad_limit)
{
	uint8_t key[36];

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->limit = sysctl_get("max_aad_bytes");
	ASSERT_LT(0, self->limit);
	fill(key, sizeof(key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	self->iv[0] = 3;	/* CCM: the first byte of its block */
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CCM, key, 16, 0, NULL, 0,
				&self->ccm));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_CHACHA20_POLY1305, key, 32, 0,
				NULL, 0, &self->chacha));
	ASSERT_EQ(0, dc_etm_session(self->fd, CRYPTO_AES_CBC, key, 16,
				    CRYPTO_SHA2_256_HMAC, key, 32,
				    &self->etm));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GMAC, key, 20, 0, NULL, 0,
				&self->esp_gmac));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM_16, key, 20, 0, NULL,
				0, &self->esp_gcm));
	self->text = pages(ROOM);
	self->out = pages(ROOM);
	fill(self->text, ROOM, 3);
}

/* In the parent: a test that fails must not leave the setting changed. */
FIXTURE_TEARDOWN_PARENT(aad_limit)
{
	if (self->limit > 0)
		sysctl_set("max_aad_bytes", self->limit);
}

static int seal(FIXTURE_DATA(aad_limit) *self, uint32_t ses, uint32_t aad_len,
		uint32_t len)
{
	struct crypt_auth_op op = {
		.ses = ses, .len = len, .src = self->text, .dst = self->out,
		.auth_src = self->text, .auth_len = aad_len, .iv = self->iv,
	};

	return dc_aead(self->fd, &op);
}

static int open_sealed(FIXTURE_DATA(aad_limit) *self, uint32_t ses,
		       uint32_t aad_len, uint32_t len)
{
	struct crypt_auth_op op = {
		.ses = ses, .op = COP_DECRYPT, .len = len + 16,
		.src = self->out, .dst = self->out, .auth_src = self->text,
		.auth_len = aad_len, .iv = self->iv,
	};

	return dc_aead(self->fd, &op);
}

static void check_limit(struct __test_metadata *_metadata,
			FIXTURE_DATA(aad_limit) *self, uint32_t limit)
{
	const uint32_t sessions[] = {
		self->gcm, self->ccm, self->chacha, self->etm,
	};
	uint32_t esp = limit - ESP_AAD - ESP_IV;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		EXPECT_EQ(0, seal(self, sessions[i], limit, 64));
		EXPECT_EQ(-E2BIG, seal(self, sessions[i], limit + 1, 64));
		EXPECT_EQ(-E2BIG, seal(self, sessions[i], UINT32_MAX, 64));
	}
	/* the limit does not apply to text that is encrypted */
	EXPECT_EQ(0, seal(self, self->gcm, limit, limit + 64));
	EXPECT_EQ(0, open_sealed(self, self->gcm, limit, limit + 64));
	EXPECT_EQ(-E2BIG, open_sealed(self, self->gcm, limit + 1, 64));
	EXPECT_EQ(0, seal(self, self->esp_gcm, ESP_AAD, limit + 64));
	/* RFC 4543 authenticates the IV and the text too */
	EXPECT_EQ(0, seal(self, self->esp_gmac, ESP_AAD, esp));
	EXPECT_EQ(0, open_sealed(self, self->esp_gmac, ESP_AAD, esp));
	EXPECT_EQ(-E2BIG, seal(self, self->esp_gmac, ESP_AAD, esp + 1));
	EXPECT_EQ(-E2BIG, open_sealed(self, self->esp_gmac, ESP_AAD, esp + 1));
	EXPECT_EQ(-E2BIG, seal(self, self->esp_gmac, ESP_AAD, UINT32_MAX));
}

TEST_F(aad_limit, default_is_what_kmalloc_gives_without_warning)
{
	EXPECT_EQ(8 * page_size(), self->limit);
	check_limit(_metadata, self, self->limit);
}

TEST_F(aad_limit, administrator_can_raise_limit)
{
	if (!sysctl_set("max_aad_bytes", RAISED))
		SKIP(return, "the limit cannot be changed");
	check_limit(_metadata, self, RAISED);
	EXPECT_TRUE(sysctl_set("max_aad_bytes", 1 << 30));
	EXPECT_FALSE(sysctl_set("max_aad_bytes", (1 << 30) + 1));
	EXPECT_FALSE(sysctl_set("max_aad_bytes", 1));
}

TEST_HARNESS_MAIN
