// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCAUTHCRYPT's SRTP mode (RFC 3711): packets equal those that a cipher and a
 * mac make in steps, and a packet that does not verify stays unchanged. And the
 * sessions that have this mode and that of TLS.
 */
#include "../kselftest_harness.h"
#include "lib/record.h"

#define PACKET_MAX	8192
#define TAG_MAX		HASH_MAX_LEN

FIXTURE(srtp) {
	struct suite_sessions p;
	struct seam seam, tag;
	uint8_t iv[16];
	uint8_t *plain, *made;
	uint8_t mac[TAG_MAX];
};

FIXTURE_VARIANT(srtp) {
	struct suite suite;
};

#define VARIANT(name, ...) \
	FIXTURE_VARIANT_ADD(srtp, name) { .suite = { __VA_ARGS__ } }

VARIANT(ctr_sha1, CRYPTO_AES_CTR, 16, 1, 16, CRYPTO_SHA1_HMAC, 20, 20);
VARIANT(ctr_md5, CRYPTO_AES_CTR, 16, 1, 16, CRYPTO_MD5_HMAC, 0, 16);
VARIANT(ctr_ripemd, CRYPTO_AES_CTR, 24, 1, 16, CRYPTO_RIPEMD160_HMAC, 20, 20);
VARIANT(ctr_sha224, CRYPTO_AES_CTR, 32, 1, 16, CRYPTO_SHA2_224_HMAC, 32, 28);
VARIANT(ctr_sha256, CRYPTO_AES_CTR, 32, 1, 16, CRYPTO_SHA2_256_HMAC, 32, 32);
VARIANT(ctr_sha384, CRYPTO_AES_CTR, 32, 1, 16, CRYPTO_SHA2_384_HMAC, 512, 48);
VARIANT(ctr_sha512, CRYPTO_AES_CTR, 32, 1, 16, CRYPTO_SHA2_512_HMAC, 64, 64);
VARIANT(ctr_cmac, CRYPTO_AES_CTR, 16, 1, 16, CRYPTO_AES_CMAC, 16, 16);
VARIANT(null_sha1, CRYPTO_NULL, 0, 1, 0, CRYPTO_SHA1_HMAC, 20, 20);
VARIANT(null_cmac, CRYPTO_NULL, 0, 1, 0, CRYPTO_AES_CMAC, 32, 16);

FIXTURE_SETUP(srtp)
{
	int fd = dc_open();

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, suite_init(&self->p, fd, &variant->suite));
	ASSERT_TRUE(seam_init(&self->seam, PACKET_MAX));
	ASSERT_TRUE(seam_init(&self->tag, TAG_MAX));
	self->plain = pages(PACKET_MAX);
	self->made = pages(PACKET_MAX);
	fill(self->plain, PACKET_MAX, 1);
	fill(self->iv, sizeof(self->iv), 2);
}

FIXTURE_TEARDOWN(srtp)
{
	suite_free(&self->p);
	seam_free(&self->seam);
	seam_free(&self->tag);
	close(self->p.fd);
}

/*
 * Returns a call, with the memory full of the packet and its tag, or half of
 * it.
 */
static struct srtp call(FIXTURE_DATA(srtp) *self, int op, uint32_t head,
			uint32_t len, uint32_t after, uint32_t tag_len)
{
	uint32_t packet_len = head + len + after;
	struct srtp s = {
		.op = op, .packet = self->seam.edge - packet_len / 2,
		.packet_len = packet_len, .head = head, .len = len,
		.tag = self->tag.edge - tag_len / 2, .tag_len = tag_len,
		.iv = self->iv,
	};

	memset(self->seam.view, 0xa5, self->seam.size);
	memset(self->tag.view, 0xa5, self->tag.size);
	memcpy(s.packet, op ? self->made : self->plain, packet_len);
	if (op)
		memcpy(s.tag, self->mac, tag_len);
	return s;
}

