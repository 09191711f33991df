// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of random number generators.
 *
 * A generator writes to a buffer of the request, a piece at a time. The piece is
 * copied to the caller and wiped. This bounds the memory of a request; between
 * pieces the caller can be killed and others run. Relies on random_driver.c for
 * the transform.
 */
#include <crypto/rng.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "crypto/pieces.h"
#include "crypto/random.h"
#include "crypto/transforms.h"
#include "zc/map.h"
#include "zc/reject.h"

/* Flags of a request that mean something, or nothing, here. */
#define RANDOM_FLAGS	(CRYPTODEV_OP_RESET | CRYPTODEV_OP_COPY |	\
			 CRYPTODEV_OP_WORKER)

/*
 * Bytes of one call of the jitter generator. It takes a millisecond or more for
 * them, and until 6.5 it held a spin lock for the whole call.
 */
#define JITTER_CALL	32

/**
 * struct cryptodev_random - a session's generator
 * @tfm: its transform
 * @lock: serialises the calls of @tfm; some drivers do not
 * @seed_len: bytes of seed that the kernel gives to a reseed without any
 * @call_len: bytes of one call of the generator, at most a piece
 * @takes_input: the generator takes a seed and additional input
 * @mixes_input: a reseed mixes its input with entropy of the kernel; otherwise
 *		 the input would be all that it uses
 * @entropy_len: bytes of @entropy; 0 if the kernel provides the entropy
 * @entropy: test entropy, to which the transform has a pointer
 */
struct cryptodev_random {
	struct crypto_rng *tfm;
	struct mutex lock; /* serialises the calls of @tfm */
	u32 seed_len;
	u32 call_len;
	bool takes_input;
	bool mixes_input;
	u32 entropy_len;
	u8 entropy[];
};

/* A driver's errors mean something else to our callers: EFAULT, EAGAIN. */
static int driver_error(int err)
{
	if (err >= 0)
		return 0;
	if (err == -ENOMEM)
		return err;
	return cryptodev_reject(-EIO, "generator: %d", err);
}

/* Only for a DRBG, which uses it from now on in place of the kernel's. */
static void set_entropy(struct cryptodev_random *random, const u8 *entropy,
			u32 len)
{
	memcpy(random->entropy, entropy, len);
	random->entropy_len = len;
	crypto_rng_alg(random->tfm)->set_ent(random->tfm, random->entropy, len);
}

/* Without @seed the kernel provides as much as the driver wants. */
static int seed_generator(struct cryptodev_random *random, const u8 *seed,
			  u32 len)
{
	int err = crypto_rng_reset(random->tfm, len ? seed : NULL,
				   len ?: random->seed_len);

	/* The wait for the kernel's own generator was interrupted. */
	return err == -ERESTARTSYS || err == -EINTR ? -EINTR :
		driver_error(err);
}

static int seed_session(struct cryptodev_random *random,
			const struct cryptodev_session_params *params)
{
	if (params->keylen && params->keylen < random->seed_len)
		return cryptodev_reject(-EINVAL, "seed of %u bytes",
					params->keylen);
	if (params->entropylen)
		set_entropy(random, params->entropy, params->entropylen);
	return seed_generator(random, params->key, params->keylen);
}

static int rng_init(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params)
{
	const struct cryptodev_alg *alg = ses->cipher_alg;
	u32 room = params->entropylen ? CRYPTODEV_RNG_ENTROPY_MAX : 0;
	struct cryptodev_random *random;
	struct crypto_rng *tfm;

	random = kzalloc(struct_size(random, entropy, room),
			 GFP_KERNEL_ACCOUNT);
	if (!random)
		return -ENOMEM;
	ses->random = random;
	mutex_init(&random->lock);
	tfm = cryptodev_random_alloc(alg, params->recipe.driver,
				     params->driver_name);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	random->tfm = tfm;
	random->seed_len = crypto_rng_seedsize(tfm);
	random->takes_input = alg->max_key;
	random->mixes_input = cryptodev_random_is_mixing(tfm);
	random->call_len = alg->max_key ? CRYPTODEV_RNG_PIECE : JITTER_CALL;
	cryptodev_session_set_tfms(ses, crypto_rng_tfm(tfm), NULL);
	cryptodev_request_layout(ses, 0, 0);
	return seed_session(random, params);
}

static void rng_free(struct cryptodev_session *ses)
{
	struct cryptodev_random *random = ses->random;

	if (!random)
		return;
	crypto_free_rng(random->tfm);
	kfree_sensitive(random);
}

static int lock_generator(struct cryptodev_random *random)
{
	return mutex_lock_killable(&random->lock) ? -EINTR : 0;
}

/**
 * struct random_input - what a request gives to the generator
 * @aad_len: bytes of additional input
 * @entropy_len: bytes of test entropy after it
 * @data: both
 */
struct random_input {
	u32 aad_len;
	u32 entropy_len;
	u8 data[];
};

/* Only a session that has test entropy takes more of it from a request. */
static u32 entropy_of_request(const struct cryptodev_request *req)
{
	return req->ses->random->entropy_len ? req->op.tag_len : 0;
}

