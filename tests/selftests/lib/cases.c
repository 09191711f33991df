// SPDX-License-Identifier: GPL-2.0
/* Tests of many cases: random numbers, samples and failure texts. */
#include "cases.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RANDOM_SEED	20240917

static uint64_t random_state;

uint64_t random_seed(void)
{
	const char *seed = getenv("CRYPTODEV_SEED");

	return seed ? strtoull(seed, NULL, 0) : RANDOM_SEED;
}

void random_init(void)
{
	random_state = random_seed();
}

/* splitmix64 */
static uint64_t random_u64(void)
{
	uint64_t x = random_state += 0x9e3779b97f4a7c15;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

uint32_t random_below(uint32_t n)
{
	return (random_u64() >> 32) * n >> 32;
}

bool random_bool(void)
{
	return random_below(2);
}

void random_fill(void *buf, size_t len)
{
	uint8_t *p = buf;
	uint64_t x;

	for (; len >= sizeof(x); p += sizeof(x), len -= sizeof(x)) {
		x = random_u64();
		memcpy(p, &x, sizeof(x));
	}
	x = random_u64();
	memcpy(p, &x, len);
}

/* Returns the number in an environment variable, or 1. */
static unsigned int divisor(const char *variable)
{
	const char *say = getenv(variable);
	unsigned long n = say ? strtoul(say, NULL, 0) : 1;

	return n ? n : 1;
}

unsigned int slowdown(void)
{
	return divisor("CRYPTODEV_SLOW");
}

bool skip_case(void)
{
	static unsigned int nr;

	return nr++ % slowdown();
}

double brief(double n, double least)
{
	n /= divisor("CRYPTODEV_BRIEF");
	return n < least ? least : n;
}

bool skip_if_brief(void)
{
	static unsigned int nr;

	return nr++ % divisor("CRYPTODEV_BRIEF");
}

const char *failure(const char *fmt, ...)
{
	static char text[400];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return text;
}
