// SPDX-License-Identifier: GPL-2.0
/*
 * The FreeBSD dialect: sessions, CIOCCRYPT and CIOCCRYPTAEAD, as crypto(4) of
 * FreeBSD 12 to 15 and its header describe them. Expected values are from NIST
 * SP 800-38A, RFC 4231 and RFC 8439; others are computed by a second session.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <freebsd/crypto/cryptodev.h>

#include "../kselftest_harness.h"
#include "lib/dsa.h"
#include "lib/key_available.h"
#include "lib/seal.h"

#define TEXT 64

/* NIST SP 800-38A, F.2.1: CBC-AES128, and F.5.1: CTR-AES128. */
static const uint8_t aes_key[16] = {
	0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6,
	0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c,
};

static const uint8_t cbc_iv[16] = {
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
};

static const uint8_t text[TEXT] = {
	0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96,
	0xe9, 0x3d, 0x7e, 0x11, 0x73, 0x93, 0x17, 0x2a,
	0xae, 0x2d, 0x8a, 0x57, 0x1e, 0x03, 0xac, 0x9c,
	0x9e, 0xb7, 0x6f, 0xac, 0x45, 0xaf, 0x8e, 0x51,
	0x30, 0xc8, 0x1c, 0x46, 0xa3, 0x5c, 0xe4, 0x11,
	0xe5, 0xfb, 0xc1, 0x19, 0x1a, 0x0a, 0x52, 0xef,
	0xf6, 0x9f, 0x24, 0x45, 0xdf, 0x4f, 0x9b, 0x17,
	0xad, 0x2b, 0x41, 0x7b, 0xe6, 0x6c, 0x37, 0x10,
};

static const uint8_t cbc_text[TEXT] = {
	0x76, 0x49, 0xab, 0xac, 0x81, 0x19, 0xb2, 0x46,
	0xce, 0xe9, 0x8e, 0x9b, 0x12, 0xe9, 0x19, 0x7d,
	0x50, 0x86, 0xcb, 0x9b, 0x50, 0x72, 0x19, 0xee,
	0x95, 0xdb, 0x11, 0x3a, 0x91, 0x76, 0x78, 0xb2,
	0x73, 0xbe, 0xd6, 0xb8, 0xe3, 0xc1, 0x74, 0x3b,
	0x71, 0x16, 0xe6, 0x9e, 0x22, 0x22, 0x95, 0x16,
	0x3f, 0xf1, 0xca, 0xa1, 0x68, 0x1f, 0xac, 0x09,
	0x12, 0x0e, 0xca, 0x30, 0x75, 0x86, 0xe1, 0xa7,
};

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? errno : 0;
}

static int gsession(int fd, struct session_op *op, uint32_t *ses)
{
	int err = call(fd, CIOCGSESSION, op);

	*ses = op->ses;
	return err;
}

FIXTURE(freebsd) {
	int fd;
	uint32_t ses;
	uint8_t in[TEXT + 32];
	uint8_t out[TEXT + 32];
	uint8_t mac[64];
};

FIXTURE_SETUP(freebsd)
{
	self->fd = open("/dev/crypto", O_RDWR);
	ASSERT_LE(0, self->fd);
	memset(self->out, 0xee, sizeof(self->out));
	memset(self->mac, 0xee, sizeof(self->mac));
}

FIXTURE_TEARDOWN(freebsd)
{
	close(self->fd);
}

static int cbc_session(int fd, uint32_t *ses)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
	};

	return gsession(fd, &op, ses);
}

static int mac_session(int fd, uint32_t mac, const void *key, int len,
		       uint32_t *ses)
{
	struct session_op op = {
		.mac = mac, .mackeylen = len, .mackey = key,
	};

	return gsession(fd, &op, ses);
}

static int eta_session(int fd, uint32_t *ses)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
		.mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 16,
		.mackey = cbc_iv,
	};

	return gsession(fd, &op, ses);
}

static int all_are(const uint8_t *p, int byte, size_t len)
{
	while (len && *p == byte) {
		p++;
		len--;
	}
	return !len;
}

/* The HMAC of eta_session()'s key. */
static int hmac(int fd, const void *from, unsigned int len, uint8_t *mac)
{
	struct crypt_op cop = { .len = len, .src = from, .mac = mac };
	int err = mac_session(fd, CRYPTO_SHA2_256_HMAC, cbc_iv, 16, &cop.ses);

	return err ?: call(fd, CIOCCRYPT, &cop);
}

