// SPDX-License-Identifier: GPL-2.0
/*
 * The arithmetic of user ranges, and their checks in an address space of the
 * test's own.
 */
#include <kunit/test.h>
#include <linux/mman.h>

#include "zc/range.c"

/* A range that ends beyond the address space is not for these. */
#define BASE		0x10000UL

static void __user *user(unsigned long addr)
{
	return (void __user *)addr;
}

static void check_overlap(struct kunit *test, u32 a, u32 a_len, u32 b, u32 b_len)
{
	bool shared = false;
	u32 i;

	for (i = a; i < a + a_len; i++)
		shared |= i >= b && i < b + b_len;
	KUNIT_ASSERT_EQ_MSG(test, zc_overlap(user(BASE + a), a_len,
					     user(BASE + b), b_len),
			    shared, "%u+%u and %u+%u", a, a_len, b, b_len);
}

static void overlap_agrees_with_a_search(struct kunit *test)
{
	u32 i;

	for (i = 0; i < 8 * 8 * 8 * 8; i++)
		check_overlap(test, i % 8, i / 8 % 8, i / 64 % 8, i / 512);
}

static void overlap_of_long_ranges(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, zc_overlap(user(BASE), U32_MAX,
					   user(BASE + U32_MAX - 1), 1));
	KUNIT_EXPECT_FALSE(test, zc_overlap(user(BASE), U32_MAX,
					    user(BASE + U32_MAX), U32_MAX));
	KUNIT_EXPECT_FALSE(test, zc_overlap(user(BASE + U32_MAX), U32_MAX,
					    user(BASE), U32_MAX));
	KUNIT_EXPECT_TRUE(test, zc_overlap(user(BASE + 5), U32_MAX,
					   user(BASE), U32_MAX));
}

static void wraps_only_beyond_the_last_address(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, zc_wraps(user(0), U32_MAX));
	KUNIT_EXPECT_FALSE(test, zc_wraps(user(-1UL), 0));
	KUNIT_EXPECT_FALSE(test, zc_wraps(user(-16UL), 15));
	KUNIT_EXPECT_TRUE(test, zc_wraps(user(-16UL), 16));
	KUNIT_EXPECT_TRUE(test, zc_wraps(user(-16UL), U32_MAX));
	KUNIT_EXPECT_TRUE(test, zc_wraps(user(-1UL), 1));
}

static void one_page_agrees_with_page_numbers(struct kunit *test)
{
	static const u32 lens[] = {
		1, 2, 15, PAGE_SIZE - 1, PAGE_SIZE, PAGE_SIZE + 1, U32_MAX,
	};
	unsigned long at, first, last;
	u32 i;

	for (at = BASE; at <= BASE + PAGE_SIZE; at++) {
		KUNIT_ASSERT_TRUE(test, zc_one_page(user(at), 0));
		for (i = 0; i < ARRAY_SIZE(lens); i++) {
			first = at / PAGE_SIZE;
			last = (at + lens[i] - 1) / PAGE_SIZE;
			KUNIT_ASSERT_EQ_MSG(test, zc_one_page(user(at), lens[i]),
					    first == last, "%lx+%x", at, lens[i]);
		}
	}
}

static void next_page_begins_after_the_address(struct kunit *test)
{
	unsigned long at;

	for (at = BASE; at < BASE + 2 * PAGE_SIZE; at++)
		KUNIT_ASSERT_PTR_EQ(test, range_next_page(user(at)),
				    user((at / PAGE_SIZE + 1) * PAGE_SIZE));
}

/*
 * Three pages: the first can be written, the second can be read only, the third
 * is not mapped.
 */
static unsigned long three_pages(struct kunit *test)
{
	unsigned long at, flags = MAP_ANONYMOUS | MAP_PRIVATE;

	at = kunit_vm_mmap(test, NULL, 0, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE,
			   flags, 0);
	KUNIT_ASSERT_NE_MSG(test, at, 0, "no memory");
	KUNIT_ASSERT_LT(test, at, (unsigned long)-MAX_ERRNO);
	KUNIT_ASSERT_EQ(test, kunit_vm_mmap(test, NULL, at + PAGE_SIZE, PAGE_SIZE,
					    PROT_READ, flags | MAP_FIXED, 0),
			at + PAGE_SIZE);
	KUNIT_ASSERT_EQ(test, vm_munmap(at + 2 * PAGE_SIZE, PAGE_SIZE), 0);
	return at;
}

static void checks_find_the_page_without_the_right(struct kunit *test)
{
	unsigned long at = three_pages(test);
	u32 one = PAGE_SIZE - 8, two = one + PAGE_SIZE;

	KUNIT_EXPECT_EQ(test, zc_touch(user(at + 8), two), 0);
	KUNIT_EXPECT_EQ(test, zc_touch(user(at + 8), two + 1), -EFAULT);
	KUNIT_EXPECT_EQ(test, zc_touch(user(at + 2 * PAGE_SIZE), 1), -EFAULT);

	KUNIT_EXPECT_EQ(test, zc_check_writable(user(at + 8), one), 0);
	KUNIT_EXPECT_EQ(test, zc_check_writable(user(at + 8), one + 1), -EFAULT);

	KUNIT_EXPECT_EQ(test, zc_check_mapped(user(at + 8), one, true), 0);
	KUNIT_EXPECT_EQ(test, zc_check_mapped(user(at + 8), one + 1, true),
			-EFAULT);
	KUNIT_EXPECT_EQ(test, zc_check_mapped(user(at + 8), two, false), 0);
	KUNIT_EXPECT_EQ(test, zc_check_mapped(user(at + 8), two + 1, false),
			-EFAULT);
}

static void hole_between_two_mappings_is_found(struct kunit *test)
{
	unsigned long at = three_pages(test);

	KUNIT_ASSERT_EQ(test, vm_munmap(at + PAGE_SIZE, PAGE_SIZE), 0);
	KUNIT_ASSERT_EQ(test, kunit_vm_mmap(test, NULL, at + 2 * PAGE_SIZE,
					    PAGE_SIZE, PROT_READ,
					    MAP_ANONYMOUS | MAP_PRIVATE | MAP_FIXED,
					    0), at + 2 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, zc_touch(user(at), 3 * PAGE_SIZE), -EFAULT);
	KUNIT_EXPECT_EQ(test, zc_check_mapped(user(at), 3 * PAGE_SIZE, false),
			-EFAULT);
	KUNIT_EXPECT_EQ(test, zc_check_mapped(user(at), PAGE_SIZE, false), 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(overlap_agrees_with_a_search),
	KUNIT_CASE(overlap_of_long_ranges),
	KUNIT_CASE(wraps_only_beyond_the_last_address),
	KUNIT_CASE(one_page_agrees_with_page_numbers),
	KUNIT_CASE(next_page_begins_after_the_address),
	KUNIT_CASE(checks_find_the_page_without_the_right),
	KUNIT_CASE(hole_between_two_mappings_is_found),
	{}
};

static struct kunit_suite suite = {
	.name = "range",
	.test_cases = cases,
};

kunit_test_suite(suite);
