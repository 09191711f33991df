/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions of public-key algorithms, and requests through each path.
 */
#ifndef SELFTESTS_ASYM_H
#define SELFTESTS_ASYM_H

#include "async.h"
#include "buffers.h"
#include "key.h"

#define ASYM_MAX	1024	/* bytes of the longest number */
#define ASYM_GUARD	64	/* bytes after a result that must not change */
#define ASYM_FILL	0xa5	/* the value of these bytes */

/* Returned if a request wrote more than its out_len says. */
#define ASYM_GUARD_CHANGED	(-100001)

enum asym_path {
	ASYM_WAITED,	/* CRYPTODEV_SUBMIT_WAIT */
	ASYM_REAPED,	/* CRYPTODEV_SUBMIT, CRYPTODEV_REAP */
	ASYM_WORKER,	/* the same with CRYPTODEV_REQ_WORKER */
};

/**
 * struct asym_out - room for a result
 * @call: the error of the call itself; the request then has no result
 * @len: out_len of the request
 * @data: the result, and bytes that must not change
 */
struct asym_out {
	int call;
	uint32_t len;
	uint8_t data[ASYM_MAX + ASYM_GUARD];
};

/*
 * Creates a session; returns 0 or a negative errno, sets *ses only on success.
 */
int asym_create(int fd, uint32_t flags, uint32_t number, uint32_t hash,
		const void *key, uint32_t keylen, uint32_t *ses);

/*
 * Creates a session as asym_create(), but returns 0 and sets *ses to 0 if this
 * kernel lacks an algorithm that it may lack.
 */
int asym_create_optional(int fd, uint32_t number, const void *key,
			 uint32_t keylen, uint32_t *ses);

/* Runs a request; returns the call's error, or else the request's result. */
int asym_result(int fd, enum asym_path path, struct cryptodev_req *r);

/*
 * Runs a request with its output in *out. Returns the call's error, or else the
 * request's result, or ASYM_GUARD_CHANGED.
 */
int asym_run(int fd, enum asym_path path, struct cryptodev_req *r,
	     struct asym_out *out);

/* Returns a request with @len bytes of input. */
struct cryptodev_req asym_req(uint32_t ses, uint32_t flags, const void *src,
			      uint32_t len);

/* Returns a request that verifies a signature of a digest. */
struct cryptodev_req asym_signed(uint32_t ses, const void *digest, uint32_t len,
				 const void *sig, uint32_t sig_len);

#endif /* SELFTESTS_ASYM_H */
