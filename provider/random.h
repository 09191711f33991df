/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Random bytes that others may see, from the kernel: IVs and the like. Keys and the
 * padding of RSA come from libcrypto.
 */
#ifndef PROVIDER_RANDOM_H
#define PROVIDER_RANDOM_H

#include "provider.h"

/* Fills up to 256 bytes. Returns false and an error if the kernel has none. */
bool random_fill(const struct provider *prov, void *out, size_t len);

#endif /* PROVIDER_RANDOM_H */
