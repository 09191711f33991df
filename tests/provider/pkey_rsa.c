// SPDX-License-Identifier: GPL-2.0
/*
 * RSA signatures and encryption: one provider's result is the other's input.
 */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <string.h>

#include "pkey_test.h"

#define SIZE_MAX_RSA	1024

/**
 * struct scheme - a kind of signature
 * @digest: its hash
 * @padding: NULL for PKCS #1 v1.5, or "pss"
 * @salt: the length of the salt, as a parameter
 * @mask: the hash of the mask, or NULL
 */
struct scheme {
	const char *digest;
	const char *padding;
	const char *salt;
	const char *mask;
};

static OSSL_PARAM *text(OSSL_PARAM *p, const char *key, const char *value)
{
	if (value)
		*p++ = OSSL_PARAM_construct_utf8_string(key, (char *)value, 0);
	return p;
}

static void scheme_params(const struct scheme *s, OSSL_PARAM params[4])
{
	OSSL_PARAM *p = params;

	p = text(p, OSSL_SIGNATURE_PARAM_PAD_MODE, s->padding);
	p = text(p, OSSL_SIGNATURE_PARAM_PSS_SALTLEN, s->salt);
	p = text(p, OSSL_SIGNATURE_PARAM_MGF1_DIGEST, s->mask);
	*p = OSSL_PARAM_construct_end();
}

/* Signs the message in two pieces. Returns the length, or 0. */
static size_t sign(EVP_PKEY *key, const char *properties, const struct scheme *s,
		   unsigned char *sig)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t len = SIZE_MAX_RSA;
	OSSL_PARAM params[4];
	bool done;

	scheme_params(s, params);
	done = EVP_DigestSignInit_ex(ctx, NULL, s->digest, NULL, properties, key,
				     params) == 1 &&
	       EVP_DigestSignUpdate(ctx, message, 33) == 1 &&
	       EVP_DigestSignUpdate(ctx, message + 33, sizeof(message) - 33) == 1 &&
	       EVP_DigestSignFinal(ctx, sig, &len) == 1;
	EVP_MD_CTX_free(ctx);
	return done ? len : 0;
}

static int verify(EVP_PKEY *key, const char *properties, const struct scheme *s,
		  const unsigned char *sig, size_t len)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	OSSL_PARAM params[4];
	int valid = -1;

	scheme_params(s, params);
	if (EVP_DigestVerifyInit_ex(ctx, NULL, s->digest, NULL, properties, key,
				    params) == 1 &&
	    EVP_DigestVerifyUpdate(ctx, message, sizeof(message)) == 1)
		valid = EVP_DigestVerifyFinal(ctx, sig, len);
	EVP_MD_CTX_free(ctx);
	return valid;
}

/* The other provider verifies, and both reject a changed signature. */
static bool agrees(EVP_PKEY *ours, EVP_PKEY *theirs, const struct scheme *s)
{
	unsigned char sig[SIZE_MAX_RSA];
	size_t len;

	len = sign(ours, OURS, s, sig);
	CHECK(len == (size_t)EVP_PKEY_get_size(theirs));
	CHECK(verify(theirs, THEIRS, s, sig, len) == 1);
	CHECK(verify(ours, OURS, s, sig, len) == 1);
	sig[len / 2] ^= 1;
	CHECK(verify(theirs, THEIRS, s, sig, len) == 0);
	CHECK(verify(ours, OURS, s, sig, len) == 0);
	sig[len / 2] ^= 1;
	CHECK(verify(ours, OURS, s, sig, len - 1) == 0);
	len = sign(theirs, THEIRS, s, sig);
	CHECK(len == (size_t)EVP_PKEY_get_size(theirs));
	CHECK(verify(ours, OURS, s, sig, len) == 1);
	ERR_clear_error();
	return true;
}

static bool schemes_agree(int bits, const struct scheme *schemes, size_t nr,
			  unsigned long min_requests)
{
	EVP_PKEY *theirs = rsa_key(bits);
	EVP_PKEY *ours = copy_key(theirs, EVP_PKEY_KEYPAIR, OURS);
	unsigned long requests = device_requests();
	size_t i;

	CHECK(ours);
	for (i = 0; i < nr; i++) {
		if (!agrees(ours, theirs, &schemes[i])) {
			printf("# %s %s %s %s\n", schemes[i].digest,
			       schemes[i].padding ?: "pkcs1",
			       schemes[i].salt ?: "", schemes[i].mask ?: "");
			return false;
		}
	}
	requests = device_requests() - requests;
	if (requests < min_requests)
		printf("# %lu requests\n", requests);
	CHECK(requests >= min_requests);
	EVP_PKEY_free(ours);
	return true;
}

