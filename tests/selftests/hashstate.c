// SPDX-License-Identifier: GPL-2.0
/*
 * The running hash of a session: calls that update it, that end it, that leave
 * it alone, and copies of it. Another session computes the expected digest in
 * one call; kat_hash tests that those are right.
 */
#include "../kselftest_harness.h"

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/devcrypto.h"

#define MSG_LEN	(200 * 1024)	/* longer than one update of the transform */
#define UNSET	0xc3		/* fills digests that have not been written */

FIXTURE(hash)
{
	int fd;
	uint32_t ses;		/* the session under test */
	uint32_t other;		/* another one with the same hash and key */
	uint32_t at_once;	/* a third one, for the expected digests */
	uint8_t *msg;		/* MSG_LEN bytes before an inaccessible page */
	uint8_t *nowhere;	/* an inaccessible page */
	uint8_t mac[HASH_MAX_LEN];
	uint8_t want[HASH_MAX_LEN];
};

/**
 * @mac: the hash or mac
 * @len: bytes of its digest
 * @keylen: bytes of its key
 */
FIXTURE_VARIANT(hash)
{
	uint32_t mac;
	uint32_t len;
	uint32_t keylen;
};

FIXTURE_VARIANT_ADD(hash, md5) { CRYPTO_MD5, 16, 0 };
FIXTURE_VARIANT_ADD(hash, sha1) { CRYPTO_SHA1, 20, 0 };
FIXTURE_VARIANT_ADD(hash, ripemd160) { CRYPTO_RIPEMD160, 20, 0 };
FIXTURE_VARIANT_ADD(hash, sha224) { CRYPTO_SHA2_224, 28, 0 };
FIXTURE_VARIANT_ADD(hash, sha256) { CRYPTO_SHA2_256, 32, 0 };
FIXTURE_VARIANT_ADD(hash, sha384) { CRYPTO_SHA2_384, 48, 0 };
FIXTURE_VARIANT_ADD(hash, sha512) { CRYPTO_SHA2_512, 64, 0 };
FIXTURE_VARIANT_ADD(hash, hmac_md5) { CRYPTO_MD5_HMAC, 16, 77 };
FIXTURE_VARIANT_ADD(hash, hmac_sha1) { CRYPTO_SHA1_HMAC, 20, 77 };
FIXTURE_VARIANT_ADD(hash, hmac_ripemd160) { CRYPTO_RIPEMD160_HMAC, 20, 77 };
FIXTURE_VARIANT_ADD(hash, hmac_sha224) { CRYPTO_SHA2_224_HMAC, 28, 77 };
FIXTURE_VARIANT_ADD(hash, hmac_sha256) { CRYPTO_SHA2_256_HMAC, 32, 77 };
FIXTURE_VARIANT_ADD(hash, hmac_sha384) { CRYPTO_SHA2_384_HMAC, 48, 77 };
FIXTURE_VARIANT_ADD(hash, hmac_sha512) { CRYPTO_SHA2_512_HMAC, 64, 77 };
FIXTURE_VARIANT_ADD(hash, aes_cmac) { CRYPTO_AES_CMAC, 16, 32 };
FIXTURE_VARIANT_ADD(hash, aes_xcbc) { CRYPTO_AES_XCBC_MAC, 16, 16 };
FIXTURE_VARIANT_ADD(hash, aes_xcbc_96) { CRYPTO_AES_XCBC_MAC_96, 12, 16 };

FIXTURE_SETUP(hash)
{
	uint32_t *ses[] = { &self->ses, &self->other, &self->at_once };
	uint8_t key[77];
	unsigned int i;

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(key, sizeof(key), 1);
	for (i = 0; i < ARRAY_SIZE(ses); i++)
		ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, variant->mac, key,
					variant->keylen, ses[i]));
	self->msg = guarded(MSG_LEN);
	self->nowhere = pages(page_size());
	ASSERT_TRUE(self->msg && self->nowhere);
	fill(self->msg, brief(MSG_LEN, 8192), 2);
	ASSERT_EQ(0, mprotect(self->nowhere, page_size(), PROT_NONE));
	memset(self->mac, UNSET, sizeof(self->mac));
}

