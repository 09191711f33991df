/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One CIOCCRYPT of a cipher, with or without a mac, compared with libcrypto:
 * output, digest, IV, input, the bytes around each buffer, and the IV that the
 * session keeps for the next call.
 */
#ifndef SELFTESTS_CRYPT_CASE_H
#define SELFTESTS_CRYPT_CASE_H

#include "agree.h"

/**
 * struct crypt_session - a session and the same keys in libcrypto
 * @k: the cipher's key
 * @hash: the mac, or NULL
 * @mackey: the mac's key
 * @mackeylen: bytes at @mackey
 * @ses: the device's session
 * @iv: the IV that the session keeps after a call
 * @iv_known: the mode defines that IV
 */
struct crypt_session {
	struct ref_key k;
	const struct ref_hash *hash;
	uint8_t mackey[CRYPTO_HMAC_MAX_KEY_LEN];
	uint32_t mackeylen;
	uint32_t ses;
	uint8_t iv[EALG_MAX_BLOCK_LEN];
	bool iv_known;
};

/*
 * Creates a session with random keys of these lengths in bytes; @hash may be
 * NULL. Returns 0 or a negative errno.
 */
int crypt_session_init(struct crypt_session *s, int fd,
		       const struct ref_cipher *c, uint32_t keylen,
		       const struct ref_hash *hash, uint32_t mackeylen);

/**
 * struct crypt_memory - the memory that the cases share
 * @fd: the device
 * @a: holds the input, and the output of a case in place
 * @b: holds other output
 * @in: a copy of the case's input
 * @out: the output that libcrypto computes
 */
struct crypt_memory {
	int fd;
	struct checked_memory a;
	struct checked_memory b;
	uint8_t *in;
	uint8_t *out;
};

/* Maps the memory; false on failure. */
bool crypt_memory_init(struct crypt_memory *m);

/* Unmaps the memory and closes the device. */
void crypt_memory_free(struct crypt_memory *m);

/**
 * struct crypt_case - a call
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_NO_ZC and COP_FLAG_WRITE_IV
 * @len: bytes
 * @src: input, in crypt_memory.a
 * @dst: output, in crypt_memory.a or crypt_memory.b
 * @go_on: use the IV that the session keeps instead of a new one
 */
struct crypt_case {
	int op;
	int flags;
	uint32_t len;
	uint8_t *src;
	uint8_t *dst;
	bool go_on;
};

/* Returns a case with random direction and flags. */
struct crypt_case crypt_case_random(uint8_t *src, uint8_t *dst, uint32_t len);

/*
 * Runs the case, which must return @error; if that is not 0, it must change
 * nothing. Returns NULL, or what is wrong.
 */
const char *crypt_case_run(struct crypt_memory *m, struct crypt_session *s,
			   const struct crypt_case *c, int error);

#endif /* SELFTESTS_CRYPT_CASE_H */
