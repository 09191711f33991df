/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the programs here have in common: a clock, sessions, and a way to print
 * figures. Where the clock counts instructions, nanoseconds are instructions.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdint.h>

#include "algs.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

uint64_t now_ns(void);
void fail(const char *what) __attribute__((noreturn));

/**
 * typedef bench_op_t - an operation to be measured
 * @arg: whatever it works on
 *
 * Return: 0, or -1 with errno set.
 */
typedef int bench_op_t(void *arg);

/**
 * struct figure - what is measured
 * @operation: its name
 * @bytes: the size of one operation
 * @by: who does it
 */
struct figure {
	const char *operation;
	unsigned int bytes;
	const char *by;
};

double median(double *values, unsigned int nr);
void print_figure(const struct figure *figure, const char *unit, double value);
double measured(const struct figure *figure, bench_op_t *op, void *arg,
		unsigned int ops);
int measure(const struct figure *figure, bench_op_t *op, void *arg,
	    unsigned int ops);

int device_open(void);
uint32_t session_open(int fd, const struct bench_alg *alg);
void session_close(int fd, uint32_t ses);
const struct bench_alg *alg_named(const char *name);
void *buffer(unsigned int bytes, int fill);

#endif /* BENCH_MEASURE_H */