static const struct scheme pkcs1[] = {
	{ .digest = "SHA1" }, { .digest = "SHA224" }, { .digest = "SHA256" },
	{ .digest = "SHA384" }, { .digest = "SHA512" }, { .digest = "MD5" },
	{ .digest = "MD5-SHA1" }, { .digest = "SHA512-224" },
	{ .digest = "SHA512-256" }, { .digest = "SHA3-256" },
	{ .digest = "SHA3-512" }, { .digest = "RIPEMD160" },
	{ .digest = "SHA256", .padding = "pkcs1" },
};

static const struct scheme pss[] = {
	{ "SHA256", "pss", "digest", NULL },
	{ "SHA256", "pss", "max", NULL },
	{ "SHA256", "pss", "auto", NULL },
	{ "SHA256", "pss", "0", NULL },
	{ "SHA256", "pss", "1", NULL },
	{ "SHA256", "pss", "20", "SHA1" },
	{ "SHA1", "pss", "digest", NULL },
	{ "SHA384", "pss", "digest", "SHA256" },
	{ "SHA3-256", "pss", "digest", NULL },
};

static const struct scheme pss_sha512[] = {
	{ "SHA512", "pss", "digest", NULL },
	{ "SHA512", "pss", "max", "SHA224" },
};

/* A digest of 64 bytes does not fit into 512 bits, but SHA-1 does. */
static const struct scheme small[] = {
	{ .digest = "SHA1" }, { .digest = "SHA256" },
	{ "SHA1", "pss", "digest", NULL },
};

static bool rsa_pkcs1_signatures_agree(void)
{
	return schemes_agree(1024, pkcs1, ARRAY_SIZE(pkcs1),
			     4 * ARRAY_SIZE(pkcs1)) &&
	       schemes_agree(2048, pkcs1, ARRAY_SIZE(pkcs1),
			     4 * ARRAY_SIZE(pkcs1));
}

static bool rsa_pss_signatures_agree(void)
{
	return schemes_agree(1024, pss, ARRAY_SIZE(pss), 4 * ARRAY_SIZE(pss)) &&
	       schemes_agree(2048, pss, ARRAY_SIZE(pss), 4 * ARRAY_SIZE(pss)) &&
	       schemes_agree(2048, pss_sha512, ARRAY_SIZE(pss_sha512), 8) &&
	       schemes_agree(512, small, ARRAY_SIZE(small), 4 * ARRAY_SIZE(small));
}

/*
 * The device takes moduli of 1024 and 2048 bits, rounded up to bytes. For others the
 * default provider computes.
 */
static bool rsa_moduli_of_odd_lengths_agree(void)
{
	static const int bits[] = { 1030, 1032, 2041, 2047 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bits); i++)
		CHECK(schemes_agree(bits[i], pkcs1, ARRAY_SIZE(pkcs1), 0) &&
		      schemes_agree(bits[i], pss, ARRAY_SIZE(pss), 0));
	return true;
}

/* Signs bytes that are no digest, with the padding; or recovers them. */
static size_t sign_bytes(EVP_PKEY *key, const char *properties,
			 const char *padding, const char *digest, size_t in_len,
			 unsigned char *sig)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, properties);
	OSSL_PARAM params[3], *p = params;
	size_t len = SIZE_MAX_RSA;
	bool done;

	p = text(p, OSSL_SIGNATURE_PARAM_PAD_MODE, padding);
	p = text(p, OSSL_SIGNATURE_PARAM_DIGEST, digest);
	*p = OSSL_PARAM_construct_end();
	done = EVP_PKEY_sign_init_ex(ctx, params) == 1 &&
	       EVP_PKEY_sign(ctx, sig, &len, message, in_len) == 1;
	EVP_PKEY_CTX_free(ctx);
	return done ? len : 0;
}

static size_t recover_bytes(EVP_PKEY *key, const char *properties,
			    const char *padding, const char *digest,
			    const unsigned char *sig, size_t sig_len,
			    unsigned char *out)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, properties);
	OSSL_PARAM params[3], *p = params;
	size_t len = SIZE_MAX_RSA;
	bool done;

	p = text(p, OSSL_SIGNATURE_PARAM_PAD_MODE, padding);
	p = text(p, OSSL_SIGNATURE_PARAM_DIGEST, digest);
	*p = OSSL_PARAM_construct_end();
	done = EVP_PKEY_verify_recover_init_ex(ctx, params) == 1 &&
	       EVP_PKEY_verify_recover(ctx, out, &len, sig, sig_len) == 1;
	EVP_PKEY_CTX_free(ctx);
	return done ? len : 0;
}

