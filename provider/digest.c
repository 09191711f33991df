// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The functions of a digest, on hash.c. */
#include "digest.h"
#include "error.h"
#include "param.h"

/**
 * struct digest - a digest's context
 * @hash: the message
 * @index: the digest
 */
struct digest {
	struct hash hash;
	enum hash_digest index;
};

static enum hash_digest index_of(const struct hash *hash)
{
	return ((const struct digest *)hash)->index;
}

static int digest_describe(const struct hash *hash, struct session_op *op)
{
	op->mac = digest_algs[index_of(hash)].number;
	return 0;
}

static bool soft_failed(const struct hash *hash)
{
	ERROR(hash->prov, ERROR_DEFAULT_PROVIDER, "%s",
	      digest_algs[index_of(hash)].name);
	return false;
}

static bool digest_soft_start(struct hash *hash)
{
	EVP_MD *md = hash_soft_md(hash->prov, index_of(hash));

	if (!md)
		return false;
	if (!hash->soft)
		hash->soft = lib.EVP_MD_CTX_new();
	if (hash->soft && lib.EVP_DigestInit_ex2(hash->soft, md, NULL))
		return true;
	return soft_failed(hash);
}

static bool digest_soft_update(struct hash *hash, const void *data, size_t len)
{
	return lib.EVP_DigestUpdate(hash->soft, data, len) || soft_failed(hash);
}

static bool digest_soft_final(struct hash *hash, unsigned char *out, size_t *outl,
			      size_t size)
{
	if (!lib.EVP_DigestFinal_ex(hash->soft, out, NULL))
		return soft_failed(hash);
	*outl = size;
	return true;
}

static void *digest_soft_dup(const struct hash *hash)
{
	EVP_MD_CTX *copy = lib.EVP_MD_CTX_new();

	if (copy && lib.EVP_MD_CTX_copy_ex(copy, hash->soft))
		return copy;
	lib.EVP_MD_CTX_free(copy);
	soft_failed(hash);
	return NULL;
}

static void digest_soft_free(void *soft)
{
	lib.EVP_MD_CTX_free(soft);
}

static const struct hash_kind digest_kind = {
	.describe = digest_describe,
	.soft_start = digest_soft_start,
	.soft_update = digest_soft_update,
	.soft_final = digest_soft_final,
	.soft_dup = digest_soft_dup,
	.soft_free = digest_soft_free,
};

void *digest_new(struct provider *prov, enum hash_digest index)
{
	struct digest *digest = alloc_zero(sizeof(*digest));

	if (!digest) {
		ERROR(prov, ERROR_MEMORY, "a digest");
		return NULL;
	}
	digest->hash.prov = prov;
	digest->hash.kind = &digest_kind;
	digest->hash.spares = &prov->hashes.spares[index];
	digest->index = index;
	return digest;
}

void digest_free(void *ctx)
{
	struct digest *digest = ctx;

	if (!digest)
		return;
	hash_free(&digest->hash);
	alloc_free(digest);
}

void *digest_dup(void *ctx)
{
	struct digest *from = ctx;
	struct digest *to = digest_new(from->hash.prov, from->index);

	if (to && !hash_dup(&to->hash, &from->hash)) {
		digest_free(to);
		return NULL;
	}
	return to;
}

int digest_init(void *ctx, const OSSL_PARAM params[])
{
	struct digest *digest = ctx;

	(void)params;
	hash_begin(&digest->hash);
	return 1;
}

int digest_update(void *ctx, const unsigned char *in, size_t inl)
{
	struct digest *digest = ctx;

	return hash_update(&digest->hash, in, inl);
}

int digest_final(void *ctx, unsigned char *out, size_t *outl, size_t outsz)
{
	struct digest *digest = ctx;
	size_t size = digest_algs[digest->index].size;

	if (outsz < size) {
		ERROR(digest->hash.prov, ERROR_NO_ROOM, "%zu bytes for %zu",
		      outsz, size);
		return 0;
	}
	return hash_final(&digest->hash, out, outl, size);
}

int digest_oneshot(struct provider *prov, enum hash_digest index,
		   const unsigned char *in, size_t inl, unsigned char *out,
		   size_t *outl, size_t outsz)
{
	void *ctx = digest_new(prov, index);
	int done = ctx && digest_init(ctx, NULL) && digest_update(ctx, in, inl) &&
		   digest_final(ctx, out, outl, outsz);

	digest_free(ctx);
	return done;
}

int digest_get_params(enum hash_digest index, OSSL_PARAM params[])
{
	const struct digest_alg *alg = &digest_algs[index];

	return param_put_size(params, OSSL_DIGEST_PARAM_BLOCK_SIZE, alg->block) &&
	       param_put_size(params, OSSL_DIGEST_PARAM_SIZE, alg->size) &&
	       param_put_int(params, OSSL_DIGEST_PARAM_XOF, false) &&
	       param_put_int(params, OSSL_DIGEST_PARAM_ALGID_ABSENT,
			     alg->algid_absent);
}

const OSSL_PARAM *digest_gettable_params(void *provctx)
{
	static const OSSL_PARAM params[] = {
		PARAM_SIZE(OSSL_DIGEST_PARAM_BLOCK_SIZE),
		PARAM_SIZE(OSSL_DIGEST_PARAM_SIZE),
		PARAM_INT(OSSL_DIGEST_PARAM_XOF),
		PARAM_INT(OSSL_DIGEST_PARAM_ALGID_ABSENT),
		PARAM_END
	};

	(void)provctx;
	return params;
}
