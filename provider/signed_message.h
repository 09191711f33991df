/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * The digest of a message that is signed or verified. The CPU computes it, by the
 * default provider. A context of a signature owns one EVP_MD_CTX, or NULL.
 */
#ifndef PROVIDER_SIGNED_MESSAGE_H
#define PROVIDER_SIGNED_MESSAGE_H

#include "provider.h"

/* Starts a message, and creates the context the first time. */
bool signed_message_start(EVP_MD_CTX **hashing, const EVP_MD *md,
			  const OSSL_PARAM params[]);
bool signed_message_update(EVP_MD_CTX *hashing, const void *data, size_t len);
bool signed_message_finish(EVP_MD_CTX *hashing, unsigned char *digest,
			   unsigned int *len);

/*
 * For a copy of a structure: replace the copied pointer by one that the copy owns.
 * On failure, the copy can still be freed. A pointer of NULL is success.
 */
bool signed_message_own(EVP_MD_CTX **hashing);
bool signed_message_own_md(EVP_MD **md);

#endif /* PROVIDER_SIGNED_MESSAGE_H */
