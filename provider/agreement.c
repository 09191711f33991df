// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Key agreement, ECDH and X25519. The device derives a secret from the private key of
 * a session. The default provider does so for other curves, and if a key derivation
 * function follows. See provider-keyexch(7).
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "ec.h"
#include "error.h"

#define SECRET_MAX	66

/**
 * struct agreement - the context of a key agreement
 * @prov: the provider
 * @key: the private key, or NULL
 * @peer: the other side's public key, or NULL
 * @soft: the same agreement in the default provider, or NULL
 * @has_kdf: a key derivation function follows
 */
struct agreement {
	struct provider *prov;
	struct pkey *key;
	struct pkey *peer;
	EVP_PKEY_CTX *soft;
	bool has_kdf;
};

static void *agreement_new(void *provctx)
{
	struct agreement *ctx = alloc_zero(sizeof(*ctx));

	if (ctx)
		ctx->prov = provctx;
	return ctx;
}

static void agreement_free(void *vctx)
{
	struct agreement *ctx = vctx;

	if (!ctx)
		return;
	lib.EVP_PKEY_CTX_free(ctx->soft);
	pkey_put(ctx->key);
	pkey_put(ctx->peer);
	alloc_free(ctx);
}

static void *agreement_dup(void *vctx)
{
	const struct agreement *from = vctx;
	struct agreement *ctx = agreement_new(from->prov);

	if (!ctx)
		return NULL;
	if (from->key)
		pkey_get(from->key);
	if (from->peer)
		pkey_get(from->peer);
	ctx->key = from->key;
	ctx->peer = from->peer;
	ctx->has_kdf = from->has_kdf;
	if (!from->soft)
		return ctx;
	ctx->soft = lib.EVP_PKEY_CTX_dup(from->soft);
	if (ctx->soft)
		return ctx;
	agreement_free(ctx);
	return NULL;
}

static bool note_kdf(struct agreement *ctx, const OSSL_PARAM params[])
{
	const OSSL_PARAM *p = NULL;
	const char *name = NULL;

	if (params)
		p = lib.OSSL_PARAM_locate_const(params,
						OSSL_EXCHANGE_PARAM_KDF_TYPE);
	if (!p)
		return true;
	if (!lib.OSSL_PARAM_get_utf8_string_ptr(p, &name))
		return false;
	ctx->has_kdf = name && *name;
	return true;
}

static int agreement_init(void *vctx, void *vkey, const OSSL_PARAM params[])
{
	struct agreement *ctx = vctx;
	struct pkey *key = vkey;

	if (!key) {
		ERROR(ctx->prov, ERROR_NO_KEY, "call init with a key");
		return 0;
	}
	lib.EVP_PKEY_CTX_free(ctx->soft);
	ctx->soft = pkey_soft_context(key);
	if (!ctx->soft)
		return 0;
	pkey_replace(&ctx->key, key);
	ctx->has_kdf = false;
	return lib.EVP_PKEY_derive_init_ex(ctx->soft, params) == 1 &&
	       note_kdf(ctx, params);
}

/* The library has checked the peer's key. */
static int agreement_set_peer(void *vctx, void *vpeer)
{
	struct agreement *ctx = vctx;
	struct pkey *peer = vpeer;

	if (!ctx->soft || !peer || !peer->soft) {
		ERROR(ctx->prov, ERROR_NO_KEY, "the peer's");
		return 0;
	}
	if (lib.EVP_PKEY_derive_set_peer_ex(ctx->soft, peer->soft, 0) != 1)
		return 0;
	pkey_replace(&ctx->peer, peer);
	return 1;
}

/* Returns the algorithm and the length of the secret, or 0. */
static __u32 find_algorithm(const struct agreement *ctx, size_t *size)
{
	const struct ec_curve *curve;

	*size = 32;
	if (ctx->has_kdf || !ctx->key || !ctx->peer)
		return 0;
	if (ctx->key->type == &x25519_type)
		return CRYPTODEV_X25519;
	curve = ec_curve_of(ctx->key);
	if (!curve || curve != ec_curve_of(ctx->peer))
		return 0;
	*size = curve->size;
	return curve->ecdh;
}

