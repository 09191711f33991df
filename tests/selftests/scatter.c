// SPDX-License-Identifier: GPL-2.0
/*
 * A request whose input and output are arrays of struct iovec gives the result of
 * the same request with one range each, and writes nothing else: for each kind of
 * session, for many lengths and cuts, apart, in place and overlapping.
 */
#include <stdlib.h>
#include <sys/uio.h>

#include "../kselftest_harness.h"

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/native.h"

#define MOST		(160 * 1024)
#define ARENA		(MOST + 65536)
#define ENTRIES		1024
#define TAG		16

static const uint8_t key[64] = "sixty-four bytes that are keys of ciphers and of MACs, and more.";
static const uint8_t iv[16] = "an IV of 16 byte";
static const uint8_t aad[32] = "associated data, as in a header";

static const struct kind {
	const char *name;
	uint32_t flags;		/* of CRYPTODEV_CREATE */
	uint32_t cipher, keylen;
	uint32_t mac, mackeylen;
	bool aead;
	uint32_t iv_len;
} kinds[] = {
	{ "cbc", 0, CRYPTO_AES_CBC, 16, 0, 0, false, 0 },
	{ "ctr", 0, CRYPTO_AES_CTR, 16, 0, 0, false, 0 },
	{ "xts", 0, CRYPTO_AES_XTS, 32, 0, 0, false, 0 },
	{ "gcm", 0, CRYPTO_AES_GCM, 16, 0, 0, true, 0 },
	{ "ccm", 0, CRYPTO_AES_CCM, 16, 0, 0, true, 12 },
	{ "sha256", 0, 0, 0, CRYPTO_SHA2_256, 0, false, 0 },
	{ "hmac", 0, 0, 0, CRYPTO_SHA2_256_HMAC, 32, false, 0 },
	{ "cbc and hmac", 0, CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20, false,
	  0 },
	{ "etm", CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, 16,
	  CRYPTO_SHA2_256_HMAC, 32, true, 0 },
};

/* How the ranges of a message are cut: bytes of each entry, repeatedly. */
static const struct cut {
	uint32_t len[4];
	uint32_t gap;
} cuts[] = {
	{ { ~0u }, 0 },
	{ { 16, 0, 48, 0 }, 5 },
	{ { 1, 2, 3, 250 }, 1 },
	{ { 4096, 0, 16, 4080 }, 64 },
	{ { 5000, 3000, 7000, 1 }, 96 },
	{ { 16384, 16, 16384, 64 }, 0 },
};

static const uint32_t lens[] = {
	16, 48, 1008, 1024, 1040, 8000, 16384, 65536, 65552, 128 * 1024,
};

enum place { APART, SRC_ONLY, DST_ONLY, IN_PLACE, SHIFTED, PLACES };

FIXTURE(scatter)
{
	int fd;
	uint8_t *arena, *image, *plain, *want, *secret;
	struct iovec src[ENTRIES], dst[ENTRIES];
};

FIXTURE_VARIANT(scatter)
{
	uint32_t submit_flags;
	uint32_t req_flags;
};

FIXTURE_VARIANT_ADD(scatter, waited) {
	.submit_flags = CRYPTODEV_SUBMIT_WAIT,
};
FIXTURE_VARIANT_ADD(scatter, reaped) {};
FIXTURE_VARIANT_ADD(scatter, worker) { .req_flags = CRYPTODEV_REQ_WORKER };
FIXTURE_VARIANT_ADD(scatter, copied) {
	.submit_flags = CRYPTODEV_SUBMIT_WAIT, .req_flags = CRYPTODEV_REQ_NO_ZC,
};

FIXTURE_SETUP(scatter)
{
	WORKER_SETUP(variant->req_flags);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->arena = pages(2 * ARENA);
	self->image = pages(2 * ARENA);
	self->plain = pages(3 * (MOST + 4096));
	ASSERT_TRUE(self->arena && self->image && self->plain);
	self->want = self->plain + MOST + 4096;
	self->secret = self->want + MOST + 4096;
	fill(self->plain, MOST, 7);
}

FIXTURE_TEARDOWN(scatter)
{
	close(self->fd);
}

