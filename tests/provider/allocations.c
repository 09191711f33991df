// SPDX-License-Identifier: GPL-2.0
/*
 * Fails each allocation of the provider once, during each operation:
 *
 *   allocations CONFIGURATION
 *
 * The operation then fails or has the right result, and nothing leaks. libcrypto
 * passes the name of the caller's source file: the provider's have no slash.
 */
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operations.h"

#define MOST	1000
#define LENGTH	1000

static long allocated;	/* buffers of the provider */
static int countdown;	/* the allocation that fails; 0: none */
static bool failed;

/* A buffer, and whether the provider allocated it. */
struct buffer {
	_Alignas(16) bool own;
	_Alignas(16) unsigned char data[];
};

static bool is_own(const char *file)
{
	return file && !strchr(file, '/');
}

static struct buffer *buffer_of(void *data)
{
	return (void *)((char *)data - offsetof(struct buffer, data));
}

static void *allocate(size_t size, const char *file, int line)
{
	struct buffer *buffer;

	(void)line;
	if (is_own(file) && countdown && !--countdown) {
		failed = true;
		return NULL;
	}
	buffer = malloc(sizeof(*buffer) + size);
	if (!buffer)
		return NULL;
	buffer->own = is_own(file);
	allocated += buffer->own;
	return buffer->data;
}

static void release(void *data, const char *file, int line)
{
	(void)file;
	(void)line;
	if (!data)
		return;
	allocated -= buffer_of(data)->own;
	free(buffer_of(data));
}

static void *reallocate(void *data, size_t size, const char *file, int line)
{
	struct buffer *buffer;

	if (!data)
		return allocate(size, file, line);
	if (!size) {
		release(data, file, line);
		return NULL;
	}
	buffer = realloc(buffer_of(data), sizeof(*buffer) + size);
	return buffer ? buffer->data : NULL;
}

/* Returns the number of allocations that failed, or -1. */
static int fail_each(struct libraries *libs, enum kind kind, const char *name)
{
	long before = allocated;
	enum outcome outcome;
	int i;

	for (i = 1; i < MOST; i++) {
		failed = false;
		countdown = i;
		outcome = agree(libs, kind, name, LENGTH);
		countdown = 0;
		ERR_clear_error();
		if (outcome == DIFFERS || (outcome == FAILS && !failed)) {
			complain("%s: allocation %d: a wrong result", name, i);
			return -1;
		}
		/* The provider may have dropped an idle session. */
		if (allocated > before) {
			complain("%s: allocation %d: %ld buffers leak", name, i,
				 allocated - before);
			return -1;
		}
		if (!failed)
			return i - 1;
	}
	complain("%s: more than %d allocations", name, MOST);
	return -1;
}

/* Loads the provider: each allocation fails once there too. */
static int fail_loading(const char *file)
{
	OSSL_LIB_CTX *ctx;
	int i;

	for (i = 1; i < MOST; i++) {
		ctx = OSSL_LIB_CTX_new();
		failed = false;
		countdown = i;
		if (OSSL_LIB_CTX_load_config(ctx, file))
			EVP_CIPHER_free(EVP_CIPHER_fetch(ctx, "AES-128-CBC",
							 DEVCRYPTO));
		countdown = 0;
		OSSL_LIB_CTX_free(ctx);
		ERR_clear_error();
		if (allocated) {
			complain("loading: allocation %d: %ld buffers leak", i,
				 allocated);
			return -1;
		}
		if (!failed)
			return i - 1;
	}
	return -1;
}

int main(int argc, char **argv)
{
	int nr, operations = 0, sum, wrong = 0;
	struct libraries libs;
	struct names names;
	enum kind kind;
	size_t i;

	if (argc != 2 ||
	    !CRYPTO_set_mem_functions(allocate, reallocate, release))
		return 2;
	sum = fail_loading(argv[1]);
	wrong += sum < 1;
	libs = libraries_open(argv[1]);
	for (kind = 0; kind < KINDS; kind++) {
		find_names(&libs, kind, &names);
		for (i = 0; i < names.nr; i++) {
			/* The provider keeps the allocations of a first use. */
			agree(&libs, kind, names.names[i], LENGTH);
			nr = fail_each(&libs, kind, names.names[i]);
			wrong += nr < 1;
			sum += nr;
			operations++;
		}
	}
	libraries_close(&libs);
	if (allocated) {
		complain("%ld buffers leak", allocated);
		wrong++;
	}
	printf("%d operations, %d failed allocations\n", operations, sum);
	return wrong || !operations;
}
