// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The key of a MAC. The context keeps it: a session may have to be created again, in
 * a child process, and the default provider may have to take over.
 */
#include <string.h>

#include "digest.h"
#include "error.h"
#include "mac.h"

static void drop_users(struct mac *mac)
{
	hash_drop_session(&mac->hash);
	hash_drop_soft(&mac->hash);
	mac->soft_keyed = false;
}

void mac_drop_key(struct mac *mac)
{
	drop_users(mac);
	alloc_clear_free(mac->key, mac->keylen);
	mac->key = NULL;
	mac->keylen = 0;
}

static bool check_length(const struct mac *mac, size_t len)
{
	const struct mac_alg *alg = &mac_algs[mac->index];
	const struct mac_variant *variant = mac->variant;

	if (alg->sub_param && !mac->sub) {
		ERROR(mac->hash.prov, ERROR_DIGEST, "%s has no %s", alg->name,
		      alg->sub_param);
		return false;
	}
	if (variant && variant->keylen && len != variant->keylen) {
		ERROR(mac->hash.prov, ERROR_KEY_LENGTH, "%zu bytes for %zu", len,
		      variant->keylen);
		return false;
	}
	return true;
}

static bool is_same_key(const struct mac *mac, const unsigned char *key, size_t len)
{
	return mac->key && mac->keylen == len &&
	       !lib.CRYPTO_memcmp(mac->key, key, len);
}

/* RFC 2104: a key that is longer than a block is replaced by its digest. */
static bool hash_key(const struct mac *mac, const unsigned char *key, size_t len,
		     unsigned char *out)
{
	EVP_MD *md = hash_soft_md(mac->hash.prov, mac->variant->digest);
	EVP_MD_CTX *ctx = md ? lib.EVP_MD_CTX_new() : NULL;
	bool done = ctx && lib.EVP_DigestInit_ex2(ctx, md, NULL) &&
		    lib.EVP_DigestUpdate(ctx, key, len) &&
		    lib.EVP_DigestFinal_ex(ctx, out, NULL);

	lib.EVP_MD_CTX_free(ctx);
	if (!done)
		ERROR(mac->hash.prov, ERROR_DEFAULT_PROVIDER, "a long key");
	return done;
}

static bool store_key(struct mac *mac, const unsigned char *key, size_t len)
{
	/* An empty key is a key, too. */
	mac->key = alloc_zero(len + 1);
	if (!mac->key) {
		ERROR(mac->hash.prov, ERROR_MEMORY, "a key");
		return false;
	}
	memcpy(mac->key, key, len);
	mac->keylen = len;
	return true;
}

/* A program may set the same key for each message: then the session remains. */
static bool replace_key(struct mac *mac, const unsigned char *key, size_t len)
{
	if (is_same_key(mac, key, len)) {
		hash_drop_soft(&mac->hash);
		mac->soft_keyed = false;
		return true;
	}
	mac_drop_key(mac);
	return store_key(mac, key, len);
}

bool mac_set_key(struct mac *mac, const unsigned char *key, size_t keylen)
{
	unsigned char hashed[HASH_MAX_LEN];
	bool done;

	if (!check_length(mac, keylen)) {
		mac_drop_key(mac);
		return false;
	}
	if (mac->variant && keylen > CRYPTO_HMAC_MAX_KEY_LEN) {
		done = hash_key(mac, key, keylen, hashed) &&
		       replace_key(mac, hashed, mac->variant->size);
		lib.OPENSSL_cleanse(hashed, sizeof(hashed));
	} else {
		done = replace_key(mac, key, keylen);
	}
	if (done && mac_begin(mac))
		return true;
	mac_drop_key(mac);
	return false;
}
