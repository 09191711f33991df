// SPDX-License-Identifier: GPL-2.0
/*
 * Buffers that are unmapped or not writable, in whole or in part: each buffer
 * of a request in turn, in each way, for short (copied) and long (pinned)
 * requests. The request fails with EFAULT, writes nothing and leaves the
 * session as it was; with good buffers it then succeeds.
 */
#include "../kselftest_harness.h"
#include "lib/bad_buffer.h"
#include "lib/cases.h"
#include "lib/pins.h"
#include "lib/request.h"

FIXTURE(memory) {
	int fd;
	long long pins;		/* before the test */
	uint32_t ses;
	uint8_t key[32], first_iv[16], next_iv[16];
	uint8_t *plain, *secret;	/* secret has room for a tag */
	uint8_t digest[32];
	struct buffer buffers[ROLES];
	/* the next 16 bytes, after a first 16 in the session */
	uint8_t next[16], next_digest[32];
};

FIXTURE_VARIANT(memory) {
	uint32_t cipher, mac;
	uint32_t len;
	int flags;
};

#define VARIANT(name, ...) \
	FIXTURE_VARIANT_ADD(memory, name) { __VA_ARGS__ }

VARIANT(cbc_16, .cipher = CRYPTO_AES_CBC, .len = 16);
VARIANT(ctr_100, .cipher = CRYPTO_AES_CTR, .len = 100);
VARIANT(cbc_4096, .cipher = CRYPTO_AES_CBC, .len = 4096);
VARIANT(ctr_5000, .cipher = CRYPTO_AES_CTR, .len = 5000);
VARIANT(cbc_65536, .cipher = CRYPTO_AES_CBC, .len = 65536);
VARIANT(cbc_65536_copied, .cipher = CRYPTO_AES_CBC, .len = 65536,
	.flags = COP_FLAG_NO_ZC);
VARIANT(ctr_300000, .cipher = CRYPTO_AES_CTR, .len = 300000);
VARIANT(cbc_524288, .cipher = CRYPTO_AES_CBC, .len = 524288);
VARIANT(hash_100, .mac = CRYPTO_SHA2_256, .len = 100);
VARIANT(hash_5000, .mac = CRYPTO_SHA2_256, .len = 5000);
VARIANT(hash_100000, .mac = CRYPTO_SHA2_256, .len = 100000);
VARIANT(hash_500000, .mac = CRYPTO_SHA2_256, .len = 500000);
VARIANT(feed_100, .mac = CRYPTO_SHA2_256, .len = 100,
	.flags = COP_FLAG_UPDATE);
VARIANT(feed_500000, .mac = CRYPTO_SHA2_256, .len = 500000,
	.flags = COP_FLAG_UPDATE);
VARIANT(close_100, .mac = CRYPTO_SHA2_256, .len = 100,
	.flags = COP_FLAG_RESET | COP_FLAG_FINAL);
VARIANT(close_500000, .mac = CRYPTO_SHA2_256, .len = 500000,
	.flags = COP_FLAG_RESET | COP_FLAG_UPDATE | COP_FLAG_FINAL);
VARIANT(both_48, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256, .len = 48);
VARIANT(both_8192, .cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256,
	.len = 8192);
VARIANT(both_400000, .cipher = CRYPTO_AES_CTR, .mac = CRYPTO_SHA2_256,
	.len = 400000);
VARIANT(both_feed_400000, .cipher = CRYPTO_AES_CTR, .mac = CRYPTO_SHA2_256,
	.len = 400000, .flags = COP_FLAG_UPDATE);
VARIANT(gcm_16, .cipher = CRYPTO_AES_GCM, .len = 16);
VARIANT(gcm_5000, .cipher = CRYPTO_AES_GCM, .len = 5000);
VARIANT(gcm_65536, .cipher = CRYPTO_AES_GCM, .len = 65536);
VARIANT(gcm_300000, .cipher = CRYPTO_AES_GCM, .len = 300000);