/* Cuts @len bytes from @at on. Returns the number of entries. */
static unsigned int cut_ranges(struct iovec *v, const struct cut *cut,
			       uint8_t *at, uint32_t len)
{
	unsigned int nr = 0;
	uint32_t n;

	while (len && nr < ENTRIES) {
		n = cut->len[nr % 4];
		if (n > len || nr == ENTRIES - 1)
			n = len;
		v[nr].iov_base = n ? at : NULL;
		v[nr++].iov_len = n;
		at += n + cut->gap;
		len -= n;
	}
	if (!nr)
		v[nr++] = (struct iovec) { NULL, 0 };
	return nr;
}

/* Copies a buffer to the ranges, each of them @shift bytes further. */
static void put_ranges(const struct iovec *v, unsigned int nr,
		       const uint8_t *from, uint32_t len, ptrdiff_t shift)
{
	uint32_t n;

	for (; nr-- && len; len -= n, from += n, v++) {
		n = v->iov_len < len ? v->iov_len : len;
		if (n)
			memcpy((uint8_t *)v->iov_base + shift, from, n);
	}
}

static int run(FIXTURE_DATA(scatter) *self, const FIXTURE_VARIANT(scatter) *v,
	       struct cryptodev_req *r)
{
	struct cryptodev_result result;
	int n;

	r->flags |= v->req_flags;
	n = dc_submit(self->fd, v->submit_flags, r, 1);
	if (n != 1)
		return n < 0 ? n : -EIO;
	if (v->submit_flags)
		return r->result;
	n = dc_reap(self->fd, &result, 1, 1, deadline_in_ms(60000));
	if (n != 1)
		return n < 0 ? n : -EIO;
	r->out_len = result.out_len;
	return result.result;
}

static uint32_t out_len(const struct kind *k, uint32_t len, bool back)
{
	uint32_t tag = k->flags ? 32 : TAG;

	if (!k->cipher)
		return 0;
	return k->aead ? (back ? len - tag : len + tag) : len;
}

static struct cryptodev_req request(const struct kind *k, uint32_t ses,
				    uint32_t len, bool back, uint8_t *mac)
{
	return (struct cryptodev_req) {
		.ses = ses, .len = len,
		.flags = back ? CRYPTODEV_REQ_DECRYPT : 0,
		.aad = native_pointer(aad), .aad_len = k->aead ? 20 : 0,
		.iv = native_pointer(iv), .iv_len = k->iv_len,
		.mac = native_pointer(mac),
	};
}

/*
 * Runs one request both ways. @in has the input, @self->want gets the output of
 * the request with one range each. Returns NULL, or what is wrong.
 */
static const char *compare(FIXTURE_DATA(scatter) *self,
			   const FIXTURE_VARIANT(scatter) *v,
			   const struct kind *k, uint32_t ses,
			   const uint8_t *in, uint32_t len, bool back,
			   const struct cut *cut, enum place place)
{
	uint8_t mac[64] = {}, want_mac[64] = {};
	struct cryptodev_req r = request(k, ses, len, back, want_mac);
	uint32_t out = out_len(k, len, back), want_len;
	uint8_t *src_at = self->arena + 128, *dst_at = src_at + ARENA;
	unsigned int nr_src, nr_dst;

	r.src = native_pointer(in);
	r.dst = native_pointer(self->want);
	memset(self->want, 0xa5, out);
	if (run(self, v, &r))
		return "one range each fails";
	want_len = r.out_len;

	r = request(k, ses, len, back, mac);
	if (place == IN_PLACE || place == SHIFTED)
		dst_at = src_at + (place == SHIFTED ? 32 : 0);
	nr_src = cut_ranges(self->src, &cuts[place == DST_ONLY ? 0 : cut - cuts],
			    src_at, len);
	nr_dst = cut_ranges(self->dst, &cuts[place == SRC_ONLY ? 0 : cut - cuts],
			    dst_at, out);
	memset(self->arena, 0x5a, 2 * ARENA);
	put_ranges(self->src, nr_src, in, len, 0);
	memcpy(self->image, self->arena, 2 * ARENA);
	r.src = place == DST_ONLY ? native_pointer(src_at) :
				    native_pointer(self->src);
	r.dst = place == SRC_ONLY ? native_pointer(dst_at) :
				    native_pointer(self->dst);
	if (place != DST_ONLY) {
		r.flags |= CRYPTODEV_REQ_SRC_IOVEC;
		r.src_nr = nr_src;
	}
	if (place != SRC_ONLY) {
		r.flags |= CRYPTODEV_REQ_DST_IOVEC;
		r.dst_nr = nr_dst;
	}
	if (run(self, v, &r))
		return "the scattered request fails";
	if (!same(mac, want_mac, sizeof(mac)))
		return "another digest";
	if (r.out_len != want_len)
		return "another out_len";
	/* The image of the arena has the output in its ranges. */
	put_ranges(self->dst, nr_dst, self->want, out,
		   self->image - self->arena);
	return same(self->arena, self->image, 2 * ARENA) ?
		NULL : "the arena differs";
}