/* Makes self->made and self->mac of the first bytes of self->plain. */
static int make(FIXTURE_DATA(srtp) *self, uint32_t head, uint32_t len,
		uint32_t after)
{
	uint32_t packet_len = head + len + after;

	memcpy(self->made, self->plain, packet_len);
	return suite_crypt(&self->p, COP_ENCRYPT, self->made + head, len,
			   self->iv) ?:
	       suite_mac(&self->p, NULL, 0, self->made, packet_len, self->mac);
}

static bool seam_holds(const struct seam *s, const uint8_t *at,
		       const void *data, uint32_t len)
{
	const uint8_t *view = seam_view(s, at);
	const uint8_t *end = s->view + s->size;

	return same(view, data, len) &&
	       all_are(s->view, view - s->view, 0xa5) &&
	       all_are(view + len, end - view - len, 0xa5);
}

/* Returns true if the memory holds this packet and tag, and nothing else. */
static bool holds(FIXTURE_DATA(srtp) *self, const struct srtp *s,
		  const void *packet, const void *mac)
{
	uint8_t unwritten[TAG_MAX];

	memset(unwritten, 0xa5, sizeof(unwritten));
	return seam_holds(&self->seam, s->packet, packet, s->packet_len) &&
	       seam_holds(&self->tag, s->tag, mac ?: unwritten, s->tag_len);
}

static void check_packet(struct __test_metadata *_metadata,
			 FIXTURE_DATA(srtp) *self, uint32_t head, uint32_t len,
			 uint32_t after, uint32_t tag_len)
{
	struct srtp s;

	ASSERT_EQ(0, make(self, head, len, after));
	s = call(self, COP_ENCRYPT, head, len, after, tag_len);
	EXPECT_EQ(0, srtp_run(&self->p, &s));
	EXPECT_TRUE(holds(self, &s, self->made, self->mac)) {
		TH_LOG("encrypt %u, %u, %u, tag %u", head, len, after, tag_len);
	}
	s = call(self, COP_DECRYPT, head, len, after, tag_len);
	EXPECT_EQ(0, srtp_run(&self->p, &s));
	memcpy(self->made + head, self->plain + head, len);
	EXPECT_TRUE(holds(self, &s, self->made, self->mac)) {
		TH_LOG("decrypt %u, %u, %u, tag %u", head, len, after, tag_len);
	}
}

/* A header, a payload, and the roll-over counter of RFC 3711. */
TEST_F(srtp, packets_equal_steps)
{
	static const uint32_t heads[] = { 0, 12, 13, 16, 255, 256 };
	static const uint32_t lens[] = { 0, 1, 15, 16, 160, 1388, 4096, 5000 };
	const uint32_t full = variant->suite.mac_len;
	uint32_t i, j;

	for (i = 0; i < ARRAY_SIZE(heads); i++) {
		for (j = 0; j < ARRAY_SIZE(lens); j++) {
			check_packet(_metadata, self, heads[i], lens[j], 4,
				     full);
			check_packet(_metadata, self, heads[i], lens[j], 4, 10);
			check_packet(_metadata, self, heads[i], lens[j], 4, 4);
			check_packet(_metadata, self, heads[i], lens[j], 0,
				     full);
		}
	}
	for (i = 1; i <= full; i++)
		check_packet(_metadata, self, 12, 33, 4, i);
}

/* tag_len 0 means the whole mac. */
TEST_F(srtp, zero_tag_len_means_full_tag)
{
	struct srtp s;

	ASSERT_EQ(0, make(self, 12, 100, 4));
	s = call(self, COP_ENCRYPT, 12, 100, 4, variant->suite.mac_len);
	s.tag_len = 0;
	ASSERT_EQ(0, srtp_run(&self->p, &s));
	s.tag_len = variant->suite.mac_len;
	EXPECT_TRUE(holds(self, &s, self->made, self->mac));
	s.op = COP_DECRYPT;
	s.tag_len = 0;
	ASSERT_EQ(0, srtp_run(&self->p, &s));
}

