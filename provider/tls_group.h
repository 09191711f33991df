/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The groups of TLS whose keys the provider has. */
#ifndef PROVIDER_TLS_GROUP_H
#define PROVIDER_TLS_GROUP_H

#include "provider.h"

/* OSSL_FUNC_PROVIDER_GET_CAPABILITIES. */
int tls_group_capabilities(void *provctx, const char *capability,
			   OSSL_CALLBACK *callback, void *arg);

#endif /* PROVIDER_TLS_GROUP_H */
