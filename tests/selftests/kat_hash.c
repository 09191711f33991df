// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the hashes, HMACs and CMAC: the vectors of NIST and the
 * RFCs, in one call and in pieces, and NIST's Monte Carlo chains.
 */
#include "../kselftest_harness.h"
#include <crypto/cryptodev_native.h>
#include "lib/kat.h"

/*
 * Tests a message and its digest: in one call, in two parts, and with a FINAL
 * without data.
 */
static const char *kat_hash(int fd, uint32_t ses, const uint8_t *msg,
			    size_t len, const uint8_t *md, size_t md_len)
{
	size_t cut = len / 3;
	const char *wrong;
	int err;

	kat_load(kat_dst, NULL, 0, md_len);
	err = dc_hash(fd, ses, 0, msg, len, kat_dst);
	wrong = kat_result("one shot", err, kat_dst, md, md_len, md_len);
	if (wrong)
		return wrong;

	kat_load(kat_dst, NULL, 0, md_len);
	if (cut) {
		err = dc_hash(fd, ses, COP_FLAG_UPDATE, msg, cut, kat_dst);
		if (err || !all_are(kat_dst, md_len, KAT_FILL))
			return failure("update: error %d or a digest", err);
	}
	err = dc_hash(fd, ses, COP_FLAG_FINAL, msg + cut, len - cut, kat_dst);
	wrong = kat_result("update, final", err, kat_dst, md, md_len, md_len);
	if (wrong || !len)
		return wrong;

	kat_load(kat_dst, NULL, 0, md_len);
	err = dc_hash(fd, ses, COP_FLAG_UPDATE, msg, len, NULL);
	if (err)
		return failure("update and final: error %d", err);
	err = dc_hash(fd, ses, COP_FLAG_FINAL, NULL, 0, kat_dst);
	return kat_result("empty final", err, kat_dst, md, md_len, md_len);
}

FIXTURE(hash)
{
	struct kat_session s;
};

/**
 * @mac: the hash or HMAC
 * @optional: some kernels lack it
 * @files: its vectors
 * @vectors: how many of them there are
 */
FIXTURE_VARIANT(hash)
{
	uint32_t mac;
	bool optional;
	const char *files[KAT_FILES];
	unsigned int vectors;
};

FIXTURE_VARIANT_ADD(hash, md5) {
	.mac = CRYPTO_MD5, .vectors = 7,
	.files = { "hashes/MD5/rfc-1321.txt" },
};

