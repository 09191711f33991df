/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The parameters of the provider's section in openssl.cnf. */
#ifndef PROVIDER_CONFIG_H
#define PROVIDER_CONFIG_H

#include "provider.h"

/*
 * Reads the parameters into @prov->config. Returns false and an error for a wrong
 * value, an unknown parameter, or without memory.
 */
bool config_read(struct provider *prov, OSSL_FUNC_core_get_params_fn *get_params);

void config_free(struct provider *prov);

#endif /* PROVIDER_CONFIG_H */
