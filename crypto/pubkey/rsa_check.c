// SPDX-License-Identifier: GPL-2.0
/*
 * Checks the results of a private RSA key with its public half, which the
 * session keeps. The CPU computes the check by crypto/modexp/mpi.c.
 *
 * If a driver or the CPU miscomputes one half of the Chinese remainder theorem,
 * the greatest common divisor of the result and the modulus can reveal a prime
 * (Boneh, DeMillo and Lipton, 1997). Such a result must not leave the kernel.
 */
#include <crypto/internal/rsa.h>
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"
#include "crypto/pubkey/pubkey.h"
#include "zc/reject.h"

/**
 * struct cryptodev_pubkey_public - a public RSA key
 * @n: the modulus, in @bytes
 * @e: the public exponent, in @bytes
 * @bytes: the bytes of both numbers
 */
struct cryptodev_pubkey_public {
	struct cryptodev_number n;
	struct cryptodev_number e;
	u8 bytes[];
};

/**
 * cryptodev_pubkey_keep_public() - keep the public half of a private key
 * @pk: public-key state of a session under creation
 * @params: parameters of the session; cryptodev_pubkey_check_rsa() has accepted
 *	    the key
 *
 * Does nothing for a public key. May sleep. @pk owns the copy, and
 * pubkey_free() frees it with the session.
 *
 * Return: 0; -ENOMEM; or the error of rsa_parse_priv_key() if the key is not
 * valid.
 */
int cryptodev_pubkey_keep_public(struct cryptodev_pubkey *pk,
				 const struct cryptodev_session_params *params)
{
	struct cryptodev_pubkey_public *public;
	struct rsa_key key = {};
	int err;

	if (!(params->recipe.flags & CRYPTODEV_SES_PRIVATE))
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
	public->n = cryptodev_number_from(public->bytes, key.n_sz);
	public->e = cryptodev_number_from(public->bytes + key.n_sz, key.e_sz);
	pk->public = public;
	return 0;
}

/**
 * cryptodev_pubkey_in_range() - is a number below the modulus?
 * @pk: public-key state of a session with a private RSA key
 * @number: the number, @pk->size bytes
 *
 * Does not sleep.
 *
 * Return: true if @number is below the modulus.
 */
bool cryptodev_pubkey_in_range(const struct cryptodev_pubkey *pk,
			       const u8 *number)
{
	const struct cryptodev_number *n = &pk->public->n;
	struct cryptodev_number in = cryptodev_number_from(number, pk->size);

	return in.len < n->len ||
	       (in.len == n->len && memcmp(in.data, n->data, n->len) < 0);
}

static int public_power(const struct cryptodev_pubkey *pk,
			const u8 *number, u8 *to)
{
	const struct cryptodev_mod_exp m = {
		.base = cryptodev_number_from(number, pk->size),
		.exponent = pk->public->e,
		.modulus = pk->public->n,
	};

	return cryptodev_mpi_power_bytes(&m, to, pk->size);
}

/**
 * cryptodev_pubkey_raise() - raise a result to the public exponent
 * @pk: public-key state of a session with a private RSA key
 * @result: result of the private key, @pk->size bytes
 *
 * The CPU computes the power, because the device may be faulty. May sleep.
 *
 * Return: @pk->size bytes, which the caller frees with kfree_sensitive(); or an
 * ERR_PTR: -ENOMEM, or -EINTR if the task is being killed.
 */
u8 *cryptodev_pubkey_raise(const struct cryptodev_pubkey *pk, const u8 *result)
{
	u8 *raised = kmalloc(pk->size, GFP_KERNEL_ACCOUNT);
	int err;

	if (!raised)
		return ERR_PTR(-ENOMEM);
	err = public_power(pk, result, raised);
	if (!err)
		return raised;
	kfree_sensitive(raised);
	return ERR_PTR(err);
}

/**
 * cryptodev_pubkey_check() - check that a number was decrypted correctly
 * @pk: public-key state of a session with a private RSA key
 * @result: result of the private key, @pk->size bytes
 * @in: the decrypted input, @pk->size bytes, below the modulus
 *
 * May sleep.
 *
 * Return: 0; -EIO if @result is wrong; -ENOMEM; -EINTR if the task is being
 * killed.
 */
int cryptodev_pubkey_check(const struct cryptodev_pubkey *pk, const u8 *result,
			   const u8 *in)
{
	u8 *raised = cryptodev_pubkey_raise(pk, result);
	bool valid;

	if (IS_ERR(raised))
		return PTR_ERR(raised);
	valid = !memcmp(raised, in, pk->size);
	kfree_sensitive(raised);
	return valid ? 0 : cryptodev_reject(-EIO,
					    "result fails the check");
}
