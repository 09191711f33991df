// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * PSS (RFC 8017, section 9.1): a masked block, a hash, and a byte 0xbc. The block is
 * bytes 0, a byte 1, and a salt. The hash covers eight bytes 0, the digest and the
 * salt.
 */
#include <string.h>

#include "error.h"
#include "rsa.h"
#include "soft.h"

#define PSS_END	0xbc

bool rsa_mgf1(struct provider *prov, EVP_MD *md, const unsigned char *seed,
	      size_t seed_len, unsigned char *to, size_t len)
{
	EVP_MD_CTX *ctx = lib.EVP_MD_CTX_new();
	unsigned char mask[EVP_MAX_MD_SIZE], counter[4] = {};
	unsigned int mask_len = 0, i;
	bool done = ctx;

	while (len && done) {
		done = lib.EVP_DigestInit_ex2(ctx, md, NULL) == 1 &&
		       lib.EVP_DigestUpdate(ctx, seed, seed_len) == 1 &&
		       lib.EVP_DigestUpdate(ctx, counter, sizeof(counter)) == 1 &&
		       lib.EVP_DigestFinal_ex(ctx, mask, &mask_len) == 1;
		for (i = 0; i < mask_len && len && done; i++, len--)
			*to++ ^= mask[i];
		if (!++counter[3])
			counter[2]++;
	}
	if (!done)
		ERROR(prov, ERROR_DEFAULT_PROVIDER, "MGF1");
	lib.OPENSSL_cleanse(mask, sizeof(mask));
	lib.EVP_MD_CTX_free(ctx);
	return done;
}

/* Bytes of the padding: the modulus minus one bit, rounded up. */
static size_t pss_size(const struct rsa_pss *pss)
{
	return (pss->bits + 6) / 8;
}

/* Returns the longest salt, or a negative number. */
static int pss_salt_max(const struct rsa_pss *pss)
{
	return (int)pss_size(pss) - lib.EVP_MD_get_size(pss->md) - 2;
}

int rsa_pss_salt_len(const struct rsa_pss *pss)
{
	int max = pss_salt_max(pss), len = pss->salt_len;
	int digest_len = lib.EVP_MD_get_size(pss->md);

	if (len == RSA_SALT_DIGEST)
		len = digest_len;
	else if (len == RSA_SALT_AUTO || len == RSA_SALT_MAX)
		len = max;
	else if (len == RSA_SALT_AUTO_DIGEST)
		len = max < digest_len ? max : digest_len;
	return len >= 0 && len <= max ? len : -1;
}

/* Sets to 0 the bits that the modulus does not have. */
static void pss_clear_top(const struct rsa_pss *pss, unsigned char *block)
{
	block[0] &= 0xff >> (8 * pss_size(pss) - (pss->bits - 1));
}

static bool pss_hash(struct provider *prov, const struct rsa_pss *pss,
		     const unsigned char *digest, const unsigned char *salt,
		     size_t salt_len, unsigned char *hash)
{
	static const unsigned char zeros[8];
	EVP_MD_CTX *ctx = lib.EVP_MD_CTX_new();
	bool done;

	done = ctx && lib.EVP_DigestInit_ex2(ctx, pss->md, NULL) == 1 &&
	       lib.EVP_DigestUpdate(ctx, zeros, sizeof(zeros)) == 1 &&
	       lib.EVP_DigestUpdate(ctx, digest,
				    lib.EVP_MD_get_size(pss->md)) == 1 &&
	       lib.EVP_DigestUpdate(ctx, salt, salt_len) == 1 &&
	       lib.EVP_DigestFinal_ex(ctx, hash, NULL) == 1;
	if (!done)
		ERROR(prov, ERROR_DEFAULT_PROVIDER, "PSS");
	lib.EVP_MD_CTX_free(ctx);
	return done;
}

/* The first byte is 0 and no part of the padding if the modulus has 8n + 1 bits. */
static unsigned char *pss_start(const struct rsa_pss *pss, unsigned char *padded)
{
	return padded + (pss->bits + 7) / 8 - pss_size(pss);
}

bool rsa_pss_pad(struct provider *prov, const struct rsa_pss *pss,
		 const unsigned char *digest, unsigned char *padded)
{
	int salt_len = rsa_pss_salt_len(pss);
	size_t size = pss_size(pss), hash_len = lib.EVP_MD_get_size(pss->md);
	unsigned char *block = pss_start(pss, padded), *hash, *salt;
	size_t block_len = size - hash_len - 1;

	if (salt_len < 0) {
		ERROR(prov, ERROR_KEY, "the key is too short for the salt");
		return false;
	}
	padded[0] = 0;
	memset(block, 0, size);
	hash = block + block_len;
	salt = hash - salt_len;
	if (salt_len &&
	    lib.RAND_bytes_ex(soft_context(prov), salt, salt_len, 0) != 1)
		return false;
	salt[-1] = 1;
	if (!pss_hash(prov, pss, digest, salt, salt_len, hash) ||
	    !rsa_mgf1(prov, pss->mgf1_md, hash, hash_len, block, block_len))
		return false;
	pss_clear_top(pss, block);
	block[size - 1] = PSS_END;
	return true;
}

/* Returns the length of the salt at the end of the block, or -1. */
static int pss_find_salt(const struct rsa_pss *pss, const unsigned char *block,
			 size_t block_len)
{
	size_t i = 0;
	int len;

	while (i < block_len - 1 && !block[i])
		i++;
	if (block[i] != 1)
		return -1;
	len = block_len - i - 1;
	if (pss->salt_len == RSA_SALT_AUTO || pss->salt_len == RSA_SALT_AUTO_DIGEST)
		return len;
	return len == rsa_pss_salt_len(pss) ? len : -1;
}

/* Returns whether the bits and the byte that no hash covers are right. */
static bool pss_has_frame(const struct rsa_pss *pss, const unsigned char *padded,
			  const unsigned char *block)
{
	unsigned char top = block[0];

	pss_clear_top(pss, &top);
	return (block == padded || !padded[0]) && top == block[0] &&
	       block[pss_size(pss) - 1] == PSS_END;
}

bool rsa_pss_verify(struct provider *prov, const struct rsa_pss *pss,
		    const unsigned char *digest, unsigned char *padded)
{
	unsigned char *block = pss_start(pss, padded), *hash;
	unsigned char expected[EVP_MAX_MD_SIZE];
	size_t hash_len = lib.EVP_MD_get_size(pss->md);
	size_t block_len = pss_size(pss) - hash_len - 1;
	int salt_len;

	if (pss_salt_max(pss) < 0 || !pss_has_frame(pss, padded, block))
		goto wrong;
	hash = block + block_len;
	if (!rsa_mgf1(prov, pss->mgf1_md, hash, hash_len, block, block_len))
		return false;
	pss_clear_top(pss, block);
	salt_len = pss_find_salt(pss, block, block_len);
	if (salt_len < 0)
		goto wrong;
	if (!pss_hash(prov, pss, digest, hash - salt_len, salt_len, expected))
		return false;
	if (!memcmp(expected, hash, hash_len))
		return true;
wrong:
	ERROR(prov, ERROR_SIGNATURE, "the padding of PSS is wrong");
	return false;
}
