// SPDX-License-Identifier: GPL-2.0
/*
 * The NetBSD dialect: sessions, CIOCCRYPT, and requests that are fetched later, as
 * crypto(4) of NetBSD 7 to 10 and its header describe them. Expected values are
 * from NIST SP 800-38A, RFC 3686, RFC 4231 and the GCM specification; others are
 * computed by a second session.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <netbsd/crypto/cryptodev.h>

#include "../kselftest_harness.h"
#include "lib/dsa.h"
#include "lib/key_available.h"
#include "lib/linux_auth.h"
#include "lib/seal.h"

#define TEXT 32

/* NIST SP 800-38A, F.2.1: CBC-AES128. */
static uint8_t aes_key[16] = {
	0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6,
	0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c,
};

static uint8_t cbc_iv[16] = {
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
};

static uint8_t text[TEXT] = {
	0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96,
	0xe9, 0x3d, 0x7e, 0x11, 0x73, 0x93, 0x17, 0x2a,
	0xae, 0x2d, 0x8a, 0x57, 0x1e, 0x03, 0xac, 0x9c,
	0x9e, 0xb7, 0x6f, 0xac, 0x45, 0xaf, 0x8e, 0x51,
};

static uint8_t cbc_text[TEXT] = {
	0x76, 0x49, 0xab, 0xac, 0x81, 0x19, 0xb2, 0x46,
	0xce, 0xe9, 0x8e, 0x9b, 0x12, 0xe9, 0x19, 0x7d,
	0x50, 0x86, 0xcb, 0x9b, 0x50, 0x72, 0x19, 0xee,
	0x95, 0xdb, 0x11, 0x3a, 0x91, 0x76, 0x78, 0xb2,
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

static int all_are(const uint8_t *p, int byte, size_t len)
{
	while (len && *p == byte) {
		p++;
		len--;
	}
	return !len;
}

FIXTURE(netbsd) {
	int fd;
	uint8_t in[TEXT + 32];
	uint8_t out[TEXT + 32];
	uint8_t mac[64];
};

FIXTURE_SETUP(netbsd)
{
	self->fd = open("/dev/crypto", O_RDWR);
	ASSERT_LE(0, self->fd);
	memset(self->out, 0xee, sizeof(self->out));
	memset(self->mac, 0xee, sizeof(self->mac));
}

FIXTURE_TEARDOWN(netbsd)
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

static int mac_session(int fd, uint32_t mac, void *key, int len, uint32_t *ses)
{
	struct session_op op = {
		.mac = mac, .mackeylen = len, .mackey = key,
	};

	return gsession(fd, &op, ses);
}

TEST_F(netbsd, cbc_encrypts_as_sp_800_38a_says)
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
	cop.op = COP_COMP;
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(netbsd, encryption_without_an_iv_makes_a_random_one)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = 16 + TEXT, .src = self->in,
		.dst = self->out,
	};
	uint8_t first[16 + TEXT];

	memset(self->in, 0x55, 16);
	memcpy(self->in + 16, text, TEXT);
	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_TRUE(all_are(self->out + 16 + TEXT, 0xee, 16));
	memcpy(first, self->out, sizeof(first));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_NE(0, memcmp(first, self->out, 16));
	/* Decryption takes the IV from where encryption has put it. */
	cop.op = COP_DECRYPT;
	cop.src = first;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(first, self->out, 16));
	EXPECT_EQ(0, memcmp(text, self->out + 16, TEXT));
}

TEST_F(netbsd, encryption_without_an_iv_works_in_place)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = 16 + TEXT, .src = self->in,
		.dst = self->in,
	};

	memcpy(self->in + 16, text, TEXT);
	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_NE(0, memcmp(text, self->in + 16, TEXT));
	cop.op = COP_DECRYPT;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(text, self->in + 16, TEXT));
}

/* The session has an IV that an earlier request left, which is not used. */
TEST_F(netbsd, data_without_an_address_has_no_iv)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text, .dst = self->in,
		.iv = cbc_iv,
	};

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	ASSERT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	cop.src = NULL;
	cop.dst = self->out;
	cop.iv = NULL;
	cop.len = 16;
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, &cop));
	cop.op = COP_DECRYPT;
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
}

