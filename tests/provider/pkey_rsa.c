// SPDX-License-Identifier: GPL-2.0
/*
 * RSA signatures: one provider's result is the other's input.
 */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <string.h>

#include "pkey_test.h"

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

OSSL_PARAM *text_param(OSSL_PARAM *p, const char *key, const char *value)
{
	if (value)
		*p++ = OSSL_PARAM_construct_utf8_string(key, (char *)value, 0);
	return p;
}

static void scheme_params(const struct scheme *s, OSSL_PARAM params[4])
{
	OSSL_PARAM *p = params;

	p = text_param(p, OSSL_SIGNATURE_PARAM_PAD_MODE, s->padding);
	p = text_param(p, OSSL_SIGNATURE_PARAM_PSS_SALTLEN, s->salt);
	p = text_param(p, OSSL_SIGNATURE_PARAM_MGF1_DIGEST, s->mask);
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

	p = text_param(p, OSSL_SIGNATURE_PARAM_PAD_MODE, padding);
	p = text_param(p, OSSL_SIGNATURE_PARAM_DIGEST, digest);
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

	p = text_param(p, OSSL_SIGNATURE_PARAM_PAD_MODE, padding);
	p = text_param(p, OSSL_SIGNATURE_PARAM_DIGEST, digest);
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

const struct test rsa_tests[] = {
	{ "rsa_pkcs1_signatures_agree", rsa_pkcs1_signatures_agree },
	{ "rsa_pss_signatures_agree", rsa_pss_signatures_agree },
	{ "rsa_moduli_of_odd_lengths_agree",
	  rsa_moduli_of_odd_lengths_agree },
	{ "rsa_signed_bytes_are_the_same", rsa_signed_bytes_are_the_same },
	{ "rsa_algorithm_ids_are_the_same", rsa_algorithm_ids_are_the_same },
	{ NULL, NULL }
};
