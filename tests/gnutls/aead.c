// SPDX-License-Identifier: GPL-2.0
/*
 * GCM in the forms that GnuTLS's backend for /dev/crypto supports: a tag of 16
 * bytes; decryption in place; an empty text, or 16 bytes and more. quirks.c
 * explains the other forms.
 */
#include <err.h>
#include <string.h>

#include "operations.h"

#define TAG	16

static const size_t lens[] = {
	0, 1, 15, 16, 17, 32, 255, 4079, 4096, 65535, 262144,
};

static const size_t aad_lens[] = { 0, 1, 13, 100 };

/**
 * struct aead - an AEAD with its key
 * @name: GnuTLS's name
 * @id: GnuTLS's number
 * @key: its key
 * @handle: GnuTLS's context
 * @nonce: the nonce of each message
 */
struct aead {
	const char *name;
	gnutls_cipher_algorithm_t id;
	gnutls_datum_t key;
	gnutls_aead_cipher_hd_t handle;
	unsigned char nonce[12];
};

static void seal(struct aead *a, size_t aad_len, size_t len)
{
	size_t out_len = len + TAG;

	must(gnutls_aead_cipher_encrypt(a->handle, a->nonce, sizeof(a->nonce),
					message, aad_len, TAG, message + 1, len,
					output, &out_len), "encrypt");
	device_operations++;
	report(a->name, "sealing", len, output, out_len);
}

static int open_in_place(struct aead *a, size_t aad_len, size_t len)
{
	size_t out_len = len;

	device_operations++;
	return gnutls_aead_cipher_decrypt(a->handle, a->nonce, sizeof(a->nonce),
					  message, aad_len, TAG, output,
					  len + TAG, output, &out_len);
}

static void seal_and_open(struct aead *a, size_t aad_len, size_t len)
{
	seal(a, aad_len, len);
	if (len && len < TAG)
		return;
	must(open_in_place(a, aad_len, len), "decrypt");
	if (memcmp(output, message + 1, len))
		errx(1, "%s: not the message again", a->name);
}

/*
 * After a text was rejected, GnuTLS's backend still asks for a tag, which is
 * one more operation, and compares it.
 */
static void open_forged(struct aead *a, size_t aad_len, size_t len)
{
	int ret;

	if (len && len < TAG)
		return;
	seal(a, aad_len, len);
	output[(len + TAG) / 2] ^= 1;
	ret = open_in_place(a, aad_len, len);
	device_operations += len > 0;
	if (ret != GNUTLS_E_DECRYPTION_FAILED)
		errx(1, "%s: a forgery is answered with %d", a->name, ret);
}

/* The older interface: associated data, text and tag in separate calls. */
static void step_by_step(struct aead *a, size_t aad_len, size_t len)
{
	gnutls_datum_t iv = { a->nonce, sizeof(a->nonce) };
	gnutls_cipher_hd_t handle;

	must(gnutls_cipher_init(&handle, a->id, &a->key, &iv), a->name);
	must(gnutls_cipher_add_auth(handle, message, aad_len), "add_auth");
	if (len)
		must(gnutls_cipher_encrypt2(handle, message + 1, len, output,
					    len + TAG), "encrypt2");
	must(gnutls_cipher_tag(handle, output + len, TAG), "tag");
	device_operations++;
	report(a->name, "sealing step by step", len, output, len + TAG);
	gnutls_cipher_deinit(handle);
}

void run_aead(const char *alg)
{
	unsigned char key[32];
	struct aead a = {
		.name = alg,
		.id = gnutls_cipher_get_id(alg),
	};
	size_t i, j;

	a.key = (gnutls_datum_t){ key, gnutls_cipher_get_key_size(a.id) };
	fill(key, sizeof(key));
	fill(a.nonce, sizeof(a.nonce));
	must(gnutls_aead_cipher_init(&a.handle, a.id, &a.key), alg);
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (j = 0; j < ARRAY_SIZE(aad_lens); j++)
			seal_and_open(&a, aad_lens[j], lens[i]);
		open_forged(&a, 20, lens[i]);
		step_by_step(&a, 20, lens[i]);
	}
	gnutls_aead_cipher_deinit(a.handle);
}
