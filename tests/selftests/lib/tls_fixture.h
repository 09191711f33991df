/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of the tests of TLS records; its variants are suites of a cipher
 * and an HMAC. Only for programs, see tls_test.h.
 */
#ifndef SELFTESTS_TLS_FIXTURE_H
#define SELFTESTS_TLS_FIXTURE_H

#include "../kselftest_harness.h"

#include "tls_test.h"

FIXTURE(tls) {
	struct tls_test t;
};

FIXTURE_VARIANT(tls) {
	struct suite suite;
};

#define VARIANT(name, ...) \
	FIXTURE_VARIANT_ADD(tls, name) { .suite = { __VA_ARGS__ } }

VARIANT(aes128_sha1, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA1_HMAC, 20, 20);
VARIANT(aes256_sha256, CRYPTO_AES_CBC, 32, 16, 16, CRYPTO_SHA2_256_HMAC, 32, 32);
VARIANT(aes256_sha384, CRYPTO_AES_CBC, 32, 16, 16, CRYPTO_SHA2_384_HMAC, 48, 48);
VARIANT(aes128_sha512, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA2_512_HMAC, 200, 64);
VARIANT(aes128_sha224, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_SHA2_224_HMAC, 0, 28);
VARIANT(aes128_md5, CRYPTO_AES_CBC, 16, 16, 16, CRYPTO_MD5_HMAC, 512, 16);
VARIANT(des3_ripemd, CRYPTO_3DES_CBC, 24, 8, 8, CRYPTO_RIPEMD160_HMAC, 64, 20);
VARIANT(camellia_sha256, CRYPTO_CAMELLIA_CBC, 16, 16, 16, CRYPTO_SHA2_256_HMAC,
	65, 32);
VARIANT(ctr_sha1, CRYPTO_AES_CTR, 16, 1, 16, CRYPTO_SHA1_HMAC, 20, 20);
VARIANT(null_sha256, CRYPTO_NULL, 0, 1, 0, CRYPTO_SHA2_256_HMAC, 32, 32);

FIXTURE_SETUP(tls)
{
	ASSERT_RIGHT(tls_test_init(&self->t, &variant->suite));
}

FIXTURE_TEARDOWN(tls)
{
	tls_test_free(&self->t);
}

#endif /* SELFTESTS_TLS_FIXTURE_H */
