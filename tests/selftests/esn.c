// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_REQ_ESN: packets of IPsec connections whose sequence numbers have 64
 * bits (RFC 4303, RFC 4106), by each kind of submission, with each of the other
 * flags, and the errors. agree_esn compares more lengths with libcrypto.
 */
#include <sys/uio.h>

#include "../kselftest_harness.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/esn.h"
#include "lib/sysctl.h"

#define FILLER	0xa5
#define ROOM	(16 + ESN_TEXT + 64)
#define LONG	20000	/* bytes; longer than messages that are always copied */

FIXTURE(esn)
{
	int fd;
	const struct esn_kind *k;
	struct esn_packet p;
	uint32_t ses;
	uint8_t out[ROOM];
};

FIXTURE_VARIANT(esn)
{
	unsigned int i;		/* index into esn_kinds */
};

FIXTURE_VARIANT_ADD(esn, cbc_sha256) { 0 };
FIXTURE_VARIANT_ADD(esn, null_sha1) { 1 };
FIXTURE_VARIANT_ADD(esn, rfc4106) { 2 };
FIXTURE_VARIANT_ADD(esn, rfc4543) { 3 };
FIXTURE_VARIANT_ADD(esn, chacha) { 4 };

FIXTURE_SETUP(esn)
{
	int err;

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->k = &esn_kinds[variant->i];
	err = esn_session(self->fd, self->k, 0, &self->ses);
	if (err == -ENOENT)
		SKIP(return, "this kernel has no %s", self->k->name);
	ASSERT_EQ(0, err);
	esn_packet(self->k, &self->p);
	memset(self->out, FILLER, ROOM);
}

FIXTURE_TEARDOWN(esn)
{
	close(self->fd);
}

static int run(int fd, struct cryptodev_req *r)
{
	int n = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, r, 1);

	return n == 1 ? r->result : n ?: -EIO;
}

#define WAYS	4

static int run_way(int fd, struct cryptodev_req *r, int way)
{
	if (way & 1)
		r->flags |= worker_flag();
	return way & 2 ? dc_submit_and_reap(fd, r) : run(fd, r);
}

/* The output is @want, and the bytes after it are as before. */
#define EXPECT_OUTPUT(want, len) do {					\
	EXPECT_TRUE(same(self->out, want, len));			\
	EXPECT_TRUE(all_are(self->out + (len), ROOM - (len), FILLER));	\
	memset(self->out, FILLER, ROOM);				\
} while (0)

TEST_F(esn, sealed_and_opened_packet)
{
	uint32_t sealed = ESN_TEXT + self->k->tag;
	struct cryptodev_req r;
	int way;

	for (way = 0; way < WAYS; way++) {
		r = esn_request(self->k, self->ses, &self->p, 0, self->out);
		EXPECT_EQ(0, run_way(self->fd, &r, way));
		EXPECT_OUTPUT(self->p.sealed, sealed);
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_DECRYPT, self->out);
		EXPECT_EQ(0, run_way(self->fd, &r, way));
		EXPECT_OUTPUT(self->p.text, ESN_TEXT);
		/* in place */
		r = esn_request(self->k, self->ses, &self->p, 0, self->out);
		memcpy(self->out, self->p.text, ESN_TEXT);
		r.src = r.dst;
		EXPECT_EQ(0, run_way(self->fd, &r, way));
		EXPECT_OUTPUT(self->p.sealed, sealed);
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_DECRYPT, self->out);
		memcpy(self->out, self->p.sealed, sealed);
		r.src = r.dst;
		EXPECT_EQ(0, run_way(self->fd, &r, way));
		EXPECT_TRUE(same(self->out + ESN_TEXT, self->p.sealed + ESN_TEXT,
				 self->k->tag));
		memset(self->out + ESN_TEXT, FILLER, self->k->tag);
		EXPECT_OUTPUT(self->p.text, ESN_TEXT);
	}
}

