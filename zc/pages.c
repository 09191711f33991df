// SPDX-License-Identifier: GPL-2.0
/*
 * Two kinds of pages: the caller's pages, pinned while a driver may access
 * them, and scratch pages of the kernel, used when a driver must not use the
 * caller's pages. Relies on the kernel's get_user_pages and page allocator.
 */
#include <linux/highmem.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "compat/kernel.h"
#include "zc/zc.h"

/* Longest array that is kept for the next request: 64 KiB and one more page. */
#define KEEP_PAGES	17

/**
 * zc_pages_reserve() - make room in an array of pages
 * @p: a range of pages, of which none is in use
 * @nr: number of pages to hold
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int zc_pages_reserve(struct zc_pages *p, unsigned int nr)
{
	struct page **page;

	if (nr <= p->max)
		return 0;
	page = kvmalloc_array(nr, sizeof(*page),
			      GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!page)
		return -ENOMEM;
	kvfree(p->page);
	p->page = page;
	p->max = nr;
	return 0;
}

static int reserve_pages(struct zc_pages *p, unsigned int offset, u32 len)
{
	unsigned int nr = DIV_ROUND_UP(offset + (size_t)len, PAGE_SIZE);

	p->nr = 0;
	p->offset = offset;
	p->len = len;
	return zc_pages_reserve(p, nr) ?: nr;
}

static __always_inline int pin_range(struct page **page, int nr,
				     const void __user *addr, u32 len,
				     unsigned int gup_flags)
{
	int pinned;

	if (zc_touch(addr, len))
		return fatal_signal_pending(current) ? -EINTR : -EFAULT;
	pinned = pin_user_pages_fast((unsigned long)addr, nr, gup_flags, page);
	if (likely(pinned == nr))
		return 0;
	if (pinned > 0)
		unpin_user_pages(page, pinned);
	if (fatal_signal_pending(current))
		return -EINTR;
	return pinned == -ENOMEM ? -ENOMEM : -EOPNOTSUPP;
}

/**
 * zc_pin() - pin the pages of a user range
 * @p: filled in with the pages; must hold none
 * @addr: user address
 * @len: length in bytes, not 0; the range must not wrap
 * @gup_flags: FOLL_WRITE if the pages will be written, FOLL_LONGTERM if the pin
 *	       outlives the call
 *
 * May sleep, fault pages in and take the mmap lock. The caller unpins the pages
 * with zc_unpin() when the request is complete.
 *
 * Return: 0 with all pages pinned. On error no page is pinned: -EFAULT if a
 * byte cannot be read; -EOPNOTSUPP if a page cannot be pinned, even though the
 * caller may have the right to write to it; -ENOMEM; -EINTR if the task is
 * being killed.
 */
int zc_pin(struct zc_pages *p, const void __user *addr, u32 len,
	   unsigned int gup_flags)
{
	int nr = reserve_pages(p, offset_in_page((unsigned long)addr), len);
	int err;

	if (nr < 0)
		return nr;
	err = pin_range(p->page, nr, addr, len, gup_flags);
	if (likely(!err))
		p->nr = nr;
	return err;
}

/**
 * zc_pin_more() - pin the pages of another user range
 * @p: pages, with room for those of the range; their offset and length stay
 * @addr: user address
 * @len: length in bytes, not 0
 * @gup_flags: as for zc_pin()
 *
 * A page that two ranges share is pinned twice. May sleep, fault pages in and
 * take the mmap lock.
 *
 * Return: as zc_pin(). On error, @p has the pages that it had.
 */
int zc_pin_more(struct zc_pages *p, const void __user *addr, u32 len,
		unsigned int gup_flags)
{
	size_t bytes = offset_in_page((unsigned long)addr) + (size_t)len;
	int nr = DIV_ROUND_UP(bytes, PAGE_SIZE);
	int err = pin_range(p->page + p->nr, nr, addr, len, gup_flags);

	if (!err)
		p->nr += nr;
	return err;
}

/*
 * Marks a written folio as dirty. A folio that has become clean since it was
 * pinned must be locked to be marked. The server of a FUSE file can hold this lock
 * for ever. So a task that is being killed does not wait for it. Discarded output
 * is not written to a file either, because the file may have no writer any more.
 * No user can hold the lock of an anonymous or shmem page.
 */
static void mark_dirty(struct folio *folio, bool discarded)
{
	if (likely(folio_test_dirty(folio)) ||
	    (discarded && !folio_test_swapbacked(folio)) ||
	    folio_lock_killable(folio))
		return;
	folio_mark_dirty(folio);
	folio_unlock(folio);
}

/**
 * zc_unpin_array() - unpin an array of pages
 * @pages: pinned pages
 * @nr: number of pages
 * @written: mark the pages as dirty, because they have been written
 * @discarded: no task wants the output
 *
 * Releases each folio once. Sleeps only for a written page that is clean, and
 * waits for the server of a FUSE file only if the output is not @discarded.
 */
void zc_unpin_array(struct page **pages, unsigned int nr, bool written,
		    bool discarded)
{
	struct folio *folio, *next = nr ? page_folio(pages[0]) : NULL;
	unsigned int i, n;

	for (i = 0; i < nr; i += n) {
		folio = next;
		for (n = 1; i + n < nr; n++) {
			next = page_folio(pages[i + n]);
			if (next != folio)
				break;
		}
		if (written)
			mark_dirty(folio, discarded);
		if (n == 1)
			unpin_user_page(pages[i]);
		else
			unpin_user_pages(pages + i, n);
	}
}

