/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The algorithms of /dev/crypto and their names.
 */
#ifndef CRYPTOCTL_ALGS_H
#define CRYPTOCTL_ALGS_H

#include <stdbool.h>
#include <stddef.h>

#include <crypto/cryptodev_native.h>

struct asym_keys;

/* Bytes of the longest key, IV, digest and tag. */
#define ALG_KEY_MAX	CRYPTODEV_PAES_MAX_KEY_LEN
#define ALG_IV_MAX	32
#define ALG_OUT_MAX	HASH_MAX_LEN

enum alg_kind {
	ALG_CIPHER,
	ALG_AEAD,
	ALG_HASH,
	ALG_MAC,
	ALG_PKE,	/* encryption with public keys */
	ALG_SIG,	/* signatures */
	ALG_KEX,	/* key agreement */
	ALG_RNG,	/* random numbers: see rngs.c */
};

/* enc and dec use its raw format, that of openssl enc; the raw format has padding. */
#define ALG_RAW		0x01
#define ALG_PADDED	0x02
/* enc and dec seal files with it, in chunks. */
#define ALG_SEALS	0x04
/* A mac with a nonce: the message must be in one piece. */
#define ALG_NONCE	0x08
/* A cipher whose message is one request: the next starts with its own IV. */
#define ALG_WHOLE	0x20
/* A transform of the module's own, which AF_ALG does not reach. */
#define ALG_OWN		0x40
/* An AEAD of IPsec: the key ends with a salt, the associated data is a header. */
#define ALG_ESP		0x10
/* XTS with a name that has the bits of one of its two keys. */
#define ALG_TWO_KEYS	0x80
/* The key is a blob that only the hardware can open: no other key is valid. */
#define ALG_OPAQUE	0x100

/**
 * struct alg - an algorithm
 * @name: its name on the command line
 * @constant: CRYPTO_@constant in <crypto/cryptodev.h>, or from number 0x100 on
 *	      CRYPTODEV_@constant in <crypto/cryptodev_native.h>
 * @number: the value of that constant
 * @hash: CRYPTO_* of the hash whose digests it signs; 0 for any hash, or none
 * @kind: its kind
 * @flags: ALG_*
 * @transform: its name in the kernel; newer kernels have other names for
 *	       signatures
 * @min_key: bytes of the shortest key; of the private key if it has two
 * @max_key: bytes of the longest key
 * @key_step: bytes from one legal length of the key to the next
 * @block: bytes of a block; a cipher's lengths are multiples of it
 * @iv_len: bytes of the IV or nonce
 * @public_len: bytes of a public key; 0 if they depend on the key
 * @out_len: bytes of the digest, mac, tag or shared secret; for signatures, of
 *	     the longest digest
 * @evp: its name in libcrypto, with %u for the key's bits, or NULL; for a
 *	 public-key algorithm the name of the hash or group
 * @asym: for a public-key algorithm: the forms of its keys
 */
struct alg {
	const char *name;
	const char *constant;
	__u32 number;
	__u32 hash;
	enum alg_kind kind;
	unsigned int flags;
	const char *transform;
	unsigned int min_key;
	unsigned int max_key;
	unsigned int key_step;
	unsigned int block;
	unsigned int iv_len;
	unsigned int public_len;
	unsigned int out_len;
	const char *evp;
	const struct asym_keys *asym;
};

extern const struct alg algs[];
extern const unsigned int nr_algs;

const struct alg *alg_find(const char *name, unsigned int *key_len);
const struct alg *alg_by_number(__u32 number);
const char *alg_kind_name(const struct alg *alg);
const char *alg_prefix(const struct alg *alg);
bool alg_takes_key(const struct alg *alg, size_t len);
const char *alg_key_lengths(const struct alg *alg, char *text, size_t size);
unsigned int alg_usual_key(const struct alg *alg);

#endif /* CRYPTOCTL_ALGS_H */
