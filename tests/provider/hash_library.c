// SPDX-License-Identifier: GPL-2.0
/* Parameters and functions that libcrypto's own code uses. */
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <string.h>

#include "hash_test.h"

static bool set_text(EVP_MAC_CTX *ctx, const char *name, const char *value)
{
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(name, (char *)value, 0),
		OSSL_PARAM_construct_end()
	};

	return EVP_MAC_CTX_set_params(ctx, params);
}

bool wrong_parameters_are_rejected(void)
{
	static const unsigned char key[33];
	struct bench bench;
	EVP_MAC_CTX *ctx;
	EVP_MAC *mac;

	CHECK(bench_open(&bench, ""));
	mac = EVP_MAC_fetch(bench.device, "HMAC", DEVCRYPTO);
	CHECK(mac);
	ctx = EVP_MAC_CTX_new(mac);
	CHECK(ctx && EVP_MAC_CTX_get_mac_size(ctx) == 0);
	CHECK(!EVP_MAC_init(ctx, key, 20, NULL));
	CHECK(!EVP_MAC_init(ctx, NULL, 0, NULL));
	CHECK(!EVP_MAC_update(ctx, key, 1));
	CHECK(!set_text(ctx, OSSL_MAC_PARAM_DIGEST, "no such digest"));
	CHECK(set_text(ctx, OSSL_MAC_PARAM_DIGEST, "SHA256"));
	CHECK(!EVP_MAC_init(ctx, NULL, 0, NULL));
	CHECK(EVP_MAC_init(ctx, key, 20, NULL));
	CHECK(EVP_MAC_CTX_get_mac_size(ctx) == 32);
	CHECK(EVP_MAC_CTX_get_block_size(ctx) == 64);
	EVP_MAC_CTX_free(ctx);
	EVP_MAC_free(mac);
	mac = EVP_MAC_fetch(bench.device, "CMAC", DEVCRYPTO);
	if (mac) {
		ctx = EVP_MAC_CTX_new(mac);
		CHECK(ctx && set_text(ctx, OSSL_MAC_PARAM_CIPHER, "AES-256-CBC"));
		CHECK(!EVP_MAC_init(ctx, key, 33, NULL));
		CHECK(!EVP_MAC_init(ctx, key, 16, NULL));
		CHECK(!EVP_MAC_update(ctx, key, 1));
		CHECK(EVP_MAC_init(ctx, key, 32, NULL));
		CHECK(EVP_MAC_CTX_get_mac_size(ctx) == 16);
		EVP_MAC_CTX_free(ctx);
		EVP_MAC_free(mac);
	}
	ERR_clear_error();
	bench_close(&bench);
	return true;
}

bool digests_have_the_same_properties(void)
{
	struct bench bench;
	struct side dev, ref;
	size_t i;

	CHECK(bench_open(&bench, ""));
	for (i = 0; i < nr_algorithms && !is_mac(&algorithms[i]); i++) {
		if (!side_open(&dev, bench.device, DEVCRYPTO, &algorithms[i]))
			continue;
		CHECK(side_open(&ref, bench.reference, NULL, &algorithms[i]));
		CHECK(EVP_MD_get_size(dev.md) == EVP_MD_get_size(ref.md));
		CHECK(EVP_MD_get_block_size(dev.md) ==
		      EVP_MD_get_block_size(ref.md));
		CHECK(EVP_MD_get_flags(dev.md) == EVP_MD_get_flags(ref.md));
		CHECK(EVP_MD_get_type(dev.md) == EVP_MD_get_type(ref.md));
		side_close(&dev);
		side_close(&ref);
	}
	ERR_clear_error();
	bench_close(&bench);
	return true;
}

/* TLS hides the length of a record's padding from the time of its MAC. */
static bool tls_record_mac(OSSL_LIB_CTX *ctx, const char *query, unsigned char *out)
{
	static const unsigned char key[20] = { 1, 2, 3 };
	size_t size = 600, len = 0;
	OSSL_PARAM digest[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA1", 0),
		OSSL_PARAM_construct_end()
	};
	OSSL_PARAM tls[] = {
		OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_TLS_DATA_SIZE, &size),
		OSSL_PARAM_construct_end()
	};
	EVP_MAC *mac = EVP_MAC_fetch(ctx, "HMAC", query);
	EVP_MAC_CTX *mac_ctx, *copy;

	CHECK(mac);
	mac_ctx = EVP_MAC_CTX_new(mac);
	CHECK(mac_ctx && EVP_MAC_init(mac_ctx, key, sizeof(key), digest));
	copy = EVP_MAC_CTX_dup(mac_ctx);
	CHECK(copy && EVP_MAC_CTX_set_params(copy, tls));
	CHECK(EVP_MAC_update(copy, text, 13));
	CHECK(EVP_MAC_update(copy, text + 13, 500));
	CHECK(EVP_MAC_final(copy, out, &len, 20) && len == 20);
	EVP_MAC_CTX_free(copy);
	EVP_MAC_CTX_free(mac_ctx);
	EVP_MAC_free(mac);
	return true;
}

bool tls_records_have_the_same_mac(void)
{
	unsigned char got[20] = { 0 }, wanted[20];
	struct bench bench;

	CHECK(bench_open(&bench, ""));
	CHECK(tls_record_mac(bench.device, DEVCRYPTO, got));
	CHECK(tls_record_mac(bench.reference, NULL, wanted));
	CHECK(!memcmp(got, wanted, sizeof(got)));
	bench_close(&bench);
	return true;
}

/* No function of libcrypto 3.0 calls a digest's one-shot function. */
bool one_shot_digest_is_right(void)
{
	unsigned char got[32] = { 0 }, wanted[EVP_MAX_MD_SIZE];
	OSSL_FUNC_digest_digest_fn *digest = NULL;
	const OSSL_ALGORITHM *alg;
	const OSSL_DISPATCH *row;
	OSSL_PROVIDER *prov;
	struct bench bench;
	struct side ref;
	int no_store;
	size_t len;

	CHECK(bench_open(&bench, ""));
	prov = OSSL_PROVIDER_load(bench.device, "devcrypto");
	CHECK(prov);
	alg = OSSL_PROVIDER_query_operation(prov, OSSL_OP_DIGEST, &no_store);
	for (; alg && alg->algorithm_names; alg++)
		if (!strncmp(alg->algorithm_names, "SHA2-256", 8))
			for (row = alg->implementation; row->function_id; row++)
				if (row->function_id == OSSL_FUNC_DIGEST_DIGEST)
					digest = OSSL_FUNC_digest_digest(row);
	CHECK(digest);
	CHECK(side_open(&ref, bench.reference, NULL, &sha256));
	CHECK(side_message(&ref, NULL, text, 5000, wanted) == 32);
	CHECK(digest(OSSL_PROVIDER_get0_provider_ctx(prov), text, 5000, got, &len,
		     sizeof(got)));
	CHECK(len == 32 && !memcmp(got, wanted, 32));
	CHECK(!digest(OSSL_PROVIDER_get0_provider_ctx(prov), text, 5000, got, &len,
		      sizeof(got) - 1));
	ERR_clear_error();
	side_close(&ref);
	OSSL_PROVIDER_unload(prov);
	bench_close(&bench);
	return true;
}