TEST_F(esn, batch_of_packets)
{
	struct cryptodev_req r[8];
	uint8_t out[8][ROOM];
	int i;

	memset(out, FILLER, sizeof(out));
	for (i = 0; i < 8; i++) {
		r[i] = esn_request(self->k, self->ses, &self->p,
				   i % 2 ? CRYPTODEV_REQ_DECRYPT : 0, out[i]);
		/* The same packet after an overflow of the low half. */
		r[i].esn += i / 4;
	}
	ASSERT_EQ(8, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, r, 8));
	for (i = 0; i < 8; i++) {
		bool right = i < 4, opened = i % 2;

		EXPECT_EQ(right || !opened ? 0 : -EBADMSG, r[i].result);
		EXPECT_EQ(right, same(out[i], opened ? self->p.text :
				      self->p.sealed, opened ? ESN_TEXT :
				      ESN_TEXT + self->k->tag));
		EXPECT_TRUE(all_are(out[i] + ESN_TEXT + self->k->tag,
				    ROOM - ESN_TEXT - self->k->tag, FILLER));
		if (!right && opened)
			EXPECT_TRUE(all_are(out[i], ROOM, FILLER));
	}
}

TEST_F(esn, arrays)
{
	uint32_t sealed = ESN_TEXT + self->k->tag;
	struct iovec src[3], dst[3];
	struct cryptodev_req r;
	int way, opens;

	for (way = 0; way < 2 * WAYS; way++) {
		opens = way / WAYS;
		r = esn_request(self->k, self->ses, &self->p,
				opens ? CRYPTODEV_REQ_DECRYPT : 0, self->out);
		/* The last entries begin inside the ICV. */
		src[0] = (struct iovec) { (void *)(uintptr_t)r.src, 5 };
		src[1] = (struct iovec) { src[0].iov_base + 5, r.len - 8 };
		src[2] = (struct iovec) { src[0].iov_base + r.len - 3, 3 };
		dst[0] = (struct iovec) { self->out, 1 };
		dst[1] = (struct iovec) { self->out + 1, ESN_TEXT };
		dst[2] = (struct iovec) { self->out + ESN_TEXT + 1, 60 };
		r.flags |= CRYPTODEV_REQ_SRC_IOVEC | CRYPTODEV_REQ_DST_IOVEC;
		r.src = native_pointer(src);
		r.dst = native_pointer(dst);
		r.src_nr = 3;
		r.dst_nr = 3;
		EXPECT_EQ(0, run_way(self->fd, &r, way % WAYS));
		EXPECT_OUTPUT(opens ? self->p.text : self->p.sealed,
			      opens ? ESN_TEXT : sealed);
	}
}

/* The payload of a packet: the IV, the ciphertext and the ICV. */
TEST_F(esn, iv_in_the_packet)
{
	uint32_t iv = self->k->iv, sealed = ESN_TEXT + self->k->tag, i;
	uint8_t in[ROOM], packet[ROOM];
	struct cryptodev_req r;
	bool random = self->k->cipher == CRYPTO_AES_CBC;

	if (!iv)
		return;
	for (i = 0; i < 3; i++) {
		memcpy(in, self->p.iv, iv);
		memcpy(in + iv, self->p.text, ESN_TEXT);
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_IV_IN_DATA, self->out);
		if (i)
			r.flags |= random ? CRYPTODEV_REQ_IV_RANDOM :
					    CRYPTODEV_REQ_IV_COUNTER;
		r.iv = 0;
		r.src = native_pointer(in);
		r.len += iv;
		EXPECT_EQ(0, run(self->fd, &r));
		EXPECT_EQ(iv + sealed, r.out_len);
		EXPECT_EQ(!i, same(self->out, self->p.iv, iv));
		EXPECT_EQ(!i, same(self->out + iv + ESN_TEXT,
				   self->p.sealed + ESN_TEXT, self->k->tag));
		memcpy(packet, self->out, ROOM);
		memset(self->out, FILLER, ROOM);
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_IV_IN_DATA | CRYPTODEV_REQ_DECRYPT,
				self->out);
		r.iv = 0;
		r.src = native_pointer(packet);
		r.len += iv;
		EXPECT_EQ(0, run(self->fd, &r));
		EXPECT_TRUE(same(self->out, packet, iv));
		EXPECT_TRUE(same(self->out + iv, self->p.text, ESN_TEXT));
		memset(self->out, FILLER, ROOM);
		/* The ICV covers the IV. */
		packet[0] ^= 1;
		EXPECT_EQ(-EBADMSG, run(self->fd, &r));
		EXPECT_TRUE(all_are(self->out, ROOM, FILLER));
	}
}

