// SPDX-License-Identifier: GPL-2.0
/*
 * A destination that overlaps the source, by any number of bytes and in either
 * direction: the result is the same as with two buffers, and no byte outside
 * the destination changes.
 */
#include "../kselftest_harness.h"
#include "lib/pins.h"
#include "lib/request.h"

FIXTURE(overlap) {
	int fd;
	long long pins;		/* before the test */
	uint32_t ses;
	uint32_t in_len, out_len;	/* of one direction */
	uint8_t *in, *out;
	uint8_t *room, *image;		/* room for both, expected contents */
	uint8_t iv[16], aad[20];
	uint8_t digest[32];
};

FIXTURE_VARIANT(overlap) {
	uint32_t cipher, mac;
	uint32_t len;
	int op;
	int flags;
};

#define VARIANT(name, ...) \
	FIXTURE_VARIANT_ADD(overlap, name) { __VA_ARGS__ }

VARIANT(cbc_16, .cipher = CRYPTO_AES_CBC, .len = 16);
VARIANT(cbc_48_back, .cipher = CRYPTO_AES_CBC, .len = 48, .op = COP_DECRYPT);
VARIANT(cbc_4096, .cipher = CRYPTO_AES_CBC, .len = 4096);
VARIANT(cbc_4096_back, .cipher = CRYPTO_AES_CBC, .len = 4096,
	.op = COP_DECRYPT);
VARIANT(cbc_65536, .cipher = CRYPTO_AES_CBC, .len = 65536);
VARIANT(cbc_65536_back, .cipher = CRYPTO_AES_CBC, .len = 65536,
	.op = COP_DECRYPT);
VARIANT(cbc_65536_copied, .cipher = CRYPTO_AES_CBC, .len = 65536,
	.op = COP_DECRYPT, .flags = COP_FLAG_NO_ZC);
VARIANT(ctr_100, .cipher = CRYPTO_AES_CTR, .len = 100);
VARIANT(ctr_5000, .cipher = CRYPTO_AES_CTR, .len = 5000);
VARIANT(ctr_300001, .cipher = CRYPTO_AES_CTR, .len = 300001);
VARIANT(xts_20000, .cipher = CRYPTO_AES_XTS, .len = 20000);
VARIANT(ecb_40000_back, .cipher = CRYPTO_AES_ECB, .len = 40000,
	.op = COP_DECRYPT);
VARIANT(null_70000, .cipher = CRYPTO_NULL, .len = 70000);
VARIANT(gcm_33, .cipher = CRYPTO_AES_GCM, .len = 33);
VARIANT(gcm_33_back, .cipher = CRYPTO_AES_GCM, .len = 33, .op = COP_DECRYPT);
VARIANT(gcm_70000, .cipher = CRYPTO_AES_GCM, .len = 70000);
VARIANT(gcm_70000_back, .cipher = CRYPTO_AES_GCM, .len = 70000,
	.op = COP_DECRYPT);
VARIANT(both_48, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256, .len = 48);
VARIANT(both_48_back, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256,
	.len = 48, .op = COP_DECRYPT);
VARIANT(both_65536, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256,
	.len = 65536);
VARIANT(both_65536_back, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256,
	.len = 65536, .op = COP_DECRYPT);

static int run(FIXTURE_DATA(overlap) *self,
	       const FIXTURE_VARIANT(overlap) *variant, int op,
	       const uint8_t *src, uint32_t len, uint8_t *dst, uint8_t *digest)
{
	struct request r = {
		.aead = variant->cipher == CRYPTO_AES_GCM, .ses = self->ses,
		.op = op, .flags = variant->flags, .len = len, .src = src,
		.dst = dst, .mac = digest, .iv = self->iv, .aad = self->aad,
		.aad_len = sizeof(self->aad),
	};

	return request_run(self->fd, &r);
}

static size_t room_len(FIXTURE_DATA(overlap) *self)
{
	return 3 * (size_t)self->out_len + 3 * (size_t)self->in_len + 256;
}

