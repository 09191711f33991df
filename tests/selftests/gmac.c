// SPDX-License-Identifier: GPL-2.0
/*
 * GMAC as a mac: its nonce, the limits of the message, and what a session of it
 * cannot do. Its mac equals the tag of a GCM session for the same bytes as
 * associated data.
 */
#include "../kselftest_harness.h"

#include <sys/mman.h>

#include "lib/buffers.h"
#include "lib/devcrypto.h"
#include "lib/sysctl.h"

#define MSG_LEN	70000
#define MOST	(1 << 20)	/* bytes, a limit set for a while */
#define MAC_LEN	16

FIXTURE(gmac)
{
	int fd;
	uint32_t ses, gcm;
	long limit;
	uint8_t key[33], iv[12], mac[2 * MAC_LEN];
	uint8_t *msg;	/* MSG_LEN bytes before an inaccessible page */
};

FIXTURE_SETUP(gmac)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->limit = sysctl_get("max_aad_bytes");
	sysctl_set("max_aad_bytes", MOST);
	fill(self->key, sizeof(self->key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_AES_NIST_GMAC,
				self->key, 16, &self->ses));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, self->key, 16, 0,
				NULL, 0, &self->gcm));
	self->msg = guarded(MSG_LEN);
	ASSERT_TRUE(!!self->msg);
	fill(self->msg, MSG_LEN, 3);
	memset(self->mac, 0x5a, sizeof(self->mac));
}

FIXTURE_TEARDOWN(gmac)
{
	if (self->limit > 0)
		sysctl_set("max_aad_bytes", self->limit);
	guarded_free(self->msg, MSG_LEN);
	close(self->fd);
}

static int gmac(FIXTURE_DATA(gmac) *self, int flags, const uint8_t *msg,
		uint32_t len, uint8_t *mac)
{
	return dc_crypt(self->fd, self->ses, 0, flags, msg, len, NULL, mac,
			self->iv);
}

/* Computes the same with GCM. */
static int gcm_tag(FIXTURE_DATA(gmac) *self, const uint8_t *msg, uint32_t len,
		   uint8_t *tag)
{
	struct crypt_auth_op op = {
		.ses = self->gcm, .op = COP_ENCRYPT, .iv = self->iv, .dst = tag,
		.auth_src = (uint8_t *)msg, .auth_len = len,
	};

	return dc_aead(self->fd, &op);
}

TEST_F(gmac, message_lengths)
{
	static const uint32_t lens[] = {
		0, 1, 15, 16, 17, 1000, 1008, 1009, 1024, 1025, 4095, 4096,
		4097, 8192, 20000, 65535, 65536, 65537, MSG_LEN,
	};
	uint8_t want[2 * MAC_LEN];
	unsigned int i;

	for (i = 0; i < 4 * ARRAY_SIZE(lens); i++) {
		uint32_t len = lens[i / 4];
		/* up to the end of the memory, or from its start */
		uint8_t *msg = i & 2 ? self->msg + MSG_LEN - len : self->msg;

		memset(want, 0x5a, sizeof(want));
		memset(self->mac, 0x5a, sizeof(self->mac));
		ASSERT_EQ(0, gcm_tag(self, msg, len, want));
		ASSERT_EQ(0, gmac(self, i & 1 ? COP_FLAG_NO_ZC : 0,
				  len ? msg : NULL, len, self->mac));
		EXPECT_TRUE(same(self->mac, want, sizeof(want))) {
			TH_LOG("%u bytes", len);
		}
	}
}

/* The mac may be anywhere in the message, which is read before. */
TEST_F(gmac, mac_written_into_message)
{
	static const uint32_t at[] = { 0, 1, 5, 4090, 4096, 9984 };
	uint8_t want[MAC_LEN], was[MAC_LEN];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(at); i++) {
		memcpy(was, self->msg + at[i], MAC_LEN);
		ASSERT_EQ(0, gcm_tag(self, self->msg, 10000, want));
		ASSERT_EQ(0, gmac(self, 0, self->msg, 10000, self->msg + at[i]));
		EXPECT_TRUE(same(self->msg + at[i], want, MAC_LEN));
		memcpy(self->msg + at[i], was, MAC_LEN);
		ASSERT_EQ(0, gmac(self, 0, self->msg, 10000, self->mac));
		EXPECT_TRUE(same(self->mac, want, MAC_LEN));
	}
}

