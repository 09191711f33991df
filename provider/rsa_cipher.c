// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * RSA encryption. The device encrypts with the padding of PKCS #1 v1.5, and computes
 * the bare operation. The provider removes all padding, in constant time, unless
 * wrong padding must be hidden: see rsa_cipher_soft.c and provider-asym_cipher(7).
 */
#include <openssl/rsa.h>
#include <string.h>

#include "error.h"
#include "rsa_cipher.h"
#include "signed_message.h"

static void *rsa_cipher_new(void *provctx)
{
	struct rsa_cipher *ctx = alloc_zero(sizeof(*ctx));

	if (ctx)
		ctx->prov = provctx;
	return ctx;
}

static void rsa_cipher_free(void *vctx)
{
	struct rsa_cipher *ctx = vctx;

	if (!ctx)
		return;
	lib.EVP_MD_free(ctx->oaep.md);
	lib.EVP_MD_free(ctx->oaep.mgf1_md);
	alloc_free(ctx->oaep.label);
	pkey_put(ctx->key);
	alloc_free(ctx);
}

static bool dup_label(struct rsa_oaep *oaep)
{
	if (!oaep->label)
		return true;
	oaep->label = lib.CRYPTO_memdup(oaep->label, oaep->label_len, __FILE__,
					__LINE__);
	return oaep->label;
}

static void *rsa_cipher_dup(void *vctx)
{
	struct rsa_cipher *ctx = lib.CRYPTO_memdup(vctx, sizeof(*ctx), __FILE__,
						   __LINE__);
	bool done;

	if (!ctx)
		return NULL;
	if (ctx->key)
		pkey_get(ctx->key);
	/* No pointer of the original may stay. */
	done = signed_message_own_md(&ctx->oaep.md);
	done = signed_message_own_md(&ctx->oaep.mgf1_md) && done;
	done = dup_label(&ctx->oaep) && done;
	if (done)
		return ctx;
	rsa_cipher_free(ctx);
	return NULL;
}

static int rsa_cipher_init(void *vctx, void *vkey, const OSSL_PARAM params[])
{
	struct rsa_cipher *ctx = vctx;
	struct pkey *key = vkey;

	if (!key) {
		ERROR(ctx->prov, ERROR_NO_KEY, "call init with a key");
		return 0;
	}
	pkey_replace(&ctx->key, key);
	ctx->padding = RSA_PKCS1_PADDING;
	ctx->shows_padding = false;
	return rsa_cipher_set_params(ctx, params);
}

static bool pad_for_encryption(struct rsa_cipher *ctx, unsigned char *padded,
			       const unsigned char *text, size_t text_len)
{
	size_t size = ctx->key->size;
	struct rsa_oaep oaep;

	if (ctx->padding == RSA_PKCS1_OAEP_PADDING)
		return rsa_cipher_oaep(ctx, &oaep) &&
		       rsa_oaep_pad(ctx->prov, &oaep, padded, size, text,
				    text_len);
	if (ctx->padding == RSA_PKCS1_PADDING)
		return rsa_pkcs1_pad_text(ctx->prov, padded, size, text, text_len);
	if (ctx->padding != RSA_NO_PADDING || text_len != size) {
		ERROR(ctx->prov, ERROR_LENGTH, "%zu bytes, not %zu", text_len,
		      size);
		return false;
	}
	memcpy(padded, text, size);
	return true;
}

static int rsa_encrypt(void *vctx, unsigned char *out, size_t *len, size_t room,
		       const unsigned char *text, size_t text_len)
{
	struct rsa_cipher *ctx = vctx;
	size_t size = ctx->key->size;
	unsigned char *padded;
	bool done;

	*len = size;
	if (!out)
		return 1;
	if (room < size) {
		ERROR(ctx->prov, ERROR_NO_ROOM, "%zu bytes, not %zu", room, size);
		return 0;
	}
	if (ctx->padding == RSA_PKCS1_PADDING && text_len &&
	    text_len + RSA_PKCS1_OVERHEAD <= size &&
	    !rsa_device_encrypt(ctx->key, text, text_len, out))
		return 1;
	padded = alloc_zero(size);
	done = padded && pad_for_encryption(ctx, padded, text, text_len) &&
	       rsa_compute(ctx->key, false, padded, out);
	alloc_clear_free(padded, size);
	return done;
}

/*
 * Always puts an error and takes it back if the padding is right: the time must not
 * tell whether it is.
 */
