// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Hashes a message in pieces. Short pieces are held back and become one request.
 * A message that ends while all of it is held back is one request without a
 * running hash, or is left to the default provider if it is shorter than
 * min-bytes. hash_device.c makes the requests.
 */
#include <string.h>

#include "error.h"
#include "hash.h"
#include "hash_device.h"

void hash_begin(struct hash *hash)
{
	hash->state = HASH_HELD;
	lib.OPENSSL_cleanse(hash->held, hash->held_len);
	hash->held_len = 0;
}

/* The default provider takes over the message, of which the device has nothing. */
static bool hash_go_soft(struct hash *hash)
{
	const struct hash_kind *kind = hash->kind;

	if (!kind->soft_start(hash) ||
	    (hash->held_len &&
	     !kind->soft_update(hash, hash->held, hash->held_len))) {
		hash->state = HASH_LOST;
		return false;
	}
	hash_begin(hash);
	hash->state = HASH_SOFT;
	return true;
}

bool hash_begin_soft(struct hash *hash)
{
	hash_begin(hash);
	if (hash_go_soft(hash))
		return true;
	hash->state = HASH_IDLE;
	return false;
}

/* Returns how many bytes may be held back. */
static size_t hold_limit(const struct hash *hash)
{
	size_t limit = HASH_HOLD, min_bytes = hash->prov->config.min_bytes;

	if (hash->state == HASH_RUNNING)
		return limit;
	if (hash->kind->whole)
		limit = HASH_WHOLE_MAX;
	if (min_bytes > limit)
		limit = min_bytes - 1;
	return limit < HASH_HOLD_MAX ? limit : HASH_HOLD_MAX;
}

static bool hold_grow(struct hash *hash, size_t size)
{
	size_t grown = hash->held_size ? 2 * hash->held_size : HASH_HOLD;
	unsigned char *held;

	if (size <= hash->held_size)
		return true;
	if (grown < size)
		grown = size;
	if (grown > HASH_HOLD_MAX)
		grown = HASH_HOLD_MAX;
	held = lib.CRYPTO_malloc(grown, __FILE__, __LINE__);
	if (!held) {
		ERROR(hash->prov, ERROR_MEMORY, "a message's beginning");
		return false;
	}
	if (hash->held_len)
		memcpy(held, hash->held, hash->held_len);
	alloc_clear_free(hash->held, hash->held_len);
	hash->held = held;
	hash->held_size = grown;
	return true;
}

static bool hold(struct hash *hash, const unsigned char *data, size_t len)
{
	if (!hold_grow(hash, hash->held_len + len)) {
		hash->state = HASH_LOST;
		return false;
	}
	memcpy(hash->held + hash->held_len, data, len);
	hash->held_len += len;
	return true;
}

/* Returns whether the default provider must process a message that is this long. */
static bool is_for_soft(const struct hash *hash, size_t len)
{
	return hash->state == HASH_HELD &&
	       (len < hash->prov->config.min_bytes ||
		(hash->kind->whole && len > HASH_WHOLE_MAX));
}

/* A short piece is held back again after those before it. */
static bool process(struct hash *hash, const unsigned char *data, size_t len)
{
	bool is_short = hash->held_len && len <= HASH_HOLD;

	if (!is_for_soft(hash, hash->held_len + len)) {
		switch (hash_device_update(hash, data, is_short ? 0 : len)) {
		case HASH_DEVICE_OK:
			return !is_short || hold(hash, data, len);
		case HASH_DEVICE_FAILED:
			hash->state = HASH_LOST;
			return false;
		case HASH_DEVICE_REJECTED:
			break;
		}
	}
	return hash_go_soft(hash) && hash_update(hash, data, len);
}

bool hash_update(struct hash *hash, const unsigned char *data, size_t len)
{
	switch (hash->state) {
	case HASH_HELD:
	case HASH_RUNNING:
		if (!len)
			return true;
		if (len <= hold_limit(hash) - hash->held_len)
			return hold(hash, data, len);
		return process(hash, data, len);
	case HASH_SOFT:
		if (hash->kind->soft_update(hash, data, len))
			return true;
		hash->state = HASH_LOST;
		return false;
	case HASH_IDLE:
		ERROR(hash->prov, ERROR_ORDER, "update without init");
		return false;
	case HASH_LOST:
		ERROR(hash->prov, ERROR_ORDER, "update after an error");
		return false;
	}
	return false;
}

static bool finish_held(struct hash *hash, unsigned char *out, size_t *outl,
			size_t size)
{
	if (!is_for_soft(hash, hash->held_len)) {
		switch (hash_device_final(hash, out)) {
		case HASH_DEVICE_OK:
			*outl = size;
			return true;
		case HASH_DEVICE_FAILED:
			return false;
		case HASH_DEVICE_REJECTED:
			break;
		}
	}
	return hash_go_soft(hash) &&
	       hash->kind->soft_final(hash, out, outl, size);
}

bool hash_final(struct hash *hash, unsigned char *out, size_t *outl, size_t size)
{
	bool done = false;

	switch (hash->state) {
	case HASH_HELD:
	case HASH_RUNNING:
		done = finish_held(hash, out, outl, size);
		break;
	case HASH_SOFT:
		done = hash->kind->soft_final(hash, out, outl, size);
		break;
	case HASH_IDLE:
		ERROR(hash->prov, ERROR_ORDER, "final without init");
		break;
	case HASH_LOST:
		ERROR(hash->prov, ERROR_ORDER, "final after an error");
		break;
	}
	if (done) {
		hash_begin(hash);
		hash->state = HASH_IDLE;
	}
	return done;
}

bool hash_dup(struct hash *to, struct hash *from)
{
	if (from->held_len) {
		if (!hold_grow(to, from->held_len))
			return false;
		memcpy(to->held, from->held, from->held_len);
		to->held_len = from->held_len;
	}
	if (from->state == HASH_RUNNING && !hash_device_dup(to, from))
		return false;
	if (from->state == HASH_SOFT) {
		to->soft = from->kind->soft_dup(from);
		if (!to->soft)
			return false;
	}
	to->state = from->state;
	return true;
}

void hash_drop_session(struct hash *hash)
{
	hash_begin(hash);
	hash->state = HASH_IDLE;
	session_close(hash->prov, &hash->ses);
}

void hash_drop_soft(struct hash *hash)
{
	if (hash->soft)
		hash->kind->soft_free(hash->soft);
	hash->soft = NULL;
	if (hash->state == HASH_SOFT)
		hash->state = HASH_IDLE;
}

void hash_free(struct hash *hash)
{
	hash_drop_soft(hash);
	/* A running hash in a spare session would keep the message's state. */
	if (!hash->spares || hash->state == HASH_RUNNING ||
	    !hash_spares_put(hash->spares, &hash->ses))
		session_close(hash->prov, &hash->ses);
	alloc_clear_free(hash->held, hash->held_len);
}
