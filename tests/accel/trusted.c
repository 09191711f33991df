// SPDX-License-Identifier: GPL-2.0
/*
 * Trusted keys of the device, if the kernel has no key type of this name. In a real
 * system, a device such as a TPM unwraps the payload. Here it is the data that a
 * program gives, and cannot be read.
 */
#include <keys/trusted-type.h>
#include <linux/key-type.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "accel.h"

static int trusted_instantiate(struct key *key,
			       struct key_preparsed_payload *prep)
{
	struct trusted_key_payload *payload;
	int err;

	if (!prep->datalen || prep->datalen > sizeof(payload->key))
		return -EINVAL;
	err = key_payload_reserve(key, sizeof(*payload));
	if (err)
		return err;
	payload = kzalloc(sizeof(*payload), GFP_KERNEL);
	if (!payload)
		return -ENOMEM;
	payload->key_len = prep->datalen;
	memcpy(payload->key, prep->data, prep->datalen);
	rcu_assign_keypointer(key, payload);
	return 0;
}

static void trusted_destroy(struct key *key)
{
	kfree_sensitive(key->payload.data[0]);
}

static struct key_type trusted = {
	.name = "trusted",
	.instantiate = trusted_instantiate,
	.destroy = trusted_destroy,
};

static bool registered;

/**
 * accel_trusted_add() - register the key type, if there is none of its name
 */
void accel_trusted_add(void)
{
	registered = !register_key_type(&trusted);
}

/**
 * accel_trusted_remove() - unregister the key type, and destroy its keys
 */
void accel_trusted_remove(void)
{
	if (registered)
		unregister_key_type(&trusted);
	registered = false;
}
