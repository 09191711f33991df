// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * A random number generator, as provider-rand(7) describes it: the kernel's
 * generator of the highest priority. A program chooses it in openssl.cnf, as
 * "random" or as the "seed" of OpenSSL's own generators.
 *
 * A hardware generator may take a seed in place of entropy. So nothing that a
 * program gives is a seed here: there is no personalization string, and a reseed
 * has entropy of the kernel alone.
 */
#include <openssl/evp.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "error.h"
#include "offer.h"
#include "param.h"
#include "session.h"
#include "soft.h"

/* Security strength in bits, and bytes of one request. */
#define RAND_STRENGTH	256
#define RAND_MOST	65536

/**
 * struct rand_ctx - a generator
 * @prov: the provider
 * @ses: its session; a child process makes its own
 * @state: EVP_RAND_STATE_*
 * @locking: threads share it
 * @lock: held by a thread that uses it, if @locking
 */
struct rand_ctx {
	struct provider *prov;
	struct session ses;
	int state;
	bool locking;
	pthread_mutex_t lock; /* held by the user, if @locking */
};

static void *rand_new(void *prov, void *parent,
		      const OSSL_DISPATCH *parent_calls)
{
	struct rand_ctx *ctx = alloc_zero(sizeof(*ctx));

	/* A parent has nothing to give: the kernel provides the entropy. */
	(void)parent;
	(void)parent_calls;
	if (!ctx)
		return NULL;
	ctx->prov = prov;
	ctx->state = EVP_RAND_STATE_UNINITIALISED;
	pthread_mutex_init(&ctx->lock, NULL);
	return ctx;
}

static void rand_free(void *vctx)
{
	struct rand_ctx *ctx = vctx;

	if (!ctx)
		return;
	session_close(ctx->prov, &ctx->ses);
	pthread_mutex_destroy(&ctx->lock);
	alloc_free(ctx);
}

static bool strength_is_met(const struct rand_ctx *ctx, unsigned int strength)
{
	if (strength <= RAND_STRENGTH)
		return true;
	ERROR(ctx->prov, ERROR_PARAM, "a strength of %u bits", strength);
	return false;
}

static int rand_instantiate(void *vctx, unsigned int strength, int resistance,
			    const unsigned char *text, size_t text_len,
			    const OSSL_PARAM params[])
{
	struct rand_ctx *ctx = vctx;

	(void)resistance;
	(void)text;
	(void)text_len;
	(void)params;
	if (!strength_is_met(ctx, strength))
		return 0;
	ctx->state = EVP_RAND_STATE_READY;
	return 1;
}

static int rand_uninstantiate(void *vctx)
{
	struct rand_ctx *ctx = vctx;

	session_close(ctx->prov, &ctx->ses);
	ctx->state = EVP_RAND_STATE_UNINITIALISED;
	return 1;
}

/* Returns 0 or an errno. */
static int make_request(struct rand_ctx *ctx, void *out, size_t len,
			bool reseed, const void *more, size_t more_len)
{
	struct cryptodev_create op = { .cipher = CRYPTODEV_RNG };
	struct cryptodev_req req = {
		.flags = reseed ? CRYPTODEV_REQ_RESET : 0,
		.len = len,
		.dst = (uintptr_t)out,
		.aad = (uintptr_t)more,
		.aad_len = more_len,
	};
	int err = 0;

	if (!session_is_open(&ctx->ses))
		err = session_create(ctx->prov, &ctx->ses, &op);
	return err ? err : session_process(&ctx->ses, &req, 1);
}

/* Without the device, the default provider's generator does it. */
static int make_or_fall_back(struct rand_ctx *ctx, unsigned char *out,
			     size_t len, bool reseed, const void *more,
			     size_t more_len)
{
	int err = make_request(ctx, out, len, reseed, more, more_len);
	OSSL_LIB_CTX *soft;

	if (!err)
		return 1;
	if (!session_is_open(&ctx->ses) || session_rejected(err)) {
		soft = soft_context(ctx->prov);
		return soft && lib.RAND_priv_bytes_ex(soft, out, len,
						      RAND_STRENGTH) == 1;
	}
	ctx->state = EVP_RAND_STATE_ERROR;
	ERROR_ERRNO(ctx->prov, ERROR_REQUEST, err);
	return 0;
}

static bool is_ready(const struct rand_ctx *ctx)
{
	if (ctx->state == EVP_RAND_STATE_READY)
		return true;
	ERROR(ctx->prov, ERROR_ORDER, "a generator that is not instantiated");
	return false;
}

static int rand_generate(void *vctx, unsigned char *out, size_t len,
			 unsigned int strength, int resistance,
			 const unsigned char *more, size_t more_len)
{
	struct rand_ctx *ctx = vctx;
	size_t part;

	if (!is_ready(ctx) || !strength_is_met(ctx, strength))
		return 0;
	for (; len; len -= part, out += part) {
		part = len < RAND_MOST ? len : RAND_MOST;
		if (!make_or_fall_back(ctx, out, part, resistance, more,
				       more_len))
			return 0;
	}
	return 1;
}

