// SPDX-License-Identifier: GPL-2.0
/* ECDSA, ECDH and X25519: one provider's result is the other's input. */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <string.h>

#include "pkey_test.h"

/**
 * struct curve - a curve
 * @name: its name
 * @verifies: the device may verify its signatures
 * @derives: the device may derive its secrets
 */
struct curve {
	const char *name;
	bool verifies;
	bool derives;
};

static const struct curve curves[] = {
	{ "P-256", true, true }, { "P-384", true, true },
	{ "P-521", true, false }, { "P-224", false, false },
	{ "secp256k1", false, false },
};

/* Whether the provider offers an algorithm: an accelerator need not have it. */
static bool offers_ecdsa(void)
{
	EVP_SIGNATURE *found = EVP_SIGNATURE_fetch(NULL, "ECDSA", OURS);

	EVP_SIGNATURE_free(found);
	return found;
}

static bool offers_exchange(const char *name)
{
	EVP_KEYEXCH *found = EVP_KEYEXCH_fetch(NULL, name, OURS);

	EVP_KEYEXCH_free(found);
	return found;
}

static bool offers_key(const char *name)
{
	EVP_KEYMGMT *found = EVP_KEYMGMT_fetch(NULL, name, OURS);

	EVP_KEYMGMT_free(found);
	return found;
}

static size_t sign(EVP_PKEY *key, const char *properties, const char *digest,
		   unsigned char *sig)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t len = 200;
	bool done;

	done = EVP_DigestSignInit_ex(ctx, NULL, digest, NULL, properties, key,
				     NULL) == 1 &&
	       EVP_DigestSignUpdate(ctx, message, 77) == 1 &&
	       EVP_DigestSignUpdate(ctx, message + 77, sizeof(message) - 77) == 1 &&
	       EVP_DigestSignFinal(ctx, sig, &len) == 1;
	EVP_MD_CTX_free(ctx);
	return done ? len : 0;
}

static int verify(EVP_PKEY *key, const char *properties, const char *digest,
		  const unsigned char *sig, size_t len)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	int valid = -1;

	if (EVP_DigestVerifyInit_ex(ctx, NULL, digest, NULL, properties, key,
				    NULL) == 1)
		valid = EVP_DigestVerify(ctx, sig, len, message, sizeof(message));
	EVP_MD_CTX_free(ctx);
	return valid;
}

static EVP_PKEY *ec_key(const char *curve, const char *properties)
{
	return EVP_PKEY_Q_keygen(NULL, properties, "EC", curve);
}

static bool signatures_agree(EVP_PKEY *ours, EVP_PKEY *theirs, const char *digest)
{
	unsigned char sig[200];
	size_t len;

	len = sign(ours, OURS, digest, sig);
	CHECK(len && verify(theirs, THEIRS, digest, sig, len) == 1);
	CHECK(verify(ours, OURS, digest, sig, len) == 1);
	sig[len - 3] ^= 1;
	CHECK(verify(ours, OURS, digest, sig, len) == 0);
	len = sign(theirs, THEIRS, digest, sig);
	CHECK(len && verify(ours, OURS, digest, sig, len) == 1);
	return true;
}

static bool ecdsa_agrees(void)
{
	static const char *const digests[] = { "SHA1", "SHA256", "SHA512",
					       "SHA3-256" };
	unsigned long requests, expected;
	EVP_PKEY *ours, *theirs;
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(curves) && offers_ecdsa(); i++) {
		theirs = ec_key(curves[i].name, THEIRS);
		ours = copy_key(theirs, EVP_PKEY_KEYPAIR, OURS);
		CHECK(ours && EVP_PKEY_eq(ours, theirs) == 1);
		CHECK(EVP_PKEY_get_bits(ours) == EVP_PKEY_get_bits(theirs));
		CHECK(EVP_PKEY_get_size(ours) == EVP_PKEY_get_size(theirs));
		requests = device_requests();
		for (k = 0; k < ARRAY_SIZE(digests); k++)
			CHECK(signatures_agree(ours, theirs, digests[k]));
		expected = curves[i].verifies ? 3 * ARRAY_SIZE(digests) : 0;
		CHECK(device_requests() - requests == expected);
		EVP_PKEY_free(ours);
		EVP_PKEY_free(theirs);
		ERR_clear_error();
	}
	return true;
}

