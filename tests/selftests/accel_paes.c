// SPDX-License-Identifier: GPL-2.0
/*
 * PAES, AES with a key that only the hardware can open: tests/accel stands for the
 * hardware. Each result equals that of AES with the key in the blob, and no software
 * ever serves such a session.
 */
#include "../kselftest_harness.h"
#include <linux/keyctl.h>
#include <sys/syscall.h>

#include "lib/accel.h"
#include "lib/buffers.h"
#include "lib/native.h"

/* tests/accel/paes.c: the header, then the key, each byte XORed with WRAP. */
#define HEADER		"acc1"
#define HEADER_LEN	4
#define WRAP		0x5c

#define KEY_MAX		64
#define BLOB_MAX	(HEADER_LEN + KEY_MAX)
#define TEXT		4096
#define LONG		200000	/* bytes of a message in several pieces */

FIXTURE(paes) {
	int fd;
	long was[ACCEL_SETTINGS];	/* before the test */
	long soft;			/* dev.crypto.cryptodevallowsoft */
	uint8_t key[KEY_MAX];
	uint8_t blob[BLOB_MAX];
	uint32_t blob_len;
	uint8_t iv[16];
};

/**
 * @paes: the cipher
 * @aes: the same mode of AES
 * @keylen: bytes of the key in the blob
 * @long_len: bytes of a long message; a mode without pieces has a limit
 */
FIXTURE_VARIANT(paes) {
	uint32_t paes;
	uint32_t aes;
	uint32_t keylen;
	uint32_t long_len;
};

FIXTURE_VARIANT_ADD(paes, ecb) {
	CRYPTODEV_PAES_ECB, CRYPTO_AES_ECB, 16, LONG
};

FIXTURE_VARIANT_ADD(paes, cbc) {
	CRYPTODEV_PAES_CBC, CRYPTO_AES_CBC, 32, LONG
};

FIXTURE_VARIANT_ADD(paes, ctr) {
	CRYPTODEV_PAES_CTR, CRYPTO_AES_CTR, 24, LONG + 1
};

FIXTURE_VARIANT_ADD(paes, xts) {
	CRYPTODEV_PAES_XTS, CRYPTO_AES_XTS, 64, LONG
};

FIXTURE_SETUP(paes)
{
	uint32_t i;

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->soft = sysctl_get("cryptodevallowsoft");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	memcpy(self->blob, HEADER, HEADER_LEN);
	for (i = 0; i < variant->keylen; i++)
		self->blob[HEADER_LEN + i] = self->key[i] ^ WRAP;
	self->blob_len = HEADER_LEN + variant->keylen;
}

FIXTURE_TEARDOWN_PARENT(paes)
{
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
	EXPECT_TRUE(accel_restore(self->was));
}

static int open_blob(FIXTURE_DATA(paes) *self,
		     const FIXTURE_VARIANT(paes) *variant, uint32_t *ses)
{
	return dc_session(self->fd, variant->paes, self->blob, self->blob_len,
			  0, NULL, 0, ses);
}

static int paes_crypt(FIXTURE_DATA(paes) *self, uint32_t ses, int op,
		      const uint8_t *src, uint32_t len, uint8_t *dst)
{
	return dc_crypt(self->fd, ses, op, 0, src, len, dst, NULL, self->iv);
}

/* Expects that both sessions encrypt a message alike, and decrypt it. */
static void expect_alike(struct __test_metadata *_metadata,
			 FIXTURE_DATA(paes) *self, uint32_t paes, uint32_t aes,
			 uint32_t len)
{
	uint8_t *in = calloc(3, len), *one = in + len, *other = one + len;

	ASSERT_TRUE(!!in);
	fill(in, len, 3);
	EXPECT_EQ(0, paes_crypt(self, paes, COP_ENCRYPT, in, len, one));
	EXPECT_EQ(0, paes_crypt(self, aes, COP_ENCRYPT, in, len, other));
	EXPECT_FALSE(same(in, one, len));
	EXPECT_TRUE(same(one, other, len));
	EXPECT_EQ(0, paes_crypt(self, paes, COP_DECRYPT, one, len, one));
	EXPECT_TRUE(same(in, one, len));
	free(in);
}

TEST_F(paes, results_are_those_of_key)
{
	long requests = accel_count("requests");
	uint32_t paes, aes;

	ASSERT_EQ(0, open_blob(self, variant, &paes));
	EXPECT_TRUE(session_is_offloaded(self->fd, paes));
	/* AES in software, so that the device's counter counts PAES alone */
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	ASSERT_EQ(0, dc_session(self->fd, variant->aes, self->key,
				variant->keylen, 0, NULL, 0, &aes));
	EXPECT_FALSE(session_is_offloaded(self->fd, aes));
	EXPECT_EQ(requests, accel_count("requests"));
	expect_alike(_metadata, self, paes, aes, 16);
	expect_alike(_metadata, self, paes, aes, TEXT);
	EXPECT_EQ(requests + 4, accel_count("requests"));
	expect_alike(_metadata, self, paes, aes, variant->long_len);
}

