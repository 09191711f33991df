// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the algorithms that only the BSDs' lists have: the vectors of
 * the RFCs and NIST, and ChaCha20's counter where its lower half overflows.
 */
#include "../kselftest_harness.h"
#include "lib/kat.h"
#include "lib/native.h"
#include "lib/sysctl.h"

#define BLOCK	64	/* bytes of ChaCha20's key stream that a counter gives */

FIXTURE(bsd)
{
	struct kat_session s;
};

FIXTURE_SETUP(bsd)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(bsd)
{
	close(self->s.fd);
}

/* A cipher's vector in both directions, the second of them in place. */
static const char *kat_cipher(int fd, uint32_t ses, const uint8_t *iv,
			      const uint8_t *pt, const uint8_t *ct, size_t len)
{
	const char *wrong;
	int err;

	kat_load(kat_dst, NULL, 0, len);
	err = dc_crypt(fd, ses, COP_ENCRYPT, 0, pt, len, kat_dst, NULL, iv);
	wrong = kat_result("encrypt", err, kat_dst, ct, len, len);
	if (wrong)
		return wrong;
	err = dc_crypt(fd, ses, COP_DECRYPT, 0, kat_dst, len, kat_dst, NULL,
		       iv);
	return kat_result("decrypt in place", err, kat_dst, pt, len, len);
}

/* A mac or hash of a message at once, cut in two, and verified. */
static const char *kat_digest(int fd, uint32_t ses, const uint8_t *msg,
			      size_t len, const uint8_t *mac, size_t mac_len)
{
	size_t cut = len / 2;
	const char *wrong;
	int err;

	kat_load(kat_dst, NULL, 0, mac_len);
	err = dc_hash(fd, ses, 0, msg, len, kat_dst);
	wrong = kat_result("one shot", err, kat_dst, mac, mac_len, mac_len);
	if (wrong)
		return wrong;
	kat_load(kat_dst, NULL, 0, mac_len);
	err = cut ? dc_hash(fd, ses, COP_FLAG_UPDATE, msg, cut, NULL) : 0;
	err = err ?: dc_hash(fd, ses, COP_FLAG_FINAL, msg + cut, len - cut,
			     kat_dst);
	wrong = kat_result("two pieces", err, kat_dst, mac, mac_len, mac_len);
	if (wrong)
		return wrong;
	err = dc_hash(fd, ses, COP_FLAG_VERIFY, msg, len, kat_dst);
	if (err)
		return failure("verify: error %d", err);
	kat_dst[0] ^= 1;
	err = dc_hash(fd, ses, COP_FLAG_VERIFY, msg, len, kat_dst);
	return err == -EBADMSG ? NULL : failure("forged: error %d", err);
}

/* ChaCha20's IV: a block counter, then the nonce. */
static void chacha_iv(uint8_t iv[16], uint64_t counter, const uint8_t *nonce)
{
	unsigned int i;

	for (i = 0; i < 8; i++)
		iv[i] = counter >> (8 * i);
	memcpy(iv + 8, nonce, 8);
}

/*
 * RFC 8439, appendix A.2, where the nonces of 12 bytes begin with four zeros. The
 * file of Debian 13 leaves these out.
 */
