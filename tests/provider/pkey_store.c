// SPDX-License-Identifier: GPL-2.0
/* RSA keys of the kernel's keyrings, by URIs of the scheme "cryptodev". */
#include <linux/keyctl.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/store.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "pkey_test.h"

/*
 * Adds a key's RSAPrivateKey to a session keyring of this program, which children
 * inherit. Returns its serial number.
 */
static long add_to_keyring(EVP_PKEY *key, const char *type, const char *name)
{
	static bool joined;
	unsigned char *der = NULL;
	int len = i2d_PrivateKey(key, &der);
	long serial;

	if (!joined)
		joined = syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) > 0;
	serial = syscall(SYS_add_key, type, name, der, (size_t)len,
			      KEY_SPEC_SESSION_KEYRING);

	OPENSSL_free(der);
	return serial;
}

static EVP_PKEY *load_uri(const char *uri)
{
	OSSL_STORE_CTX *store = OSSL_STORE_open_ex(uri, NULL, OURS, NULL, NULL,
						   NULL, NULL, NULL);
	OSSL_STORE_INFO *info = store ? OSSL_STORE_load(store) : NULL;
	EVP_PKEY *key = info ? OSSL_STORE_INFO_get1_PKEY(info) : NULL;

	OSSL_STORE_INFO_free(info);
	OSSL_STORE_close(store);
	return key;
}

/* Writes the public half to a file, whose name has a character of URIs. */
static const char *public_file(EVP_PKEY *key)
{
	static char path[] = "/tmp/pkey_test?XXXXXX";
	int fd;
	FILE *file;

	strcpy(path, "/tmp/pkey_test?XXXXXX");
	fd = mkstemp(path);
	file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!file || PEM_write_PUBKEY(file, key) != 1 || fclose(file))
		return NULL;
	return path;
}

/* The URI of a key whose public half is in a file. */
static const char *uri_with_public(const char *name, EVP_PKEY *public)
{
	static char uri[200];
	const char *file = public_file(public);

	snprintf(uri, sizeof(uri), "cryptodev:key=%s?public=/tmp/pkey_test%%3f%s",
		 name, file ? strchr(file, '?') + 1 : "");
	return uri;
}

static void remove_public(void)
{
	if (system("rm -f /tmp/pkey_test*"))
		printf("# a file stays in /tmp\n");
}

static bool signs_pss(EVP_PKEY *private, EVP_PKEY *public)
{
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE,
						 "pss", 0),
		OSSL_PARAM_construct_end()
	};
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char sig[1024];
	size_t len = sizeof(sig);
	bool done;

	done = EVP_DigestSignInit_ex(ctx, NULL, "SHA256", NULL, NULL, private,
				     params) == 1 &&
	       EVP_DigestSign(ctx, sig, &len, message, sizeof(message)) == 1;
	EVP_MD_CTX_free(ctx);
	ctx = EVP_MD_CTX_new();
	done = done &&
	       EVP_DigestVerifyInit_ex(ctx, NULL, "SHA256", NULL, THEIRS, public,
				       params) == 1 &&
	       EVP_DigestVerify(ctx, sig, len, message, sizeof(message)) == 1;
	EVP_MD_CTX_free(ctx);
	return done;
}

static bool decrypts(EVP_PKEY *private, EVP_PKEY *public)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, public, THEIRS);
	unsigned char sealed[512], out[512];
	size_t sealed_len = sizeof(sealed), len = sizeof(out);
	bool done;

	done = EVP_PKEY_encrypt_init(ctx) == 1 &&
	       EVP_PKEY_encrypt(ctx, sealed, &sealed_len, message, 20) == 1;
	EVP_PKEY_CTX_free(ctx);
	ctx = EVP_PKEY_CTX_new_from_pkey(NULL, private, NULL);
	done = done && EVP_PKEY_decrypt_init(ctx) == 1 &&
	       EVP_PKEY_decrypt(ctx, out, &len, sealed, sealed_len) == 1 &&
	       len == 20 && !memcmp(out, message, 20);
	EVP_PKEY_CTX_free(ctx);
	return done;
}

static bool keyring_key_signs_and_decrypts(void)
{
	static const char *const types[] = { "user", "logon" };
	EVP_PKEY *theirs = rsa_key(2048), *key, *dup;
	unsigned long requests;
	long serial;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		serial = add_to_keyring(theirs, types[i], "test: a key");
		CHECK(serial > 0);
		key = load_uri(uri_with_public("test:%20a%20key", theirs));
		remove_public();
		CHECK(key);
		requests = device_requests();
		CHECK(is_pair(key, NULL, theirs, THEIRS));
		CHECK(is_pair(key, OURS, key, OURS));
		CHECK(signs_pss(key, theirs) && decrypts(key, theirs));
		CHECK(device_requests() - requests == 5);
		CHECK(EVP_PKEY_eq(key, theirs) == 1);
		CHECK(EVP_PKEY_get_bits(key) == 2048);
		dup = EVP_PKEY_dup(key);
		EVP_PKEY_free(key);
		CHECK(dup && is_pair(dup, NULL, theirs, THEIRS));
		EVP_PKEY_free(dup);
		CHECK(!syscall(SYS_keyctl, KEYCTL_UNLINK, serial,
			       KEY_SPEC_SESSION_KEYRING));
	}
	ERR_clear_error();
	return true;
}

