// SPDX-License-Identifier: GPL-2.0
/*
 * Requests use the memory of earlier ones. So a request is run after another
 * one on its session, which fails half way or uses other features. It must have
 * the result that it has on a session of its own. Both are in one batch: there,
 * the kernel uses the same memory for certain, unless a device holds it.
 */
#include <sys/uio.h>

#include "../kselftest_harness.h"

#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/native.h"

#define LONG	70016	/* bytes of a message that is cut into pieces */
#define PINNED	6016
#define SHORT	64
#define ROOM	(LONG + 256)
#define PARTS	3	/* ranges of a scattered input or output */
#define IV	32

static uint8_t key[65];

/**
 * struct kind - a kind of session
 * @name: for messages
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: its number, or 0
 * @keylen: bytes of the cipher's key
 * @mac: its number, or 0
 * @mackeylen: bytes of the MAC's key
 * @iv: bytes of an IV
 * @iv_len: as in the request
 * @tag: bytes of the tag of an AEAD
 * @aad: bytes of associated data
 * @esn: requests may have extended sequence numbers
 */
static const struct kind {
	const char *name;
	uint32_t flags, cipher, keylen, mac, mackeylen, iv, iv_len, tag, aad;
	bool esn;
} kinds[] = {
	{ "cbc", 0, CRYPTO_AES_CBC, 16, 0, 0, 16, 0, 0, 0, false },
	{ "ctr", 0, CRYPTO_AES_CTR, 16, 0, 0, 16, 0, 0, 0, false },
	{ "xts", 0, CRYPTO_AES_XTS, 64, 0, 0, 16, 0, 0, 0, false },
	{ "chacha20", 0, CRYPTO_CHACHA20, 32, 0, 0, 16, 0, 0, 0, false },
	{ "gcm", 0, CRYPTO_AES_GCM, 16, 0, 0, 12, 0, 16, 20, true },
	{ "ccm", 0, CRYPTO_AES_CCM, 16, 0, 0, 13, 13, 16, 20, true },
	{ "rfc4106", 0, CRYPTO_AES_GCM_16, 20, 0, 0, 8, 0, 16, 8, true },
	{ "sha256", 0, 0, 0, CRYPTO_SHA2_256, 0, 0, 0, 0, 0, false },
	{ "hmac", 0, 0, 0, CRYPTO_SHA2_256_HMAC, 32, 0, 0, 0, 0, false },
	{ "gmac", 0, 0, 0, CRYPTO_AES_NIST_GMAC, 16, 12, 0, 0, 0, false },
	{ "cbc and hmac", 0, CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20, 16, 0, 0,
	  0, false },
	{ "ctr and hmac", 0, CRYPTO_AES_CTR, 16, CRYPTO_SHA1_HMAC, 20, 16, 0, 0,
	  0, false },
	{ "etm", CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20,
	  16, 0, 20, 20, false },
	{ "etm, esn", CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ESN,
	  CRYPTO_AES_CBC, 16, CRYPTO_SHA1_HMAC, 20, 16, 0, 20, 8, true },
};

#define KINDS	((int)ARRAY_SIZE(kinds))

/* Features and faults of a request. Without any, it is short and right. */
enum {
	LONG_TEXT = 1 << 0,
	PINNED_TEXT = 1 << 1,
	NO_TEXT = 1 << 2,
	SCATTER_SRC = 1 << 3,
	SCATTER_DST = 1 << 4,
	RANDOM_IV = 1 << 5,
	IV_IN_DATA = 1 << 6,
	WITH_ESN = 1 << 7,
	OWN_KEY = 1 << 8,
	DECRYPTS = 1 << 9,
	IN_PLACE = 1 << 10,
	WRITES_IV = 1 << 11,
	COPIES = 1 << 12,
	RUNNING = 1 << 13,
	VERIFIES = 1 << 14,
	RECORD = 1 << 15,
	CONTINUES = 1 << 16,	/* with the IV of an earlier request */
	SHORT_TAG = 1 << 17,
	BAD_SRC = 1 << 18,
	BAD_DST = 1 << 19,
	BAD_IV = 1 << 20,
	BAD_MAC = 1 << 21,
	BAD_AAD = 1 << 22,
	BAD_KEY = 1 << 23,
	WRAPS = 1 << 24,
	LONG_AAD = 1 << 25,
	BAD_TAG = 1 << 26,
	HUGE = 1 << 27,
	BAD_PART = 1 << 28,
};

