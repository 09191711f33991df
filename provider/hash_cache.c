// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Keeps idle sessions and the default provider's algorithms. Each slot is a pointer
 * that one thread at a time takes out, so there is no lock.
 */
#include "async.h"
#include "digest.h"
#include "error.h"
#include "hash_cache.h"
#include "mac.h"
#include "session.h"
#include "soft.h"

static struct session *take_any(struct hash_spares *spares)
{
	struct session *kept;
	size_t i;

	for (i = 0; i < HASH_SPARES; i++) {
		if (!atomic_load_explicit(&spares->session[i],
					  memory_order_relaxed))
			continue;
		kept = atomic_exchange(&spares->session[i], NULL);
		if (kept)
			return kept;
	}
	return NULL;
}

bool hash_spares_take(struct hash_spares *spares, struct session *ses)
{
	struct session *kept;

	/* An asynchronous job's session has its own descriptor. */
	if (async_in_job())
		return false;
	while ((kept = take_any(spares))) {
		/* A child process has copies of its parent's. */
		if (session_is_open(kept)) {
			*ses = *kept;
			alloc_free(kept);
			return true;
		}
		alloc_free(kept);
	}
	return false;
}

bool hash_spares_put(struct hash_spares *spares, struct session *ses)
{
	struct session *kept, *none;
	size_t i;

	if (!session_is_open(ses) || ses->own)
		return false;
	kept = alloc_zero(sizeof(*kept));
	if (!kept)
		return false;
	*kept = *ses;
	for (i = 0; i < HASH_SPARES; i++) {
		none = NULL;
		if (atomic_compare_exchange_strong(&spares->session[i], &none,
						   kept)) {
			*ses = (struct session){ 0 };
			return true;
		}
	}
	alloc_free(kept);
	return false;
}

EVP_MD *hash_soft_md(struct provider *prov, enum hash_digest digest)
{
	EVP_MD *was = atomic_load(&prov->hashes.md[digest]), *md;

	if (was)
		return was;
	md = soft_md(prov, digest_algs[digest].name);
	if (!md) {
		ERROR(prov, ERROR_DEFAULT_PROVIDER, "it has no %s",
		      digest_algs[digest].name);
		return NULL;
	}
	if (atomic_compare_exchange_strong(&prov->hashes.md[digest], &was, md))
		return md;
	lib.EVP_MD_free(md);
	return was;
}

EVP_MAC *hash_soft_mac(struct provider *prov, enum hash_mac index)
{
	EVP_MAC *was = atomic_load(&prov->hashes.mac[index]), *mac;
	OSSL_LIB_CTX *ctx;

	if (was)
		return was;
	ctx = soft_context(prov);
	if (!ctx)
		return NULL;
	mac = lib.EVP_MAC_fetch(ctx, mac_algs[index].name, NULL);
	if (!mac) {
		ERROR(prov, ERROR_DEFAULT_PROVIDER, "it has no %s",
		      mac_algs[index].name);
		return NULL;
	}
	if (atomic_compare_exchange_strong(&prov->hashes.mac[index], &was, mac))
		return mac;
	lib.EVP_MAC_free(mac);
	return was;
}

void hash_cache_free(struct provider *prov)
{
	struct hash_cache *cache = &prov->hashes;
	struct session *kept;
	size_t i;

	for (i = 0; i < DIGESTS; i++) {
		while ((kept = take_any(&cache->spares[i]))) {
			session_close(prov, kept);
			alloc_free(kept);
		}
		lib.EVP_MD_free(atomic_exchange(&cache->md[i], NULL));
	}
	for (i = 0; i < MACS; i++)
		lib.EVP_MAC_free(atomic_exchange(&cache->mac[i], NULL));
}