TEST_F(esn, request_with_a_key_of_its_own)
{
	uint8_t key[64];
	struct cryptodev_req r;
	int i;

	if (!self->k->keylen)
		return;
	for (i = 0; i < 64; i++)
		key[i] = i;
	r = esn_request(self->k, self->ses, &self->p, CRYPTODEV_REQ_KEY, self->out);
	r.key = native_pointer(key);
	r.keylen = self->k->keylen;
	if (self->k->mac)
		r.flags |= CRYPTODEV_REQ_MACKEY;
	r.mackey = native_pointer(key);
	r.mackeylen = self->k->mackeylen;
	EXPECT_EQ(0, run(self->fd, &r));
	EXPECT_OUTPUT(self->p.sealed, ESN_TEXT + self->k->tag);
	key[0] = 1;
	EXPECT_EQ(0, run(self->fd, &r));
	EXPECT_FALSE(same(self->out, self->p.sealed, ESN_TEXT + self->k->tag));
}

TEST_F(esn, forged_packet)
{
	struct esn_packet was = self->p;
	struct cryptodev_req r;
	unsigned int bit;
	int way;

	for (way = 0; way < WAYS; way++) {
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_DECRYPT, self->out);
		for (bit = 0; bit < 32; bit++) {
			r.esn = ESN_HIGH ^ 1U << bit;
			EXPECT_EQ(-EBADMSG, run_way(self->fd, &r, way));
		}
		r.esn = ESN_HIGH;
		for (bit = 0; bit < 8 * sizeof(was.aad); bit++) {
			self->p.aad[bit / 8] ^= 1 << bit % 8;
			EXPECT_EQ(-EBADMSG, run_way(self->fd, &r, way));
			self->p = was;
		}
		for (bit = 0; bit < 8 * r.len; bit += 37) {
			self->p.sealed[bit / 8] ^= 1 << bit % 8;
			EXPECT_EQ(-EBADMSG, run_way(self->fd, &r, way));
			self->p = was;
		}
		if (self->k->iv) {
			self->p.iv[self->k->iv - 1] ^= 0x80;
			EXPECT_EQ(-EBADMSG, run_way(self->fd, &r, way));
			self->p = was;
		}
		EXPECT_TRUE(all_are(self->out, ROOM, FILLER));
		EXPECT_EQ(0, run_way(self->fd, &r, way));
		EXPECT_OUTPUT(self->p.text, ESN_TEXT);
	}
}

/* The output of a long packet that does not verify is wiped, or as before. */
TEST_F(esn, forged_long_packet)
{
	uint8_t *text = pages(3 * LONG + 3 * page_size()), *sealed, *out;
	struct cryptodev_req r;
	size_t i;
	int way;

	ASSERT_NE(NULL, text);
	sealed = text + page_round(LONG + 64);
	out = sealed + page_round(LONG + 64);
	fill(text, LONG, 1);
	for (way = 0; way < WAYS; way++) {
		r = esn_request(self->k, self->ses, &self->p, 0, sealed);
		r.src = native_pointer(text);
		r.len = LONG;
		ASSERT_EQ(0, run_way(self->fd, &r, way));
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_DECRYPT, out);
		r.src = native_pointer(sealed);
		r.len = LONG + self->k->tag;
		memset(out, FILLER, LONG + 64);
		r.esn ^= 1;
		EXPECT_EQ(-EBADMSG, run_way(self->fd, &r, way));
		for (i = 0; i < LONG && (!out[i] || out[i] == FILLER);)
			i++;
		EXPECT_EQ(LONG, i);
		EXPECT_TRUE(all_are(out + LONG, 64, FILLER));
		r.esn ^= 1;
		EXPECT_EQ(0, run_way(self->fd, &r, way));
		EXPECT_TRUE(same(out, text, LONG));
		EXPECT_TRUE(all_are(out + LONG, 64, FILLER));
	}
}