TEST_F(freebsd, cbc_encrypts_as_sp_800_38a_says)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .iv = cbc_iv,
	};

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	EXPECT_TRUE(all_are(self->out + TEXT, 0xee, 32));
	cop.op = COP_DECRYPT;
	cop.src = cbc_text;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(text, self->out, TEXT));
}

TEST_F(freebsd, iv_in_the_data_is_skipped_in_the_output)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT + 16, .src = self->in,
		.dst = self->out,
	};

	memcpy(self->in, cbc_iv, 16);
	memcpy(self->in + 16, text, TEXT);
	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_TRUE(all_are(self->out, 0xee, 16));
	EXPECT_EQ(0, memcmp(cbc_text, self->out + 16, TEXT));
	EXPECT_TRUE(all_are(self->out + 16 + TEXT, 0xee, 16));
}

TEST_F(freebsd, iv_in_the_data_works_in_place)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT + 16, .src = self->in,
		.dst = self->in,
	};

	memcpy(self->in, cbc_iv, 16);
	memcpy(self->in + 16, text, TEXT);
	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_iv, self->in, 16));
	EXPECT_EQ(0, memcmp(cbc_text, self->in + 16, TEXT));
}

/* Behind the room for the IV, the output would begin at address 0. */
TEST_F(freebsd, output_that_wraps_around_is_refused)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT + 16, .src = self->in,
		.dst = (void *)-16L,
	};

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(freebsd, message_of_a_cipher_alone_is_longer_than_its_iv)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .src = self->in, .dst = self->out,
	};

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	for (cop.len = 0; cop.len <= 16; cop.len += 8)
		EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	cop.len = 0;
	cop.iv = cbc_iv;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
}

TEST_F(freebsd, op_of_a_cipher_is_1_or_2)
{
	struct crypt_op cop = {
		.len = TEXT, .src = text, .dst = self->out, .iv = cbc_iv,
	};
	const uint16_t bad[] = { 0, 3, 4, 0xffff };
	unsigned int i;

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		cop.op = bad[i];
		EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	}
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
}

TEST_F(freebsd, op_of_a_digest_is_0_to_2_and_never_verifies)
{
	struct crypt_op cop = { .len = TEXT, .src = text, .mac = self->mac };
	uint8_t first[32];

	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_SHA2_256, NULL, 0,
				 &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	memcpy(first, self->mac, 32);
	for (cop.op = 1; cop.op <= 2; cop.op++) {
		memset(self->mac, 0, sizeof(self->mac));
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_EQ(0, memcmp(first, self->mac, 32));
		EXPECT_TRUE(all_are(self->mac + 32, 0, 32));
	}
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(freebsd, cipher_first_needs_encryption)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .flags = COP_F_CIPHER_FIRST | COP_F_BATCH,
		.len = TEXT, .src = text, .dst = self->out, .iv = cbc_iv,
	};

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	cop.op = COP_DECRYPT;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	cop.flags = COP_F_BATCH;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(freebsd, iv_of_a_cipher_without_one_is_refused_but_for_null)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .iv = cbc_iv,
	};
	struct session_op null = { .cipher = CRYPTO_NULL_CBC };

	ASSERT_EQ(0, gsession(self->fd, &null, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(text, self->out, TEXT));
	cop.mac = self->mac;
	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_SHA1, NULL, 0, &cop.ses));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(freebsd, output_is_optional)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text, .iv = cbc_iv,
		.mac = self->mac,
	};
	uint8_t expected[32];

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	ASSERT_EQ(0, hmac(self->fd, cbc_text, TEXT, expected));
	ASSERT_EQ(0, eta_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(expected, self->mac, 32));
}

TEST_F(freebsd, mac_is_of_the_ciphertext)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .mac = self->mac, .iv = cbc_iv,
	};
	uint8_t expected[32];

	ASSERT_EQ(0, hmac(self->fd, cbc_text, TEXT, expected));
	ASSERT_EQ(0, eta_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	EXPECT_EQ(0, memcmp(expected, self->mac, 32));
	EXPECT_TRUE(all_are(self->mac + 32, 0xee, 32));
}

