// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* IVs that a context generates or completes. */
#include <string.h>

#include "aead.h"
#include "random.h"

/* The fixed field of NIST SP 800-38D, section 8.2.1, and the part that counts. */
#define FIXED_MIN	4
#define COUNTER		8

/* The nonces of TLS: CCM's begins with this, ChaCha20-Poly1305's is made of it. */
static bool keep_iv(struct aead_ctx *c, const unsigned char *iv, size_t len)
{
	if (len != (c->info->mode == EVP_CIPH_CCM_MODE ? FIXED_MIN : c->ivlen))
		return false;
	memcpy(c->next_iv, iv, len);
	return true;
}

bool aead_fix_iv(struct aead_ctx *c, const unsigned char *iv, size_t len)
{
	if (c->info->mode != EVP_CIPH_GCM_MODE)
		return keep_iv(c, iv, len);
	if (len == (size_t)-1)
		len = c->ivlen;
	else if (len < FIXED_MIN || len + COUNTER > c->ivlen)
		return false;
	memcpy(c->next_iv, iv, len);
	if (c->enc && !random_fill(c->prov, c->next_iv + len, c->ivlen - len))
		return false;
	c->generates = true;
	aead_reset(c, AEAD_READY);
	memcpy(c->iv, c->next_iv, c->ivlen);
	return true;
}

static void count(unsigned char *counter)
{
	int i = COUNTER;

	while (i-- && !++counter[i])
		;
}

bool aead_generate_iv(struct aead_ctx *c, unsigned char *out, size_t len)
{
	/* The program may have set another length since. */
	if (!c->generates || !c->has_key || c->ivlen < FIXED_MIN + COUNTER)
		return false;
	if (!len || len > c->ivlen)
		len = c->ivlen;
	aead_reset(c, AEAD_READY);
	memcpy(c->iv, c->next_iv, c->ivlen);
	memcpy(out, c->iv + c->ivlen - len, len);
	count(c->next_iv + c->ivlen - COUNTER);
	return true;
}

bool aead_complete_iv(struct aead_ctx *c, const unsigned char *iv, size_t len)
{
	if (!c->generates || !c->has_key || c->enc || len > c->ivlen)
		return false;
	aead_reset(c, AEAD_READY);
	memcpy(c->iv, c->next_iv, c->ivlen);
	memcpy(c->iv + c->ivlen - len, iv, len);
	return true;
}

bool aead_draw_iv(struct aead_ctx *c)
{
	if (c->ivlen < AEAD_IV_DEVICE || !random_fill(c->prov, c->iv, c->ivlen))
		return false;
	aead_reset(c, AEAD_READY);
	return true;
}
