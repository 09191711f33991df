/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Trials of a driver, for cryptoctl check.
 */
#ifndef CRYPTOCTL_TRIAL_H
#define CRYPTOCTL_TRIAL_H

#include "bytes.h"
#include "device.h"
#include "vectors.h"

/**
 * struct trial - a session and a known answer
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

/* trial_asym.c: public-key algorithms */
const char *trial_asym(int fd, const struct alg *alg, const struct vector *v);
const char *trial_asym_libcrypto(int fd, const struct alg *alg, bool *compared);

#endif /* CRYPTOCTL_TRIAL_H */