TEST_F(freebsd, mac_is_verified_before_anything_is_decrypted)
{
	struct crypt_op cop = {
		.op = COP_DECRYPT, .len = TEXT, .src = cbc_text,
		.dst = self->out, .mac = self->mac, .iv = cbc_iv,
	};
	uint8_t sent[32];

	ASSERT_EQ(0, hmac(self->fd, cbc_text, TEXT, self->mac));
	memcpy(sent, self->mac, 32);
	ASSERT_EQ(0, eta_session(self->fd, &cop.ses));
	self->mac[31] ^= 1;
	EXPECT_EQ(EBADMSG, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
	self->mac[31] ^= 1;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(text, self->out, TEXT));
	EXPECT_EQ(0, memcmp(sent, self->mac, 32));
	cop.mac = NULL;
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(freebsd, data_without_an_address_has_no_iv)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = 16, .dst = self->out,
		.mac = self->mac,
	};

	ASSERT_EQ(0, eta_session(self->fd, &cop.ses));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_TRUE(all_are(self->mac, 0xee, sizeof(self->mac)));
}

TEST_F(freebsd, mac_skips_an_iv_in_the_data)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT + 16, .src = self->in,
		.dst = self->out, .mac = self->mac,
	};
	uint8_t expected[32];

	memcpy(self->in, cbc_iv, 16);
	memcpy(self->in + 16, text, TEXT);
	ASSERT_EQ(0, hmac(self->fd, cbc_text, TEXT, expected));
	ASSERT_EQ(0, eta_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(expected, self->mac, 32));
}

TEST_F(freebsd, mac_covers_associated_data_first)
{
	struct crypt_aead caead = {
		.op = COP_ENCRYPT, .len = TEXT, .aadlen = 13, .ivlen = 16,
		.src = text, .dst = self->out, .aad = aes_key,
		.tag = self->mac, .iv = cbc_iv,
	};
	uint8_t expected[32], covered[13 + TEXT];

	memcpy(covered, aes_key, 13);
	memcpy(covered + 13, cbc_text, TEXT);
	ASSERT_EQ(0, hmac(self->fd, covered, sizeof(covered), expected));
	ASSERT_EQ(0, eta_session(self->fd, &caead.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	EXPECT_EQ(0, memcmp(expected, self->mac, 32));
	caead.op = COP_DECRYPT;
	caead.src = cbc_text;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, memcmp(text, self->out, TEXT));
	caead.aadlen = 12;
	EXPECT_EQ(EBADMSG, call(self->fd, CIOCCRYPTAEAD, &caead));
}

TEST_F(freebsd, maclen_truncates_the_mac)
{
	struct session2_op op = {
		.mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 16,
		.mackey = cbc_iv, .maclen = 12,
		.crid = CRYPTO_FLAG_SOFTWARE | CRYPTO_FLAG_HARDWARE,
	};
	struct crypt_op cop = { .len = TEXT, .src = text, .mac = self->mac };
	uint8_t expected[32];

	ASSERT_EQ(0, hmac(self->fd, text, TEXT, expected));
	ASSERT_EQ(0, call(self->fd, CIOCGSESSION2, &op));
	cop.ses = op.ses;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(expected, self->mac, 12));
	EXPECT_TRUE(all_are(self->mac + 12, 0xee, 52));
	op.maclen = 33;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCGSESSION2, &op));
	op.maclen = -1;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCGSESSION2, &op));
}

/* NIST GCM specification, test case 4: AES-128, 20 bytes of associated data. */
static const uint8_t gcm_key[16] = {
	0xfe, 0xff, 0xe9, 0x92, 0x86, 0x65, 0x73, 0x1c,
	0x6d, 0x6a, 0x8f, 0x94, 0x67, 0x30, 0x83, 0x08,
};

static const uint8_t gcm_iv[12] = {
	0xca, 0xfe, 0xba, 0xbe, 0xfa, 0xce, 0xdb, 0xad,
	0xde, 0xca, 0xf8, 0x88,
};

static const uint8_t gcm_aad[20] = {
	0xfe, 0xed, 0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef,
	0xfe, 0xed, 0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef,
	0xab, 0xad, 0xda, 0xd2,
};

static const uint8_t gcm_text[60] = {
	0xd9, 0x31, 0x32, 0x25, 0xf8, 0x84, 0x06, 0xe5,
	0xa5, 0x59, 0x09, 0xc5, 0xaf, 0xf5, 0x26, 0x9a,
	0x86, 0xa7, 0xa9, 0x53, 0x15, 0x34, 0xf7, 0xda,
	0x2e, 0x4c, 0x30, 0x3d, 0x8a, 0x31, 0x8a, 0x72,
	0x1c, 0x3c, 0x0c, 0x95, 0x95, 0x68, 0x09, 0x53,
	0x2f, 0xcf, 0x0e, 0x24, 0x49, 0xa6, 0xb5, 0x25,
	0xb1, 0x6a, 0xed, 0xf5, 0xaa, 0x0d, 0xe6, 0x57,
	0xba, 0x63, 0x7b, 0x39,
};