static int rand_reseed(void *vctx, int resistance, const unsigned char *seed,
		       size_t seed_len, const unsigned char *more,
		       size_t more_len)
{
	struct rand_ctx *ctx = vctx;

	(void)resistance;
	(void)seed;
	(void)seed_len;
	return is_ready(ctx) &&
	       make_or_fall_back(ctx, NULL, 0, true, more, more_len);
}

/* A generator whose parent is this one gets its entropy here. */
static size_t rand_get_seed(void *vctx, unsigned char **out, int entropy,
			    size_t min_len, size_t max_len, int resistance,
			    const unsigned char *more, size_t more_len)
{
	size_t len = entropy > 0 ? ((size_t)entropy + 7) / 8 : 0;
	struct rand_ctx *ctx = vctx;
	unsigned char *seed;

	if (len < min_len)
		len = min_len;
	if (!len || len > max_len) {
		ERROR(ctx->prov, ERROR_LENGTH, "a seed of %zu bytes", len);
		return 0;
	}
	seed = alloc_zero(len);
	if (!seed)
		return 0;
	if (rand_generate(ctx, seed, len, 0, resistance, more, more_len)) {
		*out = seed;
		return len;
	}
	alloc_clear_free(seed, len);
	return 0;
}

static void rand_clear_seed(void *vctx, unsigned char *seed, size_t len)
{
	(void)vctx;
	alloc_clear_free(seed, len);
}

static int rand_enable_locking(void *vctx)
{
	struct rand_ctx *ctx = vctx;

	ctx->locking = true;
	return 1;
}

static int rand_lock(void *vctx)
{
	struct rand_ctx *ctx = vctx;

	return !ctx || !ctx->locking || !pthread_mutex_lock(&ctx->lock);
}

static void rand_unlock(void *vctx)
{
	struct rand_ctx *ctx = vctx;

	if (ctx && ctx->locking)
		pthread_mutex_unlock(&ctx->lock);
}

static const OSSL_PARAM *rand_gettable(void *vctx, void *prov)
{
	static const OSSL_PARAM gettable[] = {
		PARAM_INT(OSSL_RAND_PARAM_STATE),
		PARAM_UINT(OSSL_RAND_PARAM_STRENGTH),
		PARAM_SIZE(OSSL_RAND_PARAM_MAX_REQUEST),
		PARAM_END
	};

	(void)vctx;
	(void)prov;
	return gettable;
}

static int rand_get_params(void *vctx, OSSL_PARAM params[])
{
	const struct rand_ctx *ctx = vctx;

	return param_put_int(params, OSSL_RAND_PARAM_STATE, ctx->state) &&
	       param_put_uint(params, OSSL_RAND_PARAM_STRENGTH,
			      RAND_STRENGTH) &&
	       param_put_size(params, OSSL_RAND_PARAM_MAX_REQUEST, RAND_MOST);
}

/* The context has no state of the generator: the kernel wipes it. */
static int rand_verify_zeroization(void *vctx)
{
	(void)vctx;
	return 1;
}

static const OSSL_DISPATCH rand_functions[] = {
	{ OSSL_FUNC_RAND_NEWCTX, (void (*)(void))rand_new },
	{ OSSL_FUNC_RAND_FREECTX, (void (*)(void))rand_free },
	{ OSSL_FUNC_RAND_INSTANTIATE, (void (*)(void))rand_instantiate },
	{ OSSL_FUNC_RAND_UNINSTANTIATE, (void (*)(void))rand_uninstantiate },
	{ OSSL_FUNC_RAND_GENERATE, (void (*)(void))rand_generate },
	{ OSSL_FUNC_RAND_RESEED, (void (*)(void))rand_reseed },
	{ OSSL_FUNC_RAND_GET_SEED, (void (*)(void))rand_get_seed },
	{ OSSL_FUNC_RAND_CLEAR_SEED, (void (*)(void))rand_clear_seed },
	{ OSSL_FUNC_RAND_ENABLE_LOCKING, (void (*)(void))rand_enable_locking },
	{ OSSL_FUNC_RAND_LOCK, (void (*)(void))rand_lock },
	{ OSSL_FUNC_RAND_UNLOCK, (void (*)(void))rand_unlock },
	{ OSSL_FUNC_RAND_GETTABLE_CTX_PARAMS, (void (*)(void))rand_gettable },
	{ OSSL_FUNC_RAND_GET_CTX_PARAMS, (void (*)(void))rand_get_params },
	{ OSSL_FUNC_RAND_VERIFY_ZEROIZATION,
	  (void (*)(void))rand_verify_zeroization },
	{ 0, NULL }
};

static const struct offer offers[] = {
	{ .names = "DEVCRYPTO-RNG",
	  .description = "random numbers by /dev/crypto",
	  .functions = rand_functions,
	  .cipher = CRYPTODEV_RNG },
};

const struct offer_list rand_offers = {
	.operation = OSSL_OP_RAND,
	.offers = offers,
	.nr = ARRAY_SIZE(offers),
};
