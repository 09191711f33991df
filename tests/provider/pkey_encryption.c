// SPDX-License-Identifier: GPL-2.0
/* RSA encryption: one provider's ciphertext is the other's input. */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <string.h>

#include "pkey_test.h"

/**
 * struct crypt - a kind of encryption
 * @padding: its padding
 * @digest: OAEP's hash, or NULL
 * @mask: the hash of its mask, or NULL
 * @label: its label, or NULL
 */
struct crypt {
	const char *padding;
	const char *digest;
	const char *mask;
	const char *label;
};

static size_t crypt_bytes(EVP_PKEY *key, const char *properties,
			  const struct crypt *c, bool encrypt,
			  const unsigned char *in, size_t in_len,
			  unsigned char *out)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, properties), *dup;
	OSSL_PARAM params[5], *p = params;
	size_t len = SIZE_MAX_RSA;
	bool done;

	p = text_param(p, OSSL_ASYM_CIPHER_PARAM_PAD_MODE, c->padding);
	p = text_param(p, OSSL_ASYM_CIPHER_PARAM_OAEP_DIGEST, c->digest);
	p = text_param(p, OSSL_ASYM_CIPHER_PARAM_MGF1_DIGEST, c->mask);
	if (c->label)
		*p++ = OSSL_PARAM_construct_octet_string(
			OSSL_ASYM_CIPHER_PARAM_OAEP_LABEL, (char *)c->label,
			strlen(c->label));
	*p = OSSL_PARAM_construct_end();
	done = encrypt ? EVP_PKEY_encrypt_init_ex(ctx, params) == 1 :
			 EVP_PKEY_decrypt_init_ex(ctx, params) == 1;
	dup = done ? EVP_PKEY_CTX_dup(ctx) : NULL;
	EVP_PKEY_CTX_free(ctx);
	done = dup && (encrypt ? EVP_PKEY_encrypt(dup, out, &len, in, in_len) == 1 :
				 EVP_PKEY_decrypt(dup, out, &len, in, in_len) == 1);
	EVP_PKEY_CTX_free(dup);
	return done ? len : 0;
}

static const struct crypt crypts[] = {
	{ "pkcs1", NULL, NULL, NULL }, { "oaep", NULL, NULL, NULL },
	{ "oaep", "SHA256", NULL, NULL }, { "oaep", "SHA256", "SHA1", NULL },
	{ "oaep", "SHA1", "SHA512", "a label" },
	{ "oaep", "SHA384", NULL, "another label" },
};

/* Any text of up to the longest length, one way and the other. */
static bool crypt_agrees(EVP_PKEY *ours, EVP_PKEY *theirs, const struct crypt *c,
			 size_t max)
{
	unsigned char sealed[SIZE_MAX_RSA], out[SIZE_MAX_RSA];
	size_t lens[] = { 1, 2, max / 2, max - 1, max }, i, len;
	size_t size = EVP_PKEY_get_size(theirs);

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		len = lens[i];
		CHECK(crypt_bytes(ours, OURS, c, true, message, len, sealed) == size);
		CHECK(crypt_bytes(theirs, THEIRS, c, false, sealed, size, out) == len);
		CHECK(!memcmp(out, message, len));
		CHECK(crypt_bytes(theirs, THEIRS, c, true, message, len, sealed) ==
		      size);
		memset(out, 0xee, sizeof(out));
		CHECK(crypt_bytes(ours, OURS, c, false, sealed, size, out) == len);
		CHECK(!memcmp(out, message, len));
		CHECK(out[len] == 0xee && out[size - 1] == 0xee);
	}
	CHECK(!crypt_bytes(ours, OURS, c, true, message, max + 1, sealed));
	ERR_clear_error();
	return true;
}

static size_t overhead(const struct crypt *c)
{
	EVP_MD *md;
	size_t len;

	if (!strcmp(c->padding, "pkcs1"))
		return 11;
	md = EVP_MD_fetch(NULL, c->digest ?: "SHA1", THEIRS);
	len = 2 * EVP_MD_get_size(md) + 2;
	EVP_MD_free(md);
	return len;
}

/* Whether the default provider decrypts PKCS #1 v1.5, to hide wrong padding. */
static bool hides_padding(EVP_PKEY *key)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, THEIRS);
	bool hides = EVP_PKEY_decrypt_init(ctx) == 1 &&
		     OSSL_PARAM_locate_const(EVP_PKEY_CTX_settable_params(ctx),
					     "implicit-rejection");

	EVP_PKEY_CTX_free(ctx);
	return hides;
}