FIXTURE_TEARDOWN(hash)
{
	guarded_free(self->msg, MSG_LEN);
	close(self->fd);
}

/* Asserts the result of a call of the session under test. */
#define HASH(error, flags, src, len, mac)				\
	ASSERT_EQ(error, dc_hash(self->fd, self->ses, flags, src, len, mac))

/*
 * Asserts that self->mac holds the digest of these bytes and nothing after it
 * is written; clears it again.
 */
#define EXPECT_DIGEST(src, n) do {					\
	memset(self->want, UNSET, sizeof(self->want));			\
	ASSERT_EQ(0, dc_hash(self->fd, self->at_once, 0, src, n,	\
			     self->want));				\
	EXPECT_TRUE(same(self->mac, self->want, sizeof(self->want)));	\
	EXPECT_FALSE(all_are(self->want, variant->len, UNSET));		\
	EXPECT_TRUE(all_are(self->want + variant->len,			\
			    sizeof(self->want) - variant->len, UNSET));	\
	memset(self->mac, UNSET, sizeof(self->mac));			\
} while (0)

#define EXPECT_NO_DIGEST()						\
	EXPECT_TRUE(all_are(self->mac, sizeof(self->mac), UNSET))

TEST_F(hash, digest_of_pieces)
{
	static const uint32_t lens[] = {
		1, 62, 64, 1, 127, 128, 129, 4096, 4095, 70000, 3, 65536,
	};
	uint32_t done = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++, done += lens[i - 1]) {
		HASH(0, COP_FLAG_UPDATE, self->msg + done, lens[i], self->mac);
		EXPECT_NO_DIGEST();
	}
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(self->msg, done);
}

TEST_F(hash, final_adds_data)
{
	HASH(0, COP_FLAG_UPDATE, self->msg, 100, NULL);
	HASH(0, COP_FLAG_FINAL, self->msg + 100, 200, self->mac);
	EXPECT_DIGEST(self->msg, 300);

	HASH(0, COP_FLAG_UPDATE, self->msg, 100, NULL);
	HASH(0, COP_FLAG_UPDATE | COP_FLAG_FINAL, self->msg + 100, 7,
	     self->mac);
	EXPECT_DIGEST(self->msg, 107);
}

/* FINAL without an update, and that it leaves nothing behind. */
TEST_F(hash, final_ends_hash)
{
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(NULL, 0);
	HASH(0, COP_FLAG_FINAL, self->msg, 11, self->mac);
	EXPECT_DIGEST(self->msg, 11);
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(NULL, 0);
	HASH(0, COP_FLAG_UPDATE, self->msg, 5, NULL);
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(self->msg, 5);
	HASH(0, COP_FLAG_UPDATE, self->msg + 9, 90, NULL);
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(self->msg + 9, 90);
}

/* An UPDATE with no data gives the digest so far. */
TEST_F(hash, empty_update_returns_digest)
{
	HASH(0, COP_FLAG_UPDATE, self->msg, 1000, NULL);
	HASH(0, COP_FLAG_UPDATE, NULL, 0, self->mac);
	EXPECT_DIGEST(self->msg, 1000);
	HASH(0, COP_FLAG_UPDATE | COP_FLAG_RESET, NULL, 0, self->mac);
	EXPECT_DIGEST(NULL, 0);
}

TEST_F(hash, reset_starts_again)
{
	HASH(0, COP_FLAG_UPDATE, self->msg, 333, NULL);
	HASH(0, COP_FLAG_UPDATE | COP_FLAG_RESET, self->msg + 1, 20, self->mac);
	EXPECT_NO_DIGEST();
	HASH(0, COP_FLAG_UPDATE, self->msg + 21, 400, NULL);
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(self->msg + 1, 420);

	HASH(0, COP_FLAG_UPDATE, self->msg, 333, NULL);
	HASH(0, COP_FLAG_FINAL | COP_FLAG_RESET, self->msg, 4, self->mac);
	EXPECT_DIGEST(self->msg, 4);

	HASH(0, COP_FLAG_UPDATE, self->msg, 333, NULL);
	HASH(0, COP_FLAG_FINAL | COP_FLAG_RESET, NULL, 0, self->mac);
	EXPECT_DIGEST(NULL, 0);
}

