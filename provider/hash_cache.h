/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Things that digests and MACs keep for as long as the provider is loaded: idle
 * sessions, and the default provider's algorithms.
 */
#ifndef PROVIDER_HASH_CACHE_H
#define PROVIDER_HASH_CACHE_H

#include <openssl/evp.h>
#include <stdatomic.h>
#include <stdbool.h>

struct provider;
struct session;

/* Indices into the table of digests, see digest.h. */
enum hash_digest {
	DIGEST_MD5,
	DIGEST_SHA1,
	DIGEST_SHA2_224,
	DIGEST_SHA2_256,
	DIGEST_SHA2_384,
	DIGEST_SHA2_512,
	DIGEST_RIPEMD_160,
	DIGEST_BLAKE2B_512,
	DIGEST_BLAKE2S_256,
	DIGESTS
};

/* Indices into the table of MACs, see mac.h. */
enum hash_mac {
	MAC_HMAC,
	MAC_CMAC,
	MAC_GMAC,
	MAC_POLY1305,
	MACS
};

/*
 * Idle sessions of one digest: the library makes a new context for each message,
 * and a session is worth keeping. More threads than that create their own.
 */
#define HASH_SPARES	8

/**
 * struct hash_spares - idle sessions of a digest
 * @session: each is a session, or NULL
 */
struct hash_spares {
	_Atomic(struct session *) session[HASH_SPARES];
};

/**
 * struct hash_cache - what a provider's digests and MACs keep
 * @spares: idle sessions of each digest
 * @md: the default provider's digests, or NULL
 * @mac: the default provider's MACs, or NULL
 */
struct hash_cache {
	struct hash_spares spares[DIGESTS];
	_Atomic(EVP_MD *) md[DIGESTS];
	_Atomic(EVP_MAC *) mac[MACS];
};

/* Moves an idle session to @ses, and returns whether there was one. */
bool hash_spares_take(struct hash_spares *spares, struct session *ses);

/*
 * Keeps a session for later and clears @ses. Returns false if there is no room, or
 * @ses is none that can be kept.
 */
bool hash_spares_put(struct hash_spares *spares, struct session *ses);

/*
 * Return the default provider's algorithm, which the provider keeps, or NULL and an
 * error.
 */
EVP_MD *hash_soft_md(struct provider *prov, enum hash_digest digest);
EVP_MAC *hash_soft_mac(struct provider *prov, enum hash_mac mac);

/* Call it before device_close() and soft_free(). */
void hash_cache_free(struct provider *prov);

#endif /* PROVIDER_HASH_CACHE_H */
