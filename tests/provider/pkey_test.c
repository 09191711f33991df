// SPDX-License-Identifier: GPL-2.0
/*
 * Compares public keys of the provider with those of the default provider, and
 * prints KTAP. OPENSSL_CONF must name a configuration that activates both, with
 * "software = yes" unless there is an accelerator. With a name, runs only the test
 * of that name.
 */
#include <dirent.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "pkey_test.h"

unsigned char message[1000];

static atomic_ulong until_failure;
static atomic_bool failed;
static atomic_long live;

static bool fails_now(void)
{
	if (!atomic_load(&until_failure) ||
	    atomic_fetch_sub(&until_failure, 1) != 1)
		return false;
	atomic_store(&failed, true);
	return true;
}

static void *test_malloc(size_t size, const char *file, int line)
{
	void *p = fails_now() ? NULL : malloc(size);

	(void)file;
	(void)line;
	if (p)
		atomic_fetch_add(&live, 1);
	return p;
}

static void test_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	if (p)
		atomic_fetch_sub(&live, 1);
	free(p);
}

static void *test_realloc(void *p, size_t size, const char *file, int line)
{
	if (!p)
		return test_malloc(size, file, line);
	if (size)
		return fails_now() ? NULL : realloc(p, size);
	test_free(p, file, line);
	return NULL;
}

void fail_allocation(unsigned long nth)
{
	atomic_store(&failed, false);
	atomic_store(&until_failure, nth);
}

bool allocation_failed(void)
{
	return atomic_load(&failed);
}

long allocations(void)
{
	return atomic_load(&live);
}

EVP_PKEY *rsa_key(int bits)
{
	static struct {
		int bits;
		EVP_PKEY *key;
	} keys[8];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys) && keys[i].key; i++)
		if (keys[i].bits == bits)
			return keys[i].key;
	if (i == ARRAY_SIZE(keys))
		return NULL;
	keys[i].bits = bits;
	keys[i].key = EVP_PKEY_Q_keygen(NULL, THEIRS, "RSA", (size_t)bits);
	return keys[i].key;
}

EVP_PKEY *copy_key(EVP_PKEY *key, int selection, const char *properties)
{
	EVP_PKEY_CTX *ctx = NULL;
	OSSL_PARAM *params = NULL;
	EVP_PKEY *copy = NULL;

	if (EVP_PKEY_todata(key, selection, &params) == 1)
		ctx = EVP_PKEY_CTX_new_from_name(NULL, EVP_PKEY_get0_type_name(key),
						 properties);
	if (ctx && EVP_PKEY_fromdata_init(ctx) == 1)
		EVP_PKEY_fromdata(ctx, &copy, selection, params);
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_free(params);
	return copy;
}

/* Reads the counter of one descriptor; 0 if it is not the device. */
static unsigned long requests_of(const char *fd)
{
	char path[300], line[200];
	unsigned long n = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%s", fd);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "cryptodev-requests: %lu", &n) == 1)
			break;
	if (file)
		fclose(file);
	return n;
}

unsigned long device_requests(void)
{
	DIR *dir = opendir("/proc/self/fdinfo");
	struct dirent *entry;
	unsigned long n = 0;

	while (dir && (entry = readdir(dir)))
		n += requests_of(entry->d_name);
	if (dir)
		closedir(dir);
	return n;
}

static const struct test *const lists[] = {
	rsa_tests,
	encryption_tests,
	rsa_key_tests,
	store_tests,
	ec_tests,
	device_tests,
};

static int run_tests(const char *name)
{
	const struct test *test;
	int nr = 0, bad = 0;
	bool passed;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lists); i++) {
		for (test = lists[i]; test->name; test++) {
			if (name && strcmp(name, test->name))
				continue;
			ERR_clear_error();
			passed = test->run();
			if (!passed)
				ERR_print_errors_fp(stdout);
			printf("%s %d %s\n", passed ? "ok" : "not ok", ++nr,
			       test->name);
			bad += !passed;
		}
	}
	return bad;
}

static int count_tests(void)
{
	const struct test *test;
	int nr = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		for (test = lists[i]; test->name; test++)
			nr++;
	return nr;
}

int main(int argc, char **argv)
{
	size_t i;

	if (CRYPTO_set_mem_functions(test_malloc, test_realloc, test_free) != 1)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < sizeof(message); i++)
		message[i] = i * 7 + i / 251;
	if (OSSL_PROVIDER_available(NULL, "devcrypto") != 1 ||
	    OSSL_PROVIDER_available(NULL, "default") != 1) {
		printf("1..0 # SKIP OPENSSL_CONF does not activate the providers\n");
		return 4;
	}
	printf("KTAP version 1\n1..%d\n", argc > 1 ? 1 : count_tests());
	return run_tests(argc > 1 ? argv[1] : NULL) != 0;
}
