// SPDX-License-Identifier: GPL-2.0
/*
 * The masks of constant_time.h against C's own comparisons.
 */
#include <kunit/test.h>
#include <linux/bits.h>

#include "crypto/tls/constant_time.h"

/* The helpers take numbers below this. */
#define LIMIT		BIT(31)

/* Numbers on each side of a power of two, and the small ones. */
static u32 sample(u32 i)
{
	return i < 300 ? i : BIT(9 + (i - 300) / 5) - 3 + (i - 300) % 5;
}

#define NR_SAMPLES	(300 + 22 * 5)

static u32 mask_of(bool value)
{
	return value ? U32_MAX : 0;
}

static void mask_is_the_top_bit(struct kunit *test)
{
	u32 i;

	for (i = 0; i < NR_SAMPLES; i++) {
		KUNIT_ASSERT_EQ(test, ct_mask(sample(i)), 0);
		KUNIT_ASSERT_EQ(test, ct_mask(sample(i) | (u32)LIMIT), U32_MAX);
	}
}

static void comparisons_agree_with_c(struct kunit *test)
{
	u32 i, j, a, b;

	for (i = 0; i < NR_SAMPLES; i++) {
		for (j = 0; j < NR_SAMPLES; j++) {
			a = sample(i);
			b = sample(j);
			KUNIT_ASSERT_LT(test, a, (u32)LIMIT);
			KUNIT_ASSERT_EQ_MSG(test, ct_lt(a, b), mask_of(a < b),
					    "ct_lt(%u, %u)", a, b);
			KUNIT_ASSERT_EQ_MSG(test, ct_eq(a, b), mask_of(a == b),
					    "ct_eq(%u, %u)", a, b);
		}
	}
}

static void select_takes_the_first_for_all_ones(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ct_select(U32_MAX, 0x12345678, 0x9abcdef0),
			0x12345678);
	KUNIT_EXPECT_EQ(test, ct_select(0, 0x12345678, 0x9abcdef0), 0x9abcdef0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(mask_is_the_top_bit),
	KUNIT_CASE(comparisons_agree_with_c),
	KUNIT_CASE(select_takes_the_first_for_all_ones),
	{}
};

static struct kunit_suite suite = {
	.name = "constant_time",
	.test_cases = cases,
};

kunit_test_suite(suite);