/* Each message needs a nonce: it never continues from the previous one. */
TEST_F(gmac, nonce_is_required_each_time)
{
	uint8_t *end = guarded(sizeof(self->iv)), other[MAC_LEN];

	ASSERT_EQ(0, gmac(self, 0, self->msg, 100, self->mac));
	EXPECT_EQ(-EFAULT, dc_crypt(self->fd, self->ses, 0, 0, self->msg, 100,
				    NULL, other, NULL));
	EXPECT_EQ(-EFAULT, dc_crypt(self->fd, self->ses, 0, COP_FLAG_VERIFY,
				    self->msg, 100, NULL, self->mac, NULL));
	memcpy(end, self->iv, sizeof(self->iv));
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses, 0, COP_FLAG_VERIFY,
			      self->msg, 100, NULL, self->mac, end));
	EXPECT_EQ(-EFAULT, dc_crypt(self->fd, self->ses, 0, 0, self->msg, 100,
				    NULL, other, end + 1));
	end[11] ^= 1;
	EXPECT_EQ(-EBADMSG, dc_crypt(self->fd, self->ses, 0, COP_FLAG_VERIFY,
				     self->msg, 100, NULL, self->mac, end));
	/* the nonce is not written either */
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, 0, COP_FLAG_WRITE_IV,
			      self->msg, 100, NULL, other, end));
	end[11] ^= 1;
	EXPECT_TRUE(same(end, self->iv, sizeof(self->iv)));
	EXPECT_FALSE(same(other, self->mac, MAC_LEN));
	guarded_free(end, sizeof(self->iv));
}

TEST_F(gmac, running_hash_is_unsupported)
{
	static const int flags[] = {
		COP_FLAG_UPDATE, COP_FLAG_FINAL,
		COP_FLAG_UPDATE | COP_FLAG_FINAL,
		COP_FLAG_FINAL | COP_FLAG_RESET,
		COP_FLAG_UPDATE | COP_FLAG_VERIFY,
	};
	struct cphash_op copy = { self->ses, self->ses };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		EXPECT_EQ(-EOPNOTSUPP, gmac(self, flags[i], self->msg, 100,
					    self->mac));
		EXPECT_EQ(-EOPNOTSUPP, gmac(self, flags[i], NULL, 0,
					    self->mac));
	}
	EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	EXPECT_EQ(-EINVAL, gmac(self, 0x80, self->msg, 100, self->mac));
	EXPECT_TRUE(all_are(self->mac, sizeof(self->mac), 0x5a));
}

TEST_F(gmac, bad_memory_is_efault)
{
	struct seam seam;
	uint8_t *across, want[MAC_LEN];
	uint32_t len;

	ASSERT_TRUE(seam_init(&seam, MAC_LEN));
	across = seam.edge - 5;
	for (len = 100; len <= MSG_LEN; len += MSG_LEN - 100) {
		ASSERT_EQ(0, gmac(self, 0, self->msg, len, want));
		memset(across, 0x33, MAC_LEN);
		ASSERT_TRUE(seam_protect(&seam, HIGH, PROT_READ));
		EXPECT_EQ(-EFAULT, gmac(self, 0, self->msg, len, across));
		EXPECT_TRUE(all_are(across, MAC_LEN, 0x33));
		ASSERT_TRUE(seam_mend(&seam));
		EXPECT_EQ(0, gmac(self, 0, self->msg, len, across));
		EXPECT_TRUE(same(across, want, MAC_LEN));
		EXPECT_EQ(-EFAULT, gmac(self, 0, self->msg, len, NULL));
		EXPECT_EQ(-EFAULT, gmac(self, 0, self->msg + 1, MSG_LEN,
					self->mac));
		EXPECT_EQ(-EFAULT, gmac(self, 0, NULL, len, self->mac));
	}
	EXPECT_TRUE(all_are(self->mac, sizeof(self->mac), 0x5a));
	seam_free(&seam);
}

static bool is_on_device(FIXTURE_DATA(gmac) *self)
{
	struct session_info_op info = { .ses = self->ses };

	return !dc_ioctl(self->fd, CIOCGSESSINFO, &info) &&
	       info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY;
}

