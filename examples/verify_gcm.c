// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Checks the result of gcm.c with libcrypto, which does not use the device:
 *
 *   verify_gcm KEYFILE AAD SEALED PLAIN
 *
 * Decrypts SEALED, and succeeds if it verifies and its text is PLAIN.
 */
#include <err.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hex.h"

#define KEY_LEN		32
#define TAG_LEN		16
#define NONCE_LEN	12
#define EXTRA		(TAG_LEN + NONCE_LEN)

/* Reads a whole file. The memory has one byte more, so it is never empty. */
static unsigned char *slurp(const char *name, size_t *size)
{
	FILE *file = fopen(name, "rb");
	unsigned char *data;
	long end;

	if (!file || fseek(file, 0, SEEK_END))
		err(1, "%s", name);
	end = ftell(file);
	if (end < 0)
		err(1, "%s", name);
	rewind(file);
	data = malloc(end + 1);
	if (!data || fread(data, 1, end, file) != (size_t)end)
		err(1, "%s", name);
	fclose(file);
	*size = end;
	return data;
}

int main(int argc, char **argv)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	unsigned char key[KEY_LEN], *sealed, *plain, *out, *tag;
	size_t sealed_size, plain_size;
	int len;

	if (argc != 5)
		errx(2, "usage: verify_gcm KEYFILE AAD SEALED PLAIN");
	read_hex(argv[1], key, sizeof(key));
	sealed = slurp(argv[3], &sealed_size);
	plain = slurp(argv[4], &plain_size);
	if (sealed_size != plain_size + EXTRA)
		errx(1, "%s: %zu bytes are not %zu and %d", argv[3], sealed_size,
		     plain_size, EXTRA);
	tag = sealed + plain_size;
	out = malloc(plain_size + 1);

	if (!ctx || !out ||
	    !EVP_DecryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key,
				tag + TAG_LEN) ||
	    !EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, TAG_LEN, tag) ||
	    !EVP_DecryptUpdate(ctx, NULL, &len, (unsigned char *)argv[2],
			       strlen(argv[2])) ||
	    !EVP_DecryptUpdate(ctx, out, &len, sealed, plain_size))
		errx(1, "libcrypto failed");
	if (EVP_DecryptFinal_ex(ctx, out, &len) <= 0)
		errx(1, "%s: does not verify", argv[3]);
	if (memcmp(out, plain, plain_size))
		errx(1, "%s and %s differ", argv[3], argv[4]);
	EVP_CIPHER_CTX_free(ctx);
	return 0;
}