static bool keyring_key_is_not_exported(void)
{
	EVP_PKEY *theirs = rsa_key(2048), *key, *public;
	OSSL_PARAM *params = NULL;
	BIGNUM *number = NULL;

	CHECK(add_to_keyring(theirs, "user", "test") > 0);
	key = load_uri(uri_with_public("test", theirs));
	remove_public();
	CHECK(key);
	CHECK(EVP_PKEY_todata(key, EVP_PKEY_KEYPAIR, &params) != 1 && !params);
	CHECK(!EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_D, &number));
	CHECK(!EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_FACTOR1, &number));
	CHECK(i2d_PrivateKey(key, NULL) <= 0);
	public = copy_key(key, EVP_PKEY_PUBLIC_KEY, THEIRS);
	CHECK(public && EVP_PKEY_eq(public, theirs) == 1);
	EVP_PKEY_free(public);
	EVP_PKEY_free(key);
	ERR_clear_error();
	return true;
}

/* The device tells the length of the modulus. */
static bool keyring_key_needs_no_public_part(void)
{
	static const int bits[] = { 512, 1024, 2048 };
	EVP_PKEY *key;
	char uri[60];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bits); i++) {
		snprintf(uri, sizeof(uri), "cryptodev:serial=%ld",
			 add_to_keyring(rsa_key(bits[i]), "user", "test"));
		key = load_uri(uri);
		CHECK(key);
		CHECK(EVP_PKEY_get_bits(key) == bits[i]);
		CHECK(EVP_PKEY_get_size(key) == bits[i] / 8);
		CHECK(is_pair(key, NULL, rsa_key(bits[i]), THEIRS));
		CHECK(signs_pss(key, rsa_key(bits[i])));
		CHECK(!is_pair(key, OURS, key, OURS));
		EVP_PKEY_free(key);
	}
	ERR_clear_error();
	return true;
}

static bool keyring_key_rejects_another_public_part(void)
{
	CHECK(add_to_keyring(rsa_key(2048), "user", "test") > 0);
	CHECK(!load_uri(uri_with_public("test", rsa_key(1024))));
	CHECK(!load_uri(uri_with_public("test", rsa_key(2047))));
	remove_public();
	CHECK(!load_uri("cryptodev:key=test?public=/nonexistent"));
	CHECK(!load_uri("cryptodev:key=test?public=/dev/null"));
	CHECK(ERR_peek_error());
	ERR_clear_error();
	return true;
}

static bool keyring_wrong_uris_are_rejected(void)
{
	static const char *const uris[] = {
		"cryptodev:", "cryptodev:key=", "cryptodev:serial=",
		"cryptodev:serial=0", "cryptodev:serial=-1", "cryptodev:serial=1x",
		"cryptodev:serial=4294967297", "cryptodev:key=no such key",
		"cryptodev:key=test%", "cryptodev:key=test%0", "cryptodev:key=te%00st",
		"cryptodev:name=test", "cryptodev:key=test?", "cryptodev:key=test?x=y",
	};
	size_t i;

	CHECK(add_to_keyring(rsa_key(1024), "user", "test") > 0);
	for (i = 0; i < ARRAY_SIZE(uris); i++) {
		ERR_clear_error();
		if (load_uri(uris[i]) || !ERR_peek_error())
			printf("# %s\n", uris[i]);
		CHECK(!load_uri(uris[i]) && ERR_peek_error());
	}
	CHECK(syscall(SYS_add_key, "user", "test", "no key", 6UL,
		      KEY_SPEC_SESSION_KEYRING) > 0);
	CHECK(!load_uri("cryptodev:key=test"));
	ERR_clear_error();
	return true;
}

static bool child_signs(EVP_PKEY *key)
{
	CHECK(is_pair(key, NULL, rsa_key(2048), THEIRS));
	return true;
}

static bool child_does_not_sign(EVP_PKEY *key)
{
	CHECK(!is_pair(key, NULL, rsa_key(2048), THEIRS));
	return true;
}

/* A session keeps a revoked key, but a child cannot make one. */
static bool keyring_key_survives_fork(void)
{
	long serial = add_to_keyring(rsa_key(2048), "user", "test");
	EVP_PKEY *key = load_uri("cryptodev:key=test");

	CHECK(key && child_signs(key));
	CHECK(in_child(child_signs, key));
	CHECK(!syscall(SYS_keyctl, KEYCTL_REVOKE, serial));
	CHECK(child_signs(key));
	CHECK(in_child(child_does_not_sign, key));
	EVP_PKEY_free(key);
	CHECK(!load_uri("cryptodev:key=test"));
	ERR_clear_error();
	return true;
}

const struct test store_tests[] = {
	{ "keyring_key_signs_and_decrypts", keyring_key_signs_and_decrypts },
	{ "keyring_key_is_not_exported", keyring_key_is_not_exported },
	{ "keyring_key_needs_no_public_part", keyring_key_needs_no_public_part },
	{ "keyring_key_rejects_another_public_part",
	  keyring_key_rejects_another_public_part },
	{ "keyring_wrong_uris_are_rejected", keyring_wrong_uris_are_rejected },
	{ "keyring_key_survives_fork", keyring_key_survives_fork },
	{ NULL, NULL }
};
