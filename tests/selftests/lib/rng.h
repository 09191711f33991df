/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions and requests of random number generators.
 */
#ifndef SELFTESTS_RNG_H
#define SELFTESTS_RNG_H

#include <stdbool.h>

#include "native.h"

/* The DRBG of every kernel that has any: later ones have no other. */
#define RNG_DRBG	CRYPTODEV_DRBG_HMAC_SHA512

/*
 * Returns true if this kernel has RNG_DRBG. Debian's 7.3 has no DRBG. The answer is
 * that of /proc/crypto, because sessions are under test.
 */
bool drbg_is_available(void);

/* Skips a test, or all of a fixture's, on a kernel without RNG_DRBG. */
#define DRBG_SETUP() do {						\
	if (!drbg_is_available())					\
		SKIP(return, "this kernel has no DRBG");		\
} while (0)

/*
 * CRYPTODEV_CREATE of a DRBG with test entropy, as binary data, and nonce; sets
 * *ses only on success.
 */
int rng_test_session(int fd, uint32_t number, const void *entropy,
		     uint32_t entropylen, const void *nonce, uint32_t noncelen,
		     const void *pers, uint32_t perslen, uint32_t *ses);

/* A request for @len bytes. */
struct cryptodev_req rng_req(uint32_t ses, uint32_t flags, void *dst,
			     uint32_t len);

/* Processes a request and waits for it; *r has its result. */
int rng_submit(int fd, struct cryptodev_req *r);

/* The same for @len bytes without anything else; 0 if all were written. */
int rng_get(int fd, uint32_t ses, void *dst, uint32_t len);

#endif /* SELFTESTS_RNG_H */