/* Requests that come first. Most fail. */
static const uint32_t before[] = {
	BAD_SRC, BAD_DST, BAD_IV, BAD_MAC, BAD_AAD, BAD_TAG, HUGE, WRAPS,
	LONG_TEXT | BAD_DST, LONG_TEXT | BAD_MAC, PINNED_TEXT | BAD_MAC,
	PINNED_TEXT | BAD_DST, LONG_AAD, LONG_AAD | BAD_DST, LONG_AAD | BAD_AAD,
	SCATTER_SRC | SCATTER_DST | PINNED_TEXT,
	SCATTER_SRC | BAD_PART, SCATTER_DST | BAD_PART,
	SCATTER_SRC | PINNED_TEXT | BAD_PART,
	SCATTER_DST | PINNED_TEXT | BAD_PART,
	SCATTER_SRC | LONG_TEXT | BAD_PART, SCATTER_DST | LONG_TEXT | BAD_PART,
	SCATTER_SRC | SCATTER_DST | BAD_IV, SCATTER_SRC | BAD_MAC,
	SCATTER_SRC | SCATTER_DST | BAD_AAD, SCATTER_SRC | BAD_TAG,
	SCATTER_SRC | RANDOM_IV | BAD_IV, SCATTER_SRC | RANDOM_IV,
	SCATTER_DST | PINNED_TEXT | RANDOM_IV | BAD_IV,
	SCATTER_SRC | OWN_KEY | BAD_KEY, SCATTER_SRC | OWN_KEY,
	OWN_KEY, OWN_KEY | BAD_DST, OWN_KEY | BAD_KEY, OWN_KEY | RANDOM_IV,
	RANDOM_IV, RANDOM_IV | BAD_IV, RANDOM_IV | BAD_DST,
	RANDOM_IV | PINNED_TEXT | BAD_DST, IV_IN_DATA, IV_IN_DATA | BAD_DST,
	IV_IN_DATA | RANDOM_IV | BAD_DST, IV_IN_DATA | PINNED_TEXT,
	WITH_ESN, WITH_ESN | BAD_AAD, WITH_ESN | BAD_DST,
	WITH_ESN | RANDOM_IV | BAD_IV, WITH_ESN | SCATTER_SRC | BAD_PART,
	WITH_ESN | PINNED_TEXT | SCATTER_DST | BAD_AAD,
	DECRYPTS, DECRYPTS | BAD_DST, DECRYPTS | PINNED_TEXT,
	DECRYPTS | SHORT_TAG, DECRYPTS | IV_IN_DATA | BAD_DST, SHORT_TAG,
	WRITES_IV | BAD_DST, WRITES_IV | BAD_IV, WRITES_IV | LONG_TEXT | BAD_DST,
	WRITES_IV | BAD_MAC, COPIES | BAD_DST, COPIES | LONG_TEXT | BAD_DST,
	RUNNING | BAD_SRC, RUNNING | BAD_MAC, RUNNING | LONG_TEXT | BAD_SRC,
	VERIFIES, VERIFIES | BAD_MAC, RECORD, RECORD | BAD_MAC, RECORD | BAD_IV,
	RECORD | DECRYPTS, RECORD | PINNED_TEXT | WRITES_IV,
};

/* Requests that come next. */
static const uint32_t after[] = {
	0, PINNED_TEXT, LONG_TEXT, NO_TEXT, LONG_TEXT | IN_PLACE,
	PINNED_TEXT | IN_PLACE, COPIES | PINNED_TEXT, SCATTER_SRC,
	SCATTER_SRC | SCATTER_DST | PINNED_TEXT, SCATTER_DST | LONG_TEXT,
	SHORT_TAG, WITH_ESN, WITH_ESN | PINNED_TEXT, IV_IN_DATA,
	IV_IN_DATA | PINNED_TEXT, OWN_KEY, WRITES_IV, WRITES_IV | PINNED_TEXT,
	RUNNING, RUNNING | LONG_TEXT, CONTINUES, CONTINUES | PINNED_TEXT,
	WRAPS, WRAPS | LONG_TEXT, LONG_AAD, RECORD, RECORD | PINNED_TEXT,
	DECRYPTS | PINNED_TEXT,
};

/**
 * struct memory - the memory of a request
 * @src: input
 * @dst: output
 * @iv: the IV
 * @mac: a digest or MAC
 * @in: ranges of @src
 * @out: ranges of @dst
 */
struct memory {
	uint8_t *src, *dst;
	uint8_t iv[IV], mac[64];
	struct iovec in[PARTS], out[PARTS];
};

