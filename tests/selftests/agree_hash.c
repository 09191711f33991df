// SPDX-License-Identifier: GPL-2.0
/*
 * The hashes and macs agree with libcrypto for any length and place of the
 * message, and for any division of it.
 */
#include "../kselftest_harness.h"
#include "lib/agree.h"

#define KEYS	11	/* sessions of a mac, each with its own key */

/* Zero, short lengths, and lengths near the block sizes of the hashes. */
static const uint32_t hmac_keylens[KEYS] = {
	0, 1, 20, 63, 64, 65, 127, 128, 129, 200, CRYPTO_HMAC_MAX_KEY_LEN,
};

/**
 * struct hash_key - a session and its key
 * @ses: the session
 * @key: the key
 * @keylen: bytes at @key
 */
struct hash_key {
	uint32_t ses;
	uint8_t key[CRYPTO_HMAC_MAX_KEY_LEN];
	uint32_t keylen;
};

FIXTURE(hash)
{
	int fd;
	struct checked_memory msg;
	struct checked_memory mac;
	struct hash_key keys[KEYS];
	unsigned int nr;
};

FIXTURE_VARIANT(hash)
{
	unsigned int i;		/* index into ref_hashes */
	bool aes;		/* or into ref_aes_macs */
	bool optional;		/* some kernels lack it */
};

FIXTURE_VARIANT_ADD(hash, md5) { .i = 0 };
FIXTURE_VARIANT_ADD(hash, sha1) { .i = 1 };
FIXTURE_VARIANT_ADD(hash, ripemd160) { .i = 2 };
FIXTURE_VARIANT_ADD(hash, sha224) { .i = 3 };
FIXTURE_VARIANT_ADD(hash, sha256) { .i = 4 };
FIXTURE_VARIANT_ADD(hash, sha384) { .i = 5 };
FIXTURE_VARIANT_ADD(hash, sha512) { .i = 6 };
FIXTURE_VARIANT_ADD(hash, hmac_md5) { .i = 7 };
FIXTURE_VARIANT_ADD(hash, hmac_sha1) { .i = 8 };
FIXTURE_VARIANT_ADD(hash, hmac_ripemd160) { .i = 9 };
FIXTURE_VARIANT_ADD(hash, hmac_sha224) { .i = 10 };
FIXTURE_VARIANT_ADD(hash, hmac_sha256) { .i = 11 };
FIXTURE_VARIANT_ADD(hash, hmac_sha384) { .i = 12 };
FIXTURE_VARIANT_ADD(hash, hmac_sha512) { .i = 13 };
FIXTURE_VARIANT_ADD(hash, sha3_224) { .i = 14 };
FIXTURE_VARIANT_ADD(hash, sha3_256) { .i = 15 };
FIXTURE_VARIANT_ADD(hash, sha3_384) { .i = 16 };
FIXTURE_VARIANT_ADD(hash, sha3_512) { .i = 17 };
FIXTURE_VARIANT_ADD(hash, hmac_sha3_224) { .i = 18 };
FIXTURE_VARIANT_ADD(hash, hmac_sha3_256) { .i = 19 };
FIXTURE_VARIANT_ADD(hash, hmac_sha3_384) { .i = 20 };
FIXTURE_VARIANT_ADD(hash, hmac_sha3_512) { .i = 21 };
FIXTURE_VARIANT_ADD(hash, sm3) { .i = 22, .optional = true };
FIXTURE_VARIANT_ADD(hash, hmac_sm3) { .i = 23, .optional = true };
FIXTURE_VARIANT_ADD(hash, aes_cmac) { .i = 0, .aes = true };
FIXTURE_VARIANT_ADD(hash, aes_xcbc) { .i = 1, .aes = true };
FIXTURE_VARIANT_ADD(hash, aes_xcbc_96) { .i = 2, .aes = true };

static const struct ref_hash *hash_of(const FIXTURE_VARIANT(hash) *variant)
{
	return variant->aes ? &ref_aes_macs[variant->i] :
			      &ref_hashes[variant->i];
}

/* Returns the length of the nth session's key. */
static uint32_t key_len(const struct ref_hash *h, unsigned int n)
{
	if (h->hmac)
		return hmac_keylens[n];
	if (h->name)
		return 0;
	return h->number == CRYPTO_AES_CMAC ? 16 + n % 3 * 8 : 16;
}

FIXTURE_SETUP(hash)
{
	const struct ref_hash *h = hash_of(variant);
	struct hash_key *k;
	int err;

	AGREE_SETUP(self->fd);
	ASSERT_TRUE(checked_init(&self->msg, AGREE_ROOM));
	ASSERT_TRUE(checked_init(&self->mac, 3 * page_size()));
	do {
		k = &self->keys[self->nr];
		k->keylen = key_len(h, self->nr);
		random_fill(k->key, k->keylen);
		err = dc_session(self->fd, 0, NULL, 0, h->number, k->key,
				 k->keylen, &k->ses);
		if (err == -ENOENT && variant->optional)
			SKIP(return, "this kernel lacks the algorithm");
		ASSERT_EQ(0, err);
	} while (++self->nr < KEYS && (h->hmac || variant->aes));
}