/* The tag directly after the packet, as it is sent. */
TEST_F(srtp, tag_after_packet)
{
	uint8_t wire[12 + 100 + TAG_MAX];
	struct srtp s;

	ASSERT_EQ(0, make(self, 12, 100, 0));
	s = call(self, COP_ENCRYPT, 12, 100, 0, 10);
	memcpy(wire, self->made, 112);
	memcpy(wire + 112, self->mac, 10);
	s.tag = s.packet + 112;
	ASSERT_EQ(0, srtp_run(&self->p, &s));
	EXPECT_TRUE(seam_holds(&self->seam, s.packet, wire, 122));
	s.op = COP_DECRYPT;
	ASSERT_EQ(0, srtp_run(&self->p, &s));
	memcpy(wire + 12, self->plain + 12, 100);
	EXPECT_TRUE(seam_holds(&self->seam, s.packet, wire, 122));
}

/* One bit changed anywhere: EBADMSG, and nothing changes. */
TEST_F(srtp, forged_packet_stays_unchanged)
{
	const uint32_t len = 12 + 60 + 4;
	struct srtp s;
	uint32_t i;

	ASSERT_EQ(0, make(self, 12, 60, 4));
	for (i = 0; i < len + 10; i++) {
		uint8_t *byte = i < len ? &self->made[i] : &self->mac[i - len];

		*byte ^= 1 << i % 8;
		s = call(self, COP_DECRYPT, 12, 60, 4, 10);
		EXPECT_EQ(-EBADMSG, srtp_run(&self->p, &s)) {
			TH_LOG("byte %u", i);
		}
		EXPECT_TRUE(holds(self, &s, self->made, self->mac));
		*byte ^= 1 << i % 8;
	}
	s = call(self, COP_DECRYPT, 12, 60, 4, 10);
	EXPECT_EQ(0, srtp_run(&self->p, &s));
}

static void check_error(struct __test_metadata *_metadata,
			FIXTURE_DATA(srtp) *self, int error, struct srtp s)
{
	const struct srtp was = call(self, s.op, 300, 1000, 4, 10);

	EXPECT_EQ(error, srtp_run(&self->p, &s)) {
		TH_LOG("head %u, len %u of %u", s.head, s.len, s.packet_len);
	}
	EXPECT_TRUE(holds(self, &was, s.op ? self->made : self->plain,
			  s.op ? self->mac : NULL));
}

TEST_F(srtp, invalid_calls_change_nothing)
{
	struct srtp s, good;
	int op;

	ASSERT_EQ(0, make(self, 300, 1000, 4));
	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		good = call(self, op, 300, 1000, 4, 10);
		/* more than 256 bytes in */
		check_error(_metadata, self, -EINVAL, good);
		s = good;
		s.head = 257;
		check_error(_metadata, self, -EINVAL, s);
		/* before the packet, behind it, and longer than it */
		s = good;
		s.head = -1;
		check_error(_metadata, self, -EINVAL, s);
		s = good;
		s.packet_len = 200;
		s.head = 201;
		s.len = 0;
		check_error(_metadata, self, -EINVAL, s);
		s = good;
		s.head = 12;
		s.len = s.packet_len - 11;
		check_error(_metadata, self, -EINVAL, s);
		s.len = UINT32_MAX;
		check_error(_metadata, self, -EINVAL, s);
		s = good;
		s.head = 12;
		s.packet_len = RECORD_MAX + 1;
		check_error(_metadata, self, -E2BIG, s);
		s = good;
		s.head = 12;
		s.tag_len = variant->suite.mac_len + 1;
		check_error(_metadata, self, -EINVAL, s);
		if (!variant->suite.iv_len)
			continue;
		s = good;
		s.head = 12;
		s.iv = NULL;
		check_error(_metadata, self, -EFAULT, s);
	}
}

/* Packet or tag unmapped, in part or whole: nothing is written. */
TEST_F(srtp, bad_memory_is_efault)
{
	struct seam *seams[] = { &self->seam, &self->tag };
	enum side side;
	struct srtp s;
	int op, bad;

	ASSERT_EQ(0, make(self, 12, 2000, 4));
	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		for (bad = 0; bad < 4; bad++) {
			/* a tag that is only read may be read-only */
			if (op == COP_DECRYPT && bad == 1)
				continue;
			for (side = LOW; side <= BOTH; side++) {
				s = call(self, op, 12, 2000, 4, 10);
				seam_protect(seams[bad % 2], side, bad < 2 ?
					     PROT_READ : PROT_NONE);
				EXPECT_EQ(-EFAULT, srtp_run(&self->p, &s)) {
					TH_LOG("op %d, bad %d, side %d", op,
					       bad, side);
				}
				ASSERT_TRUE(seam_mend(&self->seam));
				ASSERT_TRUE(seam_mend(&self->tag));
				EXPECT_TRUE(holds(self, &s, op ? self->made :
						  self->plain,
						  op ? self->mac : NULL));
			}
		}
	}
}

