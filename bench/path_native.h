/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The request that path_submit.c and path_uring.c make.
 */
#ifndef BENCH_PATH_NATIVE_H
#define BENCH_PATH_NATIVE_H

#include <crypto/cryptodev_native.h>

#include "path.h"

/* Returns the request that encrypts in a slot. */
static inline struct cryptodev_req slot_request(uint32_t ses, struct slot *slot)
{
	return (struct cryptodev_req) {
		.ses = ses,
		.len = PATH_BYTES,
		.src = (uintptr_t)slot->src,
		.dst = (uintptr_t)slot->dst,
		.iv = (uintptr_t)slot->iv,
	};
}

#endif /* BENCH_PATH_NATIVE_H */
