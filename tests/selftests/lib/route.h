/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the tests of routing and failover: kinds of sessions that the
 * simulated accelerator and the CPU can both serve, with messages and expected
 * results that the accelerator has computed without faults.
 */
#ifndef SELFTESTS_ROUTE_H
#define SELFTESTS_ROUTE_H

#include "accel.h"
#include "buffers.h"
#include "cases.h"
#include "native.h"
#include "usage.h"

#define ROUTE_KINDS	8
#define ROUTE_COPIED	1024	/* bytes of the longest request that is copied */
#define ROUTE_LONGEST	60000	/* bytes; such a request is pinned */
#define ROUTE_ROOM	(ROUTE_LONGEST + 64)
#define ROUTE_FILLER	0xa5

/**
 * struct route_kind - a kind of session
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: its cipher or AEAD, or 0
 * @mac: its hash or MAC, or 0
 * @keylen: bytes of the key, of the cipher and of the MAC
 * @tag_len: bytes that encryption adds to the text
 * @digest_len: bytes of the digest
 * @iv_len: bytes of the IV
 * @driver: the driver that counts
 */
struct route_kind {
	uint32_t flags, cipher, mac, keylen, tag_len, digest_len, iv_len;
	const char *driver;
};

extern const struct route_kind route_kinds[ROUTE_KINDS];

/**
 * struct route_test - a file with a session of each kind
 * @fd: the device
 * @before: the accelerator before the test
 * @min_bytes: dev.crypto.offload_min_bytes before the test
 * @max_queued: dev.crypto.offload_max_queued before the test
 * @copy_bytes: dev.crypto.copy_bytes before the test, which sets ROUTE_COPIED
 * @key: the key of all sessions
 * @iv: the IV of all requests
 * @ses: the sessions
 * @in: ROUTE_LONGEST bytes; each message is the start of them
 */
struct route_test {
	int fd;
	struct accel_before before;
	long min_bytes, max_queued, copy_bytes;
	uint8_t key[64], iv[16];
	uint32_t ses[ROUTE_KINDS];
	uint8_t *in;
};

/*
 * In a fixture's setup: no faults, failover on, all routing off, no driver passed
 * over. Returns NULL or what failed.
 */
const char *route_begin(struct route_test *t);

/* In the teardown, in the parent: restores the settings. NULL or what failed. */
const char *route_end(struct route_test *t);

/* Makes each driver work again, whatever has failed before; false on failure. */
bool route_heal(struct route_test *t);

/* Fills in the request that encrypts or hashes @len bytes with session @i. */
void route_request(struct route_test *t, int i, uint32_t len, uint8_t *dst,
		   uint8_t *digest, struct cryptodev_req *r);

/* Runs one request with CRYPTODEV_SUBMIT_WAIT; returns its result. */
int route_run(struct route_test *t, struct cryptodev_req *r);

/*
 * Computes the expected output and digest of @len bytes on the accelerator, or on
 * the CPU if that is all that is there. False on failure.
 */
bool route_want(struct route_test *t, int i, uint32_t len, uint8_t *dst,
		uint8_t *digest);

#endif /* SELFTESTS_ROUTE_H */