/* The same numbers in another encoding are no valid signature. */
static bool ecdsa_signatures_are_der(void)
{
	EVP_PKEY *key = ec_key("P-256", OURS);
	unsigned char sig[200], other[210];
	size_t len, first;

	if (!offers_ecdsa())
		return true;
	CHECK(key);
	len = sign(key, OURS, "SHA256", sig);
	CHECK(len && sig[0] == 0x30 && sig[1] == len - 2 && sig[2] == 2);
	first = sig[3];
	/* A byte behind it. */
	memcpy(other, sig, len);
	other[len] = 0;
	CHECK(verify(key, OURS, "SHA256", other, len + 1) == 0);
	other[1]++;
	CHECK(verify(key, OURS, "SHA256", other, len + 1) == 0);
	/* A length in two bytes. */
	other[0] = 0x30;
	other[1] = 0x81;
	memcpy(other + 2, sig + 1, len - 1);
	CHECK(verify(key, OURS, "SHA256", other, len + 1) == 0);
	/* A zero before the first number. */
	memcpy(other, sig, len);
	other[1]++;
	other[3]++;
	other[4] = 0;
	memcpy(other + 5, sig + 4, len - 4);
	CHECK(verify(key, OURS, "SHA256", other, len + 1) == (sig[4] & 0x80 ? 1 : 0) ||
	      first == 33);
	/* Too short. */
	CHECK(verify(key, OURS, "SHA256", sig, len - 1) == 0);
	CHECK(verify(key, OURS, "SHA256", sig, 1) == 0);
	CHECK(verify(key, OURS, "SHA256", sig, 0) == 0);
	ERR_clear_error();
	EVP_PKEY_free(key);
	return true;
}

static size_t derive(EVP_PKEY *key, EVP_PKEY *peer, const char *properties,
		     const OSSL_PARAM params[], unsigned char *secret)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, properties), *dup;
	size_t len = 100;
	bool done;

	done = ctx && EVP_PKEY_derive_init_ex(ctx, params) == 1 &&
	       EVP_PKEY_derive_set_peer(ctx, peer) == 1;
	dup = done ? EVP_PKEY_CTX_dup(ctx) : NULL;
	EVP_PKEY_CTX_free(ctx);
	done = dup && EVP_PKEY_derive(dup, secret, &len) == 1;
	EVP_PKEY_CTX_free(dup);
	return done ? len : 0;
}

/* Both sides derive the same, each by one provider, and one side by both. */
static bool secrets_agree(EVP_PKEY *a, EVP_PKEY *b, const OSSL_PARAM params[])
{
	EVP_PKEY *ours = copy_key(a, EVP_PKEY_KEYPAIR, OURS);
	EVP_PKEY *peer = copy_key(b, EVP_PKEY_PUBLIC_KEY, OURS);
	unsigned char x[100], y[100], z[100];
	size_t len;

	CHECK(ours && peer);
	len = derive(ours, peer, OURS, params, x);
	CHECK(len);
	CHECK(derive(a, b, THEIRS, params, y) == len && !memcmp(x, y, len));
	CHECK(derive(b, a, THEIRS, params, z) == len && !memcmp(x, z, len));
	EVP_PKEY_free(ours);
	EVP_PKEY_free(peer);
	return true;
}

static bool ecdh_agrees(void)
{
	size_t outlen = 40;
	const OSSL_PARAM kdf[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_EXCHANGE_PARAM_KDF_TYPE,
						 OSSL_KDF_NAME_X963KDF, 0),
		OSSL_PARAM_construct_utf8_string(OSSL_EXCHANGE_PARAM_KDF_DIGEST,
						 "SHA256", 0),
		OSSL_PARAM_construct_size_t(OSSL_EXCHANGE_PARAM_KDF_OUTLEN,
					    &outlen),
		OSSL_PARAM_construct_end()
	};
	unsigned long requests;
	EVP_PKEY *a, *b;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(curves) && offers_exchange("ECDH"); i++) {
		a = ec_key(curves[i].name, THEIRS);
		b = ec_key(curves[i].name, THEIRS);
		CHECK(a && b);
		requests = device_requests();
		CHECK(secrets_agree(a, b, NULL));
		CHECK(device_requests() - requests == curves[i].derives);
		CHECK(secrets_agree(a, b, kdf));
		CHECK(device_requests() - requests == curves[i].derives);
		EVP_PKEY_free(a);
		EVP_PKEY_free(b);
	}
	return true;
}

static bool x25519_agrees(void)
{
	EVP_PKEY *a = EVP_PKEY_Q_keygen(NULL, THEIRS, "X25519");
	EVP_PKEY *b = EVP_PKEY_Q_keygen(NULL, THEIRS, "X25519");
	unsigned long requests = device_requests();

	if (!offers_exchange("X25519"))
		return true;
	CHECK(a && b && secrets_agree(a, b, NULL));
	CHECK(device_requests() - requests == 1);
	EVP_PKEY_free(a);
	EVP_PKEY_free(b);
	return true;
}