/*
 * Without UPDATE, FINAL or RESET a call hashes one message, whatever is
 * running.
 */
TEST_F(hash, one_shot_does_not_change_running_hash)
{
	static const int flags[] = {
		0, COP_FLAG_NO_ZC, COP_FLAG_WRITE_IV,
		COP_FLAG_NO_ZC | COP_FLAG_WRITE_IV,
	};
	unsigned int i;

	HASH(0, COP_FLAG_UPDATE, self->msg, 50, NULL);
	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		HASH(0, flags[i], self->msg + 7, 5000, self->mac);
		EXPECT_DIGEST(self->msg + 7, 5000);
		HASH(0, flags[i], NULL, 0, self->mac);
		EXPECT_DIGEST(NULL, 0);
	}
	HASH(-EFAULT, 0, self->msg, 10, self->nowhere);
	HASH(-EFAULT, 0, self->nowhere, 10, self->mac);
	EXPECT_NO_DIGEST();
	HASH(0, COP_FLAG_FINAL, self->msg + 50, 50, self->mac);
	EXPECT_DIGEST(self->msg, 100);
}

TEST_F(hash, reset_alone_drops_the_running_hash)
{
	static const uint32_t lens[] = { 0, 10, 5000, 70000 };
	struct cryptodev_req r;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		HASH(0, COP_FLAG_UPDATE, self->msg, 50, NULL);
		HASH(0, COP_FLAG_RESET, self->msg + 7, lens[i], self->mac);
		EXPECT_DIGEST(self->msg + 7, lens[i]);
		HASH(0, COP_FLAG_FINAL, self->msg + 50, 50, self->mac);
		EXPECT_DIGEST(self->msg + 50, 50);
	}
	/* not if the call fails */
	HASH(0, COP_FLAG_UPDATE, self->msg, 50, NULL);
	HASH(-EFAULT, COP_FLAG_RESET, self->msg, 10, self->nowhere);
	HASH(-EFAULT, COP_FLAG_RESET, self->nowhere, 10, self->mac);
	HASH(0, COP_FLAG_FINAL, self->msg + 50, 50, self->mac);
	EXPECT_DIGEST(self->msg, 100);
	/* an asynchronous request */
	HASH(0, COP_FLAG_UPDATE, self->msg, 50, NULL);
	r = (struct cryptodev_req) {
		.ses = self->ses, .flags = CRYPTODEV_REQ_RESET, .len = 20,
		.src = (uintptr_t)self->msg, .mac = (uintptr_t)self->mac,
	};
	ASSERT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1));
	ASSERT_EQ(0, r.result);
	EXPECT_DIGEST(self->msg, 20);
	HASH(0, COP_FLAG_FINAL, self->msg + 50, 50, self->mac);
	EXPECT_DIGEST(self->msg + 50, 50);
}

TEST_F(hash, sessions_have_separate_state)
{
	int fd = self->fd;

	HASH(0, COP_FLAG_UPDATE, self->msg, 50, NULL);
	ASSERT_EQ(0, dc_hash(fd, self->other, COP_FLAG_UPDATE, self->msg + 3,
			     60, NULL));
	HASH(0, COP_FLAG_UPDATE, self->msg + 50, 50, NULL);
	ASSERT_EQ(0, dc_hash(fd, self->other, COP_FLAG_FINAL, NULL, 0,
			     self->mac));
	EXPECT_DIGEST(self->msg + 3, 60);
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(self->msg, 100);
}

