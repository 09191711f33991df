// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Algorithms with public keys. The library chooses an operation by the provider of
 * its key, so the operations of a type are offered together.
 */
#include <stdint.h>
#include <string.h>

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

#define RSA(functions_)							\
	{ .names = "RSA:rsaEncryption:1.2.840.113549.1.1.1",		\
	  .description = "RSA by /dev/crypto",				\
	  .functions = functions_, .served = rsa_is_served }

static const struct offer keymgmts[] = { RSA(rsa_keymgmt_functions) };
static const struct offer signatures[] = { RSA(rsa_signature_functions) };
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

const struct offer_list pkey_cipher_offers = {
	OSSL_OP_ASYM_CIPHER, ciphers, ARRAY_SIZE(ciphers)
};

const struct offer_list pkey_store_offers = {
	OSSL_OP_STORE, stores, ARRAY_SIZE(stores)
};
