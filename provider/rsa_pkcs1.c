// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The padding of PKCS #1 v1.5 (RFC 8017, sections 7.2 and 9.2). The device reports
 * wrong padding of a ciphertext by an error, so the provider removes it, in constant
 * time.
 */
#include <string.h>

#include "constant_time.h"
#include "error.h"
#include "rsa.h"
#include "soft.h"

bool rsa_pkcs1_pad(unsigned char *padded, size_t size,
		   const unsigned char *prefix, size_t prefix_len,
		   const unsigned char *text, size_t text_len)
{
	size_t fill;

	if (text_len > size || prefix_len + RSA_PKCS1_OVERHEAD > size - text_len)
		return false;
	fill = size - prefix_len - text_len;
	padded[0] = 0;
	padded[1] = 1;
	memset(padded + 2, 0xff, fill - 3);
	padded[fill - 1] = 0;
	memcpy(padded + fill, prefix, prefix_len);
	memcpy(padded + fill + prefix_len, text, text_len);
	return true;
}

/* Writes random bytes that are not 0. */
static bool fill_nonzero(struct provider *prov, unsigned char *to, size_t len)
{
	OSSL_LIB_CTX *libctx = soft_context(prov);
	size_t i;

	if (!libctx || lib.RAND_bytes_ex(libctx, to, len, 0) != 1)
		return false;
	for (i = 0; i < len; i++)
		while (!to[i])
			if (lib.RAND_bytes_ex(libctx, to + i, 1, 0) != 1)
				return false;
	return true;
}

bool rsa_pkcs1_pad_text(struct provider *prov, unsigned char *padded, size_t size,
			const unsigned char *text, size_t text_len)
{
	size_t start;

	if (text_len > size || size - text_len < RSA_PKCS1_OVERHEAD) {
		ERROR(prov, ERROR_LENGTH, "%zu bytes are too long for the key",
		      text_len);
		return false;
	}
	start = size - text_len;
	padded[0] = 0;
	padded[1] = 2;
	padded[start - 1] = 0;
	memcpy(padded + start, text, text_len);
	return fill_nonzero(prov, padded + 2, start - 3);
}

/* The text follows 0, 2, at least eight bytes that are not 0, and 0. */
unsigned int rsa_pkcs1_unpad(unsigned char *padded, size_t size,
			     unsigned char *text, size_t *len, size_t room)
{
	size_t good = ct_is_zero(padded[0]) & ct_eq(padded[1], 2);
	size_t i, zero, found = 0, start = 0, text_len, max;

	if (size < RSA_PKCS1_OVERHEAD)
		return 0;
	for (i = 2; i < size; i++) {
		zero = ct_is_zero(padded[i]);
		start = ct_select(zero & ~found, i + 1, start);
		found |= zero;
	}
	text_len = size - start;
	max = size - RSA_PKCS1_OVERHEAD;
	good &= found & ~ct_lt(start, RSA_PKCS1_OVERHEAD) &
		~ct_lt(room, text_len);
	ct_move_to_start(padded, size, start);
	ct_copy(text, padded, text_len, room < max ? room : max, good);
	*len = ct_select(good, text_len, *len);
	return good;
}

static size_t has_version(const unsigned char *secret, unsigned int version)
{
	return ct_eq(secret[0], version >> 8 & 0xff) &
	       ct_eq(secret[1], version & 0xff);
}

bool rsa_tls_unpad(struct provider *prov, const unsigned char *padded,
		   size_t size, unsigned int version, unsigned int alternative,
		   unsigned char *secret)
{
	OSSL_LIB_CTX *libctx = soft_context(prov);
	unsigned char random[RSA_TLS_SECRET];
	size_t i, start = size - RSA_TLS_SECRET, good, right;

	if (size < RSA_PKCS1_OVERHEAD + RSA_TLS_SECRET) {
		ERROR(prov, ERROR_KEY, "the key is too short for TLS");
		return false;
	}
	if (!libctx ||
	    lib.RAND_priv_bytes_ex(libctx, random, sizeof(random), 0) != 1)
		return false;
	good = ct_is_zero(padded[0]) & ct_eq(padded[1], 2) &
	       ct_is_zero(padded[start - 1]);
	for (i = 2; i < start - 1; i++)
		good &= ~ct_is_zero(padded[i]);
	right = has_version(padded + start, version);
	/* 0 is no version, and no secret. */
	right |= has_version(padded + start, alternative) &
		 ~ct_is_zero(alternative);
	good &= right;
	for (i = 0; i < RSA_TLS_SECRET; i++)
		secret[i] = ct_select(good, padded[start + i], random[i]);
	lib.OPENSSL_cleanse(random, sizeof(random));
	return true;
}