static const uint8_t gcm_sealed[60] = {
	0x42, 0x83, 0x1e, 0xc2, 0x21, 0x77, 0x74, 0x24,
	0x4b, 0x72, 0x21, 0xb7, 0x84, 0xd0, 0xd4, 0x9c,
	0xe3, 0xaa, 0x21, 0x2f, 0x2c, 0x02, 0xa4, 0xe0,
	0x35, 0xc1, 0x7e, 0x23, 0x29, 0xac, 0xa1, 0x2e,
	0x21, 0xd5, 0x14, 0xb2, 0x54, 0x66, 0x93, 0x1c,
	0x7d, 0x8f, 0x6a, 0x5a, 0xac, 0x84, 0xaa, 0x05,
	0x1b, 0xa3, 0x0b, 0x39, 0x6a, 0x0a, 0xac, 0x97,
	0x3d, 0x58, 0xe0, 0x91,
};

static const uint8_t gcm_tag[16] = {
	0x5b, 0xc9, 0x4f, 0xbc, 0x32, 0x21, 0xa5, 0xdb,
	0x94, 0xfa, 0xe9, 0x5a, 0xe7, 0x12, 0x1a, 0x47,
};

static int gcm_session(int fd, uint32_t *ses)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16,
		.key = gcm_key,
	};

	return gsession(fd, &op, ses);
}

TEST_F(freebsd, gcm_has_its_tag_apart)
{
	struct crypt_aead caead = {
		.op = COP_ENCRYPT, .len = 60, .aadlen = 20, .ivlen = 12,
		.src = gcm_text, .dst = self->out, .aad = gcm_aad,
		.tag = self->mac, .iv = gcm_iv,
	};

	ASSERT_EQ(0, gcm_session(self->fd, &caead.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, memcmp(gcm_sealed, self->out, 60));
	EXPECT_TRUE(all_are(self->out + 60, 0xee, 36));
	EXPECT_EQ(0, memcmp(gcm_tag, self->mac, 16));
	EXPECT_TRUE(all_are(self->mac + 16, 0xee, 48));
	caead.op = COP_DECRYPT;
	caead.src = gcm_sealed;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, memcmp(gcm_text, self->out, 60));
	EXPECT_EQ(0, memcmp(gcm_tag, self->mac, 16));
}

TEST_F(freebsd, forged_tag_apart_leaves_no_text)
{
	struct crypt_aead caead = {
		.op = COP_DECRYPT, .len = 60, .aadlen = 20, .ivlen = 12,
		.src = gcm_sealed, .dst = self->out, .aad = gcm_aad,
		.tag = self->mac, .iv = gcm_iv,
	};

	memcpy(self->mac, gcm_tag, 16);
	self->mac[0] ^= 1;
	ASSERT_EQ(0, gcm_session(self->fd, &caead.ses));
	EXPECT_EQ(EBADMSG, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
}

/* The tag is apart for short messages, which are copied, and for pinned ones. */
TEST_F(freebsd, long_message_has_its_tag_apart)
{
	const unsigned int len = 200000;
	struct crypt_aead caead = {
		.op = COP_ENCRYPT, .len = len, .aadlen = 20, .ivlen = 12,
		.aad = gcm_aad, .tag = self->mac, .iv = gcm_iv,
	};
	uint8_t *in = malloc(len), *out = malloc(len), *back = malloc(len);
	unsigned int i;

	ASSERT_TRUE(in && out && back);
	for (i = 0; i < len; i++)
		in[i] = i * 7 + i / 251;
	ASSERT_EQ(0, gcm_session(self->fd, &caead.ses));
	caead.src = in;
	caead.dst = out;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_NE(0, memcmp(in, out, len));
	caead.op = COP_DECRYPT;
	caead.src = out;
	caead.dst = back;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, memcmp(in, back, len));
	/* In place, and with a wrong tag. */
	caead.dst = out;
	self->mac[15] ^= 0x80;
	EXPECT_EQ(EBADMSG, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_TRUE(all_are(out, 0, len));
	free(in);
	free(out);
	free(back);
}

TEST_F(freebsd, cioccrypt_of_an_aead_has_no_associated_data)
{
	struct crypt_aead caead = {
		.op = COP_ENCRYPT, .len = 60, .ivlen = 12, .src = gcm_text,
		.dst = self->in, .tag = self->mac, .iv = gcm_iv,
	};
	struct crypt_op cop = {
		.op = COP_DECRYPT, .len = 60, .src = self->in,
		.dst = self->out, .mac = self->mac, .iv = gcm_iv,
	};

	ASSERT_EQ(0, gcm_session(self->fd, &caead.ses));
	cop.ses = caead.ses;
	ASSERT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(gcm_text, self->out, 60));
	cop.iv = NULL;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	cop.iv = gcm_iv;
	cop.mac = NULL;
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, &cop));
	cop.op = COP_ENCRYPT;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(freebsd, empty_message_of_an_aead_is_valid)
{
	/* GCM specification, test case 1: all of it is 0. */
	static const uint8_t zeros[16], tag[16] = {
		0x58, 0xe2, 0xfc, 0xce, 0xfa, 0x7e, 0x30, 0x61,
		0x36, 0x7f, 0x1d, 0x57, 0xa4, 0xe7, 0x45, 0x5a,
	};
	struct session_op op = {
		.cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16, .key = zeros,
	};
	struct crypt_aead caead = {
		.op = COP_ENCRYPT, .ivlen = 12, .tag = self->mac, .iv = zeros,
	};

	ASSERT_EQ(0, gsession(self->fd, &op, &caead.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_EQ(0, memcmp(tag, self->mac, 16));
	caead.op = COP_DECRYPT;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &caead));
}

