/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Public-key algorithms: keys, sessions and requests.
 */
#ifndef CRYPTOCTL_ASYM_H
#define CRYPTOCTL_ASYM_H

#include "bytes.h"
#include "device.h"

/**
 * struct asym_keys - how keys look, and a pair to try algorithms with
 * @evp: what libcrypto calls keys of the kind
 * @private_form: how a private key looks, in words; NULL if the device takes
 *		  none
 * @public_form: how a public one does
 * @bits: of a modulus, the lengths that it may have, and 0; NULL if it has none
 * @private: hex digits of one that is nobody's secret, or NULL
 * @public: of the public key to that, or NULL
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