static bool rsa_encryption_agrees(void)
{
	static const int bits[] = { 1024, 2048, 2047, 1030 };
	unsigned long requests, made;
	EVP_PKEY *ours;
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(bits); i++) {
		ours = copy_key(rsa_key(bits[i]), EVP_PKEY_KEYPAIR, OURS);
		CHECK(ours);
		requests = device_requests();
		for (k = 0; k < ARRAY_SIZE(crypts); k++)
			CHECK(crypt_agrees(ours, rsa_key(bits[i]), &crypts[k],
					   EVP_PKEY_get_size(ours) -
					   overhead(&crypts[k])));
		requests = device_requests() - requests;
		/* Each length, one way and the other. */
		made = 10 * ARRAY_SIZE(crypts);
		if (hides_padding(rsa_key(bits[i])))
			made -= 5;
		CHECK(requests == (bits[i] == 1030 ? 0 : made));
		EVP_PKEY_free(ours);
	}
	return true;
}

/* Decrypts PKCS #1 v1.5, and asks for an error if the padding is wrong. */
static bool decrypts_explicitly(EVP_PKEY *key, const unsigned char *in,
				unsigned char *out)
{
	unsigned int implicit = 0;
	const OSSL_PARAM params[] = {
		OSSL_PARAM_uint("implicit-rejection", &implicit),
		OSSL_PARAM_END
	};
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, OURS);
	size_t len = SIZE_MAX_RSA;
	bool done = EVP_PKEY_decrypt_init_ex(ctx, params) == 1 &&
		    EVP_PKEY_decrypt(ctx, out, &len, in, 256) == 1;

	EVP_PKEY_CTX_free(ctx);
	return done;
}

/* The output stays what it was. */
static bool rejects_text(EVP_PKEY *ours, const struct crypt *c,
			 const unsigned char *padded)
{
	static const struct crypt none = { .padding = "none" };
	unsigned char sealed[SIZE_MAX_RSA], out[SIZE_MAX_RSA];
	size_t i;

	CHECK(crypt_bytes(rsa_key(2048), THEIRS, &none, true, padded, 256, sealed));
	memset(out, 0xee, sizeof(out));
	ERR_clear_error();
	if (c == &crypts[0])
		CHECK(!decrypts_explicitly(ours, sealed, out));
	else
		CHECK(!crypt_bytes(ours, OURS, c, false, sealed, 256, out));
	CHECK(ERR_peek_error());
	for (i = 0; i < sizeof(out); i++)
		CHECK(out[i] == 0xee);
	ERR_clear_error();
	return true;
}

static bool rsa_wrong_padding_is_rejected(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);
	static const struct { size_t at; unsigned char value; } changes[] = {
		{ 0, 1 }, { 1, 1 }, { 1, 0 }, { 2, 0 }, { 9, 0 },
	};
	unsigned char padded[256];
	size_t i, k;

	CHECK(ours);
	for (i = 0; i < ARRAY_SIZE(changes); i++) {
		memset(padded, 0x55, sizeof(padded));
		padded[0] = 0;
		padded[1] = 2;
		padded[100] = 0;
		padded[changes[i].at] = changes[i].value;
		for (k = 0; k < ARRAY_SIZE(crypts); k++)
			CHECK(rejects_text(ours, &crypts[k], padded));
	}
	/* Nothing ends the padding. */
	memset(padded, 0x55, sizeof(padded));
	padded[0] = 0;
	padded[1] = 2;
	CHECK(rejects_text(ours, &crypts[0], padded));
	EVP_PKEY_free(ours);
	return true;
}

/*
 * Since OpenSSL 3.2, the result of wrong padding is a text that depends on the key and
 * the ciphertext, unless the program asks for the error.
 */
static bool rsa_implicit_rejection_agrees(void)
{
	static const struct crypt none = { .padding = "none" };
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);
	unsigned char padded[256], sealed[SIZE_MAX_RSA], wanted[SIZE_MAX_RSA];
	unsigned char out[SIZE_MAX_RSA];
	size_t i, len;

	CHECK(ours);
	for (i = 0; i < 20; i++) {
		memset(padded, 0x55, sizeof(padded));
		padded[0] = 0;
		padded[1] = 1;
		padded[100] = i;
		CHECK(crypt_bytes(ours, OURS, &none, true, padded, 256, sealed) ==
		      256);
		len = crypt_bytes(rsa_key(2048), THEIRS, &crypts[0], false, sealed,
				  256, wanted);
		CHECK(crypt_bytes(ours, OURS, &crypts[0], false, sealed, 256,
				  out) == len);
		CHECK(!memcmp(out, wanted, len));
		CHECK(!decrypts_explicitly(ours, sealed, out));
		ERR_clear_error();
	}
	EVP_PKEY_free(ours);
	return true;
}

