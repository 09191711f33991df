// SPDX-License-Identifier: GPL-2.0
/*
 * Scatterlists against the bytes that they must name, in their order.
 */
#include <kunit/test.h>
#include <linux/bvec.h>

#include "zc/sgl.c"

#define ORDER		6	/* of NR_PAGES */
#define NR_PAGES	64

/* Neighbouring pages of the kernel's. */
static struct page *neighbours(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, ORDER);

	KUNIT_ASSERT_NOT_NULL(test, page);
	return page;
}

/*
 * Expects that the list names @len bytes, from @offset in the first page on, and
 * has as few entries as it can.
 */
static void expect_list(struct kunit *test, const struct zc_sgl *sgl,
			struct page *const *page, u32 offset, u32 len)
{
	phys_addr_t at, end = 0;
	struct scatterlist *sg;
	u32 i, n, done = 0;

	for_each_sg(sgl->sg, sg, sgl->nr, i) {
		KUNIT_ASSERT_LE(test, sg->length, ZC_SG_MAX);
		KUNIT_ASSERT_GT(test, sg->length, 0);
		/* One page less than the longest entry would have taken this. */
		if (sg_phys(sg) == end)
			KUNIT_EXPECT_GT(test, sg[-1].length,
					ZC_SG_MAX - PAGE_SIZE);
		end = sg_phys(sg) + sg->length;
		for (n = 0; n < sg->length; n++, done++) {
			at = page_to_phys(page[(offset + done) / PAGE_SIZE]) +
			     (offset + done) % PAGE_SIZE;
			KUNIT_ASSERT_EQ_MSG(test, sg_phys(sg) + n, at,
					    "byte %u", done);
		}
		KUNIT_EXPECT_EQ(test, !!sg_is_last(sg), i == sgl->nr - 1);
	}
	KUNIT_EXPECT_EQ(test, done, len);
}

/* Orders of pages: all neighbours, pairs, none, backwards. */
static u32 place(u32 order, u32 i)
{
	switch (order) {
	case 0:
		return i;
	case 1:
		return (i / 2 * 4 + i % 2) % NR_PAGES;
	case 2:
		return i * 2 % NR_PAGES;
	default:
		return NR_PAGES - 1 - i;
	}
}

static void pages_become_the_fewest_entries(struct kunit *test)
{
	static const u32 lens[] = {
		1, 100, PAGE_SIZE, PAGE_SIZE + 1, 5 * PAGE_SIZE, ZC_SG_MAX,
		ZC_SG_MAX + 1, ZC_SG_MAX + PAGE_SIZE, 31 * PAGE_SIZE,
	};
	static const u32 offsets[] = { 0, 1, 100, PAGE_SIZE - 1 };
	struct page *page[NR_PAGES / 2], *first = neighbours(test);
	struct zc_pages p = { .page = page, .max = ARRAY_SIZE(page) };
	struct zc_sgl sgl = {};
	u32 order, i, j, n;

	for (order = 0; order < 4; order++) {
		for (n = 0; n < ARRAY_SIZE(page); n++)
			page[n] = first + place(order, n);
		for (i = 0; i < ARRAY_SIZE(lens); i++) {
			for (j = 0; j < ARRAY_SIZE(offsets); j++) {
				p.offset = offsets[j];
				p.len = lens[i];
				p.nr = DIV_ROUND_UP(p.offset + p.len, PAGE_SIZE);
				KUNIT_ASSERT_EQ(test, zc_sgl_start(&sgl, p.nr), 0);
				zc_sgl_add_pages(&sgl, &p);
				zc_sgl_end(&sgl);
				expect_list(test, &sgl, page, p.offset, p.len);
			}
		}
	}
	kvfree(sgl.sg);
	__free_pages(first, ORDER);
}

static void iterator_becomes_the_fewest_entries(struct kunit *test)
{
	struct page *page[NR_PAGES / 2], *first = neighbours(test);
	struct bio_vec bvec[NR_PAGES / 2];
	struct zc_sgl sgl = {};
	struct iov_iter iter;
	u32 order, skip, n;

	for (order = 0; order < 4; order++) {
		for (n = 0; n < ARRAY_SIZE(page); n++) {
			page[n] = first + place(order, n);
			bvec_set_page(&bvec[n], page[n], PAGE_SIZE, 0);
		}
		for (skip = 0; skip < 3 * PAGE_SIZE; skip += 1000) {
			iov_iter_bvec(&iter, ITER_SOURCE, bvec, ARRAY_SIZE(bvec),
				      20 * PAGE_SIZE);
			iov_iter_advance(&iter, skip);
			iov_iter_truncate(&iter, 16 * PAGE_SIZE + 5);
			KUNIT_ASSERT_EQ(test, zc_sgl_from_iter(&sgl, &iter), 0);
			expect_list(test, &sgl, page, skip, 16 * PAGE_SIZE + 5);
		}
	}
	kvfree(sgl.sg);
	__free_pages(first, ORDER);
}

static void iterator_in_too_many_pieces_is_refused(struct kunit *test)
{
	struct page *first = neighbours(test);
	struct bio_vec bvec[8];
	struct zc_sgl sgl = {};
	struct iov_iter iter;
	u32 n;

	for (n = 0; n < ARRAY_SIZE(bvec); n++)
		bvec_set_page(&bvec[n], first + 2 * n, 512, 0);
	iov_iter_bvec(&iter, ITER_SOURCE, bvec, ARRAY_SIZE(bvec), 8 * 512);
	KUNIT_EXPECT_EQ(test, zc_sgl_from_iter(&sgl, &iter), -EINVAL);
	kvfree(sgl.sg);
	__free_pages(first, ORDER);
}

static void used_list_has_no_old_end(struct kunit *test)
{
	struct zc_sgl sgl = {};
	u8 *buf = kunit_kzalloc(test, 64, GFP_KERNEL);
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	KUNIT_ASSERT_EQ(test, zc_sgl_start(&sgl, 4), 0);
	zc_sgl_add_buf(&sgl, buf, 16);
	zc_sgl_add_buf(&sgl, buf, 0);
	KUNIT_EXPECT_EQ(test, sgl.nr, 1);
	zc_sgl_end(&sgl);
	KUNIT_ASSERT_EQ(test, zc_sgl_start(&sgl, 3), 0);
	for (i = 0; i < 3; i++)
		zc_sgl_add_buf(&sgl, buf + 16 * i, 16);
	zc_sgl_end(&sgl);
	KUNIT_EXPECT_EQ(test, sg_nents(sgl.sg), 3);
	kvfree(sgl.sg);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(pages_become_the_fewest_entries),
	KUNIT_CASE(iterator_becomes_the_fewest_entries),
	KUNIT_CASE(iterator_in_too_many_pieces_is_refused),
	KUNIT_CASE(used_list_has_no_old_end),
	{}
};

static struct kunit_suite suite = {
	.name = "sgl",
	.test_cases = cases,
};

kunit_test_suite(suite);