static int report_padding(const struct rsa_cipher *ctx, unsigned int good)
{
	ctx->prov->set_error_mark(ctx->prov->core);
	ERROR(ctx->prov, ERROR_PADDING, "RSA");
	if (good)
		ctx->prov->pop_error_to_mark(ctx->prov->core);
	else
		ctx->prov->clear_last_error_mark(ctx->prov->core);
	return good & 1;
}

static int remove_padding(struct rsa_cipher *ctx, unsigned char *padded,
			  unsigned char *out, size_t *len, size_t room)
{
	size_t size = ctx->key->size;
	struct rsa_oaep oaep;

	switch (ctx->padding) {
	case RSA_PKCS1_PADDING:
		return report_padding(ctx, rsa_pkcs1_unpad(padded, size, out, len,
							   room));
	case RSA_PKCS1_OAEP_PADDING:
		if (!rsa_cipher_oaep(ctx, &oaep))
			return 0;
		return report_padding(ctx, rsa_oaep_unpad(ctx->prov, &oaep,
							  padded, size, out, len,
							  room));
	case RSA_PKCS1_WITH_TLS_PADDING:
		*len = RSA_TLS_SECRET;
		return rsa_tls_unpad(ctx->prov, padded, size, ctx->tls_version,
				     ctx->tls_alternative, out);
	default:
		*len = size;
		memcpy(out, padded, size);
		return 1;
	}
}

/* Writes the ciphertext as a number of the modulus' length. */
static bool read_ciphertext(const struct rsa_cipher *ctx, unsigned char *number,
			    const unsigned char *in, size_t in_len)
{
	size_t size = ctx->key->size;

	if (in_len > size) {
		ERROR(ctx->prov, ERROR_LENGTH, "%zu bytes, at most %zu", in_len,
		      size);
		return false;
	}
	memcpy(number + size - in_len, in, in_len);
	return true;
}

static size_t decrypted_max(const struct rsa_cipher *ctx)
{
	return ctx->padding == RSA_PKCS1_WITH_TLS_PADDING ? RSA_TLS_SECRET :
							   ctx->key->size;
}

static int rsa_decrypt(void *vctx, unsigned char *out, size_t *len, size_t room,
		       const unsigned char *in, size_t in_len)
{
	struct rsa_cipher *ctx = vctx;
	size_t size = ctx->key->size;
	unsigned char *numbers;
	int done;

	if (!out) {
		*len = decrypted_max(ctx);
		return 1;
	}
	if (room < decrypted_max(ctx)) {
		ERROR(ctx->prov, ERROR_NO_ROOM, "%zu bytes, not %zu", room,
		      decrypted_max(ctx));
		return 0;
	}
	if (!pkey_has(ctx->key, OSSL_KEYMGMT_SELECT_PRIVATE_KEY)) {
		ERROR(ctx->prov, ERROR_KEY, "the key is not a private key");
		return 0;
	}
	if (rsa_cipher_hides_padding(ctx))
		return rsa_cipher_decrypt_soft(ctx, out, len, room, in, in_len);
	numbers = alloc_zero(2 * size);
	done = numbers && read_ciphertext(ctx, numbers, in, in_len) &&
	       rsa_compute(ctx->key, true, numbers, numbers + size) &&
	       remove_padding(ctx, numbers + size, out, len, room);
	alloc_clear_free(numbers, 2 * size);
	return done;
}

#define ROW(id, function)						\
	{ OSSL_FUNC_ASYM_CIPHER_##id, (void (*)(void))function }

const OSSL_DISPATCH rsa_cipher_functions[] = {
	ROW(NEWCTX, rsa_cipher_new),
	ROW(FREECTX, rsa_cipher_free),
	ROW(DUPCTX, rsa_cipher_dup),
	ROW(ENCRYPT_INIT, rsa_cipher_init),
	ROW(ENCRYPT, rsa_encrypt),
	ROW(DECRYPT_INIT, rsa_cipher_init),
	ROW(DECRYPT, rsa_decrypt),
	ROW(GET_CTX_PARAMS, rsa_cipher_get_params),
	ROW(GETTABLE_CTX_PARAMS, rsa_cipher_gettable_params),
	ROW(SET_CTX_PARAMS, rsa_cipher_set_params),
	ROW(SETTABLE_CTX_PARAMS, rsa_cipher_settable_params),
	{ 0, NULL }
};
