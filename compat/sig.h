/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Signature transforms on all kernel versions, and nothing else. Before 6.13
 * they are akcipher transforms, and a driver may complete a request later.
 * Since 6.13 they have a type of their own, whose calls block until the device
 * is done.
 */
#ifndef CRYPTODEV_COMPAT_SIG_H
#define CRYPTODEV_COMPAT_SIG_H

#include <linux/scatterlist.h>
#include <linux/version.h>

/**
 * struct cryptodev_sig_ask - parameters of a request that signs or verifies
 * @in: the digest; to verify, the signature and then the digest
 * @out: room for the signature, of cryptodev_sig_maxsize() bytes; NULL to
 *	verify
 * @sig_len: length of the signature in bytes
 * @digest_len: length of the digest in bytes
 */
struct cryptodev_sig_ask {
	struct scatterlist *in;
	struct scatterlist *out;
	u32 sig_len;
	u32 digest_len;
};

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#include <crypto/akcipher.h>

/* A driver may complete a request later. */
#define CRYPTODEV_SIG_WAITS	false

/* The type of the transforms, of CRYPTO_ALG_TYPE_*. */
#define CRYPTODEV_SIG_TYPE	CRYPTO_ALG_TYPE_AKCIPHER

/*
 * Names of the algorithms. The first %s is the suffix of the kernel's own
 * driver, the second one is the name of a hash.
 */
#define CRYPTODEV_SIG_PKCS1	"pkcs1pad(rsa%s,%s)"
#define CRYPTODEV_SIG_P256	"ecdsa-nist-p256%s"
#define CRYPTODEV_SIG_P384	"ecdsa-nist-p384%s"
#define CRYPTODEV_SIG_P521	"ecdsa-nist-p521%s"

/*
 * The wrappers below behave as the akcipher or sig functions that they call.
 * The wrappers that allocate a transform or set its key may sleep.
 */
typedef struct crypto_akcipher cryptodev_sig_t;

static inline cryptodev_sig_t *cryptodev_sig_alloc(const char *name)
{
	return crypto_alloc_akcipher(name, 0, 0);
}

static inline void cryptodev_sig_free(cryptodev_sig_t *sig)
{
	crypto_free_akcipher(sig);
}

static inline struct crypto_tfm *cryptodev_sig_tfm(cryptodev_sig_t *sig)
{
	return crypto_akcipher_tfm(sig);
}

static inline u32 cryptodev_sig_maxsize(cryptodev_sig_t *sig)
{
	return crypto_akcipher_maxsize(sig);
}

static inline u32 cryptodev_sig_reqsize(cryptodev_sig_t *sig)
{
	return sizeof(struct akcipher_request) + crypto_akcipher_reqsize(sig);
}

static inline int cryptodev_sig_set_private(cryptodev_sig_t *sig,
					    const void *key, u32 len)
{
	return crypto_akcipher_set_priv_key(sig, key, len);
}

static inline int cryptodev_sig_set_public(cryptodev_sig_t *sig,
					   const void *key, u32 len)
{
	return crypto_akcipher_set_pub_key(sig, key, len);
}

/**
 * cryptodev_sig_run() - submit a request that signs or verifies
 * @sig: the transform, with its key
 * @sig_op: parameters of the request
 * @request: kernel memory of cryptodev_sig_reqsize() bytes
 * @done: completion callback, if the driver completes the request later
 * @data: argument of @done
 *
 * The caller owns all memory and keeps it until the request is complete. May
 * sleep.
 *
 * Return: 0; -EINPROGRESS or -EBUSY if the driver will call @done; or another
 * negative errno.
 */
static inline int cryptodev_sig_run(cryptodev_sig_t *sig,
				    const struct cryptodev_sig_ask *sig_op,
				    void *request, crypto_completion_t done,
				    void *data)
{
	struct akcipher_request *areq = request;

	akcipher_request_set_tfm(areq, sig);
	akcipher_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG, done, data);
	if (sig_op->out) {
		akcipher_request_set_crypt(areq, sig_op->in, sig_op->out,
					   sig_op->digest_len, sig_op->sig_len);
		return crypto_akcipher_sign(areq);
	}
	akcipher_request_set_crypt(areq, sig_op->in, NULL, sig_op->sig_len,
				   sig_op->digest_len);
	return crypto_akcipher_verify(areq);
}
#else
#include <crypto/sig.h>

/* A call blocks until the device has made the signature. */
#define CRYPTODEV_SIG_WAITS	true
#define CRYPTODEV_SIG_TYPE	CRYPTO_ALG_TYPE_SIG

#define CRYPTODEV_SIG_PKCS1	"pkcs1(rsa%s,%s)"
#define CRYPTODEV_SIG_P256	"x962(ecdsa-nist-p256%s)"
#define CRYPTODEV_SIG_P384	"x962(ecdsa-nist-p384%s)"
#define CRYPTODEV_SIG_P521	"x962(ecdsa-nist-p521%s)"

typedef struct crypto_sig cryptodev_sig_t;

static inline cryptodev_sig_t *cryptodev_sig_alloc(const char *name)
{
	return crypto_alloc_sig(name, 0, 0);
}

static inline void cryptodev_sig_free(cryptodev_sig_t *sig)
{
	crypto_free_sig(sig);
}

static inline struct crypto_tfm *cryptodev_sig_tfm(cryptodev_sig_t *sig)
{
	return crypto_sig_tfm(sig);
}

static inline u32 cryptodev_sig_maxsize(cryptodev_sig_t *sig)
{
	return crypto_sig_maxsize(sig);
}

static inline u32 cryptodev_sig_reqsize(cryptodev_sig_t *sig)
{
	return 0;
}

static inline int cryptodev_sig_set_private(cryptodev_sig_t *sig,
					    const void *key, u32 len)
{
	return crypto_sig_set_privkey(sig, key, len);
}

static inline int cryptodev_sig_set_public(cryptodev_sig_t *sig,
					   const void *key, u32 len)
{
	return crypto_sig_set_pubkey(sig, key, len);
}

static inline int cryptodev_sig_run(cryptodev_sig_t *sig,
				    const struct cryptodev_sig_ask *sig_op,
				    void *request, crypto_completion_t done,
				    void *data)
{
	const u8 *in = sg_virt(sig_op->in);
	int len;

	if (!sig_op->out)
		return crypto_sig_verify(sig, in, sig_op->sig_len,
					 in + sig_op->sig_len,
					 sig_op->digest_len);
	/* Since 6.15 the function returns the length of the signature. */
	len = crypto_sig_sign(sig, in, sig_op->digest_len, sg_virt(sig_op->out),
			      sig_op->sig_len);
	return min(len, 0);
}
#endif

#endif /* CRYPTODEV_COMPAT_SIG_H */
