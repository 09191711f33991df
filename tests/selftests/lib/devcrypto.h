/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of the Linux dialect of /dev/crypto as functions. They return 0 or
 * a negative errno, so that a test can assert the exact error.
 */
#ifndef SELFTESTS_DEVCRYPTO_H
#define SELFTESTS_DEVCRYPTO_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <crypto/cryptodev.h>

/* The harness allows 30 seconds, which is too little on an emulated machine. */
#undef TEST_TIMEOUT_DEFAULT
#define TEST_TIMEOUT_DEFAULT	180

/* Opens /dev/crypto; returns the descriptor or -1. */
int dc_open(void);

int dc_ioctl(int fd, unsigned long cmd, void *arg);

/* CIOCGSESSION; sets *ses only on success. */
int dc_session(int fd, uint32_t cipher, const void *key, uint32_t keylen,
	       uint32_t mac, const void *mackey, uint32_t mackeylen,
	       uint32_t *ses);

/* CIOCFSESSION */
int dc_free(int fd, uint32_t ses);

/* CIOCFSESSION with the number that the BSDs encode. */
int dc_bsd_free(int fd, uint32_t ses);

/* CIOCCRYPT */
int dc_crypt(int fd, uint32_t ses, int op, int flags, const void *src,
	     uint32_t len, void *dst, void *mac, const void *iv);

/* CIOCCRYPT of a hash session. */
int dc_hash(int fd, uint32_t ses, int flags, const void *src, uint32_t len,
	    void *digest);

/* CIOCAUTHCRYPT; leaves in *op the fields that the call sets. */
int dc_aead(int fd, struct crypt_auth_op *op);

/* Encrypts an empty message; its tag has @tag_len bytes, of at most 16. */
int dc_tag(int fd, uint32_t ses, uint32_t tag_len);

#endif /* SELFTESTS_DEVCRYPTO_H */
