// SPDX-License-Identifier: GPL-2.0
/*
 * Ciphers whose message is one request, of at least 16 bytes: AES-CBC with
 * ciphertext stealing, AES-HCTR2 and Adiantum. The last two have an IV of 32 bytes,
 * the longest of all ciphers.
 */
#include "../kselftest_harness.h"
#include <crypto/cryptodev_native.h>
#include <sys/mman.h>

#include "lib/buffers.h"
#include "lib/devcrypto.h"
#include "lib/native.h"

#define MIN_LEN	16
#define IV_MAX	32
#define TEXT	100
#define GUARD	16

FIXTURE(whole) {
	int fd;
	uint32_t ses;
	uint8_t iv[IV_MAX + GUARD];
	uint8_t plain[TEXT];
	uint8_t cipher[TEXT];
};

/**
 * @alg: the cipher
 * @keylen: bytes of its key
 * @iv_len: bytes of its IV
 * @optional: some kernels lack it
 */
FIXTURE_VARIANT(whole) {
	uint32_t alg;
	uint32_t keylen;
	uint32_t iv_len;
	bool optional;
};

FIXTURE_VARIANT_ADD(whole, aes_cbc_cts) { CRYPTODEV_AES_CBC_CTS, 16, 16, false };
FIXTURE_VARIANT_ADD(whole, aes_hctr2) { CRYPTODEV_AES_HCTR2, 32, 32, true };
FIXTURE_VARIANT_ADD(whole, adiantum) { CRYPTODEV_ADIANTUM, 32, 32, true };

FIXTURE_SETUP(whole)
{
	uint8_t key[32];
	int err;

	fill(key, sizeof(key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->plain, sizeof(self->plain), 3);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	err = dc_session(self->fd, variant->alg, key, variant->keylen, 0, NULL,
			 0, &self->ses);
	if (err == -ENOENT && variant->optional)
		SKIP(return, "this kernel lacks the algorithm");
	ASSERT_EQ(0, err);
	ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->plain,
			      TEXT, self->cipher, NULL, self->iv));
	ASSERT_FALSE(same(self->plain, self->cipher, TEXT));
}

FIXTURE_TEARDOWN(whole)
{
	close(self->fd);
}

TEST_F(whole, decryption_restores_text)
{
	uint8_t buf[TEXT];

	memcpy(buf, self->cipher, TEXT);
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_DECRYPT, 0, buf, TEXT,
			      buf, NULL, self->iv));
	EXPECT_TRUE(same(self->plain, buf, TEXT));
}

TEST_F(whole, short_message_is_rejected)
{
	uint8_t out[TEXT];
	uint32_t len;
	int op;

	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		memset(out, 0x5a, sizeof(out));
		for (len = 1; len < MIN_LEN; len++)
			EXPECT_EQ(-EINVAL,
				  dc_crypt(self->fd, self->ses, op, 0,
					   self->plain, len, out, NULL,
					   self->iv));
		EXPECT_EQ(0, dc_crypt(self->fd, self->ses, op, 0, self->plain,
				      0, out, NULL, self->iv));
		EXPECT_TRUE(all_are(out, sizeof(out), 0x5a));
		for (len = MIN_LEN; len <= 3 * MIN_LEN; len++)
			EXPECT_EQ(0, dc_crypt(self->fd, self->ses, op, 0,
					      self->plain, len, out, NULL,
					      self->iv));
		EXPECT_TRUE(all_are(out + 3 * MIN_LEN,
				    sizeof(out) - 3 * MIN_LEN, 0x5a));
	}
}

/* A request without an IV uses that of the last one, and does not chain. */
TEST_F(whole, session_keeps_iv)
{
	uint8_t iv[IV_MAX + GUARD], out[TEXT];
	int i;

	memcpy(iv, self->iv, sizeof(iv));
	for (i = 0; i < 3; i++) {
		memset(out, 0, sizeof(out));
		EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT,
				      i == 2 ? COP_FLAG_WRITE_IV : 0,
				      self->plain, TEXT, out, NULL,
				      i == 2 ? iv : NULL));
		EXPECT_TRUE(same(self->cipher, out, TEXT));
	}
	EXPECT_TRUE(same(self->iv, iv, sizeof(iv)));
}

TEST_F(whole, each_byte_of_iv_counts)
{
	uint8_t out[TEXT];
	uint32_t i;

	for (i = 0; i < variant->iv_len; i++) {
		self->iv[i] ^= 0x80;
		EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0,
				      self->plain, TEXT, out, NULL, self->iv));
		EXPECT_FALSE(same(self->cipher, out, TEXT));
		self->iv[i] ^= 0x80;
	}
	self->iv[i] ^= 0x80;
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->plain,
			      TEXT, out, NULL, self->iv));
	EXPECT_TRUE(same(self->cipher, out, TEXT));
}

/* The device reads and writes exactly the bytes of the IV. */
TEST_F(whole, iv_may_end_at_page)
{
	long page = sysconf(_SC_PAGESIZE);
	uint8_t *at = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *iv;
	uint8_t out[TEXT];

	ASSERT_NE(MAP_FAILED, at);
	ASSERT_EQ(0, munmap(at + page, page));
	iv = at + page - variant->iv_len;
	memcpy(iv, self->iv, variant->iv_len);
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT,
			      COP_FLAG_WRITE_IV, self->plain, TEXT, out, NULL,
			      iv));
	EXPECT_TRUE(same(self->cipher, out, TEXT));
	EXPECT_TRUE(same(self->iv, iv, variant->iv_len));

	memset(out, 0x5a, sizeof(out));
	EXPECT_EQ(-EFAULT, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0,
				    self->plain, TEXT, out, NULL, iv + 1));
	EXPECT_TRUE(all_are(out, sizeof(out), 0x5a));
	munmap(at, page);
}

/* Such a message cannot be cut, so it has a limit, as XTS has. */
TEST_F(whole, long_message_is_one_request)
{
	const uint32_t len = 300001;
	uint8_t *in = calloc(1, len), *out = calloc(1, len);

	ASSERT_TRUE(in && out);
	fill(in, len, 4);
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, in, len,
			      out, NULL, self->iv));
	EXPECT_EQ(0, dc_crypt(self->fd, self->ses, COP_DECRYPT, 0, out, len,
			      out, NULL, self->iv));
	EXPECT_TRUE(same(in, out, len));
	free(in);
	free(out);
}

TEST_HARNESS_MAIN
