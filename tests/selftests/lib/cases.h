/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tests of many cases: random numbers that choose the cases, a sample of them
 * on a slow kernel, and a text that says why a case failed.
 */
#ifndef SELFTESTS_CASES_H
#define SELFTESTS_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The seed: CRYPTODEV_SEED from the environment, or else a constant. */
uint64_t random_seed(void);

/* Restarts the sequence of random numbers from the seed. */
void random_init(void);

/* Returns a number from 0 to @n - 1. */
uint32_t random_below(uint32_t n);

bool random_bool(void);

void random_fill(void *buf, size_t len);

/*
 * A kernel with debugging checks is many times slower. CRYPTODEV_SLOW=N in the
 * environment makes a test with thousands of similar cases run one case in N. N
 * should be prime, so that nested loops do not sample the same inner case.
 */

/* Returns N, or 1 if CRYPTODEV_SLOW is not set. */
unsigned int slowdown(void);

/*
 * Call it once per case: returns true to skip this one. Never skips the first.
 */
bool skip_case(void);

/*
 * CRYPTODEV_BRIEF=N in the environment is for tests/quick, on User Mode Linux.
 * Tests that repeat an action to catch a race, wait, or process long messages do
 * one Nth of it. Other kernels do all of it: with two CPUs or with checks, a test
 * finds a race that it cannot find on User Mode Linux.
 */

/*
 * Returns @n / N: rounds, seconds or bytes. Never returns less than @least, with
 * which the test still finds its mistake if that happens most of the time.
 */
double brief(double n, double least);

/* As skip_case(), but skips all cases except one in N of CRYPTODEV_BRIEF. */
bool skip_if_brief(void);

/*
 * Checks that many cases share return NULL for success or a text that says what
 * failed; the test asserts NULL. Returns the formatted text, which is valid
 * until the next call.
 */
__attribute__((format(printf, 1, 2)))
const char *failure(const char *fmt, ...);

/* In a test: assert, or expect, that a check returned NULL. */
#define ASSERT_RIGHT(wrong) do {					\
	const char *__wrong = (wrong);					\
	ASSERT_TRUE(!__wrong)						\
		TH_LOG("%s", __wrong);					\
} while (0)

#define EXPECT_RIGHT(wrong) do {					\
	const char *__wrong = (wrong);					\
	EXPECT_TRUE(!__wrong)						\
		TH_LOG("%s", __wrong);					\
} while (0)

#endif /* SELFTESTS_CASES_H */
