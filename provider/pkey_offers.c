// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Algorithms with public keys. The library chooses an operation by the provider of
 * its key, so the operations of a type are offered together.
 */
#include <stdint.h>
#include <string.h>

#include "ec.h"
#include "offer.h"
#include "rsa.h"
#include "store.h"

/* An RSAPublicKey with a modulus of 2048 bits and the exponent 65537. */
#define RSA_HEAD	0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00
#define RSA_TAIL	0x02, 0x03, 0x01, 0x00, 0x01

static bool rsa_is_served(struct provider *prov, const struct offer *offer)
{
	static const __u8 head[] = { RSA_HEAD }, tail[] = { RSA_TAIL };
	__u8 key[sizeof(head) + 256 + sizeof(tail)];
	struct cryptodev_create op = {
		.cipher = CRYPTODEV_RSA,
		.keylen = sizeof(key),
		.key = (uintptr_t)key,
	};

	(void)offer;
	/* Any odd number may be a modulus. */
	memset(key, 0xc5, sizeof(key));
	memcpy(key, head, sizeof(head));
	memcpy(key + sizeof(key) - sizeof(tail), tail, sizeof(tail));
	return offer_accepts(prov, &op);
}

/* The base point of P-256 (FIPS 186-4, appendix D.1.2.3), which is a public key. */
static const __u8 base_point[] = {
	0x04,
	0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5,
	0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0,
	0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
	0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a,
	0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce,
	0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
};

static bool ecdsa_is_served(struct provider *prov, const struct offer *offer)
{
	struct cryptodev_create op = {
		.cipher = CRYPTODEV_ECDSA_P256,
		.keylen = sizeof(base_point),
		.key = (uintptr_t)base_point,
	};

	(void)offer;
	return offer_accepts(prov, &op);
}

/* Without a key, the kernel generates one. */
static bool ecdh_is_served(struct provider *prov, const struct offer *offer)
{
	struct cryptodev_create op = { .cipher = CRYPTODEV_ECDH_P256 };

	(void)offer;
	return offer_accepts(prov, &op);
}

/* The library exports a key to the default provider's operation if one is missing. */
static bool ec_is_served(struct provider *prov, const struct offer *offer)
{
	return ecdh_is_served(prov, offer) || ecdsa_is_served(prov, offer);
}

static bool x25519_is_served(struct provider *prov, const struct offer *offer)
{
	struct cryptodev_create op = { .cipher = CRYPTODEV_X25519 };

	(void)offer;
	return offer_accepts(prov, &op);
}

#define OFFER(names_, description_, functions_, served_)		\
	{ .names = names_, .description = description_ " by /dev/crypto", \
	  .functions = functions_, .served = served_ }
#define RSA(functions)							\
	OFFER("RSA:rsaEncryption:1.2.840.113549.1.1.1", "RSA", functions, \
	      rsa_is_served)

static const struct offer keymgmts[] = {
	RSA(rsa_keymgmt_functions),
	OFFER("EC:id-ecPublicKey:1.2.840.10045.2.1", "Elliptic curves",
	      ec_keymgmt_functions, ec_is_served),
	OFFER("X25519:1.3.101.110", "X25519", x25519_keymgmt_functions,
	      x25519_is_served),
};

static const struct offer signatures[] = {
	RSA(rsa_signature_functions),
	OFFER("ECDSA", "ECDSA", ecdsa_functions, ecdsa_is_served),
};

static const struct offer exchanges[] = {
	OFFER("ECDH", "ECDH", agreement_functions, ecdh_is_served),
	OFFER("X25519:1.3.101.110", "X25519", agreement_functions,
	      x25519_is_served),
};

static const struct offer ciphers[] = { RSA(rsa_cipher_functions) };

/* A scheme of URIs. */
static const struct offer stores[] = {
	{ .names = "cryptodev",
	  .description = "RSA keys in the kernel's keyrings",
	  .functions = store_functions, .served = rsa_is_served },
};

const struct offer_list pkey_keymgmt_offers = {
	OSSL_OP_KEYMGMT, keymgmts, ARRAY_SIZE(keymgmts)
};

const struct offer_list pkey_signature_offers = {
	OSSL_OP_SIGNATURE, signatures, ARRAY_SIZE(signatures)
};

const struct offer_list pkey_exchange_offers = {
	OSSL_OP_KEYEXCH, exchanges, ARRAY_SIZE(exchanges)
};

const struct offer_list pkey_cipher_offers = {
	OSSL_OP_ASYM_CIPHER, ciphers, ARRAY_SIZE(ciphers)
};

const struct offer_list pkey_store_offers = {
	OSSL_OP_STORE, stores, ARRAY_SIZE(stores)
};