static bool is_aead(const FIXTURE_VARIANT(memory) *variant)
{
	return variant->cipher == CRYPTO_AES_GCM;
}

/* Returns true if the request returns a digest. */
static bool gives_digest(const FIXTURE_VARIANT(memory) *variant)
{
	return variant->mac && (variant->flags & COP_FLAG_FINAL ||
				!(variant->flags & COP_FLAG_UPDATE));
}

/* Computes the IV that a message of len bytes leaves. */
static void advance_iv(uint32_t cipher, const uint8_t *secret, uint32_t len,
		       uint8_t *iv)
{
	uint32_t sum, carry = (len + 15) / 16;
	int i;

	if (cipher == CRYPTO_AES_CBC) {
		memcpy(iv, secret + len - 16, 16);
		return;
	}
	for (i = 15; i >= 0; i--) {
		sum = iv[i] + (carry & 0xff);
		iv[i] = sum;
		carry = (carry >> 8) + (sum >> 8);
	}
}

/*
 * Gives the session an IV and a running hash; with FINAL, returns their next
 * results.
 */
static int prime(FIXTURE_DATA(memory) *self, int flags, uint8_t *out,
		 uint8_t *digest)
{
	bool go_on = flags & COP_FLAG_FINAL;

	memset(out, 0, 16);
	memset(digest, 0, 32);
	return dc_crypt(self->fd, self->ses, COP_ENCRYPT, flags, self->plain,
			16, out, digest, go_on ? NULL : self->key);
}

/* Computes the expected results with short requests in good memory. */
FIXTURE_SETUP(memory)
{
	uint8_t out[16], digest[32];
	uint32_t ref, len = variant->len;
	int fd = dc_open();

	self->pins = pins_held();
	ASSERT_LE(0, fd);
	self->fd = fd;
	fill(self->key, sizeof(self->key), 1);
	ASSERT_EQ(0, dc_session(fd, variant->cipher, self->key,
				variant->cipher ? 16 : 0, variant->mac, NULL, 0,
				&self->ses));
	self->plain = pages(len);
	self->secret = pages(len + TAG_LEN);
	fill(self->plain, len, 2);
	fill(self->first_iv, 16, 3);
	memcpy(self->next_iv, self->first_iv, 16);
	if (variant->mac) {
		ASSERT_EQ(0, dc_session(fd, 0, NULL, 0, variant->mac, NULL, 0,
					&ref));
		ASSERT_EQ(0, hash_pieces(fd, ref, self->plain, len,
					 self->digest, 1000));
	}
	if (is_aead(variant)) {
		struct request r = {
			.aead = true, .ses = self->ses, .len = len,
			.src = self->plain, .dst = self->secret,
			.iv = self->first_iv, .aad = self->key, .aad_len = 32,
		};

		ASSERT_EQ(0, request_run(fd, &r));
		return;
	}
	if (variant->cipher) {
		ASSERT_EQ(0, dc_session(fd, variant->cipher, self->key, 16, 0,
					NULL, 0, &ref));
		ASSERT_EQ(0, crypt_pieces(fd, ref, COP_ENCRYPT, self->plain,
					  len, self->secret, self->first_iv,
					  1024));
		advance_iv(variant->cipher, self->secret, len, self->next_iv);
	}
	ASSERT_EQ(0, prime(self, COP_FLAG_RESET | COP_FLAG_UPDATE, out, digest));
	ASSERT_EQ(0, prime(self, COP_FLAG_FINAL, self->next, self->next_digest));
}

FIXTURE_TEARDOWN(memory)
{
	close(self->fd);
	EXPECT_TRUE(pins_back_to(self->pins));
}

/*
 * Creates the buffers of one direction, with the contents that they must have.
 */
