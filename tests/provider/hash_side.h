/* SPDX-License-Identifier: GPL-2.0 */
/* A digest or a MAC of either library context, behind the same functions. */
#ifndef HASH_SIDE_H
#define HASH_SIDE_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

#define DEVCRYPTO	"provider=devcrypto"
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof(*(a)))

/* GMAC's limit in the provider: HASH_WHOLE_MAX. */
#define WHOLE_MAX	65536
/* The bytes that the provider holds back to save calls: HASH_HOLD. */
#define HOLD		512

/**
 * struct algorithm - a digest or a MAC
 * @label: its name in the tests
 * @name: its name in OpenSSL
 * @sub_param: the parameter that names a digest or cipher, or NULL
 * @sub: that digest or cipher
 * @keylen: bytes of the key; 0 for a digest; ANY_KEY
 * @ivlen: bytes of the IV, or 0
 */
struct algorithm {
	const char *label;
	const char *name;
	const char *sub_param;
	const char *sub;
	size_t keylen;
	size_t ivlen;
};

#define ANY_KEY		((size_t)-1)
#define LONGEST_KEY	1000

/* The device's algorithms, and MACs that only the default provider has. */
extern const struct algorithm algorithms[], soft_algorithms[], sha256;
extern const size_t nr_algorithms, nr_soft_algorithms;

bool is_mac(const struct algorithm *alg);
bool is_whole(const struct algorithm *alg);

/**
 * struct secret - a key and an IV
 */
struct secret {
	unsigned char key[LONGEST_KEY];
	size_t keylen;
	unsigned char iv[16];
};

/**
 * struct side - an algorithm of one library context, and a message
 */
struct side {
	const struct algorithm *alg;
	EVP_MD *md;
	EVP_MAC *mac;
	EVP_MD_CTX *md_ctx;
	EVP_MAC_CTX *mac_ctx;
};

/* Fetches the algorithm. Returns false if the context has none. */
bool side_open(struct side *side, OSSL_LIB_CTX *ctx, const char *query,
	       const struct algorithm *alg);
void side_close(struct side *side);

/* Begin a message; with the same key; add to it; copy it. Return false on errors. */
bool side_init(struct side *side, const struct secret *secret);
bool side_restart(struct side *side, const struct secret *secret);
bool side_update(struct side *side, const void *data, size_t len);
bool side_copy(struct side *to, const struct side *from);

/* Returns the length of the result, or 0 on errors. */
size_t side_final(struct side *side, unsigned char *out);

/* The whole of a message. */
size_t side_message(struct side *side, const struct secret *secret, const void *data,
		    size_t len, unsigned char *out);

/* Random numbers that depend on the seed only. */
void random_seed(unsigned long long seed);
unsigned int random_below(unsigned int limit);
void random_bytes(void *buf, size_t len);
void random_secret(const struct algorithm *alg, struct secret *secret);

#endif /* HASH_SIDE_H */
