// SPDX-License-Identifier: GPL-2.0
/*
 * Runs one operation with a public or private key in libcrypto. A function that
 * returns bool returns true if libcrypto has the algorithm and succeeded.
 */
#include <openssl/decoder.h>
#include <openssl/dh.h>
#include <openssl/rsa.h>
#include <string.h>

#include "asym.h"
#include "pkey.h"

static EVP_PKEY *read_rsa(const struct alg *alg)
{
	const unsigned char *data;
	OSSL_DECODER_CTX *ctx;
	EVP_PKEY *pkey = NULL;
	struct bytes key;

	bytes_from_hex(&key, alg->asym->private);
	data = key.at;
	ctx = OSSL_DECODER_CTX_new_for_pkey(&pkey, "DER", NULL, alg->asym->evp,
					    EVP_PKEY_KEYPAIR, NULL, NULL);
	if (ctx)
		OSSL_DECODER_from_data(ctx, &data, &key.len);
	OSSL_DECODER_CTX_free(ctx);
	return pkey;
}

static EVP_PKEY *generate(const struct alg *alg)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, alg->asym->evp,
						       NULL);
	EVP_PKEY *pkey = NULL;

	if (ctx && EVP_PKEY_keygen_init(ctx) > 0 &&
	    (!alg->evp || EVP_PKEY_CTX_set_group_name(ctx, alg->evp) > 0))
		EVP_PKEY_generate(ctx, &pkey);
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

/**
 * pkey_make() - make a private key
 * @alg: its algorithm
 *
 * Return: for RSA the published key, otherwise a new one, which EVP_PKEY_free()
 * frees; NULL if libcrypto lacks the algorithm.
 */
struct evp_pkey_st *pkey_make(const struct alg *alg)
{
	return alg->asym == &asym_rsa ? read_rsa(alg) : generate(alg);
}

static bool take(struct bytes *bytes, const unsigned char *data, size_t len)
{
	bytes->len = 0;
	if (!data || len > sizeof(bytes->at))
		return false;
	memcpy(bytes->at, data, len);
	bytes->len = len;
	return len;
}

/**
 * pkey_public() - get a public key in the device's form
 * @pkey: the private key, but not of RSA
 * @public: out: its public key
 *
 * Return: true on success.
 */
bool pkey_public(EVP_PKEY *pkey, struct bytes *public)
{
	unsigned char *data = NULL;
	bool good;
	size_t len;

	len = EVP_PKEY_get1_encoded_public_key(pkey, &data);
	good = take(public, data, len);
	OPENSSL_free(data);
	return good;
}

/**
 * pkey_crypt() - encrypt or decrypt with RSA
 * @pkey: the key
 * @alg: RSA without or with padding
 * @decrypt: decrypt
 * @in: the input
 * @out: out: the result
 *
 * Return: true on success.
 */
bool pkey_crypt(EVP_PKEY *pkey, const struct alg *alg, bool decrypt,
		const struct bytes *in, struct bytes *out)
{
	int padding = alg->number == CRYPTODEV_RSA ? RSA_NO_PADDING :
						     RSA_PKCS1_PADDING;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	bool good;

	out->len = sizeof(out->at);
	good = ctx && (decrypt ? EVP_PKEY_decrypt_init(ctx) :
				 EVP_PKEY_encrypt_init(ctx)) > 0 &&
	       EVP_PKEY_CTX_set_rsa_padding(ctx, padding) > 0 &&
	       (decrypt ? EVP_PKEY_decrypt : EVP_PKEY_encrypt)
			(ctx, out->at, &out->len, in->at, in->len) > 0;
	EVP_PKEY_CTX_free(ctx);
	return good;
}

/**
 * pkey_sign() - sign a digest
 * @pkey: the key
 * @alg: the algorithm, with or without a hash
 * @digest: the digest
 * @signature: out: its signature
 *
 * Return: true on success.
 */
bool pkey_sign(EVP_PKEY *pkey, const struct alg *alg,
	       const struct bytes *digest, struct bytes *signature)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	EVP_MD *md = alg->hash ? EVP_MD_fetch(NULL, alg->evp, NULL) : NULL;
	bool good;

	signature->len = sizeof(signature->at);
	good = ctx && EVP_PKEY_sign_init(ctx) > 0 &&
	       (!alg->hash ||
		(md && EVP_PKEY_CTX_set_signature_md(ctx, md) > 0)) &&
	       EVP_PKEY_sign(ctx, signature->at, &signature->len, digest->at,
			     digest->len) > 0;
	EVP_MD_free(md);
	EVP_PKEY_CTX_free(ctx);
	return good;
}

static EVP_PKEY *read_public(const EVP_PKEY *like, const struct bytes *public)
{
	EVP_PKEY *pkey = EVP_PKEY_new();

	if (pkey && EVP_PKEY_copy_parameters(pkey, like) > 0 &&
	    EVP_PKEY_set1_encoded_public_key(pkey, public->at, public->len) > 0)
		return pkey;
	EVP_PKEY_free(pkey);
	return NULL;
}

/**
 * pkey_agree() - compute the shared secret of two keys
 * @pkey: the private key
 * @public: the peer's public key, in the device's form
 * @shared: out: the shared secret
 *
 * Return: true on success.
 */
bool pkey_agree(EVP_PKEY *pkey, const struct bytes *public,
		struct bytes *shared)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	EVP_PKEY *peer = read_public(pkey, public);
	bool good;

	shared->len = sizeof(shared->at);
	good = ctx && peer && EVP_PKEY_derive_init(ctx) > 0;
	/* The secret is as long as the prime: RFC 7919 keeps leading zeros. */
	if (good && EVP_PKEY_is_a(pkey, "DH"))
		good = EVP_PKEY_CTX_set_dh_pad(ctx, 1) > 0;
	good = good && EVP_PKEY_derive_set_peer_ex(ctx, peer, 0) > 0 &&
	       EVP_PKEY_derive(ctx, shared->at, &shared->len) > 0;
	EVP_PKEY_free(peer);
	EVP_PKEY_CTX_free(ctx);
	return good;
}
