// SPDX-License-Identifier: GPL-2.0
/*
 * Uses contexts on both sides of a fork: fork CONFIGURATION. A child has its own
 * descriptor: it computes right results, or fails where the state is its parent's.
 * The exit status is 0 if all is as expected.
 */
#include <errno.h>
#include <openssl/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "operations.h"

#define LENGTH	4096

static struct libraries libs;
static unsigned char in[LENGTH], key[32], iv[16];

static void check(bool right, const char *subject)
{
	if (right)
		return;
	complain("%d: %s", getpid(), subject);
	/* A child's exit() must not disturb its parent either. */
	exit(1);
}

/* Ends a child, or waits for it. */
static void join(pid_t child)
{
	int status;

	if (!child)
		exit(0);
	check(waitpid(child, &status, 0) == child, "waitpid");
	check(WIFEXITED(status) && !WEXITSTATUS(status), "the child failed");
}

static void encrypt(OSSL_LIB_CTX *lib, unsigned char *out)
{
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(lib, "AES-128-CBC", NULL);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int len;

	check(EVP_EncryptInit_ex2(ctx, cipher, key, iv, NULL) &&
	      EVP_EncryptUpdate(ctx, out, &len, in, LENGTH) && len == LENGTH,
	      "encryption");
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(cipher);
}

/* The key and the IV are the context's: both processes can go on. */
static void fork_during_cipher(void)
{
	unsigned char expected[LENGTH], out[LENGTH];
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(libs.device, "AES-128-CBC", DEVCRYPTO);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int len, half = LENGTH / 2;
	pid_t child;

	encrypt(libs.other, expected);
	check(EVP_EncryptInit_ex2(ctx, cipher, key, iv, NULL) &&
	      EVP_EncryptUpdate(ctx, out, &len, in, half) && len == half,
	      "the first half");
	child = fork();
	check(EVP_EncryptUpdate(ctx, out + half, &len, in + half, half) &&
	      len == half, "the second half");
	check(!memcmp(out, expected, LENGTH), "the message of both halves");
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(cipher);
	join(child);
}

/* A running hash is in the parent's session: the child fails or is right. */
static void fork_during_digest(void)
{
	unsigned char expected[EVP_MAX_MD_SIZE], out[EVP_MAX_MD_SIZE];
	EVP_MD *md = EVP_MD_fetch(libs.device, "SHA256", DEVCRYPTO);
	EVP_MD *other = EVP_MD_fetch(libs.other, "SHA256", NULL);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned int len;
	pid_t child;
	bool done;

	if (!md)
		return;
	check(EVP_Digest(in, LENGTH, expected, &len, other, NULL), "a digest");
	check(EVP_DigestInit_ex2(ctx, md, NULL) &&
	      EVP_DigestUpdate(ctx, in, LENGTH / 2), "half a digest");
	child = fork();
	done = EVP_DigestUpdate(ctx, in + LENGTH / 2, LENGTH / 2) &&
	       EVP_DigestFinal_ex(ctx, out, &len);
	check(done || !child, "the rest of the digest");
	check(done || ERR_peek_error(), "an error");
	check(!done || !memcmp(out, expected, len), "the whole digest");
	/* The context is as good as new. */
	check(EVP_DigestInit_ex2(ctx, md, NULL) &&
	      EVP_DigestUpdate(ctx, in, LENGTH) &&
	      EVP_DigestFinal_ex(ctx, out, &len) && !memcmp(out, expected, len),
	      "another digest");
	EVP_MD_CTX_free(ctx);
	EVP_MD_free(md);
	EVP_MD_free(other);
	join(child);
}

/* Each generation opens the device, and its exit leaves its parent's alone. */
static void fork_generations(int left)
{
	unsigned char expected[LENGTH], out[LENGTH];
	pid_t child;

	if (!left)
		return;
	encrypt(libs.other, expected);
	encrypt(libs.device, out);
	check(!memcmp(out, expected, LENGTH), "a generation's message");
	child = fork();
	if (!child)
		fork_generations(left - 1);
	join(child);
	encrypt(libs.device, out);
	check(!memcmp(out, expected, LENGTH), "the message after a child");
}

static void keep_no_descriptor(void)
{
	pid_t child = fork();

	if (!child) {
		execlp("sh", "sh", "-c",
		       "! ls -l /proc/self/fd | grep /dev/crypto", NULL);
		exit(2);
	}
	join(child);
}

/* Some daemons close all descriptors, and may open others with their numbers. */
static void close_descriptors(void)
{
	unsigned char expected[LENGTH], out[LENGTH];
	int fd;

	encrypt(libs.other, expected);
	for (fd = 3; fd < 100; fd++)
		close(fd);
	encrypt(libs.device, out);
	check(!memcmp(out, expected, LENGTH), "a message after close()");
	for (fd = 3; fd < 100; fd++)
		close(fd);
	check(dup(0) == 3, "dup");
	encrypt(libs.device, out);
	check(!memcmp(out, expected, LENGTH), "a message after dup()");
	check(dup(3) > 3, "the program's descriptor is still open");
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	libs = libraries_open(argv[1]);
	fill(in, sizeof(in), 1);
	fill(key, sizeof(key), 2);
	fill(iv, sizeof(iv), 3);
	fork_during_cipher();
	fork_during_digest();
	fork_generations(4);
	keep_no_descriptor();
	close_descriptors();
	libraries_close(&libs);
	return 0;
}
