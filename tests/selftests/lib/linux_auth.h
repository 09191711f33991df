/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of the Linux dialect, for the programs of other dialects, whose
 * headers have the same names for other structures.
 */
#ifndef SELFTESTS_LINUX_AUTH_H
#define SELFTESTS_LINUX_AUTH_H

#include <stdbool.h>
#include <stdint.h>

/**
 * struct linux_auth - a call without associated data
 * @ses: the session
 * @decrypt: decrypt and verify, else encrypt
 * @len: bytes at @src; with the tag, for decryption
 * @src: input
 * @dst: output
 * @iv: the IV
 * @iv_len: bytes at @iv
 */
struct linux_auth {
	uint32_t ses;
	bool decrypt;
	uint32_t len;
	const void *src;
	void *dst;
	const void *iv;
	uint32_t iv_len;
};

/* Returns 0 or a negative errno. */
int linux_auth(int fd, const struct linux_auth *a);

/*
 * CIOCCRYPT that updates a running hash, or finishes it; returns 0 or a negative
 * errno.
 */
int linux_update(int fd, const struct linux_auth *a, bool finish, void *mac);

#endif /* SELFTESTS_LINUX_AUTH_H */
