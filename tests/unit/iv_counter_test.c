// SPDX-License-Identifier: GPL-2.0
/*
 * The IVs that a session generates: each number once, and 2^32 of them.
 */
#include <kunit/test.h>

#include "crypto/iv_counter.h"

static void numbers_count_from_zero(struct kunit *test)
{
	struct cryptodev_iv_counter counter = {};
	u64 i, nr;

	for (i = 0; i < 1000; i++) {
		KUNIT_ASSERT_EQ(test, cryptodev_iv_count(&counter, &nr), 0);
		KUNIT_ASSERT_EQ(test, nr, i);
	}
}

static void numbers_end_after_2_32(struct kunit *test)
{
	struct cryptodev_iv_counter counter = {};
	u64 i, nr;

	atomic64_set(&counter.nr, BIT_ULL(32) - 2);
	KUNIT_EXPECT_EQ(test, cryptodev_iv_count(&counter, &nr), 0);
	KUNIT_EXPECT_EQ(test, nr, BIT_ULL(32) - 2);
	KUNIT_EXPECT_EQ(test, cryptodev_iv_count(&counter, &nr), 0);
	KUNIT_EXPECT_EQ(test, nr, BIT_ULL(32) - 1);
	/* However often it is asked, the counter never starts again. */
	for (i = 0; i < 1000; i++)
		KUNIT_ASSERT_EQ(test, cryptodev_iv_count(&counter, &nr),
				-EKEYEXPIRED);
	KUNIT_EXPECT_EQ(test, (u64)atomic64_read(&counter.nr), BIT_ULL(32));
}

static void iv_is_the_fixed_bytes_and_the_counter(struct kunit *test)
{
	struct cryptodev_iv_counter counter = {
		.start = 0x0102030405060708, .fixed = "abcdefgh",
	};
	static const u8 want[16] = {
		'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 1, 2, 3, 4, 5, 6, 7, 11,
	};
	u8 iv[17];
	u32 len;

	for (len = 8; len <= 16; len++) {
		memset(iv, 0xa5, sizeof(iv));
		cryptodev_iv_write(&counter, 3, iv, len);
		KUNIT_EXPECT_EQ(test, memcmp(iv, want, len - 8), 0);
		KUNIT_EXPECT_EQ(test, memcmp(iv + len - 8, want + 8, 8), 0);
		KUNIT_EXPECT_EQ(test, iv[len], 0xa5);
	}
	/* A nonce of CCM with 7 bytes. */
	memset(iv, 0xa5, sizeof(iv));
	cryptodev_iv_write(&counter, 3, iv, 7);
	KUNIT_EXPECT_EQ(test, memcmp(iv, want + 9, 7), 0);
	KUNIT_EXPECT_EQ(test, iv[7], 0xa5);
}

static void counter_carries_and_wraps(struct kunit *test)
{
	struct cryptodev_iv_counter counter = { .start = U64_MAX - 1 };
	u8 iv[12];

	cryptodev_iv_write(&counter, 1, iv, 12);
	KUNIT_EXPECT_EQ(test, memcmp(iv, "\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
				     12), 0);
	cryptodev_iv_write(&counter, 2, iv, 12);
	KUNIT_EXPECT_EQ(test, memcmp(iv, "\0\0\0\0\0\0\0\0\0\0\0\0", 12), 0);
	cryptodev_iv_write(&counter, BIT_ULL(32) - 1, iv, 12);
	KUNIT_EXPECT_EQ(test, memcmp(iv, "\0\0\0\0\0\0\0\0\xff\xff\xff\xfd", 12),
			0);
}

static void random_parts_differ(struct kunit *test)
{
	struct cryptodev_iv_counter a = {}, b = {};

	cryptodev_iv_counter_init(&a);
	cryptodev_iv_counter_init(&b);
	KUNIT_EXPECT_NE(test, a.start, b.start);
	KUNIT_EXPECT_NE(test, memcmp(a.fixed, b.fixed, sizeof(a.fixed)), 0);
	KUNIT_EXPECT_EQ(test, (u64)atomic64_read(&a.nr), 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(numbers_count_from_zero),
	KUNIT_CASE(numbers_end_after_2_32),
	KUNIT_CASE(iv_is_the_fixed_bytes_and_the_counter),
	KUNIT_CASE(counter_carries_and_wraps),
	KUNIT_CASE(random_parts_differ),
	{}
};

static struct kunit_suite suite = {
	.name = "iv_counter",
	.test_cases = cases,
};

kunit_test_suite(suite);