TEST_F(bsd, chacha20_vectors)
{
	static const char *const files[KAT_FILES] = {
		"ciphers/ChaCha20/rfc7539.txt",
	};
	struct kat_reader r = { .files = files, .result = "CIPHERTEXT" };
	unsigned int run = 0, failures = 0;
	uint8_t key[32], nonce[12], iv[16];
	const char *wrong;
	struct vec_file *v;
	int len;

	for (; (v = kat_next(&r)); run++) {
		ASSERT_EQ(32, vec_bytes(v, "KEY", key, sizeof(key)));
		len = vec_bytes(v, "NONCE", nonce, sizeof(nonce));
		ASSERT_TRUE(len == 8 || (len == 12 && all_are(nonce, 4, 0)));
		chacha_iv(iv, vec_number(v, "INITIAL_BLOCK_COUNTER"),
			  nonce + len - 8);
		len = vec_bytes(v, "PLAINTEXT", kat_pt, KAT_MAX);
		ASSERT_LT(0, len);
		ASSERT_EQ(len, vec_bytes(v, r.result, kat_ct, KAT_MAX));
		ASSERT_EQ(0, kat_session(&self->s, CRYPTO_CHACHA20, 0, key,
					 32));
		wrong = kat_cipher(self->s.fd, self->s.ses, iv, kat_pt, kat_ct,
				   len);
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(3, run);
}

#define CARRY_MAX	200000

/**
 * struct carry_case - a message during which the counter's lower half overflows
 * @counter: of its first block
 * @before: blocks before the overflow
 * @len: bytes
 */
struct carry_case {
	uint64_t counter;
	uint32_t before;
	uint32_t len;
};

static const struct carry_case carry_cases[] = {
	{ 0x00000000ffffffff, 1, BLOCK },
	{ 0x00000000ffffffff, 1, BLOCK + 1 },
	{ 0x00000000ffffffff, 1, 5 * BLOCK },
	{ 0x00000005fffffffe, 2, 7 * BLOCK + 13 },
	{ 0x12345678ffffffc0, 64, 10000 },
	{ 0xfffffffffffffffe, 2, 5 * BLOCK },
	/* more than one piece, and the overflow inside the second */
	{ 0x00000001fffffa00, 1536, CARRY_MAX },
	/* and between two pieces */
	{ 0x00000001fffffc00, 1024, CARRY_MAX },
};

/* The two requests that do not overflow, to @out. */
static int carry_apart(int fd, uint32_t ses, const struct carry_case *c,
		       const uint8_t *nonce, const uint8_t *src, uint8_t *out)
{
	uint32_t first = c->before * BLOCK;
	uint8_t iv[16];
	int err;

	chacha_iv(iv, c->counter, nonce);
	err = dc_crypt(fd, ses, COP_ENCRYPT, 0, src, first, out, NULL, iv);
	chacha_iv(iv, c->counter + c->before, nonce);
	return err ?: dc_crypt(fd, ses, COP_ENCRYPT, 0, src + first,
			       c->len - first, out + first, NULL, iv);
}

/* One request, and the IV that it leaves. */
static const char *carry_whole(int fd, uint32_t ses, const struct carry_case *c,
			       const uint8_t *nonce, const uint8_t *src,
			       uint8_t *dst, int flags, const uint8_t *out)
{
	uint8_t iv[16], next[16];
	int err;

	chacha_iv(iv, c->counter, nonce);
	chacha_iv(next, c->counter + (c->len + BLOCK - 1) / BLOCK, nonce);
	err = dc_crypt(fd, ses, COP_ENCRYPT, flags | COP_FLAG_WRITE_IV, src,
		       c->len, dst, NULL, iv);
	if (err)
		return failure("error %d", err);
	if (memcmp(dst, out, c->len))
		return "output differs";
	return memcmp(iv, next, sizeof(iv)) ? "IV differs" : NULL;
}

TEST_F(bsd, chacha20_carries_into_the_upper_half)
{
	uint8_t key[32], nonce[8], *src, *out, *dst;
	unsigned int i, flags;
	const char *wrong;

	src = pages(CARRY_MAX);
	out = pages(CARRY_MAX);
	dst = pages(CARRY_MAX);
	ASSERT_TRUE(src && out && dst);
	fill(key, sizeof(key), 1);
	fill(nonce, sizeof(nonce), 2);
	ASSERT_EQ(0, kat_session(&self->s, CRYPTO_CHACHA20, 0, key, 32));
	for (i = 0; i < ARRAY_SIZE(carry_cases); i++) {
		const struct carry_case *c = &carry_cases[i];

		fill(src, c->len, i);
		ASSERT_EQ(0, carry_apart(self->s.fd, self->s.ses, c, nonce, src,
					 out));
		for (flags = 0; flags <= COP_FLAG_NO_ZC;
		     flags += COP_FLAG_NO_ZC) {
			wrong = carry_whole(self->s.fd, self->s.ses, c, nonce,
					    src, dst, flags, out);
			EXPECT_TRUE(!wrong)
				TH_LOG("case %u: %s", i, wrong);
		}
		wrong = carry_whole(self->s.fd, self->s.ses, c, nonce, src,
				    src, 0, out);
		EXPECT_TRUE(!wrong)
			TH_LOG("case %u, in place: %s", i, wrong);
	}
}

/* A message of several calls goes on with the next block's counter. */
TEST_F(bsd, chacha20_goes_on_after_the_carry)
{
	uint8_t key[32], nonce[8], iv[16];
	uint32_t ses, len = 6 * BLOCK;

	fill(key, sizeof(key), 3);
	fill(nonce, sizeof(nonce), 4);
	fill(kat_pt, len, 5);
	ASSERT_EQ(0, dc_session(self->s.fd, CRYPTO_CHACHA20, key, 32, 0, NULL,
				0, &ses));
	chacha_iv(iv, 0xfffffffd, nonce);
	ASSERT_EQ(0, dc_crypt(self->s.fd, ses, COP_ENCRYPT, 0, kat_pt, len,
			      kat_ct, NULL, iv));
	kat_load(kat_dst, NULL, 0, len);
	ASSERT_EQ(0, dc_crypt(self->s.fd, ses, COP_ENCRYPT, 0, kat_pt,
			      4 * BLOCK, kat_dst, NULL, iv));
	ASSERT_EQ(0, dc_crypt(self->s.fd, ses, COP_ENCRYPT, 0,
			      kat_pt + 4 * BLOCK, len - 4 * BLOCK,
			      kat_dst + 4 * BLOCK, NULL, NULL));
	EXPECT_TRUE(same(kat_dst, kat_ct, len));
}

/* A hash beside the cipher changes nothing of that. */
TEST_F(bsd, chacha20_carries_beside_a_mac)
{
	uint8_t key[32], nonce[8], iv[16], mac[32], alone[32];
	uint32_t ses, both, hash, len = 5 * BLOCK + 3;

	fill(key, sizeof(key), 6);
	fill(nonce, sizeof(nonce), 7);
	fill(kat_pt, len, 8);
	ASSERT_EQ(0, dc_session(self->s.fd, CRYPTO_CHACHA20, key, 32, 0, NULL,
				0, &ses));
	ASSERT_EQ(0, dc_session(self->s.fd, CRYPTO_CHACHA20, key, 32,
				CRYPTO_SHA2_256, NULL, 0, &both));
	ASSERT_EQ(0, dc_session(self->s.fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL,
				0, &hash));
	chacha_iv(iv, 0x1fffffffe, nonce);
	ASSERT_EQ(0, dc_crypt(self->s.fd, ses, COP_ENCRYPT, 0, kat_pt, len,
			      kat_ct, NULL, iv));
	ASSERT_EQ(0, dc_hash(self->s.fd, hash, 0, kat_pt, len, alone));
	kat_load(kat_dst, NULL, 0, len);
	ASSERT_EQ(0, dc_crypt(self->s.fd, both, COP_ENCRYPT, 0, kat_pt, len,
			      kat_dst, mac, iv));
	EXPECT_TRUE(same(kat_dst, kat_ct, len));
	EXPECT_TRUE(same(mac, alone, sizeof(mac)));
}

/* RFC 8439, appendix A.3. */
TEST_F(bsd, poly1305_vectors)
{
	static const char *const files[KAT_FILES] = {
		"poly1305/rfc7539.txt",
	};
	struct kat_reader r = { .files = files, .result = "TAG" };
	unsigned int run = 0, failures = 0;
	uint8_t key[32], tag[16];
	const char *wrong;
	struct vec_file *v;
	int len;

	for (; (v = kat_next(&r)); run++) {
		ASSERT_EQ(32, vec_bytes(v, "KEY", key, sizeof(key)));
		ASSERT_EQ(16, vec_bytes(v, "TAG", tag, sizeof(tag)));
		len = vec_bytes(v, "MSG", kat_pt, KAT_MAX);
		ASSERT_LE(0, len);
		ASSERT_EQ(0, kat_session(&self->s, 0, CRYPTO_POLY1305, key,
					 32));
		wrong = kat_digest(self->s.fd, self->s.ses, kat_pt, len, tag,
				   sizeof(tag));
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(11, run);
}

TEST_F(bsd, poly1305_wants_a_key_of_32_bytes)
{
	uint8_t key[64] = { 0 };
	uint32_t ses;
	unsigned int len;

	for (len = 0; len <= sizeof(key); len++)
		EXPECT_EQ(len == 32 ? 0 : -EINVAL,
			  dc_session(self->s.fd, 0, NULL, 0, CRYPTO_POLY1305,
				     key, len, &ses));
}

/**
 * struct blake2 - one of the two
 * @number: its number
 * @file: its vectors without a key
 * @len: bytes of its digest, and of its longest key
 * @keyed: digests with the key 00 01 02..., of no bytes and of 00 01 ... fe, by
 *	   the authors of BLAKE2
 */
struct blake2 {
	uint32_t number;
	const char *files[KAT_FILES];
	unsigned int len;
	const char *keyed[2];
};

static const struct blake2 blake2b = {
	CRYPTO_BLAKE2B, { "hashes/blake2/blake2b.txt" }, 64, {
	"\x10\xeb\xb6\x77\x00\xb1\x86\x8e\xfb\x44\x17\x98\x7a\xcf\x46\x90"
	"\xae\x9d\x97\x2f\xb7\xa5\x90\xc2\xf0\x28\x71\x79\x9a\xaa\x47\x86"
	"\xb5\xe9\x96\xe8\xf0\xf4\xeb\x98\x1f\xc2\x14\xb0\x05\xf4\x2d\x2f"
	"\xf4\x23\x34\x99\x39\x16\x53\xdf\x7a\xef\xcb\xc1\x3f\xc5\x15\x68",
	"\x14\x27\x09\xd6\x2e\x28\xfc\xcc\xd0\xaf\x97\xfa\xd0\xf8\x46\x5b"
	"\x97\x1e\x82\x20\x1d\xc5\x10\x70\xfa\xa0\x37\x2a\xa4\x3e\x92\x48"
	"\x4b\xe1\xc1\xe7\x3b\xa1\x09\x06\xd5\xd1\x85\x3d\xb6\xa4\x10\x6e"
	"\x0a\x7b\xf9\x80\x0d\x37\x3d\x6d\xee\x2d\x46\xd6\x2e\xf2\xa4\x61",
	},
};

static const struct blake2 blake2s = {
	CRYPTO_BLAKE2S, { "hashes/blake2/blake2s.txt" }, 32, {
	"\x48\xa8\x99\x7d\xa4\x07\x87\x6b\x3d\x79\xc0\xd9\x23\x25\xad\x3b"
	"\x89\xcb\xb7\x54\xd8\x6a\xb7\x1a\xee\x04\x7a\xd3\x45\xfd\x2c\x49",
	"\x3f\xb7\x35\x06\x1a\xbc\x51\x9d\xfe\x97\x9e\x54\xc1\xee\x5b\xfa"
	"\xd0\xa9\xd8\x58\xb3\x31\x5b\xad\x34\xbd\xe9\x99\xef\xd7\x24\xdd",
	},
};

static const char *blake2_unkeyed(struct kat_session *s, const struct blake2 *b)
{
	struct kat_reader r = { .files = b->files, .result = "MD" };
	uint8_t md[HASH_MAX_LEN] = { 0 };
	const char *wrong;
	struct vec_file *v;
	unsigned int run;
	int err, len;

	err = kat_session(s, 0, b->number, md, 0);
	if (err)
		return failure("session: error %d", err);
	for (run = 0; (v = kat_next(&r)); run++) {
		len = vec_bytes(v, "Msg", kat_pt, KAT_MAX);
		if (!vec_number(v, "Len"))
			len = 0;
		if (len < 0 || vec_bytes(v, "MD", md, sizeof(md)) != b->len)
			return failure("record %u: no vector", v->record);
		wrong = kat_digest(s->fd, s->ses, kat_pt, len, md, b->len);
		if (wrong)
			return wrong;
	}
	return run == 7 ? NULL : failure("%u vectors", run);
}

static const char *blake2_keyed(struct kat_session *s, const struct blake2 *b)
{
	const char *wrong;
	unsigned int i;
	int err;

	for (i = 0; i < 255; i++)
		kat_pt[i] = i;
	err = kat_session(s, 0, b->number, kat_pt, b->len);
	if (err)
		return failure("session with a key: error %d", err);
	wrong = kat_digest(s->fd, s->ses, kat_pt, 0,
			   (const uint8_t *)b->keyed[0], b->len);
	return wrong ?: kat_digest(s->fd, s->ses, kat_pt, 255,
				   (const uint8_t *)b->keyed[1], b->len);
}

static bool blake2_takes(int fd, const struct blake2 *b, unsigned int keylen)
{
	uint8_t key[HASH_MAX_LEN + 1] = { 0 };
	uint32_t ses;
	int err = dc_session(fd, 0, NULL, 0, b->number, key, keylen, &ses);

	return err == (keylen <= b->len ? 0 : -EINVAL);
}

/* This kernel may be without BLAKE2b; each has BLAKE2s. */
TEST_F(bsd, blake2b_vectors)
{
	const char *wrong;
	uint32_t ses;

	if (dc_session(self->s.fd, 0, NULL, 0, CRYPTO_BLAKE2B, NULL, 0,
		       &ses) == -ENOENT)
		SKIP(return, "this kernel does not have it");
	wrong = blake2_unkeyed(&self->s, &blake2b);
	EXPECT_TRUE(!wrong)
		TH_LOG("%s", wrong);
	wrong = blake2_keyed(&self->s, &blake2b);
	EXPECT_TRUE(!wrong)
		TH_LOG("%s", wrong);
	EXPECT_TRUE(blake2_takes(self->s.fd, &blake2b, 1));
	EXPECT_TRUE(blake2_takes(self->s.fd, &blake2b, 64));
	EXPECT_TRUE(blake2_takes(self->s.fd, &blake2b, 65));
}

TEST_F(bsd, blake2s_vectors)
{
	const char *wrong;

	wrong = blake2_unkeyed(&self->s, &blake2s);
	EXPECT_TRUE(!wrong)
		TH_LOG("%s", wrong);
	wrong = blake2_keyed(&self->s, &blake2s);
	EXPECT_TRUE(!wrong)
		TH_LOG("%s", wrong);
	EXPECT_TRUE(blake2_takes(self->s.fd, &blake2s, 1));
	EXPECT_TRUE(blake2_takes(self->s.fd, &blake2s, 32));
	EXPECT_TRUE(blake2_takes(self->s.fd, &blake2s, 33));
}

/* RFC 3686, section 6. The third message of each key length counts 00 to 23. */
static const struct {
	const char *key;	/* and the nonce */
	uint32_t keylen;
	const char *iv;
	uint32_t len;		/* 16: "Single block msg" */
	const char *ct;
} rfc3686[] = {
	{ "\xae\x68\x52\xf8\x12\x10\x67\xcc\x4b\xf7\xa5\x76\x55\x77\xf3\x9e"
	  "\x00\x00\x00\x30", 20, "\0\0\0\0\0\0\0\0", 16,
	  "\xe4\x09\x5d\x4f\xb7\xa7\xb3\x79\x2d\x61\x75\xa3\x26\x13\x11\xb8" },
	{ "\x7e\x24\x06\x78\x17\xfa\xe0\xd7\x43\xd6\xce\x1f\x32\x53\x91\x63"
	  "\x00\x6c\xb6\xdb", 20, "\xc0\x54\x3b\x59\xda\x48\xd9\x0b", 32,
	  "\x51\x04\xa1\x06\x16\x8a\x72\xd9\x79\x0d\x41\xee\x8e\xda\xd3\x88"
	  "\xeb\x2e\x1e\xfc\x46\xda\x57\xc8\xfc\xe6\x30\xdf\x91\x41\xbe\x28" },
	{ "\x76\x91\xbe\x03\x5e\x50\x20\xa8\xac\x6e\x61\x85\x29\xf9\xa0\xdc"
	  "\x00\xe0\x01\x7b", 20, "\x27\x77\x7f\x3f\x4a\x17\x86\xf0", 36,
	  "\xc1\xcf\x48\xa8\x9f\x2f\xfd\xd9\xcf\x46\x52\xe9\xef\xdb\x72\xd7"
	  "\x45\x40\xa4\x2b\xde\x6d\x78\x36\xd5\x9a\x5c\xea\xae\xf3\x10\x53"
	  "\x25\xb2\x07\x2f" },
	{ "\x16\xaf\x5b\x14\x5f\xc9\xf5\x79\xc1\x75\xf9\x3e\x3b\xfb\x0e\xed"
	  "\x86\x3d\x06\xcc\xfd\xb7\x85\x15\x00\x00\x00\x48", 28,
	  "\x36\x73\x3c\x14\x7d\x6d\x93\xcb", 16,
	  "\x4b\x55\x38\x4f\xe2\x59\xc9\xc8\x4e\x79\x35\xa0\x03\xcb\xe9\x28" },
	{ "\x7c\x5c\xb2\x40\x1b\x3d\xc3\x3c\x19\xe7\x34\x08\x19\xe0\xf6\x9c"
	  "\x67\x8c\x3d\xb8\xe6\xf6\xa9\x1a\x00\x96\xb0\x3b", 28,
	  "\x02\x0c\x6e\xad\xc2\xcb\x50\x0d", 32,
	  "\x45\x32\x43\xfc\x60\x9b\x23\x32\x7e\xdf\xaa\xfa\x71\x31\xcd\x9f"
	  "\x84\x90\x70\x1c\x5a\xd4\xa7\x9c\xfc\x1f\xe0\xff\x42\xf4\xfb\x00" },
	{ "\x02\xbf\x39\x1e\xe8\xec\xb1\x59\xb9\x59\x61\x7b\x09\x65\x27\x9b"
	  "\xf5\x9b\x60\xa7\x86\xd3\xe0\xfe\x00\x07\xbd\xfd", 28,
	  "\x5c\xbd\x60\x27\x8d\xcc\x09\x12", 36,
	  "\x96\x89\x3f\xc5\x5e\x5c\x72\x2f\x54\x0b\x7d\xd1\xdd\xf7\xe7\x58"
	  "\xd2\x88\xbc\x95\xc6\x91\x65\x88\x45\x36\xc8\x11\x66\x2f\x21\x88"
	  "\xab\xee\x09\x35" },
	{ "\x77\x6b\xef\xf2\x85\x1d\xb0\x6f\x4c\x8a\x05\x42\xc8\x69\x6f\x6c"
	  "\x6a\x81\xaf\x1e\xec\x96\xb4\xd3\x7f\xc1\xd6\x89\xe6\xc1\xc1\x04"
	  "\x00\x00\x00\x60", 36, "\xdb\x56\x72\xc9\x7a\xa8\xf0\xb2", 16,
	  "\x14\x5a\xd0\x1d\xbf\x82\x4e\xc7\x56\x08\x63\xdc\x71\xe3\xe0\xc0" },
	{ "\xf6\xd6\x6d\x6b\xd5\x2d\x59\xbb\x07\x96\x36\x58\x79\xef\xf8\x86"
	  "\xc6\x6d\xd5\x1a\x5b\x6a\x99\x74\x4b\x50\x59\x0c\x87\xa2\x38\x84"
	  "\x00\xfa\xac\x24", 36, "\xc1\x58\x5e\xf1\x5a\x43\xd8\x75", 32,
	  "\xf0\x5e\x23\x1b\x38\x94\x61\x2c\x49\xee\x00\x0b\x80\x4e\xb2\xa9"
	  "\xb8\x30\x6b\x50\x8f\x83\x9d\x6a\x55\x30\x83\x1d\x93\x44\xaf\x1c" },
	{ "\xff\x7a\x61\x7c\xe6\x91\x48\xe4\xf1\x72\x6e\x2f\x43\x58\x1d\xe2"
	  "\xaa\x62\xd9\xf8\x05\x53\x2e\xdf\xf1\xee\xd6\x87\xfb\x54\x15\x3d"
	  "\x00\x1c\xc5\xb7", 36, "\x51\xa5\x1d\x70\xa1\xc1\x11\x48", 36,
	  "\xeb\x6c\x52\x82\x1d\x0b\xbb\xf7\xce\x75\x94\x46\x2a\xca\x4f\xaa"
	  "\xb4\x07\xdf\x86\x65\x69\xfd\x07\xf4\x8c\xc0\xb5\x83\xd6\x07\x1f"
	  "\x1e\xc0\xe6\xb8" },
};

TEST_F(bsd, rfc3686_vectors)
{
	const char *wrong;
	uint8_t count[36];
	unsigned int i;

	for (i = 0; i < sizeof(count); i++)
		count[i] = i;
	for (i = 0; i < ARRAY_SIZE(rfc3686); i++) {
		const void *pt = rfc3686[i].len == 16 ?
			(const void *)"Single block msg" : count;

		ASSERT_EQ(0, kat_session(&self->s, CRYPTO_AES_CTR_RFC3686, 0,
					 (const uint8_t *)rfc3686[i].key,
					 rfc3686[i].keylen));
		wrong = kat_cipher(self->s.fd, self->s.ses,
				   (const uint8_t *)rfc3686[i].iv, pt,
				   (const uint8_t *)rfc3686[i].ct,
				   rfc3686[i].len);
		EXPECT_TRUE(!wrong)
			TH_LOG("vector %u: %s", i + 1, wrong);
	}
}

/* A mac with a nonce of @iv_len bytes. */
static int nonce_mac(int fd, uint32_t ses, const uint8_t *msg, uint32_t len,
		     const uint8_t *iv, uint32_t iv_len, uint8_t *mac)
{
	struct cryptodev_req req = {
		.ses = ses, .len = len, .src = native_pointer(msg),
		.mac = native_pointer(mac), .iv = native_pointer(iv),
		.iv_len = iv_len,
	};
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .flags = CRYPTODEV_SUBMIT_WAIT,
		.nr = 1, .req_size = sizeof(req), .reqs = native_pointer(&req),
	};
	int n = ioctl(fd, CRYPTODEV_SUBMIT, &submit);

	return n == 1 ? req.result : -errno;
}

/* NIST's vectors of CCM that encrypt nothing: nonces of 13 bytes. */
TEST_F(bsd, ccm_cbc_mac_vectors)
{
	static const char *const files[KAT_FILES] = {
		"ciphers/AES/CCM/VPT*.rsp",
	};
	struct kat_reader r = { .files = files, .result = "CT" };
	uint8_t key[32], nonce[16], mac[16];
	unsigned int run = 0;
	int keylen, len;
	struct vec_file *v;

	while ((v = kat_next(&r))) {
		if (vec_number(v, "Plen"))
			continue;
		keylen = vec_bytes(v, "Key", key, sizeof(key));
		ASSERT_LT(0, keylen);
		ASSERT_EQ(13, vec_bytes(v, "Nonce", nonce, sizeof(nonce)));
		ASSERT_EQ(16, vec_bytes(v, "CT", mac, sizeof(mac)));
		len = vec_bytes(v, "Adata", kat_pt, KAT_MAX);
		ASSERT_LT(0, len);
		ASSERT_EQ(0, kat_session(&self->s, 0, CRYPTO_AES_CCM_CBC_MAC,
					 key, keylen));
		kat_load(kat_dst, NULL, 0, 16);
		EXPECT_EQ(NULL, kat_result("mac",
					   nonce_mac(self->s.fd, self->s.ses,
						     kat_pt, len, nonce, 13,
						     kat_dst),
					   kat_dst, mac, 16, 16))
			TH_LOG("record %u", v->record);
		run++;
	}
	EXPECT_EQ(30, run);
}

/* FreeBSD's digest of zeros. */
TEST_F(bsd, null_hmac_is_zeros)
{
	static const uint8_t zeros[16];
	unsigned int keylen;
	const char *wrong;
	uint32_t ses;

	fill(kat_pt, 5000, 9);
	for (keylen = 0; keylen <= 64; keylen += 32) {
		ASSERT_EQ(0, dc_session(self->s.fd, 0, NULL, 0,
					CRYPTO_NULL_HMAC, kat_pt, keylen,
					&ses));
		wrong = kat_digest(self->s.fd, ses, kat_pt, 5000, zeros, 16);
		EXPECT_TRUE(!wrong)
			TH_LOG("key of %u bytes: %s", keylen, wrong);
		wrong = kat_digest(self->s.fd, ses, NULL, 0, zeros, 16);
		EXPECT_TRUE(!wrong)
			TH_LOG("no message: %s", wrong);
	}
}

/* RFC 6229: the key stream at some offsets. Each message begins it anew. */
TEST_F(bsd, arc4_vectors)
{
	static const char *const files[KAT_FILES] = {
		"ciphers/ARC4/rfc-6229-*.txt",
	};
	struct kat_reader r = { .files = files, .result = "CIPHERTEXT" };
	unsigned int offset, run = 0;
	struct vec_file *v;
	uint8_t key[32];
	int err, keylen;

	while ((v = kat_next(&r))) {
		keylen = vec_bytes(v, "KEY", key, sizeof(key));
		ASSERT_LT(0, keylen);
		ASSERT_EQ(16, vec_bytes(v, r.result, kat_ct, KAT_MAX));
		offset = vec_number(v, "OFFSET");
		ASSERT_GT(KAT_MAX - 16, offset);
		err = kat_session(&self->s, CRYPTO_ARC4, 0, key, keylen);
		if (err == -ENOENT)
			SKIP(return, "this kernel does not have it");
		ASSERT_EQ(0, err);
		memset(kat_pt, 0, offset + 16);
		kat_load(kat_dst, NULL, 0, offset + 16);
		ASSERT_EQ(0, dc_crypt(self->s.fd, self->s.ses, COP_ENCRYPT, 0,
				      kat_pt, offset + 16, kat_dst, NULL,
				      NULL));
		EXPECT_TRUE(same(kat_dst + offset, kat_ct, 16))
			TH_LOG("record %u", v->record);
		run++;
	}
	EXPECT_LT(0, run);
}

TEST_F(bsd, arc4_is_legacy)
{
	uint8_t key[16] = { 0 };
	uint32_t ses;
	int err;

	ASSERT_TRUE(sysctl_set("allow_legacy", 0));
	err = dc_session(self->s.fd, CRYPTO_ARC4, key, sizeof(key), 0, NULL, 0,
			 &ses);
	EXPECT_TRUE(sysctl_set("allow_legacy", 1));
	EXPECT_EQ(-EPERM, err);
}

/* The kernel's template does not reach these: as one AEAD there are none. */
TEST_F(bsd, none_is_part_of_an_aead)
{
	static const struct {
		uint32_t cipher, keylen, mac, mackeylen;
	} pairs[] = {
		{ CRYPTO_CHACHA20, 32, CRYPTO_SHA2_256_HMAC, 32 },
		{ CRYPTO_AES_CBC, 16, CRYPTO_POLY1305, 32 },
		{ CRYPTO_AES_CBC, 16, CRYPTO_BLAKE2B, 32 },
		{ CRYPTO_AES_CBC, 16, CRYPTO_BLAKE2S, 32 },
		{ CRYPTO_AES_CBC, 16, CRYPTO_NULL_HMAC, 32 },
	};
	uint8_t key[32] = { 0 };
	unsigned int i;
	uint32_t ses;

	for (i = 0; i < ARRAY_SIZE(pairs); i++)
		EXPECT_EQ(-ENOENT,
			  dc_etm_session(self->s.fd, pairs[i].cipher, key,
					 pairs[i].keylen, pairs[i].mac, key,
					 pairs[i].mackeylen, &ses));
}

TEST_HARNESS_MAIN
