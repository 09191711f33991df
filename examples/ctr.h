/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * AES-256-CTR for the examples that have many chunks in flight.
 */
#ifndef EXAMPLES_CTR_H
#define EXAMPLES_CTR_H

#include <err.h>
#include <string.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev.h>

#include "hex.h"

#define CTR_KEY_LEN	32
#define CTR_IV_LEN	16

/* Makes a session with a key from a file of hex digits. */
static inline __u32 ctr_session(int fd, const char *key_file)
{
	unsigned char key[CTR_KEY_LEN];
	struct session_op sop = {
		.cipher = CRYPTO_AES_CTR, .key = key, .keylen = sizeof(key),
	};

	read_hex(key_file, key, sizeof(key));
	if (ioctl(fd, CIOCGSESSION, &sop))
		err(1, "AES-CTR: CIOCGSESSION");
	explicit_bzero(key, sizeof(key));
	return sop.ses;
}

/* Advances an IV by a number of blocks: the IV is one big-endian counter. */
static inline void ctr_add_blocks(unsigned char *iv, size_t blocks)
{
	int i;

	for (i = CTR_IV_LEN - 1; i >= 0 && blocks; i--) {
		blocks += iv[i];
		iv[i] = blocks;
		blocks >>= 8;
	}
}

#endif /* EXAMPLES_CTR_H */