TEST_F(netbsd, iv_where_none_is_used_is_refused)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .mac = self->mac, .iv = cbc_iv,
	};
	struct session_op null = { .cipher = CRYPTO_NULL_CBC };

	ASSERT_EQ(0, gsession(self->fd, &null, &cop.ses));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_SHA1, NULL, 0, &cop.ses));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCCRYPT, &cop));
	cop.iv = NULL;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
}

TEST_F(netbsd, null_takes_a_key_and_ignores_it)
{
	static uint8_t key[257];
	struct session_op op = { .cipher = CRYPTO_NULL_CBC, .key = key };
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text, .dst = self->out,
	};

	for (op.keylen = 0; op.keylen <= 256; op.keylen += 16) {
		EXPECT_EQ(0, gsession(self->fd, &op, &cop.ses));
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_EQ(0, memcmp(text, self->out, TEXT));
	}
	op.keylen = 257;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &cop.ses));
}

/* RFC 3686, test vector 1: the last four bytes of the key are the nonce. */
TEST_F(netbsd, ctr_is_that_of_rfc_3686)
{
	static uint8_t key[20] = {
		0xae, 0x68, 0x52, 0xf8, 0x12, 0x10, 0x67, 0xcc,
		0x4b, 0xf7, 0xa5, 0x76, 0x55, 0x77, 0xf3, 0x9e,
		0x00, 0x00, 0x00, 0x30,
	};
	static uint8_t iv[8], plain[] = "Single block msg";
	static const uint8_t sealed[16] = {
		0xe4, 0x09, 0x5d, 0x4f, 0xb7, 0xa7, 0xb3, 0x79,
		0x2d, 0x61, 0x75, 0xa3, 0x26, 0x13, 0x11, 0xb8,
	};
	struct session_op op = {
		.cipher = CRYPTO_AES_CTR, .keylen = 20, .key = key,
	};
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = 16, .src = plain,
		.dst = self->out, .iv = iv,
	};

	ASSERT_EQ(0, gsession(self->fd, &op, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(sealed, self->out, 16));
	op.keylen = 16;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &cop.ses));
}

/* RFC 4231, test case 2, whose key is filled up with zeros to the full length. */
TEST_F(netbsd, sha2_macs_are_half_of_the_digest)
{
	static uint8_t key[32] = "Jefe";
	static uint8_t data[] = "what do ya want for nothing?";
	static const uint8_t expected[16] = {
		0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e,
		0x6a, 0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xc7,
	};
	struct crypt_op cop = { .len = 28, .src = data, .mac = self->mac };

	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_SHA2_256_HMAC, key, 32,
				 &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(expected, self->mac, 16));
	EXPECT_TRUE(all_are(self->mac + 16, 0xee, 48));
}

TEST_F(netbsd, macs_have_the_lengths_of_the_system)
{
	static const struct {
		uint32_t mac;
		int keylen, maclen;
	} cases[] = {
		{ CRYPTO_MD5, 0, 16 }, { CRYPTO_SHA1, 0, 20 },
		{ CRYPTO_MD5_HMAC, 16, 16 }, { CRYPTO_SHA1_HMAC, 20, 20 },
		{ CRYPTO_MD5_HMAC_96, 16, 12 }, { CRYPTO_SHA1_HMAC_96, 20, 12 },
		{ CRYPTO_RIPEMD160_HMAC, 20, 20 },
		{ CRYPTO_RIPEMD160_HMAC_96, 20, 12 },
		{ CRYPTO_SHA2_384_HMAC, 48, 24 },
		{ CRYPTO_SHA2_512_HMAC, 64, 32 },
		{ CRYPTO_AES_XCBC_MAC_96, 16, 12 },
	};
	static uint8_t key[65];
	struct crypt_op cop = { .len = TEXT, .src = text, .mac = self->mac };
	unsigned int i;
	uint32_t ses;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		memset(self->mac, 0xee, 64);
		EXPECT_EQ(0, mac_session(self->fd, cases[i].mac, key,
					 cases[i].keylen, &cop.ses));
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_FALSE(all_are(self->mac, 0xee, cases[i].maclen));
		EXPECT_TRUE(all_are(self->mac + cases[i].maclen, 0xee,
				    64 - cases[i].maclen));
		EXPECT_EQ(EINVAL, mac_session(self->fd, cases[i].mac, key,
					      cases[i].keylen + 1, &ses));
	}
}