TEST_F(esn, malformed_requests)
{
	struct cryptodev_req r;
	uint32_t len;
	int opens;

	for (opens = 0; opens < 2; opens++) {
		uint32_t flags = opens ? CRYPTODEV_REQ_DECRYPT : 0;

		for (len = 0; len <= 16; len++) {
			r = esn_request(self->k, self->ses, &self->p, flags,
					self->out);
			r.aad_len = len;
			if (len != CRYPTODEV_ESN_AAD_LEN)
				EXPECT_EQ(-EINVAL, run(self->fd, &r));
		}
		r = esn_request(self->k, self->ses, &self->p, flags, self->out);
		r.aad = 8;
		EXPECT_EQ(-EFAULT, run(self->fd, &r));
		r = esn_request(self->k, self->ses, &self->p, flags, self->out);
		r.reserved = 1;
		EXPECT_EQ(-EINVAL, run(self->fd, &r));
		r = esn_request(self->k, self->ses, &self->p, flags, self->out);
		r.flags |= CRYPTODEV_REQ_TLS;
		EXPECT_EQ(-EOPNOTSUPP, run(self->fd, &r));
		r.flags ^= CRYPTODEV_REQ_TLS | CRYPTODEV_REQ_UPDATE;
		EXPECT_EQ(-EINVAL, run(self->fd, &r));
		r = esn_request(self->k, self->ses, &self->p, flags, self->out);
		r.tag_len = 3;
		EXPECT_EQ(-EINVAL, run(self->fd, &r));
	}
	EXPECT_TRUE(all_are(self->out, ROOM, FILLER));
}

/* The first version of the structure has no field for the high half. */
TEST_F(esn, short_structure)
{
	struct cryptodev_req r = esn_request(self->k, self->ses, &self->p, 0,
					     self->out);
	struct cryptodev_submit s = {
		.size = sizeof(s), .flags = CRYPTODEV_SUBMIT_WAIT, .nr = 1,
		.req_size = CRYPTODEV_REQ_FIRST_SIZE,
		.reqs = native_pointer(&r),
	};

	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_SUBMIT, &s));
	EXPECT_EQ(-EINVAL, r.result);
	EXPECT_TRUE(all_are(self->out, ROOM, FILLER));
}

/* An AEAD takes any associated data; a cipher and MAC only the header. */
TEST_F(esn, request_without_sequence_number)
{
	struct cryptodev_req r = esn_request(self->k, self->ses, &self->p, 0,
					     self->out);
	struct crypt_auth_op cao = {
		.ses = self->ses, .len = ESN_TEXT, .auth_len = 8,
		.auth_src = self->p.aad, .src = self->p.text,
		.dst = self->out, .iv = self->p.iv, .tag_len = self->k->tag,
		.iv_len = self->k->iv,
	};
	int want = self->k->mac ? -EINVAL : 0;

	r.flags = 0;
	EXPECT_EQ(want, run(self->fd, &r));
	/* Without the high half, the ICV is another one. */
	EXPECT_FALSE(same(self->out, self->p.sealed, ESN_TEXT + self->k->tag));
	EXPECT_EQ(!!want, all_are(self->out, ROOM, FILLER));
	memset(self->out, FILLER, ROOM);
	EXPECT_EQ(want, dc_ioctl(self->fd, CIOCAUTHCRYPT, &cao));
	EXPECT_EQ(!!want, all_are(self->out, ROOM, FILLER));
}

