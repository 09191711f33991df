/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-2-Clause */
/*
 * /dev/crypto: what the dialects that other systems introduced cannot say.
 *
 * Structures begin with their size, may grow at their end, and are the same for
 * programs of 32 and of 64 bits. Pointers are 64 bits wide. A flag that is not
 * known and a reserved field that is not 0 are answered with EINVAL, a larger
 * structure whose unknown end is not 0 with E2BIG.
 */
#ifndef _UAPI_CRYPTO_CRYPTODEV_NATIVE_H
#define _UAPI_CRYPTO_CRYPTODEV_NATIVE_H

#include <crypto/cryptodev.h>

/*
 * The cipher and the mac are one AEAD, Encrypt-then-Authenticate: the mac is of
 * the associated data and the ciphertext, and is verified before anything is
 * decrypted. Such a session is used with CIOCAUTHCRYPT; its full tag is the
 * mac's digest.
 */
#define CRYPTODEV_CREATE_ETM		0x01

/**
 * struct cryptodev_create - CRYPTODEV_CREATE: make a session
 * @size: sizeof(struct cryptodev_create)
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: as in struct session_op
 * @mac: as in struct session_op
 * @keylen: bytes at @key
 * @mackeylen: bytes at @mackey
 * @key: address of the cipher's key
 * @mackey: address of the mac's key
 * @ses: out: the session's id, never 0, valid in this open file
 * @reserved: 0
 */
struct cryptodev_create {
	__u32 size;
	__u32 flags;
	__u32 cipher;
	__u32 mac;
	__u32 keylen;
	__u32 mackeylen;
	__u64 key;
	__u64 mackey;
	__u32 ses;
	__u32 reserved;
};

/* The calls. Their structures tell their sizes, so their numbers do not. */
#define CRYPTODEV_CREATE		_IO('c', 0xC0)

#endif /* _UAPI_CRYPTO_CRYPTODEV_NATIVE_H */
