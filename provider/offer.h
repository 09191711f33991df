/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * The algorithms that the provider offers. The device serves each of them, by
 * hardware unless the configuration has "software = yes", and "algorithms = ..."
 * names it.
 */
#ifndef PROVIDER_OFFER_H
#define PROVIDER_OFFER_H

#include <crypto/cryptodev.h>
#include <crypto/cryptodev_native.h>

#include "provider.h"

/**
 * struct offer - an algorithm that the provider implements
 * @names: its names in OpenSSL, separated by colons
 * @description: one line for users
 * @functions: its implementation
 * @cipher, @mac: its number in a session, as in struct session_op
 * @keylen, @mackeylen: lengths of the keys of a session that tries it
 * @served: decides whether the device serves it, in place of a session with those
 *	    numbers; NULL for that session
 */
struct offer {
	const char *names;
	const char *description;
	const OSSL_DISPATCH *functions;
	__u32 cipher;
	__u32 mac;
	__u32 keylen;
	__u32 mackeylen;
	bool (*served)(struct provider *prov, const struct offer *offer);
};

/**
 * struct offer_list - algorithms of an operation
 * @operation: OSSL_OP_*
 * @offers: the algorithms
 * @nr: their number
 */
struct offer_list {
	int operation;
	const struct offer *offers;
	size_t nr;
};

/* An operation may have several lists. */
extern const struct offer_list cipher_offers;
extern const struct offer_list aead_offers;
extern const struct offer_list digest_offers;
extern const struct offer_list mac_offers;
extern const struct offer_list rand_offers;
extern const struct offer_list pkey_keymgmt_offers;
extern const struct offer_list pkey_signature_offers;
extern const struct offer_list pkey_exchange_offers;
extern const struct offer_list pkey_cipher_offers;
extern const struct offer_list pkey_store_offers;

/*
 * Returns the algorithms of an operation, which the provider keeps, or NULL if it
 * has none. Tries them the first time.
 */
const OSSL_ALGORITHM *offer_query(struct provider *prov, int operation);

void offer_free(struct provider *prov);

/* Returns whether each name in "algorithms = ..." is known; if not, an error. */
bool offer_names_known(const struct provider *prov);

/*
 * Returns whether the device creates this session, by a driver that the
 * configuration accepts. The provider remembers the result for the algorithm: one
 * driver serves all lengths of its keys.
 */
bool offer_accepts(struct provider *prov, struct cryptodev_create *op);

#endif /* PROVIDER_OFFER_H */