TEST_F(freebsd, cioccryptaead_needs_iv_and_tag_and_the_ivs_length)
{
	const struct crypt_aead good = {
		.op = COP_ENCRYPT, .len = 60, .ivlen = 12, .src = gcm_text,
		.dst = self->out, .tag = self->mac, .iv = gcm_iv,
	};
	struct crypt_aead caead = good;
	uint32_t cbc, gcm;

	ASSERT_EQ(0, gcm_session(self->fd, &gcm));
	ASSERT_EQ(0, cbc_session(self->fd, &cbc));
	caead.ses = gcm;
	caead.ivlen = 11;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPTAEAD, &caead));
	caead = good;
	caead.ses = gcm;
	caead.iv = NULL;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPTAEAD, &caead));
	caead = good;
	caead.ses = gcm;
	caead.tag = NULL;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPTAEAD, &caead));
	caead = good;
	caead.ses = cbc;
	caead.ivlen = 16;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPTAEAD, &caead));
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
}

TEST_F(freebsd, gmac_takes_its_iv)
{
	static const uint8_t zeros[16];
	struct crypt_op cop = {
		.len = 0, .mac = self->mac, .iv = zeros,
	};
	static const uint8_t tag[4] = { 0x58, 0xe2, 0xfc, 0xce };

	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_AES_128_NIST_GMAC, zeros, 16,
				 &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(tag, self->mac, 4));
}

TEST_F(freebsd, freebsd_12_names_the_mac_of_an_aead_too)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16,
		.key = gcm_key, .mac = CRYPTO_AES_128_NIST_GMAC,
		.mackeylen = 16, .mackey = gcm_key,
	};
	uint32_t ses;

	EXPECT_EQ(0, gsession(self->fd, &op, &ses));
	op.mackeylen = 15;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &ses));
	op.mac = CRYPTO_SHA2_256_HMAC;
	op.mackeylen = 16;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &ses));
}

TEST_F(freebsd, session_keys_have_the_lengths_of_the_system)
{
	static const struct {
		uint32_t mac;
		int len, err;
	} cases[] = {
		{ CRYPTO_SHA1_HMAC, 0, EINVAL }, { CRYPTO_SHA1_HMAC, 1, 0 },
		{ CRYPTO_SHA1_HMAC, 64, 0 }, { CRYPTO_SHA1_HMAC, 65, EINVAL },
		{ CRYPTO_SHA2_512_HMAC, 128, 0 },
		{ CRYPTO_SHA2_512_HMAC, 129, EINVAL },
		{ CRYPTO_SHA1_HMAC, -1, EINVAL },
		{ CRYPTO_SHA1, 1, EINVAL }, { CRYPTO_SHA1, 0, 0 },
		{ CRYPTO_AES_256_NIST_GMAC, 16, EINVAL },
		{ 0, 0, EINVAL }, { 99, 0, EINVAL },
		{ CRYPTO_AES_CBC, 16, EINVAL },
		{ CRYPTO_SHA1_KPDK, 0, EINVAL },
	};
	static const uint8_t key[256];
	unsigned int i;
	uint32_t ses;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		EXPECT_EQ(cases[i].err, mac_session(self->fd, cases[i].mac, key,
						    cases[i].len, &ses)) {
			TH_LOG("mac %u, %d bytes", cases[i].mac, cases[i].len);
		}
}

