// SPDX-License-Identifier: GPL-2.0
/*
 * Functions that all programs of bench share.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "measure.h"

/*
 * Longest copy, in bytes, that the module makes without a string instruction. Only
 * x86 has these.
 */
#ifdef __x86_64__
#define WORDS_MAX	128
#else
#define WORDS_MAX	UINT_MAX
#endif

/* Operations before a measurement: they fill caches and page tables. */
#define WARM_UP		8

/**
 * now_ns() - read the clock, in nanoseconds
 */
uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

/**
 * fail() - print errno and exit
 * @what: the operation that failed
 */
void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/**
 * sort_values() - sort values
 * @values: the values
 * @nr: how many
 */
void sort_values(double *values, size_t nr)
{
	qsort(values, nr, sizeof(*values), ascending);
}

/**
 * median() - the median of values
 * @values: the values, which the function sorts
 * @nr: how many, odd
 */
double median(double *values, unsigned int nr)
{
	sort_values(values, nr);
	return values[nr / 2];
}

/**
 * print_figure() - print a line of results.tsv
 * @figure: the figure
 * @unit: the unit of @value
 * @value: the value
 */
void print_figure(const struct figure *figure, const char *unit, double value)
{
	printf("%s\t%u\t%s\t%s\t%.*f\n", figure->operation, figure->bytes,
	       figure->by, unit, value < 100 ? 3 : 0, value);
	fflush(stdout);
}

static int run(bench_op_t *op, void *arg, unsigned int ops)
{
	while (ops--)
		if (op(arg))
			return -1;
	return 0;
}

/**
 * measured() - measure the cost of an operation
 * @figure: its name, for messages
 * @op: the operation
 * @arg: its argument
 * @ops: operations in a batch
 *
 * Return: instructions, or -1 after a message if it fails.
 */
double measured(const struct figure *figure, bench_op_t *op, void *arg,
		unsigned int ops)
{
	double each[BENCH_BATCHES];
	unsigned int i;
	uint64_t t;
	int err;

	err = run(op, arg, WARM_UP);
	for (i = 0; i < BENCH_BATCHES && !err; i++) {
		t = now_ns();
		err = run(op, arg, ops);
		each[i] = (double)(now_ns() - t) / ops;
	}
	if (err) {
		fprintf(stderr, "%s, %u bytes, %s: %m\n", figure->operation,
			figure->bytes, figure->by);
		return -1;
	}
	return median(each, BENCH_BATCHES);
}

/**
 * measure() - measure and print the cost of an operation
 * @figure: its name
 * @op: the operation
 * @arg: its argument
 * @ops: operations in a batch
 *
 * Return: 0, or -1 after a message if it fails.
 */
int measure(const struct figure *figure, bench_op_t *op, void *arg,
	    unsigned int ops)
{
	double cost = measured(figure, op, arg, ops);

	if (cost < 0)
		return -1;
	print_figure(figure, "instructions", cost);
	return 0;
}

/**
 * device_open() - open /dev/crypto, or exit
 */
int device_open(void)
{
	int fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		fail("/dev/crypto");
	return fd;
}

/**
 * session_open() - make a session, or exit
 * @fd: /dev/crypto
 * @alg: its algorithm; the key is zeros
 *
 * Return: the session's number.
 */
uint32_t session_open(int fd, const struct bench_alg *alg)
{
	static uint8_t key[BENCH_KEY_MAX];
	struct session_op sop = {};

	if (alg->kind == BENCH_HASH) {
		sop.mac = alg->number;
		sop.mackeylen = alg->key_len;
		sop.mackey = key;
	} else {
		sop.cipher = alg->number;
		sop.keylen = alg->key_len;
		sop.key = key;
	}
	if (ioctl(fd, CIOCGSESSION, &sop))
		fail("CIOCGSESSION");
	return sop.ses;
}

/**
 * session_close() - free a session, or exit
 * @fd: /dev/crypto
 * @ses: its number
 */
void session_close(int fd, uint32_t ses)
{
	if (ioctl(fd, CIOCFSESSION, &ses))
		fail("CIOCFSESSION");
}

/**
 * session_crypt() - one CIOCCRYPT of the Linux dialect
 * @fd: /dev/crypto
 * @ses: a session of a cipher or a hash
 * @bytes: bytes at @src
 * @src: input
 * @dst: the output: text, or a digest
 * @iv: the IV, or NULL
 *
 * Return: 0, or -1 with errno set.
 */
int session_crypt(int fd, uint32_t ses, unsigned int bytes, void *src, void *dst,
		  void *iv)
{
	struct crypt_op cop = {
		.ses = ses,
		.len = bytes,
		.src = src,
		.dst = dst,
		.mac = dst,
		.iv = iv,
	};

	return ioctl(fd, CIOCCRYPT, &cop);
}

/**
 * alg_named() - look an algorithm up, or exit
 * @name: its name
 */
const struct bench_alg *alg_named(const char *name)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bench_algs); i++)
		if (!strcmp(bench_algs[i].name, name))
			return &bench_algs[i];
	fprintf(stderr, "no algorithm %s\n", name);
	exit(EXIT_FAILURE);
}

/* The longest request that the module copies, in bytes. */
static unsigned int longest_copied(void)
{
	FILE *f = fopen("/proc/sys/dev/crypto/copy_bytes", "re");
	unsigned int value;

	if (!f || fscanf(f, "%u", &value) != 1)
		fail("copy_bytes");
	fclose(f);
	return value;
}

/**
 * print_copied() - print the bytes of a request that string instructions copy
 * @figure: the name of its figure
 * @alg: its algorithm
 * @copies: the module copies the request, however long it is
 */
void print_copied(const struct figure *figure, const struct bench_alg *alg,
		  bool copies)
{
	struct figure copied = { figure->operation, figure->bytes, "copied" };
	unsigned int in = figure->bytes, out = 0;

	if (alg->kind != BENCH_HASH)
		out = in;
	if (alg->kind == BENCH_AEAD)
		out += alg->out_len;
	if (!copies && (in > longest_copied() || out > longest_copied()))
		return;
	in = in > WORDS_MAX ? in : 0;
	out = out > WORDS_MAX ? out : 0;
	if (in || out)
		print_figure(&copied, "bytes", in + out);
}

/**
 * buffer() - allocate whole pages and touch them, or exit
 * @bytes: the least size
 * @fill: the value of each byte
 */
void *buffer(unsigned int bytes, int fill)
{
	size_t page = sysconf(_SC_PAGESIZE);
	size_t size = (bytes + page - 1) / page * page;
	void *p = aligned_alloc(page, size);

	if (!p)
		fail("memory");
	return memset(p, fill, size);
}
