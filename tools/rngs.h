/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The random number generators of /dev/crypto and their names.
 */
#ifndef CRYPTOCTL_RNGS_H
#define CRYPTOCTL_RNGS_H

#include "algs.h"

extern const struct alg rngs[];
extern const unsigned int nr_rngs;

const struct alg *rng_by_name(const char *name);

#endif /* CRYPTOCTL_RNGS_H */
