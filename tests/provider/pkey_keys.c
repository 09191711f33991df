// SPDX-License-Identifier: GPL-2.0
/* RSA keys of the provider: import, export, generation, and their sessions. */
#include <dirent.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pkey_test.h"

static bool same_numbers(EVP_PKEY *a, EVP_PKEY *b)
{
	static const char *const names[] = {
		OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D,
		OSSL_PKEY_PARAM_RSA_FACTOR1, OSSL_PKEY_PARAM_RSA_FACTOR2,
		OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
		OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
	};
	BIGNUM *x = NULL, *y = NULL;
	bool same = true;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names) && same; i++)
		same = EVP_PKEY_get_bn_param(a, names[i], &x) == 1 &&
		       EVP_PKEY_get_bn_param(b, names[i], &y) == 1 &&
		       !BN_cmp(x, y);
	BN_free(x);
	BN_free(y);
	return same;
}

bool is_pair(EVP_PKEY *private, const char *sign_properties, EVP_PKEY *public,
	     const char *verify_properties)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char sig[1024];
	size_t len = sizeof(sig);
	bool valid;

	valid = ctx &&
		EVP_DigestSignInit_ex(ctx, NULL, "SHA256", NULL, sign_properties,
				      private, NULL) == 1 &&
		EVP_DigestSign(ctx, sig, &len, message, sizeof(message)) == 1;
	EVP_MD_CTX_free(ctx);
	ctx = EVP_MD_CTX_new();
	valid = valid && ctx &&
		EVP_DigestVerifyInit_ex(ctx, NULL, "SHA256", NULL, verify_properties,
					public, NULL) == 1 &&
		EVP_DigestVerify(ctx, sig, len, message, sizeof(message)) == 1;
	EVP_MD_CTX_free(ctx);
	return valid;
}

static bool rsa_keys_pass_between_providers(void)
{
	EVP_PKEY *theirs = rsa_key(2048), *ours, *back, *dup;

	ours = copy_key(theirs, EVP_PKEY_KEYPAIR, OURS);
	CHECK(ours);
	CHECK(EVP_PKEY_is_a(ours, "RSA"));
	CHECK(!strcmp(OSSL_PROVIDER_get0_name(EVP_PKEY_get0_provider(ours)),
		      "devcrypto"));
	CHECK(EVP_PKEY_get_bits(ours) == 2048);
	CHECK(EVP_PKEY_get_security_bits(ours) == 112);
	CHECK(EVP_PKEY_get_size(ours) == 256);
	CHECK(same_numbers(ours, theirs));
	CHECK(EVP_PKEY_eq(ours, theirs) == 1);
	CHECK(EVP_PKEY_eq(ours, rsa_key(1024)) == 0);
	back = copy_key(ours, EVP_PKEY_KEYPAIR, THEIRS);
	CHECK(back && same_numbers(back, theirs));
	dup = EVP_PKEY_dup(ours);
	CHECK(dup && same_numbers(dup, theirs));
	EVP_PKEY_free(ours);
	CHECK(is_pair(dup, OURS, theirs, THEIRS));
	EVP_PKEY_free(dup);
	EVP_PKEY_free(back);
	return true;
}

static bool rsa_public_key_does_not_sign(void)
{
	EVP_PKEY *public = copy_key(rsa_key(2048), EVP_PKEY_PUBLIC_KEY, OURS);
	EVP_PKEY *private = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);

	CHECK(public && private);
	CHECK(is_pair(private, OURS, public, OURS));
	CHECK(!is_pair(public, OURS, public, OURS));
	CHECK(EVP_PKEY_eq(public, private) == 1);
	ERR_clear_error();
	EVP_PKEY_free(public);
	EVP_PKEY_free(private);
	return true;
}

static bool rsa_keys_are_generated_and_checked(void)
{
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, OURS, "RSA", (size_t)1024);
	EVP_PKEY_CTX *ctx;

	CHECK(key);
	CHECK(!strcmp(OSSL_PROVIDER_get0_name(EVP_PKEY_get0_provider(key)),
		      "devcrypto"));
	CHECK(EVP_PKEY_get_bits(key) == 1024);
	ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, OURS);
	CHECK(EVP_PKEY_check(ctx) == 1 && EVP_PKEY_public_check(ctx) == 1 &&
	      EVP_PKEY_private_check(ctx) == 1);
	EVP_PKEY_CTX_free(ctx);
	CHECK(is_pair(key, OURS, key, OURS));
	EVP_PKEY_free(key);
	return true;
}

/* One session serves all signatures of a key. */
static bool rsa_key_keeps_its_session(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);
	unsigned long requests = device_requests();
	int i;

	CHECK(ours);
	for (i = 0; i < 10; i++)
		CHECK(is_pair(ours, OURS, ours, OURS));
	CHECK(device_requests() - requests == 20);
	EVP_PKEY_free(ours);
	return true;
}

bool in_child(bool (*check)(EVP_PKEY *key), EVP_PKEY *key)
{
	pid_t pid = fork();
	int status = 0;

	if (!pid)
		_exit(check(key) ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && !status;
}

static bool signs_with_device(EVP_PKEY *key)
{
	unsigned long requests = device_requests();

	CHECK(is_pair(key, OURS, rsa_key(2048), THEIRS));
	CHECK(device_requests() == requests + 1);
	return true;
}

static bool child_and_grandchild(EVP_PKEY *key)
{
	CHECK(signs_with_device(key));
	CHECK(in_child(signs_with_device, key));
	CHECK(signs_with_device(key));
	EVP_PKEY_free(key);
	return true;
}

static bool rsa_key_survives_fork(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);

	CHECK(ours && signs_with_device(ours));
	CHECK(in_child(child_and_grandchild, ours));
	CHECK(in_child(child_and_grandchild, ours));
	CHECK(signs_with_device(ours));
	EVP_PKEY_free(ours);
	return true;
}

