/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Verification of TLS records whose text length is secret until the MAC is
 * verified. Relies on shash transforms of the kernel crypto API.
 */
#ifndef CRYPTODEV_TLS_H
#define CRYPTODEV_TLS_H

#include <linux/mutex.h>
#include <linux/types.h>

struct crypto_shash;
struct ct_layout;

/**
 * struct cryptodev_hmac_ct - an HMAC key for messages of secret length
 * @lock: serialises cryptodev_hmac_ct_ready()
 * @hash: the kernel's name of the hash
 * @ready: set by the first use; all fields below are then immutable
 * @tfm: the hash
 * @layout: position of the chaining value in @tfm's exported state
 * @inner: exported state after one block of the key and ipad (RFC 2104)
 * @outer: exported state after one block of the key and opad
 * @keylen: bytes of @key
 * @key: the caller's key
 */
struct cryptodev_hmac_ct {
	struct mutex lock; /* serialises cryptodev_hmac_ct_ready() */
	const char *hash;
	bool ready;
	struct crypto_shash *tfm;
	const struct ct_layout *layout;
	u8 *inner;
	u8 *outer;
	u32 keylen;
	u8 key[];
};

/* hmac_ct.c */
struct cryptodev_hmac_ct *cryptodev_hmac_ct_create(const char *hash,
						   const u8 *key, u32 keylen);
void cryptodev_hmac_ct_free(struct cryptodev_hmac_ct *h);
int cryptodev_hmac_ct_ready(struct cryptodev_hmac_ct *h);
int cryptodev_hmac_ct_compute(const struct cryptodev_hmac_ct *h, const u8 *data,
			      u32 min, u32 max, u32 len, u8 *mac);

/* cbc.c */
int cryptodev_tls_cbc_check(const struct cryptodev_hmac_ct *h, const u8 *text,
			    u32 head_len, u32 len, u32 tag_len, u32 *ok,
			    u32 *text_len);

#endif /* CRYPTODEV_TLS_H */