/* A call that fails neither updates nor ends the hash. */
TEST_F(hash, failed_call_does_not_update)
{
	uint8_t *end = self->msg + MSG_LEN;

	HASH(0, COP_FLAG_UPDATE, self->msg, 150, NULL);
	HASH(-EFAULT, COP_FLAG_FINAL, NULL, 0, self->nowhere);
	HASH(-EFAULT, COP_FLAG_FINAL, NULL, 0, NULL);
	HASH(-EFAULT, COP_FLAG_FINAL, self->msg, 9, self->nowhere);
	HASH(-EFAULT, COP_FLAG_FINAL, self->nowhere, 9, self->mac);
	HASH(-EFAULT, COP_FLAG_FINAL | COP_FLAG_RESET, self->msg, 9,
	     self->nowhere);
	HASH(-EFAULT, COP_FLAG_UPDATE, NULL, 0, self->nowhere);
	HASH(-EFAULT, COP_FLAG_UPDATE, self->nowhere, 9, self->mac);
	HASH(-EFAULT, COP_FLAG_UPDATE | COP_FLAG_RESET, self->nowhere, 9, NULL);
	HASH(-EFAULT, COP_FLAG_UPDATE, end - 40, 41, NULL);
	HASH(-EFAULT, COP_FLAG_UPDATE, self->msg, MSG_LEN + 1, NULL);
	HASH(-EFAULT, COP_FLAG_UPDATE | COP_FLAG_NO_ZC, self->msg, MSG_LEN + 1,
	     NULL);
	HASH(-EINVAL, COP_FLAG_UPDATE | 0x80, self->msg, 9, self->mac);
	EXPECT_NO_DIGEST();
	HASH(0, COP_FLAG_FINAL, self->msg + 150, 150, self->mac);
	EXPECT_DIGEST(self->msg, 300);
}

/* One prefix, hashed once, of two messages. */
TEST_F(hash, copy_of_running_hash)
{
	struct cphash_op op = { .dst_ses = self->other, .src_ses = self->ses };
	int fd = self->fd;

	HASH(0, COP_FLAG_UPDATE, self->msg, 5000, NULL);
	/* the copy replaces the other's running hash */
	ASSERT_EQ(0, dc_hash(fd, self->other, COP_FLAG_UPDATE, self->msg + 1,
			     60, NULL));
	ASSERT_EQ(0, dc_ioctl(fd, CIOCCPHASH, &op));
	ASSERT_EQ(0, dc_hash(fd, self->other, COP_FLAG_FINAL,
			     self->msg + 5000, 100, self->mac));
	EXPECT_DIGEST(self->msg, 5100);
	HASH(0, COP_FLAG_UPDATE, self->msg + 5000, 3, NULL);
	HASH(0, COP_FLAG_FINAL, self->msg + 5003, 7, self->mac);
	EXPECT_DIGEST(self->msg, 5010);
}

TEST_F(hash, copy_of_a_copy)
{
	struct cphash_op there = {
		.dst_ses = self->other, .src_ses = self->ses,
	};
	struct cphash_op back = {
		.dst_ses = self->ses, .src_ses = self->other,
	};

	HASH(0, COP_FLAG_UPDATE, self->msg, 71, NULL);
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCCPHASH, &there));
	HASH(0, COP_FLAG_FINAL, self->msg + 71, 1, self->mac);
	EXPECT_DIGEST(self->msg, 72);
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCCPHASH, &back));
	HASH(0, COP_FLAG_FINAL, self->msg + 71, 2, self->mac);
	EXPECT_DIGEST(self->msg, 73);
	ASSERT_EQ(0, dc_hash(self->fd, self->other, COP_FLAG_FINAL, NULL, 0,
			     self->mac));
	EXPECT_DIGEST(self->msg, 71);
}

/* A hash that has not begun, or has ended, can be copied too. */
TEST_F(hash, copy_of_empty_hash)
{
	struct cphash_op op = { .dst_ses = self->ses, .src_ses = self->other };
	int fd = self->fd;

	HASH(0, COP_FLAG_UPDATE, self->msg, 71, NULL);
	ASSERT_EQ(0, dc_ioctl(fd, CIOCCPHASH, &op));
	HASH(0, COP_FLAG_FINAL, self->msg, 30, self->mac);
	EXPECT_DIGEST(self->msg, 30);

	ASSERT_EQ(0, dc_hash(fd, self->other, COP_FLAG_FINAL, self->msg, 8,
			     self->mac));
	EXPECT_DIGEST(self->msg, 8);
	HASH(0, COP_FLAG_UPDATE, self->msg, 71, NULL);
	ASSERT_EQ(0, dc_ioctl(fd, CIOCCPHASH, &op));
	HASH(0, COP_FLAG_FINAL, NULL, 0, self->mac);
	EXPECT_DIGEST(NULL, 0);
}

