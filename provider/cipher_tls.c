// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Records of TLS before 1.3 with a block cipher (RFC 5246, section 6.2.3.2). The
 * library hands over a whole record, in place, and checks the MAC itself. The time
 * that a decrypted record takes depends on its length only, and not on its padding
 * or its MAC (RFC 5246, section 6.2.3.2, on timing attacks).
 */
#include <openssl/prov_ssl.h>
#include <string.h>

#include "cipher.h"
#include "constant_time.h"
#include "error.h"
#include "random.h"

/* Returns the padded length; the caller has checked that there is room. */
static size_t pad_record(const struct cipher_ctx *c, unsigned char *data, size_t len)
{
	size_t pad = c->info->block - len % c->info->block;
	/* SSL 3.0 does not say what the padding is but for its last byte. */
	int fill = c->tls_version == SSL3_VERSION ? 0 : pad - 1;

	memset(data + len, fill, pad);
	data[len + pad - 1] = pad - 1;
	return len + pad;
}

/*
 * Returns a mask that is 0 if the padding is wrong, and sets *@pad to the length of
 * the padding with its last byte, or to 0 if it is wrong.
 */
static size_t check_padding(const struct cipher_ctx *c, const unsigned char *data,
			    size_t len, size_t *pad)
{
	size_t value = data[len - 1], good, i, inside;
	size_t checked = len < 256 ? len : 256;

	good = ~ct_lt(len, c->tls_mac_size + 1 + value);
	if (c->tls_version == SSL3_VERSION) {
		good &= ~ct_lt(c->info->block, value + 1);
		checked = 0;
	}
	for (i = 0; i < checked; i++) {
		inside = ~ct_lt(value, i);
		good &= ~inside | ct_eq(data[len - 1 - i], value);
	}
	*pad = good & (value + 1);
	return good;
}

/*
 * Copies the MAC that ends at @end, which is secret, to @mac. Each byte of the
 * record that may belong to it goes to a fixed place of a ring; then the ring is
 * turned, and each of its bytes is read for each byte of the MAC.
 */
static void copy_mac(const struct cipher_ctx *c, const unsigned char *data,
		     size_t len, size_t end, unsigned char *mac)
{
	unsigned char ring[EVP_MAX_MD_SIZE] = { 0 };
	size_t size = c->tls_mac_size, begin = end - size, offset = 0, i, k, from;
	/* The MAC cannot begin before: the padding has 256 bytes at most. */
	size_t first = len > size + 256 ? len - size - 256 : 0;

	for (i = first, k = 0; i < len; i++) {
		ring[k] |= data[i] & ~ct_lt(i, begin) & ct_lt(i, end);
		offset |= k & ct_eq(i, begin);
		k = k + 1 == size ? 0 : k + 1;
	}
	for (k = 0; k < size; k++) {
		from = offset + k;
		from -= size & ~ct_lt(from, size);
		mac[k] = 0;
		for (i = 0; i < size; i++)
			mac[k] |= ring[i] & ct_eq(i, from);
	}
	lib.OPENSSL_cleanse(ring, sizeof(ring));
}

/* If the padding was wrong, the library's check of a random MAC fails. */
static bool keep_mac(struct cipher_ctx *c, const unsigned char *data, size_t len,
		     size_t end, size_t good)
{
	unsigned char random[EVP_MAX_MD_SIZE];
	size_t size = c->tls_mac_size, k;

	if (!random_fill(c->prov, random, size))
		return false;
	copy_mac(c, data, len, end, c->tls_mac);
	for (k = 0; k < size; k++)
		c->tls_mac[k] = (c->tls_mac[k] & good) | (random[k] & ~good);
	return true;
}

static bool unpad_record(struct cipher_ctx *c, unsigned char *data, size_t *len)
{
	/* The first block is the explicit IV, except in TLS 1.0 and SSL 3.0. */
	size_t iv = c->tls_version == TLS1_VERSION ||
		    c->tls_version == SSL3_VERSION ? 0 : c->info->block;
	size_t pad, good, text;

	if (*len < iv + c->tls_mac_size + 1) {
		ERROR(c->prov, ERROR_LENGTH, "a record of %zu bytes", *len);
		return false;
	}
	data += iv;
	text = *len - iv;
	good = check_padding(c, data, text, &pad);
	if (!c->tls_mac_size) {
		/* With Encrypt-then-MAC, the record is authentic by now. */
		*len = text - pad;
		if (!good)
			ERROR(c->prov, ERROR_PADDING, "a record");
		return good;
	}
	if (!keep_mac(c, data, text, text - pad, good))
		return false;
	*len = text - pad - c->tls_mac_size;
	return true;
}

bool cipher_tls_record(struct cipher_ctx *c, unsigned char *data, size_t *len,
		       size_t room)
{
	struct cipher_piece piece = { data, data, *len };
	size_t block = c->info->block;

	if (c->enc && room / block > *len / block)
		piece.len = pad_record(c, data, *len);
	if (!piece.len || piece.len % block) {
		ERROR(c->prov, ERROR_LENGTH, "a record of %zu bytes", *len);
		return false;
	}
	if (!cipher_process(c, &piece, 1))
		return false;
	*len = piece.len;
	return c->enc || unpad_record(c, data, len);
}
