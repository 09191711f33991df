// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* The names of RSA's paddings: provider-signature(7), provider-asym_cipher(7). */
#include <openssl/rsa.h>
#include <string.h>

#include "rsa.h"

static const struct {
	const char *name;
	int padding;
} paddings[] = {
	{ OSSL_PKEY_RSA_PAD_MODE_PKCSV15, RSA_PKCS1_PADDING },
	{ OSSL_PKEY_RSA_PAD_MODE_PSS, RSA_PKCS1_PSS_PADDING },
	{ OSSL_PKEY_RSA_PAD_MODE_NONE, RSA_NO_PADDING },
	{ OSSL_PKEY_RSA_PAD_MODE_X931, RSA_X931_PADDING },
	{ OSSL_PKEY_RSA_PAD_MODE_OAEP, RSA_PKCS1_OAEP_PADDING },
	/* A spelling that OpenSSL accepts too. */
	{ "oeap", RSA_PKCS1_OAEP_PADDING },
};

bool rsa_padding_read(const OSSL_PARAM *p, int *padding)
{
	size_t i;

	if (p->data_type == OSSL_PARAM_INTEGER)
		return lib.OSSL_PARAM_get_int(p, padding);
	if (p->data_type != OSSL_PARAM_UTF8_STRING || !p->data)
		return false;
	for (i = 0; i < ARRAY_SIZE(paddings); i++) {
		if (!strcmp(p->data, paddings[i].name)) {
			*padding = paddings[i].padding;
			return true;
		}
	}
	return false;
}

bool rsa_padding_write(int padding, OSSL_PARAM *p)
{
	size_t i;

	if (p->data_type == OSSL_PARAM_INTEGER)
		return lib.OSSL_PARAM_set_int(p, padding);
	for (i = 0; i < ARRAY_SIZE(paddings); i++)
		if (paddings[i].padding == padding)
			return lib.OSSL_PARAM_set_utf8_string(p, paddings[i].name);
	return false;
}