/* The mac is of the input in both directions, and nobody verifies it. */
TEST_F(netbsd, mac_beside_a_cipher_is_of_the_input)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
		.mac = CRYPTO_SHA1_HMAC, .mackeylen = 20, .mackey = cbc_text,
	};
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .mac = self->mac, .iv = cbc_iv,
	};
	struct crypt_op alone = { .len = TEXT, .src = text, .mac = self->in };

	ASSERT_EQ(0, gsession(self->fd, &op, &cop.ses));
	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_SHA1_HMAC, cbc_text, 20,
				 &alone.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &alone));
	EXPECT_EQ(0, memcmp(self->in, self->mac, 20));
	cop.op = COP_DECRYPT;
	cop.src = alone.src = cbc_text;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(text, self->out, TEXT));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &alone));
	EXPECT_EQ(0, memcmp(self->in, self->mac, 20));
}

TEST_F(netbsd, mac_covers_an_iv_in_the_data)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
		.mac = CRYPTO_SHA1_HMAC, .mackeylen = 20, .mackey = cbc_text,
	};
	struct crypt_op cop = {
		.op = COP_DECRYPT, .len = 16 + TEXT, .src = self->in,
		.dst = self->out, .mac = self->mac,
	};
	struct crypt_op alone = { .len = 16 + TEXT, .src = self->in };
	uint8_t expected[20];

	memcpy(self->in, cbc_iv, 16);
	memcpy(self->in + 16, cbc_text, TEXT);
	ASSERT_EQ(0, gsession(self->fd, &op, &cop.ses));
	ASSERT_EQ(0, mac_session(self->fd, CRYPTO_SHA1_HMAC, cbc_text, 20,
				 &alone.ses));
	alone.mac = expected;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &alone));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_iv, self->out, 16));
	EXPECT_EQ(0, memcmp(text, self->out + 16, TEXT));
	EXPECT_EQ(0, memcmp(expected, self->mac, 20));
}

/* GCM specification, test case 3, whose IV is the salt and eight bytes. */
TEST_F(netbsd, gcm_has_its_salt_in_the_key_and_verifies_nothing)
{
	static uint8_t key[20] = {
		0xfe, 0xff, 0xe9, 0x92, 0x86, 0x65, 0x73, 0x1c,
		0x6d, 0x6a, 0x8f, 0x94, 0x67, 0x30, 0x83, 0x08,
		0xca, 0xfe, 0xba, 0xbe,
	};
	static uint8_t iv[8] = {
		0xfa, 0xce, 0xdb, 0xad, 0xde, 0xca, 0xf8, 0x88,
	};
	static uint8_t plain[16] = {
		0xd9, 0x31, 0x32, 0x25, 0xf8, 0x84, 0x06, 0xe5,
		0xa5, 0x59, 0x09, 0xc5, 0xaf, 0xf5, 0x26, 0x9a,
	};
	static const uint8_t sealed[16] = {
		0x42, 0x83, 0x1e, 0xc2, 0x21, 0x77, 0x74, 0x24,
		0x4b, 0x72, 0x21, 0xb7, 0x84, 0xd0, 0xd4, 0x9c,
	};
	struct session_op op = {
		.cipher = CRYPTO_AES_GCM_16, .keylen = 20, .key = key,
		.mac = CRYPTO_AES_128_GMAC, .mackeylen = 20, .mackey = key,
	};
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = 16, .src = plain,
		.dst = self->out, .mac = self->mac, .iv = iv,
	};
	uint8_t tag[16], back[16];

	ASSERT_EQ(0, gsession(self->fd, &op, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(sealed, self->out, 16));
	EXPECT_TRUE(all_are(self->mac + 16, 0xee, 48));
	memcpy(tag, self->mac, 16);
	memset(self->mac, 0, 16);
	cop.op = COP_DECRYPT;
	cop.src = self->out;
	cop.dst = back;
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(plain, back, 16));
	EXPECT_EQ(0, memcmp(tag, self->mac, 16));
	op.mackeylen = 16;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &cop.ses));
	op.mackeylen = 20;
	op.mac = CRYPTO_AES_256_GMAC;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &cop.ses));
}

