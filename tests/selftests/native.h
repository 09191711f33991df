/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of the device's own dialect, as functions that return 0 or a
 * negative errno.
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <crypto/cryptodev_native.h>

#include "devcrypto.h"

/* A pointer as the structures have it, in programs of either width. */
static inline uint64_t native_pointer(const void *p)
{
	return (uintptr_t)p;
}

/*
 * Makes a session of a cipher and a mac that are one, Encrypt-then-Authenticate;
 * *ses is untouched unless 0 is returned.
 */
static inline int dc_etm_session(int fd, uint32_t cipher, const void *key,
				 uint32_t keylen, uint32_t mac,
				 const void *mackey, uint32_t mackeylen,
				 uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = CRYPTODEV_CREATE_ETM,
		.cipher = cipher, .mac = mac,
		.keylen = keylen, .mackeylen = mackeylen,
		.key = native_pointer(key), .mackey = native_pointer(mackey),
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	if (!err)
		*ses = create.ses;
	return err;
}

#endif /* NATIVE_H */
