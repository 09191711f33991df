/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * The provider's context, which all of its files share: one for each library
 * context that loads the provider.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include <openssl/core.h>
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "hash_cache.h"
#include "libcrypto.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof(*(a)))

/* Algorithms of the device have smaller numbers, see cryptodev_native.h. */
#define ALGORITHMS	0x400

/* Longest list of operations that a library can query. */
#define OPERATIONS	(OSSL_OP__HIGHEST + 1)

/**
 * struct config - the parameters of the provider's section in openssl.cnf
 * @device: path of the device
 * @algorithms: names of the algorithms to offer, separated by commas; NULL for all
 * @software: offer algorithms that only software drivers serve
 * @min_bytes: the CPU processes shorter messages, by the default provider
 */
struct config {
	char *device;
	char *algorithms;
	bool software;
	size_t min_bytes;
};

/**
 * struct provider - the provider in one library context
 * @core: the library's handle
 * @new_error, @set_error_debug, @vset_error, @set_error_mark,
 * @clear_last_error_mark, @pop_error_to_mark: the library's error queue
 * @config: the parameters, constant after initialisation
 * @descriptor: the descriptor that all threads use: see device.c
 * @lost: how many descriptors the program has closed behind the provider's back
 * @soft: a library context with the default provider, or NULL before its first
 *	  use: see soft.c
 * @offered: for each operation the algorithms that it offers, or NULL before the
 *	     first query: see offer.c
 * @served: for each algorithm of the device whether it serves it: 1 if so, -1 if not,
 *	    0 before the first trial
 * @reported: a query has reported that there is no device
 * @hides_padding: whether the default provider has implicit rejection: 1 if so, -1 if
 *		   not, 0 before the first use
 * @hashes: idle sessions and fetched algorithms of digests and MACs
 */
struct provider {
	const OSSL_CORE_HANDLE *core;
	OSSL_FUNC_core_new_error_fn *new_error;
	OSSL_FUNC_core_set_error_debug_fn *set_error_debug;
	OSSL_FUNC_core_vset_error_fn *vset_error;
	OSSL_FUNC_core_set_error_mark_fn *set_error_mark;
	OSSL_FUNC_core_clear_last_error_mark_fn *clear_last_error_mark;
	OSSL_FUNC_core_pop_error_to_mark_fn *pop_error_to_mark;
	struct config config;
	_Atomic(unsigned long long) descriptor;
	atomic_uint lost;
	_Atomic(OSSL_LIB_CTX *) soft;
	_Atomic(OSSL_ALGORITHM *) offered[OPERATIONS];
	atomic_schar served[ALGORITHMS];
	atomic_flag reported;
	atomic_schar hides_padding;
	struct hash_cache hashes;
};

static inline void *alloc_zero(size_t size)
{
	return lib.CRYPTO_zalloc(size, __FILE__, __LINE__);
}

static inline void alloc_free(void *p)
{
	lib.CRYPTO_free(p, __FILE__, __LINE__);
}

/* Wipes and frees. */
static inline void alloc_clear_free(void *p, size_t size)
{
	lib.CRYPTO_clear_free(p, size, __FILE__, __LINE__);
}

#endif /* PROVIDER_PROVIDER_H */
