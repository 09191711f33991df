// SPDX-License-Identifier: GPL-2.0
/*
 * Keys of the kernel's keyrings, which the program that names one need not be
 * able to read.
 */
#include <keys/encrypted-type.h>
#include <keys/trusted-type.h>
#include <keys/user-type.h>
#include <linux/key-type.h>
#include <linux/key.h>
#include <linux/string.h>

#include "ioctl/device.h"
#include "zc/reject.h"

/* A header above has changed it. */
#undef pr_fmt
#define pr_fmt(fmt)	KBUILD_MODNAME ": " fmt

/**
 * struct key_bytes - what a key of a keyring is
 * @data: its bytes
 * @len: how many
 */
struct key_bytes {
	const u8 *data;
	u32 len;
};

static struct key_bytes user_bytes(const struct key *key)
{
	const struct user_key_payload *payload =
		user_key_payload_locked(key);

	return payload ? (struct key_bytes) { payload->data, payload->datalen } :
			 (struct key_bytes) {};
}

static struct key_bytes encrypted_bytes(const struct key *key)
{
	const struct encrypted_key_payload *payload = key->payload.data[0];

	return payload ? (struct key_bytes) { payload->decrypted_data,
					      payload->decrypted_datalen } :
			 (struct key_bytes) {};
}

static struct key_bytes trusted_bytes(const struct key *key)
{
	const struct trusted_key_payload *payload = key->payload.data[0];

	return payload ? (struct key_bytes) { payload->key, payload->key_len } :
			 (struct key_bytes) {};
}

/*
 * Types by their names, of which there can be but one each: to mention the
 * types themselves would have their modules loaded with this one.
 */
static const struct key_kind {
	const char *name;
	struct key_bytes (*bytes)(const struct key *key);
} kinds[] = {
	{ "user", user_bytes },
	{ "logon", user_bytes },
	{ "encrypted", encrypted_bytes },
	{ "trusted", trusted_bytes },
};

static const struct key_kind *kind_of(const struct key *key)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(key->type->name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

/* The key's semaphore is held: it is not changed or revoked meanwhile. */
static int copy_key(const struct key *key, u8 *to, u32 max)
{
	const struct key_kind *kind = kind_of(key);
	struct key_bytes bytes;

	if (!kind)
		return cryptodev_reject(-EINVAL, "key of type %s",
					key->type->name);
	bytes = kind->bytes(key);
	if (!bytes.data)
		return -EKEYREVOKED;
	if (bytes.len > max)
		return cryptodev_reject(-EINVAL, "key of %u bytes", bytes.len);
	memcpy(to, bytes.data, bytes.len);
	return bytes.len;
}

/**
 * cryptodev_keyring_read() - read a key
 * @serial: which, more than 0: below are names of keyrings, which hold no key
 * @to: where it goes; the caller wipes it
 * @max: bytes that there is room for
 *
 * May sleep, and takes the key's semaphore.
 *
 * Return: how many bytes; -EINVAL for more than @max and for a key of a type
 * that has none, -ENOKEY, -EACCES if the caller may not search for the key,
 * -EKEYEXPIRED, -EKEYREVOKED, -ENOMEM.
 */
int cryptodev_keyring_read(s32 serial, u8 *to, u32 max)
{
	struct key *key;
	key_ref_t ref;
	int len;

	ref = lookup_user_key(serial, 0, KEY_NEED_SEARCH);
	if (IS_ERR(ref))
		return cryptodev_reject(PTR_ERR(ref), "key %d", serial);
	key = key_ref_to_ptr(ref);
	down_read(&key->sem);
	len = copy_key(key, to, max);
	up_read(&key->sem);
	key_ref_put(ref);
	return len;
}
