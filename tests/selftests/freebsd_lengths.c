// SPDX-License-Identifier: GPL-2.0
/*
 * Lengths of keys, macs and messages that FreeBSD's dialect allows and the
 * kernel's transforms do not.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <freebsd/crypto/cryptodev.h>

#include "../kselftest_harness.h"

#define EITHER	(CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE)
#define TEXT	64

FIXTURE(freebsd_lengths) {
	int fd;
	uint8_t key[NULL_MAX_KEY + 1], iv[16], text[TEXT];
	uint8_t out[TEXT + 1], mac[64], whole[16];
};

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? errno : 0;
}

FIXTURE_SETUP(freebsd_lengths)
{
	self->fd = open("/dev/crypto", O_RDWR);
	ASSERT_LE(0, self->fd);
	memset(self->key, 0x11, sizeof(self->key));
	memset(self->text, 0x22, TEXT);
	memset(self->out, 0xee, sizeof(self->out));
	memset(self->mac, 0xee, sizeof(self->mac));
}

FIXTURE_TEARDOWN(freebsd_lengths)
{
	close(self->fd);
}

static int session(FIXTURE_DATA(freebsd_lengths) *self, struct session2_op op,
		   uint32_t *ses)
{
	int err;

	op.key = op.key ?: self->key;
	op.mackey = self->key;
	op.crid = EITHER;
	err = call(self->fd, CIOCGSESSION2, &op);
	*ses = op.ses;
	return err;
}

TEST_F(freebsd_lengths, null_takes_a_key_and_ignores_it)
{
	static const int lens[] = {
		NULL_MIN_KEY, 1, 16, 128, NULL_MAX_KEY, NULL_MAX_KEY + 1, -1,
	};
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = self->text,
		.dst = self->out,
	};
	unsigned int i;

	for (i = 0; i < sizeof(lens) / sizeof(*lens); i++) {
		int wrong = lens[i] < 0 || lens[i] > NULL_MAX_KEY;
		struct session2_op op = {
			.cipher = CRYPTO_NULL_CBC, .keylen = lens[i],
		};

		EXPECT_EQ(wrong ? EINVAL : 0, session(self, op, &cop.ses)) {
			TH_LOG("key of %d bytes", lens[i]);
		}
		if (wrong)
			continue;
		memset(self->out, 0xee, sizeof(self->out));
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_EQ(0, memcmp(self->text, self->out, TEXT));
		EXPECT_EQ(0xee, self->out[TEXT]);
	}
}

/* The number without a key length stands for a mac with any of the three. */
TEST_F(freebsd_lengths, gmac_has_two_numbers)
{
	static const int lens[] = { 16, 24, 32 };
	struct crypt_op cop = {
		.len = TEXT, .src = self->text, .iv = self->iv,
	};
	unsigned int i;
	uint32_t ses;

	for (i = 0; i < 3; i++) {
		struct session2_op op = {
			.mac = CRYPTO_AES_NIST_GMAC, .mackeylen = lens[i],
			.ivlen = AES_GCM_IV_LEN,
		};

		ASSERT_EQ(0, session(self, op, &cop.ses));
		cop.mac = self->mac;
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		op.mac = CRYPTO_AES_128_NIST_GMAC + i;
		ASSERT_EQ(0, session(self, op, &cop.ses));
		cop.mac = self->whole;
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_EQ(0, memcmp(self->mac, self->whole, 16));
		op.mac = CRYPTO_AES_NIST_GMAC;
		op.mackeylen++;
		EXPECT_EQ(EINVAL, session(self, op, &ses));
		op.mac = 0;
		op.cipher = CRYPTO_AES_NIST_GMAC;
		op.keylen = 16;
		EXPECT_EQ(EINVAL, session(self, op, &ses));
	}
}

TEST_HARNESS_MAIN