/* Some programs close all descriptors. */
static bool rsa_key_survives_closed_descriptors(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(2048), EVP_PKEY_KEYPAIR, OURS);
	int fd;

	CHECK(ours && is_pair(ours, OURS, rsa_key(2048), THEIRS));
	for (fd = 3; fd < 64; fd++)
		close(fd);
	CHECK(is_pair(ours, OURS, rsa_key(2048), THEIRS));
	CHECK(device_requests() == 1);
	EVP_PKEY_free(ours);
	return true;
}

static void *sign_often(void *key)
{
	int i;

	for (i = 0; i < 20; i++)
		if (!is_pair(key, OURS, key, OURS))
			return NULL;
	return key;
}

static bool rsa_threads_share_a_key(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(1024), EVP_PKEY_KEYPAIR, OURS);
	pthread_t threads[8];
	void *result;
	size_t i;

	CHECK(ours);
	for (i = 0; i < ARRAY_SIZE(threads); i++)
		CHECK(!pthread_create(&threads[i], NULL, sign_often, ours));
	for (i = 0; i < ARRAY_SIZE(threads); i++) {
		CHECK(!pthread_join(threads[i], &result));
		CHECK(result);
	}
	EVP_PKEY_free(ours);
	return true;
}

static EVP_PKEY *import_key(OSSL_PARAM params[])
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", OURS);
	EVP_PKEY *key = NULL;

	if (ctx && EVP_PKEY_fromdata_init(ctx) == 1)
		EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

/* Uses a key of 1024 bits in each way. Returns whether nothing failed. */
static bool use_key(OSSL_PARAM numbers[])
{
	static const char *const modes[] = { "pkcs1", "oaep" };
	EVP_PKEY *ours = import_key(numbers);
	EVP_PKEY_CTX *ctx = NULL, *dup = NULL;
	unsigned char sealed[128], out[128];
	bool done = ours && is_pair(ours, OURS, ours, OURS);
	size_t i, len, out_len;

	for (i = 0; i < ARRAY_SIZE(modes) && done; i++) {
		OSSL_PARAM params[] = {
			OSSL_PARAM_construct_utf8_string(
				OSSL_ASYM_CIPHER_PARAM_PAD_MODE, (char *)modes[i], 0),
			OSSL_PARAM_construct_end()
		};

		len = sizeof(sealed);
		out_len = sizeof(out);
		ctx = EVP_PKEY_CTX_new_from_pkey(NULL, ours, OURS);
		done = ctx && EVP_PKEY_encrypt_init_ex(ctx, params) == 1 &&
		       EVP_PKEY_encrypt(ctx, sealed, &len, message, 9) == 1 &&
		       EVP_PKEY_decrypt_init_ex(ctx, params) == 1 &&
		       (dup = EVP_PKEY_CTX_dup(ctx)) &&
		       EVP_PKEY_decrypt(dup, out, &out_len, sealed, len) == 1 &&
		       out_len == 9 && !memcmp(out, message, 9);
		EVP_PKEY_CTX_free(ctx);
		EVP_PKEY_CTX_free(dup);
		ctx = dup = NULL;
	}
	EVP_PKEY_free(ours);
	/* The error queue keeps the memory of errors for the next ones. */
	OPENSSL_thread_stop();
	return done;
}

/* Returns whether the allocation was reached; sets @more to the memory that is lost. */
static bool use_key_without(OSSL_PARAM numbers[], unsigned long nth,
			    long *more)
{
	long before = allocations();
	bool failed;

	fail_allocation(nth);
	use_key(numbers);
	failed = allocation_failed();
	fail_allocation(0);
	*more = allocations() - before;
	return failed;
}

/*
 * The first time, the library keeps methods that it has fetched. A second failure of
 * the same allocation finds them.
 */
static bool rsa_failed_allocations_are_survived(void)
{
	unsigned long nth, bad = 0;
	OSSL_PARAM *numbers;
	long more;

	CHECK(EVP_PKEY_todata(rsa_key(1024), EVP_PKEY_KEYPAIR, &numbers) == 1);
	CHECK(use_key(numbers) && use_key(numbers));
	for (nth = 1; use_key_without(numbers, nth, &more); nth++) {
		use_key_without(numbers, nth, &more);
		if (more > 0)
			printf("# allocation %lu: %ld more\n", nth, more);
		bad += more > 0;
	}
	CHECK(!bad && nth > 100);
	CHECK(use_key(numbers));
	OSSL_PARAM_free(numbers);
	return true;
}

const struct test rsa_key_tests[] = {
	{ "rsa_keys_pass_between_providers", rsa_keys_pass_between_providers },
	{ "rsa_public_key_does_not_sign", rsa_public_key_does_not_sign },
	{ "rsa_keys_are_generated_and_checked",
	  rsa_keys_are_generated_and_checked },
	{ "rsa_key_keeps_its_session", rsa_key_keeps_its_session },
	{ "rsa_key_survives_fork", rsa_key_survives_fork },
	{ "rsa_threads_share_a_key", rsa_threads_share_a_key },
	{ "rsa_failed_allocations_are_survived",
	  rsa_failed_allocations_are_survived },
	{ "rsa_key_survives_closed_descriptors",
	  rsa_key_survives_closed_descriptors },
	{ NULL, NULL }
};