/* The head has to be in one piece, whatever its length. */
TEST_F(esn, nothing_is_copied)
{
	static const long most[] = { 0, 8, 27 };
	long was = sysctl_get("copy_bytes");
	struct cryptodev_req r;
	size_t i;

	if (geteuid())
		SKIP(return, "needs root to change the sysctl");
	for (i = 0; i < ARRAY_SIZE(most); i++) {
		ASSERT_TRUE(sysctl_set("copy_bytes", most[i]));
		r = esn_request(self->k, self->ses, &self->p, 0, self->out);
		EXPECT_EQ(0, run(self->fd, &r));
		EXPECT_TRUE(same(self->out, self->p.sealed,
				 ESN_TEXT + self->k->tag));
		r = esn_request(self->k, self->ses, &self->p,
				CRYPTODEV_REQ_DECRYPT, self->out);
		EXPECT_EQ(0, run(self->fd, &r));
		EXPECT_TRUE(same(self->out, self->p.text, ESN_TEXT));
		ASSERT_TRUE(sysctl_set("copy_bytes", was));
	}
}

/* The head of a request does not depend on that of the one before. */
TEST_F(esn, requests_without_follow_requests_with_sequence_number)
{
	uint8_t aad[24] = { 5 }, fresh[ROOM];
	uint32_t lens[] = { 8, 24 }, ses;
	struct cryptodev_req r;
	size_t i;

	if (self->k->flags || self->k->iv == 8)
		SKIP(return, "each request has a sequence number, or an IV there");
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		ASSERT_EQ(0, esn_session(self->fd, self->k, 0, &ses));
		r = esn_request(self->k, ses, &self->p, 0, fresh);
		r.flags &= ~CRYPTODEV_REQ_ESN;
		r.esn = 0;
		r.aad = native_pointer(aad);
		r.aad_len = lens[i];
		ASSERT_EQ(0, run(self->fd, &r));
		r = esn_request(self->k, self->ses, &self->p, 0, self->out);
		ASSERT_EQ(0, run(self->fd, &r));
		r.flags &= ~CRYPTODEV_REQ_ESN;
		r.esn = 0;
		r.aad = native_pointer(aad);
		r.aad_len = lens[i];
		EXPECT_EQ(0, run(self->fd, &r));
		EXPECT_TRUE(same(self->out, fresh, ESN_TEXT + self->k->tag));
	}
}

TEST_F(esn, session_flag_needs_cipher_and_mac)
{
	uint32_t ses;

	EXPECT_EQ(self->k->mac ? 0 : -EINVAL,
		  esn_session(self->fd, self->k, CRYPTODEV_CREATE_ESN, &ses));
}

TEST(other_sessions_have_no_sequence_numbers)
{
	static const struct { uint32_t flags, cipher, mac, keylen; } kinds[] = {
		{ 0, CRYPTO_AES_CBC, 0, 16 },
		{ 0, 0, CRYPTO_SHA2_256, 0 },
		{ 0, 0, CRYPTO_SHA2_256_HMAC, 32 },
		{ 0, 0, CRYPTO_AES_NIST_GMAC, 16 },
		{ 0, CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 16 },
		{ CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC,
		  16 },
	};
	static const uint8_t key[32] = { 1 };
	const struct esn_kind *k = &esn_kinds[0];
	uint8_t out[ROOM];
	struct cryptodev_req r;
	struct esn_packet p;
	int fd = dc_open();
	uint32_t ses = 0;
	size_t i;

	ASSERT_LE(0, fd);
	esn_packet(k, &p);
	memset(out, FILLER, ROOM);
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		ASSERT_EQ(0, dc_create(fd, kinds[i].flags, kinds[i].cipher,
				       kinds[i].mac, key, kinds[i].keylen,
				       &ses));
		r = esn_request(k, ses, &p, 0, out);
		EXPECT_EQ(-EOPNOTSUPP, run(fd, &r)) TH_LOG("kind %zu", i);
		EXPECT_EQ(-EOPNOTSUPP, dc_submit(fd, 0, &r, 1));
	}
	EXPECT_TRUE(all_are(out, ROOM, FILLER));
	close(fd);
}

TEST_HARNESS_MAIN
