/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device's public-key algorithms in libcrypto.
 */
#ifndef CRYPTOCTL_PKEY_H
#define CRYPTOCTL_PKEY_H

#include <openssl/evp.h>

#include "algs.h"
#include "bytes.h"

struct evp_pkey_st *pkey_make(const struct alg *alg);
bool pkey_public(EVP_PKEY *pkey, struct bytes *public);
bool pkey_crypt(EVP_PKEY *pkey, const struct alg *alg, bool decrypt,
		const struct bytes *in, struct bytes *out);
bool pkey_sign(EVP_PKEY *pkey, const struct alg *alg,
	       const struct bytes *digest, struct bytes *signature);
bool pkey_agree(EVP_PKEY *pkey, const struct bytes *public,
		struct bytes *shared);

#endif /* CRYPTOCTL_PKEY_H */
