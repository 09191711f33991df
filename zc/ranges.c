// SPDX-License-Identifier: GPL-2.0
/*
 * Lists of user ranges: walks through them, checks, and the comparison of the
 * input's with the output's.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "zc/reject.h"
#include "zc/scatter.h"

/**
 * zc_ranges_reserve() - make room for ranges
 * @ranges: the list; it loses its ranges
 * @nr: number of ranges to hold
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int zc_ranges_reserve(struct zc_ranges *ranges, unsigned int nr)
{
	struct zc_range *range;

	ranges->nr = 0;
	ranges->len = 0;
	if (nr <= ranges->max)
		return 0;
	range = kvmalloc_array(nr, sizeof(*range),
			       GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!range)
		return -ENOMEM;
	kvfree(ranges->range);
	ranges->range = range;
	ranges->max = nr;
	return 0;
}

/**
 * zc_cursor_start() - start a walk
 * @ranges: the ranges, of at least @done + @len bytes
 * @done: bytes to skip
 * @len: bytes to walk through
 *
 * Does not sleep.
 *
 * Return: the cursor, for zc_cursor_next().
 */
struct zc_cursor zc_cursor_start(const struct zc_ranges *ranges, u32 done,
				 u32 len)
{
	struct zc_cursor cursor = { ranges->range, done, len };

	while (len && cursor.skip >= cursor.at->len)
		cursor.skip -= cursor.at++->len;
	return cursor;
}

/**
 * zc_cursor_next() - get the next range of a walk
 * @cursor: the cursor
 * @addr: set to the user address of the range
 *
 * Does not sleep.
 *
 * Return: bytes of the range, 0 at the end.
 */
u32 zc_cursor_next(struct zc_cursor *cursor, void __user **addr)
{
	u32 len;

	if (!cursor->left)
		return 0;
	*addr = cursor->at->addr + cursor->skip;
	len = min(cursor->at->len - cursor->skip, cursor->left);
	cursor->left -= len;
	cursor->skip = 0;
	cursor->at++;
	return len;
}

/**
 * zc_ranges_read() - copy a part of the ranges from the caller
 * @to: kernel memory of @len bytes, inside one object
 * @ranges: the ranges
 * @done: bytes before the part
 * @len: bytes of the part
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int zc_ranges_read(void *to, const struct zc_ranges *ranges, u32 done, u32 len)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, done, len);
	void __user *addr;
	u32 n;

	while ((n = zc_cursor_next(&cursor, &addr))) {
		if (copy_from_user(to, addr, n))
			return cryptodev_reject(-EFAULT,
						"input is not readable");
		to += n;
	}
	return 0;
}

/**
 * zc_ranges_check() - check that a copy to a part will not fault half way
 * @ranges: the ranges
 * @done: bytes before the part
 * @len: bytes of the part
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int zc_ranges_check(const struct zc_ranges *ranges, u32 done, u32 len)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, done, len);
	void __user *addr;
	u32 n;

	while ((n = zc_cursor_next(&cursor, &addr)))
		if (zc_check_writable(addr, n))
			return cryptodev_reject(-EFAULT,
						"output is not writable");
	return 0;
}

/**
 * zc_ranges_mapped() - check that ranges are mapped with the right access
 * @ranges: the ranges
 * @len: bytes to check
 * @write: the ranges will be written
 *
 * May sleep and fault.
 *
 * Return: as zc_check_mapped().
 */
int zc_ranges_mapped(const struct zc_ranges *ranges, u32 len, bool write)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, 0, len);
	void __user *addr;
	int err = 0;
	u32 n;

	while (!err && (n = zc_cursor_next(&cursor, &addr)))
		err = zc_check_mapped(addr, n, write);
	return err;
}

/* Are the first @len bytes of both at the same addresses? */
static bool same_ranges(const struct zc_ranges *a, const struct zc_ranges *b,
			u32 len)
{
	struct zc_cursor x = zc_cursor_start(a, 0, len);
	struct zc_cursor y = zc_cursor_start(b, 0, len);
	void __user *xa, *ya;
	u32 xn = 0, yn = 0, n;

	for (; len; len -= n) {
		if (!xn)
			xn = zc_cursor_next(&x, &xa);
		if (!yn)
			yn = zc_cursor_next(&y, &ya);
		if (xa != ya)
			return false;
		n = min(xn, yn);
		xa += n;
		ya += n;
		xn -= n;
		yn -= n;
	}
	return true;
}

/* A range of input or output, to be sorted by its address. */
struct span {
	unsigned long start;
	unsigned long end;
	bool out;
};

static int compare_spans(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static unsigned int add_spans(struct span *span, const struct zc_ranges *ranges,
			      u32 len, bool out)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, 0, len);
	unsigned int nr = 0;
	void __user *addr;
	u32 n;

	while ((n = zc_cursor_next(&cursor, &addr))) {
		span[nr].start = (unsigned long)addr;
		span[nr].end = (unsigned long)addr + n;
		span[nr++].out = out;
	}
	return nr;
}

/* Does an output overlap a span before it, in the order of their addresses? */
static bool spans_overlap(const struct span *span, unsigned int nr)
{
	unsigned long in_end = 0, out_end = 0;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (span[i].start < out_end ||
		    (span[i].out && span[i].start < in_end))
			return true;
		if (span[i].out)
			out_end = span[i].end;
		else
			in_end = max(in_end, span[i].end);
	}
	return false;
}

/**
 * zc_scatter_compare() - compare the ranges of the input with the output's
 * @scatter: the ranges; in_place and overlap are set
 * @src_len: bytes of the input
 * @dst_len: bytes of the output, 0 for none
 *
 * Sorts the ranges, so the time that this takes is not quadratic. May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int zc_scatter_compare(struct zc_scatter *scatter, u32 src_len, u32 dst_len)
{
	unsigned int nr = 0;
	struct span *span;

	scatter->overlap = false;
	scatter->in_place = dst_len && same_ranges(&scatter->src, &scatter->dst,
						   min(src_len, dst_len));
	if (!dst_len)
		return 0;
	span = kvmalloc_array(scatter->src.nr + scatter->dst.nr, sizeof(*span),
			      GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!span)
		return -ENOMEM;
	nr = add_spans(span, &scatter->dst, dst_len, true);
	if (!scatter->in_place)
		nr += add_spans(span + nr, &scatter->src, src_len, false);
	sort(span, nr, sizeof(*span), compare_spans, NULL);
	scatter->overlap = spans_overlap(span, nr);
	kvfree(span);
	return 0;
}