/*
 * A call of another dialect has the tag after the ciphertext, and the output has no
 * room for it. There the tag is verified.
 */
TEST_F(netbsd, gcm_verifies_in_calls_of_linux)
{
	enum { LEN = 8192, TAG = 16 };
	static uint8_t key[20] = { 1 }, iv[8] = { 2 };
	struct session_op op = {
		.cipher = CRYPTO_AES_GCM_16, .keylen = 20, .key = key,
		.mac = CRYPTO_AES_128_GMAC, .mackeylen = 20, .mackey = key,
	};
	static uint8_t text[LEN], sealed[LEN + TAG], back[LEN + TAG];
	struct linux_auth a = {
		.len = LEN, .src = text, .dst = sealed, .iv = iv, .iv_len = 8,
	};
	unsigned int i;

	for (i = 0; i < LEN; i++)
		text[i] = i + i / 256;
	memset(back, 0xee, sizeof(back));
	ASSERT_EQ(0, gsession(self->fd, &op, &a.ses));
	EXPECT_EQ(0, linux_auth(self->fd, &a));
	a.decrypt = true;
	a.len = LEN + TAG;
	a.src = sealed;
	a.dst = back;
	EXPECT_EQ(0, linux_auth(self->fd, &a));
	EXPECT_EQ(0, memcmp(text, back, LEN));
	EXPECT_TRUE(all_are(back + LEN, 0xee, TAG));
	memset(back, 0xee, LEN);
	sealed[LEN] ^= 1;
	EXPECT_EQ(-EBADMSG, linux_auth(self->fd, &a));
	for (i = 0; i < LEN && (!back[i] || back[i] == 0xee);)
		i++;
	EXPECT_EQ(LEN, i);
	EXPECT_TRUE(all_are(back + LEN, 0xee, TAG));
	sealed[LEN] ^= 1;
	a.dst = sealed;
	EXPECT_EQ(0, linux_auth(self->fd, &a));
	EXPECT_EQ(0, memcmp(text, sealed, LEN));
}

/* The mac of a session with a cipher is that of one message. */
TEST_F(netbsd, mac_of_a_cipher_cannot_be_updated)
{
	static uint8_t key[20] = { 1 }, iv[16] = { 2 }, text[64] = { 3 };
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = key,
		.mac = CRYPTO_SHA1_HMAC, .mackeylen = 20, .mackey = key,
	};
	struct linux_auth a = {
		.len = 64, .src = text, .dst = self->out, .iv = iv,
	};
	int i;

	ASSERT_EQ(0, gsession(self->fd, &op, &a.ses));
	memset(self->out, 0xee, 64);
	for (i = 0; i < 4; i++) {
		a.decrypt = i / 2;
		EXPECT_EQ(-EOPNOTSUPP, linux_update(self->fd, &a, i % 2,
						    self->mac));
		EXPECT_EQ(-EOPNOTSUPP, linux_update(self->fd, &a, i % 2,
						    (void *)8));
	}
	EXPECT_TRUE(all_are(self->out, 0xee, 64));
}

TEST_F(netbsd, several_sessions_have_a_status_each)
{
	struct session_n_op ops[3];
	struct crypt_sgop sgop = { .count = 3, .sessions = ops };
	uint32_t ids[4];
	struct crypt_sfop sfop = { .count = 4, .sesid = ids };

	memset(ops, 0, sizeof(ops));
	ops[0].cipher = CRYPTO_AES_CBC;
	ops[0].keylen = 16;
	ops[0].key = aes_key;
	ops[1] = ops[0];
	ops[1].keylen = 15;
	ops[2] = ops[0];
	EXPECT_EQ(0, call(self->fd, CIOCNGSESSION, &sgop));
	EXPECT_EQ(0, ops[0].status);
	EXPECT_EQ(EINVAL, ops[1].status);
	EXPECT_EQ(0, ops[2].status);
	EXPECT_NE(0, ops[0].ses);
	EXPECT_NE(0, ops[1].ses);
	EXPECT_NE(ops[0].ses, ops[2].ses);
	ids[0] = ops[0].ses;
	ids[1] = 999999;
	ids[2] = 0;
	ids[3] = ops[2].ses;
	EXPECT_EQ(0, call(self->fd, CIOCNFSESSION, &sfop));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCFSESSION, &ids[0]));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCFSESSION, &ids[3]));
}

