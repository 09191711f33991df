/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that a program can read and write but the kernel cannot pin: that of
 * memfd_secret(2), and that of a device, which tests/accel provides.
 */
#ifndef SELFTESTS_UNPINNABLE_H
#define SELFTESTS_UNPINNABLE_H

#include <stddef.h>
#include <stdint.h>

enum unpinnable { SECRET_MEMORY, DEVICE_MEMORY };

/* Maps at least @len bytes; NULL if this machine has no such memory. */
uint8_t *unpinnable_map(enum unpinnable kind, size_t len);

#endif /* SELFTESTS_UNPINNABLE_H */
