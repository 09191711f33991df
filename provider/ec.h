/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Elliptic curves. The device verifies ECDSA and derives the secrets of ECDH and
 * X25519. The default provider signs, generates keys, and has all other curves.
 */
#ifndef PROVIDER_EC_H
#define PROVIDER_EC_H

#include "pkey.h"

/**
 * struct ec_curve - a curve that the device has
 * @name: its name in the default provider
 * @size: bytes of a coordinate
 * @ecdsa, @ecdh: the algorithms of a session, or 0
 */
struct ec_curve {
	const char *name;
	size_t size;
	__u32 ecdsa;
	__u32 ecdh;
};

/* Longest public key: a point of P-521. */
#define EC_POINT_MAX	(2 * 66 + 1)

/* ec_keymgmt.c */

extern const struct pkey_type ec_type;
extern const OSSL_DISPATCH ec_keymgmt_functions[];

/* Returns the curve of a key of ec_type, or NULL if the device lacks it. */
const struct ec_curve *ec_curve_of(const struct pkey *key);

/*
 * Writes an uncompressed point, or the bytes of X25519, to EC_POINT_MAX bytes.
 * Returns the length, or 0.
 */
size_t ec_public_bytes(const struct pkey *key, unsigned char *bytes);

/* x25519_keymgmt.c */

extern const struct pkey_type x25519_type;
extern const OSSL_DISPATCH x25519_keymgmt_functions[];

/* ecdsa.c and agreement.c */

extern const OSSL_DISPATCH ecdsa_functions[];
extern const OSSL_DISPATCH agreement_functions[];

#endif /* PROVIDER_EC_H */