TEST_F(netbsd, nfsession_has_either_encoding)
{
	uint32_t ses;
	struct crypt_sfop sfop = { .count = 1, .sesid = &ses };

	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	EXPECT_EQ(0, call(self->fd, CIOCNFSESSION ^ 0xc0000000, &sfop));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCFSESSION, &ses));
}

static void fill(struct crypt_n_op *n, uint32_t ses, void *dst, void *opaque)
{
	memset(n, 0, sizeof(*n));
	n->ses = ses;
	n->op = COP_ENCRYPT;
	n->len = TEXT;
	n->src = text;
	n->dst = dst;
	n->iv = cbc_iv;
	n->opaque = opaque;
	/* Which nobody reads. */
	n->keylen = 1234;
	n->key = (void *)8;
}

TEST_F(netbsd, requests_are_fetched_by_id_or_in_turn)
{
	uint8_t out[3][TEXT];
	struct crypt_n_op n[4];
	struct crypt_mop mop = { .count = 4, .reqs = n };
	struct crypt_result one, results[4];
	struct cryptret ret = { .count = 4, .results = results };
	uint32_t ses, i;

	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	for (i = 0; i < 3; i++)
		fill(&n[i], ses, out[i], &out[i]);
	fill(&n[3], 999999, out[0], NULL);
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTM, &mop));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, n[i].status);
		EXPECT_EQ(2 + i, n[i].reqid);
	}
	EXPECT_EQ(EINVAL, n[3].status);
	memset(&one, 0, sizeof(one));
	one.reqid = n[1].reqid;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRET, &one));
	EXPECT_EQ(0, one.status);
	EXPECT_EQ(n[1].reqid, one.reqid);
	EXPECT_TRUE(one.opaque == &out[1]);
	EXPECT_EQ(EINPROGRESS, call(self->fd, CIOCNCRYPTRET, &one));
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRETM, &ret));
	EXPECT_EQ(2, ret.count);
	EXPECT_EQ(n[0].reqid, results[0].reqid);
	EXPECT_EQ(n[2].reqid, results[1].reqid);
	EXPECT_TRUE(results[1].opaque == &out[2]);
	for (i = 0; i < 3; i++)
		EXPECT_EQ(0, memcmp(cbc_text, out[i], TEXT));
	ret.count = 4;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRETM, &ret));
	EXPECT_EQ(0, ret.count);
}

/* The contents of a structure on a page that cannot be written. */
static void *read_only(const void *from, size_t len)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		return NULL;
	memcpy(page, from, len);
	return mprotect(page, 4096, PROT_READ) ? NULL : page;
}

TEST_F(netbsd, structure_is_written_for_compression_only)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .iv = cbc_iv,
	};
	struct session_op gzip = { .comp_alg = CRYPTO_GZIP_COMP };

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, read_only(&cop, sizeof(cop))));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	memset(self->out, 0xee, sizeof(self->out));
	cop.op = COP_COMP;
	cop.iv = NULL;
	cop.dst_len = sizeof(self->out);
	ASSERT_EQ(0, gsession(self->fd, &gzip, &cop.ses));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCCRYPT,
			       read_only(&cop, sizeof(cop))));
	EXPECT_TRUE(all_are(self->out, 0xee, sizeof(self->out)));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0x1f, self->out[0]);
	EXPECT_EQ(0x8b, self->out[1]);
}

TEST_F(netbsd, results_stay_if_their_number_cannot_be_written)
{
	struct crypt_n_op n;
	struct crypt_mop mop = { .count = 1, .reqs = &n };
	struct crypt_result result;
	struct cryptret ret = { .count = 1, .results = &result };
	uint32_t ses;

	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	fill(&n, ses, self->out, NULL);
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTM, &mop));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCNCRYPTRETM,
			       read_only(&ret, sizeof(ret))));
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRETM, &ret));
	EXPECT_EQ(1, ret.count);
	EXPECT_EQ(n.reqid, result.reqid);
	EXPECT_EQ(0, result.status);
}