static bool make_buffers(FIXTURE_DATA(memory) *self,
			 const FIXTURE_VARIANT(memory) *variant, int op)
{
	uint32_t src_len = variant->len, dst_len = variant->len;
	bool ok = true, encrypt = op == COP_ENCRYPT;
	struct buffer *b = self->buffers;

	memset(b, 0, sizeof(self->buffers));
	if (is_aead(variant)) {
		*(encrypt ? &dst_len : &src_len) += TAG_LEN;
		ok &= buffer_init(&b[AAD], 32, self->key, NULL);
	}
	ok &= buffer_init(&b[SRC], src_len,
			  encrypt ? self->plain : self->secret, NULL);
	if (variant->cipher) {
		ok &= buffer_init(&b[DST], dst_len, NULL,
				  encrypt ? self->secret : self->plain);
		ok &= buffer_init(&b[IV], is_aead(variant) ? 12 : 16,
				  self->first_iv, self->next_iv);
	}
	if (gives_digest(variant))
		ok &= buffer_init(&b[MAC], 32, NULL, self->digest);
	return ok;
}

static int run(FIXTURE_DATA(memory) *self,
	       const FIXTURE_VARIANT(memory) *variant,
	       const struct bad_request *a)
{
	struct request r = {
		.aead = is_aead(variant), .ses = self->ses, .op = a->op,
		.flags = variant->flags | (variant->cipher ? COP_FLAG_WRITE_IV : 0),
		.len = self->buffers[SRC].len,
		.src = buffer_pointer(self->buffers, a, SRC),
		.dst = buffer_pointer(self->buffers, a, DST),
		.mac = buffer_pointer(self->buffers, a, MAC),
		.iv = buffer_pointer(self->buffers, a, IV),
		.aad = buffer_pointer(self->buffers, a, AAD),
		.aad_len = self->buffers[AAD].len,
	};

	return request_run(self->fd, &r);
}

/* Expects the request to fail, and to succeed with good buffers. */
static void check_attempt(struct __test_metadata *_metadata,
			  FIXTURE_DATA(memory) *self,
			  const FIXTURE_VARIANT(memory) *variant,
			  struct bad_request *a)
{
	uint8_t out[16], digest[32];
	int err = run(self, variant, a);

	EXPECT_EQ(-EFAULT, err);
	EXPECT_TRUE(buffers_hold(self->buffers, a, false));
	ASSERT_TRUE(seam_mend(&self->buffers[a->bad].seam));
	if (!is_aead(variant)) {
		ASSERT_EQ(0, prime(self, COP_FLAG_FINAL, out, digest));
		if (variant->cipher) {
			EXPECT_TRUE(same(out, self->next, 16));
		}
		if (variant->mac) {
			EXPECT_TRUE(same(digest, self->next_digest, 32));
		}
	}
	a->elsewhere = false;
	buffers_rewind(self->buffers, a);
	ASSERT_EQ(0, run(self, variant, a));
	ASSERT_TRUE(buffers_hold(self->buffers, a, true));
	if (variant->mac && !gives_digest(variant)) {
		ASSERT_EQ(0, dc_crypt(self->fd, self->ses, COP_ENCRYPT,
				      COP_FLAG_FINAL, NULL, 0, NULL, digest,
				      NULL));
		ASSERT_TRUE(same(digest, self->digest, 32));
	}
	ASSERT_NE(KSFT_FAIL, _metadata->exit_code) {
		TH_LOG("op %d with %s %s, %u bytes below the seam", a->op,
		       role_names[a->bad], a->what,
		       a->below ?: self->buffers[a->bad].len / 2);
	}
}

static void start_attempt(struct __test_metadata *_metadata,
			  FIXTURE_DATA(memory) *self,
			  const FIXTURE_VARIANT(memory) *variant,
			  const struct bad_request *a)
{
	uint8_t out[16], digest[32];

	buffers_rewind(self->buffers, a);
	if (!is_aead(variant)) {
		ASSERT_EQ(0, prime(self, COP_FLAG_RESET | COP_FLAG_UPDATE, out,
				   digest));
	}
}

