/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What check does with a driver.
 */
#ifndef CRYPTOCTL_TRIAL_H
#define CRYPTOCTL_TRIAL_H

#include "device.h"
#include "vectors.h"

/**
 * struct bytes - what hex digits stand for
 * @at: the bytes
 * @len: how many
 */
struct bytes {
	unsigned char at[VECTOR_MAX];
	size_t len;
};

/**
 * struct trial - an algorithm and a known answer, on the device
 * @ses: a session with the key
 * @iv: IV or nonce
 * @aad: associated data
 * @in: plaintext or message
 * @out: ciphertext and tag, or digest
 */
struct trial {
	struct session ses;
	struct bytes iv;
	struct bytes aad;
	struct bytes in;
	struct bytes out;
};

/* trial.c */
const char *trial_run(int fd, const struct alg *alg, const struct vector *v);

/* trial_long.c */
const char *trial_long(int fd, const struct alg *alg, bool *compared);

#endif /* CRYPTOCTL_TRIAL_H */