TEST_F(netbsd, result_is_polled_for)
{
	struct pollfd poller = { .fd = self->fd, .events = POLLIN | POLLRDNORM };
	struct crypt_n_op n;
	struct crypt_mop mop = { .count = 1, .reqs = &n };
	struct crypt_result one;
	uint32_t ses;

	ASSERT_EQ(0, cbc_session(self->fd, &ses));
	EXPECT_EQ(0, poll(&poller, 1, 0));
	fill(&n, ses, self->out, NULL);
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTM, &mop));
	EXPECT_EQ(1, poll(&poller, 1, 60000));
	EXPECT_EQ(POLLIN | POLLRDNORM, poller.revents);
	memset(&one, 0, sizeof(one));
	one.reqid = n.reqid;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRET, &one));
	EXPECT_EQ(0, poll(&poller, 1, 0));
}

TEST_F(netbsd, key_operations_are_fetched_like_requests)
{
	uint8_t base = 3, exponent = 5, modulus = 7, result = 0;
	struct crypt_n_kop n[2];
	struct crypt_mkop mkop = { .count = 2, .reqs = n };
	struct crypt_result one;

	KEY_SETUP();
	memset(n, 0, sizeof(n));
	n[0].crk_op = CRK_MOD_EXP;
	n[0].crk_iparams = 3;
	n[0].crk_oparams = 1;
	n[0].crk_param[0] = (struct crparam) { &base, 8 };
	n[0].crk_param[1] = (struct crparam) { &exponent, 8 };
	n[0].crk_param[2] = (struct crparam) { &modulus, 8 };
	n[0].crk_param[3] = (struct crparam) { &result, 8 };
	n[0].crk_opaque = &result;
	n[1] = n[0];
	n[1].crk_iparams = 2;
	EXPECT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(0, n[0].crk_status);
	EXPECT_EQ(EINVAL, n[1].crk_status);
	memset(&one, 0, sizeof(one));
	one.reqid = n[0].crk_reqid;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRET, &one));
	EXPECT_EQ(0, one.status);
	EXPECT_TRUE(one.opaque == &result);
	EXPECT_EQ(5, result);
	one.reqid = n[1].crk_reqid;
	EXPECT_EQ(EINPROGRESS, call(self->fd, CIOCNCRYPTRET, &one));
}

TEST_F(netbsd, modular_arithmetic_has_its_results)
{
	static const struct {
		unsigned int op, inputs;
		uint8_t in[3];
		int err, result;
	} cases[] = {
		{ CRK_MOD_ADD, 3, { 200, 100, 251 }, 0, 49 },
		{ CRK_MOD_SUB, 3, { 3, 5, 251 }, 0, 249 },
		{ CRK_MOD_MULT, 3, { 200, 100, 251 }, 0, 171 },
		{ CRK_MOD_ADDINV, 2, { 3, 251 }, 0, 248 },
		{ CRK_MOD_ADDINV, 2, { 0, 251 }, 0, 0 },
		{ CRK_MOD_MULTINV, 2, { 3, 251 }, 0, 84 },
		{ CRK_MOD_MULTINV, 2, { 0, 251 }, EINVAL, 0xee },
		{ CRK_MOD_MULTINV, 2, { 4, 8 }, EINVAL, 0xee },
		{ CRK_MOD_MULTINV, 2, { 1, 2 }, 0, 1 },
		{ CRK_MOD, 2, { 255, 10 }, 0, 5 },
		{ CRK_MOD, 2, { 255, 0 }, EINVAL, 0xee },
		{ CRK_MOD_ADD, 2, { 1, 7 }, EINVAL, 0xee },
		{ CRK_MOD, 3, { 1, 2, 7 }, EINVAL, 0xee },
		{ 11, 3, { 1, 2, 7 }, EINVAL, 0xee },
	};
	uint32_t features = 0;
	unsigned int i, j;

	KEY_SETUP();
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint8_t in[3], result = 0xee;
		struct crypt_kop kop = {
			.crk_op = cases[i].op, .crk_iparams = cases[i].inputs,
			.crk_oparams = 1,
		};

		for (j = 0; j < cases[i].inputs; j++) {
			in[j] = cases[i].in[j];
			kop.crk_param[j] = (struct crparam) { &in[j], 8 };
		}
		kop.crk_param[j] = (struct crparam) { &result, 8 };
		EXPECT_EQ(cases[i].err, call(self->fd, CIOCKEY, &kop)) {
			TH_LOG("case %u", i);
		}
		EXPECT_EQ(cases[i].result, result) {
			TH_LOG("case %u", i);
		}
	}
	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(0x7e0, features & 0x7e0);
}

