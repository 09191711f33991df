/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One CIOCAUTHCRYPT of an AEAD, compared with libcrypto: output, tag, the
 * call's argument, input, associated data, nonce and the bytes around each
 * buffer.
 */
#ifndef SELFTESTS_AEAD_CASE_H
#define SELFTESTS_AEAD_CASE_H

#include "agree.h"
#include "reference_aead.h"

#define IV_MAX		32	/* longer than any valid nonce */
#define AEAD_KEYS	3	/* sessions, with keys of different lengths */

/**
 * struct aead_memory - the sessions and the memory that the cases share
 * @fd: the device
 * @aead: the algorithm
 * @a: holds the input, and the output of a case in place
 * @b: holds other output
 * @aad: holds the associated data
 * @plain: a case's plaintext
 * @sealed: the ciphertext and tag that libcrypto computes
 * @sessions: the sessions
 */
struct aead_memory {
	int fd;
	const struct aead *aead;
	struct checked_memory a;
	struct checked_memory b;
	struct checked_memory aad;
	uint8_t *plain;
	uint8_t *sealed;
	struct aead_session sessions[AEAD_KEYS];
};

/* Maps the memory; returns 0 or a negative errno. */
int aead_memory_init(struct aead_memory *m, int fd);

/* Unmaps the memory and closes the device. */
void aead_memory_free(struct aead_memory *m);

/* Creates the sessions with random keys; returns 0 or a negative errno. */
int aead_sessions_init(struct aead_memory *m, const struct aead *aead);

/* Frees the sessions; returns 0 or a negative errno. */
int aead_sessions_free(struct aead_memory *m);

/* The part of a message that a case changes before decryption. */
enum forgery {
	GENUINE,
	FORGED_TEXT,
	FORGED_TAG,
	FORGED_AAD,
	FORGED_IV,
	FORGERIES
};

/**
 * struct aead_case - a call
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_NO_ZC or 0
 * @len: bytes of plaintext
 * @src: input, in aead_memory.a
 * @dst: output, in aead_memory.a or aead_memory.b
 * @aad: associated data, in aead_memory.aad or aead_memory.a
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the tag, 0 for the full tag
 * @nonce: bytes of the nonce
 * @iv_len: iv_len of the call: 0, 16 for CCM's block, or @nonce
 * @forgery: the part of the message that the case changes
 */
struct aead_case {
	int op;
	int flags;
	uint32_t len;
	uint8_t *src;
	uint8_t *dst;
	uint8_t *aad;
	uint32_t aad_len;
	uint32_t tag_len;
	uint32_t nonce;
	uint32_t iv_len;
	enum forgery forgery;
};

/* Returns true if bit @n is set. */
bool any_bit(uint64_t bits, uint32_t n);

/* Returns true if the AEAD takes @len bytes of associated data. */
bool aad_len_legal(const struct aead *aead, uint32_t len);

/*
 * Returns a case with random options and places, its length @len rounded down
 * to whole blocks.
 */
struct aead_case aead_case_random(struct aead_memory *m, uint32_t len);

/* Moves the associated data directly in front of the input. */
void aead_case_join(struct aead_case *c);

/*
 * Runs the case in one of the sessions; it must return @error. Returns NULL, or
 * what is wrong.
 */
const char *aead_case_run(struct aead_memory *m, const struct aead_case *c,
			  int error);

#endif /* SELFTESTS_AEAD_CASE_H */