static int derive_by_device(struct agreement *ctx, unsigned char *secret,
			    size_t *len, size_t room)
{
	unsigned char peer[EC_POINT_MAX], out[SECRET_MAX];
	struct pkey_use use = { .private = true };
	struct cryptodev_req req = {
		.src = (uintptr_t)peer,
		.dst = (uintptr_t)out,
	};
	size_t size;
	int err;

	use.cipher = find_algorithm(ctx, &size);
	if (!use.cipher || room < size)
		return EOPNOTSUPP;
	req.len = ec_public_bytes(ctx->peer, peer);
	err = req.len ? pkey_process(ctx->key, &use, &req) : EINVAL;
	if (!err && req.out_len != size)
		err = EIO;
	if (!err) {
		memcpy(secret, out, size);
		*len = size;
	}
	lib.OPENSSL_cleanse(out, sizeof(out));
	return err;
}

/* The default provider computes what the device rejects, or puts the error. */
static int agreement_derive(void *vctx, unsigned char *secret, size_t *len,
			    size_t room)
{
	struct agreement *ctx = vctx;

	if (!ctx->soft) {
		ERROR(ctx->prov, ERROR_NO_KEY, "call init first");
		return 0;
	}
	if (secret && !derive_by_device(ctx, secret, len, room))
		return 1;
	*len = room;
	return lib.EVP_PKEY_derive(ctx->soft, secret, len) == 1;
}

static int agreement_set_params(void *vctx, const OSSL_PARAM params[])
{
	struct agreement *ctx = vctx;

	if (!params || !params->key)
		return 1;
	return ctx->soft && lib.EVP_PKEY_CTX_set_params(ctx->soft, params) == 1 &&
	       note_kdf(ctx, params);
}

static int agreement_get_params(void *vctx, OSSL_PARAM params[])
{
	struct agreement *ctx = vctx;

	return ctx->soft && lib.EVP_PKEY_CTX_get_params(ctx->soft, params) == 1;
}

static const OSSL_PARAM agreement_params[] = {
	OSSL_PARAM_int(OSSL_EXCHANGE_PARAM_EC_ECDH_COFACTOR_MODE, NULL),
	OSSL_PARAM_utf8_string(OSSL_EXCHANGE_PARAM_KDF_TYPE, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_EXCHANGE_PARAM_KDF_DIGEST, NULL, 0),
	OSSL_PARAM_utf8_string(OSSL_EXCHANGE_PARAM_KDF_DIGEST_PROPS, NULL, 0),
	OSSL_PARAM_size_t(OSSL_EXCHANGE_PARAM_KDF_OUTLEN, NULL),
	OSSL_PARAM_octet_string(OSSL_EXCHANGE_PARAM_KDF_UKM, NULL, 0),
	OSSL_PARAM_END
};

/* These are ECDH's. The default provider has none for X25519, and rejects them. */
static const OSSL_PARAM *agreement_params_list(void *vctx, void *provctx)
{
	(void)vctx;
	(void)provctx;
	return agreement_params;
}

#define ROW(id, function)						\
	{ OSSL_FUNC_KEYEXCH_##id, (void (*)(void))function }

const OSSL_DISPATCH agreement_functions[] = {
	ROW(NEWCTX, agreement_new),
	ROW(INIT, agreement_init),
	ROW(SET_PEER, agreement_set_peer),
	ROW(DERIVE, agreement_derive),
	ROW(FREECTX, agreement_free),
	ROW(DUPCTX, agreement_dup),
	ROW(SET_CTX_PARAMS, agreement_set_params),
	ROW(SETTABLE_CTX_PARAMS, agreement_params_list),
	ROW(GET_CTX_PARAMS, agreement_get_params),
	ROW(GETTABLE_CTX_PARAMS, agreement_params_list),
	{ 0, NULL }
};
