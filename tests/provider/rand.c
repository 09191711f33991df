// SPDX-License-Identifier: GPL-2.0
/*
 * The random number generator: rand CONFIGURATION. The generator itself, the
 * parent of another one, threads that share it, and a child process. The exit
 * status is 0 if all is as expected.
 */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "operations.h"

#define NAME	"DEVCRYPTO-RNG"
#define LONG	200000
#define ROUNDS	200

static struct libraries libs;

static void check(bool right, const char *subject)
{
	if (right)
		return;
	complain("%s", subject);
	exit(1);
}

static EVP_RAND_CTX *start(const char *name, EVP_RAND_CTX *parent)
{
	EVP_RAND *rand = EVP_RAND_fetch(libs.device, name, NULL);
	EVP_RAND_CTX *ctx;

	check(rand, name);
	ctx = EVP_RAND_CTX_new(rand, parent);
	check(ctx, "a context");
	EVP_RAND_free(rand);
	return ctx;
}

/* Two results differ, and no byte after them changes. */
static void expect_random(EVP_RAND_CTX *ctx, size_t len)
{
	unsigned char *out = calloc(2, len + 1);

	check(out && EVP_RAND_generate(ctx, out, len, 256, 0, NULL, 0),
	      "random bytes");
	check(EVP_RAND_generate(ctx, out + len + 1, len, 0, 1,
				(const unsigned char *)"more", 4),
	      "random bytes with prediction resistance and input");
	check(!out[len] && !out[2 * len + 1], "a byte too many");
	check(len < 16 || memcmp(out, out + len + 1, len), "twice the same");
	free(out);
}

static void check_parameters(EVP_RAND_CTX *ctx)
{
	unsigned int strength = 0;
	size_t most = 0;
	OSSL_PARAM params[] = {
		OSSL_PARAM_uint(OSSL_RAND_PARAM_STRENGTH, &strength),
		OSSL_PARAM_size_t(OSSL_RAND_PARAM_MAX_REQUEST, &most),
		OSSL_PARAM_END
	};

	check(EVP_RAND_CTX_get_params(ctx, params), "the parameters");
	check(strength == 256 && most == 65536, "their values");
	check(EVP_RAND_verify_zeroization(ctx), "zeroization");
}

static void check_generator(void)
{
	EVP_RAND_CTX *ctx = start(NAME, NULL);
	unsigned char out[16];

	check(EVP_RAND_get_state(ctx) == EVP_RAND_STATE_UNINITIALISED,
	      "the state before");
	check(!EVP_RAND_generate(ctx, out, sizeof(out), 0, 0, NULL, 0),
	      "a generator that is not instantiated");
	check(!EVP_RAND_instantiate(ctx, 257, 0, NULL, 0, NULL), "257 bits");
	check(EVP_RAND_instantiate(ctx, 256, 0, (const unsigned char *)"text",
				   4, NULL), "instantiation");
	check(EVP_RAND_get_state(ctx) == EVP_RAND_STATE_READY, "the state");
	check_parameters(ctx);
	expect_random(ctx, 1);
	expect_random(ctx, 32);
	expect_random(ctx, LONG);
	check(EVP_RAND_reseed(ctx, 1, (const unsigned char *)"seed", 4, NULL,
			      0), "a reseed");
	check(!EVP_RAND_generate(ctx, out, sizeof(out), 257, 0, NULL, 0),
	      "more strength than there is");
	expect_random(ctx, 32);
	check(EVP_RAND_uninstantiate(ctx), "the end");
	check(!EVP_RAND_generate(ctx, out, sizeof(out), 0, 0, NULL, 0),
	      "a generator after its end");
	EVP_RAND_CTX_free(ctx);
}

/* A DRBG of the default provider gets its entropy from it. */
static void check_parent(void)
{
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_DRBG_PARAM_CIPHER,
						 (char *)"AES-256-CTR", 0),
		OSSL_PARAM_END
	};
	EVP_RAND_CTX *parent = start(NAME, NULL);
	EVP_RAND_CTX *ctx = start("CTR-DRBG", parent);

	check(EVP_RAND_instantiate(parent, 0, 0, NULL, 0, NULL), "the parent");
	check(EVP_RAND_instantiate(ctx, 256, 0, NULL, 0, params), "the child");
	expect_random(ctx, 64);
	EVP_RAND_CTX_free(ctx);
	EVP_RAND_CTX_free(parent);
}

/* libcrypto's own random numbers: the configuration names the generator. */
static void *draw(void *data)
{
	unsigned char out[2][32];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		check(RAND_bytes_ex(libs.device, out[0], 32, 0) == 1 &&
		      RAND_priv_bytes_ex(libs.device, out[1], 32, 0) == 1,
		      "RAND_bytes");
		check(memcmp(out[0], out[1], 32), "twice the same bytes");
	}
	return data;
}

static void check_threads(void)
{
	pthread_t threads[4];
	int i;

	for (i = 0; i < 4; i++)
		check(!pthread_create(&threads[i], NULL, draw, NULL), "a thread");
	for (i = 0; i < 4; i++)
		check(!pthread_join(threads[i], NULL), "the end of a thread");
}

static void check_fork(void)
{
	EVP_RAND_CTX *ctx = start(NAME, NULL);
	pid_t child;
	int status;

	check(EVP_RAND_instantiate(ctx, 0, 0, NULL, 0, NULL), "instantiation");
	expect_random(ctx, 32);
	child = fork();
	check(child >= 0, "fork");
	expect_random(ctx, 32);
	draw(NULL);
	if (!child)
		_exit(0);
	check(waitpid(child, &status, 0) == child && !status, "the child");
	EVP_RAND_CTX_free(ctx);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	libs = libraries_open(argv[1]);
	check(!strcmp(EVP_RAND_get0_name(EVP_RAND_CTX_get0_rand(
		RAND_get0_primary(libs.device))), NAME), "the configuration");
	check_generator();
	check_parent();
	check_threads();
	check_fork();
	libraries_close(&libs);
	return 0;
}
