/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The algorithms of /dev/crypto, as people name them.
 */
#ifndef CRYPTOCTL_ALGS_H
#define CRYPTOCTL_ALGS_H

#include <stdbool.h>
#include <stddef.h>

#include <crypto/cryptodev.h>

struct asym_keys;

/* Bytes of the longest key, IV, digest and tag. */
#define ALG_KEY_MAX	CRYPTO_HMAC_MAX_KEY_LEN
#define ALG_IV_MAX	EALG_MAX_BLOCK_LEN
#define ALG_OUT_MAX	HASH_MAX_LEN

enum alg_kind {
	ALG_CIPHER,
	ALG_AEAD,
	ALG_HASH,
	ALG_MAC,
	ALG_PKE,	/* encryption with public keys */
	ALG_SIG,	/* signatures */
	ALG_KEX,	/* key agreement */
};

/* enc and dec: its raw format, which is openssl enc's; with padding. */
#define ALG_RAW		0x01
#define ALG_PADDED	0x02
/* enc and dec: seals files in chunks. */
#define ALG_SEALS	0x04
/* A mac with a nonce, of a message in one piece. */
#define ALG_NONCE	0x08
/* An AEAD of IPsec: a salt ends the key, associated data is a header. */
#define ALG_ESP		0x10

/**
 * struct alg - an algorithm
 * @name: as people write it
 * @constant: CRYPTO_@constant in <crypto/cryptodev.h>; of public keys
 *	      CRYPTODEV_@constant in <crypto/cryptodev_native.h>
 * @number: that number
 * @hash: CRYPTO_*: of the digests that are signed; 0 for any, or none
 * @kind: how it is used
 * @flags: ALG_*
 * @transform: what the kernel calls it; newer ones have names of their own for
 *	       signatures
 * @min_key: bytes of the shortest key; of public keys, the private one
 * @max_key: bytes of the longest
 * @key_step: bytes from one legal length to the next
 * @block: bytes; a cipher's lengths are multiples of it
 * @iv_len: bytes of IV or nonce
 * @public_len: bytes of a public key; 0 if the key tells
 * @out_len: bytes of digest, mac or tag, or of what is shared; of the longest
 *	     digest that is signed
 * @evp: what libcrypto calls it, %u for the key's bits, or NULL; of public keys
 *	 the hash or group
 * @asym: of public keys: how they look
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
