/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is measured, in programs and in the kernel alike: the algorithms and
 * the sizes.
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
 * @name: in the tables
 * @kernel_name: what the kernel's crypto API calls it
 * @kind: which of its interfaces has it
 * @number: what /dev/crypto calls it, CRYPTO_*
 * @key_len: bytes, 0 for none
 * @iv_len: bytes, 0 for none
 * @out_len: bytes of a hash's digest, or that an AEAD's output is longer
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
 * A figure is the median of that many batches' means: the timer's interrupts
 * fall into some of them.
 */
#define BENCH_BATCHES	5

/**
 * bench_ops() - operations of a batch
 * @most: of small ones
 * @bytes: the size of one
 */
static inline unsigned int bench_ops(unsigned int most, unsigned int bytes)
{
	unsigned int ops = most / (1 + bytes / 1024);

	return ops < 4 ? 4 : ops;
}

#endif /* BENCH_ALGS_H */
