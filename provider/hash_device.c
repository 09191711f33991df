// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Makes the requests that hash a message in the device. */
#include <errno.h>

#include "error.h"
#include "hash_device.h"

/* A request's length has 32 bits. This is a multiple of each hash's block. */
#define REQUEST_MAX	0x40000000

static int hash_open(struct hash *hash)
{
	struct session_op op = { 0 };
	int err = hash->kind->describe(hash, &op);

	return err ? err : session_open(hash->prov, &hash->ses, &op);
}

static bool has_session(struct hash *hash)
{
	return session_is_open(&hash->ses) ||
	       (hash->spares &&
		hash_spares_take(hash->spares, &hash->ses));
}

static int hash_request(struct hash *hash, struct crypt_op *op)
{
	bool reused = has_session(hash);
	int err = reused ? 0 : hash_open(hash);

	if (!err)
		err = session_crypt(&hash->ses, op);
	/* Some programs close all descriptors. */
	if (reused && hash->state == HASH_HELD && (err == EBADF || err == ENOTTY)) {
		session_close(hash->prov, &hash->ses);
		return hash_request(hash, op);
	}
	return err;
}

/* A running hash may not continue in another session. */
static bool has_state(const struct hash *hash)
{
	if (hash->state != HASH_RUNNING || session_is_open(&hash->ses))
		return true;
	ERROR(hash->prov, ERROR_FORK, "a running hash");
	return false;
}

static enum hash_device_result judge(const struct hash *hash, int err)
{
	if (!err)
		return HASH_DEVICE_OK;
	/* A hash leaves its input as it was, also if memory ends half way. */
	if (hash->state == HASH_HELD &&
	    (!session_is_open(&hash->ses) || session_rejected(err) ||
	     err == ENOMEM))
		return HASH_DEVICE_REJECTED;
	ERROR_ERRNO(hash->prov, ERROR_REQUEST, err);
	return HASH_DEVICE_FAILED;
}

static int feed(struct hash *hash, const unsigned char *data, size_t len)
{
	struct crypt_op op = { .flags = COP_FLAG_UPDATE };
	int err = 0;

	for (; len && !err; data += op.len, len -= op.len) {
		if (hash->state == HASH_HELD)
			op.flags |= COP_FLAG_RESET;
		else
			op.flags &= ~COP_FLAG_RESET;
		op.src = (unsigned char *)data;
		op.len = len < REQUEST_MAX ? len : REQUEST_MAX;
		err = hash_request(hash, &op);
		if (!err)
			hash->state = HASH_RUNNING;
	}
	return err;
}

enum hash_device_result hash_device_update(struct hash *hash,
					   const unsigned char *data, size_t len)
{
	int err;

	if (!has_state(hash))
		return HASH_DEVICE_FAILED;
	err = feed(hash, hash->held, hash->held_len);
	if (!err) {
		lib.OPENSSL_cleanse(hash->held, hash->held_len);
		hash->held_len = 0;
		err = feed(hash, data, len);
	}
	return judge(hash, err);
}

enum hash_device_result hash_device_final(struct hash *hash, unsigned char *out)
{
	struct crypt_op op = {
		.flags = hash->state == HASH_RUNNING ? COP_FLAG_FINAL : 0,
		.len = hash->held_len,
		.src = hash->held,
		.mac = out,
		.iv = hash->iv,
	};

	enum hash_device_result result;

	if (!has_state(hash))
		return HASH_DEVICE_FAILED;
	result = judge(hash, hash_request(hash, &op));
	/* The device may have hashed a part of the request. */
	if (result == HASH_DEVICE_FAILED && hash->state == HASH_RUNNING)
		hash->state = HASH_LOST;
	return result;
}

/* A spare session spares the creation of a new one, if it has the same descriptor. */
static int open_beside(struct hash *to, struct hash *from)
{
	struct session_op op = { 0 };
	int err;

	if (to->spares && hash_spares_take(to->spares, &to->ses)) {
		if (session_shares_descriptor(&to->ses, &from->ses))
			return 0;
		session_close(to->prov, &to->ses);
	}
	err = to->kind->describe(to, &op);
	return err ? err : session_open_beside(&to->ses, &from->ses, &op);
}

bool hash_device_dup(struct hash *to, struct hash *from)
{
	int err;

	if (!has_state(from))
		return false;
	err = open_beside(to, from);
	if (err) {
		ERROR_ERRNO(to->prov, ERROR_SESSION, err);
		return false;
	}
	err = session_copy_hash(&to->ses, &from->ses);
	if (err)
		ERROR_ERRNO(to->prov, ERROR_REQUEST, err);
	return !err;
}