FIXTURE_SETUP(overlap)
{
	uint32_t keylen, len = variant->len;
	uint8_t key[32], *check;

	self->fd = dc_open();
	self->pins = pins_held();
	ASSERT_LE(0, self->fd);
	fill(key, sizeof(key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->aad, sizeof(self->aad), 3);
	keylen = variant->cipher == CRYPTO_NULL ? 0 : 32;
	ASSERT_EQ(0, dc_session(self->fd, variant->cipher, key, keylen,
				variant->mac, NULL, 0, &self->ses));
	self->in_len = len;
	self->out_len = len;
	if (variant->cipher == CRYPTO_AES_GCM)
		self->out_len += TAG_LEN;
	/* with two buffers, encrypted and decrypted again */
	self->in = pages(self->out_len);
	self->out = pages(self->out_len);
	check = pages(self->out_len);
	fill(self->in, len, 4);
	ASSERT_EQ(0, run(self, variant, COP_ENCRYPT, self->in, len, self->out,
			 self->digest));
	ASSERT_EQ(0, run(self, variant, COP_DECRYPT, self->out, self->out_len,
			 check, self->digest));
	ASSERT_TRUE(same(check, self->in, len));
	if (variant->op == COP_DECRYPT) {
		memcpy(check, self->in, len);
		self->in = self->out;
		self->in_len = self->out_len;
		self->out = check;
		self->out_len = len;
	}
	self->room = pages(room_len(self));
	self->image = pages(room_len(self));
}

FIXTURE_TEARDOWN(overlap)
{
	close(self->fd);
	EXPECT_TRUE(pins_back_to(self->pins));
}

/* The destination starts @by bytes after the source, or before it. */
static void check_shift(struct __test_metadata *_metadata,
			FIXTURE_DATA(overlap) *self,
			const FIXTURE_VARIANT(overlap) *variant, long by)
{
	size_t src = self->in_len + self->out_len + 100, dst = src + by;
	size_t len = room_len(self);
	uint8_t digest[32] = { 0 };

	memset(self->room, 0xa5, len);
	memcpy(self->room + src, self->in, self->in_len);
	memcpy(self->image, self->room, len);
	memcpy(self->image + dst, self->out, self->out_len);
	ASSERT_EQ(0, run(self, variant, variant->op, self->room + src,
			 self->in_len, self->room + dst, digest)) {
		TH_LOG("by %ld", by);
	}
	EXPECT_TRUE(same(self->room, self->image, len)) {
		TH_LOG("by %ld", by);
	}
	if (variant->mac) {
		EXPECT_TRUE(same(digest, self->digest, 32)) {
			TH_LOG("by %ld", by);
		}
	}
}

TEST_F(overlap, shifted_destination)
{
	long far[] = { 31, 32, 64, 512, 4095, 4096, 4097, variant->len / 2,
		       variant->len - 16, variant->len - 1, variant->len,
		       variant->len + 16 };
	long by;
	size_t i;

	for (by = -17; by <= 17; by++)
		check_shift(_metadata, self, variant, by);
	for (i = 0; i < ARRAY_SIZE(far); i++) {
		if (far[i] > (long)variant->len + 16)
			continue;
		check_shift(_metadata, self, variant, far[i]);
		check_shift(_metadata, self, variant, -far[i]);
	}
}

/* The IV and the digest inside the buffers: read before, written after. */
TEST_F(overlap, iv_and_digest_inside_buffers)
{
	uint8_t *p = self->room, iv[16], digest[32];
	struct request r = {
		.aead = variant->cipher == CRYPTO_AES_GCM,
		.ses = self->ses, .op = variant->op, .len = self->in_len,
		.flags = COP_FLAG_WRITE_IV | variant->flags,
		.src = p, .dst = p, .mac = digest, .iv = iv,
		.aad = self->aad, .aad_len = sizeof(self->aad),
	};

	memcpy(iv, self->iv, 16);
	memcpy(p, self->in, self->in_len);
	ASSERT_EQ(0, request_run(self->fd, &r));
	ASSERT_TRUE(same(p, self->out, self->out_len));
	memcpy(self->image, iv, 16);
	/* the IV directly before the message, as in protocols */
	memcpy(p, self->iv, 16);
	memcpy(p + 16, self->in, self->in_len);
	r.iv = p;
	r.src = p + 16;
	r.dst = p + 16;
	ASSERT_EQ(0, request_run(self->fd, &r));
	EXPECT_TRUE(same(p, self->image, 16));
	EXPECT_TRUE(same(p + 16, self->out, self->out_len));
	/* the output overwrites the IV */
	memcpy(p, self->iv, 16);
	memcpy(p + 16, self->in, self->in_len);
	r.flags = variant->flags;
	r.dst = p;
	ASSERT_EQ(0, request_run(self->fd, &r));
	EXPECT_TRUE(same(p, self->out, self->out_len));
	if (!variant->mac)
		return;
	/* the digest overwrites the source */
	memcpy(p, self->in, self->in_len);
	r.src = p;
	r.dst = self->image;
	r.iv = self->iv;
	r.mac = p;
	ASSERT_EQ(0, request_run(self->fd, &r));
	EXPECT_TRUE(same(self->image, self->out, self->out_len));
	EXPECT_TRUE(same(p, self->digest, 32));
	EXPECT_TRUE(same(p + 32, self->in + 32, self->in_len - 32));
}

TEST_HARNESS_MAIN
