/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions in the library functions of hashes.
 */
#ifndef CRYPTODEV_COMPAT_LIB_H
#define CRYPTODEV_COMPAT_LIB_H

#include <crypto/blake2s.h>
#include <linux/version.h>

/* Renamed in 6.19. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
#define blake2s_ctx	blake2s_state
#endif

#endif /* CRYPTODEV_COMPAT_LIB_H */
