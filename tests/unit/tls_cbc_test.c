// SPDX-License-Identifier: GPL-2.0
/*
 * The check of a CBC record's pad and mac against the text of RFC 5246, section
 * 6.2.3.2, written down without regard to time.
 */
#include <crypto/hash.h>
#include <kunit/test.h>

#include "crypto/tls/cbc.c"

#define HEAD_LEN	13	/* sequence number, type, version, length */
#define RECORD_MAX	640

static const u8 key[] = "the key of the mac";

/**
 * struct record - a record in the making, and what checks it
 * @ct: the key of the code under test
 * @tfm: the kernel's own HMAC with the same key
 * @tag_len: bytes of the mac
 * @len: bytes of the record at @text
 * @buf: the head, then the record
 * @text: the record in @buf
 */
struct record {
	struct cryptodev_hmac_ct *ct;
	struct crypto_shash *tfm;
	u32 tag_len;
	u32 len;
	u8 buf[HEAD_LEN + RECORD_MAX];
	u8 *text;
};

static struct record *record_create(struct kunit *test, const char *hash,
				    u32 tag_len)
{
	struct record *r = kunit_kzalloc(test, sizeof(*r), GFP_KERNEL);
	char name[32];

	KUNIT_ASSERT_NOT_NULL(test, r);
	r->text = r->buf + HEAD_LEN;
	r->tag_len = tag_len;
	r->ct = cryptodev_hmac_ct_create(hash, key, sizeof(key));
	KUNIT_ASSERT_NOT_NULL(test, r->ct);
	KUNIT_ASSERT_EQ(test, cryptodev_hmac_ct_ready(r->ct), 0);
	snprintf(name, sizeof(name), "hmac(%s)", hash);
	r->tfm = crypto_alloc_shash(name, 0, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, r->tfm);
	KUNIT_ASSERT_EQ(test, crypto_shash_setkey(r->tfm, key, sizeof(key)), 0);
	return r;
}

static void record_free(struct record *r)
{
	cryptodev_hmac_ct_free(r->ct);
	crypto_free_shash(r->tfm);
}

/* Fills a record of @len bytes that ends with @pad bytes and their count. */
static void record_fill(struct kunit *test, struct record *r, u32 len, u32 pad)
{
	u32 i, text_len = len - r->tag_len - 1 - pad;
	u8 mac[HASH_MAX_LEN];

	r->len = len;
	for (i = 0; i < HEAD_LEN + text_len; i++)
		r->buf[i] = i * 11 + len;
	KUNIT_ASSERT_EQ(test, crypto_shash_tfm_digest(r->tfm, r->buf,
						      HEAD_LEN + text_len,
						      mac), 0);
	memcpy(r->text + text_len, mac, r->tag_len);
	memset(r->text + text_len + r->tag_len, pad, pad + 1);
}

/* RFC 5246: every byte of the pad is its length; then the mac must be right. */
static bool naive_check(struct record *r, u32 *text_len)
{
	u32 i, pad = r->text[r->len - 1];
	u8 mac[HASH_MAX_LEN];

	if (r->tag_len + pad + 1 > r->len)
		return false;
	for (i = 1; i <= pad + 1; i++)
		if (r->text[r->len - i] != pad)
			return false;
	*text_len = r->len - r->tag_len - pad - 1;
	if (crypto_shash_tfm_digest(r->tfm, r->buf, HEAD_LEN + *text_len, mac))
		return false;
	return !memcmp(mac, r->text + *text_len, r->tag_len);
}

/* Returns whether the record verifies, by both. */
static bool both_agree(struct kunit *test, struct record *r)
{
	u32 ok, text_len, naive_len = 0;
	bool naive = naive_check(r, &naive_len);

	KUNIT_ASSERT_EQ(test, cryptodev_tls_cbc_check(r->ct, r->text, HEAD_LEN,
						      r->len, r->tag_len, &ok,
						      &text_len), 0);
	KUNIT_EXPECT_EQ_MSG(test, ok, naive ? U32_MAX : 0,
			    "record of %u bytes, tag of %u, last byte %u",
			    r->len, r->tag_len, r->text[r->len - 1]);
	if (naive)
		KUNIT_EXPECT_EQ(test, text_len, naive_len);
	return naive;
}

static void check_records(struct kunit *test, const char *hash, u32 tag_len)
{
	struct record *r = record_create(test, hash, tag_len);
	u32 least = tag_len + 1, len, pad;

	for (len = least; len <= RECORD_MAX; len += len < least + 20 ? 1 : 29) {
		for (pad = 0; pad <= 255 && pad <= len - least; pad++) {
			record_fill(test, r, len, pad);
			KUNIT_EXPECT_TRUE(test, both_agree(test, r));
			/* The pad's first byte, the last byte of the mac. */
			r->text[len - 1 - pad] ^= 0x80;
			KUNIT_EXPECT_FALSE(test, both_agree(test, r));
			r->text[len - 1 - pad] ^= 0x80;
			r->text[len - 2 - pad] ^= 1;
			KUNIT_EXPECT_FALSE(test, both_agree(test, r));
		}
		/* A length that leaves no room for the mac. */
		for (; pad <= 255; pad++) {
			r->len = len;
			memset(r->text, pad, len);
			KUNIT_EXPECT_FALSE(test, both_agree(test, r));
		}
	}
	record_free(r);
}

