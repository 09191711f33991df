/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module's operations computed by libcrypto, for comparison. libcrypto's
 * "legacy" provider has the algorithms that it no longer offers by default:
 * DES, Blowfish and CAST5.
 */
#ifndef SELFTESTS_REFERENCE_H
#define SELFTESTS_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <openssl/evp.h>

#include <crypto/cryptodev_native.h>

#define REF_KEYLENS	4

/* The IV that an operation leaves. */
enum ref_mode {
	MODE_ECB,	/* the mode has none */
	MODE_XTS,	/* unchanged */
	MODE_CTS,	/* unchanged */
	MODE_CBC,	/* the last block of ciphertext */
	MODE_CFB,	/* the last block of ciphertext */
	MODE_OFB,	/* the last block of key stream */
	MODE_CTR,	/* increased by the number of blocks, rounded up */
	MODE_CHACHA,	/* the same, little-endian in the first 8 bytes */
};

/**
 * struct ref_cipher - a cipher or AEAD, as the module and libcrypto know it
 * @number: CRYPTO_*
 * @name: libcrypto's name, with %u for the key's length in bits
 * @mode: the IV that an operation leaves
 * @block: a message's length is a multiple of so many bytes
 * @min: bytes of the shortest message that is not empty
 * @iv_len: bytes of the IV
 * @optional: some kernels lack it
 * @keylens: lengths of the key in bytes, 0 after the last; the first one is 0
 *	     if there is no key
 */
struct ref_cipher {
	uint32_t number;
	const char *name;
	enum ref_mode mode;
	uint32_t block;
	uint32_t min;
	uint32_t iv_len;
	bool optional;
	uint32_t keylens[REF_KEYLENS];
};

/**
 * struct ref_key - a key in libcrypto
 * @cipher: the algorithm
 * @key: the key
 * @len: bytes at @key
 * @ctx: contexts with that key, for COP_ENCRYPT and COP_DECRYPT
 */
struct ref_key {
	const struct ref_cipher *cipher;
	uint8_t key[CRYPTO_CIPHER_MAX_KEY_LEN];
	uint32_t len;
	EVP_CIPHER_CTX *ctx[2];
};

/* Aborts if libcrypto fails: a comparison would mean nothing. */
#define REF_MUST(call) do {						\
	if ((call) <= 0) {						\
		fprintf(stderr, "# libcrypto: %s\n", #call);		\
		abort();						\
	}								\
} while (0)

/* Loads libcrypto's providers. */
void ref_init(void);

/* Creates the contexts for k->cipher, k->key and k->len. */
void ref_key_init(struct ref_key *k);

void ref_key_free(struct ref_key *k);

/*
 * Replaces the IV with the one that the operation leaves. Returns false if the
 * mode does not define it: CFB and OFB of a message that ends inside a block.
 */
bool ref_next_iv(const struct ref_cipher *c, int op, uint8_t *iv,
		 const uint8_t *in, const uint8_t *out, uint32_t len);

/* Encrypts or decrypts @len bytes from @in to @out. */
void ref_crypt(struct ref_key *k, int op, const uint8_t *iv, const uint8_t *in,
	       uint32_t len, uint8_t *out);

/* Encrypts with an AEAD: writes @len bytes and the tag to @out. */
void ref_seal(struct ref_key *k, const uint8_t *iv, uint32_t iv_len,
	      const uint8_t *aad, uint32_t aad_len, const uint8_t *in,
	      uint32_t len, uint8_t *out, uint32_t tag_len);

/**
 * struct ref_hash - a hash or mac, as the module and libcrypto know it
 * @number: CRYPTO_*
 * @name: libcrypto's name of the hash; NULL: a mac made of AES
 * @hmac: it is the HMAC of the hash and takes a key
 * @len: bytes of the digest
 */
struct ref_hash {
	uint32_t number;
	const char *name;
	bool hmac;
	uint32_t len;
};

#define REF_HASHES	24
/* The first of them, which each kernel has, and which protect TLS records. */
#define REF_OLD_HASHES	14
#define REF_AES_MACS	3

extern const struct ref_hash ref_hashes[REF_HASHES];
extern const struct ref_hash ref_aes_macs[REF_AES_MACS];

/* Writes the digest of the message to @md. */
void ref_digest(const struct ref_hash *h, const uint8_t *key, uint32_t keylen,
		const uint8_t *in, uint32_t len, uint8_t *md);

#endif /* SELFTESTS_REFERENCE_H */
