/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* OpenSSL's default provider, for messages that the device does not process. */
#ifndef PROVIDER_SOFT_H
#define PROVIDER_SOFT_H

#include "provider.h"

/*
 * Returns a library context that has the default provider only, or NULL and an
 * error. The provider keeps it. Any number of threads may call this.
 */
OSSL_LIB_CTX *soft_context(struct provider *prov);

void soft_free(struct provider *prov);

#endif /* PROVIDER_SOFT_H */
