/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that all programs of bench share: a clock, sessions, and the output of
 * figures. If the clock counts instructions, a nanosecond is an instruction.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "algs.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

uint64_t now_ns(void);
void fail(const char *what) __attribute__((noreturn));

/**
 * typedef bench_op_t - an operation to measure
 * @arg: its argument
 *
 * Return: 0, or -1 with errno set.
 */
typedef int bench_op_t(void *arg);

/**
 * struct figure - the name of a figure
 * @operation: the operation
 * @bytes: the size of an operation
 * @by: the implementation
 */
struct figure {
	const char *operation;
	unsigned int bytes;
	const char *by;
};

void sort_values(double *values, size_t nr);
double median(double *values, unsigned int nr);
void print_figure(const struct figure *figure, const char *unit, double value);
double measured(const struct figure *figure, bench_op_t *op, void *arg,
		unsigned int ops);
int measure(const struct figure *figure, bench_op_t *op, void *arg,
	    unsigned int ops);

int device_open(void);
uint32_t session_open(int fd, const struct bench_alg *alg);
void session_close(int fd, uint32_t ses);
int session_crypt(int fd, uint32_t ses, unsigned int bytes, void *src, void *dst,
		  void *iv);
const struct bench_alg *alg_named(const char *name);
void *buffer(unsigned int bytes, int fill);
void print_copied(const struct figure *figure, const struct bench_alg *alg,
		  bool copies);

#endif /* BENCH_MEASURE_H */
