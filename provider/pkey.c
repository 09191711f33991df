// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Keys: their references, and their copy in the default provider. */
#include "error.h"
#include "pkey.h"
#include "soft.h"

struct pkey *pkey_new(struct provider *prov, const struct pkey_type *type)
{
	struct pkey *key = alloc_zero(sizeof(*key));

	if (!key)
		return NULL;
	key->prov = prov;
	key->type = type;
	atomic_init(&key->references, 1);
	return key;
}

void pkey_get(struct pkey *key)
{
	atomic_fetch_add(&key->references, 1);
}

void pkey_put(struct pkey *key)
{
	if (!key || atomic_fetch_sub(&key->references, 1) != 1)
		return;
	pkey_close_sessions(key);
	lib.EVP_PKEY_free(key->soft);
	alloc_free(key);
}

void pkey_replace(struct pkey **slot, struct pkey *key)
{
	pkey_get(key);
	pkey_put(*slot);
	*slot = key;
}

void pkey_set_soft(struct pkey *key, EVP_PKEY *soft, int selection)
{
	pkey_close_sessions(key);
	lib.EVP_PKEY_free(key->soft);
	key->soft = soft;
	key->selection = selection;
	key->bits = lib.EVP_PKEY_get_bits(soft);
	key->size = lib.EVP_PKEY_get_size(soft);
}

EVP_PKEY_CTX *pkey_soft_context(const struct pkey *key)
{
	OSSL_LIB_CTX *libctx;

	if (!key->soft) {
		ERROR(key->prov, ERROR_KEY, "the key has no public part");
		return NULL;
	}
	libctx = soft_context(key->prov);
	if (!libctx)
		return NULL;
	return lib.EVP_PKEY_CTX_new_from_pkey(libctx, key->soft, NULL);
}
