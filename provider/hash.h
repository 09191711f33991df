/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * A message that is hashed in pieces: the common part of digests and MACs. It is
 * held back at first, then either the device or the default provider processes
 * all of it.
 */
#ifndef PROVIDER_HASH_H
#define PROVIDER_HASH_H

#include "hash_cache.h"
#include "provider.h"
#include "session.h"

/*
 * Bytes that are held back to save calls. The device copies a request this short,
 * and does not pin it.
 */
#define HASH_HOLD		512
/* Longest message that is held back because of min-bytes. */
#define HASH_HOLD_MAX		1048576
/*
 * Longest message of an algorithm that the device cannot process in pieces. The
 * default provider processes longer ones, and they need no memory.
 */
#define HASH_WHOLE_MAX		65536

/**
 * enum hash_state - where the message is
 * @HASH_IDLE: there is none: it has not begun, or has ended with a digest
 * @HASH_HELD: all of it is held back
 * @HASH_RUNNING: the session has a running hash of it; the rest is held back
 * @HASH_SOFT: the default provider has all of it
 * @HASH_LOST: an error has lost a part of it
 */
enum hash_state {
	HASH_IDLE,
	HASH_HELD,
	HASH_RUNNING,
	HASH_SOFT,
	HASH_LOST,
};

struct hash;

/**
 * struct hash_kind - the differences between digests and MACs
 * @describe: fills in the session's algorithm and key. Returns 0, or an errno if
 *	      the device does not serve it
 * @soft_start: begins a message in the default provider, with @soft or with a new
 *		context there; returns false and an error
 * @soft_update, @soft_final: add to that message, or finish it
 * @soft_dup: returns a copy of @soft, or NULL and an error
 * @soft_free: frees @soft
 * @whole: the device processes whole messages only
 */
struct hash_kind {
	int (*describe)(const struct hash *hash, struct session_op *op);
	bool (*soft_start)(struct hash *hash);
	bool (*soft_update)(struct hash *hash, const void *data, size_t len);
	bool (*soft_final)(struct hash *hash, unsigned char *out, size_t *outl,
			   size_t outsize);
	void *(*soft_dup)(const struct hash *hash);
	void (*soft_free)(void *soft);
	bool whole;
};

/**
 * struct hash - a message
 * @prov: the provider
 * @kind: the algorithm and its functions
 * @spares: idle sessions that serve as well as a new one, or NULL
 * @ses: the session, or none yet
 * @state: where the message is
 * @held: the bytes that are held back
 * @held_len: their number
 * @held_size: bytes of memory at @held
 * @soft: the default provider's context, or NULL
 * @iv: the IV of a MAC that has one, or NULL
 */
struct hash {
	struct provider *prov;
	const struct hash_kind *kind;
	struct hash_spares *spares;
	struct session ses;
	enum hash_state state;
	unsigned char *held;
	size_t held_len;
	size_t held_size;
	void *soft;
	unsigned char *iv;
};

/* Begins a message, and forgets the one before. Makes no call. */
void hash_begin(struct hash *hash);

/*
 * Begins a message that the default provider processes. Returns false and an
 * error; then there is no message.
 */
bool hash_begin_soft(struct hash *hash);

/* Adds to the message. Returns false and an error; then the message is lost. */
bool hash_update(struct hash *hash, const unsigned char *data, size_t len);

/*
 * Finishes the message: writes the digest, which has @size bytes, to @out. Returns
 * false and an error; the message is lost if a request failed.
 */
bool hash_final(struct hash *hash, unsigned char *out, size_t *outl, size_t size);

/*
 * Copies a message. @to has @prov, @kind and @spares, and the same key. Returns
 * false and an error; hash_free() is right then.
 */
bool hash_dup(struct hash *to, struct hash *from);

/* Frees the session: its key has changed. The message is forgotten. */
void hash_drop_session(struct hash *hash);

/* Frees the default provider's context: its key has changed. */
void hash_drop_soft(struct hash *hash);

/* Frees all that @hash has, but not @hash. */
void hash_free(struct hash *hash);

#endif /* PROVIDER_HASH_H */
