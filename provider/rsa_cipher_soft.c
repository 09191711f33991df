// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * RSA decryption by the default provider. Since OpenSSL 3.2, wrong padding of PKCS #1
 * v1.5 is no error there: the result is a text that depends on the private key and
 * the ciphertext (implicit rejection). So a program that shows attackers an error
 * discloses nothing. The device does not have this.
 */
#include <openssl/rsa.h>

#include "rsa_cipher.h"

bool rsa_cipher_can_hide_padding(const struct rsa_cipher *ctx)
{
	atomic_schar *known = &ctx->prov->hides_padding;
	const OSSL_PARAM *settable, *rejection;
	EVP_PKEY_CTX *soft;

	/* The text depends on a number that only the kernel has. */
	if (ctx->key->serial)
		return false;
	if (atomic_load(known))
		return atomic_load(known) > 0;
	soft = pkey_soft_context(ctx->key);
	if (soft && lib.EVP_PKEY_decrypt_init_ex(soft, NULL) == 1) {
		settable = lib.EVP_PKEY_CTX_settable_params(soft);
		rejection = lib.OSSL_PARAM_locate_const(settable,
							RSA_IMPLICIT_REJECTION);
		atomic_store(known, rejection ? 1 : -1);
	}
	lib.EVP_PKEY_CTX_free(soft);
	/* Unknown without memory. Then the default provider fails, too. */
	return atomic_load(known) >= 0;
}

bool rsa_cipher_hides_padding(const struct rsa_cipher *ctx)
{
	return ctx->padding == RSA_PKCS1_PADDING && !ctx->shows_padding &&
	       rsa_cipher_can_hide_padding(ctx);
}

bool rsa_cipher_decrypt_soft(const struct rsa_cipher *ctx, unsigned char *out,
			     size_t *len, size_t room, const unsigned char *in,
			     size_t in_len)
{
	EVP_PKEY_CTX *soft = pkey_soft_context(ctx->key);
	bool done;

	*len = room;
	done = soft && lib.EVP_PKEY_decrypt_init_ex(soft, NULL) == 1 &&
	       lib.EVP_PKEY_decrypt(soft, out, len, in, in_len) == 1;
	lib.EVP_PKEY_CTX_free(soft);
	return done;
}
