// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of public-key algorithms: the algorithm table, the creation of a
 * session, and the path of a request. The other files of this folder implement
 * the kinds of algorithms.
 *
 * Input and output are short. Both are copied through one buffer, so no page of
 * the caller is pinned while the request is in flight.
 */
#include <linux/kmod.h>
#include <linux/nospec.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat/sig.h"
#include "crypto/number.h"
#include "crypto/pubkey/pubkey.h"
#include "crypto/stats/stats.h"
#include "zc/map.h"
#include "zc/reject.h"

#define FIRST	CRYPTODEV_RSA
#define ROW(_number)	(CRYPTODEV_ ## _number - FIRST)

#define RSA(_name, _format)						\
	{ .name = (_name), .kind = CRYPTODEV_RSA_KIND, .format = (_format) }
#define ECDSA(_name)							\
	{ .name = (_name), .kind = CRYPTODEV_SIGN_KIND,			\
	  .format = CRYPTODEV_PUBKEY_DER }
#define AGREE(_name, _format, _bytes)					\
	{ .name = (_name), .kind = CRYPTODEV_AGREE_KIND,		\
	  .format = (_format), .size = (_bytes) }
/* The kernel cannot find the ECDH module by the name of a curve. */
#define ECDH(_name, _bytes)						\
	{ .name = (_name), .kind = CRYPTODEV_AGREE_KIND,		\
	  .module = "crypto-ecdh", .format = CRYPTODEV_PUBKEY_POINT,	\
	  .size = (_bytes) }