/* Ways to make a side of a seam, or both, bad. */
static const struct spoil {
	const char *what;
	enum side side;
	bool unmap;
	int prot;
} spoils[] = {
	{ "whose start is not mapped", LOW, true, 0 },
	{ "whose end is not mapped", HIGH, true, 0 },
	{ "not mapped", BOTH, true, 0 },
	{ "not accessible", BOTH, false, PROT_NONE },
	{ "whose end is not accessible", HIGH, false, PROT_NONE },
	{ "whose start is read-only", LOW, false, PROT_READ },
	{ "whose end is read-only", HIGH, false, PROT_READ },
	{ "read-only", BOTH, false, PROT_READ },
};

static bool is_written(const FIXTURE_VARIANT(memory) *variant, enum role role)
{
	return role == DST || role == MAC || (role == IV && !is_aead(variant));
}

static void check_spoils(struct __test_metadata *_metadata,
			 FIXTURE_DATA(memory) *self,
			 const FIXTURE_VARIANT(memory) *variant,
			 struct bad_request *a)
{
	const struct spoil *s;

	for (s = spoils; s < spoils + ARRAY_SIZE(spoils); s++) {
		struct seam *seam = &self->buffers[a->bad].seam;

		if (s->prot == PROT_READ && !is_written(variant, a->bad))
			continue;
		if (skip_if_brief())
			continue;
		a->what = s->what;
		start_attempt(_metadata, self, variant, a);
		ASSERT_TRUE(s->unmap ? seam_unmap(seam, s->side) :
			    seam_protect(seam, s->side, s->prot));
		check_attempt(_metadata, self, variant, a);
	}
}

TEST_F(memory, bad_memory_across_page_boundary)
{
	struct bad_request a = { 0 };
	uint32_t below[3], len, i;

	for (a.op = COP_ENCRYPT; a.op <= COP_DECRYPT; a.op++) {
		ASSERT_TRUE(make_buffers(self, variant, a.op));
		for (a.bad = SRC; a.bad < ROLES; a.bad++) {
			if (!self->buffers[a.bad].len)
				continue;
			len = self->buffers[a.bad].len;
			/* far into a request that is processed in pieces */
			below[0] = len > 100000 ? len / 8 * 7 : len / 2;
			below[1] = 1;
			below[2] = len - 1;
			for (i = 0; i < (len > 8192 ? 1 : 3); i++) {
				a.below = below[i];
				check_spoils(_metadata, self, variant, &a);
			}
		}
		buffers_free(self->buffers);
		if (!variant->cipher)
			break;
	}
}

TEST_F(memory, bad_addresses)
{
	const uint64_t addresses[] = {
		0, 1, 4095, -1, -16, -32, -4096,
		-(uint64_t)variant->len, 1 - (uint64_t)variant->len,
		0xffff888000000000, 0xffffffff81000000, 0x8000000000000000,
		0x800000000000, 0x7ffffffff000, 0x7fffffffeff1,
	};
	struct bad_request a = { .what = "elsewhere" };
	/* for long requests, some of them for each buffer */
	size_t i, step = variant->len > 100000 ? 4 : 1;

	for (a.op = COP_ENCRYPT; a.op <= COP_DECRYPT; a.op++) {
		ASSERT_TRUE(make_buffers(self, variant, a.op));
		for (a.bad = SRC; a.bad < ROLES; a.bad++) {
			if (!self->buffers[a.bad].len)
				continue;
			for (i = a.bad % step; i < ARRAY_SIZE(addresses);
			     i += step) {
				a.elsewhere = true;
				a.where = addresses[i];
				/* not as far, in 32 bits */
				if (a.where != addresses[i] &&
				    addresses[i] >> 32 != UINT32_MAX)
					continue;
				/* a 32-bit program may have its stack there */
				if (!msync((void *)(a.where & -4096L), 1,
					   MS_ASYNC))
					continue;
				/* a NULL IV selects the stored one */
				if (!a.where && a.bad == IV && !is_aead(variant))
					continue;
				if (skip_if_brief())
					continue;
				start_attempt(_metadata, self, variant, &a);
				check_attempt(_metadata, self, variant, &a);
			}
		}
		buffers_free(self->buffers);
		if (!variant->cipher)
			break;
	}
}

TEST_HARNESS_MAIN
