/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The device's descriptors. */
#ifndef PROVIDER_DEVICE_H
#define PROVIDER_DEVICE_H

#include "provider.h"

/*
 * Returns the descriptor of this process, which device_close() closes, or a
 * negative errno. Takes no lock; after the first call no system call.
 */
int device_descriptor(struct provider *prov);

/* Returns a new descriptor, which the caller closes, or a negative errno. */
int device_open(const struct provider *prov);

/*
 * The program may have closed @fd, and opened something else: returns whether
 * @fd is the device.
 */
bool device_is(const struct provider *prov, int fd);

/* Forgets the descriptor @fd, so that device_descriptor() opens a new one. */
void device_lost(struct provider *prov, int fd);

void device_close(struct provider *prov);

#endif /* PROVIDER_DEVICE_H */
