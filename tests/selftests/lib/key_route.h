/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the tests of failover with public keys: sessions that the simulated
 * accelerator and the CPU can both serve, with the results that the accelerator has
 * computed without faults.
 */
#ifndef SELFTESTS_KEY_ROUTE_H
#define SELFTESTS_KEY_ROUTE_H

#include "accel.h"
#include "asym.h"
#include "cases.h"
#include "uring.h"
#include "usage.h"

#define KEY_ROUTE_BITS	1024
#define KEY_ROUTE_SIZE	(KEY_ROUTE_BITS / 8)
#define KEY_ROUTE_SHARE	256	/* bytes of a number of FFDHE2048 */

/* The operations. */
enum key_route_kind {
	KEY_ENCRYPT,	/* RSA, the bare operation */
	KEY_DECRYPT,
	KEY_TEXT,	/* RSA, decryption with padding */
	KEY_SIGN,
	KEY_VERIFY,
	KEY_FORGED,	/* a signature that does not verify */
	KEY_SECRET,	/* FFDHE2048; some kernels lack it */
	KEY_PUBLIC,
	KEY_KINDS,
};

/* The ways of a request. */
enum key_route_path { KEY_WAITED, KEY_REAPED, KEY_WORKER, KEY_URING };

/**
 * struct key_route - a file with sessions
 * @fd: the device
 * @before: the accelerator before the test
 * @max_queued: dev.crypto.offload_max_queued before the test
 * @ring: a ring, if io_uring has commands
 * @kinds: number of kinds that this kernel has
 * @ses: the session of each kind
 * @driver: the driver of each session
 * @in: input of each kind
 * @signature: a signature, and a wrong one
 * @want: expected output of each kind
 * @der: the private RSA key
 * @der_len: bytes
 */
struct key_route {
	int fd;
	struct accel_before before;
	long max_queued;
	struct io_uring ring;
	int kinds;
	uint32_t ses[KEY_KINDS];
	char driver[KEY_KINDS][64];
	uint8_t in[KEY_KINDS][KEY_ROUTE_SHARE];
	uint8_t signature[2][KEY_ROUTE_SIZE];
	struct asym_out want[KEY_KINDS];
	uint8_t *der;
	int der_len;
};

extern const char * const key_route_names[KEY_KINDS];

/*
 * In a fixture's setup: no faults, failover on, no limit on waiting requests, no
 * driver passed over. Returns NULL or what failed.
 */
const char *key_route_begin(struct key_route *t);

/* In the teardown, in the parent: restores the settings. NULL or what failed. */
const char *key_route_end(struct key_route *t);

/* Makes each driver work again, whatever has failed before; false on failure. */
bool key_route_heal(struct key_route *t);

/* Creates the session of a kind with some other parameters; 0 or an error. */
int key_route_create(struct key_route *t, enum key_route_kind kind,
		     const char *driver, uint32_t *ses);

/* Returns the request of a kind, without its output. */
struct cryptodev_req key_route_request(const struct key_route *t,
				       enum key_route_kind kind);

/* Returns the result that a request of a kind must have. */
int key_route_result(enum key_route_kind kind);

/* Runs a request; returns its result, or ASYM_GUARD_CHANGED. */
int key_route_run(struct key_route *t, enum key_route_path path,
		  struct cryptodev_req *r, struct asym_out *out);

/* Runs a request of a kind. Returns NULL, or what is wrong with its result. */
const char *key_route_check(struct key_route *t, enum key_route_path path,
			    enum key_route_kind kind);

/* Returns NULL, or what is wrong with the result of a request of a kind. */
const char *key_route_compare(const struct key_route *t,
			      enum key_route_kind kind, int result,
			      const struct asym_out *out);

#endif /* SELFTESTS_KEY_ROUTE_H */
