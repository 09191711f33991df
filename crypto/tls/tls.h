/* SPDX-License-Identifier: GPL-2.0 */
/*
 * TLS records whose lengths are secret until their macs are verified.
 */
#ifndef CRYPTODEV_TLS_H
#define CRYPTODEV_TLS_H

#include <linux/mutex.h>
#include <linux/types.h>

struct crypto_shash;
struct ct_layout;

/**
 * struct cryptodev_hmac_ct - an HMAC key, and what it takes to use it so
 * @lock: serialises getting ready
 * @hash: the kernel's name of the hash
 * @ready: set by the first use; then all below is immutable
 * @tfm: the hash
 * @layout: where @tfm's exported state holds the chaining value
 * @inner: exported state after a block of the key and ipad (RFC 2104)
 * @outer: the same with opad
 * @keylen: bytes of @key
 * @key: the key as it was given
 */
struct cryptodev_hmac_ct {
	struct mutex lock; /* serialises getting ready */
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
int cryptodev_hmac_ct(const struct cryptodev_hmac_ct *h, const u8 *data,
		      u32 min, u32 max, u32 len, u8 *mac);

/* cbc.c */
int cryptodev_tls_cbc_check(const struct cryptodev_hmac_ct *h, const u8 *text,
			    u32 head_len, u32 len, u32 tag_len, u32 *ok,
			    u32 *text_len);

#endif /* CRYPTODEV_TLS_H */
