/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* MACs, as provider-mac(7) describes them. */
#ifndef PROVIDER_MAC_H
#define PROVIDER_MAC_H

#include "hash.h"

/**
 * struct mac_variant - a MAC with one digest or cipher
 * @names: the names of the digest or cipher, separated by colons
 * @number: the MAC's number in a session
 * @keylen: bytes of the key, 0 for any number
 * @size: bytes of the MAC
 * @block: bytes of a block
 */
struct mac_variant {
	const char *names;
	__u32 number;
	size_t keylen;
	size_t size;
	size_t block;
};

/**
 * struct mac_alg - a MAC
 * @name: its name in OpenSSL
 * @sub_param: the parameter that names its digest or cipher, or NULL if it has none
 * @find: returns the variant that the device has, or NULL
 * @kind: how hash.c processes it
 * @takes_iv: each message needs an IV
 * @one_message: the key serves one message only
 */
struct mac_alg {
	const char *name;
	const char *sub_param;
	bool (*find)(struct provider *prov, const char *sub,
		     struct mac_variant *variant);
	const struct hash_kind *kind;
	bool takes_iv;
	bool one_message;
};

/* Indexed by enum hash_mac. */
extern const struct mac_alg mac_algs[MACS];

#endif /* PROVIDER_MAC_H */