static int open_kind(FIXTURE_DATA(scatter) *self, const struct kind *k,
		     uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = k->flags,
		.cipher = k->cipher, .keylen = k->keylen,
		.mac = k->mac, .mackeylen = k->mackeylen,
		.key = native_pointer(key), .mackey = native_pointer(key),
	};
	int err = dc_ioctl(self->fd, CRYPTODEV_CREATE, &create);

	*ses = create.ses;
	return err;
}

/* The ciphertext of the plaintext, in @to. Returns its bytes, or 0. */
static uint32_t encrypt(FIXTURE_DATA(scatter) *self,
			const FIXTURE_VARIANT(scatter) *v, const struct kind *k,
			uint32_t ses, uint32_t len, uint8_t *to)
{
	uint8_t mac[64];
	struct cryptodev_req r = request(k, ses, len, false, mac);

	r.src = native_pointer(self->plain);
	r.dst = native_pointer(to);
	return run(self, v, &r) ? 0 : out_len(k, len, false);
}

/* Encrypts and decrypts, with each cut and each place. */
static void try_length(struct __test_metadata *_metadata,
		       FIXTURE_DATA(scatter) *self,
		       const FIXTURE_VARIANT(scatter) *v, const struct kind *k,
		       uint32_t ses, uint32_t len)
{
	unsigned int nr = k->cipher ? ARRAY_SIZE(cuts) * PLACES * 2 :
				      ARRAY_SIZE(cuts), i;
	uint32_t secret_len = 0;
	const char *wrong;

	if (k->cipher) {
		secret_len = encrypt(self, v, k, ses, len, self->secret);
		ASSERT_NE(0, secret_len);
	}
	for (i = 0; i < nr; i++) {
		const struct cut *cut = &cuts[i % ARRAY_SIZE(cuts)];
		unsigned int rest = i / ARRAY_SIZE(cuts);
		bool back = rest / PLACES;

		if (skip_case())
			continue;
		wrong = compare(self, v, k, ses,
				back ? self->secret : self->plain,
				back ? secret_len : len, back, cut,
				rest % PLACES);
		ASSERT_EQ(NULL, wrong) {
			TH_LOG("%s: %s of %u bytes, case %u", wrong, k->name,
			       len, i);
		}
	}
}

static void try_kind(struct __test_metadata *_metadata,
		     FIXTURE_DATA(scatter) *self,
		     const FIXTURE_VARIANT(scatter) *v, const struct kind *k)
{
	unsigned int i;
	uint32_t ses;

	ASSERT_EQ(0, open_kind(self, k, &ses));
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		try_length(_metadata, self, v, k, ses, lens[i]);
}

TEST_F(scatter, ciphers)
{
	try_kind(_metadata, self, variant, &kinds[0]);
	try_kind(_metadata, self, variant, &kinds[1]);
	try_kind(_metadata, self, variant, &kinds[2]);
}

TEST_F(scatter, aeads)
{
	try_kind(_metadata, self, variant, &kinds[3]);
	try_kind(_metadata, self, variant, &kinds[4]);
	try_kind(_metadata, self, variant, &kinds[8]);
}

TEST_F(scatter, hashes)
{
	try_kind(_metadata, self, variant, &kinds[5]);
	try_kind(_metadata, self, variant, &kinds[6]);
}

TEST_F(scatter, cipher_and_mac)
{
	try_kind(_metadata, self, variant, &kinds[7]);
}

TEST_HARNESS_MAIN
