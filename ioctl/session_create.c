// SPDX-License-Identifier: GPL-2.0
/*
 * Creates sessions for all dialects: checks the policy, reads the keys, and
 * adds the session to its open file. Relies on policy.c, keyring.c,
 * session_table.c and crypto/session.c.
 */
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "crypto/pubkey/pubkey.h"
#include "crypto/random.h"
#include "crypto/rekey.h"
#include "crypto/stats/drivers.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/* Longest key of a mac, in bytes: a limit that this module sets. */
#define MACKEY_MAX	CRYPTO_HMAC_MAX_KEY_LEN

/**
 * struct key_buffer - kernel copies of a session's keys; wiped when freed
 * @mackey: the key of the mac
 * @key: the key of the cipher or of the public-key algorithm, or the seed of a
 *	 generator, key_max() bytes; then the test entropy of a DRBG and its nonce
 */
struct key_buffer {
	u8 mackey[MACKEY_MAX];
	u8 key[];
};

/* A blob that holds a key may be longer than other ciphers' keys. */
static u32 key_max(const struct cryptodev_session_spec *spec)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(spec->cipher);

	if (spec->flags & CRYPTODEV_SES_RANDOM)
		return CRYPTODEV_RNG_SEED_MAX;
	if (spec->flags & CRYPTODEV_SES_PUBKEY)
		return CRYPTODEV_PUBKEY_KEY_MAX;
	return max_t(u32, alg ? alg->max_key : 0, CRYPTO_CIPHER_MAX_KEY_LEN);
}

static u32 entropy_len(const struct cryptodev_session_spec *spec)
{
	return spec->entropy.len + spec->nonce.len;
}

static struct key_buffer *alloc_keys(const struct cryptodev_session_spec *spec)
{
	return kmalloc(struct_size((struct key_buffer *)NULL, key,
				   key_max(spec) + entropy_len(spec)),
		       GFP_KERNEL_ACCOUNT);
}

/* Copies a key to @to, which has room for @max bytes. Returns its length. */
static int read_key(const struct cryptodev_key_source *source, u8 *to, u32 max)
{
	if (source->serial)
		return cryptodev_keyring_read(source->serial, to, max);
	if (source->len > max)
		return cryptodev_reject(-EINVAL, "key of %u bytes is too long",
					source->len);
	if (copy_from_user(to, source->from, source->len))
		return cryptodev_reject(-EFAULT, "key is not readable");
	return source->len;
}

/* Permission to search for a key is no permission to read it. */
static int check_mackey(const struct cryptodev_session_spec *spec)
{
	const struct cryptodev_alg *alg = cryptodev_alg_find(spec->mac);

	return spec->mackey.serial && alg->reveals_key ?
		cryptodev_reject(-EINVAL, "%s would reveal key %d", alg->name,
				 spec->mackey.serial) : 0;
}

static int read_mackey(struct key_buffer *keys,
		       const struct cryptodev_session_spec *spec)
{
	return check_mackey(spec) ?: read_key(&spec->mackey, keys->mackey,
					      sizeof(keys->mackey));
}

/* The DRBG takes the nonce together with the entropy. */
static int read_entropy(struct key_buffer *keys,
			const struct cryptodev_session_spec *spec,
			struct cryptodev_session_params *params)
{
	u8 *to = keys->key + key_max(spec);
	u32 len = spec->entropy.len;

	if (!len)
		return 0;
	if (copy_from_user(to, spec->entropy.from, len) ||
	    copy_from_user(to + len, spec->nonce.from, spec->nonce.len))
		return cryptodev_reject(-EFAULT, "entropy is not readable");
	params->entropy = to;
	params->entropylen = entropy_len(spec);
	return 0;
}

/* An algorithm without a key has nothing to read: any address is accepted. */
/* The length of a key that the session does not use is not checked, and not used. */
static int read_keys(struct key_buffer *keys,
		     const struct cryptodev_session_spec *spec,
		     struct cryptodev_session_params *params)
{
	int len;

	params->key = keys->key;
	params->mackey = keys->mackey;
	if (spec->cipher) {
		len = read_key(&spec->key, keys->key, key_max(spec));
		if (len < 0)
			return len;
		params->keylen = len;
	}
	if (cryptodev_alg_keyed(spec->mac)) {
		len = read_mackey(keys, spec);
		if (len < 0)
			return len;
		params->mackeylen = len;
	}
	return read_entropy(keys, spec, params);
}

/* The policy and the program may each restrict the drivers. */
static int choose_driver(const struct cryptodev_session_spec *spec,
			 struct cryptodev_session_params *params)
{
	enum cryptodev_choice policy = cryptodev_policy_driver();
	enum cryptodev_choice wanted = spec->driver;

	params->recipe.driver = wanted == CRYPTODEV_ANY_DRIVER ? policy : wanted;
	params->driver_name = spec->driver_name;
	if (wanted == CRYPTODEV_ANY_DRIVER || policy == CRYPTODEV_ANY_DRIVER ||
	    wanted == policy)
		return 0;
	return cryptodev_reject(-ENOENT, "policy forbids the driver");
}

