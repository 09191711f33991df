// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the ciphers: the vectors of NIST, the RFCs and the ciphers'
 * authors, in both directions, out of place, in place and in two parts.
 */
#include "../kselftest_harness.h"
#include <crypto/cryptodev_native.h>
#include "lib/kat.h"

/* the device's input, and its output in place */
static uint8_t kat_src[KAT_MAX + KAT_GUARD];

/*
 * Tests one direction of a cipher's vector: out of place, in place, and if @cut
 * is not 0 in two calls, the second of which continues with the session's IV.
 */
static const char *kat_cipher(int fd, uint32_t ses, int op,
			      const uint8_t *iv, const uint8_t *in,
			      const uint8_t *out, size_t len, size_t cut)
{
	const char *wrong;
	int err;

	kat_load(kat_src, in, len, len);
	kat_load(kat_dst, NULL, 0, len);
	err = dc_crypt(fd, ses, op, 0, kat_src, len, kat_dst, NULL, iv);
	wrong = kat_result("out of place", err, kat_dst, out, len, len);
	if (wrong)
		return wrong;
	if (memcmp(kat_src, in, len))
		return "out of place: changed its input";

	err = dc_crypt(fd, ses, op, 0, kat_src, len, kat_src, NULL, iv);
	wrong = kat_result("in place", err, kat_src, out, len, len);
	if (wrong || !cut)
		return wrong;

	kat_load(kat_dst, in, len, len);
	err = dc_crypt(fd, ses, op, 0, kat_dst, cut, kat_dst, NULL, iv);
	wrong = kat_result("first of two", err, kat_dst, out, cut, len);
	if (wrong)
		return wrong;
	if (memcmp(kat_dst + cut, in + cut, len - cut))
		return "first of two: wrote past the end";
	err = dc_crypt(fd, ses, op, 0, kat_dst + cut, len - cut, kat_dst + cut,
		       NULL, NULL);
	return kat_result("two calls", err, kat_dst, out, len, len);
}

FIXTURE(cipher)
{
	struct kat_session s;
};

/**
 * @alg: the cipher
 * @block: a message can be divided after so many bytes; 0: nowhere
 * @optional: some kernels lack it
 * @files: its vectors
 * @vectors: how many of them there are
 * @cuts: how many are longer than a block and so can be divided
 * @fractions: how many more are not whole bytes
 */
FIXTURE_VARIANT(cipher)
{
	uint32_t alg;
	size_t block;
	bool optional;
	const char *files[KAT_FILES];
	unsigned int vectors;
	unsigned int cuts;
	unsigned int fractions;
};

/*
 * DES is 3DES with three equal keys, so it has the vectors of 3DES with such
 * keys. An ECB vector of one block is a CBC vector with an IV of zeros. The
 * null cipher copies any plaintext.
 */