FIXTURE_TEARDOWN(hash)
{
	checked_free(&self->msg);
	checked_free(&self->mac);
	close(self->fd);
}

/* Hashes the message in random pieces; the last one may be empty. */
static int hash_divided(int fd, uint32_t ses, const uint8_t *src, uint32_t len,
			uint8_t *mac)
{
	bool empty = random_bool();
	uint32_t done = 0, piece;
	int err;

	for (; done < len; done += piece) {
		piece = random_below(3) ? len - done : 200;
		piece = 1 + random_below(piece < len - done ? piece :
							      len - done);
		if (piece == len - done && !empty)
			break;
		err = dc_hash(fd, ses, COP_FLAG_UPDATE |
			      (random_bool() ? COP_FLAG_NO_ZC : 0),
			      src + done, piece, NULL);
		if (err)
			return err;
	}
	return dc_hash(fd, ses, COP_FLAG_FINAL, done < len ? src + done : NULL,
		       len - done, mac);
}

/*
 * Hashes len random bytes at src to a digest at mac, and checks the bytes
 * around.
 */
static const char *hash_run(FIXTURE_DATA(hash) *self, const struct ref_hash *h,
			    uint8_t *src, uint32_t len, uint8_t *mac)
{
	const struct hash_key *k = &self->keys[random_below(self->nr)];
	bool divided = random_bool(), no_zc = random_bool();
	uint8_t digest[HASH_MAX_LEN];
	struct watch in, out;
	const char *what;
	long where = 0;
	int err;

	watch(&in, &self->msg, src, len);
	watch(&out, &self->mac, mac, h->len);
	ref_digest(h, k->key, k->keylen, src, len, digest);
	watch_expect(&out, mac, digest, h->len);
	err = divided ? hash_divided(self->fd, k->ses, src, len, mac) :
			dc_hash(self->fd, k->ses, no_zc ? COP_FLAG_NO_ZC : 0,
				src, len, mac);
	if (err)
		what = "failed";
	else if (watch_differs(&out, mac, &where))
		what = "digest";
	else if (watch_differs(&in, src, &where))
		what = "at src or about it";
	else
		return NULL;
	return failure("%s (%d, %ld): key of %u bytes, len %u, src +%#tx, mac +%#tx, %s",
		       what, err, where, k->keylen, len, src - self->msg.base,
		       mac - self->mac.base, divided ? "divided" :
		       no_zc ? "NO_ZC" : "at once");
}

static uint8_t *random_msg(FIXTURE_DATA(hash) *self)
{
	return checked_at(&self->msg, random_below(AGREE_ALIGN));
}

static uint8_t *random_mac(FIXTURE_DATA(hash) *self)
{
	return checked_at(&self->mac, random_below(AGREE_ALIGN));
}

TEST_F_TIMEOUT(hash, short_lengths, AGREE_TIMEOUT)
{
	uint32_t len, i;

	for (len = 0; len <= AGREE_SHORT; len++)
		for (i = 0; i < 3; i++)
			AGREE_SAMPLE(hash_run(self, hash_of(variant),
					      random_msg(self), len,
					      random_mac(self)));
}

TEST_F_TIMEOUT(hash, long_lengths, AGREE_TIMEOUT)
{
	unsigned int i;

	for (i = 0; i < AGREE_LONG; i++)
		if (!skip_if_brief())
			AGREE(hash_run(self, hash_of(variant), random_msg(self),
				       agree_long[i], random_mac(self)));
}

TEST_F_TIMEOUT(hash, alignments, AGREE_TIMEOUT)
{
	uint32_t src, mac;

	for (src = 0; src < AGREE_ALIGN; src++)
		for (mac = 0; mac < AGREE_ALIGN; mac++)
			AGREE_SAMPLE(hash_run(self, hash_of(variant),
					      checked_at(&self->msg, src),
					      random_below(500),
					      checked_at(&self->mac, mac)));
}

/* Messages and digests that begin or end where the memory does. */
TEST_F_TIMEOUT(hash, page_edges, AGREE_TIMEOUT)
{
	static const uint32_t lens[] = {
		0, 1, 55, 64, 111, 128, 4095, 4096, 4097, 8192, 12345,
	};
	const struct ref_hash *h = hash_of(variant);
	unsigned int i, place;
	uint8_t *src, *mac;
	uint32_t len;

	for (i = 0; i < 4 * ARRAY_SIZE(lens); i++) {
		len = lens[i / 4];
		for (place = 0; place < PLACES * PLACES; place++) {
			src = checked_place(&self->msg, place % PLACES, len);
			mac = checked_place(&self->mac, place / PLACES, h->len);
			AGREE_SAMPLE(hash_run(self, h, src, len, mac));
		}
	}
}

TEST_HARNESS_MAIN
