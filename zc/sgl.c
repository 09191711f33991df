// SPDX-License-Identifier: GPL-2.0
/*
 * Builds scatterlists. Physically adjacent pages become one entry, up to
 * ZC_SG_MAX bytes.
 */
#include <linux/bvec.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/reject.h"
#include "zc/zc.h"

/*
 * Entries that are kept for the next request: a piece, its head and its tail.
 */
#define KEEP_ENTRIES	20

/**
 * zc_sgl_start() - start a new list
 * @sgl: the list; it loses its entries
 * @entries: number of entries to reserve
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int zc_sgl_start(struct zc_sgl *sgl, unsigned int entries)
{
	struct scatterlist *sg = sgl->sg;

	if (entries > sgl->max) {
		sg = kvmalloc_array(entries, sizeof(*sg),
				    GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
		if (!sg)
			return -ENOMEM;
		kvfree(sgl->sg);
		sgl->sg = sg;
		sgl->max = entries;
		sg_init_table(sg, entries);
	} else if (sgl->nr) {
		/* sg_set_page() keeps the end mark of the previous list. */
		sg_unmark_end(&sg[sgl->nr - 1]);
	}
	sgl->nr = 0;
	return 0;
}

/**
 * zc_sgl_add_buf() - append kernel memory to a list
 * @sgl: the list, with room for one more entry
 * @buf: linearly mapped memory
 * @len: length in bytes; if it is 0, nothing is appended
 *
 * Does not sleep.
 */
void zc_sgl_add_buf(struct zc_sgl *sgl, void *buf, u32 len)
{
	if (len)
		sg_set_buf(&sgl->sg[sgl->nr++], buf, len);
}

/**
 * zc_sgl_add_pages() - append pages to a list
 * @sgl: the list, with room for one entry per page
 * @p: the pages
 *
 * Merges adjacent pages. Does not sleep.
 */
void zc_sgl_add_pages(struct zc_sgl *sgl, const struct zc_pages *p)
{
	struct scatterlist *sg = &sgl->sg[sgl->nr];
	unsigned long pfn, next = ULONG_MAX;
	unsigned int i, offset = p->offset;
	u32 n, left = p->len;

	for (i = 0; i < p->nr; i++, left -= n, offset = 0) {
		n = min_t(u32, PAGE_SIZE - offset, left);
		pfn = page_to_pfn(p->page[i]);
		if (pfn == next && sg[-1].length + n <= ZC_SG_MAX)
			sg[-1].length += n;
		else
			sg_set_page(sg++, p->page[i], n, offset);
		next = pfn + 1;
	}
	sgl->nr = sg - sgl->sg;
}

/**
 * zc_sgl_end() - mark the end of a list
 * @sgl: the list, with at least one entry
 *
 * Does not sleep.
 */
void zc_sgl_end(struct zc_sgl *sgl)
{
	sg_mark_end(&sgl->sg[sgl->nr - 1]);
}

/**
 * zc_sgl_from_iter() - build a list from an iterator
 * @sgl: the list; it loses its entries
 * @iter: iterator over bio_vecs, not empty
 *
 * May sleep.
 *
 * Return: 0; -ENOMEM; -EINVAL if the iterator has more pieces than user memory
 * of this length can have, as the buffer of a block device's request may.
 */
int zc_sgl_from_iter(struct zc_sgl *sgl, const struct iov_iter *iter)
{
	size_t left = iov_iter_count(iter), skip = iter->iov_offset;
	unsigned int max_entries = left / PAGE_SIZE + 2;
	const struct bio_vec *bv = iter->bvec;
	phys_addr_t addr, next = 0;
	struct scatterlist *sg;
	u32 n;
	int err;

	err = zc_sgl_start(sgl, max_entries);
	if (err)
		return err;
	sg = sgl->sg;
	for (; left; left -= n) {
		n = min3(bv->bv_len - skip, left, (size_t)ZC_SG_MAX);
		addr = page_to_phys(bv->bv_page) + bv->bv_offset + skip;
		if (addr == next && sg[-1].length + n <= ZC_SG_MAX)
			sg[-1].length += n;
		else if (sg < sgl->sg + max_entries)
			sg_set_page(sg++, pfn_to_page(PHYS_PFN(addr)), n,
				    offset_in_page(addr));
		else
			return cryptodev_reject(-EINVAL,
						"iterator has over %u pieces",
						max_entries);
		next = addr + n;
		skip += n;
		if (skip == bv->bv_len) {
			bv++;
			skip = 0;
		}
	}
	sgl->nr = sg - sgl->sg;
	zc_sgl_end(sgl);
	return 0;
}

/**
 * zc_sgl_trim() - free a list that is too long to keep
 * @sgl: the list
 *
 * May sleep.
 */
void zc_sgl_trim(struct zc_sgl *sgl)
{
	if (likely(sgl->max <= KEEP_ENTRIES))
		return;
	kvfree(sgl->sg);
	sgl->sg = NULL;
	sgl->max = 0;
}
