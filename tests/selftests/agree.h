/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the tests that compare /dev/crypto with libcrypto on random data.
 * CRYPTODEV_SEED in the environment makes them choose other cases.
 */
#ifndef AGREE_H
#define AGREE_H

#include "../kselftest_harness.h"

#include "arena.h"
#include "devcrypto.h"
#include "reference.h"
#include "slow.h"
#include "why.h"

#define AGREE_TIMEOUT	300		/* seconds: emulation is slow */
#define AGREE_MAX	(1 << 20)	/* bytes of the longest message */
#define AGREE_ARENA	(AGREE_MAX + (1 << 17))
#define AGREE_SHORT	300		/* every length is tried up to this */
#define AGREE_ALIGN	18		/* and every offset from a page */

/* Lengths about pages, powers of two and where a driver may divide its work. */
static const uint32_t agree_long[] = {
	511, 512, 513, 2047, 2048, 2049, 4080, 4095, 4096, 4097, 4112, 8176,
	8191, 8192, 8193, 8208, 65520, 65535, 65536, 65537, 65552, 70000,
	262128, 262143, 262144, 262145, 262160, AGREE_MAX,
};

#define AGREE_LONG ARRAY_SIZE(agree_long)

/* The device, libcrypto and the random numbers, in a fixture's setup. */
#define AGREE_SETUP(fd) do {						\
	random_init();							\
	ref_init();							\
	(fd) = dc_open();						\
	ASSERT_LE(0, (fd))						\
		TH_LOG("/dev/crypto: %s", strerror(errno));		\
} while (0)

/* Asserts that nothing is wrong. */
#define AGREE(wrong) do {						\
	const char *__wrong = (wrong);					\
	ASSERT_TRUE(!__wrong)						\
		TH_LOG("%s; CRYPTODEV_SEED=%llu", __wrong,		\
		       (unsigned long long)random_seed());		\
} while (0)

/* The same for one of very many cases, which a slow machine takes some of. */
#define AGREE_SAMPLE(wrong) do {					\
	if (!slow_passes_over())					\
		AGREE(wrong);						\
} while (0)

#endif /* AGREE_H */