TEST_F(hash, copy_onto_itself)
{
	struct cphash_op op = { .dst_ses = self->ses, .src_ses = self->ses };

	HASH(0, COP_FLAG_UPDATE, self->msg, 700, NULL);
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCCPHASH, &op));
	HASH(0, COP_FLAG_FINAL, self->msg + 700, 70, self->mac);
	EXPECT_DIGEST(self->msg, 770);
}

/* A copy that is rejected changes neither session. */
TEST_F(hash, rejected_copy_changes_nothing)
{
	bool hmac = variant->mac == CRYPTO_SHA1_HMAC;
	struct cphash_op op = { .dst_ses = self->ses };
	uint32_t different, cipher;
	int fd = self->fd;

	ASSERT_EQ(0, dc_session(fd, 0, NULL, 0, hmac ? CRYPTO_SHA2_224_HMAC :
				CRYPTO_SHA1_HMAC, "k", 1, &different));
	ASSERT_EQ(0, dc_session(fd, CRYPTO_NULL, NULL, 0, 0, NULL, 0, &cipher));

	HASH(0, COP_FLAG_UPDATE, self->msg, 99, NULL);
	op.src_ses = different;
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &op));
	op.src_ses = cipher;
	EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(fd, CIOCCPHASH, &op));
	ASSERT_EQ(0, dc_free(fd, cipher));
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &op));
	op.src_ses = 0;
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &op));
	op = (struct cphash_op) { .dst_ses = different, .src_ses = self->ses };
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &op));
	HASH(0, COP_FLAG_FINAL, self->msg + 99, 1, self->mac);
	EXPECT_DIGEST(self->msg, 100);
}

/* In a session with a cipher, a call that fails does not move the IV either. */
TEST_F(hash, failed_call_does_not_move_iv)
{
	uint8_t out[64], want[64], key[16] = { 5 }, iv[16] = { 6 };
	uint32_t alone, both;
	int fd = self->fd;

	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&alone));
	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CBC, key, 16,
				variant->keylen ? CRYPTO_MD5 : variant->mac,
				NULL, 0, &both));
	/* a session of a cipher alone ignores the flags of hashes */
	ASSERT_EQ(0, dc_crypt(fd, alone, COP_ENCRYPT, COP_FLAG_UPDATE |
			      COP_FLAG_RESET, self->msg, 64, want, NULL, iv));
	ASSERT_EQ(0, dc_crypt(fd, both, COP_ENCRYPT, COP_FLAG_UPDATE,
			      self->msg, 32, out, NULL, iv));
	memset(out + 32, 0x99, 32);
	EXPECT_EQ(-EFAULT, dc_crypt(fd, both, COP_ENCRYPT, COP_FLAG_FINAL,
				    self->msg + 32, 32, out + 32,
				    self->nowhere, NULL));
	EXPECT_TRUE(all_are(out + 32, 32, 0x99));
	EXPECT_EQ(-EFAULT, dc_crypt(fd, both, COP_ENCRYPT, COP_FLAG_FINAL,
				    self->msg + 32, 32, self->nowhere,
				    self->mac, NULL));
	EXPECT_NO_DIGEST();
	ASSERT_EQ(0, dc_crypt(fd, both, COP_ENCRYPT, COP_FLAG_FINAL,
			      self->msg + 32, 32, out + 32, self->mac, NULL));
	EXPECT_TRUE(same(out, want, 64));
	if (!variant->keylen)
		EXPECT_DIGEST(self->msg, 64);
}

TEST_HARNESS_MAIN
