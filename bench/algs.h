/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The algorithms and the sizes that the programs and the module of bare/ measure.
 */
#ifndef BENCH_ALGS_H
#define BENCH_ALGS_H

enum bench_kind {
	BENCH_CIPHER,
	BENCH_AEAD,
	BENCH_HASH,
};

/**
 * struct bench_alg - an algorithm
 * @name: its name in the tables
 * @kernel_name: its name in the kernel's crypto API
 * @kind: its interface in the kernel's crypto API
 * @number: its number in /dev/crypto, CRYPTO_*
 * @key_len: bytes of the key, 0 for none
 * @iv_len: bytes of the IV, 0 for none
 * @out_len: bytes of a hash's digest, or of an AEAD's tag
 */
struct bench_alg {
	const char *name;
	const char *kernel_name;
	enum bench_kind kind;
	unsigned int number;
	unsigned int key_len;
	unsigned int iv_len;
	unsigned int out_len;
};

static const struct bench_alg bench_algs[] = {
	{ "null", "ecb(cipher_null)", BENCH_CIPHER, 16, 0, 0, 0 },
	{ "aes-128-cbc", "cbc(aes)", BENCH_CIPHER, 11, 16, 16, 0 },
	{ "aes-256-ctr", "ctr(aes)", BENCH_CIPHER, 21, 32, 16, 0 },
	{ "aes-128-gcm", "gcm(aes)", BENCH_AEAD, 50, 16, 12, 16 },
	{ "sha256", "sha256", BENCH_HASH, 104, 0, 0, 32 },
	{ "hmac-sha256", "hmac(sha256)", BENCH_HASH, 18, 32, 0, 32 },
};

static const unsigned int bench_sizes[] = {
	16, 64, 256, 1024, 4096, 16384, 65520
};

/* Bytes of the longest key, IV and output. */
#define BENCH_KEY_MAX	64
#define BENCH_IV_MAX	16
#define BENCH_OUT_MAX	(65520 + 32)

/*
 * A figure is the median of the means of so many batches: interrupts of the timer
 * fall into some of the batches.
 */
#define BENCH_BATCHES	5

/**
 * bench_ops() - the number of operations in a batch
 * @most: the number for small operations
 * @bytes: the size of an operation
 */
static inline unsigned int bench_ops(unsigned int most, unsigned int bytes)
{
	unsigned int ops = most / (1 + bytes / 1024);

	return ops < 4 ? 4 : ops;
}

#endif /* BENCH_ALGS_H */