TEST_F(paes, other_blob_is_rejected)
{
	uint8_t longest[CRYPTODEV_PAES_MAX_KEY_LEN + 1] = HEADER;
	uint32_t ses = 77;

	EXPECT_EQ(-EINVAL, dc_session(self->fd, variant->paes, self->key,
				      variant->keylen, 0, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, variant->paes, self->blob,
				      self->blob_len - 1, 0, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, variant->paes, self->blob, 0, 0,
				      NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, variant->paes, longest,
				      sizeof(longest) - 1, 0, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, variant->paes, longest,
				      sizeof(longest), 0, NULL, 0, &ses));
	self->blob[0] ^= 1;
	EXPECT_EQ(-EINVAL, open_blob(self, variant, &ses));
	EXPECT_EQ(77, ses);
}

/* Neither the policy nor the program can make software serve it. */
TEST_F(paes, software_never_serves)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = variant->paes,
		.keylen = self->blob_len, .key = native_pointer(self->blob),
		.flags = CRYPTODEV_CREATE_DRIVER_ID,
	};
	uint32_t ses;

	EXPECT_EQ(-ENOENT, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	c.flags = 0;
	strcpy(c.driver, "cryptosoft0");
	EXPECT_EQ(-ENOENT, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	EXPECT_EQ(-ENOENT, open_blob(self, variant, &ses));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	EXPECT_EQ(0, open_blob(self, variant, &ses));
	EXPECT_TRUE(session_is_offloaded(self->fd, ses));
}

/* An error of the hardware is the request's; the output does not change. */
TEST_F(paes, driver_error_is_returned)
{
	uint8_t in[TEXT], out[TEXT];
	uint32_t ses;

	fill(in, sizeof(in), 4);
	memset(out, 0x5a, sizeof(out));
	ASSERT_EQ(0, open_blob(self, variant, &ses));
	ASSERT_TRUE(accel_set("error_percent", 100));
	EXPECT_EQ(-EIO, paes_crypt(self, ses, COP_ENCRYPT, in, 64, out));
	EXPECT_EQ(-EIO, paes_crypt(self, ses, COP_DECRYPT, in, TEXT, out));
	EXPECT_TRUE(all_are(out, sizeof(out), 0x5a));
	ASSERT_TRUE(accel_set("error_percent", 0));
	EXPECT_EQ(0, paes_crypt(self, ses, COP_ENCRYPT, in, TEXT, out));
}

/* The blob may be a key of a keyring that the program cannot read. */
static void check_serial(struct __test_metadata *_metadata,
			 FIXTURE_DATA(paes) *self,
			 const FIXTURE_VARIANT(paes) *variant, const char *type)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = variant->paes,
		.flags = CRYPTODEV_CREATE_KEY_SERIAL,
	};
	uint8_t read[BLOB_MAX];
	uint32_t ses;
	long id = syscall(SYS_add_key, type, "cryptodev:paes", self->blob,
			  (size_t)self->blob_len, KEY_SPEC_PROCESS_KEYRING);

	if (id < 0 && errno == ENOSYS)
		SKIP(return, "this kernel has no keyrings");
	/* A kernel with trusted keys takes only those that its TPM wraps. */
	if (id < 0 && errno == EINVAL && !strcmp(type, "trusted"))
		SKIP(return, "the kernel's trusted keys need a device");
	ASSERT_LT(0, id);
	EXPECT_EQ(-1, syscall(SYS_keyctl, KEYCTL_READ, id, read, sizeof(read)));
	EXPECT_EQ(EOPNOTSUPP, errno);
	c.key = id;
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	ASSERT_EQ(0, open_blob(self, variant, &ses));
	expect_alike(_metadata, self, c.ses, ses, TEXT);
	/* The session has its own copy. */
	ASSERT_EQ(0, syscall(SYS_keyctl, KEYCTL_REVOKE, id));
	expect_alike(_metadata, self, c.ses, ses, TEXT);
	EXPECT_EQ(-EKEYREVOKED, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
}

TEST_F(paes, logon_key_is_blob)
{
	check_serial(_metadata, self, variant, "logon");
}

/* tests/accel has trusted keys of its own, unless the kernel has the type. */
TEST_F(paes, trusted_key_is_blob)
{
	check_serial(_metadata, self, variant, "trusted");
}

TEST_HARNESS_MAIN
