// SPDX-License-Identifier: GPL-2.0
/* A digest or a MAC of either library context. */
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <string.h>

#include "hash_side.h"

#define DIGEST(_name)	{ .label = _name, .name = _name }
#define HMAC(_digest)							\
	{ .label = "HMAC with " _digest, .name = "HMAC",		\
	  .sub_param = OSSL_MAC_PARAM_DIGEST, .sub = _digest, .keylen = ANY_KEY }
#define CIPHER_MAC(_name, _cipher, _keylen, _ivlen)			\
	{ .label = _name " with " _cipher, .name = _name,		\
	  .sub_param = OSSL_MAC_PARAM_CIPHER, .sub = _cipher,		\
	  .keylen = _keylen, .ivlen = _ivlen }

const struct algorithm algorithms[] = {
	DIGEST("MD5"),
	DIGEST("SHA1"),
	DIGEST("SHA2-224"),
	DIGEST("SHA2-256"),
	DIGEST("SHA2-384"),
	DIGEST("SHA2-512"),
	DIGEST("RIPEMD-160"),
	DIGEST("BLAKE2B-512"),
	DIGEST("BLAKE2S-256"),
	HMAC("MD5"),
	HMAC("SHA1"),
	HMAC("SHA2-224"),
	HMAC("SHA256"),
	HMAC("sha384"),
	HMAC("SHA2-512"),
	HMAC("RIPEMD160"),
	CIPHER_MAC("CMAC", "AES-128-CBC", 16, 0),
	CIPHER_MAC("CMAC", "AES-192-CBC", 24, 0),
	CIPHER_MAC("CMAC", "AES-256-CBC", 32, 0),
	CIPHER_MAC("GMAC", "AES-128-GCM", 16, 12),
	CIPHER_MAC("GMAC", "AES-192-GCM", 24, 12),
	CIPHER_MAC("GMAC", "AES-256-GCM", 32, 12),
	{ .label = "POLY1305", .name = "POLY1305", .keylen = 32 },
};

const struct algorithm sha256 = DIGEST("SHA2-256");

const size_t nr_algorithms = ARRAY_SIZE(algorithms);

const struct algorithm soft_algorithms[] = {
	HMAC("SHA3-256"),
	HMAC("SHA512-256"),
	CIPHER_MAC("CMAC", "DES-EDE3-CBC", 24, 0),
	CIPHER_MAC("CMAC", "CAMELLIA-128-CBC", 16, 0),
	CIPHER_MAC("GMAC", "ARIA-128-GCM", 16, 12),
	CIPHER_MAC("GMAC", "AES-128-GCM", 16, 16),
};

const size_t nr_soft_algorithms = ARRAY_SIZE(soft_algorithms);

bool is_mac(const struct algorithm *alg)
{
	return alg->keylen;
}

bool is_whole(const struct algorithm *alg)
{
	return alg->ivlen;
}

bool side_open(struct side *side, OSSL_LIB_CTX *ctx, const char *query,
	       const struct algorithm *alg)
{
	*side = (struct side){ .alg = alg };
	if (!is_mac(alg)) {
		side->md = EVP_MD_fetch(ctx, alg->name, query);
		side->md_ctx = side->md ? EVP_MD_CTX_new() : NULL;
	} else {
		side->mac = EVP_MAC_fetch(ctx, alg->name, query);
		side->mac_ctx = side->mac ? EVP_MAC_CTX_new(side->mac) : NULL;
	}
	if (side->md_ctx || side->mac_ctx)
		return true;
	side_close(side);
	return false;
}

void side_close(struct side *side)
{
	EVP_MD_CTX_free(side->md_ctx);
	EVP_MAC_CTX_free(side->mac_ctx);
	EVP_MD_free(side->md);
	EVP_MAC_free(side->mac);
	*side = (struct side){ .alg = side->alg };
}

static bool init(struct side *side, const struct secret *secret, bool keyed)
{
	OSSL_PARAM params[3], *p = params;

	if (side->md)
		return EVP_DigestInit_ex2(side->md_ctx, side->md, NULL);
	if (side->alg->sub && keyed)
		*p++ = OSSL_PARAM_construct_utf8_string(side->alg->sub_param,
							(char *)side->alg->sub,
							0);
	if (side->alg->ivlen)
		*p++ = OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV,
							 (void *)secret->iv,
							 side->alg->ivlen);
	*p = OSSL_PARAM_construct_end();
	return EVP_MAC_init(side->mac_ctx, keyed ? secret->key : NULL,
			    keyed ? secret->keylen : 0, params);
}

bool side_init(struct side *side, const struct secret *secret)
{
	return init(side, secret, true);
}

bool side_restart(struct side *side, const struct secret *secret)
{
	return init(side, secret, false);
}

bool side_update(struct side *side, const void *data, size_t len)
{
	return side->md ? EVP_DigestUpdate(side->md_ctx, data, len) :
			  EVP_MAC_update(side->mac_ctx, data, len);
}

size_t side_final(struct side *side, unsigned char *out)
{
	unsigned int len = 0;
	size_t mac_len = 0;

	if (side->md)
		return EVP_DigestFinal_ex(side->md_ctx, out, &len) ? len : 0;
	return EVP_MAC_final(side->mac_ctx, out, &mac_len, EVP_MAX_MD_SIZE) ?
		       mac_len :
		       0;
}

bool side_copy(struct side *to, const struct side *from)
{
	*to = (struct side){ .alg = from->alg };
	if (from->md) {
		EVP_MD_up_ref(from->md);
		to->md = from->md;
		to->md_ctx = EVP_MD_CTX_new();
		if (to->md_ctx && EVP_MD_CTX_copy_ex(to->md_ctx, from->md_ctx))
			return true;
	} else {
		EVP_MAC_up_ref(from->mac);
		to->mac = from->mac;
		to->mac_ctx = EVP_MAC_CTX_dup(from->mac_ctx);
		if (to->mac_ctx)
			return true;
	}
	side_close(to);
	return false;
}

size_t side_message(struct side *side, const struct secret *secret, const void *data,
		    size_t len, unsigned char *out)
{
	if (!side_init(side, secret) || !side_update(side, data, len))
		return 0;
	return side_final(side, out);
}

static unsigned long long random_state;

void random_seed(unsigned long long seed)
{
	random_state = seed * 2 + 1;
}

/* Knuth's linear congruential generator. */
static unsigned int random_number(void)
{
	random_state = random_state * 6364136223846793005ULL +
		       1442695040888963407ULL;
	return random_state >> 33;
}

unsigned int random_below(unsigned int limit)
{
	return random_number() % limit;
}

void random_bytes(void *buf, size_t len)
{
	unsigned char *byte = buf;

	while (len--)
		*byte++ = random_number();
}

void random_secret(const struct algorithm *alg, struct secret *secret)
{
	random_bytes(secret, sizeof(*secret));
	secret->keylen = alg->keylen;
	if (alg->keylen == ANY_KEY)
		secret->keylen = random_below(LONGEST_KEY + 1);
}