static int check_input(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;

	if (op->aad_len > READ_ONCE(cryptodev_max_aad_bytes))
		return cryptodev_reject(-E2BIG, "additional input of %u bytes",
					op->aad_len);
	if (op->aad_len && !req->ses->random->takes_input)
		return cryptodev_reject(-EINVAL, "no additional input");
	if (entropy_of_request(req) > CRYPTODEV_RNG_ENTROPY_MAX)
		return cryptodev_reject(-EINVAL, "entropy of %u bytes",
					op->tag_len);
	return 0;
}

/* Sets @out to NULL if the request has no input. */
static int read_input(const struct cryptodev_request *req,
		      struct random_input **out)
{
	const struct cryptodev_op *op = &req->op;
	u32 entropy_len = entropy_of_request(req);
	struct random_input *input;
	int err = check_input(req);

	*out = NULL;
	if (err || !(op->aad_len + entropy_len))
		return err;
	input = kmalloc(struct_size(input, data, op->aad_len + entropy_len),
			GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!input)
		return -ENOMEM;
	*out = input;
	input->aad_len = op->aad_len;
	input->entropy_len = entropy_len;
	return zc_read_user(input->data, op->aad, op->aad_len) ?:
	       zc_read_user(input->data + op->aad_len, op->mac, entropy_len);
}

/* A request of several pieces may fail after some; so all is checked first. */
static int check_output(const struct cryptodev_op *op)
{
	if (op->len > INT_MAX)
		return cryptodev_reject(-E2BIG, "%u bytes", op->len);
	if (zc_wraps(op->dst, op->len))
		return cryptodev_reject(-EFAULT, "range wraps");
	if (op->len > CRYPTODEV_RNG_PIECE)
		return zc_check_mapped(op->dst, op->len, true);
	return zc_check_copy(op->dst, op->len);
}

static int reseed_generator(struct cryptodev_random *random,
			    struct random_input *input)
{
	int err;

	if (!input || !random->mixes_input)
		return seed_generator(random, NULL, 0);
	err = seed_generator(random, input->data, input->aad_len);
	/* As in SP 800-90A, 9.3.1: the reseed has used the input. */
	input->aad_len = 0;
	return err;
}

/* Replaces the test entropy, and reseeds, if the request wants it. */
static int prepare_generator(struct cryptodev_random *random,
			     const struct cryptodev_op *op,
			     struct random_input *input)
{
	int err = lock_generator(random);

	if (err)
		return err;
	if (input && input->entropy_len)
		set_entropy(random, input->data + input->aad_len,
			    input->entropy_len);
	if (op->flags & CRYPTODEV_OP_RESET)
		err = reseed_generator(random, input);
	mutex_unlock(&random->lock);
	return err;
}

static int generate_piece(struct cryptodev_request *req,
			  const struct random_input *input, u32 len)
{
	struct cryptodev_random *random = req->ses->random;
	u32 aad_len = input ? input->aad_len : 0;
	const u8 *aad = aad_len ? input->data : NULL;
	u8 *buf = req->map.buf;
	u32 done, call;
	int err = 0;

	for (done = 0; !err && done < len; done += call) {
		call = min(len - done, random->call_len);
		err = done ? cryptodev_between_pieces(req) : 0;
		err = err ?: lock_generator(random);
		if (err)
			break;
		err = driver_error(crypto_rng_generate(random->tfm, aad,
						       aad_len, buf + done,
						       call));
		mutex_unlock(&random->lock);
	}
	return err;
}

static int write_piece(struct cryptodev_request *req, u32 done, u32 len)
{
	return cryptodev_write_user(req->op.dst + done, req->map.buf, len) ?
		cryptodev_reject(-EFAULT, "output is not writable") : 0;
}

static int generate_all(struct cryptodev_request *req,
			const struct random_input *input)
{
	u32 done, piece, len = req->op.len;
	int err;

	err = zc_buf_reserve(&req->map, min_t(u32, len, CRYPTODEV_RNG_PIECE));
	for (done = 0; !err && done < len; done += piece) {
		piece = min_t(u32, len - done, CRYPTODEV_RNG_PIECE);
		err = done ? cryptodev_between_pieces(req) : 0;
		err = err ?: generate_piece(req, input, piece) ?:
		      write_piece(req, done, piece);
		memzero_explicit(req->map.buf, piece);
	}
	return err;
}

static int rng_run(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	struct random_input *input = NULL;
	int err;

	op->out_len = 0;
	if (op->flags & ~RANDOM_FLAGS)
		return cryptodev_reject(-EINVAL, "flags %#x", op->flags);
	err = check_output(op) ?: read_input(req, &input) ?:
	      prepare_generator(req->ses->random, op, input);
	if (!err && op->len)
		err = generate_all(req, input);
	kfree_sensitive(input);
	if (!err)
		op->out_len = op->len;
	return err;
}

const struct cryptodev_session_ops cryptodev_random_ops = {
	.init = rng_init,
	.free = rng_free,
	.random = rng_run,
};