/* Signatures without random numbers are the same bytes. */
static bool rsa_signed_bytes_are_the_same(void)
{
	static const struct {
		const char *padding;
		const char *digest;
		size_t len;
	} cases[] = {
		{ "pkcs1", NULL, 1 }, { "pkcs1", NULL, 245 },
		{ "pkcs1", "SHA256", 32 }, { "x931", "SHA256", 32 },
		{ "none", NULL, 256 },
	};
	unsigned char a[SIZE_MAX_RSA], b[SIZE_MAX_RSA], out[SIZE_MAX_RSA];
	EVP_PKEY *theirs = rsa_key(2048);
	EVP_PKEY *ours = copy_key(theirs, EVP_PKEY_KEYPAIR, OURS);
	size_t i, len;

	CHECK(ours);
	message[0] &= 0x3f;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		len = cases[i].len;
		CHECK(sign_bytes(ours, OURS, cases[i].padding, cases[i].digest, len,
				 a) == 256);
		CHECK(sign_bytes(theirs, THEIRS, cases[i].padding, cases[i].digest,
				 len, b) == 256);
		CHECK(!memcmp(a, b, 256));
		CHECK(recover_bytes(ours, OURS, cases[i].padding, cases[i].digest, a,
				    256, out) == len);
		CHECK(!memcmp(out, message, len));
	}
	CHECK(!sign_bytes(ours, OURS, "pkcs1", NULL, 246, a));
	CHECK(!sign_bytes(ours, OURS, "pkcs1", "SHA256", 31, a));
	CHECK(!sign_bytes(ours, OURS, "none", NULL, 255, a));
	CHECK(!sign_bytes(ours, OURS, "oaep", NULL, 32, a));
	ERR_clear_error();
	EVP_PKEY_free(ours);
	return true;
}

static size_t algorithm_id(EVP_PKEY *key, const char *properties,
			   const struct scheme *s, unsigned char id[200])
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	EVP_PKEY_CTX *pctx;
	OSSL_PARAM params[4], get[2] = {
		OSSL_PARAM_construct_octet_string(OSSL_SIGNATURE_PARAM_ALGORITHM_ID,
						  id, 200),
		OSSL_PARAM_construct_end()
	};
	bool done;

	scheme_params(s, params);
	done = EVP_DigestSignInit_ex(ctx, &pctx, s->digest, NULL, properties, key,
				     params) == 1 &&
	       EVP_PKEY_CTX_get_params(pctx, get) == 1;
	EVP_MD_CTX_free(ctx);
	return done ? get[0].return_size : 0;
}

static bool same_ids(EVP_PKEY *ours, EVP_PKEY *theirs, const struct scheme *s,
		     size_t nr)
{
	unsigned char a[200], b[200];
	size_t len;

	for (; nr; nr--, s++) {
		memset(a, 0, sizeof(a));
		memset(b, 0, sizeof(b));
		len = algorithm_id(theirs, THEIRS, s, b);
		/* The default provider has none for PSS with SHA-3. */
		if (!len && s->padding)
			continue;
		if (algorithm_id(ours, OURS, s, a) != len || memcmp(a, b, len)) {
			printf("# %s %s %s\n", s->digest, s->padding, s->salt);
			return false;
		}
	}
	ERR_clear_error();
	return true;
}

static bool rsa_algorithm_ids_are_the_same(void)
{
	EVP_PKEY *theirs = rsa_key(2048);
	EVP_PKEY *ours = copy_key(theirs, EVP_PKEY_KEYPAIR, OURS);

	CHECK(ours);
	CHECK(same_ids(ours, theirs, pkcs1, ARRAY_SIZE(pkcs1)));
	CHECK(same_ids(ours, theirs, pss, ARRAY_SIZE(pss)));
	CHECK(same_ids(ours, theirs, pss_sha512, ARRAY_SIZE(pss_sha512)));
	EVP_PKEY_free(ours);
	return true;
}

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

	p = text(p, OSSL_ASYM_CIPHER_PARAM_PAD_MODE, c->padding);
	p = text(p, OSSL_ASYM_CIPHER_PARAM_OAEP_DIGEST, c->digest);
	p = text(p, OSSL_ASYM_CIPHER_PARAM_MGF1_DIGEST, c->mask);
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

static bool rsa_encryption_agrees(void)
{
	static const int bits[] = { 1024, 2048, 2047, 1030 };
	unsigned long requests;
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
		CHECK(requests == (bits[i] == 1030 ? 0 : 10 * ARRAY_SIZE(crypts)));
		EVP_PKEY_free(ours);
	}
	return true;
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

const struct test rsa_tests[] = {
	{ "rsa_pkcs1_signatures_agree", rsa_pkcs1_signatures_agree },
	{ "rsa_pss_signatures_agree", rsa_pss_signatures_agree },
	{ "rsa_moduli_of_odd_lengths_agree",
	  rsa_moduli_of_odd_lengths_agree },
	{ "rsa_signed_bytes_are_the_same", rsa_signed_bytes_are_the_same },
	{ "rsa_algorithm_ids_are_the_same", rsa_algorithm_ids_are_the_same },
	{ "rsa_encryption_agrees", rsa_encryption_agrees },
	{ "rsa_wrong_padding_is_rejected", rsa_wrong_padding_is_rejected },
	{ "rsa_wrong_ciphertexts_are_rejected",
	  rsa_wrong_ciphertexts_are_rejected },
	{ "rsa_wrong_tls_secret_is_random", rsa_wrong_tls_secret_is_random },
	{ NULL, NULL }
};
