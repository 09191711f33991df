// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The order of a message's calls: associated data, text, end. Text that comes in
 * one update goes to the device as it is. The default provider takes over if more
 * comes.
 */
#include <errno.h>
#include <limits.h>

#include "aead.h"
#include "error.h"

/* Longest associated data that the context keeps until the text comes. */
#define AEAD_AAD_MAX	1048576

static bool begin(struct aead_ctx *c)
{
	if (!c->has_key) {
		ERROR(c->prov, ERROR_NO_KEY, "%s", c->info->name);
		return false;
	}
	/* An encryption without an IV draws one, as the default provider's does. */
	if (c->state == AEAD_NEW && c->enc &&
	    c->info->mode == EVP_CIPH_GCM_MODE && aead_draw_iv(c))
		return true;
	if (c->state == AEAD_NEW || c->state == AEAD_DONE) {
		ERROR(c->prov, ERROR_NO_IV, "%s", c->info->name);
		return false;
	}
	return true;
}

static bool is_ccm(const struct aead_ctx *c)
{
	return c->info->mode == EVP_CIPH_CCM_MODE;
}

/* CCM takes its associated data at once, others in pieces. */
static size_t aad_limit(const struct aead_ctx *c)
{
	return is_ccm(c) ? INT_MAX : AEAD_AAD_MAX;
}

/* The default provider processes long associated data, which need no memory then. */
static bool add_more_aad(struct aead_ctx *c, const unsigned char *in, size_t inl)
{
	if (is_ccm(c)) {
		ERROR(c->prov, ERROR_LENGTH, "associated data");
		return false;
	}
	if (c->state == AEAD_READY) {
		if (!aead_soft_begin(c))
			return false;
		c->state = AEAD_SOFT_AAD;
	}
	return aead_soft_add_aad(c, in, inl);
}

static bool add_aad(struct aead_ctx *c, const unsigned char *in, size_t inl)
{
	if (c->state == AEAD_SOFT_AAD)
		return add_more_aad(c, in, inl);
	/* CCM begins with the length of the text. */
	if (c->state != AEAD_READY || (is_ccm(c) && inl && !c->has_total)) {
		ERROR(c->prov, ERROR_ORDER, "associated data");
		return false;
	}
	if (inl > aad_limit(c) - c->aad.len)
		return add_more_aad(c, in, inl);
	if (aead_buffer_add(&c->aad, in, inl))
		return true;
	ERROR(c->prov, ERROR_MEMORY, "associated data");
	return false;
}

static bool set_total(struct aead_ctx *c, size_t total)
{
	c->total = total;
	c->has_total = true;
	return true;
}

static bool process_soft(struct aead_ctx *c, unsigned char *out,
			 const unsigned char *in, size_t inl)
{
	return aead_soft_begin(c) && aead_soft_update(c, out, in, inl);
}

/*
 * Processes the text of one update. If the tag is wrong, more text may follow, and
 * the default provider compares the tag at the end. The device's input is a copy,
 * or is apart from its output: so it is there to be processed again, except where
 * it was in place.
 */
static bool process_first(struct aead_ctx *c, unsigned char *out,
			  const unsigned char *in, size_t inl)
{
	int err;

	if (!aead_can_request(c, inl))
		return process_soft(c, out, in, inl);
	err = aead_request(c, out, in, inl);
	if (!err) {
		c->state = AEAD_WHOLE;
		return true;
	}
	if (err == EBADMSG && is_ccm(c)) {
		ERROR_ERRNO(c->prov, ERROR_REQUEST, err);
		return false;
	}
	/* Decryption may have wiped @out, and @in with it. */
	return process_soft(c, out, c->enc ? in : c->text.data, inl);
}

/* The text of CCM comes at once, and its tag is compared at once. */
static bool process_ccm(struct aead_ctx *c, unsigned char *out,
			const unsigned char *in, size_t inl)
{
	bool done;

	if (c->state != AEAD_READY || (c->has_total && inl != c->total) ||
	    (!c->enc && !c->has_tag)) {
		ERROR(c->prov, ERROR_ORDER, "%s", c->info->name);
		return false;
	}
	if (!c->has_total)
		set_total(c, inl);
	done = process_first(c, out, in, inl);
	if (done && c->enc && c->state == AEAD_SOFT)
		done = aead_soft_final(c);
	aead_reset(c, AEAD_DONE);
	return done;
}

static bool process_text(struct aead_ctx *c, unsigned char *out,
			 const unsigned char *in, size_t inl)
{
	if (is_ccm(c))
		return process_ccm(c, out, in, inl);
	if (c->state == AEAD_READY)
		return process_first(c, out, in, inl);
	if (c->state == AEAD_WHOLE && !aead_soft_continue(c))
		return false;
	c->state = AEAD_SOFT;
	return aead_soft_update(c, out, in, inl);
}

static int update_record(struct aead_ctx *c, unsigned char *out, size_t *outl,
			 size_t outsize, const unsigned char *in, size_t inl)
{
	if (in == out && outsize >= inl)
		return aead_tls_record(c, out, outl, inl);
	ERROR(c->prov, ERROR_ORDER, "a TLS record must be in place");
	return 0;
}

int aead_update(void *ctx, unsigned char *out, size_t *outl, size_t outsize,
		const unsigned char *in, size_t inl)
{
	struct aead_ctx *c = ctx;

	*outl = 0;
	if (c->tls)
		return update_record(c, out, outl, outsize, in, inl);
	if (!begin(c))
		return 0;
	if (!in && !out && is_ccm(c))
		return set_total(c, inl);
	/* CCM has a text of no bytes, others do not. */
	if (!in || (!inl && !is_ccm(c)))
		return 1;
	if (out && outsize < inl) {
		ERROR(c->prov, ERROR_NO_ROOM, "%zu bytes, %zu are needed",
		      outsize, inl);
		return 0;
	}
	if (!(out ? process_text(c, out, in, inl) : add_aad(c, in, inl)))
		return 0;
	*outl = inl;
	return 1;
}

/* The end of a message; the device has verified it if it has processed it. */
static bool finish(struct aead_ctx *c)
{
	unsigned char none[1];

	if (!c->enc && !c->has_tag) {
		ERROR(c->prov, ERROR_NO_TAG, "%s", c->info->name);
		return false;
	}
	if (c->state == AEAD_READY && !process_first(c, none, none, 0))
		return false;
	return c->state == AEAD_WHOLE || aead_soft_final(c);
}

int aead_final(void *ctx, unsigned char *out, size_t *outl, size_t outsize)
{
	struct aead_ctx *c = ctx;
	bool done;

	(void)out;
	(void)outsize;
	*outl = 0;
	/* The only update of CCM was the end. */
	if (is_ccm(c))
		return c->has_key;
	if (!begin(c))
		return 0;
	done = finish(c);
	aead_reset(c, AEAD_DONE);
	return done;
}

/* As EVP_Cipher(3): without input, it is the end. */
int aead_once(void *ctx, unsigned char *out, size_t *outl, size_t outsize,
	      const unsigned char *in, size_t inl)
{
	struct aead_ctx *c = ctx;

	if (!in && !is_ccm(c))
		return aead_final(ctx, out, outl, outsize);
	return aead_update(ctx, out, outl, outsize, in, inl);
}
