/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The requests of one thread: messages of several lengths in one session. The
 * expected results are computed first, before other threads run.
 */
#ifndef SELFTESTS_THREAD_LOAD_H
#define SELFTESTS_THREAD_LOAD_H

#include "request.h"
#include "thread_group.h"

#define LOAD_LENGTHS	6
#define LOAD_LONGEST	70000

extern const uint32_t load_lengths[LOAD_LENGTHS];

/**
 * struct thread_load - the messages of one thread
 * @fd: the device
 * @ses: the session
 * @aead: the session is of an AEAD
 * @tag_len: bytes of an AEAD's tag
 * @digest_len: bytes of a hash's digest; 0: a cipher
 * @iv: IV, or an AEAD's nonce
 * @in: LOAD_LONGEST bytes; each message is the start of them
 * @out: expected ciphertext for each length
 * @digest: expected digest for each length
 */
struct thread_load {
	int fd;
	uint32_t ses;
	bool aead;
	uint32_t tag_len;
	uint32_t digest_len;
	uint8_t iv[16];
	uint8_t *in;
	uint8_t *out[LOAD_LENGTHS];
	uint8_t digest[LOAD_LENGTHS][64];
};

/* Returns the request that encrypts or hashes the message of length @i. */
struct request load_request(const struct thread_load *l, int i, uint8_t *dst,
			    uint8_t *digest);

/*
 * Computes the expected results with the session that *l has; @seed selects the
 * messages. Returns 0 or a negative errno.
 */
int load_init(struct thread_load *l, uint32_t seed);

/*
 * Compares the results of a successful load_request(); returns NULL or what is
 * wrong.
 */
const char *load_fault(const struct thread_load *l, int i, const uint8_t *dst,
		       const uint8_t *digest);

/*
 * The work function of a thread whose data is a thread_load: encrypts a message
 * in fresh memory, decrypts it, and for an AEAD has a forgery rejected.
 */
void load_work(struct group_thread *thread);

#endif /* SELFTESTS_THREAD_LOAD_H */
