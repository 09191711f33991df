// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Messages of AEADs on the default provider. The device rejects a message, or the
 * message is short, or it comes in pieces: a device's AEAD takes whole messages only.
 */
#include "aead.h"
#include "error.h"
#include "soft.h"

static OSSL_PARAM tag_param(void *tag, size_t len)
{
	return (OSSL_PARAM){ OSSL_CIPHER_PARAM_AEAD_TAG, OSSL_PARAM_OCTET_STRING,
			     tag, len, 0 };
}

/* CCM needs the tag's length first; to decrypt, all but GCM may need the tag. */
static bool needs_tag(const struct aead_ctx *c)
{
	return c->enc ? c->info->mode == EVP_CIPH_CCM_MODE : c->has_tag;
}

static bool init(struct aead_ctx *c, EVP_CIPHER_CTX *soft)
{
	OSSL_PARAM params[] = {
		{ OSSL_CIPHER_PARAM_AEAD_IVLEN, OSSL_PARAM_UNSIGNED_INTEGER,
		  &c->ivlen, sizeof(c->ivlen), 0 },
		{ NULL, 0, NULL, 0, 0 },
		{ NULL, 0, NULL, 0, 0 }
	};

	if (needs_tag(c))
		params[1] = tag_param(c->enc ? NULL : c->tag, c->taglen);
	return lib.EVP_CIPHER_CTX_set_params(soft, params) &&
	       lib.EVP_CipherInit_ex2(soft, NULL, c->key, c->iv, c->enc, NULL);
}

static EVP_CIPHER_CTX *create(struct aead_ctx *c)
{
	EVP_CIPHER_CTX *soft = soft_cipher(c->prov, c->info->name, c->enc);

	if (soft && !init(c, soft)) {
		lib.EVP_CIPHER_CTX_free(soft);
		return NULL;
	}
	return soft;
}

static bool add_data(struct aead_ctx *c)
{
	int len;

	if (c->info->mode == EVP_CIPH_CCM_MODE && c->has_total &&
	    !lib.EVP_CipherUpdate(c->soft, NULL, &len, NULL, c->total))
		return false;
	return !c->aad.len || lib.EVP_CipherUpdate(c->soft, NULL, &len, c->aad.data,
						   c->aad.len);
}

bool aead_soft_begin(struct aead_ctx *c)
{
	if (c->enc && c->info->mode != EVP_CIPH_CCM_MODE)
		c->taglen = AEAD_TAG_MAX;
	lib.EVP_CIPHER_CTX_free(c->soft);
	c->soft = create(c);
	if (!c->soft || !add_data(c)) {
		ERROR(c->prov, ERROR_DEFAULT_PROVIDER, "%s", c->info->name);
		return false;
	}
	c->state = AEAD_SOFT;
	return true;
}

bool aead_soft_add_aad(struct aead_ctx *c, const unsigned char *in, size_t len)
{
	int done;

	return lib.EVP_CipherUpdate(c->soft, NULL, &done, in, len);
}

bool aead_soft_update(struct aead_ctx *c, unsigned char *out,
		      const unsigned char *in, size_t len)
{
	static const unsigned char none;
	unsigned char unused;

	/* An address of NULL would stand for associated data, or for the end. */
	return soft_update(c->soft, out ? out : &unused, in ? in : &none, len);
}

bool aead_soft_final(struct aead_ctx *c)
{
	OSSL_PARAM params[] = { tag_param(c->tag, c->taglen),
				{ NULL, 0, NULL, 0, 0 } };
	unsigned char unused[EVP_MAX_BLOCK_LENGTH];
	int len;

	if (!c->enc && c->info->mode != EVP_CIPH_CCM_MODE &&
	    !lib.EVP_CIPHER_CTX_set_params(c->soft, params))
		return false;
	if (!lib.EVP_CipherFinal_ex(c->soft, unused, &len))
		return false;
	if (c->enc && !lib.EVP_CIPHER_CTX_get_params(c->soft, params))
		return false;
	c->has_tag = true;
	return true;
}

/*
 * The default provider has to see the first part too. Of an encryption, only the
 * ciphertext is still there: it is decrypted first. The memory is wiped after.
 */
bool aead_soft_continue(struct aead_ctx *c)
{
	unsigned char *text = c->text.data;
	size_t len = c->text.len;
	bool done = true;

	if (c->enc) {
		c->enc = false;
		c->has_tag = false;
		done = aead_soft_begin(c) && aead_soft_update(c, text, text, len);
		c->enc = true;
	}
	done = done && aead_soft_begin(c) && aead_soft_update(c, text, text, len);
	if (len)
		lib.OPENSSL_cleanse(text, len);
	if (!done)
		aead_reset(c, AEAD_DONE);
	return done;
}
