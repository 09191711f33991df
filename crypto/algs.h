/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The algorithms that this device serves, and no others.
 */
#ifndef CRYPTODEV_ALGS_H
#define CRYPTODEV_ALGS_H

#include <linux/types.h>

enum cryptodev_kind {
	CRYPTODEV_NO_ALG,
	CRYPTODEV_CIPHER,
	CRYPTODEV_AEAD,
	CRYPTODEV_HASH,
	CRYPTODEV_MAC,
	CRYPTODEV_GMAC,
};

/**
 * struct cryptodev_alg - an algorithm number and what serves it
 * @name: the kernel's name of the transform
 * @kind: the family of transforms it belongs to
 * @chains: a cipher that goes on from one piece to the next with its IV alone,
 *	    so that a message may be cut
 * @ccm: its IV is a block that holds a nonce of 7 to 13 bytes (RFC 3610)
 * @esp: an AEAD of IPsec's ESP: the transform wants the IV after the
 *	 associated data too (RFC 4106, RFC 4543)
 * @text_is_aad: an AEAD that encrypts nothing: the transform treats its text as
 *		 associated data (RFC 4543)
 * @legacy: nothing new should use it; its HMAC, if it has one, the same
 * @block: a cipher's lengths are multiples of this, in bytes
 * @iv_len: bytes of the IV that the transform takes
 * @tag_len: bytes of an AEAD's full tag
 * @digest_len: bytes of a hash or mac, which may be fewer than the transform's
 * @hash: the number of an HMAC's hash, else 0
 * @min_key: shortest key, in bytes
 * @max_key: longest key, in bytes
 * @context: bytes that the kernel's generic code allocates for a transform and
 *	     its key, where that is more than a KiB
 */
struct cryptodev_alg {
	const char *name;
	enum cryptodev_kind kind;
	bool chains;
	bool ccm;
	bool esp;
	bool text_is_aad;
	bool legacy;
	u8 block;
	u8 iv_len;
	u8 tag_len;
	u8 digest_len;
	u16 hash;
	u16 min_key;
	u16 max_key;
	u16 context;
};

const struct cryptodev_alg *cryptodev_alg_find(u32 number);
bool cryptodev_alg_keyed(u32 number);
bool cryptodev_alg_legacy(u32 number);

#endif /* CRYPTODEV_ALGS_H */
