/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations for all files of pkey_test. A test is a function that returns whether
 * it passed, and the checks in it return early.
 */
#ifndef PKEY_TEST_H
#define PKEY_TEST_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof(*(a)))

/* The provider under test, and the provider that it is compared with. */
#define OURS	"provider=devcrypto"
#define THEIRS	"provider=default"

/* Fails the test, and prints the condition, if it does not hold. */
#define CHECK(condition)						\
	do {								\
		if (!(condition)) {					\
			printf("# %s:%d: %s\n", __FILE__, __LINE__,	\
			       #condition);				\
			return false;					\
		}							\
	} while (0)

/**
 * struct test - a test
 * @name: its subject and the expectation
 * @run: returns whether it passed
 */
struct test {
	const char *name;
	bool (*run)(void);
};

/* Each file has a list that ends with an empty row. */
extern const struct test rsa_tests[];
extern const struct test encryption_tests[];
extern const struct test rsa_key_tests[];
extern const struct test store_tests[];
extern const struct test ec_tests[];
extern const struct test device_tests[];

/* The message of each test. */
extern unsigned char message[1000];

/* No RSA key of the tests is longer, in bytes. */
#define SIZE_MAX_RSA	1024

/* Adds a text to an array of parameters unless it is NULL. Returns the next one. */
OSSL_PARAM *text_param(OSSL_PARAM *p, const char *key, const char *value);

/*
 * Returns a key of the default provider, generated the first time: RSA with this
 * many bits. Nobody frees it.
 */
EVP_PKEY *rsa_key(int bits);

/* Returns a copy of a key, or of its public half, in the other provider. */
EVP_PKEY *copy_key(EVP_PKEY *key, int selection, const char *properties);

/*
 * Signs with one key and verifies with another one, each with these properties.
 * Returns whether the signature is valid.
 */
bool is_pair(EVP_PKEY *private, const char *sign_properties, EVP_PKEY *public,
	     const char *verify_properties);

/* Calls a function in a child process, and returns its result. */
bool in_child(bool (*check)(EVP_PKEY *key), EVP_PKEY *key);

/* Returns the requests that the device has processed for this process. */
unsigned long device_requests(void);

/* main.c's allocator: fails the @nth allocation from now on; 0 for none. */
void fail_allocation(unsigned long nth);

/* Returns whether that allocation has failed. */
bool allocation_failed(void);

/* Returns the number of allocations that are not freed. */
long allocations(void);

#endif /* PKEY_TEST_H */
