/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests of each kind for a batch, each with its own memory, and the same
 * request as a single call. From equal memory both must give equal memory.
 */
#ifndef SELFTESTS_BATCH_CASE_H
#define SELFTESTS_BATCH_CASE_H

#include "async.h"
#include "buffers.h"

#define TEXT_LEN	4064	/* bytes of input; with a tag, a page */

/**
 * struct batch_memory - a request's memory
 * @iv: IV or nonce
 * @mac: digest, or an SRTP packet's tag
 * @aad: associated data
 * @header: of an SRTP packet
 * @text: input; also the output of a request in place
 * @out: output
 */
struct batch_memory {
	uint8_t iv[64];
	uint8_t mac[64];
	uint8_t aad[3956];
	uint8_t header[12];
	uint8_t text[8192];
	uint8_t out[8192];
};

/**
 * struct batch_kind - a session and its requests
 * @name: for messages
 * @create: CRYPTODEV_CREATE_*
 * @cipher: cipher or AEAD, or 0
 * @mac: hash or mac, or 0
 * @keylen: bytes of each key
 * @flags: CRYPTODEV_REQ_*, in a batch
 * @cop_flags: COP_FLAG_*, the same for a single call
 * @auth: the single call is CIOCAUTHCRYPT
 * @in_place: the output replaces the input
 * @aad_len: bytes of associated data
 * @opens: the request can be reversed
 */
struct batch_kind {
	const char *name;
	uint32_t create;
	uint32_t cipher;
	uint32_t mac;
	uint32_t keylen;
	uint32_t flags;
	uint16_t cop_flags;
	bool auth;
	bool in_place;
	uint32_t aad_len;
	bool opens;
};

#define KINDS	13

extern const struct batch_kind kinds[KINDS];

/*
 * Creates a session of the kind; @key is 32 bytes. Returns 0 or a negative
 * errno.
 */
int kind_create(const struct batch_kind *k, int fd, const void *key,
		uint32_t *ses);

/*
 * The same in a new open file, which replaces the one at *fd unless that is -1.
 * Returns NULL, or what failed.
 */
const char *kind_reopen(const struct batch_kind *k, int *fd, uint32_t *ses);

/* Fills the memory; different @i give different contents. */
void batch_memory_init(struct batch_memory *m, int i);

/*
 * Returns a request of kinds[i] that encrypts or hashes; its user_data is @i.
 */
struct cryptodev_req kind_req(int i, uint32_t ses, struct batch_memory *m,
			      uint32_t flags);

/*
 * Returns the request that reverses kind_req(), and moves its output to the
 * input. @len: bytes of input, 0 for as many as before.
 */
struct cryptodev_req kind_req_back(int i, uint32_t ses, struct batch_memory *m,
				   uint32_t flags, uint32_t len);

/* Converts an address of the ABI to a pointer. */
void *ptr(uint64_t address);

/*
 * Runs a request of kinds[i] as a single call of the Linux dialect. Returns its
 * error, and in *out_len the out_len that a batch reports.
 */
int kind_run_alone(int fd, int i, const struct cryptodev_req *r,
		   uint32_t *out_len);

#endif /* SELFTESTS_BATCH_CASE_H */
