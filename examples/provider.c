// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Encrypts and decrypts a message with the OpenSSL provider for /dev/crypto, which
 * is provider-devcrypto(7). The program names the provider in its property query, so
 * OpenSSL's own code never replaces the device.
 *
 *   provider [CIPHER [DIRECTORY]]
 *
 * DIRECTORY has devcrypto.so, if it is not installed. openssl.cnf decides whether
 * software drivers count, see "software = yes".
 */
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

#define ROOM	4096

static const unsigned char message[] = "The device encrypts this message.";

/* Returns the length of the result, or -1. */
static int process(const EVP_CIPHER *cipher, const unsigned char *key,
		   const unsigned char *iv, int encrypt, const unsigned char *in,
		   int len, unsigned char *out)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int first, last, result = -1;

	if (ctx && EVP_CipherInit_ex2(ctx, cipher, key, iv, encrypt, NULL) &&
	    EVP_CipherUpdate(ctx, out, &first, in, len) &&
	    EVP_CipherFinal_ex(ctx, out + first, &last))
		result = first + last;
	EVP_CIPHER_CTX_free(ctx);
	return result;
}

static int run(const EVP_CIPHER *cipher)
{
	unsigned char key[EVP_MAX_KEY_LENGTH], iv[EVP_MAX_IV_LENGTH];
	unsigned char secret[ROOM], back[ROOM];
	int len;

	if (RAND_priv_bytes(key, sizeof(key)) != 1 ||
	    RAND_bytes(iv, sizeof(iv)) != 1)
		return 1;
	len = process(cipher, key, iv, 1, message, sizeof(message), secret);
	if (len < 0)
		return 1;
	printf("%s: %zu bytes become %d\n", EVP_CIPHER_get0_name(cipher),
	       sizeof(message), len);
	len = process(cipher, key, iv, 0, secret, len, back);
	if (len != sizeof(message) || memcmp(back, message, len))
		return 1;
	puts("and decrypt to the message");
	return 0;
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "AES-256-CBC";
	OSSL_PROVIDER *device, *other;
	EVP_CIPHER *cipher;
	int status = 1;

	if (argc > 2)
		OSSL_PROVIDER_set_default_search_path(NULL, argv[2]);
	/* The default provider has the random numbers. */
	device = OSSL_PROVIDER_load(NULL, "devcrypto");
	other = OSSL_PROVIDER_load(NULL, "default");
	cipher = EVP_CIPHER_fetch(NULL, name, "provider=devcrypto");
	if (cipher)
		status = run(cipher);
	if (status)
		ERR_print_errors_fp(stderr);
	EVP_CIPHER_free(cipher);
	OSSL_PROVIDER_unload(device);
	OSSL_PROVIDER_unload(other);
	return status;
}