FIXTURE_VARIANT_ADD(hash, sha1) {
	.mac = CRYPTO_SHA1, .vectors = 129,
	.files = { "hashes/SHA1/SHA1*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, ripemd160) {
	.mac = CRYPTO_RIPEMD160, .vectors = 8,
	.files = { "hashes/ripemd160/ripevectors.txt" },
};

FIXTURE_VARIANT_ADD(hash, sha224) {
	.mac = CRYPTO_SHA2_224, .vectors = 129,
	.files = { "hashes/SHA2/SHA224*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sha256) {
	.mac = CRYPTO_SHA2_256, .vectors = 129,
	.files = { "hashes/SHA2/SHA256*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sha384) {
	.mac = CRYPTO_SHA2_384, .vectors = 257,
	.files = { "hashes/SHA2/SHA384*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sha512) {
	.mac = CRYPTO_SHA2_512, .vectors = 257,
	.files = { "hashes/SHA2/SHA512LongMsg.rsp",
		   "hashes/SHA2/SHA512ShortMsg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, hmac_md5) {
	.mac = CRYPTO_MD5_HMAC, .vectors = 7,
	.files = { "HMAC/rfc-2202-md5.txt" },
};

FIXTURE_VARIANT_ADD(hash, hmac_sha1) {
	.mac = CRYPTO_SHA1_HMAC, .vectors = 7,
	.files = { "HMAC/rfc-2202-sha1.txt" },
};

FIXTURE_VARIANT_ADD(hash, hmac_ripemd160) {
	.mac = CRYPTO_RIPEMD160_HMAC, .vectors = 7,
	.files = { "HMAC/rfc-2286-ripemd160.txt" },
};

FIXTURE_VARIANT_ADD(hash, hmac_sha224) {
	.mac = CRYPTO_SHA2_224_HMAC, .vectors = 6,
	.files = { "HMAC/rfc-4231-sha224.txt" },
};

FIXTURE_VARIANT_ADD(hash, hmac_sha256) {
	.mac = CRYPTO_SHA2_256_HMAC, .vectors = 6,
	.files = { "HMAC/rfc-4231-sha256.txt" },
};

FIXTURE_VARIANT_ADD(hash, hmac_sha384) {
	.mac = CRYPTO_SHA2_384_HMAC, .vectors = 6,
	.files = { "HMAC/rfc-4231-sha384.txt" },
};

FIXTURE_VARIANT_ADD(hash, hmac_sha512) {
	.mac = CRYPTO_SHA2_512_HMAC, .vectors = 6,
	.files = { "HMAC/rfc-4231-sha512.txt" },
};

FIXTURE_VARIANT_ADD(hash, sha3_224) {
	.mac = CRYPTODEV_SHA3_224, .vectors = 245,
	.files = { "hashes/SHA3/SHA3_224*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sha3_256) {
	.mac = CRYPTODEV_SHA3_256, .vectors = 237,
	.files = { "hashes/SHA3/SHA3_256*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sha3_384) {
	.mac = CRYPTODEV_SHA3_384, .vectors = 205,
	.files = { "hashes/SHA3/SHA3_384*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sha3_512) {
	.mac = CRYPTODEV_SHA3_512, .vectors = 173,
	.files = { "hashes/SHA3/SHA3_512*Msg.rsp" },
};

FIXTURE_VARIANT_ADD(hash, sm3) {
	.mac = CRYPTODEV_SM3, .optional = true, .vectors = 6,
	.files = { "hashes/SM3/oscca.txt" },
};

FIXTURE_VARIANT_ADD(hash, aes_cmac) {
	.mac = CRYPTO_AES_CMAC, .vectors = 12,
	.files = { "CMAC/nist-800-38b-aes*.txt" },
};

FIXTURE_SETUP(hash)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(hash)
{
	close(self->s.fd);
}

/*
 * NIST writes the empty message as one zero byte with a length of 0 bits. The
 * CMAC vectors write it as empty, without a length.
 */
TEST_F_TIMEOUT(hash, vectors, KAT_TIMEOUT)
{
	struct kat_reader r = {
		.files = variant->files, .result = "MD|Output",
	};
	uint8_t key[CRYPTO_HMAC_MAX_KEY_LEN], md[HASH_MAX_LEN];
	unsigned int run = 0, failures = 0;
	int err, keylen, len, md_len;
	struct vec_file *v;
	const char *wrong;

	while ((v = kat_next(&r))) {
		keylen = vec_bytes(v, "Key", key, sizeof(key));
		len = vec_bytes(v, "Msg|Message", kat_pt, KAT_MAX);
		md_len = vec_bytes(v, "MD|Output", md, sizeof(md));
		ASSERT_LE(0, keylen);
		ASSERT_LE(0, len);
		ASSERT_LT(0, md_len);
		if (vec_text(v, "Len")) {
			if (!vec_number(v, "Len"))
				len = 0;
			ASSERT_EQ((int)vec_number(v, "Len"), 8 * len);
		}

		run++;
		if (skip_case())
			continue;
		err = kat_session(&self->s, 0, variant->mac, key, keylen);
		if (err == -ENOENT && variant->optional)
			SKIP(return, "this kernel lacks the algorithm");
		ASSERT_EQ(0, err);
		wrong = kat_hash(self->s.fd, self->s.ses, kat_pt, len, md,
				 md_len);
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(variant->vectors, run);
	ksft_print_msg("one in %u of %u vectors\n", slowdown(), run);
}

FIXTURE(monte_carlo)
{
	struct kat_session s;
};

/**
 * @mac: the hash
 * @one: a digest is that of the previous one, not of the previous three
 * @files: its chain of 100 links of 1000 digests each
 */
FIXTURE_VARIANT(monte_carlo)
{
	uint32_t mac;
	bool one;
	const char *files[KAT_FILES];
};

FIXTURE_VARIANT_ADD(monte_carlo, sha1) {
	.mac = CRYPTO_SHA1, .files = { "hashes/SHA1/SHA1Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha224) {
	.mac = CRYPTO_SHA2_224, .files = { "hashes/SHA2/SHA224Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha256) {
	.mac = CRYPTO_SHA2_256, .files = { "hashes/SHA2/SHA256Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha384) {
	.mac = CRYPTO_SHA2_384, .files = { "hashes/SHA2/SHA384Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha512) {
	.mac = CRYPTO_SHA2_512, .files = { "hashes/SHA2/SHA512Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha3_224) {
	.mac = CRYPTODEV_SHA3_224, .one = true,
	.files = { "hashes/SHA3/SHA3_224Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha3_256) {
	.mac = CRYPTODEV_SHA3_256, .one = true,
	.files = { "hashes/SHA3/SHA3_256Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha3_384) {
	.mac = CRYPTODEV_SHA3_384, .one = true,
	.files = { "hashes/SHA3/SHA3_384Monte.rsp" },
};

FIXTURE_VARIANT_ADD(monte_carlo, sha3_512) {
	.mac = CRYPTODEV_SHA3_512, .one = true,
	.files = { "hashes/SHA3/SHA3_512Monte.rsp" },
};

FIXTURE_SETUP(monte_carlo)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(monte_carlo)
{
	close(self->s.fd);
}

/*
 * In a link each digest is that of the previous three, end to end, or with SHA-3
 * of the previous one. The first three are all the digest that ends the previous
 * link. The file has that
 * digest, so each link can be tested alone: the test takes every 20th, or just
 * the first.
 */
TEST_F_TIMEOUT(monte_carlo, monte_carlo_chain, KAT_TIMEOUT)
{
	struct kat_reader r = { .files = variant->files, .result = "MD|Seed" };
	uint8_t md[4][HASH_MAX_LEN], msg[3 * HASH_MAX_LEN];
	unsigned int i, j, links = 0, run = 0;
	const unsigned int runs = brief(5, 1), parts = variant->one ? 1 : 3;
	int fd = self->s.fd, len;
	struct vec_file *v;

	ASSERT_EQ(0, kat_session(&self->s, 0, variant->mac, msg, 0));
	v = kat_next(&r);
	ASSERT_TRUE(!!v);
	len = vec_bytes(v, "Seed", kat_pt, KAT_MAX);
	ASSERT_LT(0, len);
	for (; (v = kat_next(&r)); links++, memcpy(kat_pt, kat_ct, len)) {
		ASSERT_EQ(len, vec_bytes(v, "MD", kat_ct, KAT_MAX));
		if (links % 20 || run == runs)
			continue;
		for (i = 0; i < 3; i++)
			memcpy(md[i], kat_pt, len);
		for (i = 3; i < 1003; i++) {
			for (j = 3 - parts; j < 3; j++)
				memcpy(msg + j * len, md[(i + 1 + j) % 4], len);
			ASSERT_EQ(0, dc_hash(fd, self->s.ses, 0,
					     msg + (3 - parts) * len,
					     parts * len, md[i % 4]));
		}
		EXPECT_TRUE(same(md[1002 % 4], kat_ct, len))
			TH_LOG("link %u is wrong", links);
		run++;
	}
	EXPECT_EQ(100, links);
	EXPECT_EQ(runs, run);
	ksft_print_msg("%u of %u links of 1000 digests\n", run, links);
}

TEST_HARNESS_MAIN
