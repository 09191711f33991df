/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the agree_* programs, which compare /dev/crypto with libcrypto on
 * random data. CRYPTODEV_SEED in the environment selects other data.
 */
#ifndef SELFTESTS_AGREE_H
#define SELFTESTS_AGREE_H

#include "cases.h"
#include "checked_memory.h"
#include "devcrypto.h"
#include "reference.h"

#define AGREE_TIMEOUT	300		/* seconds: emulation is slow */
#define AGREE_MAX	(1 << 20)	/* bytes of the longest message */
#define AGREE_ROOM	(AGREE_MAX + (1 << 17))
#define AGREE_SHORT	300		/* test each length up to this */
#define AGREE_ALIGN	18		/* test each offset from a page */
#define AGREE_LONG	28

/* Lengths near page sizes, powers of two and where a driver may split. */
extern const uint32_t agree_long[AGREE_LONG];

/* In a fixture's setup: opens the device, prepares libcrypto and the seed. */
#define AGREE_SETUP(fd) do {						\
	random_init();							\
	ref_init();							\
	(fd) = dc_open();						\
	ASSERT_LE(0, (fd))						\
		TH_LOG("/dev/crypto: %s", strerror(errno));		\
} while (0)

/* Asserts that a check returned NULL; else prints its text and the seed. */
#define AGREE(wrong) do {						\
	const char *__wrong = (wrong);					\
	ASSERT_TRUE(!__wrong)						\
		TH_LOG("%s; CRYPTODEV_SEED=%llu", __wrong,		\
		       (unsigned long long)random_seed());		\
} while (0)

/* The same for one of many cases; a slow kernel runs a sample of them. */
#define AGREE_SAMPLE(wrong) do {					\
	if (!skip_case())						\
		AGREE(wrong);						\
} while (0)

#endif /* SELFTESTS_AGREE_H */