FIXTURE(reuse)
{
	int fd;
	uint8_t *in, *aad, *hole;
	struct memory first, second;
	uint8_t *want, want_iv[IV], want_mac[64];
};

FIXTURE_SETUP(reuse)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->in = pages(ROOM);
	self->aad = pages(PINNED);
	self->hole = pages(ROOM);
	self->want = pages(ROOM);
	self->first.src = pages(ROOM);
	self->first.dst = pages(ROOM);
	self->second.src = pages(ROOM);
	self->second.dst = pages(ROOM);
	ASSERT_TRUE(self->in && self->aad && self->hole && self->want);
	ASSERT_TRUE(self->first.src && self->first.dst);
	ASSERT_TRUE(self->second.src && self->second.dst);
	ASSERT_TRUE(make_inaccessible(self->hole, page_round(ROOM)));
	fill(key, sizeof(key), 4);
	fill(self->in, ROOM, 1);
	fill(self->aad, PINNED, 2);
}

FIXTURE_TEARDOWN(reuse)
{
	close(self->fd);
}

static int create(int fd, const struct kind *k, uint32_t *ses)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = k->flags,
		.cipher = k->cipher, .keylen = k->keylen,
		.mac = k->mac, .mackeylen = k->mackeylen,
		.key = native_pointer(key), .mackey = native_pointer(key),
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &c);

	*ses = c.ses;
	return err;
}

/* Cuts a range into parts, of which one may be inaccessible. */
static void cut(struct iovec *v, uint8_t *at, size_t len, uint8_t *hole)
{
	size_t part = (len / PARTS) & ~63UL;
	int i;

	for (i = 0; i < PARTS; i++)
		v[i] = (struct iovec) { at + i * part, part };
	v[PARTS - 1].iov_len = len - (PARTS - 1) * part;
	if (hole)
		v[1].iov_base = hole;
}

static uint32_t length(uint32_t what)
{
	return what & LONG_TEXT ? LONG : what & PINNED_TEXT ? PINNED :
	       what & NO_TEXT ? 0 : SHORT;
}

static void set_flags(struct cryptodev_req *r, const struct kind *k,
		      uint32_t what)
{
	static const uint32_t flags[][2] = {
		{ RANDOM_IV, CRYPTODEV_REQ_IV_RANDOM },
		{ IV_IN_DATA, CRYPTODEV_REQ_IV_IN_DATA },
		{ WITH_ESN, CRYPTODEV_REQ_ESN },
		{ DECRYPTS, CRYPTODEV_REQ_DECRYPT },
		{ WRITES_IV, CRYPTODEV_REQ_WRITE_IV },
		{ COPIES, CRYPTODEV_REQ_NO_ZC },
		{ RUNNING, CRYPTODEV_REQ_UPDATE | CRYPTODEV_REQ_FINAL },
		{ VERIFIES, CRYPTODEV_REQ_VERIFY },
		{ RECORD, CRYPTODEV_REQ_TLS },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(flags); i++)
		if (what & flags[i][0])
			r->flags |= flags[i][1];
	/* Each request of such a session has a sequence number. */
	if (k->flags & CRYPTODEV_CREATE_ESN)
		r->flags |= CRYPTODEV_REQ_ESN;
	r->esn = 5;
}

static void set_key(struct cryptodev_req *r, const struct kind *k,
		    const uint8_t *from)
{
	if (k->keylen) {
		r->flags |= CRYPTODEV_REQ_KEY;
		r->key = native_pointer(from);
		r->keylen = k->keylen;
	}
	if (k->mackeylen) {
		r->flags |= CRYPTODEV_REQ_MACKEY;
		r->mackey = native_pointer(from);
		r->mackeylen = k->mackeylen;
	}
}

static void scatter(struct cryptodev_req *r, uint32_t what, struct memory *m,
		    uint8_t *hole, size_t out_len)
{
	if (what & SCATTER_SRC) {
		cut(m->in, m->src, r->len, hole);
		r->flags |= CRYPTODEV_REQ_SRC_IOVEC;
		r->src = native_pointer(m->in);
		r->src_nr = PARTS;
	}
	if (what & SCATTER_DST) {
		cut(m->out, m->dst, out_len, hole);
		r->flags |= CRYPTODEV_REQ_DST_IOVEC;
		r->dst = native_pointer(m->out);
		r->dst_nr = PARTS;
	}
}

