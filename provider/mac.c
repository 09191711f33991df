// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The functions of a MAC, on hash.c. */
#include <string.h>

#include "error.h"
#include "mac.h"

void *mac_new(struct provider *prov, enum hash_mac index)
{
	const struct mac_alg *alg = &mac_algs[index];
	struct mac *mac = alloc_zero(sizeof(*mac));

	if (!mac) {
		ERROR(prov, ERROR_MEMORY, "a MAC");
		return NULL;
	}
	mac->hash.prov = prov;
	mac->hash.kind = alg->whole ? &mac_whole_kind : &mac_kind;
	mac->hash.iv = alg->takes_iv ? mac->iv : NULL;
	mac->index = index;
	if (!alg->sub_param)
		mac->variant = alg->find(prov, NULL);
	return mac;
}

void mac_free(void *ctx)
{
	struct mac *mac = ctx;

	if (!mac)
		return;
	hash_free(&mac->hash);
	alloc_clear_free(mac->key, mac->keylen);
	alloc_free(mac->sub);
	alloc_free(mac);
}

static bool copy_key(struct mac *to, const struct mac *from)
{
	if (from->sub) {
		to->sub = lib.CRYPTO_strdup(from->sub, __FILE__, __LINE__);
		if (!to->sub)
			return false;
	}
	if (from->key) {
		to->key = alloc_zero(from->keylen + 1);
		if (!to->key)
			return false;
		memcpy(to->key, from->key, from->keylen);
	}
	to->keylen = from->keylen;
	to->variant = from->variant;
	memcpy(to->iv, from->iv, sizeof(to->iv));
	to->ivlen = from->ivlen;
	to->tls_data_size = from->tls_data_size;
	to->used = from->used;
	return true;
}

void *mac_dup(void *ctx)
{
	struct mac *from = ctx;
	struct mac *to = mac_new(from->hash.prov, from->index);

	if (!to)
		return NULL;
	if (!copy_key(to, from)) {
		ERROR(from->hash.prov, ERROR_MEMORY, "a MAC's copy");
		goto fail;
	}
	if (!hash_dup(&to->hash, &from->hash))
		goto fail;
	to->soft_keyed = to->hash.soft && from->soft_keyed;
	return to;
fail:
	mac_free(to);
	return NULL;
}

/*
 * A context for a digest or cipher that only the default provider serves has its
 * errors at once.
 */
bool mac_begin(struct mac *mac)
{
	mac->used = false;
	if (!mac->variant || mac->tls_data_size)
		return hash_begin_soft(&mac->hash);
	hash_begin(&mac->hash);
	return true;
}

/* Begins another message with the same key. */
static bool mac_restart(struct mac *mac)
{
	const struct mac_alg *alg = &mac_algs[mac->index];

	if (alg->one_message && mac->used) {
		ERROR(mac->hash.prov, ERROR_NO_KEY,
		      "%s needs a new key for each message", alg->name);
		return false;
	}
	if (mac->key)
		return mac_begin(mac);
	/* OpenSSL's GMAC and POLY1305 accept the key later. */
	if (alg->size)
		return true;
	ERROR(mac->hash.prov, ERROR_NO_KEY, "%s", alg->name);
	return false;
}

int mac_init(void *ctx, const unsigned char *key, size_t keylen,
	     const OSSL_PARAM params[])
{
	struct mac *mac = ctx;

	if (!mac_set_ctx_params(mac, params))
		return 0;
	return key ? mac_set_key(mac, key, keylen) : mac_restart(mac);
}

static bool is_ready(const struct mac *mac)
{
	const struct mac_alg *alg = &mac_algs[mac->index];

	if (!mac->key) {
		ERROR(mac->hash.prov, ERROR_NO_KEY, "%s", alg->name);
		return false;
	}
	if (alg->takes_iv && !mac->ivlen) {
		ERROR(mac->hash.prov, ERROR_NO_IV,
		      "%s needs a new IV for each message", alg->name);
		return false;
	}
	return true;
}

int mac_update(void *ctx, const unsigned char *data, size_t datalen)
{
	struct mac *mac = ctx;

	if (!is_ready(mac))
		return 0;
	mac->used = true;
	return hash_update(&mac->hash, data, datalen);
}

int mac_final(void *ctx, unsigned char *out, size_t *outl, size_t outsize)
{
	struct mac *mac = ctx;
	size_t size = mac->variant ? mac->variant->size : outsize;

	if (!is_ready(mac))
		return 0;
	if (outsize < size) {
		ERROR(mac->hash.prov, ERROR_NO_ROOM, "%zu bytes for %zu", outsize,
		      size);
		return 0;
	}
	mac->used = true;
	if (!hash_final(&mac->hash, out, outl, size))
		return 0;
	mac->ivlen = 0;
	return 1;
}
