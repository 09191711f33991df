/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys for tests that accept any valid key. They protect nothing.
 */
#ifndef SELFTESTS_TEST_KEYS_H
#define SELFTESTS_TEST_KEYS_H

#include <stdint.h>

#define RSA_PRIVATE_BYTES	319
#define RSA_KEY_BYTES		74
#define RSA_BYTES		64	/* of the public key's modulus */
#define POINT_BYTES		65

/* RSA of 512 bits: RSAPrivateKey in DER, with the exponent 65537. */
extern const uint8_t rsa_private[RSA_PRIVATE_BYTES + 1];

/* Another key, RSA of 512 bits: RSAPublicKey in DER, exponent 65537. */
extern const uint8_t rsa_public[RSA_KEY_BYTES + 1];

/* The base point of NIST P-256, which is a valid public key. */
extern const uint8_t base_point[POINT_BYTES + 1];

#endif /* SELFTESTS_TEST_KEYS_H */