TEST_F(freebsd, length_of_an_iv_is_the_algorithms)
{
	static const struct {
		uint32_t cipher;
		int keylen, ivlen, err;
	} cases[] = {
		{ CRYPTO_AES_CBC, 16, 16, 0 }, { CRYPTO_AES_CBC, 16, 8, EINVAL },
		{ CRYPTO_AES_NIST_GCM_16, 16, 12, 0 },
		{ CRYPTO_AES_NIST_GCM_16, 16, 8, EINVAL },
		{ CRYPTO_AES_XTS, 32, 8, 0 },
		{ CRYPTO_AES_CCM_16, 16, 7, 0 }, { CRYPTO_AES_CCM_16, 16, 13, 0 },
		{ CRYPTO_AES_CCM_16, 16, 6, EINVAL },
		{ CRYPTO_AES_CCM_16, 16, 14, EINVAL },
		{ CRYPTO_CHACHA20_POLY1305, 32, 8, 0 },
		{ CRYPTO_CHACHA20_POLY1305, 32, 12, 0 },
		{ CRYPTO_CHACHA20_POLY1305, 32, 10, EINVAL },
		{ CRYPTO_AES_CBC, 16, -1, EINVAL },
	};
	unsigned int i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct session2_op op = {
			.cipher = cases[i].cipher, .key = text,
			.keylen = cases[i].keylen, .ivlen = cases[i].ivlen,
			.crid = CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE,
		};

		EXPECT_EQ(cases[i].err, call(self->fd, CIOCGSESSION2, &op)) {
			TH_LOG("cipher %u, IV of %d bytes", op.cipher, op.ivlen);
		}
	}
}

TEST_F(freebsd, mackey_without_a_mac_is_ignored)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
		.mackeylen = 12345, .mackey = (void *)8,
	};
	uint32_t ses;

	EXPECT_EQ(0, gsession(self->fd, &op, &ses));
}

TEST_F(freebsd, criget_opens_a_context_of_its_own)
{
	uint32_t ses, fresh;

	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	ASSERT_EQ(0, call(self->fd, CRIOGET, &fresh));
	EXPECT_EQ(EINVAL, call(fresh, CIOCFSESSION, &ses));
	ASSERT_EQ(0, cbc_session(fresh, &ses));
	close(self->fd);
	EXPECT_EQ(0, call(fresh, CIOCFSESSION, &ses));
	close(fresh);
	self->fd = open("/dev/null", O_RDWR);
}

TEST_F(freebsd, session_is_freed_once_by_either_encoding)
{
	uint32_t ses;

	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	EXPECT_EQ(0, call(self->fd, CIOCFSESSION, &ses));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCFSESSION, &ses));
	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	EXPECT_EQ(0, call(self->fd, 0x80046366, &ses));
	EXPECT_EQ(EINVAL, call(self->fd, 0x80046366, &ses));
}

TEST_F(freebsd, asymfeat_has_either_encoding)
{
	uint32_t linux_says = 0, bsd_says = 0;

	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &linux_says));
	EXPECT_EQ(0, call(self->fd, 0x40046369, &bsd_says));
	EXPECT_EQ(linux_says, bsd_says);
	EXPECT_EQ(key_is_available(), !!(linux_says & CRF_MOD_EXP));
}

TEST_F(freebsd, driver_0_is_the_cpu)
{
	struct crypt_find_op find = { .crid = 0 };
	struct session2_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
	};

	EXPECT_EQ(0, call(self->fd, CIOCFINDDEV, &find));
	EXPECT_STREQ("cryptosoft0", find.name);
	find.crid = -1;
	strcpy(find.name, "cryptosoft");
	EXPECT_EQ(0, call(self->fd, CIOCFINDDEV, &find));
	EXPECT_EQ(0, find.crid);
	EXPECT_STREQ("cryptosoft0", find.name);
	find.crid = -1;
	strcpy(find.name, "no such driver");
	EXPECT_EQ(ENOENT, call(self->fd, CIOCFINDDEV, &find));
	find.crid = 123456;
	EXPECT_EQ(ENOENT, call(self->fd, CIOCFINDDEV, &find));
	EXPECT_EQ(0, call(self->fd, CIOCGSESSION2, &op));
	EXPECT_EQ(0, op.crid);
	op.crid = 123456;
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, CIOCGSESSION2, &op));
	op.crid = CRYPTO_FLAG_SOFTWARE;
	EXPECT_EQ(0, call(self->fd, CIOCGSESSION2, &op));
	EXPECT_EQ(0, op.crid);
}