static void spoil(FIXTURE_DATA(reuse) *self, struct cryptodev_req *r,
		  uint32_t what)
{
	uint64_t hole = native_pointer(self->hole);

	if (what & BAD_SRC)
		r->src = hole;
	if (what & BAD_DST)
		r->dst = hole;
	if (what & BAD_IV)
		r->iv = hole;
	if (what & BAD_MAC)
		r->mac = hole;
	if (what & BAD_AAD)
		r->aad = hole;
	if (what & BAD_TAG)
		r->tag_len = 3;
	if (what & HUGE)
		r->len = 0xfffffff0;
	if (what & WRAPS)
		r->src = (uint64_t)-1;
}

static struct cryptodev_req request(FIXTURE_DATA(reuse) *self,
				    const struct kind *k, uint32_t ses,
				    uint32_t what, struct memory *m)
{
	struct cryptodev_req r = {
		.ses = ses, .len = length(what), .iv_len = k->iv_len,
		.src = native_pointer(m->src), .dst = native_pointer(m->dst),
		.aad = native_pointer(self->aad), .aad_len = k->aad,
		.mac = native_pointer(m->mac), .iv = native_pointer(m->iv),
	};
	uint32_t out_len = r.len + k->tag;

	memcpy(m->src, self->in, ROOM);
	memset(m->dst, 0xa5, ROOM);
	memset(m->mac, 0xa5, sizeof(m->mac));
	fill(m->iv, IV, 3);
	if (what & IN_PLACE || what & RECORD)
		r.dst = r.src;
	if (what & LONG_AAD)
		r.aad_len = PINNED;
	if (what & SHORT_TAG)
		r.tag_len = 12;
	if (what & IV_IN_DATA) {
		r.len += k->iv;
		r.iv = 0;
	}
	if (what & CONTINUES)
		r.iv = 0;
	set_flags(&r, k, what);
	scatter(&r, what, m, what & BAD_PART ? self->hole : NULL, out_len);
	if (what & OWN_KEY)
		set_key(&r, k, what & BAD_KEY ? self->hole : key + 1);
	spoil(self, &r, what);
	return r;
}

/* Some results differ each time; others depend on the request before. */
static bool has_one_result(uint32_t what, const struct cryptodev_req *earlier)
{
	if (what & RANDOM_IV)
		return false;
	return !(what & (CONTINUES | RUNNING)) || earlier->result;
}

static bool same_result(FIXTURE_DATA(reuse) *self,
			const struct cryptodev_req *a,
			const struct cryptodev_req *b)
{
	const struct memory *m = &self->second;

	return a->result == b->result && a->out_len == b->out_len &&
	       same(m->dst, self->want, ROOM) &&
	       same(m->iv, self->want_iv, IV) &&
	       same(m->mac, self->want_mac, sizeof(m->mac));
}

static const char *check_pair(FIXTURE_DATA(reuse) *self, const struct kind *k,
			      uint32_t first, uint32_t second)
{
	struct memory *m = &self->second;
	struct cryptodev_req alone, r[2];
	uint32_t ses[2];

	if (create(self->fd, k, &ses[0]) || create(self->fd, k, &ses[1]))
		return failure("%s: no session", k->name);
	alone = request(self, k, ses[0], second, m);
	if (dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &alone, 1) != 1)
		return failure("%s: not submitted", k->name);
	memcpy(self->want, m->dst, ROOM);
	memcpy(self->want_iv, m->iv, IV);
	memcpy(self->want_mac, m->mac, sizeof(m->mac));
	r[0] = request(self, k, ses[1], first, &self->first);
	r[1] = request(self, k, ses[1], second, m);
	if (dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, r, 2) != 2)
		return failure("%s: not submitted", k->name);
	if (dc_free(self->fd, ses[0]) || dc_free(self->fd, ses[1]))
		return failure("%s: not freed", k->name);
	if (!has_one_result(second, &r[0]) || same_result(self, &alone, &r[1]))
		return NULL;
	return failure("%s: %#x (%d), then %#x: %d, alone %d", k->name, first,
		       r[0].result, second, r[1].result, alone.result);
}

TEST_F_TIMEOUT(reuse, result_does_not_depend_on_an_earlier_request, 600)
{
	unsigned int i, j;
	int k;

	for (k = 0; k < KINDS; k++)
		for (i = 0; i < ARRAY_SIZE(before); i++)
			for (j = 0; j < ARRAY_SIZE(after); j++)
				if (!skip_case())
					EXPECT_RIGHT(check_pair(self, &kinds[k],
								before[i],
								after[j]));
}

TEST_HARNESS_MAIN