/* Points of small order make the secret 0. */
static bool x25519_secret_zero_is_rejected(void)
{
	static const unsigned char zero[32], one[32] = { 1 };
	EVP_PKEY *key, *peer;
	unsigned char secret[100];

	if (!offers_exchange("X25519"))
		return true;
	key = EVP_PKEY_Q_keygen(NULL, OURS, "X25519");
	peer = EVP_PKEY_new_raw_public_key_ex(NULL, "X25519", OURS, zero, 32);
	CHECK(key && peer && !derive(key, peer, OURS, NULL, secret));
	EVP_PKEY_free(peer);
	peer = EVP_PKEY_new_raw_public_key_ex(NULL, "X25519", OURS, one, 32);
	CHECK(peer && !derive(key, peer, OURS, NULL, secret));
	ERR_clear_error();
	EVP_PKEY_free(peer);
	EVP_PKEY_free(key);
	return true;
}

/* As TLS does: a key with the parameters of another one, and a peer's point. */
static bool exchange_by_template(EVP_PKEY *template)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, template, OURS);
	EVP_PKEY *key = NULL, *peer = EVP_PKEY_new();
	unsigned char *point = NULL, x[100], y[100];
	size_t point_len, len;

	CHECK(EVP_PKEY_keygen_init(ctx) == 1 && EVP_PKEY_generate(ctx, &key) == 1);
	EVP_PKEY_CTX_free(ctx);
	CHECK(!strcmp(OSSL_PROVIDER_get0_name(EVP_PKEY_get0_provider(key)),
		      "devcrypto"));
	CHECK(EVP_PKEY_copy_parameters(peer, template) == 1);
	point_len = EVP_PKEY_get1_encoded_public_key(key, &point);
	CHECK(point_len &&
	      EVP_PKEY_set1_encoded_public_key(peer, point, point_len) == 1);
	CHECK(EVP_PKEY_eq(peer, key) == 1);
	OPENSSL_free(point);
	len = derive(template, peer, OURS, NULL, x);
	CHECK(len && derive(key, template, OURS, NULL, y) == len);
	CHECK(!memcmp(x, y, len));
	EVP_PKEY_free(peer);
	EVP_PKEY_free(key);
	return true;
}

static bool ec_key_is_a_template(void)
{
	EVP_PKEY *template;

	if (!offers_key("EC"))
		return true;
	template = ec_key("P-256", OURS);
	CHECK(template && exchange_by_template(template));
	EVP_PKEY_free(template);
	return true;
}

static bool x25519_key_is_a_template(void)
{
	EVP_PKEY *template;

	if (!offers_key("X25519"))
		return true;
	template = EVP_PKEY_Q_keygen(NULL, OURS, "X25519");
	CHECK(template && exchange_by_template(template));
	EVP_PKEY_free(template);
	return true;
}

static bool ec_explicit_parameters_agree(void)
{
	EVP_PKEY *theirs = ec_key("P-256", THEIRS), *ours;

	if (!offers_key("EC"))
		return true;
	CHECK(EVP_PKEY_set_utf8_string_param(theirs, OSSL_PKEY_PARAM_EC_ENCODING,
					     OSSL_PKEY_EC_ENCODING_EXPLICIT) == 1);
	ours = copy_key(theirs, EVP_PKEY_KEYPAIR, OURS);
	CHECK(ours && EVP_PKEY_eq(ours, theirs) == 1);
	CHECK(!offers_ecdsa() || signatures_agree(ours, theirs, "SHA256"));
	ERR_clear_error();
	EVP_PKEY_free(ours);
	EVP_PKEY_free(theirs);
	return true;
}

static bool ec_keys_are_checked(void)
{
	EVP_PKEY *key;
	EVP_PKEY_CTX *ctx;

	if (!offers_key("EC"))
		return true;
	key = ec_key("P-384", OURS);
	ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, OURS);
	CHECK(EVP_PKEY_check(ctx) == 1 && EVP_PKEY_public_check(ctx) == 1 &&
	      EVP_PKEY_private_check(ctx) == 1 && EVP_PKEY_param_check(ctx) == 1);
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(key);
	return true;
}

const struct test ec_tests[] = {
	{ "ecdsa_agrees", ecdsa_agrees },
	{ "ecdsa_signatures_are_der", ecdsa_signatures_are_der },
	{ "ecdh_agrees", ecdh_agrees },
	{ "x25519_agrees", x25519_agrees },
	{ "x25519_secret_zero_is_rejected", x25519_secret_zero_is_rejected },
	{ "ec_key_is_a_template", ec_key_is_a_template },
	{ "x25519_key_is_a_template", x25519_key_is_a_template },
	{ "ec_explicit_parameters_agree", ec_explicit_parameters_agree },
	{ "ec_keys_are_checked", ec_keys_are_checked },
	{ NULL, NULL }
};
