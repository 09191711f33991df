// SPDX-License-Identifier: GPL-2.0
/*
 * openssl N [ENGINE]: instructions per operation of libcrypto on the device; N small
 * operations make a batch. Without ENGINE, by this project's provider, which
 * OPENSSL_CONF loads, and per ioctl for the same data. With the file of OpenSSL's
 * own engine, by that: as soon as it is loaded, libcrypto prefers it to any
 * provider. The results must be those of the ioctls.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev.h>

#include "measure.h"

static const unsigned int sizes[] = { 16, 1024, 16384 };

static int fd;
static uint8_t key[16] = "a key, 16 bytes", iv[16];
static uint8_t *src, *dst, *expected;

/**
 * struct evp - an operation of libcrypto
 * @ctx: its context, with the key
 * @bytes: bytes of a message
 * @aead: a message has an IV of its own, and ends
 */
struct evp {
	EVP_CIPHER_CTX *ctx;
	unsigned int bytes;
	bool aead;
};

static int update_once(void *arg)
{
	struct evp *evp = arg;
	int len, rest = 0;

	if (evp->aead && !EVP_CipherInit_ex2(evp->ctx, NULL, NULL, iv, 1, NULL))
		return -1;
	if (!EVP_CipherUpdate(evp->ctx, dst, &len, src, evp->bytes))
		return -1;
	if (evp->aead && !EVP_CipherFinal_ex(evp->ctx, dst, &rest))
		return -1;
	return (unsigned int)len == evp->bytes && !rest ? 0 : -1;
}

static int crypt_once(void *arg)
{
	return ioctl(fd, CIOCCRYPT, arg);
}

/* The call changes the length to that of its output. */
static int seal_once(void *arg)
{
	struct crypt_auth_op *op = arg;

	op->len = op->tag_len ? op->len - op->tag_len : op->len;
	return ioctl(fd, CIOCAUTHCRYPT, arg);
}

/* Leaves the output at @expected, and measures the calls. */
static int measure_ioctl(const char *name, uint32_t number, unsigned int bytes,
			 unsigned int ops)
{
	struct session_op sop = { .cipher = number, .keylen = 16, .key = key };
	struct figure figure = { name, bytes, "ioctl" };
	struct crypt_auth_op seal = { .len = bytes, .src = src, .dst = expected,
				      .iv = iv, .iv_len = 12 };
	struct crypt_op crypt = { .len = bytes, .src = src, .dst = expected,
				  .iv = iv };

	if (ioctl(fd, CIOCGSESSION, &sop))
		fail("CIOCGSESSION");
	seal.ses = sop.ses;
	crypt.ses = sop.ses;
	return number == CRYPTO_AES_GCM ?
		measure(&figure, seal_once, &seal, ops) :
		measure(&figure, crypt_once, &crypt, ops);
}

/* The first update of a context is compared: a chaining cipher changes the IV. */
static int measure_evp(const struct figure *figure, EVP_CIPHER_CTX *ctx, bool aead,
		       unsigned int ops)
{
	struct evp evp = { ctx, figure->bytes, aead };
	int err = update_once(&evp);

	if (err || memcmp(dst, expected, figure->bytes)) {
		fprintf(stderr, "%s, %u bytes: the result of the %s differs\n",
			figure->operation, figure->bytes, figure->by);
		err = -1;
	}
	if (!err)
		err = measure(figure, update_once, &evp, ops);
	EVP_CIPHER_CTX_free(ctx);
	return err;
}

static void __attribute__((noreturn)) fail_openssl(const char *what)
{
	ERR_print_errors_fp(stderr);
	fail(what);
}

static EVP_CIPHER_CTX *provider_ctx(const char *name)
{
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, "provider=devcrypto");
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();

	if (!cipher || !ctx || !EVP_EncryptInit_ex2(ctx, cipher, key, iv, NULL))
		fail_openssl("the provider");
	EVP_CIPHER_free(cipher);
	return ctx;
}

static EVP_CIPHER_CTX *engine_ctx(ENGINE *engine, const EVP_CIPHER *cipher)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();

	if (!ctx || !EVP_EncryptInit_ex(ctx, cipher, engine, key, iv))
		fail_openssl("the engine");
	return ctx;
}

static ENGINE *load_engine(const char *path)
{
	ENGINE *engine;

	ENGINE_load_dynamic();
	engine = ENGINE_by_id("dynamic");
	if (!engine || !ENGINE_ctrl_cmd_string(engine, "SO_PATH", path, 0) ||
	    !ENGINE_ctrl_cmd_string(engine, "LOAD", NULL, 0) ||
	    !ENGINE_ctrl_cmd_string(engine, "USE_SOFTDRIVERS", "1", 0) ||
	    !ENGINE_init(engine))
		fail_openssl("the engine");
	return engine;
}

static int measure_engine(ENGINE *engine, unsigned int bytes, unsigned int ops)
{
	struct session_op sop = { .cipher = CRYPTO_AES_CBC, .keylen = 16,
				  .key = key };
	struct crypt_op crypt = { .len = bytes, .src = src, .dst = expected,
				  .iv = iv };
	struct figure figure = { "aes-128-cbc", bytes, "engine" };

	if (ioctl(fd, CIOCGSESSION, &sop))
		fail("CIOCGSESSION");
	crypt.ses = sop.ses;
	if (crypt_once(&crypt))
		fail("CIOCCRYPT");
	return measure_evp(&figure, engine_ctx(engine, EVP_aes_128_cbc()), false,
			   ops);
}

static int measure_provider(unsigned int bytes, unsigned int ops)
{
	struct figure cbc = { "aes-128-cbc", bytes, "provider" };
	struct figure gcm = { "aes-128-gcm", bytes, "provider" };

	return measure_ioctl(cbc.operation, CRYPTO_AES_CBC, bytes, ops) ||
	       measure_evp(&cbc, provider_ctx("AES-128-CBC"), false, ops) ||
	       measure_ioctl(gcm.operation, CRYPTO_AES_GCM, bytes, ops) ||
	       measure_evp(&gcm, provider_ctx("AES-128-GCM"), true, ops);
}

int main(int argc, char **argv)
{
	unsigned int i, ops, batch = argc > 1 ? atoi(argv[1]) : 200;
	ENGINE *engine = argc > 2 ? load_engine(argv[2]) : NULL;
	int err = 0;

	fd = device_open();
	src = buffer(BENCH_OUT_MAX, 0x5a);
	dst = buffer(BENCH_OUT_MAX, 0);
	expected = buffer(BENCH_OUT_MAX, 0);

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		ops = bench_ops(batch, sizes[i]);
		err |= engine ? measure_engine(engine, sizes[i], ops) :
				measure_provider(sizes[i], ops);
	}
	return err ? EXIT_FAILURE : EXIT_SUCCESS;
}
