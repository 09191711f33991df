// SPDX-License-Identifier: GPL-2.0
/*
 * Closes the provider's descriptor, as a daemon does that closes all of them:
 * closed CONFIGURATION. A context goes on with its own key: the next descriptor has
 * the same number, and sessions with the same ids. The exit status is 0 if all
 * results are right.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "operations.h"

#define LENGTH		64
#define CONTEXTS	300	/* more than the sessions that a query creates */

static struct libraries libs;
static EVP_CIPHER *cipher;
static unsigned char iv[16];

static void check(bool right, const char *subject)
{
	if (right)
		return;
	complain("%s", subject);
	exit(1);
}

static EVP_CIPHER_CTX *start(EVP_CIPHER *with, unsigned char key_byte)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	unsigned char key[16];

	memset(key, key_byte, sizeof(key));
	check(ctx && EVP_EncryptInit_ex2(ctx, with, key, iv, NULL), "a context");
	return ctx;
}

/* Encrypts in place, so that no result can come from the default provider. */
static void encrypt(EVP_CIPHER_CTX *ctx, unsigned char *data)
{
	int len;

	check(EVP_EncryptUpdate(ctx, data, &len, data, LENGTH) && len == LENGTH,
	      "an update");
}

static void expect(const unsigned char *first, const unsigned char *second)
{
	EVP_CIPHER *other = EVP_CIPHER_fetch(libs.other, "AES-128-CBC", NULL);
	EVP_CIPHER_CTX *ctx = start(other, 1);
	unsigned char data[LENGTH] = { 0 };

	encrypt(ctx, data);
	check(!memcmp(data, first, LENGTH), "before the descriptor is closed");
	memset(data, 0, LENGTH);
	encrypt(ctx, data);
	check(!memcmp(data, second, LENGTH), "after the descriptor is closed");
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(other);
}

int main(int argc, char **argv)
{
	unsigned char first[LENGTH] = { 0 }, second[LENGTH] = { 0 };
	EVP_CIPHER_CTX *ctx, *others[CONTEXTS];
	unsigned char data[LENGTH];
	int i;

	if (argc != 2)
		return 2;
	libs = libraries_open(argv[1]);
	cipher = EVP_CIPHER_fetch(libs.device, "AES-128-CBC", DEVCRYPTO);
	check(cipher, "the cipher");
	ctx = start(cipher, 1);
	encrypt(ctx, first);
	closefrom(3);
	for (i = 0; i < CONTEXTS; i++) {
		others[i] = start(cipher, 2);
		encrypt(others[i], data);
	}
	encrypt(ctx, second);
	expect(first, second);
	for (i = 0; i < CONTEXTS; i++)
		EVP_CIPHER_CTX_free(others[i]);
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(cipher);
	libraries_close(&libs);
	return 0;
}
