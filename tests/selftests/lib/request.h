/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A CIOCCRYPT or CIOCAUTHCRYPT as one structure, for tables and threads. Each
 * run also checks the call's argument: an error leaves it as it was, and
 * success changes only the fields that the call sets.
 */
#ifndef SELFTESTS_REQUEST_H
#define SELFTESTS_REQUEST_H

#include "buffers.h"
#include "devcrypto.h"

/*
 * Returned if a call changed a field of its argument that it must not change.
 */
#define ARGUMENT_CHANGED	(-100000)

#define TAG_LEN			16	/* bytes of GCM's full tag */

/**
 * struct request - the arguments of CIOCCRYPT or CIOCAUTHCRYPT
 * @aead: the call is CIOCAUTHCRYPT
 * @ses: session
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_*
 * @len: bytes at @src
 * @src: input
 * @dst: output
 * @mac: digest, not for an AEAD
 * @iv: IV
 * @aad: associated data, only for an AEAD
 * @aad_len: bytes at @aad
 * @tag_len: bytes of an AEAD's tag, 0 for the full length
 */
struct request {
	bool aead;
	uint32_t ses;
	int op;
	int flags;
	uint32_t len;
	const uint8_t *src;
	uint8_t *dst;
	uint8_t *mac;
	uint8_t *iv;
	const uint8_t *aad;
	uint32_t aad_len;
	uint32_t tag_len;
};

/* Runs the request; returns 0, a negative errno, or ARGUMENT_CHANGED. */
int request_run(int fd, const struct request *r);

/*
 * The same result by other calls: @piece bytes at a time, each call continuing
 * with the IV that the previous one left. For a mode that chains; @iv may be
 * NULL.
 */
int crypt_pieces(int fd, uint32_t ses, int op, const uint8_t *src, uint32_t len,
		 uint8_t *dst, const uint8_t *iv, uint32_t piece);

/* The same for a hash, with COP_FLAG_UPDATE. */
int hash_pieces(int fd, uint32_t ses, const uint8_t *src, uint32_t len,
		uint8_t *digest, uint32_t piece);

#endif /* SELFTESTS_REQUEST_H */
