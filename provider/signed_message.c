// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The digest of a message that is signed or verified. */
#include "signed_message.h"

bool signed_message_start(EVP_MD_CTX **hashing, const EVP_MD *md,
			  const OSSL_PARAM params[])
{
	if (!*hashing)
		*hashing = lib.EVP_MD_CTX_new();
	return *hashing && lib.EVP_DigestInit_ex2(*hashing, md, params) == 1;
}

bool signed_message_update(EVP_MD_CTX *hashing, const void *data, size_t len)
{
	return hashing && lib.EVP_DigestUpdate(hashing, data, len) == 1;
}

bool signed_message_finish(EVP_MD_CTX *hashing, unsigned char *digest,
			   unsigned int *len)
{
	return hashing && lib.EVP_DigestFinal_ex(hashing, digest, len) == 1;
}

bool signed_message_own(EVP_MD_CTX **hashing)
{
	const EVP_MD_CTX *from = *hashing;

	if (!from)
		return true;
	*hashing = lib.EVP_MD_CTX_new();
	return *hashing && lib.EVP_MD_CTX_copy_ex(*hashing, from) == 1;
}

bool signed_message_own_md(EVP_MD **md)
{
	if (!*md || lib.EVP_MD_up_ref(*md))
		return true;
	*md = NULL;
	return false;
}
