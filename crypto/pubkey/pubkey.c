// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of public-key algorithms: which there are, how they are made, and
 * the way of a request through any of them.
 *
 * What goes in and what comes out is short and copied, in one buffer: nothing
 * of the caller's is pinned while a driver works.
 */
#include <linux/kmod.h>
#include <linux/nospec.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "crypto/pubkey/pubkey.h"
#include "crypto/stats/stats.h"
#include "zc/reject.h"
#include "compat/sig.h"
#include "zc/map.h"

#define FIRST	CRYPTODEV_RSA
#define ROW(_number)	(CRYPTODEV_ ## _number - FIRST)

#define RSA(_name, _format)						\
	{ .name = (_name), .kind = CRYPTODEV_RSA_KIND, .format = (_format) }
#define ECDSA(_name)							\
	{ .name = (_name), .kind = CRYPTODEV_SIGN_KIND,			\
	  .format = CRYPTODEV_ASYM_DER }
#define AGREE(_name, _format, _bytes)					\
	{ .name = (_name), .kind = CRYPTODEV_AGREE_KIND,		\
	  .format = (_format), .size = (_bytes) }
/* By its curves' names the kernel does not find its module. */
#define ECDH(_name, _bytes)						\
	{ .name = (_name), .kind = CRYPTODEV_AGREE_KIND,		\
	  .module = "crypto-ecdh", .format = CRYPTODEV_ASYM_POINT,	\
	  .size = (_bytes) }
