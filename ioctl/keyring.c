// SPDX-License-Identifier: GPL-2.0
/*
 * Reads keys from the kernel's keyrings. Relies on the key service to check
 * that the caller may search for a key. The caller need not be able to read it.
 */
#include <keys/encrypted-type.h>
#include <keys/trusted-type.h>
#include <keys/user-type.h>
#include <linux/key-type.h>
#include <linux/key.h>
#include <linux/string.h>

#include "ioctl/device.h"
#include "zc/reject.h"

/* One of the headers above redefines pr_fmt. */
#undef pr_fmt
#define pr_fmt(fmt)	KBUILD_MODNAME ": " fmt

/**
 * struct key_bytes - the payload of a key in a keyring
 * @data: the payload, or NULL if the key was revoked
 * @len: bytes at @data
 */
struct key_bytes {
	const u8 *data;
	u32 len;
};

static struct key_bytes user_bytes(const struct key *key)
{
	const struct user_key_payload *payload =
		user_key_payload_locked(key);

	return payload ?
		(struct key_bytes) { payload->data, payload->datalen } :
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
 * Key types by name; the name of a registered key type is unique. A reference
 * to struct key_type itself would make this module depend on the type's module.
 */
static const struct key_kind {
	const char *name;
	struct key_bytes (*bytes)(const struct key *key);
} key_kinds[] = {
	{ "user", user_bytes },
	{ "logon", user_bytes },
	{ "encrypted", encrypted_bytes },
	{ "trusted", trusted_bytes },
};

static const struct key_kind *find_key_kind(const struct key *key)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(key_kinds); i++)
		if (!strcmp(key->type->name, key_kinds[i].name))
			return &key_kinds[i];
	return NULL;
}

/* The caller holds key->sem, so the payload cannot change. */
static int copy_key(const struct key *key, u8 *to, u32 max)
{
	const struct key_kind *kind = find_key_kind(key);
	struct key_bytes bytes;

	if (!kind)
		return cryptodev_reject(-EINVAL, "unsupported key type %s",
					key->type->name);
	bytes = kind->bytes(key);
	if (!bytes.data)
		return -EKEYREVOKED;
	if (bytes.len > max)
		return cryptodev_reject(-EINVAL, "key of %u bytes is too long",
					bytes.len);
	memcpy(to, bytes.data, bytes.len);
	return bytes.len;
}

/**
 * cryptodev_keyring_read() - copy a key from a keyring
 * @serial: serial number of the key, positive: negative numbers name keyrings,
 *	    which have no payload
 * @to: kernel memory for the key; the caller wipes it
 * @max: bytes at @to
 *
 * May sleep. Takes the key's semaphore and leaves no reference to the key.
 *
 * Return: bytes written to @to; -EINVAL if the key is longer than @max or its
 * type is not supported, -ENOKEY, -EACCES if the caller may not search for the
 * key, -EKEYEXPIRED, -EKEYREVOKED, -ENOMEM.
 */
int cryptodev_keyring_read(s32 serial, u8 *to, u32 max)
{
	struct key *key;
	key_ref_t ref;
	int len;

	ref = lookup_user_key(serial, 0, KEY_NEED_SEARCH);
	if (IS_ERR(ref))
		return cryptodev_reject(PTR_ERR(ref), "key %d is not available",
					serial);
	key = key_ref_to_ptr(ref);
	down_read(&key->sem);
	len = copy_key(key, to, max);
	up_read(&key->sem);
	key_ref_put(ref);
	return len;
}
