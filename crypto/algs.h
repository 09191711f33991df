/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of algorithms: no other algorithm can be used. Relies on nothing
 * but the algorithm numbers of uapi/.
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
	CRYPTODEV_COMPRESSION,
	CRYPTODEV_RANDOM,
};

/**
 * struct cryptodev_alg - an algorithm number and its properties
 * @name: the kernel's name of the transform
 * @kind: the kind of transform
 * @chains: a cipher that needs only its IV to continue with the next piece, so
 *	    that a message may be cut
 * @ccm: the IV is a block that contains a nonce of 7 to 13 bytes (RFC 3610)
 * @counter64: the IV starts with a little-endian block counter of 64 bits, of
 *	       which the transform counts 32 (ChaCha20)
 * @own: this module registers the transform, for itself
 * @optional_key: a MAC that is also defined without a key
 * @reveals_key: a MAC of a few chosen messages reveals the key
 * @esp: an AEAD of IPsec's ESP, whose transform needs the IV after the
 *	 associated data too (RFC 4106, RFC 4543)
 * @text_is_aad: an AEAD that encrypts nothing, whose transform treats the text
 *		 as associated data (RFC 4543)
 * @gzip: compression of RFC 1952, else of RFC 1951
 * @shrinks: compression that leaves the output alone if it is not shorter than
 *	     the input
 * @legacy: new programs should not use it; also applies to the HMAC of the hash
 * @block: lengths of a cipher are multiples of this many bytes
 * @iv_len: bytes of the IV that the transform takes
 * @tag_len: bytes of an AEAD's full tag
 * @digest_len: bytes of a digest or MAC, which may be fewer than the transform
 *		returns
 * @hash: the number of an HMAC's hash, else 0
 * @min_key: shortest key, in bytes
 * @max_key: longest key, in bytes
 * @context: bytes that the kernel's generic code allocates for a transform and
 *	     its key, if more than 1 KiB
 */
struct cryptodev_alg {
	const char *name;
	enum cryptodev_kind kind;
	bool chains;
	bool ccm;
	bool counter64;
	bool own;
	bool optional_key;
	bool reveals_key;
	bool esp;
	bool text_is_aad;
	bool gzip;
	bool shrinks;
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

/* Larger than the number of each algorithm of the table. */
#define CRYPTODEV_ALG_NUMBERS	0x400

const struct cryptodev_alg *cryptodev_alg_find(u32 number);
bool cryptodev_alg_keyed(u32 number);
bool cryptodev_alg_legacy(u32 number);

/* algs_native.c */
const struct cryptodev_alg *cryptodev_alg_row_native(u32 number);

#endif /* CRYPTODEV_ALGS_H */
