// SPDX-License-Identifier: GPL-2.0
/*
 * The public half of a private RSA key, kept with a session to check its
 * results. A driver or a CPU that computes one half of the Chinese remainder
 * theorem wrong returns a number of which the greatest common divisor with the
 * modulus is a prime (Boneh, DeMillo and Lipton, 1997): such a result must not
 * leave the kernel.
 */
#include <crypto/internal/rsa.h>
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"
#include "crypto/pubkey/pubkey.h"
#include "zc/reject.h"

/**
 * struct cryptodev_pubkey_public - a public RSA key
 * @n: the modulus
 * @e: the exponent
 * @bytes: of both
 */
struct cryptodev_pubkey_public {
	struct cryptodev_number n;
	struct cryptodev_number e;
	u8 bytes[];
};

/**
 * cryptodev_pubkey_keep_public() - keep the public half of a private key
 * @pk: of a session that gets a key
 * @params: with the key, which cryptodev_pubkey_check_rsa() has accepted
 *
 * May sleep. cryptodev_pubkey_free() frees it.
 *
 * Return: 0 (also for a public key, of which nothing is kept), or -ENOMEM; -EINVAL for no key.
 */
int cryptodev_pubkey_keep_public(struct cryptodev_pubkey *pk,
			       const struct cryptodev_session_params *params)
{
	struct cryptodev_pubkey_public *public;
	struct rsa_key key = {};
	int err;

	if (!(params->flags & CRYPTODEV_SES_PRIVATE))
		return 0;
	err = rsa_parse_priv_key(&key, params->key, params->keylen);
	if (err)
		return err;
	public = kmalloc(struct_size(public, bytes, key.n_sz + key.e_sz),
			 GFP_KERNEL_ACCOUNT);
	if (!public)
		return -ENOMEM;
	memcpy(public->bytes, key.n, key.n_sz);
	memcpy(public->bytes + key.n_sz, key.e, key.e_sz);
	public->n = cryptodev_number(public->bytes, key.n_sz);
	public->e = cryptodev_number(public->bytes + key.n_sz, key.e_sz);
	pk->public = public;
	return 0;
}

/**
 * cryptodev_pubkey_in_range() - is a number below the modulus?
 * @pk: of a session with a private RSA key
 * @number: @pk->size bytes
 */
bool cryptodev_pubkey_in_range(const struct cryptodev_pubkey *pk,
			     const u8 *number)
{
	const struct cryptodev_number *n = &pk->public->n;
	struct cryptodev_number in = cryptodev_number(number, pk->size);

	return in.len < n->len ||
	       (in.len == n->len && memcmp(in.data, n->data, n->len) < 0);
}

static int asym_public_power(const struct cryptodev_pubkey *pk,
			     const u8 *number, u8 *to)
{
	const struct cryptodev_mod_exp m = {
		.base = cryptodev_number(number, pk->size),
		.exponent = pk->public->e,
		.modulus = pk->public->n,
	};

	return cryptodev_mpi_power_bytes(&m, to, pk->size);
}

/**
 * cryptodev_pubkey_raise() - raise a result to the public exponent
 * @pk: of a session with a private RSA key
 * @result: what the private key has made, @pk->size bytes
 *
 * Computed by the CPU: a device that has failed is not asked again. May sleep.
 *
 * Return: @pk->size bytes, to be freed with kfree_sensitive(), or an error: -ENOMEM, or
 * -EINTR if the task is being killed.
 */
u8 *cryptodev_pubkey_raise(const struct cryptodev_pubkey *pk, const u8 *result)
{
	u8 *raised = kmalloc(pk->size, GFP_KERNEL_ACCOUNT);
	int err;

	if (!raised)
		return ERR_PTR(-ENOMEM);
	err = asym_public_power(pk, result, raised);
	if (!err)
		return raised;
	kfree_sensitive(raised);
	return ERR_PTR(err);
}

/**
 * cryptodev_pubkey_check() - was a number decrypted right?
 * @pk: of a session with a private RSA key
 * @result: what the private key has made, @pk->size bytes
 * @in: the input, @pk->size bytes, below the modulus
 *
 * May sleep.
 *
 * Return: 0; -EIO if it was not; or as cryptodev_pubkey_raise().
 */
int cryptodev_pubkey_check(const struct cryptodev_pubkey *pk, const u8 *result,
			 const u8 *in)
{
	u8 *raised = cryptodev_pubkey_raise(pk, result);
	bool right;

	if (IS_ERR(raised))
		return PTR_ERR(raised);
	right = !memcmp(raised, in, pk->size);
	kfree_sensitive(raised);
	return right ? 0 : cryptodev_reject(-EIO, "a wrong private result");
}