FIXTURE_VARIANT_ADD(cipher, des_cbc) {
	.alg = CRYPTO_DES_CBC, .block = 8, .vectors = 490, .cuts = 18,
	.files = { "ciphers/3DES/CBC/TCBC[a-z]*.rsp",
		   "ciphers/3DES/CBC/TCBCMMT1.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, des3_cbc) {
	.alg = CRYPTO_3DES_CBC, .block = 8, .vectors = 530, .cuts = 54,
	.files = { "ciphers/3DES/CBC/TCBC[a-z]*.rsp",
		   "ciphers/3DES/CBC/TCBCMMT?.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, blowfish_cbc) {
	.alg = CRYPTO_BLF_CBC, .block = 8, .vectors = 56, .cuts = 1,
	.files = { "ciphers/Blowfish/bf-cbc.txt",
		   "ciphers/Blowfish/bf-ecb.txt" },
};

FIXTURE_VARIANT_ADD(cipher, cast5_cbc) {
	.alg = CRYPTO_CAST_CBC, .block = 8, .vectors = 23, .cuts = 20,
	.files = { "ciphers/CAST5/cast5-cbc.txt",
		   "ciphers/CAST5/cast5-ecb.txt" },
};

FIXTURE_VARIANT_ADD(cipher, camellia_cbc) {
	.alg = CRYPTO_CAMELLIA_CBC, .block = 16, .vectors = 3852,
	.files = { "ciphers/Camellia/camellia-cbc.txt",
		   "ciphers/Camellia/camellia-*-ecb.txt" },
};

FIXTURE_VARIANT_ADD(cipher, aes_cbc) {
	.alg = CRYPTO_AES_CBC, .block = 16, .vectors = 2138, .cuts = 54,
	.files = { "ciphers/AES/CBC/CBC*.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, aes_ecb) {
	.alg = CRYPTO_AES_ECB, .block = 16, .vectors = 2138, .cuts = 54,
	.files = { "ciphers/AES/ECB/ECB*.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, aes_ctr) {
	.alg = CRYPTO_AES_CTR, .block = 16, .vectors = 9, .cuts = 6,
	.files = { "ciphers/AES/CTR/aes-*-ctr.txt" },
};

FIXTURE_VARIANT_ADD(cipher, aes_xts) {
	.alg = CRYPTO_AES_XTS, .vectors = 2800, .fractions = 1200,
	.files = { "ciphers/AES/XTS/*/XTSGenAES*.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, aes_cfb) {
	.alg = CRYPTO_AES_CFB, .block = 16, .optional = true,
	.vectors = 2138, .cuts = 54,
	.files = { "ciphers/AES/CFB/CFB128*.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, aes_ofb) {
	.alg = CRYPTO_AES_OFB, .block = 16, .optional = true,
	.vectors = 2138, .cuts = 54,
	.files = { "ciphers/AES/OFB/OFB*.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, des_ecb) {
	.alg = CRYPTODEV_DES_ECB, .block = 8, .vectors = 490, .cuts = 18,
	.files = { "ciphers/3DES/ECB/TECB[a-z]*.rsp",
		   "ciphers/3DES/ECB/TECBMMT1.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, des3_ecb) {
	.alg = CRYPTODEV_3DES_ECB, .block = 8, .vectors = 530, .cuts = 54,
	.files = { "ciphers/3DES/ECB/TECB[a-z]*.rsp",
		   "ciphers/3DES/ECB/TECBMMT?.rsp" },
};

FIXTURE_VARIANT_ADD(cipher, sm4_ecb) {
	.alg = CRYPTODEV_SM4_ECB, .block = 16, .optional = true,
	.vectors = 4, .cuts = 2,
	.files = { "ciphers/SM4/draft-ribose-cfrg-sm4-10-ecb.txt" },
};

FIXTURE_VARIANT_ADD(cipher, sm4_cbc) {
	.alg = CRYPTODEV_SM4_CBC, .block = 16, .optional = true,
	.vectors = 2, .cuts = 2,
	.files = { "ciphers/SM4/draft-ribose-cfrg-sm4-10-cbc.txt" },
};

FIXTURE_VARIANT_ADD(cipher, sm4_ctr) {
	.alg = CRYPTODEV_SM4_CTR, .block = 16, .optional = true,
	.vectors = 2, .cuts = 2,
	.files = { "ciphers/SM4/draft-ribose-cfrg-sm4-10-ctr.txt" },
};

FIXTURE_VARIANT_ADD(cipher, null) {
	.alg = CRYPTO_NULL, .block = 1, .vectors = 60, .cuts = 60,
	.files = { "ciphers/AES/ECB/ECBMMT*.rsp" },
};

FIXTURE_SETUP(cipher)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(cipher)
{
	close(self->s.fd);
}

static int kat_cipher_key(struct vec_file *v, uint32_t alg, uint8_t *key)
{
	switch (alg) {
	case CRYPTO_NULL:
		return 0;
	case CRYPTO_DES_CBC:
	case CRYPTODEV_DES_ECB:
		return vec_bytes(v, "KEYs|KEY1", key, 8);
	case CRYPTO_3DES_CBC:
	case CRYPTODEV_3DES_ECB:
		return vec_bytes(v, "KEYs|KEY1", key, 8) +
		       vec_bytes(v, "KEYs|KEY2", key + 8, 8) +
		       vec_bytes(v, "KEYs|KEY3", key + 16, 8);
	default:
		return vec_bytes(v, "KEY|K", key, CRYPTO_CIPHER_MAX_KEY_LEN);
	}
}

/* XTS's IV may be given as a number, in little-endian order. */
static int kat_cipher_iv(struct vec_file *v, uint8_t *iv)
{
	unsigned int i, number = vec_number(v, "DataUnitSeqNumber");

	memset(iv, 0, EALG_MAX_BLOCK_LEN);
	for (i = 0; i < sizeof(number); i++)
		iv[i] = number >> (8 * i);
	return vec_bytes(v, "IV|i", iv, EALG_MAX_BLOCK_LEN);
}

TEST_F_TIMEOUT(cipher, vectors, KAT_TIMEOUT)
{
	struct kat_reader r = {
		.files = variant->files, .result = "CIPHERTEXT|CT|C",
	};
	uint8_t key[CRYPTO_CIPHER_MAX_KEY_LEN], iv[EALG_MAX_BLOCK_LEN];
	unsigned int run = 0, cuts = 0, fractions = 0, failures = 0;
	const char *wrong;
	struct vec_file *v;
	size_t cut;
	int err, keylen, len;

	while ((v = kat_next(&r))) {
		if (vec_number(v, "DataUnitLen") % 8) {
			fractions++;
			continue;
		}
		keylen = kat_cipher_key(v, variant->alg, key);
		ASSERT_LE(0, keylen);
		ASSERT_LE(0, kat_cipher_iv(v, iv));
		len = vec_bytes(v, "PLAINTEXT|PT|P", kat_pt, KAT_MAX);
		ASSERT_LT(0, len);
		ASSERT_EQ(len, vec_bytes(v, r.result, kat_ct, KAT_MAX));
		if (variant->alg == CRYPTO_NULL)
			memcpy(kat_ct, kat_pt, len);

		/* between blocks, near the middle */
		cut = 0;
		if (variant->block && (size_t)len > variant->block)
			cut = (len / variant->block + 1) / 2 * variant->block;
		run++;
		cuts += !!cut;
		if (skip_case())
			continue;

		err = kat_session(&self->s, variant->alg, 0, key, keylen);
		if (err == -ENOENT && variant->optional)
			SKIP(return, "this kernel lacks the algorithm");
		ASSERT_EQ(0, err);
		wrong = kat_cipher(self->s.fd, self->s.ses, COP_ENCRYPT, iv,
				   kat_pt, kat_ct, len, cut);
		KAT_REPORT(&r, wrong, failures);
		wrong = kat_cipher(self->s.fd, self->s.ses, COP_DECRYPT, iv,
				   kat_ct, kat_pt, len, cut);
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(variant->vectors, run);
	EXPECT_EQ(variant->fractions, fractions);
	EXPECT_EQ(variant->cuts, cuts);
	ksft_print_msg("one in %u of %u vectors, %u of them also in two calls\n",
		       slowdown(), run, cuts);
}

TEST_HARNESS_MAIN
