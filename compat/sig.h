/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between kernel versions of signatures, and nothing else. They
 * were akcipher's, and a driver could answer later; since 6.13 they have a type
 * of their own, which waits.
 */
#ifndef CRYPTODEV_COMPAT_SIG_H
#define CRYPTODEV_COMPAT_SIG_H

#include <linux/scatterlist.h>
#include <linux/version.h>

/**
 * struct cryptodev_sig_ask - one signature that is made or verified
 * @in: the digest; to verify, the signature and then the digest
 * @out: where the signature goes, as long as cryptodev_sig_maxsize() says; to
 *	 verify, NULL
 * @sig_len: bytes of the signature
 * @digest_len: bytes of the digest
 */
struct cryptodev_sig_ask {
	struct scatterlist *in;
	struct scatterlist *out;
	u32 sig_len;
	u32 digest_len;
};

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#include <crypto/akcipher.h>

/* A driver may complete later. */
#define CRYPTODEV_SIG_WAITS	false

/* Names, with what a driver's own name has besides, and a hash. */
#define CRYPTODEV_SIG_PKCS1	"pkcs1pad(rsa%s,%s)"
#define CRYPTODEV_SIG_P256	"ecdsa-nist-p256%s"
#define CRYPTODEV_SIG_P384	"ecdsa-nist-p384%s"
#define CRYPTODEV_SIG_P521	"ecdsa-nist-p521%s"

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

static inline int cryptodev_sig_run(cryptodev_sig_t *sig,
				    const struct cryptodev_sig_ask *ask,
				    void *request, crypto_completion_t done,
				    void *data)
{
	struct akcipher_request *areq = request;

	akcipher_request_set_tfm(areq, sig);
	akcipher_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				      CRYPTO_TFM_REQ_MAY_BACKLOG, done, data);
	if (ask->out) {
		akcipher_request_set_crypt(areq, ask->in, ask->out,
					   ask->digest_len, ask->sig_len);
		return crypto_akcipher_sign(areq);
	}
	akcipher_request_set_crypt(areq, ask->in, NULL, ask->sig_len,
				   ask->digest_len);
	return crypto_akcipher_verify(areq);
}
#else
#include <crypto/sig.h>

/* A device is waited for when a signature is made. */
#define CRYPTODEV_SIG_WAITS	true

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
				    const struct cryptodev_sig_ask *ask,
				    void *request, crypto_completion_t done,
				    void *data)
{
	const u8 *in = sg_virt(ask->in);
	int len;

	if (!ask->out)
		return crypto_sig_verify(sig, in, ask->sig_len,
					 in + ask->sig_len, ask->digest_len);
	/* Since 6.15 it returns how long the signature is. */
	len = crypto_sig_sign(sig, in, ask->digest_len, sg_virt(ask->out),
			      ask->sig_len);
	return min(len, 0);
}
#endif

#endif /* CRYPTODEV_COMPAT_SIG_H */