TEST_F(freebsd, xts_takes_eight_bytes_of_iv)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_XTS, .keylen = 32, .key = text,
	};
	uint8_t iv[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 0xff, 0xff };
	uint8_t first[TEXT];
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .iv = iv,
	};

	ASSERT_EQ(0, gsession(self->fd, &op, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	memcpy(first, self->out, TEXT);
	memset(iv + 8, 0, 8);
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(first, self->out, TEXT));
	iv[7] ^= 1;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_NE(0, memcmp(first, self->out, TEXT));
}

TEST_F(freebsd, modexp_has_the_errors_of_the_system)
{
	char base = 3, exponent = 5, modulus = 7, result = 0;
	struct crypt_kop good = {
		.crk_op = CRK_MOD_EXP, .crk_iparams = 3, .crk_oparams = 1,
		.crk_param = { { &base, 8 }, { &exponent, 8 },
			       { &modulus, 8 }, { &result, 8 } },
	};
	struct crypt_kop kop = good;

	KEY_SETUP();
	EXPECT_EQ(0, call(self->fd, CIOCKEY, &kop));
	EXPECT_EQ(5, result);
	EXPECT_EQ(0, kop.crk_status);
	kop = good;
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	kop.crk_iparams = 8;
	EXPECT_EQ(EFBIG, call(self->fd, CIOCKEY, &kop));
	kop.crk_iparams = 2;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCKEY, &kop));
	kop = good;
	kop.crk_param[0].crp_nbits = 1000000;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCKEY, &kop));
}

/* No device serves so small a modulus. CIOCKEY has no choice of the driver. */
TEST_F(freebsd, key_operation_is_on_a_chosen_driver)
{
	static const struct {
		unsigned long cmd;
		unsigned int crid, after;
		int err;
	} cases[] = {
		{ CIOCKEY2, 0, 0, 0 },
		{ CIOCKEY2, CRYPTO_FLAG_SOFTWARE, 0, 0 },
		{ CIOCKEY2, CRYPTO_FLAG_SOFTWARE | CRYPTO_FLAG_HARDWARE, 0, 0 },
		{ CIOCKEY2, CRYPTO_FLAG_HARDWARE, CRYPTO_FLAG_HARDWARE, ENODEV },
		{ CIOCKEY2, 123456, 123456, ENODEV },
		{ CIOCKEY, 123456, 123456, 0 },
		{ CIOCKEY, CRYPTO_FLAG_HARDWARE, CRYPTO_FLAG_HARDWARE, 0 },
	};
	char base = 3, exponent = 5, modulus = 7, result;
	unsigned int i;

	KEY_SETUP();
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct crypt_kop kop = {
			.crk_op = CRK_MOD_EXP, .crk_iparams = 3,
			.crk_oparams = 1, .crk_status = 0x5a,
			.crk_crid = cases[i].crid,
			.crk_param = { { &base, 8 }, { &exponent, 8 },
				       { &modulus, 8 }, { &result, 8 } },
		};

		result = 0x11;
		EXPECT_EQ(cases[i].err, call(self->fd, cases[i].cmd, &kop)) {
			TH_LOG("case %u", i);
		}
		EXPECT_EQ(cases[i].err, kop.crk_status);
		EXPECT_EQ(cases[i].after, kop.crk_crid);
		EXPECT_EQ(cases[i].err ? 0x11 : 5, result);
	}
}