static void set_dsa(struct crparam *to, struct dsa_param *from, unsigned int nr)
{
	for (; nr; to++, from++, nr--)
		*to = (struct crparam) { from->data, from->bits };
}

TEST_F(netbsd, dsa_signs_and_verifies)
{
	uint8_t r[20] = { 0 }, s[20] = { 0 }, zeros[20] = { 0 };
	struct crypt_n_kop n[3] = {
		{ .crk_op = CRK_DSA_SIGN, .crk_iparams = 5, .crk_oparams = 2,
		  .crk_opaque = r },
		{ .crk_op = CRK_DSA_SIGN, .crk_iparams = 5, .crk_oparams = 1 },
		{ .crk_op = CRK_DSA_SIGN, .crk_iparams = 7, .crk_oparams = 2 },
	};
	struct crypt_mkop mkop = { .count = 3, .reqs = n };
	struct crypt_kop kop = {
		.crk_op = CRK_DSA_VERIFY, .crk_iparams = 7,
	};
	struct crypt_result one = { 0 };
	struct dsa_param private[DSA_INPUTS], public[DSA_INPUTS];
	uint32_t features = 0;
	unsigned int i;

	KEY_SETUP();
	dsa_params(private, &dsa_vectors[0], true);
	dsa_params(public, &dsa_vectors[0], false);
	for (i = 0; i < 3; i++) {
		set_dsa(n[i].crk_param, private, 5);
		n[i].crk_param[5] = (struct crparam) { r, 160 };
		n[i].crk_param[6] = (struct crparam) { s, 160 };
	}
	ASSERT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(0, n[0].crk_status);
	EXPECT_EQ(EINVAL, n[1].crk_status);
	EXPECT_EQ(EFBIG, n[2].crk_status);
	one.reqid = n[0].crk_reqid;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRET, &one));
	EXPECT_EQ(0, one.status);
	EXPECT_TRUE(one.opaque == r);
	EXPECT_NE(0, memcmp(r, zeros, sizeof(r)));
	EXPECT_NE(0, memcmp(s, zeros, sizeof(s)));

	set_dsa(kop.crk_param, public, 5);
	kop.crk_param[5] = (struct crparam) { r, 160 };
	kop.crk_param[6] = (struct crparam) { s, 160 };
	EXPECT_EQ(0, call(self->fd, CIOCKEY, &kop));
	EXPECT_EQ(0, kop.crk_status);
	s[0] ^= 1;
	EXPECT_EQ(EBADMSG, call(self->fd, CIOCKEY, &kop));
	EXPECT_EQ(EBADMSG, kop.crk_status);

	/* the same operation as one of several */
	n[0].crk_op = CRK_DSA_VERIFY;
	n[0].crk_iparams = 7;
	n[0].crk_oparams = 0;
	n[0].crk_status = 0;
	n[0].crk_param[4] = kop.crk_param[4];
	mkop.count = 1;
	ASSERT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(EBADMSG, n[0].crk_status);
	s[0] ^= 1;
	ASSERT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(0, n[0].crk_status);
	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(CRF_DSA_SIGN | CRF_DSA_VERIFY,
		  features & (CRF_DSA_SIGN | CRF_DSA_VERIFY));
}

TEST_F(netbsd, read_and_write_fail)
{
	uint8_t byte = 0;

	EXPECT_EQ(-1, read(self->fd, &byte, 1));
	EXPECT_EQ(EIO, errno);
	EXPECT_EQ(-1, write(self->fd, &byte, 1));
	EXPECT_EQ(EIO, errno);
}

