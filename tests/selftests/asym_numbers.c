// SPDX-License-Identifier: GPL-2.0
/*
 * Public keys with numbers that are too long: a driver's arithmetic may oops,
 * and computing with them may take too long to wait for.
 */
#include "../kselftest_harness.h"
#include "lib/asym.h"
#include "lib/buffers.h"
#include "lib/test_keys.h"

/* Bytes in front of a number's own: DER's tag and length. */
#define HEAD	4

/* Writes a number of so many bytes, the first of them zeros. */
struct integer {
	uint32_t len, zeros;
};

static uint8_t *put_head(uint8_t *to, uint8_t type, uint32_t len)
{
	to[0] = type;
	to[1] = 0x82;
	to[2] = len >> 8;
	to[3] = len;
	return to + HEAD;
}

/*
 * Makes an RSAPublicKey or RSAPrivateKey in DER, of bytes 0xff that end in
 * 0xfd.
 */
static uint32_t der(uint8_t *to, bool private, const struct integer *n,
		    unsigned int nr)
{
	uint8_t *at = to + HEAD;
	unsigned int i;

	if (private) {
		memcpy(at, "\x02\x01\x00", 3);
		at += 3;
	}
	for (i = 0; i < nr; i++) {
		at = put_head(at, 2, n[i].len + 1);
		*at++ = 0;
		memset(at, 0xff, n[i].len);
		memset(at, 0, n[i].zeros);
		at += n[i].len;
		at[-1] = 0xfd;
	}
	put_head(to, 0x30, at - to - HEAD);
	return at - to;
}

FIXTURE(asym_numbers) {
	int fd;
	uint8_t key[4096];
};

FIXTURE_SETUP(asym_numbers)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(asym_numbers)
{
	close(self->fd);
}

static int make(FIXTURE_DATA(asym_numbers) *self, uint32_t number, uint32_t hash,
		bool private, const struct integer *n, unsigned int nr)
{
	uint32_t len = der(self->key, private, n, nr), ses;

	return asym_create(self->fd, private ? CRYPTODEV_CREATE_PRIVATE : 0,
			   number, hash, self->key, len, &ses);
}

#define EXPECT_PUBLIC(err, ...) do {					\
	const struct integer __n[] = { __VA_ARGS__ };			\
									\
	EXPECT_EQ(err, make(self, CRYPTODEV_RSA, 0, false, __n, 2));	\
	EXPECT_EQ(err, make(self, CRYPTODEV_RSA_PKCS1, 0, false, __n, 2)); \
	EXPECT_EQ(err, make(self, CRYPTODEV_RSA_PKCS1, CRYPTO_SHA2_256,	\
			    false, __n, 2));				\
} while (0)

/* A device may see that these keys are invalid; software accepts them. */
TEST_F(asym_numbers, longest_numbers_are_accepted)
{
	EXPECT_PUBLIC(0, { 512, 0 }, { 3, 0 });
	EXPECT_PUBLIC(0, { 1000, 488 }, { 32, 0 });
	EXPECT_PUBLIC(0, { 128, 0 }, { 100, 68 });
}

TEST_F(asym_numbers, long_public_key_is_rejected)
{
	EXPECT_PUBLIC(-EINVAL, { 513, 0 }, { 3, 0 });
	EXPECT_PUBLIC(-EINVAL, { 2048, 0 }, { 3, 0 });
	EXPECT_PUBLIC(-EINVAL, { 2049, 0 }, { 3, 0 });
	EXPECT_PUBLIC(-EINVAL, { 512, 0 }, { 33, 0 });
	EXPECT_PUBLIC(-EINVAL, { 2000, 1488 }, { 2000, 0 });
}

/* n, e, d, p, q, dP, dQ and qInv; one of them is longer than allowed. */
TEST_F(asym_numbers, long_private_key_is_rejected)
{
	const struct integer good[] = {
		{ 128, 0 }, { 3, 0 }, { 128, 0 }, { 64, 0 }, { 64, 0 },
		{ 64, 0 }, { 64, 0 }, { 64, 0 },
	};
	static const uint32_t most[] = { 512, 32, 128, 65, 65, 64, 64, 64 };
	struct integer n[8];
	int i;

	EXPECT_EQ(0, make(self, CRYPTODEV_RSA, 0, true, good, 8));
	for (i = 0; i < 8; i++) {
		memcpy(n, good, sizeof(n));
		n[i].len = most[i] + 1;
		EXPECT_EQ(-EINVAL, make(self, CRYPTODEV_RSA, 0, true, n, 8)) {
			TH_LOG("number %d", i);
		}
		/*
		 * the same length with leading zeros, which the kernel rejects
		 * for d
		 */
		if (i == 2)
			continue;
		n[i].zeros = n[i].len - good[i].len;
		EXPECT_EQ(0, make(self, CRYPTODEV_RSA, 0, true, n, 8)) {
			TH_LOG("number %d", i);
		}
	}
}

TEST_F(asym_numbers, long_group_number_is_rejected)
{
	uint32_t ses;

	memset(self->key, 0x5a, 256);
	ASSERT_EQ(0, asym_create_optional(self->fd, CRYPTODEV_FFDHE2048,
					  self->key, 64, &ses));
	if (!ses)
		SKIP(return, "this kernel has no such groups");
	EXPECT_EQ(-EINVAL, asym_create_optional(self->fd, CRYPTODEV_FFDHE2048,
						self->key, 65, &ses));
	EXPECT_EQ(-EINVAL, asym_create_optional(self->fd, CRYPTODEV_FFDHE2048,
						self->key, 256, &ses));
	memset(self->key, 0, 192);
	EXPECT_EQ(0, asym_create_optional(self->fd, CRYPTODEV_FFDHE2048,
					  self->key, 256, &ses));
}

TEST_HARNESS_MAIN