/*
 * Allocates contiguous pages if that succeeds without effort, because they make
 * a shorter scatterlist. Returns the number of pages.
 */
static unsigned int alloc_some(struct page **page, unsigned int nr)
{
	unsigned int i, order;

	for (order = min(ilog2(nr), get_order(ZC_SG_MAX)); order; order--) {
		*page = alloc_pages(GFP_KERNEL_ACCOUNT | __GFP_NORETRY |
				    __GFP_NOWARN, order);
		if (*page)
			break;
	}
	if (!order)
		*page = alloc_page(GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!*page)
		return 0;
	if (order)
		split_page(*page, order);
	for (i = 1; i < 1u << order; i++)
		page[i] = *page + i;
	return 1u << order;
}

/**
 * zc_scratch() - allocate scratch pages
 * @p: filled in with the pages; must hold none
 * @len: length in bytes, not 0
 *
 * May sleep. The pages are charged to the caller, who frees them with
 * zc_scratch_free().
 *
 * Return: 0, or -ENOMEM with no page allocated.
 */
int zc_scratch(struct zc_pages *p, u32 len)
{
	int nr = reserve_pages(p, 0, len);

	if (nr < 0)
		return nr;
	while (p->nr < nr) {
		unsigned int got = alloc_some(p->page + p->nr, nr - p->nr);

		if (!got) {
			zc_scratch_free(p);
			return -ENOMEM;
		}
		p->nr += got;
	}
	return 0;
}

/**
 * zc_scratch_free() - wipe and free scratch pages
 * @p: pages from zc_scratch(), or none
 *
 * Does not sleep.
 */
void zc_scratch_free(struct zc_pages *p)
{
	while (p->nr) {
		struct page *page = p->page[--p->nr];

		clear_highpage(page);
		__free_page(page);
	}
}

/* Number of bytes of @p in page @i, after @done bytes in the pages before. */
static u32 chunk(const struct zc_pages *p, unsigned int i, u32 done)
{
	unsigned int offset = i ? 0 : p->offset;

	return min_t(u32, PAGE_SIZE - offset, p->len - done);
}

/**
 * zc_pages_from_user() - copy a user range to scratch pages
 * @p: pages from zc_scratch()
 * @addr: user address
 * @len: number of bytes, at most @p->len
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int zc_pages_from_user(struct zc_pages *p, const void __user *addr, u32 len)
{
	unsigned int i;
	u32 n, done = 0;
	int err;

	for (i = 0; done < len; i++, done += n) {
		void *at = kmap_local_page(p->page[i]);

		n = min_t(u32, PAGE_SIZE, len - done);
		err = copy_from_user(at, addr + done, n) ? -EFAULT : 0;
		kunmap_local(at);
		if (err)
			return err;
	}
	return 0;
}

/**
 * zc_pages_to_user() - copy scratch pages to a user range
 * @p: pages from zc_scratch()
 * @addr: user address
 * @len: number of bytes, at most @p->len
 *
 * May sleep and fault.
 *
 * Return: 0, or -EFAULT with part of the range possibly written.
 */
int zc_pages_to_user(const struct zc_pages *p, void __user *addr, u32 len)
{
	unsigned int i;
	u32 n, done = 0;
	int err;

	for (i = 0; done < len; i++, done += n) {
		void *at = kmap_local_page(p->page[i]);

		n = min_t(u32, PAGE_SIZE, len - done);
		err = copy_to_user(addr + done, at, n) ? -EFAULT : 0;
		kunmap_local(at);
		if (err)
			return err;
	}
	return 0;
}

/**
 * zc_pages_copy() - copy scratch pages to pinned pages
 * @to: pages pinned with FOLL_WRITE; @to->len bytes are copied
 * @from: pages from zc_scratch(), of @to->len bytes or more
 *
 * Does not sleep.
 */
void zc_pages_copy(struct zc_pages *to, struct zc_pages *from)
{
	unsigned int i;
	u32 n, done = 0;

	for (i = 0; done < to->len; i++, done += n) {
		unsigned int at = i ? 0 : to->offset;
		u32 part, copied;

		n = chunk(to, i, done);
		for (copied = 0; copied < n; copied += part) {
			u32 pos = done + copied;

			part = min_t(u32, n - copied,
				     PAGE_SIZE - offset_in_page(pos));
			memcpy_page(to->page[i], at + copied,
				    from->page[pos / PAGE_SIZE],
				    offset_in_page(pos), part);
		}
		flush_dcache_page(to->page[i]);
	}
}

/**
 * zc_pages_wipe() - overwrite pinned bytes with zeros
 * @p: pages pinned with FOLL_WRITE
 *
 * Does not sleep.
 */
void zc_pages_wipe(struct zc_pages *p)
{
	unsigned int i;
	u32 n, done = 0;

	for (i = 0; i < p->nr; i++, done += n) {
		n = chunk(p, i, done);
		memzero_page(p->page[i], i ? 0 : p->offset, n);
	}
}

/**
 * zc_pages_trim() - free an array that is too long to keep
 * @p: a range of pages, of which none is in use
 *
 * May sleep.
 */
void zc_pages_trim(struct zc_pages *p)
{
	if (likely(p->max <= KEEP_PAGES))
		return;
	kvfree(p->page);
	p->page = NULL;
	p->max = 0;
}