TEST_F(netbsd, unknown_algorithms_are_invalid)
{
	struct session_op op = {
		.cipher = CRYPTO_SKIPJACK_CBC, .keylen = 10, .key = aes_key,
	};
	uint32_t ses;

	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &ses));
	memset(&op, 0, sizeof(op));
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &ses));
	op.cipher = 34;
	EXPECT_EQ(EINVAL, gsession(self->fd, &op, &ses));
	EXPECT_EQ(EINVAL, mac_session(self->fd, CRYPTO_MD5_KPDK, aes_key, 16,
				      &ses));
}

TEST_F(netbsd, unreadable_array_is_refused)
{
	struct crypt_mop mop = { .count = 1, .reqs = (void *)8 };
	struct crypt_sgop sgop = { .count = 1, .sessions = (void *)8 };

	EXPECT_EQ(EFAULT, call(self->fd, CIOCNCRYPTM, &mop));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCNGSESSION, &sgop));
	EXPECT_EQ(EFAULT, call(self->fd, CIOCNCRYPTM, NULL));
}

TEST_F(netbsd, array_without_elements_is_invalid)
{
	struct crypt_sgop sessions = { .count = 0 };
	struct crypt_sfop ids = { .count = 0 };
	struct crypt_mop requests = { .count = 0 };
	struct crypt_mkop keys = { .count = 0 };
	struct cryptret results = { .count = 0 };

	EXPECT_EQ(EINVAL, call(self->fd, CIOCNGSESSION, &sessions));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCNFSESSION, &ids));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCNCRYPTM, &requests));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCNFKEYM, &keys));
	EXPECT_EQ(EINVAL, call(self->fd, CIOCNCRYPTRETM, &results));
}

TEST_F(netbsd, sealed_file_refuses_each_call_that_changes_it)
{
	struct session_op session = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
	};
	struct session_n_op element = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = aes_key,
		.ses = 0xa5a5a5a5, .status = 0x5a,
	};
	struct crypt_sgop many = { .count = 1, .sessions = &element };
	struct session_n_op was = element;
	struct crypt_kop kop = { .crk_op = CRK_MOD_EXP };
	struct crypt_n_kop kops = { .crk_op = CRK_MOD_EXP };
	struct crypt_n_kop kops_was = kops;
	struct crypt_mkop keys = { .count = 1, .reqs = &kops };
	uint32_t id, descriptor = 0xa5a5a5a5;
	struct crypt_sfop ids = { .count = 1, .sesid = &id };

	ASSERT_EQ(0, cbc_session(self->fd, &id));
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_SEALED(self->fd, CRIOGET, &descriptor);
	EXPECT_SEALED(self->fd, CIOCGSESSION, &session);
	EXPECT_SEALED(self->fd, CIOCNGSESSION, &many);
	EXPECT_EQ(0, memcmp(&was, &element, sizeof(was)));
	EXPECT_SEALED(self->fd, CIOCFSESSION, &id);
	EXPECT_SEALED(self->fd, CIOCNFSESSION, &ids);
	EXPECT_SEALED(self->fd, CIOCKEY, &kop);
	EXPECT_SEALED(self->fd, CIOCNFKEYM, &keys);
	EXPECT_EQ(0, memcmp(&kops_was, &kops, sizeof(kops)));
}

TEST_F(netbsd, sealed_file_processes_requests)
{
	struct crypt_op cop = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->out, .iv = cbc_iv,
	};
	struct crypt_n_op later = {
		.op = COP_ENCRYPT, .len = TEXT, .src = text,
		.dst = self->in, .iv = cbc_iv,
	};
	struct crypt_mop submit = { .count = 1, .reqs = &later };
	struct crypt_result result = {};
	struct cryptret results = { .count = 1, .results = &result };
	uint32_t features = 0xa5a5a5a5;

	ASSERT_EQ(0, cbc_session(self->fd, &cop.ses));
	later.ses = cop.ses;
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
	EXPECT_EQ(0, memcmp(cbc_text, self->out, TEXT));
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTM, &submit));
	EXPECT_EQ(0, later.status);
	result.reqid = later.reqid;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRET, &result));
	EXPECT_EQ(0, result.status);
	EXPECT_EQ(0, memcmp(cbc_text, self->in, TEXT));
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRETM, &results));
	EXPECT_EQ(0, results.count);
	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(0, features);
}

TEST_HARNESS_MAIN
