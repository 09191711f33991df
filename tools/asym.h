/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Public-key algorithms: keys, sessions and requests.
 */
#ifndef CRYPTOCTL_ASYM_H
#define CRYPTOCTL_ASYM_H

#include "bytes.h"
#include "device.h"

/**
 * struct asym_keys - the forms of a kind of keys, and a published pair
 * @evp: the kind's name in libcrypto
 * @private_form: the form of a private key, in words; NULL if the device accepts
 *		  none
 * @public_form: the form of a public key, in words
 * @bits: the legal lengths of the modulus, ended by 0; NULL without a modulus
 * @private: hex digits of a published private key for trials, or NULL
 * @public: hex digits of its public key, or NULL
 */
struct asym_keys {
	const char *evp;
	const char *private_form;
	const char *public_form;
	const unsigned int *bits;
	const char *private;
	const char *public;
};

/* vectors_asym.c */
extern const struct asym_keys asym_rsa;
extern const struct asym_keys asym_ecdsa_p256, asym_ecdsa_p384, asym_ecdsa_p521;
extern const struct asym_keys asym_ecdh_p256, asym_ecdh_p384, asym_x25519;
extern const struct asym_keys asym_ffdhe;

/* asym.c */
int asym_session(struct session *ses, int fd, const struct alg *alg,
		 bool private, const struct bytes *key);
int asym_session_known(struct session *ses, int fd, const struct alg *alg,
		       bool private);
int asym_session_try(struct session *ses, int fd, const struct alg *alg);
int asym_run(const struct session *ses, unsigned int flags,
	     const struct bytes *in, struct bytes *out);
int asym_verify(const struct session *ses, const struct bytes *digest,
		const struct bytes *signature);

#endif /* CRYPTOCTL_ASYM_H */
