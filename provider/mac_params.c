// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The parameters of a MAC's context. */
#include <string.h>
#include <strings.h>

#include "error.h"
#include "mac.h"
#include "param.h"

static bool invalid(const struct mac *mac, const char *name)
{
	ERROR(mac->hash.prov, ERROR_PARAM, "%s of %s", name,
	      mac_algs[mac->index].name);
	return false;
}

/* Another digest or cipher needs a new key. */
static bool change_sub(struct mac *mac, const char *sub)
{
	const struct mac_alg *alg = &mac_algs[mac->index];

	mac_drop_key(mac);
	alloc_free(mac->sub);
	mac->sub = lib.CRYPTO_strdup(sub, __FILE__, __LINE__);
	if (!mac->sub) {
		ERROR(mac->hash.prov, ERROR_MEMORY, "a name");
		return false;
	}
	mac->variant = alg->find(mac->hash.prov, sub);
	if (mac->variant || mac_soft_create(mac))
		return true;
	alloc_free(mac->sub);
	mac->sub = NULL;
	return false;
}

static bool set_sub(struct mac *mac, const OSSL_PARAM params[])
{
	const char *name = mac_algs[mac->index].sub_param, *sub;
	const OSSL_PARAM *p =
		name ? lib.OSSL_PARAM_locate_const(params, name) : NULL;

	if (!p)
		return true;
	if (!lib.OSSL_PARAM_get_utf8_string_ptr(p, &sub) || !sub)
		return invalid(mac, name);
	return (mac->sub && !strcasecmp(mac->sub, sub)) || change_sub(mac, sub);
}

static bool set_key(struct mac *mac, const OSSL_PARAM params[])
{
	const OSSL_PARAM *p =
		lib.OSSL_PARAM_locate_const(params, OSSL_MAC_PARAM_KEY);

	if (!p)
		return true;
	if (p->data_type != OSSL_PARAM_OCTET_STRING || (!p->data && p->data_size))
		return invalid(mac, OSSL_MAC_PARAM_KEY);
	return mac_set_key(mac, p->data, p->data_size);
}

static bool set_iv(struct mac *mac, const OSSL_PARAM params[])
{
	const OSSL_PARAM *p =
		lib.OSSL_PARAM_locate_const(params, OSSL_MAC_PARAM_IV);

	if (!p || !mac_algs[mac->index].takes_iv)
		return true;
	if (p->data_type != OSSL_PARAM_OCTET_STRING || !p->data)
		return invalid(mac, OSSL_MAC_PARAM_IV);
	if (!p->data_size || p->data_size > sizeof(mac->iv)) {
		ERROR(mac->hash.prov, ERROR_IV_LENGTH, "%zu bytes", p->data_size);
		return false;
	}
	memcpy(mac->iv, p->data, p->data_size);
	mac->ivlen = p->data_size;
	return !mac->key || mac_begin(mac);
}

static bool set_tls_data_size(struct mac *mac, const OSSL_PARAM params[])
{
	size_t was = mac->tls_data_size;

	if (mac->index != MAC_HMAC)
		return true;
	if (!param_get_size(params, OSSL_MAC_PARAM_TLS_DATA_SIZE,
			    &mac->tls_data_size))
		return invalid(mac, OSSL_MAC_PARAM_TLS_DATA_SIZE);
	if (mac->tls_data_size == was)
		return true;
	hash_drop_soft(&mac->hash);
	mac->soft_keyed = false;
	return !mac->key || mac_begin(mac);
}

/* The digest or cipher comes first: the key depends on it. */
int mac_set_ctx_params(void *ctx, const OSSL_PARAM params[])
{
	struct mac *mac = ctx;

	return !params || (set_sub(mac, params) && set_key(mac, params) &&
			   set_iv(mac, params) && set_tls_data_size(mac, params));
}

int mac_get_ctx_params(void *ctx, OSSL_PARAM params[])
{
	const struct mac *mac = ctx;
	size_t size = mac_algs[mac->index].size, block = 0;

	if (mac->variant) {
		size = mac->variant->size;
		block = mac->variant->block;
	} else if (mac->hash.soft) {
		size = lib.EVP_MAC_CTX_get_mac_size(mac->hash.soft);
		block = lib.EVP_MAC_CTX_get_block_size(mac->hash.soft);
	}
	return param_put_size(params, OSSL_MAC_PARAM_SIZE, size) &&
	       param_put_size(params, OSSL_MAC_PARAM_BLOCK_SIZE, block);
}

/* Both MACs whose size is fixed have tags of 16 bytes. */
int mac_get_fixed_params(OSSL_PARAM params[])
{
	return param_put_size(params, OSSL_MAC_PARAM_SIZE, 16);
}

const OSSL_PARAM *mac_gettable_ctx_params(void *ctx, void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_SIZE(OSSL_MAC_PARAM_SIZE),
		PARAM_SIZE(OSSL_MAC_PARAM_BLOCK_SIZE),
		PARAM_END
	};

	(void)ctx;
	(void)provctx;
	return params;
}

const OSSL_PARAM *mac_gettable_fixed_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_SIZE(OSSL_MAC_PARAM_SIZE),
		PARAM_END
	};

	(void)provctx;
	return params;
}
