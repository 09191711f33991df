// SPDX-License-Identifier: GPL-2.0
/*
 * Lengths of keys, macs and messages that FreeBSD's dialect allows and the
 * kernel's transforms do not.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
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
	op.crid = op.crid ?: EITHER;
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

/* Session and operation of an AEAD, or of a mac that takes a nonce. */
static const struct session2_op kinds[] = {
	{ .cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16 },
	{ .cipher = CRYPTO_CHACHA20_POLY1305, .keylen = 32 },
	{ .mac = CRYPTO_AES_NIST_GMAC, .mackeylen = 16 },
};

#define KINDS	(sizeof(kinds) / sizeof(*kinds))

static int run(FIXTURE_DATA(freebsd_lengths) *self, uint32_t ses, int op,
	       const void *src, uint32_t len, void *dst)
{
	struct crypt_op cop = {
		.ses = ses, .op = op, .len = len, .src = src, .dst = dst,
		.mac = self->mac, .iv = self->iv,
	};

	return call(self->fd, CIOCCRYPT, &cop);
}

static int all_are(const uint8_t *p, int byte, size_t len)
{
	while (len && *p == byte) {
		p++;
		len--;
	}
	return !len;
}

TEST_F(freebsd_lengths, mac_is_the_beginning_of_the_full_one)
{
	unsigned int i;
	uint32_t ses;
	int len;

	for (i = 0; i < KINDS; i++) {
		struct session2_op op = kinds[i];

		ASSERT_EQ(0, session(self, op, &ses));
		ASSERT_EQ(0, run(self, ses, COP_ENCRYPT, self->text, TEXT,
				 op.cipher ? self->out : NULL));
		memcpy(self->whole, self->mac, 16);
		for (len = 1; len <= 16; len++) {
			op.maclen = len;
			ASSERT_EQ(0, session(self, op, &ses)) {
				TH_LOG("kind %u, %d bytes", i, len);
			}
			memset(self->mac, 0xee, sizeof(self->mac));
			EXPECT_EQ(0, run(self, ses, COP_ENCRYPT, self->text,
					 TEXT, op.cipher ? self->out : NULL));
			EXPECT_EQ(0, memcmp(self->whole, self->mac, len));
			EXPECT_TRUE(all_are(self->mac + len, 0xee, 64 - len));
		}
		op.maclen = 17;
		EXPECT_EQ(EINVAL, session(self, op, &ses));
	}
}

TEST_F(freebsd_lengths, short_mac_is_verified)
{
	uint8_t sealed[TEXT];
	unsigned int i;
	uint32_t ses;
	int len;

	for (i = 0; kinds[i].cipher; i++) {
		for (len = 1; len <= 16; len++) {
			struct session2_op op = kinds[i];

			op.maclen = len;
			ASSERT_EQ(0, session(self, op, &ses));
			ASSERT_EQ(0, run(self, ses, COP_ENCRYPT, self->text,
					 TEXT, sealed));
			memset(self->mac + len, 0xee, 64 - len);
			EXPECT_EQ(0, run(self, ses, COP_DECRYPT, sealed, TEXT,
					 self->out));
			EXPECT_EQ(0, memcmp(self->text, self->out, TEXT));
			EXPECT_TRUE(all_are(self->mac + len, 0xee, 64 - len));
			memset(self->out, 0xee, TEXT);
			self->mac[len - 1] ^= 0x80;
			EXPECT_EQ(EBADMSG, run(self, ses, COP_DECRYPT, sealed,
					       TEXT, self->out));
			EXPECT_TRUE(all_are(self->out, 0xee, TEXT));
			EXPECT_EQ(EBADMSG, run(self, ses, COP_DECRYPT, sealed,
					       TEXT, NULL));
		}
	}
}

/* Long messages are pinned: a text that does not verify is wiped. */
TEST_F(freebsd_lengths, short_mac_of_a_long_message)
{
	const uint32_t len = 200000;
	uint8_t *in = malloc(len), *out = malloc(len), *back = malloc(len);
	unsigned int i;
	uint32_t ses;

	ASSERT_TRUE(in && out && back);
	for (i = 0; i < len; i++)
		in[i] = i * 7 + i / 251;
	for (i = 0; kinds[i].cipher; i++) {
		struct session2_op op = kinds[i];

		op.maclen = 10;
		ASSERT_EQ(0, session(self, op, &ses));
		ASSERT_EQ(0, run(self, ses, COP_ENCRYPT, in, len, out));
		EXPECT_EQ(0, run(self, ses, COP_DECRYPT, out, len, back));
		EXPECT_EQ(0, memcmp(in, back, len));
		out[len / 2] ^= 1;
		EXPECT_EQ(EBADMSG, run(self, ses, COP_DECRYPT, out, len, back));
		EXPECT_TRUE(all_are(back, 0, len));
		out[len / 2] ^= 1;
		self->mac[9] ^= 1;
		EXPECT_EQ(EBADMSG, run(self, ses, COP_DECRYPT, out, len, out));
		EXPECT_TRUE(all_are(out, 0, len));
	}
	free(in);
	free(out);
	free(back);
}

/* On the CPU; FreeBSD's longest message, of 256 KiB - 4, is among them. */
TEST_F(freebsd_lengths, message_of_a_mac_with_a_nonce_is_long)
{
	static const uint32_t lens[] = { 32768, 32769, 65537, 262140, 1 << 20 };
	static const struct session2_op macs[] = {
		{ .mac = CRYPTO_AES_NIST_GMAC, .mackeylen = 32,
		  .crid = CRYPTO_FLAG_SOFTWARE },
		{ .mac = CRYPTO_AES_CCM_CBC_MAC, .mackeylen = 16,
		  .crid = CRYPTO_FLAG_SOFTWARE },
	};
	uint8_t *msg = calloc(1, 1 << 20);
	unsigned int i, j;
	uint32_t ses;

	ASSERT_TRUE(!!msg);
	for (i = 0; i < sizeof(macs) / sizeof(*macs); i++) {
		ASSERT_EQ(0, session(self, macs[i], &ses));
		for (j = 0; j < sizeof(lens) / sizeof(*lens); j++) {
			uint8_t first[16];

			EXPECT_EQ(0, run(self, ses, COP_ENCRYPT, msg, lens[j],
					 NULL)) {
				TH_LOG("%u bytes", lens[j]);
			}
			EXPECT_TRUE(all_are(self->mac + 16, 0xee, 48));
			memcpy(first, self->mac, 16);
			msg[lens[j] - 1] ^= 1;
			EXPECT_EQ(0, run(self, ses, COP_ENCRYPT, msg, lens[j],
					 NULL));
			EXPECT_NE(0, memcmp(first, self->mac, 16));
			msg[lens[j] - 1] ^= 1;
		}
	}
	free(msg);
}

TEST_HARNESS_MAIN
