// SPDX-License-Identifier: GPL-2.0
/*
 * dialect [N]: instructions per operation of a BSD's crypto(4); N small operations
 * make a batch. The same source is compiled once with FreeBSD's header and once
 * with NetBSD's. The results must be those of the Linux dialect.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev.h>

#include "measure.h"

#ifdef CRYPTODEV_FREEBSD
#define BY		"freebsd"
#define OPEN		CIOCGSESSION2
#define open_op		session2_op
#define MAC_BYTES	32
#else
#define BY		"netbsd"
#define OPEN		CIOCGSESSION
#define open_op		session_op
/* NetBSD cuts HMAC-SHA-256 to the length that RFC 4868 has. */
#define MAC_BYTES	16
#endif

/* The algorithms that CIOCCRYPT of each dialect has. */
static const struct {
	const char *name;
	unsigned int cipher;
	unsigned int mac;
} algs[] = {
	{ "null", CRYPTO_NULL_CBC, 0 },
	{ "aes-128-cbc", CRYPTO_AES_CBC, 0 },
	{ "hmac-sha256", 0, CRYPTO_SHA2_256_HMAC },
};

static const unsigned int sizes[] = { 16, 4096, 65520 };

static int fd;
static unsigned int batch = 200;

static uint8_t *src, *dst, *expected;
static uint8_t iv[BENCH_IV_MAX];

static int crypt_once(void *arg)
{
	return ioctl(fd, CIOCCRYPT, arg);
}

static uint32_t dialect_open(unsigned int i, unsigned int key_len)
{
	static uint8_t key[BENCH_KEY_MAX];
	struct open_op sop = { .cipher = algs[i].cipher, .mac = algs[i].mac };

	if (sop.mac) {
		sop.mackeylen = key_len;
		sop.mackey = key;
	} else {
		sop.keylen = key_len;
		sop.key = key;
	}
	if (ioctl(fd, OPEN, &sop))
		fail(BY);
	return sop.ses;
}

/* Compares with the result of the Linux dialect. */
static int check_result(const struct bench_alg *alg, unsigned int bytes)
{
	unsigned int len = alg->kind == BENCH_HASH ? MAC_BYTES : bytes;
	uint32_t ses = session_open(fd, alg);
	int err = session_crypt(fd, ses, bytes, src, expected,
				alg->iv_len ? iv : NULL);

	session_close(fd, ses);
	if (!err && !memcmp(dst, expected, len))
		return 0;
	fprintf(stderr, "%s, %u bytes: the result of " BY " differs\n",
		alg->name, bytes);
	return -1;
}

static int measure_dialect(unsigned int i, unsigned int bytes)
{
	const struct bench_alg *alg = alg_named(algs[i].name);
	struct figure figure = { alg->name, bytes, BY };
	uint32_t ses = dialect_open(i, alg->key_len);
	struct crypt_op cop = {
		.ses = ses,
		.op = COP_ENCRYPT,
		.len = bytes,
		.src = src,
		.iv = alg->iv_len ? iv : NULL,
	};
	int err;

	if (alg->kind == BENCH_HASH)
		cop.mac = dst;
	else
		cop.dst = dst;
	memset(dst, 1, BENCH_OUT_MAX);
	err = measure(&figure, crypt_once, &cop, bench_ops(batch, bytes)) ||
	      check_result(alg, bytes);
	session_close(fd, ses);
	return err;
}

int main(int argc, char **argv)
{
	int status = EXIT_SUCCESS;
	unsigned int i, s;

	if (argc > 1)
		batch = atoi(argv[1]);
	fd = device_open();
	src = buffer(BENCH_OUT_MAX, 0x5a);
	dst = buffer(BENCH_OUT_MAX, 0);
	expected = buffer(BENCH_OUT_MAX, 0);

	for (i = 0; i < ARRAY_SIZE(algs); i++)
		for (s = 0; s < ARRAY_SIZE(sizes); s++)
			if (measure_dialect(i, sizes[s]))
				status = EXIT_FAILURE;
	return status;
}
