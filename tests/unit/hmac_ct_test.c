// SPDX-License-Identifier: GPL-2.0
/*
 * The HMAC of a message of secret length: RFC vectors, the kernel's own HMAC at
 * every length, and how much the hash processes.
 */
#include <crypto/hash.h>
#include <kunit/test.h>
#include <linux/hex.h>

/* Bytes that the code under test has fed to the hash. */
static u32 fed;

static int counted_update(struct shash_desc *desc, const u8 *data, u32 len)
{
	fed += len;
	return crypto_shash_update(desc, data, len);
}

#define crypto_shash_update counted_update
#include "crypto/tls/hmac_ct.c"
#undef crypto_shash_update

#define MESSAGE_MAX	(3 * BLOCK_MAX + 20)

/**
 * struct vector - a published HMAC
 * @hash: the kernel's name of the hash
 * @key: bytes of 0xaa in the key; 0 for the key "Jefe"
 * @mac: the result, in hexadecimal
 *
 * The messages are those of RFC 2202, RFC 2286 and RFC 4231: test case 2 with
 * the short key, test case 6 with the key that is longer than a block.
 */
struct vector {
	const char *hash;
	u32 key;
	const char *mac;
};

static const struct vector vectors[] = {
	/* RFC 2202 */
	{ "md5", 0, "750c783e6ab0b503eaa86e310a5db738" },
	{ "md5", 80, "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd" },
	{ "sha1", 0, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
	{ "sha1", 80, "aa4ae5e15272d00e95705637ce8a3b55ed402112" },
	/* RFC 2286 */
	{ "rmd160", 0, "dda6c0213a485a9e24f4742064a7f033b43c4069" },
	{ "rmd160", 80, "6466ca07ac5eac29e1bd523e5ada7605b791fd8b" },
	/* RFC 4231 */
	{ "sha224", 0,
	  "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44" },
	{ "sha224", 131,
	  "95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e" },
	{ "sha256", 0,
	  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
	{ "sha256", 131,
	  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
	{ "sha384", 0,
	  "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47"
	  "e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649" },
	{ "sha384", 131,
	  "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f"
	  "3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952" },
	{ "sha512", 0,
	  "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
	  "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737" },
	{ "sha512", 131,
	  "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
	  "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598" },
};

static struct cryptodev_hmac_ct *make_key(struct kunit *test, const char *hash,
					  const u8 *key, u32 keylen)
{
	struct cryptodev_hmac_ct *h;

	h = cryptodev_hmac_ct_create(hash, key, keylen);
	KUNIT_ASSERT_NOT_NULL(test, h);
	KUNIT_ASSERT_EQ_MSG(test, cryptodev_hmac_ct_ready(h), 0, "%s", hash);
	return h;
}

static void vectors_of_the_rfcs(struct kunit *test)
{
	static const char texts[2][64] = {
		"what do ya want for nothing?",
		"Test Using Larger Than Block-Size Key - Hash Key First",
	};
	u8 data[64 + 300], key[131], mac[HASH_MAX_LEN], expected[HASH_MAX_LEN];
	struct cryptodev_hmac_ct *h;
	const struct vector *v;
	u32 len, size, spare;

	memset(key, 0xaa, sizeof(key));
	for (v = vectors; v < vectors + ARRAY_SIZE(vectors); v++) {
		h = make_key(test, v->hash, v->key ? key : (u8 *)"Jefe",
			     v->key ?: 4);
		len = strlen(texts[!!v->key]);
		/* What follows the message must not count. */
		memset(data, 0xa5, sizeof(data));
		memcpy(data, texts[!!v->key], len);
		size = strlen(v->mac) / 2;
		KUNIT_ASSERT_EQ(test, hex2bin(expected, v->mac, size), 0);
		for (spare = 0; spare <= 300; spare += 50) {
			KUNIT_ASSERT_EQ(test, cryptodev_hmac_ct_compute(h, data, 0,
									len + spare,
									len, mac), 0);
			KUNIT_EXPECT_MEMEQ_MSG(test, mac, expected, size,
					       "%s, %u bytes to spare", v->hash,
					       spare);
		}
		cryptodev_hmac_ct_free(h);
	}
}

/* The kernel's own HMAC of the same hash. */
static void kernel_hmac(struct kunit *test, const char *hash, const u8 *key,
			u32 keylen, const u8 *data, u8 (*macs)[HASH_MAX_LEN])
{
	struct crypto_shash *tfm;
	char name[32];
	u32 len;

	snprintf(name, sizeof(name), "hmac(%s)", hash);
	tfm = crypto_alloc_shash(name, 0, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, tfm);
	KUNIT_EXPECT_EQ(test, crypto_shash_setkey(tfm, key, keylen), 0);
	for (len = 0; len <= MESSAGE_MAX; len++)
		KUNIT_EXPECT_EQ(test, crypto_shash_tfm_digest(tfm, data, len,
							      macs[len]), 0);
	crypto_free_shash(tfm);
}

static void every_length_agrees_and_feeds_as_much(struct kunit *test)
{
	static const u32 least[] = { 0, 1, 63, 64, 127, 128, 200 };
	static const u32 keylens[] = { 20, 1, 63, 64, 65, 128, 129 };
	u8 data[MESSAGE_MAX], mac[HASH_MAX_LEN], (*macs)[HASH_MAX_LEN];
	struct cryptodev_hmac_ct *h;
	u32 i, j, len, size, first;
	const char *hash;
	int err;

	macs = kunit_kmalloc_array(test, MESSAGE_MAX + 1, sizeof(*macs),
				   GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, macs);
	for (i = 0; i < sizeof(data); i++)
		data[i] = i * 7 + 3;
	for (i = 0; i < ARRAY_SIZE(layouts) * ARRAY_SIZE(least); i++) {
		hash = layouts[i % ARRAY_SIZE(layouts)].hash;
		j = i / ARRAY_SIZE(layouts);
		h = make_key(test, hash, data, keylens[j]);
		size = crypto_shash_digestsize(h->tfm);
		kernel_hmac(test, hash, data, keylens[j], data, macs);
		for (len = least[j]; len <= MESSAGE_MAX; len++) {
			fed = 0;
			err = cryptodev_hmac_ct_compute(h, data, least[j], MESSAGE_MAX,
							len, mac);
			KUNIT_ASSERT_EQ(test, err, 0);
			KUNIT_EXPECT_MEMEQ_MSG(test, mac, macs[len], size,
					       "%s of %u bytes", hash, len);
			if (len == least[j])
				first = fed;
			KUNIT_EXPECT_EQ_MSG(test, fed, first, "%s of %u bytes",
					    hash, len);
		}
		cryptodev_hmac_ct_free(h);
	}
}

static void unknown_hash_is_refused(struct kunit *test)
{
	struct cryptodev_hmac_ct *h;

	h = cryptodev_hmac_ct_create("sha3-256", "key", 3);
	KUNIT_ASSERT_NOT_NULL(test, h);
	KUNIT_EXPECT_EQ(test, cryptodev_hmac_ct_ready(h), -EOPNOTSUPP);
	cryptodev_hmac_ct_free(h);
}

/* A driver may export its state in a layout of its own. */
static void self_test_finds_an_unknown_layout(struct kunit *test)
{
	struct cryptodev_hmac_ct *h = make_key(test, "sha256", "key", 3);
	struct ct_layout wrong = *h->layout;

	KUNIT_EXPECT_EQ(test, hmac_ct_self_test(h), 0);
	h->layout = &wrong;
	wrong.offset = 4;
	KUNIT_EXPECT_EQ(test, hmac_ct_self_test(h), -EOPNOTSUPP);
	wrong.offset = 0;
	wrong.big_endian = false;
	KUNIT_EXPECT_EQ(test, hmac_ct_self_test(h), -EOPNOTSUPP);
	cryptodev_hmac_ct_free(h);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(vectors_of_the_rfcs),
	KUNIT_CASE_SLOW(every_length_agrees_and_feeds_as_much),
	KUNIT_CASE(unknown_hash_is_refused),
	KUNIT_CASE(self_test_finds_an_unknown_layout),
	{}
};

static struct kunit_suite suite = {
	.name = "hmac_ct",
	.test_cases = cases,
};

kunit_test_suite(suite);
