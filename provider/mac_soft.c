// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* A MAC's message in the device's sessions, or in the default provider. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "mac.h"
#include "param.h"

static const struct mac *mac_of(const struct hash *hash)
{
	return (const struct mac *)hash;
}

static int mac_describe(const struct hash *hash, struct session_op *op)
{
	const struct mac *mac = mac_of(hash);

	if (!mac->variant)
		return ENOENT;
	if (mac_algs[mac->index].takes_iv && mac->ivlen != MAC_DEVICE_IV)
		return ENOENT;
	op->mac = mac->variant->number;
	op->mackey = mac->key;
	op->mackeylen = mac->keylen;
	return 0;
}

static bool mac_soft_failed(const struct hash *hash)
{
	ERROR(hash->prov, ERROR_DEFAULT_PROVIDER, "%s",
	      mac_algs[mac_of(hash)->index].name);
	return false;
}

bool mac_soft_create(struct mac *mac)
{
	const struct mac_alg *alg = &mac_algs[mac->index];
	OSSL_PARAM params[] = {
		{ alg->sub_param, OSSL_PARAM_UTF8_STRING, mac->sub,
		  mac->sub ? strlen(mac->sub) : 0, 0 },
		PARAM_END
	};
	EVP_MAC *soft = hash_soft_mac(mac->hash.prov, mac->index);

	if (!soft)
		return false;
	hash_drop_soft(&mac->hash);
	mac->soft_keyed = false;
	mac->hash.soft = lib.EVP_MAC_CTX_new(soft);
	if (!mac->hash.soft)
		return mac_soft_failed(&mac->hash);
	if (!mac->sub || lib.EVP_MAC_CTX_set_params(mac->hash.soft, params))
		return true;
	hash_drop_soft(&mac->hash);
	return mac_soft_failed(&mac->hash);
}

static bool mac_soft_start(struct hash *hash)
{
	struct mac *mac = (struct mac *)hash;
	OSSL_PARAM iv = { OSSL_MAC_PARAM_IV, OSSL_PARAM_OCTET_STRING, mac->iv,
			  mac->ivlen, 0 };
	OSSL_PARAM tls = { OSSL_MAC_PARAM_TLS_DATA_SIZE,
			   OSSL_PARAM_UNSIGNED_INTEGER, &mac->tls_data_size,
			   sizeof(mac->tls_data_size), 0 };
	OSSL_PARAM params[] = { PARAM_END, PARAM_END };
	bool keyed;

	if (!hash->soft && !mac_soft_create(mac))
		return false;
	if (mac_algs[mac->index].takes_iv && mac->ivlen)
		params[0] = iv;
	else if (mac->tls_data_size)
		params[0] = tls;
	keyed = mac->soft_keyed;
	mac->soft_keyed = lib.EVP_MAC_init(hash->soft, keyed ? NULL : mac->key,
					   keyed ? 0 : mac->keylen, params);
	return mac->soft_keyed || mac_soft_failed(hash);
}

static bool mac_soft_update(struct hash *hash, const void *data, size_t len)
{
	return lib.EVP_MAC_update(hash->soft, data, len) || mac_soft_failed(hash);
}

static bool mac_soft_final(struct hash *hash, unsigned char *out, size_t *outl,
			   size_t outsize)
{
	return lib.EVP_MAC_final(hash->soft, out, outl, outsize) ||
	       mac_soft_failed(hash);
}

static void *mac_soft_dup(const struct hash *hash)
{
	EVP_MAC_CTX *copy = lib.EVP_MAC_CTX_dup(hash->soft);

	if (!copy)
		mac_soft_failed(hash);
	return copy;
}

static void mac_soft_free(void *soft)
{
	lib.EVP_MAC_CTX_free(soft);
}

#define MAC_KIND(...) {							\
	.describe = mac_describe,					\
	.soft_start = mac_soft_start,					\
	.soft_update = mac_soft_update,					\
	.soft_final = mac_soft_final,					\
	.soft_dup = mac_soft_dup,					\
	.soft_free = mac_soft_free,					\
	__VA_ARGS__ }

const struct hash_kind mac_kind = MAC_KIND();
const struct hash_kind mac_whole_kind = MAC_KIND(.whole = true);