/* A label, a hash or a byte that is not right. */
static bool rsa_wrong_ciphertexts_are_rejected(void)
{
	static const struct crypt good = { "oaep", "SHA256", NULL, "one" }, bad[] = {
		{ "oaep", "SHA256", NULL, "two" }, { "oaep", "SHA256", NULL, NULL },
		{ "oaep", "SHA1", NULL, "one" }, { "oaep", "SHA256", "SHA1", "one" },
	};
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);
	unsigned char sealed[SIZE_MAX_RSA], out[SIZE_MAX_RSA];
	size_t i;

	CHECK(ours);
	CHECK(crypt_bytes(ours, OURS, &good, true, message, 5, sealed) == 256);
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		CHECK(!crypt_bytes(ours, OURS, &bad[i], false, sealed, 256, out));
	CHECK(crypt_bytes(ours, OURS, &good, false, sealed, 256, out) == 5);
	sealed[255] ^= 1;
	CHECK(!crypt_bytes(ours, OURS, &good, false, sealed, 256, out));
	memset(sealed, 0xff, 256);
	CHECK(!crypt_bytes(ours, OURS, &good, false, sealed, 256, out));
	CHECK(!crypt_bytes(ours, OURS, &good, false, sealed, 257, out));
	ERR_clear_error();
	EVP_PKEY_free(ours);
	return true;
}

/* Decrypts a premaster secret of TLS. Returns whether it is @secret. */
static int tls_decrypt(EVP_PKEY *key, const unsigned char *padded,
		       unsigned int version, const unsigned char *secret)
{
	static const struct crypt none = { .padding = "none" };
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, OURS);
	int padding = RSA_PKCS1_WITH_TLS_PADDING, result = -1;
	unsigned char sealed[SIZE_MAX_RSA], out[SIZE_MAX_RSA];
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_int(OSSL_ASYM_CIPHER_PARAM_PAD_MODE, &padding),
		OSSL_PARAM_construct_uint(OSSL_ASYM_CIPHER_PARAM_TLS_CLIENT_VERSION,
					  &version),
		OSSL_PARAM_construct_end()
	};
	size_t len = sizeof(out);

	if (crypt_bytes(rsa_key(2048), THEIRS, &none, true, padded, 256, sealed) &&
	    EVP_PKEY_decrypt_init_ex(ctx, params) == 1 &&
	    EVP_PKEY_decrypt(ctx, out, &len, sealed, 256) == 1 && len == 48)
		result = !memcmp(out, secret, 48);
	EVP_PKEY_CTX_free(ctx);
	return result;
}

static bool rsa_wrong_tls_secret_is_random(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);
	unsigned char padded[256], *secret = padded + 208;

	CHECK(ours);
	memset(padded, 0x55, sizeof(padded));
	padded[0] = 0;
	padded[1] = 2;
	padded[207] = 0;
	secret[0] = 3;
	secret[1] = 3;
	CHECK(tls_decrypt(ours, padded, 0x303, secret) == 1);
	CHECK(tls_decrypt(ours, padded, 0x302, secret) == 0);
	padded[207] = 1;
	CHECK(tls_decrypt(ours, padded, 0x303, secret) == 0);
	padded[207] = 0;
	padded[206] = 0;
	CHECK(tls_decrypt(ours, padded, 0x303, secret) == 0);
	padded[206] = 1;
	padded[1] = 1;
	CHECK(tls_decrypt(ours, padded, 0x303, secret) == 0);
	EVP_PKEY_free(ours);
	return true;
}

const struct test encryption_tests[] = {
	{ "rsa_encryption_agrees", rsa_encryption_agrees },
	{ "rsa_wrong_padding_is_rejected", rsa_wrong_padding_is_rejected },
	{ "rsa_implicit_rejection_agrees", rsa_implicit_rejection_agrees },
	{ "rsa_wrong_ciphertexts_are_rejected",
	  rsa_wrong_ciphertexts_are_rejected },
	{ "rsa_wrong_tls_secret_is_random",
	  rsa_wrong_tls_secret_is_random },
	{ NULL, NULL }
};