/* On a device, the limit of associated data applies to the message. */
TEST_F(gmac, device_takes_as_much_as_associated_data)
{
	if (!is_on_device(self))
		SKIP(return, "no device");
	EXPECT_EQ(-E2BIG, gmac(self, 0, self->msg, MOST + 1, self->mac));
	if (!sysctl_set("max_aad_bytes", 5000))
		SKIP(return, "the limit cannot be changed");
	EXPECT_EQ(0, gmac(self, 0, self->msg, 5000, self->mac));
	EXPECT_EQ(0, gmac(self, COP_FLAG_VERIFY, self->msg, 5000, self->mac));
	EXPECT_EQ(-E2BIG, gmac(self, 0, self->msg, 5001, self->mac));
	EXPECT_EQ(-E2BIG, gmac(self, COP_FLAG_VERIFY, self->msg, 5001,
			       self->mac));
	EXPECT_EQ(-E2BIG, gmac(self, 0, self->msg, 0xffffffff, self->mac));
	EXPECT_EQ(0, gmac(self, COP_FLAG_VERIFY, self->msg, 5000, self->mac));
}

/* On the CPU, the limit of a request does; the mac is the same on both sides. */
TEST_F(gmac, cpu_takes_as_much_as_a_request)
{
	static const uint32_t lens[] = {
		4999, 5000, 5001, 5008, 32768, 32769, 65535, 65536, 65537,
		MSG_LEN,
	};
	uint8_t want[ARRAY_SIZE(lens)][MAC_LEN];
	uint32_t most = sysctl_get("max_request_bytes");
	uint8_t *far;
	unsigned int i;

	if (is_on_device(self))
		SKIP(return, "a device has the limit of associated data");
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		ASSERT_EQ(0, gcm_tag(self, self->msg, lens[i], want[i]));
	if (!sysctl_set("max_aad_bytes", 5000))
		SKIP(return, "the limit cannot be changed");
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		uint8_t *msg = self->msg, was = msg[lens[i] - 1];

		EXPECT_EQ(0, gmac(self, 0, msg, lens[i], self->mac));
		EXPECT_TRUE(same(self->mac, want[i], MAC_LEN));
		EXPECT_EQ(0, gmac(self, COP_FLAG_NO_ZC, msg, lens[i],
				  self->mac));
		EXPECT_TRUE(same(self->mac, want[i], MAC_LEN)) {
			TH_LOG("%u bytes", lens[i]);
		}
		EXPECT_EQ(0, gmac(self, COP_FLAG_VERIFY, msg, lens[i],
				  self->mac));
		msg[lens[i] - 1] ^= 1;
		EXPECT_EQ(-EBADMSG, gmac(self, COP_FLAG_VERIFY, msg, lens[i],
					 self->mac));
		msg[lens[i] - 1] = was;
		EXPECT_TRUE(all_are(self->mac + MAC_LEN, MAC_LEN, 0x5a));
	}
	EXPECT_EQ(-EFAULT, gmac(self, 0, self->msg + 1, MSG_LEN, self->mac));
	EXPECT_EQ(-EFAULT, gmac(self, 0, NULL, MSG_LEN, self->mac));
	far = pages(most + 1);
	ASSERT_TRUE(!!far);
	EXPECT_EQ(0, gmac(self, 0, far, most, self->mac));
	EXPECT_EQ(-E2BIG, gmac(self, 0, far, most + 1, self->mac));
	EXPECT_EQ(-E2BIG, gmac(self, 0, far, 0xffffffff, self->mac));
	munmap(far, most + 1);
}

/* Keys of AES lengths, and no cipher in the session. */
TEST_F(gmac, session_key_lengths)
{
	struct crypt_auth_op op = {
		.ses = self->ses, .iv = self->iv, .dst = self->mac,
	};
	struct session_info_op info = { .ses = self->ses };
	uint32_t keylen, ses;

	for (keylen = 0; keylen <= 33; keylen++) {
		bool right = keylen == 16 || keylen == 24 || keylen == 32;

		EXPECT_EQ(right ? 0 : -EINVAL,
			  dc_session(self->fd, 0, NULL, 0, CRYPTO_AES_NIST_GMAC,
				     self->key, keylen, &ses)) {
			TH_LOG("key of %u bytes", keylen);
		}
	}
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16,
				      CRYPTO_AES_NIST_GMAC, self->key, 16,
				      &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTO_AES_GCM, self->key, 16,
				      CRYPTO_AES_NIST_GMAC, self->key, 16,
				      &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTO_AES_NIST_GMAC, self->key,
				      16, 0, NULL, 0, &ses));
	EXPECT_EQ(-EOPNOTSUPP, dc_aead(self->fd, &op));
	EXPECT_TRUE(all_are(self->mac, sizeof(self->mac), 0x5a));
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(0, info.cipher_info.cra_name[0]);
	EXPECT_EQ(0, strcmp(info.hash_info.cra_name, "gcm(aes)"));
}

TEST_HARNESS_MAIN
