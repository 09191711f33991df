/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions of the kinds that most tests use, all with the start of one key.
 */
#ifndef SELFTESTS_SESSIONS_H
#define SELFTESTS_SESSIONS_H

#include <stdint.h>

/**
 * struct sessions - a session of each kind
 * @cbc: AES-128 in CBC mode
 * @ctr: AES-128 in CTR mode
 * @ecb: AES-128 in ECB mode
 * @xts: AES-256 in XTS mode
 * @null: the null cipher
 * @gcm: AES-128-GCM
 * @ccm: AES-128-CCM
 * @sha: SHA-256
 * @hmac: HMAC-SHA-1, a key of 20 bytes
 * @gmac: GMAC with AES-128
 * @both: AES-128 in CBC mode, and SHA-256
 */
struct sessions {
	uint32_t cbc, ctr, ecb, xts, null, gcm, ccm, sha, hmac, gmac, both;
};

/* Creates the sessions; returns 0 or a negative errno. */
int sessions_init(struct sessions *s, int fd);

#endif /* SELFTESTS_SESSIONS_H */
