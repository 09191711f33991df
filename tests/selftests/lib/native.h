/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of the native dialect as functions: sessions and batches. They
 * return 0 or a number on success, a negative errno otherwise.
 */
#ifndef SELFTESTS_NATIVE_H
#define SELFTESTS_NATIVE_H

#include <stdbool.h>
#include <crypto/cryptodev_native.h>

#include "devcrypto.h"

/* Converts a pointer for a structure of the ABI, in 32-bit programs too. */
uint64_t native_pointer(const void *p);

/*
 * CRYPTODEV_CREATE with @flags and one key for cipher and mac; sets *ses only
 * on success.
 */
int dc_create(int fd, uint32_t flags, uint32_t cipher, uint32_t mac,
	      const void *key, uint32_t keylen, uint32_t *ses);

/*
 * CRYPTODEV_CREATE of an Encrypt-then-MAC session; sets *ses only on success.
 */
int dc_etm_session(int fd, uint32_t cipher, const void *key, uint32_t keylen,
		   uint32_t mac, const void *mackey, uint32_t mackeylen,
		   uint32_t *ses);

/* Returns true if the session's driver uses hardware. */
bool session_is_offloaded(int fd, uint32_t ses);

/* CRYPTODEV_SUBMIT of @nr requests; returns the number accepted. */
int dc_submit(int fd, uint32_t flags, const void *reqs, uint32_t nr);

/*
 * CRYPTODEV_REAP of @min to @max results; @deadline is CLOCK_MONOTONIC in
 * nanoseconds, see deadline_in_ms(). Returns the number fetched.
 */
int dc_reap(int fd, struct cryptodev_result *results, uint32_t min,
	    uint32_t max, uint64_t deadline);

/*
 * Returns CRYPTODEV_REQ_WORKER, or 0 if this kernel cannot create threads in
 * the caller's cgroup and therefore rejects the flag.
 */
uint32_t worker_flag(void);

/* In a fixture's setup: skips a variant whose flags this kernel rejects. */
#define WORKER_SETUP(flags) do {					\
	if (((flags) & CRYPTODEV_REQ_WORKER) && !worker_flag())		\
		SKIP(return, "this kernel has no such workers");	\
} while (0)

#endif /* SELFTESTS_NATIVE_H */
