/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* MACs, as provider-mac(7) describes them. */
#ifndef PROVIDER_MAC_H
#define PROVIDER_MAC_H

#include "hash.h"

/* Longest IV of GMAC in OpenSSL. */
#define MAC_IV_MAX	128
/* Bytes of the IV that the device's GMAC takes. */
#define MAC_DEVICE_IV	12

/**
 * struct mac_variant - a MAC with one digest or cipher
 * @number: the MAC's number in a session
 * @names: the names of the digest or cipher, separated by colons
 * @keylen: bytes of the key, 0 for any number
 * @size: bytes of the MAC
 * @block: bytes of a block
 * @digest: HMAC's digest
 */
struct mac_variant {
	__u32 number;
	const char *names;
	size_t keylen;
	size_t size;
	size_t block;
	enum hash_digest digest;
};

/**
 * struct mac_alg - a MAC
 * @name: its name in OpenSSL
 * @sub_param: the parameter that names its digest or cipher, or NULL if it has none
 * @find: returns the variant with that digest or cipher, or NULL if the device does
 *	  not serve it
 * @size: bytes of each variant's MAC, or 0 if they differ
 * @whole: the device processes whole messages only
 * @takes_iv: each message needs an IV
 * @one_message: a key serves one message only
 */
struct mac_alg {
	const char *name;
	const char *sub_param;
	const struct mac_variant *(*find)(struct provider *prov, const char *sub);
	size_t size;
	bool whole;
	bool takes_iv;
	bool one_message;
};

/* Indexed by enum hash_mac. */
extern const struct mac_alg mac_algs[MACS];

/**
 * struct mac - a MAC's context
 * @hash: the message
 * @index: the MAC
 * @variant: with which digest or cipher. NULL if there is none yet, or only the
 *	     default provider serves it
 * @sub: the name of the digest or cipher, or NULL
 * @key: the key, or NULL
 * @keylen: its bytes
 * @iv: the IV, or NULL
 * @ivlen: its bytes; 0 if a message has used it
 * @tls_data_size: HMAC: bytes of a TLS record whose padding the MAC must not
 *		   disclose, or 0. The default provider computes it
 * @soft_keyed: the default provider's context has the key
 * @used: the key has authenticated something
 */
struct mac {
	struct hash hash;
	enum hash_mac index;
	const struct mac_variant *variant;
	char *sub;
	unsigned char *key;
	size_t keylen;
	unsigned char iv[MAC_IV_MAX];
	size_t ivlen;
	size_t tls_data_size;
	bool soft_keyed;
	bool used;
};

/* mac.c: begins a message. Returns false and an error. */
bool mac_begin(struct mac *mac);

/* mac_key.c: sets the key and begins a message; forgets the key. */
bool mac_set_key(struct mac *mac, const unsigned char *key, size_t keylen);
void mac_drop_key(struct mac *mac);

/* mac_soft.c: creates the default provider's context. Returns false and an error. */
extern const struct hash_kind mac_kind, mac_whole_kind;
bool mac_soft_create(struct mac *mac);

/* mac_params.c */
OSSL_FUNC_mac_get_params_fn mac_get_fixed_params;
OSSL_FUNC_mac_gettable_params_fn mac_gettable_fixed_params;
OSSL_FUNC_mac_get_ctx_params_fn mac_get_ctx_params;
OSSL_FUNC_mac_gettable_ctx_params_fn mac_gettable_ctx_params;
OSSL_FUNC_mac_set_ctx_params_fn mac_set_ctx_params;

/* mac.c: the other functions of OSSL_DISPATCH. */
void *mac_new(struct provider *prov, enum hash_mac index);
OSSL_FUNC_mac_freectx_fn mac_free;
OSSL_FUNC_mac_dupctx_fn mac_dup;
OSSL_FUNC_mac_init_fn mac_init;
OSSL_FUNC_mac_update_fn mac_update;
OSSL_FUNC_mac_final_fn mac_final;

#endif /* PROVIDER_MAC_H */