#define FFDHE(_bits)							\
	AGREE("ffdhe" #_bits "(dh%s)", CRYPTODEV_PUBKEY_SHARE, (_bits) / 8)

static const struct cryptodev_pubkey_alg algs[] = {
	[ROW(RSA)] = RSA("rsa%s", CRYPTODEV_PUBKEY_NUMBERS),
	[ROW(RSA_PKCS1)] = RSA("pkcs1pad(rsa%s)", CRYPTODEV_PUBKEY_PKCS1),
	[ROW(ECDSA_P256)] = ECDSA(CRYPTODEV_SIG_P256),
	[ROW(ECDSA_P384)] = ECDSA(CRYPTODEV_SIG_P384),
	[ROW(ECDSA_P521)] = ECDSA(CRYPTODEV_SIG_P521),
	[ROW(ECDH_P256)] = ECDH("ecdh-nist-p256%s", 32),
	[ROW(ECDH_P384)] = ECDH("ecdh-nist-p384%s", 48),
	[ROW(X25519)] = AGREE("curve25519%s", CRYPTODEV_PUBKEY_BYTES, 32),
	[ROW(FFDHE2048)] = FFDHE(2048),
	[ROW(FFDHE3072)] = FFDHE(3072),
	[ROW(FFDHE4096)] = FFDHE(4096),
	[ROW(FFDHE6144)] = FFDHE(6144),
	[ROW(FFDHE8192)] = FFDHE(8192),
};

/* RSA_PKCS1, if the session names a hash: it signs or verifies digests. */
static const struct cryptodev_pubkey_alg pkcs1_sign = {
	.name = CRYPTODEV_SIG_PKCS1, .kind = CRYPTODEV_SIGN_KIND,
	.format = CRYPTODEV_PUBKEY_NUMBERS, .hashes = true,
};

/*
 * RSA_PKCS1, if the session decrypts with a private key. The kernel's template
 * and devices that remove the padding (virtio_crypto) return the text alone.
 * Without its padding, the text cannot be checked with the public key.
 */
static const struct cryptodev_pubkey_alg pkcs1_decrypt =
	RSA("rsa%s", CRYPTODEV_PUBKEY_PKCS1);

static const struct cryptodev_pubkey_alg *find_alg(u32 number)
{
	u32 i = number - FIRST;

	if (i >= ARRAY_SIZE(algs))
		return NULL;
	i = array_index_nospec(i, ARRAY_SIZE(algs));
	return algs[i].name ? &algs[i] : NULL;
}

static int alloc_best(struct cryptodev_pubkey *pk, const char *hash,
		      enum cryptodev_choice driver)
{
	const struct cryptodev_pubkey_kind *kind = pk->alg->kind;
	const char *suffix = driver == CRYPTODEV_SOFTWARE ? "-generic" : "";
	char name[CRYPTO_MAX_ALG_NAME];
	int err;

	snprintf(name, sizeof(name), pk->alg->name, suffix, hash);
	err = kind->alloc(pk, name);
	if (err == -ENOENT && pk->alg->module &&
	    !request_module("%s", pk->alg->module))
		err = kind->alloc(pk, name);
	if (err)
		return err == -ENOMEM || err == -EINTR ? err :
			cryptodev_reject(-ENOENT, "kernel lacks %s", name);
	if (driver == CRYPTODEV_DEVICE &&
	    !cryptodev_may_answer_later(kind->tfm(pk)))
		return cryptodev_reject(-ENOENT, "no device for %s", name);
	return 0;
}

static bool has_name(const struct cryptodev_pubkey *pk,
		     const struct cryptodev_session_params *params)
{
	return !params->driver_name ||
	       cryptodev_driver_has_name(pk->alg->kind->tfm(pk),
					 params->driver_name);
}

/* Returns true if the program names the kernel's own code, and may. */
static bool alloc_named_software(struct cryptodev_pubkey *pk, const char *hash,
				 const struct cryptodev_session_params *params)
{
	if (!params->driver_name || params->recipe.driver == CRYPTODEV_DEVICE ||
	    alloc_best(pk, hash, CRYPTODEV_SOFTWARE))
		return false;
	if (has_name(pk, params))
		return true;
	pk->alg->kind->free(pk);
	pk->kpp = NULL;
	return false;
}

/*
 * Allocates the transform and sets its key. The transform of another driver than
 * the named one is freed only after it has had a key: see
 * cryptodev_pubkey_check_rsa().
 */
static int make_tfm(struct cryptodev_pubkey *pk, const char *hash,
		    const struct cryptodev_session_params *params)
{
	int err = 0;

	if (!alloc_named_software(pk, hash, params))
		err = alloc_best(pk, hash, params->recipe.driver);
	err = err ?: pk->alg->kind->set_key(pk, params);
	if (!err && !has_name(pk, params))
		return cryptodev_reject(-ENOENT, "no such driver");
	return err;
}

/* Finds the algorithm of a session, and the hash if the session names one. */
static const struct cryptodev_pubkey_alg *
alg_for(const struct cryptodev_session_params *params, const char **hash,
	u32 *digest_len)
{
	const struct cryptodev_pubkey_alg *alg = find_alg(params->recipe.cipher);
	bool private = params->recipe.flags & CRYPTODEV_SES_PRIVATE;
	const struct cryptodev_alg *row;

	if (!alg)
		return ERR_PTR(cryptodev_reject(-EINVAL, "unknown algorithm %u",
						params->recipe.cipher));
	if (private && alg->format != CRYPTODEV_PUBKEY_NUMBERS &&
	    alg->format != CRYPTODEV_PUBKEY_PKCS1)
		return ERR_PTR(cryptodev_reject(-EINVAL,
						"invalid private key"));
	if (params->recipe.mac) {
		row = cryptodev_alg_find(params->recipe.mac);
		if (!row || row->kind != CRYPTODEV_HASH ||
		    alg->format != CRYPTODEV_PUBKEY_PKCS1)
			return ERR_PTR(cryptodev_reject(-EINVAL,
							"unsupported hash %u",
							params->recipe.mac));
		*hash = row->name;
		*digest_len = row->digest_len;
		alg = &pkcs1_sign;
	} else if (private && alg->format == CRYPTODEV_PUBKEY_PKCS1) {
		alg = &pkcs1_decrypt;
	}
	return alg->kind ? alg : ERR_PTR(-ENOENT);
}

static void pubkey_free(struct cryptodev_session *ses)
{
	struct cryptodev_pubkey *pk = ses->pubkey;

	if (!pk)
		return;
	if (pk->kpp)
		pk->alg->kind->free(pk);
	kfree(pk->public);
	kfree(pk);
}

static int pubkey_init(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params)
{
	const struct cryptodev_pubkey_alg *alg;
	struct cryptodev_pubkey *pk;
	const char *hash = NULL;
	u32 digest_len = 0;
	int err;

	alg = alg_for(params, &hash, &digest_len);
	if (IS_ERR(alg))
		return PTR_ERR(alg);
	err = alg->kind->check_key(alg, params);
	if (err)
		return err;
	pk = kzalloc(sizeof(*pk), GFP_KERNEL_ACCOUNT);
	if (!pk)
		return -ENOMEM;
	ses->pubkey = pk;
	pk->alg = alg;
	pk->size = alg->size;
	pk->digest_len = digest_len;
	pk->private = params->recipe.flags & CRYPTODEV_SES_PRIVATE;
	err = make_tfm(pk, hash, params);
	if (err)
		return err;
	ses->cipher_tfm = alg->kind->tfm(pk);
	ses->asynchronous = cryptodev_may_answer_later(ses->cipher_tfm);
	cryptodev_request_layout(ses, alg->kind->reqsize(pk), 0);
	return 0;
}

/* Size of the longest output: a point, which is two coordinates and a byte. */
static u32 out_room(const struct cryptodev_request *req)
{
	return 2 * req->ses->pubkey->size + 1;
}

/*
 * The output is at the start of the buffer. The input starts on its own cache
 * line, because a driver may use DMA for either.
 */
static u32 in_offset(const struct cryptodev_request *req)
{
	return ALIGN(out_room(req), ARCH_DMA_MINALIGN);
}

/**
 * cryptodev_pubkey_in() - get the address of a request's input
 * @req: the request, mapped by cryptodev_pubkey_map()
 *
 * Does not sleep.
 *
 * Return: the address in the request's buffer; it is valid until the buffer
 * grows or the request is freed.
 */
u8 *cryptodev_pubkey_in(const struct cryptodev_request *req)
{
	return req->map.buf + in_offset(req);
}

/**
 * cryptodev_pubkey_map() - make room for a request's input and output
 * @req: the request
 * @in_len: length of the input in bytes, may be 0
 *
 * May sleep. The request owns the buffer.
 *
 * Return: 0, and @req->map.src and @req->map.dst describe the input and the
 * output; or -ENOMEM.
 */
int cryptodev_pubkey_map(struct cryptodev_request *req, u32 in_len)
{
	struct zc_map *m = &req->map;
	int err;

	/* A scatterlist entry must not be empty, even if there is no input. */
	err = zc_buf_reserve(m, in_offset(req) + max(in_len, 1u));
	if (err)
		return err;
	m->mode = ZC_COPY;
	m->data_off = 0;
	m->src = &m->split[0];
	m->dst = &m->split[1];
	sg_init_one(m->src, cryptodev_pubkey_in(req), max(in_len, 1u));
	sg_init_one(m->dst, m->buf, out_room(req));
	return 0;
}

/**
 * cryptodev_pubkey_widen() - pad a number with leading zeros
 * @data: the number, most significant byte first, in a buffer of @size bytes
 * @len: its length in bytes
 * @size: the length it is to have in bytes, @len or more
 *
 * Does not sleep.
 */
void cryptodev_pubkey_widen(u8 *data, u32 len, u32 size)
{
	memmove(data + size - len, data, len);
	memset(data, 0, size - len);
}

/**
 * cryptodev_pubkey_take() - take a number from a driver
 * @data: the number, which may lack leading zeros, in a buffer of @size bytes
 * @len: its length in bytes, according to the driver
 * @size: the length it is to have in bytes
 *
 * Does not sleep.
 *
 * Return: 0, or -EIO if the driver has not returned the whole number.
 */
int cryptodev_pubkey_take(u8 *data, u32 len, u32 size)
{
	len = min(len, size);
	if (cryptodev_number_is_cut(data, len, size))
		return cryptodev_reject(-EIO, "a result is cut to %u bytes", len);
	cryptodev_pubkey_widen(data, len, size);
	return 0;
}

static int check_flags(const struct cryptodev_request *req)
{
	const struct cryptodev_pubkey_kind *kind = req->ses->pubkey->alg->kind;
	u32 known = kind->flags | CRYPTODEV_OP_WORKER | CRYPTODEV_OP_COPY;

	return req->op.flags & ~known ?
		cryptodev_reject(-EINVAL,
				 "unsupported flags %#x", req->op.flags) : 0;
}

/* The longest result must fit. Verifying a signature has no output. */
static int check_output(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	u32 len = req->ses->pubkey->size;

	if (op->flags & CRYPTODEV_OP_VERIFY)
		return 0;
	if (op->flags & CRYPTODEV_OP_PUBLIC &&
	    req->ses->pubkey->alg->format == CRYPTODEV_PUBKEY_POINT)
		len = out_room(req);
	return cryptodev_request_check_out(req, op->dst, len);
}

/* Runs after the driver has completed the request, in the caller's context. */
static int pubkey_finish(struct cryptodev_request *req, int err)
{
	const struct cryptodev_pubkey_kind *kind = req->ses->pubkey->alg->kind;
	struct cryptodev_op *op = &req->op;

	err = kind->finish(req, err);
	if (err || !op->out_len)
		return err;
	return zc_put(op->dst, req->map.buf, op->out_len) ?
		cryptodev_reject(-EFAULT, "output is not writable") : 0;
}

static int pubkey_run(struct cryptodev_request *req)
{
	const struct cryptodev_pubkey_kind *kind = req->ses->pubkey->alg->kind;
	int err;

	/* A session's route reads the driver's result: there is none yet. */
	req->err = -EINPROGRESS;
	err = check_flags(req) ?: kind->prepare(req) ?: check_output(req);
	if (err)
		return err;
	err = cryptodev_request_wait(req, kind->start(req));
	if (err == -EIOCBQUEUED || cryptodev_request_left(req))
		return err;
	req->err = err;
	return pubkey_finish(req, err);
}

const struct cryptodev_session_ops cryptodev_pubkey_ops = {
	.init = pubkey_init,
	.free = pubkey_free,
	.pubkey = pubkey_run,
	.finish = pubkey_finish,
};
