// SPDX-License-Identifier: GPL-2.0
/*
 * Associated data, IV and digest may be anywhere, also inside the input and the
 * output. A request reads all that it reads before it writes there, and writes the
 * digest last.
 */
#include "../kselftest_harness.h"

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/native.h"

#define MOST	(160 * 1024)
#define AAD	20
#define IV	16

static const uint8_t key[64] = "the sixteen bytes of this key, and the others for the MAC of it";

static const struct kind {
	const char *name;
	uint32_t flags;		/* of CRYPTODEV_CREATE */
	uint32_t cipher, mac, mackeylen, digest, tag;
} kinds[] = {
	{ "cbc", 0, CRYPTO_AES_CBC, 0, 0, 0, 0 },
	{ "ctr", 0, CRYPTO_AES_CTR, 0, 0, 0, 0 },
	{ "gcm", 0, CRYPTO_AES_GCM, 0, 0, 0, 16 },
	{ "sha1", 0, 0, CRYPTO_SHA1, 0, 20, 0 },
	{ "hmac", 0, 0, CRYPTO_SHA2_256_HMAC, 32, 32, 0 },
	{ "cbc and hmac", 0, CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 20, 20, 0 },
	{ "etm", CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC,
	  32, 0, 32 },
};

static const uint32_t lens[] = { 64, 1024, 4096, 65536, 128 * 1024 };

FIXTURE(regions)
{
	int fd;
	uint8_t *arena, *image, *out;
};

FIXTURE_VARIANT(regions)
{
	uint32_t submit_flags;
	uint32_t req_flags;
};

FIXTURE_VARIANT_ADD(regions, waited) { .submit_flags = CRYPTODEV_SUBMIT_WAIT };
FIXTURE_VARIANT_ADD(regions, reaped) {};
FIXTURE_VARIANT_ADD(regions, worker) { .req_flags = CRYPTODEV_REQ_WORKER };
FIXTURE_VARIANT_ADD(regions, copied) {
	.submit_flags = CRYPTODEV_SUBMIT_WAIT, .req_flags = CRYPTODEV_REQ_NO_ZC,
};

FIXTURE_SETUP(regions)
{
	WORKER_SETUP(variant->req_flags);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->arena = pages(2 * MOST);
	self->image = pages(2 * MOST);
	self->out = pages(MOST);
	ASSERT_TRUE(self->arena && self->image && self->out);
}

FIXTURE_TEARDOWN(regions)
{
	close(self->fd);
}

static int run(FIXTURE_DATA(regions) *self, const FIXTURE_VARIANT(regions) *v,
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
	return n == 1 ? result.result : n < 0 ? n : -EIO;
}

/* Where the regions of a request are: offsets in the arena. */
struct places {
	uint32_t src, dst, aad, iv, mac;
};

/*
 * The regions in, from or at the end of input or output. Without an output, dst is
 * memory that stays as it is.
 */
static struct places choose(unsigned int i, uint32_t len)
{
	bool in_place = i & 1, in_dst = i & 2;
	struct places p = { .src = 64, .dst = in_place ? 64 : MOST };
	uint32_t base = in_dst ? p.dst : p.src;

	switch (i / 4) {
	case 0: /* at the start */
		p.aad = base;
		p.iv = base;
		p.mac = base;
		break;
	case 1: /* in the middle, overlapping each other */
		p.aad = base + len / 2;
		p.iv = base + len / 2 + 7;
		p.mac = base + len / 2 - 3;
		break;
	case 2: /* across the end */
		p.aad = base + len - AAD / 2;
		p.iv = base + len - IV / 2;
		p.mac = base + len - 9;
		break;
	default: /* across the start, as a header before its text */
		p.aad = base - AAD + 4;
		p.iv = base - 5;
		p.mac = base - 11;
	}
	return p;
}

#define PLACES	16

/* Returns NULL, or what is wrong. */
static const char *try_places(FIXTURE_DATA(regions) *self,
			      const FIXTURE_VARIANT(regions) *v,
			      const struct kind *k, uint32_t ses, uint32_t len,
			      struct places p)
{
	uint8_t aad[AAD], iv[IV], mac[64], *m = self->arena;
	uint32_t out_len = k->cipher ? len + k->tag : 0;
	struct cryptodev_req r = {
		.ses = ses, .len = len, .aad_len = k->tag ? AAD : 0,
		.src = native_pointer(m + p.src), .dst = native_pointer(self->out),
		.aad = native_pointer(aad), .iv = native_pointer(iv),
		.mac = native_pointer(mac),
	};

	fill(m, 2 * MOST, len);
	memcpy(aad, m + p.aad, AAD);
	memcpy(iv, m + p.iv, IV);
	if (run(self, v, &r))
		return "the request with separate regions fails";
	memcpy(self->image, m, 2 * MOST);
	memcpy(self->image + p.dst, self->out, out_len);
	memcpy(self->image + p.mac, mac, k->digest);
	r.dst = native_pointer(m + p.dst);
	r.aad = native_pointer(m + p.aad);
	r.iv = native_pointer(m + p.iv);
	r.mac = native_pointer(m + p.mac);
	if (run(self, v, &r))
		return "the request fails";
	return same(m, self->image, 2 * MOST) ? NULL : "the memory differs";
}

static void try_kind(struct __test_metadata *_metadata,
		     FIXTURE_DATA(regions) *self,
		     const FIXTURE_VARIANT(regions) *v, const struct kind *k)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = k->flags, .cipher = k->cipher,
		.keylen = k->cipher ? 16 : 0, .key = native_pointer(key),
		.mac = k->mac, .mackeylen = k->mackeylen,
		.mackey = native_pointer(key + 16),
	};
	unsigned int i, place;
	const char *wrong;

	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		for (place = 0; place < PLACES; place++) {
			wrong = try_places(self, v, k, create.ses, lens[i],
					   choose(place, lens[i]));
			ASSERT_EQ(NULL, wrong) {
				TH_LOG("%s: %s of %u bytes, place %u", wrong,
				       k->name, lens[i], place);
			}
		}
}

TEST_F(regions, ciphers)
{
	try_kind(_metadata, self, variant, &kinds[0]);
	try_kind(_metadata, self, variant, &kinds[1]);
}

TEST_F(regions, aeads)
{
	try_kind(_metadata, self, variant, &kinds[2]);
	try_kind(_metadata, self, variant, &kinds[6]);
}

TEST_F(regions, hashes)
{
	try_kind(_metadata, self, variant, &kinds[3]);
	try_kind(_metadata, self, variant, &kinds[4]);
}

TEST_F(regions, cipher_and_mac)
{
	try_kind(_metadata, self, variant, &kinds[5]);
}

TEST_HARNESS_MAIN
