// SPDX-License-Identifier: GPL-2.0
/*
 * Building a scatterlist: neighbouring pages become one entry.
 */
#include <linux/bvec.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/reject.h"
#include "zc/zc.h"

/* As many entries are kept for the next request: a piece and its head and tail. */
#define KEEP_ENTRIES	20

/**
 * zc_sgl_start() - make room for a new list
 * @sgl: the list; what it held is forgotten
 * @entries: how many entries may be added
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
		/* Setting an entry's page keeps an end mark of before. */
		sg_unmark_end(&sg[sgl->nr - 1]);
	}
	sgl->nr = 0;
	return 0;
}

/**
 * zc_sgl_add_buf() - add kernel memory
 * @sgl: the list, with room
 * @buf: linearly mapped memory
 * @len: bytes; nothing is added if 0
 */
void zc_sgl_add_buf(struct zc_sgl *sgl, void *buf, u32 len)
{
	if (len)
		sg_set_buf(&sgl->sg[sgl->nr++], buf, len);
}

/**
 * zc_sgl_add_pages() - add pages, neighbours as one entry
 * @sgl: the list, with room for an entry a page
 * @p: the pages
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
 * zc_sgl_end() - close a list
 * @sgl: the list, with one entry at least
 */
void zc_sgl_end(struct zc_sgl *sgl)
{
	sg_mark_end(&sgl->sg[sgl->nr - 1]);
}

/**
 * zc_sgl_from_iter() - a list of what an iterator has
 * @sgl: the list; what it held is forgotten
 * @iter: bio_vecs; not empty
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM; -EINVAL if they are in more pieces than a program's own
 * memory can be, as those of a block device's request may.
 */
int zc_sgl_from_iter(struct zc_sgl *sgl, const struct iov_iter *iter)
{
	size_t left = iov_iter_count(iter), skip = iter->iov_offset;
	unsigned int most = left / PAGE_SIZE + 2;
	const struct bio_vec *bv = iter->bvec;
	phys_addr_t addr, next = 0;
	struct scatterlist *sg;
	u32 n;
	int err;

	err = zc_sgl_start(sgl, most);
	if (err)
		return err;
	sg = sgl->sg;
	for (; left; left -= n) {
		n = min3(bv->bv_len - skip, left, (size_t)ZC_SG_MAX);
		addr = page_to_phys(bv->bv_page) + bv->bv_offset + skip;
		if (addr == next && sg[-1].length + n <= ZC_SG_MAX)
			sg[-1].length += n;
		else if (sg < sgl->sg + most)
			sg_set_page(sg++, pfn_to_page(PHYS_PFN(addr)), n,
				    offset_in_page(addr));
		else
			return cryptodev_reject(-EINVAL, "over %u pieces", most);
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
 * zc_sgl_trim() - give back a list that a huge request left
 * @sgl: the list
 */
void zc_sgl_trim(struct zc_sgl *sgl)
{
	if (likely(sgl->max <= KEEP_ENTRIES))
		return;
	kvfree(sgl->sg);
	sgl->sg = NULL;
	sgl->max = 0;
}
