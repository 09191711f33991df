/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests whose input or output is a list of ranges. Relies on zc/scatter.h.
 */
#ifndef CRYPTODEV_SCATTER_H
#define CRYPTODEV_SCATTER_H

#include "crypto/request/request.h"
#include "zc/scatter.h"

struct zc_scatter *cryptodev_scatter_get(struct cryptodev_request *req);
u64 cryptodev_scatter_dst_len(const struct cryptodev_request *req);
int cryptodev_scatter_begin(struct cryptodev_request *req);
int cryptodev_scatter_check(const struct cryptodev_request *req);

#endif /* CRYPTODEV_SCATTER_H */