/* The sessions that have the two modes, and those that do not. */
struct kind {
	uint32_t cipher, keylen, mac, mackeylen;
	int tls, srtp;
};

static const struct kind kinds[] = {
	{ CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20, 0, -EOPNOTSUPP },
	{ CRYPTO_AES_CTR, 16, CRYPTO_SHA1_HMAC, 20, 0, 0 },
	{ CRYPTO_NULL, 0, CRYPTO_SHA1_HMAC, 20, 0, 0 },
	{ CRYPTO_AES_CTR, 16, CRYPTO_AES_CMAC, 16, -EOPNOTSUPP, 0 },
	{ CRYPTO_AES_CBC, 16, CRYPTO_AES_CMAC, 16, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_ECB, 16, CRYPTO_SHA1_HMAC, 20, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_XTS, 32, CRYPTO_SHA1_HMAC, 20, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_CBC, 16, CRYPTO_SHA1, 0, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_CTR, 16, CRYPTO_SHA2_256, 0, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_CBC, 16, 0, 0, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_CTR, 16, 0, 0, -EOPNOTSUPP, -EOPNOTSUPP },
	{ 0, 0, CRYPTO_SHA1_HMAC, 20, -EOPNOTSUPP, -EOPNOTSUPP },
	{ 0, 0, CRYPTO_SHA1, 0, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_GCM, 16, 0, 0, -EOPNOTSUPP, -EOPNOTSUPP },
	{ CRYPTO_AES_CCM, 16, 0, 0, -EOPNOTSUPP, -EOPNOTSUPP },
};

static int try(int fd, uint32_t ses, int op, int flags, uint8_t *buf)
{
	struct crypt_auth_op caop = {
		.ses = ses, .op = op, .flags = flags, .len = 64, .src = buf,
		.dst = buf, .auth_src = buf, .auth_len = 64, .tag = buf + 160,
		.iv = buf + 240,
	};

	return dc_aead(fd, &caop);
}

TEST(sessions_with_srtp_and_tls_modes)
{
	uint8_t key[32] = { 1, 2, 3, [16] = 4 }, buf[256], was[256];
	int fd = dc_open(), op;
	const struct kind *k;
	uint32_t ses;

	ASSERT_LE(0, fd);
	for (k = kinds; k < kinds + ARRAY_SIZE(kinds); k++) {
		ASSERT_EQ(0, dc_session(fd, k->cipher, key, k->keylen, k->mac,
					key, k->mackeylen, &ses));
		for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
			fill(buf, sizeof(buf), 1);
			memcpy(was, buf, sizeof(buf));
			EXPECT_EQ(k->tls ?: (op ? -EBADMSG : 0),
				  try(fd, ses, op, COP_FLAG_AEAD_TLS_TYPE,
				      buf)) {
				TH_LOG("cipher %u, mac %u", k->cipher, k->mac);
			}
			EXPECT_EQ(!k->tls, !same(buf, was, sizeof(buf)));
			memcpy(buf, was, sizeof(buf));
			EXPECT_EQ(k->srtp ?: (op ? -EBADMSG : 0),
				  try(fd, ses, op, COP_FLAG_AEAD_SRTP_TYPE,
				      buf)) {
				TH_LOG("cipher %u, mac %u", k->cipher, k->mac);
			}
			EXPECT_EQ(!k->srtp && !op,
				  !same(buf, was, sizeof(buf)));
		}
		ASSERT_EQ(0, dc_free(fd, ses));
	}
	close(fd);
}

TEST_HARNESS_MAIN
