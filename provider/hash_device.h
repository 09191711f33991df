/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The requests that hash a message in the device. */
#ifndef PROVIDER_HASH_DEVICE_H
#define PROVIDER_HASH_DEVICE_H

#include "hash.h"

/**
 * enum hash_device_result - how a message's request ended
 * @HASH_DEVICE_OK: the device has processed it
 * @HASH_DEVICE_FAILED: there is an error in the queue
 * @HASH_DEVICE_REJECTED: the device has processed nothing of the whole message
 */
enum hash_device_result {
	HASH_DEVICE_OK,
	HASH_DEVICE_FAILED,
	HASH_DEVICE_REJECTED,
};

/* Processes the bytes that are held back, then @data. One call for each. */
enum hash_device_result hash_device_update(struct hash *hash,
					   const unsigned char *data,
					   size_t len);

/* Processes the bytes that are held back and writes the digest: one call. */
enum hash_device_result hash_device_final(struct hash *hash, unsigned char *out);

/* Copies the running hash to a session of @to. Returns false and an error. */
bool hash_device_dup(struct hash *to, struct hash *from);

#endif /* PROVIDER_HASH_DEVICE_H */