TEST_F(freebsd, dsa_signs_and_verifies)
{
	struct dsa_param private[DSA_INPUTS], public[DSA_INPUTS];
	char r[20] = { 0 }, s[20] = { 0 }, zeros[20] = { 0 };
	struct crypt_kop sign = {
		.crk_op = CRK_DSA_SIGN, .crk_iparams = 5, .crk_oparams = 2,
	}, verify = {
		.crk_op = CRK_DSA_VERIFY, .crk_iparams = 7,
	};
	uint32_t features = 0;
	unsigned int i;

	KEY_SETUP();
	dsa_params(private, &dsa_vectors[0], true);
	dsa_params(public, &dsa_vectors[0], false);
	for (i = 0; i < DSA_INPUTS; i++) {
		sign.crk_param[i] = (struct crparam) {
			(char *)private[i].data, private[i].bits
		};
		verify.crk_param[i] = (struct crparam) {
			(char *)public[i].data, public[i].bits
		};
	}
	EXPECT_EQ(0, call(self->fd, CIOCKEY, &verify));
	EXPECT_EQ(0, verify.crk_status);
	sign.crk_param[5] = (struct crparam) { r, 160 };
	sign.crk_param[6] = (struct crparam) { s, 152 };
	EXPECT_EQ(EINVAL, call(self->fd, CIOCKEY2, &sign));
	EXPECT_EQ(0, memcmp(r, zeros, sizeof(r)));
	EXPECT_EQ(0, memcmp(s, zeros, sizeof(s)));
	sign.crk_param[6].crp_nbits = 160;
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &sign));
	EXPECT_EQ(0, sign.crk_status);
	verify.crk_param[5] = sign.crk_param[5];
	verify.crk_param[6] = sign.crk_param[6];
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &verify));
	EXPECT_EQ(0, verify.crk_status);
	r[0] ^= 1;
	EXPECT_EQ(EBADMSG, call(self->fd, CIOCKEY2, &verify));
	EXPECT_EQ(EBADMSG, verify.crk_status);
	verify.crk_oparams = 1;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCKEY, &verify));
	verify.crk_oparams = 2;
	EXPECT_EQ(EFBIG, call(self->fd, CIOCKEY, &verify));
	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(CRF_DSA_SIGN | CRF_DSA_VERIFY,
		  features & (CRF_DSA_SIGN | CRF_DSA_VERIFY));
}

TEST_F(freebsd, unreadable_argument_is_refused)
{
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, NULL));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCGSESSION2, NULL));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCFINDDEV, NULL));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPTAEAD, (void *)8));
	EXPECT_EQ(EFAULT, call(self->fd, CRIOGET, NULL));
}

TEST_F(freebsd, sealed_file_refuses_each_call_that_changes_it)
{
	struct session_op session = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
	};
	struct session2_op session2 = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
		.crid = CRYPTO_FLAG_SOFTWARE,
	};
	struct crypt_kop kop = { .crk_op = CRK_MOD_EXP };
	uint32_t id, descriptor = 0xa5a5a5a5;

	ASSERT_EQ(0, cbc_session(self->fd, &id));
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_SEALED(self->fd, CRIOGET, &descriptor);
	EXPECT_SEALED(self->fd, CIOCGSESSION, &session);
	EXPECT_SEALED(self->fd, CIOCGSESSION2, &session2);
	EXPECT_SEALED(self->fd, CIOCFSESSION, &id);
	EXPECT_SEALED(self->fd, CIOCKEY, &kop);
	EXPECT_SEALED(self->fd, CIOCKEY2, &kop);
}

TEST_F(freebsd, sealed_file_processes_requests)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .iv = cbc_iv,
	};
	struct session2_op session = {
		.cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16, .key = aes_key,
		.crid = CRYPTO_FLAG_SOFTWARE,
	};
	struct crypt_aead aead = {
		.op = COP_ENCRYPT, .len = TEXT, .ivlen = 12, .src = text,
		.dst = self->in, .tag = self->mac, .iv = cbc_iv,
	};
	struct crypt_find_op find = { .crid = 0 };
	uint32_t features = 0xa5a5a5a5;

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	ASSERT_EQ(0, call(self->fd, CIOCGSESSION2, &session));
	aead.ses = session.ses;
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &aead));
	aead.op = COP_DECRYPT;
	aead.src = self->in;
	aead.dst = (void *)self->out;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPTAEAD, &aead));
	EXPECT_EQ(0, memcmp(text, self->out, TEXT));
	EXPECT_EQ(0, call(self->fd, CIOCFINDDEV, &find));
	EXPECT_EQ(0, strcmp("cryptosoft0", find.name));
	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(0, features);
}

/* An id that cannot be written is that of no session. */
TEST_F(freebsd, session_without_an_id_does_not_exist)
{
	struct session2_op *op = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
				      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint32_t before, after;

	ASSERT_FALSE(op == MAP_FAILED);
	op->cipher = CRYPTO_AES_CBC;
	op->keylen = 16;
	op->key = aes_key;
	ASSERT_EQ(0, cbc_session(self->fd, &before));
	ASSERT_EQ(0, mprotect(op, 4096, PROT_READ));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCGSESSION2, op));
	ASSERT_EQ(0, cbc_session(self->fd, &after));
	after--;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCFSESSION, &after));
	munmap(op, 4096);
}

TEST_HARNESS_MAIN