#define FFDHE(_bits)							\
	AGREE("ffdhe" #_bits "(dh%s)", CRYPTODEV_ASYM_SHARE, (_bits) / 8)

static const struct cryptodev_asym_alg algs[] = {
	[ROW(RSA)] = RSA("rsa%s", CRYPTODEV_ASYM_NUMBERS),
	[ROW(RSA_PKCS1)] = RSA("pkcs1pad(rsa%s)", CRYPTODEV_ASYM_PKCS1),
	[ROW(ECDSA_P256)] = ECDSA(CRYPTODEV_SIG_P256),
	[ROW(ECDSA_P384)] = ECDSA(CRYPTODEV_SIG_P384),
	[ROW(ECDSA_P521)] = ECDSA(CRYPTODEV_SIG_P521),
	[ROW(ECDH_P256)] = ECDH("ecdh-nist-p256%s", 32),
	[ROW(ECDH_P384)] = ECDH("ecdh-nist-p384%s", 48),
	[ROW(X25519)] = AGREE("curve25519%s", CRYPTODEV_ASYM_BYTES, 32),
	[ROW(FFDHE2048)] = FFDHE(2048),
	[ROW(FFDHE3072)] = FFDHE(3072),
	[ROW(FFDHE4096)] = FFDHE(4096),
	[ROW(FFDHE6144)] = FFDHE(6144),
	[ROW(FFDHE8192)] = FFDHE(8192),
};

/* RSA_PKCS1 of a session that names a hash. */
static const struct cryptodev_asym_alg pkcs1_sign = {
	.name = CRYPTODEV_SIG_PKCS1, .kind = CRYPTODEV_SIGN_KIND,
	.format = CRYPTODEV_ASYM_NUMBERS, .hashes = true,
};

/*
 * RSA_PKCS1 of a private key that decrypts. Neither the kernel's template nor a
 * device with padding of its own (virtio_crypto) will do: a text without its
 * padding cannot be checked with the public key.
 */
static const struct cryptodev_asym_alg pkcs1_decrypt =
	RSA("rsa%s", CRYPTODEV_ASYM_PKCS1);

static const struct cryptodev_asym_alg *find(u32 number)
{
	u32 i = number - FIRST;

	if (i >= ARRAY_SIZE(algs))
		return NULL;
	i = array_index_nospec(i, ARRAY_SIZE(algs));
	return algs[i].name ? &algs[i] : NULL;
}

/* A driver's name says if it is the kernel's own code: no flag does. */
static bool is_software(const struct crypto_tfm *tfm)
{
	const char *name = tfm->__crt_alg->cra_driver_name;

	return strstr(name, "-generic") || strstr(name, "-x86") ||
	       strstr(name, "-neon") || strstr(name, "-ppc64le");
}

static int alloc(struct cryptodev_asym *asym, const char *hash,
		 enum cryptodev_choice driver)
{
	const struct cryptodev_asym_kind *kind = asym->alg->kind;
	const char *own = driver == CRYPTODEV_SOFTWARE ? "-generic" : "";
	char name[CRYPTO_MAX_ALG_NAME];
	int err;

	snprintf(name, sizeof(name), asym->alg->name, own, hash);
	err = kind->alloc(asym, name);
	if (err == -ENOENT && asym->alg->module &&
	    !request_module("%s", asym->alg->module))
		err = kind->alloc(asym, name);
	if (err)
		return err == -ENOMEM || err == -EINTR ? err :
			cryptodev_reject(-ENOENT, "no %s", name);
	if (driver == CRYPTODEV_DEVICE && is_software(kind->tfm(asym)))
		return cryptodev_reject(-ENOENT, "no device for %s", name);
	return 0;
}

/* What the session is of; the hash's name, if it is of one. */
static const struct cryptodev_asym_alg *
alg_for(const struct cryptodev_asym_params *params, const char **hash,
	u32 *digest_len)
{
	const struct cryptodev_asym_alg *alg = find(params->number);
	const struct cryptodev_alg *row;

	if (!alg)
		return ERR_PTR(cryptodev_reject(-EINVAL, "no algorithm %u",
						params->number));
	if (params->private && alg->format != CRYPTODEV_ASYM_NUMBERS &&
	    alg->format != CRYPTODEV_ASYM_PKCS1)
		return ERR_PTR(cryptodev_reject(-EINVAL, "private key"));
	if (params->hash) {
		row = cryptodev_alg_find(params->hash);
		if (!row || row->kind != CRYPTODEV_HASH ||
		    alg->format != CRYPTODEV_ASYM_PKCS1)
			return ERR_PTR(cryptodev_reject(-EINVAL, "hash %u",
							params->hash));
		*hash = row->name;
		*digest_len = row->digest_len;
		alg = &pkcs1_sign;
	} else if (params->private && alg->format == CRYPTODEV_ASYM_PKCS1) {
		alg = &pkcs1_decrypt;
	}
	return alg->kind ? alg : ERR_PTR(-ENOENT);
}

/**
 * cryptodev_asym_free() - free what a session of such an algorithm has
 * @asym: of a session that goes, or NULL
 *
 * Wipes the key. May sleep.
 */
void cryptodev_asym_free(struct cryptodev_asym *asym)
{
	if (!asym)
		return;
	if (asym->kpp)
		asym->alg->kind->free(asym);
	kfree(asym->public);
	kfree(asym);
}

/* On failure what there is of it is the session's to free. */
static int make(struct cryptodev_session *ses,
		const struct cryptodev_asym_params *params)
{
	const struct cryptodev_asym_alg *alg;
	struct cryptodev_asym *asym;
	const char *hash = NULL;
	u32 digest_len = 0;
	int err;

	alg = alg_for(params, &hash, &digest_len);
	if (IS_ERR(alg))
		return PTR_ERR(alg);
	err = alg->kind->check_key(alg, params);
	if (err)
		return err;
	asym = kzalloc(sizeof(*asym), GFP_KERNEL_ACCOUNT);
	if (!asym)
		return -ENOMEM;
	ses->asym = asym;
	asym->alg = alg;
	asym->size = alg->size;
	asym->digest_len = digest_len;
	asym->private = params->private;
	err = alloc(asym, hash, params->driver);
	return err ?: alg->kind->set_key(asym, params);
}

static int run(struct cryptodev_request *req);
static int finish(struct cryptodev_request *req, int err);

static const struct cryptodev_session_ops asym_ops = {
	.asym = run,
	.finish = finish,
};

/**
 * cryptodev_asym_create() - make a session
 * @params: what it is to be made of; not kept
 *
 * May sleep and load modules.
 *
 * Return: a session with one reference, or an error: -EINVAL for a number that
 * is not in the table, for a wrong combination or something that is no key,
 * -ENOENT for an algorithm that this kernel lacks or has no such driver of,
 * -ENOMEM, -EINTR.
 */
struct cryptodev_session *
cryptodev_asym_create(const struct cryptodev_asym_params *params)
{
	struct cryptodev_session *ses = cryptodev_session_alloc();
	const struct cryptodev_asym_kind *kind;
	int err;

	if (!ses)
		return ERR_PTR(-ENOMEM);
	err = cryptodev_session_charge(ses) ?: make(ses, params) ?:
	      cryptodev_usage_add(params->usage, ses);
	if (err) {
		cryptodev_session_free(ses);
		return ERR_PTR(err);
	}
	kind = ses->asym->alg->kind;
	ses->ops = &asym_ops;
	ses->ordered = params->flags & CRYPTODEV_SES_ORDERED;
	ses->asynchronous = !is_software(kind->tfm(ses->asym));
	cryptodev_request_layout(ses, kind->reqsize(ses->asym), 0);
	cryptodev_trace_session(ses);
	return ses;
}

/**
 * cryptodev_asym_tfm() - what serves a session
 * @ses: a session of such an algorithm
 */
struct crypto_tfm *cryptodev_asym_tfm(const struct cryptodev_session *ses)
{
	return ses->asym->alg->kind->tfm(ses->asym);
}

/* The longest output: a point, which is two coordinates and a byte. */
static u32 out_room(const struct cryptodev_request *req)
{
	return 2 * req->ses->asym->size + 1;
}

/* It is the beginning of a request's buffer. */
static u32 in_offset(const struct cryptodev_request *req)
{
	return ALIGN(out_room(req), ARCH_DMA_MINALIGN);
}

/**
 * cryptodev_asym_in() - where a request's input is, or is to be
 * @req: the request, after cryptodev_asym_map()
 */
u8 *cryptodev_asym_in(const struct cryptodev_request *req)
{
	return req->map.buf + in_offset(req);
}

/**
 * cryptodev_asym_map() - have room for what goes in and comes out
 * @req: the request
 * @in_len: bytes that go in
 *
 * May sleep.
 *
 * Return: 0 with scatterlists of both, @req->map.src and @req->map.dst;
 * -ENOMEM.
 */
int cryptodev_asym_map(struct cryptodev_request *req, u32 in_len)
{
	struct zc_map *m = &req->map;
	int err;

	/* What has no input does not look at it. */
	err = zc_buf_reserve(m, in_offset(req) + max(in_len, 1u));
	if (err)
		return err;
	m->mode = ZC_COPY;
	m->data_off = 0;
	m->src = &m->split[0];
	m->dst = &m->split[1];
	sg_init_one(m->src, cryptodev_asym_in(req), max(in_len, 1u));
	sg_init_one(m->dst, m->buf, out_room(req));
	return 0;
}

/**
 * cryptodev_asym_widen() - make a number as long as it is to be
 * @data: the number, the most significant byte first
 * @len: its bytes
 * @size: how many it is to have, as many or more
 */
void cryptodev_asym_widen(u8 *data, u32 len, u32 size)
{
	memmove(data + size - len, data, len);
	memset(data, 0, size - len);
}

static int check_flags(const struct cryptodev_request *req)
{
	const struct cryptodev_asym_kind *kind = req->ses->asym->alg->kind;
	u32 known = kind->flags | CRYPTODEV_OP_WORKER | CRYPTODEV_OP_COPY;

	return req->op.flags & ~known ?
		cryptodev_reject(-EINVAL, "flags %#x", req->op.flags) : 0;
}

/* A whole result has room there; a signature that is verified gives none. */
static int check_output(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	u32 len = req->ses->asym->size;

	if (op->flags & CRYPTODEV_OP_VERIFY)
		return 0;
	if (op->flags & CRYPTODEV_OP_PUBLIC &&
	    req->ses->asym->alg->format == CRYPTODEV_ASYM_POINT)
		len = out_room(req);
	return cryptodev_request_check_out(req, op->dst, len);
}

/* With the driver's answer, in the context of who asked. */
static int finish(struct cryptodev_request *req, int err)
{
	const struct cryptodev_asym_kind *kind = req->ses->asym->alg->kind;
	struct cryptodev_op *op = &req->op;

	err = kind->finish(req, err);
	if (err || !op->out_len)
		return err;
	return zc_put(op->dst, req->map.buf, op->out_len) ?
		cryptodev_reject(-EFAULT, "output is not writable") : 0;
}

static int run(struct cryptodev_request *req)
{
	const struct cryptodev_asym_kind *kind = req->ses->asym->alg->kind;
	int err;

	err = check_flags(req) ?: kind->prepare(req) ?: check_output(req);
	if (err)
		return err;
	err = cryptodev_request_wait(req, kind->start(req));
	if (err == -EIOCBQUEUED || cryptodev_request_left(req))
		return err;
	return finish(req, err);
}