static struct cryptodev_session *
make_session(struct file *file, const struct cryptodev_session_spec *spec)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_session_params params = {
		.recipe = {
			.cipher = spec->cipher,
			.mac = spec->mac,
			.flags = spec->flags,
			.ivlen = spec->ivlen,
			.maclen = spec->maclen,
			.allowed = spec->allowed,
		},
		.usage = cf->usage,
	};
	struct cryptodev_session *ses;
	struct key_buffer *keys;
	int err;

	keys = alloc_keys(spec);
	if (!keys)
		return ERR_PTR(-ENOMEM);
	err = choose_driver(spec, &params) ?: read_keys(keys, spec, &params);
	ses = err ? ERR_PTR(err) : cryptodev_session_create(&params);
	kfree_sensitive(keys);
	return ses;
}

/**
 * cryptodev_request_rekey() - let a request use keys of its own
 * @req: the request, whose session is not one of a public key
 * @key: the key of the cipher, if the session has one
 * @mackey: the key of the mac, if the session has one
 *
 * The request leaves its session for a private one. The kernel's copies of the keys
 * are wiped with it, and here. May sleep, fault and load modules.
 *
 * Return: 0, or an error with @req on its session, as cryptodev_session_open().
 */
int cryptodev_request_rekey(struct cryptodev_request *req,
			    const struct cryptodev_key_source *key,
			    const struct cryptodev_key_source *mackey)
{
	const struct cryptodev_session_recipe *recipe = &req->ses->recipe;
	struct cryptodev_session_spec spec = {
		.cipher = recipe->cipher,
		.mac = recipe->mac,
		.driver = recipe->driver,
		.key = *key,
		.mackey = *mackey,
	};
	struct cryptodev_session_params params = {};
	struct key_buffer *keys;
	int err = cryptodev_policy_check(spec.cipher, spec.mac);

	if (err)
		return err;
	keys = alloc_keys(&spec);
	if (!keys)
		return -ENOMEM;
	err = choose_driver(&spec, &params) ?:
	      read_keys(keys, &spec, &params) ?: cryptodev_rekey(req, &params);
	kfree_sensitive(keys);
	return err;
}

/* The mac number of a public-key session names a hash, which takes no key. */
static int check_spec(const struct cryptodev_session_spec *spec)
{
	int err;

	if (!(spec->flags & CRYPTODEV_SES_PUBKEY))
		return cryptodev_policy_check(spec->cipher, spec->mac);
	err = cryptodev_policy_pubkey();
	if (err)
		return err;
	if (spec->mackey.len)
		return cryptodev_reject(-EINVAL,
					"public-key session has a mac key");
	return cryptodev_policy_check(0, spec->mac);
}

/**
 * cryptodev_spec_set_driver_id() - let one driver alone serve a session
 * @spec: the session, whose driver is not chosen yet
 * @id: id of the driver; 0 stands for any software driver
 *
 * The driver of a device serves a cipher and may leave its hash to another driver
 * that the policy allows. Does not sleep.
 *
 * Return: 0; -EINVAL for a negative id, -ENOENT if no driver has the id.
 */
int cryptodev_spec_set_driver_id(struct cryptodev_session_spec *spec, s32 id)
{
	if (id < 0)
		return cryptodev_reject(-EINVAL, "driver %d", id);
	if (!id) {
		spec->driver = CRYPTODEV_SOFTWARE;
		return 0;
	}
	spec->driver_name = cryptodev_driver_find_id(id);
	return spec->driver_name ? 0 : cryptodev_reject(-ENOENT, "no driver %d", id);
}

/**
 * cryptodev_session_open() - create a session and add it to an open file
 * @file: the open file; it holds the reference to the session
 * @spec: the session's algorithms and keys; its driver_id is set to the id of the
 *	  driver
 * @id: set to the session's id
 *
 * May sleep, fault and load modules.
 *
 * Return: 0; -EPERM if the policy forbids the session, -EINVAL, -ENOENT,
 * -EMFILE if the open file or its user has reached its limit of sessions,
 * -EFAULT, -ENOMEM, -EINTR, or the driver's error. If a key is in a keyring,
 * also the errors of cryptodev_keyring_read().
 */
long cryptodev_session_open(struct file *file,
			    struct cryptodev_session_spec *spec, u32 *id)
{
	struct cryptodev_session *ses;
	int err = check_spec(spec);

	if (err)
		return err;
	ses = make_session(file, spec);
	if (IS_ERR(ses))
		return PTR_ERR(ses);
	spec->driver_id = cryptodev_session_driver_id(ses);
	err = cryptodev_file_add(file->private_data, ses, id);
	if (err)
		cryptodev_session_put(ses);
	return err;
}

/**
 * cryptodev_session_open_user() - create a session and write its id to the user
 * @file: the open file; it holds the reference to the session
 * @spec: the session's algorithms and keys
 * @id_out: user address for the session's id; if the id cannot be written, the
 *	    session is freed
 *
 * May sleep, fault and load modules.
 *
 * Return: as cryptodev_session_open().
 */
long cryptodev_session_open_user(struct file *file,
				 struct cryptodev_session_spec *spec,
				 u32 __user *id_out)
{
	u32 id = 0;
	long err = cryptodev_session_open(file, spec, &id);

	if (err || !cryptodev_put_user(id, id_out))
		return err;
	cryptodev_file_remove(file->private_data, id);
	return cryptodev_reject(-EFAULT, "argument is not writable");
}