static void records_of_sha1(struct kunit *test)
{
	check_records(test, "sha1", 20);
}

static void records_of_sha256(struct kunit *test)
{
	check_records(test, "sha256", 32);
}

static void records_of_sha384(struct kunit *test)
{
	check_records(test, "sha384", 48);
}

/* RFC 6066, section 7. */
static void records_of_a_truncated_mac(struct kunit *test)
{
	check_records(test, "sha1", 10);
}

static void every_changed_byte_is_found(struct kunit *test)
{
	struct record *r = record_create(test, "sha256", 32);
	u32 i, bit;

	record_fill(test, r, 320, 255);
	for (i = 0; i < HEAD_LEN + r->len; i++) {
		for (bit = 1; bit <= 0x80; bit <<= 1) {
			r->buf[i] ^= bit;
			KUNIT_EXPECT_FALSE(test, both_agree(test, r));
			r->buf[i] ^= bit;
		}
	}
	KUNIT_EXPECT_TRUE(test, both_agree(test, r));
	record_free(r);
}

static void pad_is_wrong_if_one_byte_is(struct kunit *test)
{
	static const u32 lens[] = { 21, 22, 64, 256, 257, 276, 277, 400 };
	u32 i, len, pad, wrong, ok, right;
	u8 text[400];

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		len = lens[i];
		for (pad = 0; pad <= 255; pad++) {
			/* The wrong byte; beyond the pad, it is a right one. */
			for (wrong = 1; wrong <= pad + 1 && wrong < len; wrong++) {
				memset(text, pad, len);
				if (wrong <= pad)
					text[len - 1 - wrong] ^= 0x10;
				right = wrong > pad && len > 20 + pad;
				KUNIT_ASSERT_EQ_MSG(test,
						    check_padding(text, len, 20, &ok),
						    right ? pad : 0,
						    "%u bytes, pad of %u", len,
						    pad);
				KUNIT_ASSERT_EQ_MSG(test, ok,
						    right ? U32_MAX : 0,
						    "%u bytes, pad of %u, %u wrong",
						    len, pad, wrong);
			}
		}
	}
}

static void mac_rotates_to_the_left(struct kunit *test)
{
	u8 mac[HASH_MAX_LEN];
	u32 len, by, i;

	for (len = 1; len <= HASH_MAX_LEN; len++) {
		for (by = 0; by < len; by++) {
			for (i = 0; i < len; i++)
				mac[i] = i;
			rotate_mac(mac, len, by);
			for (i = 0; i < len; i++)
				KUNIT_ASSERT_EQ_MSG(test, mac[i], (i + by) % len,
						    "%u bytes by %u", len, by);
		}
	}
}

static void mac_is_read_wherever_it_is(struct kunit *test)
{
	static const u32 tags[] = { 10, 16, 20, 28, 32, 48, 64 };
	static const u32 lens[] = { 65, 80, 256, 300, 321, 400 };
	u8 text[400], mac[HASH_MAX_LEN];
	u32 i, j, at, len, tag_len;

	for (i = 0; i < sizeof(text); i++)
		text[i] = i * 13 + i / 256;
	for (i = 0; i < ARRAY_SIZE(tags); i++) {
		tag_len = tags[i];
		for (j = 0; j < ARRAY_SIZE(lens); j++) {
			len = lens[j];
			at = len > tag_len + PAD_MAX ? len - tag_len - PAD_MAX : 0;
			for (; at < len - tag_len; at++) {
				read_mac(text, len, tag_len, at, mac);
				KUNIT_ASSERT_MEMEQ_MSG(test, mac, text + at,
						       tag_len, "%u of %u bytes",
						       at, len);
			}
		}
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(records_of_sha1),
	KUNIT_CASE(records_of_sha256),
	KUNIT_CASE(records_of_sha384),
	KUNIT_CASE(records_of_a_truncated_mac),
	KUNIT_CASE(every_changed_byte_is_found),
	KUNIT_CASE(pad_is_wrong_if_one_byte_is),
	KUNIT_CASE(mac_rotates_to_the_left),
	KUNIT_CASE(mac_is_read_wherever_it_is),
	{}
};

static struct kunit_suite suite = {
	.name = "tls_cbc",
	.test_cases = cases,
};

kunit_test_suite(suite);
